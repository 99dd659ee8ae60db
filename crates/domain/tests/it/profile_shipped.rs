//! The shipped profiles are read, say where their facts come from, and can be compared.

use havenward_domain::agreement::Purpose;
use havenward_domain::clock::{Event, Events, Firmness};
use havenward_domain::codes::ServiceType;
use havenward_domain::profile::{
    AskedWhen, Decides, FOLLOWED, From, INFORMATION, Profile, SERVICE_CODES, SHIPPED, Tag, diff, shipped,
};
use havenward_domain::role::Role;

fn profile(id: &str) -> Profile {
    shipped().unwrap().into_iter().find(|profile| profile.version().id == id).unwrap()
}

#[test]
fn every_shipped_profile_is_valid() {
    for (name, text) in SHIPPED {
        if let Err(problems) = Profile::parse(name, text) {
            let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
            panic!("{}", told.join("\n"));
        }
    }
    let ids: Vec<String> = shipped().unwrap().iter().map(|profile| profile.version().id.clone()).collect();
    assert_eq!(ids, ["es", "gb-ew", "lv", "ua"]);
}

#[test]
fn a_fact_that_was_not_seen_ships_to_be_checked() {
    for profile in shipped().unwrap() {
        assert!(profile.provenance().len() > 50);
        for (path, provenance) in profile.provenance() {
            assert!(provenance.tag == Tag::Seen || provenance.needs_check, "{}: {path}", profile.version());
            assert!(!provenance.source.trim().is_empty(), "{}: {path}", profile.version());
        }
    }
    // The law of Spain as of 2026 was not seen at all.
    let es = profile("es");
    assert_eq!(es.to_check().count(), es.provenance().len());
}

#[test]
fn every_group_of_values_says_where_it_comes_from() {
    for profile in shipped().unwrap() {
        for (section, codes) in [
            ("stages", profile.stages().keys().collect::<Vec<_>>()),
            ("clocks", profile.clocks().keys().collect()),
            ("challenges", profile.challenges().keys().collect()),
            ("entitlements", profile.entitlements().keys().collect()),
            ("retention", profile.retention().keys().collect()),
            ("facts", profile.facts().keys().collect()),
            ("standard_gaps", profile.standard_gaps().keys().collect()),
        ] {
            assert!(!codes.is_empty(), "{}: {section}", profile.version());
            for code in codes {
                assert!(profile.provenance().contains_key(&format!("{section}.{code}")), "{section}.{code}");
            }
        }
    }
}

#[test]
fn a_profile_equals_itself_and_differs_from_others_in_words_a_person_can_read() {
    let gb = profile("gb-ew");
    assert_eq!(diff(&gb, &gb), []);
    let text = SHIPPED[1].1.replace("amount = 5\n", "amount = 7\n").replace("version = 1", "version = 2");
    let next = Profile::parse("gb-ew.toml", &text).unwrap();
    let told: Vec<String> = diff(&gb, &next).iter().map(ToString::to_string).collect();
    assert_eq!(told, ["clocks.reasonable_grounds_target.amount: was 5, is 7", "version: was 1, is 2"]);
    assert_eq!(diff(&gb, &profile("ua")), diff(&gb, &profile("ua")));
    assert!(diff(&gb, &profile("ua")).is_sorted());
}

#[test]
fn only_the_order_of_lines_is_no_difference() {
    let text = format!("\n\n{}", SHIPPED[1].1);
    assert_eq!(Profile::parse("moved.toml", &text).unwrap(), profile("gb-ew"));
}

#[test]
fn england_and_wales_has_two_stages_and_no_presumption_by_responders() {
    let gb = profile("gb-ew");
    assert!(gb.recognition().presume.roles.is_empty());
    assert!(gb.stages_that_decide(Decides::Presumption).count() > 0);
    assert!(gb.stages_that_decide(Decides::Recognition).count() > 0);
    assert_eq!(gb.stages_that_decide(Decides::Both).count(), 0);
    assert!(gb.notice().binds("police") && gb.notice().binds("glaa"));
    assert!(!gb.notice().binds("home_office") && !gb.notice().binds("fr_ngo"));
    assert!(!gb.children().letters_to.contains(&Role::Survivor));
}

