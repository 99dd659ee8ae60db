//! Which compartments of the case each role opens over HTTP, by its standing: a committed table.

use std::fmt::Write as _;

use havenward_domain::access::{Action, Facts, decision};
use havenward_domain::compartment::Compartment;
use havenward_domain::role::Role;

use crate::asking::ask;
use crate::matrix_people::{Person, Standing, Town, in_town};

/// Where a compartment is read: its letter in the table, the path after the case, and the field of the answer
/// that is left out for those who do not reach it, where the answer has parts.
type ReadAt = (Compartment, char, &'static str, Option<&'static str>);

const READ_AT: &[ReadAt] = &[
    (Compartment::Core, 'c', "", Some("contact")),
    (Compartment::ContactSafety, 's', "", Some("address_as")),
    (Compartment::ContactSafety, 's', "/contact-safety", None),
    (Compartment::Narrative, 'n', "/notes/narrative", None),
    (Compartment::Health, 'h', "/notes/health", None),
    (Compartment::LegalPrivileged, 'L', "/notes/legal_privileged", None),
    (Compartment::ShelterLocation, 'W', "/notes/shelter_location", None),
    (Compartment::Police, 'p', "/notes/police", None),
    (Compartment::SurvivorPrivate, 'O', "/notes/survivor_private", None),
    (Compartment::DangerList, 'd', "/dangers", None),
];

/// What no operation reads yet.
const READ_NOWHERE: &[Compartment] = &[Compartment::Attachments];

const PREFACE: &str = "\
Which compartments of a case each role opened over HTTP, by its standing to the case.

  c core   s contact_safety   n narrative   h health   p police   d danger_list
  for named persons only: L legal_privileged   W shelter_location (where)   O survivor_private (own)
  404: for this person the case does not exist   403: it does, and nothing of it opens

The unit that is granted holds core and contact_safety; who is named holds everything, by name.
Read the difference before you commit it: each letter more needs a reason.
";

#[test]
fn every_compartment_is_read_somewhere_or_said_to_be_read_nowhere() {
    for one in Compartment::ALL {
        let is_read = READ_AT.iter().any(|(compartment, ..)| compartment == one);
        assert_ne!(is_read, READ_NOWHERE.contains(one), "{}", one.code());
    }
}

/// Whether an operation gives a compartment to somebody; if not, with which status.
async fn opens(town: &Town, person: &Person, (_, _, path, field): ReadAt) -> Result<(), u16> {
    let path = format!("/api/v1/cases/{}{path}", town.facts.case);
    let bearer = format!("Bearer {}", person.token.as_ref().expect("a session"));
    let reply = ask(&town.router, "GET", &path, &[("Authorization", &bearer)], b"").await;
    match (reply.status.as_u16(), field) {
        (200, Some(field)) if reply.json().get(field).is_none() => Err(403),
        (200, _) => Ok(()),
        (other, _) => Err(other),
    }
}

/// What one person opened, as it stands in the table; also checked against the table of access.
async fn opened(town: &Town, person: &Person) -> String {
    let facts = Facts::Case(town.facts.clone());
    let reach = decision(Action::ReadCase, &person.actor, &facts, town.site.clock.now());
    let (mut letters, mut refused) = (String::new(), Vec::new());
    for at in READ_AT {
        let (compartment, letter, path, _) = *at;
        let found = opens(town, person, *at).await;
        let must = reach.is_ok_and(|reach| reach.has(compartment));
        assert_eq!(found.is_ok(), must, "{path} gives {} to {}", compartment.code(), person.name);
        match found {
            Ok(()) if letters.ends_with(letter) => {}
            Ok(()) => letters.push(letter),
            Err(status) => refused.push(status),
        }
    }
    if letters.is_empty() {
        // One part that is forbidden tells that the case is there.
        let exists = refused.contains(&403);
        return if exists { "403" } else { "404" }.to_owned();
    }
    letters
}

#[test]
fn a_case_opens_to_each_as_far_as_role_and_grant_reach_and_no_further() {
    in_town(async |town| {
        let mut table = format!("{PREFACE}\n{:<23}", "");
        for standing in Standing::OF_MEMBERS {
            let _ = write!(table, "{:<10}", standing.name());
        }
        for role in Role::ALL {
            let _ = write!(table, "\n{:<23}", role.code());
            for standing in Standing::OF_MEMBERS {
                let is_one = |one: &&Person| one.role == Some(*role) && one.standing == standing;
                let person = town.people.iter().find(is_one).expect("everybody is in the town");
                let _ = write!(table, "{:<10}", opened(&town, person).await);
            }
        }
        let table: Vec<&str> = table.lines().map(str::trim_end).collect();
        insta::assert_snapshot!("compartments", table.join("\n"));
    });
}

#[test]
fn for_whom_the_case_does_not_exist_neither_a_task_nor_a_name_tells_of_it() {
    in_town(async |town| {
        let case = town.facts.case.to_string();
        let (mut told, mut hidden) = (0, 0);
        for person in town.people.iter().filter(|person| person.role.is_some()) {
            let bearer = format!("Bearer {}", person.token.as_ref().expect("a session"));
            let get =
                async |path: &str| ask(&town.router, "GET", path, &[("Authorization", &bearer)], b"").await;
            let exists = get(&format!("/api/v1/cases/{case}")).await.status != 404;
            let tasks = get("/api/v1/tasks").await;
            let headers = [("Authorization", bearer.as_str()), ("Content-Type", "application/json")];
            let query = br#"{"query":"Oksana"}"#;
            let names = ask(&town.router, "POST", "/api/v1/directory/search", &headers, query).await;
            for reply in [tasks, names].into_iter().filter(|reply| reply.status == 200) {
                let tells = String::from_utf8_lossy(&reply.body).contains(&case);
                assert!(exists || !tells, "{} is told of a case that is 404 to it", person.name);
                if tells { told += 1 } else { hidden += 1 }
            }
        }
        assert!(told > 0 && hidden > 0, "told {told}, hidden {hidden}: this test reads nothing");
    });
}
