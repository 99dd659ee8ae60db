//! Shared by law: what leaves without the person's agreement, on which ground, with whom, until when.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use axum::extract::{Path, State};
use havenward_app::by_law::{self, NewByLaw};
use havenward_app::{AppError, Caller, Ctx, units};
use havenward_domain::agreement::{Category, Purpose, RecipientClass};
use havenward_domain::coded::Coded;
use havenward_domain::codes::ServiceType;
use havenward_domain::id::{CaseId, UnitId};
use havenward_domain::legal_basis::{Ground, SpecialGround};
use jiff::SignedDuration;

use crate::AppState;
use crate::cases::pages::reference;
use crate::frame::{Answer, Form, HasForm, Page, Pages, Visit, see_other, show, show_form};
use crate::path::id;

/// No law is named at greater length, and no reason given.
const LONGEST: usize = 200;
const LONGEST_REASON: usize = 1_000;
/// For how many days it may be shared, to choose from.
const LASTS: [&str; 4] = ["7", "30", "90", "364"];
/// Purposes that are no service and that a law may order.
const PURPOSES: [&str; 3] = ["support", "formal_identification", "police_cooperation"];

pub(crate) fn routes() -> Pages {
    Pages::new().get("/cases/{id}/by-law", ask).post("/cases/{id}/by-law", share)
}

/// The form, and its check.
#[derive(Template)]
#[template(path = "agreements/by_law.html")]
struct Share {
    page: Page,
    form: Form,
    case: CaseId,
    names: BTreeMap<UnitId, String>,
    is_check: bool,
}

impl HasForm for Share {
    fn form(&self) -> &Form {
        &self.form
    }
}

impl Share {
    async fn of(
        state: &AppState,
        caller: &Caller,
        (page, form): (Page, Form),
        case: CaseId,
    ) -> Result<Self, AppError> {
        let read = async |ctx: &mut Ctx| {
            // Who may not share anything of this case does not see the form.
            by_law::may_share(ctx, case).await?;
            units::directory(ctx).await
        };
        let units = state.app.look(caller, read).await?;
        let names = units.into_iter().map(|unit| (unit.id, unit.name)).collect();
        Ok(Self { page, form, case, names, is_check: false })
    }

    fn reference(&self) -> String {
        reference(self.case)
    }

    fn grounds() -> Vec<&'static str> {
        let without = Ground::ALL.iter().filter(|ground| ground.shares_without_agreement());
        without.map(|ground| ground.code()).collect()
    }

    fn special() -> Vec<&'static str> {
        SpecialGround::ALL.iter().map(|ground| ground.code()).collect()
    }

    fn classes() -> Vec<&'static str> {
        let classes = RecipientClass::ALL.iter().filter(|class| !class.is_never_a_recipient());
        classes.map(|class| class.code()).collect()
    }

    fn categories() -> Vec<&'static str> {
        Category::ALL.iter().map(|one| one.code()).collect()
    }

    fn chosen(&self) -> Vec<&'static str> {
        Self::categories().into_iter().filter(|code| self.form.has("what", code)).collect()
    }

    fn services() -> Vec<(String, &'static str)> {
        let all = ServiceType::ALL.iter();
        all.map(|kind| (Purpose::Service(*kind).to_string(), kind.code())).collect()
    }

    fn purpose(&self) -> String {
        match self.form.value("purpose").split_once(':') {
            Some((_, kind)) => self.page.code("need", kind).plain(),
            None => self.page.code("purpose", self.form.value("purpose")).plain(),
        }
    }

    fn recipient(&self) -> &str {
        let unit = self.form.value("unit").parse::<UnitId>().ok();
        unit.and_then(|unit| self.names.get(&unit)).map_or("", String::as_str)
    }
}

async fn ask(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(case): Path<String>,
) -> Answer {
    let form = Form::empty(&page).with("lasts", "30");
    show(&Share::of(&state, &caller, (page, form), id(&case)?).await?)
}

fn read(form: &mut Form, now: jiff::Timestamp) -> Option<NewByLaw> {
    let ground = form.code::<Ground>("ground");
    let law = form.maybe_text("law", LONGEST);
    let reason = form.maybe_text("reason", LONGEST_REASON);
    match ground {
        Some(Ground::VitalInterest) if reason.is_none() => form.flaw("reason", "by-law-reason-missing"),
        Some(Ground::VitalInterest) | None => {}
        Some(_) if law.is_none() => form.flaw("law", "by-law-law-missing"),
        Some(_) => {}
    }
    let purpose = form.value("purpose").parse::<Purpose>().ok();
    let unit = form.value("unit").parse::<UnitId>().ok();
    for (field, is_missing) in [("purpose", purpose.is_none()), ("unit", unit.is_none())] {
        if is_missing {
            form.flaw(field, "form-choose");
        }
    }
    let class = form.code::<RecipientClass>("class");
    let categories: BTreeSet<Category> = form.codes("what").into_iter().collect();
    if categories.is_empty() && form.flaw_of("what").is_none() {
        form.flaw("what", "form-choose");
    }
    let special_category = form.maybe_code("special");
    if categories.contains(&Category::Health) && special_category.is_none() {
        form.flaw("special", "by-law-special-missing");
    }
    let days: i64 = form.one_of("lasts", &LASTS)?.parse().ok()?;
    Some(NewByLaw {
        ground: ground?,
        special_category,
        law,
        reason,
        purpose: purpose?,
        recipient: (unit?, class?),
        categories,
        until: now + SignedDuration::from_hours(24 * days),
    })
}

async fn share(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(case): Path<String>,
    mut form: Form,
) -> Answer {
    let case: CaseId = id(&case)?;
    let go = form.value("go").to_owned();
    if go == "change" {
        return show(&Share::of(&state, &caller, (page, form), case).await?);
    }
    let now = *page.now();
    let mut is_check = false;
    if let Some(new) = form.read(|form| read(form, now)) {
        if go == "share" {
            match state.app.run(&caller, async |ctx| by_law::share(ctx, case, new).await).await {
                Ok(()) => return see_other(&format!("/cases/{case}/agreements")),
                Err(error) => form.refused(error)?,
            }
        } else {
            is_check = true;
        }
    }
    let shown = Share::of(&state, &caller, (page, form), case).await?;
    show_form(&Share { is_check, ..shown })
}
