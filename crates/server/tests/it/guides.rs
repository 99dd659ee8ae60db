//! The guides of the roles: short, with the words that stand on the screens, and with pictures that are there.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// One page for each role.
const ROLES: [&str; 12] = [
    "first-responder",
    "service",
    "deciding-body",
    "case-manager",
    "guardian",
    "lawyer-and-advocate",
    "prosecutor",
    "interpreter",
    "coordinator",
    "rapporteur",
    "data-protection-officer",
    "administrator",
];
/// What every role is told.
const TOLD: [&str; 4] = [
    "\n## What you see when you come in",
    "\n## The first thing to do",
    " in danger\n",
    "\n## What you cannot do",
];
/// Nobody reads more at night.
const MOST_LINES: usize = 120;
/// A guide must open on a slow line.
const MOST_BYTES: u64 = 120 * 1024;

fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn guide(name: &str) -> String {
    read(&project(&format!("docs/guide/{name}.md")))
}

fn files(folder: &str) -> Vec<PathBuf> {
    fs::read_dir(project(folder)).unwrap().map(|entry| entry.unwrap().path()).collect()
}

/// What the English messages say, each line and each choice by itself, without the full stop.
fn messages() -> BTreeSet<String> {
    let texts: Vec<String> = files("locales/en").iter().map(|path| read(path)).collect();
    let lines = texts.iter().flat_map(|text| text.lines()).filter(|line| !line.starts_with('#'));
    let said = lines.map(|line| {
        let named = line.split_once(" = ").map_or(line, |(_, said)| said);
        let chosen = named.trim().split_once("] ").filter(|_| line.contains('['));
        chosen.map_or(named, |(_, said)| said).trim().trim_end_matches('.').to_owned()
    });
    said.collect()
}

/// What stands between quotation marks, outside code.
fn quoted(text: &str) -> Vec<String> {
    let without = |text: &str, mark: &str| text.split(mark).step_by(2).collect::<String>();
    let plain = without(&without(text, "```"), "`");
    plain.split('"').skip(1).step_by(2).map(|words| words.trim_end_matches(['.', ',']).to_owned()).collect()
}

#[test]
fn a_guide_says_the_words_that_stand_on_the_screens() {
    let messages = messages();
    let mut wrong = Vec::new();
    for name in ROLES.into_iter().chain(["README", "my-space", "phone"]) {
        for words in quoted(&guide(name)) {
            // Of a long message a guide may say a part.
            let is_part = words.split(' ').count() > 2 && messages.iter().any(|said| said.contains(&words));
            if !is_part && !messages.contains(&words) {
                wrong.push(format!("{name}: {words}"));
            }
        }
    }
    assert!(wrong.is_empty(), "on no screen: {wrong:#?}");
}

#[test]
fn every_role_is_told_the_same_things_and_briefly() {
    for name in ROLES {
        let text = guide(name);
        for told in TOLD {
            assert!(text.contains(told), "{name}: {told}");
        }
        assert!(text.lines().count() <= MOST_LINES, "{name}");
    }
}

#[test]
fn the_index_names_every_guide() {
    let index = guide("README");
    for path in files("docs/guide") {
        let name = path.file_name().unwrap().to_str().unwrap();
        assert!(name == "README.md" || index.contains(&format!("({name})")), "{name}");
    }
}

#[test]
fn every_picture_is_small_and_shown() {
    let mut texts: Vec<String> = files("docs/guide").iter().map(|path| read(path)).collect();
    texts.push(read(&project("README.md")));
    for path in files("docs/images/pages") {
        let name = path.file_name().unwrap().to_str().unwrap();
        let bytes = fs::metadata(&path).unwrap().len();
        assert!(bytes <= MOST_BYTES, "{name}: {bytes} bytes");
        assert!(
            texts.iter().any(|text| text.contains(&format!("images/pages/{name})"))),
            "{name} is not shown"
        );
    }
}
