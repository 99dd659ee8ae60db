//! What no crisis overlay makes worse, tried on every profile that comes with the product.

use havenward_domain::clock::{Joined, Serves};
use havenward_domain::coded::Coded;
use havenward_domain::overlay::{NEVER_RELAX, NeverRelax, OverlayRefusal, Proposal};
use havenward_domain::profile::{Escalation, Profile, shipped};
use havenward_domain::role::Role;

/// An overlay on this profile with one change.
fn overlay(base: &Profile, field: &str, value: &str) -> Proposal {
    let id = &base.version().id;
    let text = format!(
        "format = 1\nid = \"border_2026\"\ntitle = \"Crisis\"\nwhy = \"many people\"\nbase_id = \"{id}\"\n\
         base_version = 1\nfrom = 2026-03-02T00:00:00Z\nuntil = 2026-05-01T00:00:00Z\n\n[changes.one]\n\
         part = \"one\"\nfield = \"{field}\"\nwhy = \"crisis\"\nvalue = {value}\n"
    );
    Proposal::parse("overlay.toml", &text).unwrap()
}

/// The refusals, after looking that each is told with the line of the change, its field and the mend.
fn refused(base: &Profile, field: &str, value: &str) -> Vec<OverlayRefusal> {
    let overlay = overlay(base, field, value);
    let name = &base.version().id;
    let Err(refusals) = overlay.check(base) else { panic!("{name}: {field} = {value} is let through") };
    for problem in overlay.problems(&refusals) {
        // What another section says of the change has no line in this file.
        let elsewhere = matches!(refusals.as_slice(), [OverlayRefusal::NotValid(_)]);
        assert!(problem.line == 14 || elsewhere, "{name}: {problem}");
        assert!(!problem.field.is_empty() && !problem.mend.is_empty(), "{name}: {problem}");
    }
    refusals
}

fn takes_away(field: &str) -> OverlayRefusal {
    OverlayRefusal::TakesAway { field: field.to_owned() }
}

/// A change for each item that is never relaxed, on any profile.
const RELAXING: [(NeverRelax, &str, &str); 18] = [
    (NeverRelax::ChildPresumption, "children.presume_when_unsure", "false"),
    (NeverRelax::ChildPresumption, "children.adult_at_years", "16"),
    (NeverRelax::ChildPresumption, "child_start.order", "[\"recognition\"]"),
    (NeverRelax::ChildPresumption, "child_start", "{}"),
    (NeverRelax::ToldBefore, "told_before.before_first_question", "false"),
    (NeverRelax::NoContactUntilCleared, "contact.none_until_cleared", "false"),
    (NeverRelax::MinimumDataset, "dataset.fields", "[\"case_code\"]"),
    (NeverRelax::NonPunishment, "non_punishment.checked_before_charge", "false"),
    (NeverRelax::NonPunishment, "standard_gaps.non_punishment.law", "\"none\""),
    (NeverRelax::AgreementRules, "agreements.media.until_asked", "\"not_asked\""),
    (NeverRelax::AgreementRules, "recognition.send.agreement_of_adult", "\"nobody\""),
    (NeverRelax::RightToRefuse, "notice.bound", "[\"everyone\"]"),
    (NeverRelax::RightToRefuse, "recognition.stop.roles", "[]"),
    (NeverRelax::ConfidentialityAndRetention, "retention.case.amount", "90"),
    (NeverRelax::ConfidentialityAndRetention, "firewall.immigration_may_ask", "true"),
    (NeverRelax::EqualTreatment, "eligibility.applies_to", "\"foreign_nationals\""),
    (NeverRelax::Journal, "journal.off", "true"),
    (NeverRelax::LengthsOfRights, "refusal.effects_begin", "\"at_once\""),
];

/// What one country has and another has not.
const RELAXING_IN: [(&str, NeverRelax, &str, &str); 11] = [
    ("gb-ew", NeverRelax::EqualTreatment, "entitlements.safe_house.applies_to", "\"foreign_nationals\""),
    ("gb-ew", NeverRelax::LengthsOfRights, "entitlements.safe_house.from", "\"identified\""),
    ("gb-ew", NeverRelax::LengthsOfRights, "clocks.reconsideration.amount", "29"),
    ("gb-ew", NeverRelax::LengthsOfRights, "clocks.recovery.extension.reasons", "[\"serious_health\"]"),
    ("es", NeverRelax::EqualTreatment, "entitlements.shelter.applies_to", "\"foreign_nationals\""),
    ("es", NeverRelax::LengthsOfRights, "clocks.recovery.amount", "89"),
    ("lv", NeverRelax::LengthsOfRights, "clocks.service.amount", "1"),
    ("lv", NeverRelax::LengthsOfRights, "clocks.consultations.amount", "1"),
    ("lv", NeverRelax::LengthsOfRights, "clocks.service.serves", "\"duty\""),
    ("lv", NeverRelax::LengthsOfRights, "clocks.service_decision.amount", "4"),
    ("ua", NeverRelax::LengthsOfRights, "clocks.status.amount", "1"),
];

/// Whether the item is named, or the change is no valid profile at all.
fn names(refusals: &[OverlayRefusal], item: NeverRelax) -> bool {
    refusals.iter().any(|refusal| match refusal {
        OverlayRefusal::NeverRelaxed { item: found, .. } => *found == item,
        OverlayRefusal::NotValid(problems) => !problems.is_empty(),
        _ => false,
    })
}

