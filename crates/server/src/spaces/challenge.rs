//! The person says no to a decision, on her own page.

use std::collections::BTreeSet;

use askama::Template;
use havenward_app::desk::WayOpen;
use havenward_app::spaces;
use havenward_app::{Caller, Ctx};
use havenward_domain::coded::Coded;

use super::pages::{self, LONGEST_WORDS};
use crate::AppState;
use crate::challenges::pages::{or_gone, typed};
use crate::frame::{Answer, Form, HasForm, Page, show_form};

/// She says no to a decision: which way, and why if she likes.
#[derive(Template)]
#[template(path = "spaces/challenge.html")]
struct AskChallenge {
    page: Page,
    form: Form,
    ways: Vec<WayOpen>,
}

impl HasForm for AskChallenge {
    fn form(&self) -> &Form {
        &self.form
    }
}

impl AskChallenge {
    /// A way in her words: by its kind, since the law's own name helps nobody here.
    fn way(&self, way: &WayOpen) -> String {
        self.page.code("my-way", way.kind.code()).plain()
    }

    fn ground(&self, code: &str) -> String {
        self.words_of("my-ground", code)
    }

    fn late(&self, code: &str) -> String {
        self.words_of("my-late", code)
    }

    fn words_of(&self, family: &str, code: &str) -> String {
        crate::decisions::pages::words_of(&self.page, family, code)
    }

    fn grounds(&self) -> BTreeSet<&String> {
        self.ways.iter().flat_map(|way| &way.grounds).collect()
    }

    fn late_reasons(&self) -> BTreeSet<&String> {
        let is_late = |way: &&WayOpen| way.until.is_some_and(|until| self.page.is_over(until));
        self.ways.iter().filter(is_late).flat_map(|way| &way.late_because).collect()
    }
}

pub(super) async fn ask(state: &AppState, caller: &Caller, page: Page, form: Form) -> Answer {
    let own = state.app.run(caller, async |ctx| spaces::read(ctx).await).await?;
    show_form(&AskChallenge { page, form, ways: own.ways })
}

pub(super) async fn bring(state: &AppState, caller: &Caller, page: Page, mut form: Form) -> Answer {
    let own = state.app.run(caller, async |ctx| spaces::read(ctx).await).await?;
    let ways: Vec<&WayOpen> = own.ways.iter().collect();
    let read = form.read(|form| typed(form, &ways, LONGEST_WORDS));
    if let Some(new) = read.transpose()? {
        let identity = form.identity();
        let act = async |ctx: &mut Ctx| spaces::challenge(ctx, new).await;
        match state.app.run_once(caller, form.once(&identity), act).await {
            Ok(_) => {
                let form = Form::empty(&page);
                return pages::record(state, caller, page, form, Some("my-challenged")).await;
            }
            Err(error) => form.refused(or_gone(error, &ways))?,
        }
    }
    show_form(&AskChallenge { page, form, ways: own.ways })
}
