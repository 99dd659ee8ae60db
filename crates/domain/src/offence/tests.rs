use jiff::Timestamp;
use jiff::civil::date;

use super::*;
use crate::age_band::Minor;
use crate::id::UserId;

fn offence(stage: Proceedings) -> Offence {
    let allegation = Allegation {
        category: OffenceCategory::DrugCultivation,
        authority: Reference::new("District prosecutor").unwrap(),
        file: Reference::new("12-345/2024").unwrap(),
        stage,
        known_since: date(2024, 3, 1),
    };
    let grounds = Grounds {
        link: Link::Possible,
        basis: RequestBasis::Presumed,
        decision_binding: false,
        compulsion_or_causation: LegalTest::NotApplied,
        child_test: LegalTest::NotRequired,
        excluded_offence: false,
        request: Request::NoCharge,
        sent_to_court_too: true,
    };
    Offence::record(OffenceId::from_random([1; 16]), allegation, grounds)
}

fn signature(signatory: Signatory, n: u8) -> Signature {
    Signature { signatory, user: UserId::from_random([n; 16]), at: Timestamp::UNIX_EPOCH }
}

#[test]
fn an_account_of_what_the_person_did_finds_no_room_here() {
    for account in [
        "she said that she watered the plants",
        "worked in the house for three weeks in 2023",
        "line one\nline two",
        "",
        "she took it; he told her to",
        "a reference that goes on for longer than forty characters do",
    ] {
        assert_eq!(Reference::new(account).err(), Some(ReferenceError), "{account}");
    }
    let mut json = serde_json::to_value(offence(Proceedings::Arrest).allegation()).unwrap();
    json["account"] = "what she said".into();
    assert!(serde_json::from_value::<Allegation>(json).is_err());
}

#[test]
fn late_is_when_a_charge_or_penalty_came_before_the_question() {
    assert!(!offence(Proceedings::BeforeArrest).is_found_late());
    assert!(!offence(Proceedings::Arrest).is_found_late());
    for stage in [
        Proceedings::Charge,
        Proceedings::Trial,
        Proceedings::Convicted,
        Proceedings::Fine,
        Proceedings::ImmigrationPenalty,
        Proceedings::Detention,
    ] {
        assert!(offence(stage).is_found_late(), "{stage:?}");
    }
    assert!(!offence(Proceedings::Arrest).at_stage(Proceedings::Charge).is_found_late());
}

#[test]
fn an_alarm_rises_before_each_moment_until_the_request_is_granted() {
    let record = offence(Proceedings::Charge)
        .with_date(Moment::Trial, date(2024, 3, 20))
        .with_date(Moment::Plea, date(2024, 3, 10))
        .with_date(Moment::Charge, date(2024, 3, 1))
        .with_date(Moment::Removal, date(2024, 6, 1));
    let moments = |offence: &Offence| -> Vec<Moment> {
        let alarms = offence.alarms(Identification::Missing, 14, date(2024, 3, 6));
        alarms.iter().map(|alarm| alarm.moment).collect()
    };
    assert_eq!(moments(&record), [Moment::Plea, Moment::Trial]);
    let by = Reference::new("District prosecutor").unwrap();
    let decided = |outcome| Decided { by: by.clone(), outcome, on: date(2024, 3, 5) };
    assert_eq!(moments(&record.clone().decide(decided(Outcome::Refused))).len(), 2);
    assert_eq!(moments(&record.decide(decided(Outcome::Granted))).len(), 0);
}

#[test]
fn the_person_and_her_lawyer_release_the_notice_together() {
    let person = signature(Signatory::Person, 1);
    let lawyer = signature(Signatory::Lawyer, 2);
    for (first, second) in [(person, lawyer), (lawyer, person)] {
        let signed = Notice::Drafted.sign(Minor::Adult, first).unwrap();
        assert!(!signed.may_be_sent());
        assert!(signed.sign(Minor::Adult, second).unwrap().may_be_sent());
    }
}

#[test]
fn nobody_signs_twice_and_nobody_signs_for_another() {
    let signed = || Notice::Drafted.sign(Minor::Adult, signature(Signatory::Lawyer, 2)).unwrap();
    let again = signed().sign(Minor::Adult, signature(Signatory::Lawyer, 3));
    assert_eq!(again, Err(NoticeError::SameSignatory));
    let same_user = signed().sign(Minor::Adult, signature(Signatory::Person, 2));
    assert_eq!(same_user, Err(NoticeError::SameSignatory));
    let guardian = signed().sign(Minor::Adult, signature(Signatory::Guardian, 4));
    assert_eq!(guardian, Err(NoticeError::NotASignatory));
    let child = Notice::Drafted.sign(Minor::Child, signature(Signatory::Person, 1));
    assert_eq!(child, Err(NoticeError::NotASignatory));
}

#[test]
fn a_guardians_signature_does_not_outlive_childhood() {
    let signed = Notice::Drafted.sign(Minor::Child, signature(Signatory::Guardian, 4)).unwrap();
    let next = signed.sign(Minor::Adult, signature(Signatory::Lawyer, 2)).unwrap();
    assert!(!next.may_be_sent());
    assert!(next.sign(Minor::Adult, signature(Signatory::Person, 1)).unwrap().may_be_sent());
}

#[test]
fn a_state_body_notifies_alone_only_where_a_law_says_so() {
    let officer = UserId::from_random([9; 16]);
    let at = Timestamp::UNIX_EPOCH;
    assert_eq!(Notice::Drafted.notify_by_law(None, officer, at), Err(NoticeError::NoLaw));
    assert_eq!(Notice::Drafted.notify_by_law(Some(" "), officer, at), Err(NoticeError::NoLaw));
    let sent = Notice::Drafted.notify_by_law(Some("Act 5 s. 2"), officer, at).unwrap();
    assert!(sent.may_be_sent());
    assert_eq!(sent.take_back(), Err(NoticeError::AlreadyReleased));
}

#[test]
fn a_first_signature_can_be_taken_back() {
    let record = offence(Proceedings::Arrest);
    let signed =
        record.change_notice(|notice| notice.sign(Minor::Adult, signature(Signatory::Person, 1))).unwrap();
    assert_eq!(signed.change_notice(Notice::take_back).unwrap().notice(), &Notice::Drafted);
}
