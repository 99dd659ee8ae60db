//! The letter about a decision. It holds no name: whoever hands it over knows whose it is.

use askama::Template;
use axum::extract::{Path, State};
use havenward_app::desk::{self, Letter};
use havenward_domain::coded::Coded;
use havenward_domain::decision::{Answer, Matter, MissingEvidence};
use havenward_domain::id::{CaseId, DecisionId};
use havenward_domain::role::Role;
use havenward_domain::words::Words;

use super::{stage_words, words_of};
use crate::AppState;
use crate::cases::pages::reference;
use crate::frame::qr::Qr;
use crate::frame::{self, Page, Visit, show};
use crate::path::id;

#[derive(Template)]
#[template(path = "decisions/letter.html")]
struct Read {
    page: Page,
    letter: Letter,
    code: Qr,
}

impl Read {
    fn is_refusal(&self) -> bool {
        self.letter.record.answer == Answer::No
    }

    fn matter(&self) -> String {
        match &self.letter.record.matter {
            Matter::Stage(code) => stage_words(&self.page, code),
            Matter::Challenge(rule, _) => words_of(&self.page, "clock", rule),
        }
    }

    fn says(&self) -> String {
        self.page.code("ruling-says", self.letter.record.answer.code()).plain()
    }

    fn way(&self, rule: &str) -> String {
        words_of(&self.page, "clock", rule)
    }

    fn missing(&self) -> &[Words] {
        match &self.letter.record.grounds.missing {
            MissingEvidence::Listed(all) => all,
            MissingEvidence::NoneWouldChangeIt => &[],
        }
    }

    /// Whether somebody must still tell the refusal, and this reader may write that it was told.
    fn can_tell(&self) -> bool {
        let untold = self.letter.refusal.as_ref().is_some_and(|refusal| refusal.told.is_none());
        let may = self.page.member.as_ref().is_some_and(|member| {
            member.role.is_first_responder()
                || matches!(member.role, Role::CompetentAuthority | Role::PanelMember | Role::CaseManager)
        });
        untold && may
    }

    fn told(&self) -> Option<String> {
        let (at, to) = self.letter.refusal.as_ref().and_then(|refusal| refusal.told)?;
        let whom = self.page.code("served", to.code()).plain();
        Some(self.page.t("ruling-told").s("date", self.page.date(at)).s("whom", whom).plain())
    }

    fn can_challenge(&self) -> bool {
        self.letter.ways.iter().any(|way| way.is_mine && way.until.is_some())
    }
}

pub(super) async fn read(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path((case, decision)): Path<(String, String)>,
) -> frame::Answer {
    let (case, decision): (CaseId, DecisionId) = (id(&case)?, id(&decision)?);
    let letter = state.app.run(&caller, async |ctx| desk::letter(ctx, case, decision).await).await?;
    let code = Qr::new(reference(letter.case))?;
    show(&Read { page, letter, code })
}
