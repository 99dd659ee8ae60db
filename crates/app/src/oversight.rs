//! What a data-protection officer reads of the journal: details of the kinds that the domain lists.
//!
//! They are sealed twice: under the core of the case, for those who work on it, and to the unit of the
//! officers. Both rest on the shred key of the case, so both vanish with it. No case is opened for this
//! reading, no grant is needed for it, and it stands in the journal itself.

use havenward_domain::access::{Action, act};
use havenward_domain::id::{CaseId, EntryId};
use havenward_domain::journal::{Entry, OVERSEEN, Outcome};
use havenward_store::journal::{self, Overseen, Overview};
use havenward_store::units::{self, Unit};
use havenward_vault::key::{Key, data_key};
use havenward_vault::pair::PublicKey;
use havenward_vault::place::Place;
use jiff::Timestamp;

use crate::details::{self, Details, Fault, Salted};
use crate::readings::{PAGE, Resolver, Who};
use crate::{AppError, Ctx, Note};

/// Units known by name.
const UNITS: i64 = 1_000;

fn wrap_place(entry: EntryId) -> Place {
    Place::new("oversight_details", "sealed_wrap", entry)
}

fn copy_place(entry: EntryId) -> Place {
    Place::new("oversight_details", "sealed_copy", entry)
}

impl Ctx {
    /// Seals the details of an entry to the units of data-protection officers, if its kind is listed.
    pub(crate) async fn keep_for_oversight(
        &mut self,
        action: Action,
        (entry, case): (EntryId, CaseId),
        salted: &Salted,
    ) -> Result<(), AppError> {
        if !OVERSEEN.contains(&action) {
            return Ok(());
        }
        for unit in journal::of_officers(&mut self.tx).await? {
            let bytes = unit.public_key.ok_or(AppError::Internal("unit key"))?;
            let public = PublicKey::from_bytes(&bytes).map_err(|_| AppError::Internal("unit key"))?;
            let version = u32::try_from(unit.key_version).map_err(|_| AppError::Internal("key version"))?;
            let key = Key::generate();
            let data = data_key(&key, &self.shred_key(case).await?);
            let overview = Overview {
                wrap: public.wrap(&wrap_place(entry), version, &key),
                details: data.seal(&copy_place(entry), version, salted.bytes()),
            };
            journal::keep_for_oversight(&mut self.tx, (entry, case), unit.id, &overview).await?;
        }
        Ok(())
    }
}

/// An act that data protection oversees.
pub struct Act {
    /// The entry.
    pub entry: EntryId,
    /// When.
    pub at: Timestamp,
    /// Who did it, by name.
    pub who: Who,
    /// What was done.
    pub action: Action,
    /// To which case, a random id.
    pub case: Option<CaseId>,
    /// Why, a code.
    pub purpose: String,
    /// On which legal basis, a code.
    pub basis: String,
    /// Done or refused.
    pub outcome: Outcome,
    /// Further words, or why they do not hold. They are gone once the case is erased.
    pub details: Result<Details, Fault>,
}

/// A page of what data protection oversees.
pub struct Page {
    /// The acts, oldest first.
    pub acts: Vec<Act>,
    /// Where the next page begins, if there may be one.
    pub next: Option<EntryId>,
    /// The units of the country, to name those that details tell of by their ids.
    pub units: Vec<Unit>,
}

/// Reads a page of the listed acts of every case, after an entry. This reading is itself in the journal.
pub async fn read(ctx: &mut Ctx, after: Option<EntryId>) -> Result<Page, AppError> {
    read_only(ctx, after, &[]).await
}

/// The same, of some kinds only; of none means of all.
pub async fn read_only(ctx: &mut Ctx, after: Option<EntryId>, only: &[Action]) -> Result<Page, AppError> {
    let permit = ctx.permit_in_unit::<act::ReadOversight>()?;
    ctx.record(&permit, Note::because("data_protection", "legal_obligation")).await?;
    let rows = journal::overseen(&mut ctx.tx, &permit, (after, only), PAGE).await?;
    let full = i64::try_from(rows.len()).is_ok_and(|count| count == PAGE);
    let next = rows.last().filter(|_| full).map(|row| row.entry.id);
    let mut resolver = Resolver::for_reader(&ctx.member()?);
    let mut acts = Vec::with_capacity(rows.len());
    for row in rows {
        let details = open(ctx, &row).await?;
        let who = resolver.who(ctx, &row.entry).await?;
        let Entry { id, at, action, case, purpose, basis, outcome, .. } = row.entry;
        acts.push(Act { entry: id, at, who, action, case, purpose, basis, outcome, details });
    }
    let units = units::list(&mut ctx.tx, UNITS).await?;
    Ok(Page { acts, next, units })
}

async fn open(ctx: &mut Ctx, row: &Overseen) -> Result<Result<Details, Fault>, AppError> {
    let entry = &row.entry;
    let case = entry.case.ok_or(AppError::Internal("an entry without its case"))?;
    let shred = match ctx.shred_key(case).await {
        Ok(shred) => shred,
        // The case is erased, and with it what was said about it.
        Err(AppError::Sealed) => return Ok(Err(Fault::Missing)),
        Err(other) => return Err(other),
    };
    let Ok(key) = ctx.unit_keys().await?.unwrap_key(&wrap_place(entry.id), &row.overview.wrap) else {
        return Ok(Err(Fault::Altered));
    };
    let Ok(plain) = data_key(&key, &shred).open(&copy_place(entry.id), &row.overview.details) else {
        return Ok(Err(Fault::Altered));
    };
    Ok(details::parse(entry, plain.expose()))
}
