//! `havenward doctor`: what is well, what is not, and how to mend it. It changes nothing.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use havenward_app::doctor::{self, Standing};
use havenward_app::{Kind, backups};
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use crate::config::{Config, without_password};
use crate::{exit, output, start};

/// No clock that is right shows less: this program is younger.
const PROGRAM_IS_YOUNGER_THAN: i64 = 1_767_225_600;

/// Backups are taken every day; two hours for the day on which one starts late.
const BACKED_UP_WITHIN: SignedDuration = SignedDuration::from_hours(26);

/// One thing looked at.
#[derive(Serialize)]
struct Check {
    what: &'static str,
    ok: bool,
    said: String,
}

#[derive(Default)]
struct Checks(Vec<Check>);

impl Checks {
    fn well(&mut self, what: &'static str, said: impl Into<String>) {
        self.0.push(Check { what, ok: true, said: said.into() });
    }

    fn ill(&mut self, what: &'static str, said: impl Into<String>) {
        self.0.push(Check { what, ok: false, said: said.into() });
    }

    fn note<T>(&mut self, what: &'static str, said: &str, result: Result<T>) -> Option<T> {
        match result {
            Ok(value) => {
                self.well(what, said);
                Some(value)
            }
            Err(error) => {
                self.ill(what, format!("{error:#}"));
                None
            }
        }
    }
}

/// Runs the command: exit code 3 if anything is not well.
pub async fn run(path: &Path, json: bool) -> Result<ExitCode> {
    let mut checks = Checks::default();
    let now = (start::wall_clock())();
    if let Some(config) = checks.note("configuration", "readable", Config::read(path)) {
        checks.note("secrets", "there, and for the owner's eyes only", start::secrets(&config));
        checks.note("profiles", "checked", start::profiles(&config));
        checks.note("instruments", "checked", start::instruments(&config));
        checks.note("shred store apart", "another database", start::refuse_shared_store(&config));
        permissions(&mut checks, &config);
        copies(&mut checks, &config, now);
        shred_store(&mut checks, &config).await;
        database(&mut checks, &config, now).await;
    }
    if now.as_second() < PROGRAM_IS_YOUNGER_THAN {
        checks.ill(
            "clock",
            format!("{now} is too long ago (mend: set the clock, switch time synchronisation on)"),
        );
    } else {
        checks.well("clock", now.strftime("%Y-%m-%d %H:%M UTC").to_string());
    }
    let all_well = checks.0.iter().all(|check| check.ok);
    output::answer(json, &checks.0, || {
        let line = |check: &Check| {
            let word = if check.ok { "well    " } else { "NOT WELL" };
            format!("{word}  {}: {}\n", check.what, check.said)
        };
        checks.0.iter().map(line).collect()
    })?;
    Ok(if all_well { ExitCode::SUCCESS } else { ExitCode::from(exit::REFUSED) })
}

/// Opening an embedded database would make it; one that is missing is told instead.
fn is_missing(url: &str) -> bool {
    url.strip_prefix("sqlite:").is_some_and(|path| !Path::new(path).exists())
}

/// Whether others on the machine can read a database, or list the folder in which it lies.
#[cfg(unix)]
fn permissions(checks: &mut Checks, config: &Config) {
    use std::os::unix::fs::PermissionsExt;
    const WHAT: &str = "permissions";
    let databases = [&config.database.url, &config.shred.url].map(|url| start::sqlite_file(url));
    let databases: Vec<&Path> = databases.into_iter().flatten().collect();
    if databases.is_empty() {
        return;
    }
    let folders = databases.iter().map(|path| (start::folder(path).to_owned(), "700"));
    let files = databases.iter().flat_map(|path| start::sqlite_files(path)).map(|file| (file, "600"));
    let open = folders.chain(files).filter(|(path, _)| {
        let mode = std::fs::metadata(path).map(|found| found.permissions().mode());
        mode.is_ok_and(|mode| mode & 0o077 != 0)
    });
    // Both databases may lie in one folder.
    let open: std::collections::BTreeSet<_> = open.collect();
    for (path, mode) in &open {
        let path = path.display();
        checks.ill(WHAT, format!("{path} is open to others on this machine (mend: chmod {mode} {path})"));
    }
    if open.is_empty() {
        checks.well(WHAT, "databases are for their owner's eyes only");
    }
}

