//! The crisis overlay: on, off, over, and what it may never touch.

use havenward_domain::age::Age;
use havenward_domain::overlay::{
    Approval, CouncilView, MAX_DAYS, NEVER_RELAX, NeverRelax, Overlay, OverlayRefusal, Proposal,
};
use havenward_domain::profile::{AgreementOf, Origin, Profile};
use havenward_domain::recognition::PresumptionGround;
use havenward_domain::role::Role;
use havenward_domain::status::{NotMoved, Status};
use havenward_domain::words::Words;
use jiff::Timestamp;

use crate::tracks_given::{act, day, profile, user};

fn file(until: &str, changes: &[(&str, &str)]) -> String {
    let mut text = format!(
        "format = 1\nid = \"border_2026\"\ntitle = \"Border crisis\"\nwhy = \"many people at once\"\n\
         base_id = \"gb-ew\"\nbase_version = 1\nfrom = 2026-03-02T00:00:00Z\nuntil = {until}\n"
    );
    for (number, (field, value)) in changes.iter().enumerate() {
        let entry = format!(
            "\n[changes.change_{number}]\npart = \"part_{number}\"\nfield = \"{field}\"\nwhy = \"crisis\"\nvalue = {value}\n"
        );
        text.push_str(&entry);
    }
    text
}

fn proposal(changes: &[(&str, &str)]) -> Proposal {
    Proposal::parse("overlay.toml", &file("2026-05-01T00:00:00Z", changes)).unwrap()
}

fn approval(body: &str, number: u8) -> Approval {
    Approval { body: body.to_owned(), signer: user(number), at: day(0), signature: vec![1, 2, 3] }
}

fn council() -> CouncilView {
    CouncilView::View(Words::new("yes, with a review after thirty days"))
}

fn approved(changes: &[(&str, &str)]) -> Result<Overlay, Vec<OverlayRefusal>> {
    let gb = profile("gb-ew");
    proposal(changes).approve(&gb, [approval("ministry", 1), approval("rapporteur", 2)], council())
}

const USUAL: [(&str, &str); 4] = [
    ("recognition.presume.roles", "[\"fr_ngo\", \"fr_border\"]"),
    ("recognition.presume.origins", "[\"self\", \"responder\"]"),
    (
        "clocks.recovery.later_of",
        "[{ amount = 60, unit = \"days\", from = \"presumed\" }, { event = \"second_decision\" }]",
    ),
    ("offers.reply_night_minutes", "10"),
];

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[test]
fn it_is_on_between_its_days_and_ends_by_itself() {
    let gb = profile("gb-ew");
    let overlay = approved(&USUAL).unwrap();
    for (instant, on) in [
        ("2026-03-01T23:59:59Z", false),
        // Begun, but the approvals came at noon.
        ("2026-03-02T11:59:59Z", false),
        ("2026-03-02T12:00:00Z", true),
        ("2026-04-30T23:59:59.999Z", true),
        ("2026-05-01T00:00:00Z", false),
        ("2027-05-01T00:00:00Z", false),
    ] {
        assert_eq!(overlay.is_on(at(instant)), on, "{instant}");
        let effective = overlay.effective(&gb, at(instant)).unwrap();
        assert_eq!(effective == gb, !on, "{instant}");
        assert_eq!(overlay.different(&gb, at(instant)).unwrap().is_empty(), !on);
    }
    let early = overlay.switch_off(at("2026-03-10T00:00:00Z"));
    assert!(early.is_on(at("2026-03-09T23:00:00Z")) && !early.is_on(at("2026-03-10T00:00:00Z")));
}

#[test]
fn what_is_different_today_can_be_read() {
    let gb = profile("gb-ew");
    let overlay = approved(&USUAL).unwrap();
    let told: Vec<String> = overlay.different(&gb, day(1)).unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "clocks.recovery.later_of: was (amount 30, from “presumed”, unit “days”), (event “second_decision”), \
             is (amount 60, from “presumed”, unit “days”), (event “second_decision”)",
            "offers.reply_night_minutes: was 20, is 10",
            "recognition.presume.origins: was nobody and nothing, is “self”, “responder”",
            "recognition.presume.roles: was nobody and nothing, is “fr_ngo”, “fr_border”",
        ]
    );
}

#[test]
fn each_part_can_be_switched_off_alone() {
    let gb = profile("gb-ew");
    let overlay = approved(&USUAL).unwrap().switch_off_part(&gb, "part_3", day(5)).unwrap();
    assert_eq!(overlay.different(&gb, day(4)).unwrap().len(), 4);
    assert_eq!(overlay.different(&gb, day(5)).unwrap().len(), 3);
    assert_eq!(overlay.switch_off_part(&gb, "part_9", day(5)), Err(OverlayRefusal::NoSuchPart));
}

