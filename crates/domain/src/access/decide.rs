//! The decision itself: a pure table, compiled in. Configuration can narrow it, never widen it.

use jiff::Timestamp;

use super::permit::{Object, Permit};
use super::{Act, Action, Actor, Facts, Relation, Scope};
use crate::compartment::{Compartment, Compartments};
use crate::role::Role;

/// Why something may not be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It does not exist, or the actor may not know that it does.
    #[error("not found")]
    NotFound,
    /// The actor sees it and may not do this to it.
    #[error("not allowed")]
    Forbidden,
}

/// Decides whether `actor` may do `A`, given plain facts, and makes the permit.
pub fn authorize<A: Act>(actor: &Actor, facts: &Facts, now: Timestamp) -> Result<Permit<A>, Refusal> {
    let (object, compartments) = decide(A::ACTION, actor, facts, now)?;
    Ok(Permit::new(*actor, object, compartments))
}

fn decide(
    action: Action,
    actor: &Actor,
    facts: &Facts,
    now: Timestamp,
) -> Result<(Object, Compartments), Refusal> {
    match (action.scope(), facts) {
        (Scope::Installation, Facts::Installation) => {
            if may_at_installation(action, actor) {
                Ok((Object::Installation, Compartments::NONE))
            } else {
                Err(Refusal::Forbidden)
            }
        }
        (Scope::Unit, Facts::Unit(unit)) => {
            if actor.unit() != Some(*unit) {
                return Err(Refusal::NotFound);
            }
            if may_in_unit(action, actor) {
                Ok((Object::Unit(*unit), Compartments::NONE))
            } else {
                Err(Refusal::Forbidden)
            }
        }
        (Scope::Case, Facts::Case(case)) => {
            let (relation, granted) = case.relation(actor, now);
            let Some(member) = actor.member() else { return Err(Refusal::NotFound) };
            let reach = granted.intersect(ceiling(member.role));
            if relation == Relation::Stranger || !may_know_of_cases(member.role) {
                Err(Refusal::NotFound)
            } else if may_on_case(action, member.role, relation) {
                Ok((Object::Case(case.case), reach))
            } else {
                Err(Refusal::Forbidden)
            }
        }
        // Facts of another kind than the action asks for: fail closed.
        _ => Err(Refusal::NotFound),
    }
}

fn may_at_installation(action: Action, actor: &Actor) -> bool {
    match action {
        Action::ManageAccounts => {
            matches!(actor, Actor::Operator)
                || actor.member().is_some_and(|member| member.role == Role::Sysadmin)
        }
        Action::Enrol | Action::SignIn => matches!(actor, Actor::Nobody),
        Action::SignOut => actor.member().is_some(),
        Action::Tick => matches!(actor, Actor::System),
        _ => false,
    }
}

fn may_in_unit(action: Action, actor: &Actor) -> bool {
    if action == Action::SubmitIntake {
        return matches!(actor, Actor::Device { .. });
    }
    let Some(role) = actor.member().map(|member| member.role) else { return false };
    match action {
        Action::HoldUnitKey => holds_keys(role),
        Action::EnrolDevice | Action::RecordContact | Action::OpenIntake => may_record_contacts(role),
        Action::ListCases | Action::SearchDirectory => may_know_of_cases(role),
        Action::WorkTasks => may_know_of_cases(role) || role == Role::Interpreter,
        Action::HandOverShift => works_with_the_person(role) || may_answer_offers(role),
        Action::ListServices => works_with_the_person(role) || role == Role::NrmCoordinator,
        Action::ManageServices | Action::AnswerEnquiry | Action::ReadOffer | Action::AnswerOffer => {
            may_answer_offers(role)
        }
        _ => false,
    }
}

