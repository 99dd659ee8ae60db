//! One invented person of the demonstration has a way into her record, so that a newcomer can see it.

use zeroize::Zeroizing;

use super::plan::{CasePlan, Course, Plan};
use super::seeding::Stage;
use crate::{AppError, spaces};

/// The invented phrase; the start page shows it.
const PHRASE: &str = "three quiet blue boats";

/// What opens the invented person's page.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The code.
    pub code: String,
    /// The phrase.
    pub phrase: &'static str,
}

/// Whether this is the case whose person has a way in: the latest adult who was told no, so that there is
/// something to challenge; without one the latest adult.
pub(super) fn has_space(plan: &Plan, at: usize) -> bool {
    let is_adult = |case: &CasePlan| !case.contact.age.is_treated_as_child();
    let told_no = |case: &CasePlan| match case.course {
        Course::RefusedFirst { day } | Course::Decided { last: day, conclusive: false, .. } => Some(day),
        _ => None,
    };
    let adults = || plan.cases.iter().enumerate().filter(|(_, case)| is_adult(case));
    let refused = adults().filter_map(|(at, case)| Some((told_no(case)?, at))).max().map(|(_, at)| at);
    refused.or_else(|| adults().next_back().map(|(at, _)| at)) == Some(at)
}

/// Makes the way in as it would be made with her: she chooses the phrase, the code is shown once.
pub(super) async fn make_space(stage: &Stage, at: usize, case: &CasePlan) -> Result<(), AppError> {
    let (id, caller) = (stage.case(at)?, stage.caller(case.by)?);
    let made = spaces::open(&stage.app, caller, id, Zeroizing::new(PHRASE.to_owned())).await?;
    let shown = Shown { code: made.code.to_string(), phrase: PHRASE };
    stage.app.on_stage(|stage| stage.shown = Some(shown));
    Ok(())
}
