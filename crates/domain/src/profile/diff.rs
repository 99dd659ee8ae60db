//! What changed between two profiles, said so that a person can read it.

use std::collections::BTreeSet;
use std::fmt;

use super::Profile;
use super::document::{Node, Value};

/// One difference between two profiles.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// The field, as a dotted path.
    pub field: String,
    /// What it said before; `None` when it is new.
    pub before: Option<String>,
    /// What it says now; `None` when it is gone.
    pub after: Option<String>,
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.before, &self.after) {
            (Some(before), Some(after)) => write!(f, "{}: was {before}, is {after}", self.field),
            (None, Some(after)) => write!(f, "{}: new, {after}", self.field),
            (Some(before), None) => write!(f, "{}: gone, was {before}", self.field),
            (None, None) => write!(f, "{}", self.field),
        }
    }
}

/// The differences between two profiles, sorted by field.
pub fn diff(before: &Profile, after: &Profile) -> Vec<Change> {
    let mut changes = Vec::new();
    compare(Some(before.tree()), Some(after.tree()), "", &mut changes);
    changes
}

fn compare(before: Option<&Node>, after: Option<&Node>, path: &str, changes: &mut Vec<Change>) {
    if before == after {
        return;
    }
    let tables = (before.map(|node| &node.value), after.map(|node| &node.value));
    if let (Some(Value::Table(old)), Some(Value::Table(new))) = tables {
        let keys: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
        for key in keys {
            let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            compare(old.get(key), new.get(key), &path, changes);
        }
        return;
    }
    changes.push(Change {
        field: path.to_owned(),
        before: before.map(Node::plain),
        after: after.map(Node::plain),
    });
}
