//! The timeline, the access log, and details that nobody can change unseen.

use havenward_app::details::{self, Fault};
use havenward_app::grants::Giving;
use havenward_app::{
    AppError, Caller, access, access_log, cases, contact_safety, directory, journal, timeline,
};
use havenward_domain::access::{Action, Holder};
use havenward_domain::compartment::Compartment;
use havenward_domain::contact_safety::Relation;
use havenward_domain::id::CaseId;
use havenward_domain::role::Role;
use havenward_testkit::{Engine, Site, each_site};
use jiff::SignedDuration;
use sqlx::{Connection, SqliteConnection};

use crate::contacts::record;
use crate::verifier::root_of_sqlite;

/// A case with two entries that carry details.
async fn with_details(site: &Site) -> (Caller, CaseId) {
    let worker = site.member("worker", Role::CaseManager).await;
    let case = record(&site.app, &worker).await.unwrap();
    site.clock.advance(SignedDuration::from_secs(2));
    let app = &site.app;
    for number in 0..2_usize {
        let name = "Canary aunt".to_owned();
        app.run(&worker, async |ctx| contact_safety::add_other(ctx, case, Relation::Other, name).await)
            .await
            .unwrap();
        site.clock.advance(SignedDuration::from_secs(2));
        let why = format!("Canary reason {number}");
        app.run(&worker, async |ctx| contact_safety::do_not_contact(ctx, case, number, why).await)
            .await
            .unwrap();
        site.clock.advance(SignedDuration::from_secs(2));
    }
    (worker, case)
}

fn give_core(site: &Site, holder: Holder, compartments: &[Compartment]) -> Giving {
    Giving {
        holder,
        compartments: compartments.to_vec(),
        purpose: "data_protection".to_owned(),
        basis: "legal_duty".to_owned(),
        agreement: None,
        until: site.clock.now() + SignedDuration::from_hours(24),
    }
}

#[tokio::test]
async fn the_timeline_tells_what_happened_with_details_and_no_name() {
    each_site(async |site| {
        let (worker, case) = with_details(&site).await;
        let read = site.app.run(&worker, async |ctx| timeline::of_case(ctx, case, None).await).await.unwrap();

        assert_eq!(read.happened[0].action, Action::RecordContact);
        assert!(read.happened.iter().all(|one| one.action != Action::ReadTimeline));
        let last = read.happened.last().unwrap();
        let words = last.details.as_ref().unwrap().of("do_not_contact").unwrap();
        assert_eq!(words.read(), "Canary reason 1");
        assert_eq!(last.who.role, Some(Role::CaseManager));
        assert!(read.happened.iter().all(|one| one.who.name.is_none()));
        let from = read.happened[1].entry;
        let rest = site.app.run(&worker, async |ctx| timeline::of_case(ctx, case, Some(from)).await).await;
        assert_eq!(rest.unwrap().happened.len(), read.happened.len() - 2);
    })
    .await;
}

#[tokio::test]
async fn details_stay_readable_when_the_core_has_got_a_new_key() {
    each_site(async |site| {
        let (worker, case) = with_details(&site).await;
        let other = site.member("other", Role::CaseManager).await;
        let holder = Holder::Unit(other.actor().unit().unwrap());
        for _ in 0..2 {
            let giving = give_core(&site, holder, &[Compartment::Core]);
            site.app.run(&worker, async |ctx| access::give(ctx, case, giving).await).await.unwrap();
            let end =
                async |ctx: &mut havenward_app::Ctx| access::end(ctx, case, holder, "data_protection").await;
            site.app.run(&worker, end).await.unwrap();
        }
        assert_eq!(site.app.run(&worker, async |ctx| details::verify(ctx, case).await).await.unwrap(), []);
        let read = site.app.run(&worker, async |ctx| timeline::of_case(ctx, case, None).await).await.unwrap();
        assert!(read.happened.iter().any(|one| !one.details.as_ref().unwrap().is_empty()));
    })
    .await;
}

