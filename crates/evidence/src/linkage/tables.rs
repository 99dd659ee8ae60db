//! What a linkage writes: pairs with their reasons, persons, and rows that `estimate` reads.

use std::io::{self, Write};

use serde::Serialize;

use super::links::Linkage;
use super::words::Words;

/// A link with its reasons, as it is written.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pair {
    /// Of the first list, or of the earlier row.
    pub left_id: String,
    /// The other one.
    pub right_id: String,
    /// Probability that they are one person.
    pub probability: f64,
    /// What speaks for and against it.
    pub explanation: String,
}

impl Linkage {
    /// Whether one identifier stands in more than one list.
    fn is_ambiguous(&self) -> bool {
        let mut seen = Words::default();
        self.people.is_between_lists()
            && (0..self.people.len()).any(|at| !seen.number(self.people.ids.get(at)).1)
    }

    /// An identifier, with its list in front where it would otherwise name two records.
    fn id(&self, record: usize, is_ambiguous: bool) -> String {
        let id = self.people.ids.get(record);
        match self.people.lists.get(self.people.list_of(record)) {
            Some(list) if is_ambiguous => format!("{list}:{id}"),
            _ => id.to_owned(),
        }
    }

    /// Writes `left_id,right_id,probability,explanation`, a pair a line.
    ///
    /// Between two lists the left one is of the first list. With more lists, identifiers that stand in several
    /// of them get the name of the list in front.
    pub fn write_links(&self, into: impl Write) -> io::Result<()> {
        let mut table = csv::Writer::from_writer(into);
        table.write_record(["left_id", "right_id", "probability", "explanation"])?;
        for pair in self.pairs() {
            let probability = format!("{:.6}", pair.probability);
            table.write_record([pair.left_id, pair.right_id, probability, pair.explanation])?;
        }
        table.flush()
    }

    /// The links as they are written.
    pub fn pairs(&self) -> impl Iterator<Item = Pair> {
        let is_ambiguous = self.people.lists.len() > 2 && self.is_ambiguous();
        self.links.iter().map(move |link| Pair {
            left_id: self.id(link.left as usize, is_ambiguous),
            right_id: self.id(link.right as usize, is_ambiguous),
            probability: link.probability,
            explanation: self.explanation(link),
        })
    }

    /// Writes `id,cluster`, every record a line: records of one number are one person.
    pub fn write_clusters(&self, into: impl Write) -> io::Result<()> {
        let is_ambiguous = self.is_ambiguous();
        let mut table = csv::Writer::from_writer(into);
        table.write_record(["id", "cluster"])?;
        for (record, cluster) in self.clusters.iter().enumerate() {
            table.write_record([self.id(record, is_ambiguous), cluster.to_string()])?;
        }
        table.flush()
    }

    /// Writes `person,list`: which persons stand on which lists, as `havenward estimate` reads it.
    pub fn write_lists(&self, into: impl Write) -> io::Result<()> {
        let mut rows: Vec<(u32, usize)> = self
            .clusters
            .iter()
            .enumerate()
            .map(|(record, cluster)| (*cluster, self.people.list_of(record)))
            .collect();
        rows.sort_unstable();
        rows.dedup();
        let mut table = csv::Writer::from_writer(into);
        table.write_record(["person", "list"])?;
        for (person, list) in rows {
            let name = self.people.lists.get(list).map_or("", String::as_str);
            table.write_record([person.to_string().as_str(), name])?;
        }
        table.flush()
    }
}
