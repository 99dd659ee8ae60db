//! The support plan: nothing in it moves before the person has agreed to the goal.

use havenward_domain::access::act;
use havenward_domain::codes::ServiceType;
use havenward_domain::id::{CaseId, PlanId};
use havenward_domain::plan::{Action, Goal, GoalNumber, Outcome, Owner, Plan, PlanError};
use havenward_domain::profile::Profile;
use havenward_domain::secret::Secret;
use havenward_store::tasks;
use jiff::SignedDuration;
use jiff::civil::Date;

use crate::cases::{self, CaseRow};
use crate::file::Core;
use crate::notes::check_text;
use crate::work::Work;
use crate::{AppError, Ctx, Note};

/// The task that a review is due.
const REVIEW: &str = "plan_review";
/// The longest goal or action, in bytes.
const LONGEST: usize = 2_000;
/// Goals in one plan, and actions of one goal.
const MOST: usize = 100;

impl From<PlanError> for AppError {
    fn from(error: PlanError) -> Self {
        let code = match error {
            PlanError::NotFound => return Self::NotFound,
            PlanError::NotAgreed => "plan.goal_not_agreed",
            PlanError::NotProposed => "plan.goal_not_proposed",
            PlanError::ReviewDate => "plan.review_date",
        };
        Self::refused(code, error.to_string())
    }
}

/// The line of a case whose plan the actor may write: nothing of it is opened.
pub async fn line(ctx: &mut Ctx, case: CaseId) -> Result<CaseRow, AppError> {
    ctx.permit_on::<act::WritePlan>(case).await?;
    cases::line(ctx, case).await
}

/// Begins the plan; its first review becomes a task.
pub async fn begin(ctx: &mut Ctx, case: CaseId, next_review: Date) -> Result<PlanId, AppError> {
    let mut work = on_the_table(ctx, case).await?;
    if work.core().plan.is_some() {
        return Err(AppError::refused("plan.begun", "this case has a plan; review it instead"));
    }
    let id: PlanId = ctx.draw();
    let plan = Plan::begin(id, today(ctx, &work), next_review)?;
    work.core_mut().plan = Some(plan);
    ask_for_review(ctx, &mut work, next_review).await?;
    ctx.save(work).await?;
    Ok(id)
}

/// A goal as it is proposed.
pub struct NewGoal {
    /// The kind of need it answers.
    pub area: ServiceType,
    /// The goal.
    pub text: String,
    /// In the person's own words, if she likes.
    pub own_words: Option<String>,
}

/// Proposes a goal. It carries no action until the person has agreed.
pub async fn propose_goal(ctx: &mut Ctx, case: CaseId, new: NewGoal) -> Result<GoalNumber, AppError> {
    check_text("text", &new.text, LONGEST)?;
    if let Some(words) = &new.own_words {
        check_text("own_words", words, LONGEST)?;
    }
    let mut work = on_the_table(ctx, case).await?;
    let plan = taken(work.core_mut())?;
    let number = plan.goals().len();
    if number >= MOST {
        return Err(AppError::refused("plan.full", format!("no more than {MOST} goals fit here")));
    }
    let goal = Goal::propose(new.area, Secret::new(new.text), new.own_words.map(Secret::new));
    work.core_mut().plan = Some(plan.with_goal(goal));
    ctx.save(work).await?;
    Ok(number)
}

/// The person agrees to a goal.
pub async fn agree_goal(ctx: &mut Ctx, case: CaseId, goal: GoalNumber) -> Result<(), AppError> {
    change(ctx, case, |plan, today| plan.agree(goal, today)).await
}

/// The person does not want a goal. No reason is asked.
pub async fn refuse_goal(ctx: &mut Ctx, case: CaseId, goal: GoalNumber) -> Result<(), AppError> {
    change(ctx, case, |plan, today| plan.refuse(goal, today)).await
}

/// An action towards a goal.
pub struct NewAction {
    /// What.
    pub what: String,
    /// Who does it.
    pub owner: Owner,
    /// By when.
    pub due: Date,
}