#[tokio::test]
async fn changed_swapped_removed_and_planted_details_are_found_in_a_session() {
    let carrying = "(select id from journal_entries where sealed_details is not null order by at limit 1)";
    let bare =
        "(select id from journal_entries where sealed_details is null and case_id is not null limit 1)";
    let attacks = [
        (format!("update journal_entries set sealed_details = null where id = {carrying}"), Fault::Missing),
        (
            format!(
                "update journal_entries set sealed_details = (select sealed_details from journal_entries
                 where sealed_details is not null order by at desc limit 1) where id = {carrying}"
            ),
            Fault::Altered,
        ),
        (
            format!(
                "update journal_entries set sealed_details = substr(sealed_details, 1, 40)
                 where id = {carrying}"
            ),
            Fault::Altered,
        ),
        (
            format!("update journal_entries set sealed_details = x'0100000001' where id = {bare}"),
            Fault::Altered,
        ),
    ];
    for (attack, fault) in attacks {
        let site = Site::new(Engine::Sqlite).await;
        let (worker, case) = with_details(&site).await;
        let path = site.place.folder.path().join("main.db");
        let mut conn = SqliteConnection::connect(&format!("sqlite:{}", path.display())).await.unwrap();
        sqlx::raw_sql(sqlx::AssertSqlSafe(attack.clone())).execute(&mut conn).await.unwrap();

        let found = site.app.run(&worker, async |ctx| details::verify(ctx, case).await).await.unwrap();

        assert_eq!(found.len(), 1, "{attack}");
        assert_eq!(found[0].1, fault, "{attack}");
    }
}

#[tokio::test]
async fn a_forged_commitment_breaks_the_tree_for_both_verifiers() {
    let site = Site::new(Engine::Sqlite).await;
    with_details(&site).await;
    site.app.tick().await.unwrap();
    let path = site.place.folder.path().join("main.db");
    assert_eq!(journal::verify(&site.app, |_| ()).await.unwrap().faults, []);
    root_of_sqlite(&path).await.unwrap();
    let mut conn = SqliteConnection::connect(&format!("sqlite:{}", path.display())).await.unwrap();
    sqlx::raw_sql("update journal_entries set commitment = zeroblob(32) where sealed_details is not null")
        .execute(&mut conn)
        .await
        .unwrap();
    assert_ne!(journal::verify(&site.app, |_| ()).await.unwrap().faults, []);
    assert!(root_of_sqlite(&path).await.is_err());
}

#[tokio::test]
async fn the_access_log_names_units_and_roles_and_a_name_only_to_the_data_protection_officer() {
    each_site(async |site| {
        let worker = site.member("worker", Role::CaseManager).await;
        let dpo = site.member("dpo", Role::Dpo).await;
        let survivor = site.member("she", Role::Survivor).await;
        let stranger = site.member("stranger", Role::CaseManager).await;
        let case = record(&site.app, &worker).await.unwrap();
        let app = &site.app;
        for who in [&dpo, &survivor] {
            let holder = Holder::User(who.actor().member().unwrap().user);
            let giving = give_core(&site, holder, &[]);
            app.run(&worker, async |ctx| access::give(ctx, case, giving).await).await.unwrap();
        }
        app.run(&worker, async |ctx| cases::open(ctx, case).await.map(|_| ())).await.unwrap();
        let log =
            async |who: &Caller| app.run(who, async |ctx| access_log::of_case(ctx, case, None).await).await;

        let hers = log(&survivor).await.unwrap();

        let look = hers.looks.iter().find(|look| look.action == Action::ReadCase).unwrap();
        assert_eq!(look.who.unit.as_deref(), Some("worker"));
        assert_eq!((look.who.role, look.who.name.as_deref()), (Some(Role::CaseManager), None));
        assert!(look.opened.has(Compartment::Core));
        let theirs = log(&dpo).await.unwrap();
        let look = theirs.looks.iter().find(|look| look.action == Action::ReadCase).unwrap();
        assert_eq!(look.who.name.as_deref(), Some("worker"));
        assert!(theirs.looks.iter().any(|look| look.action == Action::ReadAccessLog), "her reading is in it");
        assert!(matches!(log(&stranger).await, Err(AppError::NotFound)));
        let timeline = app.run(&dpo, async |ctx| timeline::of_case(ctx, case, None).await.map(|_| ())).await;
        assert!(matches!(timeline, Err(AppError::Forbidden)));
    })
    .await;
}

#[tokio::test]
async fn the_directory_is_searched_within_the_unit_only() {
    each_site(async |site| {
        let worker = site.member("worker", Role::CaseManager).await;
        let other = site.member("other", Role::CaseManager).await;
        record(&site.app, &worker).await.unwrap();
        assert_eq!(directory::search(&site.app, &worker, "oksana").await.unwrap().len(), 1);
        assert!(directory::search(&site.app, &other, "oksana").await.unwrap().is_empty());
        let short = directory::search(&site.app, &worker, "o").await;
        assert!(matches!(short, Err(AppError::Invalid { field: "query", .. })));
    })
    .await;
}
