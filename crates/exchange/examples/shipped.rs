//! Writes every shipped instrument as a workbook into a folder, for programs that know XLSForm.
//!
//! `cargo run -p havenward-exchange --example shipped FOLDER`

use std::path::PathBuf;
use std::process::ExitCode;

use havenward_exchange::xlsform;
use havenward_screening::{library, parse};

fn main() -> ExitCode {
    let Some(folder) = std::env::args().nth(1).map(PathBuf::from) else {
        eprintln!("usage: shipped FOLDER");
        return ExitCode::from(2);
    };
    for (id, text) in library::shipped() {
        let written = parse(id, text)
            .map_err(|problems| format!("{problems:?}"))
            .and_then(|instrument| xlsform::write(&instrument).map_err(|error| error.to_string()))
            .and_then(|bytes| {
                std::fs::write(folder.join(format!("{id}.xlsx")), bytes).map_err(|error| error.to_string())
            });
        if let Err(error) = written {
            eprintln!("{id}: {error}");
            return ExitCode::from(4);
        }
    }
    ExitCode::SUCCESS
}
