//! What stands in the tables of a database of either engine, read, changed and held past the program.

use sqlx::{Connection, PgConnection, SqliteConnection};

/// One text column of every row in the database at an address.
pub async fn texts(url: &str, sql: &'static str) -> Vec<String> {
    if url.starts_with("sqlite:") {
        let mut conn = SqliteConnection::connect(url).await.expect("the database opens");
        sqlx::query_scalar(sql).fetch_all(&mut conn).await.expect("a query")
    } else {
        let mut conn = PgConnection::connect(url).await.expect("the database opens");
        sqlx::query_scalar(sql).fetch_all(&mut conn).await.expect("a query")
    }
}

/// A count.
pub async fn count(url: &str, sql: &'static str) -> i64 {
    if url.starts_with("sqlite:") {
        let mut conn = SqliteConnection::connect(url).await.expect("the database opens");
        sqlx::query_scalar(sql).fetch_one(&mut conn).await.expect("a query")
    } else {
        let mut conn = PgConnection::connect(url).await.expect("the database opens");
        sqlx::query_scalar(sql).fetch_one(&mut conn).await.expect("a query")
    }
}

/// Changes what stands there, with one or several statements.
pub async fn change(url: &str, sql: &'static str) {
    if url.starts_with("sqlite:") {
        let mut conn = SqliteConnection::connect(url).await.expect("the database opens");
        sqlx::raw_sql(sql).execute(&mut conn).await.expect("a statement");
    } else {
        let mut conn = PgConnection::connect(url).await.expect("the database opens");
        sqlx::raw_sql(sql).execute(&mut conn).await.expect("a statement");
    }
}

/// A database in which nobody else can write, until it is released.
pub enum Held {
    /// SQLite has one writer.
    Sqlite(SqliteConnection),
    /// On PostgreSQL one table is held.
    Postgres(PgConnection),
}

impl Held {
    /// Holds everybody back who would write into a table.
    pub async fn table(url: &str, table: &'static str) -> Self {
        if url.starts_with("sqlite:") {
            let mut conn = SqliteConnection::connect(url).await.expect("the database opens");
            sqlx::query("begin immediate").execute(&mut conn).await.expect("nobody writes for long");
            Self::Sqlite(conn)
        } else {
            let mut conn = PgConnection::connect(url).await.expect("the database opens");
            sqlx::query("begin").execute(&mut conn).await.expect("a transaction");
            let lock = sqlx::AssertSqlSafe(format!("lock table {table} in share mode"));
            sqlx::query(lock).execute(&mut conn).await.expect("a lock");
            Self::Postgres(conn)
        }
    }

    /// Lets the others write again.
    pub async fn release(self) {
        let closed = match self {
            Self::Sqlite(conn) => conn.close().await,
            Self::Postgres(conn) => conn.close().await,
        };
        closed.expect("the connection is closed");
    }
}
