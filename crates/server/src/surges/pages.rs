//! The national co-ordinator simulates a surge: a shipped scenario with other numbers, or one of her own.
//!
//! A run is answered in one page, bounded in time and memory: nothing is kept between two requests, so that any
//! node can answer the next one. What takes longer belongs on the command line, and the page says so.

use askama::Template;
use axum::extract::{Path, Query, State};
use havenward_app::surges::{self, Answer as Figures, Asked, NoAnswer, REPLICATIONS};
use havenward_app::{AppError, Caller, Ctx};
use havenward_domain::role::Role;
use havenward_simulation::library;
use havenward_simulation::notice::Notice;
use havenward_simulation::report::{Help, Report, StandardRow, places};
use havenward_simulation::scenario::{Policy, Scenario};
use jiff::civil::Date;
use serde::Deserialize;

use super::chart::{self, Point, Site, whole};
use super::lines::{self, Both, Differs, Fact, Waits, short};
use crate::AppState;
use crate::frame::say::Say;
use crate::frame::{Answer, Form, HasForm, Page, Pages, Visit, show, show_form};

/// The id of a scenario that was pasted.
const OWN: &str = "own";
/// No pasted scenario, table of arrivals or overlay is longer.
const LONGEST_FILE: usize = 65_536;
/// The most numbers that a page offers to change.
const MOST_NUMBERS: usize = 40;
/// No number of staff, beds or guardians is higher.
const MOST_STAFF: i64 = 1_000_000;
/// Replications that a page begins with.
const USUAL_REPLICATIONS: &str = "5";
/// Where all arrivals of a scenario are multiplied.
const SCALE: &str = "arrivals.scale";

pub(crate) fn routes() -> Pages {
    Pages::new()
        .get("/surge", choose)
        .get("/surge/{scenario}", ask)
        .post("/surge/{scenario}", run)
        .in_navigation("/surge", "nav-surge", 62, |role| role == Role::NrmCoordinator)
}

/// A shipped scenario to choose.
struct Shipped {
    id: &'static str,
    name: String,
    about: String,
}

/// Which scenarios there are.
#[derive(Template)]
#[template(path = "surges/choose.html")]
struct Choose {
    page: Page,
    shipped: Vec<Shipped>,
}

/// A shipped scenario, read; what ships is read by a test.
fn shipped(id: &str) -> Result<Scenario, AppError> {
    let (_, text) = library::shipped().iter().find(|(known, _)| *known == id).ok_or(AppError::NotFound)?;
    Scenario::parse(id, text, &|name| Err(format!("{name} is not shipped")))
        .map_err(|_| AppError::Internal("a shipped scenario"))
}

async fn choose(State(state): State<AppState>, Visit { caller, page }: Visit) -> Answer {
    state.app.look(&caller, async |ctx| surges::permit(ctx).map(drop)).await?;
    let mut all = Vec::new();
    for (id, _) in library::shipped() {
        let settings = shipped(id)?.settings;
        all.push(Shipped { id, name: settings.name, about: settings.about });
    }
    show(&Choose { page, shipped: all })
}

/// A number of staff, beds or guardians that can be changed.
struct Number {
    field: String,
    path: String,
    /// What it is, in the words of the scenario.
    name: String,
    now: f64,
}

/// A simulation: what is asked, and once it ran, what came of it.
#[derive(Template)]
#[template(path = "surges/run.html")]
struct Run {
    page: Page,
    form: Form,
    id: String,
    name: String,
    about: String,
    numbers: Vec<Number>,
    can_scale: bool,
    policies: Vec<String>,
    problems: Vec<String>,
    shown: Option<Shown>,
}

impl HasForm for Run {
    fn form(&self) -> &Form {
        &self.form
    }
}

/// What came of a run.
struct Shown {
    report: Report,
    sites: Vec<Site>,
    waits: Vec<Waits>,
    people: Vec<Both>,
    facts: Vec<Fact>,
    second: Option<Second>,
}

/// The other policy.
struct Second {
    report: Report,
    sites: Vec<Site>,
    name: String,
    sets: Vec<String>,
    differences: Vec<Differs>,
    /// Changes of rules about which the scenario says nothing.
    silent: Vec<String>,
}

impl Run {
    fn is_own(&self) -> bool {
        self.id == OWN
    }

    fn gap(report: &Report) -> Option<&StandardRow> {
        report.first_gap().filter(|gap| gap.first_day.is_some())
    }

    fn share(gap: &StandardRow) -> i64 {
        whole(100.0 * gap.broken_share)
    }

    /// A day by its date, or by its number.
    fn when(&self, day: Option<&usize>, date: Option<&String>) -> String {
        match (day, date.and_then(|date| date.parse::<Date>().ok())) {
            (_, Some(date)) => self.page.day(date),
            (Some(day), None) => self.page.t("surge-day").n("day", *day).plain(),
            (None, None) => self.page.t("surge-never").plain(),
        }
    }

