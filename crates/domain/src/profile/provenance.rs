//! Where a value of a profile comes from, and how sure it is.

use std::collections::BTreeMap;

use super::document::{Node, Value};
use crate::coded::{Coded, coded};

coded! {
    /// How a fact was learnt.
    pub enum Tag {
        /// Seen in a public source.
        Seen = "S",
        /// Seen only in a second-hand transcription.
        SecondHand = "2",
        /// Known to the writer, not read again.
        Known = "K",
        /// Our own design decision.
        Decided = "D",
    }
}

/// The source of a group of values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provenance {
    /// The law, handbook, paper or page.
    pub source: String,
    /// The source's date: a year, a month, a day, or "undated".
    pub date: String,
    /// How the fact was learnt.
    pub tag: Tag,
    /// Says that somebody must compare it with the law before relying on it.
    pub needs_check: bool,
}

/// A fact about the country that is worth keeping beside the rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What is so.
    pub text: String,
    /// Where that is written.
    pub provenance: Provenance,
}

/// Every provenance in a file that was read, by the path of its group.
pub(super) fn collect(tree: &Node) -> BTreeMap<String, Provenance> {
    let mut found = BTreeMap::new();
    visit(tree, "", &mut found);
    found
}

fn visit(node: &Node, path: &str, found: &mut BTreeMap<String, Provenance>) {
    let Value::Table(table) = &node.value else { return };
    let text = |key: &str| match table.get(key).map(|node| &node.value) {
        Some(Value::Text(text)) => Some(text.clone()),
        _ => None,
    };
    let tag = text("tag").and_then(|code| Tag::from_code(&code));
    let needs_check = matches!(table.get("needs_check").map(|node| &node.value), Some(Value::Flag(true)));
    if let (Some(source), Some(date), Some(tag)) = (text("source"), text("date"), tag) {
        found.insert(path.to_owned(), Provenance { source, date, tag, needs_check });
    }
    for (key, child) in table {
        let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        visit(child, &path, found);
    }
}
