//! The second wall on a real PostgreSQL server: which tables are behind it, what each role sees, and that no
//! transaction of the program passes it.
//!
//! Raw statements run here as the roles of the product, with the settings that it makes. SQLite has no such wall.

use std::collections::BTreeSet;

use havenward_domain::access::{Actor, Member};
use havenward_domain::id::{DeviceId, SessionId, UnitId, UserId};
use havenward_domain::role::Role;
use havenward_store::wall::{self, ACTING, APP, BEHIND_THE_WALL, DOOR, OPERATOR, SEQUENCER, TICKER};
use havenward_store::{Db, FromRow, Row, Schema, StoreError};
use havenward_testkit::{Engine, Place, tables};
use jiff::Timestamp;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, Row as _};

/// The instant at which everything here is asked, in microseconds.
const NOW: i64 = 1_000_000;

const A: &str = "00000000-0000-4000-8000-00000000000a";
const B: &str = "00000000-0000-4000-8000-00000000000b";
const IN_A: &str = "00000000-0000-4000-8000-0000000000a1";
const IN_B: &str = "00000000-0000-4000-8000-0000000000b1";
const DPO: &str = "00000000-0000-4000-8000-0000000000d1";
const COORDINATOR: &str = "00000000-0000-4000-8000-0000000000c1";
/// The case of unit B.
const CASE: &str = "00000000-0000-4000-8000-000000000001";

