//! What to do now: the finding in words, one number that answers, and how the person can come back.

use askama::Template;
use axum::extract::{Path, State};
use havenward_app::first_steps::{self, FirstSteps, Line};
use havenward_app::screenings::{self, Band, Screened};
use havenward_app::{AppError, Ctx};
use havenward_domain::id::{CaseId, ScreeningId};
use havenward_domain::recognition::Recognition;

use crate::AppState;
use crate::frame::{Answer, Page, Visit, show};
use crate::path::id;

/// What to do now.
#[derive(Template)]
#[template(path = "screenings/finding.html")]
struct Finding {
    page: Page,
    id: CaseId,
    found: Screened,
    steps: FirstSteps,
    line: Option<Line>,
}

impl Finding {
    fn tongue(&self) -> &'static str {
        self.page.language.tag()
    }

    /// Whether the words of the instrument are in the language of the page.
    fn is_english(&self) -> bool {
        self.tongue() == "en"
    }

    fn source(&self, key: &str) -> String {
        let sources = self.found.instrument.as_ref().map(|compiled| &compiled.instrument().sources);
        let found = sources.and_then(|sources| sources.iter().find(|source| source.key == key));
        found.map_or_else(|| key.to_owned(), |source| source.title.clone())
    }

    /// Whether somebody should now decide about the presumption.
    fn asks_for_presumption(&self) -> bool {
        let undecided = matches!(self.steps.recognising.position, Recognition::None | Recognition::Raised);
        self.found.finding.band >= Band::ProtectNow && undecided
    }
}

pub(super) async fn read(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path((case, screening)): Path<(String, String)>,
) -> Answer {
    let (id, screening): (CaseId, ScreeningId) = (id(&case)?, id(&screening)?);
    let tongue = page.language.tag();
    let read = async |ctx: &mut Ctx| -> Result<_, AppError> {
        let found = screenings::read(ctx, id, screening, tongue).await?;
        let steps = first_steps::read(ctx, id).await?;
        let line = first_steps::line_that_answers(ctx, steps.is_child()).await?;
        Ok((found, steps, line))
    };
    let (found, steps, line) = state.app.run(&caller, read).await?;
    show(&Finding { page, id, found, steps, line })
}
