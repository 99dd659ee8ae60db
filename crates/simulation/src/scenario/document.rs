//! A scenario file as a tree that knows its lines, so that a problem can name one and a policy can change one value.

use std::collections::BTreeMap;

use toml::de::{DeTable, DeValue};

use super::problem::Log;

/// The longest scenario that is read.
const MAX_BYTES: usize = 1024 * 1024;
/// The deepest nesting that is read.
const MAX_DEPTH: usize = 10;

/// A value and the line it stands on.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// The line, from one.
    pub line: usize,
    /// The value.
    pub value: Value,
}

/// A value of a scenario file.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A text or a date.
    Text(String),
    /// A number.
    Number(f64),
    /// True or false.
    Flag(bool),
    /// A list.
    List(Vec<Node>),
    /// A table.
    Table(BTreeMap<String, Node>),
}

impl Node {
    /// What it is, for messages.
    pub(super) fn kind(&self) -> &'static str {
        match &self.value {
            Value::Text(_) => "a text",
            Value::Number(_) => "a number",
            Value::Flag(_) => "true or false",
            Value::List(_) => "a list",
            Value::Table(_) => "a table",
        }
    }

    /// Finds the value at a dotted path; entries of a list of tables go by their `name`.
    pub fn find(&self, path: &str) -> Option<&Node> {
        let mut here = self;
        for key in path.split('.') {
            here = match &here.value {
                Value::Table(table) => table.get(key)?,
                Value::List(entries) => entries.iter().find(|entry| entry.is_named(key))?,
                _ => return None,
            };
        }
        Some(here)
    }

    /// Puts a value at a dotted path. False when the way there does not exist; only the last key may be new.
    pub fn put(&mut self, path: &str, new: Node) -> bool {
        let (way, last) = match path.rsplit_once('.') {
            Some((way, last)) => (Some(way), last),
            None => (None, path),
        };
        let mut here = self;
        for key in way.into_iter().flat_map(|way| way.split('.')) {
            let next = match &mut here.value {
                Value::Table(table) => table.get_mut(key),
                Value::List(entries) => entries.iter_mut().find(|entry| entry.is_named(key)),
                _ => None,
            };
            match next {
                Some(next) => here = next,
                None => return false,
            }
        }
        let Value::Table(table) = &mut here.value else { return false };
        table.insert(last.to_owned(), new);
        true
    }

    fn is_named(&self, name: &str) -> bool {
        let Value::Table(table) = &self.value else { return false };
        table.get("name").is_some_and(|node| node.value == Value::Text(name.to_owned()))
    }

    /// The value as a person reads it.
    pub fn plain(&self) -> String {
        match &self.value {
            Value::Text(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            Value::Flag(true) => "yes".to_owned(),
            Value::Flag(false) => "no".to_owned(),
            Value::List(entries) => entries.iter().map(Node::plain).collect::<Vec<_>>().join(", "),
            Value::Table(table) => table
                .iter()
                .map(|(key, entry)| format!("{key} {}", entry.plain()))
                .collect::<Vec<_>>()
                .join(", "),
        }
    }
}

/// Reads a file into a tree; problems go to the log.
pub(super) fn read(text: &str, log: &Log) -> Option<Node> {
    if text.len() > MAX_BYTES {
        log.add(1, "", format!("the file is longer than {MAX_BYTES} bytes"), "put arrivals into a CSV file");
        return None;
    }
    let lines: Vec<usize> =
        std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let (table, errors) = DeTable::parse_recoverable(text);
    let line_at = |offset: usize| lines.partition_point(|start| *start <= offset).max(1);
    for error in &errors {
        let line = error.span().map_or(1, |span| line_at(span.start));
        log.add(line, "", error.message(), "write it as TOML: key = value, texts in quotes");
    }
    errors
        .is_empty()
        .then(|| Node { line: 1, value: Value::Table(table_of(table.get_ref(), &line_at, log, 0)) })
}

fn table_of(
    table: &DeTable<'_>,
    line_at: &dyn Fn(usize) -> usize,
    log: &Log,
    depth: usize,
) -> BTreeMap<String, Node> {
    let entries = table.iter().map(|(key, value)| {
        let line = line_at(key.span().start);
        (key.get_ref().to_string(), node_of(value.get_ref(), line, line_at, log, depth + 1))
    });
    entries.collect()
}

fn node_of(
    value: &DeValue<'_>,
    line: usize,
    line_at: &dyn Fn(usize) -> usize,
    log: &Log,
    depth: usize,
) -> Node {
    if depth > MAX_DEPTH {
        log.add(line, "", "tables nest too deeply", "use fewer levels");
        return Node { line, value: Value::Flag(false) };
    }
    let value = match value {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => {
            let number = i64::from_str_radix(number.as_str(), number.radix());
            #[expect(
                clippy::cast_precision_loss,
                reason = "numbers of a scenario are small; bounds are checked"
            )]
            Value::Number(number.map_or(f64::NAN, |number| number as f64))
        }
        DeValue::Float(number) => Value::Number(number.as_str().parse().unwrap_or(f64::NAN)),
        DeValue::Boolean(flag) => Value::Flag(*flag),
        DeValue::Datetime(datetime) => Value::Text(datetime.to_string()),
        DeValue::Array(entries) => Value::List(
            entries
                .iter()
                .map(|entry| {
                    let line = line_at(entry.span().start).max(line);
                    node_of(entry.get_ref(), line, line_at, log, depth + 1)
                })
                .collect(),
        ),
        DeValue::Table(table) => Value::Table(table_of(table, line_at, log, depth)),
    };
    Node { line, value }
}
