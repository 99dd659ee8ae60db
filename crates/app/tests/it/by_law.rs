//! What is shared by law: on a ground of the closed list, no further than the law, and she is told.

use havenward_app::by_law::{self, NewByLaw};
use havenward_app::{AppError, agreements, grants};
use havenward_domain::access::Holder;
use havenward_domain::agreement::{Category, Purpose, RecipientClass, Standing};
use havenward_domain::compartment::Compartment;
use havenward_domain::legal_basis::{Ground, SpecialGround};
use havenward_domain::role::Role;
use havenward_testkit::{Site, each_site};
use jiff::SignedDuration;

use crate::a_story::{BED, Story, an_offer, is_refused, open_tasks, unit};

fn new(site: &Site, story: &Story) -> NewByLaw {
    NewByLaw {
        ground: Ground::LegalDuty,
        special_category: None,
        law: Some("Children Act 1989 s. 47".to_owned()),
        reason: None,
        purpose: Purpose::Service(BED),
        recipient: (unit(&story.shelter), RecipientClass::Care),
        categories: [Category::MinimumDataset].into(),
        until: site.clock.now() + SignedDuration::from_hours(48),
    }
}

async fn share(site: &Site, story: &Story, new: NewByLaw) -> Result<(), AppError> {
    site.app.run(&story.guard, async |ctx| by_law::share(ctx, story.case, new).await).await
}

