//! An interpreter for a case: asked for, checked for conflicts, answered by the person, and what became of it.

use askama::Template;
use axum::extract::{Path, State};
use havenward_app::interpreters::{self, Interpreter};
use havenward_app::{AppError, Caller, Ctx, bookings, first_steps};
use havenward_domain::booking::{Booking, ConflictCheck, PersonsAnswer, Request, State as Stands};
use havenward_domain::id::{BookingId, CaseId, UserId};
use havenward_domain::language::Language;
use jiff::civil::{Date, Time};

use crate::AppState;
use crate::cases::pages::reference;
use crate::contacts::pages::languages;
use crate::frame::{Answer, Form, HasForm, Page, Pages, Visit, see_other, show, show_form};
use crate::path::id;

/// No dialect has a longer name.
const LONGEST_DIALECT: usize = 60;
/// What is asked about an interpreter before she is proposed; each is answered.
const CHECKS: [(&str, &str); 4] = [
    ("from_companion", "booking-from-companion"),
    ("relative", "booking-relative"),
    ("tied_to_danger", "booking-tied-to-danger"),
    ("same_community", "booking-same-community"),
];
/// What becomes of a booking, as the buttons say.
const STEPS: [&str; 7] = ["propose", "yes", "not_asked", "refused", "did_not_come", "done", "cancelled"];

pub(crate) fn routes() -> Pages {
    Pages::new()
        .get("/cases/{id}/bookings", list)
        .post("/cases/{id}/bookings", request)
        .get("/cases/{id}/bookings/{booking}", open)
        .post("/cases/{id}/bookings/{booking}", change)
}

/// Where a booking stands, a code.
fn stands(booking: &Booking) -> &'static str {
    match booking.state() {
        Stands::Requested => "requested",
        Stands::Proposed { .. } => "proposed",
        Stands::Confirmed { .. } => "confirmed",
        Stands::Done { .. } => "done",
        Stands::Cancelled => "cancelled",
    }
}

fn language_words(page: &Page, tag: &str) -> String {
    let key = format!("language-{tag}");
    if page.knows(&key) { page.t(key).plain() } else { tag.to_owned() }
}

/// The bookings of a case, and a form for a new one.
#[derive(Template)]
#[template(path = "bookings/list.html")]
struct List {
    page: Page,
    form: Form,
    case: CaseId,
    bookings: Vec<Booking>,
    languages: Vec<String>,
}

impl HasForm for List {
    fn form(&self) -> &Form {
        &self.form
    }
}

impl List {
    async fn of(
        state: &AppState,
        caller: &Caller,
        (page, form): (Page, Form),
        case: CaseId,
    ) -> Result<Self, AppError> {
        let read =
            async |ctx: &mut Ctx| Ok((bookings::list(ctx, case).await?, first_steps::read(ctx, case).await?));
        let (mut bookings, steps) = state.app.run(caller, read).await?;
        bookings.sort_by_key(|one| std::cmp::Reverse(one.wanted().at));
        Ok(Self { page, form, case, bookings, languages: languages(&steps.contact.languages) })
    }

    fn reference(&self) -> String {
        reference(self.case)
    }

    fn language(&self, booking: &Booking) -> String {
        language_words(&self.page, booking.wanted().language.as_str())
    }

    fn stands(booking: &Booking) -> &'static str {
        stands(booking)
    }
}

async fn list(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(case): Path<String>,
) -> Answer {
    let today = page.local(*page.now()).date();
    let form = Form::empty(&page)
        .with("on-day", today.day().to_string())
        .with("on-month", today.month().to_string())
        .with("on-year", today.year().to_string())
        .with("minutes", "60")
        .with("mode", "remote");
    show(&List::of(&state, &caller, (page, form), id(&case)?).await?)
}

/// An hour as people type it: 9:30, 14.05, 1405.
fn hour(text: &str) -> Option<Time> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let (hours, minutes) = match text.split_once([':', '.']) {
        Some((hours, minutes)) => (hours.trim().parse().ok()?, minutes.trim().parse().ok()?),
        None if digits.len() == 4 => (digits.get(..2)?.parse().ok()?, digits.get(2..)?.parse().ok()?),
        None => (text.trim().parse().ok()?, 0),
    };
    Time::new(hours, minutes, 0, 0).ok()
}

fn read(form: &mut Form, page: &Page) -> Option<Request> {
    let language = form.value("language").parse::<Language>().ok();
    if language.is_none() {
        form.flaw("language", "form-choose");
    }
    let dialect = form.maybe_text("dialect", LONGEST_DIALECT);
    let (sex, mode) = (form.maybe_code("sex"), form.code("mode"));
    let minutes = form.number("minutes", 1, 480).and_then(|minutes| u16::try_from(minutes).ok());
    let day = form.date("on").and_then(|day| Date::new(day.year, day.month?, day.day?).ok());
    if day.is_none() && form.flaw_of("on").is_none() {
        form.flaw("on", "form-date");
    }
    let time = hour(form.value("time"));
    if time.is_none() {
        form.flaw("time", "booking-time-wrong");
    }
    let zone = page.local(*page.now()).time_zone().clone();
    let at = day?.to_datetime(time?).to_zoned(zone).ok()?.timestamp();
    if at < *page.now() {
        form.flaw("on", "booking-behind");
    }
    Some(Request { language: language?, dialect, sex, mode: mode?, at, minutes: minutes? })
}

