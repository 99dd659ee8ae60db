//! From links to persons.

use super::links::Link;
use super::people::People;

/// Keeps, the surest first, links whose two ends are still free in each other's lists.
///
/// Greedy, as most linkage programs do it; ties go by the order of the records.
pub fn one_to_one(people: &People, mut links: Vec<Link>) -> Vec<Link> {
    links.sort_by(|a, b| {
        b.probability.total_cmp(&a.probability).then((a.left, a.right).cmp(&(b.left, b.right)))
    });
    let mut taken = std::collections::BTreeSet::new();
    links.retain(|link| {
        let (left, right) = (link.left as usize, link.right as usize);
        let ends = [(link.left, people.list_of(right)), (link.right, people.list_of(left))];
        let is_free = !ends.iter().any(|end| taken.contains(end));
        if is_free {
            taken.extend(ends);
        }
        is_free
    });
    links.sort_by_key(|link| (link.left, link.right));
    links
}

/// Numbers of persons from 1: records joined by a chain of links are one person.
pub fn of_links(records: usize, links: &[Link]) -> Vec<u32> {
    let mut parent: Vec<u32> = (0..u32::try_from(records).unwrap_or(u32::MAX)).collect();
    for link in links {
        let (a, b) = (root(&mut parent, link.left), root(&mut parent, link.right));
        // The earliest record stands for all.
        if let Some(later) = parent.get_mut(a.max(b) as usize) {
            *later = a.min(b);
        }
    }
    let mut numbers = vec![0_u32; records];
    let mut next = 0;
    for record in 0..parent.len() {
        let root = root(&mut parent, u32::try_from(record).unwrap_or(u32::MAX)) as usize;
        if root == record {
            next += 1;
            if let Some(number) = numbers.get_mut(record) {
                *number = next;
            }
        } else if let Some(number) = numbers.get(root).copied()
            && let Some(own) = numbers.get_mut(record)
        {
            *own = number;
        }
    }
    numbers
}

fn root(parent: &mut [u32], record: u32) -> u32 {
    let mut at = record;
    while let Some(up) = parent.get(at as usize).copied()
        && up != at
    {
        // Halving the way keeps the next walk short.
        let above = parent.get(up as usize).copied().unwrap_or(up);
        if let Some(place) = parent.get_mut(at as usize) {
            *place = above;
        }
        at = above;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::super::pattern::Pattern;
    use super::*;

    fn link(left: u32, right: u32, probability: f64) -> Link {
        Link { left, right, probability, pattern: Pattern(0) }
    }

    #[test]
    fn a_chain_of_links_is_one_person() {
        let links = [link(0, 4, 0.9), link(1, 2, 0.9), link(2, 4, 0.9)];
        assert_eq!(of_links(6, &links), [1, 1, 1, 2, 1, 3]);
    }

    #[test]
    fn one_to_one_keeps_the_surest() {
        let people = People { lists: vec!["a".into(), "b".into()], ends: vec![2, 4], ..People::default() };
        let kept =
            one_to_one(&people, vec![link(0, 2, 0.8), link(0, 3, 0.9), link(1, 3, 0.7), link(1, 2, 0.6)]);
        let kept: Vec<(u32, u32)> = kept.iter().map(|link| (link.left, link.right)).collect();
        assert_eq!(kept, [(0, 3), (1, 2)]);
    }
}
