//! Agreements in pages: tonight's by word of mouth, fuller ones later, each purpose, recipient and category
//! alone; and withdrawal, which takes no reason and says what it cannot call back.

mod later;
mod sheet;
mod withdraw;

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use axum::extract::{Path, State};
use havenward_app::agreements::{self, NewAgreement, Told};
use havenward_app::first_steps::{self, FirstSteps};
use havenward_app::services::{self, ServiceRow};
use havenward_app::{AppError, Caller, Ctx, units};
use havenward_domain::agreement::{
    Answer as Said, Category, ChildsView, GivenBy, Purpose, RecipientClass, Standing, TeachBack,
};
use havenward_domain::coded::Coded;
use havenward_domain::codes::ServiceType;
use havenward_domain::id::{CaseId, ServiceId, UnitId, UserId};
use havenward_domain::language::Language;
use havenward_domain::need::NeedsAssessment;
use havenward_domain::told_before::How;

use crate::AppState;
use crate::contacts::pages::languages;
use crate::first_steps::pages::in_their_words;
use crate::frame::{Answer, Form, HasForm, Page, Pages, Visit, see_other, show, show_form};
use crate::path::id;

/// How it was checked that the person understood.
const TEACH_BACK: [&str; 3] = ["in_own_words", "after_second_explanation", "not_done"];
/// Who says yes or no for a child.
const GIVERS: [&str; 3] = ["self", "guardian", "authority"];
/// What the child thinks of it.
const VIEWS: [&str; 4] = ["agrees", "disagrees", "prefers_not_to_say", "could_not_be_asked"];

pub(crate) fn routes() -> Pages {
    Pages::new()
        .get("/cases/{id}/agreements", list)
        .get("/cases/{id}/agreements/new", later::ask)
        .post("/cases/{id}/agreements/new", later::give)
        .get("/cases/{id}/agreements/tonight/{service}", ask_tonight)
        .post("/cases/{id}/agreements/tonight/{service}", give_tonight)
        .get("/cases/{id}/agreements/{agreement}/sheet", sheet::print)
        .get("/cases/{id}/agreements/{agreement}/withdraw", withdraw::ask)
        .post("/cases/{id}/agreements/{agreement}/withdraw", withdraw::close)
}

/// The words for a purpose.
pub(crate) fn purpose(page: &Page, purpose: &Purpose) -> String {
    match purpose {
        Purpose::Service(kind) => {
            page.t("purpose-service").s("need", page.coded("need", kind).plain()).plain()
        }
        Purpose::Transnational(country) => page.t("purpose-transnational").s("country", country).plain(),
        other => page.code("purpose", other.to_string()).plain(),
    }
}

/// The names of units.
type Names = BTreeMap<UnitId, String>;

async fn names(ctx: &mut Ctx) -> Result<Names, AppError> {
    Ok(units::directory(ctx).await?.into_iter().map(|unit| (unit.id, unit.name)).collect())
}

/// The agreements of a case.
#[derive(Template)]
#[template(path = "agreements/list.html")]
struct List {
    page: Page,
    id: CaseId,
    told: Vec<Told>,
    names: Names,
}

impl List {
    fn purpose(&self, told: &Told) -> String {
        purpose(&self.page, told.agreement.purpose())
    }

    fn name(&self, unit: &UnitId) -> &str {
        self.names.get(unit).map_or("", String::as_str)
    }

    fn is_agreed(&self, told: &Told) -> bool {
        told.agreement.is_in_force(*self.page.now())
            && told.standing.iter().any(|(_, standing)| *standing == Standing::Agreed)
    }
}

/// The code of where a recipient stands.
pub(crate) fn standing(standing: &Standing) -> &'static str {
    match standing {
        Standing::NotAsked => "not_asked",
        Standing::Agreed => "agreed",
        Standing::Refused => "refused",
        Standing::Withdrawn => "withdrawn",
        Standing::NotNeeded(_) => "not_needed",
    }
}

/// The code of an answer.
pub(crate) fn said(answer: Said) -> &'static str {
    match answer {
        Said::Agreed => "agreed",
        Said::Refused => "refused",
    }
}

async fn list(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(case): Path<String>,
) -> Answer {
    let id: CaseId = id(&case)?;
    let read = async |ctx: &mut Ctx| Ok((agreements::list(ctx, id).await?, names(ctx).await?));
    let (mut told, names) = state.app.run(&caller, read).await?;
    told.reverse();
    show(&List { page, id, told, names })
}

/// What is asked tonight about one place.
#[derive(Template)]
#[template(path = "agreements/tonight.html")]
struct Tonight {
    page: Page,
    form: Form,
    id: CaseId,
    service: ServiceRow,
    theirs: Option<Page>,
    kinds: Vec<&'static str>,
    languages: Vec<String>,
    ways: Vec<&'static str>,
    is_child: bool,
}

impl HasForm for Tonight {
    fn form(&self) -> &Form {
        &self.form
    }
}

impl Tonight {
    fn of(page: Page, form: Form, id: CaseId, (steps, service): (FirstSteps, ServiceRow)) -> Self {
        let ways = [How::Spoken, How::Interpreter, How::Audio, How::SignLanguage, How::Pictures];
        Self {
            id,
            theirs: in_their_words(&page, &steps.contact.languages),
            kinds: kinds(&steps, &service).into_iter().map(Coded::code).collect(),
            languages: languages(&steps.contact.languages),
            ways: ways.into_iter().map(Coded::code).collect(),
            is_child: steps.is_child(),
            page,
            form,
            service,
        }
    }
}

