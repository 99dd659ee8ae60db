//! A bad profile is refused with everything that is wrong, where it stands and how to mend it.

use havenward_domain::profile::{Problem, Profile, SHIPPED};
use proptest::prelude::*;

const GB: &str = SHIPPED[1].1;

fn problems(text: &str) -> Vec<Problem> {
    Profile::parse("test.toml", text).expect_err("this profile must be refused")
}

/// A change to the profile of England and Wales, and a problem it must cause: field and part of the message.
const BAD: [(&str, &str, &str, &str); 32] = [
    ("format = 1", "format = 2", "format", "out of bounds"),
    ("id = \"gb-ew\"", "id = \"GB EW\"", "id", "not an id"),
    ("country = \"GB\"", "country = \"Britain\"", "country", "country code"),
    ("zone = \"Europe/London\"", "zone = \"Europe/Camelot\"", "zone", "not a time zone"),
    ("valid_from = 2025-05-08", "valid_from = \"soon\"", "valid_from", "not a date"),
    ("version = 1", "version = 1.5", "version", "a decimal number"),
    ("version = 1", "version = 0", "version", "out of bounds"),
    ("version = 1", "version = 99999999999999999999", "version", "too large"),
    ("\"mon\", \"tue\"", "\"moon\", \"tue\"", "calendar.working_week", "not a day"),
    ("\"easter -2\"", "\"easter -2000\"", "calendar.holidays", "not a rule for a holiday"),
    ("kind = \"any_of\"", "kind = \"any_off\"", "stages.conclusive_grounds.kind", "not in the list"),
    (
        "bodies = [\"sca\", \"ieca\"]",
        "bodies = [\"scaa\", \"ieca\"]",
        "stages.conclusive_grounds.bodies",
        "no body",
    ),
    ("clock = \"reasonable_grounds_target\"", "clock = \"x\"", "stages.reasonable_grounds.clock", "no clock"),
    ("quorum = 2", "quorum = 9", "stages.child_panel_conclusive_grounds.quorum", "out of bounds"),
    ("quorum = 2", "quorum = 1", "stages.child_panel_conclusive_grounds.quorum", "not a committee"),
    (
        "chair = \"local_authority\"",
        "chair = \"king\"",
        "stages.child_panel_conclusive_grounds.chair",
        "no seat",
    ),
    (
        "suspends_effects = true",
        "suspends_effects = false",
        "challenges.reconsideration.suspends_effects",
        "unless a law",
    ),
    (
        "effects_begin = \"when_final\"",
        "effects_begin = \"at_once\"",
        "refusal.effects_begin",
        "only when it is final",
    ),
    (
        "presume_when_unsure = true",
        "presume_when_unsure = false",
        "children.presume_when_unsure",
        "cannot be switched off",
    ),
    (
        "before_first_question = true",
        "before_first_question = false",
        "told_before.before_first_question",
        "cannot be",
    ),
    (
        "none_until_cleared = true",
        "none_until_cleared = false",
        "contact.none_until_cleared",
        "cannot be switched off",
    ),
    (
        "checked_before_charge = true",
        "checked_before_charge = false",
        "non_punishment.checked_before_charge",
        "cannot",
    ),
    (
        "letters_to = [\"guardian\"",
        "letters_to = [\"survivor\"",
        "children.letters_to",
        "never served on a child",
    ),
    ("adult_at_years = 18", "adult_at_years = 16", "children.adult_at_years", "out of bounds"),
    (
        "agreement_of_adult = \"person\"",
        "agreement_of_adult = \"nobody\"",
        "recognition.send.agreement_of_adult",
        "against her will",
    ),
    ("serves = \"right\"", "serves = \"duty\"", "reflection.clock", "reflection is a right"),
    ("needs_check = true", "needs_check = false", "eligibility.needs_check", "must be checked"),
    (
        "applies_to = \"everyone\"",
        "applies_to = \"foreign_nationals\"",
        "eligibility.applies_to",
        "equal treatment",
    ),
    (
        "order = [\"child_protection\", \"emergency_guardian\", \"recognition\"]",
        "order = [\"recognition\"]",
        "child_start.order",
        "come before",
    ),
    (
        "applies_to = \"everyone\"\nclock = \"recovery\"",
        "applies_to = \"everyone\"\nclock = \"reasonable_grounds_target\"",
        "entitlements.safe_house.clock",
        "a right of the person",
    ),
    (
        "escalation = [\"night_place_of_last_resort\", \"child_duty_officer\", \"coordinator_on_call\"]",
        "escalation = [\"child_duty_officer\"]",
        "offers.escalation",
        "nobody is asked for an adult",
    ),
    ("amount = 30", "amount = 29", "reflection.clock", "too short"),
];

