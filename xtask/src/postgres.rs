//! A private PostgreSQL cluster for one test run, in a temporary folder, gone when it is dropped.
//!
//! Commits are durable as in production (`fsync` stays on), because kill tests rely on it.

use std::fs::{self, DirBuilder};
use std::io::Read as _;
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::Context as _;

use crate::install;

/// Where clusters are made. Not `TMPDIR`: a socket's path is limited to 107 bytes, and user `postgres`
/// must be able to reach it.
const PARENT: &str = "/tmp";
const PREFIX: &str = "havenward-postgres-";
const SUPERUSER: &str = "postgres";
/// Somebody else can take the free port before the server does.
const START_ATTEMPTS: u32 = 3;

/// A running cluster.
#[derive(Debug)]
pub struct Cluster {
    programs: PathBuf,
    folder: PathBuf,
    owner: Option<Owner>,
    password: String,
    port: u16,
}

/// The unprivileged user that owns the cluster when root runs the tests; `initdb` refuses root.
#[derive(Debug, Clone, Copy)]
struct Owner {
    user: u32,
    group: u32,
}

impl Cluster {
    /// Makes and starts a cluster on a free loopback port.
    pub fn start() -> anyhow::Result<Cluster> {
        let programs = install::programs()?;
        let owner = if install::is_root()? { Some(Owner::find()?) } else { None };
        sweep(&programs, owner);
        let folder = Path::new(PARENT).join(format!("{PREFIX}{}", std::process::id()));
        DirBuilder::new()
            .mode(0o755)
            .create(&folder)
            .with_context(|| format!("creating {}", folder.display()))?;
        // From here on dropping the value removes the folder, whatever fails.
        let mut cluster = Cluster { programs, folder, owner, password: password()?, port: 0 };
        cluster.initialise()?;
        cluster.serve()?;
        Ok(cluster)
    }

    /// The superuser's address for `HAVENWARD_TEST_POSTGRES`.
    pub fn url(&self) -> String {
        format!("postgres://{SUPERUSER}:{}@127.0.0.1:{}/postgres", self.password, self.port)
    }

    fn initialise(&self) -> anyhow::Result<()> {
        let socket = self.folder.join("socket");
        DirBuilder::new().mode(0o700).create(&socket).context("creating the socket's folder")?;
        let data = self.data();
        DirBuilder::new().mode(0o700).create(&data).context("creating the data folder")?;
        let password_file = self.folder.join("password");
        fs::write(&password_file, &self.password).context("writing the password")?;
        if let Some(owner) = self.owner {
            // The folder itself stays root's: root writes there and must not meet a planted link.
            for path in [&socket, &data, &password_file] {
                chown(path, Some(owner.user), Some(owner.group))
                    .with_context(|| format!("giving away {}", path.display()))?;
            }
        }
        let mut initdb = self.program("initdb");
        initdb.arg("-D").arg(&data).arg("--pwfile").arg(&password_file);
        initdb.args(["-U", SUPERUSER, "-A", "password", "--no-locale", "-E", "UTF8"]);
        finish(&mut initdb, "initdb")?;
        fs::remove_file(&password_file).context("removing the password file")?;
        // Any local user can reach a loopback port, so the superuser needs the password of this run.
        // Roles that tests create need none: they can do nothing outside the cluster.
        let access = format!(
            "local all {SUPERUSER} password\n\
             local all all trust\n\
             host all {SUPERUSER} 127.0.0.1/32 password\n\
             host all all 127.0.0.1/32 trust\n"
        );
        fs::write(data.join("pg_hba.conf"), access).context("writing pg_hba.conf")
    }

    fn serve(&mut self) -> anyhow::Result<()> {
        let mut last = anyhow::anyhow!("not tried");
        for _ in 0..START_ATTEMPTS {
            self.port = free_port()?;
            match self.try_serve() {
                Ok(()) => return Ok(()),
                Err(error) => last = error,
            }
        }
        Err(last)
    }