/// The open needs for tonight that a service meets.
pub(crate) fn kinds(steps: &FirstSteps, service: &ServiceRow) -> Vec<ServiceType> {
    let open = steps.needs.iter().flat_map(NeedsAssessment::open).map(|need| need.of);
    open.filter(|kind| kind.is_for_tonight() && service.service.offers.contains(kind)).collect()
}

/// The steps of a case and one service, unless that is not there.
pub(crate) async fn with_service(
    state: &AppState,
    caller: &Caller,
    id: CaseId,
    service: ServiceId,
) -> Result<(FirstSteps, ServiceRow), AppError> {
    let read = async |ctx: &mut Ctx| {
        let found = services::list(ctx).await?.into_iter().find(|row| row.service.id == service);
        Ok((first_steps::read(ctx, id).await?, found.ok_or(AppError::NotFound)?))
    };
    state.app.run(caller, read).await
}

async fn ask_tonight(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path((case, service)): Path<(String, String)>,
) -> Answer {
    let (id, service): (CaseId, ServiceId) = (id(&case)?, id(&service)?);
    let found = with_service(&state, &caller, id, service).await?;
    let mut form = Form::empty(&page);
    if let Some(kind) = kinds(&found.0, &found.1).first() {
        form = form.with("kind", kind.code());
    }
    if let Some(language) = found.0.contact.languages.first() {
        form = form.with("language", language.to_string());
    }
    show(&Tonight::of(page, form, id, found))
}

/// How it was explained, and by whom it was answered.
struct Explained {
    language: Language,
    how: How,
    teach_back: TeachBack,
    given_by: GivenBy,
}

fn explained(form: &mut Form, is_child: bool, worker: UserId) -> Option<Explained> {
    let language = form.value("language").parse::<Language>().ok();
    if language.is_none() {
        form.flaw("language", "form-choose");
    }
    let (how, taught) = (form.code("how"), form.one_of("teach_back", &TEACH_BACK));
    let given_by = if is_child { of_a_child(form, worker) } else { Some(GivenBy::Person) };
    let teach_back = match taught? {
        "in_own_words" => TeachBack::InOwnWords,
        "after_second_explanation" => TeachBack::AfterSecondExplanation,
        _ => TeachBack::NotDone,
    };
    Some(Explained { language: language?, how: how?, teach_back, given_by: given_by? })
}

fn of_a_child(form: &mut Form, worker: UserId) -> Option<GivenBy> {
    let (giver, view) = (form.one_of("giver", &GIVERS), form.one_of("view", &VIEWS));
    let childs_view = match view? {
        "agrees" => ChildsView::Agrees,
        "disagrees" => ChildsView::Disagrees,
        "prefers_not_to_say" => ChildsView::PrefersNotToSay,
        _ => ChildsView::CouldNotBeAsked,
    };
    Some(match giver? {
        "guardian" => GivenBy::Guardian { cleared_by: worker, childs_view },
        "authority" => GivenBy::Authority { officer: worker, childs_view },
        _ => GivenBy::Person,
    })
}

fn new_agreement(
    purpose: Purpose,
    to: (UnitId, RecipientClass),
    answers: BTreeMap<Category, Said>,
    explained: Explained,
) -> NewAgreement {
    NewAgreement {
        purpose,
        recipients: vec![to],
        answers,
        language: explained.language,
        how: explained.how,
        teach_back: explained.teach_back,
        witness: None,
        interpreter: None,
        given_by: explained.given_by,
    }
}

async fn give_tonight(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path((case, service)): Path<(String, String)>,
    mut form: Form,
) -> Answer {
    let (id, service): (CaseId, ServiceId) = (id(&case)?, id(&service)?);
    let found = with_service(&state, &caller, id, service).await?;
    let worker = page.member.as_ref().ok_or(AppError::SignedOut)?.user;
    let read = |form: &mut Form| {
        let kind = form.code::<ServiceType>("kind");
        let answer = form.one_of("answer", &["agreed", "refused"]);
        let explained = explained(form, found.0.is_child(), worker);
        Some((kind?, answer? == "agreed", explained?))
    };
    if let Some((kind, agrees, explained)) = form.read(read) {
        let answer = if agrees { Said::Agreed } else { Said::Refused };
        let answers = BTreeMap::from([(Category::MinimumDataset, answer)]);
        let to = (found.1.service.unit, RecipientClass::Care);
        let new = new_agreement(Purpose::Service(kind), to, answers, explained);
        let identity = form.identity();
        let give = async |ctx: &mut Ctx| agreements::give_tonight(ctx, id, new).await;
        match state.app.run_once(&caller, form.once(&identity), give).await {
            Ok(_) if agrees => return see_other(&format!("/cases/{id}/enquiries/new/{service}")),
            Ok(_) => return see_other(&format!("/cases/{id}/matches")),
            Err(error) => form.refused(error)?,
        }
    }
    show_form(&Tonight::of(page, form, id, found))
}

/// Categories that can be handed over to a unit for a purpose now, the minimum dataset apart.
pub(crate) fn agreed_now(told: &[Told], purpose: &Purpose, unit: UnitId, page: &Page) -> BTreeSet<Category> {
    let mut agreed = BTreeSet::new();
    // Oldest first, so that what was answered last counts.
    for one in told.iter().map(|told| &told.agreement).filter(|one| one.is_in_force(*page.now())) {
        for category in Category::ALL {
            match one.answer_to(purpose, unit, *category) {
                Some(Said::Agreed) => agreed.insert(*category),
                Some(Said::Refused) => agreed.remove(category),
                None => false,
            };
        }
    }
    agreed.remove(&Category::MinimumDataset);
    agreed
}
