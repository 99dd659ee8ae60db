//! A database of each engine: SQLite in a temporary folder, PostgreSQL as a clone of a migrated template.
//!
//! PostgreSQL is there when `HAVENWARD_TEST_POSTGRES` names a server on which we may create databases.
//! `HAVENWARD_TEST_REQUIRE_POSTGRES` makes its absence a failure, so that the full run cannot skip it.

use havenward_store::{Db, Schema};
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use tempfile::TempDir;
use tokio::sync::Mutex;
use uuid::Uuid;

/// A database engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// Embedded.
    Sqlite,
    /// A real server.
    Postgres,
}

impl Engine {
    /// The engines that this run tests.
    pub fn all() -> Vec<Self> {
        match (server(), std::env::var_os("HAVENWARD_TEST_REQUIRE_POSTGRES")) {
            (Some(_), _) => vec![Self::Sqlite, Self::Postgres],
            (None, None) => vec![Self::Sqlite],
            (None, Some(_)) => panic!("HAVENWARD_TEST_POSTGRES must name a PostgreSQL server"),
        }
    }
}

fn server() -> Option<String> {
    std::env::var("HAVENWARD_TEST_POSTGRES").ok()
}

/// Where one test keeps its databases. Removed when dropped (SQLite) or with the server (PostgreSQL).
pub struct Place {
    /// URL of the main database.
    pub database: String,
    /// URL of the shred store.
    pub shred: String,
    /// A folder for files of the test.
    pub folder: TempDir,
}

/// Templates are made one at a time, each by whichever test comes first.
static TEMPLATES: Mutex<Vec<&'static str>> = Mutex::const_new(Vec::new());

impl Place {
    /// New, migrated, empty databases: the shred store is a second one of the same engine.
    pub async fn new(engine: Engine) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (database, shred) = match engine {
            Engine::Sqlite => {
                let url = |name: &str| format!("sqlite:{}", folder.path().join(name).display());
                let (database, shred) = (url("main.db"), url("shred.db"));
                Db::migrate(&database, Schema::Main).await.expect("migrated");
                Db::migrate(&shred, Schema::Shred).await.expect("migrated");
                (database, shred)
            }
            Engine::Postgres => {
                (clone_template("main", Schema::Main).await, clone_template("shred", Schema::Shred).await)
            }
        };
        Self { database, shred, folder }
    }

    /// Addresses at which nothing is yet: no file, or databases without a table.
    pub async fn empty(engine: Engine) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (database, shred) = match engine {
            Engine::Sqlite => ("main.db", "shred.db"),
            Engine::Postgres => {
                return Self { database: bare("main").await, shred: bare("shred").await, folder };
            }
        };
        let url = |name: &str| format!("sqlite:{}", folder.path().join(name).display());
        Self { database: url(database), shred: url(shred), folder }
    }
}

/// A database of PostgreSQL in which nothing is.
async fn bare(kind: &str) -> String {
    let server = server().expect("asked for only when there is one");
    let name = format!("havenward_bare_{kind}_{}", Uuid::new_v8(random()).simple());
    let mut conn = PgConnection::connect(&server).await.expect("the PostgreSQL server answers");
    run(&mut conn, format!("create database {name} template template0")).await;
    beside(&server, &name)
}

/// The address of another database on the same server.
fn beside(server: &str, database: &str) -> String {
    let (base, _) = server.rsplit_once('/').expect("a URL that names a database");
    format!("{base}/{database}")
}

async fn clone_template(kind: &'static str, schema: Schema) -> String {
    let server = server().expect("asked for only when there is one");
    let with = |database: &str| beside(&server, database);
    let template = format!("havenward_template_{kind}_{}", std::process::id());
    let name = format!("havenward_{kind}_{}", Uuid::new_v8(random()).simple());
    let mut made = TEMPLATES.lock().await;
    let mut conn = PgConnection::connect(&server).await.expect("the PostgreSQL server answers");
    if !made.contains(&kind) {
        run(&mut conn, format!("drop database if exists {template}")).await;
        run(&mut conn, format!("create database {template}")).await;
        Db::migrate(&with(&template), schema).await.expect("migrated");
        made.push(kind);
    }
    run(&mut conn, format!("create database {name} template {template}")).await;
    with(&name)
}

async fn run(conn: &mut PgConnection, sql: String) {
    conn.execute(AssertSqlSafe(sql)).await.expect("a database is made");
}

fn random() -> [u8; 16] {
    let path = tempfile::Builder::new().rand_bytes(16).tempdir().expect("a temporary folder");
    let name = path.path().file_name().expect("a name").as_encoded_bytes().to_vec();
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(name.iter().rev()).for_each(|(to, from)| *to = *from);
    bytes
}

/// Runs a test on every engine.
pub async fn each_engine(test: impl AsyncFn(Engine)) {
    for engine in Engine::all() {
        test(engine).await;
    }
}
