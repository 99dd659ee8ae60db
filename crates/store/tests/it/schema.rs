//! Both engines hold the same tables, and only the columns that may be plain are plain.

use std::collections::{BTreeMap, BTreeSet};

use havenward_domain::access::Actor;
use havenward_store::{Db, FromRow, Row, Schema, StoreError, Tx};
use havenward_testkit::{Engine, Place};
use jiff::Timestamp;

struct Column {
    table: String,
    name: String,
    kind: String,
    optional: bool,
}

impl FromRow for Column {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            table: row.text("table_name")?,
            name: row.text("column_name")?,
            kind: row.text("kind")?,
            optional: row.int("optional")? == 1,
        })
    }
}

type Columns = BTreeMap<(String, String), (String, bool)>;

async fn columns(engine: Engine, schema: Schema) -> Columns {
    let place = Place::new(engine).await;
    let url = match schema {
        Schema::Main => &place.database,
        Schema::Shred => &place.shred,
    };
    columns_at(engine, schema, url).await
}

/// Table and name of every column of a schema.
pub async fn columns_of(schema: Schema) -> BTreeSet<(String, String)> {
    columns(Engine::Sqlite, schema).await.into_keys().collect()
}

async fn columns_at(engine: Engine, schema: Schema, url: &str) -> Columns {
    let db = Db::open(url, schema, None).await.unwrap();
    let mut tx: Tx = db.read(&Actor::System, Timestamp::UNIX_EPOCH).await.unwrap();
    let sql = match engine {
        Engine::Sqlite => {
            "select m.name as table_name, c.name as column_name, lower(c.type) as kind,
                 1 - c.\"notnull\" as optional
             from sqlite_master m
             join pragma_table_info(m.name) c
             where m.type = 'table' and m.name not like 'sqlite_%' and m.name <> '_sqlx_migrations'"
        }
        Engine::Postgres => {
            "select relname::text as table_name, attname::text as column_name,
                 format_type(atttypid, atttypmod) as kind, case when attnotnull then 0 else 1 end::bigint as optional
             from pg_attribute
             join pg_class on pg_class.oid = attrelid
             where relnamespace = 'public'::regnamespace and relkind = 'r' and attnum > 0 and not attisdropped
                 and relname <> '_sqlx_migrations'"
        }
    };
    let found: Vec<Column> = tx.all(sql, vec![]).await.unwrap();
    tx.undo().await;
    found
        .into_iter()
        .map(|column| {
            let kind = match column.kind.as_str() {
                "bigint" | "boolean" => "integer".to_owned(),
                "bytea" => "blob".to_owned(),
                other => other.to_owned(),
            };
            ((column.table, column.name), (kind, column.optional))
        })
        .collect()
}

#[tokio::test]
async fn both_engines_hold_the_same_tables() {
    for schema in [Schema::Main, Schema::Shred] {
        let sqlite = columns(Engine::Sqlite, schema).await;
        assert!(!sqlite.is_empty());
        for engine in Engine::all() {
            assert_eq!(columns(engine, schema).await, sqlite, "{schema:?} on {engine:?}");
        }
    }
}

/// What may stand in clear about a case, and nothing else. A new column here needs a threat id.
const PLAIN: &[(&str, &[&str])] = &[
    (
        "cases",
        &[
            "id",
            "owner_unit",
            "child",
            "urgency",
            "profile_id",
            "profile_version",
            "profile_overlay",
            "opened_at",
            "revision",
            "recognition",
            "recognition_at",
            "support",
            "support_at",
            "whereabouts",
            "whereabouts_at",
            "age",
            "age_at",
        ],
    ),
    (
        "access",
        &["case_id", "holder", "compartments", "purpose", "basis", "agreement_id", "expires_at", "of_other"],
    ),
    ("clocks", &["case_id", "kind", "due_at"]),
    ("tasks", &["id", "case_id", "unit_id", "assignee", "kind", "made_at", "due_at", "done_at", "ends_at"]),
    (
        "enquiries",
        &["id", "case_id", "from_unit", "to_unit", "service_id", "answer_by", "answered", "body", "revision"],
    ),
    (
        "referrals",
        &[
            "id",
            "case_id",
            "enquiry_id",
            "service_id",
            "from_unit",
            "to_unit",
            "status",
            "reply_by",
            "agreement_id",
            "basis",
            "granted_until",
            "body",
            "packages",
            "revision",
        ],
    ),
    ("compartment_keys", &["case_id", "compartment", "key_version", "holder", "unit_version"]),
    ("compartments", &["case_id", "compartment", "revision"]),
    ("directory", &["id", "unit_id"]),
    (
        "intake",
        &["id", "unit_id", "device_id", "key_version", "instrument", "urgency", "received_hour", "damaged"],
    ),
    ("oversight_details", &["entry_id", "of_case", "of_unit"]),
    (
        "spaces",
        &["user_id", "case_id", "code_digest", "phrase_salt", "phrase_params", "phrase_verifier", "made_at"],
    ),
    ("notice_packages", &["offence_id", "case_id", "unit_id", "released_at"]),
];

#[tokio::test]
async fn only_the_listed_columns_of_a_case_are_plain() {
    let columns = columns(Engine::Sqlite, Schema::Main).await;
    for (table, plain) in PLAIN {
        for (found_table, column) in columns.keys() {
            if found_table == table && !column.starts_with("sealed_") {
                assert!(plain.contains(&column.as_str()), "{table}.{column} is plain and not listed");
            }
        }
    }
    let about_cases = columns
        .keys()
        .filter(|(_, column)| column == "case_id" || column == "of_case")
        .map(|(table, _)| table);
    for table in about_cases {
        let is_listed = PLAIN.iter().any(|(listed, _)| listed == table) || table == "journal_entries";
        assert!(is_listed, "{table} is about cases and its plain columns are not listed");
    }
}
