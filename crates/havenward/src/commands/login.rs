//! `havenward login` and `logout`: a session with a server, kept in a file that only its owner can read.

use std::io::{BufRead, IsTerminal, Write};
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use serde_json::{Value, json};
use zeroize::Zeroizing;

use crate::client::{self, Client, Session};
use crate::exit::BadInput;
use crate::output;

/// Signs in to a server.
#[derive(Args)]
pub struct Login {
    /// The server, such as https://nrm.example.org
    #[arg(long, default_value = "http://127.0.0.1:8088")]
    server: String,
    /// The login; asked for if left out.
    #[arg(long = "login", id = "login", conflicts_with = "demo_role")]
    account: Option<String>,
    /// The unit, for an account with several.
    #[arg(long, conflicts_with = "demo_role")]
    unit: Option<String>,
    /// Read passphrase and code from standard input, a line each, and ask nothing.
    #[arg(long, conflicts_with = "demo_role", requires = "login")]
    stdin: bool,
    /// In a demonstration: the login or role to play, without passphrase.
    #[arg(long)]
    demo_role: Option<String>,
}

impl Login {
    /// Runs the command.
    pub fn run(self, json: bool, who: Option<&str>) -> Result<ExitCode> {
        let client = Client::new(&self.server)?;
        let answer = match &self.demo_role {
            Some(role) => client.post("/api/v1/demo/session", &json!({ "role": role }))?,
            None => client.post("/api/v1/session", &self.asked()?)?,
        };
        let token = answer
            .get("token")
            .and_then(Value::as_str)
            .ok_or_else(|| BadInput(format!("{}: this is no Havenward server", client.server())))?;
        let text = |name: &str| answer.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let (role, user, unit, fingerprint) = (text("role"), text("user"), text("unit"), text("fingerprint"));
        let path = Session::new(client.server().to_owned(), token.to_owned()).keep(who)?;
        let value = json!({
            "server": client.server(), "role": role, "user": user, "unit": unit, "fingerprint": fingerprint,
            "session": path,
        });
        output::answer(json, &value, || {
            format!(
                "Signed in to {} as {role}.\nUser {user}\nUnit {unit}\n\
                 Your key, to be read aloud if you wait for your unit's: {fingerprint}",
                client.server()
            )
        })?;
        Ok(ExitCode::SUCCESS)
    }

    fn asked(&self) -> Result<Value> {
        let login = match &self.account {
            Some(login) => login.clone(),
            None => ask("Login: ")?,
        };
        let (passphrase, code) = if self.stdin {
            (Zeroizing::new(line()?), line()?)
        } else if std::io::stdin().is_terminal() {
            (Zeroizing::new(rpassword::prompt_password("Passphrase: ")?), ask("Code: ")?)
        } else {
            return Err(BadInput("nobody to ask for the passphrase (mend: add --stdin)".to_owned()).into());
        };
        let mut form = json!({ "login": login, "passphrase": passphrase.as_str(), "code": code });
        if let (Some(unit), Some(form)) = (&self.unit, form.as_object_mut()) {
            form.insert("unit".to_owned(), unit.as_str().into());
        }
        Ok(form)
    }
}

pub(super) fn ask(question: &str) -> Result<String> {
    eprint!("{question}");
    std::io::stderr().flush()?;
    line()
}

pub(super) fn line() -> Result<String> {
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

/// Ends the session with the server and forgets it.
pub fn logout(json: bool, who: Option<&str>) -> Result<ExitCode> {
    let ended =
        Client::signed_in(who).and_then(|client| client.send("delete", "/api/v1/session", None, None));
    // Whatever the server said: the token is not kept.
    client::forget(&Session::path(who)?)?;
    ended?;
    output::answer(json, &json!({ "signed_out": true }), || "Signed out.".to_owned())?;
    Ok(ExitCode::SUCCESS)
}
