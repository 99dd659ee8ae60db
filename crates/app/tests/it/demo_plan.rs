//! The plan of a demonstration: the same for the same seed, and as mixed as the published table.

use std::collections::BTreeMap;

use havenward_app::demo::figures::{self, Cell, Decided, Stage};
use havenward_app::demo::plan::{Course, Drawn};
use havenward_app::demo::seeding;
use havenward_app::demo::{self, Plan, plan};
use havenward_app::{AppError, Ctx, Kind, Window, cases, sessions, tasks};
use havenward_domain::id::UnitId;
use havenward_domain::role::Role;
use havenward_testkit::{Engine, Site, each_site};
use proptest::prelude::*;

/// Shares of the plan stay this close to those of the table, in parts of one.
const TOLERANCE: f64 = 0.01;
/// Outcomes are drawn one by one, so chance moves them further: three standard deviations of 2,000 draws.
const OUTCOME_TOLERANCE: f64 = 0.035;

fn a_plan() -> Plan {
    plan(7, 2_000, 180).unwrap()
}

#[test]
fn the_same_seed_gives_the_same_plan_byte_for_byte() {
    let one = a_plan().canonical_json().unwrap();
    assert_eq!(one, a_plan().canonical_json().unwrap());
    assert_ne!(one, plan(8, 2_000, 180).unwrap().canonical_json().unwrap());
}

#[test]
fn a_plan_says_that_everybody_is_invented_and_where_its_mix_comes_from() {
    let json = String::from_utf8(plan(7, 3, 30).unwrap().canonical_json().unwrap()).unwrap();
    assert!(json.contains("\"invented\":true"));
    assert!(json.contains(figures::ATTRIBUTION));
}

/// Shares by one column, in parts of one.
fn shares<'a>(lines: impl Iterator<Item = (&'a str, f64)>) -> BTreeMap<String, f64> {
    let mut sums = BTreeMap::new();
    for (value, people) in lines {
        *sums.entry(value.to_owned()).or_insert(0.0) += people;
    }
    let total: f64 = sums.values().sum();
    sums.into_iter().map(|(value, people)| (value, people / total)).collect()
}

fn as_count(people: u64) -> f64 {
    f64::from(u32::try_from(people).unwrap())
}

