//! Shred keys: one is always there for a case that is opened, and none is swept that a case may need.

use havenward_app::{AppError, Kind, cases, shred};
use havenward_domain::role::Role;
use havenward_testkit::{Engine, Place, Site, each_site, tables};
use jiff::SignedDuration;

use crate::contacts::record;
use crate::rows::change;

#[tokio::test]
async fn the_first_contact_after_a_quiet_night_is_recorded() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        record(&site.app, &guard).await.unwrap();
        site.clock.advance(SignedDuration::from_hours(13));
        record(&site.app, &guard).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_hundred_contacts_at_once_are_all_recorded() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        let tasks: Vec<_> = (0..100)
            .map(|_| {
                let (app, guard) = (site.app.clone(), guard.clone());
                tokio::spawn(async move { record(&app, &guard).await })
            })
            .collect();
        for task in tasks {
            task.await.unwrap().unwrap();
        }
    })
    .await;
}

pub async fn key_count(place: &Place) -> i64 {
    tables::count(&place.shred, "select count(*) from shred_keys").await
}

#[tokio::test]
async fn a_sweep_takes_orphans_and_leaves_the_keys_of_cases() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        let case = record(&site.app, &guard).await.unwrap();
        let before = key_count(&site.place).await;
        site.clock.advance(SignedDuration::from_hours(25));
        assert_eq!(shred::sweep(&site.app).await.unwrap(), 0, "the journal has not seen a day pass");
        record(&site.app, &guard).await.unwrap();
        site.app.tick().await.unwrap();

        let swept = shred::sweep(&site.app).await.unwrap();

        // The key of the case stays, and that of the unit's intake key.
        assert_eq!(i64::try_from(swept).unwrap(), before - 2);
        site.app.run(&guard, async |ctx| cases::open(ctx, case).await.map(|_| ())).await.unwrap();
    })
    .await;
}

async fn open_mixed(database: &Place, shred: &Place, site: &Site) -> Option<AppError> {
    let folder = tempfile::tempdir().unwrap();
    let mixed = Place { database: database.database.clone(), shred: shred.shred.clone(), folder };
    Site::open(&mixed, &site.clock, Kind::Demo).await.err()
}

fn is_refused(answer: Option<&AppError>) -> bool {
    matches!(answer, Some(AppError::Refused { code: "installation.other_shred_store", .. }))
}

#[tokio::test]
async fn a_database_that_is_not_its_own_never_touches_a_shred_store() {
    each_site(async |site| {
        let empty = Place::new(site.engine).await;
        assert!(is_refused(open_mixed(&empty, &site.place, &site).await.as_ref()), "no key is kept yet");
        let guard = site.member("guard", Role::FrBorder).await;
        record(&site.app, &guard).await.unwrap();
        let keys = key_count(&site.place).await;
        let other = Site::new(site.engine).await;
        site.clock.advance(SignedDuration::from_hours(24 * 30));

        for database in [&other.place, &Place::new(site.engine).await] {
            assert!(is_refused(open_mixed(database, &site.place, &site).await.as_ref()));
        }
        // Nor does a database with a history, as its journal tells it, begin again beside an empty store.
        site.app.tick().await.unwrap();
        let fresh = Place::new(site.engine).await;
        assert!(is_refused(open_mixed(&site.place, &fresh, &site).await.as_ref()));
        assert_eq!(key_count(&site.place).await, keys);
    })
    .await;
}

#[tokio::test]
async fn a_first_start_that_was_interrupted_is_finished_by_the_next() {
    let mut site = Site::new(Engine::Sqlite).await;
    site.place = Place::new(Engine::Sqlite).await;
    change(&site, "insert into installation (name, value) values ('kind', 'demo'), ('pair', 'one')").await;
    let answer = open_mixed(&site.place, &site.place, &site).await;
    assert!(answer.is_none(), "{answer:?}");
    // One in which something has happened does not begin again.
    let fresh = Place::new(Engine::Sqlite).await;
    assert!(is_refused(open_mixed(&site.place, &fresh, &site).await.as_ref()));
}
