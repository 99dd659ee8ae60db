//! Screening in pages: an instrument drawn from its data, and what to do now.
//!
//! A short instrument is one page, a long one a page for each dimension, and either can be asked one
//! question at a time. What was answered on another page travels along in hidden fields: nothing of an
//! unfinished screening is kept.

mod finding;

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use havenward_app::first_steps::{self, FirstSteps};
use havenward_app::screenings::{self, AnswerState, Asked, Compiled, Mode};
use havenward_app::{AppError, Ctx, cases};
use havenward_domain::id::CaseId;
use serde_json::{Map, Value, json};

use crate::AppState;
use crate::first_steps::pages::in_their_words;
use crate::frame::{Answer, Form, HasForm, Page, Pages, Visit, see_other, show, show_form};
use crate::path::id;

/// An instrument with no more signs than this is one page.
const ONE_PAGE: usize = 12;

pub(crate) fn routes() -> Pages {
    Pages::new()
        .get("/cases/{id}/screenings/new", begin)
        .get("/cases/{id}/screenings/new/{instrument}", ask)
        .post("/cases/{id}/screenings/new/{instrument}", record)
        .get("/cases/{id}/screenings/{screening}", finding::read)
}

/// The shipped screen for a first contact, which wins over an equally short one for other days.
const FIRST_CONTACT: &str = "first-contact-6";

/// The shortest instrument comes first: it was made for a first contact.
async fn begin(
    State(state): State<AppState>,
    Visit { caller, .. }: Visit,
    Path(case): Path<String>,
) -> Answer {
    let id: CaseId = id(&case)?;
    let read = async |ctx: &mut Ctx| {
        cases::line(ctx, id).await?;
        screenings::instruments(ctx)
    };
    let all = state.app.look(&caller, read).await?;
    let length = |one: &Arc<Compiled>| {
        let instrument = one.instrument();
        (instrument.indicators.len(), instrument.id != FIRST_CONTACT)
    };
    let shortest = all.iter().min_by_key(|one| length(one));
    let shortest = shortest.ok_or(AppError::NotFound)?.instrument().reference();
    see_other(&format!("/cases/{id}/screenings/new/{shortest}"))
}

/// What a page of questions stands on.
struct Opened {
    instrument: Arc<Compiled>,
    others: Vec<Arc<Compiled>>,
    already: Vec<Asked>,
    steps: FirstSteps,
}

async fn open(ctx: &mut Ctx, case: CaseId, reference: &str) -> Result<Opened, AppError> {
    let opened = screenings::open(ctx, case, reference).await?;
    let steps = first_steps::read(ctx, case).await?;
    let mut others = screenings::instruments(ctx)?;
    // A case is about a person; lists about accounts are for those who watch payments.
    others.retain(|other| other.instrument().reference() != reference && is_about_people(other.instrument()));
    Ok(Opened { instrument: opened.instrument, others, already: opened.already_asked, steps })
}

fn is_about_people(instrument: &Instrument) -> bool {
    instrument.about.code() == "person"
}

/// One sign as it is asked.
struct Question {
    code: String,
    words: String,
    theirs: Option<String>,
    observe: String,
    hint: String,
    label: String,
    ask_by: &'static str,
    bias_note: Option<String>,
    answers: Vec<&'static str>,
}

/// A page of questions.
#[derive(Template)]
#[template(path = "screenings/ask.html")]
struct Ask {
    page: Page,
    form: Form,
    id: CaseId,
    theirs: Option<Page>,
    spoken: String,
    reference: String,
    title: String,
    is_draft: bool,
    others: Vec<(String, String, usize)>,
    already: Vec<Asked>,
    heading: Option<String>,
    questions: Vec<Question>,
    carried: Vec<(String, String)>,
    settings: Vec<&'static str>,
    at: usize,
    of: usize,
    one: bool,
}

impl HasForm for Ask {
    fn form(&self) -> &Form {
        &self.form
    }
}

