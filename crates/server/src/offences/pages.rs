//! What an authority alleges, with the moments that come near; and the yes of two people that lets the notice go.

use askama::Template;
use axum::extract::{Path, State};
use havenward_app::offences::{self, Read};
use havenward_app::{AppError, Caller, Ctx, notices};
use havenward_domain::access::act;
use havenward_domain::coded::Coded;
use havenward_domain::id::{CaseId, OffenceId};
use havenward_domain::offence::Notice;
use havenward_domain::role::Role;

use crate::AppState;
use crate::frame::{Answer, Form, HasForm, Page, Pages, Visit, see_other, show, show_form};
use crate::path::id;

/// What is said about a notice.
const SAYS: [&str; 2] = ["sign", "take_back"];

pub(crate) fn routes() -> Pages {
    Pages::new()
        .get("/cases/{id}/offences", list)
        .get("/cases/{id}/offences/{offence}/notice", ask)
        .post("/cases/{id}/offences/{offence}/notice", sign)
}

/// Those who read what is alleged: who stands by the person, and who carries the case.
pub(crate) fn reads(role: Role) -> bool {
    role.is_first_responder()
        || matches!(
            role,
            Role::CaseManager | Role::ChildProtection | Role::Lawyer | Role::Guardian | Role::Survivor
        )
}

fn stands(notice: &Notice) -> &'static str {
    match notice {
        Notice::Drafted => "drafted",
        Notice::Signed { .. } => "signed",
        Notice::Released { .. } => "released",
        Notice::NotifiedByLaw { .. } => "notified_by_law",
    }
}

/// The records of a case.
#[derive(Template)]
#[template(path = "offences/list.html")]
struct List {
    page: Page,
    id: CaseId,
    records: Vec<Read>,
}

impl List {
    fn category(&self, read: &Read) -> String {
        self.page.coded("offence", &read.offence.allegation().category).plain()
    }

    fn stage(read: &Read) -> &'static str {
        read.offence.allegation().stage.code()
    }

    fn stands(read: &Read) -> &'static str {
        stands(read.offence.notice())
    }

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "a template passes by reference")]
    fn moment(alarm: &havenward_domain::offence::Alarm) -> &'static str {
        alarm.moment.code()
    }
}

async fn of_case(state: &AppState, caller: &Caller, case: CaseId) -> Result<Vec<Read>, AppError> {
    state.app.run(caller, async |ctx| offences::list(ctx, case).await).await
}

async fn list(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(case): Path<String>,
) -> Answer {
    let id: CaseId = id(&case)?;
    let records = of_case(&state, &caller, id).await?;
    show(&List { page, id, records })
}

/// One notice, and whether the reader lets it go.
#[derive(Template)]
#[template(path = "offences/notice.html")]
struct Sign {
    page: Page,
    form: Form,
    id: CaseId,
    record: Read,
    has_say: bool,
}

impl HasForm for Sign {
    fn form(&self) -> &Form {
        &self.form
    }
}

impl Sign {
    async fn of(
        state: &AppState,
        visit: Visit,
        form: Form,
        (id, offence): (CaseId, OffenceId),
    ) -> Result<Self, AppError> {
        let records = of_case(state, &visit.caller, id).await?;
        let record = records.into_iter().find(|one| one.offence.id() == offence).ok_or(AppError::NotFound)?;
        let may = async |ctx: &mut Ctx| ctx.may_on::<act::SignNotice>(id).await;
        let has_say = state.app.look(&visit.caller, may).await?;
        Ok(Self { page: visit.page, form, id, record, has_say })
    }

    fn category(&self) -> String {
        self.page.coded("offence", &self.record.offence.allegation().category).plain()
    }

    fn asked(&self) -> &'static str {
        self.record.offence.grounds().request.code()
    }

    fn stands(&self) -> &'static str {
        stands(self.record.offence.notice())
    }

    /// Whether the reader may say yes to it, or take her yes back.
    fn is_hers(&self) -> bool {
        self.has_say && self.is_open()
    }

    fn is_open(&self) -> bool {
        matches!(self.record.offence.notice(), Notice::Drafted | Notice::Signed { .. })
    }

    /// In whose place the reader says yes.
    fn capacity(&self) -> &'static str {
        match self.page.member.map(|member| member.role) {
            Some(Role::Lawyer) => "lawyer",
            Some(Role::Guardian) => "guardian",
            Some(Role::Survivor) => "person",
            _ => "witness",
        }
    }
}

async fn ask(
    State(state): State<AppState>,
    visit: Visit,
    Path((case, offence)): Path<(String, String)>,
) -> Answer {
    let at = (id(&case)?, id(&offence)?);
    let form = Form::empty(&visit.page);
    show(&Sign::of(&state, visit, form, at).await?)
}

async fn sign(
    State(state): State<AppState>,
    visit: Visit,
    Path((case, offence)): Path<(String, String)>,
    mut form: Form,
) -> Answer {
    let (id, offence): (CaseId, OffenceId) = (id(&case)?, id(&offence)?);
    // A yes is never given by a form that only came back after a new sign-in.
    if let Some(say) = form.read(|form| form.one_of("say", &SAYS)) {
        let act = async |ctx: &mut Ctx| {
            if say == "take_back" {
                notices::take_back(ctx, id, offence).await?;
            } else {
                notices::sign(ctx, id, offence).await?;
            }
            Ok(id)
        };
        let identity = form.identity();
        match state.app.run_once(&visit.caller, form.once(&identity), act).await {
            Ok(_) => return see_other(&format!("/cases/{id}/offences")),
            Err(error) => form.refused(error)?,
        }
    }
    show_form(&Sign::of(&state, visit, form, (id, offence)).await?)
}
