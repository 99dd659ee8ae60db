//! What a linkage is told: columns, rules that bring pairs together, and how sure is sure enough.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::role::Role;

/// The whole of `link.toml`; everything has a default.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Pairs from this probability on are links.
    pub threshold: f64,
    /// Between two lists, nobody is linked twice.
    pub one_to_one: bool,
    /// Column with the identifier of a row; found by its name, or the number of the row, where not given.
    pub id: Option<String>,
    /// Columns by role; a role that is not named is found by the names of the columns.
    pub columns: BTreeMap<Role, Columns>,
    /// Columns that are never compared.
    pub ignore: Vec<String>,
    /// Rules that bring pairs together; chosen from the columns and the size of the lists where none is given.
    pub block: Vec<Rule>,
    /// Where the drawing of random pairs begins: the same seed gives the same bytes.
    pub seed: u64,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            threshold: 0.5,
            one_to_one: false,
            id: None,
            columns: BTreeMap::new(),
            ignore: Vec::new(),
            block: Vec::new(),
            seed: 1,
        }
    }
}

/// One column or several of one role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Columns {
    /// One.
    One(String),
    /// Several: addresses in two lines, or other names in other files.
    Several(Vec<String>),
}

impl Columns {
    /// All names.
    pub fn names(&self) -> &[String] {
        match self {
            Columns::One(name) => core::slice::from_ref(name),
            Columns::Several(names) => names,
        }
    }
}

/// Records that agree on all of these are compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Columns by role or name; `surname:2` is the beginning, `surname:sound` the skeleton, `birth_date:4`
    /// the year, `birth_date:7` year and month.
    pub on: Vec<String>,
}

/// Settings that cannot be followed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what} (mend: {mend})")]
pub struct SettingsError {
    /// What is wrong, with the place in the settings.
    pub what: String,
    /// What to write.
    pub mend: String,
}

impl SettingsError {
    pub(super) fn new(what: impl Into<String>, mend: impl Into<String>) -> SettingsError {
        SettingsError { what: what.into(), mend: mend.into() }
    }
}

impl Settings {
    /// Refuses what no file could follow.
    pub fn check(&self) -> Result<(), SettingsError> {
        if !(self.threshold > 0.0 && self.threshold < 1.0) {
            return Err(SettingsError::new(
                format!("threshold: {} is no probability between 0 and 1", self.threshold),
                "write a number such as 0.5",
            ));
        }
        if let Some(rule) = self.block.iter().position(|rule| rule.on.is_empty()) {
            let what =
                format!("block {}: `on` is empty, so everybody would be compared with everybody", rule + 1);
            return Err(SettingsError::new(what, "name at least one column"));
        }
        Ok(())
    }
}
