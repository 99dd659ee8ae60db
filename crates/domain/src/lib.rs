//! The vocabulary and the rules of a National Referral Mechanism.
//!
//! Pure and synchronous: nothing here does IO, reads a clock or draws a random number.
//! Instants, ids and the acting person are arguments.
//! One noun a file; the same noun names the file in `store`, `app` and `server`.

pub mod access;
pub mod coded;
pub mod compartment;
pub mod contact;
pub mod id;
pub mod journal;
pub mod role;
pub mod sealed;
pub mod secret;
pub mod words;

pub mod age;
pub mod author;
pub mod challenge;
pub mod clock;
pub mod decision;
pub mod disqualification;
pub mod next_step;
pub mod overlay;
pub mod proceedings;
pub mod profile;
pub mod recognition;
pub mod statistic;
pub mod status;
pub mod stay;
pub mod support;
pub mod whereabouts;

pub mod age_band;
pub mod agreement;
pub mod best_interests;
pub mod booking;
pub mod codes;
pub mod contact_safety;
pub mod danger;
pub mod directory;
pub mod disclosure;
pub mod enquiry;
pub mod handover;
pub mod hours;
pub mod language;
pub mod legal_basis;
pub mod matching;
pub mod need;
pub mod objection;
pub mod offence;
pub mod place;
pub mod placement;
pub mod plan;
pub mod referral;
pub mod refusal;
pub mod request;
pub mod risk;
pub mod service;
pub mod sex;
pub mod told_before;
pub mod transfer;
pub mod wait;
