//! Needs, risks, and the services that fit.

use std::collections::{BTreeMap, BTreeSet};

use havenward_app::matching::{self, Wish};
use havenward_app::{AppError, Caller, Ctx, needs, risks, services, statistics};
use havenward_domain::codes::{RiskLevel, RiskType, ServiceType};
use havenward_domain::matching::{Avoid, Found, Reach, Reason};
use havenward_domain::need::{Met, Need, NeedBy};
use havenward_domain::risk::{ImmediateStep, Risk};
use havenward_domain::role::Role;
use havenward_domain::secret::Secret;
use havenward_domain::service::SecurityLevel;
use havenward_store::{FromRow, Row, StoreError};
use havenward_testkit::{Site, each_site};
use jiff::civil::date;

use crate::a_story::{BED, Story, a_service, is_refused, open_tasks};

fn a_need(of: ServiceType) -> Need {
    Need { of, by: NeedBy::Tonight, met: Met::Open, note: None }
}

async fn assess(site: &Site, story: &Story, kinds: &[ServiceType]) -> Result<(), AppError> {
    let wanted = kinds.iter().map(|kind| a_need(*kind)).collect();
    let assess = async |ctx: &mut _| needs::assess(ctx, story.case, wanted, date(2026, 3, 8)).await;
    site.app.run(&story.guard, assess).await
}

async fn find(site: &Site, story: &Story) -> Result<Found, AppError> {
    let wish = Wish {
        reach: Reach { regions: BTreeMap::from([("GB-LND".parse().unwrap(), 5)]), at_most_km: 50 },
        children_ages: vec![4],
        trans: false,
        disability: false,
        security: SecurityLevel::Protected,
    };
    site.app.run(&story.guard, async |ctx| matching::find(ctx, story.case, wish).await).await
}

struct Body(String);

impl FromRow for Body {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self(row.text("body")?))
    }
}