#[test]
fn nobody_else_gives_notice_of_a_refusal() {
    for id in ["es", "lv", "ua"] {
        assert!(profile(id).notice().bound.is_empty(), "{id}");
    }
}

#[test]
fn help_comes_before_any_decision_everywhere() {
    for profile in shipped().unwrap() {
        assert!(profile.entitlements().values().any(|right| right.from == From::FirstContact));
        assert!(profile.interview().cooperation_demanded_by.is_none());
        assert_eq!(profile.below_standard(), []);
        assert!(profile.is_valid_on(jiff::civil::date(2026, 1, 1)));
    }
}

#[test]
fn services_come_from_the_shared_vocabulary() {
    for profile in shipped().unwrap() {
        assert!(profile.services().iter().all(|code| SERVICE_CODES.contains(&code.as_str())));
        assert!(profile.has_service("interpretation"));
    }
}

#[test]
fn the_recovery_period_of_each_country_is_as_long_as_its_source_says() {
    let presumed: jiff::Timestamp = "2026-03-02T09:00:00Z".parse().unwrap();
    for (id, last, firmness) in [
        ("gb-ew", "2026-04-01", Firmness::AtLeast),
        ("es", "2026-05-31", Firmness::Fixed),
        ("lv", "2026-04-01", Firmness::Fixed),
        ("ua", "2026-04-01", Firmness::Fixed),
    ] {
        let profile = profile(id);
        let clock = profile.clock(&profile.reflection().clock).unwrap();
        let due = clock.due(&Events::from([(Event::Presumed, presumed)]), profile.calendar()).unwrap();
        assert_eq!((due.on.to_string().as_str(), due.firmness), (last, firmness), "{id}");
    }
}

#[test]
fn nothing_in_a_profile_is_read_by_nobody_without_saying_so() {
    for (name, text) in SHIPPED {
        let file: toml::Table = text.parse().unwrap();
        for section in file.keys() {
            let is_information = INFORMATION.iter().any(|(path, _)| path == section);
            assert!(is_information != FOLLOWED.contains(&section.as_str()), "{name}: {section}");
        }
        for (path, why) in INFORMATION {
            let mut here: Vec<&toml::Value> = file.get(path.split('.').next().unwrap()).into_iter().collect();
            for key in path.split('.').skip(1) {
                let tables = here.iter().filter_map(|value| value.as_table());
                here = tables
                    .flat_map(|table| table.iter().filter(|(name, _)| key == "*" || *name == key))
                    .map(|(_, value)| value)
                    .collect();
            }
            assert!(!here.is_empty() && !why.is_empty(), "{name}: {path} is told of and not there");
        }
    }
}

#[test]
fn tonight_is_asked_for_a_safe_place_alone() {
    for profile in shipped().unwrap() {
        let tonight: Vec<&str> = profile
            .agreements()
            .values()
            .filter(|agreement| agreement.asked == AskedWhen::Tonight)
            .map(|agreement| agreement.purpose.as_str())
            .collect();
        assert_eq!(tonight, ["service:accommodation_emergency"], "{}", profile.version());
        assert_eq!(profile.asks(&Purpose::Support), Some(AskedWhen::Later));
        let dental = Purpose::Service(ServiceType::Dental);
        assert_eq!(profile.asks(&dental), Some(AskedWhen::Later));
    }
    let (_, text) = SHIPPED[1];
    let file: String = text.replacen(
        "purpose = \"support\"\ntext_key = \"agreement-support\"\nasked = \"later\"",
        "purpose = \"support\"\ntext_key = \"agreement-support\"\nasked = \"tonight\"",
        1,
    );
    let problems = Profile::parse("ours.toml", &file).unwrap_err();
    let told = problems[0].to_string();
    assert!(
        told.contains("agreements.support.asked: tonight only a safe place and first help are asked; write"),
        "{told}"
    );
}
