//! `havenward units`: the operator makes units; their keys are made by their members, who let colleagues in.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use clap::Subcommand;
use havenward_app::{Caller, accounts};
use serde_json::{Value, json};

use crate::client::Client;
use crate::config::Config;
use crate::exit::Refused;
use crate::{output, start};

/// Units.
#[derive(Subcommand)]
pub enum Units {
    /// Make a unit.
    Add {
        /// Name, as staff know it.
        name: String,
        /// Kind of body, a code of the country's profile.
        #[arg(long, default_value = "ngo")]
        body: String,
    },
    /// List units.
    List,
    /// Signed in: list the colleagues who wait for the unit's key.
    Waiting,
    /// Signed in: let one colleague in, whose key was read aloud.
    ///
    /// Only a member who holds the unit's key can.
    /// Ask the colleague, face to face or by telephone, to read the groups that `havenward login` showed
    /// them, and give what you heard. A key that is another one is refused.
    Admit {
        /// What the colleague signs in with, as `units waiting` lists it.
        login: String,
        /// The eight groups of five digits that the colleague read to you.
        #[arg(required = true)]
        fingerprint: Vec<String>,
    },
}

impl Units {
    /// Runs the command.
    pub async fn run(self, config: &Path, json: bool) -> Result<ExitCode> {
        match self {
            Self::Add { name, body } => add(config, json, &name, &body).await?,
            Self::List => list(config, json).await?,
            Self::Waiting => waiting(json)?,
            Self::Admit { login, fingerprint } => admit(json, &login, &fingerprint.join(" "))?,
        }
        Ok(ExitCode::SUCCESS)
    }
}

async fn add(config: &Path, json: bool, name: &str, body: &str) -> Result<()> {
    let app = start::operator(&Config::read(config)?).await?;
    let unit = app.run(&Caller::operator(), async |ctx| accounts::add_unit(ctx, name, body).await).await?;
    app.sign_off().await?;
    app.stop().await;
    output::answer(json, &json!({ "unit": unit }), || unit.to_string())
}

async fn list(config: &Path, json: bool) -> Result<()> {
    let app = start::operator(&Config::read(config)?).await?;
    let units = app.look(&Caller::operator(), async |ctx| accounts::list_units(ctx).await).await?;
    app.stop().await;
    let value: Vec<_> = units
        .iter()
        .map(|unit| {
            json!({ "unit": unit.id, "name": unit.name, "body": unit.body,
                "keyed": unit.public_key.is_some() })
        })
        .collect();
    output::answer(json, &value, || {
        units
            .iter()
            .map(|unit| {
                let keyed = if unit.public_key.is_some() { "keyed" } else { "waiting for key" };
                format!("{}  {}  {}  {keyed}\n", unit.id, unit.name, unit.body)
            })
            .collect()
    })
}

fn waiting(json: bool) -> Result<()> {
    let answer = Client::signed_in()?.get("/api/v1/unit/waiting")?;
    output::answer(json, &answer, || {
        let colleagues = answer.as_array().map(Vec::as_slice).unwrap_or_default();
        if colleagues.is_empty() {
            return "Nobody waits for the unit's key.".to_owned();
        }
        colleagues
            .iter()
            .map(|one| {
                let day = text(one, "since").split('T').next().unwrap_or_default();
                let (login, name, role) = (text(one, "login"), text(one, "name"), text(one, "role"));
                format!("{login}  {name}  {role}  since {day}\n    {}\n", text(one, "fingerprint"))
            })
            .collect()
    })
}

fn admit(json: bool, login: &str, fingerprint: &str) -> Result<()> {
    let client = Client::signed_in()?;
    let waiting = client.get("/api/v1/unit/waiting")?;
    let colleague = waiting.as_array().into_iter().flatten().find(|one| text(one, "login") == login);
    let colleague = colleague.ok_or_else(|| {
        Refused(format!("nobody called {login} waits for the unit's key (mend: havenward units waiting)"))
    })?;
    let path = format!("/api/v1/unit/waiting/{}/admit", text(colleague, "user"));
    let answer = client.post(&path, None, &json!({ "fingerprint": fingerprint }))?;
    output::answer(json, &answer, || {
        let holders = answer.get("holders").and_then(Value::as_i64).unwrap_or_default();
        format!("{login} holds the unit's key from now on; {holders} members hold it.")
    })
}

fn text<'v>(value: &'v Value, name: &str) -> &'v str {
    value.get(name).and_then(Value::as_str).unwrap_or("-")
}
