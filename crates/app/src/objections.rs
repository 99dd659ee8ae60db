//! A child's guardian speaks up: objects to what is planned, and says what is best for the child.
//!
//! Both lie in the file where those who plan the act read them before they act; an objection is owed an answer.

use havenward_domain::access::act;
use havenward_domain::best_interests::{BestInterests, BestInterestsError, ViewKnown, Weighed};
use havenward_domain::id::CaseId;
use havenward_domain::objection::{self, NotAnswered, Objection, ObjectionAnswer, ObjectionOutcome, Planned};
use jiff::SignedDuration;

use crate::why::checked_words;
use crate::{AppError, Ctx, Note, cases};

/// The task of answering an objection.
const ANSWER: &str = "answer_objection";
/// The task of reading what the guardian says is best.
const READ: &str = "read_best_interests";
/// Both are looked at within a day: what is planned may be near.
const WITHIN: SignedDuration = SignedDuration::from_hours(24);
/// Objections, and inputs, in one case.
const MOST: usize = 100;

fn note() -> Note {
    Note::because("child_protection", "public_task")
}

/// The guardian objects to something that is planned; whoever carries the case owes an answer within a day.
pub async fn object(ctx: &mut Ctx, case: CaseId, to: Planned, words: String) -> Result<usize, AppError> {
    let words = checked_words("words", words)?;
    let mut work = ctx.work_on::<act::SpeakForChild>(case, note()).await?;
    let (by, at) = (ctx.member()?.user, ctx.now());
    let number = work.core().objections.len();
    if number >= MOST {
        return Err(full());
    }
    work.core_mut().objections.push(Objection { to, words, by, at, answer: None });
    work.ask(ANSWER, WITHIN);
    ctx.save(work).await?;
    Ok(number)
}

/// Answers an objection with a reason.
pub async fn answer(
    ctx: &mut Ctx,
    case: CaseId,
    number: usize,
    outcome: ObjectionOutcome,
    words: String,
) -> Result<(), AppError> {
    let words = checked_words("words", words)?;
    let mut work = ctx.work_on::<act::AnswerObjection>(case, note()).await?;
    let (by, at) = (ctx.member()?.user, ctx.now());
    let answered = ObjectionAnswer { outcome, words, by, at };
    objection::answer(&mut work.core_mut().objections, number, answered)?;
    if work.core().objections.iter().all(|one| one.answer.is_some()) {
        work.settle(ANSWER);
    }
    ctx.save(work).await?;
    Ok(())
}

/// What the guardian says is best for the child, as it is written.
pub struct NewBestInterests {
    /// Before which act.
    pub about: Planned,
    /// How the child's view is known.
    pub childs_view: ViewKnown,
    /// The child's view.
    pub child_said: Option<String>,
    /// What the guardian thinks.
    pub guardian: String,
    /// The options: what, what is good, what is bad.
    pub options: Vec<(String, Option<String>, Option<String>)>,
}

/// The guardian says what is best for the child, before something is done.
pub async fn say_best(ctx: &mut Ctx, case: CaseId, new: NewBestInterests) -> Result<(), AppError> {
    let maybe = |field, text: Option<String>| text.map(|text| checked_words(field, text)).transpose();
    let weighed = |(what, good, bad)| -> Result<Weighed, AppError> {
        Ok(Weighed {
            what: checked_words("options", what)?,
            good: maybe("options", good)?,
            bad: maybe("options", bad)?,
        })
    };
    let said = BestInterests {
        about: new.about,
        childs_view: new.childs_view,
        child_said: maybe("child_said", new.child_said)?,
        guardian: checked_words("guardian", new.guardian)?,
        options: new.options.into_iter().map(weighed).collect::<Result<_, _>>()?,
        by: ctx.member()?.user,
        at: ctx.now(),
    };
    let said = said.checked()?;
    let mut work = ctx.work_on::<act::SpeakForChild>(case, note()).await?;
    if work.core().best_interests.len() >= MOST {
        return Err(full());
    }
    work.core_mut().best_interests.push(said);
    work.ask(READ, WITHIN);
    ctx.save(work).await?;
    Ok(())
}

/// What a guardian said, as the reader of the case may see it.
pub struct Said {
    /// Whether the person is a child, or treated as one.
    pub child: bool,
    /// Objections, oldest first.
    pub objections: Vec<Objection>,
    /// What is best for the child, oldest first.
    pub best_interests: Vec<BestInterests>,
}

/// Reads what a guardian said: those who carry or decide the case read all of it, a guardian her own.
pub async fn read(ctx: &mut Ctx, case: CaseId) -> Result<Said, AppError> {
    let open = cases::open(ctx, case).await?;
    let course = open.course.ok_or(AppError::NotFound)?;
    Ok(Said { child: open.plain.child, objections: course.objections, best_interests: course.best_interests })
}

fn full() -> AppError {
    AppError::refused("objection.full", format!("no more than {MOST} fit here"))
}

impl From<NotAnswered> for AppError {
    fn from(error: NotAnswered) -> Self {
        match error {
            NotAnswered::NotFound => Self::NotFound,
            NotAnswered::Answered => Self::refused("objection.answered", error.to_string()),
        }
    }
}

impl From<BestInterestsError> for AppError {
    fn from(error: BestInterestsError) -> Self {
        let field = match error {
            BestInterestsError::ChildsView => "child_said",
            BestInterestsError::Options | BestInterestsError::NotWeighed => "options",
        };
        Self::invalid(field, error.to_string())
    }
}
