//! Who may do what: the one place where that is decided, and the only maker of [`Permit`].
//!
//! Pure: it looks at the actor, the action and plain facts, never at keys, ciphertext or a clock.
//! What a person may not know of is "not found", exactly like what does not exist.
//! Being forbidden is said only about things the actor may already see.

mod action;
mod actor;
mod decide;
mod facts;
mod permit;
mod purpose;
mod who;

pub use action::{Act, Action, Scope, act};
pub use actor::{Actor, Member};
pub use decide::{Refusal, authorize, decision};
pub use facts::{CaseFacts, Facts, Grant, Holder, Relation, SeesThrough};
pub use permit::{Permit, WrongObject};
pub use purpose::AccessPurpose;
pub use who::{carries_the_case, decides, may_hold_unit_key, meets_the_person};