#[test]
fn each_mistake_is_told_with_its_field_and_how_to_mend_it() {
    for (right, wrong, field, message) in BAD {
        assert!(GB.contains(right), "{right}");
        let found = problems(&GB.replace(right, wrong));
        let told = found.iter().find(|problem| problem.field == field && problem.message.contains(message));
        let all = || found.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
        let told = told.unwrap_or_else(|| panic!("{wrong}: expected {field}, {message}, found\n{}", all()));
        assert!(!told.mend.is_empty() && told.file == "test.toml" && told.line > 0);
    }
}

#[test]
fn the_line_is_the_line_of_the_mistake() {
    let line = GB.lines().position(|line| line.starts_with("presume_when_unsure")).unwrap() + 1;
    let found = problems(&GB.replace("presume_when_unsure = true", "presume_when_unsure = \"yes\""));
    assert!(found.iter().any(|problem| problem.line == line && problem.message == "this is a text"));
}

#[test]
fn all_mistakes_are_told_in_one_pass() {
    let text = GB
        .replace("country = \"GB\"", "country = 7")
        .replace("presume_when_unsure = true", "presume_when_unsure = false")
        .replace("[disqualification]", "[disqualifications]")
        .replace("tag = \"K\"", "tag = \"L\"");
    let found = problems(&text);
    for field in
        ["country", "children.presume_when_unsure", "disqualification", "disqualifications", "calendar.tag"]
    {
        assert!(found.iter().any(|problem| problem.field == field), "{field}");
    }
    assert!(found.is_sorted_by_key(|problem| problem.line));
}

#[test]
fn an_unknown_field_is_a_mistake_and_so_is_a_missing_section() {
    let found = problems(&format!("{GB}\n[sections_nobody_knows]\nx = 1\n"));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].field, "sections_nobody_knows");
    let found = problems("");
    assert!(found.iter().any(|problem| problem.field == "stages"));
    assert!(found.len() > 20);
}

#[test]
fn two_ends_joined_both_ways_are_a_mistake() {
    let found = problems(&GB.replace("later_of = [", "earlier_of = [{ event = \"sent\" }]\nlater_of = ["));
    assert!(found.iter().any(|problem| problem.field == "clocks.recovery.earlier_of"));
}

#[test]
fn hostile_files_are_refused_and_never_panic() {
    let deep_list = format!("a = {}{}", "[".repeat(100_000), "]".repeat(100_000));
    let deep_table = format!("a = {}{}", "{ a = ".repeat(100_000), "}".repeat(100_000));
    let dotted = format!("{} = 1", vec!["a"; 100_000].join("."));
    let nested = format!(
        "{}\na = 1",
        (1..60).map(|depth| format!("[{}]", vec!["a"; depth].join("."))).collect::<Vec<_>>().join("\n")
    );
    let wide = format!("a = [{}]", "1,".repeat(100_000));
    let long = format!("{GB}\n# {}", "x".repeat(10_000_000));
    let text = format!("{GB}\n[facts.x]\ntext = \"{}\"\n", "x".repeat(5_000));
    let types = GB.replace(" = [", " = 1 # [").replace("tag = \"S\"", "tag = [[[]]]");
    let whole = "stages = 1\nclocks = []\nbodies = \"x\"\ncalendar = 1979-05-27\nfacts = nan\n".to_owned();
    let nul = GB.replace("England", "Eng\0land");
    for hostile in [deep_list, deep_table, dotted, nested, wide, long, text, types, whole, nul] {
        let found = problems(&hostile);
        assert!(!found.is_empty() && found.iter().all(|problem| problem.message.len() < 500));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_text_makes_the_reader_panic(text in "\\PC{0,200}") {
        prop_assert!(Profile::parse("fuzz.toml", &text).is_err());
    }

    #[test]
    fn no_damage_to_a_real_profile_makes_the_reader_panic(
        from in 0..GB.len(), length in 0_usize..400, put in "[\\[\\]{}=\"a-z0-9.\n]{0,12}",
    ) {
        let mut bytes = GB.as_bytes().to_vec();
        let until = (from + length).min(bytes.len());
        bytes.splice(from..until, put.into_bytes());
        let _ = Profile::parse("fuzz.toml", &String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn no_line_can_be_lost_in_silence(line in 0_usize..700) {
        let kept: Vec<&str> = GB.lines().enumerate().filter(|(at, _)| *at != line).map(|(_, text)| text).collect();
        let lost = GB.lines().nth(line).unwrap_or("");
        if let Ok(profile) = Profile::parse("lost.toml", &kept.join("\n")) {
            let same = profile == Profile::parse("gb-ew.toml", GB).unwrap();
            prop_assert!(!same || lost.is_empty() || lost.starts_with('#'), "{lost}");
        }
    }
}
