//! What services and colleagues did since the file was last written, as far as clocks hang on it.
//!
//! A service that answers, or at which the person arrives, holds no key of the case. What it did stands in plain
//! columns; whoever carries the case takes it into the file when the file is opened next.

use havenward_domain::access::{Act, Permit};
use havenward_domain::coded::Coded;
use havenward_domain::enquiry::Answer;
use havenward_domain::profile::Profile;
use havenward_domain::referral::State;
use havenward_domain::status::{RunningClock, decided_in_time};
use havenward_store::{enquiries, referrals, tasks};
use jiff::Timestamp;

use crate::file::Core;
use crate::{AppError, Ctx};

/// The task by which the person's request is answered.
pub(crate) const ANSWER_REQUEST: &str = "answer_request";
/// The clock of a request about one's own file, as people read it.
const ACCESS_REQUEST: &str = "access_request";

/// Takes in what happened elsewhere. Only for who carries the case.
pub(crate) async fn take_in<A: Act>(
    ctx: &mut Ctx,
    permit: &Permit<A>,
    core: &mut Core,
    profile: &Profile,
) -> Result<(), AppError> {
    arrivals(ctx, permit, core, profile).await?;
    decisions(ctx, permit, core, profile).await?;
    if core.requests.iter().any(|request| request.answered_at.is_none())
        && !tasks::is_open(&mut ctx.tx, permit, ANSWER_REQUEST).await?
    {
        let now = ctx.now();
        for request in core.requests.iter_mut().filter(|request| request.answered_at.is_none()) {
            request.answered_at = Some(now);
        }
    }
    Ok(())
}

/// The first arrival at a service starts what is counted from its beginning.
async fn arrivals<A: Act>(
    ctx: &mut Ctx,
    permit: &Permit<A>,
    core: &mut Core,
    profile: &Profile,
) -> Result<(), AppError> {
    let awaited = |kind: &str| core.status.awaits_begin_of(profile, kind);
    if !core.referring.asks.values().any(|asks| awaited(asks.kind.code())) {
        return Ok(());
    }
    let mut arrived = Vec::new();
    for row in referrals::of_case(&mut ctx.tx, permit).await? {
        let asks = core.referring.asks.get(&row.referral.id());
        if let (State::InService { at }, Some(asks)) = (row.referral.state(), asks) {
            arrived.push((*at, asks.kind));
        }
    }
    arrived.sort();
    for (at, kind) in arrived {
        core.status.service_began(profile, kind.code(), at);
    }
    Ok(())
}

/// The time to decide on a service runs while nobody said yes or no, silence included.
async fn decisions<A: Act>(
    ctx: &mut Ctx,
    permit: &Permit<A>,
    core: &mut Core,
    profile: &Profile,
) -> Result<(), AppError> {
    let Some(since) = core.status.waits_for_service() else { return Ok(()) };
    let (mut waits, mut decided) = (false, false);
    for row in enquiries::of_case(&mut ctx.tx, permit).await? {
        let kind = core.referring.enquiries.get(&row.enquiry.id());
        if kind.is_some_and(|kind| decided_in_time(profile, kind.code())) {
            match row.enquiry.answer() {
                Answer::Awaited | Answer::Silence { .. } => waits = true,
                Answer::Yes { at, .. } | Answer::No { at, .. } => decided |= *at >= since,
                Answer::Withdrawn { .. } => {}
            }
        }
    }
    if decided || !waits {
        core.status.service_decided();
    }
    Ok(())
}

/// The time to answer what the person asked about her own file: the request that is answered first.
pub(crate) fn owed(core: &Core, profile: &Profile) -> Option<RunningClock> {
    let due = core.requests.iter().filter_map(|request| request.due(profile)).min_by_key(|due| due.at)?;
    Some(RunningClock { code: ACCESS_REQUEST.to_owned(), due })
}

/// The same as a plain row.
pub(crate) fn owed_by(core: &Core, profile: &Profile) -> Option<(String, Timestamp)> {
    owed(core, profile).map(|clock| (clock.code, clock.due.at))
}
