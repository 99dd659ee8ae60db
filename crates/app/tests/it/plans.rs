//! The support plan: her goals, her yes, and a review that is not forgotten.

use havenward_app::plans::{self, NewAction, NewGoal};
use havenward_app::{AppError, Caller, Ctx};
use havenward_domain::access::act;
use havenward_domain::codes::ServiceType;
use havenward_domain::id::CaseId;
use havenward_domain::plan::{GoalState, Outcome, Owner};
use havenward_domain::role::Role;
use havenward_store::tasks;
use havenward_testkit::{Site, each_site};
use jiff::civil::date;

use crate::contacts::record;

pub async fn open_tasks(site: &Site, who: &Caller) -> Vec<String> {
    let now = site.clock.now();
    let listed = async |ctx: &mut Ctx| {
        let permit = ctx.permit_in_unit::<act::WorkTasks>()?;
        Ok(tasks::open(ctx.tx(), &permit, now, None, (0, 200)).await?)
    };
    site.app.look(who, listed).await.unwrap().into_iter().map(|task| task.kind).collect()
}

fn a_goal() -> NewGoal {
    NewGoal { area: ServiceType::AccommodationLong, text: "a room of her own".to_owned(), own_words: None }
}

fn an_action() -> NewAction {
    NewAction { what: "visit the room".to_owned(), owner: Owner::Person, due: date(2026, 3, 9) }
}

async fn begun(site: &Site) -> (Caller, CaseId) {
    let worker = site.member("worker", Role::CaseManager).await;
    let case = record(&site.app, &worker).await.unwrap();
    site.app.run(&worker, async |ctx| plans::begin(ctx, case, date(2026, 4, 1)).await).await.unwrap();
    (worker, case)
}

#[tokio::test]
async fn a_goal_carries_no_action_until_she_agrees() {
    each_site(async |site| {
        let (worker, case) = begun(&site).await;
        let app = &site.app;
        let goal =
            app.run(&worker, async |ctx| plans::propose_goal(ctx, case, a_goal()).await).await.unwrap();
        let add = async || {
            app.run(&worker, async |ctx| plans::add_action(ctx, case, goal, an_action()).await).await
        };
        assert!(matches!(add().await, Err(AppError::Refused { code: "plan.goal_not_agreed", .. })));

        app.run(&worker, async |ctx| plans::agree_goal(ctx, case, goal).await).await.unwrap();
        add().await.unwrap();
        app.run(&worker, async |ctx| plans::finish_action(ctx, case, goal, 0).await).await.unwrap();
        app.run(&worker, async |ctx| plans::end_goal(ctx, case, goal, Outcome::Reached).await).await.unwrap();

        let read = app.run(&worker, async |ctx| plans::read(ctx, case).await).await.unwrap();
        let ended = read.plan.goals()[goal].state();
        assert!(matches!(ended, GoalState::Ended { outcome: Outcome::Reached, .. }));
        assert_eq!(read.plan.goals()[goal].actions()[0].done_on, Some(date(2026, 3, 1)));
    })
    .await;
}

#[tokio::test]
async fn a_goal_she_does_not_want_stays_refused() {
    each_site(async |site| {
        let (worker, case) = begun(&site).await;
        let app = &site.app;
        let goal =
            app.run(&worker, async |ctx| plans::propose_goal(ctx, case, a_goal()).await).await.unwrap();
        app.run(&worker, async |ctx| plans::refuse_goal(ctx, case, goal).await).await.unwrap();

        let agreed = app.run(&worker, async |ctx| plans::agree_goal(ctx, case, goal).await).await;

        assert!(matches!(agreed, Err(AppError::Refused { code: "plan.goal_not_proposed", .. })));
        let missing = app.run(&worker, async |ctx| plans::agree_goal(ctx, case, 9).await).await;
        assert!(matches!(missing, Err(AppError::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn a_review_is_one_open_task_and_its_recording_makes_the_next() {
    each_site(async |site| {
        let (worker, case) = begun(&site).await;
        let reviews = async || {
            open_tasks(&site, &worker).await.into_iter().filter(|kind| kind == "plan_review").count()
        };
        assert_eq!(reviews().await, 1);
        let again = site.app.run(&worker, async |ctx| plans::begin(ctx, case, date(2026, 4, 1)).await).await;
        assert!(matches!(again, Err(AppError::Refused { code: "plan.begun", .. })));
        let past = site.app.run(&worker, async |ctx| plans::review(ctx, case, date(2026, 3, 1)).await).await;
        assert!(matches!(past, Err(AppError::Refused { code: "plan.review_date", .. })));

        site.app.run(&worker, async |ctx| plans::review(ctx, case, date(2026, 5, 1)).await).await.unwrap();

        assert_eq!(reviews().await, 1);
    })
    .await;
}

#[tokio::test]
async fn without_a_plan_there_is_nothing_to_change_and_a_stranger_finds_no_case() {
    each_site(async |site| {
        let worker = site.member("worker", Role::CaseManager).await;
        let other = site.member("other", Role::CaseManager).await;
        let case = record(&site.app, &worker).await.unwrap();
        let propose = async |who: &Caller| {
            site.app.run(who, async |ctx| plans::propose_goal(ctx, case, a_goal()).await).await
        };
        assert!(matches!(propose(&worker).await, Err(AppError::Refused { code: "plan.missing", .. })));
        assert!(matches!(propose(&other).await, Err(AppError::NotFound)));
    })
    .await;
}
