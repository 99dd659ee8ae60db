//! The country's own files, and the rules under which a case began: kept whatever a later release brings.

use havenward_app::agreements::{self, NewAgreement};
use havenward_app::{App, AppError, Caller, Profiles, Rules, contacts, needs, services};
use havenward_domain::access::act;
use havenward_domain::agreement::{Answer, Category, Purpose};
use havenward_domain::codes::ServiceType;
use havenward_domain::contact::AgeClaim;
use havenward_domain::id::CaseId;
use havenward_domain::need::{Met, Need, NeedBy};
use havenward_domain::profile::SHIPPED;
use havenward_domain::role::Role;
use havenward_domain::service::Service;
use havenward_testkit::{Site, each_site};
use jiff::SignedDuration;

use crate::a_story::{a_service, an_adult, asked};
use crate::given::{agree, case_of, raise, send, to};
use crate::overlays::tamper;

/// The shipped profile of England and Wales with another version and these changes.
pub fn rules(version: u32, changes: &[(&str, &str)]) -> Rules {
    let (_, text) = SHIPPED.iter().find(|(file, _)| *file == "gb-ew.toml").unwrap();
    let mut text = text.replacen("version = 1", &format!("version = {version}"), 1);
    for (was, is) in changes {
        assert!(text.contains(was), "{was}");
        text = text.replacen(was, is, 1);
    }
    Rules::parse("ours.toml", &text).unwrap()
}

pub async fn started(site: &Site, files: Vec<Rules>) -> Result<App, AppError> {
    let profiles = Profiles::of("gb-ew", files).unwrap();
    Site::open_with(&site.place, &site.clock, site.app.kind(), profiles).await
}

/// The rules under which a case stands, as an act finds them: their version, and a number that they say.
async fn found(app: &App, who: &Caller, case: CaseId) -> Result<(u32, u32), AppError> {
    app.run(who, async |ctx| {
        let note = havenward_app::Note::because("support", "public_task");
        let work = ctx.work_on::<act::Raise>(case, note).await?;
        Ok((work.profile.version().version, work.profile.offers().reply_night_minutes))
    })
    .await
}

/// Another night: what the second version changes.
const OTHER: (&str, &str) = ("reply_night_minutes = 20", "reply_night_minutes = 30");

#[tokio::test]
async fn a_case_keeps_the_version_it_began_under_when_a_release_no_longer_has_it() {
    each_site(async |mut site| {
        let worker = site.member("worker", Role::FrNgo).await;
        let body = site.member_of("bench", Role::CompetentAuthority, "sca").await;
        let early = case_of(&site, &worker, AgeClaim::Adult).await;
        site.app.stop().await;

        site.app = started(&site, vec![rules(2, &[OTHER])]).await.unwrap();

        assert_eq!(found(&site.app, &worker, early).await.unwrap(), (1, 20));
        raise(&site, &worker, early).await.unwrap();
        agree(&site, &worker, early, &body).await;
        send(&site, &worker, early, to("reasonable_grounds")).await.unwrap();
        site.app.tick().await.unwrap();
        assert_eq!(found(&site.app, &worker, early).await.unwrap(), (1, 20));
        let late = case_of(&site, &worker, AgeClaim::Adult).await;
        assert_eq!(found(&site.app, &worker, late).await.unwrap(), (2, 30));
    })
    .await;
}

#[tokio::test]
async fn a_version_that_begins_later_holds_from_its_day_and_is_kept_from_then() {
    each_site(async |mut site| {
        let worker = site.member("worker", Role::FrNgo).await;
        let begins = ("valid_from = 2025-05-08", "valid_from = 2026-03-03");
        site.app = started(&site, vec![rules(1, &[]), rules(2, &[OTHER, begins])]).await.unwrap();
        let early = case_of(&site, &worker, AgeClaim::Adult).await;
        site.clock.advance(SignedDuration::from_hours(48));
        let late = case_of(&site, &worker, AgeClaim::Adult).await;
        site.app.tick().await.unwrap();
        site.app.stop().await;

        site.app = started(&site, vec![rules(3, &[])]).await.unwrap();

        assert_eq!(found(&site.app, &worker, early).await.unwrap(), (1, 20));
        assert_eq!(found(&site.app, &worker, late).await.unwrap(), (2, 30));
    })
    .await;
}

#[tokio::test]
async fn rules_changed_under_the_same_version_are_refused_with_the_line() {
    each_site(async |site| {
        let refused = started(&site, vec![rules(1, &[OTHER])]).await.err().unwrap();
        assert_eq!(refused.code(), "profile.changed");
        let told = refused.to_string();
        assert!(told.starts_with("ours.toml:"), "{told}");
        assert!(told.contains("offers.reply_night_minutes: was 20, is 30; cases began under"), "{told}");
        // Where nothing but a comment differs, nothing is refused.
        let same = rules(1, &[("format = 1", "# ours\nformat = 1")]);
        started(&site, vec![same]).await.unwrap().stop().await;
    })
    .await;
}

