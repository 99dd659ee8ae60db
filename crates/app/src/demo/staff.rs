// tidy: data table
//! Who works in the demonstration: invented units with the bodies of England and Wales, and their staff.

use std::collections::BTreeSet;

use havenward_domain::booking::{Interpreting, Mode};
use havenward_domain::role::Role;
use havenward_domain::sex::Sex;
use serde::Serialize;

use super::names::STAFF;

/// A unit.
#[derive(Serialize, Clone, Copy)]
pub struct UnitPlan {
    /// How the plan calls it.
    pub key: &'static str,
    /// Its name; the word in brackets says that it is invented.
    pub name: &'static str,
    /// Kind of body, a code of the profile where it has one.
    pub body: &'static str,
    /// Its region.
    pub region: &'static str,
}

/// An account.
#[derive(Serialize, Clone, Copy)]
pub struct AccountPlan {
    /// What it signs in with.
    pub login: &'static str,
    /// An invented name.
    pub name: &'static str,
    /// Its unit's key.
    pub unit: &'static str,
    /// Its role there.
    pub role: Role,
}

const UNITS: &[(&str, &str, &str, &str)] = &[
    ("border", "Portmere border post (invented)", "home_office", "gb-south"),
    ("police", "Netherby police, exploitation team (invented)", "police", "gb-north"),
    ("asylum", "Asylum casework, east (invented)", "home_office", "gb-east"),
    ("inspectors", "Labour inspectors, team 2 (invented)", "glaa", "gb-midlands"),
    ("council", "Millhaven council, children and adults (invented)", "local_authority", "gb-north"),
    ("outreach", "Open Door outreach (invented)", "ngo", "gb-london"),
    ("clinic", "Riverside clinic (invented)", "health", "gb-london"),
    ("sca", "Single competent authority (invented office)", "sca", "gb-north"),
    ("ieca", "Immigration competent authority (invented office)", "ieca", "gb-south"),
    ("panel", "Millhaven child panel (invented)", "child_panel", "gb-north"),
    ("casework", "Lantern casework (invented)", "ngo", "gb-london"),
    ("north-house", "North House shelter (invented)", "ngo", "gb-north"),
    ("harbour-house", "Harbour House shelter (invented)", "ngo", "gb-south"),
    ("young-house", "Maple house for young people (invented)", "ngo", "gb-midlands"),
    ("law", "Fairhold law centre (invented)", "ngo", "gb-london"),
    ("guardians", "Guardianship service (invented)", "ngo", "gb-midlands"),
    ("interpreters", "Many Tongues interpreters (invented)", "ngo", "gb-london"),
    ("prosecution", "Prosecution service, unit 4 (invented)", "prosecution", "gb-london"),
    ("office", "National co-ordination office (invented)", "nrm_office", "gb-london"),
    ("survivors", "Survivors' own space (invented)", "survivors", "gb-london"),
    ("reception", "Greenholm reception centre (invented)", "home_office", "gb-east"),
    ("school", "Tarn Hill school (invented)", "school", "gb-north"),
    ("union", "Growers' and packers' union (invented)", "union", "gb-midlands"),
    ("hotline", "Night hotline (invented)", "ngo", "gb-london"),
    ("consulate", "Consulate at Veskar (invented)", "foreign_office", "gb-london"),
    ("mission", "Field mission, contact team (invented)", "military", "gb-london"),
    ("transport", "Coast and island ferries (invented)", "carrier", "gb-south"),
    ("finance", "Financial crime unit (invented)", "police", "gb-london"),
    ("migration", "Migration office (invented)", "home_office", "gb-london"),
    ("linkage", "Linkage office (invented)", "nrm_office", "gb-london"),
];

/// Who has enrolled and waits until a colleague lets her in.
pub const NEWCOMER: &str = "newcomer";

