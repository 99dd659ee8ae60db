//! A finding raises protection and moves nothing.

use havenward_app::{AppError, Caller, screenings};
use havenward_domain::contact::{AgeClaim, Urgency};
use havenward_domain::id::CaseId;
use havenward_domain::role::Role;
use havenward_domain::told_before::AgreedToTalk;
use havenward_screening::Band;
use havenward_testkit::{Site, each_site};
use jiff::SignedDuration;

use crate::given::*;

const DANGER: &str =
    r#"{"instrument": "first-contact-6@1", "context": {"child": "no"}, "answers": {"FC1": "yes_seen"}}"#;
const NOTHING: &str =
    r#"{"instrument": "first-contact-6@1", "context": {"child": "no"}, "answers": {"FC1": "no"}}"#;
const PAPERS: &str =
    r#"{"instrument": "first-contact-6@1", "context": {"child": "no"}, "answers": {"FC4": "yes_told"}}"#;

async fn a_told_case(site: &Site, worker: &Caller, age: AgeClaim) -> CaseId {
    let case = case_of(site, worker, age).await;
    tell(site, worker, case, AgreedToTalk::Yes).await;
    case
}

async fn band(site: &Site, worker: &Caller, case: CaseId, answers: &str) -> Band {
    let id = screen(site, worker, case, answers).await.unwrap();
    site.app.run(worker, async |ctx| screenings::read(ctx, case, id, "en").await).await.unwrap().finding.band
}

#[tokio::test]
async fn no_band_moves_a_track() {
    each_site(async |site| {
        let worker = site.member("worker", Role::FrNgo).await;
        let case = a_told_case(&site, &worker, AgeClaim::Adult).await;
        let before = open(&site, &worker, case).await.core.unwrap().status;

        for answers in [NOTHING, PAPERS, DISCLOSED, DANGER] {
            screen(&site, &worker, case, answers).await.unwrap();
        }

        let after = open(&site, &worker, case).await;
        assert!(after.core.unwrap().status == before, "a screening never writes a track");
        assert_eq!(after.plain.positions.recognition.0, "none");
    })
    .await;
}

#[tokio::test]
async fn danger_raises_the_urgency_and_nothing_lowers_it() {
    each_site(async |site| {
        let worker = site.member("worker", Role::FrNgo).await;
        let case = a_told_case(&site, &worker, AgeClaim::Adult).await;
        assert_eq!(band(&site, &worker, case, DISCLOSED).await, Band::ProtectNow);
        assert_eq!(open(&site, &worker, case).await.plain.urgency, Urgency::Routine);

        assert_eq!(band(&site, &worker, case, DANGER).await, Band::DangerNow);
        assert_eq!(open(&site, &worker, case).await.plain.urgency, Urgency::DangerNow);
        assert!(has_task(&site, &worker, case, "make_safe_now").await);

        assert_eq!(band(&site, &worker, case, NOTHING).await, Band::DoorOpen);
        assert_eq!(open(&site, &worker, case).await.plain.urgency, Urgency::DangerNow);
    })
    .await;
}

#[tokio::test]
async fn protect_now_asks_a_person_to_presume_or_send_until_somebody_did() {
    each_site(async |site| {
        let worker = site.member("worker", Role::FrNgo).await;
        let sca = site.member_of("sca", Role::CompetentAuthority, "sca").await;
        let quiet = a_told_case(&site, &worker, AgeClaim::Adult).await;
        screen(&site, &worker, quiet, NOTHING).await.unwrap();
        assert!(tasks_of(&site, &worker, quiet).await.is_empty());

        let case = a_told_case(&site, &worker, AgeClaim::Adult).await;
        screen(&site, &worker, case, DISCLOSED).await.unwrap();
        assert!(tasks_of(&site, &worker, case).await.contains(&("presume_or_send".to_owned(), 24)));

        let sent = sent_case(&site, &worker, &sca).await;
        tell(&site, &worker, sent, AgreedToTalk::Yes).await;
        screen(&site, &worker, sent, DISCLOSED).await.unwrap();
        assert!(!has_task(&site, &worker, sent, "presume_or_send").await);
    })
    .await;
}

