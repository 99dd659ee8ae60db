//! Playing a plan: units, people and cases through the use cases that everybody else calls.
//!
//! Days come one after another, the acts of one day many at a time, so that they share commits. Each act
//! stands at its own instant of the past; whoever signs in meanwhile stands at the present.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use havenward_domain::id::{CaseId, UnitId};
use jiff::{SignedDuration, Timestamp};
use tokio::task::JoinSet;

use super::acts::{self, Act};
use super::plan::{CasePlan, Plan};
use super::{Progress, enlist, sign_in, staff};
use crate::{App, AppError, Caller, accounts, services, sessions, units};

/// Acts under way at a time: as many as share one commit.
const AT_ONCE: usize = 64;

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
    opened: Mutex<BTreeMap<usize, CaseId>>,
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
        for account in &plan.accounts {
            let unit = *made.get(account.unit).ok_or(AppError::Internal("a unit of the plan"))?;
            let user = enlist(&then, account.login, account.name, unit, account.role).await?;
            let begun = sign_in(&then, user).await?;
            callers.insert(account.login, sessions::caller(&then, &begun.token).await?);
        }
        for account in &plan.accounts {
            let Some(caller) = callers.get(account.login) else { continue };
            match then.run(caller, async |ctx| units::hold_key(ctx).await).await {
                // Some roles hold no key; some wait until a colleague's turn comes.
                Ok(_) | Err(AppError::Forbidden | AppError::WaitingForKey) => {}
                Err(error) => return Err(error),
            }
        }
        app.on_stage(|stage| stage.progress = Progress { done: 0, of: plan.cases.len() });
        let (app, opened) = (app.clone(), Mutex::default());
        let stage = Self { app, plan, began_at, units: made, callers, opened };
        stage.publish_services().await?;
        Ok(stage)
    }

    /// Every unit publishes what it offers, as it stands today.
    async fn publish_services(&self) -> Result<(), AppError> {
        let today = self.app.now();
        for planned in &self.plan.services {
            let unit = *self.units.get(planned.unit).ok_or(AppError::Internal("a unit of the plan"))?;
            let login = staff::runs_services_of(planned.unit);
            let caller = self.caller(login.ok_or(AppError::Internal("nobody runs a service"))?)?;
            let draft = planned.service(unit, today)?;
            self.app.run(caller, async |ctx| services::add(ctx, &planned.name, draft).await).await?;
        }
        Ok(())
    }

    /// Plays every case, day by day.
    pub async fn play(self: &Arc<Self>) -> Result<(), AppError> {
        let mut days: BTreeMap<u32, BTreeMap<usize, Vec<Act>>> = BTreeMap::new();
        for (at, case) in self.plan.cases.iter().enumerate() {
            for (day, act) in acts::script(case) {
                days.entry(day).or_default().entry(at).or_default().push(act);
            }
        }
        for today in days.into_values() {
            let mut running = JoinSet::new();
            for (at, acts) in today {
                while running.len() >= AT_ONCE {
                    finished(running.join_next().await)?;
                }
                let stage = Arc::clone(self);
                running.spawn(async move { stage.play_one(at, acts).await });
            }
            while !running.is_empty() {
                finished(running.join_next().await)?;
            }
        }
        Ok(())
    }

    /// Plays what happens to one case on one day, one act after the other.
    async fn play_one(&self, at: usize, acts: Vec<Act>) -> Result<(), AppError> {
        let case = self.plan.cases.get(at).ok_or(AppError::Internal("a case of the plan"))?;
        for act in acts {
            acts::play(self, at, case, act).await?;
        }
        Ok(())
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
        let opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        opened.get(&at).copied().ok_or(AppError::Internal("a case that is not open yet"))
    }

    /// Notes which case a case of the plan became.
    pub fn opened(&self, at: usize, case: CaseId) {
        self.opened.lock().unwrap_or_else(PoisonError::into_inner).insert(at, case);
        self.app.on_stage(|stage| stage.progress.done += 1);
    }

    /// The cases of the plan.
    pub fn cases(&self) -> &[CasePlan] {
        &self.plan.cases
    }
}

fn finished(joined: Option<Result<Result<(), AppError>, tokio::task::JoinError>>) -> Result<(), AppError> {
    match joined {
        None => Ok(()),
        Some(Ok(result)) => result,
        Some(Err(_)) => Err(AppError::Internal("seeding was cut short")),
    }
}
