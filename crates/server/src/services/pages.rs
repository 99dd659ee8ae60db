//! The board of places: what is free tonight, for whom, how long others wait, and how old the count is.

use askama::Template;
use axum::extract::{Path, State};
use havenward_app::services::{self, ServiceRow};
use havenward_app::{AppError, Ctx};
use havenward_domain::id::ServiceId;
use havenward_domain::role::Role;
use havenward_domain::service::{Accepts, Service};

use crate::AppState;
use crate::frame::{Answer, Form, HasForm, Page, Pages, Visit, see_other, show, show_form};
use crate::path::id;

/// No house has more places.
const MOST_PLACES: i64 = 10_000;

pub(crate) fn routes() -> Pages {
    Pages::new().get("/places", board).get("/places/{id}", ask).post("/places/{id}", change).in_navigation(
        "/places",
        "nav-places",
        30,
        runs_a_house,
    )
}

/// Those to whom the board is of use. What they may really do is decided elsewhere.
pub(crate) fn runs_a_house(role: Role) -> bool {
    matches!(role, Role::Shelter | Role::ServiceProvider | Role::OnCall | Role::CaseManager)
}

/// Groups of people that a house takes in, each with its code.
fn groups(accepts: &Accepts) -> [(&'static str, bool); 5] {
    [
        ("women", accepts.women),
        ("men", accepts.men),
        ("families", accepts.families),
        ("girls", accepts.girls),
        ("boys", accepts.boys),
    ]
}

/// Rooms for one group of people.
struct Mix {
    group: &'static str,
    houses: usize,
    places: u32,
    free: u32,
}

/// The board.
#[derive(Template)]
#[template(path = "services/board.html")]
struct Board {
    page: Page,
    rows: Vec<ServiceRow>,
    mix: Vec<Mix>,
}

impl Board {
    fn of(page: Page, rows: Vec<ServiceRow>) -> Self {
        let codes = groups(&Accepts::default()).map(|(code, _)| code);
        let mix = codes.into_iter().map(|group| {
            let takes = |row: &&ServiceRow| {
                row.service.is_residential() && groups(&row.service.accepts).contains(&(group, true))
            };
            let taking: Vec<&ServiceRow> = rows.iter().filter(takes).collect();
            Mix {
                group,
                houses: taking.len(),
                places: taking.iter().map(|row| u32::from(row.service.capacity.places())).sum(),
                free: taking.iter().map(|row| u32::from(row.service.capacity.free())).sum(),
            }
        });
        Self { page, mix: mix.filter(|mix| mix.houses > 0).collect(), rows }
    }

    fn for_whom(service: &Service) -> Vec<&'static str> {
        groups(&service.accepts).into_iter().filter(|(_, takes)| *takes).map(|(code, _)| code).collect()
    }

    /// How much of a house is free, in hundredths.
    fn share(service: &Service) -> u32 {
        let (places, free) = (u32::from(service.capacity.places()), u32::from(service.capacity.free()));
        (free * 100).checked_div(places).unwrap_or(0)
    }

    fn is_stale(&self, service: &Service) -> bool {
        service.capacity.is_stale(*self.page.now())
    }

    fn stale_count(&self) -> usize {
        self.rows.iter().filter(|row| self.is_stale(&row.service)).count()
    }

    fn free(&self) -> u32 {
        self.rows.iter().map(|row| u32::from(row.service.capacity.free())).sum()
    }

    fn places(&self) -> u32 {
        self.rows.iter().map(|row| u32::from(row.service.capacity.places())).sum()
    }
}

async fn board(State(state): State<AppState>, Visit { caller, page }: Visit) -> Answer {
    let rows = state.app.look(&caller, async |ctx| services::own(ctx).await).await?;
    show(&Board::of(page, rows))
}

/// The form for one house.
#[derive(Template)]
#[template(path = "services/change.html")]
struct Change {
    page: Page,
    form: Form,
    row: ServiceRow,
}

impl HasForm for Change {
    fn form(&self) -> &Form {
        &self.form
    }
}

async fn own(
    state: &AppState,
    caller: &havenward_app::Caller,
    id: ServiceId,
) -> Result<ServiceRow, AppError> {
    let rows = state.app.look(caller, async |ctx| services::own(ctx).await).await?;
    rows.into_iter().find(|row| row.service.id == id).ok_or(AppError::NotFound)
}

async fn ask(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(service): Path<String>,
) -> Answer {
    let row = own(&state, &caller, id(&service)?).await?;
    let capacity = row.service.capacity;
    let form = Form::empty(&page).with("free", capacity.free().to_string());
    let form = form.with("places", capacity.places().to_string()).drawn_from(mark(&row));
    show(&Change { page, form, row })
}

/// What changes whenever somebody counts anew.
fn mark(row: &ServiceRow) -> jiff::Timestamp {
    row.service.capacity.updated_at()
}

fn read(form: &mut Form) -> Option<(u16, u16, bool)> {
    let (free, places) = (form.number("free", 0, MOST_PLACES), form.number("places", 0, MOST_PLACES));
    let (free, places) = (u16::try_from(free?).ok()?, u16::try_from(places?).ok()?);
    if free > places {
        form.flaw("free", "places-more-than-all");
    }
    Some((free, places, form.is_ticked("checked")))
}

async fn change(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(service): Path<String>,
    mut form: Form,
) -> Answer {
    let service: ServiceId = id(&service)?;
    if let Some((free, places, is_checked)) = form.read(read) {
        let act = async |ctx: &mut Ctx| {
            let row = services::own(ctx).await?.into_iter().find(|row| row.service.id == service);
            form.check_drawn_from(mark(&row.ok_or(AppError::NotFound)?))?;
            services::change_places(ctx, service, places, free).await?;
            if is_checked { services::confirm(ctx, service).await } else { Ok(()) }
        };
        match form.act(&state.app, &caller, act).await {
            Ok(()) => return see_other("/places"),
            Err(error) => form.refused(error)?,
        }
    }
    let row = own(&state, &caller, service).await?;
    let form = form.drawn_from(mark(&row));
    show_form(&Change { page, form, row })
}
