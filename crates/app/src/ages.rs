//! Track E: who may be a child is treated as one; a birthday is written by a person, as nobody else holds keys.

use havenward_domain::access::act;
use havenward_domain::age::{AgeBasis, BornOn};
use havenward_domain::author::{Act, MoveReason};
use havenward_domain::id::CaseId;
use havenward_domain::profile::Profile;
use havenward_domain::status::{Done, NotMoved, Status};
use jiff::SignedDuration;

use crate::agreements::majority;
use crate::{AppError, Ctx, Note, Why, grants};

/// The task before a birthday: it stands in clear beside the case, so it does not say which, or when.
const LOOK_AT_AGE: &str = "look_at_age";

/// Presumes a child: anyone may, on any doubt.
pub async fn presume_child(ctx: &mut Ctx, case: CaseId, why: Why) -> Result<(), AppError> {
    write(ctx, case, why, Status::presume_child).await
}

/// Writes that the age is disputed; a child until decided.
pub async fn dispute(ctx: &mut Ctx, case: CaseId, why: Why) -> Result<(), AppError> {
    write(ctx, case, why, Status::dispute_age).await
}

/// Writes that the person is a child; only who decides on age may.
pub async fn confirm(ctx: &mut Ctx, case: CaseId, why: Why) -> Result<(), AppError> {
    write(ctx, case, why, Status::confirm_child).await
}

/// Writes that a presumed or disputed child is an adult; only who decides on age may.
pub async fn find_adult(ctx: &mut Ctx, case: CaseId, why: Why, basis: AgeBasis) -> Result<(), AppError> {
    let mut work = ctx.work_on::<act::WriteAge>(case, note()).await?;
    let act = ctx.act_because(why).await?;
    work.move_status(|status, profile| status.find_adult(profile, &act, basis))?;
    let ended = majority::come_of_age(ctx, &mut work).await?;
    let (permit, _) = ctx.save(work).await?;
    grants::drop_wraps_of(ctx, &permit, &ended).await
}

async fn write(
    ctx: &mut Ctx,
    case: CaseId,
    why: Why,
    rule: impl FnOnce(Status, &Profile, &Act) -> Result<Done, NotMoved>,
) -> Result<(), AppError> {
    let mut work = ctx.work_on::<act::WriteAge>(case, note()).await?;
    let act = ctx.act_because(why).await?;
    work.move_status(|status, profile| rule(status, profile, &act))?;
    ctx.save(work).await?;
    Ok(())
}

/// Writes when the person was born, as far as it is known, and makes the tasks before the 18th birthday.
///
/// The date stays sealed. A task stands in clear beside the case, so it says no more than "look at the age", on
/// the first of a month: three tasks from half a year to no day before, which tell no birthday. What comes next,
/// and on which day, the file says to whoever opens it. A correction overtakes the tasks of the earlier date.
pub async fn set_born(ctx: &mut Ctx, case: CaseId, born: BornOn) -> Result<(), AppError> {
    let mut work = ctx.work_on::<act::WriteAge>(case, note()).await?;
    let now = ctx.now();
    let today = work.profile.calendar().date_of(now);
    let impossible = || AppError::invalid("born", "give a day, a month or a year that has been");
    let latest = born.latest().ok_or_else(impossible)?;
    let earliest = match born {
        BornOn::Day(day) => day,
        BornOn::Month(..) => latest.first_of_month(),
        BornOn::Year(_) => latest.first_of_year(),
    };
    if earliest > today {
        return Err(impossible());
    }
    work.settle(LOOK_AT_AGE);
    if work.core().status.age().is_treated_as_child() {
        let profile = std::sync::Arc::clone(&work.profile);
        for task in born.birthday_tasks(profile.calendar()).map_err(NotMoved::from)? {
            let month = profile.calendar().start_of(task.on.first_of_month()).map_err(NotMoved::from)?;
            // What is past is not asked again, but a birthday that nobody wrote down is due now.
            let within = month.duration_since(now).max(SignedDuration::ZERO);
            if task.days_before == 0 || task.at > now {
                work.ask(LOOK_AT_AGE, within);
            }
        }
    }
    work.core_mut().born = Some(born);
    if work.core().status.age().is_treated_as_child() {
        majority::bound(ctx, &mut work).await?;
    }
    ctx.save(work).await?;
    Ok(())
}

/// Writes that a child turned 18, on the day; nobody need decide it, a person only writes it.
///
/// What was agreed to by or for the child ends with all that rests on it.
pub async fn turn_18(ctx: &mut Ctx, case: CaseId) -> Result<(), AppError> {
    let mut work = ctx.work_on::<act::WriteAge>(case, note()).await?;
    let born = work
        .core()
        .born
        .ok_or_else(|| AppError::refused("age.birth_unknown", "write first when the person was born"))?;
    let act = ctx.act_because(Why::of(MoveReason::Birthday)).await?;
    work.move_status(|status, profile| status.turn_18(profile, &act, born))?;
    let ended = majority::come_of_age(ctx, &mut work).await?;
    work.settle(LOOK_AT_AGE);
    let (permit, _) = ctx.save(work).await?;
    grants::drop_wraps_of(ctx, &permit, &ended).await
}

fn note() -> Note {
    Note::because("child_protection", "public_task")
}
