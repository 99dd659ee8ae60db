//! Opening a record that waits: in the session of the first member of the unit, into a case.
//!
//! The screening is evaluated again here. What the device made of it is not even read: it can raise the
//! alarm through the clear header, never lower it.

use havenward_domain::access::act;
use havenward_domain::contact::Urgency;
use havenward_domain::id::{CaseId, IntakeId};
use havenward_domain::secret::Secret;
use havenward_domain::told_before::Telling;
use havenward_screening::terms::ChildFlag;
use havenward_screening::{Band, Finding};
use havenward_store::devices;
use havenward_store::intake::{self, Waiting};
use jiff::SignedDuration;

use super::key::{private_key, rotate_if_due};
use super::record::{self, INFO, Record, aad};
use crate::contacts::open_case_with;
use crate::file::Screening;
use crate::{App, AppError, Caller, Ctx, Idempotency, Note, Once};

/// Records listed at a time.
const PAGE: i64 = 200;
/// Stable code of a record that cannot be opened or read.
const DAMAGED: &str = "intake.damaged";

/// Lists the records that wait for the actor's unit by their clear headers. Nothing is opened.
pub async fn list_waiting(ctx: &mut Ctx) -> Result<Vec<Waiting>, AppError> {
    let permit = ctx.permit_in_unit::<act::OpenIntake>()?;
    Ok(intake::waiting(&mut ctx.tx, &permit, PAGE).await?)
}

/// Opens a record, makes the case and deletes the record, in one act.
pub async fn open(ctx: &mut Ctx, id: IntakeId) -> Result<CaseId, AppError> {
    let permit = ctx.permit_in_unit::<act::OpenIntake>()?;
    let row = intake::find(&mut ctx.tx, &permit, id).await?.ok_or(AppError::NotFound)?;
    ctx.record(&permit, Note::because("support", "vital_interest").about("intake", id)).await?;
    let key = private_key(ctx, &permit, row.key_version).await?.ok_or_else(damaged)?;
    let plain = key.open(INFO, &aad(row.unit, row.key_version), &row.sealed).map_err(|_| damaged())?;
    let record = record::read(plain.expose(), row.urgency).ok_or_else(damaged)?;
    let device = devices::enrolled_by(&mut ctx.tx, &permit, row.device).await?.ok_or(AppError::NotFound)?;

    let Record { mut contact, told_before, answers } = record;
    let telling = told_before.map(|told| Telling {
        language: told.language,
        how: told.how,
        by: device.by,
        at: told.at.min(ctx.now()),
        limits_of_confidentiality_shown: told.limits_of_confidentiality_shown,
        agreed_to_talk: told.agreed_to_talk,
    });
    let may_ask = telling.clone().and_then(Telling::hear).is_some();
    let has_answers = answers.is_some();
    // Answers to questions that should not have been asked are neither used nor kept.
    let screening = match answers.filter(|_| may_ask) {
        Some(mut answers) => {
            if contact.age.is_treated_as_child() && answers.context.child == ChildFlag::No {
                // Two fields disagree about the age: the one that protects more counts.
                answers.context.child = ChildFlag::Unsure;
            }
            let finding = evaluate(ctx, &answers)?;
            let at = telling.as_ref().map_or(ctx.now(), |telling| telling.at);
            let answers = Secret::new(answers.to_json());
            Some(Screening { id: ctx.draw(), answers, finding, at, by: device.by })
        }
        None => None,
    };
    let band = screening.as_ref().map(|screening| screening.finding.band);
    contact.urgency = contact.urgency.min(band.map_or(Urgency::Routine, urgency_of));

    let case = open_case_with(ctx, &permit, contact, |core| {
        core.told_before.extend(telling);
        core.screenings.extend(screening);
    })
    .await?;
    // That somebody is in danger now is asked by the contact itself.
    if let Some(band) = band.filter(|band| *band != Band::DangerNow) {
        let kind = format!("screening_{}", band.code());
        ctx.make_task(Some(case), row.unit, kind, within(band)).await?;
    }
    if has_answers && !may_ask {
        ctx.make_task(Some(case), row.unit, "tell_before".to_owned(), SignedDuration::from_hours(24)).await?;
    }
    intake::delete(&mut ctx.tx, &permit, id).await?;
    let now = ctx.now();
    intake::settle(&mut ctx.tx, &permit, row.urgency, now).await?;
    rotate_if_due(ctx, &permit).await?;
    Ok(case)
}

/// Opens a record once per key. One that cannot be opened is refused, marked, and stays for a person.
pub async fn open_or_mark(
    app: &App,
    caller: &Caller,
    once: Idempotency<'_>,
    id: IntakeId,
) -> Result<Once<CaseId>, AppError> {
    let opened = app.run_once(caller, once, async |ctx| open(ctx, id).await).await;
    if matches!(&opened, Err(AppError::Refused { code, .. }) if *code == DAMAGED) {
        app.run(caller, async |ctx| {
            let permit = ctx.permit_in_unit::<act::OpenIntake>()?;
            intake::mark_damaged(&mut ctx.tx, &permit, id).await?;
            let note = Note::because("support", "vital_interest").about("intake", id).refused();
            ctx.record(&permit, note).await.map(|_| ())
        })
        .await?;
    }
    opened
}

/// The one answer to every record that cannot be opened or read: a forger learns nothing from it.
fn damaged() -> AppError {
    AppError::refused(DAMAGED, "this record cannot be opened; it is kept for a person to look into")
}

fn evaluate(ctx: &Ctx, answers: &havenward_screening::Answers) -> Result<Finding, AppError> {
    let instrument = ctx.app.0.instruments.get(&answers.reference.to_string()).map_err(|_| {
        let message = "this record was screened with an instrument that is not here; it stays until it is";
        AppError::refused("intake.unknown_instrument", message)
    })?;
    instrument.evaluate(answers).map_err(|_| damaged())
}

fn urgency_of(band: Band) -> Urgency {
    match band {
        Band::DangerNow => Urgency::DangerNow,
        Band::ProtectNow => Urgency::Urgent,
        _ => Urgency::Routine,
    }
}

fn within(band: Band) -> SignedDuration {
    match urgency_of(band) {
        Urgency::DangerNow => SignedDuration::ZERO,
        Urgency::Urgent => SignedDuration::from_hours(4),
        Urgency::Routine => SignedDuration::from_hours(24),
    }
}