    fn of_point(&self, point: &Point) -> String {
        self.when(Some(&point.day), point.date.as_ref())
    }

    /// A resource by its name in the scenario: the path without its list and its field.
    fn resource(path: &str) -> &str {
        let path = path.split_once('.').map_or(path, |(_, rest)| rest);
        path.rsplit_once('.').map_or(path, |(name, _)| name)
    }

    /// What ten percent more of the best resource would change.
    fn helped(&self, help: &Help) -> Say<'_> {
        let fewer = &help.fewer_affected;
        self.page
            .t("surge-helps")
            .s("resource", Self::resource(&help.resource))
            .s("from", short(help.from_to[0]))
            .s("to", short(help.from_to[1]))
            .s("fewer", short(fewer.mean))
            .s("low", short(fewer.low))
            .s("high", short(fewer.high))
    }

    fn notice(&self, notice: &Notice) -> String {
        match notice {
            Notice::Overload { station, load } => {
                self.page.t("surge-overload").s("station", station).n("load", whole(100.0 * load)).plain()
            }
            Notice::Sample(factor) => self.page.t("surge-sample").s("factor", short(*factor)).plain(),
            Notice::UnknownShare([low, high]) => {
                self.page.t("surge-unknown").s("low", percent(*low)).s("high", percent(*high)).plain()
            }
        }
    }
}

/// A share in percent without digits that say nothing.
fn percent(share: f64) -> f64 {
    (share * 100_000.0).round() / 1_000.0
}

fn numbers(scenario: &Scenario) -> Vec<Number> {
    let paths = scenario.resources().into_iter().take(MOST_NUMBERS).enumerate();
    let number = |(at, path): (usize, String)| {
        let now = scenario.number(&path)?;
        Some(Number { field: format!("number-{at}"), name: Run::resource(&path).to_owned(), path, now })
    };
    paths.filter_map(number).collect()
}

impl Run {
    fn of(page: Page, form: Form, id: String, scenario: Option<&Scenario>) -> Self {
        let settings = scenario.map(|scenario| &scenario.settings);
        Self {
            page,
            form,
            numbers: scenario.filter(|_| id != OWN).map(numbers).unwrap_or_default(),
            can_scale: id != OWN
                && scenario.is_some_and(|scenario| scenario.with_numbers(&[(SCALE, 1.0)]).is_ok()),
            policies: scenario
                .map(|scenario| scenario.policies.iter().map(|policy| policy.name.clone()).collect())
                .unwrap_or_default(),
            name: settings.map(|settings| settings.name.clone()).unwrap_or_default(),
            about: settings.map(|settings| settings.about.clone()).unwrap_or_default(),
            id,
            problems: Vec::new(),
            shown: None,
        }
    }
}

/// Which scenario an own one begins with.
#[derive(Deserialize)]
struct From {
    from: Option<String>,
}

async fn ask(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(id): Path<String>,
    Query(begin): Query<From>,
) -> Answer {
    state.app.look(&caller, async |ctx| surges::permit(ctx).map(drop)).await?;
    let mut form = Form::empty(&page).with("replications", USUAL_REPLICATIONS);
    if id == OWN {
        let text = library::shipped().iter().find(|(known, _)| Some(*known) == begin.from.as_deref());
        form = form.with("file", text.map_or("", |(_, text)| *text));
        return show(&Run::of(page, form, id, None));
    }
    let scenario = shipped(&id)?;
    let mut asked = Run::of(page, form, id, Some(&scenario));
    for number in &asked.numbers {
        asked.form = asked.form.with(&number.field, short(number.now));
    }
    asked.form = asked.form.with("arrivals", "100");
    show(&asked)
}

/// Reads the pasted scenario; problems go beside the field.
fn own(form: &mut Form, problems: &mut Vec<String>) -> Option<Scenario> {
    let text = form.text("file", LONGEST_FILE);
    let csv = form.maybe_text("csv", LONGEST_FILE);
    let text = text?.replace("\r\n", "\n");
    let csv = csv.map(|csv| csv.replace("\r\n", "\n"));
    let open = |_: &str| csv.clone().ok_or_else(|| "paste it into the field for arrivals".to_owned());
    match Scenario::parse("scenario", &text, &open) {
        Ok(scenario) => Some(scenario),
        Err(wrong) => {
            problems.extend(wrong.iter().map(ToString::to_string));
            form.flaw("file", "surge-wrong");
            None
        }
    }
}

/// What was asked for beside the scenario.
struct Wanted {
    asked: Asked,
    rules: Option<String>,
}

