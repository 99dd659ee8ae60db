//! Crisis overlays: switched on by the national co-ordinator with a file that two bodies have signed,
//! switched off by her, over by the clock. What is different today can be read by everybody.
//!
//! The operator of the server has no act here: who runs the machine neither relaxes a rule nor restores one.

mod approvers;
mod rules;

use std::collections::BTreeSet;

use havenward_domain::access::{Act, Permit, act};
use havenward_domain::overlay::{Approval, CouncilView, Difference, Proposal};
use havenward_domain::profile::{Problem, Profile, ProfileVersion};
use havenward_store::overlays::{self as rows, OverlayRow};
use havenward_vault::approval;
use jiff::{SignedDuration, Timestamp};

use crate::{AppError, Ctx, Note};

pub use approvers::{Approvers, approval_table};
pub use rules::Loaded;

/// The name under which problems of a file are told that came without one.
const FILE: &str = "overlay";
/// No reason is longer.
const LONGEST_REASON: usize = 500;
/// Problems told at a time.
const TOLD: usize = 20;
/// An overlay that has ended is reviewed within so long.
const REVIEW_WITHIN: SignedDuration = SignedDuration::from_hours(24 * 14);
/// The task of the review.
const REVIEW: &str = "review_overlay";

/// Where an overlay stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Switched on, and its first day has not come.
    Waits,
    /// In force.
    On,
}

/// An overlay that was switched on and is not over.
#[derive(Debug, Clone)]
pub struct Shown {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Why it is needed.
    pub why: String,
    /// Whether it is in force yet.
    pub state: State,
    /// Since when it is in force, or from when it will be.
    pub since: Timestamp,
    /// The instant at which it is over by itself.
    pub until: Timestamp,
    /// Who approved it, and when.
    pub approvals: Vec<Approval>,
    /// What the survivor council said.
    pub council: CouncilView,
    /// Parts that were switched off.
    pub parts_off: BTreeSet<String>,
    /// What is different, rule by rule; while it waits, what will be.
    pub differences: Vec<Difference>,
}

/// An overlay that is over.
#[derive(Debug, Clone)]
pub struct Ended {
    /// Its id.
    pub id: String,
    /// When it ended.
    pub at: Timestamp,
    /// Why, if somebody ended it; otherwise its time was over.
    pub reason: Option<String>,
}

/// What is different today.
#[derive(Debug, Clone)]
pub struct Today {
    /// The country's own rules.
    pub base: ProfileVersion,
    /// Their title.
    pub title: String,
    /// The rules under which a case begins now.
    pub rules: ProfileVersion,
    /// The overlay, if one is on or waits.
    pub overlay: Option<Shown>,
    /// The id of an overlay that is not what was approved, and therefore has no effect.
    pub without_effect: Option<String>,
    /// The overlay that ended last.
    pub last: Option<Ended>,
}

/// Switches an overlay on. The same file again changes nothing.
pub async fn switch_on(ctx: &mut Ctx, text: &str) -> Result<(), AppError> {
    let permit = ctx.permit::<act::SwitchOverlayOn>()?;
    let now = ctx.now();
    let base = ctx.app.0.profiles.current(ctx.now())?;
    let proposal = Proposal::parse(FILE, text).map_err(|problems| refused(&problems))?;
    let digest = approval::fingerprint(text.as_bytes());
    if let Some(known) = rows::with_id(&mut ctx.tx, proposal.id()).await? {
        let (same, on) = (known.digest == digest, known.ended.is_none() && now < known.until);
        let message =
            "an overlay with this id was switched on before (mend: give it another id and sign again)";
        return if same && on { Ok(()) } else { Err(AppError::refused("overlay.known", message)) };
    }
    if let Some(other) = rows::not_ended(&mut ctx.tx).await? {
        if now < other.until {
            let message = format!("{} has not ended (mend: switch it off first)", other.id);
            return Err(AppError::refused("overlay.another", message));
        }
        expire(ctx, &permit, &other).await?;
    }
    let mut problems = ctx.app.0.profiles.approvers.problems(&proposal, &base);
    problems.extend(untimely(&proposal, now));
    let told = |refusals: Vec<_>| proposal.problems(&refusals);
    problems.extend(proposal.clone().approve(&base).err().map(told).unwrap_or_default());
    if !problems.is_empty() {
        return Err(refused(&problems));
    }
    let object = format!("{}:{digest}", proposal.id());
    ctx.record(&permit, Note::because("crisis", "public_task").about("overlay", object)).await?;
    let (id, version) = proposal.base();
    let row = OverlayRow {
        id: proposal.id().to_owned(),
        base: (id.to_owned(), i64::from(version)),
        from: proposal.from(),
        until: proposal.until(),
        file: text.to_owned(),
        digest,
        unit: ctx.member()?.unit,
        switched_on_at: now,
        parts_off: BTreeSet::new(),
        ended: None,
    };
    Ok(rows::insert(&mut ctx.tx, &permit, &row).await?)
}

