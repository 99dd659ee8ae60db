//! A small client of the API: one server, one bearer token, problem documents turned into exit codes.
//!
//! The token lies in a file that only its owner can read. A token is never sent in clear to another machine.

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ureq::http::{Request, Uri};
use ureq::{Agent, Body};

use crate::exit::{BadInput, Refused, Unavailable};
use crate::{exit, output, start};

/// No answer takes longer.
const TIME_LIMIT: Duration = Duration::from_mins(1);
/// Where the session lies, if not in the user's configuration folder.
const SESSION_VARIABLE: &str = "HAVENWARD_SESSION";

/// A session as it lies on the disk.
#[derive(Serialize, Deserialize)]
pub struct Session {
    /// The server, as `http://…` or `https://…` without a path.
    pub server: String,
    /// The bearer token.
    token: String,
}

impl Session {
    /// A session with a server.
    pub fn new(server: String, token: String) -> Self {
        Self { server, token }
    }

    /// Where a session lies: one for each name, so that several people can work from one machine.
    pub fn path(who: Option<&str>) -> Result<PathBuf> {
        let path = Self::home()?;
        let Some(who) = who else { return Ok(path) };
        if who.is_empty() || !who.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)) {
            return Err(
                BadInput("--as: letters, digits, - and _ only (mend: another name)".to_owned()).into()
            );
        }
        let stem = path.file_stem().and_then(OsStr::to_str).unwrap_or("session");
        Ok(path.with_file_name(format!("{stem}-{who}.json")))
    }

    fn home() -> Result<PathBuf> {
        if let Some(path) = std::env::var_os(SESSION_VARIABLE) {
            return Ok(PathBuf::from(path));
        }
        let base = std::env::var_os("XDG_CONFIG_HOME").map(PathBuf::from).filter(|base| base.is_absolute());
        let base = base.or_else(|| std::env::var_os("HOME").map(|home| Path::new(&home).join(".config")));
        let base = base.ok_or_else(|| BadInput(format!("no home folder (mend: set {SESSION_VARIABLE})")))?;
        Ok(base.join("havenward").join("session.json"))
    }

    /// Reads the session that `havenward login` left.
    pub fn read(who: Option<&str>) -> Result<Self> {
        let path = Self::path(who)?;
        let again = who.map(|who| format!(" --as {who}")).unwrap_or_default();
        let missing = || Refused(format!("not signed in (mend: havenward login{again} --server URL)"));
        if !path.exists() {
            return Err(missing().into());
        }
        start::refuse_open_permissions(&path)?;
        let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        serde_json::from_str(&text).map_err(|_| missing().into())
    }

    /// Keeps the session where only its owner can read it.
    pub fn keep(&self, who: Option<&str>) -> Result<PathBuf> {
        let path = Self::path(who)?;
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
        }
        forget(&path)?;
        let mut file = output::new_file(&path).with_context(|| path.display().to_string())?;
        serde_json::to_writer(&mut file, self)?;
        writeln!(file)?;
        Ok(path)
    }
}

/// Removes a session; one that is not there is as good as removed.
pub fn forget(path: &Path) -> Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| path.display().to_string())
        }
        _ => Ok(()),
    }
}

/// A client of one server.
pub struct Client {
    agent: Agent,
    server: String,
    token: Option<String>,
}

impl Client {
    /// A client that is not signed in.
    pub fn new(server: &str) -> Result<Self> {
        let server = server.trim_end_matches('/').to_owned();
        refuse_clear_text(&server)?;
        let config = Agent::config_builder()
            .timeout_global(Some(TIME_LIMIT))
            .http_status_as_error(false)
            .max_redirects(0)
            .user_agent(concat!("havenward/", env!("CARGO_PKG_VERSION")))
            .build();
        Ok(Self { agent: config.into(), server, token: None })
    }

    /// A client with the session that `havenward login` left.
    pub fn signed_in(who: Option<&str>) -> Result<Self> {
        let session = Session::read(who)?;
        Ok(Self { token: Some(session.token), ..Self::new(&session.server)? })
    }

    /// The server.
    pub fn server(&self) -> &str {
        &self.server
    }

    /// Sends a request: under its key what may come twice, and a body where there is one.
    pub fn send(&self, method: &str, path: &str, key: Option<&str>, body: Option<&str>) -> Result<Value> {
        let mut request = Request::builder().method(method.to_uppercase().as_str());
        request = request.uri(format!("{}{path}", self.server));
        if let Some(token) = &self.token {
            request = request.header("Authorization", format!("Bearer {token}"));
        }
        if let Some(key) = key {
            request = request.header("Idempotency-Key", key);
        }
        self.answer(match body {
            Some(body) => {
                self.agent.run(request.header("Content-Type", "application/json").body(body.to_owned())?)
            }
            None => self.agent.run(request.body(())?),
        })
    }

