//! Screening: an instrument opened only after the person was told and said yes, evaluated here.
//!
//! A finding can raise protection and ask people to act. It never moves a track, never lowers anything,
//! and is never a reason of a decision.

use std::sync::Arc;

use havenward_domain::access::act;
use havenward_domain::age::Age;
use havenward_domain::contact::Urgency;
use havenward_domain::id::{CaseId, ScreeningId, UserId};
use havenward_domain::recognition::Recognition;
use havenward_domain::secret::Secret;
pub use havenward_screening::explain::{Line, sentences};
pub use havenward_screening::instrument::{Indicator, Instrument, Labels};
pub use havenward_screening::terms::{AnswerState, ChildFlag, Mode, Setting as Surroundings};
pub use havenward_screening::{Band, Compiled, Explanation, Finding};
use havenward_screening::{answers, explain};
use jiff::{SignedDuration, Timestamp};

use crate::file::{Core, Screening};
use crate::told_before::proof;
use crate::work::Work;
use crate::{AppError, Ctx, Note};

/// The presumption is decided on the same day (domain reference, P1.4).
const PRESUME_WITHIN: SignedDuration = SignedDuration::from_hours(24);

/// Who asked earlier, as a second screener is told: nobody need tell a story twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The screening.
    pub id: ScreeningId,
    /// The instrument, as `id@version`.
    pub instrument: String,
    /// Whether the reader asked it.
    pub by_reader: bool,
    /// Full hours since.
    pub hours_ago: u32,
    /// When.
    pub at: Timestamp,
}

/// An instrument opened for a person who was told and said yes.
pub struct OpenInstrument {
    /// The instrument.
    pub instrument: Arc<Compiled>,
    /// What was asked already, the latest first.
    pub already_asked: Vec<Asked>,
}

/// A screening as it is read.
pub struct Screened {
    /// The screening.
    pub id: ScreeningId,
    /// What was found.
    pub finding: Finding,
    /// The finding in words.
    pub explanation: Explanation,
    /// The instrument with its sources, if this version of it is still here.
    pub instrument: Option<Arc<Compiled>>,
}

/// Lists the instruments that can be used here.
pub fn instruments(ctx: &mut Ctx) -> Result<Vec<Arc<Compiled>>, AppError> {
    ctx.member()?;
    Ok(ctx.app.0.instruments.all().cloned().collect())
}

/// Opens an instrument for a case; refused until the person was told before and said yes.
pub async fn open(ctx: &mut Ctx, case: CaseId, reference: &str) -> Result<OpenInstrument, AppError> {
    let work = ctx.work_on::<act::Screen>(case, note()).await?;
    proof(work.core())?;
    let instrument = ctx.app.0.instruments.get(reference)?;
    let reader = ctx.member()?.user;
    Ok(OpenInstrument { instrument, already_asked: asked(work.core(), reader, ctx.now()) })
}

/// Records answers: evaluated here, whatever the client made of them.
pub async fn record(ctx: &mut Ctx, case: CaseId, answers_json: &str) -> Result<ScreeningId, AppError> {
    let mut work = ctx.work_on::<act::Screen>(case, note()).await?;
    proof(work.core())?;
    let answers = answers::parse_json(answers_json).map_err(refuse)?;
    let id: ScreeningId = ctx.draw();
    let (at, by) = (ctx.now(), ctx.member()?.user);
    let instrument = ctx.app.0.instruments.get(&answers.reference.to_string())?;
    keep(&mut work, &instrument, answers, Asking { id, at, by })?;
    ctx.save(work).await?;
    Ok(id)
}

/// Somebody is in danger now: asked of the owner, once.
pub(crate) const MAKE_SAFE: &str = "make_safe_now";

/// Which screening, when, by whom.
#[derive(Clone, Copy)]
pub(crate) struct Asking {
    pub id: ScreeningId,
    pub at: Timestamp,
    pub by: UserId,
}

/// Evaluates answers and keeps them with their finding; what the band asks for becomes urgency and tasks.
pub(crate) fn keep<A: havenward_domain::access::Act>(
    work: &mut Work<A>,
    instrument: &Compiled,
    mut answers: answers::Answers,
    asking: Asking,
) -> Result<(), AppError> {
    // Whoever is treated as a child here is treated as one by the instrument; a form cannot undo that.
    answers.context.child = match (work.core().status.age(), answers.context.child) {
        (Age::Child, _) => ChildFlag::Yes,
        (Age::PresumedChild | Age::Disputed, ChildFlag::No) => ChildFlag::Unsure,
        (_, said) => said,
    };
    let finding = instrument.evaluate(&answers).map_err(refuse)?;
    let band = finding.band;
    let kept = Screening {
        id: asking.id,
        answers: Secret::new(answers.to_json()),
        finding,
        at: asking.at,
        by: asking.by,
    };
    work.core_mut().screenings.push(kept);
    if band == Band::DangerNow {
        work.plain.urgency = Urgency::DangerNow;
        work.settle(MAKE_SAFE);
        work.ask(MAKE_SAFE, SignedDuration::ZERO);
    }
    let undecided =
        matches!(work.core().status.recognition().position, Recognition::None | Recognition::Raised);
    if band >= Band::ProtectNow && undecided {
        work.ask("presume_or_send", PRESUME_WITHIN);
    }
    Ok(())
}

/// Reads a screening again, in the reader's language where the instrument has it.
pub async fn read(
    ctx: &mut Ctx,
    case: CaseId,
    id: ScreeningId,
    language: &str,
) -> Result<Screened, AppError> {
    let work = ctx.work_on::<act::Screen>(case, note()).await?;
    let found = work.core().screenings.iter().find(|screening| screening.id == id);
    let finding = found.ok_or(AppError::NotFound)?.finding.clone();
    let explanation = explain::explain(&finding, language);
    let instrument = ctx.app.0.instruments.get(&finding.instrument).ok();
    Ok(Screened { id, finding, explanation, instrument })
}

/// What was asked already, the latest first.
pub(crate) fn asked(core: &Core, reader: UserId, now: Timestamp) -> Vec<Asked> {
    let line = |screening: &Screening| Asked {
        id: screening.id,
        instrument: screening.finding.instrument.clone(),
        by_reader: screening.by == reader,
        hours_ago: u32::try_from(now.duration_since(screening.at).as_hours()).unwrap_or(0),
        at: screening.at,
    };
    core.screenings.iter().rev().map(line).collect()
}

fn note() -> Note {
    Note::because("support", "public_task")
}

/// The messages of the screening crate name a place and a mend, never what was written there.
fn refuse(problems: Vec<answers::AnswerProblem>) -> AppError {
    let first = problems.into_iter().next();
    let message = first.map_or_else(|| "cannot be used".to_owned(), |problem| problem.to_string());
    AppError::invalid("answers", message)
}