/// The first with a role is who signs in when that role is asked for.
const ACCOUNTS: &[(&str, &str, Role)] = &[
    ("responder", "border", Role::FrBorder),
    ("police", "police", Role::FrPolice),
    ("asylum", "asylum", Role::FrAsylum),
    ("inspector", "inspectors", Role::FrLabourInspector),
    ("socialworker", "council", Role::FrSocial),
    ("ngoworker", "outreach", Role::FrNgo),
    ("nurse", "clinic", Role::FrHealth),
    ("decider", "sca", Role::CompetentAuthority),
    ("panellist", "panel", Role::PanelMember),
    ("casemanager", "casework", Role::CaseManager),
    ("shelter", "north-house", Role::Shelter),
    ("provider", "law", Role::ServiceProvider),
    ("childprotection", "council", Role::ChildProtection),
    ("guardian", "guardians", Role::Guardian),
    ("interpreter", "interpreters", Role::Interpreter),
    ("advocate", "outreach", Role::Advocate),
    ("lawyer", "law", Role::Lawyer),
    ("oncall", "casework", Role::OnCall),
    ("investigator", "police", Role::PoliceInvestigator),
    ("prosecutor", "prosecution", Role::Prosecutor),
    ("dpo", "office", Role::Dpo),
    ("coordinator", "office", Role::NrmCoordinator),
    ("rapporteur", "office", Role::NationalRapporteur),
    ("analyst", "office", Role::Analyst),
    ("survivor", "survivors", Role::Survivor),
    ("trainer", "office", Role::Trainer),
    ("admin", "office", Role::Sysadmin),
    ("decider2", "ieca", Role::CompetentAuthority),
    ("shelter2", "harbour-house", Role::Shelter),
    ("shelter3", "young-house", Role::Shelter),
    ("provider2", "clinic", Role::ServiceProvider),
    ("provider3", "interpreters", Role::ServiceProvider),
    ("provider4", "guardians", Role::ServiceProvider),
    ("nightshelter", "north-house", Role::Shelter),
    (NEWCOMER, "north-house", Role::Shelter),
    ("receptionist", "reception", Role::FrReception),
    ("teacher", "school", Role::FrSchool),
    ("unionist", "union", Role::FrUnion),
    ("hotline", "hotline", Role::FrHotline),
    ("consul", "consulate", Role::FrConsular),
    ("contactofficer", "mission", Role::FrMilitaryMission),
    ("purser", "transport", Role::FrTransport),
    ("accountant", "finance", Role::FinancialInvestigator),
    ("migration", "migration", Role::MigrationAuthority),
    ("linkage", "linkage", Role::LinkageOffice),
    ("council", "survivors", Role::SurvivorCouncil),
    ("focalpoint", "reception", Role::FocalPoint),
    ("trainee", "border", Role::Trainee),
    ("panellist2", "panel", Role::PanelMember),
];

/// What the interpreter of the demonstration says of herself.
pub(super) fn speaks() -> Interpreting {
    let spoken = ["uk", "ru", "ar", "vi", "sq", "ro"].iter().filter_map(|tag| tag.parse().ok());
    Interpreting {
        languages: spoken.collect(),
        dialects: BTreeSet::new(),
        sex: Sex::Female,
        modes: BTreeSet::from([Mode::Remote, Mode::OnSite]),
    }
}

/// Every unit.
pub fn units() -> Vec<UnitPlan> {
    UNITS.iter().map(|&(key, name, body, region)| UnitPlan { key, name, body, region }).collect()
}

/// Every account, in the order in which units get their keys.
pub fn accounts() -> Vec<AccountPlan> {
    let named = ACCOUNTS.iter().zip(STAFF);
    named.map(|(&(login, unit, role), &name)| AccountPlan { login, name, unit, role }).collect()
}

/// The unit of an account.
pub fn unit_of(login: &str) -> Option<&'static str> {
    ACCOUNTS.iter().find(|account| account.0 == login).map(|account| account.1)
}

/// Login of who runs the services of a unit.
pub fn runs_services_of(unit: &str) -> Option<&'static str> {
    let runs = |role| matches!(role, Role::Shelter | Role::ServiceProvider | Role::CaseManager);
    ACCOUNTS.iter().find(|account| account.1 == unit && runs(account.2)).map(|account| account.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_has_somebody_to_sign_in_as() {
        let missing: Vec<_> =
            Role::ALL.iter().filter(|role| !accounts().iter().any(|one| one.role == **role)).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }

    #[test]
    fn everybody_works_in_a_unit_of_the_plan_under_a_name_of_their_own() {
        assert_eq!(accounts().len(), ACCOUNTS.len());
        for account in accounts() {
            assert!(UNITS.iter().any(|unit| unit.0 == account.unit), "{}", account.login);
        }
        let mut logins: Vec<_> = ACCOUNTS.iter().map(|account| account.0).collect();
        logins.sort_unstable();
        logins.dedup();
        assert_eq!(logins.len(), ACCOUNTS.len());
    }
}
