//! The crisis overlay: a few changes to a profile, for at most ninety days, approved by two bodies.
//!
//! What an overlay may touch is a short list; what it may never relax is compiled in. It ends by
//! itself. A case keeps the rules it began under, so nothing that was judged changes when an
//! overlay ends. Signatures are checked elsewhere: here are the exact bytes that are signed.

mod file;
mod never_relax;
mod refusal;

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};

use crate::profile::{Change, Log, Node, Profile, ProfileVersion, Value, diff};

pub use never_relax::{NEVER_RELAX, NeverRelax};
pub use refusal::OverlayRefusal;

/// The longest an overlay lasts. [D]
pub const MAX_DAYS: i64 = 90;
/// File names and texts of the examples that come with the product; nobody has approved them.
pub const EXAMPLES: [(&str, &str); 1] =
    [("gb-ew-border-surge.toml", include_str!("../../../profiles/overlays/gb-ew-border-surge.toml"))];
/// Stands between an overlay's id and each part that is switched off; no code holds it.
const WITHOUT: char = '-';

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
    line: usize,
}

/// The approval of one body; the signature is checked by who knows the keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    /// The body that approves, a code.
    pub body: String,
    /// When.
    pub at: Timestamp,
    /// The public key with which the signature is verified, as text.
    pub key: String,
    /// The signature over [`Proposal::bytes_to_sign`], as text.
    pub signature: String,
}

/// What the survivor council said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CouncilView {
    /// Its view.
    View(String),
    /// Why it was not heard in time.
    NotHeardBecause(String),
}

/// An overlay file: what is proposed, the council's view, and the approvals gathered so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    file: String,
    id: String,
    title: String,
    why: String,
    base_id: String,
    base_version: u32,
    from: Timestamp,
    until: Timestamp,
    changes: Vec<OverlayChange>,
    council: Option<CouncilView>,
    approvals: Vec<Approval>,
    tree: Node,
}

impl Proposal {
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

    /// The id and the version of the profile that it changes.
    pub fn base(&self) -> (&str, u32) {
        (&self.base_id, self.base_version)
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

    /// What the survivor council said, if the file tells.
    pub fn council(&self) -> Option<&CouncilView> {
        self.council.as_ref()
    }

    /// The approvals gathered so far, by body; nobody has checked their signatures yet.
    pub fn approvals(&self) -> &[Approval] {
        &self.approvals
    }

    /// The exact bytes a body signs: the overlay, what the survivor council said, the whole profile that
    /// is changed, the body itself and the instant at which it approves.
    pub fn bytes_to_sign(&self, base: &Profile, body: &str, at: Timestamp) -> Vec<u8> {
        let mut out = String::from("havenward crisis overlay 1\n");
        let texts = [&self.id, &self.title, &self.why, &self.base_id];
        let mut parts: Vec<Node> = texts.into_iter().map(|text| text_node(text)).collect();
        parts.push(text_node(&self.base_version.to_string()));
        parts.push(text_node(&self.from.to_string()));
        parts.push(text_node(&self.until.to_string()));
        let (heard, words) = match &self.council {
            Some(CouncilView::View(words)) => ("view", words.as_str()),
            Some(CouncilView::NotHeardBecause(words)) => ("not_heard_because", words.as_str()),
            None => ("", ""),
        };
        parts.extend([heard, words, body, &at.to_string()].map(text_node));
        for change in &self.changes {
            parts
                .extend([&change.code, &change.part, &change.field, &change.why].map(|text| text_node(text)));
            parts.push(change.value.clone());
        }
        Node { line: 0, value: Value::List(parts) }.write_canonical(&mut out);
        base.tree().write_canonical(&mut out);
        out.into_bytes()
    }

    /// Everything that speaks against this overlay on this profile, approvals and council apart.
    pub fn check(&self, base: &Profile) -> Result<(), Vec<OverlayRefusal>> {
        let mut refusals = Vec::new();
        if !self.is_for(base) {
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
            match self.without(base, &BTreeSet::new()) {
                Ok(changed) => refusals.extend(never_relax::relaxed(base, &changed)),
                Err(refusal) => refusals.push(refusal),
            }
        }
        if refusals.is_empty() { Ok(()) } else { Err(refusals) }
    }

    /// What is still missing: approvals of two different bodies, and the council's view.
    pub fn missing(&self) -> Vec<OverlayRefusal> {
        let mut refusals = Vec::new();
        if self.approvals.len() < 2 {
            refusals.push(OverlayRefusal::TwoBodies);
        }
        if self.approvals.iter().any(|approval| approval.signature.trim().is_empty()) {
            refusals.push(OverlayRefusal::NoSignature);
        }
        if self.council.is_none() {
            refusals.push(OverlayRefusal::NoCouncilView);
        }
        refusals
    }

    /// Takes the overlay as approved: by two different bodies, with the council's view.
    ///
    /// Whoever calls this has verified every signature over [`Self::bytes_to_sign`].
    pub fn approve(self, base: &Profile) -> Result<Overlay, Vec<OverlayRefusal>> {
        let mut refusals = self.check(base).err().unwrap_or_default();
        refusals.extend(self.missing());
        if refusals.is_empty() {
            Ok(Overlay { proposal: self, off: BTreeSet::new(), ended_at: None })
        } else {
            Err(refusals)
        }
    }

    /// The profile with these changes made, under the name that a case keeps.
    ///
    /// What such a name said when a case began is loaded again here, long after the overlay ended.
    pub fn rules_named(&self, base: &Profile, name: &str) -> Result<Profile, OverlayRefusal> {
        let mut names = name.split(WITHOUT);
        if !self.is_for(base) || names.next() != Some(self.id.as_str()) {
            return Err(OverlayRefusal::OtherBase);
        }
        let off: BTreeSet<String> = names.map(str::to_owned).collect();
        if off.iter().any(|part| !self.has_part(part)) {
            return Err(OverlayRefusal::NoSuchPart);
        }
        self.without(base, &off)
    }

    /// What would be different, and why.
    pub fn differences(&self, base: &Profile) -> Result<Vec<Difference>, OverlayRefusal> {
        Ok(self.told(base, &self.without(base, &BTreeSet::new())?))
    }

    fn told(&self, base: &Profile, changed: &Profile) -> Vec<Difference> {
        let told = |change: Change| {
            let made_by = |own: &&OverlayChange| {
                let inside = |outer: &str, inner: &str| {
                    inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
                };
                inside(&own.field, &change.field) || inside(&change.field, &own.field)
            };
            let made_by = self.changes.iter().find(made_by);
            let (part, why) =
                made_by.map_or_else(Default::default, |own| (own.part.clone(), own.why.clone()));
            Difference { change, part, why }
        };
        diff(base, changed).into_iter().map(told).collect()
    }

    /// The id of the overlay inside the name that a case keeps.
    pub fn id_in(name: &str) -> &str {
        name.split(WITHOUT).next().unwrap_or(name)
    }

    fn is_for(&self, base: &Profile) -> bool {
        let wanted = ProfileVersion { id: self.base_id.clone(), version: self.base_version, overlay: None };
        *base.version() == wanted
    }

    fn has_part(&self, part: &str) -> bool {
        self.changes.iter().any(|change| change.part == part)
    }

    /// The profile with the changes of every part made but these.
    fn without(&self, base: &Profile, off: &BTreeSet<String>) -> Result<Profile, OverlayRefusal> {
        let mut tree = base.tree().clone();
        let log = Log::new(&self.file);
        for change in self.changes.iter().filter(|change| !off.contains(&change.part)) {
            if !tree.put(&change.field, change.value.clone()) {
                log.add(
                    change.line,
                    &change.field,
                    "a value is in the way of this field",
                    "name another field",
                );
            }
        }
        let mut name = self.id.clone();
        for part in off {
            name.push(WITHOUT);
            name.push_str(part);
        }
        Profile::from_tree(tree, Some(name), log).map_err(OverlayRefusal::NotValid)
    }
}

/// One thing that is different, and which change made it so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Field, rule of the profile, rule today.
    pub change: Change,
    /// The part of crisis mode it belongs to.
    pub part: String,
    /// Why.
    pub why: String,
}

