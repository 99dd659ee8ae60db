//! Who is in the house, who is away by arrangement, and the sheet by which a month is paid.

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use havenward_app::stays::{self, Open, Sheet};
use havenward_app::{AppError, Caller, Ctx};
use havenward_domain::id::StayId;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Deserialize;

use crate::AppState;
use crate::frame::{Answer, Form, HasForm, Page, Pages, Visit, see_other, show, show_form};
use crate::path::id;
use crate::services::pages::runs_a_house;

pub(crate) fn routes() -> Pages {
    Pages::new()
        .get("/stays", list)
        .get("/stays/sheet", sheet)
        .get("/stays/{id}", ask)
        .post("/stays/{id}", change)
        .in_navigation("/stays", "nav-stays", 35, runs_a_house)
}

/// What both sides call a stay by: the beginning of its referral's random id.
fn reference(open: &Open) -> String {
    open.stay.referral().map(|id| id.to_string().chars().take(8).collect()).unwrap_or_default()
}

/// Everybody in the house.
#[derive(Template)]
#[template(path = "stays/list.html")]
struct List {
    page: Page,
    open: Vec<Open>,
    today: Date,
}

impl List {
    fn people(&self) -> u32 {
        self.open.iter().map(|one| u32::from(one.stay.people())).sum()
    }

    fn away(&self) -> usize {
        self.open.iter().filter(|one| one.stay.is_away()).count()
    }

    fn is_late(&self, one: &Open) -> bool {
        one.stay.away().is_some_and(|away| away.expected < self.today)
    }
}

async fn list(State(state): State<AppState>, Visit { caller, page }: Visit) -> Answer {
    let read = async |ctx: &mut Ctx| Ok((stays::list(ctx).await?, stays::today(ctx).await?));
    let (open, today) = state.app.run(&caller, read).await?;
    show(&List { page, open, today })
}

/// One stay, and what can be said about it.
#[derive(Template)]
#[template(path = "stays/change.html")]
struct Change {
    page: Page,
    form: Form,
    one: Open,
    says: Vec<&'static str>,
}

impl HasForm for Change {
    fn form(&self) -> &Form {
        &self.form
    }
}

impl Change {
    fn of(page: Page, form: Form, one: Open) -> Self {
        let mut says = if one.stay.is_away() { vec!["back"] } else { vec!["away"] };
        if one.is_expected {
            says.push("worry");
        }
        says.push("ended");
        Self { page, form, one, says }
    }
}

async fn one(state: &AppState, caller: &Caller, id: StayId) -> Result<(Open, Date), AppError> {
    state.app.run(caller, async |ctx| Ok((stays::one(ctx, id).await?, stays::today(ctx).await?))).await
}

async fn ask(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(stay): Path<String>,
) -> Answer {
    let (one, today) = one(&state, &caller, id(&stay)?).await?;
    let form = Form::empty(&page).with("on-day", today.day().to_string());
    let form = form.with("on-month", today.month().to_string()).with("on-year", today.year().to_string());
    show(&Change::of(page, form, one))
}

/// A day of the calendar, all of it.
fn day(form: &mut Form) -> Option<Date> {
    let typed = form.date("on")?;
    let day = typed.month.zip(typed.day).and_then(|(month, day)| Date::new(typed.year, month, day).ok());
    if day.is_none() {
        form.flaw("on", "stay-whole-day");
    }
    day
}

fn read(form: &mut Form) -> Option<(&'static str, Option<Date>)> {
    let say = form.one_of("say", &["away", "back", "worry", "ended"])?;
    if matches!(say, "away" | "ended") { Some((say, Some(day(form)?))) } else { Some((say, None)) }
}

async fn change(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(stay): Path<String>,
    mut form: Form,
) -> Answer {
    let stay: StayId = id(&stay)?;
    if let Some(said) = form.read(read) {
        let act = async |ctx: &mut Ctx| match said {
            ("away", Some(expected)) => stays::leave(ctx, stay, expected).await,
            ("ended", Some(on)) => stays::end(ctx, stay, on).await,
            ("back", _) => stays::come_back(ctx, stay).await,
            _ => stays::worry(ctx, stay).await,
        };
        match form.act(&state.app, &caller, act).await {
            Ok(()) => return see_other("/stays"),
            Err(error) => form.refused(error)?,
        }
    }
    let (one, _) = one(&state, &caller, stay).await?;
    show_form(&Change::of(page, form, one))
}

/// Which month.
#[derive(Deserialize, Default)]
pub(crate) struct Which {
    #[serde(default)]
    month: String,
}

/// The sheet of a month.
#[derive(Template)]
#[template(path = "stays/sheet.html")]
struct SheetPage {
    page: Page,
    sheet: Sheet,
    before: String,
    after: Option<String>,
}

async fn sheet(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    which: Result<Query<Which>, QueryRejection>,
) -> Answer {
    let which = which.map_or_else(|_| Which::default(), |Query(which)| which);
    let read = async |ctx: &mut Ctx| {
        let today = stays::today(ctx).await?;
        let asked = format!("{}-01", which.month).parse::<Date>().ok();
        // A month to come has nothing to count yet.
        let month = asked.filter(|first| *first <= today && first.year() >= 2000).unwrap_or(today);
        stays::sheet(ctx, month).await
    };
    let sheet = state.app.run(&caller, read).await?;
    let month = |day: Date| day.strftime("%Y-%m").to_string();
    let before = sheet.first.checked_sub(1.day()).map(month).unwrap_or_default();
    let after = sheet.last.tomorrow().ok().filter(|next| *next <= sheet.today).map(month);
    show(&SheetPage { page, sheet, before, after })
}
