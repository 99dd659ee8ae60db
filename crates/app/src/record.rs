//! Recording: the entry that must precede every opening and accompany every write.

use ciborium::Value;
use havenward_domain::access::{Act, Permit};
use havenward_domain::agreement::Purpose;
use havenward_domain::compartment::{Compartment, Compartments};
use havenward_domain::id::{CaseId, EntryId};
use havenward_domain::journal::{Entry, Outcome};
use havenward_store::journal;
use havenward_vault::merkle;

use crate::details::Details;
use crate::{AppError, Ctx};

/// Version of the leaf's encoding.
const LEAF_VERSION: u8 = 1;

/// What an entry says beside who, when and what.
#[derive(Debug, Clone, Default)]
pub struct Note {
    case: Option<CaseId>,
    object: String,
    opened: Compartments,
    purpose: String,
    basis: String,
    refused: bool,
    details: Details,
}

impl Note {
    /// An entry for a purpose and on a legal basis, both codes of the field.
    pub fn because(purpose: impl Into<String>, basis: impl Into<String>) -> Self {
        Self { purpose: purpose.into(), basis: basis.into(), ..Self::default() }
    }

    /// An entry for what the person agrees to. Which help it is stays sealed with the case: the entry outlives
    /// the case, and the kind of help tells what happened to somebody.
    pub fn for_purpose(purpose: &Purpose, basis: impl Into<String>) -> Self {
        let note = Self::because(purpose.class(), basis);
        let whole = purpose.to_string();
        if whole == purpose.class() { note } else { note.detail("purpose", whole) }
    }

    /// About a case.
    #[must_use]
    pub fn on(mut self, case: CaseId) -> Self {
        self.case = Some(case);
        self
    }

    /// About another object, as `kind:id`.
    #[must_use]
    pub fn about(mut self, kind: &str, id: impl std::fmt::Display) -> Self {
        self.object = format!("{kind}:{id}");
        self
    }

    /// Says that these compartments are opened.
    #[must_use]
    pub fn opening(mut self, compartments: &[Compartment]) -> Self {
        self.opened = Compartments::of(compartments);
        self
    }

    /// Adds a detail in words. It is sealed under the core of the case and vanishes with it; the entry
    /// keeps a salted commitment, so that nobody can change it unseen.
    #[must_use]
    pub fn detail(mut self, name: &'static str, words: impl Into<String>) -> Self {
        self.details = self.details.with(name, words);
        self
    }

    /// Says that the act was refused.
    #[must_use]
    pub fn refused(mut self) -> Self {
        self.refused = true;
        self
    }
}

/// Proof that an entry is in this transaction. Only with it is anything opened.
#[derive(Debug)]
pub struct Recorded {
    pub(crate) act: EntryId,
    pub(crate) case: Option<CaseId>,
    pub(crate) opened: Compartments,
}

impl Ctx {
    /// Writes the entry of this act.
    ///
    /// What the entry says was opened must lie within the permit; a case the permit is about is named
    /// whether or not the note does.
    pub async fn record<A: Act>(&mut self, permit: &Permit<A>, note: Note) -> Result<Recorded, AppError> {
        let case = permit.case().ok().or(note.case);
        if note.opened.intersect(permit.compartments()) != note.opened {
            return Err(AppError::Forbidden);
        }
        let id: EntryId = self.draw();
        let (commitment, details, salted) = if note.details.is_empty() {
            ([0; 32], None, None)
        } else {
            let (commitment, sealed, salted) = self.seal_details(permit, id, &note.details).await?;
            (commitment, Some(sealed), Some(salted))
        };
        let entry = Entry {
            id,
            at: self.now(),
            ordinal: self.entries,
            author: self.app.0.secrets.author(permit.actor()),
            unit: permit.actor().unit(),
            action: A::ACTION,
            case,
            object: note.object,
            opened: note.opened,
            purpose: note.purpose,
            basis: note.basis,
            outcome: if note.refused { Outcome::Refused } else { Outcome::Done },
            commitment,
            details,
        };
        journal::insert(&mut self.tx, &entry, leaf(&entry)?).await?;
        if let Some((case, salted)) = case.zip(salted) {
            self.keep_for_oversight(A::ACTION, (id, case), &salted).await?;
        }
        self.entries = self.entries.saturating_add(1);
        Ok(Recorded { act: self.act, case, opened: entry.opened })
    }
}

/// The leaf hash of an entry: SHA-256 as RFC 6962 says, over a CBOR array of definite length
/// (RFC 8949, 4.2.1 core deterministic encoding) with the fields in this order.
pub(crate) fn leaf(entry: &Entry) -> Result<[u8; 32], AppError> {
    Ok(*merkle::leaf_hash(&leaf_bytes(entry)?).as_bytes())
}

/// What is hashed of an entry.
pub(crate) fn leaf_bytes(entry: &Entry) -> Result<Vec<u8>, AppError> {
    let id: [u8; 16] = entry.id.into();
    let maybe = |text: Option<String>| text.map_or(Value::Null, Value::Text);
    let fields = Value::Array(vec![
        Value::Integer(LEAF_VERSION.into()),
        Value::Bytes(id.to_vec()),
        Value::Integer(entry.at.as_microsecond().into()),
        Value::Integer(entry.ordinal.into()),
        Value::Text(entry.author.to_string()),
        maybe(entry.unit.map(|unit| unit.to_string())),
        Value::Text(entry.action.code().to_owned()),
        maybe(entry.case.map(|case| case.to_string())),
        Value::Text(entry.object.clone()),
        Value::Integer(entry.opened.bits().into()),
        Value::Text(entry.purpose.clone()),
        Value::Text(entry.basis.clone()),
        Value::Text(entry.outcome.code().to_owned()),
        Value::Bytes(entry.commitment.to_vec()),
    ]);
    let mut bytes = Vec::with_capacity(256);
    ciborium::into_writer(&fields, &mut bytes).map_err(|_| AppError::Internal("journal entry"))?;
    Ok(bytes)
}
