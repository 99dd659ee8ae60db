//! What protects the person's words and facts: agreement texts, controllers, notices, retention.

use std::collections::BTreeMap;

use super::provenance::Provenance;
use super::reader::Reader;
use crate::agreement::Purpose;
use crate::clock::{MAX_AMOUNT, Period};
use crate::coded::coded;

coded! {
    /// When an agreement is asked for.
    pub enum AskedWhen {
        /// Tonight, spoken, one purpose.
        Tonight = "tonight",
        /// Later, rested, with an advocate.
        Later = "later",
    }

    /// What holds until the person says something.
    pub enum UntilAsked {
        /// Nothing was asked.
        NotAsked = "not_asked",
        /// It counts as refused.
        Refused = "refused",
    }

    /// A member of the minimum dataset of a referral (nrm 8, rule 2).
    pub enum DatasetField {
        /// The case code.
        CaseCode = "case_code",
        /// The sex of placement.
        SexOfPlacement = "sex_of_placement",
        /// The age band.
        AgeBand = "age_band",
        /// The languages.
        Languages = "languages",
        /// The number of children with the person.
        ChildrenWith = "children_with",
        /// Mobility and health alerts.
        Alerts = "alerts",
        /// The security level.
        SecurityLevel = "security_level",
        /// The date it is needed.
        NeededOn = "needed_on",
    }

    /// What a statutory notice may say.
    pub enum NoticeField {
        /// The month.
        Month = "month",
        /// The region.
        Region = "region",
        /// The form of exploitation.
        Form = "form",
    }
}

/// An agreement that can be asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreementText {
    /// The purpose, with the codes of nrm 7.
    pub purpose: String,
    /// The key of the text in the locales.
    pub text_key: String,
    /// When it is asked.
    pub asked: AskedWhen,
    /// What holds until then.
    pub until_asked: UntilAsked,
    /// Where this is written.
    pub provenance: Provenance,
}

/// Purposes without a parameter (nrm 7).
const PURPOSES: [&str; 5] =
    ["support", "formal_identification", "police_cooperation", "media", "training_reuse"];

impl AgreementText {
    pub(super) fn read_all(root: &mut Reader<'_>) -> BTreeMap<String, AgreementText> {
        let read = |mut reader: Reader<'_>| {
            let text = AgreementText {
                purpose: reader.text("purpose"),
                text_key: reader.text("text_key"),
                asked: reader.code("asked"),
                until_asked: reader.code("until_asked"),
                provenance: reader.provenance(),
            };
            let parameter = text.purpose.split_once(':');
            let known = PURPOSES.contains(&text.purpose.as_str())
                || parameter
                    .is_some_and(|(kind, of)| ["service", "transnational"].contains(&kind) && !of.is_empty());
            if !known && !text.purpose.is_empty() {
                let mend =
                    format!("use one of {}, service:<type>, transnational:<country>", PURPOSES.join(", "));
                reader.wrong("purpose", "this purpose is not known", mend);
            }
            let can_wait = text.purpose.parse().is_ok_and(|purpose: Purpose| !purpose.is_for_tonight());
            if text.asked == AskedWhen::Tonight && can_wait {
                reader.wrong(
                    "asked",
                    "tonight only a safe place and first help are asked",
                    "write \"later\": this can wait until the person has rested",
                );
            }
            let refused_first = ["media", "training_reuse"].contains(&text.purpose.as_str());
            if refused_first && text.until_asked != UntilAsked::Refused {
                reader.wrong(
                    "until_asked",
                    "this purpose is refused until the person agrees",
                    "write \"refused\"",
                );
            }
            reader.finish();
            text
        };
        root.named("agreements").into_iter().map(|(code, reader)| (code, read(reader))).collect()
    }
}

/// A controller of personal data and its legal bases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Controller {
    /// Its name.
    pub title: String,
    /// The legal basis, such as public task; never the person's agreement for a state body.
    pub legal_basis: String,
    /// The ground for special categories.
    pub special_category_ground: String,
    /// The ground for offence data, or why it holds none.
    pub offence_ground: String,
    /// The controllers it is joint with.
    pub joint_with: Vec<String>,
    /// Where this is written.
    pub provenance: Provenance,
}

impl Controller {
    pub(super) fn read_all(root: &mut Reader<'_>) -> BTreeMap<String, Controller> {
        let read = |mut reader: Reader<'_>| {
            let controller = Controller {
                title: reader.text("title"),
                legal_basis: reader.text("legal_basis"),
                special_category_ground: reader.text("special_category_ground"),
                offence_ground: reader.text("offence_ground"),
                joint_with: reader.texts("joint_with"),
                provenance: reader.provenance(),
            };
            reader.finish();
            controller
        };
        root.named("controllers").into_iter().map(|(code, reader)| (code, read(reader))).collect()
    }
}