    fn try_serve(&self) -> anyhow::Result<()> {
        let log = self.folder.join("socket").join("log");
        let options = format!(
            "-k {} -p {} -c listen_addresses=127.0.0.1 -c max_connections=200 -c shared_buffers=32MB \
             -c fsync=on -c synchronous_commit=on -c max_wal_size=256MB",
            self.folder.join("socket").display(),
            self.port
        );
        let mut start = self.program("pg_ctl");
        start
            .arg("-D")
            .arg(self.data())
            .arg("-l")
            .arg(&log)
            .args(["-w", "-t", "60", "-o", &options])
            .arg("start");
        finish(&mut start, "pg_ctl start").with_context(|| {
            let text = fs::read_to_string(&log).unwrap_or_default();
            let lines: Vec<&str> = text.lines().collect();
            lines.get(lines.len().saturating_sub(10)..).unwrap_or_default().join("\n")
        })
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn program(&self, name: &str) -> Command {
        program(&self.programs, &self.folder, self.owner, name)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        stop_and_delete(&self.programs, &self.folder, self.owner);
    }
}

impl Owner {
    /// Debian's package creates `postgres`; a hand-made installation may leave only `nobody`.
    fn find() -> anyhow::Result<Owner> {
        ["postgres", "nobody"]
            .into_iter()
            .find_map(|name| Some(Owner { user: id("-u", name)?, group: id("-g", name)? }))
            .context("PostgreSQL refuses to run as root and there is no user `postgres`: create it with `adduser --system --group postgres`")
    }
}

fn id(kind: &str, name: &str) -> Option<u32> {
    let output = Command::new("id").args([kind, name]).output().ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}

/// A command of the cluster, as its owner, out of reach of the terminal's Ctrl-C.
fn program(programs: &Path, folder: &Path, owner: Option<Owner>, name: &str) -> Command {
    let mut command = Command::new(programs.join(name));
    command.current_dir(folder).stdin(Stdio::null()).process_group(0);
    for variable in ["PGDATA", "PGHOST", "PGPORT", "PGUSER", "PGPASSWORD", "PGOPTIONS"] {
        command.env_remove(variable);
    }
    if let Some(owner) = owner {
        command.uid(owner.user).gid(owner.group);
    }
    command
}

/// Runs a command quietly and shows what it said only if it failed.
///
/// The output goes to a file and not to a pipe: the server inherits it and would keep a pipe open.
fn finish(command: &mut Command, name: &str) -> anyhow::Result<()> {
    let folder = command.get_current_dir().unwrap_or(Path::new(PARENT)).to_path_buf();
    let said = folder.join("said");
    let file = fs::File::create(&said).with_context(|| format!("creating {}", said.display()))?;
    let errors = file.try_clone().context("sharing the output file")?;
    let status = command.stdout(file).stderr(errors).status().with_context(|| format!("running {name}"))?;
    let text = fs::read_to_string(&said).unwrap_or_default();
    anyhow::ensure!(status.success(), "{name} failed ({status})\n{}", text.trim());
    Ok(())
}

fn stop_and_delete(programs: &Path, folder: &Path, owner: Option<Owner>) {
    let data = folder.join("data");
    if data.join("postmaster.pid").exists() {
        let mut stop = program(programs, folder, owner, "pg_ctl");
        // Nothing in it is worth a checkpoint.
        stop.arg("-D").arg(&data).args(["-m", "immediate", "-w", "-t", "30", "stop"]);
        if let Err(error) = finish(&mut stop, "pg_ctl stop") {
            eprintln!("the test cluster in {} did not stop: {error:#}", folder.display());
        }
    }
    if let Err(error) = fs::remove_dir_all(folder) {
        eprintln!("could not delete {}: {error}", folder.display());
    }
}

/// Removes what runs that were killed outright have left: clusters whose maker no longer lives.
fn sweep(programs: &Path, owner: Option<Owner>) {
    for entry in fs::read_dir(PARENT).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let Some(maker) = name.to_str().and_then(|name| name.strip_prefix(PREFIX)) else {
            continue;
        };
        let is_number = maker.parse::<u32>().is_ok();
        if is_number && !Path::new("/proc").join(maker).exists() && is_ours(&entry.path()) {
            eprintln!("removing the cluster that a killed run left in {}", entry.path().display());
            stop_and_delete(programs, &entry.path(), owner);
        }
    }
}

/// A folder in a shared place is touched only if it is a real folder that this user made.
fn is_ours(folder: &Path) -> bool {
    let (Ok(found), Ok(own)) = (fs::symlink_metadata(folder), fs::metadata("/proc/self")) else {
        return false;
    };
    found.is_dir() && found.uid() == own.uid()
}

fn free_port() -> anyhow::Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("looking for a free port")?;
    Ok(listener.local_addr()?.port())
}

fn password() -> anyhow::Result<String> {
    let mut bytes = [0; 16];
    fs::File::open("/dev/urandom")
        .and_then(|mut file| file.read_exact(&mut bytes))
        .context("reading /dev/urandom")?;
    Ok(format!("{:032x}", u128::from_ne_bytes(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_run_has_its_own_password() {
        let (one, other) = (password().unwrap(), password().unwrap());

        assert_eq!(one.len(), 32);
        assert_ne!(one, other);
    }

    #[test]
    fn a_folder_of_somebody_else_is_not_ours() {
        let stranger = fs::read_dir("/proc").unwrap().flatten().map(|entry| entry.path()).find(|path| {
            let owner = fs::metadata(path).map(|found| found.uid());
            let own = fs::metadata("/proc/self").map(|found| found.uid());
            owner.ok() != own.ok()
        });

        assert!(stranger.is_none_or(|folder| !is_ours(&folder)));
        assert!(!is_ours(Path::new("/no/such/folder")));
        // A link to a folder of ours is not a folder of ours.
        assert!(!is_ours(Path::new("/proc/self")));
    }

    #[test]
    fn a_failing_program_is_quoted() {
        let mut command = Command::new("sh");
        let folder = std::env::temp_dir().join(format!("havenward-finish-{}", std::process::id()));
        fs::create_dir(&folder).unwrap();
        command.args(["-c", "echo no space left >&2; exit 3"]).current_dir(&folder);

        let error = finish(&mut command, "initdb").unwrap_err();
        fs::remove_dir_all(&folder).unwrap();

        assert!(format!("{error:#}").contains("no space left"));
    }
}
