//! Files that a person names on the command line, `-` for standard input.

use std::io::Read;
use std::path::Path;

use anyhow::Result;
use havenward_exchange::xlsform;
use havenward_screening::{Instrument, parse};

use crate::exit::BadInput;

/// No file that a command reads is larger.
const LARGEST: u64 = 2 * 1024 * 1024;

/// Reads a text.
pub fn text(path: &str) -> Result<String> {
    let mut text = String::new();
    let read = if path == "-" {
        std::io::stdin().lock().take(LARGEST + 1).read_to_string(&mut text)
    } else {
        std::fs::File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_string(&mut text))
    };
    read.map_err(|error| BadInput(format!("{path}: {error} (mend: name a readable text file)")))?;
    if text.len() as u64 > LARGEST {
        return Err(BadInput(format!("{path}: larger than {LARGEST} bytes")).into());
    }
    Ok(text)
}

/// Reads a screening instrument: a workbook if the name ends in `.xlsx`, otherwise TOML.
pub fn instrument(path: &str) -> Result<Instrument> {
    if Path::new(path).extension().is_none_or(|ending| !ending.eq_ignore_ascii_case("xlsx")) {
        let text = text(path)?;
        return Ok(parse(path, &text).map_err(|wrong| problems(path, &wrong))?);
    }
    let mut bytes = Vec::new();
    std::fs::File::open(path)
        .and_then(|file| file.take(xlsform::MAX_BYTES as u64 + 1).read_to_end(&mut bytes))
        .map_err(|error| BadInput(format!("{path}: {error} (mend: name a readable workbook)")))?;
    Ok(xlsform::read(path, &bytes).map_err(|wrong| problems(path, &wrong))?)
}

/// Opens a table that is read row by row and may be large.
pub fn reader(path: &str) -> Result<Box<dyn Read>> {
    if path == "-" {
        return Ok(Box::new(std::io::stdin()));
    }
    let wrong =
        |error: std::io::Error| BadInput(format!("{path}: {error} (mend: name a readable text file)"));
    let file = std::fs::File::open(path).map_err(wrong)?;
    if file.metadata().map_err(wrong)?.is_dir() {
        return Err(BadInput(format!("{path}: a folder (mend: name a readable text file)")).into());
    }
    Ok(Box::new(file))
}

/// Every problem of a file, one a line.
pub fn problems<P: std::fmt::Display>(name: &str, problems: &[P]) -> BadInput {
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    let count = problems.len();
    let word = if count == 1 { "problem" } else { "problems" };
    BadInput(format!("{name}: {count} {word}\n{}", lines.join("\n")))
}
