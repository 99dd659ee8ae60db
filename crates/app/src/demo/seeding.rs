//! Playing a plan: units, people and cases through the use cases that everybody else calls.
//!
//! Days come one after another, the acts of one day many at a time, so that they share commits. Each act
//! stands at its own instant of the past; whoever signs in meanwhile stands at the present.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use havenward_domain::id::{CaseId, ServiceId, UnitId};
use jiff::{SignedDuration, Timestamp};
use tokio::task::JoinSet;

use super::acts::{self, Act};
use super::helping::Under;
use super::plan::{CasePlan, Plan};
use super::supply::ServicePlan;
use super::{Progress, enlist, leaving, sign_in, staff};
use crate::{App, AppError, Caller, accounts, interpreters, services, sessions, tasks, units};

/// Acts under way at a time: as many as share one commit.
const AT_ONCE: usize = 64;
/// An act is tried so many times.
const TRIES: u32 = 8;
/// So many days after the last act of a case nothing older is open.
const RECENT: u32 = 7;
/// Nothing stays late for longer, unless it was forgotten.
const LATE: SignedDuration = SignedDuration::from_hours(48);
/// In one case of so many, what was asked for was never ticked off.
const FORGOTTEN: usize = 12;

/// A plan on its way into an installation: who has been made, which cases are open.
pub struct Stage {
    /// The installation.
    pub app: App,
    /// The plan.
    pub plan: Plan,
    /// The first instant of the plan.
    pub began_at: Timestamp,
    /// Units by their key in the plan.
    pub units: BTreeMap<&'static str, UnitId>,
    callers: BTreeMap<&'static str, Caller>,
    services: BTreeMap<ServiceId, usize>,
    played: Mutex<Played>,
}

/// What playing has come to.
#[derive(Default)]
struct Played {
    opened: BTreeMap<usize, CaseId>,
    under: BTreeMap<usize, Under>,
    refused: BTreeMap<usize, Refused>,
}

/// An act that a rule refused. The rest of its case is left out.
#[derive(Debug, Clone)]
pub struct Refused {
    /// The act.
    pub act: Act,
    /// Login of who met the person.
    pub by: &'static str,
    /// What was said.
    pub why: String,
}

impl Stage {
    /// Makes units, accounts and keys, dated to the first day. It takes a moment; cases come later.
    pub async fn set(app: &App, plan: Plan) -> Result<Self, AppError> {
        let began_at = app.now() - SignedDuration::from_hours(24 * i64::from(plan.days));
        let then = app.standing_at(began_at)?;
        let mut made = BTreeMap::new();
        for unit in &plan.units {
            let add = async |ctx: &mut crate::Ctx| accounts::add_unit(ctx, unit.name, unit.body).await;
            made.insert(unit.key, then.run(&Caller::operator(), add).await?);
        }
        let mut callers = BTreeMap::new();
        let is_new = |account: &&staff::AccountPlan| account.login == staff::NEWCOMER;
        for account in plan.accounts.iter().filter(|account| !is_new(account)) {
            let unit = *made.get(account.unit).ok_or(AppError::Internal("a unit of the plan"))?;
            let user = enlist(&then, account.login, account.name, unit, account.role).await?;
            let begun = sign_in(&then, user).await?;
            callers.insert(account.login, sessions::caller(&then, &begun.token).await?);
        }
        for account in &plan.accounts {
            let Some(caller) = callers.get(account.login) else { continue };
            match then.run(caller, async |ctx| units::hold_key(ctx).await).await {
                Ok(_) => admit_all(&then, caller).await?,
                // Some roles hold no key.
                Err(AppError::Forbidden) => {}
                Err(error) => return Err(error),
            }
        }
        if let Some(interpreter) = callers.get("interpreter") {
            then.run(interpreter, async |ctx| interpreters::offer(ctx, staff::speaks()).await).await?;
        }
        for account in plan.accounts.iter().filter(is_new) {
            let unit = *made.get(account.unit).ok_or(AppError::Internal("a unit of the plan"))?;
            enlist(app, account.login, account.name, unit, account.role).await?;
        }
        app.on_stage(|stage| stage.progress = Progress { done: 0, of: plan.cases.len() });
        let (app, services, played) = (app.clone(), BTreeMap::new(), Mutex::default());
        let mut stage = Self { app, plan, began_at, units: made, callers, services, played };
        stage.services = stage.publish_services().await?;
        stage.count_places().await?;
        Ok(stage)
    }

