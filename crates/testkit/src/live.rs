//! A live installation of the real program: made with its own commands, served as its own process.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use base64ct::{Base64, Encoding};
use havenward_vault::intake::IntakePublicKey;
use havenward_vault::totp::{STEP_SECONDS, TotpSecret};
use serde_json::{Value, json};

use crate::http::{Answer, Client};

/// A service that was told to stop is looked after this often …
const STOP_LOOK: Duration = Duration::from_millis(20);
/// … and this many times.
const STOP_LOOKS: u32 = 1_000;
const PASSPHRASE: &str = "correct horse battery";

/// A live installation in a folder.
pub struct Live {
    program: PathBuf,
    folder: PathBuf,
}

/// The service, running. Killed when dropped.
pub struct Server {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
}

/// An enrolled device.
pub struct Device {
    /// Its bearer credential.
    pub credential: String,
    /// Version of the key it seals to.
    pub key_version: String,
    public_key: IntakePublicKey,
}

impl Device {
    /// Seals a record as a device does.
    pub fn seal(&self, record: &[u8]) -> Vec<u8> {
        self.public_key.seal(b"intake", b"", record).as_bytes().to_vec()
    }
}

impl Live {
    /// Makes configuration, secrets and databases in a folder, with `havenward init`.
    pub fn init(program: impl Into<PathBuf>, folder: &Path, database: &str, shred: &str) -> Self {
        let live = Self { program: program.into(), folder: folder.to_path_buf() };
        live.run(&["init", "--database", database, "--shred", shred, "--listen", "127.0.0.1:0"]);
        live
    }

    /// An installation that was made in a folder before.
    pub fn existing(program: impl Into<PathBuf>, folder: &Path) -> Self {
        Self { program: program.into(), folder: folder.to_path_buf() }
    }

    /// A command of the program on this installation.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command.arg("--config").arg(self.folder.join("havenward.toml")).arg("--json").args(arguments);
        command.stdin(Stdio::null());
        command
    }

    /// Runs a command that must succeed and reads its answer.
    pub fn run(&self, arguments: &[&str]) -> Value {
        let Output { status, stdout, stderr } = self.command(arguments).output().expect("the program starts");
        assert!(status.success(), "{arguments:?}: {status}\n{}", String::from_utf8_lossy(&stderr));
        serde_json::from_slice(&stdout).expect("the answer is JSON")
    }

    /// Starts the service and waits until it listens.
    pub fn serve(&self, environment: &[(&str, &str)]) -> Server {
        let log = File::options().create(true).append(true).open(self.log()).expect("a log file");
        let mut child = self
            .command(&["serve"])
            .envs(environment.iter().copied())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .expect("the program starts");
        let mut line = String::new();
        let stdout = child.stdout.take().expect("the output is a pipe");
        BufReader::new(stdout).read_line(&mut line).expect("the program speaks");
        let address = line.trim().strip_prefix("listening on http://").and_then(|text| text.parse().ok());
        match address {
            Some(address) => Server { child, address },
            None => panic!("the service did not start: {line}{}", self.logged()),
        }
    }

    /// What the service has logged.
    pub fn logged(&self) -> String {
        std::fs::read_to_string(self.log()).unwrap_or_default()
    }

    fn log(&self) -> PathBuf {
        self.folder.join("serve.log")
    }

    /// Makes a unit with a first member, who enrols, signs in and makes the unit's key. Returns her token.
    pub fn member(&self, server: &Server, role: &str) -> String {
        let unit = self.run(&["units", "add", "Border"])["unit"].as_str().expect("an id").to_owned();
        let token = self.newcomer(server, "guard", &unit, role).text("token");
        let mut client = Client::connect(server.address).expect("the service answers");
        let held = client.post("/api/v1/unit/key", &[("Authorization", &bearer(&token))], &json!({}));
        assert_eq!(held.expect("an answer").status, 200);
        token
    }

    /// Makes an account in a unit, whose person enrols and signs in. Returns the session; the unit's key is
    /// not touched.
    pub fn newcomer(&self, server: &Server, login: &str, unit: &str, role: &str) -> Answer {
        let url = self.enrolled(server, login, unit, role);
        let session = sign_in(server, login, &url);
        assert_eq!(session.status, 201, "{session:?}");
        session
    }

    /// Makes an account in a unit, whose person enrols. Returns the address that an authenticator app scans.
    pub fn enrolled(&self, server: &Server, login: &str, unit: &str, role: &str) -> String {
        let user = self.run(&["users", "add", login, "--name", login, "--unit", unit, "--role", role]);
        let link = user["link"].as_str().expect("a link");
        let mut client = Client::connect(server.address).expect("the service answers");

        let offered =
            client.post("/api/v1/enrolment/factor", &[], &json!({ "link": link })).expect("an answer");
        assert_eq!(offered.status, 200, "{offered:?}");
        let url = offered.text("url");
        let code = code_to_enrol(&url);
        let form =
            json!({ "link": link, "passphrase": PASSPHRASE, "factor": offered.text("factor"), "code": code });
        let enrolled = client.post("/api/v1/enrolment", &[], &form).expect("an answer");
        assert_eq!(enrolled.status, 204, "{enrolled:?}");
        url
    }

    /// Enrols a device for the unit of a member.
    pub fn device(&self, server: &Server, token: &str) -> Device {
        let mut client = Client::connect(server.address).expect("the service answers");
        let device = client
            .post("/api/v1/devices", &[("Authorization", &bearer(token))], &json!({}))
            .expect("an answer");
        assert_eq!(device.status, 201, "{device:?}");
        let point = Base64::decode_vec(&device.text("public_key")).expect("base64");
        Device {
            credential: device.text("credential"),
            key_version: device.json()["key_version"].to_string(),
            public_key: IntakePublicKey::from_bytes(&point).expect("a point on the curve"),
        }
    }
}

