//! The road of statistics: coarse records that say nowhere whose they are.

use havenward_app::{AppError, Caller, Ctx, ages, statistics};
use havenward_domain::author::MoveReason;
use havenward_domain::contact::AgeClaim;
use havenward_domain::id::CaseId;
use havenward_domain::role::Role;
use havenward_store::{FromRow, Row, StoreError};
use havenward_testkit::{Site, each_site};
use jiff::SignedDuration;
use serde_json::Value;

use crate::contacts::record;
use crate::given::{case_of, why};

struct Kept(String, String);

impl FromRow for Kept {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self(row.text("id")?, row.text("body")?))
    }
}

/// Waiting changes as `change body`, and what was put away.
async fn road(site: &Site) -> (Vec<String>, Vec<String>) {
    let both = async |ctx: &mut Ctx| {
        let waiting: Vec<Kept> = ctx
            .tx()
            .all("select change as id, body from statistics_pending order by change, body", vec![])
            .await?;
        let kept: Vec<Kept> = ctx.tx().all("select id, body from statistics order by body", vec![]).await?;
        Ok((waiting, kept))
    };
    let (waiting, kept) = site.app.look(&Caller::system(), both).await.unwrap();
    (
        waiting.into_iter().map(|Kept(change, body)| format!("{change} {body}")).collect(),
        kept.into_iter().map(|Kept(_, body)| body).collect(),
    )
}

async fn object(site: &Site, who: &Caller, case: CaseId) -> Result<(), AppError> {
    site.app.run(who, async |ctx| statistics::object(ctx, case).await).await
}

/// A worker with this many cases, the last of which comes back.
async fn cases(site: &Site, count: usize) -> (Caller, CaseId) {
    let worker = site.member("worker", Role::CaseManager).await;
    let mut last = None;
    for _ in 0..count {
        last = Some(record(&site.app, &worker).await.unwrap());
    }
    (worker, last.unwrap())
}

#[tokio::test]
async fn a_new_case_leaves_a_coarse_record_that_names_neither_case_nor_day() {
    each_site(async |site| {
        let (_, case) = cases(&site, 1).await;
        let (waiting, kept) = road(&site).await;
        assert_eq!((waiting.len(), kept.len()), (1, 0));
        assert!(!waiting[0].contains(&case.to_string()));
        let body: Value = serde_json::from_str(waiting[0].strip_prefix("add ").unwrap()).unwrap();
        let fields: Vec<&str> = body.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(fields, ["kind", "minor", "origin", "quarter", "recognition", "sex"]);
    })
    .await;
}

#[tokio::test]
async fn records_are_put_away_from_eleven_on_and_not_before() {
    each_site(async |site| {
        let (worker, _) = cases(&site, 10).await;
        site.app.tick().await.unwrap();
        site.app.tick().await.unwrap();
        assert_eq!(road(&site).await.1.len(), 0, "ten are too few in one month");

        record(&site.app, &worker).await.unwrap();
        site.app.tick().await.unwrap();

        let (waiting, kept) = road(&site).await;
        assert_eq!((waiting.len(), kept.len()), (0, 11));
    })
    .await;
}

#[tokio::test]
async fn what_is_few_waits_for_the_end_of_the_month() {
    each_site(async |site| {
        cases(&site, 2).await;
        site.app.tick().await.unwrap();
        assert_eq!(road(&site).await.1.len(), 0);
        site.clock.advance(SignedDuration::from_hours(32 * 24));
        site.app.tick().await.unwrap();
        let (waiting, kept) = road(&site).await;
        assert_eq!((waiting.len(), kept.len()), (0, 2));
    })
    .await;
}

#[tokio::test]
async fn a_correction_is_one_taken_out_and_one_put_in_with_a_later_batch() {
    each_site(async |site| {
        let worker = site.member("worker", Role::CaseManager).await;
        let case = case_of(&site, &worker, AgeClaim::Adult).await;
        let presume = async |case| {
            let act = async |ctx: &mut Ctx| ages::presume_child(ctx, case, why(MoveReason::SignsSeen)).await;
            site.app.run(&worker, act).await
        };
        let waiting_case = case_of(&site, &worker, AgeClaim::Adult).await;
        presume(waiting_case).await.unwrap();
        assert_eq!(road(&site).await.0.len(), 2, "what still waits is corrected where it is");

        for _ in 0..9 {
            case_of(&site, &worker, AgeClaim::Adult).await;
        }
        site.app.tick().await.unwrap();
        assert_eq!(road(&site).await.1.len(), 11);
        presume(case).await.unwrap();
        let (waiting, kept) = road(&site).await;
        assert_eq!(kept.iter().filter(|body| body.contains(r#""child""#)).count(), 1);
        let changes: Vec<&str> = waiting.iter().filter_map(|one| one.split(' ').next()).collect();
        assert_eq!(changes, ["add", "remove"]);

        site.clock.advance(SignedDuration::from_hours(32 * 24));
        site.app.tick().await.unwrap();
        let (waiting, kept) = road(&site).await;
        assert_eq!((waiting.len(), kept.len()), (0, 11));
        assert_eq!(kept.iter().filter(|body| body.contains(r#""child""#)).count(), 2);
    })
    .await;
}

#[tokio::test]
async fn who_objects_is_counted_nowhere_from_then_on() {
    each_site(async |site| {
        let (worker, case) = cases(&site, 11).await;
        site.app.tick().await.unwrap();
        let late = record(&site.app, &worker).await.unwrap();

        object(&site, &worker, case).await.unwrap();
        object(&site, &worker, late).await.unwrap();

        let (waiting, kept) = road(&site).await;
        assert_eq!((waiting.len(), kept.len()), (0, 10));
        object(&site, &worker, case).await.unwrap();
        let act = async |ctx: &mut Ctx| ages::dispute(ctx, case, why(MoveReason::SignsSeen)).await;
        let _ = site.app.run(&worker, act).await;
        assert_eq!(road(&site).await.0.len(), 0, "no later act counts her again");
    })
    .await;
}

#[tokio::test]
async fn only_those_who_meet_the_person_or_act_for_her_write_the_objection() {
    each_site(async |site| {
        let (worker, case) = cases(&site, 1).await;
        let stranger = site.member("stranger", Role::CaseManager).await;
        let officer = site.colleague("decider", &worker, Role::CompetentAuthority).await;
        assert!(matches!(object(&site, &stranger, case).await, Err(AppError::NotFound)));
        assert!(matches!(object(&site, &officer, case).await, Err(AppError::Forbidden)));
        assert_eq!(road(&site).await.0.len(), 1);
    })
    .await;
}
