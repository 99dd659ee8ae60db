//! How the services of the demonstration counted their places before today, so that there is a past to look at.

use havenward_domain::id::ServiceId;
use jiff::SignedDuration;
use tokio::task::JoinSet;

use super::seeding::{Stage, finished};
use super::staff;
use super::supply::ServicePlan;
use crate::{App, AppError, Caller, services};

/// Days between two counts of one service.
const EVERY_DAYS: u16 = 6;
/// How far back the counts go; a little further than anybody looks.
const BACK_DAYS: u16 = 96;

/// A count of the past: days ago, all places, free places.
type Count = (u16, u16, u16);

/// Counts of a service from the oldest on. The last stands in the plan: places became scarcer up to it.
fn counts(planned: &ServicePlan, days: u32) -> Vec<Count> {
    let bytes = uuid::Uuid::from(planned.id).into_bytes();
    let chance = |nth: usize| bytes.get(nth % bytes.len()).copied().map_or(0, u16::from);
    let oldest = BACK_DAYS.min(u16::try_from(days).unwrap_or(BACK_DAYS));
    let first = planned.counted_days_ago + EVERY_DAYS + chance(0) % 3;
    let step = usize::from(EVERY_DAYS);
    // Every service counts on the oldest day too, so that no picture begins with half of them.
    let before = (first..oldest).step_by(step).chain([oldest].into_iter().filter(|oldest| *oldest >= first));
    let mut counts: Vec<Count> = before
        .enumerate()
        .map(|(nth, ago)| {
            // One house in five has opened its last four places within the last weeks.
            let opened = if chance(1) % 5 == 0 && ago > 30 + chance(2) % 30 { 4 } else { 0 };
            let places = planned.places.saturating_sub(opened).max(planned.places / 2);
            let scarcer = planned.places * ago / (BACK_DAYS * 4);
            let free = (planned.free + scarcer + chance(nth + 3) % 4).saturating_sub(opened + 1);
            (ago, places, free.min(places))
        })
        .collect();
    counts.reverse();
    counts
}

impl Stage {
    /// Each service says what it counted before today, many services at a time; then what it counts now.
    pub(super) async fn count_places(&self) -> Result<(), AppError> {
        let mut running = JoinSet::new();
        for (id, planned) in self.published() {
            let caller = self.runs(planned)?.clone();
            let (app, planned, days) = (self.app.clone(), planned.clone(), self.plan.days);
            running.spawn(async move {
                for (ago, places, free) in counts(&planned, days) {
                    count(&app, &caller, id, (ago, places, free)).await?;
                }
                count(&app, &caller, id, (planned.counted_days_ago, planned.places, planned.free)).await
            });
        }
        while !running.is_empty() {
            finished(running.join_next().await)?;
        }
        Ok(())
    }

    /// People came and went in the past of the plan; what is free after all of it was counted lately.
    pub(super) async fn count_again(&self) -> Result<(), AppError> {
        for (id, planned) in self.published() {
            let caller = self.runs(planned)?;
            let own = self.app.look(caller, async |ctx| services::own(ctx).await).await?;
            let Some(row) = own.iter().find(|row| row.service.id == id) else { continue };
            let now = row.service.capacity;
            if now.free() != planned.free {
                count(&self.app, caller, id, (planned.counted_days_ago, now.places(), now.free())).await?;
            }
        }
        Ok(())
    }

    fn runs(&self, planned: &ServicePlan) -> Result<&Caller, AppError> {
        self.caller(staff::runs_services_of(planned.unit).ok_or(AppError::Internal("nobody runs a service"))?)
    }
}

async fn count(app: &App, by: &Caller, id: ServiceId, (ago, places, free): Count) -> Result<(), AppError> {
    let then = app.standing_at(app.now() - SignedDuration::from_hours(24 * i64::from(ago)))?;
    then.run(by, async |ctx| services::change_places(ctx, id, places, free).await).await
}