    /// Sends a form that needs no key.
    pub fn post(&self, path: &str, form: &Value) -> Result<Value> {
        self.send("post", path, None, Some(&form.to_string()))
    }

    fn answer(&self, answered: Result<ureq::http::Response<Body>, ureq::Error>) -> Result<Value> {
        let server = &self.server;
        let mut response = answered.map_err(|error| {
            Unavailable(format!("{server}: {error} (mend: is the server running and reachable?)"))
        })?;
        let status = response.status().as_u16();
        let text = response
            .body_mut()
            .read_to_string()
            .map_err(|error| Unavailable(format!("{server}: the answer broke off: {error}")))?;
        if (200..300).contains(&status) {
            return Ok(serde_json::from_str(&text).unwrap_or(Value::Null));
        }
        Err(Problem::of(status, &serde_json::from_str(&text).unwrap_or(Value::Null)).into())
    }
}

/// What the server answered instead of what it was asked for.
#[derive(Debug)]
pub struct Problem {
    /// Its stable code.
    pub code: String,
    /// The exit code of its kind.
    pub exit: u8,
    said: String,
}

impl Problem {
    fn of(status: u16, problem: &Value) -> Self {
        let text = |name: &str| problem.get(name).and_then(Value::as_str).unwrap_or_default();
        let (code, title, field) = (text("code"), text("title"), text("field"));
        let said = if title.is_empty() { format!("the server answered {status}") } else { title.to_owned() };
        let said =
            if field.is_empty() || said.starts_with(field) { said } else { format!("{field}: {said}") };
        let said = if code.is_empty() { said } else { format!("{said} ({code})") };
        let said = if status == 401 { format!("{said} (mend: havenward login)") } else { said };
        let exit = match status {
            400 | 413 | 415 | 422 => exit::BAD_INPUT,
            409 if code == "conflict" || code == "unit.waiting_for_key" => exit::UNAVAILABLE,
            401 | 403 | 404 | 409 => exit::REFUSED,
            _ => exit::UNAVAILABLE,
        };
        Self { code: code.to_owned(), exit, said }
    }

    /// The column at which a body could not be read, if it is told.
    pub fn column(&self) -> Option<usize> {
        let (_, after) = self.said.split_once("line 1, column ")?;
        after.split(|letter: char| !letter.is_ascii_digit()).next()?.parse().ok()
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.said)
    }
}

impl std::error::Error for Problem {}

/// A token or a passphrase in clear must not leave this machine.
fn refuse_clear_text(server: &str) -> Result<()> {
    let wrong =
        |why: &str| BadInput(format!("--server: {why} (mend: write https://host, or http://127.0.0.1:8088)"));
    let uri: Uri = server.parse().map_err(|_| wrong("this is not an address"))?;
    let host = uri.host().ok_or_else(|| wrong("this address names no host"))?;
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let is_loopback =
        bare == "localhost" || bare.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback());
    if uri.path().len() > 1 || uri.query().is_some() {
        return Err(wrong("give the server without a path").into());
    }
    match uri.scheme_str() {
        Some("https") => Ok(()),
        Some("http") if is_loopback => Ok(()),
        Some("http") => Err(wrong("without TLS everybody on the way could read the token").into()),
        _ => Err(wrong("this address has no scheme").into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_travels_in_clear_on_this_machine_only() {
        for good in
            ["https://nrm.example.org", "http://127.0.0.1:8088", "http://[::1]:1", "http://localhost:1"]
        {
            assert!(refuse_clear_text(good).is_ok(), "{good}");
        }
        for bad in [
            "http://nrm.example.org",
            "ftp://127.0.0.1",
            "nrm.example.org",
            "https://a/b",
            "http://127.0.0.1.example.org",
        ] {
            assert!(refuse_clear_text(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_refusal_of_the_server_keeps_its_kind() {
        let problem = serde_json::json!({ "code": "conflict", "title": "changed" });
        assert_eq!(Problem::of(409, &problem).exit, exit::UNAVAILABLE);
        assert_eq!(Problem::of(409, &Value::Null).exit, exit::REFUSED);
        assert_eq!(Problem::of(404, &Value::Null).exit, exit::REFUSED);
        assert_eq!(Problem::of(422, &Value::Null).exit, exit::BAD_INPUT);
        assert_eq!(Problem::of(503, &Value::Null).exit, exit::UNAVAILABLE);
    }
}
