//! The first draft of the records: a network in which each column hangs on at most two earlier ones.

use std::collections::BTreeSet;

use rand::Rng;

use super::{Target, position, unit};

/// A column and the marginal it is drawn from.
struct Link<'t> {
    column: usize,
    parents: Vec<usize>,
    target: Option<&'t Target>,
}

/// Draws records, each column given its parents.
pub fn draw(sizes: &[usize], targets: &[Target], rows: usize, random: &mut impl Rng) -> Vec<Vec<u16>> {
    let mut columns: Vec<Vec<u16>> = vec![Vec::new(); sizes.len()];
    for link in links(sizes.len(), targets) {
        let drawn = draw_column(&link, sizes, targets, &columns, rows, random);
        if let Some(column) = columns.get_mut(link.column) {
            *column = drawn;
        }
    }
    columns
}

/// Orders the columns greedily by how much their parents say about them.
fn links(columns: usize, targets: &[Target]) -> Vec<Link<'_>> {
    let scored: Vec<(usize, Vec<f64>)> = targets
        .iter()
        .enumerate()
        .filter(|(_, target)| target.shape.columns.len() > 1)
        .map(|(at, target)| {
            (at, (0..target.shape.columns.len()).map(|place| information(target, place)).collect())
        })
        .collect();
    let mut placed = BTreeSet::new();
    let mut links = Vec::new();
    while links.len() < columns {
        let mut best: Option<(f64, usize, usize)> = None;
        for (at, scores) in &scored {
            // `at` counts the targets themselves.
            let members = &targets[*at].shape.columns;
            for (place, &score) in scores.iter().enumerate() {
                let others_placed = members
                    .iter()
                    .enumerate()
                    .all(|(other, column)| (other == place) != placed.contains(column));
                let is_start = links.is_empty() && members.len() == 2;
                let is_new = members.get(place).is_some_and(|column| !placed.contains(column));
                if (others_placed || is_start) && is_new && best.is_none_or(|(most, ..)| score > most) {
                    best = Some((score, *at, place));
                }
            }
        }
        let Some((_, at, place)) = best else {
            // Nothing joins what is left to what is placed: it begins a tree of its own.
            let Some(column) = (0..columns).find(|column| !placed.contains(column)) else { break };
            placed.insert(column);
            links.push(Link { column, parents: Vec::new(), target: None });
            continue;
        };
        // Found among the targets just above.
        let target = &targets[at];
        let column = target.shape.columns[place];
        let parents: Vec<usize> =
            target.shape.columns.iter().copied().filter(|&other| other != column).collect();
        if links.is_empty() {
            for &parent in &parents {
                placed.insert(parent);
                links.push(Link { column: parent, parents: Vec::new(), target: None });
            }
        }
        placed.insert(column);
        links.push(Link { column, parents, target: Some(target) });
    }
    links
}

/// Mutual information between the column at `place` and the others together, in nats.
fn information(target: &Target, place: usize) -> f64 {
    let (Some(&stride), Some(&size)) = (target.shape.strides().get(place), target.shape.sizes.get(place))
    else {
        return 0.0;
    };
    let total: f64 = target.wanted.iter().sum();
    if total <= 0.0 {
        return 0.0;
    }
    let mut of_column = vec![0.0; size];
    let mut of_others = vec![0.0; target.wanted.len() / size];
    let other = |cell: usize| cell / (stride * size) * stride + cell % stride;
    for (cell, &wanted) in target.wanted.iter().enumerate() {
        // Both positions are parts of a cell of this shape.
        of_column[cell / stride % size] += wanted;
        of_others[other(cell)] += wanted;
    }
    let term = |(cell, &wanted): (usize, &f64)| {
        if wanted <= 0.0 {
            return 0.0;
        }
        let expected = of_column[cell / stride % size] * of_others[other(cell)] / total;
        wanted / total * libm::log(wanted / expected)
    };
    target.wanted.iter().enumerate().map(term).sum()
}

fn draw_column(
    link: &Link<'_>,
    sizes: &[usize],
    targets: &[Target],
    columns: &[Vec<u16>],
    rows: usize,
    random: &mut impl Rng,
) -> Vec<u16> {
    let size = sizes.get(link.column).copied().unwrap_or(1);
    let single = targets.iter().find(|target| target.shape.columns == [link.column]);
    let flat = vec![1.0; size];
    let alone: &[f64] = single.map_or(&flat, |target| &target.wanted);
    let mut drawn = vec![0_u16; rows];
    let Some(target) = link.target else {
        let members: Vec<u32> = (0..u32::try_from(rows).unwrap_or(u32::MAX)).collect();
        deal(&members, alone, &mut drawn, random);
        return drawn;
    };
    let strides = target.shape.strides();
    let stride_of = |column: usize| {
        target
            .shape
            .columns
            .iter()
            .position(|&at| at == column)
            .and_then(|at| strides.get(at))
            .copied()
            .unwrap_or(0)
    };
    let stride = stride_of(link.column);
    let parents: Vec<(&[u16], usize)> = link
        .parents
        .iter()
        .filter_map(|&parent| columns.get(parent).map(|codes| (codes.as_slice(), stride_of(parent))))
        .collect();
    let base = |row: usize| -> usize {
        parents
            .iter()
            .map(|(codes, stride)| codes.get(row).map_or(0, |&code| usize::from(code)) * stride)
            .sum()
    };
    let mut keyed: Vec<(u32, u32)> = (0..rows)
        .map(|row| (u32::try_from(base(row)).unwrap_or(u32::MAX), u32::try_from(row).unwrap_or(u32::MAX)))
        .collect();
    keyed.sort_unstable();
    for group in keyed.chunk_by(|a, b| a.0 == b.0) {
        let members: Vec<u32> = group.iter().map(|(_, row)| *row).collect();
        let from = group.first().map_or(0, |(base, _)| *base as usize);
        let weights: Vec<f64> =
            (0..size).map(|code| target.wanted.get(from + code * stride).copied().unwrap_or(0.0)).collect();
        let is_empty = weights.iter().sum::<f64>() <= 0.0;
        deal(&members, if is_empty { alone } else { &weights }, &mut drawn, random);
    }
    drawn
}

/// Deals codes to the members in proportion to the weights: systematic sampling, in random order.
fn deal(members: &[u32], weights: &[f64], drawn: &mut [u16], random: &mut impl Rng) {
    let total: f64 = weights.iter().sum();
    if total <= 0.0 || members.is_empty() {
        return;
    }
    #[expect(clippy::cast_precision_loss, reason = "rows stay below 2^52")]
    let step = total / members.len() as f64;
    let mut order = members.to_vec();
    for at in (1..order.len()).rev() {
        order.swap(at, position(random, at + 1));
    }
    let mut next = unit(random) * step;
    let (mut reached, mut code) = (weights.first().copied().unwrap_or(0.0), 0_usize);
    for row in order {
        while reached <= next && code + 1 < weights.len() {
            code += 1;
            reached += weights.get(code).copied().unwrap_or(0.0);
        }
        if let Some(field) = drawn.get_mut(row as usize) {
            *field = u16::try_from(code).unwrap_or(0);
        }
        next += step;
    }
}
