//! What the tests of the story begin from: cases, agreements, benches and readings.

use std::collections::BTreeMap;

use havenward_app::cases::{self, OpenCase};
use havenward_app::challenges::{self, Bringing};
use havenward_app::contacts::{self, NewContact};
use havenward_app::decisions::{self, About, Ballot, Reasons};
use havenward_app::grants::{self, Giving};
use havenward_app::recognition::{self, Sending};
use havenward_app::told_before::{self, NewTelling};
use havenward_app::{AppError, Caller, Note, Why, screenings};
use havenward_domain::access::{Holder, Member, act};
use havenward_domain::agreement::{
    Agreement, Answer as Said, Category, Explained, GivenBy, Giving as Gives, Purpose, Recipient,
    RecipientClass, TeachBack, Whose,
};
use havenward_domain::author::MoveReason;
use havenward_domain::compartment::Compartment;
use havenward_domain::contact::{AgeClaim, Urgency};
use havenward_domain::decision::{Answer, DecisionReason};
use havenward_domain::id::{CaseId, ChallengeId, DecisionId, ScreeningId};
use havenward_domain::profile::{AppliesTo, From, Origin, Profile, shipped};
use havenward_domain::role::Role;
use havenward_domain::told_before::{AgreedToTalk, How, Leads};
use havenward_store::cases as case_rows;
use havenward_store::{clocks, tasks};
use havenward_testkit::Site;
use jiff::SignedDuration;

use crate::contacts::a_contact;

/// A sign that asks for protection on its own.
pub const DISCLOSED: &str =
    r#"{"instrument": "first-contact-6@1", "context": {"child": "no"}, "answers": {"FC2": "yes_told"}}"#;

pub fn why(reason: MoveReason) -> Why {
    Why::of(reason)
}

pub fn seen() -> Why {
    why(MoveReason::SignsSeen)
}

pub fn member(caller: &Caller) -> Member {
    *caller.actor().member().unwrap()
}

pub fn profile(id: &str) -> Profile {
    shipped().unwrap().into_iter().find(|profile| profile.version().id == id).unwrap()
}

pub fn code(error: &AppError) -> &'static str {
    error.code()
}

/// A case of this age, by its first responder.
pub async fn case_of(site: &Site, caller: &Caller, age: AgeClaim) -> CaseId {
    let new = NewContact { age, urgency: Urgency::Routine, ..a_contact() };
    site.app.run(caller, async |ctx| contacts::record(ctx, new).await).await.unwrap()
}

/// Tells the person before the first question.
pub async fn tell(site: &Site, caller: &Caller, case: CaseId, answer: AgreedToTalk) -> Leads {
    let new = NewTelling {
        language: "uk".parse().unwrap(),
        how: How::Interpreter,
        limits_of_confidentiality_shown: true,
        agreed_to_talk: answer,
    };
    site.app.run(caller, async |ctx| told_before::record(ctx, case, new).await).await.unwrap()
}

pub async fn screen(
    site: &Site,
    caller: &Caller,
    case: CaseId,
    answers: &str,
) -> Result<ScreeningId, AppError> {
    site.app.run(caller, async |ctx| screenings::record(ctx, case, answers).await).await
}

pub async fn raise(site: &Site, caller: &Caller, case: CaseId) -> Result<(), AppError> {
    site.app.run(caller, async |ctx| recognition::raise(ctx, case, seen(), Origin::Responder).await).await
}

/// The person agrees that a unit sees what formal identification needs.
pub async fn agree(site: &Site, caller: &Caller, case: CaseId, to: &Caller) {
    let recipient = Recipient::new(member(to).unit, RecipientClass::DecidingBody).unwrap();
    site.app
        .run(caller, async |ctx| {
            let note = Note::because("formal_identification", "agreement");
            let mut work = ctx.work_on::<act::GiveAgreement>(case, note).await?;
            let at = ctx.now();
            let gives = Gives {
                id: ctx.draw(),
                whose: Whose::Adult,
                given_by: GivenBy::Person,
                explained: Explained {
                    language: "uk".parse().unwrap(),
                    how: How::Interpreter,
                    teach_back: TeachBack::InOwnWords,
                    by: member(caller).user,
                    witness: None,
                    interpreter: None,
                },
                at,
            };
            let answers =
                BTreeMap::from([(Category::Status, Said::Agreed), (Category::Narrative, Said::Agreed)]);
            let until = at + SignedDuration::from_hours(24 * 300);
            let agreement =
                Agreement::later(gives, Purpose::FormalIdentification, recipient, answers, until).unwrap();
            let core = work.core_mut();
            core.agreements = std::mem::take(&mut core.agreements).with(agreement);
            ctx.save(work).await?;
            Ok(())
        })
        .await
        .unwrap();
}

pub fn to(stage: &str) -> Sending {
    Sending { why: seen(), stage: stage.to_owned(), unit: None }
}

pub async fn send(site: &Site, caller: &Caller, case: CaseId, sending: Sending) -> Result<(), AppError> {
    site.app.run(caller, async |ctx| recognition::send(ctx, case, sending).await).await
}

/// A case raised, agreed and sent by a responder to the unit of a decider.
pub async fn sent_case(site: &Site, responder: &Caller, decider: &Caller) -> CaseId {
    let case = case_of(site, responder, AgeClaim::Adult).await;
    raise(site, responder, case).await.unwrap();
    agree(site, responder, case, decider).await;
    send(site, responder, case, to("reasonable_grounds")).await.unwrap();
    case
}

pub fn stage(code: &str) -> About {
    About::Stage(code.to_owned())
}