/// Permissions of files are told apart on Unix only.
#[cfg(not(unix))]
fn permissions(_: &mut Checks, _: &Config) {}

/// Whether a backup was taken lately. One that nobody takes is remembered on the day it is needed.
fn copies(checks: &mut Checks, config: &Config, now: Timestamp) {
    const WHAT: &str = "backups";
    let Some(backup) = &config.backup else {
        checks.well(WHAT, "none are set up ([backup] in the configuration)");
        return;
    };
    for (name, folder) in [("main_to", &backup.main_to), ("shred_to", &backup.shred_to)] {
        let newest = match backups::newest(folder) {
            Ok(newest) => newest,
            Err(error) => {
                checks.ill(WHAT, format!("{name}: {error}"));
                continue;
            }
        };
        match newest {
            Some(at) if now.duration_since(at) <= BACKED_UP_WITHIN => {
                checks.well(WHAT, format!("{name}: the newest is of {}", at.strftime("%Y-%m-%d %H:%M UTC")));
            }
            Some(at) => {
                let at = at.strftime("%Y-%m-%d %H:%M UTC");
                checks
                    .ill(WHAT, format!("{name}: the newest is of {at} (mend: havenward backup, every day)"));
            }
            None => checks.ill(WHAT, format!("{name}: there is none (mend: havenward backup)")),
        }
    }
}

async fn shred_store(checks: &mut Checks, config: &Config) {
    let url = &config.shred.url;
    if is_missing(url) {
        let url = without_password(url);
        checks.ill("shred store", format!("{url} is not there (mend: restore it, or havenward init)"));
        return;
    }
    match doctor::shred_store(url).await {
        Ok(engine) => checks.well("shred store", engine),
        Err(error) => checks.ill("shred store", error.to_string()),
    }
}

async fn database(checks: &mut Checks, config: &Config, now: Timestamp) {
    let url = &config.database.url;
    if is_missing(url) {
        let url = without_password(url);
        checks.ill("database", format!("{url} is not there (mend: restore it, or havenward init)"));
        return;
    }
    let found = match doctor::database(url).await {
        Ok(found) => found,
        Err(error) => {
            checks.ill("database", error.to_string());
            return;
        }
    };
    checks.well("database", found.engine);
    let Standing { version, kind, .. } = found.standing;
    checks.well("schema", format!("{version}, this program's"));
    if start::sqlite_file(url).is_none() {
        checks.well("second wall", "row policies keep the data of units apart");
    }
    match kind {
        Some(Kind::Live) => checks.well("stamp", "live"),
        Some(other) => checks
            .ill("stamp", format!("this is a database of kind {} (mend: name the live one)", other.code())),
        None => checks.ill("stamp", "none (mend: havenward init)"),
    }
    let signed = found.checkpoint.map_or(0, |(size, _)| size);
    let unsigned = found.entries.saturating_sub(signed);
    let said = format!("{} entries, {unsigned} newer than the last checkpoint", found.entries);
    if unsigned > doctor::UNSIGNED_AT_MOST || signed > found.entries {
        checks.ill("journal", format!("{said} (mend: havenward journal verify)"));
    } else {
        checks.well("journal", said);
    }
    if let Some((_, signed_at)) = found.checkpoint
        && signed_at.duration_since(now) > doctor::CLOCK_SLACK
    {
        checks
            .ill("clock", format!("it stands before the last checkpoint, {signed_at} (mend: set the clock)"));
    }
}
