//! The first talk as the demonstration plays it: told before, then asked with the instrument for a first contact.

use havenward_domain::coded::Coded;
use havenward_domain::codes::Form;
use havenward_domain::contact::AgeClaim;
use havenward_domain::language::Language;
use havenward_domain::told_before::{AgreedToTalk, How};
use serde_json::{Map, Value, json};

use super::plan::CasePlan;
use super::seeding::Stage;
use crate::told_before::NewTelling;
use crate::{AppError, screenings, told_before};

/// The instrument of every first talk.
const INSTRUMENT: &str = "first-contact-6@1";
/// Bytes of the id that say something about the person; none of them is fixed by the form of the id.
const TALKS: usize = 0;
const DISCLOSES: usize = 1;
const FIRST_SIGN: usize = 9;

/// Chance that the plan has thrown already: the id of a case is drawn from the seed.
pub(super) fn chance(case: &CasePlan, byte: usize, percent: u16) -> bool {
    let thrown = case.id.as_bytes().get(byte).copied().unwrap_or(0);
    u16::from(thrown) * 100 < percent * 256
}

/// Whether the person wants to talk: most do.
pub(super) fn talks(case: &CasePlan) -> bool {
    chance(case, TALKS, 90)
}

/// The language that the person understands best.
pub(super) fn language(case: &CasePlan) -> Result<Language, AppError> {
    case.contact.languages.first().cloned().ok_or(AppError::Internal("a language of the plan"))
}

pub(super) async fn tell(stage: &Stage, at: usize, case: &CasePlan) -> Result<(), AppError> {
    let new = NewTelling {
        language: language(case)?,
        how: How::Interpreter,
        limits_of_confidentiality_shown: true,
        agreed_to_talk: if talks(case) { AgreedToTalk::Yes } else { AgreedToTalk::NotNow },
    };
    let id = stage.case(at)?;
    let app = stage.at(case.day, case.minute)?;
    app.run(stage.caller(case.by)?, async |ctx| told_before::record(ctx, id, new).await).await?;
    Ok(())
}

pub(super) async fn screen(stage: &Stage, at: usize, case: &CasePlan) -> Result<(), AppError> {
    let answers = answers(case).to_string();
    let id = stage.case(at)?;
    let app = stage.at(case.day, case.minute)?;
    app.run(stage.caller(case.by)?, async |ctx| screenings::record(ctx, id, &answers).await).await?;
    Ok(())
}

/// Answers that fit the planned forms: work shows as debt and kept papers, a child's case as belonging unclear.
fn answers(case: &CasePlan) -> Value {
    let child = match case.contact.age {
        AgeClaim::Child => "yes",
        AgeClaim::Adult => "no",
        AgeClaim::Unsure => "unsure",
    };
    let works = case.forms.iter().any(|form| form.code().starts_with("labour"));
    let sexual = case.forms.iter().any(|form| form.code().starts_with("sex"));
    let unknown = case.forms.iter().all(|form| *form == Form::Unknown);
    let likely = |yes: bool| if yes { 65 } else { 20 };
    let mut signs = Map::new();
    let mut sign = |code: &str, yes: bool, how: &str| {
        signs.insert(code.to_owned(), Value::from(if yes { how } else { "no" }));
    };
    sign("FC1", case.contact.urgency == havenward_domain::contact::Urgency::DangerNow, "yes_seen");
    sign("FC2", chance(case, DISCLOSES, if unknown { 10 } else { 55 }), "yes_told");
    for (nth, (code, percent, how)) in [
        ("FC3", likely(sexual), "yes_seen"),
        ("FC4", likely(works || sexual), "yes_told"),
        ("FC5", likely(works), "yes_told"),
        ("FC6", likely(case.contact.age.is_treated_as_child()), "yes_seen"),
    ]
    .into_iter()
    .enumerate()
    {
        sign(code, chance(case, FIRST_SIGN + nth, percent), how);
    }
    json!({ "instrument": INSTRUMENT, "context": { "child": child }, "answers": signs })
}
