//! What was given by or for a child ends when the person is an adult: she herself is asked again.

use havenward_domain::access::act;
use havenward_domain::age::BornOn;
use havenward_domain::agreement::{Agreement, Closes};
use havenward_domain::profile::Profile;
use havenward_store::cases::Access;
use jiff::{SignedDuration, Timestamp};

use super::close::{end_access, look_again};
use crate::{AppError, Ctx, Work, grants};

/// The first instant at which somebody born then is an adult in this country.
pub(crate) fn majority(born: Option<BornOn>, profile: &Profile) -> Option<Timestamp> {
    profile.calendar().start_of(born?.adult_on()?).ok()
}

/// Writes into what was given by or for a child when it ends, as the date of birth says now. What rests on it
/// ends with it, by itself and however nobody looks.
pub(crate) async fn bound(ctx: &mut Ctx, work: &mut Work<act::WriteAge>) -> Result<(), AppError> {
    let majority = majority(work.core().born, &work.profile);
    let given = std::mem::take(&mut work.core_mut().agreements);
    work.core_mut().agreements = given.until_majority(majority, ctx.now());
    let about: Vec<Closes> =
        work.core().agreements.given().iter().map(Agreement::effect_of_withdrawal).collect();
    look_again(ctx, work, &about).await?;
    Ok(())
}

/// Ends what was given by or for a child, now that the person is an adult, and closes what rests on it.
/// Gives back the accesses that ended: once the file is kept, their keys go.
pub(crate) async fn come_of_age(
    ctx: &mut Ctx,
    work: &mut Work<act::WriteAge>,
) -> Result<Vec<Access>, AppError> {
    let given = std::mem::take(&mut work.core_mut().agreements);
    let (given, closed) = given.come_of_age(ctx.now());
    work.core_mut().agreements = given;
    look_again(ctx, work, &closed).await?;
    let ended = end_access(ctx, work, &closed).await?;
    if !ended.is_empty() {
        // Who writes the age holds no key but the core's.
        work.ask(grants::MAKE_NEW_KEYS, SignedDuration::ZERO);
    }
    Ok(ended)
}