#[test]
fn what_is_never_relaxed_is_refused_by_name_in_every_country() {
    for base in shipped().unwrap() {
        let id = base.version().id.clone();
        let own = RELAXING_IN.iter().filter(|(of, ..)| *of == id);
        for (item, field, value) in RELAXING
            .iter()
            .chain(&own.map(|(_, item, field, value)| (*item, *field, *value)).collect::<Vec<_>>())
        {
            let refused = refused(&base, field, value);
            assert!(names(&refused, *item), "{id}: {field}: {refused:?}");
            assert!(
                matches!(refused.as_slice(), [OverlayRefusal::NotValid(_)])
                    || refused[0].to_string().contains(field.split('.').next().unwrap())
            );
        }
        assert!(RELAXING_IN.iter().any(|(of, ..)| *of == id), "{id}");
    }
    for (item, _) in NEVER_RELAX {
        assert!(RELAXING.iter().any(|(tested, ..)| *tested == item), "{item}");
    }
}

#[test]
fn no_right_becomes_shorter_and_no_answer_that_is_owed_to_her_later() {
    for base in shipped().unwrap() {
        let mut tried = 0;
        for (code, rule) in base.clocks() {
            let owed = rule.events().iter().all(|event| event.code() == "requested");
            if !matches!(rule.joined, Joined::One(_)) || (rule.serves == Serves::Duty && !owed) {
                continue;
            }
            let worse = if owed {
                vec![("amount", "3000"), ("unit", "\"years\""), ("on_free_day", "\"next_working_day\"")]
            } else {
                vec![("unit", "\"hours\""), ("serves", "\"duty\"")]
            };
            for (key, value) in worse {
                let refused = refused(&base, &format!("clocks.{code}.{key}"), value);
                assert!(names(&refused, NeverRelax::LengthsOfRights), "{code}.{key}: {refused:?}");
            }
            tried += 1;
        }
        assert!(tried >= 5, "{}: {tried} clocks", base.version().id);
        assert_eq!(overlay(&base, "clocks.access_request.amount", "1").check(&base), Ok(()));
    }
}

#[test]
fn nobody_who_is_called_at_night_is_dropped() {
    for base in shipped().unwrap() {
        for (value, valid) in
            [("[\"coordinator_on_call\"]", true), ("[\"child_duty_officer\"]", false), ("[]", false)]
        {
            let refused = refused(&base, "offers.escalation", value);
            let told = match refused.as_slice() {
                [OverlayRefusal::NotValid(problems)] => {
                    !valid && problems.iter().all(|problem| problem.field == "offers.escalation")
                }
                one => valid && one == [takes_away("offers.escalation")],
            };
            assert!(told, "{value}: {refused:?}");
        }
        let order: Vec<&str> = base.offers().escalation.iter().rev().map(|call| call.code()).collect();
        assert_eq!(overlay(&base, "offers.escalation", &format!("{order:?}")).check(&base), Ok(()));
        assert!(base.offers().escalation.contains(&Escalation::ChildDutyOfficer));
    }
}

#[test]
fn no_body_is_taken_from_a_stage_and_no_role_from_a_body() {
    for base in shipped().unwrap() {
        for (code, body) in base.bodies() {
            let field = format!("bodies.{code}.roles");
            let other = if body.roles.contains(&Role::FrConsular) { Role::Analyst } else { Role::FrConsular };
            assert_eq!(refused(&base, &field, &format!("[\"{}\"]", other.code())), [takes_away(&field)]);
            let roles: Vec<&str> = body.roles.iter().chain([&other]).map(|role| role.code()).collect();
            assert_eq!(overlay(&base, &field, &format!("{roles:?}")).check(&base), Ok(()), "{field}");
        }
        for (code, stage) in base.stages() {
            let field = format!("stages.{code}.bodies");
            for body in stage.bench.bodies.iter().filter(|_| stage.bench.bodies.len() > 1) {
                assert_eq!(refused(&base, &field, &format!("[\"{body}\"]")), [takes_away(&field)]);
            }
        }
    }
}

#[test]
fn whoever_hears_a_challenge_does_not_become_the_first_door() {
    for base in shipped().unwrap() {
        for (code, stage) in base.stages() {
            let field = format!("stages.{code}.bodies");
            let reviewers = base.challenges().values().flat_map(|rule| &rule.bench.bodies);
            for body in reviewers.filter(|body| !stage.bench.bodies.contains(body)) {
                let alone = refused(&base, &field, &format!("[\"{body}\"]"));
                let reviews = OverlayRefusal::ReviewsAndDecides { field: field.clone(), body: body.clone() };
                assert!(alone.contains(&reviews) && alone.contains(&takes_away(&field)), "{alone:?}");
                let beside: Vec<&String> = stage.bench.bodies.iter().chain([body]).collect();
                let beside = refused(&base, &field, &format!("{beside:?}"));
                // A stage of one body alone has no second.
                let told = matches!(beside.as_slice(), [OverlayRefusal::NotValid(_)]);
                assert!(told || beside == [reviews], "{beside:?}");
            }
        }
    }
}
