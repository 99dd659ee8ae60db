//! What happens while nobody is signed in.

use havenward_app::{Caller, Window, journal, referrals};
use havenward_domain::access::act;
use havenward_domain::referral::Status;
use havenward_domain::role::Role;
use havenward_testkit::{Site, each_site};
use jiff::SignedDuration;

use crate::a_story::{Story, is_refused, open_tasks, wraps};

fn count(kinds: &[String], kind: &str) -> usize {
    kinds.iter().filter(|one| *one == kind).count()
}

async fn pass(site: &Site, minutes: i64) {
    site.clock.advance(SignedDuration::from_mins(minutes));
    site.app.tick().await.unwrap();
}

#[tokio::test]
async fn silence_expires_the_offer_drops_it_and_wakes_somebody() {
    each_site(async |site| {
        let story = Story::new(&site).await;
        let id = story.offered(&site).await;
        pass(&site, 59).await;
        assert!(story.read(&site, id).await.is_ok());

        pass(&site, 1).await;

        let all = site.app.run(&story.guard, async |ctx| referrals::of_case(ctx, story.case).await).await;
        assert_eq!(all.unwrap()[0].state().status(), Status::Expired);
        assert_eq!(wraps(&site, id).await, (false, false));
        let open = open_tasks(&site, &story.guard).await;
        assert_eq!((count(&open, "offer_expired"), count(&open, "propose_next")), (1, 1));
        assert!(!open.iter().any(|kind| kind.starts_with("call:")), "by day nobody else is woken");
        assert!(story.accept(&site, id).await.is_err());
        pass(&site, 1).await;
        assert_eq!(count(&open_tasks(&site, &story.guard).await, "offer_expired"), 1);
        assert_eq!(journal::verify(&site.app, |_| ()).await.unwrap().faults, []);
    })
    .await;
}

#[tokio::test]
async fn an_offer_over_its_time_is_closed_before_the_ticker_comes() {
    each_site(async |site| {
        let story = Story::new(&site).await;
        let id = story.offered(&site).await;
        site.clock.advance(SignedDuration::from_mins(60));
        assert!(is_refused(&story.read(&site, id).await, "not_found"));
        assert!(is_refused(&story.accept(&site, id).await, "not_found"));
    })
    .await;
}

#[tokio::test]
async fn at_night_the_calls_follow_the_order_until_somebody_answers() {
    each_site(async |site| {
        let story = Story::new(&site).await;
        story.agree_tonight(&site).await.unwrap();
        site.clock.advance(SignedDuration::from_hours(10));
        story.enquire(&site).await.unwrap();
        let calling = async || {
            let open = open_tasks(&site, &story.guard).await;
            open.into_iter().filter(|kind| kind.starts_with("call:")).collect::<Vec<_>>()
        };
        pass(&site, 19).await;
        assert!(calling().await.is_empty());
        pass(&site, 1).await;
        assert_eq!(count(&open_tasks(&site, &story.guard).await, "enquiry_expired"), 1);
        assert_eq!(calling().await, ["call:night_place_of_last_resort"]);
        pass(&site, 20).await;
        assert_eq!(calling().await, ["call:coordinator_on_call"], "she is an adult");
        pass(&site, 20).await;
        assert_eq!(calling().await, ["call:night_place_of_last_resort"]);

        let open = site
            .app
            .look(&story.guard, async |ctx| havenward_app::tasks::list(ctx, Window::at(0)).await)
            .await;
        let call = open.unwrap().into_iter().find(|task| task.kind.starts_with("call:")).unwrap();
        let done = async |ctx: &mut _| havenward_app::tasks::done(ctx, call.id).await;
        site.app.run(&story.guard, done).await.unwrap();
        pass(&site, 60).await;
        assert!(calling().await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_task_long_overdue_becomes_one_alarm() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        crate::contacts::record(&site.app, &guard).await.unwrap();
        pass(&site, 59).await;
        assert!(!open_tasks(&site, &guard).await.iter().any(|kind| kind.starts_with("overdue:")));
        pass(&site, 1).await;
        pass(&site, 60).await;
        let open = open_tasks(&site, &guard).await;
        assert_eq!(count(&open, "overdue:call_child_protection"), 1);
    })
    .await;
}

#[tokio::test]
async fn a_clock_is_announced_once_before_its_end_and_once_after() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        let case = crate::contacts::record(&site.app, &guard).await.unwrap();
        set_clock(&site, case, "reflection_period", 50).await;
        let all = async || open_tasks(&site, &guard).await;
        pass(&site, 60).await;
        assert_eq!(count(&all().await, "clock_soon:reflection_period"), 0);
        pass(&site, 120).await;
        pass(&site, 1).await;
        assert_eq!(count(&all().await, "clock_soon:reflection_period"), 1);
        pass(&site, 48 * 60).await;
        pass(&site, 1).await;
        let open = all().await;
        assert_eq!(count(&open, "clock_soon:reflection_period"), 1);
        assert_eq!(count(&open, "clock_due:reflection_period"), 1);
    })
    .await;
}

async fn set_clock(site: &Site, case: havenward_domain::id::CaseId, kind: &str, hours: i64) {
    let due = (site.app.now() + SignedDuration::from_hours(hours)).as_microsecond();
    let sql = "insert into clocks (case_id, kind, due_at) values ($1, $2, $3)";
    if site.engine == havenward_testkit::Engine::Sqlite {
        let mut conn =
            <sqlx::SqliteConnection as sqlx::Connection>::connect(&site.place.database).await.unwrap();
        sqlx::query(sql).bind(case.to_string()).bind(kind).bind(due).execute(&mut conn).await.unwrap();
    } else {
        let mut conn = <sqlx::PgConnection as sqlx::Connection>::connect(&site.place.database).await.unwrap();
        sqlx::query(sql).bind(case.to_string()).bind(kind).bind(due).execute(&mut conn).await.unwrap();
    }
}

#[tokio::test]
async fn one_node_ticks_at_a_time_and_another_takes_over() {
    each_site(async |site| {
        let story = Story::new(&site).await;
        let id = story.offered(&site).await;
        site.app.tick().await.unwrap();
        let second = Site::open(&site.place, &site.clock, site.app.kind()).await.unwrap();
        site.clock.advance(SignedDuration::from_secs(29));
        second.tick().await.unwrap();
        site.clock.advance(SignedDuration::from_mins(60));
        second.tick().await.unwrap();
        assert_eq!(wraps(&site, id).await, (false, false), "the lease had run out");
    })
    .await;
}

#[tokio::test]
async fn nobody_but_the_system_ticks() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        for caller in [guard, Caller::operator(), Caller::nobody()] {
            let asked = site.app.look(&caller, async |ctx| ctx.permit::<act::Tick>().map(|_| ())).await;
            assert!(is_refused(&asked, "forbidden"));
        }
    })
    .await;
}
