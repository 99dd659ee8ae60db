//! What is shared without the person's agreement, because a law orders or allows it or her life depends on it.
//!
//! It is written into the sealed core with its ground, its law and its end; enquiries and offers rest on it from
//! then on. The person is told, at the latest as soon as it is safe, and objects by withdrawing.

use std::collections::BTreeSet;

use havenward_domain::access::act;
use havenward_domain::agreement::{ByLaw, Category, Purpose, RecipientClass};
use havenward_domain::coded::Coded;
use havenward_domain::id::{CaseId, UnitId};
use havenward_domain::legal_basis::{
    ControllerKind, Ground, LegalBasis, LegalBasisError, Parts, SpecialGround,
};
use havenward_domain::status::FollowUp;
use jiff::{SignedDuration, Timestamp};

use crate::why::checked_words;
use crate::{AppError, Ctx, Note, agreements};

/// Nothing is shared by law for longer without being looked at again.
const LONGEST: SignedDuration = SignedDuration::from_hours(24 * 365);
/// No law is named at greater length.
const LONGEST_LAW: usize = 200;
/// What was shared in vital interest is told as soon as it is safe; a member of staff looks at it within a week.
const TELL_WITHIN: SignedDuration = SignedDuration::from_hours(24 * 7);
/// The person is told of everything else within a day.
const TELL_SOON: SignedDuration = SignedDuration::from_hours(24);
/// The task of telling her later.
const TELL_WHEN_SAFE: &str = "tell_when_safe";

/// What is shared, and on what it rests.
pub struct NewByLaw {
    /// The ground.
    pub ground: Ground,
    /// The ground for special categories, without which health is not shared.
    pub special_category: Option<SpecialGround>,
    /// The law, act and article.
    pub law: Option<String>,
    /// Why, in words.
    pub reason: Option<String>,
    /// For what.
    pub purpose: Purpose,
    /// With whom.
    pub recipient: (UnitId, RecipientClass),
    /// What, no more than the law names.
    pub categories: BTreeSet<Category>,
    /// Until when.
    pub until: Timestamp,
}

/// Says whether the actor may share something of this case by law at all. Nothing is opened.
pub async fn may_share(ctx: &mut Ctx, case: CaseId) -> Result<(), AppError> {
    ctx.permit_on::<act::DiscloseByLaw>(case).await.map(drop)
}

/// Records that something is shared by law. Said again of what is shared already, it changes nothing: the person is
/// told once.
pub async fn share(ctx: &mut Ctx, case: CaseId, new: NewByLaw) -> Result<(), AppError> {
    let now = ctx.now();
    check(&new, now)?;
    let member = ctx.member()?;
    let basis = LegalBasis::new(Parts {
        controller: member.unit,
        kind: ControllerKind::of(member.role),
        ground: new.ground,
        special_category: new.special_category,
        offence_data: None,
        law: new.law,
    })?;
    let reason = new.reason.map(|text| checked_words("reason", text)).transpose()?;
    let codes: Vec<&str> = new.categories.iter().map(|category| category.code()).collect();
    let note = Note::because("share_by_law", new.ground.code())
        .detail("law", basis.told())
        .detail("recipient", new.recipient.0.to_string())
        .detail("categories", codes.join(" "));
    let mut work = ctx.work_on::<act::DiscloseByLaw>(case, note).await?;
    let recipients = agreements::recipients(ctx, &[new.recipient]).await?;
    let recipient = recipients.into_iter().next().ok_or(AppError::Internal("recipient"))?;
    let (purpose, categories, until, by) = (new.purpose, new.categories, new.until, member.user);
    let by_law = ByLaw { basis, purpose, recipient, categories, until, by, at: now, reason };
    if work.core().agreements.by_law().iter().any(|known| known.shares_the_same(&by_law, now)) {
        return Ok(());
    }
    if by_law.basis.must_be_told_when_safe() {
        work.ask(TELL_WHEN_SAFE, TELL_WITHIN);
    } else {
        work.ask(FollowUp::TellPersonOrRepresentative.code(), TELL_SOON);
    }
    let given = std::mem::take(&mut work.core_mut().agreements);
    work.core_mut().agreements = given.with_law(by_law);
    ctx.save(work).await?;
    Ok(())
}

fn check(new: &NewByLaw, now: Timestamp) -> Result<(), AppError> {
    if !new.ground.shares_without_agreement() {
        let message = "nothing is shared on this ground without the person's agreement; ask her";
        return Err(AppError::refused("share.needs_agreement", message));
    }
    if new.categories.is_empty() {
        return Err(AppError::invalid("what", "name what is shared, no more than the law names"));
    }
    if new.until <= now || now + LONGEST < new.until {
        return Err(AppError::invalid("until", "give an end within a year"));
    }
    if new.law.as_ref().is_some_and(|law| law.len() > LONGEST_LAW) {
        return Err(AppError::invalid(
            "law",
            format!("give the act and the article, up to {LONGEST_LAW} bytes"),
        ));
    }
    if new.ground == Ground::VitalInterest && new.reason.is_none() {
        return Err(AppError::invalid("reason", "write down why her life or health depends on it"));
    }
    if new.categories.contains(&Category::Health) && new.special_category.is_none() {
        return Err(AppError::invalid("special_category", "health is shared on a ground of its own only"));
    }
    Ok(())
}

impl From<LegalBasisError> for AppError {
    fn from(error: LegalBasisError) -> Self {
        let code = match error {
            LegalBasisError::StateBodyOnConsent => "legal_basis.state_body_on_consent",
            LegalBasisError::NotPolice => "legal_basis.not_police",
            LegalBasisError::LawMissing => "legal_basis.law_missing",
        };
        Self::refused(code, error.to_string())
    }
}