#[tokio::test]
async fn rules_changed_in_the_database_have_no_effect_and_a_case_under_them_says_so() {
    each_site(async |mut site| {
        let worker = site.member("worker", Role::FrNgo).await;
        let case = case_of(&site, &worker, AgeClaim::Adult).await;
        site.app.stop().await;
        let change = "update profiles
             set body = replace(body, 'reply_night_minutes = 20', 'reply_night_minutes = 1')";
        tamper(&site, change).await;

        site.app = started(&site, vec![rules(2, &[])]).await.unwrap();

        let refused = found(&site.app, &worker, case).await.unwrap_err();
        assert_eq!(refused.code(), "profile.unknown");
        assert!(refused.to_string().contains("gb-ew@1"), "{refused}");
    })
    .await;
}

#[test]
fn a_file_with_a_version_that_is_there_is_refused_with_file_and_line() {
    let told = Profiles::with_files("gb-ew", vec![rules(1, &[])]).err().unwrap().to_string();
    assert!(told.contains("ours.toml:7: version: gb-ew@1 is there already, in gb-ew.toml; write"), "{told}");
    let told = Profiles::with_files("xx", vec![rules(2, &[])]).err().unwrap().to_string();
    assert!(told.contains("no profile is called xx (mend: country.profile is one of es, gb-ew"), "{told}");
}

#[tokio::test]
async fn what_the_profile_switches_off_is_neither_offered_nor_needed() {
    each_site(async |site| {
        let off = rules(
            2,
            &[("\"residence_permit\", \"asylum\", \"tattoo_removal\"", "\"residence_permit\", \"asylum\"")],
        );
        let app = started(&site, vec![rules(1, &[]), off]).await.unwrap();
        let shelter = site.member("shelter", Role::Shelter).await;
        let worker = site.member("worker", Role::FrNgo).await;
        let add = async |app: &App, kind: ServiceType| {
            let draft = Service { offers: [kind].into(), ..a_service(2, site.clock.now()) };
            app.run(&shelter, async |ctx| services::add(ctx, "Harbour", draft).await).await
        };
        let refused = add(&app, ServiceType::TattooRemoval).await.unwrap_err();
        assert_eq!(refused.code(), "service.switched_off");
        let id = add(&app, ServiceType::Dental).await.unwrap();
        let draft = Service { offers: [ServiceType::TattooRemoval].into(), ..a_service(2, site.clock.now()) };
        let change = async |ctx: &mut _| services::update(ctx, id, 0, "Harbour", draft).await;
        assert_eq!(app.run(&shelter, change).await.unwrap_err().code(), "service.switched_off");
        add(&site.app, ServiceType::TattooRemoval).await.unwrap();

        let case = app.run(&worker, async |ctx| contacts::record(ctx, an_adult()).await).await.unwrap();
        let assess = async |kind: ServiceType| {
            let need = Need { of: kind, by: NeedBy::ThisWeek, met: Met::Open, note: None };
            let review = jiff::civil::date(2026, 3, 20);
            app.run(&worker, async |ctx| needs::assess(ctx, case, vec![need], review).await).await
        };
        assert_eq!(assess(ServiceType::TattooRemoval).await.unwrap_err().code(), "service.switched_off");
        assess(ServiceType::Dental).await.unwrap();
        app.stop().await;
    })
    .await;
}

#[tokio::test]
async fn the_profile_narrows_what_is_asked_tonight_and_what_is_asked_at_all() {
    each_site(async |site| {
        let shelter_later = (
            "text_key = \"agreement-shelter\"\nasked = \"tonight\"",
            "text_key = \"agreement-shelter\"\nasked = \"later\"",
        );
        let no_media = ("purpose = \"media\"", "purpose = \"transnational:MD\"");
        let narrow = rules(2, &[shelter_later, no_media]);
        let app = started(&site, vec![rules(1, &[]), narrow]).await.unwrap();
        let shelter = site.member("shelter", Role::Shelter).await;
        let worker = site.member("worker", Role::FrNgo).await;
        let case = app.run(&worker, async |ctx| contacts::record(ctx, an_adult()).await).await.unwrap();
        let minimum = [(Category::MinimumDataset, Answer::Agreed)];
        let new = || asked(shelter.actor().unit().unwrap(), &minimum);
        let tonight = app.run(&worker, async |ctx| agreements::give_tonight(ctx, case, new()).await).await;
        assert_eq!(tonight.unwrap_err().code(), "agreement.can_wait");
        let expires = site.clock.now() + SignedDuration::from_hours(48);
        let later = async |new: NewAgreement| {
            app.run(&worker, async |ctx| agreements::give_later(ctx, case, new, expires).await).await
        };
        later(new()).await.unwrap();
        let media = NewAgreement { purpose: Purpose::Media, ..new() };
        assert_eq!(later(media).await.unwrap_err().code(), "agreement.not_asked_here");
        app.stop().await;
    })
    .await;
}
