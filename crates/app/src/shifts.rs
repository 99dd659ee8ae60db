//! Shifts: who is on tonight, and the hand-over, in which every open task goes to a named person.

use std::collections::BTreeMap;

use havenward_domain::access::act;
use havenward_domain::handover::{NotHandedOver, ShiftHandOver};
use havenward_domain::id::{TaskId, UserId};
pub use havenward_store::shifts::OnShift;
use havenward_store::{shifts as rows, tasks, users};
use jiff::SignedDuration;

use crate::{AppError, Ctx, Note};

/// Hands every open task of the actor's unit to named members of it, or says what is in the way. Those that are
/// not named go to `rest`, if somebody takes them: with them, unseen, what is about cases that the actor may not
/// know of. Without `rest` that stays with whoever has it, for to ask who takes it would tell of the case.
pub async fn hand_over(
    ctx: &mut Ctx,
    mut moves: BTreeMap<TaskId, UserId>,
    rest: Option<UserId>,
) -> Result<ShiftHandOver, AppError> {
    let permit = ctx.permit_in_unit::<act::HandOverShift>()?;
    let unit = permit.unit().map_err(|_| AppError::NotFound)?;
    let (by, now) = (ctx.member()?.user, ctx.now());
    let open = tasks::open_ids(&mut ctx.tx, &permit, now).await?;
    let members = users::members(&mut ctx.tx, &permit).await?;
    let named: Vec<TaskId> = moves.keys().copied().collect();
    if let Some(rest) = rest {
        for task in &open {
            moves.entry(*task).or_insert(rest);
        }
    }
    let handed = ShiftHandOver::new(by, now, &open, &members, moves)?;
    ctx.record(&permit, Note::because("support", "operation").about("unit", unit)).await?;
    if let Some(rest) = rest {
        tasks::assign_all(&mut ctx.tx, &permit, rest).await?;
    }
    for (task, member) in handed.moves().iter().filter(|(task, _)| named.contains(task)) {
        tasks::assign(&mut ctx.tx, &permit, *task, *member).await?;
    }
    Ok(handed)
}

/// No shift is longer.
pub const LONGEST_HOURS: i64 = 24;

/// The actor comes on shift for so many hours, or says anew for how long.
pub async fn come_on(ctx: &mut Ctx, hours: i64) -> Result<(), AppError> {
    if !(1..=LONGEST_HOURS).contains(&hours) {
        return Err(AppError::invalid("hours", format!("give 1 to {LONGEST_HOURS} hours")));
    }
    let permit = ctx.permit_in_unit::<act::HandOverShift>()?;
    let unit = permit.unit().map_err(|_| AppError::NotFound)?;
    let (member, now) = (ctx.member()?, ctx.now());
    ctx.record(&permit, Note::because("support", "operation").about("unit", unit)).await?;
    rows::forget_over(&mut ctx.tx, &permit, now).await?;
    let until = now + SignedDuration::from_hours(hours);
    Ok(rows::put_on(&mut ctx.tx, &permit, member.user, now, until).await?)
}

/// The actor goes off shift. Open tasks stay where they are until they are handed over.
pub async fn go_off(ctx: &mut Ctx) -> Result<(), AppError> {
    let permit = ctx.permit_in_unit::<act::HandOverShift>()?;
    let unit = permit.unit().map_err(|_| AppError::NotFound)?;
    let member = ctx.member()?;
    ctx.record(&permit, Note::because("support", "operation").about("unit", unit)).await?;
    if rows::take_off(&mut ctx.tx, &permit, member.user).await? { Ok(()) } else { Err(AppError::NotFound) }
}

/// Who of the actor's unit is on shift now.
pub async fn on(ctx: &mut Ctx) -> Result<Vec<OnShift>, AppError> {
    let permit = ctx.permit_in_unit::<act::HandOverShift>()?;
    let now = ctx.now();
    Ok(rows::on(&mut ctx.tx, &permit, now).await?)
}

impl From<NotHandedOver> for AppError {
    fn from(error: NotHandedOver) -> Self {
        let code = match error {
            NotHandedOver::Unassigned(_) => "shift.unassigned",
            NotHandedOver::NotOnShift(_) => "shift.not_on_shift",
            NotHandedOver::NotOpen(_) => "shift.not_open",
        };
        Self::refused(code, error.to_string())
    }
}
