//! One invented colleague of the demonstration has left, so that a newcomer sees what is done then.

use havenward_domain::role::Role;

use super::seeding::Stage;
use super::{enlist, sign_in};
use crate::accounts::{self, Loss};
use crate::cases::{self, Filter};
use crate::{AppError, Caller, Ctx, Window, sessions, units};

/// Her account, and a colleague of the same unit who lets her in.
const LEAVER: (&str, &str) = ("formerworker", "Rhea Formby");
const COLLEAGUE: &str = "casemanager";
/// Cases that she opened before she left.
const OPENED: usize = 2;

/// Lets her in, lets her open a case or two, and closes her account.
pub(super) async fn leave(stage: &Stage) -> Result<(), AppError> {
    let (app, colleague) = (&stage.app, stage.caller(COLLEAGUE)?);
    let unit = colleague.actor().unit().ok_or(AppError::Internal("a member of a unit"))?;
    let user = enlist(app, LEAVER.0, LEAVER.1, unit, Role::CaseManager).await?;
    let admit = async |ctx: &mut Ctx| {
        let waiting = units::waiting(ctx).await?.into_iter().find(|one| one.user == user);
        units::admit(ctx, user, &waiting.ok_or(AppError::NotFound)?.fingerprint).await
    };
    app.run(colleague, admit).await?;
    let hers = sessions::caller(app, &sign_in(app, user).await?.token).await?;
    let listed = app
        .look(&hers, async |ctx: &mut Ctx| cases::list(ctx, Filter::default(), Window::at(0)).await)
        .await?;
    for row in listed.into_iter().take(OPENED) {
        app.run(&hers, async |ctx: &mut Ctx| cases::open(ctx, row.id).await.map(drop)).await?;
    }
    let close = async |ctx: &mut Ctx| accounts::close(ctx, LEAVER.0, Loss::Refused).await;
    app.run(&Caller::operator(), close).await?;
    app.on_stage(|stage| {
        stage.keys.remove(&user);
        stage.accounts.retain(|account| account.user != user);
    });
    Ok(())
}