#[test]
fn a_case_keeps_the_rule_it_was_judged_by() {
    let gb = profile("gb-ew");
    let overlay = approved(&USUAL).unwrap();
    let crisis = overlay.effective(&gb, day(1)).unwrap();
    let raised = Status::at_first_contact(&gb, Age::Adult, day(0));
    let raised = raised.raise(&gb, &act(Role::FrNgo, day(0)), Origin::Responder).unwrap().status;
    let presume = |profile: &Profile| {
        raised.clone().presume(profile, &act(Role::FrNgo, day(1)), &[PresumptionGround::Disclosure])
    };
    assert_eq!(presume(&gb), Err(NotMoved::RoleMayNot));
    let presumed = presume(&crisis).unwrap().status;
    assert_eq!(presumed.history().last().unwrap().profile_version.to_string(), "gb-ew@1+border_2026");
    // After the overlay the case goes on under the profile, and its history stays.
    let after = overlay.effective(&gb, day(80)).unwrap();
    let later = presumed.open_support(&after, &act(Role::CaseManager, day(80))).unwrap().status;
    assert_eq!(later.history().last().unwrap().profile_version.to_string(), "gb-ew@1");
    assert_eq!(later.recognition(), raised_then_presumed(&crisis, &raised).recognition());
    assert!(raised.clone().send(&crisis, &act(Role::FrNgo, day(1)), &[AgreementOf::Nobody]).is_err());
}

fn raised_then_presumed(profile: &Profile, raised: &Status) -> Status {
    raised
        .clone()
        .presume(profile, &act(Role::FrNgo, day(1)), &[PresumptionGround::Disclosure])
        .unwrap()
        .status
}

#[test]
fn ninety_days_are_the_limit() {
    let gb = profile("gb-ew");
    let check = |until: &str| Proposal::parse("o.toml", &file(until, &USUAL)).unwrap().check(&gb);
    assert_eq!(MAX_DAYS, 90);
    assert_eq!(check("2026-05-31T00:00:00Z"), Ok(()));
    assert_eq!(check("2026-05-31T00:00:01Z"), Err(vec![OverlayRefusal::TooLong]));
    assert_eq!(check("2026-03-02T00:00:00Z"), Err(vec![OverlayRefusal::EndsBeforeItBegins]));
}

#[test]
fn two_bodies_two_people_and_the_council() {
    let gb = profile("gb-ew");
    let approve =
        |one, two, council| proposal(&USUAL).approve(&gb, [one, two], council).map(|_| ()).unwrap_err();
    let same = approve(approval("ministry", 1), approval(" Ministry ", 2), council());
    assert_eq!(same, [OverlayRefusal::TwoBodies]);
    let one_person = approve(approval("ministry", 1), approval("rapporteur", 1), council());
    assert_eq!(one_person, [OverlayRefusal::TwoSigners]);
    let unsigned = Approval { signature: Vec::new(), ..approval("ministry", 1) };
    assert_eq!(approve(unsigned, approval("rapporteur", 2), council()), [OverlayRefusal::NoSignature]);
    let silent = CouncilView::NotHeardBecause(Words::new(" "));
    let refused = approve(approval("ministry", 1), approval("rapporteur", 2), silent);
    assert_eq!(refused, [OverlayRefusal::NoCouncilView]);
}

/// A change for each item that is never relaxed.
const RELAXING: [(NeverRelax, &str, &str); 24] = [
    (NeverRelax::ChildPresumption, "children.presume_when_unsure", "false"),
    (NeverRelax::ChildPresumption, "children.adult_at_years", "16"),
    (NeverRelax::ChildPresumption, "child_start.order", "[\"recognition\"]"),
    (NeverRelax::ChildPresumption, "child_start", "{}"),
    (NeverRelax::ToldBefore, "told_before.before_first_question", "false"),
    (NeverRelax::NoContactUntilCleared, "contact.none_until_cleared", "false"),
    (NeverRelax::MinimumDataset, "dataset.fields", "[\"case_code\"]"),
    (NeverRelax::NonPunishment, "non_punishment.checked_before_charge", "false"),
    (NeverRelax::NonPunishment, "standard_gaps.section_45.law", "\"none\""),
    (NeverRelax::AgreementRules, "agreements.media.until_asked", "\"not_asked\""),
    (NeverRelax::AgreementRules, "recognition.send.agreement_of_adult", "\"nobody\""),
    (NeverRelax::RightToRefuse, "notice.bound", "[\"everyone\"]"),
    (NeverRelax::RightToRefuse, "recognition.stop.roles", "[]"),
    (NeverRelax::ConfidentialityAndRetention, "retention.case.amount", "90"),
    (NeverRelax::ConfidentialityAndRetention, "firewall.immigration_may_ask", "true"),
    (NeverRelax::ConfidentialityAndRetention, "controllers.home_office.legal_basis", "\"crisis\""),
    (NeverRelax::EqualTreatment, "eligibility.applies_to", "\"foreign_nationals\""),
    (NeverRelax::EqualTreatment, "entitlements.safe_house.applies_to", "\"foreign_nationals\""),
    (NeverRelax::Journal, "journal.off", "true"),
    (NeverRelax::LengthsOfRights, "clocks.reconsideration.amount", "29"),
    (NeverRelax::LengthsOfRights, "clocks.reconsideration.unit", "\"hours\""),
    (NeverRelax::LengthsOfRights, "clocks.recovery.extension.reasons", "[\"serious_health\"]"),
    (NeverRelax::LengthsOfRights, "refusal.effects_begin", "\"at_once\""),
    (NeverRelax::LengthsOfRights, "entitlements.safe_house.from", "\"identified\""),
];

