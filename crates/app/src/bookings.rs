//! Interpreters: asked for, checked for conflicts, booked. The interpreter sees the appointment, never the file.

use havenward_domain::access::act;
use havenward_domain::booking::{Booking, BookingError, ConflictCheck, Mode, PersonsAnswer, Request, State};
use havenward_domain::id::{BookingId, CaseId, TaskId, UnitId, UserId};
use havenward_domain::role::Role;
use havenward_store::tasks::{self, Task};
use havenward_store::{interpreters, users};
use jiff::{SignedDuration, Timestamp};

use crate::{AppError, Ctx, Note, Work};

type Booked = Work<act::BookInterpreter>;

/// The longest appointment, a day.
const LONGEST_MINUTES: u16 = 1_440;

/// Looks for an interpreter.
pub async fn request(ctx: &mut Ctx, case: CaseId, request: Request) -> Result<BookingId, AppError> {
    if request.at < ctx.now() || !(1..=LONGEST_MINUTES).contains(&request.minutes) {
        return Err(AppError::invalid("at", "an appointment lies ahead and takes 1 to 1440 minutes"));
    }
    let mut work = work_on(ctx, case).await?;
    let id: BookingId = ctx.draw();
    work.core_mut().bookings.push(Booking::request(id, case, request));
    work.ask("find_interpreter", SignedDuration::ZERO);
    ctx.save(work).await?;
    Ok(id)
}

/// Reads the bookings of a case.
pub async fn list(ctx: &mut Ctx, case: CaseId) -> Result<Vec<Booking>, AppError> {
    let permit = ctx.permit_on::<act::BookInterpreter>(case).await?;
    Ok(ctx.core_of(&permit, Note::because("support", "public_task")).await?.bookings)
}

/// Proposes an interpreter after the check for conflicts. What she speaks is what she said of herself. One who is
/// elsewhere at that time is not proposed, nor one whom the person has refused, in this booking or before.
pub async fn propose(
    ctx: &mut Ctx,
    case: CaseId,
    id: BookingId,
    interpreter: UserId,
    check: ConflictCheck,
) -> Result<(), AppError> {
    let mut work = work_on(ctx, case).await?;
    unit_of(ctx, interpreter).await?;
    // Said in the words of any conflict, so that nobody learns from it whom she keeps away from.
    let tied_to_danger = check.tied_to_danger || is_avoided(ctx, &work, interpreter).await?;
    let check = ConflictCheck { tied_to_danger, ..check };
    let known = interpreters::one(&mut ctx.tx, &work.permit, interpreter).await?;
    let known = known.ok_or_else(|| {
        AppError::refused("booking.languages_unknown", "this interpreter has not said what she speaks")
    })?;
    if work.core().bookings.iter().any(|booking| booking.has_refused(interpreter)) {
        return Err(BookingError::Refused.into());
    }
    let wanted = find(&work, id)?.wanted().clone();
    is_free(ctx, &work, interpreter, &wanted).await?;
    change(&mut work, id, |booking| booking.propose(interpreter, &known.speaks, check))?;
    work.settle("find_interpreter");
    ctx.save(work).await?;
    Ok(())
}

/// Confirms the proposal; the interpreter gets an appointment without a case. What would have kept her from being
/// proposed and came to light since keeps her from being booked.
pub async fn confirm(
    ctx: &mut Ctx,
    case: CaseId,
    id: BookingId,
    answer: PersonsAnswer,
) -> Result<(), AppError> {
    let mut work = work_on(ctx, case).await?;
    let booking = change(&mut work, id, |booking| booking.confirm(answer))?;
    let (interpreter, wanted) = (interpreter_of(&booking), booking.wanted());
    if let Some(user) = interpreter {
        if is_avoided(ctx, &work, user).await? {
            return Err(BookingError::Conflict.into());
        }
        is_free(ctx, &work, user, wanted).await?;
        let task = Task {
            id: ctx.draw::<TaskId>(),
            case: None,
            unit: unit_of(ctx, user).await?,
            assignee: Some(user),
            kind: match wanted.mode {
                Mode::Remote => "interpret_remote".to_owned(),
                Mode::OnSite => "interpret_on_site".to_owned(),
            },
            made_at: ctx.now(),
            due_at: wanted.at,
        };
        tasks::insert_appointment(&mut ctx.tx, &task, wanted.until()).await?;
    }
    ctx.save(work).await?;
    Ok(())
}

