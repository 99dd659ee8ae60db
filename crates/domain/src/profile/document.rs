//! A profile file as a tree that knows its lines.
//!
//! The tree is what `diff` compares, what an overlay changes and what two bodies sign.
//! It does not know what a profile means; `reader` and the sections do.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use toml::de::{DeTable, DeValue};

use super::problem::Log;

/// The longest file that is read, far above any real profile.
pub(crate) const MAX_BYTES: usize = 256 * 1024;
/// The deepest nesting that is read; a profile needs four.
const MAX_DEPTH: usize = 8;
/// The most values in a file.
const MAX_NODES: usize = 20_000;

/// A value and the line it stands on.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub(crate) line: usize,
    pub(crate) value: Value,
}

/// A value of a profile file. Dates are kept as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    Text(String),
    Whole(i64),
    Flag(bool),
    List(Vec<Node>),
    Table(BTreeMap<String, Node>),
    /// A kind of value no profile uses, such as a decimal number.
    Other(&'static str),
}

// Two profiles are the same when they say the same, wherever the lines fall.
impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}
impl Eq for Node {}

impl Node {
    pub(crate) fn kind(&self) -> &'static str {
        match &self.value {
            Value::Text(_) => "a text",
            Value::Whole(_) => "a whole number",
            Value::Flag(_) => "true or false",
            Value::List(_) => "a list",
            Value::Table(_) => "a table",
            Value::Other(kind) => kind,
        }
    }

    /// The line of a path, or of the nearest table on the way there.
    pub(crate) fn line_of(&self, path: &str) -> usize {
        let mut here = self;
        for key in path.split('.') {
            let Value::Table(table) = &here.value else { break };
            let Some(next) = table.get(key) else { break };
            here = next;
        }
        here.line
    }

    /// Puts a value at a dotted path, making the tables on the way; false when a value is in the way.
    pub(crate) fn put(&mut self, path: &str, new: Node) -> bool {
        let line = new.line;
        let mut here = self;
        let mut keys = path.split('.').peekable();
        while let Some(key) = keys.next() {
            let Value::Table(table) = &mut here.value else { return false };
            if keys.peek().is_none() {
                table.insert(key.to_owned(), new);
                return true;
            }
            here = table
                .entry(key.to_owned())
                .or_insert_with(|| Node { line, value: Value::Table(BTreeMap::new()) });
        }
        false
    }

    /// The one text form of this value: sorted keys, lengths before texts, so that no two values share it.
    pub(crate) fn write_canonical(&self, out: &mut String) {
        match &self.value {
            Value::Text(text) => push(out, format_args!("t{}:{text}", text.len())),
            Value::Whole(number) => push(out, format_args!("n{number};")),
            Value::Flag(flag) => out.push_str(if *flag { "y" } else { "f" }),
            Value::Other(kind) => push(out, format_args!("o{}:{kind}", kind.len())),
            Value::List(entries) => {
                push(out, format_args!("l{}[", entries.len()));
                for entry in entries {
                    entry.write_canonical(out);
                }
                out.push(']');
            }
            Value::Table(table) => {
                push(out, format_args!("d{}{{", table.len()));
                for (key, entry) in table {
                    push(out, format_args!("{}:{key}", key.len()));
                    entry.write_canonical(out);
                }
                out.push('}');
            }
        }
    }

    /// The value as a person reads it in a list of changes.
    pub(crate) fn plain(&self) -> String {
        match &self.value {
            Value::Text(text) => format!("“{text}”"),
            Value::Whole(number) => number.to_string(),
            Value::Flag(true) => "yes".to_owned(),
            Value::Flag(false) => "no".to_owned(),
            Value::Other(kind) => (*kind).to_owned(),
            Value::List(entries) if entries.is_empty() => "nobody and nothing".to_owned(),
            Value::List(entries) => entries.iter().map(Node::plain).collect::<Vec<_>>().join(", "),
            Value::Table(table) => {
                let parts: Vec<_> =
                    table.iter().map(|(key, entry)| format!("{key} {}", entry.plain())).collect();
                format!("({})", parts.join(", "))
            }
        }
    }
}

/// Reads a file into a tree; problems go to the log, and what could be read comes back.
pub(crate) fn read(text: &str, log: &Log) -> Option<Node> {
    if text.len() > MAX_BYTES {
        log.add(
            1,
            "",
            format!("the file is longer than {MAX_BYTES} bytes"),
            "split what is not a rule out of it",
        );
        return None;
    }
    let lines = Lines::of(text);
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let line = error.span().map_or(1, |span| lines.line_at(span.start));
        log.add(line, "", error.message(), "write it as TOML: key = value, texts in quotes");
    }
    if !errors.is_empty() {
        return None;
    }
    let mut count = 0;
    let mut builder = Builder { lines: &lines, log, count: &mut count };
    let table = builder.table(table.get_ref(), 0);
    if count > MAX_NODES {
        log.add(1, "", format!("the file holds more than {MAX_NODES} values"), "remove what is not a rule");
        return None;
    }
    Some(Node { line: 1, value: Value::Table(table) })
}

/// Writing to a text cannot fail.
fn push(out: &mut String, part: std::fmt::Arguments<'_>) {
    let _ = out.write_fmt(part);
}

struct Builder<'a> {
    lines: &'a Lines,
    log: &'a Log,
    count: &'a mut usize,
}

impl Builder<'_> {
    fn table(&mut self, table: &DeTable<'_>, depth: usize) -> BTreeMap<String, Node> {
        table
            .iter()
            .map(|(key, value)| {
                let line = self.lines.line_at(key.span().start);
                (key.get_ref().to_string(), self.node(value.get_ref(), line, depth + 1))
            })
            .collect()
    }

    fn node(&mut self, value: &DeValue<'_>, line: usize, depth: usize) -> Node {
        *self.count += 1;
        if depth > MAX_DEPTH {
            self.log.add(line, "", "tables nest too deeply", "use tables of at most four levels");
            return Node { line, value: Value::Other("too deep") };
        }
        let value = match value {
            DeValue::String(text) => Value::Text(text.to_string()),
            DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
                .map_or(Value::Other("a number that is too large"), Value::Whole),
            DeValue::Float(_) => Value::Other("a decimal number"),
            DeValue::Boolean(flag) => Value::Flag(*flag),
            DeValue::Datetime(datetime) => Value::Text(datetime.to_string()),
            DeValue::Array(entries) => Value::List(
                entries
                    .iter()
                    .map(|entry| {
                        let line = self.lines.line_at(entry.span().start).max(line);
                        self.node(entry.get_ref(), line, depth + 1)
                    })
                    .collect(),
            ),
            DeValue::Table(table) => Value::Table(self.table(table, depth)),
        };
        Node { line, value }
    }
}

/// The offsets at which lines begin.
struct Lines(Vec<usize>);

impl Lines {
    fn of(text: &str) -> Self {
        Self(std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect())
    }

    fn line_at(&self, offset: usize) -> usize {
        self.0.partition_point(|start| *start <= offset).max(1)
    }
}
