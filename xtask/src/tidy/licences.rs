//! Every package we pull in has a licence we accept, comes from crates.io and is not banned.
//!
//! The lists are those of `deny.toml`, so that cargo-deny and this rule cannot disagree.
//! Security advisories are cargo-deny's alone: they need a database from the network.

use anyhow::Context as _;
use toml::{Table, Value};

use super::metadata::{Metadata, Package};
use super::problem::{Problem, line_of};
use super::tree::Tree;

const POLICY: &str = "deny.toml";
const LOCK: &str = "Cargo.lock";
const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// What `deny.toml` says.
#[derive(Debug, Default)]
struct Policy {
    licences: Vec<String>,
    banned: Vec<String>,
}

/// Checks all packages, of every platform.
pub fn check(metadata: &Metadata, tree: &Tree) -> anyhow::Result<Vec<Problem>> {
    let policy = Policy::read(tree.text(POLICY).context("deny.toml is missing")?)?;
    let lock = tree.text(LOCK).unwrap_or_default();
    Ok(metadata
        .packages
        .iter()
        .filter_map(|package| {
            let (what, mend) = policy.refuse(package)?;
            let line = line_of(lock, &format!("name = \"{}\"", package.name));
            let what = format!("{} {} {what}", package.name, package.version);
            Some(Problem::refusal(LOCK, line, what, mend))
        })
        .collect())
}

impl Policy {
    fn read(text: &str) -> anyhow::Result<Policy> {
        let table: Table = text.parse().context("reading deny.toml")?;
        let list = |section: &str, key: &str| -> anyhow::Result<&Vec<Value>> {
            let value = table.get(section).and_then(|section| section.get(key));
            value.and_then(Value::as_array).with_context(|| format!("deny.toml has no list {section}.{key}"))
        };
        let licences = list("licenses", "allow")?.iter().filter_map(Value::as_str).map(str::to_owned);
        let banned = list("bans", "deny")?.iter().filter_map(|ban| {
            let name = ban.get("crate").and_then(Value::as_str).or_else(|| ban.as_str());
            name.map(str::to_owned)
        });
        Ok(Policy { licences: licences.collect(), banned: banned.collect() })
    }

    fn refuse(&self, package: &Package) -> Option<(String, &'static str)> {
        let source = package.source.as_deref();
        if self.banned.contains(&package.name) {
            return Some(("is banned".to_owned(), "switch off the feature that pulls it in"));
        }
        if source.is_some_and(|source| source != REGISTRY) {
            let source = source.unwrap_or_default();
            return Some((format!("comes from {source}"), "take a release from crates.io"));
        }
        match package.license.as_deref() {
            None => Some(("names no licence".to_owned(), "use another package")),
            Some(expression) if !self.accepts(expression) => {
                let what = format!("has the licence `{expression}`");
                Some((what, "use another package; a new licence in deny.toml needs its reason in the commit"))
            }
            Some(_) => None,
        }
    }

    /// Evaluates an SPDX expression. One that cannot be read is not accepted.
    fn accepts(&self, expression: &str) -> bool {
        // Older manifests separate alternatives by a slash.
        let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
        let words: Vec<&str> = spaced.split_whitespace().collect();
        let mut reader = Expression { policy: self, words: &words };
        reader.any_of() == Some(true) && reader.words.is_empty()
    }
}

/// The rest of an SPDX expression. `AND` binds closer than `OR`, `WITH` closest.
struct Expression<'a> {
    policy: &'a Policy,
    words: &'a [&'a str],
}

