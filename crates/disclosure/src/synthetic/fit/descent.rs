//! Changing single fields of records where that brings the records nearer to all targets.

use rand::Rng;

use super::{Effort, Target, position, unit};

/// One target as a column sees it: where its cells begin and how a code moves through them.
struct Seen {
    offset: usize,
    stride: usize,
    others: Vec<(usize, usize)>,
    weight: f32,
}

/// Distances to the targets, and who sees which.
struct Field {
    /// Records minus wanted, all targets one after the other.
    over: Vec<f32>,
    /// For each column the targets it belongs to.
    seen: Vec<Vec<Seen>>,
}

/// Improves the records in place.
pub fn improve(
    columns: &mut [Vec<u16>],
    sizes: &[usize],
    targets: &[Target],
    effort: Effort,
    random: &mut impl Rng,
) {
    let rows = columns.first().map_or(0, Vec::len);
    if rows == 0 {
        return;
    }
    let mut field = Field::new(columns, sizes.len(), targets);
    let proposals: Vec<Proposals> =
        (0..sizes.len()).map(|column| Proposals::new(column, sizes, targets)).collect();
    let mut record = vec![0_u16; columns.len()];
    let mut bases = Vec::new();
    for _ in 0..effort.passes {
        let mut changes = 0_usize;
        for _ in 0..rows {
            let row = position(random, rows);
            record.iter_mut().zip(columns.iter()).for_each(|(code, column)| {
                *code = column.get(row).copied().unwrap_or(0);
            });
            for at in 0..record.len() {
                let Some(proposal) = proposals.get(at) else { continue };
                if let Some(better) = field.better(at, &record, proposal, effort.tries, &mut bases, random) {
                    field.change(at, &record, better);
                    if let Some(code) = record.get_mut(at) {
                        *code = better;
                    }
                    columns
                        .get_mut(at)
                        .and_then(|column| column.get_mut(row))
                        .into_iter()
                        .for_each(|code| *code = better);
                    changes += 1;
                }
            }
        }
        if changes * 500 < rows {
            break;
        }
    }
}

impl Field {
    fn new(columns: &[Vec<u16>], width: usize, targets: &[Target]) -> Field {
        let mut over = Vec::new();
        let mut seen: Vec<Vec<Seen>> = (0..width).map(|_| Vec::new()).collect();
        for target in targets {
            let offset = over.len();
            let strides = target.shape.strides();
            #[expect(clippy::cast_possible_truncation, reason = "differences, not counts")]
            over.extend(target.wanted.iter().map(|wanted| -*wanted as f32));
            let members: Vec<(usize, usize)> = target.shape.columns.iter().copied().zip(strides).collect();
            let codes: Vec<(&[u16], usize)> = members
                .iter()
                .filter_map(|&(at, stride)| columns.get(at).map(|codes| (codes.as_slice(), stride)))
                .collect();
            for row in 0..codes.first().map_or(0, |(codes, _)| codes.len()) {
                let cell: usize = codes.iter().map(|(codes, stride)| usize::from(codes[row]) * stride).sum();
                over[offset + cell] += 1.0;
            }
            for &(column, stride) in &members {
                let others = members.iter().copied().filter(|(other, _)| *other != column).collect();
                #[expect(clippy::cast_possible_truncation, reason = "a weight")]
                let weight = target.weight as f32;
                if let Some(list) = seen.get_mut(column) {
                    list.push(Seen { offset, stride, others, weight });
                }
            }
        }
        Field { over, seen }
    }

