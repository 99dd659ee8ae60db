//! Laws that hold over the whole table of who may do what, whatever the committed table says.

use havenward_domain::access::{Action, Facts, Holder, Refusal, Scope, decision};
use havenward_domain::compartment::{Compartment, Compartments};
use havenward_domain::role::Role;

use crate::access_table::{
    Cell, END, Standing, actions, at, case, everything, grant, member, on_case, others, standing, unit,
};

/// Every cell about a case: action, role, standing, child, decision.
fn cells() -> impl Iterator<Item = (Action, Role, Standing, bool, Cell)> {
    actions(Scope::Case).flat_map(|action| {
        Role::ALL.iter().flat_map(move |role| {
            Standing::ALL.into_iter().flat_map(move |how| {
                [true, false].map(|child| (action, *role, how, child, on_case(action, *role, how, child)))
            })
        })
    })
}

/// What a role may ever open, written once more and by hand from the domain reference: a mistake in one
/// of the two shows.
fn written_ceiling(role: Role) -> &'static str {
    match role {
        Role::CompetentAuthority | Role::PanelMember => "core narrative attachments",
        Role::CaseManager => "core contact_safety narrative health danger_list attachments",
        Role::ChildProtection => "core contact_safety narrative danger_list attachments",
        Role::OnCall => "core contact_safety danger_list",
        Role::Guardian | Role::Advocate | Role::FocalPoint => "core contact_safety",
        Role::Shelter => "core contact_safety shelter_location danger_list",
        Role::ServiceProvider => "health",
        Role::PoliceInvestigator | Role::Prosecutor => "core police",
        Role::FinancialInvestigator => "police",
        Role::Lawyer => "core narrative legal_privileged",
        Role::Survivor => "core survivor_private",
        role if role.code().starts_with("fr_") => "core contact_safety narrative danger_list",
        _ => "",
    }
}

fn set(codes: &str) -> Compartments {
    let members: Vec<Compartment> =
        codes.split_whitespace().map(|code| Compartment::from_code(code).unwrap()).collect();
    Compartments::of(&members)
}

fn is_within(inner: Compartments, outer: Compartments) -> bool {
    inner.intersect(outer) == inner
}

#[test]
fn for_a_stranger_no_case_exists() {
    for (action, role, how, _, cell) in cells() {
        if how == Standing::Stranger {
            assert_eq!(cell, Err(Refusal::NotFound), "{action:?} {role:?}");
        }
    }
}

#[test]
fn roles_without_business_in_cases_know_of_none() {
    let without = [
        Role::Sysadmin,
        Role::Analyst,
        Role::NationalRapporteur,
        Role::SurvivorCouncil,
        Role::Trainer,
        Role::Trainee,
        Role::NrmCoordinator,
        Role::MigrationAuthority,
        Role::LinkageOffice,
        Role::Interpreter,
    ];
    for (action, role, how, child, cell) in cells() {
        if without.contains(&role) {
            assert_eq!(cell, Err(Refusal::NotFound), "{action:?} {role:?} {how:?} {child}");
        }
    }
    for role in without {
        for action in [Action::ListCases, Action::SearchDirectory, Action::HoldUnitKey, Action::WorkTasks] {
            if matches!(role, Role::Interpreter | Role::NrmCoordinator) && action == Action::WorkTasks {
                // Her own appointments, or what is about no case: the use case shows no other task.
                continue;
            }
            let refused = decision(action, &member(role, 1), &Facts::Unit(unit(1)), at(0));
            assert_eq!(refused, Err(Refusal::Forbidden), "{action:?} {role:?}");
        }
    }
}

#[test]
fn no_role_opens_beyond_its_ceiling_whatever_is_granted() {
    for (action, role, how, child, cell) in cells() {
        if let Ok(reach) = cell {
            assert!(is_within(reach, set(written_ceiling(role))), "{action:?} {role:?} {how:?} {child}");
        }
    }
}

#[test]
fn nothing_is_opened_that_was_not_granted() {
    for role in Role::ALL {
        for how in Standing::ALL {
            for one in Compartment::ALL {
                let granted = Compartments::of(&[*one]);
                let (actor, facts) = standing(*role, how, true, granted);
                if let Ok(reach) = decision(Action::ReadCase, &actor, &facts, at(0)) {
                    assert!(is_within(reach, granted), "{role:?} {how:?} {one:?}");
                }
            }
        }
    }
}

#[test]
fn a_compartment_for_named_persons_is_never_opened_through_a_unit() {
    for (action, role, how, _, cell) in cells() {
        if matches!(how, Standing::Owner | Standing::Unit)
            && let Ok(reach) = cell
        {
            let named = reach.members().find(|one| one.is_for_named_users());
            assert_eq!(named, None, "{action:?} {role:?} {how:?}");
        }
    }
}

#[test]
fn only_a_signed_in_person_does_anything_with_a_case() {
    let grants = vec![grant(Holder::Unit(unit(1)), everything())];
    for action in actions(Scope::Case) {
        for (name, actor) in others() {
            let refused = decision(action, &actor, &case(true, grants.clone()), at(0));
            assert_eq!(refused, Err(Refusal::NotFound), "{action:?} {name}");
        }
    }
}

