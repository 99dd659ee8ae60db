//! Prints an instrument as JSON, for interpreters that do not read TOML.
//!
//! `cargo run -p havenward-screening --example as_json instruments/first-contact-6.toml`

use std::process::ExitCode;

fn main() -> ExitCode {
    let Some(path) = std::env::args().nth(1) else {
        eprintln!("usage: as_json INSTRUMENT.toml");
        return ExitCode::from(2);
    };
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) => {
            eprintln!("{path}: {error}");
            return ExitCode::from(4);
        }
    };
    match havenward_screening::parse(&path, &text) {
        Ok(instrument) => match serde_json::to_string_pretty(&instrument) {
            Ok(json) => println!("{json}"),
            Err(error) => {
                eprintln!("{path}: {error}");
                return ExitCode::FAILURE;
            }
        },
        Err(problems) => {
            for problem in problems {
                eprintln!("{problem}");
            }
            return ExitCode::from(4);
        }
    }
    ExitCode::SUCCESS
}
