//! Configuration: a TOML file, overridden by `HAVENWARD__SECTION__KEY` in the environment.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use crate::exit::BadInput;

/// Prefix of the environment variables that override the file.
const PREFIX: &str = "HAVENWARD__";

/// The whole configuration.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Where the data is.
    pub database: Database,
    /// Where the shred keys are.
    pub shred: Database,
    /// Where the secrets are.
    pub secrets: SecretFiles,
    /// Where the service listens.
    #[serde(default)]
    pub server: Server,
    /// The country.
    #[serde(default)]
    pub country: Country,
    /// Where backups go, and who can open them. Without it none are made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub backup: Option<Backup>,
    /// The public keys of the bodies whose approvals a crisis overlay needs, by body.
    #[serde(default)]
    pub approvers: BTreeMap<String, String>,
}

/// The country.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Country {
    /// The id of the profile under whose newest valid version new cases begin.
    pub profile: String,
    /// Files of the country's own profiles, relative to the configuration file.
    pub profiles: Vec<PathBuf>,
    /// Files of the country's own screening instruments, relative to the configuration file.
    pub instruments: Vec<PathBuf>,
}

impl Default for Country {
    fn default() -> Self {
        Self { profile: "gb-ew".to_owned(), profiles: Vec::new(), instruments: Vec::new() }
    }
}

/// Where backups go, and who can open them.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Backup {
    /// Folder for copies of the main database, relative to the configuration file.
    pub main_to: PathBuf,
    /// Folder for copies of the shred store, in another place.
    pub shred_to: PathBuf,
    /// Files with the public keys of those who can open the copies.
    pub holders: Vec<PathBuf>,
    /// For PostgreSQL: the main database as a login that may pass row policies and only reads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_database: Option<String>,
    /// For PostgreSQL: the shred store, likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_shred: Option<String>,
}

/// A database.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Database {
    /// `sqlite:PATH` (relative to the configuration file) or `postgres://…`.
    pub url: String,
}

/// Files that hold one secret each.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SecretFiles {
    /// The pepper.
    pub pepper_file: PathBuf,
    /// The journal's signing key.
    pub journal_key_file: PathBuf,
}

/// The service.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Server {
    /// Address and port. Loopback unless told otherwise.
    pub listen: SocketAddr,
}

impl Default for Server {
    fn default() -> Self {
        Self { listen: SocketAddr::from(([127, 0, 0, 1], 8088)) }
    }
}

impl Config {
    /// Reads the file and the environment.
    pub fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).map_err(|error| {
            BadInput(format!("{}: {error} (mend: make one with `havenward init`)", path.display()))
        })?;
        Self::parse_at(path, &text)
    }

    /// Parses the text of a file that is, or will be, at a path, and applies the environment.
    pub fn parse_at(path: &Path, text: &str) -> Result<Self> {
        let environment = std::env::vars().filter(|(name, _)| name.starts_with(PREFIX));
        let mut config = Self::parse(&path.display().to_string(), text, environment)?;
        config.rest_on(path.parent().unwrap_or(Path::new(".")));
        Ok(config)
    }

    /// Parses the text of a file and applies overrides.
    pub fn parse(name: &str, text: &str, overrides: impl Iterator<Item = (String, String)>) -> Result<Self> {
        let mut table: toml::Table =
            toml::from_str(text).map_err(|error| BadInput(located(name, text, &error)))?;
        let mut overridden = false;
        for (variable, value) in overrides {
            let path = variable.trim_start_matches(PREFIX).to_ascii_lowercase();
            let Some((section, key)) = path.split_once("__") else {
                return Err(BadInput(format!("{variable}: write {PREFIX}SECTION__KEY")).into());
            };
            let entry =
                table.entry(section.to_owned()).or_insert_with(|| toml::Value::Table(toml::Table::new()));
            let section = entry.as_table_mut().context("a section is not a table")?;
            section.insert(key.to_owned(), toml::Value::String(value));
            overridden = true;
        }
        // The file as it stands keeps its line numbers; with overrides only the field can be named.
        let parsed = if overridden { Self::deserialize(table) } else { toml::from_str(text) };
        parsed.map_err(|error| BadInput(located(name, text, &error)).into())
    }

    /// The configuration in force, without anything secret: a password inside an address is left out.
    pub fn shown(&self) -> Self {
        let mut shown = self.clone();
        for database in [&mut shown.database, &mut shown.shred] {
            database.url = without_password(&database.url);
        }
        if let Some(backup) = &mut shown.backup {
            for url in [&mut backup.from_database, &mut backup.from_shred].into_iter().flatten() {
                *url = without_password(url);
            }
        }
        shown
    }

    fn rest_on(&mut self, base: &Path) {
        for database in [&mut self.database, &mut self.shred] {
            if let Some(path) = database.url.strip_prefix("sqlite:") {
                database.url = format!("sqlite:{}", base.join(path).display());
            }
        }
        self.secrets.pepper_file = base.join(&self.secrets.pepper_file);
        for path in self.country.profiles.iter_mut().chain(&mut self.country.instruments) {
            *path = base.join(&*path);
        }
        if let Some(backup) = &mut self.backup {
            for path in [&mut backup.main_to, &mut backup.shred_to].into_iter().chain(&mut backup.holders) {
                *path = base.join(&*path);
            }
        }
        self.secrets.journal_key_file = base.join(&self.secrets.journal_key_file);
    }
}

