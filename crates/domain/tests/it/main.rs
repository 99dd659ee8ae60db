//! Integration tests of the domain: promises that no single noun can keep alone.

mod access_laws;
mod access_matrix;
mod access_table;
mod agreements_model;
mod nouns_matching;
mod profile_clock;
mod profile_overlay;
mod profile_problems;
mod profile_relaxed;
mod profile_shipped;
mod tracks_given;
mod tracks_model;
mod tracks_more_time;
mod tracks_rules;
mod tracks_walk;
