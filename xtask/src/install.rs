//! Finds the programs of PostgreSQL and, on a Debian machine that lacks them, installs them as root.
//!
//! The distribution's own cluster is neither created nor started.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context as _;

const DEBIAN_PROGRAMS: &str = "/usr/lib/postgresql";
const CLUSTER_SETTINGS: &str = "/etc/postgresql-common/createcluster.d";
const NEEDED: [&str; 3] = ["initdb", "pg_ctl", "postgres"];

/// Finds the folder that holds `initdb`, `pg_ctl` and `postgres`, installing them where that is possible.
pub fn programs() -> anyhow::Result<PathBuf> {
    if let Some(folder) = find() {
        return Ok(folder);
    }
    let by_hand = "install PostgreSQL 15 or newer (Debian: `apt-get install postgresql`; macOS: \
                   `brew install postgresql`) or put initdb, pg_ctl and postgres on PATH";
    anyhow::ensure!(
        Path::new("/etc/debian_version").exists(),
        "the tests need PostgreSQL and this machine has none: {by_hand}"
    );
    anyhow::ensure!(
        is_root()?,
        "the tests need PostgreSQL, this machine has none and only root can install it: {by_hand}"
    );
    install()?;
    find().with_context(|| format!("the package was installed without {NEEDED:?}: {by_hand}"))
}

/// Tells whether the program runs as root, from the owner of its own process.
pub fn is_root() -> anyhow::Result<bool> {
    let output = Command::new("id").arg("-u").output().context("running `id -u`")?;
    Ok(String::from_utf8_lossy(&output.stdout).trim() == "0")
}

/// Debian keeps each version in a folder of its own and off PATH; the newest wins.
fn find() -> Option<PathBuf> {
    let mut versions: Vec<(u32, PathBuf)> = fs::read_dir(DEBIAN_PROGRAMS)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let version = entry.file_name().to_str()?.parse().ok()?;
            Some((version, entry.path().join("bin")))
        })
        .collect();
    versions.sort();
    let installed = versions.into_iter().rev().map(|(_, folder)| folder);
    let path = std::env::var_os("PATH").unwrap_or_default();
    installed
        .chain(std::env::split_paths(&path))
        .chain([PathBuf::from("/usr/local/bin"), PathBuf::from("/usr/local/pgsql/bin")])
        .find(|folder| NEEDED.iter().all(|program| folder.join(program).is_file()))
}

fn install() -> anyhow::Result<()> {
    // Read by the package's own scripts; removed again, so that the machine keeps its defaults.
    let setting = Path::new(CLUSTER_SETTINGS).join("havenward-tests.conf");
    fs::create_dir_all(CLUSTER_SETTINGS).with_context(|| format!("creating {CLUSTER_SETTINGS}"))?;
    fs::write(&setting, "create_main_cluster = false\n")
        .with_context(|| format!("writing {}", setting.display()))?;
    let installed = apt_get(&["update"])
        .and_then(|()| apt_get(&["install", "-y", "--no-install-recommends", "postgresql"]));
    fs::remove_file(&setting).with_context(|| format!("removing {}", setting.display()))?;
    installed
}

/// Installs packages of Debian.
pub fn packages(names: &[&str]) -> anyhow::Result<()> {
    apt_get(&["update"])?;
    let mut arguments = vec!["install", "-y", "--no-install-recommends"];
    arguments.extend(names);
    apt_get(&arguments)
}

fn apt_get(arguments: &[&str]) -> anyhow::Result<()> {
    eprintln!("running apt-get {}", arguments.join(" "));
    let status = Command::new("apt-get")
        .args(arguments)
        .env("DEBIAN_FRONTEND", "noninteractive")
        // Its chatter is not part of the test report.
        .stdout(std::io::stderr())
        .status()
        .context("running apt-get")?;
    anyhow::ensure!(status.success(), "apt-get {} failed ({status})", arguments.join(" "));
    Ok(())
}
