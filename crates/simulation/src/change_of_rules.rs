//! What a change of a country's rules means in a scenario: the hook by which a crisis profile, or a reform, is
//! simulated before it is switched on.

use havenward_domain::profile::Change;

use crate::scenario::{Link, Policy};

/// What changes of a country's profile mean in a scenario, as one policy.
///
/// `changes` are the differences between two profiles, or what a crisis overlay changes. Those that no link
/// of the scenario speaks of come back too: the simulation says nothing about them.
pub fn policy_of(name: &str, links: &[Link], changes: &[Change]) -> (Policy, Vec<String>) {
    let mut set = Vec::new();
    let mut silent = Vec::new();
    for change in changes {
        let meant: Vec<&Link> = links.iter().filter(|link| is_meant(link, change)).collect();
        if meant.is_empty() {
            silent.push(change.to_string());
        }
        for (path, node) in meant.into_iter().flat_map(|link| &link.set) {
            if !set.iter().any(|(other, _)| other == path) {
                set.push((path.clone(), node.clone()));
            }
        }
    }
    (Policy { name: name.to_owned(), set }, silent)
}

fn is_meant(link: &Link, change: &Change) -> bool {
    let under = change.field == link.field
        || change.field.strip_prefix(&link.field).is_some_and(|rest| rest.starts_with('.'));
    let after = change.after.as_deref().unwrap_or_default().trim_matches(['“', '”']);
    under && link.becomes.as_ref().is_none_or(|becomes| becomes == after)
}
