//! What stands in the main database of a site, read and changed past the program.

use havenward_testkit::{Site, tables};

/// One text column of every row.
pub async fn texts(site: &Site, sql: &'static str) -> Vec<String> {
    tables::texts(&site.place.database, sql).await
}

/// A count.
pub async fn count(site: &Site, sql: &'static str) -> i64 {
    tables::count(&site.place.database, sql).await
}

/// Changes what stands there.
pub async fn change(site: &Site, sql: &'static str) {
    tables::change(&site.place.database, sql).await;
}
