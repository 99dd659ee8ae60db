//! Decisions: a bench sits on one matter of one case, votes, and closes with structured reasons.
//!
//! A sitting lives sealed in its case, and closing one puts the decision on that same case in the same
//! act: a decision never travels, so it cannot be applied to another case. Software decides nothing.

use havenward_domain::access::act;
use havenward_domain::author::Author;
use havenward_domain::challenge::ChallengeState;
use havenward_domain::decision::{
    Answer, Decider, DecisionReason, Grounds, Matter, MissingEvidence, NotADecider, Sitting, SittingError,
};
use havenward_domain::id::{CaseId, ChallengeId, DecisionId};

use crate::file::Core;
use crate::recognition::note;
use crate::why::checked_words;
use crate::work::Work;
use crate::{AppError, Ctx};

/// Pieces of missing evidence listed at most.
const MOST_LISTED: usize = 40;

/// What a bench is asked, as a client names it.
#[derive(Debug, Clone)]
pub enum About {
    /// A stage of the procedure, a code of the profile.
    Stage(String),
    /// A challenge that was brought on this case.
    Challenge(ChallengeId),
}

/// A vote as it is cast.
#[derive(Debug, Clone)]
pub struct Ballot {
    /// The seat, in a committee.
    pub seat: Option<String>,
    /// The answer.
    pub answer: Answer,
    /// Why this member sees it differently.
    pub dissent: Option<String>,
}

/// The grounds of a decision as they are written.
#[derive(Debug, Clone)]
pub struct Reasons {
    /// The reasons, coded; there is no place for a score.
    pub reasons: Vec<DecisionReason>,
    /// The reasons in words, as the person is told them.
    pub words: Option<String>,
    /// For a refusal: the evidence that is missing; nothing means that none would change it.
    pub missing: Option<Vec<String>>,
}

/// Opens a sitting. Whoever referred the case may not sit, unless the law says so.
pub async fn open_sitting(ctx: &mut Ctx, case: CaseId, about: About) -> Result<(), AppError> {
    let mut work = ctx.work_on::<act::Decide>(case, note()).await?;
    let decider = decider(ctx, &work, about).await?;
    if work.core().sittings.iter().any(|sitting| sitting.matter() == decider.matter()) {
        return Err(AppError::refused("decision.sitting_open", "a bench sits on this already"));
    }
    let sitting = begin(&work, &decider)?;
    work.core_mut().sittings.push(sitting);
    ctx.save(work).await?;
    Ok(())
}

/// One member alone opens the sitting, votes and closes it, in one act. A committee cannot: it has seats.
pub async fn decide_alone(
    ctx: &mut Ctx,
    case: CaseId,
    about: About,
    answer: Answer,
    reasons: Reasons,
) -> Result<DecisionId, AppError> {
    let grounds = grounds(reasons)?;
    let mut work = ctx.work_on::<act::Decide>(case, note()).await?;
    let decider = decider(ctx, &work, about).await?;
    let sitting = match take(&mut work, decider.matter()) {
        Ok(sitting) => sitting,
        Err(AppError::Refused { .. }) => begin(&work, &decider)?,
        Err(error) => return Err(error),
    };
    let id: DecisionId = ctx.draw();
    let decision = sitting.vote(&decider, None, answer, None)?.close(&decider, id, grounds, ctx.now())?;
    work.move_status(|status, profile| status.decide(profile, decision))?;
    dissolve(work.core_mut());
    ctx.save(work).await?;
    Ok(id)
}

fn begin(work: &Work<act::Decide>, decider: &Decider) -> Result<Sitting, AppError> {
    if let Matter::Challenge(_, id) = decider.matter()
        && !is_undecided(work.core(), *id)
    {
        return Err(AppError::refused("decision.nothing_to_decide", "this challenge is over"));
    }
    Ok(Sitting::open(&work.profile, &work.core().status, decider.matter().clone())?)
}

/// After a decision the case stands elsewhere: votes cast for where it stood count for nothing.
pub(crate) fn dissolve(core: &mut Core) {
    let sittings = std::mem::take(&mut core.sittings);
    let goes_on = |sitting: &Sitting| match sitting.matter() {
        Matter::Stage(_) => false,
        Matter::Challenge(_, id) => is_undecided(core, *id),
    };
    core.sittings = sittings.into_iter().filter(goes_on).collect();
}

fn is_undecided(core: &Core, id: ChallengeId) -> bool {
    let is_it = |challenge: &&havenward_domain::challenge::Challenge| challenge.id == id;
    core.status.challenges().iter().find(is_it).is_some_and(|found| found.state == ChallengeState::Sent)
}