/// Ends the overlay before its time, or one part of it. What was judged under it stays as it is.
pub async fn switch_off(ctx: &mut Ctx, reason: &str, part: Option<&str>) -> Result<(), AppError> {
    let permit = ctx.permit::<act::SwitchOverlayOff>()?;
    let now = ctx.now();
    let is_plain = !reason.trim().is_empty() && reason.len() <= LONGEST_REASON;
    if !is_plain || reason.chars().any(|letter| letter.is_control() && letter != '\n') {
        return Err(AppError::invalid("reason", format!("give 1 to {LONGEST_REASON} bytes, and no names")));
    }
    let row = rows::not_ended(&mut ctx.tx).await?.filter(|row| now < row.until);
    let row = row.ok_or_else(|| AppError::refused("overlay.none", "no crisis overlay is on"))?;
    let Some(part) = part else {
        ctx.record(&permit, Note::because("crisis", "public_task").about("overlay", &row.id)).await?;
        rows::end(&mut ctx.tx, &permit, &row.id, now, reason).await?;
        return ctx.make_task(None, row.unit, REVIEW.to_owned(), REVIEW_WITHIN).await;
    };
    let base = ctx.app.0.profiles.current(ctx.now())?;
    let overlay = rules::standing(&ctx.app, &row, &base).map_err(|problems| refused(&problems))?.overlay;
    let told = |refusals: Vec<_>| refused(&overlay.proposal().problems(&refusals));
    let less = (*overlay).clone().switch_off_part(&base, part).map_err(told)?;
    let object = format!("{}:{part}", row.id);
    ctx.record(&permit, Note::because("crisis", "public_task").about("overlay_part", object)).await?;
    Ok(rows::set_parts_off(&mut ctx.tx, &permit, &row.id, less.parts_off()).await?)
}

/// Writes into the books what the clock has done already, and asks for the review. Before its time: nothing.
pub(crate) async fn expire<A: Act>(
    ctx: &mut Ctx,
    permit: &Permit<A>,
    row: &OverlayRow,
) -> Result<(), AppError> {
    if ctx.now() < row.until {
        return Ok(());
    }
    ctx.record(permit, Note::because("crisis", "operation").about("overlay_over", &row.id)).await?;
    rows::expire(&mut ctx.tx, permit, &row.id).await?;
    ctx.make_task(None, row.unit, REVIEW.to_owned(), REVIEW_WITHIN).await
}

/// Reads what is different today, and who approved it. For everybody who is signed in.
pub async fn today(ctx: &mut Ctx) -> Result<Today, AppError> {
    ctx.member()?;
    let now = ctx.now();
    let base = ctx.app.0.profiles.current(ctx.now())?;
    let rules = ctx.current_profile().await?;
    let row = rows::not_ended(&mut ctx.tx).await?;
    let (over, row) = match row {
        Some(row) if row.until <= now => (Some(Ended { id: row.id, at: row.until, reason: None }), None),
        row => (None, row),
    };
    let last = match over {
        Some(over) => Some(over),
        None => rows::last_ended(&mut ctx.tx).await?.and_then(|row| {
            let (at, reason) = row.ended?;
            Some(Ended { id: row.id, at, reason })
        }),
    };
    let mut today = Today {
        base: base.version().clone(),
        title: base.title().clone(),
        rules: rules.version().clone(),
        overlay: None,
        without_effect: None,
        last,
    };
    if let Some(row) = row {
        match shown(ctx, &row, &base) {
            Some(shown) => today.overlay = Some(shown),
            None => today.without_effect = Some(row.id),
        }
    }
    Ok(today)
}

fn shown(ctx: &Ctx, row: &OverlayRow, base: &Profile) -> Option<Shown> {
    let overlay = rules::standing(&ctx.app, row, base).ok()?.overlay;
    let (proposal, now) = (overlay.proposal(), ctx.now());
    let since = row.from.max(row.switched_on_at);
    Some(Shown {
        id: row.id.clone(),
        title: proposal.title().to_owned(),
        why: proposal.why().to_owned(),
        state: if overlay.is_on(now) { State::On } else { State::Waits },
        since,
        until: row.until,
        approvals: proposal.approvals().to_vec(),
        council: proposal.council()?.clone(),
        parts_off: overlay.parts_off().clone(),
        differences: overlay.differences(base).ok()?,
    })
}

/// What the clock has against an overlay.
fn untimely(proposal: &Proposal, now: Timestamp) -> Vec<Problem> {
    let mut problems = Vec::new();
    if proposal.until() <= now {
        problems.push(proposal.problem("until", "the overlay is over", "sign one that is needed now"));
    }
    for one in proposal.approvals().iter().filter(|one| now < one.at) {
        let field = format!("approvals.{}", one.body);
        let mend = "sign again, on a machine whose clock is right";
        problems.push(proposal.problem(&field, "this approval lies in the future", mend));
    }
    problems
}

fn refused(problems: &[Problem]) -> AppError {
    let mut problems = problems.to_vec();
    problems.sort();
    let lines: Vec<String> = problems.iter().take(TOLD).map(ToString::to_string).collect();
    AppError::refused("overlay.refused", lines.join("\n"))
}
