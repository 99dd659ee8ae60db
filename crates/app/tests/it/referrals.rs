//! From an enquiry without a name to what became of the person.

use std::collections::BTreeMap;

use havenward_app::referrals::{self, NewOffer};
use havenward_app::{AppError, Window, directory, enquiries, services};
use havenward_domain::agreement::{Answer, Category};
use havenward_domain::directory::LeadsTo;
use havenward_domain::enquiry::When;
use havenward_domain::referral::{DeclineReason, Status};
use havenward_domain::role::Role;
use havenward_domain::secret::Secret;
use havenward_store::{FromRow, Row, StoreError};
use havenward_testkit::{Site, each_site};
use jiff::SignedDuration;

use crate::a_story::{BED, Story, an_offer, is_refused, open_tasks, wraps};

async fn status(site: &Site, story: &Story) -> Status {
    let all = site.app.run(&story.guard, async |ctx| referrals::of_case(ctx, story.case).await).await;
    all.unwrap()[0].state().status()
}

#[tokio::test]
async fn from_a_yes_without_a_name_to_a_person_who_is_there() {
    each_site(async |site| {
        let story = Story::new(&site).await;
        let id = story.offered(&site).await;

        let offer = story.read(&site, id).await.unwrap();
        assert_eq!(offer.minimum.children_with, 1);
        assert!(offer.hand_over.is_empty(), "the hand-over opens with acceptance only");
        assert_eq!(status(&site, &story).await, Status::Received);

        story.accept(&site, id).await.unwrap();
        assert_eq!(story.free(&site).await, 2, "a place for her and one for the child");
        let accepted = story.read(&site, id).await.unwrap();
        assert!(accepted.hand_over[0].1.expose().starts_with("Canary Oksana"));
        let found = directory::search(&site.app, &story.shelter, "oksana").await.unwrap();
        assert_eq!(found[0].leads_to, LeadsTo::Referral(id));
        assert!(open_tasks(&site, &story.guard).await.contains(&"arrange_arrival".to_owned()));
        assert!(!open_tasks(&site, &story.shelter).await.contains(&"answer_offer".to_owned()));

        site.app.run(&story.shelter, async |ctx| referrals::arrive(ctx, id).await).await.unwrap();
        site.app.run(&story.shelter, async |ctx| referrals::complete(ctx, id).await).await.unwrap();
        assert_eq!(status(&site, &story).await, Status::Completed);
        assert_eq!(story.free(&site).await, 4);
        assert_eq!(wraps(&site, id).await, (false, false));
        assert!(matches!(story.read(&site, id).await, Err(AppError::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn an_enquiry_without_agreement_is_not_asked() {
    each_site(async |site| {
        let story = Story::new(&site).await;
        assert!(is_refused(&story.enquire(&site).await, "agreement.missing"));
        story.agree_later(&site, &[(Category::Needs, Answer::Agreed)]).await.unwrap();
        assert!(is_refused(&story.enquire(&site).await, "agreement.missing"), "another category");
        story.agree_tonight(&site).await.unwrap();
        assert!(story.enquire(&site).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn an_offer_without_agreement_is_not_sent() {
    each_site(async |site| {
        let story = Story::new(&site).await;
        story.agree_tonight(&site).await.unwrap();
        let enquiry = story.yes(&site).await;
        story.withdraw_agreement(&site).await;
        // The withdrawal has taken the enquiry back, so its yes leads nowhere either.
        assert!(is_refused(&story.offer(&site, an_offer(enquiry)).await, "referral.no_yes"));

        story.agree_tonight(&site).await.unwrap();
        let again = story.yes(&site).await;
        let hand_over = BTreeMap::from([(Category::Identity, Secret::from("Canary Oksana"))]);
        let more = NewOffer { hand_over, ..an_offer(again) };
        assert!(is_refused(&story.offer(&site, more).await, "referral.not_agreed"), "not agreed to tonight");
        story.offer(&site, an_offer(again)).await.unwrap();
        assert!(is_refused(&story.offer(&site, an_offer(again)).await, "referral.offered_before"));
    })
    .await;
}

#[tokio::test]
async fn an_agreement_that_ran_out_closes_offer_acceptance_and_read() {
    each_site(async |site| {
        let story = Story::new(&site).await;
        story.agree_tonight(&site).await.unwrap();
        // Tonight's agreement lasts three days; the place is asked for just before it ends.
        site.clock.advance(SignedDuration::from_mins(72 * 60 - 10));
        let enquiry = story.yes(&site).await;
        let id = story.offer(&site, an_offer(enquiry)).await.unwrap();
        assert!(story.read(&site, id).await.is_ok());

        site.clock.advance(SignedDuration::from_mins(10));

        assert!(matches!(story.accept(&site, id).await, Err(AppError::NotFound)));
        assert!(matches!(story.read(&site, id).await, Err(AppError::NotFound)));
        let listed = site.app.run(&story.shelter, async |ctx| referrals::list_offers(ctx).await).await;
        assert!(listed.unwrap().is_empty());
        site.app.tick().await.unwrap();
        assert_eq!(wraps(&site, id).await, (false, false));
    })
    .await;
}

#[tokio::test]
async fn only_a_yes_that_holds_leads_to_an_offer() {
    each_site(async |site| {
        let story = Story::new(&site).await;
        story.agree_tonight(&site).await.unwrap();
        let asked = story.enquire(&site).await.unwrap();
        assert!(is_refused(&story.offer(&site, an_offer(asked)).await, "referral.no_yes"));
        site.app.run(&story.shelter, async |ctx| enquiries::answer_no(ctx, asked).await).await.unwrap();
        assert!(is_refused(&story.offer(&site, an_offer(asked)).await, "referral.no_yes"));
        let twice =
            site.app.run(&story.shelter, async |ctx| enquiries::answer_yes(ctx, asked, 60).await).await;
        assert!(is_refused(&twice, "enquiry.not_awaited"));

        let held = story.yes(&site).await;
        site.clock.advance(SignedDuration::from_mins(121));
        assert!(is_refused(&story.offer(&site, an_offer(held)).await, "referral.no_yes"));
    })
    .await;
}

#[tokio::test]
async fn the_asked_service_learns_neither_case_nor_name() {
    each_site(async |site| {
        let story = Story::new(&site).await;
        story.agree_tonight(&site).await.unwrap();
        story.enquire(&site).await.unwrap();
        let asked = site.app.run(&story.shelter, async |ctx| enquiries::list_for_service(ctx).await);
        let wire = serde_json::to_string(&asked.await.unwrap()).unwrap();
        assert!(!wire.contains(&story.case.to_string()) && !wire.contains("Canary"));
        let open =
            site.app.look(&story.shelter, async |ctx| havenward_app::tasks::list(ctx, Window::at(0)).await);
        assert!(open.await.unwrap().iter().all(|task| task.case.is_none()));
    })
    .await;
}

#[tokio::test]
async fn for_another_unit_neither_enquiry_nor_offer_exists() {
    each_site(async |site| {
        let story = Story::new(&site).await;
        let id = story.offered(&site).await;
        let asked = story.enquire(&site).await.unwrap();
        let other = site.member("clinic", Role::ServiceProvider).await;

        let run = site.app.run(&other, async |ctx| referrals::read_offer(ctx, id).await.map(|_| ())).await;
        assert!(matches!(run, Err(AppError::NotFound)));
        let run = site.app.run(&other, async |ctx| referrals::accept(ctx, id).await).await;
        assert!(matches!(run, Err(AppError::NotFound)));
        let run = site.app.run(&other, async |ctx| enquiries::answer_no(ctx, asked).await).await;
        assert!(matches!(run, Err(AppError::NotFound)));
        let run = site.app.run(&other, async |ctx| referrals::withdraw(ctx, story.case, id).await).await;
        assert!(matches!(run, Err(AppError::NotFound)));
        let guard = site.app.run(&story.guard, async |ctx| referrals::accept(ctx, id).await).await;
        assert!(matches!(guard, Err(AppError::Forbidden)), "the sender's role answers no offers");
    })
    .await;
}

#[tokio::test]
async fn whoever_declines_loses_sight_at_once_and_the_sender_proposes_the_next() {
    each_site(async |site| {
        let story = Story::new(&site).await;
        let id = story.offered(&site).await;
        let decline = async |ctx: &mut _| referrals::decline(ctx, id, DeclineReason::NoCapacity).await;
        site.app.run(&story.shelter, decline).await.unwrap();

        assert!(matches!(story.read(&site, id).await, Err(AppError::NotFound)));
        assert_eq!(wraps(&site, id).await, (false, false));
        assert!(open_tasks(&site, &story.guard).await.contains(&"propose_next".to_owned()));
        assert_eq!(story.free(&site).await, 4);
    })
    .await;
}

#[tokio::test]
async fn a_yes_by_telephone_takes_the_place_and_opens_nothing_until_confirmed() {
    each_site(async |site| {
        let story = Story::new(&site).await;
        let id = story.offered(&site).await;
        let heard = async |ctx: &mut _| {
            referrals::accept_by_telephone(ctx, story.case, id, Secret::from("Canary Olena")).await
        };
        site.app.run(&story.guard, heard).await.unwrap();

        assert_eq!(story.free(&site).await, 2);
        assert!(story.read(&site, id).await.unwrap().hand_over.is_empty());
        assert!(open_tasks(&site, &story.shelter).await.contains(&"confirm_acceptance".to_owned()));

        site.app.run(&story.shelter, async |ctx| referrals::confirm(ctx, id).await).await.unwrap();
        assert_eq!(story.read(&site, id).await.unwrap().hand_over.len(), 1);
        let twice = site.app.run(&story.shelter, async |ctx| referrals::confirm(ctx, id).await).await;
        assert!(is_refused(&twice, "referral.not_here"));
    })
    .await;
}

#[tokio::test]
async fn not_arriving_alarms_the_sender_and_closes_nothing() {
    each_site(async |site| {
        let story = Story::new(&site).await;
        let id = story.offered(&site).await;
        story.accept(&site, id).await.unwrap();
        site.app.run(&story.shelter, async |ctx| referrals::did_not_arrive(ctx, id).await).await.unwrap();
        let open = open_tasks(&site, &story.guard).await;
        assert!(open.contains(&"did_not_arrive".to_owned()) && open.contains(&"open_concern".to_owned()));
        site.app.run(&story.shelter, async |ctx| referrals::arrive(ctx, id).await).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn the_person_may_decide_otherwise_at_any_time() {
    each_site(async |site| {
        let story = Story::new(&site).await;
        let id = story.offered(&site).await;
        story.accept(&site, id).await.unwrap();
        let declines = async |ctx: &mut _| referrals::person_declines(ctx, story.case, id).await;
        site.app.run(&story.guard, declines).await.unwrap();
        assert_eq!(status(&site, &story).await, Status::PersonDeclined);
        assert_eq!(story.free(&site).await, 4);
        assert!(matches!(story.read(&site, id).await, Err(AppError::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn never_more_people_are_accepted_than_places_are_free() {
    each_site(async |site| {
        let story = Story::new(&site).await;
        let id = story.offered(&site).await;
        let full = async |ctx: &mut _| services::change_places(ctx, story.service, 10, 1).await;
        site.app.run(&story.shelter, full).await.unwrap();
        assert!(is_refused(&story.accept(&site, id).await, "referral.not_enough_places"));
        assert_eq!(story.free(&site).await, 1);
        site.app.run(&story.shelter, async |ctx| referrals::waitlist(ctx, id).await).await.unwrap();
        let room = async |ctx: &mut _| services::change_places(ctx, story.service, 10, 2).await;
        site.app.run(&story.shelter, room).await.unwrap();
        story.accept(&site, id).await.unwrap();
        assert_eq!(story.free(&site).await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_unit_without_a_key_is_neither_asked_nor_offered_anything() {
    each_site(async |site| {
        let story = Story::new(&site).await;
        let keyless = site.newcomer("keyless", site.unit("keyless").await, Role::Shelter).await;
        let service = Story::add_service(&site, &keyless, 4).await;
        let story = Story { shelter: keyless, service, ..story };
        story.agree_tonight(&site).await.unwrap();
        assert!(is_refused(&story.enquire(&site).await, "referral.receiver_without_key"));
    })
    .await;
}

struct Asked(String, bool);

impl FromRow for Asked {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self(row.text("body")?, row.maybe_sealed("sealed_question")?.is_some()))
    }
}

#[tokio::test]
async fn what_is_asked_stands_nowhere_in_clear_and_goes_with_the_answer() {
    each_site(async |site| {
        let story = Story::new(&site).await;
        story.agree_tonight(&site).await.unwrap();
        let id = story.enquire(&site).await.unwrap();
        let rows = async || {
            let all = async |ctx: &mut havenward_app::Ctx| {
                Ok(ctx.tx().all("select body, sealed_question from enquiries", vec![]).await?)
            };
            let rows: Vec<Asked> = site.app.look(&story.guard, all).await.unwrap();
            rows
        };
        let open = rows().await;
        assert!(open[0].1, "the question is there, sealed");
        for word in ["question", "languages", "placement", "children", "mobility", "tonight"] {
            assert!(!open[0].0.contains(word), "{word} stands beside the id of the case");
        }
        let list = async |ctx: &mut _| enquiries::list_for_service(ctx).await;
        let asked = site.app.run(&story.shelter, list).await.unwrap();
        assert_eq!(asked[0].question.when, When::Tonight);

        site.app.run(&story.shelter, async |ctx| enquiries::answer_no(ctx, id).await).await.unwrap();
        assert!(!rows().await[0].1, "answered: the question is gone");
    })
    .await;
}

#[tokio::test]
async fn a_service_that_does_not_offer_it_or_is_avoided_cannot_be_asked() {
    each_site(async |site| {
        let story = Story::new(&site).await;
        story.agree_tonight(&site).await.unwrap();
        let other = async |ctx: &mut _| {
            let dental = havenward_domain::codes::ServiceType::Dental;
            enquiries::ask(ctx, story.case, story.service, dental, When::Later).await
        };
        assert!(is_refused(&site.app.run(&story.guard, other).await, "referral.not_offered_there"));
        let avoid =
            havenward_domain::matching::Avoid { services: [story.service].into(), ..Default::default() };
        let write = async |ctx: &mut _| havenward_app::matching::avoid(ctx, story.case, avoid).await;
        site.app.run(&story.guard, write).await.unwrap();
        assert!(matches!(story.enquire(&site).await, Err(AppError::NotFound)));
        let _ = BED;
    })
    .await;
}