#[tokio::test]
async fn a_place_is_asked_for_and_offered_on_a_law_and_the_sight_ends_with_it() {
    each_site(async |site| {
        let story = Story::new(&site).await;
        assert!(
            is_refused(&story.enquire(&site).await, "agreement.missing"),
            "without either, nothing goes out"
        );

        share(&site, &story, new(&site, &story)).await.unwrap();

        assert!(open_tasks(&site, &story.guard).await.contains(&"tell_person_or_representative".to_owned()));
        let enquiry = story.yes(&site).await;
        let id = story.offer(&site, an_offer(enquiry)).await.unwrap();
        story.accept(&site, id).await.unwrap();
        story.read(&site, id).await.unwrap();
        // The law stays in the sealed core: what lies in clear beside the case tells the ground alone.
        let bases = crate::rows::texts(&site, "select basis from referrals").await;
        assert_eq!(bases, [r#"{"law":"legal_duty"}"#]);
        site.clock.advance(SignedDuration::from_hours(48));
        assert!(story.read(&site, id).await.is_err(), "it ends when it says");
    })
    .await;
}

#[tokio::test]
async fn what_is_said_twice_is_shared_once_and_told_once() {
    each_site(async |site| {
        let story = Story::new(&site).await;
        let told = async || {
            let open = open_tasks(&site, &story.guard).await;
            open.iter().filter(|kind| *kind == "tell_person_or_representative").count()
        };
        let until = site.clock.now() + SignedDuration::from_hours(48);
        let same = || NewByLaw { until, ..new(&site, &story) };
        share(&site, &story, same()).await.unwrap();
        assert_eq!(told().await, 1);

        site.clock.advance(SignedDuration::from_hours(1));
        share(&site, &story, same()).await.unwrap();
        assert_eq!(told().await, 1, "the same is nothing new");

        let more = [Category::MinimumDataset, Category::Identity].into();
        share(&site, &story, NewByLaw { categories: more, ..same() }).await.unwrap();
        assert_eq!(told().await, 2, "more is");
        let law = Some("Another Act s. 1".to_owned());
        share(&site, &story, NewByLaw { law, ..same() }).await.unwrap();
        assert_eq!(told().await, 3, "another law is");

        site.clock.advance(SignedDuration::from_hours(48));
        let anew = NewByLaw { until: until + SignedDuration::from_hours(48), ..same() };
        share(&site, &story, anew).await.unwrap();
        assert_eq!(told().await, 4, "what had ended is");
    })
    .await;
}

#[tokio::test]
async fn whoever_shares_in_vital_interest_says_why_and_tells_her_when_it_is_safe() {
    each_site(async |site| {
        let story = Story::new(&site).await;
        let vital = || NewByLaw { ground: Ground::VitalInterest, law: None, ..new(&site, &story) };
        let silent = share(&site, &story, vital()).await;
        assert!(matches!(silent, Err(AppError::Invalid { field: "reason", .. })), "{silent:?}");
        let health = [Category::MinimumDataset, Category::Health];
        let reason = Some("she does not wake up".to_owned());
        let bare = NewByLaw { categories: health.into(), reason: reason.clone(), ..vital() };
        let bare = share(&site, &story, bare).await;
        assert!(matches!(bare, Err(AppError::Invalid { field: "special_category", .. })), "{bare:?}");
        assert!(open_tasks(&site, &story.guard).await.is_empty());

        let special_category = Some(SpecialGround::VitalInterest);
        share(&site, &story, NewByLaw { categories: health.into(), reason, special_category, ..vital() })
            .await
            .unwrap();

        assert_eq!(open_tasks(&site, &story.guard).await, ["tell_when_safe"]);
    })
    .await;
}

#[tokio::test]
async fn no_other_ground_goes_around_her_and_a_law_is_named() {
    each_site(async |site| {
        let story = Story::new(&site).await;
        let with = async |new: NewByLaw| share(&site, &story, new).await;
        for ground in [Ground::Consent, Ground::LegitimateInterest] {
            let refused = with(NewByLaw { ground, ..new(&site, &story) }).await;
            assert!(is_refused(&refused, "share.needs_agreement"), "{refused:?}");
        }
        let unnamed = with(NewByLaw { law: Some(" ".to_owned()), ..new(&site, &story) }).await;
        assert!(is_refused(&unnamed, "legal_basis.law_missing"));
        let police = with(NewByLaw { ground: Ground::PoliceLaw, ..new(&site, &story) }).await;
        assert!(is_refused(&police, "legal_basis.not_police"));
        let long = site.clock.now() + SignedDuration::from_hours(24 * 366);
        let long = with(NewByLaw { until: long, ..new(&site, &story) }).await;
        assert!(matches!(long, Err(AppError::Invalid { field: "until", .. })));
        let none = with(NewByLaw { categories: [].into(), ..new(&site, &story) }).await;
        assert!(matches!(none, Err(AppError::Invalid { field: "what", .. })));
        let recipient = (unit(&story.shelter), RecipientClass::ImmigrationEnforcement);
        let never = with(NewByLaw { recipient, ..new(&site, &story) }).await;
        assert!(is_refused(&never, "agreement.never_a_recipient"));
        let stranger = site.member("stranger", Role::FrNgo).await;
        let unknown = new(&site, &story);
        let unknown =
            site.app.run(&stranger, async |ctx| by_law::share(ctx, story.case, unknown).await).await;
        assert!(matches!(unknown, Err(AppError::NotFound)));
        assert!(is_refused(&story.enquire(&site).await, "agreement.missing"));
    })
    .await;
}

#[tokio::test]
async fn she_objects_to_what_rests_on_law_and_what_rests_on_consent_stops() {
    each_site(async |site| {
        let story = Story::new(&site).await;
        share(&site, &story, new(&site, &story)).await.unwrap();
        let give = async |purpose: &str, basis: &str| {
            let giving = grants::Giving {
                holder: Holder::Unit(unit(&story.shelter)),
                compartments: vec![Compartment::Core],
                purpose: purpose.to_owned(),
                basis: basis.to_owned(),
                agreement: None,
                until: site.clock.now() + SignedDuration::from_hours(100),
            };
            let give = async |ctx: &mut _| havenward_app::access::give(ctx, story.case, giving).await;
            site.app.run(&story.guard, give).await
        };
        let other = give("support", "because").await;
        assert!(matches!(other, Err(AppError::Invalid { field: "basis", .. })), "the list is closed");
        give("support", "consent").await.unwrap();
        give("safeguarding", "public_task").await.unwrap();

        let closed = story.withdraw_agreement(&site).await;

        let mut told: Vec<&str> = closed.objections.iter().map(|one| one.basis.as_str()).collect();
        told.sort_unstable();
        assert_eq!(told, ["Children Act 1989 s. 47", "public_task"]);
        assert_eq!(closed.access_ended, 1);
        assert!(open_tasks(&site, &story.guard).await.contains(&"answer_objection".to_owned()));
        let listed = site.app.run(&story.guard, async |ctx| agreements::list(ctx, story.case).await).await;
        assert!(listed.unwrap().iter().all(|told| told.standing[0].1 != Standing::Agreed));
    })
    .await;
}
