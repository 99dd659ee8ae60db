//! The overlay as a file: what is proposed, what the survivor council said, who approved so far.

use super::{Approval, CouncilView, OverlayChange, Proposal};
use crate::profile::{Log, Node, Problem, Reader, Value, is_code, read_document};

/// The version of the file format.
const FORMAT: u32 = 1;
/// The most changes an overlay makes; more is another profile.
const MAX_CHANGES: usize = 100;

impl Proposal {
    /// Reads an overlay file; all that is wrong with it is told in one pass.
    pub fn parse(file_name: &str, text: &str) -> Result<Proposal, Vec<Problem>> {
        let log = Log::new(file_name);
        let Some(tree) = read_document(text, &log) else { return Err(log.into_problems()) };
        let mut root = Reader::root(&tree, &log);
        root.whole("format", FORMAT, FORMAT);
        let mut proposal = Proposal {
            file: file_name.to_owned(),
            id: code(&mut root, "id"),
            title: root.text("title"),
            why: root.text("why"),
            base_id: root.text("base_id"),
            base_version: root.whole("base_version", 1, 1_000_000),
            from: root.instant("from"),
            until: root.instant("until"),
            changes: read_changes(&mut root),
            council: root.table_if_any("council").and_then(read_council),
            approvals: Vec::new(),
            tree: Node { line: 1, value: Value::Flag(false) },
        };
        if root.has("approvals") {
            proposal.approvals = read_approvals(&mut root);
        }
        refuse_too_much(&root, &proposal.changes);
        root.finish();
        if log.is_empty() { Ok(Proposal { tree, ..proposal }) } else { Err(log.into_problems()) }
    }
}

/// A name that stands in the version of a case, so it is a code.
fn code(reader: &mut Reader<'_>, key: &'static str) -> String {
    let text = reader.text(key);
    if !text.is_empty() && !is_code(&text) {
        reader.wrong(key, "this is not a code", "use small letters, digits and underscores");
    }
    text
}

fn read_changes(root: &mut Reader<'_>) -> Vec<OverlayChange> {
    let mut changes = Vec::new();
    for (name, mut reader) in root.named("changes") {
        let nothing = Node { line: 1, value: Value::Flag(false) };
        let value = reader.any("value").cloned().unwrap_or(nothing);
        changes.push(OverlayChange {
            code: name,
            part: code(&mut reader, "part"),
            field: reader.text("field"),
            why: reader.text("why"),
            line: value.line,
            value,
        });
        reader.finish();
    }
    changes
}

fn read_council(mut reader: Reader<'_>) -> Option<CouncilView> {
    let (view, reason) = (reader.text_if_any("view"), reader.text_if_any("not_heard_because"));
    let both = view.is_some() && reason.is_some();
    if both {
        reader.wrong("not_heard_because", "the council was heard", "keep its view only");
    }
    reader.finish();
    view.map(CouncilView::View).or(reason.map(CouncilView::NotHeardBecause))
}

fn read_approvals(root: &mut Reader<'_>) -> Vec<Approval> {
    let mut approvals = Vec::new();
    for (body, mut reader) in root.named("approvals") {
        approvals.push(Approval {
            body,
            at: reader.instant("at"),
            key: reader.text("key"),
            signature: reader.text("signature"),
        });
        reader.finish();
    }
    approvals
}

fn refuse_too_much(root: &Reader<'_>, changes: &[OverlayChange]) {
    if changes.len() > MAX_CHANGES {
        let mend = "write a new version of the profile";
        root.wrong("changes", format!("more than {MAX_CHANGES} changes"), mend);
    }
    let mut fields: Vec<&str> = changes.iter().map(|change| change.field.as_str()).collect();
    fields.sort_unstable();
    let clash = fields.windows(2).any(|pair| match pair {
        [one, two] => one == two || two.strip_prefix(one).is_some_and(|rest| rest.starts_with('.')),
        _ => false,
    });
    if clash {
        root.wrong("changes", "two changes touch the same field", "keep one of them");
    }
}
