//! The decision itself: a pure table, compiled in. Configuration can narrow it, never widen it.
//!
//! Which roles belong together is written in `who`; the whole table is committed as a snapshot.

use jiff::Timestamp;

use super::permit::{Object, Permit};
use super::who::{
    acts_for_the_person, carries_the_case, ceiling, decides, is_for_children_only, may_hold_unit_key,
    meets_the_person, runs_a_service, sees_through, witnesses_her_word,
};
use super::{Act, Action, Actor, CaseFacts, Facts, Relation, Scope};
use crate::compartment::Compartments;
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

/// Tells the decision without making a permit: what the permit would open, or why there is none.
///
/// For the committed table, and for telling a reader what she may do.
pub fn decision(
    action: Action,
    actor: &Actor,
    facts: &Facts,
    now: Timestamp,
) -> Result<Compartments, Refusal> {
    decide(action, actor, facts, now).map(|(_, compartments)| compartments)
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
            let reach = on_case(action, actor, case, now)?;
            Ok((Object::Case(case.case), reach))
        }
        // Facts of another kind than the action asks for: fail closed.
        _ => Err(Refusal::NotFound),
    }
}

fn on_case(action: Action, actor: &Actor, case: &CaseFacts, now: Timestamp) -> Result<Compartments, Refusal> {
    let member = actor.member().ok_or(Refusal::NotFound)?;
    let (relation, granted) = case.relation(member, sees_through(member.role), now);
    let may = |action: Action| {
        may_on_case(action, member.role, relation, case.child)
            && (action != Action::SendToDecide || case.senders.contains(&member.role))
    };
    if may(action) {
        Ok(granted.intersect(ceiling(member.role)))
    } else if Action::ALL.iter().any(|other| other.scope() == Scope::Case && may(*other)) {
        Err(Refusal::Forbidden)
    } else {
        // Whoever may do nothing at all with the case does not learn that it is there.
        Err(Refusal::NotFound)
    }
}

fn may_at_installation(action: Action, actor: &Actor) -> bool {
    match action {
        Action::ManageAccounts | Action::ResetAccount | Action::CloseAccount => {
            matches!(actor, Actor::Operator)
                || actor.member().is_some_and(|member| member.role == Role::Sysadmin)
        }
        Action::Enrol | Action::SignIn => matches!(actor, Actor::Nobody),
        Action::SignOut | Action::OpenDraft | Action::DropDraft => actor.member().is_some(),
        // Whoever typed it may be signed out by now: the token of her session tells whose key it is sealed to.
        Action::KeepDraft => actor.member().is_some() || matches!(actor, Actor::Nobody),
        Action::Tick => matches!(actor, Actor::System),
        // The operator alone can neither relax a rule nor put it back.
        Action::SwitchOverlayOn | Action::SwitchOverlayOff | Action::ReadQueues | Action::SimulateSurge => {
            actor.member().is_some_and(|member| member.role == Role::NrmCoordinator)
        }
        _ => false,
    }
}

fn may_in_unit(action: Action, actor: &Actor) -> bool {
    if action == Action::SubmitIntake {
        return matches!(actor, Actor::Device { .. });
    }
    let Some(role) = actor.member().map(|member| member.role) else { return false };
    match action {
        Action::HoldUnitKey | Action::RenewUnitKey | Action::ReadWhatTheyOpened | Action::AdmitColleague => {
            may_hold_unit_key(role)
        }
        Action::EnrolDevice | Action::RecordContact | Action::OpenIntake => meets_the_person(role),
        // Whoever may do anything with a case may list those they may do it with, and no others.
        Action::ListCases => may_ever_know_of_a_case(role),
        // Names: only those who meet people or receive them, never those who decide or prosecute.
        Action::SearchDirectory | Action::HandOverShift => meets_the_person(role) || runs_a_service(role),
        // An interpreter is shown her own appointments, the co-ordinator what is about no case: neither
        // learns of one.
        Action::WorkTasks => has_tasks(role) || role == Role::NrmCoordinator,
        Action::ListNotices => has_tasks(role),
        Action::ReadOversight => role == Role::Dpo,
        Action::OfferInterpreting => role == Role::Interpreter,
        Action::ListServices => meets_the_person(role) || role == Role::NrmCoordinator,
        Action::ManageServices | Action::AnswerEnquiry | Action::ReadOffer | Action::AnswerOffer => {
            runs_a_service(role)
        }
        _ => false,
    }
}

fn has_tasks(role: Role) -> bool {
    meets_the_person(role)
        || decides(role)
        || runs_a_service(role)
        || matches!(role, Role::Guardian | Role::Advocate | Role::Lawyer | Role::Interpreter)
}

