//! Surges: the co-ordinator simulates, within bounds of time and memory, and nobody else does.

use std::time::Duration;

use havenward_app::surges::{self, Asked, NoAnswer, Simulator};
use havenward_app::{AppError, Caller};
use havenward_domain::access::{Permit, act};
use havenward_domain::overlay::EXAMPLES;
use havenward_domain::role::Role;
use havenward_simulation::scenario::Scenario;
use havenward_testkit::{Site, each_site};

const DESK: &str = r#"
format = 1
name = "desk"
days = 4
[arrivals]
rate = 4
[[station]]
name = "desk"
servers = 3
service = { mean = 1 }
[[standard]]
name = "short wait"
station = "desk"
within = 1
[[profile]]
field = "recognition.presume.roles"
set = { "station.desk.service" = { mean = 0.5 } }
"#;

fn desk(changed: &str) -> Scenario {
    Scenario::parse("desk", &format!("{DESK}{changed}"), &|_| Err("none".to_owned())).unwrap()
}

fn asked() -> Asked {
    Asked { replications: 3, numbers: Vec::new(), other: None }
}

async fn permit(site: &Site, caller: &Caller) -> Result<Permit<act::SimulateSurge>, AppError> {
    site.app.look(caller, async |ctx| surges::permit(ctx)).await
}

#[tokio::test]
async fn the_coordinator_simulates_what_crisis_rules_would_do_before_anybody_signs_them() {
    each_site(async |site| {
        let coordinator = site.member("coordinator", Role::NrmCoordinator).await;
        let permit = permit(&site, &coordinator).await.unwrap();
        let scenario = desk("");
        let (policy, silent) = site
            .app
            .look(&coordinator, async |ctx| surges::rules(ctx, &scenario, EXAMPLES[0].1))
            .await
            .unwrap();
        assert_eq!(policy.set.len(), 1);
        assert!(silent.iter().any(|change| change.starts_with("offers.reply_night_minutes")), "{silent:?}");

        let more = vec![("station.desk.servers".to_owned(), 4.0)];
        let asked = Asked { numbers: more, other: Some(policy), ..asked() };
        let answer = Simulator::default().run(&permit, scenario, asked).await.unwrap();

        assert_eq!(answer.first.first_gap().unwrap().standard, "short wait");
        let (second, compared) = answer.second.unwrap();
        assert!(second.stations[0].figures["queue_mean"] < answer.first.stations[0].figures["queue_mean"]);
        assert!(compared.same_people);
        let wrong =
            site.app.look(&coordinator, async |ctx| surges::rules(ctx, &desk(""), "format = 2")).await;
        assert!(matches!(wrong, Err(AppError::Invalid { field: "rules", .. })));
    })
    .await;
}

#[tokio::test]
async fn nobody_else_simulates() {
    each_site(async |site| {
        for role in [Role::CaseManager, Role::Sysadmin, Role::Dpo, Role::NationalRapporteur] {
            let reader = site.member(role.code(), role).await;
            assert!(matches!(permit(&site, &reader).await, Err(AppError::Forbidden)), "{role:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_run_beyond_its_bounds_gives_no_figures_and_leaves_the_place_to_the_next() {
    each_site(async |site| {
        let coordinator = site.member("coordinator", Role::NrmCoordinator).await;
        let permit = permit(&site, &coordinator).await.unwrap();
        let simulator = Simulator::default();

        let hurried = simulator.clone().within(Duration::ZERO);
        // Long enough that it cannot have ended when it is asked for the first time.
        let years = desk("").with_numbers(&[("days", 2_000.0)]).unwrap();
        let late = hurried.run(&permit, years, asked()).await.unwrap_err();
        assert!(matches!(late, NoAnswer::TooLong), "{late}");
        let flood = desk("").with_numbers(&[("arrivals.rate", 50_000.0)]).unwrap();
        let full = simulator.run(&permit, flood, asked()).await.unwrap_err();
        assert!(matches!(full, NoAnswer::TooLarge), "{full}");
        let long = desk("").with_numbers(&[("days", 40_000.0), ("arrivals.rate", 0.01)]).unwrap();
        let rows = simulator.run(&permit, long, Asked { replications: 30, ..asked() }).await.unwrap_err();
        assert!(matches!(rows, NoAnswer::TooLarge), "{rows}");
        let wrong = Asked { numbers: vec![("station.desk.servers".to_owned(), -1.0)], ..asked() };
        let wrong = simulator.run(&permit, desk(""), wrong).await.unwrap_err();
        assert!(matches!(wrong, NoAnswer::Wrong(_)), "{wrong}");

        // Two at once: one after the other.
        let (one, other) = tokio::join!(
            simulator.run(&permit, desk(""), asked()),
            simulator.run(&permit, desk(""), asked())
        );
        assert_eq!(one.unwrap().first.persons, other.unwrap().first.persons);
    })
    .await;
}
