//! A case handed to a colleague: what is open goes along, she is told, and the unit keeps what it has.

use havenward_app::{AppError, Caller, cases, tasks, timeline, transfers};
use havenward_domain::id::UserId;
use havenward_domain::role::Role;
use havenward_testkit::each_site;

use crate::a_story::{Story, is_refused};

fn user(caller: &Caller) -> UserId {
    caller.actor().member().unwrap().user
}

#[tokio::test]
async fn a_case_goes_to_a_colleague_with_what_is_open_and_she_is_told() {
    each_site(async |site| {
        let story = Story::new(&site).await;
        let next = site.colleague("next", &story.guard, Role::FrNgo).await;
        let stranger = site.member("stranger", Role::FrNgo).await;
        let dpo = site.colleague("dpo", &story.guard, Role::Dpo).await;
        // Nobody has let her in yet.
        let newcomer = site.newcomer("newcomer", story.guard.actor().unit().unwrap(), Role::FrNgo).await;
        let hand = async |by: &Caller, to: UserId| {
            let words = Some("Call the school first.".to_owned());
            site.app.run(by, async |ctx| transfers::hand_over(ctx, story.case, to, words).await).await
        };

        assert!(is_refused(&hand(&story.guard, user(&stranger)).await, "transfer.no_colleague"));
        assert!(is_refused(&hand(&story.guard, user(&newcomer)).await, "transfer.no_key"));
        assert!(is_refused(&hand(&story.guard, user(&dpo)).await, "transfer.not_her_role"));
        assert!(matches!(hand(&stranger, user(&stranger)).await, Err(AppError::NotFound)));
        hand(&story.guard, user(&next)).await.unwrap();
        assert!(is_refused(&hand(&story.guard, user(&next)).await, "transfer.carries_it"));

        let open = async |who: &Caller| {
            site.app.look(who, async |ctx| tasks::of_case(ctx, story.case).await).await.unwrap()
        };
        let hers = open(&next).await;
        assert!(hers.iter().all(|task| task.assignee == Some(user(&next))));
        assert!(hers.iter().any(|task| task.kind == "case_handed_to_you"));
        let stands = site.app.run(&story.guard, async |ctx| transfers::stands(ctx, story.case).await).await;
        let stands = stands.unwrap();
        assert_eq!(stands.carrier.unwrap().user, user(&next));
        assert_eq!(stands.before[0].0.words.as_ref().unwrap().read(), "Call the school first.");
        assert!(!stands.colleagues.iter().any(|one| [user(&next), user(&dpo)].contains(&one.user)));
        let kept = site.app.run(&story.guard, async |ctx| cases::open(ctx, story.case).await).await.unwrap();
        assert!(kept.core.is_some(), "the one before keeps what the unit keeps");
        let told = site.app.run(&next, async |ctx| timeline::of_case(ctx, story.case, None).await).await;
        let told = told.unwrap();
        assert!(told.happened.iter().any(|line| line.action.code() == "case.hand_over"));
    })
    .await;
}

#[tokio::test]
async fn what_is_asked_from_then_on_is_asked_of_the_one_who_carries_the_case() {
    each_site(async |site| {
        let story = Story::new(&site).await;
        let next = site.colleague("next", &story.guard, Role::FrNgo).await;
        let to = user(&next);
        let hand = async |ctx: &mut _| transfers::hand_over(ctx, story.case, to, None).await;
        site.app.run(&story.guard, hand).await.unwrap();
        crate::given::raise(&site, &story.guard, story.case).await.unwrap();
        let open = site.app.look(&next, async |ctx| tasks::of_case(ctx, story.case).await).await.unwrap();
        assert!(open.iter().all(|task| task.assignee == Some(to)), "{open:?}");
        let takes_back =
            async |ctx: &mut _| transfers::hand_over(ctx, story.case, user(&story.guard), None).await;
        site.app.run(&story.guard, takes_back).await.unwrap();
        let open = site.app.look(&next, async |ctx| tasks::of_case(ctx, story.case).await).await.unwrap();
        assert!(open.iter().all(|task| task.assignee == Some(user(&story.guard))));
        assert!(!open.iter().any(|task| task.kind == "case_handed_to_you"), "nobody tells herself");
    })
    .await;
}
