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
mod record;
mod secrets;
mod work;

pub mod accounts;
pub mod agreements;
pub mod bookings;
pub mod cases;
pub mod contacts;
pub mod demo;
pub mod devices;
pub mod directory;
pub mod enquiries;
pub mod file;
pub mod grants;
pub mod intake;
pub mod journal;
pub mod matching;
pub mod needs;
pub mod profiles;
pub mod referrals;
pub mod refusals;
pub mod risks;
pub mod services;
pub mod sessions;
pub mod shifts;
pub mod shred;
pub mod tasks;
pub mod ticker;
pub mod units;

pub use app::{App, Clock, Idempotency, Kind, Once, Settings};
pub use caller::Caller;
pub use ctx::Ctx;
pub use error::AppError;
pub use keys::Opened;
pub use profiles::Profiles;
pub use record::{Note, Recorded};
pub use secrets::Secrets;
pub use work::Work;
