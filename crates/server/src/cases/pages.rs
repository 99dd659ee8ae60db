//! The unit's cases, one case, what happened in it, and who has looked at it.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use havenward_app::cases::{self, Audience, CaseRow, Course, Filter, OpenCase};
use havenward_app::timeline::{self, Timeline};
use havenward_app::{Ctx, Who, Window, access_log, notes, transfers};
use havenward_domain::access::{Member, act, carries_the_case, decides};
use havenward_domain::coded::Coded;
use havenward_domain::codes::RiskLevel;
use havenward_domain::compartment::Compartment;
use havenward_domain::contact::Urgency;
use havenward_domain::contact_safety::Channel;
use havenward_domain::id::{CaseId, EntryId};
use havenward_domain::risk::{ImmediateStep, RiskAssessment};
use havenward_domain::role::Role;
use jiff::Timestamp;
use serde::Deserialize;
use uuid::Uuid;

use crate::AppState;
use crate::agreements::pages::purpose;
use crate::frame::{Answer, Page, Pages, Visit, show};
use crate::path::id;
use crate::tasks::pages::which;

/// Cases on a page of the list.
const ON_A_PAGE: u32 = 25;
/// A full bar is this many days or more.
const BAR_DAYS: i64 = 45;

pub(crate) fn routes() -> Pages {
    Pages::new()
        .get("/cases", list)
        .get("/cases/{id}", open)
        .get("/cases/{id}/timeline", happened)
        .get("/cases/{id}/looks", looks)
        .in_navigation("/cases", "nav-cases", 20, has_cases)
}

/// Those to whom a list of cases is of use. What they may really see is decided elsewhere.
pub(crate) fn has_cases(role: Role) -> bool {
    role.is_first_responder()
        || matches!(
            role,
            Role::CaseManager
                | Role::ChildProtection
                | Role::CompetentAuthority
                | Role::PanelMember
                | Role::Guardian
                | Role::Advocate
                | Role::Lawyer
                | Role::Shelter
                | Role::OnCall
                | Role::FocalPoint
                | Role::PoliceInvestigator
                | Role::Dpo
                | Role::Survivor
        )
}

/// Which page of the list. Filters hold no personal data, so they may stand in the address.
#[derive(Deserialize, Default)]
pub(crate) struct Which {
    #[serde(default)]
    page: u32,
    #[serde(default)]
    urgency: String,
    #[serde(default)]
    child: String,
}

/// The list.
#[derive(Template)]
#[template(path = "cases/list.html")]
struct List {
    page: Page,
    rows: Vec<CaseRow>,
    found: i64,
    is_empty: bool,
    which: Which,
}

impl List {
    fn reference(row: &CaseRow) -> String {
        reference(row.id)
    }

    /// Whether the reader's role opens cases: to others one is told by its letters alone.
    fn opens_cases(&self) -> bool {
        self.page.member.as_ref().is_some_and(|member| has_cases(member.role))
    }

    fn has_more(&self) -> bool {
        (i64::from(self.which.page) + 1) * i64::from(ON_A_PAGE) < self.found
    }

    fn filters(&self) -> String {
        format!("urgency={}&child={}", self.which.urgency, self.which.child)
    }
}

async fn list(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    which: Result<Query<Which>, QueryRejection>,
) -> Answer {
    let mut which = which.map_or_else(|_| Which::default(), |Query(which)| which);
    if !["danger_now", "urgent", "routine"].contains(&which.urgency.as_str()) {
        which.urgency = String::new();
    }
    if which.child != "yes" {
        which.child = String::new();
    }
    let filter = Filter { urgency: Urgency::from_code(&which.urgency), children: !which.child.is_empty() };
    let read = async |ctx: &mut Ctx| {
        let window = Window::at(which.page).of(ON_A_PAGE);
        let found = cases::count(ctx, filter).await?;
        let is_empty = found == 0 && cases::count(ctx, Filter::default()).await? == 0;
        Ok((cases::list(ctx, filter, window).await?, found, is_empty))
    };
    let (rows, found, is_empty) = state.app.look(&caller, read).await?;
    show(&List { page, rows, found, is_empty, which })
}

/// Where the page of a case leads those who may go there, and nobody else.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Door {
    /// Who has looked.
    Looks,
    /// What happened.
    Timeline,
    /// Where the person is.
    Whereabouts,
    /// What she told.
    Notes,
    /// How she may be reached.
    Reach,
}

