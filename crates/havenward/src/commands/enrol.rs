//! `havenward enrol`: passphrase and second factor of a new account, with the one-time link from the operator.

use std::io::IsTerminal;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use serde_json::{Value, json};
use zeroize::Zeroizing;

use super::login::{ask, line};
use crate::client::Client;
use crate::exit::BadInput;
use crate::output;

/// Sets passphrase and second factor with a one-time link.
#[derive(Args)]
pub struct Enrol {
    /// The server, such as https://nrm.example.org
    #[arg(long, default_value = "http://127.0.0.1:8088")]
    server: String,
    /// Read link, passphrase and code from standard input, a line each, and ask nothing.
    ///
    /// The code is read after the address for the authenticator has been written.
    #[arg(long)]
    stdin: bool,
}

impl Enrol {
    /// Runs the command.
    pub fn run(self, json: bool) -> Result<ExitCode> {
        if !self.stdin && !std::io::stdin().is_terminal() {
            return Err(BadInput("nobody to ask for the link (mend: add --stdin)".to_owned()).into());
        }
        let client = Client::new(&self.server)?;
        let link = Zeroizing::new(if self.stdin { line()? } else { ask("One-time link: ")? });
        let offered = client.post("/api/v1/enrolment/factor", &json!({ "link": link.as_str() }))?;
        let text = |name: &str| offered.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let address = text("url");
        output::answer(json, &json!({ "authenticator": address }), || {
            format!("Put this address into an authenticator:\n{address}")
        })?;
        let (passphrase, code) = if self.stdin {
            (Zeroizing::new(line()?), line()?)
        } else {
            let passphrase = rpassword::prompt_password("Passphrase, at least twelve characters: ")?;
            (Zeroizing::new(passphrase), ask("Code that it shows now: ")?)
        };
        let form = json!({
            "link": link.as_str(), "passphrase": passphrase.as_str(), "factor": text("factor"), "code": code,
        });
        client.post("/api/v1/enrolment", &form)?;
        if !json {
            output::answer(json, &(), || "Enrolled. Sign in with: havenward login".to_owned())?;
        }
        Ok(ExitCode::SUCCESS)
    }
}
