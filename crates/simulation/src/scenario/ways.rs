//! Ways on: where people go from a station, at what share, after which delay.

use super::document::{Node, Value};
use super::people::condition;
use super::reader::Reader;
use super::staff::Plant;
use crate::model::{Branch, Condition};

impl Plant {
    /// Reads ways out: a name, a table, or a list of these.
    pub(super) fn branches(&self, reader: &mut Reader<'_>, key: &'static str) -> Vec<Branch> {
        let path = format!("{}.{key}", reader.path);
        let nodes: Vec<&Node> = match reader.get(key) {
            None => Vec::new(),
            Some(Node { value: Value::List(entries), .. }) => entries.iter().collect(),
            Some(node) => vec![node],
        };
        if nodes.len() > 16 {
            reader.wrong(key, "more than 16 ways", "put some together");
        }
        let branches: Vec<Branch> =
            nodes.into_iter().filter_map(|node| self.branch(node, &path, reader)).collect();
        let sure: f64 = branches
            .iter()
            .filter(|branch| branch.when == Condition::default())
            .map(|branch| branch.share)
            .sum();
        if key == "next" && sure > 1.0 + 1e-9 {
            reader.wrong(key, format!("the shares add up to {sure:.4}"), "make them add up to 1 at most");
        }
        branches
    }

    fn branch(&self, node: &Node, path: &str, reader: &Reader<'_>) -> Option<Branch> {
        let stage = |line: usize, name: &str| {
            if name == "leave" {
                return Some(None);
            }
            let stage = self.stages.iter().position(|stage| stage == name);
            if stage.is_none() {
                let mend = format!("use leave or one of {}", self.stages.join(", "));
                reader.log.add(line, path, format!("there is no station “{name}”"), mend);
            }
            stage.map(Some)
        };
        if let Value::Text(name) = &node.value {
            let to = stage(node.line, name)?;
            return Some(Branch { when: Condition::default(), share: 1.0, to, delay: None });
        }
        let mut way = Reader::over(node, path.to_owned(), reader.log);
        let name = way.text("to");
        if name.is_none() {
            way.wrong("to", "this field is missing", "write { to = \"a station\", share = 0.5 }");
        }
        let when = way.text("when").and_then(|text| condition(&way, "when", &text));
        let branch = Branch {
            when: when.unwrap_or_default(),
            share: way.share("share").unwrap_or(1.0),
            to: stage(node.line, &name?)?,
            delay: way.duration("delay"),
        };
        way.finish();
        Some(branch)
    }
}
