//! Presumption, by whom the profile allows: a responder where it names the role, else the deciding body.

use askama::Template;
use axum::extract::{Path, State};
use havenward_app::first_steps::{self, FirstSteps};
use havenward_app::{AppError, Ctx, Why, recognition};
use havenward_domain::author::MoveReason;
use havenward_domain::coded::Coded;
use havenward_domain::id::CaseId;
use havenward_domain::profile::Origin;
use havenward_domain::recognition::{PresumptionGround, Recognition};

use crate::AppState;
use crate::frame::{Answer, Form, HasForm, Page, Pages, Visit, see_other, show, show_form};
use crate::path::id;

/// No words about a move are longer.
const LONGEST: usize = 1_000;
/// Why a responder raises or presumes.
const REASONS: [&str; 6] =
    ["told_by_person", "signs_seen", "documents", "other_authority", "own_wish", "danger"];

pub(crate) fn routes() -> Pages {
    Pages::new().get("/cases/{id}/presumption", ask).post("/cases/{id}/presumption", presume)
}

/// Raise, or presume.
#[derive(Template)]
#[template(path = "recognition/presume.html")]
struct Presume {
    page: Page,
    form: Form,
    id: CaseId,
    steps: FirstSteps,
    grounds: Vec<&'static str>,
}

impl HasForm for Presume {
    fn form(&self) -> &Form {
        &self.form
    }
}

impl Presume {
    fn of(page: Page, form: Form, id: CaseId, steps: FirstSteps) -> Self {
        let grounds = PresumptionGround::ALL.iter().map(|ground| ground.code()).collect();
        Self { page, form, id, steps, grounds }
    }

    fn is_open(&self) -> bool {
        matches!(self.steps.recognising.position, Recognition::None | Recognition::Raised)
    }

    /// Whether this reader presumes; else she can say that somebody should.
    fn presumes(&self) -> bool {
        self.is_open() && self.steps.recognising.may_presume
    }

    fn raises(&self) -> bool {
        let is_new = self.steps.recognising.position == Recognition::None;
        is_new && self.steps.recognising.may_raise && !self.steps.recognising.may_presume
    }
}

async fn ask(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(case): Path<String>,
) -> Answer {
    let id: CaseId = id(&case)?;
    let steps = state.app.run(&caller, async |ctx| first_steps::read(ctx, id).await).await?;
    let form = Form::empty(&page);
    show(&Presume::of(page, form, id, steps))
}

/// Why, and on what grounds; grounds only from those who presume.
fn read(form: &mut Form, presumes: bool) -> Option<(Why, Vec<PresumptionGround>)> {
    let reason = form.one_of("reason", &REASONS).and_then(MoveReason::from_code);
    let words = form.maybe_text("words", LONGEST);
    let grounds = if presumes { form.codes::<PresumptionGround>("grounds") } else { Vec::new() };
    if presumes && grounds.is_empty() && form.flaw_of("grounds").is_none() {
        form.flaw("grounds", "form-choose");
    }
    Some((Why::new(reason?, words).ok()?, grounds))
}

async fn presume(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(case): Path<String>,
    mut form: Form,
) -> Answer {
    let id: CaseId = id(&case)?;
    let steps = state.app.run(&caller, async |ctx| first_steps::read(ctx, id).await).await?;
    let presumes = steps.recognising.may_presume;
    let is_new = steps.recognising.position == Recognition::None;
    if let Some((why, grounds)) = form.read(|form| read(form, presumes)) {
        // Raised and presumed in one act: the second never stands without the first.
        let act = async |ctx: &mut Ctx| {
            if is_new {
                recognition::raise(ctx, id, why.clone(), Origin::Responder).await?;
            }
            match (presumes, is_new) {
                (true, _) => recognition::presume(ctx, id, why, &grounds).await,
                (false, true) => Ok(()),
                // Somebody raised it meanwhile.
                (false, false) => Err(AppError::Conflict),
            }
        };
        match form.act(&state.app, &caller, act).await {
            Ok(()) => return see_other(&format!("/cases/{id}/presumption")),
            Err(error) => form.refused(error)?,
        }
    }
    show_form(&Presume::of(page, form, id, steps))
}