/// The statutory notice on an adult's refusal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatutoryNotice {
    /// The kinds of body the law binds; empty where there is none.
    pub bound: Vec<String>,
    /// The kinds of body bound by policy only.
    pub by_policy: Vec<String>,
    /// What the notice says.
    pub says: Vec<NoticeField>,
    /// Where this is written.
    pub provenance: Provenance,
}

impl StatutoryNotice {
    pub(super) fn read(mut reader: Reader<'_>) -> StatutoryNotice {
        reader.must_be_true("shown_beforehand");
        let notice = StatutoryNotice {
            bound: reader.texts("bound"),
            by_policy: reader.texts("by_policy"),
            says: reader.codes("says"),
            provenance: reader.provenance(),
        };
        reader.finish();
        notice
    }

    /// Says whether a body of this kind must give notice when an adult refuses.
    pub fn binds(&self, kind_of_body: &str) -> bool {
        self.bound.iter().any(|bound| bound == kind_of_body)
    }
}

/// How long a kind of record is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retention {
    /// How long after closure.
    pub keep: Period,
    /// Why that long.
    pub ground: String,
    /// Where this is written.
    pub provenance: Provenance,
}

impl Retention {
    pub(super) fn read_all(root: &mut Reader<'_>) -> BTreeMap<String, Retention> {
        let read = |mut reader: Reader<'_>| {
            let retention = Retention {
                keep: Period { amount: reader.whole("amount", 1, MAX_AMOUNT), unit: reader.code("unit") },
                ground: reader.text("ground"),
                provenance: reader.provenance(),
            };
            reader.finish();
            retention
        };
        root.named("retention").into_iter().map(|(code, reader)| (code, read(reader))).collect()
    }
}

/// How requests for access are answered, and where the assessment of impact is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessRequests {
    /// The clock of the answer.
    pub clock: String,
    /// Who may be present when the file is read.
    pub may_be_present: Vec<String>,
    /// The reference of the data-protection impact assessment.
    pub impact_assessment: String,
    /// Where this is written.
    pub provenance: Provenance,
}

impl AccessRequests {
    pub(super) fn read(mut reader: Reader<'_>) -> AccessRequests {
        reader.must_be_true("third_parties_redacted");
        reader.must_be_true("bands_never_decide");
        let requests = AccessRequests {
            clock: reader.text("clock"),
            may_be_present: reader.texts("may_be_present"),
            impact_assessment: reader.text("impact_assessment"),
            provenance: reader.provenance(),
        };
        reader.finish();
        requests
    }
}

/// What is said before the first question, and what keeps people and facts apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Protection {
    /// What must be passed on by law and to whom, told before the first question.
    pub pass_on_by_law: Vec<String>,
    /// The minimum dataset of a referral.
    pub dataset: Vec<DatasetField>,
    /// Says that immigration enforcement may ask; closed by default.
    pub immigration_may_ask: bool,
    /// The law on not punishing the person.
    pub non_punishment_law: String,
    /// The law that makes state bodies notify the prosecution themselves, with those bodies; seldom there.
    pub notified_by_law: Option<(String, Vec<String>)>,
    /// Where this is written, section by section.
    pub provenance: BTreeMap<&'static str, Provenance>,
}

impl Protection {
    pub(super) fn read(root: &mut Reader<'_>) -> Protection {
        let mut protection = Protection {
            pass_on_by_law: Vec::new(),
            dataset: Vec::new(),
            immigration_may_ask: false,
            non_punishment_law: String::new(),
            notified_by_law: None,
            provenance: BTreeMap::new(),
        };
        if let Some(mut reader) = root.table("told_before") {
            reader.must_be_true("before_first_question");
            protection.pass_on_by_law = reader.texts("pass_on_by_law");
            protection.close("told_before", reader);
        }
        if let Some(mut reader) = root.table("contact") {
            reader.must_be_true("none_until_cleared");
            protection.close("contact", reader);
        }
        if let Some(mut reader) = root.table("dataset") {
            protection.dataset = reader.codes("fields");
            protection.close("dataset", reader);
        }
        if let Some(mut reader) = root.table("firewall") {
            protection.immigration_may_ask = reader.flag("immigration_may_ask");
            protection.close("firewall", reader);
        }
        if let Some(mut reader) = root.table("non_punishment") {
            reader.must_be_true("checked_before_charge");
            protection.non_punishment_law = reader.text("law");
            if let Some(law) = reader.text_if_any("notified_by_law") {
                protection.notified_by_law = Some((law, reader.texts("notifying_bodies")));
            }
            protection.close("non_punishment", reader);
        }
        protection
    }

    fn close(&mut self, section: &'static str, mut reader: Reader<'_>) {
        self.provenance.insert(section, reader.provenance());
        reader.finish();
    }
}
