//! The tools of the field take what is written: pyxform, and ODK's own validator, which pyxform starts.
//!
//! `cargo xtask test` installs both and demands them; a plain `cargo test` goes without.

use std::path::{Path, PathBuf};
use std::process::Command;

use havenward_exchange::xlsform;
use havenward_screening::library;

use crate::workbook::{Cells, shipped};

/// Converts each workbook to an XForm and validates it; one line a workbook, `ok` or what is wrong.
const CONVERT: &str = r"
import sys
from pyxform.xls2xform import xls2xform_convert
for path in sys.argv[1:]:
    try:
        warnings = xls2xform_convert(path, path + '.xml', validate=True, pretty_print=False)
        print('ok' if not warnings else ('warned: ' + repr(warnings)))
    except Exception as error:
        print('refused: ' + repr(error))
";

/// The Python that knows pyxform; nothing where a plain run goes without it.
fn python() -> Option<PathBuf> {
    let python = std::env::var_os("HAVENWARD_TEST_PYXFORM").map(PathBuf::from);
    let required = std::env::var_os("HAVENWARD_TEST_REQUIRE_PYXFORM").is_some();
    assert!(python.is_some() || !required, "pyxform is demanded, and HAVENWARD_TEST_PYXFORM names no Python");
    if python.is_none() {
        eprintln!("without pyxform: run `cargo xtask test`");
    }
    python
}

fn verdicts(python: &Path, workbooks: &[(String, Vec<u8>)]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let paths: Vec<PathBuf> = workbooks
        .iter()
        .map(|(name, bytes)| {
            let path = folder.path().join(format!("{name}.xlsx"));
            std::fs::write(&path, bytes).unwrap();
            path
        })
        .collect();
    let ran = Command::new(python).arg("-c").arg(CONVERT).args(&paths).output().unwrap();
    let said = String::from_utf8_lossy(&ran.stdout);
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let verdicts: Vec<String> = said.lines().map(str::to_owned).collect();
    assert_eq!(verdicts.len(), workbooks.len(), "{said}");
    verdicts
}

#[test]
fn pyxform_and_the_validator_of_odk_accept_every_shipped_instrument() {
    let Some(python) = python() else { return };
    let written = |(id, _): &(&str, &str)| ((*id).to_owned(), xlsform::write(&shipped(id)).unwrap());
    let workbooks: Vec<(String, Vec<u8>)> = library::shipped().iter().map(written).collect();
    for ((id, _), verdict) in workbooks.iter().zip(verdicts(&python, &workbooks)) {
        assert_eq!(verdict, "ok", "{id}");
    }
}

#[test]
fn the_tools_do_refuse_what_is_wrong() {
    let Some(python) = python() else { return };
    let broken = |name: &str, header: &str, text: &str| {
        let mut cells = Cells::of("group-screen");
        cells.set("survey", "children", header, text);
        (name.to_owned(), cells.bytes())
    };
    let workbooks = [
        // pyxform finds the first two by itself; a function that does not exist is the validator's to find.
        broken("unknown", "relevant", "${nobody} > 1"),
        broken("twice", "name", "persons"),
        broken("function", "relevant", "no-such-function(1) > 1"),
    ];
    for ((name, _), verdict) in workbooks.iter().zip(verdicts(&python, &workbooks)) {
        assert!(verdict.starts_with("refused"), "{name}: {verdict}");
    }
}
