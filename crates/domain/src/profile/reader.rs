//! Reads one table of a profile field by field; what is wrong goes to the log and reading goes on.
//!
//! Each method gives a harmless stand-in after a problem: a profile with a problem is never handed out.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;

use super::document::{Node, Value};
use super::problem::Log;
use super::provenance::{Provenance, Tag};
use crate::coded::Coded;

/// The longest text a field may hold.
const MAX_TEXT: usize = 2_000;

/// A table being read.
pub(crate) struct Reader<'a> {
    table: Option<&'a BTreeMap<String, Node>>,
    path: String,
    line: usize,
    log: &'a Log,
    read: BTreeSet<&'static str>,
}

impl<'a> Reader<'a> {
    /// Reads the whole file.
    pub(crate) fn root(node: &'a Node, log: &'a Log) -> Self {
        Self::over(node, String::new(), log)
    }

    fn over(node: &'a Node, path: String, log: &'a Log) -> Self {
        let table = if let Value::Table(table) = &node.value {
            Some(table)
        } else {
            let message = format!("this is {}, not a table", node.kind());
            log.add(node.line, &path, message, format!("write [{path}]"));
            None
        };
        Self { table, path, line: node.line, log, read: BTreeSet::new() }
    }

    fn field(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    /// Tells a problem with a field of this table.
    pub(crate) fn wrong(&self, key: &str, message: impl Into<String>, mend: impl Into<String>) {
        let line = self.table.and_then(|table| table.get(key)).map_or(self.line, |node| node.line);
        self.log.add(line, &self.field(key), message, mend);
    }

    fn get(&mut self, key: &'static str) -> Option<&'a Node> {
        self.read.insert(key);
        self.table?.get(key)
    }

    fn required(&mut self, key: &'static str, mend: &str) -> Option<&'a Node> {
        let node = self.get(key);
        if node.is_none() && self.table.is_some() {
            self.log.add(self.line, &self.field(key), "this field is missing", mend);
        }
        node
    }

    fn expected(&self, node: &Node, key: &str, what: &str) {
        self.log.add(
            node.line,
            &self.field(key),
            format!("this is {}", node.kind()),
            format!("write {what}"),
        );
    }

    /// Says whether the field is there.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.table.is_some_and(|table| table.contains_key(key))
    }

    /// A text that must be there and say something.
    pub(crate) fn text(&mut self, key: &'static str) -> String {
        let node = self.required(key, &format!("add {key} = \"…\""));
        node.map(|node| self.text_of(node, key)).unwrap_or_default()
    }

    /// A text that may be missing.
    pub(crate) fn text_if_any(&mut self, key: &'static str) -> Option<String> {
        let node = self.get(key)?;
        Some(self.text_of(node, key))
    }

    fn text_of(&self, node: &Node, key: &str) -> String {
        let Value::Text(text) = &node.value else {
            self.expected(node, key, "a text in quotes");
            return String::new();
        };
        if text.trim().is_empty() {
            self.log.add(
                node.line,
                &self.field(key),
                "the text is empty",
                "write what applies, or leave the field out",
            );
        }
        if text.len() > MAX_TEXT {
            let message = format!("the text is longer than {MAX_TEXT} bytes");
            self.log.add(node.line, &self.field(key), message, "shorten it and name the source");
        }
        text.clone()
    }

    /// A whole number within bounds.
    pub(crate) fn whole(&mut self, key: &'static str, least: u32, most: u32) -> u32 {
        let Some(node) = self.required(key, &format!("add {key} = a number from {least} to {most}")) else {
            return least;
        };
        let Value::Whole(number) = node.value else {
            self.expected(node, key, "a whole number without quotes");
            return least;
        };
        let within = u32::try_from(number).ok().filter(|number| (least..=most).contains(number));
        within.unwrap_or_else(|| {
            let message = format!("{number} is out of bounds");
            self.log.add(
                node.line,
                &self.field(key),
                message,
                format!("write a number from {least} to {most}"),
            );
            least
        })
    }

    /// True or false.
    pub(crate) fn flag(&mut self, key: &'static str) -> bool {
        let Some(node) = self.required(key, &format!("add {key} = true or {key} = false")) else {
            return false;
        };
        let Value::Flag(flag) = node.value else {
            self.expected(node, key, "true or false without quotes");
            return false;
        };
        flag
    }

    /// A safeguard the code does not let a country switch off.
    pub(crate) fn must_be_true(&mut self, key: &'static str) {
        if self.required(key, &format!("add {key} = true")).is_some() && !self.flag(key) {
            self.wrong(key, "this safeguard cannot be switched off", format!("write {key} = true"));
        }
    }

    /// A date such as 2025-05-08.
    pub(crate) fn date(&mut self, key: &'static str) -> Date {
        self.required(key, &format!("add {key} = 2025-05-08"));
        self.date_if_any(key).unwrap_or(Date::ZERO)
    }

    /// A date that may be missing.
    pub(crate) fn date_if_any(&mut self, key: &'static str) -> Option<Date> {
        let node = self.get(key)?;
        let Value::Text(text) = &node.value else {
            self.expected(node, key, "a date such as 2025-05-08");
            return None;
        };
        let date = text.parse().ok();
        if date.is_none() {
            self.wrong(
                key,
                "this is not a date of the calendar",
                "write it as year-month-day, such as 2025-05-08",
            );
        }
        date
    }

    /// A member of a closed list.
    pub(crate) fn code<T: Coded>(&mut self, key: &'static str) -> T {
        let mend = format!("add {key} = one of {}", listed::<T>());
        let Some(node) = self.required(key, &mend) else { return T::FIRST };
        self.code_of(node, key).unwrap_or(T::FIRST)
    }

    /// A member of a closed list, or the usual one.
    pub(crate) fn code_or<T: Coded>(&mut self, key: &'static str, usual: T) -> T {
        match self.get(key) {
            Some(node) => self.code_of(node, key).unwrap_or(usual),
            None => usual,
        }
    }

    fn code_of<T: Coded>(&self, node: &Node, key: &str) -> Option<T> {
        let Value::Text(text) = &node.value else {
            self.expected(node, key, &format!("one of {}", listed::<T>()));
            return None;
        };
        let member = T::from_code(text);
        if member.is_none() {
            let message = format!("“{}” is not in the list", short(text));
            self.log.add(node.line, &self.field(key), message, format!("use one of {}", listed::<T>()));
        }
        member
    }

    /// A value of any kind.
    pub(crate) fn any(&mut self, key: &'static str) -> Option<&'a Node> {
        self.required(key, &format!("add {key} = …"))
    }

    /// An instant with its offset, such as 2026-03-01T00:00:00Z.
    pub(crate) fn instant(&mut self, key: &'static str) -> Timestamp {
        let mend = "write such as 2026-03-01T00:00:00Z";
        let Some(node) = self.required(key, mend) else { return Timestamp::UNIX_EPOCH };
        let parsed = match &node.value {
            Value::Text(text) => text.parse().ok(),
            _ => None,
        };
        parsed.unwrap_or_else(|| {
            self.wrong(key, "this is not an instant", mend);
            Timestamp::UNIX_EPOCH
        })
    }

    fn list(&mut self, key: &'static str) -> &'a [Node] {
        let Some(node) = self.required(key, &format!("add {key} = […]")) else { return &[] };
        if let Value::List(entries) = &node.value {
            return entries;
        }
        self.expected(node, key, "a list in square brackets");
        &[]
    }

    /// Members of a closed list, each at most once.
    pub(crate) fn codes<T: Coded>(&mut self, key: &'static str) -> Vec<T> {
        let mut members: Vec<T> = Vec::new();
        for node in self.list(key) {
            let Some(member) = self.code_of::<T>(node, key) else { continue };
            if members.contains(&member) {
                self.log.add(node.line, &self.field(key), "this code stands twice", "keep it once");
            } else {
                members.push(member);
            }
        }
        members
    }

    /// Texts, each at most once.
    pub(crate) fn texts(&mut self, key: &'static str) -> Vec<String> {
        let mut texts: Vec<String> = Vec::new();
        for node in self.list(key) {
            let text = self.text_of(node, key);
            if texts.contains(&text) {
                self.log.add(node.line, &self.field(key), "this entry stands twice", "keep it once");
            } else {
                texts.push(text);
            }
        }
        texts
    }

    /// Tables in a list.
    pub(crate) fn tables(&mut self, key: &'static str) -> Vec<Reader<'a>> {
        let (log, path) = (self.log, self.field(key));
        self.list(key).iter().map(|node| Reader::over(node, path.clone(), log)).collect()
    }

    /// A table that must be there.
    pub(crate) fn table(&mut self, key: &'static str) -> Option<Reader<'a>> {
        let path = self.field(key);
        let node = self.required(key, &format!("add the section [{path}]"))?;
        Some(Reader::over(node, path, self.log))
    }

    /// A table that may be missing.
    pub(crate) fn table_if_any(&mut self, key: &'static str) -> Option<Reader<'a>> {
        let path = self.field(key);
        Some(Reader::over(self.get(key)?, path, self.log))
    }

    /// The named tables inside a table, such as `[clocks.reasonable_grounds]`.
    pub(crate) fn named(&mut self, key: &'static str) -> Vec<(String, Reader<'a>)> {
        let Some(outer) = self.table(key) else { return Vec::new() };
        let Some(table) = outer.table else { return Vec::new() };
        let mut named = Vec::new();
        for (name, node) in table {
            let path = format!("{}.{}", outer.path, short(name));
            if !is_code(name) {
                let mend = "use small letters, digits and underscores";
                self.log.add(node.line, &path, "this is not a code", mend);
                continue;
            }
            named.push((name.clone(), Reader::over(node, path, self.log)));
        }
        named
    }

    /// Where the values of this table come from, and how sure they are.
    pub(crate) fn provenance(&mut self) -> Provenance {
        let source = self.text("source");
        let seen = self.text("date");
        let tag: Tag = self.code("tag");
        let needs_check = self.flag("needs_check");
        if !is_rough_date(&seen) && !seen.is_empty() {
            self.wrong(
                "date",
                "this is not a date of a source",
                "write 2025, 2025-05, 2025-05-08 or \"undated\"",
            );
        }
        let tag_read =
            self.table.is_some_and(|table| table.contains_key("tag") && table.contains_key("needs_check"));
        if tag_read && tag != Tag::Seen && !needs_check {
            let message = "a fact that was not seen in its source must be checked";
            self.wrong(
                "needs_check",
                message,
                "write needs_check = true, or look the source up and tag it S",
            );
        }
        Provenance { source, date: seen, tag, needs_check }
    }

    /// Reports the fields nobody asked for; called when a table has been read.
    pub(crate) fn finish(self) {
        let Some(table) = self.table else { return };
        for (key, node) in table.iter().filter(|(key, _)| !self.read.contains(key.as_str())) {
            let mut known: Vec<&str> = self.read.iter().copied().collect();
            known.sort_unstable();
            let mend = format!("remove it, or use one of {}", known.join(", "));
            self.log.add(node.line, &self.field(&short(key)), "this field is not known", mend);
        }
    }
}

fn listed<T: Coded>() -> String {
    T::ALL.iter().map(|member| member.code()).collect::<Vec<_>>().join(", ")
}

/// A text cut so that a hostile file cannot fill the screen.
fn short(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_control()).take(60).collect()
}

/// Says whether a text can name something: small letters, digits, underscores.
pub(crate) fn is_code(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(|first| first.is_ascii_lowercase())
        && letters.all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_')
        && text.len() <= 60
}

fn is_rough_date(text: &str) -> bool {
    let digits = |part: &str, length| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    match text.split('-').collect::<Vec<_>>().as_slice() {
        ["undated"] => true,
        [year] => digits(year, 4),
        [year, month] => digits(year, 4) && digits(month, 2) && ("01"..="12").contains(month),
        [_, _, _] => text.parse::<Date>().is_ok(),
        _ => false,
    }
}
