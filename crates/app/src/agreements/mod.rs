//! The person's agreements: given tonight or later, withdrawn at any time, read back to her.
//!
//! They lie in the sealed core. What rests on one is looked at again with every answer: [`close`].

mod close;
pub(crate) mod majority;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use havenward_domain::access::act;
use havenward_domain::agreement::{
    Agreement, AgreementError, Answer, Category, Explained, GivenBy, Giver, Giving, Purpose, Recipient,
    RecipientClass, Standing, TeachBack, Whose,
};
use havenward_domain::coded::Coded;
use havenward_domain::compartment::Compartment;
use havenward_domain::id::{AgreementId, BookingId, CaseId, UnitId, UserId};
use havenward_domain::language::Language;
use havenward_domain::profile::{AgreementOf, AskedWhen, Profile};
use havenward_domain::told_before::How;
use havenward_store::units;
use jiff::Timestamp;

use crate::file::Core;
use crate::{AppError, Ctx, Note, Work};

pub use close::{CannotBeRecalled, Withdrawal, withdraw};

/// What the person was asked and what she answered.
pub struct NewAgreement {
    /// What the information is for; one agreement has one purpose.
    pub purpose: Purpose,
    /// Who may receive it, and what kind of body each is.
    pub recipients: Vec<(UnitId, RecipientClass)>,
    /// Each category asked, with its answer.
    pub answers: BTreeMap<Category, Answer>,
    /// Language of the explanation.
    pub language: Language,
    /// How it was explained.
    pub how: How,
    /// Whether it arrived.
    pub teach_back: TeachBack,
    /// A witness, if there was one.
    pub witness: Option<UserId>,
    /// The booking of the interpreter, if there was one.
    pub interpreter: Option<BookingId>,
    /// Who said yes or no.
    pub given_by: GivenBy,
}

/// Records tonight's agreement: a safe place or first help, by word of mouth, the minimum dataset.
pub async fn give_tonight(ctx: &mut Ctx, case: CaseId, new: NewAgreement) -> Result<AgreementId, AppError> {
    give(ctx, case, new, |profile, giving, purpose, recipients, answers| {
        // The profile narrows what may be asked tonight; what can wait by the rules of the house waits anyway.
        if profile.asks(&purpose) != Some(AskedWhen::Tonight) {
            return Err(AgreementError::CanWait);
        }
        Agreement::tonight(giving, purpose, recipients, answers)
    })
    .await
}

/// Records an agreement given later, rested: one purpose, one recipient, each category alone, said back.
pub async fn give_later(
    ctx: &mut Ctx,
    case: CaseId,
    new: NewAgreement,
    expires: Timestamp,
) -> Result<AgreementId, AppError> {
    give(ctx, case, new, |_, giving, purpose, recipients, answers| {
        let mut named = recipients.into_iter();
        match (named.next(), named.next()) {
            (Some(recipient), None) => Agreement::later(giving, purpose, recipient, answers, expires),
            _ => Err(AgreementError::Empty),
        }
    })
    .await
}

async fn give(
    ctx: &mut Ctx,
    case: CaseId,
    new: NewAgreement,
    rule: impl FnOnce(
        &Profile,
        Giving<'_>,
        Purpose,
        BTreeSet<Recipient>,
        BTreeMap<Category, Answer>,
    ) -> Result<Agreement, AgreementError>,
) -> Result<AgreementId, AppError> {
    let note = Note::for_purpose(&new.purpose, "agreement")
        .detail("recipients", units_of(&new.recipients))
        .detail("agreed", answered(&new.answers, Answer::Agreed))
        .detail("refused", answered(&new.answers, Answer::Refused));
    let mut work = ctx.work_on::<act::GiveAgreement>(case, note).await?;
    if work.profile.asks(&new.purpose).is_none() {
        let message = format!("the profile of this case asks for no agreement to {}", new.purpose);
        return Err(AppError::refused("agreement.not_asked_here", message));
    }
    let recipients = recipients(ctx, &new.recipients).await?;
    let id: AgreementId = ctx.draw();
    let adult_from = majority::majority(work.core().born, &work.profile);
    let givers = givers(work.profile.child_start().agreement_of);
    let whose = if work.core().status.age().is_treated_as_child() {
        Whose::Child { agreement_of: &givers, adult_from }
    } else {
        Whose::Adult
    };
    let explained = Explained {
        language: new.language,
        how: new.how,
        teach_back: new.teach_back,
        by: ctx.member()?.user,
        witness: new.witness,
        interpreter: new.interpreter,
    };
    let giving = Giving { id, whose, given_by: new.given_by, explained, at: ctx.now() };
    let profile = Arc::clone(&work.profile);
    let agreement = rule(&profile, giving, new.purpose, recipients, new.answers)?;
    let about = [agreement.effect_of_withdrawal()];
    record(&mut work, agreement);
    work.settle("ask_agreement_again");
    close::look_again(ctx, &mut work, &about).await?;
    ctx.save(work).await?;
    Ok(id)
}

