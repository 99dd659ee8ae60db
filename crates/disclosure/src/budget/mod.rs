//! What privacy costs, and how much of it is left.

pub mod accountant;
pub mod ledger;
