//! What went to whom, and on what it rests, as data protection reads it. No case is opened for it.

use std::collections::BTreeMap;

use havenward_domain::access::{Holder, act};
use havenward_domain::agreement::Basis;
use havenward_domain::compartment::Compartments;
use havenward_domain::id::{CaseId, UnitId};
use havenward_domain::referral::Status;
use havenward_store::{shares as rows, units};
use jiff::Timestamp;

use crate::{AppError, Ctx, Note};

/// Shares of each kind listed at a time.
const PAGE: i64 = 200;
/// Units known by name.
const UNITS: i64 = 1_000;

/// What was shared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// The packages of a referral.
    Referral {
        /// Where the referral stands.
        status: Status,
        /// Whether a package is still there to be read.
        is_there: bool,
    },
    /// Access to compartments of the case.
    Access(Compartments),
}

/// On what a share rests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rests {
    /// The person's agreement.
    Agreement,
    /// A law, as the profile names it, or a legal basis by its code.
    Law(String),
}

/// A share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// The case, a random id.
    pub case: CaseId,
    /// The unit that shared it.
    pub from: String,
    /// The unit that receives it; none for a person by name.
    pub to: Option<String>,
    /// What.
    pub what: What,
    /// For what, a code.
    pub purpose: String,
    /// On what it rests.
    pub rests: Rests,
    /// Until when.
    pub until: Timestamp,
}

/// Lists what was referred and what others may open now, those that end last first. In the journal.
pub async fn list(ctx: &mut Ctx) -> Result<Vec<Share>, AppError> {
    let permit = ctx.permit_in_unit::<act::ReadOversight>()?;
    ctx.record(&permit, Note::because("data_protection", "legal_obligation")).await?;
    let now = ctx.now();
    let names: BTreeMap<UnitId, String> =
        units::list(&mut ctx.tx, UNITS).await?.into_iter().map(|unit| (unit.id, unit.name)).collect();
    let name = |unit: UnitId| names.get(&unit).cloned().unwrap_or_default();
    let mut shares = Vec::new();
    for row in rows::referred(&mut ctx.tx, &permit, PAGE).await? {
        let status = row.referral.state().status();
        let rests = match row.basis {
            Basis::Agreement(_) => Rests::Agreement,
            Basis::Law(law) => Rests::Law(law),
        };
        shares.push(Share {
            case: row.case,
            from: name(row.from),
            to: Some(name(row.referral.unit())),
            what: What::Referral { status, is_there: row.is_there },
            purpose: "service".to_owned(),
            rests,
            until: row.until,
        });
    }
    for row in rows::held(&mut ctx.tx, &permit, now, PAGE).await? {
        let to = match row.holder {
            Holder::Unit(unit) => Some(name(unit)),
            Holder::User(_) => None,
        };
        let rests = if row.basis == "agreement" { Rests::Agreement } else { Rests::Law(row.basis) };
        shares.push(Share {
            case: row.case,
            from: name(row.owner),
            to,
            what: What::Access(row.compartments),
            purpose: row.purpose,
            rests,
            until: row.until,
        });
    }
    shares.sort_by_key(|share| (std::cmp::Reverse(share.until), share.case));
    Ok(shares)
}
