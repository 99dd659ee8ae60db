//! Commands that are requests to the API: a noun, its acts, and how an answer is shown.
//!
//! A command is a row: which operation it sends and how it shows the answer. What the operation takes, field by
//! field, stands in the API document that the server itself serves; flags, help and checks are read from there, so
//! that the command line can neither lag behind the API nor contradict it.

mod body;
mod field;
mod operation;
mod pairs;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};
use havenward_vault::token::Token;
use serde_json::{Value, json};

use crate::client::{Client, Problem};
use crate::exit::{BadInput, Unavailable};
use crate::output;

use body::Body;
pub use operation::Document;
use operation::Operation;

/// Commands about one thing.
pub struct Noun {
    /// The word on the command line, plural as in the API.
    pub name: &'static str,
    /// What can be done, in a line.
    pub about: &'static str,
    /// What can be done.
    pub acts: &'static [Act],
}

/// How an answer is shown to a person; with `--json` it is shown as it came.
#[derive(Clone, Copy)]
pub enum Shows {
    /// Something was made: this field of the answer is its reference.
    Made(&'static str),
    /// Something was done: a sentence.
    Done(&'static str),
    /// A list: columns, and the sentence for an empty one.
    List(&'static [&'static str], &'static str),
    /// A page of a long list: its field, columns, and the sentence for an empty one.
    Page(&'static str, &'static [&'static str], &'static str),
    /// Every field, a line each.
    Fields,
    /// In its own way.
    By(fn(&Value) -> String),
}

/// One command: an operation of the API.
pub struct Act {
    verb: &'static str,
    method: &'static str,
    path: &'static str,
    shows: Shows,
    about: &'static str,
    fixed: &'static [(&'static str, &'static str)],
    presumed: &'static [(&'static str, &'static str)],
    without: &'static [&'static str],
    needs: &'static [&'static str],
    words: &'static [&'static str],
}

impl Act {
    const fn of(method: &'static str, verb: &'static str, path: &'static str, shows: Shows) -> Self {
        Self {
            verb,
            method,
            path,
            shows,
            about: "",
            fixed: &[],
            presumed: &[],
            without: &[],
            needs: &[],
            words: &[],
        }
    }

    /// A reading.
    pub const fn get(verb: &'static str, path: &'static str, shows: Shows) -> Self {
        Self::of("get", verb, path, shows)
    }

    /// An act.
    pub const fn post(verb: &'static str, path: &'static str, shows: Shows) -> Self {
        Self::of("post", verb, path, shows)
    }

    /// Something written anew as a whole.
    pub const fn put(verb: &'static str, path: &'static str, shows: Shows) -> Self {
        Self::of("put", verb, path, shows)
    }

    /// An end.
    pub const fn delete(verb: &'static str, path: &'static str, shows: Shows) -> Self {
        Self::of("delete", verb, path, shows)
    }

    /// In other words than the API document, where one operation carries several commands.
    pub const fn about(mut self, about: &'static str) -> Self {
        self.about = about;
        self
    }

    /// Fields that the command itself fills in.
    pub const fn fixed(mut self, fixed: &'static [(&'static str, &'static str)]) -> Self {
        self.fixed = fixed;
        self
    }

    /// Fields that the command fills in when nobody says otherwise.
    pub const fn presumed(mut self, presumed: &'static [(&'static str, &'static str)]) -> Self {
        self.presumed = presumed;
        self
    }

