//! Use cases: what one may do, one noun a file.
//!
//! Each reads like the sentence it implements: load with a permit, apply the rule of the domain, save,
//! record; one transaction, and no write without its journal entry. The same function is called by
//! API, page, command line, importer, exercise and demonstration.

mod app;
mod caller;
mod ctx;
mod error;
mod keys;
mod readings;
mod record;
mod secrets;
mod work;

pub mod access;
pub mod access_log;
pub mod accounts;
pub mod cases;
pub mod contact_safety;
pub mod contacts;
pub mod dangers;
pub mod demo;
pub mod details;
pub mod devices;
pub mod directory;
pub mod file;
pub mod grants;
pub mod intake;
pub mod journal;
pub mod notes;
pub mod notices;
pub mod offences;
pub mod plans;
pub mod profiles;
pub mod sessions;
pub mod shred;
pub mod timeline;
pub mod units;

pub use app::{App, Clock, Idempotency, Kind, Once, Settings};
pub use caller::Caller;
pub use ctx::Ctx;
pub use error::AppError;
pub use keys::Opened;
pub use profiles::Profiles;
pub use readings::Who;
pub use record::{Note, Recorded};
pub use secrets::Secrets;
pub use work::Work;
