//! The acts of the story as the demonstration plays them, one function each.
//!
//! A further act needs three things: a variant of [`Act`], its day in [`script`], and a function that calls its use
//! case. Acts of one case and one day are played in the order of the script.

use havenward_domain::profile::Origin;

use super::plan::CasePlan;
use super::seeding::Stage;
use crate::AppError;
use crate::contacts::{self, NewContact};

/// An act of the story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// A responder meets the person, and a case is opened.
    Meet,
}

/// What happens to a case and on which day, in order.
pub fn script(case: &CasePlan) -> Vec<(u32, Act)> {
    vec![(case.day, Act::Meet)]
}

/// Plays one act on the case at this place of the plan.
pub(super) async fn play(stage: &Stage, at: usize, case: &CasePlan, act: Act) -> Result<(), AppError> {
    match act {
        Act::Meet => meet(stage, at, case).await,
    }
}

async fn meet(stage: &Stage, at: usize, case: &CasePlan) -> Result<(), AppError> {
    let plan = &case.contact;
    let new = NewContact {
        origin: Origin::Responder,
        setting: plan.setting,
        languages: plan.languages.clone(),
        age: plan.age,
        urgency: plan.urgency,
        sex: Some(plan.sex),
        placement: plan.placement,
        children_with: plan.children_with,
        limited_mobility: plan.limited_mobility,
        name: plan.name.clone(),
        address_as: plan.address_as.clone(),
    };
    let app = stage.at(case.day, case.minute)?;
    let caller = stage.caller(case.by)?;
    let opened = app.run(caller, async |ctx| contacts::record(ctx, new).await).await?;
    stage.opened(at, opened);
    Ok(())
}
