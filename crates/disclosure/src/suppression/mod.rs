//! Tables with small counts hidden so that they cannot be computed back.
//!
//! A count of 1 to k - 1 is hidden; so are as many others as it takes that nobody who adds and subtracts
//! everything published, earlier releases too, learns more of a hidden count than that it is hidden: it may
//! be zero, and it may be k or more. What this does not do: it adds no noise, so it does not protect against
//! somebody who knows most of the persons already, and it publishes no sums of amounts.

pub mod attack;
pub mod axis;
pub mod check;
pub mod coarsen;
pub mod cube;
pub mod earlier;
pub mod hide;
pub mod optimal;
pub mod proof;
pub mod table;
