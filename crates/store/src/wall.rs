//! The second wall of PostgreSQL: as which database role a transaction runs, and for whom.
//!
//! Row policies (migration 17) hide whatever the actor's user and units may not know of, whatever a statement
//! forgets to ask. They hold because no transaction of the program runs as whoever connected: each takes the
//! role of its actor, which is neither owner nor superuser, until it ends. On SQLite there is no such wall.
//!
//! The roles belong to the whole server, so they are made here and not by a migration. Where the connecting
//! user may not make them, the error holds the statements that an administrator must run.

use std::str::FromStr;

use havenward_domain::access::Actor;
use havenward_domain::id::UnitId;
use havenward_domain::role::Role;
use jiff::Timestamp;
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Executor, Postgres, Transaction};

use crate::conn::Conn;
use crate::row::{FromRow, Row};
use crate::{Schema, StoreError, Tx, Value};

/// Signed-in people, but for those who run the server.
pub const APP: &str = "havenward_app";
/// Whoever has not signed in, and devices, which only hand in.
pub const DOOR: &str = "havenward_door";
/// Those who run the server: accounts and the journal, no sealed column of a case.
pub const OPERATOR: &str = "havenward_operator";
/// What runs while nobody is signed in: plain columns of every case.
pub const TICKER: &str = "havenward_ticker";
/// Who gives the entries of the journal their numbers, and does nothing else.
pub const SEQUENCER: &str = "havenward_sequencer";
/// Owns the functions in which the wall asks what its own policies hide. Nothing runs as it but these.
const WALL: &str = "havenward_wall";

/// Those as which transactions run.
pub const ACTING: [&str; 5] = [APP, DOOR, OPERATOR, TICKER, SEQUENCER];
const ALL: [&str; 6] = [APP, DOOR, OPERATOR, TICKER, SEQUENCER, WALL];

/// The role of an actor.
fn role_of(actor: &Actor) -> &'static str {
    match actor {
        Actor::Member(member) if member.role == Role::Sysadmin => OPERATOR,
        Actor::Member(_) => APP,
        Actor::Device { .. } | Actor::Nobody => DOOR,
        Actor::Operator => OPERATOR,
        Actor::System => TICKER,
    }
}

/// The unit whose rows the actor is shown. The person herself sees her own case by her own name, and nothing of
/// the unit that keeps her account.
fn units_of(actor: &Actor) -> Option<UnitId> {
    actor.unit().filter(|_| actor.member().is_none_or(|member| member.role != Role::Survivor))
}

/// Tells PostgreSQL who acts, for which unit and when, until the transaction ends: the first statement in it.
/// For nobody who is signed in these are empty, and empty matches nothing.
pub(crate) async fn introduce(
    mut tx: Transaction<'static, Postgres>,
    schema: Schema,
    actor: &Actor,
    now: Timestamp,
) -> Result<Tx, StoreError> {
    if schema == Schema::Main {
        let user = actor.member().map(|member| member.user.to_string()).unwrap_or_default();
        let unit = units_of(actor).map(|unit| unit.to_string()).unwrap_or_default();
        Conn::Postgres(&mut tx)
            .run(
                "select set_config('app.user', $1, true), set_config('app.units', $2, true),
                     set_config('app.now', $3, true), set_config('role', $4, true)",
                vec![
                    Value::from(user),
                    Value::from(unit),
                    Value::from(now.as_microsecond().to_string()),
                    Value::from(role_of(actor)),
                ],
            )
            .await?;
    }
    Ok(Tx::postgres(tx))
}

/// Takes a role that acts for nobody, until the transaction ends.
pub(crate) async fn enter_as(conn: &mut Conn<'_>, role: &'static str) -> Result<(), StoreError> {
    conn.run("select set_config('role', $1, true)", vec![role.into()]).await?;
    Ok(())
}

/// Whether the connecting user owns the tables.
pub(crate) async fn is_owner(conn: &mut PgConnection) -> Result<bool, StoreError> {
    let owns: Option<Flag> = Conn::Postgres(conn)
        .one(
            "select pg_has_role(current_user, relowner, 'usage') as value
             from pg_class
             where relname = '_sqlx_migrations' and relnamespace = current_schema()::regnamespace",
            vec![],
        )
        .await?;
    Ok(owns.is_some_and(|Flag(owns)| owns))
}

/// Makes the roles that are missing, and lets the connecting user act as each of them.
pub(crate) async fn make_roles(conn: &mut PgConnection) -> Result<(), StoreError> {
    for role in ALL {
        if !is_there(conn, role).await? {
            // Another node, or another installation on this server, may be faster; what counts is asked below.
            let _ = conn.execute(AssertSqlSafe(create(role))).await;
        }
        if !may_act_as(conn, role).await? {
            let user = connecting(conn).await?;
            let _ = conn.execute(AssertSqlSafe(format!("grant {role} to {user}"))).await;
        }
        if !may_act_as(conn, role).await? {
            return Err(wants_an_administrator(conn).await?);
        }
    }
    Ok(())
}