/// A case of unit B with a row in every table behind the wall, and nothing given to unit A.
const FILLED: &str = "
    insert into users (id, login, name, active, created_at, totp_last_step, key_version)
    select id, id, 'Name', true, 0, 0, 0
    from unnest(array['00000000-0000-4000-8000-0000000000a1', '00000000-0000-4000-8000-0000000000b1',
        '00000000-0000-4000-8000-0000000000d1', '00000000-0000-4000-8000-0000000000c1',
        '00000000-0000-4000-8000-0000000000f1']) as id;
    insert into units (id, name, body, created_at, key_version)
    values ('00000000-0000-4000-8000-00000000000a', 'A', 'ngo', 0, 0),
        ('00000000-0000-4000-8000-00000000000b', 'B', 'ngo', 0, 0),
        ('00000000-0000-4000-8000-00000000000c', 'C', 'ngo', 0, 0);
    insert into memberships (user_id, unit_id, role, since)
    values ('00000000-0000-4000-8000-0000000000a1', '00000000-0000-4000-8000-00000000000a', 'case_manager', 0),
        ('00000000-0000-4000-8000-0000000000b1', '00000000-0000-4000-8000-00000000000b', 'case_manager', 0),
        ('00000000-0000-4000-8000-0000000000d1', '00000000-0000-4000-8000-00000000000a', 'dpo', 0),
        ('00000000-0000-4000-8000-0000000000c1', '00000000-0000-4000-8000-00000000000a', 'nrm_coordinator', 0);
    insert into cases (id, owner_unit, child, urgency, profile_id, profile_version, opened_at, revision)
    values ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-00000000000b', false, 'routine',
        'gb-ew', 1, 0, 0);
    insert into access (case_id, holder, compartments, purpose, basis, expires_at)
    values ('00000000-0000-4000-8000-000000000001', 'unit:00000000-0000-4000-8000-00000000000b', 1, 'support',
        'public_task', 2000000);
    insert into compartment_keys (case_id, compartment, key_version, holder, sealed_key)
    values ('00000000-0000-4000-8000-000000000001', 'core', 1, 'unit:00000000-0000-4000-8000-00000000000b', '');
    insert into compartments (case_id, compartment, revision, sealed_body)
    values ('00000000-0000-4000-8000-000000000001', 'core', 0, '');
    insert into clocks (case_id, kind, due_at) values ('00000000-0000-4000-8000-000000000001', 'review', 5);
    insert into tasks (id, case_id, unit_id, assignee, kind, made_at, due_at)
    values ('t1', '00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-00000000000b', null,
        'look_for_service', 0, 5);
    insert into services (id, unit_id, name, body, revision)
    values ('s1', '00000000-0000-4000-8000-00000000000c', 'S', '{}', 0);
    insert into enquiries (id, case_id, from_unit, to_unit, service_id, answer_by, answered, body, revision)
    values ('e1', '00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-00000000000b',
        '00000000-0000-4000-8000-00000000000c', 's1', 5, false, '{}', 0);
    insert into referrals (id, case_id, enquiry_id, service_id, from_unit, to_unit, status, basis, granted_until,
        body, sealed_minimum, revision)
    values ('r1', '00000000-0000-4000-8000-000000000001', 'e1', 's1', '00000000-0000-4000-8000-00000000000b',
        '00000000-0000-4000-8000-00000000000c', 'sent', '{}', 5, '{}', '', 0);
    insert into notice_packages (offence_id, case_id, unit_id, released_at, sealed_notice)
    values ('o1', '00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-00000000000c', 0, '');
    insert into spaces (user_id, case_id, code_digest, phrase_salt, phrase_params, phrase_verifier,
        sealed_private_key, made_at)
    values ('00000000-0000-4000-8000-0000000000f1', '00000000-0000-4000-8000-000000000001', '', '', '', '', '', 0);
    insert into journal_entries (id, at, ordinal, author, unit_id, action, case_id, object, opened, purpose, basis,
        outcome, commitment, leaf)
    values ('j1', 0, 0, 'nobody', '00000000-0000-4000-8000-00000000000b', 'case.read',
        '00000000-0000-4000-8000-000000000001', '', 1, '', '', 'done', '', '');
    insert into oversight_details (entry_id, of_case, of_unit, sealed_wrap, sealed_copy)
    values ('j1', '00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-00000000000c', '', '');
    insert into directory (id, unit_id, sealed_entry) values ('d1', '00000000-0000-4000-8000-00000000000b', '');
    insert into stays (id, unit_id, sealed_stay, revision)
    values ('y1', '00000000-0000-4000-8000-00000000000b', '', 0);
    insert into devices (id, unit_id, digest, enrolled_by, enrolled_at, expires_at)
    values ('v1', '00000000-0000-4000-8000-00000000000b', '', '00000000-0000-4000-8000-0000000000b1', 0, 5);
    insert into intake_keys (unit_id, version, public_key, sealed_private_key, made_at)
    values ('00000000-0000-4000-8000-00000000000b', 1, '', '', 0);
    insert into intake (id, unit_id, device_id, key_version, instrument, urgency, received_hour, sealed_record)
    values ('i1', '00000000-0000-4000-8000-00000000000b', 'v1', 1, 'x@1', 'routine', 0, '');
    insert into drafts (id, user_id, place_digest, sealed_place, sealed_key, sealed_draft, kept_at)
    values ('w1', '00000000-0000-4000-8000-0000000000b1', '', '', '', '', 0);";

/// A real server, or nothing where the other tests of PostgreSQL have none.
async fn a_place() -> Option<Place> {
    if Engine::all().contains(&Engine::Postgres) { Some(Place::new(Engine::Postgres).await) } else { None }
}

/// A connection of the superuser to a filled database.
async fn filled(place: &Place) -> PgConnection {
    tables::change(&place.database, FILLED).await;
    PgConnection::connect(&place.database).await.unwrap()
}

/// Who runs a raw statement: the role, and what the product tells the database of the actor.
#[derive(Clone, Copy)]
struct Who<'w> {
    role: &'w str,
    user: &'w str,
    units: &'w str,
}

const IN_UNIT_A: Who<'_> = Who { role: APP, user: IN_A, units: A };
const IN_UNIT_B: Who<'_> = Who { role: APP, user: IN_B, units: B };

fn nobody_as(role: &str) -> Who<'_> {
    Who { role, user: "", units: "" }
}

