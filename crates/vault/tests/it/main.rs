//! What the vault promises, seen from outside.

mod archive;
mod checkpoint;
mod fingerprint;
mod hash;
mod merkle;
mod pair;
mod sealing;
mod secrecy;
mod token;
mod totp;

use havenward_domain::id::CaseId;
use havenward_vault::place::Place;

/// A place to seal for.
pub fn a_place() -> Place {
    Place::new("cases", "sealed_core", CaseId::from_random([7; 16]).uuid())
}
