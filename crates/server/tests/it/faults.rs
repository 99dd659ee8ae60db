//! A full disk, a commit that fails and a journal that cannot be numbered, as a client meets them: told at
//! once and in plain words, nothing is kept, and the next write works.

use havenward_domain::role::Role;
use havenward_testkit::{Engine, tables};

use crate::house::{Ask, House, Reply, each_house};

/// Tables that a first contact writes.
const WRITTEN: &[&str] = &[
    "select count(*) from cases",
    "select count(*) from access",
    "select count(*) from compartments",
    "select count(*) from compartment_keys",
    "select count(*) from directory",
    "select count(*) from tasks",
    "select count(*) from idempotency",
    "select count(*) from journal_entries",
];

async fn written(house: &House) -> Vec<i64> {
    let mut counts = Vec::new();
    for sql in WRITTEN {
        counts.push(tables::count(&house.site.place.database, sql).await);
    }
    counts
}

async fn change(house: &House, sql: &'static str) {
    tables::change(&house.site.place.database, sql).await;
}

fn assert_told(reply: &Reply) {
    assert_eq!(reply.status, 503, "{}", reply.text());
    assert_eq!(reply.code(), "unavailable");
    let title = reply.json()["title"].as_str().unwrap().to_owned();
    assert_eq!(title, "the service cannot do this now; ask again whether it was saved");
}

/// The same request once more, under the same key, after the mend: done for the first time.
async fn assert_works(house: &House, guard: &str, key: &str) {
    let done = house.expect(201, Ask::contact(guard, key)).await;
    let case = done.json()["case"].as_str().unwrap().to_owned();
    house.expect(200, Ask::get(format!("/api/v1/cases/{case}")).bearer(guard)).await;
    house.expect(200, Ask::contact(guard, key)).await;
}

#[tokio::test]
async fn a_full_disk_is_told_and_nothing_is_kept() {
    let house = House::new(Engine::Sqlite).await;
    let guard = house.member("guard", Role::FrBorder).await;
    house.case(&guard, "before").await;
    house.site.fill_disk().await;

    // Pages that are half empty take some more; then the file must grow and cannot.
    let mut kept = 1;
    let mut before = written(&house).await;
    let refused = loop {
        let reply = house.ask(Ask::contact(&guard, &format!("k-{kept}"))).await;
        if reply.status != 201 {
            break reply;
        }
        kept += 1;
        assert!(kept < 200, "the disk never becomes full");
        before = written(&house).await;
    };

    assert_told(&refused);
    assert_eq!(written(&house).await, before, "nothing of the refused contact is there");
    assert_eq!(house.case_count(&guard).await, kept, "what was acknowledged is still read");
    assert_told(&house.ask(Ask::contact(&guard, &format!("k-{kept}"))).await);
    house.site.empty_disk().await;
    assert_works(&house, &guard, &format!("k-{kept}")).await;
    assert_eq!(house.case_count(&guard).await, kept + 1);
}

/// Makes every commit fail that opens a case.
fn commits_fail(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => {
            "create table nobody (id text primary key);
             create table held (id text references nobody (id) deferrable initially deferred);
             create trigger fails after insert on cases begin insert into held values (new.id); end"
        }
        Engine::Postgres => {
            "create function fails() returns trigger language plpgsql
                 as $$ begin raise exception 'fails' using errcode = 'disk_full'; end $$;
             create constraint trigger fails after insert on cases deferrable initially deferred
                 for each row execute function fails()"
        }
    }
}

fn commits_work(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => "drop trigger fails; drop table held; drop table nobody",
        Engine::Postgres => "drop trigger fails on cases; drop function fails",
    }
}

#[tokio::test]
async fn a_commit_that_fails_is_told_and_nothing_is_kept() {
    each_house(async |house| {
        let engine = house.site.engine;
        let guard = house.member("guard", Role::FrBorder).await;
        house.case(&guard, "before").await;
        change(&house, commits_fail(engine)).await;
        let before = written(&house).await;

        let refused = house.ask(Ask::contact(&guard, "k-1")).await;

        assert_told(&refused);
        assert_eq!(written(&house).await, before);
        change(&house, commits_work(engine)).await;
        assert_works(&house, &guard, "k-1").await;
        assert_eq!(house.case_count(&guard).await, 2);
    })
    .await;
}

#[tokio::test]
async fn on_sqlite_a_journal_that_cannot_be_numbered_keeps_nothing() {
    let house = House::new(Engine::Sqlite).await;
    let guard = house.member("guard", Role::FrBorder).await;
    change(
        &house,
        "create trigger fails before update of tree_index on journal_entries
             begin select raise(abort, 'fails'); end",
    )
    .await;
    let before = written(&house).await;

    assert_told(&house.ask(Ask::contact(&guard, "k-1")).await);

    assert_eq!(written(&house).await, before);
    change(&house, "drop trigger fails").await;
    assert_works(&house, &guard, "k-1").await;
    assert_eq!(house.case_count(&guard).await, 1);
}

#[tokio::test]
async fn on_postgres_what_is_saved_waits_for_its_number_and_gets_it() {
    if !Engine::all().contains(&Engine::Postgres) {
        return;
    }
    let house = House::new(Engine::Postgres).await;
    let url = house.site.place.database.clone();
    let guard = house.member("guard", Role::FrBorder).await;
    house.site.app.tick().await.unwrap();
    let without = "select count(*) from journal_entries where tree_index is null";
    assert_eq!(tables::count(&url, without).await, 0);
    let fails = "create function fails() returns trigger language plpgsql
                     as $$ begin raise exception 'fails' using errcode = 'disk_full'; end $$;
                 create trigger fails before update of tree_index on journal_entries
                     for each row execute function fails()";
    change(&house, fails).await;

    house.case(&guard, "k-1").await;
    assert!(house.site.app.tick().await.is_err(), "the fault is told to whoever looks after the service");

    assert!(tables::count(&url, without).await > 0, "no entry gets a number that others do not get");
    change(&house, "drop trigger fails on journal_entries; drop function fails").await;
    house.site.app.tick().await.unwrap();
    assert_eq!(tables::count(&url, without).await, 0);
    assert_eq!(house.case_count(&guard).await, 1);
}

#[tokio::test]
async fn an_entry_that_cannot_be_written_takes_its_act_with_it() {
    each_house(async |house| {
        let guard = house.member("guard", Role::FrBorder).await;
        house.case(&guard, "before").await;
        let fails = match house.site.engine {
            Engine::Sqlite => {
                "create trigger fails before insert on journal_entries begin select raise(abort, 'fails'); end"
            }
            Engine::Postgres => {
                "create function fails() returns trigger language plpgsql
                     as $$ begin raise exception 'fails' using errcode = 'disk_full'; end $$;
                 create trigger fails before insert on journal_entries
                     for each row execute function fails()"
            }
        };
        change(&house, fails).await;
        let before = written(&house).await;

        assert_told(&house.ask(Ask::contact(&guard, "k-1")).await);

        assert_eq!(written(&house).await, before);
        let works = match house.site.engine {
            Engine::Sqlite => "drop trigger fails",
            Engine::Postgres => "drop trigger fails on journal_entries; drop function fails",
        };
        change(&house, works).await;
        assert_works(&house, &guard, "k-1").await;
    })
    .await;
}
