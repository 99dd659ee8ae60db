//! Tasks: what cannot wait is never behind what nobody ticked off, and what is done asks for nothing more.

use havenward_app::contacts::{self, NewContact};
use havenward_app::{Window, referrals, shifts, tasks};
use havenward_domain::coded::Coded;
use havenward_domain::codes::ServiceType;
use havenward_domain::contact::AgeClaim;
use havenward_domain::next_step::NextStep;
use havenward_domain::role::Role;
use havenward_testkit::{Site, each_site};
use jiff::SignedDuration;

use crate::a_story::{Story, an_adult, open_tasks};
use crate::contacts::a_contact;
use crate::rows::texts;

async fn pass(site: &Site, hours: i64) {
    site.clock.advance(SignedDuration::from_hours(hours));
    site.app.tick().await.unwrap();
}

#[tokio::test]
async fn what_cannot_wait_stands_before_hundreds_of_old_tasks_and_every_page_is_reached() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrNgo).await;
        let old = site.app.run(&guard, async |ctx| contacts::record(ctx, an_adult()).await).await.unwrap();
        site.app
            .run(&guard, async |ctx| {
                for _ in 0..250 {
                    tasks::next_step(ctx, old, NextStep::CallPerson, 1).await?;
                }
                Ok(())
            })
            .await
            .unwrap();
        site.clock.advance(SignedDuration::from_hours(24 * 40));
        let child = NewContact { age: AgeClaim::Child, ..a_contact() };
        let child = site.app.run(&guard, async |ctx| contacts::record(ctx, child).await).await.unwrap();

        let page = async |at| {
            site.app.look(&guard, async |ctx| tasks::list(ctx, Window::at(at)).await).await.unwrap()
        };
        let first = page(0).await;
        assert_eq!((first[0].kind.as_str(), first[0].case), ("call_child_protection", Some(child)));
        assert_eq!((first.len(), page(1).await.len(), page(2).await.len()), (200, 52, 0));
        let load = site.app.look(&guard, async |ctx| tasks::load(ctx).await).await.unwrap();
        assert_eq!((load.open, load.late), (252, 250));

        let next = site.newcomer("next", guard.actor().unit().unwrap(), Role::FrNgo).await;
        let to = next.actor().member().unwrap().user;
        let all = async |ctx: &mut _| shifts::hand_over(ctx, [].into(), Some(to)).await.map(|_| ());
        site.app.run(&guard, all).await.unwrap();
        let taken = [page(0).await, page(1).await].concat();
        assert!(taken.iter().all(|task| task.assignee == Some(to)));
    })
    .await;
}

#[tokio::test]
async fn work_that_is_done_raises_no_alarm() {
    each_site(async |site| {
        let story = Story::new(&site).await;
        let offered = story.offered(&site).await;
        story.accept(&site, offered).await.unwrap();
        assert!(open_tasks(&site, &story.guard).await.contains(&"arrange_arrival".to_owned()));
        let arrive = async |ctx: &mut _| referrals::arrive(ctx, offered).await;
        site.app.run(&story.shelter, arrive).await.unwrap();

        pass(&site, 2).await;
        pass(&site, 24).await;

        for unit in [&story.guard, &story.shelter] {
            assert_eq!(open_tasks(&site, unit).await, Vec::<String>::new());
        }
    })
    .await;
}

#[tokio::test]
async fn an_alarm_is_the_task_itself_and_goes_with_it() {
    each_site(async |site| {
        let story = Story::new(&site).await;
        story.offered(&site).await;
        pass(&site, 1).await;
        pass(&site, 3).await;
        let open = open_tasks(&site, &story.guard).await;
        assert!(open.contains(&"overdue:propose_next".to_owned()), "{open:?}");
        assert!(!open.contains(&"propose_next".to_owned()), "one task, not two: {open:?}");

        story.enquire(&site).await.unwrap();

        let open = open_tasks(&site, &story.guard).await;
        assert!(!open.iter().any(|kind| kind.contains("propose_next")), "{open:?}");
    })
    .await;
}

#[tokio::test]
async fn neither_the_journal_nor_a_referral_names_the_kind_of_help_in_clear() {
    each_site(async |site| {
        let story = Story::new(&site).await;
        let offered = story.offered(&site).await;
        story.accept(&site, offered).await.unwrap();
        story.withdraw_agreement(&site).await;
        let purposes = texts(&site, "select purpose from journal_entries").await;
        assert!(purposes.iter().any(|purpose| purpose == "service"));
        let kept = texts(&site, "select body from referrals").await;
        assert_eq!(kept.len(), 1);
        let help = ServiceType::AccommodationEmergency.code();
        assert!(!purposes.iter().chain(&kept).any(|plain| plain.contains(help) || plain.contains("places")));
    })
    .await;
}
