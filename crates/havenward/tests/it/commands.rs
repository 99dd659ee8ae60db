//! What the operator reads, and what the exit code says.

use std::io::Read;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use havenward_testkit::Live;
use tempfile::TempDir;

use crate::ran::folder_of_an_owner;

const PROGRAM: &str = env!("CARGO_BIN_EXE_havenward");

/// A folder for one installation.
pub struct Desk(TempDir);

impl Desk {
    pub fn new() -> Self {
        Self(folder_of_an_owner())
    }

    /// A desk with a new installation.
    fn prepared() -> Self {
        let desk = Self::new();
        Live::init(PROGRAM, desk.0.path(), "sqlite:havenward.db", "sqlite:shred.db");
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM);
        command.current_dir(self.0.path()).stdin(Stdio::null()).args(arguments);
        for name in ["HAVENWARD_CONFIG", "COLUMNS", "LINES"] {
            command.env_remove(name);
        }
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// Runs what must end with this code, and returns what it said on standard error.
    fn refused(&self, code: i32, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
        assert!(output.stdout.is_empty(), "{arguments:?}: a refusal answers nothing");
        said
    }

    fn answered(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    fn set_mode(&self, name: &str, mode: u32) {
        std::fs::set_permissions(self.path(name), PermissionsExt::from_mode(mode)).unwrap();
    }
}

/// The commands that a help text lists.
fn listed(help: &str) -> Vec<String> {
    let list = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    // What is told in several lines goes on further to the right.
    let names = list.take_while(|line| !line.is_empty()).filter_map(|line| line.strip_prefix("  "));
    let names = names.filter(|line| !line.starts_with(' ')).filter_map(|line| line.split(' ').next());
    names.filter(|name| *name != "help").map(str::to_owned).collect()
}

/// The help of a command and, under it, of everything below.
fn explained(desk: &Desk, path: &[&str]) -> String {
    let help = desk.answered(&[path, &["--help"]].concat());
    let below = listed(&help);
    let mut all = format!("$ havenward {} --help\n{help}", path.join(" "));
    for name in &below {
        all.push('\n');
        all.push_str(&explained(desk, &[path, &[name.as_str()]].concat()));
    }
    all
}

/// Every command under this one, at any depth.
pub fn below(desk: &Desk, path: &[String]) -> Vec<Vec<String>> {
    let asked: Vec<&str> = path.iter().map(String::as_str).chain(["--help"]).collect();
    let one = |name: String| {
        let path = [path, &[name]].concat();
        let further = below(desk, &path);
        std::iter::once(path).chain(further).collect::<Vec<_>>()
    };
    listed(&desk.answered(&asked)).into_iter().flat_map(one).collect()
}

#[test]
fn an_operator_s_command_makes_and_migrates_nothing() {
    let desk = Desk::prepared();
    for gone in ["havenward.db", "havenward.db-wal", "havenward.db-shm"] {
        let _ = std::fs::remove_file(desk.path(gone));
    }
    for command in [&["users", "list"][..], &["units", "list"], &["journal", "verify"]] {
        let said = desk.refused(5, command);
        assert!(said.contains("havenward init"), "{said}");
        assert!(!desk.path("havenward.db").exists(), "{command:?} made a database");
    }
}

#[test]
fn every_command_explains_itself() {
    let desk = Desk::new();
    let help = desk.answered(&["--help"]);
    insta::assert_snapshot!("help_", help);
    for name in listed(&help) {
        insta::assert_snapshot!(format!("help_{name}"), explained(&desk, &[&name]));
    }
}

#[test]
fn every_command_of_the_guide_is_there_with_its_flags() {
    let desk = Desk::new();
    let guides = [
        include_str!("../../../../docs/command-line.md"),
        include_str!("../../../../docs/guide/set-up.md"),
        include_str!("../../../../docs/guide/administrator.md"),
        include_str!("../../../../docs/guide/interpreter.md"),
        include_str!("../../../../README.md"),
    ];
    for guide in guides {
        for line in guide.lines().filter(|line| line.starts_with("havenward ")) {
            let mut words = line.split_whitespace().skip(1).peekable();
            if words.next_if_eq(&"--as").is_some() {
                words.next();
            }
            let words: Vec<&str> = words.collect();
            let named: Vec<&str> =
                words.iter().take(2).copied().take_while(|word| !word.starts_with('-')).collect();
            // A word of a single command, such as a shell, is no command below it.
            let path = if named.first().is_some_and(|name| ["completions", "man"].contains(name)) {
                &named[..1]
            } else {
                &named[..]
            };
            let help = desk.answered(&[path, &["--help"]].concat());
            for flag in words.iter().filter(|word| word.starts_with("--")) {
                assert!(help.contains(&format!("{flag} ")), "{line}: {flag}");
            }
        }
    }
}

#[test]
fn every_command_has_its_page_and_its_completion() {
    let desk = Desk::new();
    desk.answered(&["man", "pages"]);
    let completions = desk.answered(&["completions", "bash"]);
    for path in below(&desk, &[]) {
        let name = path.join("-");
        assert!(desk.path(&format!("pages/havenward-{name}.1")).exists(), "{name}");
        // As the script for bash calls what stands below a command.
        let (last, above) = path.split_last().unwrap();
        let above: String =
            above.iter().map(|word| format!("__subcmd__{}", word.replace('-', "__subcmd__"))).collect();
        assert!(completions.contains(&format!("havenward{above},{last})")), "{name}");
    }
    assert!(desk.read("pages/havenward-agreements-give.1").contains("teach"));
}

#[test]
fn a_command_that_is_none_is_a_usage_error() {
    let desk = Desk::new();
    desk.refused(2, &["offend"]);
    desk.refused(2, &["units", "add"]);
    desk.refused(2, &["users", "add", "guard", "--name", "Guard", "--unit", "no-id", "--role", "fr_border"]);
    desk.refused(2, &["init", "--listen", "nowhere"]);
    assert!(!desk.path("havenward.toml").exists());
}

#[test]
fn a_missing_configuration_is_bad_input_with_the_mend() {
    let said = Desk::new().refused(4, &["serve"]);
    assert!(said.contains("havenward.toml") && said.contains("havenward init"), "{said}");
}

#[test]
fn a_wrong_configuration_is_bad_input_with_file_and_line() {
    let desk = Desk::prepared();
    let right = desk.read("havenward.toml");
    for (wrong, line) in [
        (format!("{right}port = 1\n"), right.lines().count() + 1),
        (right.replace("[shred]", "[shred"), 4),
        (right.replace("127.0.0.1:0", "nowhere"), right.lines().count()),
    ] {
        desk.write("havenward.toml", &wrong);
        let said = desk.refused(4, &["units", "list"]);
        assert!(said.contains(&format!("havenward.toml:{line}: ")), "{said}");
    }
}

#[test]
fn one_place_for_data_and_shred_keys_is_refused() {
    let desk = Desk::prepared();
    let shared = desk.read("havenward.toml").replace("sqlite:shred.db", "sqlite:havenward.db");
    desk.write("havenward.toml", &shared);
    assert!(desk.refused(4, &["serve"]).contains("shred.url"));
}

#[test]
fn the_same_file_under_another_name_is_one_place_too() {
    let desk = Desk::prepared();
    let shared = desk.read("havenward.toml").replace("sqlite:shred.db", "sqlite:./havenward.db");
    desk.write("havenward.toml", &shared);
    assert!(desk.refused(4, &["serve"]).contains("shred.url"));
}

#[test]
fn a_secret_that_others_can_read_is_refused_with_the_mend() {
    let desk = Desk::prepared();
    for secret in ["pepper.secret", "journal.secret"] {
        for mode in [0o644, 0o640, 0o604, 0o620] {
            desk.set_mode(secret, mode);
            let said = desk.refused(4, &["units", "list"]);
            assert!(said.contains("chmod 600") && said.contains(secret), "{said}");
        }
        desk.set_mode(secret, 0o600);
    }
    desk.answered(&["units", "list"]);
}

#[test]
fn a_damaged_secret_is_refused_without_showing_it() {
    let desk = Desk::prepared();
    for secret in ["pepper.secret", "journal.secret"] {
        let right = desk.read(secret);
        desk.write(secret, "Canary\n");
        let said = desk.refused(4, &["units", "list"]);
        assert!(said.contains(secret) && !said.contains("Canary"), "{said}");
        desk.write(secret, &right);
    }
}

#[test]
fn init_keeps_its_files_to_the_operator_and_overwrites_none() {
    let desk = Desk::prepared();
    let files = ["havenward.toml", "pepper.secret", "journal.secret"];
    let before = files.map(|name| desk.read(name));
    for name in files {
        let mode = std::fs::metadata(desk.path(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }

    let said = desk.refused(4, &["init"]);

    assert!(said.contains("exists already") && said.contains("--config"), "{said}");
    assert_eq!(files.map(|name| desk.read(name)), before);
}

#[test]
fn init_beside_an_old_secret_makes_nothing() {
    let desk = Desk::new();
    desk.write("journal.secret", "of another installation\n");
    let output = desk.run(&["init"]);
    assert!(!output.status.success());
    assert_eq!(desk.read("journal.secret"), "of another installation\n");
    for name in ["havenward.toml", "pepper.secret", "havenward.db"] {
        assert!(!desk.path(name).exists(), "{name} was left behind");
    }
}

#[test]
fn init_with_one_place_for_both_makes_nothing() {
    let desk = Desk::new();
    desk.refused(4, &["init", "--database", "sqlite:one.db", "--shred", "sqlite:./one.db"]);
    assert_eq!(std::fs::read_dir(desk.0.path()).unwrap().count(), 0);
}

#[test]
fn init_that_fails_leaves_nothing_behind() {
    let desk = Desk::new();
    let said = desk.refused(4, &["init", "--shred", "sqlite:away/shred.db"]);
    assert!(said.contains("there is no folder away") && said.contains("mkdir"), "{said}");
    // Port 9 is `discard`; nobody listens there.
    desk.refused(
        5,
        &["--config", "new/below/havenward.toml", "init", "--shred", "postgres://nobody@127.0.0.1:9/none"],
    );
    assert_eq!(std::fs::read_dir(desk.0.path()).unwrap().count(), 0);
    desk.answered(&["init"]);
}

#[test]
fn databases_are_for_their_owner_s_eyes_only_and_doctor_tells_of_wider_modes() {
    let desk = Desk::new();
    let mode = |name: &str| std::fs::metadata(desk.path(name)).unwrap().permissions().mode() & 0o777;
    desk.answered(&["--config", "here/havenward.toml", "init"]);
    assert_eq!(mode("here"), 0o700);
    let live = Live::init(PROGRAM, desk.0.path(), "sqlite:havenward.db", "sqlite:shred.db");
    let server = live.serve(&[]);
    for name in ["havenward.db", "havenward.db-wal", "havenward.db-shm", "shred.db", "shred.db-wal"] {
        assert_eq!(mode(name), 0o600, "{name}");
    }
    drop(server);

    assert!(desk.answered(&["doctor"]).contains("permissions: databases are for their owner's eyes only"));
    for (name, wide, right) in [("shred.db", 0o644, 0o600), (".", 0o755, 0o700)] {
        desk.set_mode(name, wide);
        let output = desk.run(&["doctor"]);
        let said = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(3), "{said}");
        assert!(said.contains(&format!("chmod {right:o} {name}")), "{said}");
        desk.set_mode(name, right);
    }
}

#[test]
fn a_kind_of_body_that_the_country_does_not_know_is_refused_with_those_it_knows() {
    let desk = Desk::prepared();
    let said = desk.refused(4, &["units", "add", "Border", "--body", "nonsense"]);
    for known in ["ngo", "sca", "glaa", "local_authority"] {
        assert!(said.contains(known), "{said}");
    }
    assert!(desk.answered(&["units", "list"]).trim().is_empty());
    desk.answered(&["units", "add", "Border", "--body", "glaa"]);
}

#[test]
fn a_database_of_another_kind_is_refused_by_a_rule() {
    let desk = Desk::prepared();
    let url = format!("sqlite:{}", desk.path("havenward.db").display());
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let mut conn = <sqlx::SqliteConnection as sqlx::Connection>::connect(&url).await.unwrap();
        sqlx::query("update installation set value = 'demo'").execute(&mut conn).await.unwrap();
    });
    assert!(desk.refused(3, &["units", "list"]).contains("stamped demo"));
}

