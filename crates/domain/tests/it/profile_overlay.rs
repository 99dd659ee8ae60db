//! The crisis overlay: on, off, over, and what it may never touch.

use havenward_domain::age::Age;
use havenward_domain::overlay::{EXAMPLES, MAX_DAYS, Overlay, OverlayRefusal, Proposal};
use havenward_domain::profile::{AgreementOf, Origin, Profile};
use havenward_domain::recognition::PresumptionGround;
use havenward_domain::role::Role;
use havenward_domain::status::{NotMoved, Status};
use jiff::Timestamp;

use crate::tracks_given::{act, day, profile};

fn file(until: &str, changes: &[(&str, &str)]) -> String {
    file_for("gb-ew", until, changes)
}

fn file_for(base: &str, until: &str, changes: &[(&str, &str)]) -> String {
    let mut text = format!(
        "format = 1\nid = \"border_2026\"\ntitle = \"Border crisis\"\nwhy = \"many people at once\"\n\
         base_id = \"{base}\"\nbase_version = 1\nfrom = 2026-03-02T00:00:00Z\nuntil = {until}\n"
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

const COUNCIL: &str = "\n[council]\nview = \"yes, with a review after thirty days\"\n";

fn approval(body: &str) -> String {
    format!("\n[approvals.{body}]\nat = 2026-03-02T12:00:00Z\nkey = \"{body}\"\nsignature = \"1\"\n")
}

/// The file with what follows it: a council's view, approvals.
fn with(changes: &[(&str, &str)], more: &[&str]) -> Result<Overlay, Vec<OverlayRefusal>> {
    let text = file("2026-05-01T00:00:00Z", changes) + &more.concat();
    Proposal::parse("overlay.toml", &text).unwrap().approve(&profile("gb-ew"))
}

fn approved(changes: &[(&str, &str)]) -> Result<Overlay, Vec<OverlayRefusal>> {
    with(changes, &[COUNCIL, &approval("ministry"), &approval("rapporteur")])
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
    let told: Vec<String> =
        overlay.different(&gb, day(1)).unwrap().iter().map(|one| one.change.to_string()).collect();
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
    let whole = approved(&USUAL).unwrap();
    let told = whole.different(&gb, day(5)).unwrap();
    assert_eq!(told.len(), 4);
    assert!(told.iter().all(|one| one.part.starts_with("part_") && one.why == "crisis"));
    let less = whole.clone().switch_off_part(&gb, "part_3").unwrap();
    assert_eq!(less.different(&gb, day(5)).unwrap().len(), 3);
    assert_eq!(less.switch_off_part(&gb, "part_9"), Err(vec![OverlayRefusal::NoSuchPart]));
    assert_eq!(whole.different(&gb, day(80)).unwrap(), []);
}

#[test]
fn the_name_a_case_keeps_gives_the_same_rules_again() {
    let gb = profile("gb-ew");
    let whole = approved(&USUAL).unwrap();
    let less = whole.clone().switch_off_part(&gb, "part_3").unwrap().switch_off_part(&gb, "part_2").unwrap();
    for (overlay, name) in [(&whole, "border_2026"), (&less, "border_2026-part_2-part_3")] {
        let rules = overlay.effective(&gb, day(5)).unwrap();
        assert_eq!(rules.version().overlay.as_deref(), Some(name));
        assert_eq!(Proposal::id_in(name), "border_2026");
        assert_eq!(overlay.proposal().rules_named(&gb, name).unwrap(), rules);
    }
    assert_eq!(whole.proposal().rules_named(&gb, "other"), Err(OverlayRefusal::OtherBase));
    assert_eq!(whole.proposal().rules_named(&gb, "border_2026-x"), Err(OverlayRefusal::NoSuchPart));
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
fn the_example_that_comes_with_the_product_may_be_put_before_two_bodies() {
    for (name, text) in EXAMPLES {
        let proposal = Proposal::parse(name, text).unwrap();
        assert_eq!(proposal.check(&profile(proposal.base().0)), Ok(()), "{name}");
        assert_eq!(proposal.missing(), [OverlayRefusal::TwoBodies], "{name}");
    }
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
fn two_bodies_and_the_council() {
    let (one, two) = (approval("ministry"), approval("rapporteur"));
    assert_eq!(with(&USUAL, &[COUNCIL]), Err(vec![OverlayRefusal::TwoBodies]));
    assert_eq!(with(&USUAL, &[COUNCIL, &one]), Err(vec![OverlayRefusal::TwoBodies]));
    assert_eq!(with(&USUAL, &[&one, &two]), Err(vec![OverlayRefusal::NoCouncilView]));
    let not_heard = "\n[council]\nnot_heard_because = \"no quorum before the border opens\"\n";
    assert!(with(&USUAL, &[not_heard, &one, &two]).is_ok());
    // A body cannot approve twice, a view cannot be empty, and there are no two answers of the council.
    for more in [
        format!("{COUNCIL}{one}{one}"),
        format!("{COUNCIL}{one}{}", approval("\" Ministry \"")),
        format!("\n[council]\nview = \" \"\n{one}{two}"),
        format!("{COUNCIL}not_heard_because = \"late\"\n{one}{two}"),
        format!("{COUNCIL}{one}{}", two.replace("signature = \"1\"", "signature = \"\"")),
    ] {
        let text = file("2026-05-01T00:00:00Z", &USUAL) + &more;
        assert!(Proposal::parse("overlay.toml", &text).is_err(), "{more}");
    }
}

#[test]
fn a_refusal_names_file_line_field_and_mend() {
    let gb = profile("gb-ew");
    let told = |text: &str| {
        let proposal = Proposal::parse("overlay.toml", text).unwrap();
        let refusals = proposal.clone().approve(&gb).unwrap_err();
        proposal.problems(&refusals).iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let relaxing = file("2026-05-01T00:00:00Z", &[USUAL[3], ("told_before.before_first_question", "false")]);
    assert_eq!(
        told(&(relaxing + COUNCIL)),
        [
            "overlay.toml:1: approvals: two different bodies must approve; \
             let a second body sign: havenward profile overlay sign",
            "overlay.toml:20: told_before.before_first_question: told_before is never relaxed; \
             remove this change; no approval can make it stand",
        ]
    );
    let long = file("2026-06-01T00:00:00Z", &USUAL[..1]) + COUNCIL + &approval("one") + &approval("two");
    assert_eq!(
        told(&long),
        ["overlay.toml:8: until: an overlay lasts at most 90 days; \
          write an instant at most 90 days after from"]
    );
    let broken = file("2026-05-01T00:00:00Z", &[("offers.reply_night_minutes", "\"soon\"")]);
    let broken = told(&(broken + COUNCIL + &approval("one") + &approval("two")));
    assert!(broken[0].starts_with("overlay.toml:14: offers.reply_night_minutes: "), "{broken:?}");
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
fn the_bytes_that_are_signed_name_everything_that_is_approved() {
    let gb = profile("gb-ew");
    let sign = |text: &str| {
        Proposal::parse("o.toml", text).unwrap().bytes_to_sign(&gb, "ministry", at("2026-03-02T12:00:00Z"))
    };
    let text = file("2026-05-01T00:00:00Z", &USUAL) + COUNCIL;
    let bytes = sign(&text);
    // Approvals, comments and the order of tables are not part of what is approved.
    assert_eq!(bytes, sign(&(text.clone() + &approval("rapporteur"))));
    assert_eq!(bytes, sign(&text.replace("title", "# said\ntitle")));
    for other in [
        file("2026-05-01T00:00:00Z", &USUAL[..3]) + COUNCIL,
        file("2026-05-01T00:00:01Z", &USUAL) + COUNCIL,
        file("2026-05-01T00:00:00Z", &USUAL),
        text.replace("yes, with", "no, without"),
        text.replace("view =", "not_heard_because ="),
        text.replace("many people", "more people"),
    ] {
        assert_ne!(bytes, sign(&other), "{other}");
    }
    let proposal = Proposal::parse("o.toml", &text).unwrap();
    let noon = at("2026-03-02T12:00:00Z");
    assert_ne!(bytes, proposal.bytes_to_sign(&gb, "rapporteur", noon));
    assert_ne!(bytes, proposal.bytes_to_sign(&gb, "ministry", at("2026-03-02T12:00:01Z")));
    assert_ne!(bytes, proposal.bytes_to_sign(&profile("ua"), "ministry", noon));
    assert_eq!(proposal.check(&profile("ua")), Err(vec![OverlayRefusal::OtherBase]));
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