    /// Every unit publishes what it offers, as it stands today.
    async fn publish_services(&self) -> Result<BTreeMap<ServiceId, usize>, AppError> {
        let today = self.app.now();
        let mut published = BTreeMap::new();
        for (at, planned) in self.plan.services.iter().enumerate() {
            let unit = self.unit(planned.unit)?;
            let login = staff::runs_services_of(planned.unit);
            let caller = self.caller(login.ok_or(AppError::Internal("nobody runs a service"))?)?;
            let draft = planned.service(unit, today)?;
            let add = async |ctx: &mut crate::Ctx| services::add(ctx, &planned.name, draft).await;
            published.insert(self.app.run(caller, add).await?, at);
        }
        Ok(published)
    }

    /// Plays every case, day by day.
    pub async fn play(self: &Arc<Self>) -> Result<(), AppError> {
        let mut days: BTreeMap<u32, BTreeMap<usize, Vec<Act>>> = BTreeMap::new();
        for (at, case) in self.plan.cases.iter().enumerate() {
            for (day, act) in acts::script(&self.plan, at, case) {
                days.entry(day).or_default().entry(at).or_default().push(act);
            }
        }
        let last = last_days(&days);
        for (day, today) in days {
            let mut running = JoinSet::new();
            for (at, acts) in today {
                while running.len() >= AT_ONCE {
                    finished(running.join_next().await)?;
                }
                let stage = Arc::clone(self);
                let ends = last.get(&at) == Some(&day);
                running.spawn(async move { stage.play_one(at, day, acts, ends).await });
            }
            while !running.is_empty() {
                finished(running.join_next().await)?;
            }
        }
        self.count_again().await?;
        Box::pin(leaving::leave(self)).await
    }

    /// Plays what happens to one case on one day, one act after the other.
    async fn play_one(&self, at: usize, day: u32, acts: Vec<Act>, ends: bool) -> Result<(), AppError> {
        let case = self.plan.cases.get(at).ok_or(AppError::Internal("a case of the plan"))?;
        self.tick_off(at, day).await?;
        for act in acts {
            if self.played(|played| played.refused.contains_key(&at)) {
                break;
            }
            match self.play_patiently(at, case, day, act).await {
                Ok(()) => {}
                Err(error) if is_refusal(&error) => {
                    let refused = Refused { act, by: case.by, why: error.to_string() };
                    self.played(|played| played.refused.insert(at, refused));
                }
                Err(error) => return Err(error),
            }
        }
        if ends {
            self.tick_off(at, (day + RECENT).min(self.plan.days)).await?;
            self.app.on_stage(|stage| stage.progress.done += 1);
        }
        Ok(())
    }

    /// Plays one act; like anybody, it tries again when a colleague changed the same thing at that moment.
    async fn play_patiently(&self, at: usize, case: &CasePlan, day: u32, act: Act) -> Result<(), AppError> {
        for _ in 1..TRIES {
            match acts::play(self, at, case, day, act).await {
                Err(AppError::Conflict) => {}
                other => return other,
            }
        }
        acts::play(self, at, case, day, act).await
    }

    /// By the beginning of a day, what was due days before has been done, but in every twelfth case, where it
    /// was forgotten.
    async fn tick_off(&self, at: usize, day: u32) -> Result<(), AppError> {
        let Ok(case) = self.case(at) else { return Ok(()) };
        if at.is_multiple_of(FORGOTTEN) {
            return Ok(());
        }
        let planned = self.plan.cases.get(at).ok_or(AppError::Internal("a case of the plan"))?;
        let done = async |ctx: &mut crate::Ctx| {
            let since = ctx.now() - LATE;
            for task in tasks::of_case(ctx, case).await?.into_iter().filter(|task| task.due_at < since) {
                tasks::done(ctx, task.id).await?;
            }
            Ok(())
        };
        self.at(day, 0)?.run(self.caller(planned.by)?, done).await
    }

