//! The agreement sheet: what somebody said yes and no to, on paper, in her words and in the worker's.
//!
//! It names no person and no case. Whether it is safe to carry is asked first; in doubt nothing is in hand.

use askama::Template;
use axum::extract::{Path, State};
use havenward_app::agreements::Told;
use havenward_domain::agreement::{Answer as Said, Category, Recipient};
use havenward_domain::id::{AgreementId, CaseId};

use super::{Names, purpose, withdraw};
use crate::AppState;
use crate::first_steps::pages::in_their_words;
use crate::frame::qr::Qr;
use crate::frame::{Answer, Page, Visit, show};
use crate::path::id;

/// The sheet.
#[derive(Template)]
#[template(path = "agreements/sheet.html")]
struct Sheet {
    page: Page,
    id: CaseId,
    told: Told,
    names: Names,
    theirs: Option<Page>,
    code: Qr,
}

impl Sheet {
    /// Her words first, then the reader's.
    fn tongues(&self) -> impl Iterator<Item = &Page> {
        self.theirs.iter().chain([&self.page])
    }

    fn purpose(&self, tongue: &Page) -> String {
        purpose(tongue, self.told.agreement.purpose())
    }

    fn recipients(&self) -> impl Iterator<Item = &str> {
        let units = self.told.agreement.recipients().iter().map(Recipient::unit);
        units.map(|unit| self.names.get(&unit).map_or("", String::as_str))
    }

    fn that_are(&self, said: Said) -> Vec<Category> {
        let answers = self.told.agreement.answers().iter();
        answers.filter(|(_, answer)| **answer == said).map(|(category, _)| *category).collect()
    }
}

pub(super) async fn print(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path((case, agreement)): Path<(String, String)>,
) -> Answer {
    let (id, agreement): (CaseId, AgreementId) = (id(&case)?, id(&agreement)?);
    let (told, names) = withdraw::load(&state, &caller, id, agreement).await?;
    let theirs = in_their_words(&page, std::slice::from_ref(&told.agreement.explained().language));
    let code = Qr::new(crate::referrals::pages::reference(agreement))?;
    show(&Sheet { page, id, told, names, theirs, code })
}