#[test]
fn what_is_never_relaxed_is_refused_by_name() {
    let gb = profile("gb-ew");
    for (item, field, value) in RELAXING {
        let refused = proposal(&[(field, value)]).check(&gb).unwrap_err();
        let named = refused.iter().any(|refusal| match refusal {
            OverlayRefusal::NeverRelaxed { item: found, .. } => *found == item,
            _ => false,
        });
        assert!(named, "{field}: {refused:?}");
        assert!(refused[0].to_string().contains(field.split('.').next().unwrap()));
    }
    for (item, _) in NEVER_RELAX {
        assert!(RELAXING.iter().any(|(tested, ..)| *tested == item), "{item}");
    }
}

#[test]
fn a_crisis_adds_and_does_not_take_away_and_touches_nothing_else() {
    let gb = profile("gb-ew");
    for (field, value) in [("roles.on", "[\"survivor\"]"), ("recognition.raise.roles", "[\"fr_police\"]")] {
        let refused = proposal(&[(field, value)]).check(&gb).unwrap_err();
        let told = refused
            .iter()
            .any(|refusal| matches!(refusal, OverlayRefusal::TakesAway { .. } | OverlayRefusal::NotValid(_)));
        assert!(told, "{field}: {refused:?}");
    }
    for field in [
        "id",
        "version",
        "zone",
        "stages.conclusive_grounds.standard",
        "stages.conclusive_grounds.recusal",
        "facts.x",
        "below",
        "recognition.presume.source",
    ] {
        let refused = proposal(&[(field, "\"x\"")]).check(&gb).unwrap_err();
        assert_eq!(refused, [OverlayRefusal::NotForACrisis { field: field.to_owned() }]);
    }
    let broken = proposal(&[("offers.reply_night_minutes", "\"soon\"")]).check(&gb).unwrap_err();
    assert!(matches!(broken.as_slice(), [OverlayRefusal::NotValid(problems)] if problems.len() == 1));
    let in_the_way = proposal(&[("clocks.reconsideration.amount.x", "1")]).check(&gb).unwrap_err();
    assert!(matches!(in_the_way.as_slice(), [OverlayRefusal::NotValid(_)]));
}

#[test]
fn the_bytes_that_are_signed_name_every_change_and_the_whole_base() {
    let gb = profile("gb-ew");
    let bytes = proposal(&USUAL).bytes_to_sign(&gb);
    assert_eq!(bytes, proposal(&USUAL).bytes_to_sign(&gb));
    assert_ne!(bytes, proposal(&USUAL[..3]).bytes_to_sign(&gb));
    assert_ne!(bytes, proposal(&USUAL).bytes_to_sign(&profile("ua")));
    let other = file("2026-05-01T00:00:01Z", &USUAL);
    assert_ne!(bytes, Proposal::parse("o.toml", &other).unwrap().bytes_to_sign(&gb));
    assert_eq!(proposal(&USUAL).check(&profile("ua")), Err(vec![OverlayRefusal::OtherBase]));
}

#[test]
fn a_bad_overlay_file_is_told_with_all_its_mistakes() {
    let bad = file("\"soon\"", &[("offers.reply_night_minutes", "10"), ("offers.reply_night_minutes", "11")]);
    let problems = Proposal::parse("o.toml", &bad.replace("title", "titel")).unwrap_err();
    let fields: Vec<&str> = problems.iter().map(|problem| problem.field.as_str()).collect();
    for field in ["title", "titel", "until", "changes"] {
        assert!(fields.contains(&field), "{field}: {fields:?}");
    }
}
