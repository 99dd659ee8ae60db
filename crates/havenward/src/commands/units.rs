//! `havenward units`: the operator makes units; their members make their keys and see who works there.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use clap::Subcommand;
use havenward_app::{Caller, accounts};
use serde_json::json;

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
        let app = start::live(&Config::read(config)?).await?;
        let operator = Caller::operator();
        match self {
            Self::Add { name, body } => {
                let unit =
                    app.run(&operator, async |ctx| accounts::add_unit(ctx, &name, &body).await).await?;
                output::answer(json, &json!({ "unit": unit }), || unit.to_string())?;
            }
            Self::List => {
                let units = app.look(&operator, async |ctx| accounts::list_units(ctx).await).await?;
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
                })?;
            }
        }
        app.stop().await;
        Ok(ExitCode::SUCCESS)
    }
}
