//! The person herself says no to a refusal, by her code and phrase.

use havenward_app::challenges::{self, Bringing};
use havenward_app::spaces;
use havenward_domain::author::MoveReason;
use havenward_domain::challenge::ToldTo;
use havenward_domain::decision::Answer;
use havenward_domain::role::Role;
use havenward_testkit::each_site;
use zeroize::Zeroizing;

use crate::given::*;

fn phrase() -> Zeroizing<String> {
    Zeroizing::new("three quiet blue boats".to_owned())
}

fn saying_no(rule: &str, ground: Option<&str>) -> Bringing {
    let ground = ground.map(str::to_owned);
    Bringing { why: why(MoveReason::OwnWish), rule: rule.to_owned(), ground, late_because: None, unit: None }
}

#[tokio::test]
async fn the_person_challenges_a_refusal_once_she_was_told_of_it() {
    each_site(async |site| {
        let worker = site.member("worker", Role::FrNgo).await;
        let decider = site.member_of("sca", Role::CompetentAuthority, "sca").await;
        // A second body could look again too; the person need not say which.
        site.member_of("ieca", Role::CompetentAuthority, "ieca").await;
        let case = sent_case(&site, &worker, &decider).await;
        decide(&site, &decider, case, &stage("reasonable_grounds"), Answer::Yes).await.unwrap();
        decide(&site, &decider, case, &stage("conclusive_grounds"), Answer::No).await.unwrap();
        let made = spaces::open(&site.app, &worker, case, phrase()).await.unwrap();
        let arrived = spaces::begin(&site.app, &made.code, phrase()).await.unwrap();
        let she = spaces::caller(&site.app, &arrived.token).await.unwrap();
        let read = async || site.app.run(&she, async |ctx| spaces::read(ctx).await).await.unwrap();
        assert!(read().await.ways.is_empty(), "nobody told her: her time does not run");

        let tell = async |ctx: &mut _| challenges::tell_refusal(ctx, case, seen(), ToldTo::Person).await;
        site.app.run(&worker, tell).await.unwrap();
        let ways = read().await.ways;
        assert_eq!(ways[0].rule, "reconsideration");
        let say_no = async |rule, ground| {
            site.app.run(&she, async |ctx| spaces::challenge(ctx, saying_no(rule, ground)).await).await
        };
        assert_eq!(code(&say_no("reconsideration", None).await.unwrap_err()), "status.no_ground");
        say_no("reconsideration", Some("new_evidence")).await.unwrap();

        let course = open(&site, &worker, case).await.course.unwrap();
        assert_eq!(course.challenges[0].sent_by, Role::Survivor);
        assert!(!read().await.ways.iter().any(|way| way.rule == "reconsideration"), "it is brought");
    })
    .await;
}
