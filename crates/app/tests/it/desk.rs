//! The decisions desk: the queue by clock, one act that decides, and the letter after it; and the next step.

use havenward_app::decisions::{self, About};
use havenward_app::{AppError, Caller, Window, desk, tasks};
use havenward_domain::decision::Answer;
use havenward_domain::id::{CaseId, DecisionId};
use havenward_domain::next_step::NextStep;
use havenward_domain::role::Role;
use havenward_testkit::{Site, each_site};

use crate::given::*;

fn grounds() -> About {
    stage("reasonable_grounds")
}

async fn queue(site: &Site, caller: &Caller) -> Vec<desk::Waiting> {
    site.app.look(caller, async |ctx| desk::queue(ctx).await).await.unwrap()
}

async fn decide_alone(
    site: &Site,
    caller: &Caller,
    case: CaseId,
    answer: Answer,
) -> Result<DecisionId, AppError> {
    let given = reasons(answer);
    site.app.run(caller, async |ctx| decisions::decide_alone(ctx, case, grounds(), answer, given).await).await
}

#[tokio::test]
async fn the_queue_shows_what_this_body_may_decide_by_clock_and_nothing_after_it_is_decided() {
    each_site(async |site| {
        let worker = site.member("worker", Role::FrNgo).await;
        let sca = site.member_of("sca", Role::CompetentAuthority, "sca").await;
        let first = sent_case(&site, &worker, &sca).await;
        let second = sent_case(&site, &worker, &sca).await;
        let panel = site.member_of("panel", Role::PanelMember, "child_panel").await;

        let waiting = queue(&site, &sca).await;
        let cases: Vec<CaseId> = waiting.iter().map(|one| one.row.id).collect();
        assert!(cases.len() == 2 && cases.contains(&first) && cases.contains(&second));
        assert!(waiting.iter().all(|one| one.stage == "reasonable_grounds" && one.due_at.is_some()));
        assert!(waiting.is_sorted_by_key(|one| one.due_at));
        assert!(queue(&site, &panel).await.is_empty());

        decide_alone(&site, &sca, first, Answer::No).await.unwrap();
        decide_alone(&site, &sca, second, Answer::Yes).await.unwrap();
        let waiting = queue(&site, &sca).await;
        let left: Vec<_> = waiting.iter().map(|one| (one.row.id, one.stage.as_str())).collect();
        assert_eq!(left, [(second, "conclusive_grounds")]);
    })
    .await;
}

#[tokio::test]
async fn one_act_decides_alone_once_and_its_letter_names_the_ways_but_no_voter() {
    each_site(async |site| {
        let worker = site.member("worker", Role::FrNgo).await;
        let sca = site.member_of("sca", Role::CompetentAuthority, "sca").await;
        let case = sent_case(&site, &worker, &sca).await;
        let seen = site.app.run(&sca, async |ctx| desk::open(ctx, case, &grounds()).await).await.unwrap();
        assert!(!seen.on.is_open && !seen.on.may_lack_information);

        let decision = decide_alone(&site, &sca, case, Answer::No).await.unwrap();
        assert!(decide_alone(&site, &sca, case, Answer::Yes).await.is_err());
        for reader in [&sca, &worker] {
            let letter =
                site.app.run(reader, async |ctx| desk::letter(ctx, case, decision).await).await.unwrap();
            assert_eq!(letter.record.answer, Answer::No);
            assert!(letter.record.votes.is_empty() && !letter.bodies.is_empty());
            assert!(letter.ways.iter().any(|way| way.rule == "reconsideration" && way.until.is_none()));
        }
        let stranger = site.member("stranger", Role::CaseManager).await;
        let refused = site.app.run(&stranger, async |ctx| desk::letter(ctx, case, decision).await).await;
        assert!(matches!(refused.err(), Some(AppError::NotFound)));
        let refused = site.app.run(&worker, async |ctx| desk::open(ctx, case, &grounds()).await).await;
        assert!(matches!(refused.err(), Some(AppError::Forbidden)));
    })
    .await;
}

#[tokio::test]
async fn a_case_without_a_task_is_counted_until_somebody_writes_its_next_step() {
    each_site(async |site| {
        let worker = site.member("worker", Role::FrNgo).await;
        let case = case_of(&site, &worker, havenward_domain::contact::AgeClaim::Adult).await;
        for (_, task) in open_tasks(&site, &worker).await {
            site.app.run(&worker, async |ctx| tasks::done(ctx, task).await).await.unwrap();
        }
        let without =
            async || site.app.look(&worker, async |ctx| tasks::cases_without(ctx).await).await.unwrap();
        assert_eq!(without().await, [case]);
        let step = NextStep::CallPerson;
        site.app.run(&worker, async |ctx| tasks::next_step(ctx, case, step, 3).await).await.unwrap();
        assert!(without().await.is_empty());
        assert!(has_task(&site, &worker, case, "next_step:call_person").await);

        let stranger = site.member("stranger", Role::CaseManager).await;
        let refused = site.app.run(&stranger, async |ctx| tasks::next_step(ctx, case, step, 3).await).await;
        assert!(matches!(refused, Err(AppError::NotFound)));
    })
    .await;
}

async fn open_tasks(site: &Site, caller: &Caller) -> Vec<(String, havenward_domain::id::TaskId)> {
    let all = site.app.look(caller, async |ctx| tasks::list(ctx, Window::at(0)).await).await.unwrap();
    all.into_iter().map(|task| (task.kind, task.id)).collect()
}
