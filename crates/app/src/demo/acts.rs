//! The acts of the story as the demonstration plays them, one function each.
//!
//! A further act needs three things: a variant of [`Act`], its day in [`script`], and a function that calls its use
//! case. Acts of one case and one day are played in the order of the script.

use havenward_domain::profile::Origin;

use super::helping::{self, Help};
use super::plan::{CasePlan, Course, Plan};
use super::seeding::Stage;
use super::{meeting, recognising, showing, standing_by};
use crate::AppError;
use crate::contacts::{self, NewContact};

/// An act of the story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// A responder meets the person, and a case is opened.
    Meet,
    /// The person is told who asks and why.
    Tell,
    /// The person is asked, or signs are seen.
    Screen,
    /// Recognition is raised; for a child, the authority for children is called.
    Raise,
    /// An adult agrees that a deciding body may see the case.
    Agree,
    /// The case goes to the deciding body.
    Send,
    /// The first stage is decided.
    DecideFirst {
        /// Whether there are reasonable grounds.
        positive: bool,
    },
    /// The last stage is decided.
    DecideLast {
        /// Whether there are conclusive grounds.
        positive: bool,
    },
    /// A refusal is told to the person or, for a child, to the authority.
    TellRefusal,
    /// A place is looked for: needs, agreement, matching, enquiry.
    LookForPlace {
        /// Whether this happens now, at the end of the plan.
        now: bool,
    },
    /// The service says whether it has room.
    AnswerEnquiry {
        /// Whether this happens now, at the end of the plan.
        now: bool,
    },
    /// The person is offered to the service.
    Offer {
        /// Whether this happens now, at the end of the plan.
        now: bool,
    },
    /// The service accepts, and the person arrives.
    Accept,
    /// The service declines.
    Decline,
    /// A plan is begun with the person.
    BeginPlan,
    /// Others who stand by the person are let in, and casework writes a first note.
    Share,
    /// What an authority alleges is recorded, and the notice against it is released.
    ReleaseNotice,
    /// A way into her record is made with one of them, to look at.
    MakeSpace,
}

/// What happens to a case and on which day, in order.
pub fn script(plan: &Plan, at: usize, case: &CasePlan) -> Vec<(u32, Act)> {
    let day = case.day;
    let mut acts = vec![(day, Act::Meet)];
    if meeting::talks(case) {
        acts.extend([(day, Act::Tell), (day, Act::Screen)]);
    } else {
        acts.push((day, Act::Tell));
    }
    acts.push((day, Act::Raise));
    if !case.contact.age.is_treated_as_child() {
        acts.push((day, Act::Agree));
    }
    acts.push((day, Act::Send));
    match case.course {
        Course::AwaitsFirst => {}
        Course::RefusedFirst { day } => {
            acts.extend([(day, Act::DecideFirst { positive: false }), (day, Act::TellRefusal)]);
        }
        Course::AwaitsLast { day } => acts.push((day, Act::DecideFirst { positive: true })),
        Course::Decided { first, last, conclusive } => {
            acts.extend([
                (first, Act::DecideFirst { positive: true }),
                (last, Act::DecideLast { positive: conclusive }),
            ]);
            if !conclusive {
                acts.push((last, Act::TellRefusal));
            }
        }
    }
    if standing_by::is_shared(plan, at) {
        acts.push((day, Act::Share));
        if standing_by::is_accused(plan, at) {
            acts.push((day, Act::ReleaseNotice));
        }
    }
    help(plan, at, case, &mut acts);
    if showing::has_space(plan, at) {
        acts.push((plan.days.saturating_sub(1), Act::MakeSpace));
    }
    acts
}

fn help(plan: &Plan, at: usize, case: &CasePlan, acts: &mut Vec<(u32, Act)>) {
    let today = plan.days.saturating_sub(1);
    let (day, now) = if helping::is_for_now(plan, at) { (today, true) } else { (case.day, false) };
    let help = helping::help(plan, at, case);
    if help == Help::None {
        return;
    }
    acts.push((day, Act::LookForPlace { now }));
    if help != Help::Asked {
        acts.extend([(day, Act::AnswerEnquiry { now }), (day, Act::Offer { now })]);
    }
    match help {
        Help::Accepted => acts.extend([(day, Act::Accept), (day, Act::BeginPlan)]),
        Help::Declined => acts.push((day, Act::Decline)),
        Help::None | Help::Asked | Help::Offered => {}
    }
}

/// Plays one act on the case at this place of the plan.
pub(super) async fn play(
    stage: &Stage,
    at: usize,
    case: &CasePlan,
    day: u32,
    act: Act,
) -> Result<(), AppError> {
    match act {
        Act::Meet => meet(stage, at, case).await,
        Act::Tell => meeting::tell(stage, at, case).await,
        Act::Screen => meeting::screen(stage, at, case).await,
        Act::Raise => recognising::raise(stage, at, case).await,
        Act::Agree => recognising::agree(stage, at, case).await,
        Act::Send => recognising::send(stage, at, case).await,
        Act::DecideFirst { positive } => {
            recognising::decide(stage, at, case, day, "reasonable_grounds", positive).await
        }
        Act::DecideLast { positive } => {
            recognising::decide(stage, at, case, day, "conclusive_grounds", positive).await
        }
        Act::TellRefusal => recognising::tell_refusal(stage, at, case, day).await,
        Act::LookForPlace { now } => helping::look(stage, at, case, now).await,
        Act::AnswerEnquiry { now } => helping::answer(stage, at, case, now).await,
        Act::Offer { now } => helping::offer(stage, at, case, now).await,
        Act::Accept => helping::accept(stage, at, case).await,
        Act::Decline => helping::decline(stage, at, case).await,
        Act::Share => standing_by::share(stage, at, case).await,
        Act::ReleaseNotice => standing_by::release_notice(stage, at, case).await,
        Act::BeginPlan => helping::begin_plan(stage, at, case).await,
        Act::MakeSpace => showing::make_space(stage, at, case).await,
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