impl Who<'_> {
    /// Runs a statement in a transaction of its own, as the product would, and undoes it.
    async fn tries(self, conn: &mut PgConnection, sql: &str) -> Result<i64, String> {
        let mut tx = conn.begin().await.unwrap();
        let settings = format!(
            "select set_config('app.user', '{}', true), set_config('app.units', '{}', true),
                 set_config('app.now', '{NOW}', true), set_config('role', '{}', true)",
            self.user, self.units, self.role
        );
        tx.execute(AssertSqlSafe(settings)).await.unwrap();
        let done = tx.fetch_all(AssertSqlSafe(sql.to_owned())).await;
        tx.rollback().await.unwrap();
        match done {
            Ok(rows) => Ok(rows.first().map_or(0, |row| row.try_get(0).unwrap_or(0))),
            Err(sqlx::Error::Database(error)) => Err(error.code().unwrap_or_default().into_owned()),
            Err(other) => panic!("{other}"),
        }
    }

    async fn counts(self, conn: &mut PgConnection, table: &str) -> i64 {
        let counted = self.tries(conn, &format!("select count(*) from {table}")).await;
        counted.unwrap_or_else(|code| panic!("{} reads {table}: {code}", self.role))
    }
}

/// PostgreSQL's "insufficient privilege": also what a policy answers that refuses a new row.
const REFUSED: &str = "42501";

fn is_refused(answer: &Result<i64, String>) -> bool {
    answer.as_ref().is_err_and(|code| code == REFUSED)
}

async fn names(conn: &mut PgConnection, sql: &'static str) -> BTreeSet<String> {
    sqlx::query_scalar(sql).fetch_all(conn).await.unwrap().into_iter().collect()
}

/// Tables without policies, and why. A new table is behind the wall, or stands here with its reason.
const BEFORE_THE_WALL: [(&str, &str); 25] = [
    ("_sqlx_migrations", "the steps of the schema"),
    ("installation", "sign-in: what the database is for"),
    ("users", "sign-in: accounts; by column"),
    ("units", "sign-in: names and public keys of units"),
    ("memberships", "sign-in: who works where"),
    ("enrolments", "sign-in: digests of one-time links"),
    ("sessions", "session look-up: digests of tokens"),
    ("attempts", "sign-in: failures by keyed digest"),
    ("devices", "session look-up: digests of credentials"),
    ("idempotency", "keys of requests by pseudonym"),
    ("unit_wraps", "keys of units, wrapped to their members"),
    ("unit_former_keys", "former keys of units, wrapped to the next"),
    ("services", "for everybody who refers"),
    ("service_places", "about services"),
    ("interpreters", "what staff say of themselves"),
    ("shifts", "staff"),
    ("crisis_overlays", "signed files"),
    ("profiles", "files"),
    ("lease", "who ticks"),
    ("notices", "coarse, of no case"),
    ("receipts", "only the person's code finds and opens one"),
    ("statistics_pending", "coarse, of no case"),
    ("statistics", "coarse, of no case"),
    ("journal_head", "hashes"),
    ("journal_checkpoints", "signed notes"),
];

#[tokio::test]
async fn every_table_is_behind_the_wall_or_says_why_not() {
    let Some(place) = a_place().await else { return };
    let mut conn = PgConnection::connect(&place.database).await.unwrap();
    let all = names(
        &mut conn,
        "select relname::text from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace",
    )
    .await;
    let forced = names(
        &mut conn,
        "select relname::text from pg_class
         where relkind = 'r' and relnamespace = 'public'::regnamespace and relrowsecurity and relforcerowsecurity
             and exists (select 1 from pg_policy where polrelid = pg_class.oid)",
    )
    .await;
    let listed: BTreeSet<String> = BEHIND_THE_WALL.iter().map(|table| (*table).to_owned()).collect();
    assert_eq!(forced, listed, "wall.rs lists the tables whose policies are forced");
    let before: BTreeSet<String> = BEFORE_THE_WALL.iter().map(|(table, _)| (*table).to_owned()).collect();
    let open: Vec<_> = all.difference(&forced).filter(|table| !before.contains(*table)).collect();
    assert!(open.is_empty(), "give them policies, and force them: {open:?}");
    assert!(before.is_disjoint(&forced));

    let about_cases = names(
        &mut conn,
        "select distinct table_name::text from information_schema.columns
         where table_schema = 'public' and column_name in ('case_id', 'of_case')
             and table_name in (select relname from pg_class where relkind = 'r')",
    )
    .await;
    assert!(about_cases.len() >= 10);
    let open: Vec<_> = about_cases.difference(&forced).collect();
    assert!(open.is_empty(), "tables with a case, and without the wall: {open:?}");
}

