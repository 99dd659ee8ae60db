//! Both engines get every migration.

use std::collections::BTreeSet;

use super::problem::Problem;
use super::tree::Tree;

const FOLDERS: [&str; 2] = ["crates/store/migrations/sqlite/", "crates/store/migrations/postgres/"];

/// Refuses a migration that only one engine has.
pub fn check(tree: &Tree) -> Vec<Problem> {
    let names_in = |folder: &str| -> BTreeSet<&str> {
        tree.paths().filter_map(|path| path.strip_prefix(folder)).collect()
    };
    let [sqlite, postgres] = FOLDERS;
    missing(sqlite, &names_in(sqlite), postgres, &names_in(postgres))
        .chain(missing(postgres, &names_in(postgres), sqlite, &names_in(sqlite)))
        .collect()
}

fn missing<'a>(
    here: &'a str,
    present: &BTreeSet<&'a str>,
    there: &'a str,
    other: &BTreeSet<&'a str>,
) -> impl Iterator<Item = Problem> + use<'a> {
    let lonely: Vec<&str> = present.difference(other).copied().collect();
    lonely.into_iter().map(move |name| {
        let what = "this migration exists for one engine only";
        Problem::refusal(&format!("{here}{name}"), 1, what, format!("write {there}{name}"))
    })
}

#[cfg(test)]
mod tests {
    use super::super::problem::shown::refusals;
    use super::*;

    #[test]
    fn a_migration_of_one_engine_is_refused() {
        let tree = Tree::of(&[
            ("crates/store/migrations/sqlite/0001_cases.sql", ""),
            ("crates/store/migrations/postgres/0001_cases.sql", ""),
            ("crates/store/migrations/sqlite/0002_units.sql", ""),
            ("crates/store/migrations/postgres/0002_unit.sql", ""),
        ]);

        assert_eq!(
            refusals(&check(&tree)),
            [
                "crates/store/migrations/sqlite/0002_units.sql:1",
                "crates/store/migrations/postgres/0002_unit.sql:1",
            ]
        );
    }

    #[test]
    fn equal_folders_and_no_folders_are_fine() {
        let pair =
            [("crates/store/migrations/sqlite/1.sql", ""), ("crates/store/migrations/postgres/1.sql", "")];

        assert!(check(&Tree::of(&pair)).is_empty());
        assert!(check(&Tree::default()).is_empty());
    }
}
