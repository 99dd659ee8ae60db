//! Screening instruments as data: parse, check, evaluate, explain.
//!
//! An instrument is a TOML file that a ministry can write without a programmer. It is parsed and checked
//! ([`parse`]), made ready once ([`compiled`]), applied to the answers of one contact ([`answers`]) and gives a
//! [`finding`], which [`explain`] puts into words for a front-line worker. What is asked around the signs, and when a
//! question is shown, is its [`form`].
//!
//! What it deliberately does not do: it gives no probability and no score, it never says that somebody is not a
//! victim, and it decides nothing. A finding can raise protection; a person decides.
//! It does no IO, reads no clock and draws no random number.

pub mod answers;
pub mod compiled;
pub mod explain;
pub mod expression;
pub mod finding;
pub mod form;
pub mod instrument;
pub mod library;
pub mod parse;
pub mod terms;

pub use answers::{AnswerProblem, Answers, Context};
pub use compiled::Compiled;
pub use explain::{Explanation, explain};
pub use finding::{Band, Finding, Reason};
pub use form::{Filled, Form};
pub use instrument::Instrument;
pub use parse::{Problem, parse};
pub use terms::AnswerState;
