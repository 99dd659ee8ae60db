//! Safety first, and the steps of the road with how far each has come.

use askama::Template;
use axum::extract::{Path, State};
use havenward_app::first_steps::{self, FirstSteps, Line};
use havenward_app::{Ctx, enquiries, referrals};
use havenward_domain::contact::Urgency;
use havenward_domain::enquiry::Enquiry;
use havenward_domain::id::CaseId;
use havenward_domain::language::Language as Tongue;
use havenward_domain::recognition::Recognition;
use havenward_domain::referral::Referral;

use crate::AppState;
use crate::frame::language::Language;
use crate::frame::{Answer, Page, Pages, Visit, show};
use crate::path::id;

pub(crate) fn routes() -> Pages {
    Pages::new().get("/cases/{id}/next", next).get("/cases/{id}/safety", safety)
}

/// The same page in the language that the person understands best, if we have words in it.
pub(crate) fn in_their_words(page: &Page, tongues: &[Tongue]) -> Option<Page> {
    let known = tongues.iter().find_map(|tongue| Language::from_tag(tongue.primary()))?;
    let mut theirs = page.clone();
    theirs.language = known;
    (known != page.language).then_some(theirs)
}

/// A telephone number as a link takes it.
pub(crate) fn dial(line: &Line) -> String {
    line.phone.chars().filter(|sign| sign.is_ascii_digit() || *sign == '+').collect()
}

/// Whom to call.
#[derive(Template)]
#[template(path = "first_steps/safety.html")]
struct Safety {
    page: Page,
    id: CaseId,
    steps: FirstSteps,
    line: Option<Line>,
}

impl Safety {
    fn is_danger(&self) -> bool {
        self.steps.plain.urgency == Urgency::DangerNow
    }
}

async fn safety(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(case): Path<String>,
) -> Answer {
    let id: CaseId = id(&case)?;
    let read = async |ctx: &mut Ctx| {
        let steps = first_steps::read(ctx, id).await?;
        let line = first_steps::line_that_answers(ctx, steps.is_child()).await?;
        Ok((steps, line))
    };
    let (steps, line) = state.app.run(&caller, read).await?;
    show(&Safety { page, id, steps, line })
}

/// The road with its steps.
#[derive(Template)]
#[template(path = "first_steps/next.html")]
struct Next {
    page: Page,
    id: CaseId,
    steps: FirstSteps,
    enquiries: Vec<Enquiry>,
    referrals: Vec<Referral>,
}

impl Next {
    /// A step is done, or it is the next one as soon as those before it are done.
    fn state(&self, name: &str) -> &'static str {
        let done = [
            ("told", self.steps.answered.is_some()),
            ("asked", !self.steps.screenings.is_empty()),
            ("needs", self.steps.needs.is_some()),
            ("agreed", self.steps.agreement_count > 0),
            ("place", !self.enquiries.is_empty()),
            ("offered", !self.referrals.is_empty()),
        ];
        let first_open = done.iter().find(|(_, is_done)| !is_done).map(|(name, _)| *name);
        match done.iter().find(|(one, _)| *one == name) {
            Some((_, true)) => "done",
            _ if first_open == Some(name) => "next",
            _ => "later",
        }
    }

    fn path(&self, step: &str) -> String {
        format!("/cases/{}/{step}", self.id)
    }

    fn risks(&self) -> &'static str {
        if self.steps.risks.is_some() { "done" } else { "later" }
    }

    fn recognition(&self) -> &'static str {
        match self.steps.recognising.position {
            Recognition::None | Recognition::Raised => "later",
            _ => "done",
        }
    }
}

async fn next(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(case): Path<String>,
) -> Answer {
    let id: CaseId = id(&case)?;
    let read = async |ctx: &mut Ctx| {
        let steps = first_steps::read(ctx, id).await?;
        Ok((steps, enquiries::of_case(ctx, id).await?, referrals::of_case(ctx, id).await?))
    };
    let (steps, enquiries, referrals) = state.app.run(&caller, read).await?;
    show(&Next { page, id, steps, enquiries, referrals })
}
