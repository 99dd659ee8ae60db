//! The crisis overlay: a few changes to a profile, for at most ninety days, approved by two bodies.
//!
//! What an overlay may touch is a short list; what it may never relax is compiled in. It ends by
//! itself. A move keeps the rules it was made under, so nothing that was judged changes when an
//! overlay ends. Signatures are checked elsewhere: here are the exact bytes that are signed.

mod never_relax;

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::id::UserId;
use crate::profile::{Change, Log, Node, Problem, Profile, Reader, Value, diff, read_document};
use crate::words::Words;

pub use never_relax::{NEVER_RELAX, NeverRelax};

/// The longest an overlay lasts. [D]
pub const MAX_DAYS: i64 = 90;
/// The version of the file format.
const FORMAT: u32 = 1;
/// The most changes an overlay makes; more is another profile.
const MAX_CHANGES: usize = 100;

/// One change an overlay makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverlayChange {
    /// Its code.
    pub code: String,
    /// The part of crisis mode it belongs to, which can be switched off on its own.
    pub part: String,
    /// The field, as a dotted path.
    pub field: String,
    /// Why.
    pub why: String,
    value: Node,
}

/// An overlay that nobody approved yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    id: String,
    title: String,
    why: String,
    base_id: String,
    base_version: u32,
    from: Timestamp,
    until: Timestamp,
    changes: Vec<OverlayChange>,
}

/// The approval of one body; the signature is checked by who knows the keys.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// The body that approves.
    pub body: String,
    /// Who signed for it.
    pub signer: UserId,
    /// When.
    pub at: Timestamp,
    /// The signature over [`Proposal::bytes_to_sign`].
    pub signature: Vec<u8>,
}

/// What the survivor council said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CouncilView {
    /// Its view.
    View(Words),
    /// Why it was not heard in time.
    NotHeardBecause(Words),
}

/// Why an overlay does not stand.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OverlayRefusal {
    /// It is for another profile or version.
    #[error("this overlay is for another profile or version")]
    OtherBase,
    /// It ends before it begins.
    #[error("the overlay ends before it begins")]
    EndsBeforeItBegins,
    /// It lasts longer than ninety days.
    #[error("an overlay lasts at most {MAX_DAYS} days")]
    TooLong,
    /// It changes nothing.
    #[error("the overlay changes nothing")]
    ChangesNothing,
    /// It relaxes what is never relaxed.
    #[error("{field}: {item} is never relaxed")]
    NeverRelaxed {
        /// The field.
        field: String,
        /// What is never relaxed.
        item: NeverRelax,
    },
    /// A crisis does not change this.
    #[error("{field}: a crisis does not change this")]
    NotForACrisis {
        /// The field.
        field: String,
    },
    /// A crisis adds and never takes away.
    #[error("{field}: a crisis may add here, not take away")]
    TakesAway {
        /// The field.
        field: String,
    },
    /// The changed profile is not valid.
    #[error("the changed profile has {} problems", .0.len())]
    NotValid(Vec<Problem>),
    /// Two different bodies must approve.
    #[error("two different bodies must approve")]
    TwoBodies,
    /// Two different people must sign.
    #[error("two different people must sign")]
    TwoSigners,
    /// A signature is missing.
    #[error("an approval carries a signature")]
    NoSignature,
    /// The survivor council's view, or the reason for none, is missing.
    #[error("the survivor council's view, or the reason for none, is missing")]
    NoCouncilView,
    /// There is no such part.
    #[error("the overlay has no such part")]
    NoSuchPart,
}