async fn unmet_needs(site: &Site) -> usize {
    let all = async |ctx: &mut Ctx| Ok(ctx.tx().all("select body from statistics_pending", vec![]).await?);
    let bodies: Vec<Body> = site.app.look(&Caller::system(), all).await.unwrap();
    let is_gap = |body: &&Body| {
        body.0.starts_with(r#"{"kind":"unmet_need","need":"dental","region":"GB-LND","week":"#)
    };
    bodies.iter().filter(is_gap).count()
}

#[tokio::test]
async fn needs_of_the_file_find_services_with_reasons_and_gaps() {
    each_site(async |site| {
        let story = Story::new(&site).await;
        assert!(is_refused(&find(&site, &story).await.map(|_| ()), "needs.none_open"));
        assess(&site, &story, &[BED, ServiceType::Dental]).await.unwrap();
        let found = find(&site, &story).await.unwrap();
        assert_eq!(found.matches[0].service, story.service);
        assert!(found.matches[0].reasons.contains(&Reason::FamilyStaysTogether));
        assert_eq!(found.gaps, [ServiceType::Dental].into());

        let raise = async |need| {
            let region = "GB-LND".parse().unwrap();
            site.app
                .run(&story.guard, async |ctx| matching::raise_gap(ctx, story.case, need, region).await)
                .await
        };
        raise(ServiceType::Dental).await.unwrap();
        raise(ServiceType::Dental).await.unwrap();
        assert!(is_refused(&raise(ServiceType::Asylum).await, "needs.not_open"));
        let gaps = async || unmet_needs(&site).await;
        assert_eq!(gaps().await, 2, "need, region and week wait on the road of statistics");
        let object = async |ctx: &mut _| statistics::object(ctx, story.case).await;
        site.app.run(&story.guard, object).await.unwrap();
        raise(ServiceType::Dental).await.unwrap();
        assert_eq!(gaps().await, 0, "who wants to be counted nowhere leaves no event");
    })
    .await;
}

#[tokio::test]
async fn what_the_person_keeps_away_from_is_absent_without_a_trace() {
    each_site(async |site| {
        let story = Story::new(&site).await;
        assess(&site, &story, &[BED]).await.unwrap();
        let keep_away = async |avoid| {
            site.app
                .run(&story.guard, async |ctx| matching::avoid(ctx, story.case, avoid).await)
                .await
                .unwrap();
            find(&site, &story).await.unwrap()
        };
        let unit = story.shelter.actor().unit().unwrap();
        let empty = Found { gaps: [BED].into(), ..Found::default() };
        assert!(keep_away(Avoid { units: [unit].into(), ..Avoid::default() }).await == empty);
        let region = "GB-LND".parse().unwrap();
        assert!(keep_away(Avoid { regions: [region].into(), ..Avoid::default() }).await == empty);
        assert_eq!(keep_away(Avoid::default()).await.matches.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn an_immediate_risk_sets_off_its_steps_and_is_never_lowered_by_silence() {
    each_site(async |site| {
        let story = Story::new(&site).await;
        let assess = async |risks, day| {
            site.app.run(&story.guard, async |ctx| risks::assess(ctx, story.case, risks, day).await).await
        };
        let suicide = Risk { level: RiskLevel::Immediate, why: None };
        let acute = || BTreeMap::from([(RiskType::Suicide, suicide.clone())]);
        assert!(
            is_refused(&assess(acute(), date(2026, 3, 9)).await, "risks.not_assessed"),
            "too late a review"
        );
        assess(acute(), date(2026, 3, 2)).await.unwrap();
        let open = open_tasks(&site, &story.guard).await;
        let about = |open: &[String], kind: &str| open.iter().filter(|one| *one == kind).count();
        assert_eq!(about(&open, "immediate_steps"), 1);
        // Which steps they are would tell what threatens her: the file says it, and no plain column.
        let read = async |ctx: &mut _| risks::read(ctx, story.case).await;
        let assessed = site.app.run(&story.guard, read).await.unwrap().unwrap();
        let steps = [ImmediateStep::DoNotLeaveAlone, ImmediateStep::MedicalNow];
        assert_eq!(assessed.steps_now(), BTreeSet::from(steps));
        // Looked at again: what was asked before is overtaken, once.
        assess(acute(), date(2026, 3, 2)).await.unwrap();
        let open = open_tasks(&site, &story.guard).await;
        assert_eq!((about(&open, "immediate_steps"), about(&open, "review_risks")), (1, 1));
        let silent = assess(BTreeMap::new(), date(2026, 3, 2)).await;
        assert!(is_refused(&silent, "risks.not_assessed"));
        let calm = || {
            BTreeMap::from([(
                RiskType::Suicide,
                Risk { level: RiskLevel::High, why: Some(Secret::new("seen by a doctor".to_owned())) },
            )])
        };
        assess(calm(), date(2026, 3, 2)).await.unwrap();
        assert_eq!(about(&open_tasks(&site, &story.guard).await, "immediate_steps"), 0);
    })
    .await;
}

#[tokio::test]
async fn a_service_is_changed_by_its_own_unit_and_nothing_is_overwritten_unseen() {
    each_site(async |site| {
        let story = Story::new(&site).await;
        let other = site.member("clinic", Role::ServiceProvider).await;
        let change = async |who, revision| {
            let draft = a_service(3, site.app.now());
            let update =
                async |ctx: &mut _| services::update(ctx, story.service, revision, "Harbour", draft).await;
            site.app.run(who, update).await
        };
        assert!(matches!(change(&other, 0).await, Err(AppError::NotFound)));
        assert!(matches!(change(&story.guard, 0).await, Err(AppError::Forbidden)));
        change(&story.shelter, 0).await.unwrap();
        assert!(matches!(change(&story.shelter, 0).await, Err(AppError::Conflict)));
        let too_many = async |ctx: &mut _| services::change_places(ctx, story.service, 3, 4).await;
        assert!(is_refused(&site.app.run(&story.shelter, too_many).await, "service.places"));
        let listed = site.app.look(&story.guard, async |ctx| services::list(ctx).await).await.unwrap();
        assert_eq!((listed.len(), listed[0].service.capacity.free()), (1, 3));
    })
    .await;
}
