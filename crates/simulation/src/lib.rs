//! Surge simulation: where a protection gap opens, when, and what closes it.
//!
//! A pure library: a scenario goes in, figures with intervals come out; the same seed gives the same bytes on any
//! number of threads. It describes a system under arrivals that somebody assumes. It forecasts no trafficking,
//! judges no person, and never hands out a share of victims as one number.

pub mod analytic;
pub mod calendar;
pub mod change_of_rules;
pub mod compare;
pub mod distribution;
pub mod flow;
pub mod histogram;
pub mod interval;
pub mod kernel;
pub mod library;
pub mod load;
pub mod model;
pub mod notice;
pub mod optimise;
pub mod outcome;
pub mod random;
pub mod report;
pub mod run;
pub mod sample;
pub mod scenario;
pub mod sensitivity;
