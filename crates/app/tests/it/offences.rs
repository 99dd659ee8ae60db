//! Non-punishment: by reference only, alarms before each moment, and a notice that she releases.

use havenward_app::contacts::{self, NewContact};
use havenward_app::grants::Giving;
use havenward_app::offences::{self, NewOffence};
use havenward_app::{AppError, Caller, Window, access, access_log, cases, notices, plans, timeline};
use havenward_domain::access::Holder;
use havenward_domain::codes::OffenceCategory;
use havenward_domain::compartment::Compartment;
use havenward_domain::contact::AgeClaim;
use havenward_domain::id::{CaseId, OffenceId, UnitId};
use havenward_domain::offence::{
    Allegation, Decided, Grounds, LegalTest, Link, Moment, Outcome, Reference, Request, RequestBasis,
};
use havenward_domain::proceedings::Proceedings;
use havenward_domain::role::Role;
use havenward_testkit::{Site, each_site};
use jiff::SignedDuration;
use jiff::civil::date;

use crate::contacts::a_contact;
use crate::plans::open_tasks;
use crate::profiles::{rules, started};

fn an_offence(notice_to: Option<UnitId>) -> NewOffence {
    NewOffence {
        allegation: Allegation {
            category: OffenceCategory::DrugCultivation,
            authority: Reference::new("Police North").unwrap(),
            file: Reference::new("2026/17").unwrap(),
            stage: Proceedings::Arrest,
            known_since: date(2026, 2, 28),
        },
        grounds: Grounds {
            link: Link::Direct,
            basis: RequestBasis::Indicators,
            decision_binding: false,
            compulsion_or_causation: LegalTest::NotApplied,
            child_test: LegalTest::NotRequired,
            excluded_offence: false,
            request: Request::NoCharge,
            sent_to_court_too: false,
        },
        notice_to,
    }
}

struct Story {
    worker: Caller,
    prosecutor: Caller,
    case: CaseId,
    offence: OffenceId,
}

async fn recorded(site: &Site, age: AgeClaim) -> Story {
    let worker = site.member("worker", Role::CaseManager).await;
    recorded_by(site, worker, age).await
}

async fn recorded_by(site: &Site, worker: Caller, age: AgeClaim) -> Story {
    let prosecutor = site.member("prosecutor", Role::Prosecutor).await;
    let new = NewContact { age, ..a_contact() };
    let case = site.app.run(&worker, async |ctx| contacts::record(ctx, new).await).await.unwrap();
    let offence = an_offence(prosecutor.actor().unit());
    let offence =
        site.app.run(&worker, async |ctx| offences::record(ctx, case, offence).await).await.unwrap();
    Story { worker, prosecutor, case, offence }
}

/// Somebody who stands by the person, with an access to the core by name.
async fn beside_her(site: &Site, story: &Story, login: &str, role: Role) -> Caller {
    let caller = site.member(login, role).await;
    let giving = Giving {
        holder: Holder::User(caller.actor().member().unwrap().user),
        compartments: vec![Compartment::Core],
        purpose: "legal_aid".to_owned(),
        basis: "agreement".to_owned(),
        agreement: None,
        until: site.clock.now() + SignedDuration::from_hours(240),
    };
    site.app.run(&story.worker, async |ctx| access::give(ctx, story.case, giving).await).await.unwrap();
    caller
}

async fn sign(site: &Site, who: &Caller, story: &Story) -> Result<bool, AppError> {
    site.app.run(who, async |ctx| notices::sign(ctx, story.case, story.offence).await).await
}

