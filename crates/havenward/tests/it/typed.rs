//! Every command about cases is typed on some walk, and does its work there; of every noun something is refused.
//!
//! The walks keep what was typed and done, as a shell keeps its history; this test waits for each of them and
//! compares that with what `--help` lists. A command that is only ever refused counts as typed by nobody.

use std::collections::BTreeSet;

use crate::commands::{Desk, below};
use crate::{beside_the_case, long_road, minors, places, roads, standing_by_her, story};

/// Nouns that need no session: tests of their own type their commands.
const WITHOUT_A_SESSION: &[&str] = &["backup", "config", "journal", "profile", "release", "surge", "users"];

/// Commands of the operator under a noun of the API.
const OPERATOR: &[&str] = &["units add", "units list"];

/// Commands that do their work nowhere on these walks, each with what is typed of it.
const REFUSED_ONLY: &[(&str, &str)] = &[
    (
        "intake open",
        "what is opened was sealed by a device, which has no command line: tests of the API open it",
    ),
    (
        "notices by-law",
        "England and Wales bind nobody to notify; tests of the app do it for a profile that does",
    ),
];

#[test]
fn every_command_about_cases_is_typed_on_a_walk_and_does_its_work() {
    let walked = [
        &story::WALKED,
        &roads::LATVIA,
        &places::WALKED,
        &beside_the_case::WALKED,
        &minors::WALKED,
        &long_road::WALKED,
        &standing_by_her::WALKED,
    ];
    let done: BTreeSet<&str> = walked.iter().flat_map(|walk| &walk.done).map(String::as_str).collect();
    let refused: BTreeSet<&str> = walked
        .iter()
        .flat_map(|walk| &walk.refused)
        .filter_map(|command| command.split(' ').next())
        .collect();
    let all = below(&Desk::new(), &[]);
    let all: BTreeSet<String> = all
        .iter()
        .filter(|path| path.len() == 2 && !WITHOUT_A_SESSION.contains(&path[0].as_str()))
        .map(|path| path.join(" "))
        .filter(|command| !OPERATOR.contains(&command.as_str()))
        .collect();
    assert!(all.len() > 150, "the commands are read from the help: {all:?}");

    let known = |command: &&String| {
        done.contains(command.as_str()) || REFUSED_ONLY.iter().any(|(refused, _)| refused == command)
    };
    let untyped: Vec<&String> = all.iter().filter(|command| !known(command)).collect();
    assert!(untyped.is_empty(), "type these on a walk, and one refusal each: {untyped:?}");
    let nouns: BTreeSet<&str> = all.iter().filter_map(|command| command.split(' ').next()).collect();
    let never: Vec<&&str> = nouns.difference(&refused).collect();
    assert!(never.is_empty(), "nobody is refused anything of these on a walk: {never:?}");
    let stale: Vec<_> = REFUSED_ONLY.iter().filter(|(command, _)| done.contains(command)).collect();
    assert!(stale.is_empty(), "these do their work by now: {stale:?}");
}