impl Expression<'_> {
    fn any_of(&mut self) -> Option<bool> {
        let mut accepted = self.all_of()?;
        while self.take("OR") {
            // Both sides are read, whatever the first says.
            accepted |= self.all_of()?;
        }
        Some(accepted)
    }

    fn all_of(&mut self) -> Option<bool> {
        let mut accepted = self.licence()?;
        while self.take("AND") {
            accepted &= self.licence()?;
        }
        Some(accepted)
    }

    fn licence(&mut self) -> Option<bool> {
        if self.take("(") {
            let inner = self.any_of()?;
            return self.take(")").then_some(inner);
        }
        let (name, rest) = self.words.split_first()?;
        self.words = rest;
        let full = if self.take("WITH") {
            let (exception, rest) = self.words.split_first()?;
            self.words = rest;
            format!("{name} WITH {exception}")
        } else {
            (*name).to_owned()
        };
        Some(self.policy.licences.contains(&full))
    }

    fn take(&mut self, word: &str) -> bool {
        let found = self.words.first().is_some_and(|first| first.eq_ignore_ascii_case(word));
        if found {
            self.words = self.words.get(1..).unwrap_or_default();
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DENY: &str = "[licenses]\nallow = [\"MIT\", \"Apache-2.0\", \"ISC\"]\n\
        [bans]\ndeny = [{ crate = \"openssl\" }, \"native-tls\"]\n";

    fn package(name: &str, license: Option<&str>, source: Option<&str>) -> Package {
        Package {
            id: name.to_owned(),
            name: name.to_owned(),
            version: "1.0.0".to_owned(),
            source: source.map(str::to_owned),
            license: license.map(str::to_owned),
            manifest_path: String::new(),
            dependencies: Vec::new(),
        }
    }

    fn found(packages: Vec<Package>) -> Vec<String> {
        let metadata = Metadata { packages, workspace_members: Vec::new(), workspace_root: String::new() };
        let lock = "[[package]]\nname = \"serde\"\n\n[[package]]\nname = \"openssl\"\n";
        let problems = check(&metadata, &Tree::of(&[(POLICY, DENY), (LOCK, lock)])).unwrap();
        problems.into_iter().map(|problem| format!("{}: {}", problem.line, problem.what)).collect()
    }

    #[test]
    fn accepted_packages_of_the_registry_are_fine() {
        let ours = package("havenward", Some("Apache-2.0 OR MIT"), None);

        assert_eq!(found(vec![ours, package("serde", Some("MIT"), Some(REGISTRY))]), [""; 0]);
    }

    #[test]
    fn banned_foreign_and_unlicensed_packages_are_refused() {
        assert_eq!(
            found(vec![
                package("openssl", Some("MIT"), Some(REGISTRY)),
                package("native-tls", Some("MIT"), Some(REGISTRY)),
                package("serde", Some("MIT"), Some("git+https://example.org/serde")),
                package("other", None, Some(REGISTRY)),
                package("copyleft", Some("GPL-3.0-only"), Some(REGISTRY)),
            ]),
            [
                "5: openssl 1.0.0 is banned",
                "1: native-tls 1.0.0 is banned",
                "2: serde 1.0.0 comes from git+https://example.org/serde",
                "1: other 1.0.0 names no licence",
                "1: copyleft 1.0.0 has the licence `GPL-3.0-only`",
            ]
        );
    }

    #[test]
    fn expressions_are_evaluated_as_spdx_says() {
        let policy = Policy::read(DENY).unwrap();

        for good in [
            "MIT",
            "GPL-2.0 OR MIT",
            "MIT/Apache-2.0",
            "Apache-2.0 AND ISC",
            "(MIT OR BSL-1.0) AND ISC",
            "GPL-2.0 AND Zlib OR MIT",
            "Apache-2.0 WITH LLVM-exception OR Apache-2.0 OR MIT",
        ] {
            assert!(policy.accepts(good), "{good}");
        }
        for bad in [
            "",
            "GPL-2.0",
            "MIT AND GPL-2.0",
            "MIT OR",
            "(MIT",
            "MIT)",
            "MIT ISC",
            "GPL-2.0 OR Zlib AND MIT",
            "Apache-2.0 WITH LLVM-exception",
            "MIT AND (GPL-2.0 OR Zlib)",
        ] {
            assert!(!policy.accepts(bad), "{bad}");
        }
    }

    #[test]
    fn a_policy_without_lists_is_an_error() {
        assert!(Policy::read("[licenses]\nallow = []\n").is_err());
        assert!(
            check(
                &Metadata { packages: vec![], workspace_members: vec![], workspace_root: String::new() },
                &Tree::default()
            )
            .is_err()
        );
    }
}
