//! The use cases on both engines.

mod contacts;
mod demo_plan;
mod journal;
mod sessions;
mod verifier;
