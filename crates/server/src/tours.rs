//! Tours of the demonstration: up to six steps a role, a checklist in the page that ticks itself.
//!
//! Kept in the memory of the demonstration's process and gone with it.

mod steps;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use axum::http::Method;
use havenward_app::{App, demo};
use havenward_domain::id::UserId;

use steps::{Step, steps};

/// Routes with their methods where somebody has been.
type Been = BTreeSet<(String, &'static str)>;

/// Which steps each account of the demonstration has taken.
#[derive(Clone, Default)]
pub struct Tours(Arc<Mutex<BTreeMap<UserId, Been>>>);

/// The tour of whoever reads a page.
#[derive(Clone)]
pub(crate) struct Tour {
    /// Its steps.
    pub steps: Vec<Taken>,
}

/// A step, and whether it was taken.
#[derive(Clone)]
pub(crate) struct Taken {
    /// The key of its words.
    pub key: &'static str,
    /// Where it is done.
    pub to: &'static str,
    /// Whether it is done.
    pub is_done: bool,
}

impl Tour {
    /// How many steps are done.
    pub fn done(&self) -> usize {
        self.steps.iter().filter(|step| step.is_done).count()
    }
}

impl Tours {
    /// Remembers that somebody has been at a route.
    pub(crate) fn tick(&self, user: UserId, method: &Method, route: &str) {
        let method = if *method == Method::GET { "get" } else { "post" };
        let mut taken = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        taken.entry(user).or_default().insert((route.to_owned(), method));
    }

    /// The tour of an account; none outside the demonstration.
    pub(crate) fn of(&self, app: &App, user: UserId) -> Option<Tour> {
        let accounts = demo::accounts(app).ok()?;
        let all = steps(accounts.into_iter().find(|account| account.user == user)?.role);
        let been =
            self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&user).cloned().unwrap_or_default();
        let taken = |step: &Step| Taken {
            key: step.key,
            to: step.to,
            is_done: been.contains(&(step.ticks.1.to_owned(), step.ticks.0)),
        };
        Some(Tour { steps: all.iter().map(taken).collect() })
    }
}

#[cfg(test)]
mod tests {
    use havenward_domain::role::Role;

    use super::steps::{LONGEST, steps};

    /// A tour that leads nowhere is worse than none.
    #[test]
    fn every_step_of_every_tour_is_a_page_that_there_is() {
        let routes = crate::page_routes();
        for role in Role::ALL {
            let steps = steps(*role);
            assert!(!steps.is_empty() && steps.len() <= LONGEST, "{role:?}");
            for step in steps {
                assert!(routes.contains(&step.ticks), "{role:?}: {:?}", step.ticks);
                assert!(routes.contains(&("get", step.to)), "{role:?}: {}", step.to);
            }
        }
    }
}
