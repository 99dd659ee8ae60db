//! What a sealed record holds, and how it is bound to the key it is sealed to.
//!
//! Version 1. A field that is not listed here, a missing one or a text that is too long makes the whole
//! record unreadable: nothing is guessed about a person.

use havenward_domain::codes::Setting;
use havenward_domain::contact::{AgeClaim, Urgency};
use havenward_domain::id::UnitId;
use havenward_domain::language::Language;
use havenward_domain::placement::Placement;
use havenward_domain::profile::Origin;
use havenward_domain::sex::Sex;
use havenward_domain::told_before::{AgreedToTalk, How};
use havenward_screening::{Answers, answers};
use jiff::Timestamp;
use serde::Deserialize;

use crate::contacts::{self, NewContact};

/// The `info` of HPKE for every record.
pub const INFO: &[u8] = b"havenward intake v1";
/// The version that is understood.
const VERSION: u32 = 1;

/// The associated data of a record: the unit and the version of its key, as in the clear header.
pub fn aad(unit: UnitId, key_version: i64) -> Vec<u8> {
    format!("key={unit}/{key_version}").into_bytes()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    version: u32,
    contact: WireContact,
    told_before: Option<Told>,
    answers: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WireContact {
    origin: Origin,
    setting: Setting,
    languages: Vec<Language>,
    age: AgeClaim,
    sex: Option<Sex>,
    placement: Option<Placement>,
    #[serde(default)]
    children_with: u8,
    #[serde(default)]
    limited_mobility: bool,
    name: Option<String>,
    address_as: Option<String>,
}

/// What the person was told before the first question.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Told {
    pub language: Language,
    pub how: How,
    pub limits_of_confidentiality_shown: bool,
    pub agreed_to_talk: AgreedToTalk,
    /// By the device's clock.
    pub at: Timestamp,
}

/// A record as it was understood.
pub(super) struct Record {
    pub contact: NewContact,
    pub told_before: Option<Told>,
    pub answers: Option<Answers>,
}

/// Reads a record, or nothing: why it cannot be read is told to nobody.
pub(super) fn read(plain: &[u8], urgency: Urgency) -> Option<Record> {
    let wire: Wire = serde_json::from_slice(plain).ok()?;
    if wire.version != VERSION {
        return None;
    }
    let answers = match wire.answers {
        Some(text) => Some(answers::parse_json(&text).ok()?),
        None => None,
    };
    let contact = NewContact {
        origin: wire.contact.origin,
        setting: wire.contact.setting,
        languages: wire.contact.languages,
        age: wire.contact.age,
        urgency,
        sex: wire.contact.sex,
        placement: wire.contact.placement.unwrap_or(Placement::Either),
        children_with: wire.contact.children_with,
        limited_mobility: wire.contact.limited_mobility,
        name: wire.contact.name,
        address_as: wire.contact.address_as,
    };
    contacts::check(&contact).ok()?;
    Some(Record { contact, told_before: wire.told_before, answers })
}