/// A case.
#[derive(Template)]
#[template(path = "cases/open.html")]
struct Open {
    page: Page,
    case: OpenCase,
    address_as: Option<String>,
    /// Who carries it, as the reader's unit knows.
    carrier: Option<String>,
    /// How many ways to reach the person are marked as safe.
    safe_ways: usize,
    /// The doors that are open to the reader.
    doors: Vec<Door>,
}

impl Open {
    /// What is shown instead of a name: the beginning of the random id.
    fn reference(&self) -> String {
        reference(self.case.plain.id)
    }

    fn course(&self) -> Option<&Course> {
        self.case.course.as_ref()
    }

    fn leads_to(&self, door: Door) -> bool {
        self.doors.contains(&door)
    }

    fn is_team(&self) -> bool {
        self.course().is_some_and(|course| course.audience == Audience::Team)
    }

    /// Whether a refusal stands that this reader may challenge for the person.
    fn may_challenge(&self) -> bool {
        let stands = self
            .course()
            .is_some_and(|course| course.refusals.last().is_some_and(|refusal| refusal.standing.is_some()));
        let acts = |role| matches!(role, Role::Guardian | Role::Advocate | Role::Lawyer | Role::Survivor);
        stands && self.page.member.as_ref().is_some_and(|member| acts(member.role))
    }

    /// Whether the reader stands by the person when something is alleged of her.
    fn reads_offences(&self) -> bool {
        self.page.member.as_ref().is_some_and(|member| crate::offences::pages::reads(member.role))
    }

    /// Whether the reader's role writes what a person told.
    fn writes_notes(&self) -> bool {
        self.page.member.as_ref().is_some_and(|member| crate::notes::pages::writes(member.role))
    }

    /// Whether the plan is of use to the reader: who carries it out, and who stands by the person.
    fn reads_plan(&self) -> bool {
        let stands_by =
            |role| matches!(role, Role::Guardian | Role::Advocate | Role::Lawyer | Role::Survivor);
        self.writes_notes() || self.page.member.as_ref().is_some_and(|member| stands_by(member.role))
    }

    /// Whether this reader's unit owns the case, and her role carries it: she makes the person's own way in, and
    /// hands the case to a colleague.
    fn is_owner(&self) -> bool {
        let of_owner = |member: Member| member.unit == self.case.plain.owner && carries_the_case(member.role);
        self.page.member.is_some_and(of_owner)
    }

    /// Whether the reader's role looks for services and books interpreters.
    fn meets_the_person(&self) -> bool {
        self.page.member.is_some_and(|member| {
            carries_the_case(member.role)
                || matches!(member.role, Role::OnCall | Role::FocalPoint | Role::Shelter)
        })
    }

    /// Whether the reader is a child's guardian, or plans or decides what the guardian may object to.
    fn hears_the_guardian(&self) -> bool {
        let hears = |role| role == Role::Guardian || carries_the_case(role) || decides(role);
        self.page.member.is_some_and(|member| hears(member.role))
    }

    /// Whether the reader sits on a body that may give more time.
    fn gives_more_time(&self) -> bool {
        matches!(
            self.page.member.map(|member| member.role),
            Some(Role::CompetentAuthority | Role::PanelMember)
        )
    }

    fn clock(&self, code: &str) -> String {
        which(&self.page, "clock", code)
    }

    /// What threatens the person most: kind and level.
    fn risks(&self) -> Vec<(&'static str, &'static str)> {
        let assessed = self.case.core.iter().filter_map(|core| core.risks.as_ref());
        let risks = assessed.flat_map(RiskAssessment::risks);
        let is_high = |level| matches!(level, RiskLevel::High | RiskLevel::Immediate);
        let high = risks.filter(|(_, risk)| is_high(risk.level));
        high.map(|(kind, risk)| (kind.code(), risk.level.code())).collect()
    }

    /// What an immediate risk asks for at once.
    fn steps_now(&self) -> BTreeSet<ImmediateStep> {
        let assessed = self.case.core.iter().filter_map(|core| core.risks.as_ref());
        assessed.flat_map(RiskAssessment::steps_now).collect()
    }

    /// What the person agreed to and what holds today: the purpose, and until when.
    fn agreed(&self) -> Vec<(String, String)> {
        let given = self.case.core.iter().flat_map(|core| core.agreements.given());
        let holds = given.filter(|one| one.is_in_force(*self.page.now()));
        holds.map(|one| (purpose(&self.page, one.purpose()), self.page.date(one.expires()))).collect()
    }
}

