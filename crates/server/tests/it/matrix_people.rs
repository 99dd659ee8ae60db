//! Everybody who could ask: each role in the owning unit, in a unit with a grant and in a unit without,
//! a device, and somebody who has not signed in; and one case to which they stand so.

use axum::Router;
use havenward_app::grants::{self, Giving};
use havenward_app::{Ctx, sessions, units};
use havenward_domain::access::{Actor, CaseFacts, Grant, Holder};
use havenward_domain::compartment::{Compartment, Compartments};
use havenward_domain::id::{CaseId, UnitId};
use havenward_domain::role::Role;
use havenward_testkit::{Engine, Site};
use jiff::SignedDuration;

use crate::asking::ask;

/// What the unit with a grant is granted.
pub const GRANTED: [Compartment; 2] = [Compartment::Core, Compartment::ContactSafety];

/// Somebody who asks.
pub struct Person {
    /// Role and unit, or what else they are.
    pub name: String,
    pub role: Option<Role>,
    pub actor: Actor,
    pub token: Option<String>,
}

/// An installation with one case and everybody around it.
pub struct Town {
    pub site: Site,
    pub router: Router,
    pub people: Vec<Person>,
    pub facts: CaseFacts,
}

async fn unit(site: &Site, name: &str, people: &mut Vec<Person>) -> UnitId {
    let unit = site.unit(name).await;
    // Whoever holds the key first lets all in who may hold it.
    let first = site.newcomer(&format!("{name}-first"), unit, Role::CaseManager).await;
    for role in Role::ALL {
        let login = format!("{}-{name}", role.code());
        let user =
            havenward_app::demo::enlist(&site.app, &login, &login, unit, *role).await.expect("an account");
        let begun = havenward_app::demo::sign_in(&site.app, user).await.expect("a session");
        people.push(Person {
            name: login,
            role: Some(*role),
            actor: Actor::Member(begun.member),
            token: Some(begun.token.to_string()),
        });
    }
    site.app.run(&first, async |ctx| units::hold_key(ctx).await).await.expect("the unit has its key");
    site.let_in(&first).await;
    unit
}

impl Town {
    pub async fn new() -> Self {
        let site = Site::new(Engine::Sqlite).await;
        let router = havenward_server::service(site.app.clone());
        let mut people = Vec::new();
        let owner = unit(&site, "owner", &mut people).await;
        let granted = unit(&site, "granted", &mut people).await;
        unit(&site, "stranger", &mut people).await;

        let guard = people[0].token.clone().expect("a member of the owning unit");
        let guard = format!("Bearer {guard}");
        let case = recorded(&router, &guard).await;
        let until = site.clock.now() + SignedDuration::from_hours(24);
        let giving = Giving {
            holder: Holder::Unit(granted),
            compartments: GRANTED.to_vec(),
            purpose: "support".to_owned(),
            basis: "consent".to_owned(),
            agreement: None,
            until,
        };
        let caller =
            sessions::caller(&site.app, guard.trim_start_matches("Bearer ")).await.expect("a session");
        let give = async |ctx: &mut Ctx| grants::give(ctx, case, giving).await;
        site.app.run(&caller, give).await.expect("access is given");

        let enrolled =
            ask(&router, "POST", "/api/v1/devices", &[("Authorization", &guard)], b"").await.json();
        let credential = enrolled["credential"].as_str().expect("a credential").to_owned();
        let device = sessions::caller(&site.app, &credential).await.expect("a device");
        people.push(Person {
            name: "(device of owner)".to_owned(),
            role: None,
            actor: *device.actor(),
            token: Some(credential),
        });
        for (name, token) in [("(signed out)", None), ("(junk token)", Some("A".repeat(43)))] {
            people.push(Person { name: name.to_owned(), role: None, actor: Actor::Nobody, token });
        }
        Self { site, router, people, facts: facts(case, owner, granted, until) }
    }

    /// An id that is no case's.
    pub fn unknown() -> &'static str {
        "00000000-0000-4000-8000-000000000000"
    }
}

async fn recorded(router: &Router, guard: &str) -> CaseId {
    let headers =
        [("Authorization", guard), ("Idempotency-Key", "seed"), ("Content-Type", "application/json")];
    let form = r#"{"origin":"responder","setting":"border_land","languages":["uk"],"age":"unsure",
        "urgency":"urgent","name":"Oksana","address_as":"Oks"}"#;
    let opened = ask(router, "POST", "/api/v1/contacts", &headers, form).await;
    assert_eq!(opened.status, 201, "{opened:?}");
    opened.json()["case"].as_str().expect("an id").parse().expect("an id")
}

/// Who sends a case in England and Wales, as its shipped profile says.
const SENDERS: [Role; 7] = [
    Role::FrPolice,
    Role::FrBorder,
    Role::FrAsylum,
    Role::FrLabourInspector,
    Role::FrSocial,
    Role::FrNgo,
    Role::ChildProtection,
];

/// The access rows as they must be now, written by hand: the expectation never reads the database.
fn facts(case: CaseId, owner: UnitId, granted: UnitId, until: jiff::Timestamp) -> CaseFacts {
    let shared: Vec<Compartment> =
        Compartment::ALL.iter().copied().filter(|one| !one.is_for_named_users()).collect();
    let grant = |unit: UnitId, compartments: &[Compartment]| Grant {
        holder: Holder::Unit(unit),
        compartments: Compartments::of(compartments),
        expires_at: until,
    };
    let grants = vec![grant(owner, &shared), grant(granted, &GRANTED)];
    CaseFacts { case, owner, child: true, grants, senders: SENDERS.into_iter().collect() }
}