#[tokio::test]
async fn the_page_about_the_wall_lists_what_stands_before_it() {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/adr/0015-second-wall.md");
    let page = std::fs::read_to_string(page).unwrap();
    for (table, why) in BEFORE_THE_WALL {
        assert!(page.contains(&format!("| `{table}` | {why} |")), "{table}: {why}");
    }
    for table in BEHIND_THE_WALL {
        assert!(page.contains(&format!("`{table}`")), "{table}");
    }
}

/// Tables with a row of the case of unit B, and the condition that finds it.
const OF_THE_CASE: [&str; 12] = [
    "cases where id = ",
    "access where case_id = ",
    "compartment_keys where case_id = ",
    "compartments where case_id = ",
    "clocks where case_id = ",
    "tasks where case_id = ",
    "enquiries where case_id = ",
    "referrals where case_id = ",
    "notice_packages where case_id = ",
    "spaces where case_id = ",
    "journal_entries where case_id = ",
    "oversight_details where of_case = ",
];
/// What is sealed to the officers' unit is theirs, also for those who see the case.
const FOR_OFFICERS: &str = "oversight_details where of_case = ";

#[tokio::test]
async fn a_case_is_seen_by_its_unit_and_by_whom_it_was_given_to_and_no_longer() {
    let Some(place) = a_place().await else { return };
    let mut conn = filled(&place).await;
    let give = format!(
        "insert into access (case_id, holder, compartments, purpose, basis, expires_at)
         values ('{CASE}', 'unit:{A}', 1, 'support', 'agreement', {})",
        NOW + 1
    );
    let by_name = give.replace(&format!("unit:{A}"), &format!("user:{IN_A}"));
    let over = format!("update access set expires_at = {NOW} where holder <> 'unit:{B}'");
    for table in OF_THE_CASE {
        let of_case = format!("{table}'{CASE}'");
        assert_eq!(IN_UNIT_A.counts(&mut conn, &of_case).await, 0, "nothing was given: {table}");
        assert_eq!(nobody_as(APP).counts(&mut conn, &of_case).await, 0, "nobody is signed in: {table}");
        if table == FOR_OFFICERS {
            continue;
        }
        assert!(IN_UNIT_B.counts(&mut conn, &of_case).await > 0, "its own unit: {table}");
        for given in [&give, &by_name] {
            conn.execute(AssertSqlSafe(given.clone())).await.unwrap();
            assert!(IN_UNIT_A.counts(&mut conn, &of_case).await > 0, "after it was given: {table}");
            conn.execute(AssertSqlSafe(over.clone())).await.unwrap();
            assert_eq!(IN_UNIT_A.counts(&mut conn, &of_case).await, 0, "after its end: {table}");
            tables::change(&place.database, "delete from access where basis = 'agreement'").await;
        }
    }
}

#[tokio::test]
async fn with_nothing_set_no_table_behind_the_wall_shows_a_row() {
    let Some(place) = a_place().await else { return };
    let mut conn = filled(&place).await;
    for table in BEHIND_THE_WALL {
        assert_eq!(nobody_as(APP).counts(&mut conn, table).await, 0, "{table}");
        let there: i64 =
            conn.fetch_one(AssertSqlSafe(format!("select count(*) from {table}"))).await.unwrap().get(0);
        assert!(there > 0, "the test put a row into {table}");
        if table != "oversight_details" {
            assert_eq!(IN_UNIT_A.counts(&mut conn, table).await, 0, "of another unit: {table}");
        }
    }
    // Before the first setting in a session the names are not even known.
    let mut fresh = PgConnection::connect(&place.database).await.unwrap();
    let mut tx = fresh.begin().await.unwrap();
    tx.execute("set local role havenward_app").await.unwrap();
    let seen: i64 = tx.fetch_one("select count(*) from cases").await.unwrap().get(0);
    assert_eq!(seen, 0);
}