impl Server {
    /// The process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Ends the process at once: no handler of its own runs.
    pub fn kill(mut self) {
        self.child.kill().expect("the process can be killed");
        self.child.wait().expect("the process ends");
    }

    /// Asks the process to stop and waits until it has finished.
    pub fn stop(mut self) {
        // The shell's `kill` needs neither unsafe code nor a package.
        let asked = Command::new("sh")
            .args(["-c", "kill -s TERM \"$1\"", "sh"])
            .arg(self.child.id().to_string())
            .status()
            .expect("a shell");
        assert!(asked.success());
        for _ in 0..STOP_LOOKS {
            if let Some(ended) = self.child.try_wait().expect("the process can be asked") {
                assert!(ended.success(), "the service ended with {ended}");
                return;
            }
            std::thread::park_timeout(STOP_LOOK);
        }
        panic!("the service did not stop");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Has ended already unless a test failed on the way.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Signs in whoever enrolled with [`Live::enrolled`]. A code that was shown before is refused.
pub fn sign_in(server: &Server, login: &str, url: &str) -> Answer {
    let mut client = Client::connect(server.address).expect("the service answers");
    let form = json!({ "login": login, "passphrase": PASSPHRASE, "code": code_to_sign_in(url) });
    client.post("/api/v1/session", &[], &form).expect("an answer")
}

fn bearer(token: &str) -> String {
    format!("Bearer {token}")
}

fn unix_seconds() -> u64 {
    #[expect(clippy::disallowed_methods, reason = "the program's own process reads the real clock")]
    let now = std::time::SystemTime::now();
    now.duration_since(std::time::UNIX_EPOCH).expect("a clock after 1970").as_secs()
}

/// What an authenticator with this address shows for an enrolment.
///
/// The step before this one is accepted too, and leaves this one for signing in.
pub fn code_to_enrol(url: &str) -> String {
    secret_of(url).code_at(unix_seconds() - STEP_SECONDS).to_string()
}

/// What an authenticator with this address shows now.
pub fn code_to_sign_in(url: &str) -> String {
    secret_of(url).code_at(unix_seconds()).to_string()
}

/// Reads the base32 secret out of the address that an authenticator app scans.
fn secret_of(url: &str) -> TotpSecret {
    let (_, after) = url.split_once("secret=").expect("a secret");
    let text = after.split('&').next().unwrap_or_default();
    let mut bits = 0_u64;
    let mut count = 0;
    let mut bytes = Vec::new();
    for letter in text.bytes() {
        let value = if letter.is_ascii_digit() { letter - b'2' + 26 } else { letter - b'A' };
        bits = bits << 5 | u64::from(value);
        count += 5;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from(bits >> count & 0xff).expect("eight bits"));
        }
    }
    TotpSecret::from_bytes(bytes.try_into().expect("160 bits"))
}
