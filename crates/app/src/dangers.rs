//! The danger list of a case: read by the case team, and as far as it must by the shelter's door.

use havenward_domain::access::act;
use havenward_domain::compartment::Compartment;
use havenward_domain::danger::{Entry, HowKnown};
use havenward_domain::id::CaseId;
use havenward_domain::role::Role;
use havenward_domain::secret::Secret;
use havenward_store::cases;

use crate::file::Danger;
use crate::keys::Opened;
use crate::notes::check_text;
use crate::{AppError, Ctx, Note};

/// The longest text of one field, in bytes.
const LONGEST: usize = 1_000;
/// Entries on one list.
const MOST: usize = 200;

/// Somebody to watch for.
pub struct NewDanger {
    /// Who: name or description.
    pub who: String,
    /// The face.
    pub face: Option<String>,
    /// The vehicle.
    pub vehicle: Option<String>,
    /// How it is known.
    pub how_known: HowKnown,
}

/// One entry as its reader may see it.
pub struct Seen {
    /// Who.
    pub who: Secret<String>,
    /// The face.
    pub face: Option<Secret<String>>,
    /// The vehicle.
    pub vehicle: Option<Secret<String>>,
    /// How it is known; never at the door.
    pub how_known: Option<HowKnown>,
}

/// Adds somebody to the danger list. The shelter's door reads and does not write.
pub async fn add(ctx: &mut Ctx, case: CaseId, new: NewDanger) -> Result<(), AppError> {
    check_text("who", &new.who, LONGEST)?;
    for (field, text) in [("face", &new.face), ("vehicle", &new.vehicle)] {
        if let Some(text) = text {
            check_text(field, text, LONGEST)?;
        }
    }
    let permit = ctx.permit_on::<act::WriteDanger>(case).await?;
    if is_the_door(ctx, case).await? {
        return Err(AppError::Forbidden);
    }
    let note = Note::because("safety", "vital_interest").opening(&[Compartment::DangerList]);
    let recorded = ctx.record(&permit, note).await?;
    let mut opened: Opened<Danger> = ctx.open_to_change(&permit, &recorded, Compartment::DangerList).await?;
    if opened.body.list.for_case_team().len() >= MOST {
        return Err(AppError::refused("danger.full", format!("no more than {MOST} entries fit here")));
    }
    let entry = Entry {
        who: Secret::new(new.who),
        face: new.face.map(Secret::new),
        vehicle: new.vehicle.map(Secret::new),
        how_known: new.how_known,
        added_by: ctx.member()?.user,
        added_at: ctx.now(),
    };
    opened.body.list = opened.body.list.with(entry);
    ctx.put_back(&permit, Compartment::DangerList, &opened).await
}

/// Lists whom to watch for: the case team sees all, the shelter's door who, face and vehicle.
pub async fn list(ctx: &mut Ctx, case: CaseId) -> Result<Vec<Seen>, AppError> {
    let permit = ctx.permit_on::<act::ReadCase>(case).await?;
    let at_the_door = is_the_door(ctx, case).await?;
    let note = Note::because("safety", "vital_interest").opening(&[Compartment::DangerList]);
    let recorded = ctx.record(&permit, note).await?;
    let danger: Danger = ctx.open(&permit, &recorded, Compartment::DangerList).await?.unwrap_or_default();
    if at_the_door {
        let seen = danger.list.for_the_door().map(|entry| Seen {
            who: entry.who.clone(),
            face: entry.face.cloned(),
            vehicle: entry.vehicle.cloned(),
            how_known: None,
        });
        return Ok(seen.collect());
    }
    let seen = danger.list.for_case_team().iter().map(|entry| Seen {
        who: entry.who.clone(),
        face: entry.face.clone(),
        vehicle: entry.vehicle.clone(),
        how_known: Some(entry.how_known),
    });
    Ok(seen.collect())
}

/// A shelter is the door of other units' cases; of its own cases it is the case team.
async fn is_the_door(ctx: &mut Ctx, case: CaseId) -> Result<bool, AppError> {
    let facts = cases::facts(&mut ctx.tx, case).await?.ok_or(AppError::NotFound)?;
    let member = ctx.member()?;
    Ok(member.role == Role::Shelter && member.unit != facts.owner)
}
