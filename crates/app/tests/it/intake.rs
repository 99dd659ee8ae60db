//! The second road: sealed by a device, opened by a person of its unit.

use std::collections::BTreeSet;

use havenward_app::intake::{self, INFO, Submission, aad};
use havenward_app::{AppError, Caller, Idempotency, Window, cases, devices, sessions, shred};
use havenward_domain::contact::Urgency;
use havenward_domain::id::{CaseId, IntakeId};
use havenward_domain::role::Role;
use havenward_domain::sealed::Sealed;
use havenward_screening::Band;
use havenward_testkit::{Site, each_site, tables};
use havenward_vault::intake::IntakePublicKey;
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::plans::open_tasks;

struct Phone {
    caller: Caller,
    version: i64,
    key: IntakePublicKey,
}

async fn a_phone(site: &Site, of: &Caller) -> Phone {
    let device = site.app.run(of, async |ctx| devices::enrol(ctx).await).await.unwrap();
    Phone {
        caller: sessions::caller(&site.app, &device.credential).await.unwrap(),
        version: device.intake_key.version,
        key: IntakePublicKey::from_bytes(&device.intake_key.public_key).unwrap(),
    }
}

fn a_record() -> Value {
    let answers = json!({
        "instrument": "first-contact-6@1", "context": {"child": "no"}, "answers": {"FC2": "yes_told"},
    });
    json!({
        "version": 1,
        "contact": {
            "origin": "responder", "setting": "border_land", "languages": ["uk"], "age": "adult",
            "name": "Canary Oksana",
        },
        "told_before": {
            "language": "uk", "how": "spoken", "limits_of_confidentiality_shown": true,
            "agreed_to_talk": "yes", "at": "2026-03-01T10:00:00Z",
        },
        "answers": answers.to_string(),
    })
}

impl Phone {
    fn seals(&self, record: &Value) -> Submission {
        let unit = self.caller.actor().unit().unwrap();
        let bytes = record.to_string().into_bytes();
        self.sends(self.key.seal(INFO, &aad(unit, self.version), &bytes))
    }

    fn sends(&self, sealed: Sealed) -> Submission {
        Submission {
            instrument: "first-contact-6@1".to_owned(),
            urgency: Urgency::Routine,
            key_version: self.version,
            sealed,
        }
    }
}

async fn submit(site: &Site, phone: &Phone, submission: Submission) -> Result<IntakeId, AppError> {
    site.app.run(&phone.caller, async |ctx| intake::submit(ctx, submission).await).await
}

async fn open(site: &Site, who: &Caller, id: IntakeId) -> Result<CaseId, AppError> {
    let key = format!("open-{id}-{}", site.clock.now());
    let once = Idempotency { key: &key, request: &[b"open"] };
    Ok(intake::open_or_mark(&site.app, who, once, id).await?.id)
}

async fn waiting(site: &Site, who: &Caller) -> Vec<intake::Waiting> {
    site.app.look(who, async |ctx| intake::list_waiting(ctx).await).await.unwrap()
}

