//! What leaves because a law says so: a coarse notice, under no id of the case or the contact.
//!
//! The profile names the bodies that are bound; every other body is refused. The journal says that it was
//! done and by which law, for those who work on the case and for data protection.

use havenward_domain::access::act;
use havenward_domain::age_band::Minor;
use havenward_domain::codes::Form;
use havenward_domain::disclosure::{self, Disclosure, NotDisclosed};
use havenward_domain::id::CaseId;
use havenward_domain::place::Region;
use havenward_domain::profile::Profile;
use havenward_domain::refusal::Notice;
use havenward_store::{cases, notices, units};

use crate::matching::local;
use crate::{AppError, Ctx, Note};

/// What the notice says beside the month.
pub struct NewDisclosure {
    /// Whether the person was shown what it says.
    pub notice_shown: bool,
    /// Region.
    pub region: Region,
    /// Form of exploitation thought of, possibly unknown.
    pub form: Form,
}

/// The law behind the notice, as the profile names its source.
pub(crate) fn law(profile: &Profile) -> String {
    profile.notice().provenance.source.clone()
}

/// Gives the notice that the law asks of the actor's body about an adult who was not sent anywhere.
pub async fn by_law(ctx: &mut Ctx, case: CaseId, new: NewDisclosure) -> Result<(), AppError> {
    let permit = ctx.permit_on::<act::DiscloseByLaw>(case).await?;
    let plain = cases::plain(&mut ctx.tx, &permit).await?;
    let profile = ctx.profile_of(&plain.profile).await?;
    let law = law(&profile);
    let member = ctx.member()?;
    let unit = units::facts(&mut ctx.tx, member.unit).await?.ok_or(AppError::NotFound)?;
    let note = Note::because("statutory_notice", "legal_obligation").detail("law", law.as_str());
    let mut work = ctx.work_on::<act::DiscloseByLaw>(case, note).await?;
    let now = ctx.now();
    let status = &work.core().status;
    let minor = if status.age().is_treated_as_child() { Minor::Child } else { Minor::Adult };
    let stands = (minor, status.recognition().position);
    let shown = new.notice_shown.then_some(now);
    disclosure::is_owed(profile.notice(), &unit.body, stands, &work.core().disclosures, shown)?;

    let today = local(&profile, now).date();
    let notice = Notice { year: today.year(), month: today.month(), region: new.region, form: new.form };
    let id = ctx.draw();
    notices::insert(&mut ctx.tx, &work.permit, id, &unit.body, &notice).await?;
    work.core_mut().disclosures.push(Disclosure { law, by: member.user, at: now });
    ctx.save(work).await?;
    Ok(())
}

impl From<NotDisclosed> for AppError {
    fn from(refusal: NotDisclosed) -> Self {
        Self::refused(refusal.code(), refusal.to_string())
    }
}