impl Ask {
    fn of(page: Page, form: Form, id: CaseId, opened: Opened, place: Place) -> Self {
        let Opened { instrument, others, already, steps } = opened;
        let instrument = instrument.instrument();
        let theirs = in_their_words(&page, &steps.contact.languages);
        let spoken = steps.contact.languages.first().map(ToString::to_string).unwrap_or_default();
        let pages = pages_of(instrument, place.one);
        let at = place.at.min(pages.len().saturating_sub(1));
        let shown = pages.get(at).cloned().unwrap_or_default();
        let tongue = page.language.tag();
        let heading = (pages.len() > 1 && !place.one).then(|| heading(instrument, &shown, tongue)).flatten();
        let question =
            |nth: &usize| instrument.indicators.get(*nth).map(|sign| ask_for(sign, tongue, &spoken));
        let questions = shown.iter().filter_map(question).collect();
        let is_shown = |code: &str| {
            shown.iter().any(|nth| instrument.indicators.get(*nth).is_some_and(|sign| sign.code == code))
        };
        let carried = instrument
            .indicators
            .iter()
            .filter(|sign| !is_shown(&sign.code) && !form.value(&sign.code).is_empty())
            .map(|sign| (sign.code.clone(), form.value(&sign.code).to_owned()))
            .collect();
        let listed = |other: &Arc<Compiled>| {
            let other = other.instrument();
            (other.reference(), other.title.in_language(tongue).to_owned(), other.indicators.len())
        };
        Self {
            id,
            theirs,
            reference: instrument.reference(),
            title: instrument.title.in_language(tongue).to_owned(),
            is_draft: instrument.review_state.code() == "draft",
            others: others.iter().map(listed).collect(),
            already,
            heading,
            questions,
            carried,
            settings: settings(instrument),
            at,
            of: pages.len(),
            one: place.one,
            spoken,
            page,
            form,
        }
    }

    fn is_last(&self) -> bool {
        self.at + 1 >= self.of
    }
}

type Instrument = havenward_app::screenings::Instrument;
type Indicator = havenward_app::screenings::Indicator;

/// Where in the instrument a page stands.
#[derive(Clone, Copy, Default)]
struct Place {
    at: usize,
    one: bool,
}

/// The signs of each page.
fn pages_of(instrument: &Instrument, one: bool) -> Vec<Vec<usize>> {
    let all = 0..instrument.indicators.len();
    if one {
        return all.map(|nth| vec![nth]).collect();
    }
    if instrument.indicators.len() <= ONE_PAGE {
        return vec![all.collect()];
    }
    let mut pages: Vec<(Option<&str>, Vec<usize>)> = Vec::new();
    for (nth, sign) in instrument.indicators.iter().enumerate() {
        let dimension = sign.dimension.as_deref();
        match pages.iter_mut().find(|(of, _)| *of == dimension) {
            Some((_, signs)) => signs.push(nth),
            None => pages.push((dimension, vec![nth])),
        }
    }
    pages.into_iter().map(|(_, signs)| signs).collect()
}

fn heading(instrument: &Instrument, shown: &[usize], tongue: &str) -> Option<String> {
    let code = instrument.indicators.get(*shown.first()?)?.dimension.as_ref()?;
    let dimension = instrument.dimensions.iter().find(|one| one.code == *code)?;
    Some(dimension.label.in_language(tongue).to_owned())
}

fn ask_for(sign: &Indicator, tongue: &str, spoken: &str) -> Question {
    let words = |labels: &havenward_app::screenings::Labels| labels.in_language(tongue).to_owned();
    let primary = spoken.split('-').next().unwrap_or_default();
    let (asked, theirs) =
        if sign.question.is_empty() { (&sign.label, &sign.label) } else { (&sign.question, &sign.question) };
    let yes = [
        (Mode::Ask, AnswerState::YesTold),
        (Mode::Observe, AnswerState::YesSeen),
        (Mode::ThirdParty, AnswerState::YesThirdParty),
        (Mode::Document, AnswerState::YesDocument),
    ];
    let answers = yes.iter().filter(|(mode, _)| sign.mode.contains(mode)).map(|(_, state)| state.code());
    let always = [AnswerState::No, AnswerState::Unsure, AnswerState::Declined, AnswerState::NotAsked];
    Question {
        code: sign.code.clone(),
        words: words(asked),
        theirs: theirs.0.get(primary).filter(|_| primary != tongue).cloned(),
        observe: words(&sign.observe),
        hint: words(&sign.hint),
        label: words(&sign.label),
        ask_by: sign.ask_by.code(),
        bias_note: sign.bias_note.clone(),
        answers: answers.chain(always.iter().map(|state| state.code())).collect(),
    }
}