#[tokio::test]
async fn a_prosecutor_reads_the_released_notice_and_nothing_else() {
    each_site(async |site| {
        let story = recorded(&site, AgeClaim::Adult).await;
        let lawyer = beside_her(&site, &story, "lawyer", Role::Lawyer).await;
        let read = async || {
            site.app
                .run(&story.prosecutor, async |ctx| notices::read(ctx, story.case, story.offence).await)
                .await
        };
        assert!(!sign(&site, &story.worker, &story).await.unwrap());
        assert!(matches!(read().await, Err(AppError::NotFound)), "one signature releases nothing");
        assert!(sign(&site, &lawyer, &story).await.unwrap());

        assert!(open_tasks(&site, &story.prosecutor).await.contains(&"read_notice".to_owned()));
        let notice = read().await.unwrap();

        assert!(
            !open_tasks(&site, &story.prosecutor).await.contains(&"read_notice".to_owned()),
            "it is read"
        );
        assert_eq!(notice.allegation.file.expose(), "2026/17");
        assert!(notice.law.contains("Modern Slavery Act"));
        let app = &site.app;
        let case = story.case;
        let listed = app.look(&story.prosecutor, async |ctx| notices::list(ctx).await).await.unwrap();
        assert_eq!(listed.len(), 1);
        let opened = app.run(&story.prosecutor, async |ctx| cases::open(ctx, case).await.map(|_| ())).await;
        assert!(matches!(opened, Err(AppError::NotFound)));
        let cases = app
            .look(&story.prosecutor, async |ctx| {
                cases::list(ctx, cases::Filter::default(), Window::at(0)).await
            })
            .await
            .unwrap();
        assert!(cases.is_empty());
        let happened = app
            .run(&story.prosecutor, async |ctx| timeline::of_case(ctx, case, None).await.map(|_| ()))
            .await;
        assert!(matches!(happened, Err(AppError::Forbidden)));
        let log = app.run(&story.prosecutor, async |ctx| access_log::of_case(ctx, case, None).await).await;
        assert!(matches!(log, Err(AppError::Forbidden)));
        let core = app.run(&story.prosecutor, async |ctx| plans::read(ctx, case).await.map(|_| ())).await;
        assert!(matches!(core, Err(AppError::Forbidden)));
        let core = app.run(&story.prosecutor, async |ctx| offences::list(ctx, case).await.map(|_| ())).await;
        assert!(matches!(core, Err(AppError::Forbidden)));
    })
    .await;
}

