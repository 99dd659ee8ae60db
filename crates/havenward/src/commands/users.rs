//! `havenward users`: the operator makes accounts and hands out one-time links.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use clap::Subcommand;
use havenward_app::Caller;
use havenward_app::accounts::{self, Loss, NewUser};
use havenward_domain::id::UnitId;
use havenward_domain::role::Role;
use serde_json::json;

use crate::config::Config;
use crate::exit::BadInput;
use crate::{output, start};

/// Accounts.
#[derive(Subcommand)]
pub enum Users {
    /// Make an account; prints the one-time enrolment link's secret.
    Add {
        /// What the person signs in with.
        login: String,
        /// The staff member's name.
        #[arg(long)]
        name: String,
        /// The unit.
        #[arg(long)]
        unit: UnitId,
        /// The role there, a code such as fr_border or case_manager.
        #[arg(long)]
        role: String,
    },
    /// Take an account's passphrase, second factor and keys away; prints a new one-time link's secret.
    ///
    /// Every session of the account ends at once. Its person enrols anew, waits for the unit's key like a
    /// newcomer, and is given access in her own name anew.
    Reset {
        /// What the person signs in with.
        login: String,
        /// Go on even if nobody else holds a key that the account holds: what it seals is lost for good.
        #[arg(long)]
        accept_loss: bool,
    },
    /// Close the account of somebody who has left: nobody signs in with it, and its keys open nothing.
    ///
    /// Her units are told that a new key is due; whoever holds the key there makes it (`units renew-key`).
    Close {
        /// What the person signs in with.
        login: String,
        /// Go on even if nobody else holds a key that the account holds: what it seals is lost for good.
        #[arg(long)]
        accept_loss: bool,
    },
    /// List accounts.
    List,
}

impl Users {
    /// Runs the command.
    pub async fn run(self, config: &Path, json: bool) -> Result<ExitCode> {
        let app = start::operator(&Config::read(config)?).await?;
        let operator = Caller::operator();
        match self {
            Self::Add { login, name, unit, role } => {
                let role = Role::from_code(&role).ok_or_else(|| {
                    let known: Vec<_> = Role::ALL.iter().map(|role| role.code()).collect();
                    BadInput(format!("--role: unknown role (mend: one of {})", known.join(", ")))
                })?;
                let new = app
                    .run(&operator, async |ctx| accounts::add_user(ctx, &login, &name, unit, role).await)
                    .await?;
                app.sign_off().await?;
                show_link(json, &new)?;
            }
            Self::Reset { login, accept_loss } => {
                let loss = if accept_loss { Loss::Accepted } else { Loss::Refused };
                let reset = app.run(&operator, async |ctx| accounts::reset(ctx, &login, loss).await).await?;
                app.sign_off().await?;
                show_link(json, &reset)?;
            }
            Self::Close { login, accept_loss } => {
                let loss = if accept_loss { Loss::Accepted } else { Loss::Refused };
                let user = app.run(&operator, async |ctx| accounts::close(ctx, &login, loss).await).await?;
                app.sign_off().await?;
                output::answer(json, &json!({ "user": user, "closed": true }), || {
                    "The account is closed. A new key is due in its unit: whoever holds the key makes it, on the \
                     page Our unit or with `havenward units renew-key`."
                        .to_owned()
                })?;
            }
            Self::List => {
                let accounts = app.look(&operator, async |ctx| accounts::list(ctx).await).await?;
                let value: Vec<_> = accounts
                    .iter()
                    .map(|one| {
                        json!({ "user": one.user, "login": one.login, "name": one.name, "active": one.active,
                            "enrolled": one.enrolled, "unit": one.unit, "role": one.role.map(Role::code) })
                    })
                    .collect();
                output::answer(json, &value, || {
                    accounts
                        .iter()
                        .map(|one| {
                            let state = match (one.active, one.enrolled) {
                                (false, _) => "closed",
                                (true, true) => "enrolled",
                                (true, false) => "not enrolled yet",
                            };
                            let role = one.role.map_or("-", Role::code);
                            format!("{}  {}  {role}  {state}\n", one.login, one.name)
                        })
                        .collect()
                })?;
            }
        }
        app.stop().await;
        Ok(ExitCode::SUCCESS)
    }
}

fn show_link(json: bool, of: &NewUser) -> Result<()> {
    output::answer(json, &json!({ "user": of.user, "link": of.link.as_str() }), || {
        format!(
            "Account {}.\nOne-time link, good for 72 hours, to be handed over in person:\n{}",
            of.user,
            of.link.as_str()
        )
    })
}
