//! The use cases on both engines.

mod challenges;
mod contacts;
mod decisions;
mod demo_plan;
mod given;
mod journal;
mod recognition;
mod roads;
mod screenings;
mod sessions;
mod shred;
mod told_before;
mod tracks;
mod verifier;
