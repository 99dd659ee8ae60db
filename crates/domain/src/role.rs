//! Roles: what a person does in the mechanism, never who they are.

use serde::{Deserialize, Serialize};

macro_rules! roles {
    ($($(#[$doc:meta])* $name:ident = $code:literal),+ $(,)?) => {
        /// A role of a member of a unit, with the codes of the field.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Role { $($(#[$doc])* $name),+ }

        impl Role {
            /// Every role, in the order of the domain reference.
            pub const ALL: &'static [Role] = &[$(Role::$name),+];

            /// The stable code, as in files, tables and the API.
            pub fn code(self) -> &'static str {
                match self { $(Role::$name => $code),+ }
            }

            /// Finds the role with this code.
            pub fn from_code(code: &str) -> Option<Role> {
                match code { $($code => Some(Role::$name),)+ _ => None }
            }
        }
    };
}

roles! {
    /// Police officer who meets people first.
    FrPolice = "fr_police",
    /// Border guard.
    FrBorder = "fr_border",
    /// Asylum officer.
    FrAsylum = "fr_asylum",
    /// Reception-centre worker.
    FrReception = "fr_reception",
    /// Labour inspector.
    FrLabourInspector = "fr_labour_inspector",
    /// Health worker.
    FrHealth = "fr_health",
    /// Social worker.
    FrSocial = "fr_social",
    /// School worker.
    FrSchool = "fr_school",
    /// Worker of a non-governmental organisation.
    FrNgo = "fr_ngo",
    /// Trade unionist.
    FrUnion = "fr_union",
    /// Hotline worker.
    FrHotline = "fr_hotline",
    /// Consular officer.
    FrConsular = "fr_consular",
    /// Member of a military or peace mission.
    FrMilitaryMission = "fr_military_mission",
    /// Transport carrier's staff.
    FrTransport = "fr_transport",
    /// Decision maker of a competent authority.
    CompetentAuthority = "competent_authority",
    /// The one named person who keeps the support plan moving.
    CaseManager = "case_manager",
    /// Guardian of a child.
    Guardian = "guardian",
    /// Accommodation provider.
    Shelter = "shelter",
    /// Health, legal, psychological or training provider.
    ServiceProvider = "service_provider",
    /// Police investigator.
    PoliceInvestigator = "police_investigator",
    /// Prosecutor.
    Prosecutor = "prosecutor",
    /// Financial investigator.
    FinancialInvestigator = "financial_investigator",
    /// Interpreter or cultural mediator.
    Interpreter = "interpreter",
    /// An adult's independent supporter.
    Advocate = "advocate",
    /// The person's lawyer.
    Lawyer = "lawyer",
    /// The authority for the protection of children.
    ChildProtection = "child_protection",
    /// Member of a deciding committee.
    PanelMember = "panel_member",
    /// Tonight's duty person.
    OnCall = "on_call",
    /// Migration authority (permits only).
    MigrationAuthority = "migration_authority",
    /// Named office for list comparison.
    LinkageOffice = "linkage_office",
    /// Data-protection officer.
    Dpo = "dpo",
    /// National co-ordinator.
    NrmCoordinator = "nrm_coordinator",
    /// Independent monitor.
    NationalRapporteur = "national_rapporteur",
    /// Analyst of de-identified tables.
    Analyst = "analyst",
    /// Member of the survivor council.
    SurvivorCouncil = "survivor_council",
    /// Cross-border contact.
    FocalPoint = "focal_point",
    /// Trainer of exercises.
    Trainer = "trainer",
    /// Trainee in exercises.
    Trainee = "trainee",
    /// The person herself.
    Survivor = "survivor",
    /// Operator of the server; never sees case content.
    Sysadmin = "sysadmin",
}

impl Role {
    /// Says whether this role is authorised to start a referral (the `fr_` family).
    pub fn is_first_responder(self) -> bool {
        self.code().starts_with("fr_")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_roles_agree_both_ways() {
        for role in Role::ALL {
            assert_eq!(Role::from_code(role.code()), Some(*role));
        }
        assert_eq!(Role::from_code("superuser"), None);
    }
}
