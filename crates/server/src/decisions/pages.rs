//! The decisions desk in pages: the queue, one matter with its evidence, the decision, and its letter.

mod letter;
mod queue;

use askama::Template;
use axum::extract::{Path, State};
use havenward_app::decisions::{self, About, Ballot, Reasons};
use havenward_app::desk::{self, Desk};
use havenward_app::{AppError, Ctx, recognition};
use havenward_domain::coded::Coded;
use havenward_domain::decision::{Answer, DecisionReason, Matter};
use havenward_domain::id::CaseId;
use havenward_domain::profile::BenchKind;
use havenward_domain::role::Role;

use crate::AppState;
use crate::cases::pages::reference;
use crate::frame::{Form, HasForm, Page, Pages, Visit, see_other, show, show_form};
use crate::path::id;

/// Reasons in words, and a dissent, are at most this long.
const LONGEST: usize = 4_000;
/// The buttons of the desk.
const STEPS: [&str; 6] = ["check", "change", "decide", "vote", "again", "aside"];

pub(crate) fn routes() -> Pages {
    Pages::new()
        .get("/decisions", queue::list)
        .in_navigation("/decisions", "nav-decisions", 12, decides)
        .get("/cases/{id}/decide/{matter}", open)
        .post("/cases/{id}/decide/{matter}", act)
        .get("/cases/{id}/evidence/{stage}", ask)
        .post("/cases/{id}/evidence/{stage}", ask_for)
        .get("/cases/{id}/decisions/{decision}", letter::read)
}

fn decides(role: Role) -> bool {
    matches!(role, Role::CompetentAuthority | Role::PanelMember)
}

/// A code of a profile in words; one that has none is shown as it is written.
pub(crate) fn words_of(page: &Page, family: &str, code: &str) -> String {
    let key = format!("{family}-{}", code.replace(['_', '.', ':'], "-"));
    if page.knows(&key) { page.t(key).plain() } else { code.replace(['_', '-'], " ") }
}

/// A stage in words.
pub(crate) fn stage_words(page: &Page, code: &str) -> String {
    let say = page.code("stage", code);
    if page.knows(&format!("stage-{}", code.replace('_', "-"))) {
        say.plain()
    } else {
        code.replace('_', " ")
    }
}

/// One matter, with what is known and the form beside it.
#[derive(Template)]
#[template(path = "decisions/desk.html")]
struct OnDesk {
    page: Page,
    form: Form,
    id: CaseId,
    path: String,
    desk: Desk,
}

impl HasForm for OnDesk {
    fn form(&self) -> &Form {
        &self.form
    }
}

impl OnDesk {
    fn reference(&self) -> String {
        reference(self.id)
    }

    fn matter(&self) -> String {
        match &self.desk.on.matter {
            Matter::Stage(code) => stage_words(&self.page, code),
            Matter::Challenge(rule, _) => words_of(&self.page, "clock", rule),
        }
    }

    /// The stage, where the reader can ask for evidence.
    fn stage(&self) -> Option<&str> {
        match &self.desk.on.matter {
            Matter::Stage(code) if self.desk.may_ask => Some(code),
            _ => None,
        }
    }

    fn is_committee(&self) -> bool {
        self.desk.on.kind == BenchKind::Committee
    }

    /// Whether this reader writes the reasons now: alone, or as a member who has voted with enough others.
    fn may_close(&self) -> bool {
        let on = &self.desk.on;
        !self.is_committee() || (on.has_voted && on.votes.len() >= on.quorum as usize)
    }

    fn answers(&self) -> Vec<&'static str> {
        let challenge = matches!(self.desk.on.matter, Matter::Challenge(..));
        Answer::ALL
            .iter()
            .filter(|answer| challenge || **answer != Answer::SendBack)
            .map(|answer| answer.code())
            .collect()
    }

    fn sign(&self, sign: &desk::Sign) -> String {
        let tag = self.page.language.tag();
        sign.words.as_ref().map_or_else(|| sign.code.clone(), |words| words.in_language(tag).to_owned())
    }

    /// Reasons for the person, and those against, as the page groups them.
    fn reasons(positive: bool) -> Vec<&'static str> {
        let all = DecisionReason::ALL.iter().filter(|reason| reason.is_positive() == positive);
        all.map(|reason| reason.code()).collect()
    }

    fn seat(&self, seat: &str) -> String {
        words_of(&self.page, "seat", seat)
    }
}

/// Check your answers.
#[derive(Template)]
#[template(path = "decisions/check.html")]
struct Check {
    page: Page,
    form: Form,
    id: CaseId,
    path: String,
    matter: String,
    answer: Option<Answer>,
    given: Reasons,
    child: bool,
}

impl HasForm for Check {
    fn form(&self) -> &Form {
        &self.form
    }
}

impl Check {
    fn hidden(&self) -> Vec<(&'static str, String)> {
        let mut fields = vec![("words", self.given.words.clone().unwrap_or_default())];
        fields.extend(self.answer.map(|answer| ("answer", answer.code().to_owned())));
        fields.extend(self.given.reasons.iter().map(|reason| ("reasons", reason.code().to_owned())));
        fields.push(("missing", self.given.missing.clone().unwrap_or_default().join("\n")));
        fields
    }
}

async fn desk_of(
    state: &AppState,
    caller: &havenward_app::Caller,
    case: CaseId,
    about: &About,
) -> Result<Desk, AppError> {
    state.app.run(caller, async |ctx| desk::open(ctx, case, about).await).await
}

fn path_of(id: CaseId, matter: &str) -> String {
    format!("/cases/{id}/decide/{matter}")
}

