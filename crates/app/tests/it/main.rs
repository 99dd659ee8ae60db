//! The use cases on both engines.

mod contact_safety;
mod contacts;
mod intake;
mod journal;
mod notes;
mod offences;
mod plans;
mod readings;
mod sessions;
mod shred;
mod verifier;