impl Proposal {
    /// Reads a proposal; all that is wrong with the file is told in one pass.
    pub fn parse(file_name: &str, text: &str) -> Result<Proposal, Vec<Problem>> {
        let log = Log::new(file_name);
        let Some(tree) = read_document(text, &log) else { return Err(log.into_problems()) };
        let mut root = Reader::root(&tree, &log);
        root.whole("format", FORMAT, FORMAT);
        let mut proposal = Proposal {
            id: root.text("id"),
            title: root.text("title"),
            why: root.text("why"),
            base_id: root.text("base_id"),
            base_version: root.whole("base_version", 1, 1_000_000),
            from: root.instant("from"),
            until: root.instant("until"),
            changes: Vec::new(),
        };
        for (code, mut reader) in root.named("changes") {
            let nothing = Node { line: 1, value: Value::Flag(false) };
            proposal.changes.push(OverlayChange {
                code,
                part: reader.text("part"),
                field: reader.text("field"),
                why: reader.text("why"),
                value: reader.any("value").cloned().unwrap_or(nothing),
            });
            reader.finish();
        }
        if proposal.changes.len() > MAX_CHANGES {
            root.wrong(
                "changes",
                format!("more than {MAX_CHANGES} changes"),
                "write a new version of the profile",
            );
        }
        let mut fields: Vec<&str> = proposal.changes.iter().map(|change| change.field.as_str()).collect();
        fields.sort_unstable();
        let clash = fields.windows(2).any(|pair| match pair {
            [one, two] => one == two || two.strip_prefix(one).is_some_and(|rest| rest.starts_with('.')),
            _ => false,
        });
        if clash {
            root.wrong("changes", "two changes touch the same field", "keep one of them");
        }
        root.finish();
        if log.is_empty() { Ok(proposal) } else { Err(log.into_problems()) }
    }

    /// The overlay's id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The title a person reads.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Why it is needed.
    pub fn why(&self) -> &str {
        &self.why
    }

    /// The first instant at which it may be in force.
    pub fn from(&self) -> Timestamp {
        self.from
    }

    /// The first instant at which it is not in force any more.
    pub fn until(&self) -> Timestamp {
        self.until
    }

    /// The changes, by code.
    pub fn changes(&self) -> &[OverlayChange] {
        &self.changes
    }

    /// The exact bytes both bodies sign: the overlay and the whole profile it changes.
    pub fn bytes_to_sign(&self, base: &Profile) -> Vec<u8> {
        let mut out = String::from("havenward crisis overlay 1\n");
        let texts = [&self.id, &self.title, &self.why, &self.base_id];
        let mut parts: Vec<Node> = texts.into_iter().map(|text| text_node(text)).collect();
        parts.push(text_node(&self.base_version.to_string()));
        parts.push(text_node(&self.from.to_string()));
        parts.push(text_node(&self.until.to_string()));
        for change in &self.changes {
            parts
                .extend([&change.code, &change.part, &change.field, &change.why].map(|text| text_node(text)));
            parts.push(change.value.clone());
        }
        Node { line: 0, value: Value::List(parts) }.write_canonical(&mut out);
        base.tree().write_canonical(&mut out);
        out.into_bytes()
    }

    /// Everything that speaks against this overlay on this profile.
    pub fn check(&self, base: &Profile) -> Result<(), Vec<OverlayRefusal>> {
        let mut refusals = Vec::new();
        if base.version().id != self.base_id
            || base.version().version != self.base_version
            || base.version().overlay.is_some()
        {
            return Err(vec![OverlayRefusal::OtherBase]);
        }
        if self.until <= self.from {
            refusals.push(OverlayRefusal::EndsBeforeItBegins);
        }
        if self.until.duration_since(self.from) > SignedDuration::from_hours(24 * MAX_DAYS) {
            refusals.push(OverlayRefusal::TooLong);
        }
        if self.changes.is_empty() {
            refusals.push(OverlayRefusal::ChangesNothing);
        }
        refusals.extend(self.changes.iter().filter_map(|change| never_relax::closed(&change.field)));
        if refusals.is_empty() {
            match self.changed(base, |_| true) {
                Ok(changed) => refusals.extend(never_relax::relaxed(base, &changed)),
                Err(refusal) => refusals.push(refusal),
            }
        }
        if refusals.is_empty() { Ok(()) } else { Err(refusals) }
    }

