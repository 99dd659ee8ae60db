//! Notices that nobody is to be punished: those released to the reader's unit, one to read, one to sign.

use askama::Template;
use axum::extract::{Path, State};
use havenward_app::notices::{self, Released, Waiting};
use havenward_domain::coded::Coded;
use havenward_domain::id::{CaseId, OffenceId};
use havenward_domain::role::Role;

use crate::AppState;
use crate::cases::pages::reference;
use crate::frame::qr::Qr;
use crate::frame::{Answer, Page, Pages, Visit, show};
use crate::path::id;

pub(crate) fn routes() -> Pages {
    Pages::new()
        .get("/notices", list)
        .in_navigation("/notices", "nav-notices", 18, |role| role == Role::Prosecutor)
        .get("/cases/{id}/notices/{offence}", read)
}

#[derive(Template)]
#[template(path = "notices/list.html")]
struct List {
    page: Page,
    waiting: Vec<Waiting>,
}

async fn list(State(state): State<AppState>, Visit { caller, page }: Visit) -> Answer {
    let waiting = state.app.look(&caller, async |ctx| notices::list(ctx).await).await?;
    show(&List { page, waiting })
}

#[derive(Template)]
#[template(path = "notices/read.html")]
struct Read {
    page: Page,
    notice: Released,
    code: Qr,
}

impl Read {
    fn category(&self) -> String {
        self.page.coded("offence", &self.notice.allegation.category).plain()
    }

    fn stage(&self) -> String {
        self.page.code("offence-stage", self.notice.allegation.stage.code()).plain()
    }

    fn asked(&self) -> String {
        self.page.code("notice-asks", self.notice.grounds.request.code()).plain()
    }

    fn basis(&self) -> String {
        self.page.code("notice-basis", self.notice.grounds.basis.code()).plain()
    }

    fn link(&self) -> String {
        self.page.code("notice-link", self.notice.grounds.link.code()).plain()
    }
}

async fn read(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path((case, offence)): Path<(String, String)>,
) -> Answer {
    let (id, offence): (CaseId, OffenceId) = (id(&case)?, id(&offence)?);
    let notice = state.app.run(&caller, async |ctx| notices::read(ctx, id, offence).await).await?;
    let code = Qr::new(reference(id))?;
    show(&Read { page, notice, code })
}
