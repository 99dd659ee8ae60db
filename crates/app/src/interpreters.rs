//! Interpreters: each says of herself which languages she interprets, and how; whoever books reads it.

use havenward_domain::access::act;
use havenward_domain::booking::Interpreting;
use havenward_domain::language::Language;
use havenward_store::interpreters as rows;
pub use havenward_store::interpreters::Interpreter;

use crate::{AppError, Ctx, Note};

/// Interpreters listed at a time.
const MOST: i64 = 1_000;
/// Languages, or dialects, that one person interprets at most.
const MOST_SPOKEN: usize = 40;
/// No name of a dialect is longer.
const LONGEST: usize = 60;

/// Keeps what the actor says of herself.
pub async fn offer(ctx: &mut Ctx, speaks: Interpreting) -> Result<(), AppError> {
    let permit = ctx.permit_in_unit::<act::OfferInterpreting>()?;
    if speaks.languages.is_empty() || speaks.languages.len() > MOST_SPOKEN {
        return Err(AppError::invalid("languages", format!("give 1 to {MOST_SPOKEN} languages")));
    }
    if speaks.modes.is_empty() {
        return Err(AppError::invalid("modes", "say remote, on_site or both"));
    }
    let is_name = |text: &String| {
        !text.trim().is_empty() && text.len() <= LONGEST && !text.chars().any(char::is_control)
    };
    if speaks.dialects.len() > MOST_SPOKEN || !speaks.dialects.iter().all(is_name) {
        return Err(AppError::invalid("dialects", format!("give dialects of 1 to {LONGEST} bytes")));
    }
    let user = ctx.member()?.user;
    ctx.record(&permit, Note::because("support", "operation").about("user", user)).await?;
    Ok(rows::put(&mut ctx.tx, &permit, user, &speaks).await?)
}

/// Reads what the actor said of herself.
pub async fn own(ctx: &mut Ctx) -> Result<Option<Interpreter>, AppError> {
    let permit = ctx.permit_in_unit::<act::OfferInterpreting>()?;
    let user = ctx.member()?.user;
    Ok(rows::one(&mut ctx.tx, &permit, user).await?)
}

/// Lists the interpreters of the country, or those of a language.
pub async fn list(ctx: &mut Ctx, language: Option<&Language>) -> Result<Vec<Interpreter>, AppError> {
    let permit = ctx.permit_in_unit::<act::ListServices>()?;
    let mut all = rows::list(&mut ctx.tx, &permit, MOST).await?;
    if let Some(wanted) = language {
        all.retain(|one| one.speaks.languages.iter().any(|spoken| spoken.is_spoken_like(wanted)));
    }
    Ok(all)
}