#[tokio::test]
async fn what_is_addressed_to_a_unit_it_sees_and_not_the_case() {
    let Some(place) = a_place().await else { return };
    let mut conn = filled(&place).await;
    let asked = Who { role: APP, user: IN_A, units: "00000000-0000-4000-8000-00000000000c" };
    for table in ["enquiries", "referrals", "notice_packages", "oversight_details"] {
        assert_eq!(asked.counts(&mut conn, table).await, 1, "{table}");
    }
    for table in
        ["cases", "access", "compartments", "compartment_keys", "clocks", "tasks", "spaces", "directory"]
    {
        assert_eq!(asked.counts(&mut conn, table).await, 0, "{table}");
    }
    let told = "select count(*) from units_that_wait";
    assert_eq!(asked.tries(&mut conn, told).await, Ok(1), "that a unit waits, and not for which case");
}

#[tokio::test]
async fn overseers_see_plain_columns_because_the_database_says_who_they_are() {
    let Some(place) = a_place().await else { return };
    let mut conn = filled(&place).await;
    let officer = Who { user: DPO, ..IN_UNIT_A };
    let coordinator = Who { user: COORDINATOR, ..IN_UNIT_A };
    for (who, seen) in [
        (officer, ["cases", "access", "referrals"].as_slice()),
        (coordinator, ["cases", "clocks", "tasks", "enquiries", "referrals"].as_slice()),
    ] {
        for table in BEHIND_THE_WALL {
            let expected = i64::from(seen.contains(&table));
            assert_eq!(who.counts(&mut conn, table).await, expected, "{} {table}", who.user);
        }
        let changed = format!(
            "with changed as (update cases set child = true where id = '{CASE}' returning 1)
            select count(*) from changed"
        );
        assert_eq!(who.tries(&mut conn, &changed).await, Ok(0), "{} changes nothing", who.user);
    }
    // Not by the word of the program: in another unit the same account has no such role.
    let elsewhere = Who { units: B, ..officer };
    tables::change(&place.database, "update cases set owner_unit = '00000000-0000-4000-8000-00000000000c'")
        .await;
    tables::change(&place.database, "delete from access").await;
    assert_eq!(elsewhere.counts(&mut conn, "cases").await, 0);
    assert_eq!(officer.counts(&mut conn, "cases").await, 1);
}

#[tokio::test]
async fn the_journal_takes_what_is_added_and_lets_nobody_change_it() {
    let Some(place) = a_place().await else { return };
    let mut conn = filled(&place).await;
    let add = format!(
        "insert into journal_entries (id, at, ordinal, author, unit_id, action, object, opened, purpose, basis,
             outcome, commitment, leaf)
         values ('j2', 0, 0, 'nobody', '{B}', 'case.read', '', 0, '', '', 'done', '', '')"
    );
    assert!(IN_UNIT_B.tries(&mut conn, &add).await.is_ok());
    assert!(is_refused(&IN_UNIT_A.tries(&mut conn, &add).await), "in the name of another unit");
    for role in ACTING {
        let who = Who { role, ..IN_UNIT_B };
        for sql in [
            "update journal_entries set purpose = 'other'",
            "update journal_entries set sealed_details = null",
            "delete from journal_entries",
            "truncate journal_entries",
            "delete from journal_checkpoints",
            "delete from journal_head",
            "update journal_checkpoints set note = ''",
        ] {
            assert!(is_refused(&who.tries(&mut conn, sql).await), "{role}: {sql}");
        }
        if role != SEQUENCER {
            for sql in ["update journal_entries set tree_index = 0", "update journal_head set size = 0"] {
                assert!(is_refused(&who.tries(&mut conn, sql).await), "{role}: {sql}");
            }
            let numbered = add.replace("leaf)", "leaf, tree_index)").replace("'', '')", "'', '', 7)");
            assert!(is_refused(&who.tries(&mut conn, &numbered).await), "{role} numbers its own entry");
        }
    }
}