    /// Fields that have no flag: too rich for one, or out of place in this command.
    pub const fn without(mut self, without: &'static [&'static str]) -> Self {
        self.without = without;
        self
    }

    /// Fields that this command cannot do without, though the API could.
    pub const fn needs(mut self, needs: &'static [&'static str]) -> Self {
        self.needs = needs;
        self
    }

    /// Texts that are codes and may stand on a command line.
    pub const fn words(mut self, words: &'static [&'static str]) -> Self {
        self.words = words;
        self
    }

    fn command(&self, document: &Document) -> Result<Command> {
        let operation = Operation::find(document, self)?;
        let about = if self.about.is_empty() { operation.summary.clone() } else { self.about.to_owned() };
        let mut command = Command::new(self.verb).about(about.trim_end_matches('.').to_owned());
        for (id, name, help) in operation.places() {
            command = command.arg(Arg::new(id).value_name(name).required(true).help(help));
        }
        for (name, help) in &operation.query {
            command =
                command.arg(Arg::new(name.clone()).long(name.clone()).value_name("ID").help(help.clone()));
        }
        command = command.args(operation.fields.iter().filter_map(field::Field::arg));
        if operation.takes_body {
            command = command.arg(
                Arg::new("from")
                    .long("from")
                    .value_name("FILE")
                    .help("The whole request as JSON, - for standard input; flags add to it and win"),
            );
        }
        if operation.is_keyed {
            let help = "Idempotency key of an earlier try of the same request: it is then done once";
            command = command.arg(Arg::new("key").long("key").value_name("KEY").help(help));
        }
        Ok(command)
    }

    fn run(
        &self,
        document: &Document,
        matches: &ArgMatches,
        json: bool,
        who: Option<&str>,
    ) -> Result<ExitCode> {
        let operation = Operation::find(document, self)?;
        let body =
            if operation.takes_body { Some(body::of(&operation.fields, self, matches)?) } else { None };
        let given = || matches.get_one::<String>("key").cloned();
        let key = operation.is_keyed.then(|| given().unwrap_or_else(|| Token::generate().text().to_string()));
        let path = operation.path(matches);
        let client = Client::signed_in(who)?;
        let text = body.as_ref().map(Body::text);
        let answer = client.send(self.method, &path, key.as_deref(), text.as_deref());
        let answer = answer.map_err(|error| explain(error, body.as_ref(), key.as_deref()))?;
        self.show(json, &answer)?;
        Ok(ExitCode::SUCCESS)
    }

    fn show(&self, json: bool, answer: &Value) -> Result<()> {
        match self.shows {
            Shows::Done(_) if answer.is_null() => {
                output::answer(json, &json!({ "done": true }), || self.says(answer))
            }
            _ => output::answer(json, answer, || self.says(answer)),
        }
    }

    fn says(&self, answer: &Value) -> String {
        match self.shows {
            Shows::Made(field) => {
                let made = answer.get(field).map(output::plain).unwrap_or_default();
                format!("{} {made}", output::capital(&field.replace('_', " ")))
            }
            Shows::Done(sentence) => sentence.to_owned(),
            Shows::List(columns, none) => output::table(answer, columns, none),
            Shows::Page(field, columns, none) => page(answer, field, columns, none),
            Shows::Fields => output::fields(answer),
            Shows::By(show) => show(answer),
        }
    }
}

/// A page, and how to ask for the next.
fn page(answer: &Value, field: &str, columns: &[&str], none: &str) -> String {
    let list = output::table(answer.get(field).unwrap_or(&Value::Null), columns, none);
    match answer.get("next").and_then(Value::as_str) {
        Some(next) => format!("{list}\nThere is more: --after {next}"),
        None => list,
    }
}

/// Names the field that the server could not read, and the key under which a try without an answer is repeated.
fn explain(error: anyhow::Error, body: Option<&Body>, key: Option<&str>) -> anyhow::Error {
    if let (Some(problem), Some(body)) = (error.downcast_ref::<Problem>(), body)
        && problem.code == "body.invalid"
        && let Some(field) = problem.column().and_then(|column| body.field_at(column))
    {
        let why = format!("{field}: this is not taken here (mend: --help says what is) (body.invalid)");
        return BadInput(why).into();
    }
    match key {
        // Whoever gets no answer can ask again with the same key, and it is done once.
        Some(key) if error.is::<Unavailable>() => {
            Unavailable(format!("{error} (to try again: --key {key})")).into()
        }
        _ => error,
    }
}

