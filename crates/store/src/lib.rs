//! SQL for both engines: SQLite inside, PostgreSQL when a country outgrows one machine.
//!
//! The only crate that names sqlx. Rows carry sealed bytes, never plaintext identity. One noun a file.
//! Functions on case data take a permit and take the object's id from it; what takes none is named
//! `facts`, or holds nothing about a person.

mod conn;
mod db;
mod error;
mod row;
mod standing;
mod turnstile;
mod tx;
mod value;
#[cfg(debug_assertions)]
mod witness;

pub mod attempts;
pub mod cases;
pub mod clocks;
pub mod compartments;
pub mod devices;
pub mod directory;
pub mod drafts;
pub mod enquiries;
pub mod idempotency;
pub mod installation;
pub mod intake;
pub mod interpreters;
pub mod journal;
mod known;
pub mod lease;
pub mod listing;
pub mod notice_packages;
pub mod notices;
pub mod overlays;
pub mod places;
pub mod profiles;
pub mod queues;
pub mod referrals;
pub mod retention;
pub mod services;
pub mod sessions;
pub mod shares;
pub mod shifts;
pub mod shred;
pub mod snapshot;
pub mod spaces;
pub mod statistics;
pub mod stays;
pub mod tasks;
pub mod units;
pub mod users;
pub mod waits;
pub mod wall;

pub use db::{Db, NUMBERING_LOCK, Schema};
pub use error::StoreError;
pub use row::{FromRow, Row};
pub use standing::Standing;
pub use tx::Tx;
pub use value::Value;
