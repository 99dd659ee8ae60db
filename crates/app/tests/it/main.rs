//! The use cases on both engines.

mod challenges;
mod contact_safety;
mod contacts;
mod decisions;
mod demo_plan;
mod given;
mod intake;
mod journal;
mod notes;
mod offences;
mod plans;
mod readings;
mod recognition;
mod roads;
mod screenings;
mod sessions;
mod shred;
mod told_before;
mod tracks;
mod verifier;