/// Casts the actor's vote.
pub async fn vote(ctx: &mut Ctx, case: CaseId, about: About, ballot: Ballot) -> Result<(), AppError> {
    let dissent = ballot.dissent.map(|text| checked_words("dissent", text)).transpose()?;
    change(ctx, case, about, |sitting, decider| {
        sitting.vote(decider, ballot.seat.as_deref(), ballot.answer, dissent)
    })
    .await
}

/// Writes that the actor takes no part.
pub async fn step_aside(ctx: &mut Ctx, case: CaseId, about: About) -> Result<(), AppError> {
    change(ctx, case, about, |sitting, decider| Ok(sitting.step_aside(decider))).await
}

/// Starts the vote anew after one that gave no answer a majority.
pub async fn vote_again(ctx: &mut Ctx, case: CaseId, about: About) -> Result<(), AppError> {
    change(ctx, case, about, Sitting::vote_again).await
}

/// Closes a sitting: the answer of the majority is put on the case, and what follows becomes tasks.
pub async fn close(
    ctx: &mut Ctx,
    case: CaseId,
    about: About,
    reasons: Reasons,
) -> Result<DecisionId, AppError> {
    let grounds = grounds(reasons)?;
    let mut work = ctx.work_on::<act::Decide>(case, note()).await?;
    let decider = decider(ctx, &work, about).await?;
    let sitting = take(&mut work, decider.matter())?;
    let id: DecisionId = ctx.draw();
    let decision = sitting.close(&decider, id, grounds, ctx.now())?;
    work.move_status(|status, profile| status.decide(profile, decision))?;
    dissolve(work.core_mut());
    ctx.save(work).await?;
    Ok(id)
}

async fn change(
    ctx: &mut Ctx,
    case: CaseId,
    about: About,
    rule: impl FnOnce(Sitting, &Decider) -> Result<Sitting, SittingError>,
) -> Result<(), AppError> {
    let mut work = ctx.work_on::<act::Decide>(case, note()).await?;
    let decider = decider(ctx, &work, about).await?;
    let sitting = take(&mut work, decider.matter())?;
    let changed = rule(sitting, &decider)?;
    work.core_mut().sittings.push(changed);
    ctx.save(work).await?;
    Ok(())
}

fn take(work: &mut Work<act::Decide>, matter: &Matter) -> Result<Sitting, AppError> {
    let core = work.core_mut();
    let Some(at) = core.sittings.iter().position(|sitting| sitting.matter() == matter) else {
        let message = "no bench sits on this; open a sitting first";
        return Err(AppError::refused("decision.no_sitting", message));
    };
    let sitting = core.sittings.remove(at);
    Ok(sitting.resumed(&work.profile, &work.core().status)?)
}

/// The proof that the actor sits on the bench of this matter of this case.
async fn decider(ctx: &mut Ctx, work: &Work<act::Decide>, about: About) -> Result<Decider, AppError> {
    let matter = match about {
        About::Stage(code) => Matter::Stage(code),
        About::Challenge(id) => {
            let challenges = work.core().status.challenges();
            let found = challenges.iter().find(|challenge| challenge.id == id).ok_or(AppError::NotFound)?;
            Matter::Challenge(found.rule.clone(), id)
        }
    };
    let author = Author::Person(ctx.author().await?);
    Ok(Decider::of(&author, &work.profile, &matter)?)
}

fn grounds(given: Reasons) -> Result<Grounds, AppError> {
    let missing = match given.missing {
        None => MissingEvidence::NoneWouldChangeIt,
        Some(list) if list.len() > MOST_LISTED => {
            let message = format!("list at most {MOST_LISTED} pieces of evidence");
            return Err(AppError::invalid("missing_evidence", message));
        }
        Some(list) => MissingEvidence::Listed(
            list.into_iter().map(|text| checked_words("missing_evidence", text)).collect::<Result<_, _>>()?,
        ),
    };
    let words = given.words.map(|text| checked_words("words", text)).transpose()?;
    Ok(Grounds { reasons: given.reasons, words, missing })
}

impl From<NotADecider> for AppError {
    fn from(refusal: NotADecider) -> Self {
        Self::refused(refusal.code(), refusal.to_string())
    }
}

impl From<SittingError> for AppError {
    fn from(refusal: SittingError) -> Self {
        Self::refused("decision.not_taken", refusal.to_string())
    }
}
