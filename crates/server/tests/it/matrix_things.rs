//! What there is of the case, so that its pages have something to show: a screening, an offence, a goal of the
//! plan, and a service that somebody runs.

use havenward_domain::role::Role;
use serde_json::Value;

use crate::asking::ask;
use crate::matrix_people::{Person, Standing, Town};

/// What stands for `{name}` in the path of a page, and where it comes from.
struct Thing {
    name: &'static str,
    /// Who makes it, a member of the owning unit.
    by: Role,
    path: &'static str,
    body: &'static str,
}

const THINGS: &[Thing] = &[
    Thing {
        name: "screening",
        by: Role::FrPolice,
        path: "/cases/{id}/screenings",
        body: r#"{"instrument":"first-contact-6@1","context":{"child":"no"},"answers":{"FC2":"yes_told"}}"#,
    },
    Thing {
        name: "offence",
        by: Role::FrPolice,
        path: "/cases/{id}/offences",
        body: r#"{"category":"theft","authority":"Court 1","file":"A-1","stage":"charge",
            "known_since":"2026-01-01","grounds":{"link":"possible","basis":"indicators",
            "decision_binding":false,"compulsion_or_causation":"not_applied","child_test":"not_applied",
            "excluded_offence":false,"request":"discontinue","sent_to_court_too":false}}"#,
    },
    Thing {
        name: "goal",
        by: Role::FrPolice,
        path: "/cases/{id}/plan/goals",
        body: r#"{"area":"accommodation_emergency","text":"A home"}"#,
    },
    Thing {
        name: "service",
        by: Role::Shelter,
        path: "/services",
        body: r#"{"name":"House","offers":["accommodation_emergency"],"region":"GB-LND",
            "languages":["uk"],"works_with_interpreters":true,"accepts":{"women":true,"men":false,
            "families":false,"trans":false,"girls":false,"boys":false,"disability":false,
            "children_under":0},"step_free":false,"places":2,"free":1,"waiting_days":0,
            "opening":"always","duty_line":{"phone":"100","hours":"always"},"cost":"free",
            "security":"protected","verified_on":"2026-03-01"}"#,
    },
];

/// What must have been done before any of them can be made.
const BEFORE: &[(&str, &str)] = &[
    (
        "/cases/{id}/told-before",
        r#"{"language":"uk","how":"interpreter","limits_of_confidentiality_shown":true,"agreed_to_talk":"yes"}"#,
    ),
    ("/cases/{id}/plan", r#"{"next_review":"2099-01-01"}"#),
];

/// Makes every thing, and tells for what each parameter of a page stands from now on.
pub async fn make(town: &Town) -> Vec<(&'static str, String)> {
    for (path, body) in BEFORE {
        done(town, Role::FrPolice, path, body).await;
    }
    let mut made = Vec::new();
    for thing in THINGS {
        let answer = done(town, thing.by, thing.path, thing.body).await;
        let id = &answer[thing.name];
        made.push((thing.name, id.as_str().map_or_else(|| id.to_string(), str::to_owned)));
    }
    made
}

async fn done(town: &Town, role: Role, path: &str, body: &str) -> Value {
    let is_it = |one: &&Person| one.role == Some(role) && one.standing == Standing::Owner;
    let person = town.people.iter().find(is_it).expect("everybody is in the town");
    let bearer = format!("Bearer {}", person.token.as_ref().expect("a session"));
    let path = format!("/api/v1{}", path.replace("{id}", &town.facts.case.to_string()));
    let headers = [
        ("Authorization", bearer.as_str()),
        ("Idempotency-Key", path.as_str()),
        ("Content-Type", "application/json"),
    ];
    let reply = ask(&town.router, "POST", &path, &headers, body).await;
    assert!(reply.status.is_success(), "{path}: {}", String::from_utf8_lossy(&reply.body));
    if reply.body.is_empty() { Value::Null } else { reply.json() }
}