    /// A code for the field at which the records are nearer to the targets.
    fn better(
        &self,
        column: usize,
        record: &[u16],
        proposals: &Proposals,
        tries: usize,
        bases: &mut Vec<(usize, usize, f32)>,
        random: &mut impl Rng,
    ) -> Option<u16> {
        let code = *record.get(column)?;
        let mut leaving = 0.0;
        bases.clear();
        for seen in self.seen.get(column)? {
            let base = seen.base(record);
            let here = self.over.get(base + usize::from(code) * seen.stride)?;
            leaving += seen.weight * ((here - 1.0).abs() - here.abs());
            bases.push((base, seen.stride, seen.weight));
        }
        if leaving >= 0.0 {
            return None;
        }
        let mut best = (leaving * 0.0 - 1e-6, None);
        let mut weigh = |candidate: u16| {
            if candidate == code {
                return;
            }
            let mut change = leaving;
            for &(base, stride, weight) in bases.iter() {
                let there =
                    self.over.get(base + usize::from(candidate) * stride).copied().unwrap_or(f32::MAX);
                change += weight * ((there + 1.0).abs() - there.abs());
            }
            if change < best.0 {
                best = (change, Some(candidate));
            }
        };
        if proposals.size <= tries {
            (0..proposals.size).for_each(|candidate| weigh(u16::try_from(candidate).unwrap_or(0)));
        } else {
            (0..tries).for_each(|_| weigh(proposals.draw(record, random)));
        }
        best.1
    }

    fn change(&mut self, column: usize, record: &[u16], to: u16) {
        let Some(&code) = record.get(column) else { return };
        for seen in self.seen.get(column).into_iter().flatten() {
            let base = seen.base(record);
            self.over
                .get_mut(base + usize::from(code) * seen.stride)
                .into_iter()
                .for_each(|over| *over -= 1.0);
            self.over.get_mut(base + usize::from(to) * seen.stride).into_iter().for_each(|over| *over += 1.0);
        }
    }
}

impl Seen {
    fn base(&self, record: &[u16]) -> usize {
        let others = self
            .others
            .iter()
            .map(|&(at, stride)| record.get(at).map_or(0, |&code| usize::from(code)) * stride);
        self.offset + others.sum::<usize>()
    }
}

/// Codes worth trying for a column: drawn from what a pair with another column wants.
struct Proposals {
    size: usize,
    /// For each pair: the other column, and for each of its codes the running sums over this column's.
    pairs: Vec<(usize, Vec<Vec<f32>>)>,
}

impl Proposals {
    fn new(column: usize, sizes: &[usize], targets: &[Target]) -> Proposals {
        let size = sizes.get(column).copied().unwrap_or(1);
        let of = |target: &Target| {
            let other = match target.shape.columns.as_slice() {
                [a, b] if *a == column => *b,
                [a, b] if *b == column => *a,
                _ => return None,
            };
            let strides = target.shape.strides();
            let is_first = target.shape.columns.first() == Some(&column);
            let (own, its) = if is_first { (strides[0], strides[1]) } else { (strides[1], strides[0]) };
            let sums = (0..sizes.get(other).copied().unwrap_or(1)).map(|code| {
                let mut sum = 0.0;
                (0..size)
                    .map(|mine| {
                        #[expect(clippy::cast_possible_truncation, reason = "a weight")]
                        let wanted = target.wanted[mine * own + code * its] as f32;
                        sum += wanted;
                        sum
                    })
                    .collect()
            });
            Some((other, sums.collect()))
        };
        Proposals { size, pairs: targets.iter().filter_map(of).collect() }
    }

    fn draw(&self, record: &[u16], random: &mut impl Rng) -> u16 {
        let uniform = |random: &mut _| u16::try_from(position(random, self.size)).unwrap_or(0);
        if self.pairs.is_empty() {
            return uniform(random);
        }
        let Some((other, sums)) = self.pairs.get(position(random, self.pairs.len())) else {
            return uniform(random);
        };
        let running = record.get(*other).and_then(|&code| sums.get(usize::from(code)));
        let Some(running) = running else { return uniform(random) };
        let total = running.last().copied().unwrap_or(0.0);
        if total <= 0.0 {
            return uniform(random);
        }
        #[expect(clippy::cast_possible_truncation, reason = "a draw")]
        let at = unit(random) as f32 * total;
        u16::try_from(running.partition_point(|sum| *sum <= at).min(self.size - 1)).unwrap_or(0)
    }
}