/// Whether the person keeps away from a unit of this interpreter.
async fn is_avoided(ctx: &mut Ctx, work: &Booked, interpreter: UserId) -> Result<bool, AppError> {
    let memberships = users::memberships(&mut ctx.tx, interpreter).await?;
    Ok(memberships.iter().any(|membership| work.core().referring.avoid.units.contains(&membership.unit)))
}

/// Refuses an interpreter who is elsewhere for any of the time.
async fn is_free(
    ctx: &mut Ctx,
    work: &Booked,
    interpreter: UserId,
    wanted: &Request,
) -> Result<(), AppError> {
    let (from, until) = (wanted.at, wanted.until());
    if tasks::has_appointment(&mut ctx.tx, &work.permit, interpreter, from, until).await? {
        return Err(AppError::refused("booking.elsewhere", "this interpreter is booked elsewhere then"));
    }
    Ok(())
}

/// The person refuses this interpreter; another is looked for.
pub async fn refuse(ctx: &mut Ctx, case: CaseId, id: BookingId) -> Result<(), AppError> {
    end(ctx, case, id, Booking::refuse, Some("find_interpreter")).await
}

/// Cancels a booking.
pub async fn cancel(ctx: &mut Ctx, case: CaseId, id: BookingId) -> Result<(), AppError> {
    end(ctx, case, id, Booking::cancel, None).await
}

/// The interpreter did not come; another is looked for.
pub async fn did_not_come(ctx: &mut Ctx, case: CaseId, id: BookingId) -> Result<(), AppError> {
    end(ctx, case, id, Booking::did_not_come, Some("find_interpreter")).await
}

/// The appointment took place.
pub async fn done(ctx: &mut Ctx, case: CaseId, id: BookingId) -> Result<(), AppError> {
    end(ctx, case, id, Booking::done, None).await
}

async fn end(
    ctx: &mut Ctx,
    case: CaseId,
    id: BookingId,
    rule: impl FnOnce(Booking) -> Result<Booking, BookingError>,
    next: Option<&str>,
) -> Result<(), AppError> {
    let mut work = work_on(ctx, case).await?;
    let before = find(&work, id)?.clone();
    change(&mut work, id, rule)?;
    if let State::Confirmed { interpreter } = before.state() {
        settle(ctx, &work, *interpreter, before.wanted().at).await?;
    }
    work.settle("find_interpreter");
    if let Some(task) = next {
        work.ask(task, SignedDuration::ZERO);
    }
    ctx.save(work).await?;
    Ok(())
}

async fn settle(ctx: &mut Ctx, work: &Booked, interpreter: UserId, at: Timestamp) -> Result<(), AppError> {
    let now = ctx.now();
    Ok(tasks::settle_appointment(&mut ctx.tx, &work.permit, interpreter, at, now).await?)
}

async fn work_on(ctx: &mut Ctx, case: CaseId) -> Result<Booked, AppError> {
    ctx.work_on(case, Note::because("support", "public_task")).await
}

fn find(work: &Booked, id: BookingId) -> Result<&Booking, AppError> {
    work.core().bookings.iter().find(|booking| booking.id() == id).ok_or(AppError::NotFound)
}

fn change(
    work: &mut Booked,
    id: BookingId,
    rule: impl FnOnce(Booking) -> Result<Booking, BookingError>,
) -> Result<Booking, AppError> {
    let bookings = &mut work.core_mut().bookings;
    let booking = bookings.iter_mut().find(|booking| booking.id() == id).ok_or(AppError::NotFound)?;
    *booking = rule(booking.clone())?;
    Ok(booking.clone())
}

fn interpreter_of(booking: &Booking) -> Option<UserId> {
    match booking.state() {
        State::Proposed { interpreter, .. }
        | State::Confirmed { interpreter }
        | State::Done { interpreter } => Some(*interpreter),
        State::Requested | State::Cancelled => None,
    }
}

/// The unit in which somebody interprets.
async fn unit_of(ctx: &mut Ctx, user: UserId) -> Result<UnitId, AppError> {
    let memberships = users::memberships(&mut ctx.tx, user).await?;
    let membership = memberships.into_iter().find(|membership| membership.role == Role::Interpreter);
    Ok(membership.ok_or_else(|| AppError::invalid("interpreter", "no interpreter has this account"))?.unit)
}

impl From<BookingError> for AppError {
    fn from(error: BookingError) -> Self {
        let code = match error {
            BookingError::DoesNotFit => "booking.does_not_fit",
            BookingError::Conflict => "booking.conflict",
            BookingError::Refused => "booking.refused",
            BookingError::AskThePerson => "booking.ask_the_person",
            BookingError::NotHere => "booking.not_here",
        };
        Self::refused(code, error.to_string())
    }
}
