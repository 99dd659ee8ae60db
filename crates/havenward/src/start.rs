//! From a configuration to a running application.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use havenward_app::{App, Approvers, Clock, Instruments, Kind, Profiles, Rules, Secrets, Settings};
use havenward_vault::checkpoint::SigningKey;
use havenward_vault::password::{HashParams, Pepper};
use jiff::Timestamp;
use zeroize::Zeroizing;

use crate::config::Config;
use crate::exit::BadInput;
use crate::input;

/// The clock on the wall. The one place where the product reads it.
pub fn wall_clock() -> Clock {
    #[expect(clippy::disallowed_methods, reason = "the product's one reading of the system clock")]
    Arc::new(Timestamp::now)
}

/// Starts the live installation that a configuration describes; brings its databases up to date.
pub async fn live(config: &Config) -> Result<App> {
    Ok(App::start(settings(config)?).await?)
}

/// Opens the live installation as it stands, for an operator's command.
pub async fn operator(config: &Config) -> Result<App> {
    Ok(App::open(settings(config)?).await?)
}

/// What the installation that a configuration describes is started with.
pub fn settings(config: &Config) -> Result<Settings> {
    refuse_shared_store(config)?;
    Ok(Settings {
        database: config.database.url.clone(),
        shred: config.shred.url.clone(),
        secrets: secrets(config)?,
        kind: Kind::Live,
        clock: wall_clock(),
        seed: None,
        hash_params: HashParams::CURRENT,
        profiles: profiles(config)?,
        instruments: instruments(config)?,
    })
}

/// The country's rules, and the bodies that may approve that a crisis changes them for a time.
pub fn profiles(config: &Config) -> Result<Profiles> {
    let mut files = Vec::new();
    for path in &config.country.profiles {
        let (name, text) = file(path)?;
        files.push(Rules::parse(&name, &text).map_err(|wrong| input::problems(&name, &wrong))?);
    }
    Ok(Profiles::with_files(&config.country.profile, files)?.approved_by(approvers(config)?))
}

/// The screening instruments: shipped ones, and the country's own.
pub fn instruments(config: &Config) -> Result<Instruments> {
    let mut files = Vec::new();
    for path in &config.country.instruments {
        let name = path.display().to_string();
        let instrument = input::instrument(&name)?;
        files.push((name, instrument));
    }
    Ok(Instruments::with_files(files)?)
}

fn file(path: &Path) -> Result<(String, String)> {
    let name = path.display().to_string();
    let text = input::text(&name)?;
    Ok((name, text))
}

/// The approving bodies that a configuration names.
pub fn approvers(config: &Config) -> Result<Approvers> {
    let keys = config.approvers.iter().map(|(body, key)| (body.as_str(), key.as_str()));
    Ok(Approvers::parse(keys)?)
}

/// The shred store must not share the fate of the data: never the same database, by whatever name.
pub fn refuse_shared_store(config: &Config) -> Result<()> {
    if place(&config.database.url) == place(&config.shred.url) {
        return Err(BadInput("shred.url: name another database than database.url".to_owned()).into());
    }
    Ok(())
}

/// The file of a SQLite database, if it is one.
pub fn sqlite_file(url: &str) -> Option<&Path> {
    url.strip_prefix("sqlite:").map(Path::new)
}

/// The files of a SQLite database: itself, the log of writes and its index.
pub fn sqlite_files(path: &Path) -> [std::path::PathBuf; 3] {
    ["", "-wal", "-shm"].map(|ending| {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        name.into()
    })
}

/// The folder in which a file lies.
pub fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A file has many names: `./a.db`, a link, a way around through another folder.
fn place(url: &str) -> String {
    let Some(path) = sqlite_file(url) else { return url.to_owned() };
    let real =
        path.canonicalize().ok().or_else(|| Some(folder(path).canonicalize().ok()?.join(path.file_name()?)));
    format!("sqlite:{}", real.as_deref().unwrap_or(path).display())
}

/// Reads the secrets from their files.
pub fn secrets(config: &Config) -> Result<Secrets> {
    let files = &config.secrets;
    let pepper = Pepper::parse(read(&files.pepper_file)?.trim()).map_err(|_| damaged(&files.pepper_file))?;
    let signing = SigningKey::parse(read(&files.journal_key_file)?.trim())
        .map_err(|_| damaged(&files.journal_key_file))?;
    Ok(Secrets::new(pepper, signing))
}

fn read(path: &Path) -> Result<Zeroizing<String>> {
    refuse_open_permissions(path)?;
    std::fs::read_to_string(path).map(Zeroizing::new).with_context(|| path.display().to_string())
}

fn damaged(path: &Path) -> BadInput {
    BadInput(format!(
        "{}: not the secret it should be (mend: restore this file from its own backup)",
        path.display()
    ))
}

/// A secret that others on the machine can read is none.
#[cfg(unix)]
pub fn refuse_open_permissions(path: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::metadata(path).with_context(|| path.display().to_string())?.permissions().mode();
    if mode & 0o077 == 0 {
        return Ok(());
    }
    let path = path.display();
    Err(BadInput(format!("{path}: others can read this secret (mend: chmod 600 {path})")).into())
}

/// Permissions of files are told apart on Unix only.
#[cfg(not(unix))]
pub fn refuse_open_permissions(_: &Path) -> Result<()> {
    Ok(())
}