#[tokio::test]
async fn the_sequencer_gives_numbers_and_can_do_nothing_else() {
    let Some(place) = a_place().await else { return };
    let mut conn = filled(&place).await;
    let sequencer = nobody_as(SEQUENCER);
    let number =
        "with done as (update journal_entries set tree_index = 0 where tree_index is null returning id)
        select count(*) from done";
    assert_eq!(sequencer.tries(&mut conn, number).await, Ok(1));
    tables::change(&place.database, "update journal_entries set tree_index = 0").await;
    let again =
        "with done as (update journal_entries set tree_index = 5 returning id) select count(*) from done";
    assert_eq!(sequencer.tries(&mut conn, again).await, Ok(0), "a number is given once");

    let may = privileges(&mut conn, SEQUENCER).await;
    let expected = [
        "journal_checkpoints INSERT",
        "journal_checkpoints SELECT",
        "journal_entries SELECT",
        "journal_entries UPDATE",
        "journal_head SELECT",
        "journal_head UPDATE",
    ];
    assert_eq!(may.iter().map(String::as_str).collect::<Vec<_>>(), expected);
    for column in ["sealed_details", "author", "case_id", "action", "object"] {
        let read = format!("select {column}::text from journal_entries");
        assert!(is_refused(&sequencer.tries(&mut conn, &read).await), "{column}");
    }
}

/// On which tables a role may do what, at least in some columns.
async fn privileges(conn: &mut PgConnection, role: &'static str) -> BTreeSet<String> {
    let rows: Vec<String> = sqlx::query_scalar(
        "select relname || ' ' || verb
         from pg_class, unnest(array['SELECT', 'INSERT', 'UPDATE']) verb
         where relkind = 'r' and relnamespace = 'public'::regnamespace
             and has_any_column_privilege($1, pg_class.oid, verb)
         union all
         select relname || ' DELETE'
         from pg_class
         where relkind = 'r' and relnamespace = 'public'::regnamespace
             and has_table_privilege($1, pg_class.oid, 'DELETE')",
    )
    .bind(role)
    .fetch_all(conn)
    .await
    .unwrap();
    rows.into_iter().collect()
}

#[tokio::test]
async fn the_ticker_the_door_and_the_operator_read_no_sealed_column_of_a_case() {
    let Some(place) = a_place().await else { return };
    let mut conn = filled(&place).await;
    let sealed = names(
        &mut conn,
        "select table_name || '.' || column_name from information_schema.columns
         where table_schema = 'public' and column_name like 'sealed\\_%'",
    )
    .await;
    assert!(sealed.len() > 15);
    // What opens a session is asked for before there is one; it is sealed under passphrase, phrase or token.
    let at_the_door = [
        "sessions.sealed_private_key",
        "spaces.sealed_private_key",
        "users.sealed_private_key",
        "users.sealed_totp",
        "receipts.sealed_receipt",
    ];
    // Entries with their sealed details are read through by whoever verifies the journal; one's own drafts are one's own.
    let by_operator =
        ["journal_entries.sealed_details", "drafts.sealed_place", "drafts.sealed_key", "drafts.sealed_draft"];
    for (role, may) in
        [(TICKER, [].as_slice()), (DOOR, &at_the_door), (OPERATOR, &by_operator), (SEQUENCER, &[])]
    {
        for column in &sealed {
            let (table, name) = column.split_once('.').unwrap();
            let readable: bool =
                sqlx::query_scalar("select has_column_privilege($1, $2::regclass, $3, 'SELECT')")
                    .bind(role)
                    .bind(table)
                    .bind(name)
                    .fetch_one(&mut conn)
                    .await
                    .unwrap();
            assert_eq!(readable, may.contains(&column.as_str()), "{role} reads {column}");
        }
    }
    assert!(is_refused(
        &nobody_as(TICKER).tries(&mut conn, "select sealed_body::text from compartments").await
    ));
    assert!(
        nobody_as(TICKER).counts(&mut conn, "cases").await == 1,
        "it sees the plain columns of every case"
    );
    assert_eq!(nobody_as(OPERATOR).counts(&mut conn, "cases").await, 0);
    assert_eq!(nobody_as(DOOR).counts(&mut conn, "cases").await, 0);
    let device = Who { role: DOOR, user: "", units: B };
    assert_eq!(device.counts(&mut conn, "cases").await, 0, "a device of the owning unit");
    assert!(is_refused(&device.tries(&mut conn, "select count(*) from compartments").await));
}

