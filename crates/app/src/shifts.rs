//! The hand-over of a shift: every open task goes to a named person, and nothing is left behind.

use std::collections::BTreeMap;

use havenward_domain::access::act;
use havenward_domain::handover::{NotHandedOver, ShiftHandOver};
use havenward_domain::id::{TaskId, UserId};
use havenward_store::{tasks, users};

use crate::{AppError, Ctx, Note};

/// Hands every open task of the actor's unit to named members of it, or says what is in the way.
pub async fn hand_over(ctx: &mut Ctx, moves: BTreeMap<TaskId, UserId>) -> Result<ShiftHandOver, AppError> {
    let permit = ctx.permit_in_unit::<act::HandOverShift>()?;
    let unit = permit.unit().map_err(|_| AppError::NotFound)?;
    let open = tasks::open_ids(&mut ctx.tx, &permit).await?;
    let members = users::members(&mut ctx.tx, &permit).await?;
    let (by, now) = (ctx.member()?.user, ctx.now());
    let handed = ShiftHandOver::new(by, now, &open, &members, moves)?;
    ctx.record(&permit, Note::because("support", "operation").about("unit", unit)).await?;
    for (task, member) in handed.moves() {
        tasks::assign(&mut ctx.tx, &permit, *task, *member).await?;
    }
    Ok(handed)
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
