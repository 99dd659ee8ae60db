//! Dependencies point one way, and a few powers belong to one crate each.

use super::metadata::{Dependency, Metadata, Package};
use super::problem::{Problem, line_of};
use super::tree::Tree;

/// The crates from the inside out. A crate may depend on crates of earlier rows only.
const LAYERS: [&[&str]; 5] = [
    &["domain"],
    &["screening", "vault", "store", "evidence", "disclosure", "simulation", "exchange"],
    &["app"],
    &["server"],
    &["havenward"],
];

/// The only edges inside a layer: exchange writes instruments and released figures in other formats.
const SIBLING_EDGES: [(&str, &str); 2] = [("exchange", "screening"), ("exchange", "disclosure")];

const TEST_KIT: &str = "testkit";
const BUILD_PROGRAM: &str = "xtask";

/// A power that only some crates have.
struct Power {
    what: &'static str,
    /// Names of packages; a trailing star stands for any ending.
    packages: &'static [&'static str],
    crates: &'static [&'static str],
    tests: Tests,
}

/// Whether dev-dependencies are bound by a power's wall too.
#[derive(PartialEq, Eq)]
enum Tests {
    Bound,
    Free,
}

const POWERS: [Power; 4] = [
    Power {
        what: "speaks to a database",
        packages: &[
            "sqlx*",
            "rusqlite",
            "libsqlite3-sys",
            "tokio-postgres",
            "postgres",
            "diesel*",
            "sea-orm*",
        ],
        // The test kit makes databases for tests; tests play the attacker who holds one.
        crates: &["store", TEST_KIT],
        tests: Tests::Free,
    },
    Power {
        what: "names a cipher",
        packages: &[
            "aes*",
            "argon2",
            "chacha20*",
            "ct-merkle",
            "curve25519-dalek",
            "ed25519*",
            "hkdf",
            "hpke",
            "k256",
            "ml-kem",
            "p256",
            "p384",
            "p521",
            "ring",
            "rsa",
            "scrypt",
            "totp-rs",
            "x-wing",
            "x25519*",
        ],
        crates: &["vault"],
        tests: Tests::Bound,
    },
    Power {
        what: "names a hash",
        packages: &["blake2", "blake3", "hmac", "md-5", "sha1", "sha2", "sha3"],
        // `evidence` keys the encodings of record linkage; xtask compares built files.
        crates: &["vault", "evidence", BUILD_PROGRAM],
        tests: Tests::Free,
    },
    Power {
        what: "gives up on typed errors",
        packages: &["anyhow", "eyre", "color-eyre"],
        crates: &["havenward", BUILD_PROGRAM],
        tests: Tests::Free,
    },
];

/// Checks every package of the workspace.
pub fn check(metadata: &Metadata, tree: &Tree) -> Vec<Problem> {
    metadata.members().flat_map(|package| of_package(metadata, tree, package)).collect()
}

fn of_package(metadata: &Metadata, tree: &Tree, package: &Package) -> Vec<Problem> {
    let manifest = metadata.manifest(package);
    let text = tree.text(manifest).unwrap_or_default();
    let Some(folder) = folder_of(manifest) else {
        let mend = "put it into crates/<folder>";
        return vec![Problem::refusal(manifest, 1, "a package outside crates/ and xtask/", mend)];
    };
    let mut problems = Vec::new();
    let expected = package_name(folder);
    if package.name != expected {
        let what = format!("the package in this folder is called `{}`", package.name);
        let line = line_of(text, "name");
        problems.push(Problem::refusal(manifest, line, what, format!("call it `{expected}`")));
    }
    if layer(folder).is_none() && ![TEST_KIT, BUILD_PROGRAM].contains(&folder) {
        let what = format!("`{folder}` has no place among the layers");
        let mend = "give it a row in xtask/src/tidy/walls.rs and in ARCHITECTURE.md";
        problems.push(Problem::refusal(manifest, 1, what, mend));
    }
    for dependency in &package.dependencies {
        let line = line_of(text, &dependency.name);
        let complaint = match metadata.members().find(|member| member.name == dependency.name) {
            Some(member) => folder_of(metadata.manifest(member))
                .and_then(|used| refuse_edge(folder, used, dependency))
                .map(|what| (what, "turn the dependency round, or pass what is needed as an argument")),
            None => refuse_power(folder, dependency)
                .map(|what| (what, "ask that crate to do it, or move the code there")),
        };
        problems.extend(complaint.map(|(what, mend)| Problem::refusal(manifest, line, what, mend)));
    }
    problems
}

/// The folder under `crates/` that a manifest lies in, or `xtask`.
fn folder_of(manifest: &str) -> Option<&str> {
    let folder = manifest.strip_suffix("/Cargo.toml")?;
    if folder == BUILD_PROGRAM {
        return Some(folder);
    }
    folder.strip_prefix("crates/").filter(|name| !name.contains('/'))
}

fn package_name(folder: &str) -> String {
    match folder {
        "havenward" | BUILD_PROGRAM => folder.to_owned(),
        _ => format!("havenward-{folder}"),
    }
}

fn layer(folder: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&folder))
}

/// Says what is wrong with a dependency of one crate of the workspace on another.
fn refuse_edge(user: &str, used: &str, dependency: &Dependency) -> Option<String> {
    if used == TEST_KIT {
        return (!dependency.is_dev()).then(|| format!("`{user}` ships the test kit"));
    }
    if used == BUILD_PROGRAM {
        return Some(format!("`{user}` depends on the build program"));
    }
    if user == TEST_KIT || user == BUILD_PROGRAM || SIBLING_EDGES.contains(&(user, used)) {
        return None;
    }
    // A crate without a place is reported once, not for each of its dependencies.
    let (outer, inner) = (layer(user)?, layer(used)?);
    (outer <= inner).then(|| format!("`{user}` must not see `{used}`"))
}