    /// Approves the overlay: two different bodies, two different people, and the council's view.
    pub fn approve(
        self,
        base: &Profile,
        approvals: [Approval; 2],
        council: CouncilView,
    ) -> Result<Overlay, Vec<OverlayRefusal>> {
        let mut refusals = self.check(base).err().unwrap_or_default();
        let [one, two] = &approvals;
        let name = |approval: &Approval| approval.body.trim().to_lowercase();
        if name(one).is_empty() || name(two).is_empty() || name(one) == name(two) {
            refusals.push(OverlayRefusal::TwoBodies);
        }
        if one.signer == two.signer {
            refusals.push(OverlayRefusal::TwoSigners);
        }
        if one.signature.is_empty() || two.signature.is_empty() {
            refusals.push(OverlayRefusal::NoSignature);
        }
        let (CouncilView::View(words) | CouncilView::NotHeardBecause(words)) = &council;
        if words.is_blank() {
            refusals.push(OverlayRefusal::NoCouncilView);
        }
        if refusals.is_empty() {
            Ok(Overlay { proposal: self, approvals, council, off: BTreeMap::new(), ended_at: None })
        } else {
            Err(refusals)
        }
    }

    /// The profile with these changes made.
    fn changed(
        &self,
        base: &Profile,
        wanted: impl Fn(&OverlayChange) -> bool,
    ) -> Result<Profile, OverlayRefusal> {
        let mut tree = base.tree().clone();
        let log = Log::new(&self.id);
        for change in self.changes.iter().filter(|change| wanted(change)) {
            if !tree.put(&change.field, change.value.clone()) {
                log.add(
                    change.value.line,
                    &change.field,
                    "a value is in the way of this field",
                    "name another field",
                );
            }
        }
        Profile::from_tree(tree, Some(self.id.clone()), log).map_err(OverlayRefusal::NotValid)
    }
}

/// An overlay that two bodies approved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlay {
    proposal: Proposal,
    approvals: [Approval; 2],
    council: CouncilView,
    off: BTreeMap<String, Timestamp>,
    ended_at: Option<Timestamp>,
}

impl Overlay {
    /// What was approved.
    pub fn proposal(&self) -> &Proposal {
        &self.proposal
    }

    /// The approvals.
    pub fn approvals(&self) -> &[Approval; 2] {
        &self.approvals
    }

    /// What the survivor council said.
    pub fn council(&self) -> &CouncilView {
        &self.council
    }

    /// Says whether it is in force: approved by both, begun, and neither over nor switched off.
    pub fn is_on(&self, at: Timestamp) -> bool {
        let approved = self.approvals.iter().all(|approval| approval.at <= at);
        let ended = self.ended_at.is_some_and(|ended| ended <= at);
        approved && self.proposal.from <= at && at < self.proposal.until && !ended
    }

    /// Ends the overlay early.
    #[must_use]
    pub fn switch_off(mut self, at: Timestamp) -> Overlay {
        self.ended_at = Some(self.ended_at.map_or(at, |ended| ended.min(at)));
        self
    }

    /// Ends one part early; what is left must still be a valid profile.
    pub fn switch_off_part(
        mut self,
        base: &Profile,
        part: &str,
        at: Timestamp,
    ) -> Result<Overlay, OverlayRefusal> {
        if !self.proposal.changes.iter().any(|change| change.part == part) {
            return Err(OverlayRefusal::NoSuchPart);
        }
        self.off.entry(part.to_owned()).or_insert(at);
        self.proposal.changed(base, |change| !self.off.contains_key(&change.part))?;
        Ok(self)
    }

    /// The rules in force at an instant: the profile itself once the overlay is over.
    pub fn effective(&self, base: &Profile, at: Timestamp) -> Result<Profile, OverlayRefusal> {
        if base.version().id != self.proposal.base_id || base.version().version != self.proposal.base_version
        {
            return Err(OverlayRefusal::OtherBase);
        }
        if !self.is_on(at) {
            return Ok(base.clone());
        }
        let on = |change: &OverlayChange| self.off.get(&change.part).is_none_or(|off| at < *off);
        self.proposal.changed(base, on)
    }

    /// What is different today.
    pub fn different(&self, base: &Profile, at: Timestamp) -> Result<Vec<Change>, OverlayRefusal> {
        Ok(diff(base, &self.effective(base, at)?))
    }
}

fn text_node(text: &str) -> Node {
    Node { line: 0, value: Value::Text(text.to_owned()) }
}
