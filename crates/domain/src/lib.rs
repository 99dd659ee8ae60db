//! The vocabulary and the rules of a National Referral Mechanism.
//!
//! Pure and synchronous: nothing here does IO, reads a clock or draws a random number.
//! Instants, ids and the acting person are arguments.
//! One noun a file; the same noun names the file in `store`, `app` and `server`.

pub mod coded;

pub mod id;
pub mod role;
pub mod sealed;

pub mod age;
pub mod author;
pub mod challenge;
pub mod clock;
pub mod decision;
pub mod disqualification;
pub mod overlay;
pub mod proceedings;
pub mod profile;
pub mod recognition;
pub mod status;
pub mod support;
pub mod whereabouts;
pub mod words;
