//! Everybody who could ask: each role in the owning unit, in a unit with a grant, by a grant of their own, by
//! one that has run out, and with none; a device, and somebody who has not signed in; and one case to which
//! they stand so.

use std::sync::{Arc, LazyLock, Mutex, PoisonError, Weak};

use axum::Router;
use havenward_app::grants::{self, Giving};
use havenward_app::{Caller, Ctx, sessions, units};
use havenward_domain::access::{Actor, CaseFacts, Grant, Holder};
use havenward_domain::compartment::{Compartment, Compartments};
use havenward_domain::id::{CaseId, UnitId};
use havenward_domain::role::Role;
use havenward_testkit::{Engine, Site};
use jiff::SignedDuration;
use tokio::runtime::Runtime;

use crate::asking::ask;
use crate::matrix_things;

/// What a unit is granted: little, so that it shows where a grant is narrower than the role.
const TO_A_UNIT: &[Compartment] = &[Compartment::Core, Compartment::ContactSafety];
/// What is granted by name: everything, so that the role alone narrows it.
const BY_NAME: &[Compartment] = Compartment::ALL;

/// How somebody stands to the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// In the unit that owns it.
    Owner,
    /// In a unit to which a little of it was granted.
    Granted,
    /// Granted all of it by name.
    Named,
    /// Granted all of it by name, until an hour ago.
    Expired,
    /// Nothing was ever granted.
    Stranger,
    /// No member of any unit.
    Outside,
}

impl Standing {
    /// Those of members, in the order of the snapshots.
    pub const OF_MEMBERS: [Self; 5] =
        [Self::Owner, Self::Granted, Self::Named, Self::Expired, Self::Stranger];

    /// Its name in units, logins and the snapshot.
    pub fn name(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Granted => "granted",
            Self::Named => "named",
            Self::Expired => "expired",
            Self::Stranger => "stranger",
            Self::Outside => "outside",
        }
    }
}

/// Somebody who asks.
pub struct Person {
    pub standing: Standing,
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
    /// For what the parameters of pages stand beside the case, where something was made.
    pub things: Vec<(&'static str, String)>,
}

async fn unit(site: &Site, standing: Standing, people: &mut Vec<Person>) -> UnitId {
    let name = standing.name();
    let unit = site.unit(name).await;
    // Whoever holds the key first lets all in who may hold it.
    let first = site.newcomer(&format!("{name}-first"), unit, Role::CaseManager).await;
    for role in Role::ALL {
        let login = format!("{}-{name}", role.code());
        let user =
            havenward_app::demo::enlist(&site.app, &login, &login, unit, *role).await.expect("an account");
        let begun = havenward_app::demo::sign_in(&site.app, user).await.expect("a session");
        people.push(Person {
            standing,
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
    pub async fn new(engine: Engine) -> Self {
        let site = Site::new(engine).await;
        let router = havenward_server::service(site.app.clone());
        let (mut people, mut units) = (Vec::new(), Vec::new());
        for standing in Standing::OF_MEMBERS {
            units.push(unit(&site, standing, &mut people).await);
        }
        let guard = people[0].token.clone().expect("a member of the owning unit");
        let bearer = format!("Bearer {guard}");
        let case = recorded(&router, &bearer).await;
        let caller = sessions::caller(&site.app, &guard).await.expect("a session");
        let until = site.clock.now() + SignedDuration::from_hours(24);
        let over = site.clock.now() + SignedDuration::from_hours(1);
        let mut grants = vec![grant(Holder::Unit(units[1]), TO_A_UNIT, until)];
        for person in &people {
            let Some(member) = person.actor.member() else { continue };
            match person.standing {
                Standing::Named => grants.push(grant(Holder::User(member.user), BY_NAME, until)),
                Standing::Expired => grants.push(grant(Holder::User(member.user), BY_NAME, over)),
                _ => {}
            }
        }
        for one in &grants {
            give(&site, &caller, case, one).await;
        }
        grants.push(grant(Holder::Unit(units[0]), &shared(), until));
        // From here on some have run out.
        site.clock.advance(SignedDuration::from_hours(2));
        people.extend(outside(&site, &router, &bearer).await);
        Self { site, router, people, facts: facts(case, units[0], grants), things: Vec::new() }
    }

    /// A town in whose case something has been done.
    pub async fn with_things() -> Self {
        let mut town = Self::new(Engine::Sqlite).await;
        town.things = matrix_things::make(&town).await;
        town
    }

    /// An id that is no case's.
    pub fn unknown() -> &'static str {
        "00000000-0000-4000-8000-000000000000"
    }
}

/// A device of the owning unit, and two who are nobody.
async fn outside(site: &Site, router: &Router, bearer: &str) -> Vec<Person> {
    let enrolled = ask(router, "POST", "/api/v1/devices", &[("Authorization", bearer)], b"").await.json();
    let credential = enrolled["credential"].as_str().expect("a credential").to_owned();
    let device = *sessions::caller(&site.app, &credential).await.expect("a device").actor();
    let one = |name: &str, actor: Actor, token: Option<String>| Person {
        standing: Standing::Outside,
        name: name.to_owned(),
        role: None,
        actor,
        token,
    };
    vec![
        one("(device of owner)", device, Some(credential)),
        one("(signed out)", Actor::Nobody, None),
        one("(junk token)", Actor::Nobody, Some("A".repeat(43))),
    ]
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

/// What a whole unit can hold.
fn shared() -> Vec<Compartment> {
    Compartment::ALL.iter().copied().filter(|one| !one.is_for_named_users()).collect()
}

fn grant(holder: Holder, compartments: &[Compartment], expires_at: jiff::Timestamp) -> Grant {
    Grant { holder, compartments: Compartments::of(compartments), expires_at }
}

async fn give(site: &Site, caller: &Caller, case: CaseId, grant: &Grant) {
    let giving = Giving {
        holder: grant.holder,
        compartments: grant.compartments.members().collect(),
        purpose: "support".to_owned(),
        basis: "consent".to_owned(),
        agreement: None,
        until: grant.expires_at,
    };
    let give = async |ctx: &mut Ctx| grants::give(ctx, case, giving).await;
    site.app.run(caller, give).await.expect("access is given");
}

/// The access rows as they must be now, written by hand: the expectation never reads the database.
fn facts(case: CaseId, owner: UnitId, grants: Vec<Grant>) -> CaseFacts {
    CaseFacts { case, owner, child: true, grants, senders: SENDERS.into_iter().collect() }
}

/// Where every test of the shared town runs: what one of them has begun, another may have to finish.
static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().expect("a runtime"));
/// The shared town, as long as some test is in it: hundreds of people sign in but once.
static SHARED: Mutex<Weak<Town>> = Mutex::new(Weak::new());

/// Runs a test that changes nothing in the town that such tests share.
pub fn in_town(test: impl AsyncFnOnce(Arc<Town>)) {
    let town = {
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        shared.upgrade().unwrap_or_else(|| {
            let town = Arc::new(RUNTIME.block_on(Town::with_things()));
            *shared = Arc::downgrade(&town);
            town
        })
    };
    RUNTIME.block_on(test(town));
}
