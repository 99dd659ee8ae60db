//! What a device must know to work for days without a network.
//!
//! Whose key it seals to, and whom to call. A line has a number and hours and no name: a telephone that is taken says
//! nothing of who runs which house.

use havenward_domain::access::act;
use havenward_domain::id::UnitId;
use havenward_domain::service::DutyLine;
use havenward_store::intake::{self, IntakeKey};
use havenward_store::{services, units};

use crate::first_steps;
use crate::matching::local;
use crate::services::PAGE;
use crate::{AppError, Ctx};

/// Lines a device is told: who answers tonight in a country, and no directory.
const MOST_LINES: usize = 12;

/// What a device is told.
pub struct Bearings {
    /// The unit that opens what it hands in; part of the associated data of a record.
    pub unit: UnitId,
    /// Its name, so that whoever sets the telephone up sees where records go.
    pub unit_name: String,
    /// The key to which it seals now.
    pub key: IntakeKey,
    /// Lines to call, with whether each is for children only; the nearest to a safe place first.
    pub lines: Vec<(DutyLine, bool)>,
}

/// Tells a device what it must know. It asks whenever it has a network.
pub async fn bearings(ctx: &mut Ctx) -> Result<Bearings, AppError> {
    let permit = ctx.permit_in_unit::<act::SubmitIntake>()?;
    let unit = permit.unit().map_err(|_| AppError::NotFound)?;
    let key = intake::newest_key(&mut ctx.tx, unit).await?.ok_or(AppError::WaitingForKey)?;
    let facts = units::facts(&mut ctx.tx, unit).await?.ok_or(AppError::NotFound)?;
    let profile = ctx.current_profile().await?;
    let today = local(&profile, ctx.now()).date();
    let rows = services::all(&mut ctx.tx, &permit, PAGE).await?;
    let mut lines = first_steps::lines(rows.into_iter().map(|row| row.service).collect(), today);
    lines.dedup_by(|one, other| one.0.phone == other.0.phone);
    lines.truncate(MOST_LINES);
    Ok(Bearings { unit, unit_name: facts.name, key, lines })
}
