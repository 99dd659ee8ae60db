//! Which unit of a deciding body gets a case, and on what its sight rests.
//!
//! One unit, never a whole class of bodies: need to know. Where several could decide, the one the person
//! agreed to, or the one that the sender names.

use havenward_domain::access::{Act, Holder, Permit};
use havenward_domain::agreement::{Agreement, Answer, Category, Giver, Purpose, Standing};
use havenward_domain::compartment::{Compartment, Compartments};
use havenward_domain::id::{AgreementId, UnitId};
use havenward_domain::profile::AgreementOf;
use havenward_store::units;
use jiff::{SignedDuration, Timestamp};

use crate::file::Core;
use crate::grants::{Giving, give_under};
use crate::{AppError, Ctx, Recorded};

/// A deciding body sees a case no longer than this without a new act.
const SIGHT_LASTS: SignedDuration = SignedDuration::from_hours(24 * 365);
/// Units of one body looked at.
const PAGE: i64 = 200;
/// The purpose of every such access.
const PURPOSE: &str = "formal_identification";

/// What a deciding body needs: coded facts and the account.
pub(crate) const WANTED: [Compartment; 2] = [Compartment::Core, Compartment::Narrative];

/// The parts of the case that the actor can open for a deciding body.
pub(crate) fn can_open<A: Act>(permit: &Permit<A>) -> Vec<Compartment> {
    WANTED.into_iter().filter(|one| permit.compartments().has(*one)).collect()
}

/// On what the sight of a unit rests.
pub(crate) struct Sight {
    /// The unit.
    pub unit: UnitId,
    /// Who agreed that it sees the case.
    pub agreed: Vec<AgreementOf>,
    agreement: Option<AgreementId>,
    narrative: bool,
    until: Timestamp,
}

impl Sight {
    /// What the agreements of a case say about a unit. Where none is needed, the body's task carries it.
    fn of(core: &Core, unit: UnitId, needed: AgreementOf, now: Timestamp) -> Sight {
        let given = agreement(core, unit, now);
        let lasts = now + SIGHT_LASTS;
        if needed == AgreementOf::Nobody {
            return Sight { unit, agreed: Vec::new(), agreement: None, narrative: true, until: lasts };
        }
        let purpose = Purpose::FormalIdentification;
        Sight {
            unit,
            agreed: given.map(|one| agreement_of(one.given_by().giver())).into_iter().collect(),
            agreement: given.map(Agreement::id),
            narrative: core.agreements.allows(&purpose, unit, Category::Narrative, now),
            until: given.map_or(lasts, |one| one.expires_in_clear().min(lasts)),
        }
    }

    /// Whether the account was agreed to, and somebody else must share it: the sender cannot open it.
    pub fn misses_the_account(&self, opened: &[Compartment]) -> bool {
        self.narrative && !opened.contains(&Compartment::Narrative)
    }

    /// Whether the agreement that is asked for stands.
    fn holds(&self, needed: AgreementOf) -> bool {
        needed == AgreementOf::Nobody || self.agreed.contains(&needed)
    }
}

fn agreement(core: &Core, unit: UnitId, now: Timestamp) -> Option<&Agreement> {
    let purpose = Purpose::FormalIdentification;
    if core.agreements.standing(&purpose, unit, now) != Standing::Agreed {
        return None;
    }
    core.agreements.given().iter().rev().find(|given| {
        *given.purpose() == purpose
            && given.is_in_force(now)
            && given.recipients().iter().any(|recipient| recipient.unit() == unit)
            && given.answers().values().any(|answer| *answer == Answer::Agreed)
    })
}

fn agreement_of(giver: Giver) -> AgreementOf {
    match giver {
        Giver::Person => AgreementOf::Person,
        Giver::Guardian | Giver::Authority => AgreementOf::Representative,
    }
}

/// Chooses the unit of these bodies that will decide.
///
/// Where no agreement stands the first is taken, for the rule of the domain to refuse.
pub(crate) async fn choose(
    ctx: &mut Ctx,
    core: &Core,
    bodies: &[String],
    named: Option<UnitId>,
    needed: AgreementOf,
) -> Result<Sight, AppError> {
    let now = ctx.now();
    let mut candidates = Vec::new();
    for body in bodies {
        let found = units::of_body(&mut ctx.tx, body, PAGE).await?;
        let can_read = found.into_iter().filter(|unit| unit.public_key.is_some());
        candidates.extend(can_read.map(|unit| Sight::of(core, unit.id, needed, now)));
    }
    candidates.retain(|sight| named.is_none_or(|unit| unit == sight.unit));
    if candidates.iter().any(|sight| sight.holds(needed)) {
        candidates.retain(|sight| sight.holds(needed));
        if candidates.len() > 1 {
            return Err(AppError::refused(
                "recognition.which_unit",
                "several units could decide this; name one of them",
            ));
        }
    }
    candidates.into_iter().next().ok_or_else(|| {
        AppError::refused("recognition.no_unit", "no unit of the deciding body is here and holds a key")
    })
}

/// Lets the chosen unit see the case; the act has recorded what is opened for it.
pub(crate) async fn let_in<A: Act>(
    ctx: &mut Ctx,
    permit: &Permit<A>,
    recorded: &Recorded,
    sight: &Sight,
    owner: UnitId,
) -> Result<(), AppError> {
    if sight.unit == owner {
        return Ok(());
    }
    let opened = Compartments::of(&can_open(permit));
    let wanted = |one: &Compartment| opened.has(*one) && (*one == Compartment::Core || sight.narrative);
    let giving = Giving {
        holder: Holder::Unit(sight.unit),
        compartments: WANTED.into_iter().filter(wanted).collect(),
        purpose: PURPOSE.to_owned(),
        basis: if sight.agreement.is_some() { "agreement" } else { "public_task" }.to_owned(),
        agreement: sight.agreement,
        until: sight.until,
    };
    give_under(ctx, permit, recorded, giving).await
}
