//! What the person has a right to, from when, and when a refusal or a disqualification takes effect.

use std::collections::BTreeMap;

use super::provenance::Provenance;
use super::reader::Reader;
use crate::coded::coded;

coded! {
    /// From when an entitlement is given.
    pub enum From {
        /// From the first contact, before any decision.
        FirstContact = "first_contact",
        /// From the moment recognition is raised.
        Raised = "raised",
        /// From the moment the case is sent.
        Sent = "sent",
        /// From presumption.
        Presumed = "presumed",
        /// From formal identification.
        Identified = "identified",
    }

    /// For whom a right is.
    pub enum AppliesTo {
        /// Everyone, whatever their nationality.
        Everyone = "everyone",
        /// Only people without the nationality of the state or the union.
        ForeignNationals = "foreign_nationals",
    }

    /// When a refusal begins to take effect.
    pub enum EffectsBegin {
        /// When it is final.
        WhenFinal = "when_final",
        /// At once, which is below the standard and needs a law.
        AtOnce = "at_once",
    }
}

/// The recovery and reflection period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reflection {
    /// Its clock.
    pub clock: String,
    /// The clock for a child, where it differs.
    pub child_clock: Option<String>,
    /// For whom it is.
    pub applies_to: AppliesTo,
    /// Where this is written.
    pub provenance: Provenance,
}

impl Reflection {
    pub(super) fn read(mut reader: Reader<'_>) -> Reflection {
        // CoE Convention Art. 13(1): no expulsion order is enforced during the period.
        reader.must_be_true("stops_removal");
        let reflection = Reflection {
            clock: reader.text("clock"),
            child_clock: reader.text_if_any("child_clock"),
            applies_to: reader.code("applies_to"),
            provenance: reader.provenance(),
        };
        reader.finish();
        reflection
    }
}

/// Something the person has a right to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entitlement {
    /// From when.
    pub from: From,
    /// The code of the service that gives it.
    pub service: String,
    /// For whom it is.
    pub applies_to: AppliesTo,
    /// The clock that bounds it, if any.
    pub clock: Option<String>,
    /// The clock within which it is decided, once it is asked for, if the law has one.
    pub decided_within: Option<String>,
    /// Where this is written.
    pub provenance: Provenance,
}

impl Entitlement {
    pub(super) fn read_all(root: &mut Reader<'_>) -> BTreeMap<String, Entitlement> {
        let read = |mut reader: Reader<'_>| {
            let entitlement = Entitlement {
                from: reader.code("from"),
                service: reader.text("service"),
                applies_to: reader.code("applies_to"),
                clock: reader.text_if_any("clock"),
                decided_within: reader.text_if_any("decided_within"),
                provenance: reader.provenance(),
            };
            reader.finish();
            entitlement
        };
        root.named("entitlements").into_iter().map(|(code, reader)| (code, read(reader))).collect()
    }
}

/// When a refusal takes effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusalEffects {
    /// When.
    pub begin: EffectsBegin,
    /// The law that lets effects begin at once; shown as below standard.
    pub below_standard: Option<String>,
    /// Where this is written.
    pub provenance: Provenance,
}

impl RefusalEffects {
    pub(super) fn read(mut reader: Reader<'_>) -> RefusalEffects {
        let refusal = RefusalEffects {
            begin: reader.code("effects_begin"),
            below_standard: reader.text_if_any("below_standard"),
            provenance: reader.provenance(),
        };
        match (refusal.begin, &refusal.below_standard) {
            (EffectsBegin::AtOnce, None) => reader.wrong(
                "effects_begin",
                "effects of a refusal begin only when it is final unless a law says otherwise",
                "quote the law in below_standard, or write effects_begin = \"when_final\"",
            ),
            (EffectsBegin::WhenFinal, Some(_)) => {
                reader.wrong("below_standard", "nothing here is below the standard", "remove it");
            }
            _ => {}
        }
        reader.finish();
        refusal
    }
}

/// Disqualification from protection: separate from recognition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisqualificationRule {
    /// The codes of the grounds.
    pub grounds: Vec<String>,
    /// The bodies that may disqualify.
    pub bodies: Vec<String>,
    /// The codes of what ends.
    pub effects: Vec<String>,
    /// The entitlements that end.
    pub ends_entitlements: Vec<String>,
    /// The clock within which review is asked.
    pub review: String,
    /// When it takes effect.
    pub begin: EffectsBegin,
    /// The law that lets effects begin at once; shown as below standard.
    pub below_standard: Option<String>,
    /// Where this is written.
    pub provenance: Provenance,
}

impl DisqualificationRule {
    pub(super) fn read(mut reader: Reader<'_>) -> DisqualificationRule {
        let rule = DisqualificationRule {
            grounds: reader.texts("grounds"),
            bodies: reader.texts("bodies"),
            effects: reader.texts("effects"),
            ends_entitlements: reader.texts("ends_entitlements"),
            review: reader.text("review"),
            begin: reader.code("effects_begin"),
            below_standard: reader.text_if_any("below_standard"),
            provenance: reader.provenance(),
        };
        if rule.begin == EffectsBegin::AtOnce && rule.below_standard.is_none() {
            let mend = "quote the law in below_standard, or write effects_begin = \"when_final\"";
            reader.wrong("effects_begin", "effects wait for the review unless a law says otherwise", mend);
        }
        reader.finish();
        rule
    }
}

/// Who may use the mechanism at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Eligibility {
    /// For whom recognition is.
    pub applies_to: AppliesTo,
    /// The law that leaves somebody out; shown as below standard.
    pub below_standard: Option<String>,
    /// Where this is written.
    pub provenance: Provenance,
}

impl Eligibility {
    pub(super) fn read(mut reader: Reader<'_>) -> Eligibility {
        let eligibility = Eligibility {
            applies_to: reader.code("applies_to"),
            below_standard: reader.text_if_any("below_standard"),
            provenance: reader.provenance(),
        };
        if eligibility.applies_to != AppliesTo::Everyone && eligibility.below_standard.is_none() {
            let mend = "quote the law in below_standard, or write applies_to = \"everyone\"";
            reader.wrong("applies_to", "equal treatment is the rule", mend);
        }
        reader.finish();
        eligibility
    }
}