fn may_on_case(action: Action, role: Role, relation: Relation) -> bool {
    if relation == Relation::Stranger {
        return false;
    }
    match action {
        Action::ReadCase => !ceiling(role).is_empty(),
        Action::ReadTimeline => works_with_the_person(role) || decides(role) || stands_by_the_person(role),
        Action::ReadAccessLog => {
            role == Role::Dpo || works_with_the_person(role) || stands_by_the_person(role)
        }
        Action::AskEvidence | Action::Decide => decides(role),
        Action::Presume | Action::Disqualify => works_with_the_person(role) || decides(role),
        Action::TellRefusal => decides(role) || works_with_the_person(role),
        Action::Challenge | Action::StopOrResume | Action::WithdrawAgreement => {
            works_with_the_person(role) || stands_by_the_person(role) || decides(role)
        }
        Action::Raise => works_with_the_person(role) || stands_by_the_person(role),
        Action::SignNotice => {
            matches!(role, Role::Lawyer | Role::Guardian | Role::Survivor) || works_with_the_person(role)
        }
        Action::ReadNotice => role == Role::Prosecutor || role == Role::Lawyer || works_with_the_person(role),
        Action::RecordOffence => works_with_the_person(role) || role == Role::Lawyer,
        Action::WriteNote => works_with_the_person(role) || role == Role::Lawyer || role == Role::Survivor,
        Action::GiveAccess | Action::EndAccess => works_with_the_person(role) && relation == Relation::Owner,
        Action::WriteWhereabouts
        | Action::WriteAge
        | Action::WriteSupport
        | Action::TellBefore
        | Action::Screen
        | Action::SendToDecide
        | Action::StartChildPath
        | Action::GiveAgreement
        | Action::RecordRefusal
        | Action::AssessNeeds
        | Action::AssessRisks
        | Action::MatchServices
        | Action::Enquire
        | Action::Refer
        | Action::BookInterpreter
        | Action::WritePlan
        | Action::WriteContactSafety
        | Action::WriteDanger => works_with_the_person(role),
        _ => false,
    }
}

/// Those who meet the person and carry the case.
fn works_with_the_person(role: Role) -> bool {
    may_record_contacts(role)
}

/// Those who stand by the person and act for her.
fn stands_by_the_person(role: Role) -> bool {
    matches!(role, Role::Guardian | Role::Advocate | Role::Lawyer | Role::Survivor)
}

/// Those who may sit on a deciding body; which ones do is the profile's.
fn decides(role: Role) -> bool {
    matches!(
        role,
        Role::CompetentAuthority
            | Role::PanelMember
            | Role::PoliceInvestigator
            | Role::Prosecutor
            | Role::FrPolice
            | Role::FrSocial
    )
}

/// Those who run services.
fn may_answer_offers(role: Role) -> bool {
    matches!(
        role,
        Role::Shelter | Role::ServiceProvider | Role::OnCall | Role::CaseManager | Role::ChildProtection
    )
}

/// Roles that hold keys at all. The operator of the server never does.
fn holds_keys(role: Role) -> bool {
    !matches!(
        role,
        Role::Sysadmin
            | Role::Analyst
            | Role::NationalRapporteur
            | Role::SurvivorCouncil
            | Role::Trainer
            | Role::Trainee
    )
}

/// Roles for which cases exist at all.
fn may_know_of_cases(role: Role) -> bool {
    holds_keys(role)
        && !matches!(
            role,
            Role::LinkageOffice | Role::Interpreter | Role::NrmCoordinator | Role::MigrationAuthority
        )
}

fn may_record_contacts(role: Role) -> bool {
    role.is_first_responder()
        || matches!(
            role,
            Role::CaseManager | Role::ChildProtection | Role::OnCall | Role::FocalPoint | Role::Shelter
        )
}