/// Says what is wrong with a dependency on a package from outside.
fn refuse_power(user: &str, dependency: &Dependency) -> Option<String> {
    let power = POWERS.iter().find(|power| {
        power.packages.iter().any(|pattern| match pattern.strip_suffix('*') {
            Some(start) => dependency.name.starts_with(start),
            None => dependency.name == *pattern,
        })
    })?;
    let free = power.crates.contains(&user) || (dependency.is_dev() && power.tests == Tests::Free);
    let owners = power.crates.join(", ");
    (!free).then(|| {
        format!("`{user}` depends on `{}`; what {} lives in {owners} only", dependency.name, power.what)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A workspace of one crate with one dependency, and every crate it could name.
    fn complaint(user: &str, used: &str, kind: Option<&str>) -> Option<String> {
        let package = |folder: &str, dependencies: Vec<Dependency>| {
            let place = if folder == BUILD_PROGRAM { "xtask".to_owned() } else { format!("crates/{folder}") };
            Package {
                id: package_name(folder),
                name: package_name(folder),
                version: "0.1.0".to_owned(),
                source: None,
                license: None,
                manifest_path: format!("/house/{place}/Cargo.toml"),
                dependencies,
            }
        };
        let dependency = Dependency { name: used.to_owned(), kind: kind.map(str::to_owned) };
        let others = LAYERS.into_iter().flatten().copied().chain([TEST_KIT, BUILD_PROGRAM]);
        let mut packages: Vec<Package> =
            others.filter(|folder| *folder != user).map(|folder| package(folder, Vec::new())).collect();
        packages.push(package(user, vec![dependency]));
        let workspace_members = packages.iter().map(|package| package.id.clone()).collect();
        let metadata = Metadata { packages, workspace_members, workspace_root: "/house".to_owned() };
        check(&metadata, &Tree::default()).pop().map(|problem| problem.what)
    }

    #[test]
    fn dependencies_point_inwards() {
        for (user, used) in [
            ("vault", "domain"),
            ("app", "store"),
            ("server", "domain"),
            ("havenward", "server"),
            ("havenward", "store"),
            ("exchange", "screening"),
            ("exchange", "disclosure"),
            ("testkit", "server"),
        ] {
            assert_eq!(complaint(user, &package_name(used), None), None, "{user} → {used}");
        }
    }

    #[test]
    fn dependencies_outwards_and_between_siblings_are_refused() {
        for (user, used) in [
            ("domain", "vault"),
            ("store", "vault"),
            ("screening", "exchange"),
            ("exchange", "vault"),
            ("app", "server"),
            ("server", "havenward"),
            ("app", "xtask"),
        ] {
            for kind in [None, Some("dev"), Some("build")] {
                assert!(complaint(user, &package_name(used), kind).is_some(), "{user} → {used}");
            }
        }
    }

    #[test]
    fn only_tests_use_the_test_kit() {
        assert_eq!(complaint("store", "havenward-testkit", Some("dev")), None);
        assert!(complaint("store", "havenward-testkit", None).is_some());
        assert!(complaint("xtask", "havenward-testkit", None).is_some());
    }

    #[test]
    fn powers_belong_to_their_crates() {
        for (user, used, kind) in [
            ("store", "sqlx", None),
            ("testkit", "sqlx", None),
            ("app", "sqlx", Some("dev")),
            ("vault", "hpke", None),
            ("vault", "sha2", None),
            ("evidence", "sha2", None),
            ("server", "sha2", Some("dev")),
            ("havenward", "anyhow", None),
            ("domain", "anyhow", Some("dev")),
            ("server", "axum", None),
        ] {
            assert_eq!(complaint(user, used, kind), None, "{user} → {used}");
        }
    }

    #[test]
    fn powers_of_others_are_refused() {
        for (user, used, kind) in [
            ("app", "sqlx", None),
            ("server", "sqlx-core", None),
            ("store", "chacha20poly1305", None),
            ("server", "ed25519-dalek", Some("dev")),
            ("evidence", "aes-gcm", None),
            ("store", "sha2", None),
            ("domain", "anyhow", None),
        ] {
            assert!(complaint(user, used, kind).is_some(), "{user} → {used}");
        }
    }

    #[test]
    fn every_crate_has_a_name_and_a_place() {
        let package = |name: &str, place: &str| Package {
            id: name.to_owned(),
            name: name.to_owned(),
            version: "0.1.0".to_owned(),
            source: None,
            license: None,
            manifest_path: format!("/house/{place}/Cargo.toml"),
            dependencies: Vec::new(),
        };
        let packages = vec![
            package("havenward-domain", "crates/domain"),
            package("vault", "crates/vault"),
            package("havenward-crypto", "crates/crypto"),
            package("havenward-app", "app"),
        ];
        let workspace_members = packages.iter().map(|package| package.id.clone()).collect();
        let metadata = Metadata { packages, workspace_members, workspace_root: "/house".to_owned() };

        let paths: Vec<String> =
            check(&metadata, &Tree::default()).into_iter().map(|problem| problem.path).collect();

        assert_eq!(paths, ["crates/vault/Cargo.toml", "crates/crypto/Cargo.toml", "app/Cargo.toml"]);
    }
}
