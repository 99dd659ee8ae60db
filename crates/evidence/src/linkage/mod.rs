//! Record linkage: which records are probably one person, when few documents exist.
//!
//! The model is that of Fellegi and Sunter (1969), learned without answers ([`model`]); names are compared
//! across scripts and romanisations ([`letters`], [`compare`]), dates with what is known of them ([`dates`]).
//! Every pair says why ([`links::Linkage::explanation`]). A probability is no decision: a person looks, and
//! nothing here merges anybody.

pub mod blocking;
pub mod clusters;
pub mod compare;
pub mod dates;
pub mod diminutives;
pub mod encoding;
pub mod letters;
pub mod links;
pub mod model;
pub mod pattern;
pub mod people;
pub mod role;
pub mod settings;
pub mod tables;
pub mod words;

pub use links::{Link, LinkError, Linkage, link};
pub use people::{ListError, People, Reading};
pub use settings::{Settings, SettingsError};