#[tokio::test]
async fn a_record_becomes_a_case_and_the_screening_is_evaluated_again() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        let phone = a_phone(&site, &guard).await;
        let id = submit(&site, &phone, phone.seals(&a_record())).await.unwrap();
        assert_eq!(waiting(&site, &guard).await.len(), 1);

        let case = open(&site, &guard, id).await.unwrap();

        assert!(waiting(&site, &guard).await.is_empty());
        let opened = site.app.run(&guard, async |ctx| cases::open(ctx, case).await).await.unwrap();
        let core = opened.core.unwrap();
        assert_eq!(core.screenings[0].finding.band, Band::ProtectNow);
        assert_eq!(core.told_before.len(), 1);
        assert_eq!(opened.plain.urgency, Urgency::Urgent, "the finding raises what the phone said");
        assert!(open_tasks(&site, &guard).await.contains(&"screening_protect_now".to_owned()));
        let again = open(&site, &guard, id).await;
        assert!(again.is_ok() || matches!(again, Err(AppError::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn a_record_that_waits_is_told_of_and_becomes_an_alarm_until_it_is_opened() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        let phone = a_phone(&site, &guard).await;
        let danger = Submission { urgency: Urgency::DangerNow, ..phone.seals(&a_record()) };
        let first = submit(&site, &phone, danger).await.unwrap();
        let danger = Submission { urgency: Urgency::DangerNow, ..phone.seals(&a_record()) };
        let second = submit(&site, &phone, danger).await.unwrap();
        let told = async || {
            let open = open_tasks(&site, &guard).await;
            open.into_iter().filter(|kind| kind.contains("open_intake")).collect::<Vec<_>>()
        };
        site.app.tick().await.unwrap();
        site.app.tick().await.unwrap();
        assert_eq!(told().await, ["open_intake:danger_now"]);
        site.clock.advance(SignedDuration::from_hours(1));
        site.app.tick().await.unwrap();
        assert_eq!(told().await, ["overdue:open_intake:danger_now"]);

        open(&site, &guard, first).await.unwrap();
        assert_eq!(told().await.len(), 1, "another waits");
        open(&site, &guard, second).await.unwrap();
        assert!(told().await.is_empty());
        site.app.tick().await.unwrap();
        assert!(told().await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn answers_without_a_yes_that_knew_the_limits_are_not_used() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        let phone = a_phone(&site, &guard).await;
        let mut record = a_record();
        record["told_before"]["limits_of_confidentiality_shown"] = json!(false);
        let id = submit(&site, &phone, phone.seals(&record)).await.unwrap();

        let case = open(&site, &guard, id).await.unwrap();

        let core =
            site.app.run(&guard, async |ctx| cases::open(ctx, case).await).await.unwrap().core.unwrap();
        assert!(core.screenings.is_empty());
        assert!(open_tasks(&site, &guard).await.contains(&"tell_before".to_owned()));
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_opened_or_read_is_refused_alike_marked_and_kept() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        let phone = a_phone(&site, &guard).await;
        let unit = guard.actor().unit().unwrap();
        let mut extra = a_record();
        extra["band"] = json!("no_signs");
        let mut newer = a_record();
        newer["version"] = json!(2);
        let mut nameless = a_record();
        nameless["contact"]["languages"] = json!([]);
        let mut foreign = a_record();
        foreign["answers"] = json!("{\"instrument\": 7}");
        let mut bytes = phone.seals(&a_record()).sealed.as_bytes().to_vec();
        *bytes.last_mut().unwrap() ^= 1;
        let other_aad = phone.key.seal(INFO, &aad(unit, 9), a_record().to_string().as_bytes());
        let other_info = phone.key.seal(b"x", &aad(unit, 1), a_record().to_string().as_bytes());
        let damaged = [
            phone.seals(&extra),
            phone.seals(&newer),
            phone.seals(&nameless),
            phone.seals(&foreign),
            phone.sends(Sealed::from_bytes(bytes)),
            phone.sends(other_aad),
            phone.sends(other_info),
        ];
        let mut texts = Vec::new();
        for submission in damaged {
            let id = submit(&site, &phone, submission).await.unwrap();
            let refused = open(&site, &guard, id).await.unwrap_err();
            assert_eq!(refused.code(), "intake.damaged");
            texts.push(refused.to_string());
        }
        texts.dedup();
        assert_eq!(texts.len(), 1, "one uniform answer");
        let kept = waiting(&site, &guard).await;
        assert_eq!(kept.len(), 7);
        assert!(kept.iter().all(|row| row.damaged));
        assert!(
            site.app
                .look(&guard, async |ctx| cases::list(ctx, cases::Filter::default(), Window::at(0)).await)
                .await
                .unwrap()
                .is_empty()
        );
    })
    .await;
}

#[tokio::test]
async fn another_unit_finds_no_record_and_a_newcomer_waits_for_the_key() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        let other = site.member("other", Role::FrBorder).await;
        let newcomer = site.newcomer("new", guard.actor().unit().unwrap(), Role::FrBorder).await;
        let phone = a_phone(&site, &guard).await;
        let id = submit(&site, &phone, phone.seals(&a_record())).await.unwrap();

        assert!(matches!(open(&site, &other, id).await, Err(AppError::NotFound)));
        assert!(waiting(&site, &other).await.is_empty());
        assert!(matches!(open(&site, &newcomer, id).await, Err(AppError::WaitingForKey)));
        let by_phone = open(&site, &phone.caller, id).await;
        assert!(matches!(by_phone, Err(AppError::Forbidden)));
        assert!(!waiting(&site, &guard).await[0].damaged, "waiting for a key is no damage");
    })
    .await;
}

#[tokio::test]
async fn the_key_changes_each_week_and_an_old_one_is_shredded_after_its_last_record() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        let phone = a_phone(&site, &guard).await;
        let first = submit(&site, &phone, phone.seals(&a_record())).await.unwrap();
        site.clock.advance(SignedDuration::from_hours(24 * 8));
        let newer = a_phone(&site, &guard).await;
        assert_eq!((phone.version, newer.version), (1, 2));
        let late = submit(&site, &phone, phone.seals(&a_record())).await.unwrap();
        site.clock.advance(SignedDuration::from_hours(24 * 15));

        open(&site, &guard, first).await.unwrap();
        shred::sweep(&site.app).await.unwrap();
        let before = secrets(&site).await;
        open(&site, &guard, late).await.expect("a record still waited, so the key was kept");
        let after = secrets(&site).await;

        assert_eq!(before.difference(&after).count(), 1, "the secret of the first key is gone");
        let refused = submit(&site, &phone, phone.seals(&a_record())).await;
        assert!(matches!(refused, Err(AppError::Refused { code: "intake.key_retired", .. })));
        let told = site.app.look(&phone.caller, async |ctx| intake::bearings(ctx).await).await.unwrap();
        assert!(told.key.version > 1);
    })
    .await;
}

/// The rows of the shred store.
async fn secrets(site: &Site) -> BTreeSet<String> {
    tables::texts(&site.place.shred, "select id from shred_keys").await.into_iter().collect()
}

#[tokio::test]
async fn a_revoked_device_hands_in_nothing_more() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        let other = site.member("other", Role::FrBorder).await;
        let device = site.app.run(&guard, async |ctx| devices::enrol(ctx).await).await.unwrap();
        let revoke =
            async |who: &Caller| site.app.run(who, async |ctx| devices::revoke(ctx, device.id).await).await;
        assert!(matches!(revoke(&other).await, Err(AppError::NotFound)));
        revoke(&guard).await.unwrap();

        let refused = sessions::caller(&site.app, &device.credential).await;

        assert!(matches!(refused, Err(AppError::SignedOut)));
        let listed = site.app.look(&guard, async |ctx| devices::list(ctx).await).await.unwrap();
        assert_eq!(listed.len(), 1);
        assert!(listed[0].expires_at <= site.clock.now());
        assert!(matches!(revoke(&guard).await, Err(AppError::NotFound)));
    })
    .await;
}