/// A word of an entry's details as people read it: a compartment by its name, an instant as a day and hour.
pub(crate) fn told(page: &Page, word: &str) -> String {
    if Compartment::ALL.iter().any(|one| one.code() == word) {
        return page.code("compartment", word).plain();
    }
    word.parse::<Timestamp>().map_or_else(|_| word.replace(['_', ':'], " "), |at| page.moment(at))
}

/// Details of codes and instants, word by word; what somebody wrote stays as it is.
pub(crate) fn detail(page: &Page, name: &str, text: &str) -> String {
    match name {
        "compartments" | "until" => {
            text.split(' ').map(|word| told(page, word)).collect::<Vec<_>>().join(", ")
        }
        _ => text.to_owned(),
    }
}

/// The beginning of an id: enough to tell two cases of a unit apart, and it says nothing.
pub(crate) fn reference(case: CaseId) -> String {
    case.to_string().chars().take(8).collect()
}

async fn open(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(case): Path<String>,
) -> Answer {
    let case: CaseId = id(&case)?;
    let read = async |ctx: &mut Ctx| {
        let open = cases::open(ctx, case).await?;
        let handed = open.core.as_ref().map(|core| core.transfers.as_slice()).unwrap_or_default();
        let carrier = transfers::carrier(ctx, handed).await?;
        let doors = [
            (Door::Looks, ctx.may_on::<act::ReadAccessLog>(case).await?),
            (Door::Timeline, ctx.may_on::<act::ReadTimeline>(case).await?),
            (Door::Whereabouts, ctx.may_on::<act::WriteWhereabouts>(case).await?),
            (Door::Notes, notes::may_write(ctx, case).await?),
            (Door::Reach, ctx.may_on::<act::WriteContactSafety>(case).await?),
        ];
        Ok((open, carrier, doors))
    };
    let (mut case, carrier, doors) = state.app.run(&caller, read).await?;
    let doors = doors.into_iter().filter(|(_, is_open)| *is_open).map(|(door, _)| door).collect();
    let safety = case.contact_safety.take();
    let ways = safety.iter().filter_map(|safety| safety.ways.as_ref()).flat_map(|ways| &ways.channels);
    let is_safe = |channel: &&Channel| channel.safe_until().is_some_and(|until| until > *page.now());
    let safe_ways = ways.filter(is_safe).count();
    let address_as =
        safety.and_then(|safety| safety.address_as).map(havenward_domain::secret::Secret::into_exposed);
    show(&Open { page, case, address_as, carrier, safe_ways, doors })
}

/// Where a page of the journal's readings begins.
#[derive(Deserialize, Default)]
pub(crate) struct After {
    after: Option<Uuid>,
}

/// The words for who acted.
pub(crate) fn who(page: &Page, who: &Who) -> String {
    match (&who.name, &who.unit, who.role) {
        (Some(name), Some(unit), _) => page.t("who-named").s("name", name).s("unit", unit).plain(),
        (None, Some(unit), Some(role)) => {
            page.t("who-role").s("role", page.coded("role", &role).plain()).s("unit", unit).plain()
        }
        (None, Some(unit), None) => page.t("who-unit").s("unit", unit).plain(),
        _ => page.code("who", who.kind).plain(),
    }
}

/// What happened.
#[derive(Template)]
#[template(path = "cases/timeline.html")]
struct Happened {
    page: Page,
    id: CaseId,
    timeline: Timeline,
}

async fn happened(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(case): Path<String>,
    after: Result<Query<After>, QueryRejection>,
) -> Answer {
    let id: CaseId = id(&case)?;
    let after = after.ok().and_then(|Query(after)| after.after).map(EntryId::from);
    let timeline = state.app.run(&caller, async |ctx| timeline::of_case(ctx, id, after).await).await?;
    show(&Happened { page, id, timeline })
}

/// Who has looked.
#[derive(Template)]
#[template(path = "cases/looks.html")]
struct Looks {
    page: Page,
    id: CaseId,
    log: access_log::AccessLog,
}

impl Looks {
    fn opened(&self, look: &access_log::Look) -> Vec<String> {
        look.opened.members().map(|one| self.page.code("compartment", one.code()).plain()).collect()
    }
}

async fn looks(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(case): Path<String>,
    after: Result<Query<After>, QueryRejection>,
) -> Answer {
    let id: CaseId = id(&case)?;
    let after = after.ok().and_then(|Query(after)| after.after).map(EntryId::from);
    let log = state.app.run(&caller, async |ctx| access_log::of_case(ctx, id, after).await).await?;
    show(&Looks { page, id, log })
}
