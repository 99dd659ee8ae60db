//! The example configuration names every key, with the default that holds without it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::ran::run;

fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../havenward.example.toml")
}

/// Every key as `section.key` with its value.
fn keys(table: &serde_json::Value) -> BTreeMap<String, String> {
    let mut keys = BTreeMap::new();
    for (section, values) in table.as_object().unwrap() {
        for (key, value) in values.as_object().unwrap() {
            keys.insert(
                format!("{section}.{key}"),
                value.as_str().map_or_else(|| value.to_string(), str::to_owned),
            );
        }
    }
    keys
}

fn shown(config: &Path) -> BTreeMap<String, String> {
    let ran =
        run(config.parent().unwrap(), &["--json", "--config", config.to_str().unwrap(), "config", "show"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    keys(&ran.json())
}

#[test]
fn the_example_has_every_key_with_its_default() {
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("havenward.toml");
    std::fs::copy(example(), &copy).unwrap();
    let in_example = shown(&copy);
    let text: toml::Table = toml::from_str(&std::fs::read_to_string(&copy).unwrap()).unwrap();
    let written = keys(&serde_json::to_value(text).unwrap());
    assert_eq!(written.keys().collect::<Vec<_>>(), in_example.keys().collect::<Vec<_>>());

    // What `init` makes without a flag, and what holds where it writes nothing, is the example.
    let made = tempfile::tempdir().unwrap();
    assert_eq!(run(made.path(), &["init"]).code, 0);
    let here = |keys: BTreeMap<String, String>, folder: &Path| -> BTreeMap<String, String> {
        let folder = format!("{}/", folder.display());
        keys.into_iter().map(|(key, value)| (key, value.replace(&folder, ""))).collect()
    };
    assert_eq!(
        here(in_example, folder.path()),
        here(shown(&made.path().join("havenward.toml")), made.path())
    );
}

#[test]
fn a_password_is_not_shown_and_a_wrong_key_is_told_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("havenward.toml");
    let text = std::fs::read_to_string(example()).unwrap();
    std::fs::write(&path, text.replace("sqlite:havenward.db", "postgres://hw:s3cret@db/hw")).unwrap();
    let ran = run(folder.path(), &["config", "show"]);
    assert!(ran.out.contains("postgres://hw:***@db/hw") && !ran.out.contains("s3cret"), "{}", ran.out);

    std::fs::write(&path, text.replace("listen =", "liste =")).unwrap();
    let wrong = run(folder.path(), &["config", "check"]);
    assert_eq!(wrong.code, 4);
    let line = text.lines().position(|line| line.starts_with("listen")).unwrap() + 1;
    assert!(wrong.err.contains(&format!("havenward.toml:{line}: unknown field `liste`")), "{}", wrong.err);
}
