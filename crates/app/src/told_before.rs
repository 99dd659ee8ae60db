//! What the person is told before the first question, kept with her answer.
//!
//! No answer leads to a dead end; a no is never followed up.

use havenward_domain::access::act;
use havenward_domain::id::CaseId;
use havenward_domain::language::Language;
use havenward_domain::told_before::{AgreedToTalk, How, Leads, Telling, ToldBefore};
use jiff::SignedDuration;

use crate::file::Core;
use crate::{AppError, Ctx, Note};

/// A safe way to meet again is agreed before the shift ends.
const RECONTACT_WITHIN: SignedDuration = SignedDuration::from_hours(8);

/// What the worker records about telling.
#[derive(Debug, Clone)]
pub struct NewTelling {
    /// The language in which it was told.
    pub language: Language,
    /// How.
    pub how: How,
    /// Whether it was said what must be passed on by law, and to whom.
    pub limits_of_confidentiality_shown: bool,
    /// The person's answer.
    pub agreed_to_talk: AgreedToTalk,
}

impl NewTelling {
    /// Says where it leads.
    pub fn leads(&self) -> Leads {
        self.agreed_to_talk.leads(self.limits_of_confidentiality_shown)
    }
}

/// Keeps a telling and says where it leads.
pub async fn record(ctx: &mut Ctx, case: CaseId, new: NewTelling) -> Result<Leads, AppError> {
    let note = Note::because("support", "public_task");
    let mut work = ctx.work_on::<act::TellBefore>(case, note).await?;
    let leads = new.leads();
    let telling = Telling {
        language: new.language,
        how: new.how,
        by: ctx.member()?.user,
        at: ctx.now(),
        limits_of_confidentiality_shown: new.limits_of_confidentiality_shown,
        agreed_to_talk: new.agreed_to_talk,
    };
    work.core_mut().told_before.push(telling);
    work.settle("tell_before");
    if leads == Leads::HelpAndSafeRecontact {
        work.ask("agree_safe_recontact", RECONTACT_WITHIN);
    }
    ctx.save(work).await?;
    Ok(leads)
}

/// The proof that questions may be asked: the last telling counts, so that a later no closes them.
pub(crate) fn proof(core: &Core) -> Result<ToldBefore, AppError> {
    core.told_before.last().cloned().and_then(Telling::hear).ok_or_else(|| {
        AppError::refused(
            "told_before.missing",
            "tell the person who asks, why, and what must be passed on; ask only after a yes",
        )
    })
}