/// Who may receive it, for the journal.
fn units_of(recipients: &[(UnitId, RecipientClass)]) -> String {
    recipients.iter().map(|(unit, _)| unit.to_string()).collect::<Vec<_>>().join(" ")
}

/// The categories that were answered in one way, for the journal.
fn answered(answers: &BTreeMap<Category, Answer>, with: Answer) -> String {
    let is_it = |(category, answer): (&Category, &Answer)| (*answer == with).then(|| category.code());
    answers.iter().filter_map(is_it).collect::<Vec<_>>().join(" ")
}

fn record(work: &mut Work<act::GiveAgreement>, agreement: Agreement) {
    let agreements = std::mem::take(&mut work.core_mut().agreements);
    work.core_mut().agreements = agreements.with(agreement);
}

/// Whose yes counts for a child. Where the law asks nobody, whoever answers is recorded.
fn givers(agreement_of: AgreementOf) -> BTreeSet<Giver> {
    match agreement_of {
        AgreementOf::Person => BTreeSet::from([Giver::Person]),
        AgreementOf::Representative => BTreeSet::from([Giver::Guardian, Giver::Authority]),
        AgreementOf::Nobody => BTreeSet::from([Giver::Person, Giver::Guardian, Giver::Authority]),
    }
}

/// Recipients that exist and are of a class that may ever receive anything, by their own account and by ours.
pub(crate) async fn recipients(
    ctx: &mut Ctx,
    named: &[(UnitId, RecipientClass)],
) -> Result<BTreeSet<Recipient>, AppError> {
    let never =
        || AppError::refused("agreement.never_a_recipient", "this class of body is never a recipient");
    let mut recipients = BTreeSet::new();
    for (unit, class) in named {
        let facts = units::facts(&mut ctx.tx, *unit)
            .await?
            .ok_or_else(|| AppError::invalid("recipients", "no such unit"))?;
        if RecipientClass::from_code(&facts.body).is_some_and(RecipientClass::is_never_a_recipient) {
            return Err(never());
        }
        recipients.insert(Recipient::new(*unit, *class).map_err(|_| never())?);
    }
    Ok(recipients)
}

/// An agreement with where its purpose stands now with each recipient.
pub struct Told {
    /// The agreement.
    pub agreement: Agreement,
    /// Where each recipient stands.
    pub standing: Vec<(UnitId, Standing)>,
    /// Whether it ended because the person is an adult now: she herself is to be asked again.
    pub ask_again: bool,
}

/// Reads the agreements of a case back, oldest first.
pub async fn list(ctx: &mut Ctx, case: CaseId) -> Result<Vec<Told>, AppError> {
    let permit = ctx.permit_on::<act::ReadCase>(case).await?;
    let note = Note::because("support", "public_task").opening(&[Compartment::Core]);
    let recorded = ctx.record(&permit, note).await?;
    let core: Core =
        ctx.open(&permit, &recorded, Compartment::Core).await?.ok_or(AppError::Internal("core"))?;
    Ok(told(&core, ctx.now()))
}

/// The agreements in an open core, oldest first, with where each recipient stands.
pub(crate) fn told(core: &Core, now: Timestamp) -> Vec<Told> {
    let again: BTreeSet<AgreementId> = core.agreements.to_ask_again(now).map(Agreement::id).collect();
    let told = |agreement: &Agreement| Told {
        ask_again: again.contains(&agreement.id()),
        standing: agreement
            .recipients()
            .iter()
            .map(|to| (to.unit(), core.agreements.standing(agreement.purpose(), to.unit(), now)))
            .collect(),
        agreement: agreement.clone(),
    };
    core.agreements.given().iter().map(told).collect()
}

impl From<AgreementError> for AppError {
    fn from(error: AgreementError) -> Self {
        let code = match error {
            AgreementError::CanWait => "agreement.can_wait",
            AgreementError::MoreThanMinimum => "agreement.more_than_minimum",
            AgreementError::NotSpoken => "agreement.not_spoken",
            AgreementError::NoTeachBack => "agreement.no_teach_back",
            AgreementError::Empty => "agreement.empty",
            AgreementError::NotTheirs => "agreement.not_theirs",
            AgreementError::EndsBeforeItBegins => "agreement.ends_before_it_begins",
        };
        Self::refused(code, error.to_string())
    }
}