struct Me {
    role: String,
    user: String,
    units: String,
    passes: bool,
}

impl FromRow for Me {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            role: row.text("role")?,
            user: row.text("app_user")?,
            units: row.text("app_units")?,
            passes: row.flag("passes")?,
        })
    }
}

#[tokio::test]
async fn every_transaction_runs_as_its_actor_and_passes_no_policy() {
    let Some(place) = a_place().await else { return };
    let db = Db::open(&place.database, Schema::Main, None).await.unwrap();
    let (user, unit) = (UserId::from_random([1; 16]), UnitId::from_random([2; 16]));
    let member = |role| Actor::Member(Member { user, unit, role, session: SessionId::from_random([3; 16]) });
    let device = Actor::Device { device: DeviceId::from_random([4; 16]), unit };
    let (user, unit, none) = (user.to_string(), unit.to_string(), String::new());
    let expected = [
        (member(Role::CaseManager), APP, &user, &unit),
        (member(Role::Dpo), APP, &user, &unit),
        (member(Role::Survivor), APP, &user, &none),
        (member(Role::Sysadmin), OPERATOR, &user, &unit),
        (device, DOOR, &none, &unit),
        (Actor::Nobody, DOOR, &none, &none),
        (Actor::Operator, OPERATOR, &none, &none),
        (Actor::System, TICKER, &none, &none),
    ];
    for (actor, role, user, unit) in expected {
        for reads in [false, true] {
            let begun = if reads {
                db.read(&actor, Timestamp::UNIX_EPOCH).await
            } else {
                db.write(&actor, Timestamp::UNIX_EPOCH).await
            };
            let mut tx = begun.unwrap();
            let me: Me = tx
                .one(
                    "select current_user::text as role, current_setting('app.user') as app_user,
                         current_setting('app.units') as app_units, rolsuper or rolbypassrls or pg_has_role(
                             current_user, (select relowner from pg_class where relname = 'cases'), 'member') as passes
                     from pg_roles
                     where rolname = current_user",
                    vec![],
                )
                .await
                .unwrap()
                .unwrap();
            tx.undo().await;
            assert_eq!((me.role.as_str(), &me.user, &me.units), (role, user, unit), "{actor:?}");
            assert!(!me.passes, "{role} is neither superuser nor owner, and passes no policy");
        }
    }
    // The next transaction on the same connection begins with nothing.
    let mut tx = db.write(&Actor::Nobody, Timestamp::UNIX_EPOCH).await.unwrap();
    assert!(tx.all::<Me>("select id from compartments", vec![]).await.is_err());
    tx.undo().await;
}

/// An administrator makes a database for a login that may make no roles.
async fn for_a_plain_owner(place: &Place) -> (String, String) {
    let (server, name) = place.database.rsplit_once('/').unwrap();
    let owner = format!("owner_{}", name.rsplit('_').next().unwrap());
    let owned = format!("{name}_owned");
    let mut admin = PgConnection::connect(&place.database).await.unwrap();
    admin.execute(AssertSqlSafe(format!("create role {owner} login"))).await.unwrap();
    admin.execute(AssertSqlSafe(format!("create database {owned} owner {owner}"))).await.unwrap();
    let (scheme, rest) = server.split_once("://").unwrap();
    let host = rest.rsplit_once('@').map_or(rest, |(_, host)| host);
    let password = "pw";
    admin.execute(AssertSqlSafe(format!("alter role {owner} password '{password}'"))).await.unwrap();
    (format!("{scheme}://{owner}:{password}@{host}/{owned}"), owner)
}

