//! Published capture tables; see `tests/data/README.md` for their sources.

use havenward_evidence::mse::cells::Cells;

/// Reads counts of patterns such as `10100`, first list first.
pub fn cells(patterns: &str, counts: &str) -> Cells {
    let lists = patterns.split(' ').next().unwrap().len();
    let mut cells = Cells::empty(lists);
    for (pattern, count) in patterns.split(' ').zip(counts.split(' ')) {
        let mask =
            pattern.bytes().enumerate().filter(|(_, digit)| *digit == b'1').map(|(list, _)| 1 << list).sum();
        cells.add(mask, count.parse().unwrap());
    }
    cells
}

/// A file of `tests/data`.
pub fn file(name: &str) -> String {
    std::fs::read_to_string(format!("{}/tests/data/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// A published table.
pub fn published(name: &str) -> Cells {
    let text = file(name);
    let rows: Vec<Vec<&str>> = text.lines().skip(1).map(|line| line.split(',').collect()).collect();
    let patterns: Vec<String> = rows.iter().map(|row| row[..row.len() - 1].concat()).collect();
    let counts: Vec<&str> = rows.iter().map(|row| row[row.len() - 1]).collect();
    cells(&patterns.join(" "), &counts.join(" "))
}
