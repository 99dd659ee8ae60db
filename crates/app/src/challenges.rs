//! Challenges to a refusal: told, brought, taken back, given more time.
//!
//! Until a refusal is final it takes nothing from the person; that is computed, never stored.

use std::sync::Arc;

use havenward_domain::access::act;
use havenward_domain::author::Author;
use havenward_domain::challenge::{Brought, ToldTo};
use havenward_domain::decision::{Decider, Matter};
use havenward_domain::id::{CaseId, ChallengeId, UnitId};
use havenward_domain::profile::AgreementOf;
use havenward_domain::status::Status;

use crate::deciding_units::{can_open, choose, let_in};
use crate::recognition::note;
use crate::{AppError, Ctx, Why};

/// Tells a refusal to the person, or for a child to who speaks for the child. Time runs from here.
pub async fn tell_refusal(ctx: &mut Ctx, case: CaseId, why: Why, to: ToldTo) -> Result<(), AppError> {
    let mut work = ctx.work_on::<act::TellRefusal>(case, note()).await?;
    let act = ctx.act_because(why).await?;
    work.move_status(|status, profile| status.tell_refusal(profile, &act, to))?;
    work.settle("tell_person_or_representative");
    ctx.save(work).await?;
    Ok(())
}

/// A challenge as it is brought.
#[derive(Debug, Clone)]
pub struct Bringing {
    /// Why.
    pub why: Why,
    /// The way, a code of the profile.
    pub rule: String,
    /// The ground, where the law names grounds.
    pub ground: Option<String>,
    /// Why it is late, if it is.
    pub late_because: Option<String>,
    /// The unit that decides, where several could.
    pub unit: Option<UnitId>,
}

/// Brings a challenge; the unit that decides it sees the case from now on.
///
/// Whoever challenges asks that body to look, so no further agreement is asked for.
pub async fn bring(ctx: &mut Ctx, case: CaseId, bringing: Bringing) -> Result<ChallengeId, AppError> {
    let permit = ctx.permit_on::<act::Challenge>(case).await?;
    let opening = can_open(&permit);
    let mut work = ctx.work_on_with::<act::Challenge>(case, note(), &opening).await?;
    let profile = Arc::clone(&work.profile);
    let rule = profile.challenge(&bringing.rule).ok_or_else(|| {
        AppError::invalid("rule", "the profile of this case has no way to challenge with this code")
    })?;
    let id: ChallengeId = ctx.draw();
    let act = ctx.act_because(bringing.why).await?;
    work.move_status(|status, profile| {
        let brought = Brought {
            id,
            rule: &bringing.rule,
            ground: bringing.ground.as_deref(),
            late_because: bringing.late_because.as_deref(),
        };
        status.challenge(profile, &act, brought)
    })?;
    let bodies = that_refused(&work.core().status, &rule.bench.bodies);
    let sight = choose(ctx, work.core(), &bodies, bringing.unit, AgreementOf::Nobody).await?;
    let owner = work.plain.owner;
    let (permit, recorded) = ctx.save(work).await?;
    let_in(ctx, &permit, &recorded, &sight, owner).await?;
    Ok(id)
}

/// Of several bodies that could look again, the one that refused: whoever challenges need not know which that was.
fn that_refused(status: &Status, bodies: &[String]) -> Vec<String> {
    let refused = status.refusal().map(|refusal| refusal.decision);
    let record = status.decisions().iter().find(|record| Some(record.id) == refused);
    let voted =
        |body: &&String| record.is_some_and(|record| record.votes.iter().any(|vote| vote.body == **body));
    let same: Vec<String> = bodies.iter().filter(voted).cloned().collect();
    if same.is_empty() { bodies.to_vec() } else { same }
}

/// Takes a challenge back. A bench that sits on it is dissolved.
pub async fn withdraw(ctx: &mut Ctx, case: CaseId, id: ChallengeId, why: Why) -> Result<(), AppError> {
    let mut work = ctx.work_on::<act::Challenge>(case, note()).await?;
    if !work.core().status.challenges().iter().any(|challenge| challenge.id == id) {
        return Err(AppError::NotFound);
    }
    let act = ctx.act_because(why).await?;
    work.move_status(|status, profile| status.withdraw_challenge(profile, &act, id))?;
    let is_about = |matter: &Matter| matches!(matter, Matter::Challenge(_, of) if *of == id);
    work.core_mut().sittings.retain(|sitting| !is_about(sitting.matter()));
    ctx.save(work).await?;
    Ok(())
}

/// Gives more time to challenge, for a reason the law names; only the body that would decide does.
pub async fn extend(ctx: &mut Ctx, case: CaseId, rule: &str, reason: &str) -> Result<(), AppError> {
    let mut work = ctx.work_on::<act::Challenge>(case, note()).await?;
    let author = Author::Person(ctx.author().await?);
    // The time belongs to the way, whether or not a challenge was brought: the id plays no part.
    let matter = Matter::Challenge(rule.to_owned(), ctx.draw());
    let decider = Decider::of(&author, &work.profile, &matter)?;
    let now = ctx.now();
    work.move_status(|status, profile| status.extend_time_to_challenge(profile, &decider, reason, now))?;
    ctx.save(work).await?;
    Ok(())
}