/// Whether there is any case of which this role may know.
pub(super) fn may_ever_know_of_a_case(role: Role) -> bool {
    let relations = [Relation::Owner, Relation::Granted];
    let may = |action: &&Action| {
        action.scope() == Scope::Case
            && relations.iter().any(|relation| may_on_case(**action, role, *relation, true))
    };
    Action::ALL.iter().any(|action| may(&action))
}

fn may_on_case(action: Action, role: Role, relation: Relation, child: bool) -> bool {
    if relation == Relation::Stranger || (!child && is_for_children_only(role, relation)) {
        return false;
    }
    match action {
        Action::ReadCase => !ceiling(role).is_empty(),
        Action::ReadTimeline => meets_the_person(role) || decides(role) || acts_for_the_person(role),
        Action::ReadAccessLog => {
            role == Role::Dpo
                || acts_for_the_person(role)
                || (meets_the_person(role) && relation == Relation::Owner)
        }
        Action::AskEvidence | Action::GiveMoreTime | Action::Decide | Action::Disqualify => decides(role),
        Action::Presume | Action::AnswerObjection => carries_the_case(role) || decides(role),
        // For a child only, as everything that a guardian does.
        Action::SpeakForChild => role == Role::Guardian,
        Action::TellRefusal => decides(role) || carries_the_case(role),
        // As easy as giving: whoever hears it writes it down.
        Action::Challenge | Action::StopOrResume | Action::WithdrawAgreement => {
            meets_the_person(role) || acts_for_the_person(role) || decides(role)
        }
        Action::Raise | Action::ObjectToStatistics => meets_the_person(role) || acts_for_the_person(role),
        Action::SignNotice => {
            witnesses_her_word(role) || matches!(role, Role::Lawyer | Role::Guardian | Role::Survivor)
        }
        Action::ReadNotice => carries_the_case(role) || matches!(role, Role::Prosecutor | Role::Lawyer),
        Action::RecordOffence => carries_the_case(role) || role == Role::Lawyer,
        Action::WriteNote => {
            meets_the_person(role)
                || matches!(
                    role,
                    Role::Lawyer | Role::Survivor | Role::PoliceInvestigator | Role::ServiceProvider
                )
        }
        Action::AskForOneself => role == Role::Survivor,
        Action::GiveAccess | Action::EndAccess | Action::HandOverCase => {
            carries_the_case(role) && relation == Relation::Owner
        }
        // Of these, those that the profile of the case names.
        Action::SendToDecide => {
            carries_the_case(role) || acts_for_the_person(role) || role == Role::Prosecutor
        }
        // Of these, the bodies that the profile names with the law notify.
        Action::WriteAge | Action::WritePlan | Action::NotifyByLaw => carries_the_case(role),
        Action::WriteWhereabouts
        | Action::WriteSupport
        | Action::TellBefore
        | Action::Screen
        | Action::StartChildPath
        | Action::GiveAgreement
        | Action::RecordRefusal
        | Action::DiscloseByLaw
        | Action::AssessNeeds
        | Action::AssessRisks
        | Action::MatchServices
        | Action::Enquire
        | Action::Refer
        | Action::BookInterpreter
        | Action::WriteContactSafety
        | Action::WriteDanger => meets_the_person(role),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::access::{CaseFacts, Grant, Holder, Member, act};
    use crate::compartment::Compartment;
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
            senders: BTreeSet::from([Role::CaseManager, Role::Survivor]),
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
        assert!(permit.compartments().has(Compartment::DangerList));
        assert!(!permit.compartments().has(Compartment::Narrative));
    }

    #[test]
    fn a_case_is_sent_by_whom_its_profile_names_and_by_nobody_else() {
        let sent = |role| authorize::<act::SendToDecide>(&member(1, role), &a_case_of(1), at(0)).err();
        assert_eq!(sent(Role::CaseManager), None);
        assert_eq!(sent(Role::FrNgo), Some(Refusal::Forbidden));
    }

    #[test]
    fn a_profile_never_widens_who_may_send() {
        let Facts::Case(mut facts) = a_case_of(1) else { unreachable!() };
        facts.senders = Role::ALL.iter().copied().collect();
        let facts = Facts::Case(facts);
        for role in [Role::Shelter, Role::Dpo, Role::Sysadmin, Role::CompetentAuthority] {
            assert!(authorize::<act::SendToDecide>(&member(1, role), &facts, at(0)).is_err(), "{role:?}");
        }
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
