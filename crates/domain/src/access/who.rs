//! Which roles belong together, and the most that each may ever open.
//!
//! The words are those of the domain reference, actors and roles. A role that is named nowhere here can
//! do nothing with a case: it is added on purpose or not at all.

use super::facts::{Relation, SeesThrough};
use crate::compartment::{Compartment, Compartments};
use crate::role::Role;

/// Says whether a unit's key may be wrapped to a member in this role.
///
/// Never to those who have no business with content, nor to those who see one case and not their unit's:
/// the person herself, the interpreter.
pub fn may_hold_unit_key(role: Role) -> bool {
    !matches!(
        role,
        Role::Sysadmin
            | Role::Analyst
            | Role::NationalRapporteur
            | Role::NrmCoordinator
            | Role::SurvivorCouncil
            | Role::Trainer
            | Role::Trainee
            | Role::Survivor
            | Role::Interpreter
            | Role::MigrationAuthority
            | Role::LinkageOffice
    )
}

/// Through which grants a role sees a case.
pub(super) fn sees_through(role: Role) -> SeesThrough {
    match role {
        // Her own case, by her own name; not those of the unit that keeps her account.
        Role::Survivor => SeesThrough::NamedGrants,
        // What was shared with them, for a purpose; owning a case shares nothing with them.
        Role::PoliceInvestigator
        | Role::Prosecutor
        | Role::FinancialInvestigator
        | Role::PanelMember
        | Role::Guardian
        | Role::Advocate
        | Role::Lawyer
        | Role::ServiceProvider => SeesThrough::GrantsOfOthers,
        _ => SeesThrough::AllGrants,
    }
}

/// Those for whom a case exists only while the person is, or is presumed to be, a child.
pub(super) fn is_for_children_only(role: Role, relation: Relation) -> bool {
    // By law the child's file only; what the authority itself owns it goes on carrying.
    role == Role::Guardian || (role == Role::ChildProtection && relation != Relation::Owner)
}

/// Those who meet the person: first responders, and whoever is on duty where she arrives.
pub fn meets_the_person(role: Role) -> bool {
    carries_the_case(role) || matches!(role, Role::OnCall | Role::FocalPoint | Role::Shelter)
}

/// Those who carry the case forward: presume where the profile lets them, send, plan, share.
pub fn carries_the_case(role: Role) -> bool {
    role.is_first_responder() || matches!(role, Role::CaseManager | Role::ChildProtection)
}

/// Those before whom the person may say that a notice about her goes out: they stand by her, and have no part
/// in prosecuting her or in sending her away.
pub fn witnesses_her_word(role: Role) -> bool {
    matches!(
        role,
        Role::CaseManager | Role::FrSocial | Role::FrHealth | Role::FrNgo | Role::FrUnion | Role::FrHotline
    )
}

/// The person herself and those who act for her.
pub(super) fn acts_for_the_person(role: Role) -> bool {
    matches!(role, Role::Guardian | Role::Advocate | Role::Lawyer | Role::Survivor)
}

/// Those who may sit on a deciding body; which ones do is the profile's.
pub fn decides(role: Role) -> bool {
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
pub(super) fn runs_a_service(role: Role) -> bool {
    matches!(
        role,
        Role::Shelter | Role::ServiceProvider | Role::OnCall | Role::CaseManager | Role::ChildProtection
    )
}

/// The most a role may ever open, whatever a grant says.
pub(super) fn ceiling(role: Role) -> Compartments {
    use Compartment as C;
    let members: &[C] = match role {
        role if role.is_first_responder() => &[C::Core, C::ContactSafety, C::Narrative, C::DangerList],
        Role::CompetentAuthority | Role::PanelMember => &[C::Core, C::Narrative, C::Attachments],
        Role::CaseManager => {
            &[C::Core, C::ContactSafety, C::Narrative, C::Health, C::DangerList, C::Attachments]
        }
        Role::ChildProtection => &[C::Core, C::ContactSafety, C::Narrative, C::DangerList, C::Attachments],
        // Tonight's tasks: where to bring her and whom to keep away, not what she told.
        Role::OnCall => &[C::Core, C::ContactSafety, C::DangerList],
        Role::Guardian | Role::Advocate | Role::FocalPoint => &[C::Core, C::ContactSafety],
        Role::Shelter => &[C::Core, C::ContactSafety, C::ShelterLocation, C::DangerList],
        // The minimum dataset comes with the referral; of the case only its own notes.
        Role::ServiceProvider => &[C::Health],
        Role::PoliceInvestigator | Role::Prosecutor => &[C::Core, C::Police],
        Role::FinancialInvestigator => &[C::Police],
        Role::Lawyer => &[C::Core, C::Narrative, C::LegalPrivileged],
        Role::Survivor => &[C::Core, C::SurvivorPrivate],
        _ => &[],
    };
    Compartments::of(members)
}