#[test]
fn a_journal_that_does_not_hold_is_refused_by_a_rule() {
    let desk = Desk::prepared();
    desk.answered(&["units", "add", "Border"]);
    assert!(desk.answered(&["journal", "verify"]).starts_with("The journal holds."));
    let url = format!("sqlite:{}", desk.path("havenward.db").display());
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let mut conn = <sqlx::SqliteConnection as sqlx::Connection>::connect(&url).await.unwrap();
        sqlx::query("update journal_entries set purpose = 'other'").execute(&mut conn).await.unwrap();
    });

    let output = desk.run(&["journal", "verify", "--json"]);

    assert_eq!(output.status.code(), Some(3));
    assert!(String::from_utf8(output.stdout).unwrap().contains("entry 0 was altered"));
}

#[test]
fn what_is_taken_already_is_a_conflict() {
    let desk = Desk::prepared();
    let unit = desk.answered(&["units", "add", "Border"]);
    let add = ["users", "add", "guard", "--name", "Guard", "--role", "fr_border", "--unit", unit.trim()];
    desk.answered(&add);
    assert!(desk.refused(5, &add).contains("nothing was saved"));
}

#[test]
fn a_database_that_cannot_be_reached_is_unavailable() {
    let desk = Desk::prepared();
    // Port 9 is `discard`; nobody listens there.
    let output = desk
        .command(&["units", "list"])
        .env("HAVENWARD__DATABASE__URL", "postgres://nobody@127.0.0.1:9/none")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(5), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_field_that_cannot_be_is_bad_input() {
    let desk = Desk::prepared();
    desk.refused(4, &["units", "add", " "]);
    let unknown = "00000000-0000-4000-8000-000000000000";
    let said =
        desk.refused(4, &["users", "add", "x", "--name", "X", "--unit", unknown, "--role", "fr_border"]);
    assert!(said.contains("no such unit"), "{said}");
    let unit = desk.answered(&["units", "add", "Border"]);
    let said =
        desk.refused(4, &["users", "add", "x", "--name", "X", "--unit", unit.trim(), "--role", "king"]);
    assert!(said.contains("--role") && said.contains("fr_border"), "{said}");
}

#[test]
fn a_reader_who_has_read_enough_is_no_error() {
    let desk = Desk::prepared();
    desk.answered(&["units", "add", "Border"]);
    for arguments in
        [&["units", "list"][..], &["units", "list", "--json"], &["users", "list"], &["journal", "verify"]]
    {
        let mut child =
            desk.command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // Nobody reads: the pipe is closed before the program can have written.
        drop(child.stdout.take());
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(0), "{arguments:?}: {said}");
    }
}

#[test]
fn the_link_of_a_new_account_is_shown_once_and_kept_nowhere() {
    let desk = Desk::prepared();
    let unit = desk.answered(&["units", "add", "Border"]);
    let add = ["users", "add", "guard", "--name", "Guard", "--role", "fr_border", "--unit", unit.trim()];
    let answer = desk.answered(&add);
    let link = answer.trim().lines().last().unwrap();
    assert!(link.len() >= 40, "{answer}");
    for name in ["havenward.db", "havenward.db-wal", "shred.db"] {
        let bytes = std::fs::read(desk.path(name)).unwrap_or_default();
        assert!(!bytes.windows(link.len()).any(|part| part == link.as_bytes()), "{name}");
    }
    assert!(desk.answered(&["users", "list"]).contains("not enrolled yet"));
}
