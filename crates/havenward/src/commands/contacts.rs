//! `havenward contacts`: a first contact through the API.

use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, Subcommand};
use havenward_vault::token::Token;
use serde_json::{Map, Value, json};

use crate::client::Client;
use crate::exit::BadInput;
use crate::{input, output};

/// First contacts.
#[derive(Subcommand)]
pub enum Contacts {
    /// Record a first contact, which opens a case.
    Record(Box<Record>),
}

/// A first contact. Names are taken from a file or standard input only: other users of this machine can read
/// what stands on a command line.
#[derive(Args)]
pub struct Record {
    /// JSON with any of the fields, `-` for standard input; `name` and `address_as` are given here.
    #[arg(long, value_name = "FILE")]
    from: Option<String>,
    /// Who raised it: self, responder, court, foreign_authority or decided_elsewhere.
    #[arg(long)]
    origin: Option<String>,
    /// Kind of place, a code such as border_land.
    #[arg(long)]
    setting: Option<String>,
    /// A language of the person, the best understood first; may be repeated.
    #[arg(long = "language")]
    languages: Vec<String>,
    /// child, adult or unsure; unsure is treated as child.
    #[arg(long)]
    age: Option<String>,
    /// danger_now, urgent or routine.
    #[arg(long)]
    urgency: Option<String>,
    /// female, male, other or unknown.
    #[arg(long)]
    sex: Option<String>,
    /// with_women, with_men or either.
    #[arg(long)]
    placement: Option<String>,
    /// Children who are with the person.
    #[arg(long)]
    children_with: Option<u8>,
    /// Steps are a hindrance.
    #[arg(long)]
    limited_mobility: bool,
    /// Idempotency key of an earlier try of the same contact.
    #[arg(long)]
    key: Option<String>,
}

impl Contacts {
    /// Runs the command.
    pub fn run(self, json: bool) -> Result<ExitCode> {
        let Self::Record(record) = self;
        let body = Value::Object(record.body()?);
        let key = record.key.unwrap_or_else(|| Token::generate().text().to_string());
        let client = Client::signed_in()?;
        // Whoever gets no answer can ask again with the same key and will not open two cases.
        let answer = client.post("/api/v1/contacts", Some(&key), &body).map_err(|error| {
            let again = if error.is::<crate::exit::Unavailable>() {
                format!(" (to try again: --key {key})")
            } else {
                String::new()
            };
            if again.is_empty() { error } else { crate::exit::Unavailable(format!("{error}{again}")).into() }
        })?;
        let case = answer.get("case").and_then(Value::as_str).unwrap_or_default().to_owned();
        output::answer(json, &json!({ "case": case }), || format!("Case {case} is open."))?;
        Ok(ExitCode::SUCCESS)
    }
}

impl Record {
    fn body(&self) -> Result<Map<String, Value>> {
        let mut body = match &self.from {
            Some(path) => {
                let text = input::text(path)?;
                serde_json::from_str(&text).map_err(|error| {
                    let (line, column) = (error.line(), error.column());
                    BadInput(format!("{path}:{line}: not a JSON object, column {column}"))
                })?
            }
            None => Map::new(),
        };
        let texts = [
            ("origin", &self.origin),
            ("setting", &self.setting),
            ("age", &self.age),
            ("urgency", &self.urgency),
            ("sex", &self.sex),
            ("placement", &self.placement),
        ];
        for (field, value) in texts {
            if let Some(value) = value {
                body.insert(field.to_owned(), value.as_str().into());
            }
        }
        if !self.languages.is_empty() {
            body.insert("languages".to_owned(), json!(self.languages));
        }
        if let Some(children) = self.children_with {
            body.insert("children_with".to_owned(), children.into());
        }
        if self.limited_mobility {
            body.insert("limited_mobility".to_owned(), true.into());
        }
        body.entry("origin").or_insert_with(|| "responder".into());
        for (field, flag) in [
            ("setting", "--setting"),
            ("languages", "--language"),
            ("age", "--age"),
            ("urgency", "--urgency"),
        ] {
            if !body.contains_key(field) {
                return Err(BadInput(format!("{field}: missing (mend: give {flag}, or --from FILE)")).into());
            }
        }
        Ok(body)
    }
}
