//! The gap between the two stores: a key before its case, never a case without its key.

use havenward_app::{AppError, cases, contacts, shred};
use havenward_domain::role::Role;
use havenward_testkit::{Site, each_site};
use jiff::SignedDuration;
use sqlx::{Connection, Row, SqliteConnection};

use crate::contacts::{a_contact, record};

async fn keys(site: &Site) -> i64 {
    let url = format!("sqlite:{}", site.place.folder.path().join("shred.db").display());
    let mut conn = SqliteConnection::connect(&url).await.unwrap();
    sqlx::query("select count(*) as n from shred_keys").fetch_one(&mut conn).await.unwrap().get("n")
}

#[tokio::test]
async fn a_case_that_fails_after_its_key_leaves_an_orphan_that_is_swept_after_a_day() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        let kept = record(&site.app, &guard).await.unwrap();
        let failed = site
            .app
            .run(&guard, async |ctx| {
                contacts::record(ctx, a_contact()).await?;
                Err::<(), _>(AppError::Conflict)
            })
            .await;
        assert!(failed.is_err());
        let listed = site.app.look(&guard, async |ctx| cases::list(ctx).await).await.unwrap();
        assert_eq!(listed.len(), 1, "the failed case is not there");
        let reserved = keys(&site).await;

        site.clock.advance(SignedDuration::from_hours(23));
        assert_eq!(shred::sweep(&site.app).await.unwrap(), 0, "a young orphan may still be used");
        assert_eq!(keys(&site).await, reserved);
        site.clock.advance(SignedDuration::from_hours(2));
        let swept = shred::sweep(&site.app).await.unwrap();

        assert!(swept > 0);
        // What is left: the key of the case that was kept, and of the unit's intake key.
        assert_eq!(keys(&site).await, 2);
        site.app.run(&guard, async |ctx| cases::open(ctx, kept).await.map(|_| ())).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_key_that_was_swept_is_never_given_to_a_case() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        site.clock.advance(SignedDuration::from_hours(30));
        shred::sweep(&site.app).await.unwrap();

        let case = record(&site.app, &guard).await.unwrap();

        site.app.run(&guard, async |ctx| cases::open(ctx, case).await.map(|_| ())).await.unwrap();
    })
    .await;
}