#[tokio::test]
async fn only_the_person_or_who_stands_by_her_says_yes_for_her() {
    each_site(async |site| {
        let story = recorded(&site, AgeClaim::Adult).await;
        for role in [Role::FrPolice, Role::FrBorder, Role::FrAsylum, Role::ChildProtection, Role::Prosecutor]
        {
            let other = beside_her(&site, &story, &format!("a {}", role.code()), role).await;
            let signed = sign(&site, &other, &story).await;
            assert!(matches!(signed, Err(AppError::Forbidden | AppError::NotFound)), "{role:?}");
        }
        let survivor = beside_her(&site, &story, "survivor", Role::Survivor).await;
        assert!(!sign(&site, &survivor, &story).await.unwrap());
        // Her own word and the one a worker wrote down for her are one word, not two signatures.
        assert!(sign(&site, &story.worker, &story).await.is_err());
        let lawyer = beside_her(&site, &story, "lawyer", Role::Lawyer).await;
        assert!(sign(&site, &lawyer, &story).await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn a_notice_about_a_child_waits_for_guardian_and_lawyer() {
    each_site(async |site| {
        let story = recorded(&site, AgeClaim::Unsure).await;
        let refused = sign(&site, &story.worker, &story).await;
        assert!(matches!(refused, Err(AppError::Refused { code: "notice.not_a_signatory", .. })));
        let guardian = beside_her(&site, &story, "guardian", Role::Guardian).await;
        let lawyer = beside_her(&site, &story, "lawyer", Role::Lawyer).await;

        assert!(!sign(&site, &guardian, &story).await.unwrap());
        assert!(matches!(
            sign(&site, &guardian, &story).await,
            Err(AppError::Refused { code: "notice.same_signatory", .. })
        ));
        assert!(sign(&site, &lawyer, &story).await.unwrap());
        assert!(matches!(
            sign(&site, &lawyer, &story).await,
            Err(AppError::Refused { code: "notice.released", .. })
        ));
    })
    .await;
}

#[tokio::test]
async fn a_first_signature_can_be_taken_back_and_no_profile_lets_a_body_go_around_her() {
    each_site(async |site| {
        let story = recorded(&site, AgeClaim::Adult).await;
        let lawyer = beside_her(&site, &story, "lawyer", Role::Lawyer).await;
        let app = &site.app;
        sign(&site, &story.worker, &story).await.unwrap();
        app.run(&story.worker, async |ctx| notices::take_back(ctx, story.case, story.offence).await)
            .await
            .unwrap();
        assert!(!sign(&site, &lawyer, &story).await.unwrap(), "the first signature is gone");

        let by_law = app
            .run(&story.worker, async |ctx| notices::notify_by_law(ctx, story.case, story.offence).await)
            .await;

        assert!(matches!(by_law, Err(AppError::Refused { code: "notice.no_law", .. })));
    })
    .await;
}

#[tokio::test]
async fn where_a_law_binds_a_body_it_gives_notice_without_signatures_whoever_signs() {
    let law = (
        "checked_before_charge = true",
        "checked_before_charge = true\nnotified_by_law = \"Act 5 s. 2\"\nnotifying_bodies = [\"sca\"]",
    );
    each_site(async |mut site| {
        site.app.stop().await;
        site.app = started(&site, vec![rules(1, &[]), rules(2, &[law])]).await.unwrap();
        let notify = async |site: &Site, story: &Story| {
            let by_law = async |ctx: &mut _| notices::notify_by_law(ctx, story.case, story.offence).await;
            site.app.run(&story.worker, by_law).await
        };
        let bound = site.member_of("bound", Role::CaseManager, "sca").await;
        let story = recorded_by(&site, bound, AgeClaim::Adult).await;
        notify(&site, &story).await.unwrap();
        let read = async |ctx: &mut _| notices::read(ctx, story.case, story.offence).await;
        let notice = site.app.run(&story.prosecutor, read).await.unwrap();
        assert_eq!(notice.allegation.file.expose(), "2026/17");
        assert!(open_tasks(&site, &story.prosecutor).await.is_empty(), "read");
    })
    .await;
}

#[tokio::test]
async fn each_moment_sets_an_alarm_and_a_clock_until_the_request_is_decided() {
    each_site(async |site| {
        let story = recorded(&site, AgeClaim::Adult).await;
        let app = &site.app;
        let (case, id) = (story.case, story.offence);
        assert!(open_tasks(&site, &story.worker).await.contains(&"check_non_punishment".to_owned()));
        let past = app
            .run(&story.worker, async |ctx| {
                offences::set_date(ctx, case, id, Moment::Charge, date(2026, 2, 1)).await
            })
            .await;
        assert!(matches!(past, Err(AppError::Invalid { field: "on", .. })));
        for moment in [Moment::Charge, Moment::Trial] {
            app.run(&story.worker, async |ctx| {
                offences::set_date(ctx, case, id, moment, date(2026, 3, 10)).await
            })
            .await
            .unwrap();
        }
        app.run(&story.worker, async |ctx| offences::at_stage(ctx, case, id, Proceedings::Charge).await)
            .await
            .unwrap();
        // Said twice, it moved once.
        app.run(&story.worker, async |ctx| offences::at_stage(ctx, case, id, Proceedings::Charge).await)
            .await
            .unwrap();
        let read = app.run(&story.worker, async |ctx| offences::list(ctx, case).await).await.unwrap();
        assert_eq!(read[0].alarms.len(), 2);
        assert!(!read[0].offence.is_found_late(), "found in time stays found in time");
        let tasks = open_tasks(&site, &story.worker).await;
        assert!(tasks.contains(&"non_punishment_charge".to_owned()), "{tasks:?}");
        assert!(tasks.contains(&"non_punishment_trial".to_owned()), "{tasks:?}");

        let decided = Decided {
            by: Reference::new("Prosecutor North").unwrap(),
            outcome: Outcome::Granted,
            on: date(2026, 3, 1),
        };
        let track = async || {
            let opened = app.run(&story.worker, async |ctx| cases::open(ctx, case).await).await.unwrap();
            opened.core.unwrap().status.proceedings().get(&id).copied().unwrap()
        };
        assert_eq!(track().await, Proceedings::Charge, "track F moves with the record");
        app.run(&story.worker, async |ctx| offences::decide(ctx, case, id, decided).await).await.unwrap();

        assert_eq!(track().await, Proceedings::Ended, "what is not pursued is over");
        let read = app.run(&story.worker, async |ctx| offences::list(ctx, case).await).await.unwrap();
        assert_eq!(read[0].offence.allegation().stage, Proceedings::Ended);
        let tasks = open_tasks(&site, &story.worker).await;
        assert!(!tasks.iter().any(|kind| kind == "non_punishment_trial"), "{tasks:?}");
    })
    .await;
}

#[test]
fn there_is_no_room_for_an_account() {
    assert!(Reference::new("She said that she had watered the plants every night").is_err());
}
