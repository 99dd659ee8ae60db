//! Tasks: what cannot wait is never behind what nobody ticked off, and what is done asks for nothing more.

use havenward_app::contacts::{self, NewContact};
use havenward_app::{AppError, Caller, Ctx, Window, cases, directory, referrals, shifts, tasks};
use havenward_domain::coded::Coded;
use havenward_domain::codes::ServiceType;
use havenward_domain::contact::{AgeClaim, Urgency};
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
        let asked = |at: usize| (first[at].kind.as_str(), first[at].case);
        assert_eq!([asked(0).1, asked(1).1], [Some(child); 2]);
        assert!(["call_child_protection", "ask_emergency_guardian"].contains(&asked(0).0));
        assert_eq!((first.len(), page(1).await.len(), page(2).await.len()), (200, 52, 0));
        let load = site.app.look(&guard, async |ctx| tasks::load(ctx).await).await.unwrap();
        assert_eq!((load.open, load.late), (252, 250));
        // So does an adult in danger, whom no task named before.
        site.clock.advance(SignedDuration::from_mins(1));
        let danger = NewContact { urgency: Urgency::DangerNow, ..an_adult() };
        let danger = site.app.run(&guard, async |ctx| contacts::record(ctx, danger).await).await.unwrap();
        let first = page(0).await;
        assert_eq!((first[0].kind.as_str(), first[0].case), ("make_safe_now", Some(danger)));

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

/// Those for whom a case of their own unit does not exist, yet who have tasks.
const KNOW_NOTHING_OF_THEIR_UNITS: [Role; 8] = [
    Role::PoliceInvestigator,
    Role::Prosecutor,
    Role::PanelMember,
    Role::Advocate,
    Role::Lawyer,
    Role::Guardian,
    Role::ServiceProvider,
    Role::Interpreter,
];

async fn done(site: &Site, caller: &Caller, task: tasks::Task) -> Result<(), AppError> {
    site.app.run(caller, async |ctx| tasks::done(ctx, task.id).await).await
}

async fn listed(site: &Site, caller: &Caller) -> Vec<tasks::Task> {
    site.app.look(caller, async |ctx| tasks::list(ctx, Window::at(0)).await).await.unwrap()
}

#[tokio::test]
async fn for_whom_a_case_does_not_exist_none_of_its_tasks_does() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrNgo).await;
        let child = NewContact { age: AgeClaim::Child, ..a_contact() };
        let case = site.app.run(&guard, async |ctx| contacts::record(ctx, child).await).await.unwrap();
        let all = listed(&site, &guard).await;
        assert!(all.iter().any(|task| task.kind == "call_child_protection"));
        for role in KNOW_NOTHING_OF_THEIR_UNITS {
            let one = site.colleague(role.code(), &guard, role).await;
            let shown = site.app.run(&one, async |ctx| cases::open(ctx, case).await.map(|_| ())).await;
            assert!(matches!(shown, Err(AppError::NotFound)), "{role:?}");

            assert_eq!(listed(&site, &one).await, [], "{role:?}");
            let read = async |ctx: &mut Ctx| Ok((tasks::load(ctx).await?, tasks::of_case(ctx, case).await?));
            let (load, about) = site.app.look(&one, read).await.unwrap();
            assert_eq!((load.open, load.late, about.len()), (0, 0, 0), "{role:?}");
            for task in &all {
                let refused = done(&site, &one, task.clone()).await;
                assert!(matches!(refused, Err(AppError::NotFound)), "{role:?} {}", task.kind);
            }
        }
        assert_eq!(listed(&site, &guard).await, all, "whoever carries the case sees them all");
        for task in all {
            done(&site, &guard, task).await.unwrap();
        }
    })
    .await;
}

#[tokio::test]
async fn a_shift_hands_on_what_it_may_not_see_and_asks_nobody_about_it() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrNgo).await;
        site.app.run(&guard, async |ctx| contacts::record(ctx, a_contact()).await).await.unwrap();
        let provider = site.colleague("provider", &guard, Role::ServiceProvider).await;
        let next = site.colleague("next", &guard, Role::FrNgo).await;
        let to = next.actor().member().unwrap().user;
        let before = listed(&site, &guard).await;
        assert!(!before.is_empty());
        let hand_over = async |moves: Vec<_>, rest| {
            let moves = moves.into_iter().collect();
            let handed = async |ctx: &mut _| shifts::hand_over(ctx, moves, rest).await;
            site.app.run(&provider, handed).await
        };

        let guessed = hand_over(vec![(before[0].id, to)], None).await;
        assert!(crate::a_story::is_refused(&guessed, "shift.not_open"), "as one that is not there");
        assert!(hand_over(vec![], None).await.unwrap().moves().is_empty());
        assert_eq!(listed(&site, &guard).await, before);

        let handed = hand_over(vec![], Some(to)).await.unwrap();
        assert!(handed.moves().is_empty(), "what she gets back tells of none");
        assert!(listed(&site, &guard).await.iter().all(|task| task.assignee == Some(to)));
    })
    .await;
}

#[tokio::test]
async fn the_directory_finds_nobody_whose_case_does_not_exist_for_the_reader() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrNgo).await;
        site.app.run(&guard, async |ctx| contacts::record(ctx, a_contact()).await).await.unwrap();
        let provider = site.colleague("provider", &guard, Role::ServiceProvider).await;
        assert_eq!(directory::search(&site.app, &guard, "oksana").await.unwrap().len(), 1);
        assert!(directory::search(&site.app, &provider, "oksana").await.unwrap().is_empty());
    })
    .await;
}