/// `postgres://user:password@host/name` without the password, wherever it may stand.
pub fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
    let rest = match rest.rsplit_once('@') {
        Some((user, host)) => {
            let name = user.split(':').next().unwrap_or_default();
            if user.contains(':') { format!("{name}:***@{host}") } else { format!("{name}@{host}") }
        }
        None => rest.to_owned(),
    };
    // Parameters can hold a password too.
    if query.is_empty() { format!("{scheme}://{rest}") } else { format!("{scheme}://{rest}?***") }
}

fn located(name: &str, text: &str, error: &toml::de::Error) -> String {
    let line = error
        .span()
        .and_then(|span| text.get(..span.start))
        .map_or(1, |before| before.bytes().filter(|byte| *byte == b'\n').count() + 1);
    format!("{name}:{line}: {}", error.message())
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINIMAL: &str = "[database]\nurl = \"sqlite:a.db\"\n[shred]\nurl = \"sqlite:b.db\"\n\
                           [secrets]\npepper_file = \"p\"\njournal_key_file = \"j\"\n";

    fn parse(text: &str, overrides: &[(&str, &str)]) -> Result<Config> {
        let overrides = overrides.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Config::parse("havenward.toml", text, overrides)
    }

    #[test]
    fn the_service_listens_on_loopback_unless_told_otherwise() {
        assert!(parse(MINIMAL, &[]).unwrap().server.listen.ip().is_loopback());
    }

    #[test]
    fn the_environment_overrides_the_file() {
        let config = parse(MINIMAL, &[("HAVENWARD__SERVER__LISTEN", "127.0.0.1:9000")]).unwrap();
        assert_eq!(config.server.listen.port(), 9000);
    }

    #[test]
    fn a_password_in_an_address_is_never_shown() {
        assert_eq!(without_password("postgres://h:s3cret@db/hw"), "postgres://h:***@db/hw");
        assert_eq!(without_password("postgres://h:s3@cret@db/hw"), "postgres://h:***@db/hw");
        assert_eq!(without_password("postgres://db/hw?password=s3cret"), "postgres://db/hw?***");
        assert_eq!(without_password("sqlite:havenward.db"), "sqlite:havenward.db");
    }

    #[test]
    fn an_unknown_field_is_refused_with_file_and_line() {
        let refused = parse(&format!("{MINIMAL}[server]\nport = 1\n"), &[]).unwrap_err();
        assert!(refused.to_string().starts_with("havenward.toml:9: unknown field `port`"), "{refused}");
    }
}
