//! The whole table of who may do what, committed for people to read and compared byte for byte.

use std::fmt::Write as _;
use std::path::Path;

use havenward_domain::access::{Action, Facts, Refusal, Scope, decision};
use havenward_domain::compartment::Compartment;
use havenward_domain::role::Role;

use crate::access_table::{
    Cell, Standing, actions, at, case, everything, grant, member, on_case, others, unit,
};

const LETTERS: &[(Compartment, char)] = &[
    (Compartment::Core, 'c'),
    (Compartment::ContactSafety, 's'),
    (Compartment::Narrative, 'n'),
    (Compartment::Health, 'h'),
    (Compartment::LegalPrivileged, 'L'),
    (Compartment::ShelterLocation, 'W'),
    (Compartment::Police, 'p'),
    (Compartment::SurvivorPrivate, 'O'),
    (Compartment::DangerList, 'd'),
    (Compartment::Attachments, 'a'),
];

const PREFACE: &str = "\
Who may do what: every action, role and way of standing to its object.

A cell shows what can be opened when everything that can be granted is granted:
  c core   s contact_safety   n narrative   h health   p police   d danger_list   a attachments
  for named persons only: L legal_privileged   W shelter_location (where)   O survivor_private (own)
  yes: allowed, opens nothing   403: sees it, may not do this   404: for this person it does not exist

Ways of standing to a case: in the unit that owns it (owner), the same and granted by name (owner+name),
in another unit that is granted (unit), granted by name only (name), granted nothing (stranger).

recognition.send is shown for a profile that names every role as sender; each profile names fewer.

Rewrite: UPDATE_SNAPSHOTS=1 cargo test -p havenward-domain --test it access_matrix
Read the difference before you commit it: each line that opens more needs a reason.
";

fn shown(cell: Cell) -> String {
    match cell {
        Err(Refusal::NotFound) => "404".to_owned(),
        Err(Refusal::Forbidden) => "403".to_owned(),
        Ok(reach) if reach.is_empty() => "yes".to_owned(),
        Ok(reach) => LETTERS.iter().filter(|(one, _)| reach.has(*one)).map(|(_, letter)| letter).collect(),
    }
}

fn line(text: &mut String, name: &str, cells: &[String]) {
    let mut row = format!("{name:<22}");
    for cell in cells {
        let _ = write!(row, " {cell:<10}");
    }
    text.push_str(row.trim_end());
    text.push('\n');
}

fn roles() -> Vec<Role> {
    let mut roles = Role::ALL.to_vec();
    roles.sort_by_key(|role| role.code());
    roles
}

fn sorted(scope: Scope) -> Vec<Action> {
    let mut sorted: Vec<Action> = actions(scope).collect();
    sorted.sort_by_key(|action| action.code());
    sorted
}

fn case_cells(action: Action, role: Role, child: bool) -> Vec<String> {
    Standing::ALL.iter().map(|how| shown(on_case(action, role, *how, child))).collect()
}

fn on_cases(text: &mut String) {
    text.push_str("\n# Cases, of a child or of somebody presumed a child\n");
    for action in sorted(Scope::Case) {
        let headings: Vec<String> = Standing::ALL.iter().map(|how| how.heading().to_owned()).collect();
        text.push('\n');
        line(text, action.code(), &headings);
        for role in roles() {
            line(text, role.code(), &case_cells(action, role, true));
        }
        for (name, actor) in others() {
            let grants = vec![grant(havenward_domain::access::Holder::Unit(unit(1)), everything())];
            line(text, name, &[shown(decision(action, &actor, &case(true, grants), at(0)))]);
        }
    }
    text.push_str("\n# Cases of an adult, where that differs\n");
    for action in sorted(Scope::Case) {
        let differing = roles()
            .into_iter()
            .filter(|role| case_cells(action, *role, true) != case_cells(action, *role, false));
        for (index, role) in differing.enumerate() {
            if index == 0 {
                text.push('\n');
                line(text, action.code(), &[]);
            }
            line(text, role.code(), &case_cells(action, role, false));
        }
    }
}

fn elsewhere(text: &mut String) {
    text.push_str("\n# Units\n");
    for action in sorted(Scope::Unit) {
        text.push('\n');
        line(text, action.code(), &["own".to_owned(), "another".to_owned()]);
        for (name, actor) in everybody() {
            let cell = |number: u8| shown(decision(action, &actor, &Facts::Unit(unit(number)), at(0)));
            line(text, &name, &[cell(1), cell(2)]);
        }
    }
    text.push_str("\n# The installation\n");
    for action in sorted(Scope::Installation) {
        text.push('\n');
        line(text, action.code(), &[]);
        for (name, actor) in everybody() {
            line(text, &name, &[shown(decision(action, &actor, &Facts::Installation, at(0)))]);
        }
    }
}

fn everybody() -> Vec<(String, havenward_domain::access::Actor)> {
    let members = roles().into_iter().map(|role| (role.code().to_owned(), member(role, 1)));
    members.chain(others().map(|(name, actor)| (name.to_owned(), actor))).collect()
}

#[test]
fn the_table_of_who_may_do_what_is_the_committed_one() {
    let mut text = PREFACE.to_owned();
    on_cases(&mut text);
    elsewhere(&mut text);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/snapshots/access_matrix.txt");
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &text).unwrap();
    }

    let committed = std::fs::read_to_string(&path).unwrap_or_default();

    let differs = committed.lines().zip(text.lines()).enumerate().find(|(_, (old, new))| old != new);
    let place = differs.map_or_else(
        || format!("{} lines committed, {} now", committed.lines().count(), text.lines().count()),
        |(index, (old, new))| format!("line {}\n  committed: {old}\n  now:       {new}", index + 1),
    );
    assert!(
        committed == text,
        "the table has changed, {place}\n\
         rewrite it with: UPDATE_SNAPSHOTS=1 cargo test -p havenward-domain --test it access_matrix"
    );
}