fn wanted(form: &mut Form, run: &Run, scenario: &Scenario) -> Option<Wanted> {
    let replications = form.number("replications", REPLICATIONS.0.into(), REPLICATIONS.1.into());
    let mut changed = Vec::new();
    for number in &run.numbers {
        #[expect(clippy::cast_precision_loss, reason = "at most MOST_STAFF")]
        changed
            .extend(form.number(&number.field, 0, MOST_STAFF).map(|new| (number.path.clone(), new as f64)));
    }
    if run.can_scale {
        let scale = scenario.number(SCALE).unwrap_or(1.0);
        #[expect(clippy::cast_precision_loss, reason = "at most a thousand")]
        let percent = form.number("arrivals", 1, 1_000).map(|percent| percent as f64);
        // As it stands, the scenario keeps its own words.
        let percent = percent.filter(|percent| (percent - 100.0).abs() > f64::EPSILON);
        changed.extend(percent.map(|percent| (SCALE.to_owned(), scale * percent / 100.0)));
    }
    let rules = form.maybe_text("rules", LONGEST_FILE).map(|rules| rules.replace("\r\n", "\n"));
    let chosen = form.value("compare").to_owned();
    let other: Option<Policy> =
        chosen.parse::<usize>().ok().and_then(|at| scenario.policies.get(at.checked_sub(1)?)).cloned();
    if other.is_none() && !chosen.is_empty() {
        form.flaw("compare", "form-choose");
    } else if other.is_some() && rules.is_some() {
        form.flaw("compare", "surge-one-at-a-time");
    }
    let replications = u32::try_from(replications?).ok()?;
    Some(Wanted { asked: Asked { replications, numbers: changed, other }, rules })
}

async fn run(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(id): Path<String>,
    mut form: Form,
) -> Answer {
    let permit = state.app.look(&caller, async |ctx| surges::permit(ctx)).await?;
    let mut problems = Vec::new();
    let scenario = if id == OWN { form.read(|form| own(form, &mut problems)) } else { Some(shipped(&id)?) };
    let empty = Form::empty(&page);
    let mut asked = Run::of(page, empty, id, scenario.as_ref());
    asked.problems = problems;
    let Some(scenario) = scenario else {
        asked.form = form;
        return show_form(&asked);
    };
    let read = form.read(|form| wanted(form, &asked, &scenario));
    if let Some(Wanted { asked: mut what, rules }) = read
        && let Ok(silent) = in_force(&state, &caller, &mut form, &scenario, rules, &mut what).await?
    {
        let other = what.other.as_ref().map(|policy| policy.name.clone());
        match state.simulator.run(&permit, scenario.clone(), what).await {
            Ok(figures) => asked.shown = Some(shown(figures, &scenario, other, silent)),
            Err(why) => no_answer(&mut form, &mut asked.problems, why)?,
        }
    }
    asked.form = form;
    show_form(&asked)
}

/// Takes pasted crisis rules into what is asked; gives what the scenario says nothing about. A flaw was left in the
/// form where they cannot be simulated.
async fn in_force(
    state: &AppState,
    caller: &Caller,
    form: &mut Form,
    scenario: &Scenario,
    rules: Option<String>,
    what: &mut Asked,
) -> Result<Result<Vec<String>, ()>, crate::frame::Fault> {
    let Some(rules) = rules else { return Ok(Ok(Vec::new())) };
    let read = async |ctx: &mut Ctx| surges::rules(ctx, scenario, &rules);
    match state.app.look(caller, read).await {
        Ok((policy, _)) if policy.set.is_empty() => {
            form.flaw("rules", "surge-rules-silent");
            Ok(Err(()))
        }
        Ok((policy, silent)) => {
            what.other = Some(policy);
            Ok(Ok(silent))
        }
        Err(error) => {
            form.refused(error)?;
            Ok(Err(()))
        }
    }
}

fn no_answer(form: &mut Form, problems: &mut Vec<String>, why: NoAnswer) -> Result<(), AppError> {
    match why {
        NoAnswer::Busy => form.flaw("", "surge-busy"),
        NoAnswer::TooLong => form.flaw("", "surge-too-long"),
        NoAnswer::TooLarge => form.flaw("", "surge-too-large"),
        NoAnswer::Wrong(message) => {
            problems.extend(message.lines().map(ToOwned::to_owned));
            form.flaw("", "surge-wrong");
        }
        NoAnswer::Fault(message) => {
            tracing::error!(message, "a simulation failed");
            return Err(AppError::Internal("simulation"));
        }
    }
    Ok(())
}

fn shown(figures: Figures, scenario: &Scenario, other: Option<String>, silent: Vec<String>) -> Shown {
    let places = places(scenario);
    let Figures { first, second } = figures;
    let second = second.map(|(report, compared)| Second {
        sites: chart::sites(&report.days, &places),
        name: other.unwrap_or_default(),
        differences: lines::differences(&compared),
        sets: compared.sets,
        silent,
        report,
    });
    Shown {
        sites: chart::sites(&first.days, &places),
        waits: lines::waits(&first),
        people: lines::people(&first),
        facts: lines::facts(&first),
        second,
        report: first,
    }
}
