//! Needs that wait for room: by case, by unit, as counts for the co-ordinator, and when a place opens.

use havenward_app::{AppError, Caller, matching, needs, queues, services, tasks, waits};
use havenward_domain::codes::ServiceType;
use havenward_domain::matching::Avoid;
use havenward_domain::need::{Met, Need, NeedBy};
use havenward_domain::role::Role;
use havenward_domain::wait::WaitEnd;
use havenward_testkit::{Site, each_site};
use jiff::SignedDuration;
use jiff::civil::date;

use crate::a_story::{BED, Story, is_refused, open_tasks};

async fn waits_for_a_bed(site: &Site) -> Story {
    let story = Story::new(site).await;
    let full = async |ctx: &mut _| services::change_places(ctx, story.service, 10, 0).await;
    site.app.run(&story.shelter, full).await.unwrap();
    let bed = || Need { of: BED, by: NeedBy::Tonight, met: Met::Open, note: None };
    let assess = async |ctx: &mut _| needs::assess(ctx, story.case, vec![bed()], date(2026, 3, 8)).await;
    site.app.run(&story.guard, assess).await.unwrap();
    let region = "GB-LND".parse().unwrap();
    let raise = async |ctx: &mut _| matching::raise_gap(ctx, story.case, BED, region).await;
    site.app.run(&story.guard, raise).await.unwrap();
    story
}

async fn of_case(site: &Site, story: &Story) -> Vec<waits::Waiting> {
    site.app.run(&story.guard, async |ctx| waits::of_case(ctx, story.case).await).await.unwrap()
}

async fn places(site: &Site, story: &Story, free: u16) {
    let change = async |ctx: &mut _| services::change_places(ctx, story.service, 10, free).await;
    site.app.run(&story.shelter, change).await.unwrap();
}

async fn count(site: &Site, story: &Story, kind: &str) -> usize {
    open_tasks(site, &story.guard).await.iter().filter(|one| *one == kind).count()
}

#[tokio::test]
async fn a_need_without_room_waits_until_somebody_says_how_it_ended() {
    each_site(async |site| {
        let story = waits_for_a_bed(&site).await;
        let waiting = of_case(&site, &story).await;
        assert_eq!((waiting.len(), waiting[0].wait.need, waiting[0].room.len()), (1, BED, 0));
        let region = "GB-LND".parse().unwrap();
        let again = async |ctx: &mut _| matching::raise_gap(ctx, story.case, BED, region).await;
        site.app.run(&story.guard, again).await.unwrap();
        assert_eq!(count(&site, &story, "look_for_service").await, 1, "one case waits once");

        site.clock.advance(SignedDuration::from_hours(24 * 8));
        let unit = async || site.app.look(&story.guard, async |ctx| waits::of_unit(ctx).await).await.unwrap();
        let before = unit().await;
        let open = site.app.look(&story.guard, async |ctx| tasks::of_case(ctx, story.case).await).await;
        let task = open.unwrap().into_iter().find(|task| task.kind == "look_for_service").unwrap();
        site.app.run(&story.guard, async |ctx| tasks::done(ctx, task.id).await).await.unwrap();
        let after = unit().await;
        assert_eq!(before[0].since, after[0].since, "a tick does not end a wait");
        assert!(before[0].look_again < after[0].look_again, "it is looked at again");

        let end = async |need| {
            let end = async |ctx: &mut _| waits::end(ctx, story.case, need, WaitEnd::PlaceFound).await;
            site.app.run(&story.guard, end).await
        };
        assert!(is_refused(&end(ServiceType::Dental).await, "wait.not_open"));
        end(BED).await.unwrap();
        assert!(is_refused(&end(BED).await, "wait.not_open"));
        assert!(unit().await.is_empty());
        assert_eq!(of_case(&site, &story).await[0].wait.ended.unwrap().0, WaitEnd::PlaceFound);
    })
    .await;
}

#[tokio::test]
async fn when_a_place_opens_those_who_wait_are_told_once_and_see_whom_it_may_fit() {
    each_site(async |site| {
        let story = waits_for_a_bed(&site).await;
        places(&site, &story, 2).await;
        places(&site, &story, 0).await;
        places(&site, &story, 1).await;
        assert_eq!(count(&site, &story, "place_opened").await, 1, "told once until it has looked");
        let look =
            async || site.app.run(&story.guard, async |ctx| waits::look_through(ctx).await).await.unwrap();
        let fits = look().await;
        assert_eq!((fits.len(), fits[0].0, fits[0].1[0].room[0].0), (1, story.case, story.service));
        assert_eq!(count(&site, &story, "place_opened").await, 0);

        let away = Avoid { services: [story.service].into(), ..Avoid::default() };
        let avoid = async |ctx: &mut _| matching::avoid(ctx, story.case, away).await;
        site.app.run(&story.guard, avoid).await.unwrap();
        assert!(look().await.is_empty(), "what she keeps away from is no place for her");
    })
    .await;
}

#[tokio::test]
async fn nobody_is_told_of_a_place_who_waits_for_nothing() {
    each_site(async |site| {
        let story = Story::new(&site).await;
        places(&site, &story, 0).await;
        places(&site, &story, 1).await;
        assert_eq!(count(&site, &story, "place_opened").await, 0);
    })
    .await;
}

#[tokio::test]
async fn the_coordinator_counts_who_waits_for_room_and_learns_of_no_case() {
    each_site(async |site| {
        let story = waits_for_a_bed(&site).await;
        let coordinator = site.member("coordinator", Role::NrmCoordinator).await;
        let read = async || site.app.look(&coordinator, async |ctx| queues::read(ctx).await).await.unwrap();
        assert_eq!(read().await.room, [1, 0, 0, 0]);
        site.clock.advance(SignedDuration::from_hours(24 * 31));
        assert_eq!(read().await.room, [0, 0, 1, 0]);
        let may = async |who: &Caller| {
            site.app.run(who, async |ctx| waits::of_case(ctx, story.case).await.map(drop)).await
        };
        assert!(matches!(may(&coordinator).await, Err(AppError::NotFound)));
        assert!(matches!(may(&story.shelter).await, Err(AppError::NotFound)));
    })
    .await;
}