#[tokio::test]
async fn a_form_cannot_make_an_adult_of_a_child() {
    each_site(async |site| {
        let worker = site.member("worker", Role::FrNgo).await;
        for (age, expected) in [
            (AgeClaim::Adult, Band::TalkMoreSafely),
            (AgeClaim::Unsure, Band::ProtectNow),
            (AgeClaim::Child, Band::ProtectNow),
        ] {
            let case = a_told_case(&site, &worker, age).await;
            assert_eq!(band(&site, &worker, case, PAPERS).await, expected, "{age:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_band_of_a_client_is_not_read_and_bad_answers_keep_nothing() {
    each_site(async |site| {
        let worker = site.member("worker", Role::FrNgo).await;
        let case = a_told_case(&site, &worker, AgeClaim::Adult).await;
        let claimed = DISCLOSED.replacen('{', r#"{"band": "door_open", "#, 1);
        for bad in [
            claimed.as_str(),
            "{",
            r#"{"instrument": "first-contact-6@1", "answers": {"FC99": "yes_told"}}"#,
            r#"{"instrument": "first-contact-6@1", "answers": {"FC1": "Oksana"}}"#,
        ] {
            let refused = screen(&site, &worker, case, bad).await.unwrap_err();
            assert!(matches!(&refused, AppError::Invalid { field: "answers", .. }), "{bad}");
            assert!(!refused.to_string().contains("Oksana"));
        }
        let other = DISCLOSED.replace("@1", "@9");
        assert_eq!(code(&screen(&site, &worker, case, &other).await.unwrap_err()), "instrument.unknown");
        assert!(open(&site, &worker, case).await.core.unwrap().screenings.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_second_screener_sees_that_a_colleague_asked_already() {
    each_site(async |site| {
        let worker = site.member("worker", Role::FrNgo).await;
        let colleague = site.colleague("colleague", &worker, Role::FrNgo).await;
        let case = a_told_case(&site, &worker, AgeClaim::Adult).await;
        screen(&site, &worker, case, DISCLOSED).await.unwrap();
        site.clock.advance(SignedDuration::from_mins(190));

        let opened = site
            .app
            .run(&colleague, async |ctx| screenings::open(ctx, case, "first-contact-6@1").await)
            .await
            .unwrap();

        assert_eq!(opened.instrument.instrument().id, "first-contact-6");
        let asked = &opened.already_asked[0];
        assert_eq!((asked.by_reader, asked.hours_ago), (false, 3));
        let course = open(&site, &worker, case).await.course.unwrap();
        assert!(course.screenings[0].asked.by_reader && course.may_ask);
    })
    .await;
}

#[tokio::test]
async fn a_bench_sees_signs_and_no_band() {
    each_site(async |site| {
        let worker = site.member("worker", Role::FrNgo).await;
        let sca = site.member_of("sca", Role::CompetentAuthority, "sca").await;
        let case = sent_case(&site, &worker, &sca).await;
        tell(&site, &worker, case, AgreedToTalk::Yes).await;
        screen(&site, &worker, case, DISCLOSED).await.unwrap();

        let bench = open(&site, &sca, case).await.course.unwrap();
        assert_eq!(
            (bench.screenings[0].band, bench.screenings[0].signs.as_slice()),
            (None, &["FC2".to_owned()][..])
        );

        let lawyer = lawyer(&site, &worker, case).await;
        let person = open(&site, &lawyer, case).await.course.unwrap();
        assert!(person.screenings.is_empty() && !person.sentences.is_empty());
    })
    .await;
}

#[tokio::test]
async fn instruments_are_listed_to_members_only() {
    each_site(async |site| {
        let worker = site.member("worker", Role::FrNgo).await;
        let listed = site.app.look(&worker, async |ctx| screenings::instruments(ctx)).await.unwrap();
        assert_eq!(listed.len(), 21, "every shipped instrument");
        let nobody = site.app.look(&Caller::nobody(), async |ctx| screenings::instruments(ctx)).await;
        assert!(matches!(nobody, Err(AppError::SignedOut)));
    })
    .await;
}
