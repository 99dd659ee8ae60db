//! The person stops what she agreed to, on her own page: asked first, then told what it cannot call back.

use askama::Template;
use havenward_app::agreements::CannotBeRecalled;
use havenward_app::spaces::{self, Stopped};
use havenward_app::{AppError, Caller, Ctx};
use havenward_domain::agreement::{Purpose, Standing};
use havenward_domain::id::{EntryId, UnitId};

use super::pages::{self, purpose_words, record};
use crate::AppState;
use crate::frame::{Answer, Fault, Form, Page, show};
use crate::path::id;

/// Before something ends: what it means.
#[derive(Template)]
#[template(path = "spaces/withdraw.html")]
struct AskWithdraw {
    page: Page,
    form: Form,
    purpose: String,
    unit: UnitId,
    name: String,
    is_by_law: bool,
}

impl AskWithdraw {
    /// Whether a place or help rests on it.
    fn is_a_service(&self) -> bool {
        self.purpose.starts_with("service:")
    }

    fn words(&self) -> String {
        purpose_words(&self.page, &self.purpose)
    }
}

/// What has ended, and what cannot be called back.
#[derive(Template)]
#[template(path = "spaces/stopped.html")]
struct Done {
    page: Page,
    stopped: Stopped,
}

impl Done {
    /// Who had read something before, with the day of the last reading.
    fn read_before(&self) -> Vec<(String, String)> {
        let mut all: Vec<(UnitId, &CannotBeRecalled)> = Vec::new();
        for one in &self.stopped.withdrawal.cannot_be_recalled {
            match all.iter_mut().find(|(unit, _)| *unit == one.unit) {
                Some((_, last)) if last.seen.at < one.seen.at => *last = one,
                Some(_) => {}
                None => all.push((one.unit, one)),
            }
        }
        let told = |(unit, one): (UnitId, &CannotBeRecalled)| {
            (self.stopped.name(unit).to_owned(), self.page.date(one.seen.at))
        };
        all.into_iter().map(told).collect()
    }
}

/// What she pointed at: purpose and recipient.
fn which(form: &Form) -> Result<(Purpose, UnitId), Fault> {
    let purpose: Purpose = form.value("purpose").parse().map_err(|_| AppError::NotFound)?;
    let unit: UnitId = id(form.value("unit"))?;
    Ok((purpose, unit))
}

pub(super) async fn ask(state: &AppState, caller: &Caller, page: Page, form: &Form) -> Answer {
    let (purpose, unit) = which(form)?;
    let own = state.app.run(caller, async |ctx| spaces::read(ctx).await).await?;
    let of = own.agreements.iter().filter(|told| *told.agreement.purpose() == purpose);
    let stands = of.flat_map(|told| &told.standing).find(|(to, _)| *to == unit).map(|(_, stands)| stands);
    let Some(stands) = stands.filter(|stands| spaces::can_be_stopped(stands)) else {
        // She stopped it in another window, or it ran out.
        let form = Form::empty(&page);
        return pages::shown(page, form, own);
    };
    let is_by_law = matches!(stands, Standing::NotNeeded(_));
    let (form, name) = (Form::empty(&page), own.name(unit).to_owned());
    show(&AskWithdraw { page, form, purpose: purpose.to_string(), unit, name, is_by_law })
}

pub(super) async fn stop(state: &AppState, caller: &Caller, page: Page, mut form: Form) -> Answer {
    let (purpose, unit) = which(&form)?;
    if form.read(|_| Some(())).is_none() {
        return record(state, caller, page, form, None).await;
    }
    let identity = form.identity();
    let mut stopped = None;
    let act = async |ctx: &mut Ctx| {
        stopped = Some(spaces::withdraw(ctx, &purpose, unit).await?);
        Ok(ctx.draw::<EntryId>())
    };
    match state.app.run_once(caller, form.once(&identity), act).await {
        // What a second click undid again is not shown: the first has said what was closed.
        Ok(done) => {
            if let Some(stopped) = stopped.filter(|_| !done.replayed) {
                return show(&Done { page, stopped });
            }
            form = Form::empty(&page);
        }
        Err(error) => {
            let mut shown = Form::empty(&page);
            shown.refused(error)?;
            form = shown;
        }
    }
    record(state, caller, page, form, None).await
}
