//! Finds pyxform, which also holds ODK's validator, and installs it where that is possible.
//!
//! Both are needed for one test and for nothing that is shipped: every workbook that the program writes must be
//! accepted by the tools that ministries use. pyxform lives in an environment of its own under `target`; the
//! validator needs a Java runtime.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::Context as _;

use crate::install;

/// The version that the workbooks are tried with. It brings its own copy of ODK Validate.
const VERSION: &str = "4.5.0";

const BY_HAND: &str = "install Python 3.10 or newer with venv, and a Java runtime (Debian: `apt-get install \
                       python3-venv default-jre-headless`; macOS: `brew install python openjdk`)";

/// The Python that knows pyxform.
pub fn python(root: &Path) -> anyhow::Result<PathBuf> {
    if !runs("java", &["-version"]) {
        debian("a Java runtime", &["default-jre-headless"])?;
        anyhow::ensure!(runs("java", &["-version"]), "Java was installed and does not run: {BY_HAND}");
    }
    let folder = std::path::absolute(root.join("target").join(format!("pyxform-{VERSION}")))?;
    let python = folder.join("bin/python");
    let knows = |python: &Path| {
        let ask = format!("import pyxform; assert pyxform.__version__ == '{VERSION}'");
        runs(python, &["-c", &ask])
    };
    if knows(&python) {
        return Ok(python);
    }
    if !runs("python3", &["-c", "import ensurepip, venv"]) {
        debian("Python with venv", &["python3", "python3-venv"])?;
    }
    say(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder))?;
    let wanted = format!("pyxform=={VERSION}");
    say(Command::new(&python).args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        &wanted,
    ]))?;
    anyhow::ensure!(knows(&python), "pyxform {VERSION} was installed and cannot be imported");
    Ok(python)
}

/// Installs packages on a Debian machine as root; elsewhere says what is missing.
fn debian(what: &str, packages: &[&str]) -> anyhow::Result<()> {
    let may = Path::new("/etc/debian_version").exists() && install::is_root()?;
    anyhow::ensure!(may, "the test of the workbooks needs {what}, and this machine has none: {BY_HAND}");
    install::packages(packages)
}

fn runs(program: impl AsRef<std::ffi::OsStr>, arguments: &[&str]) -> bool {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

fn say(command: &mut Command) -> anyhow::Result<()> {
    eprintln!("running {command:?}");
    // Its chatter is not part of the test report.
    let status = command.stdin(Stdio::null()).stdout(std::io::stderr()).status();
    let status = status.with_context(|| format!("running {command:?}: {BY_HAND}"))?;
    anyhow::ensure!(
        status.success(),
        "{command:?} failed ({status}): it needs the Python package index, or pyxform {VERSION} installed there by hand"
    );
    Ok(())
}
