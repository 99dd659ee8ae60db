//! The use cases on both engines.

mod a_story;
mod agreements;
mod contacts;
mod journal;
mod matching;
mod places;
mod referrals;
mod refusals;
mod sessions;
mod shifts;
mod ticker;
mod verifier;
