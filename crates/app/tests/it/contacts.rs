//! From a first contact to a case that only its own unit can open.

use havenward_app::contacts::{self, NewContact};
use havenward_app::grants::{self, Giving};
use havenward_app::{App, AppError, Caller, Ctx, Idempotency, Window, cases, units};
use havenward_domain::access::Holder;
use havenward_domain::codes::Setting;
use havenward_domain::compartment::Compartment;
use havenward_domain::contact::{AgeClaim, Urgency};
use havenward_domain::id::CaseId;
use havenward_domain::placement::Placement;
use havenward_domain::profile::Origin;
use havenward_domain::role::Role;
use havenward_testkit::{each_site, tables};

use crate::shred::key_count;

pub fn a_contact() -> NewContact {
    NewContact {
        origin: Origin::Responder,
        setting: Setting::BorderLand,
        languages: vec!["uk".parse().unwrap()],
        age: AgeClaim::Unsure,
        urgency: Urgency::Urgent,
        sex: None,
        placement: Placement::WithWomen,
        children_with: 0,
        limited_mobility: false,
        name: Some("Canary Oksana".to_owned()),
        address_as: Some("Canary Oks".to_owned()),
    }
}

pub async fn record(app: &App, caller: &Caller) -> Result<CaseId, AppError> {
    app.run(caller, async |ctx| contacts::record(ctx, a_contact()).await).await
}

#[tokio::test]
async fn a_contact_opens_a_case_that_its_unit_can_read() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        let case = record(&site.app, &guard).await.unwrap();

        let open = site.app.run(&guard, async |ctx| cases::open(ctx, case).await).await.unwrap();

        assert!(open.plain.child, "unsure of age is treated as a child");
        assert_eq!(open.core.unwrap().contact.setting, Setting::BorderLand);
        assert_eq!(open.contact_safety.unwrap().address_as.unwrap().expose(), "Canary Oks");
    })
    .await;
}

#[tokio::test]
async fn for_another_unit_the_case_does_not_exist() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        let other = site.member("other", Role::FrBorder).await;
        let case = record(&site.app, &guard).await.unwrap();

        let refused = site.app.run(&other, async |ctx| cases::open(ctx, case).await).await;

        assert!(matches!(refused, Err(AppError::NotFound)));
        let listed = site
            .app
            .look(&other, async |ctx| cases::list(ctx, cases::Filter::default(), Window::at(0)).await)
            .await
            .unwrap();
        assert!(listed.is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_operator_can_neither_record_nor_list_nor_read() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        let case = record(&site.app, &guard).await.unwrap();
        let unit = guard.actor().unit().unwrap();
        let operator = site.newcomer("root", unit, Role::Sysadmin).await;

        assert!(matches!(record(&site.app, &operator).await, Err(AppError::Forbidden)));
        let read = site.app.run(&operator, async |ctx| cases::open(ctx, case).await).await;
        assert!(matches!(read, Err(AppError::NotFound)));
        let key = site.app.run(&operator, async |ctx| units::hold_key(ctx).await).await;
        assert!(matches!(key, Err(AppError::Forbidden)));
    })
    .await;
}

#[tokio::test]
async fn the_unit_s_key_is_never_wrapped_to_the_operator_nor_to_the_person_herself() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        let unit = guard.actor().unit().unwrap();
        for role in [Role::Sysadmin, Role::Survivor, Role::Analyst, Role::Interpreter] {
            site.newcomer(role.code(), unit, role).await;
        }

        assert_eq!(site.let_in(&guard).await, 0);

        let holding = site.app.run(&guard, async |ctx| units::hold_key(ctx).await).await.unwrap();
        assert_eq!((holding.made, holding.holders, holding.waiting), (false, 1, 0));
    })
    .await;
}

#[tokio::test]
async fn a_list_shows_what_could_be_opened_and_nothing_else() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        let unit = guard.actor().unit().unwrap();
        let lawyer = site.newcomer("lawyer", unit, Role::Lawyer).await;
        let person = site.newcomer("person", unit, Role::Survivor).await;
        let (hers, another) =
            (record(&site.app, &guard).await.unwrap(), record(&site.app, &guard).await.unwrap());
        let listed = async |who: &Caller| {
            let rows = site
                .app
                .look(who, async |ctx| cases::list(ctx, cases::Filter::default(), Window::at(0)).await)
                .await
                .unwrap();
            rows.into_iter().map(|row| row.id).collect::<Vec<_>>()
        };
        assert_eq!(listed(&guard).await.len(), 2);
        assert!(listed(&lawyer).await.is_empty() && listed(&person).await.is_empty());

        let until = site.clock.now() + jiff::SignedDuration::from_hours(1);
        for who in [&lawyer, &person] {
            let giving = Giving {
                holder: Holder::User(who.actor().member().unwrap().user),
                compartments: vec![Compartment::Core],
                purpose: "support".to_owned(),
                basis: "consent".to_owned(),
                agreement: None,
                until,
            };
            let giving = async |ctx: &mut Ctx| grants::give(ctx, hers, giving).await;
            site.app.run(&guard, giving).await.unwrap();
            assert_eq!(listed(who).await, [hers]);
            site.app.run(who, async |ctx| cases::open(ctx, hers).await.map(|_| ())).await.unwrap();
            let refused = site.app.run(who, async |ctx| cases::open(ctx, another).await.map(|_| ())).await;
            assert!(matches!(refused, Err(AppError::NotFound)));
        }
        site.clock.advance(jiff::SignedDuration::from_hours(1));
        assert!(listed(&lawyer).await.is_empty() && listed(&person).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_newcomer_waits_until_a_colleague_lets_her_in() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        let case = record(&site.app, &guard).await.unwrap();
        let newcomer = site.newcomer("second", guard.actor().unit().unwrap(), Role::FrBorder).await;
        let open = async |who: &Caller| {
            site.app.run(who, async |ctx| cases::open(ctx, case).await.map(|_| ())).await
        };
        assert!(matches!(open(&newcomer).await, Err(AppError::WaitingForKey)));

        let holding = site.app.run(&guard, async |ctx| units::hold_key(ctx).await).await.unwrap();
        assert_eq!((holding.made, holding.holders, holding.waiting), (false, 1, 1));
        assert!(matches!(open(&newcomer).await, Err(AppError::WaitingForKey)), "nobody is let in unseen");

        assert_eq!(site.let_in(&guard).await, 1);

        open(&newcomer).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn the_person_herself_sees_no_list_of_others_and_holds_no_key_of_a_unit() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        let person = site.newcomer("person", guard.actor().unit().unwrap(), Role::Survivor).await;
        record(&site.app, &guard).await.unwrap();
        let listed = site
            .app
            .look(&person, async |ctx| cases::list(ctx, cases::Filter::default(), Window::at(0)).await)
            .await
            .unwrap();
        assert!(listed.is_empty(), "a list shows only what its reader could open");
        let held = site.app.run(&person, async |ctx| units::hold_key(ctx).await).await;
        assert!(matches!(held, Err(AppError::Forbidden)));
    })
    .await;
}

