//! How places went and what came of what was asked: counts of the past, on both engines.

use havenward_app::queues::{self, Count, Ended, Flow, LOOKED_BACK_DAYS, Queues};
use havenward_app::{Caller, enquiries, referrals, services};
use havenward_domain::referral::DeclineReason;
use havenward_domain::role::Role;
use havenward_testkit::{Engine, Site, each_site};
use jiff::SignedDuration;

use crate::a_story::{BED, Story, an_offer};
use crate::rows;

const DAY: SignedDuration = SignedDuration::from_hours(24);

async fn read(site: &Site, coordinator: &Caller) -> Queues {
    site.app.look(coordinator, async |ctx| queues::read(ctx).await).await.unwrap()
}

async fn count_places(site: &Site, story: &Story, places: u16, free: u16) {
    let act =
        async |ctx: &mut havenward_app::Ctx| services::change_places(ctx, story.service, places, free).await;
    site.app.run(&story.shelter, act).await.unwrap();
}

fn count(places: u32, free: u32) -> Count {
    Count { places, free }
}

#[tokio::test]
async fn places_are_known_for_every_day_since_they_were_first_counted() {
    each_site(async |site| {
        let coordinator = site.member("coordinator", Role::NrmCoordinator).await;
        let story = Story::new(&site).await;
        site.clock.advance(DAY * 2);
        count_places(&site, &story, 10, 9).await;
        count_places(&site, &story, 12, 1).await;
        Story::add_service(&site, &story.shelter, 3).await;
        site.clock.advance(DAY);

        let places = read(&site, &coordinator).await.places;

        let expected = [count(10, 4), count(10, 4), count(22, 4), count(22, 4)];
        assert_eq!(places.all, expected, "a count holds until the next; of one day the last holds");
        assert_eq!(places.days.len(), 4);
        assert_eq!(places.kinds, [(BED, expected.to_vec())]);
    })
    .await;
}

#[tokio::test]
async fn a_count_from_before_the_days_that_are_shown_is_where_they_begin() {
    each_site(async |site| {
        let coordinator = site.member("coordinator", Role::NrmCoordinator).await;
        let story = Story::new(&site).await;
        site.clock.advance(DAY * 200);
        count_places(&site, &story, 10, 2).await;

        let places = read(&site, &coordinator).await.places;

        assert_eq!(i64::try_from(places.days.len()).unwrap(), LOOKED_BACK_DAYS);
        assert_eq!(places.all.first(), Some(&count(10, 4)));
        assert_eq!(places.all.last(), Some(&count(10, 2)));
    })
    .await;
}

#[tokio::test]
async fn what_was_counted_more_than_a_year_ago_is_gone_but_for_the_last_of_it() {
    each_site(async |site| {
        let story = Story::new(&site).await;
        for _ in 0..3 {
            site.clock.advance(DAY * 10);
            count_places(&site, &story, 10, 5).await;
        }
        assert_eq!(rows::count(&site, "select count(*) from service_places").await, 4);
        site.clock.advance(DAY * 366);
        count_places(&site, &story, 10, 6).await;
        assert_eq!(rows::count(&site, "select count(*) from service_places").await, 2);
    })
    .await;
}

#[tokio::test]
async fn services_from_before_there_was_a_history_begin_with_the_count_they_had() {
    each_site(async |site| {
        let coordinator = site.member("coordinator", Role::NrmCoordinator).await;
        let story = Story::new(&site).await;
        let before = read(&site, &coordinator).await.places;
        assert_eq!(story.free(&site).await, 4);
        let step = match site.engine {
            Engine::Sqlite => include_str!("../../../store/migrations/sqlite/0012_places.sql"),
            Engine::Postgres => include_str!("../../../store/migrations/postgres/0012_places.sql"),
        };
        let fill = step.split(';').find(|one| one.trim_start().starts_with("insert into service_places"));
        rows::change(&site, "delete from service_places").await;
        assert!(read(&site, &coordinator).await.places.days.is_empty());

        rows::change(&site, fill.unwrap()).await;

        assert_eq!(read(&site, &coordinator).await.places, before);
    })
    .await;
}

#[tokio::test]
async fn each_enquiry_is_counted_once_where_it_stands_now() {
    each_site(async |site| {
        let coordinator = site.member("coordinator", Role::NrmCoordinator).await;
        let story = Story::new(&site).await;
        assert_eq!(read(&site, &coordinator).await.flow, Flow::default());
        let run = async |yes| story.offer(&site, an_offer(yes)).await.unwrap();
        story.agree_tonight(&site).await.unwrap();
        let no = story.enquire(&site).await.unwrap();
        site.app.run(&story.shelter, async |ctx| enquiries::answer_no(ctx, no).await).await.unwrap();
        let declined = run(story.yes(&site).await).await;
        let reason = DeclineReason::NotSuitable;
        let act = async |ctx: &mut havenward_app::Ctx| referrals::decline(ctx, declined, reason).await;
        site.app.run(&story.shelter, act).await.unwrap();
        let there = run(story.yes(&site).await).await;
        story.accept(&site, there).await.unwrap();
        site.app.run(&story.shelter, async |ctx| referrals::arrive(ctx, there).await).await.unwrap();
        story.yes(&site).await;
        story.enquire(&site).await.unwrap();

        let flow = read(&site, &coordinator).await.flow;

        let ended = Ended { no_room: 1, declined: 1, ..Ended::default() };
        assert_eq!(flow, Flow { asked: 5, room: 3, offered: 2, accepted: 1, arrived: 1, ended });

        site.clock.advance(DAY * 91);
        assert_eq!(read(&site, &coordinator).await.flow, Flow::default(), "of late only");
    })
    .await;
}