/// Adds the commands to the program.
pub fn commands(program: Command, document: &Document, nouns: &[&Noun]) -> Result<Command> {
    let mut program = program;
    for noun in nouns {
        let acts: Vec<Command> = noun.acts.iter().map(|act| act.command(document)).collect::<Result<_>>()?;
        program = if program.find_subcommand(noun.name).is_some() {
            program.mut_subcommand(noun.name, |there| there.subcommands(acts))
        } else {
            let command =
                Command::new(noun.name).about(noun.about.trim_end_matches('.')).subcommand_required(true);
            program.subcommand(command.arg_required_else_help(true).subcommands(acts))
        };
    }
    Ok(program)
}

/// Runs the command if it is one of these.
pub fn run(
    document: &Document,
    nouns: &[&Noun],
    matches: &ArgMatches,
    json: bool,
    who: Option<&str>,
) -> Option<Result<ExitCode>> {
    let (name, below) = matches.subcommand()?;
    let (verb, given) = below.subcommand()?;
    let acts = nouns.iter().filter(|noun| noun.name == name).flat_map(|noun| noun.acts);
    let act = acts.into_iter().find(|act| act.verb == verb)?;
    Some(act.run(document, given, json, who))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::commands::NOUNS;

    /// What a person does not do on a command line, or does with a command of its own.
    const ELSEWHERE: &[(&str, &str)] = &[
        ("post", "/session"),
        ("delete", "/session"),
        ("post", "/enrolment"),
        ("post", "/enrolment/factor"),
        // `havenward profile`, which checks the file first.
        ("post", "/profile/overlay"),
        ("post", "/profile/overlay/off"),
        ("get", "/profile/today"),
        // A device seals and hands in; it has no command line.
        ("post", "/intake"),
        ("get", "/intake/key"),
    ];

    #[test]
    fn every_operation_of_the_api_has_its_command() {
        let document = Document::read().unwrap();
        let commands = NOUNS.iter().flat_map(|noun| noun.acts).map(|act| (act.method, act.path));
        let covered: BTreeSet<(String, String)> = commands
            .chain(ELSEWHERE.iter().copied())
            .map(|(method, path)| (method.to_owned(), path.to_owned()))
            .collect();
        let all: BTreeSet<(String, String)> = document.operations().into_iter().collect();
        let without: Vec<_> = all.difference(&covered).collect();
        assert!(without.is_empty(), "give these a command: {without:?}");
        let gone: Vec<_> = covered.difference(&all).collect();
        assert!(gone.is_empty(), "these are no operations: {gone:?}");
    }

    /// A column that no answer has would be a column of dashes for ever.
    #[test]
    fn every_column_and_every_reference_is_in_the_answer() {
        let document = Document::read().unwrap();
        for act in NOUNS.iter().flat_map(|noun| noun.acts) {
            let answer = document.answer(act);
            let (rows, columns) = match act.shows {
                Shows::List(columns, _) => (answer.pointer("/items"), columns.to_vec()),
                Shows::Page(field, columns, _) => {
                    (answer.pointer(&format!("/properties/{field}/items")), columns.to_vec())
                }
                Shows::Made(field) => (Some(&answer), vec![field]),
                Shows::Done(_) | Shows::Fields | Shows::By(_) => continue,
            };
            let rows = rows.unwrap_or_else(|| panic!("{} {}: {answer}", act.method, act.path));
            for column in columns {
                let known = column.split('.').try_fold(rows.clone(), |of, name| property(&of, name));
                assert!(known.is_some(), "{} {} answers no {column}: {rows}", act.method, act.path);
            }
        }
    }

    /// A property of a schema, or of one of those that it is made of.
    fn property(schema: &Value, name: &str) -> Option<Value> {
        let own = schema.get("properties").and_then(|all| all.get(name));
        let parts = ["allOf", "oneOf"].iter().filter_map(|of| schema.get(*of)?.as_array()).flatten();
        own.cloned().or_else(|| parts.into_iter().find_map(|part| property(part, name)))
    }

    #[test]
    fn every_command_reads_its_operation() {
        let document = Document::read().unwrap();
        let program = commands(Command::new("havenward"), &document, NOUNS).unwrap();
        program.debug_assert();
    }
}