async fn request(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(case): Path<String>,
    mut form: Form,
) -> Answer {
    let case: CaseId = id(&case)?;
    if let Some(wanted) = form.read(|form| read(form, &page)) {
        let identity = form.identity();
        let act = async |ctx: &mut Ctx| bookings::request(ctx, case, wanted).await;
        match state.app.run_once(&caller, form.once(&identity), act).await {
            Ok(done) => return see_other(&format!("/cases/{case}/bookings/{}", done.id)),
            Err(error) => form.refused(error)?,
        }
    }
    show_form(&List::of(&state, &caller, (page, form), case).await?)
}

/// One booking, with what can be done about it now.
#[derive(Template)]
#[template(path = "bookings/open.html")]
struct Open {
    page: Page,
    form: Form,
    case: CaseId,
    booking: Booking,
    /// Those who speak the language, where somebody is looked for.
    interpreters: Vec<Interpreter>,
}

impl HasForm for Open {
    fn form(&self) -> &Form {
        &self.form
    }
}

impl Open {
    async fn of(
        state: &AppState,
        caller: &Caller,
        (page, form): (Page, Form),
        (case, booking): (CaseId, BookingId),
    ) -> Result<Self, AppError> {
        let read = async |ctx: &mut Ctx| {
            let all = bookings::list(ctx, case).await?;
            let booking = all.into_iter().find(|one| one.id() == booking).ok_or(AppError::NotFound)?;
            let known = interpreters::list(ctx, Some(&booking.wanted().language)).await?;
            Ok((booking, known))
        };
        let (booking, interpreters) = state.app.run(caller, read).await?;
        Ok(Self { page, form, case, booking, interpreters })
    }

    fn stands(&self) -> &'static str {
        stands(&self.booking)
    }

    fn language(&self) -> String {
        language_words(&self.page, self.booking.wanted().language.as_str())
    }

    /// Those who can be proposed: whom the person has refused is not among them.
    fn offered(&self) -> Vec<&Interpreter> {
        self.interpreters.iter().filter(|one| !self.booking.has_refused(one.user)).collect()
    }

    fn ways(&self, one: &Interpreter) -> String {
        let modes: Vec<String> =
            one.speaks.modes.iter().map(|mode| self.page.coded("mode", mode).plain()).collect();
        modes.join(", ")
    }

    /// Who is proposed or booked, by name.
    fn interpreter(&self) -> Option<&str> {
        let user = match self.booking.state() {
            Stands::Proposed { interpreter, .. }
            | Stands::Confirmed { interpreter }
            | Stands::Done { interpreter } => interpreter,
            Stands::Requested | Stands::Cancelled => return None,
        };
        self.interpreters.iter().find(|one| one.user == *user).map(|one| one.name.as_str())
    }

    /// Whether word may travel, so that the person must be asked.
    fn must_ask(&self) -> bool {
        matches!(self.booking.state(), Stands::Proposed { check, .. } if check.same_community)
    }
}

async fn open(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path((case, booking)): Path<(String, String)>,
) -> Answer {
    let form = Form::empty(&page);
    show(&Open::of(&state, &caller, (page, form), (id(&case)?, id(&booking)?)).await?)
}

/// Who is proposed, and what was found: each question is answered, or it was no check.
fn proposed(form: &mut Form) -> Option<(UserId, ConflictCheck)> {
    let user = form.value("interpreter").parse::<UserId>().ok();
    if user.is_none() {
        form.flaw("interpreter", "form-choose");
    }
    let mut found = |field| form.one_of(field, &["yes", "no"]).map(|answer| answer == "yes");
    let answers = CHECKS.map(|(field, _)| found(field));
    let [from_companion, relative, tied_to_danger, same_community] = answers;
    let check = ConflictCheck {
        from_companion: from_companion?,
        relative: relative?,
        tied_to_danger: tied_to_danger?,
        same_community: same_community?,
    };
    Some((user?, check))
}

async fn change(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path((case, booking)): Path<(String, String)>,
    mut form: Form,
) -> Answer {
    let (case, booking): (CaseId, BookingId) = (id(&case)?, id(&booking)?);
    let step = form.read(|form| {
        let step = form.one_of("step", &STEPS)?;
        let proposed = if step == "propose" { Some(proposed(form)?) } else { None };
        Some((step, proposed))
    });
    if let Some((step, proposed)) = step {
        let act = async |ctx: &mut Ctx| match (step, proposed) {
            ("propose", Some((user, check))) => bookings::propose(ctx, case, booking, user, check).await,
            ("yes", _) => bookings::confirm(ctx, case, booking, PersonsAnswer::Yes).await,
            ("not_asked", _) => bookings::confirm(ctx, case, booking, PersonsAnswer::NotAsked).await,
            ("refused", _) => bookings::refuse(ctx, case, booking).await,
            ("did_not_come", _) => bookings::did_not_come(ctx, case, booking).await,
            ("done", _) => bookings::done(ctx, case, booking).await,
            _ => bookings::cancel(ctx, case, booking).await,
        };
        match form.act(&state.app, &caller, act).await {
            Ok(()) => return see_other(&format!("/cases/{case}/bookings/{booking}")),
            Err(error) => form.refused(error)?,
        }
    }
    show_form(&Open::of(&state, &caller, (page, form), (case, booking)).await?)
}
