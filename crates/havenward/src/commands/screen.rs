//! `havenward screen`: answers against an instrument, on this machine, without a server or a case.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use havenward_screening::{Compiled, Instrument, answers, explain, library, parse};
use serde_json::json;

use crate::exit::BadInput;
use crate::{input, output};

/// Evaluates answers offline. A finding says what to do next; it never says that somebody is no victim.
#[derive(Args)]
pub struct Screen {
    /// Id of a shipped instrument, or a file.
    instrument: String,
    /// The answers as JSON, `-` for standard input.
    answers: String,
    /// Language of the signs, where the instrument has it.
    #[arg(long, default_value = "en")]
    language: String,
}

impl Screen {
    /// Runs the command.
    pub fn run(&self, json: bool) -> Result<ExitCode> {
        let instrument = Compiled::new(self.instrument()?);
        let text = input::text(&self.answers)?;
        let answers = answers::parse_json(&text).map_err(|wrong| input::problems(&self.answers, &wrong))?;
        let finding =
            instrument.evaluate(&answers).map_err(|wrong| input::problems(&self.answers, &wrong))?;
        let explanation = explain(&finding, &self.language);
        let value = json!({ "finding": finding, "explanation": explanation });
        output::answer(json, &value, || explanation.to_string())?;
        Ok(ExitCode::SUCCESS)
    }

    fn instrument(&self) -> Result<Instrument> {
        let shipped = library::shipped();
        let name = self.instrument.as_str();
        let (file, text) = match shipped.iter().find(|(id, _)| *id == name) {
            Some((id, text)) => (format!("{id}.toml"), (*text).to_owned()),
            None if name == "-" || Path::new(name).exists() => (name.to_owned(), input::text(name)?),
            None => {
                let known: Vec<&str> = shipped.iter().map(|(id, _)| *id).collect();
                let known = known.join(", ");
                return Err(BadInput(format!(
                    "{name}: no such instrument (mend: one of {known}, or a file)"
                ))
                .into());
            }
        };
        Ok(parse(&file, &text).map_err(|wrong| input::problems(&file, &wrong))?)
    }
}