/// Places that can explain a sign, if the instrument knows any.
fn settings(instrument: &Instrument) -> Vec<&'static str> {
    let known = |setting: &&havenward_app::screenings::Surroundings| {
        instrument.indicators.iter().any(|sign| sign.not_if.contains(setting))
    };
    havenward_app::screenings::Surroundings::ALL.iter().filter(known).map(|setting| setting.code()).collect()
}

/// Without a yes to talking no question opens: then it is told first.
fn told_first(error: AppError, case: CaseId) -> Answer {
    if error.code() == "told_before.missing" {
        return see_other(&format!("/cases/{case}/told-before"));
    }
    Err(error.into())
}

async fn ask(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path((case, reference)): Path<(String, String)>,
) -> Answer {
    let id: CaseId = id(&case)?;
    match state.app.run(&caller, async |ctx| open(ctx, id, &reference).await).await {
        Ok(opened) => {
            let form = Form::empty(&page);
            show(&Ask::of(page, form, id, opened, Place::default()))
        }
        Err(error) => told_first(error, id),
    }
}

/// The answers as the instruments take them; a flaw where a state is none of them.
fn answers(form: &mut Form, opened: &Opened) -> String {
    let instrument = opened.instrument.instrument();
    let mut signs = Map::new();
    for sign in &instrument.indicators {
        let said = form.value(&sign.code).to_owned();
        if said.is_empty() {
            continue;
        }
        match AnswerState::from_code(&said) {
            Some(state) => {
                signs.insert(sign.code.clone(), Value::from(state.code()));
            }
            None => form.flaw(&sign.code, "form-choose"),
        }
    }
    let mut context = Map::new();
    context.insert("child".to_owned(), Value::from(opened.steps.child.code()));
    for setting in form.some_of("around", &settings(instrument)) {
        context.insert(setting.to_owned(), Value::from(true));
    }
    json!({ "instrument": instrument.reference(), "context": context, "answers": signs }).to_string()
}

async fn record(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path((case, reference)): Path<(String, String)>,
    mut form: Form,
) -> Answer {
    let id: CaseId = id(&case)?;
    let opened = match state.app.run(&caller, async |ctx| open(ctx, id, &reference).await).await {
        Ok(opened) => opened,
        Err(error) => return told_first(error, id),
    };
    let at: usize = form.value("at").parse().unwrap_or(0);
    let one = form.value("one") == "yes";
    let place = match form.value("go") {
        "next" => Place { at: at.saturating_add(1), one },
        "back" => Place { at: at.saturating_sub(1), one },
        "one" => Place { at: 0, one: true },
        "all" => Place { at: 0, one: false },
        _ => return keep(&state, (caller, page), id, opened, (form, Place { at, one })).await,
    };
    // Nothing is recorded yet: only the page is turned, with all that was answered.
    answers(&mut form, &opened);
    // A flaw is told where its question stands.
    let place = if form.flaws().is_empty() { place } else { Place { at, one } };
    show_form(&Ask::of(page, form, id, opened, place))
}

async fn keep(
    state: &AppState,
    (caller, page): (havenward_app::Caller, Page),
    id: CaseId,
    opened: Opened,
    (mut form, place): (Form, Place),
) -> Answer {
    if let Some(text) = form.read(|form| Some(answers(form, &opened))) {
        let identity = form.identity();
        let act = async |ctx: &mut Ctx| screenings::record(ctx, id, &text).await;
        match state.app.run_once(&caller, form.once(&identity), act).await {
            Ok(done) => return see_other(&format!("/cases/{id}/screenings/{}", done.id)),
            Err(error) => form.refused(error)?,
        }
    }
    show_form(&Ask::of(page, form, id, opened, place))
}
