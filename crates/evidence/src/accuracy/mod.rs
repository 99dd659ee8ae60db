//! Accuracy of a screening instrument: measured against a reference standard, never claimed.
//!
//! [`report::assess`] is the whole answer about one [`table::Table`], [`report::from_counts`] about four counts;
//! each measure has a module of its own. What the table cannot bear is refused with its reason: sensitivity where
//! nobody looked at those who screened negative, a predictive value without a range of prevalences. Groups stand
//! in the order of their names, never of their figures. Nothing here reads a clock, draws a number or does IO
//! beyond the reader it is given.
#![expect(
    clippy::cast_precision_loss,
    reason = "persons are whole numbers far below 2^53, and shares of them are what is computed"
)]

pub mod auc;
pub mod compare;
pub mod counts;
pub mod doubts;
mod header;
pub mod interval;
pub mod likelihood;
pub mod mcnemar;
pub mod measure;
pub mod measures;
pub mod participation;
pub mod prevalence;
pub mod report;
pub mod row;
mod same_person;
pub mod table;
mod tally;
pub mod telling;
pub mod text;
pub mod times;
pub mod verification;
pub mod waits;
mod words;