pub fn reasons(answer: Answer) -> Reasons {
    let reason = match answer {
        Answer::No => DecisionReason::Credibility,
        _ => DecisionReason::CredibleAccount,
    };
    Reasons { reasons: vec![reason], words: None, missing: None }
}

pub fn ballot(answer: Answer) -> Ballot {
    Ballot { seat: None, answer, dissent: None }
}

pub async fn vote(
    site: &Site,
    caller: &Caller,
    case: CaseId,
    about: &About,
    ballot: Ballot,
) -> Result<(), AppError> {
    site.app.run(caller, async |ctx| decisions::vote(ctx, case, about.clone(), ballot).await).await
}

pub async fn open_sitting(site: &Site, caller: &Caller, case: CaseId, about: &About) -> Result<(), AppError> {
    site.app.run(caller, async |ctx| decisions::open_sitting(ctx, case, about.clone()).await).await
}

pub async fn close(
    site: &Site,
    caller: &Caller,
    case: CaseId,
    about: &About,
    answer: Answer,
) -> Result<DecisionId, AppError> {
    let given = reasons(answer);
    site.app.run(caller, async |ctx| decisions::close(ctx, case, about.clone(), given).await).await
}

/// One person decides.
pub async fn decide(
    site: &Site,
    caller: &Caller,
    case: CaseId,
    about: &About,
    answer: Answer,
) -> Result<DecisionId, AppError> {
    open_sitting(site, caller, case, about).await?;
    vote(site, caller, case, about, ballot(answer)).await?;
    close(site, caller, case, about, answer).await
}

pub async fn bring(
    site: &Site,
    caller: &Caller,
    case: CaseId,
    rule: &str,
    ground: Option<&str>,
) -> Result<ChallengeId, AppError> {
    let bringing = Bringing {
        why: why(MoveReason::OwnWish),
        rule: rule.to_owned(),
        ground: ground.map(str::to_owned),
        late_because: None,
        unit: None,
    };
    site.app.run(caller, async |ctx| challenges::bring(ctx, case, bringing).await).await
}

/// The owner lets somebody of another unit see the core.
pub async fn let_see(site: &Site, owner: &Caller, case: CaseId, whom: &Caller) {
    // The person holds no key of a unit: what she sees is hers by name.
    let holder = match member(whom).role {
        Role::Survivor => Holder::User(member(whom).user),
        _ => Holder::Unit(member(whom).unit),
    };
    let giving = Giving {
        holder,
        compartments: vec![Compartment::Core],
        purpose: "legal_aid".to_owned(),
        basis: "agreement".to_owned(),
        agreement: None,
        until: site.clock.now() + SignedDuration::from_hours(24 * 900),
    };
    site.app.run(owner, async |ctx| grants::give(ctx, case, giving).await).await.unwrap();
}

pub async fn open(site: &Site, caller: &Caller, case: CaseId) -> OpenCase {
    site.app.run(caller, async |ctx| cases::open(ctx, case).await).await.unwrap()
}

/// The lawyer of the person, who sees the case.
pub async fn lawyer(site: &Site, owner: &Caller, case: CaseId) -> Caller {
    let lawyer = site.member("lawyer", Role::Lawyer).await;
    let_see(site, owner, case, &lawyer).await;
    lawyer
}

pub async fn position(site: &Site, caller: &Caller, case: CaseId) -> String {
    open(site, caller, case).await.plain.positions.recognition.0
}

/// Kinds of the running clocks of a case, as the ticker sees them.
pub async fn running(site: &Site, caller: &Caller, case: CaseId) -> Vec<String> {
    site.app
        .look(caller, async |ctx| {
            let permit = ctx.permit_on::<act::ReadCase>(case).await?;
            let mut kinds: Vec<String> =
                clocks::of_case(ctx.tx(), &permit).await?.into_iter().map(|clock| clock.kind).collect();
            kinds.sort();
            Ok(kinds)
        })
        .await
        .unwrap()
}

/// Open tasks of the caller's unit about a case, with the hours until each is due.
pub async fn tasks_of(site: &Site, caller: &Caller, case: CaseId) -> Vec<(String, i64)> {
    let now = site.clock.now();
    site.app
        .look(caller, async |ctx| {
            let permit = ctx.permit_in_unit::<act::WorkTasks>()?;
            let open = tasks::open(ctx.tx(), &permit, now, None, (0, 200)).await?;
            Ok(open
                .into_iter()
                .filter(|task| task.case == Some(case))
                .map(|task| (task.kind, task.due_at.duration_since(now).as_hours()))
                .collect())
        })
        .await
        .unwrap()
}

pub async fn has_task(site: &Site, caller: &Caller, case: CaseId, kind: &str) -> bool {
    tasks_of(site, caller, case).await.iter().any(|(found, _)| found == kind)
}

/// Codes of what the person has beyond first help.
pub async fn rights(site: &Site, caller: &Caller, case: CaseId, profile: &Profile) -> Vec<String> {
    let core = open(site, caller, case).await.core.unwrap();
    core.status
        .entitlements(profile, AppliesTo::Everyone, site.clock.now())
        .into_iter()
        .filter(|(_, right)| right.from != From::FirstContact)
        .map(|(code, _)| code.clone())
        .collect()
}

/// Who else has access to a case.
pub async fn access(site: &Site, caller: &Caller, case: CaseId) -> Vec<case_rows::Access> {
    site.app
        .look(caller, async |ctx| {
            let permit = ctx.permit_on::<act::ReadCase>(case).await?;
            Ok(case_rows::access(ctx.tx(), &permit).await?)
        })
        .await
        .unwrap()
}