/// Adds an action to a goal the person agreed to.
pub async fn add_action(
    ctx: &mut Ctx,
    case: CaseId,
    goal: GoalNumber,
    new: NewAction,
) -> Result<(), AppError> {
    check_text("what", &new.what, LONGEST)?;
    change(ctx, case, |plan, _| {
        let action = Action { what: Secret::new(new.what), owner: new.owner, due: new.due, done_on: None };
        plan.add_action(goal, action)
    })
    .await
}

/// Marks an action as done.
pub async fn finish_action(
    ctx: &mut Ctx,
    case: CaseId,
    goal: GoalNumber,
    action: usize,
) -> Result<(), AppError> {
    change(ctx, case, |plan, today| plan.finish_action(goal, action, today)).await
}

/// Ends an agreed goal with its outcome.
pub async fn end_goal(
    ctx: &mut Ctx,
    case: CaseId,
    goal: GoalNumber,
    outcome: Outcome,
) -> Result<(), AppError> {
    change(ctx, case, |plan, today| plan.end_goal(goal, outcome, today)).await
}

/// Records a review; the next one becomes a task and the task of this one is done.
pub async fn review(ctx: &mut Ctx, case: CaseId, next_review: Date) -> Result<(), AppError> {
    let mut work = on_the_table(ctx, case).await?;
    let today = today(ctx, &work);
    let plan = taken(work.core_mut())?.review(today, next_review)?;
    work.core_mut().plan = Some(plan);
    ask_for_review(ctx, &mut work, next_review).await?;
    ctx.save(work).await?;
    Ok(())
}

/// The plan as its reader sees it.
pub struct Read {
    /// The plan.
    pub plan: Plan,
    /// Whether it is time to review.
    pub review_due: bool,
    /// Actions of agreed goals that are past their date.
    pub overdue: usize,
}

/// Reads the plan; none before it is begun.
pub async fn find(ctx: &mut Ctx, case: CaseId) -> Result<Option<Read>, AppError> {
    let permit = ctx.permit_on::<act::ReadCase>(case).await?;
    let core = ctx.core_of(&permit, Note::because("support", "public_task")).await?;
    let profile = ctx.profile_of(core.status.profile()).await?;
    let today = profile.calendar().date_of(ctx.now());
    Ok(core.plan.map(|plan| Read {
        review_due: plan.is_review_due(today),
        overdue: plan.overdue(today).count(),
        plan,
    }))
}

/// Reads the plan.
pub async fn read(ctx: &mut Ctx, case: CaseId) -> Result<Read, AppError> {
    find(ctx, case).await?.ok_or(AppError::NotFound)
}

async fn on_the_table(ctx: &mut Ctx, case: CaseId) -> Result<Work<act::WritePlan>, AppError> {
    ctx.work_on(case, Note::because("support", "agreement").about("plan", "change")).await
}

async fn change(
    ctx: &mut Ctx,
    case: CaseId,
    rule: impl FnOnce(Plan, Date) -> Result<Plan, PlanError>,
) -> Result<(), AppError> {
    let mut work = on_the_table(ctx, case).await?;
    let today = today(ctx, &work);
    let plan = rule(taken(work.core_mut())?, today)?;
    work.core_mut().plan = Some(plan);
    ctx.save(work).await?;
    Ok(())
}

fn taken(core: &mut Core) -> Result<Plan, AppError> {
    core.plan.take().ok_or_else(|| AppError::refused("plan.missing", "begin the plan first"))
}

fn today(ctx: &Ctx, work: &Work<act::WritePlan>) -> Date {
    work.profile.calendar().date_of(ctx.now())
}

async fn ask_for_review(ctx: &mut Ctx, work: &mut Work<act::WritePlan>, on: Date) -> Result<(), AppError> {
    let now = ctx.now();
    tasks::overtake(&mut ctx.tx, &work.permit, REVIEW, now).await?;
    let within = until(&work.profile, on, now)?;
    work.ask(REVIEW, within);
    Ok(())
}

/// How long until a day begins; nothing if it has.
pub(crate) fn until(profile: &Profile, on: Date, now: jiff::Timestamp) -> Result<SignedDuration, AppError> {
    let begins = profile
        .calendar()
        .start_of(on)
        .map_err(|_| AppError::invalid("date", "give a day that the calendar has"))?;
    Ok(begins.duration_since(now).max(SignedDuration::ZERO))
}
