//! Each crate inherits what the workspace decides: lints, licence and versions.

use toml::{Table, Value};

use super::problem::{Problem, line_of};
use super::tree::Tree;

const DEPENDENCY_TABLES: [&str; 3] = ["dependencies", "dev-dependencies", "build-dependencies"];

/// Checks the manifests of `crates/*` and `xtask`.
pub fn check(tree: &Tree) -> Vec<Problem> {
    tree.texts()
        .filter(|(path, _)| is_member(path))
        .flat_map(|(path, text)| of_manifest(path, text))
        .collect()
}

fn is_member(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    matches!(parts.as_slice(), ["crates", _, "Cargo.toml"] | ["xtask", "Cargo.toml"])
}

fn of_manifest(path: &str, text: &str) -> Vec<Problem> {
    let manifest: Table = match text.parse() {
        Ok(manifest) => manifest,
        Err(error) => {
            return vec![Problem::refusal(path, 1, format!("not TOML: {error}"), "mend the syntax")];
        }
    };
    let mut problems = Vec::new();
    if !inherits(manifest.get("lints")) {
        let line = line_of(text, "[lints]");
        let mend = "add `[lints]` with `workspace = true`";
        problems.push(Problem::refusal(path, line, "the workspace's lints are not inherited", mend));
    }
    if !inherits(manifest.get("package").and_then(|package| package.get("license"))) {
        let line = line_of(text, "license");
        let mend = "write `license.workspace = true`";
        problems.push(Problem::refusal(path, line, "the licence is not inherited", mend));
    }
    for (name, _) in declared(&manifest).into_iter().filter(|(_, dependency)| !inherits(Some(dependency))) {
        let what = format!("`{name}` brings its own version");
        let mend = format!("declare it in the root manifest and write `{name}.workspace = true`");
        problems.push(Problem::refusal(path, line_of(text, name), what, mend));
    }
    problems
}

/// `workspace = true` in a table.
fn inherits(value: Option<&Value>) -> bool {
    value.and_then(|value| value.get("workspace")).and_then(Value::as_bool) == Some(true)
}

/// All dependencies, those for one platform too.
fn declared(manifest: &Table) -> Vec<(&str, &Value)> {
    let platforms = manifest.get("target").and_then(Value::as_table);
    let for_platforms = platforms.into_iter().flat_map(Table::values).filter_map(Value::as_table);
    std::iter::once(manifest)
        .chain(for_platforms)
        .flat_map(|table| DEPENDENCY_TABLES.map(|name| table.get(name).and_then(Value::as_table)))
        .flatten()
        .flat_map(|table| table.iter().map(|(name, dependency)| (name.as_str(), dependency)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::problem::shown::refusals;
    use super::*;

    const GOOD: &str = "[package]\nname = \"havenward-app\"\nlicense.workspace = true\n\
        [dependencies]\nserde.workspace = true\naxum = { workspace = true, features = [\"ws\"] }\n\
        [lints]\nworkspace = true\n";

    fn found(text: &str) -> Vec<String> {
        refusals(&check(&Tree::of(&[("crates/app/Cargo.toml", text), ("fuzz/Cargo.toml", "[package]")])))
    }

    #[test]
    fn a_crate_that_inherits_everything_is_fine() {
        assert_eq!(found(GOOD), [""; 0]);
    }

    #[test]
    fn own_lints_and_licences_are_refused() {
        assert_eq!(found(&GOOD.replace("[lints]\nworkspace = true", "")), ["crates/app/Cargo.toml:1"]);
        let other = GOOD.replace("license.workspace = true", "license = \"MIT\"");
        assert_eq!(found(&other), ["crates/app/Cargo.toml:3"]);
    }

    #[test]
    fn own_versions_are_refused_in_every_table() {
        for declaration in [
            "[dev-dependencies]\ninsta = \"1\"",
            "[build-dependencies]\ninsta = { path = \"../insta\" }",
            "[target.'cfg(unix)'.dependencies]\ninsta = { version = \"1\" }",
        ] {
            assert_eq!(
                found(&format!("{GOOD}{declaration}\n")),
                ["crates/app/Cargo.toml:10"],
                "{declaration}"
            );
        }
    }

    #[test]
    fn a_broken_manifest_is_named() {
        assert_eq!(found("[package"), ["crates/app/Cargo.toml:1"]);
    }
}
