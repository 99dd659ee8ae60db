//! Notes in the compartments of a case: narrative, health, police, and those for named persons only.
//!
//! A compartment for named persons is opened by nobody else, not even a colleague of the same unit. It
//! begins with two of them, or somebody says aloud that one is enough: what one alone can open is lost
//! with one account.

use havenward_domain::access::{Act, Holder, Permit, act};
use havenward_domain::compartment::Compartment;
use havenward_domain::id::{CaseId, UserId};
use havenward_domain::secret::Secret;
use havenward_store::{cases, compartments};
use jiff::Timestamp;

use crate::file::{NoteEntry, Notes};
use crate::grants::{self, Giving};
use crate::keys::Opened;
use crate::{AppError, Ctx, Note};

/// The longest note, in bytes.
pub const LONGEST: usize = 20_000;
/// Notes in one compartment: its body is sealed as one.
const MOST: usize = 500;

/// What is said about the holders of a compartment for named persons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holding {
    /// Two named persons or more.
    TwoOrMore,
    /// One alone is accepted: with that account the compartment is lost.
    OneIsAccepted,
}

/// What came of writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// Only one named person can open it: a warning.
    pub single_holder: bool,
}

/// Writes a note at the end of a compartment.
pub async fn write(
    ctx: &mut Ctx,
    case: CaseId,
    compartment: Compartment,
    text: String,
    holding: Holding,
) -> Result<Written, AppError> {
    check_compartment(compartment)?;
    check_text("text", &text, LONGEST)?;
    let permit = ctx.permit_on::<act::WriteNote>(case).await?;
    let is_first = compartments::body(&mut ctx.tx, &permit, compartment).await?.is_none();
    let single_holder = compartment.is_for_named_users() && named(ctx, &permit, compartment).await? < 2;
    if single_holder && is_first && holding != Holding::OneIsAccepted {
        return Err(AppError::refused(
            "note.single_holder",
            "name a second person who may open this, or accept that one alone can",
        ));
    }
    let mut note = because(compartment).opening(&[compartment]);
    if single_holder {
        note = note.about("single_holder", compartment.code());
    }
    let recorded = ctx.record(&permit, note).await?;
    let mut opened: Opened<Notes> = ctx.open_to_change(&permit, &recorded, compartment).await?;
    if opened.body.notes.len() >= MOST {
        return Err(AppError::refused("note.full", format!("no more than {MOST} notes fit here")));
    }
    let (by, at) = (ctx.member()?.user, ctx.now());
    opened.body.notes.push(NoteEntry { by, at, text: Secret::new(text) });
    if compartment.is_for_named_users() && !is_first {
        // A new key each time: whoever has lost access since cannot open what is written now.
        ctx.rotate(&permit, compartment, &opened).await?;
    } else {
        ctx.put_back(&permit, compartment, &opened).await?;
    }
    Ok(Written { single_holder })
}

/// Whether the actor reads and writes what the person told of a case: its narrative.
pub async fn may_write(ctx: &mut Ctx, case: CaseId) -> Result<bool, AppError> {
    match ctx.permit_on::<act::ReadCase>(case).await {
        Ok(permit) if permit.compartments().has(Compartment::Narrative) => {
            ctx.may_on::<act::WriteNote>(case).await
        }
        Ok(_) | Err(AppError::Forbidden | AppError::NotFound) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Reads a compartment of notes.
pub async fn read(ctx: &mut Ctx, case: CaseId, compartment: Compartment) -> Result<Notes, AppError> {
    check_compartment(compartment)?;
    let permit = ctx.permit_on::<act::ReadCase>(case).await?;
    let recorded = ctx.record(&permit, because(compartment).opening(&[compartment])).await?;
    Ok(ctx.open(&permit, &recorded, compartment).await?.unwrap_or_default())
}

/// Lets one more named person into a compartment that the actor holds by name.
///
/// The owner of the case cannot do this: it does not hold these keys.
pub async fn share(
    ctx: &mut Ctx,
    case: CaseId,
    compartment: Compartment,
    with: UserId,
    until: Timestamp,
) -> Result<(), AppError> {
    if !compartment.is_for_named_users() {
        return Err(AppError::invalid("compartment", "share compartments for named persons only"));
    }
    let permit = ctx.permit_on::<act::WriteNote>(case).await?;
    let holder = Holder::User(with);
    let note = because(compartment).about("access", cases::holder_text(holder)).opening(&[compartment]);
    let recorded = ctx.record(&permit, note).await?;
    ctx.public_key(holder).await?;
    let (purpose, basis) = reason(compartment);
    let giving = Giving {
        holder,
        compartments: vec![compartment],
        purpose: purpose.to_owned(),
        basis: basis.to_owned(),
        agreement: None,
        until,
    };
    grants::give_under(ctx, &permit, &recorded, giving).await
}

/// How many named persons may open a compartment now.
async fn named<A: Act>(
    ctx: &mut Ctx,
    permit: &Permit<A>,
    compartment: Compartment,
) -> Result<usize, AppError> {
    let now = ctx.now();
    let mut users: Vec<UserId> = Vec::new();
    for access in cases::access(&mut ctx.tx, permit).await? {
        if let Holder::User(user) = access.grant.holder
            && access.grant.compartments.has(compartment)
            && now < access.grant.expires_at
            && !users.contains(&user)
        {
            users.push(user);
        }
    }
    Ok(users.len())
}

fn check_compartment(compartment: Compartment) -> Result<(), AppError> {
    use Compartment as C;
    let holds_notes = matches!(
        compartment,
        C::Narrative | C::Health | C::LegalPrivileged | C::Police | C::SurvivorPrivate | C::ShelterLocation
    );
    if holds_notes { Ok(()) } else { Err(AppError::invalid("compartment", "this one holds no notes")) }
}

pub(crate) fn check_text(field: &'static str, text: &str, longest: usize) -> Result<(), AppError> {
    if text.trim().is_empty() || text.len() > longest || text.contains('\0') {
        return Err(AppError::invalid(field, format!("give 1 to {longest} bytes of text")));
    }
    Ok(())
}

fn reason(compartment: Compartment) -> (&'static str, &'static str) {
    match compartment {
        Compartment::LegalPrivileged => ("legal_aid", "agreement"),
        Compartment::SurvivorPrivate => ("own_notes", "agreement"),
        Compartment::Police => ("investigation", "public_task"),
        _ => ("support", "public_task"),
    }
}

fn because(compartment: Compartment) -> Note {
    let (purpose, basis) = reason(compartment);
    Note::because(purpose, basis)
}
