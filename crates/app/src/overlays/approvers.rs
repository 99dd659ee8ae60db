//! The bodies whose approvals count: each with one public key, from the configuration.

use std::collections::BTreeMap;

use havenward_domain::overlay::{Approval, Proposal};
use havenward_domain::profile::{Problem, Profile};
use havenward_vault::approval;
use havenward_vault::checkpoint::{SigningKey, VerifyingKey};
use jiff::Timestamp;

use crate::AppError;

/// The approving bodies with their public keys; without two of them no overlay is ever switched on.
#[derive(Debug, Default, Clone)]
pub struct Approvers(BTreeMap<String, VerifyingKey>);

impl Approvers {
    /// Reads bodies with their public keys. A key is named by its body, and no two bodies share one.
    pub fn parse<'t>(keys: impl IntoIterator<Item = (&'t str, &'t str)>) -> Result<Self, AppError> {
        let mut known: BTreeMap<String, VerifyingKey> = BTreeMap::new();
        for (body, text) in keys {
            let wrong = |message: &str| {
                AppError::invalid("approvers", format!("{body}: {message} (mend: {MEND} {body})"))
            };
            let key = VerifyingKey::parse(text).map_err(|_| wrong("this is not a public key"))?;
            if key.origin().as_str() != body {
                return Err(wrong("this key is named for another body"));
            }
            if known.values().any(|other| other.is_same_key(&key)) {
                return Err(wrong("another body has the same key"));
            }
            known.insert(body.to_owned(), key);
        }
        Ok(Self(known))
    }

    /// Every approval of the file that does not count, with the mend.
    pub fn problems(&self, proposal: &Proposal, base: &Profile) -> Vec<Problem> {
        let doubt = |approval: &Approval| {
            let field = format!("approvals.{}", approval.body);
            match self.0.get(&approval.body) {
                None => Some(proposal.problem(
                    &field,
                    "this body is not among the approvers of this installation",
                    "take its approval out, or name its public key under [approvers] of the configuration",
                )),
                Some(key) if key.text() == approval.key.trim() && is_signed(proposal, base, approval) => None,
                Some(_) => Some(proposal.problem(
                    &field,
                    "the signature does not hold: the overlay, the profile or the key is another",
                    "take this approval out and let the body sign what stands here now",
                )),
            }
        };
        proposal.approvals().iter().filter_map(doubt).collect()
    }
}

/// The table with which a body's approval stands in the file, signed with its key; it goes to the file's end.
///
/// The instant is that of the whole second before.
pub fn approval_table(proposal: &Proposal, base: &Profile, key: &SigningKey, at: Timestamp) -> String {
    let at = Timestamp::from_second(at.as_second()).unwrap_or(at);
    let (body, public) = (key.origin(), key.verifying_key().text());
    let signature = approval::sign(key, &proposal.bytes_to_sign(base, body.as_str(), at));
    format!("\n[approvals.{body}]\nat = {at}\nkey = \"{public}\"\nsignature = \"{signature}\"\n")
}

const MEND: &str = "paste what havenward profile overlay keygen prints for";

/// Says whether an approval is signed with the key that the file names.
pub(super) fn is_signed(proposal: &Proposal, base: &Profile, one: &Approval) -> bool {
    let bytes = proposal.bytes_to_sign(base, &one.body, one.at);
    VerifyingKey::parse(&one.key)
        .is_ok_and(|key| key.origin().as_str() == one.body && approval::holds(&key, &bytes, &one.signature))
}
