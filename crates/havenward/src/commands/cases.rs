//! `havenward cases`: the unit's cases through the API, as the signed-in person may see them.

use std::process::ExitCode;

use anyhow::Result;
use clap::Subcommand;
use serde_json::Value;

use crate::client::Client;
use crate::output;

/// Cases.
#[derive(Subcommand)]
pub enum Cases {
    /// List the cases of the unit, newest first.
    List,
    /// Open a case; the journal will tell who looked.
    Show {
        /// The case's id.
        case: String,
    },
}

impl Cases {
    /// Runs the command.
    pub fn run(&self, json: bool) -> Result<ExitCode> {
        let client = Client::signed_in()?;
        match self {
            Self::List => {
                let cases = client.get("/api/v1/cases")?;
                output::answer(json, &cases, || list(&cases))?;
            }
            Self::Show { case } => {
                // What is no id could change the path that is asked for.
                let is_id =
                    case.len() == 36 && case.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
                let path = format!("/api/v1/cases/{}", if is_id { case } else { "-" });
                let case = client.get(&path)?;
                output::answer(json, &case, || lines(&case))?;
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn list(cases: &Value) -> String {
    let cases = cases.as_array().map(Vec::as_slice).unwrap_or_default();
    if cases.is_empty() {
        return "No cases.".to_owned();
    }
    cases
        .iter()
        .map(|case| {
            let text = |name: &str| case.get(name).and_then(Value::as_str).unwrap_or("-");
            let day = text("opened_at").split('T').next().unwrap_or("-");
            let child = if case.get("child") == Some(&Value::Bool(true)) { "child" } else { "adult" };
            format!(
                "{}  {day}  {:<10}  {child}  {:<20}  {}\n",
                text("id"),
                text("urgency"),
                text("recognition"),
                text("support")
            )
        })
        .collect()
}

/// Fields of an answer, one a line; nested ones with their path.
fn lines(value: &Value) -> String {
    let mut out = Vec::new();
    write("", value, &mut out);
    out.join("\n")
}

fn write(path: &str, value: &Value, out: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                write(&path, value, out);
            }
        }
        Value::Array(values) => {
            let texts: Vec<String> = values.iter().map(plain).collect();
            out.push(format!("{path}: {}", texts.join(", ")));
        }
        other => out.push(format!("{path}: {}", plain(other))),
    }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
