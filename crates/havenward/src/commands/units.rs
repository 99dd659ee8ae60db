//! `havenward units`: the operator makes units; their keys are made by their members.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use clap::Subcommand;
use havenward_app::{Caller, accounts};
use serde_json::json;

use crate::config::Config;
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
