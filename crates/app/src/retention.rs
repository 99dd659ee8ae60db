//! What has been kept long enough, by the periods of the profile. A person decides what goes; nothing is
//! erased by this reading.

use std::collections::BTreeMap;

use havenward_domain::access::act;
use havenward_domain::clock::{Period, Unit};
use havenward_domain::id::{CaseId, UnitId};
use havenward_domain::profile::Profile;
use havenward_store::{retention as rows, units};
use jiff::{Timestamp, ToSpan};

use crate::matching::local;
use crate::{AppError, Ctx, Note};

/// Cases listed at a time.
const PAGE: i64 = 200;
/// Units known by name.
const UNITS: i64 = 1_000;

/// A period of the profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// The kind of record, a code.
    pub kind: String,
    /// How long after it has come to rest.
    pub keep: Period,
    /// Why that long.
    pub ground: String,
    /// Whether somebody must still compare it with the law.
    pub needs_check: bool,
}

/// A case whose period is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The case, a random id.
    pub case: CaseId,
    /// The unit that owns it.
    pub owner: String,
    /// The kind of record, a code.
    pub kind: &'static str,
    /// Since when no track has moved.
    pub since: Timestamp,
}

/// What is due, and by which periods.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retained {
    /// The periods.
    pub rules: Vec<Rule>,
    /// What is due, the oldest first.
    pub due: Vec<Due>,
}

/// The kinds of record that lie in cases.
const CONTACT_ONLY: &str = "contact_only";
const CASE: &str = "case";

/// Lists what is due by the country's own periods. In the journal.
pub async fn due(ctx: &mut Ctx) -> Result<Retained, AppError> {
    let permit = ctx.permit_in_unit::<act::ReadOversight>()?;
    ctx.record(&permit, Note::because("data_protection", "legal_obligation")).await?;
    let (profile, now) = (ctx.current_profile().await?, ctx.now());
    let before = |kind: &str| before(&profile, kind, now);
    let found = rows::at_rest(&mut ctx.tx, &permit, (before(CONTACT_ONLY)?, before(CASE)?), PAGE).await?;
    let names: BTreeMap<UnitId, String> =
        units::list(&mut ctx.tx, UNITS).await?.into_iter().map(|unit| (unit.id, unit.name)).collect();
    let due = |row: rows::AtRest| Due {
        case: row.case,
        owner: names.get(&row.owner).cloned().unwrap_or_default(),
        kind: if row.contact_only { CONTACT_ONLY } else { CASE },
        since: row.since,
    };
    let rule = |(kind, kept): (&String, &havenward_domain::profile::Retention)| Rule {
        kind: kind.clone(),
        keep: kept.keep,
        ground: kept.ground.clone(),
        needs_check: kept.provenance.needs_check,
    };
    Ok(Retained {
        rules: profile.retention().iter().map(rule).collect(),
        due: found.into_iter().map(due).collect(),
    })
}

/// What has not moved since this instant has served its time. A kind without a period is kept.
fn before(profile: &Profile, kind: &str, now: Timestamp) -> Result<Timestamp, AppError> {
    let Some(kept) = profile.retention().get(kind) else { return Ok(Timestamp::MIN) };
    let amount = i64::from(kept.keep.amount);
    let span = match kept.keep.unit {
        Unit::Hours => amount.hours(),
        Unit::Days | Unit::WorkingDays => amount.days(),
        Unit::Months => amount.months(),
        Unit::Years => amount.years(),
    };
    let broken = |_| AppError::Internal("a period of the profile");
    Ok(local(profile, now).checked_sub(span).map_err(broken)?.timestamp())
}
