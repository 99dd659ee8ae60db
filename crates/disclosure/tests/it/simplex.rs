//! The attacker's own arithmetic: a plain simplex (Dantzig 1947, Bland's rule) with branch and bound.

/// Whole unknowns that are not negative, and sums of them that are known.
pub struct Programme {
    pub unknowns: usize,
    pub equalities: Vec<(Vec<(usize, i64)>, i64)>,
}

const TINY: f64 = 1e-7;

/// The least value of `sign` times one unknown over all whole solutions.
pub fn least(programme: &Programme, at: usize, sign: i64) -> Option<i64> {
    // Unknowns that one equality fixes are taken out first.
    let mut fixed: Vec<Option<i64>> = vec![None; programme.unknowns];
    loop {
        let mut has_moved = false;
        for (members, right) in &programme.equalities {
            let open: Vec<&(usize, i64)> =
                members.iter().filter(|(member, _)| fixed[*member].is_none()).collect();
            if let [(member, factor)] = open.as_slice() {
                let rest: i64 = members
                    .iter()
                    .filter_map(|(member, factor)| fixed[*member].map(|value| value * factor))
                    .sum();
                fixed[*member] = Some((right - rest) / factor);
                has_moved = true;
            }
        }
        if !has_moved {
            break;
        }
    }
    if let Some(value) = fixed[at] {
        return Some(sign * value);
    }
    let open: Vec<usize> = (0..programme.unknowns).filter(|&unknown| fixed[unknown].is_none()).collect();
    let mut rows = Vec::new();
    for (members, right) in &programme.equalities {
        let mut row = vec![0.0; open.len()];
        let mut rest = *right as f64;
        for (member, factor) in members {
            match fixed[*member] {
                Some(value) => rest -= (value * factor) as f64,
                None => row[open.binary_search(member).unwrap()] = *factor as f64,
            }
        }
        if row.iter().any(|factor| *factor != 0.0) {
            rows.push((row, rest));
        }
    }
    let place = open.binary_search(&at).unwrap();
    let mut goal = vec![0.0; open.len()];
    goal[place] = sign as f64;
    let mut best = None;
    branch(&rows, &goal, &mut Vec::new(), &mut best, 0);
    best
}

/// Bounds on single unknowns, added while branching: position, and at most or at least a value.
fn branch(
    rows: &[(Vec<f64>, f64)],
    goal: &[f64],
    bounds: &mut Vec<(usize, bool, f64)>,
    best: &mut Option<i64>,
    depth: usize,
) {
    let Some((value, solution)) = relax(rows, goal, bounds) else { return };
    let value = (value - 1e-6).ceil() as i64;
    if best.is_some_and(|best| value >= best) {
        return;
    }
    let broken = solution.iter().position(|x| (x - x.round()).abs() > 1e-5);
    match broken {
        None => *best = Some(value),
        Some(at) if depth < 40 => {
            for (is_upper, bound) in [(true, solution[at].floor()), (false, solution[at].ceil())] {
                bounds.push((at, is_upper, bound));
                branch(rows, goal, bounds, best, depth + 1);
                bounds.pop();
            }
        }
        Some(_) => {}
    }
}

/// Least value of the goal over real solutions, by the two-phase tableau method.
fn relax(rows: &[(Vec<f64>, f64)], goal: &[f64], bounds: &[(usize, bool, f64)]) -> Option<(f64, Vec<f64>)> {
    let (n, slacks) = (goal.len(), bounds.len());
    let m = rows.len() + slacks;
    let width = n + slacks + m + 1;
    let mut tableau: Vec<Vec<f64>> = Vec::with_capacity(m);
    for (row, right) in rows {
        let mut line = vec![0.0; width];
        line[..n].copy_from_slice(row);
        line[width - 1] = *right;
        tableau.push(line);
    }
    for (slack, (at, is_upper, bound)) in bounds.iter().enumerate() {
        let mut line = vec![0.0; width];
        line[*at] = 1.0;
        line[n + slack] = if *is_upper { 1.0 } else { -1.0 };
        line[width - 1] = *bound;
        tableau.push(line);
    }
    let mut basis = Vec::with_capacity(m);
    for (at, line) in tableau.iter_mut().enumerate() {
        if line[width - 1] < 0.0 {
            for x in line.iter_mut() {
                *x = -*x;
            }
        }
        line[n + slacks + at] = 1.0;
        basis.push(n + slacks + at);
    }
    let mut price = vec![0.0; width];
    for line in &tableau {
        for (price, x) in price.iter_mut().zip(line).take(n + slacks) {
            *price -= x;
        }
        price[width - 1] -= line[width - 1];
    }
    pivot_all(&mut tableau, &mut price, &mut basis, n + slacks);
    if price[width - 1] < -1e-6 {
        return None;
    }
    // Artificial unknowns that stayed at zero leave, where they can.
    for at in 0..m {
        if basis[at] >= n + slacks
            && let Some(column) = (0..n + slacks).find(|&column| tableau[at][column].abs() > TINY)
        {
            pivot(&mut tableau, &mut price, &mut basis, at, column);
        }
    }
    let mut price = vec![0.0; width];
    price[..n].copy_from_slice(goal);
    for (at, &member) in basis.iter().enumerate() {
        let factor = price[member];
        if factor != 0.0 {
            let line = tableau[at].clone();
            price.iter_mut().zip(&line).for_each(|(price, x)| *price -= factor * x);
        }
    }
    pivot_all(&mut tableau, &mut price, &mut basis, n + slacks);
    let mut solution = vec![0.0; n];
    for (at, &member) in basis.iter().enumerate().filter(|(_, member)| **member < n) {
        solution[member] = tableau[at][width - 1];
    }
    Some((-price[width - 1], solution))
}

fn pivot_all(tableau: &mut [Vec<f64>], price: &mut [f64], basis: &mut [usize], columns: usize) {
    let last = price.len() - 1;
    while let Some(column) = (0..columns).find(|&column| price[column] < -TINY) {
        let row = (0..tableau.len()).filter(|&row| tableau[row][column] > TINY).min_by(|&a, &b| {
            let ratio = |row: usize| tableau[row][last] / tableau[row][column];
            ratio(a).total_cmp(&ratio(b)).then(basis[a].cmp(&basis[b]))
        });
        // Counts are bounded by the published total, so a row is always found.
        let Some(row) = row else { return };
        pivot(tableau, price, basis, row, column);
    }
}

fn pivot(tableau: &mut [Vec<f64>], price: &mut [f64], basis: &mut [usize], row: usize, column: usize) {
    let factor = tableau[row][column];
    tableau[row].iter_mut().for_each(|x| *x /= factor);
    let line = tableau[row].clone();
    for (_, other) in tableau.iter_mut().enumerate().filter(|(at, _)| *at != row) {
        let factor = other[column];
        if factor.abs() > 1e-12 {
            other.iter_mut().zip(&line).for_each(|(x, y)| *x -= factor * y);
        }
    }
    let factor = price[column];
    price.iter_mut().zip(&line).for_each(|(x, y)| *x -= factor * y);
    basis[row] = column;
}
