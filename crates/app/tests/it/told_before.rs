//! No answer leads to a dead end, and no question comes before the answer.

use havenward_app::{AppError, screenings};
use havenward_domain::contact::AgeClaim;
use havenward_domain::role::Role;
use havenward_domain::told_before::{AgreedToTalk, Leads};
use havenward_testkit::each_site;

use crate::given::*;

#[tokio::test]
async fn without_a_yes_no_instrument_opens_and_no_answers_are_kept() {
    each_site(async |site| {
        let worker = site.member("worker", Role::FrNgo).await;
        let case = case_of(&site, &worker, AgeClaim::Adult).await;
        let open = async || {
            site.app
                .run(&worker, async |ctx| screenings::open(ctx, case, "first-contact-6@1").await.map(drop))
                .await
        };

        assert_eq!(code(&open().await.unwrap_err()), "told_before.missing");
        for answer in [AgreedToTalk::No, AgreedToTalk::NotNow] {
            tell(&site, &worker, case, answer).await;
            assert_eq!(code(&open().await.unwrap_err()), "told_before.missing");
            assert_eq!(
                code(&screen(&site, &worker, case, DISCLOSED).await.unwrap_err()),
                "told_before.missing"
            );
        }
        assert_eq!(tell(&site, &worker, case, AgreedToTalk::Yes).await, Leads::Ask);
        open().await.unwrap();

        // A later no closes what an earlier yes had opened.
        assert_eq!(tell(&site, &worker, case, AgreedToTalk::No).await, Leads::Help);
        assert_eq!(code(&open().await.unwrap_err()), "told_before.missing");
        assert!(open_core_has_no_screening(&site, &worker, case).await);
    })
    .await;
}

async fn open_core_has_no_screening(
    site: &havenward_testkit::Site,
    worker: &havenward_app::Caller,
    case: havenward_domain::id::CaseId,
) -> bool {
    open(site, worker, case).await.core.unwrap().screenings.is_empty()
}

#[tokio::test]
async fn not_now_asks_for_a_safe_way_to_meet_again_and_a_no_is_not_followed_up() {
    each_site(async |site| {
        let worker = site.member("worker", Role::FrNgo).await;
        let case = case_of(&site, &worker, AgeClaim::Adult).await;

        assert_eq!(tell(&site, &worker, case, AgreedToTalk::No).await, Leads::Help);
        assert!(tasks_of(&site, &worker, case).await.is_empty());

        assert_eq!(tell(&site, &worker, case, AgreedToTalk::NotNow).await, Leads::HelpAndSafeRecontact);
        assert!(has_task(&site, &worker, case, "agree_safe_recontact").await);
    })
    .await;
}

#[tokio::test]
async fn who_does_not_work_with_the_person_records_no_telling() {
    each_site(async |site| {
        let worker = site.member("worker", Role::FrNgo).await;
        let case = case_of(&site, &worker, AgeClaim::Adult).await;
        let stranger = site.member("stranger", Role::FrNgo).await;
        let opened = site
            .app
            .run(&stranger, async |ctx| screenings::open(ctx, case, "first-contact-6@1").await.map(drop))
            .await;
        assert!(matches!(opened, Err(AppError::NotFound)));
        let lawyer = lawyer(&site, &worker, case).await;
        assert!(matches!(screen(&site, &lawyer, case, DISCLOSED).await, Err(AppError::Forbidden)));
    })
    .await;
}
