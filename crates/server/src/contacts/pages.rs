//! A first contact in a page: who was met, where, and how fast somebody must act. It opens a case.

use askama::Template;
use axum::extract::State;
use havenward_app::Ctx;
use havenward_app::contacts::{self, NewContact};
use havenward_domain::access::act;
use havenward_domain::coded::Coded;
use havenward_domain::codes::Setting;
use havenward_domain::contact::{AgeClaim, Urgency};
use havenward_domain::language::Language;
use havenward_domain::placement::Placement;
use havenward_domain::profile::Origin;
use havenward_domain::role::Role;

use crate::AppState;
use crate::frame::{Answer, Form, HasForm, Page, Pages, Visit, see_other, show, show_form};

/// Names and forms of address are at most this long.
const LONGEST_NAME: usize = 200;
/// Children who come along, at most.
const MOST_CHILDREN: i64 = 20;
/// Languages offered by name; others are added to a case later.
const LANGUAGES: [&str; 12] = ["ar", "en", "es", "fa", "fr", "ro", "ru", "sq", "ti", "tl", "uk", "vi"];

/// The languages to choose from in a case: the person's first, then those offered to everybody.
pub(crate) fn languages(of_the_person: &[Language]) -> Vec<String> {
    let mut all: Vec<String> = of_the_person.iter().map(ToString::to_string).collect();
    all.extend(
        LANGUAGES
            .iter()
            .filter(|tag| !of_the_person.iter().any(|own| own.as_str() == **tag))
            .map(|tag| (*tag).to_owned()),
    );
    all
}

pub(crate) fn routes() -> Pages {
    Pages::new().get("/contacts/new", ask).post("/contacts/new", record).in_navigation(
        "/contacts/new",
        "nav-contact",
        15,
        Role::is_first_responder,
    )
}

/// The form.
#[derive(Template)]
#[template(path = "contacts/new.html")]
struct New {
    page: Page,
    form: Form,
    settings: Vec<&'static str>,
}

impl New {
    fn of(page: Page, form: Form) -> Self {
        Self { page, form, settings: Setting::ALL.iter().map(|setting| setting.code()).collect() }
    }
}

impl HasForm for New {
    fn form(&self) -> &Form {
        &self.form
    }
}

async fn ask(State(state): State<AppState>, Visit { caller, page }: Visit) -> Answer {
    let may = async |ctx: &mut Ctx| ctx.permit_in_unit::<act::RecordContact>().map(drop);
    state.app.look(&caller, may).await?;
    let form = Form::empty(&page);
    show(&New::of(page, form))
}

fn read(form: &mut Form) -> Option<NewContact> {
    let urgency = form.code::<Urgency>("urgency");
    let age = form.code::<AgeClaim>("age");
    let setting = form.code::<Setting>("setting");
    let language = form.one_of("language", &LANGUAGES).and_then(|tag| tag.parse::<Language>().ok());
    let sex = form.maybe_code("sex");
    let placement = form.maybe_code("placement").unwrap_or(Placement::Either);
    let children_with = match form.value("children_with").trim() {
        "" => Some(0),
        _ => form.number("children_with", 0, MOST_CHILDREN).and_then(|count| u8::try_from(count).ok()),
    };
    let (name, address_as) =
        (form.maybe_text("name", LONGEST_NAME), form.maybe_text("address_as", LONGEST_NAME));
    Some(NewContact {
        origin: Origin::Responder,
        setting: setting?,
        languages: vec![language?],
        age: age?,
        urgency: urgency?,
        sex,
        placement,
        children_with: children_with?,
        limited_mobility: form.is_ticked("limited_mobility"),
        name,
        address_as,
    })
}

async fn record(State(state): State<AppState>, Visit { caller, page }: Visit, mut form: Form) -> Answer {
    if let Some(new) = form.read(read) {
        let identity = form.identity();
        // In danger, whom to call comes before anything that is told or asked.
        let then = if new.urgency == Urgency::DangerNow { "safety" } else { "told-before" };
        let act = async |ctx: &mut Ctx| contacts::record(ctx, new).await;
        match state.app.run_once(&caller, form.once(&identity), act).await {
            Ok(done) => return see_other(&format!("/cases/{}/{then}", done.id)),
            Err(error) => form.refused(error)?,
        }
    }
    show_form(&New::of(page, form))
}
