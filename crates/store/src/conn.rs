//! The one place where a statement meets an engine.
//!
//! One SQL text with `$1` placeholders for both. A missing value would silently be NULL on SQLite,
//! so the count is checked here.

use sqlx::postgres::{PgArguments, PgConnection};
use sqlx::query::Query;
use sqlx::sqlite::{SqliteArguments, SqliteConnection};
use sqlx::{Postgres, Sqlite};

use crate::row::{FromRow, Row};
use crate::{StoreError, Value};

/// A borrowed connection of either engine.
pub(crate) enum Conn<'c> {
    Sqlite(&'c mut SqliteConnection),
    Postgres(&'c mut PgConnection),
}

impl Conn<'_> {
    fn check(&self, sql: &'static str, values: &[Value]) -> Result<(), StoreError> {
        #[cfg(debug_assertions)]
        crate::witness::note(if matches!(self, Self::Sqlite(_)) { "sqlite" } else { "postgres" }, sql);
        check_count(sql, values.len())
    }

    /// Runs a statement and tells how many rows it touched.
    pub async fn run(&mut self, sql: &'static str, values: Vec<Value>) -> Result<u64, StoreError> {
        self.check(sql, &values)?;
        Ok(match self {
            Self::Sqlite(conn) => {
                bind_sqlite(sqlx::query(sql), values).execute(&mut **conn).await?.rows_affected()
            }
            Self::Postgres(conn) => {
                bind_postgres(sqlx::query(sql), values).execute(&mut **conn).await?.rows_affected()
            }
        })
    }

    /// Runs a query and reads every row.
    pub async fn all<T: FromRow>(
        &mut self,
        sql: &'static str,
        values: Vec<Value>,
    ) -> Result<Vec<T>, StoreError> {
        self.check(sql, &values)?;
        match self {
            Self::Sqlite(conn) => {
                let rows = bind_sqlite(sqlx::query(sql), values).fetch_all(&mut **conn).await?;
                rows.into_iter().map(|row| T::from_row(&Row::Sqlite(row))).collect()
            }
            Self::Postgres(conn) => {
                let rows = bind_postgres(sqlx::query(sql), values).fetch_all(&mut **conn).await?;
                rows.into_iter().map(|row| T::from_row(&Row::Postgres(row))).collect()
            }
        }
    }

    /// Runs a query and reads the first row, if there is one.
    pub async fn one<T: FromRow>(
        &mut self,
        sql: &'static str,
        values: Vec<Value>,
    ) -> Result<Option<T>, StoreError> {
        self.check(sql, &values)?;
        match self {
            Self::Sqlite(conn) => {
                let row = bind_sqlite(sqlx::query(sql), values).fetch_optional(&mut **conn).await?;
                row.map(|row| T::from_row(&Row::Sqlite(row))).transpose()
            }
            Self::Postgres(conn) => {
                let row = bind_postgres(sqlx::query(sql), values).fetch_optional(&mut **conn).await?;
                row.map(|row| T::from_row(&Row::Postgres(row))).transpose()
            }
        }
    }
}

type SqliteQuery<'q> = Query<'q, Sqlite, SqliteArguments>;
type PostgresQuery<'q> = Query<'q, Postgres, PgArguments>;

fn bind_sqlite(query: SqliteQuery<'_>, values: Vec<Value>) -> SqliteQuery<'_> {
    values.into_iter().fold(query, |query, value| match value {
        Value::Text(text) => query.bind(text),
        Value::Int(number) => query.bind(number),
        Value::Bytes(bytes) => query.bind(bytes),
        Value::Flag(flag) => query.bind(flag),
    })
}

fn bind_postgres(query: PostgresQuery<'_>, values: Vec<Value>) -> PostgresQuery<'_> {
    values.into_iter().fold(query, |query, value| match value {
        Value::Text(text) => query.bind(text),
        Value::Int(number) => query.bind(number),
        Value::Bytes(bytes) => query.bind(bytes),
        Value::Flag(flag) => query.bind(flag),
    })
}

fn check_count(sql: &str, given: usize) -> Result<(), StoreError> {
    let wanted = highest_placeholder(sql);
    if wanted == given { Ok(()) } else { Err(StoreError::BindCount { wanted, given }) }
}

fn highest_placeholder(sql: &str) -> usize {
    sql.split('$')
        .skip(1)
        .filter_map(|after| {
            let digits = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
            after.get(..digits).and_then(|number| number.parse().ok())
        })
        .max()
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_with_a_missing_value_is_refused() {
        assert!(check_count("insert into t values ($1, $2)", 1).is_err());
        assert!(check_count("insert into t values ($1, $2)", 2).is_ok());
        assert!(check_count("select a from t where b = $1 or c = $1", 1).is_ok());
        assert_eq!(highest_placeholder("values ($1, $12, $3)"), 12);
    }
}