/// The most a role may ever open, whatever a grant says (domain reference, actors and roles).
fn ceiling(role: Role) -> Compartments {
    use Compartment as C;
    let members: &[C] = match role {
        role if role.is_first_responder() => &[C::Core, C::ContactSafety, C::Narrative, C::DangerList],
        Role::CompetentAuthority | Role::PanelMember => &[C::Core, C::Narrative, C::Attachments],
        Role::CaseManager => {
            &[C::Core, C::ContactSafety, C::Narrative, C::Health, C::DangerList, C::Attachments]
        }
        Role::ChildProtection | Role::OnCall => {
            &[C::Core, C::ContactSafety, C::Narrative, C::DangerList, C::Attachments]
        }
        Role::Guardian | Role::Advocate | Role::FocalPoint => &[C::Core, C::ContactSafety],
        Role::Shelter => &[C::Core, C::ContactSafety, C::ShelterLocation, C::DangerList],
        Role::ServiceProvider => &[C::Core, C::Health],
        Role::PoliceInvestigator | Role::Prosecutor => &[C::Core, C::Police],
        Role::Lawyer => &[C::Core, C::Narrative, C::LegalPrivileged],
        Role::Survivor => &[C::Core, C::SurvivorPrivate],
        _ => &[],
    };
    Compartments::of(members)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::{CaseFacts, Grant, Holder, Member, act};
    use crate::id::{CaseId, SessionId, UnitId, UserId};

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn member(unit: u8, role: Role) -> Actor {
        Actor::Member(Member {
            user: UserId::from_random([unit; 16]),
            unit: UnitId::from_random([unit; 16]),
            role,
            session: SessionId::from_random([9; 16]),
        })
    }

    fn a_case_of(unit: u8) -> Facts {
        Facts::Case(CaseFacts {
            case: CaseId::from_random([1; 16]),
            owner: UnitId::from_random([unit; 16]),
            child: false,
            grants: vec![Grant {
                holder: Holder::Unit(UnitId::from_random([unit; 16])),
                compartments: Compartments::of(Compartment::ALL),
                expires_at: at(100),
            }],
        })
    }

    #[test]
    fn a_stranger_is_told_not_found() {
        let refused = authorize::<act::ReadCase>(&member(2, Role::CaseManager), &a_case_of(1), at(0));
        assert_eq!(refused.err(), Some(Refusal::NotFound));
    }

    #[test]
    fn the_operator_of_the_server_reads_no_case_even_in_the_owning_unit() {
        let refused = authorize::<act::ReadCase>(&member(1, Role::Sysadmin), &a_case_of(1), at(0));
        assert_eq!(refused.err(), Some(Refusal::NotFound));
    }

    #[test]
    fn a_grant_ends_at_its_expiry_to_the_instant() {
        let reader = member(1, Role::CaseManager);
        assert!(authorize::<act::ReadCase>(&reader, &a_case_of(1), at(99)).is_ok());
        let refused = authorize::<act::ReadCase>(&reader, &a_case_of(1), at(100));
        assert_eq!(refused.err(), Some(Refusal::NotFound));
    }

    #[test]
    fn a_grant_never_reaches_beyond_the_ceiling_of_the_role() {
        let permit = authorize::<act::ReadCase>(&member(1, Role::Shelter), &a_case_of(1), at(0)).unwrap();
        assert!(permit.compartments().has(Compartment::ShelterLocation));
        assert!(!permit.compartments().has(Compartment::Narrative));
    }

    #[test]
    fn facts_of_another_kind_fail_closed() {
        let reader = member(1, Role::CaseManager);
        let refused = authorize::<act::ReadCase>(&reader, &Facts::Installation, at(0));
        assert_eq!(refused.err(), Some(Refusal::NotFound));
    }

    #[test]
    fn a_device_hands_in_and_does_nothing_else() {
        let unit = UnitId::from_random([1; 16]);
        let device = Actor::Device { device: crate::id::DeviceId::from_random([3; 16]), unit };
        assert!(authorize::<act::SubmitIntake>(&device, &Facts::Unit(unit), at(0)).is_ok());
        assert!(authorize::<act::ListCases>(&device, &Facts::Unit(unit), at(0)).is_err());
        assert!(authorize::<act::RecordContact>(&device, &Facts::Unit(unit), at(0)).is_err());
    }
}
