//! Starting brings databases up to date; opening, as operators' commands do, takes them as they stand.

use havenward_app::{App, AppError, Kind, Profiles};
use havenward_domain::role::Role;
use havenward_store::StoreError;
use havenward_testkit::{Engine, Place, Site, each_site};
use jiff::SignedDuration;

use crate::contacts::record;
use crate::rows::{change, count};
use crate::shred::key_count;

const STEPS: &str = "select max(version) from _sqlx_migrations";
const FORGET_LAST_STEP: &str =
    "delete from _sqlx_migrations where version = (select max(version) from _sqlx_migrations)";

async fn open(site: &Site, kind: Kind) -> Result<App, AppError> {
    App::open(Site::settings(&site.place, &site.clock, kind, profiles())).await
}

async fn start(site: &Site, kind: Kind) -> Result<App, AppError> {
    Site::open(&site.place, &site.clock, kind).await
}

fn profiles() -> Profiles {
    Profiles::shipped("gb-ew").unwrap()
}

fn refusal(opened: Result<App, AppError>) -> AppError {
    match opened {
        Ok(_) => panic!("it was opened"),
        Err(error) => error,
    }
}

#[tokio::test]
async fn an_older_schema_is_refused_and_left_as_it_is() {
    each_site(async |site| {
        site.app.stop().await;
        change(&site, FORGET_LAST_STEP).await;
        let before = count(&site, STEPS).await;

        let refused = refusal(open(&site, Kind::Demo).await);

        let known = before + 1;
        assert!(
            matches!(refused, AppError::Store(StoreError::OlderSchema { found, known: newest })
                if found == before && newest >= known),
            "{refused:?}"
        );
        assert!(refused.to_string().contains("mend"), "{refused}");
        assert_eq!(count(&site, STEPS).await, before);
    })
    .await;
}

#[tokio::test]
async fn a_newer_schema_is_refused_by_opening_and_by_starting() {
    each_site(async |site| {
        site.app.stop().await;
        change(&site, "update _sqlx_migrations set version = 999 where version = 1").await;
        for refused in [open(&site, Kind::Demo).await, start(&site, Kind::Demo).await] {
            let refused = refusal(refused);
            let is_newer = matches!(refused, AppError::Store(StoreError::NewerSchema { found: 999, .. }));
            assert!(is_newer, "{refused:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_database_of_another_kind_is_refused_before_anything_is_migrated() {
    each_site(async |site| {
        site.app.stop().await;
        change(&site, FORGET_LAST_STEP).await;
        let before = count(&site, STEPS).await;
        for refused in [start(&site, Kind::Live).await, open(&site, Kind::Live).await] {
            assert_eq!(refusal(refused).code(), "installation.other_kind");
        }
        assert_eq!(count(&site, STEPS).await, before);
    })
    .await;
}

#[tokio::test]
async fn opening_sweeps_nothing_and_starting_does() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        record(&site.app, &guard).await.unwrap();
        site.clock.advance(SignedDuration::from_hours(25));
        record(&site.app, &guard).await.unwrap();
        site.app.tick().await.unwrap();
        site.app.stop().await;
        let before = key_count(&site.place).await;

        open(&site, Kind::Demo).await.unwrap().stop().await;
        assert_eq!(key_count(&site.place).await, before);

        start(&site, Kind::Demo).await.unwrap().stop().await;
        assert!(key_count(&site.place).await < before);
    })
    .await;
}

#[tokio::test]
async fn what_was_never_started_is_not_opened_and_not_stamped() {
    for engine in Engine::all() {
        let site = Site::new(engine).await;
        let untouched = Place::new(engine).await;
        let settings = Site::settings(&untouched, &site.clock, Kind::Live, profiles());
        let refused = refusal(App::open(settings).await);
        assert!(matches!(refused, AppError::Store(StoreError::NoSchema)), "{refused:?}");
        // Still free to become a demonstration: nothing has stamped it.
        Site::open(&untouched, &site.clock, Kind::Demo).await.unwrap().stop().await;
    }
}
