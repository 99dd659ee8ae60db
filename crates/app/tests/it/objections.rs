//! A child's guardian speaks up, and those who act read it first.

use havenward_app::cases::{self, OpenCase};
use havenward_app::grants::{self, Giving};
use havenward_app::objections::{self, NewBestInterests};
use havenward_app::{AppError, Caller};
use havenward_domain::access::Holder;
use havenward_domain::best_interests::ViewKnown;
use havenward_domain::compartment::Compartment;
use havenward_domain::contact::AgeClaim;
use havenward_domain::id::CaseId;
use havenward_domain::objection::{ObjectionOutcome, Planned};
use havenward_domain::role::Role;
use havenward_testkit::{Site, each_site};
use jiff::SignedDuration;

use crate::a_story::{is_refused, open_tasks};
use crate::given::case_of;

async fn let_in(site: &Site, owner: &Caller, case: CaseId, to: &Caller) {
    let giving = Giving {
        holder: Holder::Unit(to.actor().unit().unwrap()),
        compartments: vec![Compartment::Core],
        purpose: "child_protection".to_owned(),
        basis: "public_task".to_owned(),
        agreement: None,
        until: site.app.now() + SignedDuration::from_hours(24 * 90),
    };
    site.app.run(owner, async |ctx| grants::give(ctx, case, giving).await).await.unwrap();
}

async fn read(site: &Site, who: &Caller, case: CaseId) -> OpenCase {
    site.app.run(who, async |ctx| cases::open(ctx, case).await).await.unwrap()
}

async fn object(site: &Site, who: &Caller, case: CaseId) -> Result<usize, AppError> {
    let words = "The house is near the people he fled.".to_owned();
    site.app.run(who, async |ctx| objections::object(ctx, case, Planned::Referral, words).await).await
}

#[tokio::test]
async fn an_objection_is_read_by_those_who_act_and_answered_with_a_reason() {
    each_site(async |site| {
        let worker = site.member("worker", Role::ChildProtection).await;
        let guardian = site.member("guardian", Role::Guardian).await;
        let other = site.member("other", Role::Guardian).await;
        let case = case_of(&site, &worker, AgeClaim::Child).await;
        let_in(&site, &worker, case, &guardian).await;
        let_in(&site, &worker, case, &other).await;

        assert!(matches!(object(&site, &worker, case).await, Err(AppError::Forbidden)));
        assert_eq!(object(&site, &guardian, case).await.unwrap(), 0);

        let seen = read(&site, &worker, case).await.course.unwrap();
        assert_eq!(seen.objections[0].to, Planned::Referral);
        assert!(open_tasks(&site, &worker).await.contains(&"answer_objection".to_owned()));
        assert!(read(&site, &other, case).await.course.unwrap().objections.is_empty());
        let answer = async |who: &Caller, number| {
            let why = "Another house was found.".to_owned();
            let changed = ObjectionOutcome::PlanChanged;
            site.app.run(who, async |ctx| objections::answer(ctx, case, number, changed, why).await).await
        };
        assert!(matches!(answer(&guardian, 0).await, Err(AppError::Forbidden)));
        assert!(matches!(answer(&worker, 7).await, Err(AppError::NotFound)));
        answer(&worker, 0).await.unwrap();
        assert!(is_refused(&answer(&worker, 0).await, "objection.answered"));
        assert!(!open_tasks(&site, &worker).await.contains(&"answer_objection".to_owned()));
        let hers = read(&site, &guardian, case).await.course.unwrap();
        assert_eq!(hers.objections[0].answer.as_ref().unwrap().words.read(), "Another house was found.");
    })
    .await;
}

#[tokio::test]
async fn what_is_best_for_the_child_is_weighed_and_lies_before_those_who_act() {
    each_site(async |site| {
        let worker = site.member("worker", Role::ChildProtection).await;
        let guardian = site.member("guardian", Role::Guardian).await;
        let case = case_of(&site, &worker, AgeClaim::Child).await;
        let_in(&site, &worker, case, &guardian).await;
        let say = async |child_said: Option<&str>, good: Option<&str>| {
            let new = NewBestInterests {
                about: Planned::Decision,
                childs_view: ViewKnown::Said,
                child_said: child_said.map(str::to_owned),
                guardian: "The hearing can wait.".to_owned(),
                options: vec![("Wait".to_owned(), good.map(str::to_owned), None)],
            };
            site.app.run(&guardian, async |ctx| objections::say_best(ctx, case, new).await).await
        };
        assert!(is_refused(&say(None, Some("He rests")).await, "invalid"), "the child spoke");
        assert!(is_refused(&say(Some("I want to sleep"), None).await, "invalid"), "named, not weighed");
        say(Some("I want to sleep"), Some("He rests")).await.unwrap();
        let seen = read(&site, &worker, case).await.course.unwrap();
        assert_eq!(seen.best_interests[0].child_said.as_ref().unwrap().read(), "I want to sleep");
        assert!(open_tasks(&site, &worker).await.contains(&"read_best_interests".to_owned()));
    })
    .await;
}

#[tokio::test]
async fn a_guardian_speaks_for_no_adult() {
    each_site(async |site| {
        let worker = site.member("worker", Role::CaseManager).await;
        let guardian = site.member("guardian", Role::Guardian).await;
        let case = case_of(&site, &worker, AgeClaim::Adult).await;
        let_in(&site, &worker, case, &guardian).await;
        assert!(matches!(object(&site, &guardian, case).await, Err(AppError::NotFound)));
    })
    .await;
}