async fn open(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path((case, matter)): Path<(String, String)>,
) -> crate::frame::Answer {
    let id: CaseId = id(&case)?;
    let desk = desk_of(&state, &caller, id, &desk::about(&matter)).await?;
    let (form, path) = (Form::empty(&page), path_of(id, &matter));
    show(&OnDesk { page, form, id, path, desk })
}

/// What the desk was told to do.
enum Told {
    Check(Option<Answer>, Reasons),
    Change,
    Decide(Option<Answer>, Reasons),
    Vote(Ballot),
    Again,
    Aside,
}

fn read(form: &mut Form, desk: &Desk) -> Option<Told> {
    let step = form.one_of("step", &STEPS)?;
    match step {
        "change" => Some(Told::Change),
        "again" => Some(Told::Again),
        "aside" => Some(Told::Aside),
        "vote" => {
            let (seat, answer) = (form.text("seat", 100), form.code("answer"));
            let is_free = |seat: &String| desk.on.has_voted || desk.on.free_seats.contains(seat);
            if seat.as_ref().is_some_and(|seat| !is_free(seat)) {
                form.flaw("seat", "form-choose");
            }
            let dissent = form.maybe_text("dissent", LONGEST);
            Some(Told::Vote(Ballot { seat: Some(seat?), answer: answer?, dissent }))
        }
        _ => {
            let answer =
                if desk.on.kind == BenchKind::Committee { None } else { form.code::<Answer>("answer") };
            let (given, words) = (form.codes::<DecisionReason>("reasons"), form.maybe_text("words", LONGEST));
            if given.is_empty() && form.flaw_of("reasons").is_none() {
                form.flaw("reasons", "decide-no-reason");
            }
            let missing = form.maybe_text("missing", LONGEST);
            let lines = missing.map(|text| {
                text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
            });
            let given = Reasons { reasons: given, words, missing: lines };
            let told = if step == "check" { Told::Check(answer, given) } else { Told::Decide(answer, given) };
            Some(told)
        }
    }
}

async fn act(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path((case, matter)): Path<(String, String)>,
    mut form: Form,
) -> crate::frame::Answer {
    let id: CaseId = id(&case)?;
    let (about, path) = (desk::about(&matter), path_of(id, &matter));
    let desk = desk_of(&state, &caller, id, &about).await?;
    let Some(told) = form.read(|form| read(form, &desk)) else {
        return show_form(&OnDesk { page, form, id, path, desk });
    };
    let done = match told {
        Told::Change => return show_form(&OnDesk { page, form, id, path, desk }),
        Told::Check(answer, given) => {
            let matter =
                OnDesk { page: page.clone(), form: Form::empty(&page), id, path: path.clone(), desk };
            let (matter, child) = (matter.matter(), matter.desk.plain.child);
            return show_form(&Check { page, form, id, path, matter, answer, given, child });
        }
        Told::Decide(answer, given) => {
            let identity = form.identity();
            let decide = async |ctx: &mut Ctx| match answer {
                Some(answer) => decisions::decide_alone(ctx, id, about, answer, given).await,
                None => decisions::close(ctx, id, about, given).await,
            };
            match state.app.run_once(&caller, form.once(&identity), decide).await {
                Ok(done) => return see_other(&format!("/cases/{id}/decisions/{}", done.id)),
                Err(error) => Err(error),
            }
        }
        Told::Vote(ballot) => {
            form.act(&state.app, &caller, async |ctx| vote(ctx, id, about, ballot).await).await
        }
        Told::Again => {
            form.act(&state.app, &caller, async |ctx| decisions::vote_again(ctx, id, about).await).await
        }
        Told::Aside => form.act(&state.app, &caller, async |ctx| aside(ctx, id, about).await).await,
    };
    match done {
        Ok(()) => see_other(&path),
        Err(error) => {
            form.refused(error)?;
            show_form(&OnDesk { page, form, id, path, desk })
        }
    }
}

/// The first who votes or steps aside opens the sitting.
async fn vote(ctx: &mut Ctx, case: CaseId, about: About, ballot: Ballot) -> Result<(), AppError> {
    if !desk::open(ctx, case, &about).await?.on.is_open {
        decisions::open_sitting(ctx, case, about.clone()).await?;
    }
    decisions::vote(ctx, case, about, ballot).await
}

async fn aside(ctx: &mut Ctx, case: CaseId, about: About) -> Result<(), AppError> {
    if !desk::open(ctx, case, &about).await?.on.is_open {
        decisions::open_sitting(ctx, case, about.clone()).await?;
    }
    decisions::step_aside(ctx, case, about).await
}

/// What is asked for before want of information may be a reason.
#[derive(Template)]
#[template(path = "decisions/evidence.html")]
struct Ask {
    page: Page,
    form: Form,
    id: CaseId,
    stage: String,
}

impl HasForm for Ask {
    fn form(&self) -> &Form {
        &self.form
    }
}

async fn ask(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path((case, stage)): Path<(String, String)>,
) -> crate::frame::Answer {
    let (id, form) = (id(&case)?, Form::empty(&page));
    state.app.look(&caller, async |ctx| recognition::may_ask_for_evidence(ctx, id, &stage).await).await?;
    show(&Ask { page, form, id, stage })
}

async fn ask_for(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path((case, stage)): Path<(String, String)>,
    mut form: Form,
) -> crate::frame::Answer {
    let id: CaseId = id(&case)?;
    if let Some(text) = form.read(|form| form.text("asked_for", LONGEST)) {
        let asked = text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
        let ask = async |ctx: &mut Ctx| recognition::ask_for_evidence(ctx, id, &stage, asked).await;
        match form.act(&state.app, &caller, ask).await {
            Ok(()) => return see_other(&path_of(id, &stage)),
            Err(error) => form.refused(error)?,
        }
    }
    show_form(&Ask { page, form, id, stage })
}