#[tokio::test]
async fn where_the_owner_may_make_no_roles_an_administrator_is_told_what_to_run_and_the_owner_sees_nothing() {
    let Some(place) = a_place().await else { return };
    let (url, owner) = for_a_plain_owner(&place).await;
    let refused = Db::migrate(&url, Schema::Main).await;
    let Err(StoreError::Roles(statements)) = refused else { panic!("{refused:?}") };
    assert_eq!(
        statements,
        format!(
            "grant havenward_app, havenward_door, havenward_operator, havenward_ticker, havenward_sequencer, \
             havenward_wall to {owner};"
        ),
        "the roles are there already, made by other tests"
    );
    let mut admin = PgConnection::connect(&place.database).await.unwrap();
    admin.execute(AssertSqlSafe(statements)).await.unwrap();
    Db::migrate(&url, Schema::Main).await.unwrap();
    wall::check(&url).await.unwrap();

    let name = url.rsplit_once('/').unwrap().1;
    let as_admin = format!("{}/{name}", place.database.rsplit_once('/').unwrap().0);
    tables::change(&as_admin, FILLED).await;
    let mut conn = PgConnection::connect(&url).await.unwrap();
    for table in BEHIND_THE_WALL {
        let seen: i64 =
            conn.fetch_one(AssertSqlSafe(format!("select count(*) from {table}"))).await.unwrap().get(0);
        assert_eq!(seen, 0, "forced for the owner too: {table}");
    }
    // And what the program does there goes on behind it: keys to other tables are looked up as the owner.
    let clock = format!("insert into clocks (case_id, kind, due_at) values ('{CASE}', 'other', 5)");
    IN_UNIT_B.tries(&mut conn, &clock).await.unwrap();
    assert!(is_refused(&IN_UNIT_A.tries(&mut conn, &clock).await));
    let db = Db::open(&url, Schema::Main, None).await.unwrap();
    let mut tx = db.read(&Actor::System, Timestamp::UNIX_EPOCH).await.unwrap();
    let facts = havenward_store::cases::facts(&mut tx, CASE.parse().unwrap()).await.unwrap();
    tx.undo().await;
    assert!(facts.is_some(), "the ticker knows every case");
}

#[tokio::test]
async fn a_login_that_owns_nothing_runs_what_an_owner_has_migrated() {
    let Some(place) = a_place().await else { return };
    let (url, owner) = for_a_plain_owner(&place).await;
    let mut admin = PgConnection::connect(&place.database).await.unwrap();
    admin
        .execute(AssertSqlSafe(format!(
            "grant havenward_app, havenward_door, havenward_operator, havenward_ticker, havenward_sequencer to {owner}"
        )))
        .await
        .unwrap();
    let name = place.database.rsplit_once('/').unwrap().1;
    let runs = format!("{}/{name}", url.rsplit_once('/').unwrap().0);
    Db::migrate(&runs, Schema::Main).await.unwrap();
    wall::check(&runs).await.unwrap();
    let mut conn = PgConnection::connect(&runs).await.unwrap();
    let disable = conn.execute("alter table cases disable row level security").await;
    assert!(disable.is_err(), "it cannot take the wall down");
}

#[tokio::test]
async fn a_wall_that_does_not_stand_is_found() {
    let Some(place) = a_place().await else { return };
    wall::check(&place.database).await.unwrap();
    for hole in [
        "alter table compartments no force row level security",
        "alter table compartments force row level security; alter table directory disable row level security",
        "alter table directory enable row level security; drop policy of_unit on stays",
    ] {
        tables::change(&place.database, hole).await;
        let found = wall::check(&place.database).await;
        assert!(matches!(found, Err(StoreError::Wall(_))), "{hole}: {found:?}");
    }
}