    /// Acts that a rule refused.
    pub fn refused(&self) -> Vec<Refused> {
        self.played(|played| played.refused.values().cloned().collect())
    }

    /// The installation as it stood at a minute of a day of the plan.
    pub fn at(&self, day: u32, minute: u32) -> Result<App, AppError> {
        let minutes = i64::from(day) * 24 * 60 + i64::from(minute);
        self.app.standing_at(self.began_at + SignedDuration::from_mins(minutes))
    }

    /// Who acts, by login.
    pub fn caller(&self, login: &str) -> Result<&Caller, AppError> {
        self.callers.get(login).ok_or(AppError::Internal("an account of the plan"))
    }

    /// The case that a case of the plan became.
    pub fn case(&self, at: usize) -> Result<CaseId, AppError> {
        let opened = self.played(|played| played.opened.get(&at).copied());
        opened.ok_or(AppError::Internal("a case that is not open yet"))
    }

    /// Notes which case a case of the plan became.
    pub fn opened(&self, at: usize, case: CaseId) {
        self.played(|played| played.opened.insert(at, case));
    }

    /// The unit with this key in the plan.
    pub(super) fn unit(&self, key: &str) -> Result<UnitId, AppError> {
        self.units.get(key).copied().ok_or(AppError::Internal("a unit of the plan"))
    }

    /// The plan of a published service.
    pub(super) fn service(&self, id: ServiceId) -> Option<&ServicePlan> {
        self.plan.services.get(*self.services.get(&id)?)
    }

    /// The services that are published, with their plans.
    pub(super) fn published(&self) -> impl Iterator<Item = (ServiceId, &ServicePlan)> {
        self.services.iter().filter_map(|(id, at)| Some((*id, self.plan.services.get(*at)?)))
    }

    /// Notes how far the way to a place has come.
    pub(super) fn under(&self, at: usize, under: Under) {
        self.played(|played| played.under.insert(at, under));
    }

    /// How far the way to a place has come.
    pub(super) fn is_under(&self, at: usize) -> Option<Under> {
        self.played(|played| played.under.get(&at).cloned())
    }

    /// Notes that the way to a place has ended.
    pub(super) fn not_under(&self, at: usize) {
        self.played(|played| played.under.remove(&at));
    }

    fn played<T>(&self, change: impl FnOnce(&mut Played) -> T) -> T {
        change(&mut self.played.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The cases of the plan.
    pub fn cases(&self) -> &[CasePlan] {
        &self.plan.cases
    }
}

/// The last day of every case.
fn last_days(days: &BTreeMap<u32, BTreeMap<usize, Vec<Act>>>) -> BTreeMap<usize, u32> {
    days.iter().flat_map(|(day, today)| today.keys().map(|at| (*at, *day))).collect()
}

/// Whether a rule said no; anything else is a fault.
fn is_refusal(error: &AppError) -> bool {
    matches!(
        error,
        AppError::Refused { .. }
            | AppError::Forbidden
            | AppError::NotFound
            | AppError::Invalid { .. }
            | AppError::Conflict
    )
}

/// In a demonstration nobody is asked aloud: a member lets in everybody who waits by then.
async fn admit_all(app: &App, by: &Caller) -> Result<(), AppError> {
    for one in app.look(by, async |ctx| units::waiting(ctx).await).await? {
        app.run(by, async |ctx| units::admit(ctx, one.user, &one.fingerprint).await).await?;
    }
    Ok(())
}

pub(super) fn finished(
    joined: Option<Result<Result<(), AppError>, tokio::task::JoinError>>,
) -> Result<(), AppError> {
    match joined {
        None => Ok(()),
        Some(Ok(result)) => result,
        Some(Err(_)) => Err(AppError::Internal("seeding was cut short")),
    }
}
