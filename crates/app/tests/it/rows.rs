//! What stands in the tables, read past the program.

use havenward_testkit::{Engine, Site};
use sqlx::{Connection, PgConnection, SqliteConnection};

/// One text column of every row.
pub async fn texts(site: &Site, sql: &'static str) -> Vec<String> {
    let url = &site.place.database;
    if site.engine == Engine::Sqlite {
        let mut conn = SqliteConnection::connect(url).await.unwrap();
        sqlx::query_scalar(sql).fetch_all(&mut conn).await.unwrap()
    } else {
        let mut conn = PgConnection::connect(url).await.unwrap();
        sqlx::query_scalar(sql).fetch_all(&mut conn).await.unwrap()
    }
}

/// A count.
pub async fn count(site: &Site, sql: &'static str) -> i64 {
    let url = &site.place.database;
    if site.engine == Engine::Sqlite {
        let mut conn = SqliteConnection::connect(url).await.unwrap();
        sqlx::query_scalar(sql).fetch_one(&mut conn).await.unwrap()
    } else {
        let mut conn = PgConnection::connect(url).await.unwrap();
        sqlx::query_scalar(sql).fetch_one(&mut conn).await.unwrap()
    }
}

/// Changes what stands there.
pub async fn change(site: &Site, sql: &'static str) {
    let url = &site.place.database;
    if site.engine == Engine::Sqlite {
        let mut conn = SqliteConnection::connect(url).await.unwrap();
        sqlx::query(sql).execute(&mut conn).await.unwrap();
    } else {
        let mut conn = PgConnection::connect(url).await.unwrap();
        sqlx::query(sql).execute(&mut conn).await.unwrap();
    }
}
