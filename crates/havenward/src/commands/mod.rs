//! One noun a file.

pub mod access;
pub mod accuracy;
pub mod ages;
pub mod agreements;
pub mod backup;
pub mod bookings;
pub mod cases;
pub mod challenges;
pub mod config;
pub mod contact_safety;
pub mod contacts;
pub mod dangers;
pub mod decisions;
pub mod demo;
pub mod devices;
pub mod directory;
pub mod disclosures;
pub mod disqualifications;
pub mod doctor;
pub mod enquiries;
pub mod enrol;
pub mod estimate;
pub mod init;
pub mod instruments;
pub mod intake;
pub mod interpreters;
pub mod journal;
pub mod link;
pub mod login;
pub mod needs;
pub mod notes;
pub mod notices;
pub mod objections;
pub mod offences;
pub mod offers;
pub mod overlay;
pub mod oversight;
pub mod paper;
pub mod plans;
pub mod profile;
pub mod queues;
pub mod recognition;
pub mod referrals;
pub mod refusals;
pub mod release;
pub mod restore;
pub mod risks;
pub mod scan;
pub mod screen;
pub mod screenings;
pub mod serve;
pub mod services;
pub mod shifts;
pub mod spaces;
pub mod statistics;
pub mod stays;
pub mod supports;
pub mod surge;
pub mod tasks;
pub mod told_before;
pub mod transfers;
pub mod trends;
pub mod units;
pub mod users;
pub mod waits;
pub mod whereabouts;

use crate::api::Noun;

/// Nouns whose commands are requests to the API, in the order of the story.
pub const NOUNS: &[&Noun] = &[
    &contacts::NOUN,
    &told_before::NOUN,
    &transfers::NOUN,
    &instruments::NOUN,
    &screenings::NOUN,
    &recognition::NOUN,
    &cases::NOUN,
    &access::NOUN,
    &spaces::NOUN,
    &contact_safety::NOUN,
    &dangers::NOUN,
    &risks::NOUN,
    &needs::NOUN,
    &agreements::NOUN,
    &services::NOUN,
    &enquiries::NOUN,
    &referrals::NOUN,
    &offers::NOUN,
    &stays::NOUN,
    &bookings::NOUN,
    &refusals::NOUN,
    &disclosures::NOUN,
    &supports::NOUN,
    &plans::NOUN,
    &waits::NOUN,
    &whereabouts::NOUN,
    &ages::NOUN,
    &decisions::NOUN,
    &challenges::NOUN,
    &disqualifications::NOUN,
    &objections::NOUN,
    &offences::NOUN,
    &notices::NOUN,
    &notes::NOUN,
    &directory::NOUN,
    &statistics::NOUN,
    &queues::NOUN,
    &oversight::NOUN,
    &tasks::NOUN,
    &shifts::NOUN,
    &intake::NOUN,
    &interpreters::NOUN,
    &devices::NOUN,
    &units::NOUN,
];
