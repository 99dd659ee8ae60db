//! `havenward screen`: answers against an instrument, on this machine, without a server or a case; and instruments
//! checked, and carried between TOML and the workbooks of ODK.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use havenward_exchange::xlsform;
use havenward_screening::{Compiled, Instrument, answers, explain, library, parse};
use serde_json::json;

use crate::exit::BadInput;
use crate::{input, output};

/// Evaluates answers offline. A finding says what to do next; it never says that somebody is no victim.
#[derive(Args)]
pub struct Screen {
    /// Id of a shipped instrument, or a file: TOML, or an XLSForm workbook (.xlsx).
    instrument: String,
    /// The answers as JSON, `-` for standard input. Without them the instrument is only checked.
    answers: Option<String>,
    /// Language of the signs, where the instrument has it.
    #[arg(long, default_value = "en")]
    language: String,
    /// Write the instrument to this file: as an XLSForm workbook (.xlsx) or as TOML (.toml).
    #[arg(long, value_name = "FILE", conflicts_with = "answers")]
    export: Option<PathBuf>,
}

impl Screen {
    /// Runs the command.
    pub fn run(&self, json: bool) -> Result<ExitCode> {
        let instrument = self.instrument()?;
        match (&self.answers, &self.export) {
            (_, Some(path)) => export(&instrument, path, json)?,
            (None, None) => check(&instrument, json)?,
            (Some(answers), None) => self.evaluate(instrument, answers, json)?,
        }
        Ok(ExitCode::SUCCESS)
    }

    fn evaluate(&self, instrument: Instrument, path: &str, json: bool) -> Result<()> {
        let text = input::text(path)?;
        let answers = answers::parse_json(&text).map_err(|wrong| input::problems(path, &wrong))?;
        let finding =
            Compiled::new(instrument).evaluate(&answers).map_err(|wrong| input::problems(path, &wrong))?;
        let explanation = explain(&finding, &self.language);
        let value = json!({ "finding": finding, "explanation": explanation });
        output::answer(json, &value, || explanation.to_string())
    }

    fn instrument(&self) -> Result<Instrument> {
        let shipped = library::shipped();
        let name = self.instrument.as_str();
        if let Some((id, text)) = shipped.iter().find(|(id, _)| *id == name) {
            let file = format!("{id}.toml");
            return Ok(parse(&file, text).map_err(|wrong| input::problems(&file, &wrong))?);
        }
        if name == "-" || Path::new(name).exists() {
            return input::instrument(name);
        }
        let known: Vec<&str> = shipped.iter().map(|(id, _)| *id).collect();
        let known = known.join(", ");
        Err(BadInput(format!("{name}: no such instrument (mend: one of {known}, or a file)")).into())
    }
}

/// Says what was read; every problem would have been told before.
fn check(instrument: &Instrument, json: bool) -> Result<()> {
    let (signs, state) = (instrument.indicators.len(), instrument.review_state.code());
    let value = json!({
        "instrument": instrument.reference(),
        "title": instrument.title.in_language("en"),
        "signs": signs,
        "fields": instrument.fields.len(),
        "review_state": state,
        "needs_check": instrument.needs_check,
    });
    output::answer(json, &value, || {
        let (reference, title) = (instrument.reference(), instrument.title.in_language("en"));
        format!("{reference}: {title}\n{signs} signs, {state}. Nothing to mend.")
    })
}

fn export(instrument: &Instrument, path: &Path, json: bool) -> Result<()> {
    let name = path.display().to_string();
    let refused = |error: String| BadInput(format!("{name}: {error}"));
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let bytes = match ending.as_deref() {
        Some("xlsx") => xlsform::write(instrument).map_err(|error| refused(error.to_string()))?,
        Some("toml") => toml::to_string_pretty(instrument)?.into_bytes(),
        _ => {
            return Err(
                refused("not a kind of file known here (mend: end it in .xlsx or .toml)".to_owned()).into()
            );
        }
    };
    output::file(path, |file| file.write_all(&bytes))?.place()?;
    let value = json!({ "instrument": instrument.reference(), "file": path });
    output::answer(json, &value, || format!("{} is in {name}.", instrument.reference()))
}