#[test]
fn forbidden_is_said_only_where_something_else_is_allowed() {
    for (action, role, how, child, cell) in cells() {
        let allowed = actions(Scope::Case).any(|other| on_case(other, role, how, child).is_ok());
        match cell {
            Err(Refusal::Forbidden) => assert!(allowed, "{action:?} {role:?} {how:?} {child}"),
            Err(Refusal::NotFound) => assert!(!allowed, "{action:?} {role:?} {how:?} {child}"),
            Ok(_) => {}
        }
    }
}

#[test]
fn every_grant_ends_at_its_instant() {
    for action in actions(Scope::Case) {
        for role in Role::ALL {
            for how in Standing::ALL {
                let (actor, facts) = standing(*role, how, true, everything());
                let just_before = at(END) - jiff::SignedDuration::from_nanos(1);
                let decided = |now| decision(action, &actor, &facts, now);
                assert_eq!(decided(just_before), decided(at(0)), "{action:?} {role:?} {how:?}");
                assert_eq!(decided(at(END)), Err(Refusal::NotFound), "{action:?} {role:?} {how:?}");
            }
        }
    }
}

#[test]
fn justice_and_those_who_see_one_case_get_nothing_from_owning_it() {
    let by_share_only = [
        Role::PoliceInvestigator,
        Role::Prosecutor,
        Role::FinancialInvestigator,
        Role::PanelMember,
        Role::Guardian,
        Role::Advocate,
        Role::Lawyer,
        Role::ServiceProvider,
        Role::Survivor,
    ];
    for (action, role, how, child, cell) in cells() {
        if by_share_only.contains(&role) && how == Standing::Owner {
            assert_eq!(cell, Err(Refusal::NotFound), "{action:?} {role:?} {child}");
        }
        if role == Role::Survivor && how == Standing::Unit {
            assert_eq!(
                cell,
                Err(Refusal::NotFound),
                "a person sees her own case, never a unit's: {action:?}"
            );
        }
    }
}

#[test]
fn the_guardian_s_view_closes_when_the_person_is_an_adult() {
    for (action, role, how, child, cell) in cells() {
        if role == Role::Guardian && !child {
            assert_eq!(cell, Err(Refusal::NotFound), "{action:?} {how:?}");
        }
    }
}

#[test]
fn only_the_owner_gives_access_and_only_those_who_carry_the_case() {
    for (action, role, how, child, cell) in cells() {
        if matches!(action, Action::GiveAccess | Action::EndAccess) && cell.is_ok() {
            assert!(matches!(how, Standing::Owner | Standing::OwnerByName), "{role:?} {how:?} {child}");
            assert!(role.is_first_responder() || matches!(role, Role::CaseManager | Role::ChildProtection));
        }
    }
}

#[test]
fn only_who_may_sit_on_a_deciding_body_decides() {
    for (action, role, _, _, cell) in cells() {
        if matches!(action, Action::Decide | Action::AskEvidence | Action::Disqualify) && cell.is_ok() {
            let sits = [
                Role::CompetentAuthority,
                Role::PanelMember,
                Role::PoliceInvestigator,
                Role::Prosecutor,
                Role::FrPolice,
                Role::FrSocial,
            ];
            assert!(sits.contains(&role), "{action:?} {role:?}");
        }
    }
}

#[test]
fn the_officer_for_data_protection_sees_who_looked_and_no_content() {
    for (action, role, how, _, cell) in cells() {
        if role == Role::Dpo
            && let Ok(reach) = cell
        {
            assert!(reach.is_empty() && action == Action::ReadAccessLog, "{action:?} {how:?}");
        }
    }
}

#[test]
fn oversight_is_for_officers_of_data_protection_and_nobody_else() {
    for role in Role::ALL {
        let allowed =
            decision(Action::ReadOversight, &member(*role, 1), &Facts::Unit(unit(1)), at(0)).is_ok();
        assert_eq!(allowed, *role == Role::Dpo, "{role:?}");
    }
}

#[test]
fn one_s_own_unit_and_no_other() {
    let members = Role::ALL.iter().map(|role| member(*role, 1));
    for actor in members.chain(others().map(|(_, actor)| actor)) {
        for action in actions(Scope::Unit) {
            let refused = decision(action, &actor, &Facts::Unit(unit(2)), at(0));
            assert_eq!(refused, Err(Refusal::NotFound), "{action:?} {actor:?}");
        }
    }
}

#[test]
fn a_device_hands_in_and_nothing_else() {
    let [(_, device), ..] = others();
    for action in Action::ALL {
        for facts in [Facts::Unit(unit(1)), Facts::Installation, case(true, Vec::new())] {
            let allowed = decision(*action, &device, &facts, at(0)).is_ok();
            assert_eq!(
                allowed,
                *action == Action::SubmitIntake && facts == Facts::Unit(unit(1)),
                "{action:?}"
            );
        }
    }
}

#[test]
fn facts_of_another_kind_never_allow_anything() {
    let facts = [
        (Scope::Installation, Facts::Installation),
        (Scope::Unit, Facts::Unit(unit(1))),
        (Scope::Case, case(true, vec![grant(Holder::Unit(unit(1)), everything())])),
    ];
    for action in Action::ALL {
        for (scope, about) in &facts {
            for role in Role::ALL {
                if *scope != action.scope() {
                    let refused = decision(*action, &member(*role, 1), about, at(0));
                    assert_eq!(refused, Err(Refusal::NotFound), "{action:?} {role:?}");
                }
            }
        }
    }
}
