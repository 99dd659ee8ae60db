//! Use cases: what one may do, one noun a file.
//!
//! Each reads like the sentence it implements: load with a permit, apply the rule of the domain, save,
//! record; one transaction, and no write without its journal entry. The same function is called by
//! API, page, command line, importer, exercise and demonstration.

mod app;
mod caller;
mod ctx;
mod deciding_units;
mod error;
mod keys;
mod passphrase;
mod readings;
mod record;
mod secrets;
mod why;
mod work;

pub mod access;
pub mod access_log;
pub mod accounts;
pub mod ages;
pub mod agreements;
pub mod bookings;
pub mod cases;
pub mod challenges;
pub mod clocks;
pub mod contact_safety;
pub mod contacts;
pub mod dangers;
pub mod decisions;
pub mod demo;
pub mod details;
pub mod devices;
pub mod directory;
pub mod disclosures;
pub mod disqualifications;
pub mod doctor;
pub mod enquiries;
pub mod file;
pub mod forget;
pub mod grants;
pub mod instruments;
pub mod intake;
pub mod journal;
pub mod kept;
pub mod matching;
pub mod needs;
pub mod notes;
pub mod notices;
pub mod offences;
pub mod overlays;
pub mod oversight;
pub mod plans;
pub mod profiles;
pub mod recognition;
pub mod referrals;
pub mod refusals;
pub mod risks;
pub mod screenings;
pub mod services;
pub mod sessions;
pub mod shifts;
pub mod shred;
pub mod spaces;
pub mod statistics;
pub mod supports;
pub mod tasks;
pub mod ticker;
pub mod timeline;
pub mod told_before;
pub mod units;
pub mod whereabouts;

pub use app::{App, Clock, Idempotency, Kind, Once, Settings};
pub use caller::Caller;
pub use ctx::Ctx;
pub use error::AppError;
pub use instruments::Instruments;
pub use keys::Opened;
pub use overlays::Approvers;
pub use profiles::Profiles;
pub use readings::Who;
pub use record::{Note, Recorded};
pub use secrets::Secrets;
pub use why::Why;
pub use work::Work;