#[tokio::test]
async fn the_same_request_twice_opens_one_case_and_another_body_is_refused() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        let once = async |request: &[u8]| {
            let once = Idempotency { key: "k-1", request: &[request] };
            site.app.run_once(&guard, once, async |ctx| contacts::record(ctx, a_contact()).await).await
        };
        let first = once(b"body").await.unwrap();
        let second = once(b"body").await.unwrap();

        assert!(!first.replayed && second.replayed);
        assert_eq!(first.id, second.id);
        assert!(matches!(once(b"other").await, Err(AppError::IdempotencyMismatch)));
        let listed = site
            .app
            .look(&guard, async |ctx| cases::list(ctx, cases::Filter::default(), Window::at(0)).await)
            .await
            .unwrap();
        assert_eq!(listed.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_replay_is_refused_to_whoever_has_lost_the_right() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        let once = async |right: bool| {
            let once = Idempotency { key: "k-1", request: &[b"body"] };
            let act = async |ctx: &mut Ctx| {
                let case = contacts::record(ctx, a_contact()).await?;
                if right { Ok(case) } else { Err(AppError::Forbidden) }
            };
            site.app.run_once(&guard, once, act).await
        };
        once(true).await.unwrap();
        assert!(matches!(once(false).await, Err(AppError::Forbidden)));
    })
    .await;
}

#[tokio::test]
async fn the_same_request_many_times_at_once_opens_one_case() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        let mut tasks = Vec::new();
        for _ in 0..12 {
            let (app, guard) = (site.app.clone(), guard.clone());
            tasks.push(tokio::spawn(async move {
                let once = Idempotency { key: "k-1", request: &[b"body"] };
                app.run_once(&guard, once, async |ctx| contacts::record(ctx, a_contact()).await)
                    .await
                    .map(|once| once.id)
            }));
        }
        let mut ids = Vec::new();
        for task in tasks {
            ids.push(task.await.unwrap().unwrap());
        }
        ids.dedup();
        assert_eq!(ids.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_crowd_of_contacts_at_once_finds_a_shred_key_for_each() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        let tasks: Vec<_> = (0..100)
            .map(|_| {
                let (app, guard) = (site.app.clone(), guard.clone());
                tokio::spawn(async move { record(&app, &guard).await })
            })
            .collect();
        for task in tasks {
            task.await.unwrap().unwrap();
        }

        let reserved = key_count(&site.place).await;
        // Two blocks are enough for a hundred cases; a block for each of the crowd would be waste.
        assert!(reserved <= 4 * 64, "{reserved} keys were reserved");
    })
    .await;
}

#[tokio::test]
async fn a_field_that_cannot_be_is_refused_and_nothing_is_written() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        for bad in ["", "  ", "a\0b", &"x".repeat(201)] {
            let new = NewContact { name: Some(bad.to_owned()), ..a_contact() };
            let refused = site.app.run(&guard, async |ctx| contacts::record(ctx, new).await).await;
            assert!(matches!(refused, Err(AppError::Invalid { field: "name", .. })), "{bad:?}");
        }
        let listed = site
            .app
            .look(&guard, async |ctx| cases::list(ctx, cases::Filter::default(), Window::at(0)).await)
            .await
            .unwrap();
        assert!(listed.is_empty());
    })
    .await;
}

#[tokio::test]
async fn without_its_shred_key_a_case_cannot_be_opened_by_anybody() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        let case = record(&site.app, &guard).await.unwrap();
        tables::change(&site.place.shred, "delete from shred_keys").await;

        let refused = site.app.run(&guard, async |ctx| cases::open(ctx, case).await).await;

        assert!(matches!(refused, Err(AppError::Sealed)));
    })
    .await;
}

#[tokio::test]
async fn the_list_counts_its_cases_and_its_clocks_stand_with_the_most_urgent_first() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        for _ in 0..3 {
            record(&site.app, &guard).await.unwrap();
        }
        let read = async |ctx: &mut havenward_app::Ctx| {
            Ok((cases::count(ctx, cases::Filter::default()).await?, havenward_app::clocks::list(ctx).await?))
        };
        let (counted, clocks) = site.app.look(&guard, read).await.unwrap();
        assert_eq!(counted, 3);
        assert!(clocks.is_sorted_by_key(|clock| clock.due_at));
    })
    .await;
}