/// An overlay that two bodies approved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlay {
    proposal: Proposal,
    off: BTreeSet<String>,
    ended_at: Option<Timestamp>,
}

impl Overlay {
    /// What was approved.
    pub fn proposal(&self) -> &Proposal {
        &self.proposal
    }

    /// The parts that were switched off on their own.
    pub fn parts_off(&self) -> &BTreeSet<String> {
        &self.off
    }

    /// Says whether it is in force: approved by all, begun, and neither over nor switched off.
    pub fn is_on(&self, at: Timestamp) -> bool {
        let approved = self.proposal.approvals.iter().all(|approval| approval.at <= at);
        let ended = self.ended_at.is_some_and(|ended| ended <= at);
        approved && self.proposal.from <= at && at < self.proposal.until && !ended
    }

    /// Ends the overlay early.
    #[must_use]
    pub fn switch_off(mut self, at: Timestamp) -> Overlay {
        self.ended_at = Some(self.ended_at.map_or(at, |ended| ended.min(at)));
        self
    }

    /// Ends one part early; what is left must still be a valid profile that relaxes nothing.
    pub fn switch_off_part(mut self, base: &Profile, part: &str) -> Result<Overlay, Vec<OverlayRefusal>> {
        if !self.proposal.has_part(part) {
            return Err(vec![OverlayRefusal::NoSuchPart]);
        }
        self.off.insert(part.to_owned());
        let left = self.proposal.without(base, &self.off).map_err(|refusal| vec![refusal])?;
        let relaxed = never_relax::relaxed(base, &left);
        if relaxed.is_empty() { Ok(self) } else { Err(relaxed) }
    }

    /// The rules in force at an instant: the profile itself once the overlay is over.
    pub fn effective(&self, base: &Profile, at: Timestamp) -> Result<Profile, OverlayRefusal> {
        if !self.proposal.is_for(base) {
            return Err(OverlayRefusal::OtherBase);
        }
        if self.is_on(at) { self.rules(base) } else { Ok(base.clone()) }
    }

    /// The rules while it is in force, whatever the time.
    pub fn rules(&self, base: &Profile) -> Result<Profile, OverlayRefusal> {
        self.proposal.without(base, &self.off)
    }

    /// What is different while it is in force, and why.
    pub fn differences(&self, base: &Profile) -> Result<Vec<Difference>, OverlayRefusal> {
        Ok(self.proposal.told(base, &self.rules(base)?))
    }

    /// What is different at an instant, and why; nothing while the overlay is not in force.
    pub fn different(&self, base: &Profile, at: Timestamp) -> Result<Vec<Difference>, OverlayRefusal> {
        Ok(self.proposal.told(base, &self.effective(base, at)?))
    }
}

fn text_node(text: &str) -> Node {
    Node { line: 0, value: Value::Text(text.to_owned()) }
}
