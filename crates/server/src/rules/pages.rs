//! The country's rules as they are in force: each group with its source and how sure it is.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use havenward_app::profiles;
use havenward_domain::profile::Profile;
use havenward_domain::role::Role;

use crate::AppState;
use crate::frame::{Answer, Page, Pages, Visit, show};

pub(crate) fn routes() -> Pages {
    Pages::new().get("/rules", read).in_navigation("/rules", "nav-rules", 80, |role| {
        matches!(role, Role::Sysadmin | Role::NrmCoordinator) || stands_beside(role)
    })
}

/// Who works with no case and no figure here: the country's rules are all there is to read.
pub(crate) fn stands_beside(role: Role) -> bool {
    makes_figures(role)
        || matches!(
            role,
            Role::SurvivorCouncil
                | Role::MigrationAuthority
                | Role::LinkageOffice
                | Role::FinancialInvestigator
                | Role::Trainer
                | Role::Trainee
        )
}

/// Who reports on the whole, with figures that are made elsewhere.
pub(crate) fn makes_figures(role: Role) -> bool {
    matches!(role, Role::NationalRapporteur | Role::Analyst)
}

/// The page.
#[derive(Template)]
#[template(path = "rules/read.html")]
struct Read {
    page: Page,
    profile: Arc<Profile>,
    below: Vec<(String, String)>,
}

impl Read {
    fn to_check(&self) -> usize {
        self.profile.to_check().count()
    }

    fn all(&self) -> usize {
        self.profile.sources().count()
    }
}

async fn read(State(state): State<AppState>, Visit { caller, page }: Visit) -> Answer {
    let profile = state.app.look(&caller, async |ctx| profiles::in_force(ctx).await).await?;
    let below = profile.below_standard().into_iter().map(|(place, law)| (place, law.to_owned())).collect();
    show(&Read { page, profile, below })
}
