//! `havenward units`: the operator makes units; their members make their keys and let colleagues in.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use clap::Subcommand;
use havenward_app::{Caller, accounts};
use serde_json::{Value, json};

use crate::api::{Act, Noun, Shows};
use crate::config::Config;
use crate::{output, start};

/// What members of a unit do, as requests to the API.
pub const NOUN: Noun = Noun {
    name: "units",
    about: "",
    acts: &[
        Act::get("directory", "/units", Shows::List(&["unit", "body", "name", "keyed"], "No units.")),
        Act::get("members", "/unit/members", Shows::Fields),
        Act::post("key", "/unit/key", Shows::Fields),
        Act::post("renew-key", "/unit/key/renewal", Shows::By(renewed)),
        Act::get("left", "/unit/left/{id}", Shows::List(&["case", "last_at", "compartments"], "Nothing.")),
        Act::get("waiting", "/unit/waiting", Shows::By(waiting)),
        Act::post("admit", "/unit/waiting/{id}/admit", Shows::By(admitted)).words(&["fingerprint"]),
        Act::post("intake-key", "/unit/intake-key", Shows::Fields),
    ],
};

/// Units.
#[derive(Subcommand)]
pub enum Units {
    /// Make a unit, as the operator.
    Add {
        /// Name, as staff know it.
        name: String,
        /// Kind of body, a code of the country's profile.
        #[arg(long, default_value = "ngo")]
        body: String,
    },
    /// List units, as the operator.
    List,
}

impl Units {
    /// Runs the command.
    pub async fn run(self, config: &Path, json: bool) -> Result<ExitCode> {
        match self {
            Self::Add { name, body } => add(config, json, &name, &body).await?,
            Self::List => list(config, json).await?,
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

fn waiting(answer: &Value) -> String {
    let colleagues = answer.as_array().map(Vec::as_slice).unwrap_or_default();
    if colleagues.is_empty() {
        return "Nobody waits for the unit's key.".to_owned();
    }
    let line = |one: &Value| {
        let text = |name: &str| one.get(name).and_then(Value::as_str).unwrap_or("-");
        let day = text("since").split('T').next().unwrap_or_default();
        let (user, login, name, role) = (text("user"), text("login"), text("name"), text("role"));
        format!("{user}  {login}  {name}  {role}  since {day}\n    {}\n", text("fingerprint"))
    };
    colleagues.iter().map(line).collect()
}

fn renewed(answer: &Value) -> String {
    let number = |name: &str| answer.get(name).and_then(Value::as_i64).unwrap_or_default();
    format!("The unit's key is version {} now; {} members hold it.", number("version"), number("holders"))
}

fn admitted(answer: &Value) -> String {
    let holders = answer.get("holders").and_then(Value::as_i64).unwrap_or_default();
    format!("This colleague holds the unit's key; {holders} members hold it.")
}