/// Refuses a server on which the wall does not stand: a role is missing, passes every policy, or cannot be
/// taken, or a table that is behind the wall lost its policies.
pub async fn check(url: &str) -> Result<(), StoreError> {
    if url.starts_with("sqlite:") {
        return Ok(());
    }
    let mut conn = PgConnectOptions::from_str(url)?.disable_statement_logging().connect().await?;
    let checked = check_on(&mut conn).await;
    conn.close().await?;
    checked
}

pub(crate) async fn check_on(conn: &mut PgConnection) -> Result<(), StoreError> {
    for role in ACTING {
        if !is_there(conn, role).await? || !may_act_as(conn, role).await? {
            return Err(wants_an_administrator(conn).await?);
        }
    }
    let passes: Vec<Name> = Conn::Postgres(conn)
        .all(
            "select rolname::text as name
             from pg_roles
             where rolname = any (string_to_array($1, ','))
                 and (rolsuper or rolbypassrls)
             order by rolname",
            vec![ALL.join(",").into()],
        )
        .await?;
    if let Some(Name(role)) = passes.into_iter().next() {
        return Err(StoreError::Wall(format!(
            "role {role} passes every row policy (mend: as an administrator of the server run \
             alter role {role} nosuperuser nobypassrls)"
        )));
    }
    let open: Vec<Name> = Conn::Postgres(conn)
        .all(
            "select relname::text as name
             from pg_class
             where relkind = 'r' and relnamespace = current_schema()::regnamespace
                 and relname = any (string_to_array($1, ','))
                 and not (relrowsecurity and relforcerowsecurity
                     and exists (select 1 from pg_policy where polrelid = pg_class.oid))
             order by relname",
            vec![BEHIND_THE_WALL.join(",").into()],
        )
        .await?;
    if let Some(Name(table)) = open.into_iter().next() {
        return Err(StoreError::Wall(format!(
            "the row policies of table {table} were taken away (mend: restore them as \
             docs/adr/0015-second-wall.md says, or restore the database)"
        )));
    }
    Ok(())
}

/// The tables with row policies, in the order of the migrations. A test holds the list against the database.
pub const BEHIND_THE_WALL: [&str; 17] = [
    "cases",
    "access",
    "compartment_keys",
    "compartments",
    "directory",
    "intake_keys",
    "intake",
    "journal_entries",
    "clocks",
    "tasks",
    "enquiries",
    "referrals",
    "notice_packages",
    "oversight_details",
    "stays",
    "spaces",
    "drafts",
];

struct Name(String);

impl FromRow for Name {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self(row.text("name")?))
    }
}

struct Flag(bool);

impl FromRow for Flag {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self(row.flag("value")?))
    }
}

async fn is_there(conn: &mut PgConnection, role: &'static str) -> Result<bool, StoreError> {
    let found: Option<Flag> = Conn::Postgres(conn)
        .one("select exists (select 1 from pg_roles where rolname = $1) as value", vec![role.into()])
        .await?;
    Ok(found.is_some_and(|Flag(there)| there))
}

/// Whether the connecting user may take a role: tried, because servers differ in what a membership allows.
async fn may_act_as(conn: &mut PgConnection, role: &'static str) -> Result<bool, StoreError> {
    let mut tx = conn.begin().await?;
    let taken = enter_as(&mut Conn::Postgres(&mut tx), role).await.is_ok();
    tx.rollback().await?;
    Ok(taken)
}

async fn connecting(conn: &mut PgConnection) -> Result<String, StoreError> {
    let user: Option<Name> =
        Conn::Postgres(conn).one("select quote_ident(current_user) as name", vec![]).await?;
    user.map(|Name(user)| user).ok_or(StoreError::Corrupt("current_user"))
}

fn create(role: &str) -> String {
    format!("create role {role} nologin nosuperuser nocreatedb nocreaterole nobypassrls")
}

/// What an administrator of the server must run, statement by statement.
async fn wants_an_administrator(conn: &mut PgConnection) -> Result<StoreError, StoreError> {
    let user = connecting(conn).await?;
    let mut statements = Vec::new();
    for role in ALL {
        if !is_there(conn, role).await? {
            statements.push(format!("{};", create(role)));
        }
    }
    statements.push(format!("grant {} to {user};", ALL.join(", ")));
    Ok(StoreError::Roles(statements.join("\n")))
}
