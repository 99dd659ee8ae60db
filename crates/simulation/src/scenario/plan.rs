//! What is asked of a scenario beside one run: policies, levers, choices, uncertain values, links to a profile.

use super::document::{Node, Value};
use super::reader::Reader;

/// A named set of changes to the scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct Policy {
    /// Its name.
    pub name: String,
    /// Path and new value, in the order of the file.
    pub set: Vec<(String, Node)>,
}

/// A value moved up and down to see what depends on it.
#[derive(Debug, Clone, PartialEq)]
pub struct Lever {
    /// What a person calls it.
    pub name: String,
    /// The value's path.
    pub path: String,
    /// The lower value.
    pub low: f64,
    /// The upper value.
    pub high: f64,
}

/// A number the optimiser may choose.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// What a person calls it.
    pub name: String,
    /// The number's path.
    pub path: String,
    /// The least.
    pub from: u32,
    /// The most.
    pub to: u32,
    /// Money for one.
    pub unit_cost: f64,
}

/// A value that differs from replication to replication, because nobody knows it better.
#[derive(Debug, Clone, PartialEq)]
pub struct Uncertain {
    /// The value's path.
    pub path: String,
    /// Its mean.
    pub mean: f64,
    /// Its standard deviation.
    pub sd: f64,
    /// Never below this.
    pub least: f64,
    /// Never above this.
    pub most: f64,
}

/// What a change of a country's profile means in this scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// The profile's field, or a table it lies in, as a dotted path.
    pub field: String,
    /// The value it must have afterwards; any when `None`.
    pub becomes: Option<String>,
    /// What is set in the scenario.
    pub set: Vec<(String, Node)>,
}

fn set(reader: &mut Reader<'_>, root: &Node) -> Vec<(String, Node)> {
    let entries = reader.entries("set");
    if entries.is_empty() {
        reader.wrong("set", "nothing is set", "write set = { \"station.NAME.servers\" = 5 }");
    }
    for (path, _) in &entries {
        check_path(reader, "set", path, root);
    }
    entries.into_iter().map(|(path, node)| (path, node.clone())).collect()
}

fn check_path(reader: &Reader<'_>, key: &str, path: &str, root: &Node) {
    let mut trial = root.clone();
    let nothing = Node { line: 1, value: Value::Flag(false) };
    if !trial.put(path, nothing) {
        let mend = "write a dotted path by names, such as \"station.screening.servers\"";
        reader.wrong(key, format!("there is no place “{path}” in this scenario"), mend);
    }
}

fn number_at(reader: &Reader<'_>, path: &str, root: &Node) -> Option<f64> {
    if let Some(Value::Number(number)) = root.find(path).map(|node| &node.value) {
        return Some(*number);
    }
    let mend = "name a number that the scenario has, such as \"station.screening.servers\"";
    reader.wrong("path", format!("there is no number at “{path}”"), mend);
    None
}

fn path(reader: &mut Reader<'_>) -> String {
    if !reader.has("path") {
        reader.wrong("path", "this field is missing", "add path = \"station.NAME.servers\"");
    }
    reader.text("path").unwrap_or_default()
}

/// Reads `[[policy]]`.
pub(super) fn policies(readers: Vec<Reader<'_>>, root: &Node) -> Vec<Policy> {
    let read = |mut reader: Reader<'_>| {
        let policy = Policy { name: reader.name(), set: set(&mut reader, root) };
        reader.finish();
        policy
    };
    readers.into_iter().map(read).collect()
}

/// Reads `[[lever]]`; without bounds a lever goes ten percent down and up.
pub(super) fn levers(readers: Vec<Reader<'_>>, root: &Node) -> Vec<Lever> {
    let read = |mut reader: Reader<'_>| {
        let path = path(&mut reader);
        let now = number_at(&reader, &path, root).unwrap_or(0.0);
        let name = reader.text("name").unwrap_or_else(|| path.clone());
        let low = reader.amount("low").unwrap_or(now * 0.9);
        let high = reader.amount("high").unwrap_or(now * 1.1);
        if low >= high {
            reader.wrong("high", "the upper value must be above the lower", "write low and high");
        }
        reader.finish();
        Lever { name, path, low, high }
    };
    readers.into_iter().map(read).collect()
}

/// Reads `[[choice]]`.
pub(super) fn choices(readers: Vec<Reader<'_>>, root: &Node) -> Vec<Choice> {
    let read = |mut reader: Reader<'_>| {
        let path = path(&mut reader);
        number_at(&reader, &path, root);
        let name = reader.text("name").unwrap_or_else(|| path.clone());
        let (from, to) = (reader.count("from").unwrap_or(0), reader.count("to").unwrap_or(0));
        if to < from || !reader.has("to") {
            reader.wrong("to", "a choice lies between from and to", "write from = 1, to = 10");
        }
        let unit_cost = reader.amount("unit_cost").unwrap_or(1.0);
        reader.finish();
        Choice { name, path, from, to, unit_cost }
    };
    readers.into_iter().map(read).collect()
}

/// Reads `[[uncertain]]`.
pub(super) fn uncertain(readers: Vec<Reader<'_>>, root: &Node) -> Vec<Uncertain> {
    let read = |mut reader: Reader<'_>| {
        let path = path(&mut reader);
        let now = number_at(&reader, &path, root).unwrap_or(0.0);
        let uncertain = Uncertain {
            path,
            mean: reader.number("mean", -1e12, 1e12).unwrap_or(now),
            sd: reader.amount("sd").unwrap_or(0.0),
            least: reader.number("least", -1e12, 1e12).unwrap_or(-1e12),
            most: reader.number("most", -1e12, 1e12).unwrap_or(1e12),
        };
        reader.finish();
        uncertain
    };
    readers.into_iter().map(read).collect()
}

/// Reads `[[profile]]`.
pub(super) fn links(readers: Vec<Reader<'_>>, root: &Node) -> Vec<Link> {
    let read = |mut reader: Reader<'_>| {
        if !reader.has("field") {
            reader.wrong("field", "this field is missing", "add field = \"a dotted path of the profile\"");
        }
        let field = reader.text("field").unwrap_or_default();
        let becomes = reader.get("becomes").map(Node::plain);
        let link = Link { field, becomes, set: set(&mut reader, root) };
        reader.finish();
        link
    };
    readers.into_iter().map(read).collect()
}