/// One column of the table, read from the table and from the plan.
type Column = (&'static str, fn(&Cell) -> String, fn(&Drawn) -> String);

const COLUMNS: [Column; 6] = [
    ("quarter", |cell| cell.quarter.to_string(), |drawn| drawn.quarter.to_string()),
    ("responder", |cell| cell.responder.to_owned(), |drawn| drawn.responder.to_owned()),
    ("exploitation", |cell| cell.exploitation.to_owned(), |drawn| drawn.exploitation.to_owned()),
    ("age", |cell| cell.age.to_owned(), |drawn| drawn.age.to_owned()),
    ("gender", |cell| cell.gender.to_owned(), |drawn| drawn.gender.to_owned()),
    ("nationality", |cell| cell.nationality.to_owned(), |drawn| drawn.nationality.to_owned()),
];

#[test]
fn the_mix_follows_the_published_table_in_every_column() {
    let cells = figures::referrals().unwrap();
    let plan = a_plan();
    for (name, of_cell, of_case) in COLUMNS {
        let cells: Vec<_> = cells.iter().map(|cell| (of_cell(cell), as_count(cell.people))).collect();
        let drawn: Vec<_> = plan.cases.iter().map(|case| (of_case(&case.drawn), 1.0)).collect();
        let published = shares(cells.iter().map(|(value, people)| (value.as_str(), *people)));
        let planned = shares(drawn.iter().map(|(value, people)| (value.as_str(), *people)));
        for (value, share) in published {
            let ours = planned.get(&value).copied().unwrap_or(0.0);
            assert!((ours - share).abs() <= TOLERANCE, "{name} {value}: {ours} for {share}");
        }
    }
}

#[test]
fn decisions_and_backlog_follow_the_published_proportions() {
    let plan = a_plan();
    let count = |wanted: fn(&Course) -> bool| {
        as_count(plan.cases.iter().filter(|case| wanted(&case.course)).count() as u64)
    };
    let all = as_count(plan.cases.len() as u64);
    let referred: u64 = figures::referrals().unwrap().iter().map(|cell| cell.people).sum();
    let (first, last) =
        (figures::decided_in_all(Stage::Reasonable), figures::decided_in_all(Stage::Conclusive));
    let positive = |decided: Decided| as_count(decided.positive) / as_count(decided.total());

    let first_decided = count(|course| *course != Course::AwaitsFirst);
    let refused = count(|course| matches!(course, Course::RefusedFirst { .. }));
    let closed = count(|course| matches!(course, Course::Decided { .. }));
    let conclusive = count(|course| matches!(course, Course::Decided { conclusive: true, .. }));
    let close = |ours: f64, published: f64| {
        assert!((ours - published).abs() <= OUTCOME_TOLERANCE, "{ours} for {published}");
    };
    close(first_decided / all, as_count(first.total()) / as_count(referred));
    close((first_decided - refused) / first_decided, positive(first));
    close(closed / (first_decided - refused), as_count(last.total()) / as_count(first.positive));
    close(conclusive / closed, positive(last));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn whatever_the_seed_no_day_lies_outside_the_plan(seed: u64, cases in 0usize..200, days in 7u32..360) {
        let plan = plan(seed, cases, days).unwrap();
        prop_assert_eq!(plan.cases.len(), cases);
        for case in &plan.cases {
            prop_assert!(case.day < days && case.minute < 24 * 60);
            let in_order = match case.course {
                Course::AwaitsFirst => true,
                Course::RefusedFirst { day } | Course::AwaitsLast { day } => case.day <= day && day < days,
                Course::Decided { first, last, .. } => case.day <= first && first <= last && last < days,
            };
            prop_assert!(in_order);
        }
    }
}

#[test]
fn too_many_days_or_cases_are_refused() {
    assert!(matches!(plan(1, 1, 6), Err(AppError::Invalid { field: "days", .. })));
    assert!(matches!(plan(1, 1, 361), Err(AppError::Invalid { field: "days", .. })));
    assert!(matches!(plan(1, 50_001, 30), Err(AppError::Invalid { field: "cases", .. })));
}

#[test]
fn at_least_forty_services_are_services_of_the_house() {
    let plan = a_plan();
    assert!(plan.services.len() >= 40);
    let today = "2026-03-01T12:00:00Z".parse().unwrap();
    for service in &plan.services {
        assert!(plan.units.iter().any(|unit| unit.key == service.unit), "{}", service.name);
        let unit = UnitId::from_random([1; 16]);
        assert!(service.service(unit, today).unwrap().is_funded("2026-03-01".parse().unwrap()));
    }
}

#[tokio::test]
async fn a_plan_is_played_through_the_use_cases() {
    each_site(async |site| {
        let plan = plan(7, 60, 30).unwrap();
        let met: usize = plan.cases.iter().filter(|case| case.by == "police").count();
        let stage = std::sync::Arc::new(seeding::Stage::set(&site.app, plan).await.unwrap());
        stage.play().await.unwrap();
        assert!(stage.refused().is_empty(), "{:?}", stage.refused());

        let progress = demo::progress(&site.app);
        assert_eq!((progress.done, progress.of), (60, 60));
        let police = demo::account(&site.app, Role::FrPolice.code()).unwrap();
        let begun = demo::sign_in(&site.app, police.user).await.unwrap();
        let police = sessions::caller(&site.app, &begun.token).await.unwrap();
        let listed = site
            .app
            .look(&police, async |ctx| cases::list(ctx, cases::Filter::default(), Window::at(0)).await)
            .await
            .unwrap();
        assert_eq!(listed.len(), met);
        let case = listed.first().unwrap().id;
        let open = site.app.run(&police, async |ctx| cases::open(ctx, case).await).await.unwrap();
        assert!(open.plain.opened_at < site.app.now());
        everybody_has_something_to_look_at(&site).await;
    })
    .await;
}

/// Those to whom nobody comes by herself: the panel, the focal point, the investigator, the houses.
async fn everybody_has_something_to_look_at(site: &Site) {
    let mut arrived = 0;
    for login in ["panellist", "panellist2", "focalpoint", "investigator", "shelter", "shelter2", "shelter3"]
    {
        let account = demo::account(&site.app, login).unwrap();
        assert_eq!(account.login, login);
        let begun = demo::sign_in(&site.app, account.user).await.unwrap();
        let caller = sessions::caller(&site.app, &begun.token).await.unwrap();
        let read = async |ctx: &mut Ctx| {
            let known = cases::list(ctx, cases::Filter::default(), Window::at(0)).await?;
            Ok((known, tasks::list(ctx, Window::at(0)).await?))
        };
        let (known, open) = site.app.look(&caller, read).await.unwrap();
        if account.role == Role::Shelter {
            arrived += known.len();
        } else {
            assert!(!known.is_empty(), "{login} knows of no case");
        }
        assert!(account.role == Role::PanelMember || !open.is_empty(), "{login} has nothing to do");
        for case in known.iter().take(1) {
            site.app.run(&caller, async |ctx| cases::open(ctx, case.id).await).await.unwrap();
        }
    }
    assert!(arrived > 0, "nobody is known to a house");
}

#[tokio::test]
async fn the_clock_of_a_demonstration_moves_and_contacts_are_still_recorded() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        crate::contacts::record(&site.app, &guard).await.unwrap();
        let before = site.app.now();
        let after = demo::move_clock(&site.app, 2).await.unwrap();
        assert_eq!(after.duration_since(before).as_hours(), 48);
        crate::contacts::record(&site.app, &guard).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_live_installation_has_no_roles_to_choose_and_no_clock_to_move() {
    let site = Site::of_kind(Engine::Sqlite, Kind::Live).await;
    assert!(matches!(demo::accounts(&site.app), Err(AppError::NotFound)));
    assert!(matches!(demo::move_clock(&site.app, 1).await, Err(AppError::NotFound)));
    assert!(matches!(site.app.standing_at(site.app.now()).err(), Some(AppError::NotFound)));
    let refused = seeding::Stage::set(&site.app, plan(1, 1, 30).unwrap()).await;
    assert!(matches!(refused.err(), Some(AppError::NotFound)));
}
