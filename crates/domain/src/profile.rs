//! The profile is the country: who may move which track, by which standard, in which time.
//!
//! A profile is a versioned TOML file. It only narrows what the code allows: safeguards that are
//! compiled in cannot be switched off here. A case keeps the version it began under; a correction
//! of law reaches open cases only by an explicit migration. Nothing here judges a person.

mod check;
mod children;
mod deciding;
mod diff;
mod document;
mod information;
mod kinds;
mod operations;
mod privacy;
mod problem;
mod provenance;
mod reader;
mod rights;
mod shipped;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::agreement::Purpose;
use crate::clock::{Calendar, ClockRule};
use crate::role::Role;

pub use children::{ChildStart, ChildStep, Children};
pub use deciding::{
    AgreementOf, Bench, BenchKind, Body, ChallengeKind, ChallengeRule, Decides, Interview, MoveRule, Origin,
    RecognitionRules, Recusal, RefusalKind, Stage,
};
pub use diff::{Change, diff};
pub use information::{FOLLOWED, INFORMATION};
pub use operations::{Escalation, Offers, SERVICE_CODES, StandardGap};
pub use privacy::{
    AccessRequests, AgreementText, AskedWhen, Controller, DatasetField, NoticeField, Protection, Retention,
    StatutoryNotice, UntilAsked,
};
pub use problem::Problem;
pub use provenance::{Fact, Provenance, Tag};
pub use rights::{
    AppliesTo, DisqualificationRule, EffectsBegin, Eligibility, Entitlement, From, Reflection, RefusalEffects,
};
pub use shipped::{SHIPPED, shipped};

pub(crate) use document::{Node, Value, read as read_document};
pub(crate) use problem::Log;
pub(crate) use reader::{Reader, is_code};

/// The version of the file format.
const FORMAT: u32 = 1;

/// Which rules a case or a move stands under.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ProfileVersion {
    /// The profile's id, such as `gb-ew`.
    pub id: String,
    /// Its version.
    pub version: u32,
    /// The crisis overlay in force, if any.
    pub overlay: Option<String>,
}

impl ProfileVersion {
    /// Says whether both are the same rules, crisis overlays apart.
    pub fn same_base(&self, other: &ProfileVersion) -> bool {
        self.id == other.id && self.version == other.version
    }
}

impl fmt::Display for ProfileVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.id, self.version)?;
        self.overlay.as_ref().map_or(Ok(()), |overlay| write!(f, "+{overlay}"))
    }
}

/// A country's rules, checked.
#[derive(Debug, Clone)]
pub struct Profile {
    version: ProfileVersion,
    title: String,
    country: String,
    valid_from: Date,
    valid_to: Option<Date>,
    calendar: Calendar,
    eligibility: Eligibility,
    recognition: RecognitionRules,
    interview: Interview,
    bodies: BTreeMap<String, Body>,
    stages: BTreeMap<String, Stage>,
    challenges: BTreeMap<String, ChallengeRule>,
    clocks: BTreeMap<String, ClockRule>,
    reflection: Reflection,
    entitlements: BTreeMap<String, Entitlement>,
    refusal: RefusalEffects,
    disqualification: DisqualificationRule,
    child_start: ChildStart,
    children: Children,
    notice: StatutoryNotice,
    agreements: BTreeMap<String, AgreementText>,
    controllers: BTreeMap<String, Controller>,
    retention: BTreeMap<String, Retention>,
    access_requests: AccessRequests,
    protection: Protection,
    services: BTreeSet<String>,
    roles: BTreeSet<Role>,
    offers: Offers,
    standard_gaps: BTreeMap<String, StandardGap>,
    facts: BTreeMap<String, Fact>,
    provenance: BTreeMap<String, Provenance>,
    tree: Node,
}

/// Two profiles are equal when their files say the same.
impl PartialEq for Profile {
    fn eq(&self, other: &Self) -> bool {
        self.version == other.version && self.tree == other.tree
    }
}
impl Eq for Profile {}

impl Profile {
    /// Reads and checks a profile; all that is wrong is told in one pass.
    pub fn parse(file_name: &str, text: &str) -> Result<Profile, Vec<Problem>> {
        let log = Log::new(file_name);
        match document::read(text, &log) {
            Some(tree) => Profile::from_tree(tree, None, log),
            None => Err(log.into_problems()),
        }
    }

    /// Reads and checks a tree, which a crisis overlay may have changed.
    pub(crate) fn from_tree(tree: Node, overlay: Option<String>, log: Log) -> Result<Profile, Vec<Problem>> {
        let profile = build(&tree, overlay, &log);
        if let Some(profile) = &profile {
            check::across(profile, &tree, &log);
        }
        match profile {
            Some(profile) if log.is_empty() => Ok(Profile { tree, ..profile }),
            _ => Err(log.into_problems()),
        }
    }

    pub(crate) fn tree(&self) -> &Node {
        &self.tree
    }

    /// The line of a field in the file, or of the nearest table on the way there; counted from one.
    pub fn line_of(&self, field: &str) -> usize {
        self.tree.line_of(field)
    }

    /// The stages that decide this, by code.
    pub fn stages_that_decide(&self, decides: Decides) -> impl Iterator<Item = (&String, &Stage)> {
        self.stages.iter().filter(move |(_, stage)| stage.decides == decides)
    }

    /// The clock with this code.
    pub fn clock(&self, code: &str) -> Option<&ClockRule> {
        self.clocks.get(code)
    }

    /// The stage with this code.
    pub fn stage(&self, code: &str) -> Option<&Stage> {
        self.stages.get(code)
    }

    /// The way to challenge with this code.
    pub fn challenge(&self, code: &str) -> Option<&ChallengeRule> {
        self.challenges.get(code)
    }

    /// Says whether this role is used in the country.
    pub fn has_role(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// Says whether this service is part of the country's vocabulary.
    pub fn has_service(&self, code: &str) -> bool {
        self.services.contains(code)
    }

    /// When the country asks for this agreement: as its profile says, and otherwise as soon as it may be asked.
    /// None where the profile does not ask for it at all; a service and a partner abroad can always be asked for.
    pub fn asks(&self, purpose: &Purpose) -> Option<AskedWhen> {
        let text = purpose.to_string();
        let named = self.agreements.values().find(|agreement| agreement.purpose == text);
        match (named, purpose) {
            (Some(agreement), _) => Some(agreement.asked),
            (None, Purpose::Service(_)) if purpose.is_for_tonight() => Some(AskedWhen::Tonight),
            (None, Purpose::Service(_) | Purpose::Transnational(_)) => Some(AskedWhen::Later),
            (None, _) => None,
        }
    }

    /// Says whether the profile is valid on a day.
    pub fn is_valid_on(&self, day: Date) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|last| day <= last)
    }

    /// Every source with the group that rests on it, as paths of the file.
    pub fn sources(&self) -> impl Iterator<Item = (&String, &Provenance)> {
        self.provenance.iter()
    }

    /// What must still be compared with the law, as paths of the file.
    pub fn to_check(&self) -> impl Iterator<Item = (&String, &Provenance)> {
        self.provenance.iter().filter(|(_, provenance)| provenance.needs_check)
    }

    /// The laws by which the profile stays below the standard, as shown to everyone.
    pub fn below_standard(&self) -> Vec<(String, &str)> {
        let mut laws = Vec::new();
        let add = |place: &str, law: &'_ Option<String>| law.as_ref().map(|_| place.to_owned());
        let single = [
            (add("refusal", &self.refusal.below_standard), &self.refusal.below_standard),
            (
                add("disqualification", &self.disqualification.below_standard),
                &self.disqualification.below_standard,
            ),
            (add("eligibility", &self.eligibility.below_standard), &self.eligibility.below_standard),
            (
                add("interview", &self.interview.cooperation_demanded_by),
                &self.interview.cooperation_demanded_by,
            ),
        ];
        for (place, law) in single {
            if let (Some(place), Some(law)) = (place, law) {
                laws.push((place, law.as_str()));
            }
        }
        for (code, rule) in &self.challenges {
            if let Some(law) = &rule.effects_do_not_wait {
                laws.push((format!("challenges.{code}"), law.as_str()));
            }
        }
        laws
    }
}

macro_rules! getters {
    ($($(#[$doc:meta])* $name:ident: $type:ty),+ $(,)?) => {
        impl Profile {
            $($(#[$doc])* pub fn $name(&self) -> &$type { &self.$name })+
        }
    };
}

getters! {
    /// Which profile this is.
    version: ProfileVersion,
    /// The title a person reads.
    title: String,
    /// The country's code, ISO 3166-1 alpha-2.
    country: String,
    /// The first day on which it is valid.
    valid_from: Date,
    /// The last day on which it is valid, if known.
    valid_to: Option<Date>,
    /// The calendar.
    calendar: Calendar,
    /// For whom recognition is.
    eligibility: Eligibility,
    /// Who may make moves that are no decisions.
    recognition: RecognitionRules,
    /// The interview.
    interview: Interview,
    /// The bodies that decide, by code.
    bodies: BTreeMap<String, Body>,
    /// The stages, by code.
    stages: BTreeMap<String, Stage>,
    /// The ways to challenge, by code.
    challenges: BTreeMap<String, ChallengeRule>,
    /// The clocks, by code.
    clocks: BTreeMap<String, ClockRule>,
    /// The recovery and reflection period.
    reflection: Reflection,
    /// The entitlements, by code.
    entitlements: BTreeMap<String, Entitlement>,
    /// When a refusal takes effect.
    refusal: RefusalEffects,
    /// Disqualification from protection.
    disqualification: DisqualificationRule,
    /// How a child's case starts.
    child_start: ChildStart,
    /// Rules about age.
    children: Children,
    /// The statutory notice on refusal.
    notice: StatutoryNotice,
    /// The agreements that can be asked for, by code.
    agreements: BTreeMap<String, AgreementText>,
    /// The controllers, by code.
    controllers: BTreeMap<String, Controller>,
    /// Retention by kind of record.
    retention: BTreeMap<String, Retention>,
    /// How requests for access are answered.
    access_requests: AccessRequests,
    /// What protects before the first question and between services.
    protection: Protection,
    /// The services switched on.
    services: BTreeSet<String>,
    /// The roles switched on.
    roles: BTreeSet<Role>,
    /// How long an offer waits.
    offers: Offers,
    /// Where national law is narrower than the standard.
    standard_gaps: BTreeMap<String, StandardGap>,
    /// Facts beside the rules.
    facts: BTreeMap<String, Fact>,
    /// Where each group of values comes from, by path.
    provenance: BTreeMap<String, Provenance>,
}

/// Reads every section; `None` when a section that cannot have a stand-in is missing.
fn build(tree: &Node, overlay: Option<String>, log: &Log) -> Option<Profile> {
    let mut root = Reader::root(tree, log);
    root.whole("format", FORMAT, FORMAT);
    let version =
        ProfileVersion { id: root.text("id"), version: root.whole("version", 1, 1_000_000), overlay };
    let (title, country) = (root.text("title"), root.text("country"));
    let zone = read_zone(&mut root);
    let (valid_from, valid_to) = (root.date("valid_from"), root.date_if_any("valid_to"));

    let calendar = root.table("calendar").map(|reader| operations::calendar(reader, zone));
    let eligibility = root.table("eligibility").map(Eligibility::read);
    let recognition = root.table("recognition").map(RecognitionRules::read);
    let interview = root.table("interview").map(Interview::read);
    let bodies = Body::read_all(&mut root);
    let stages = Stage::read_all(&mut root);
    let challenges = ChallengeRule::read_all(&mut root);
    let clocks = operations::clocks(&mut root);
    let reflection = root.table("reflection").map(Reflection::read);
    let entitlements = Entitlement::read_all(&mut root);
    let refusal = root.table("refusal").map(RefusalEffects::read);
    let disqualification = root.table("disqualification").map(DisqualificationRule::read);
    let child_start = root.table("child_start").map(ChildStart::read);
    let children = root.table("children").map(Children::read);
    let notice = root.table("notice").map(StatutoryNotice::read);
    let agreements = AgreementText::read_all(&mut root);
    let controllers = Controller::read_all(&mut root);
    let retention = Retention::read_all(&mut root);
    let access_requests = root.table("access_requests").map(AccessRequests::read);
    let protection = Protection::read(&mut root);
    let services = switched_on(root.table("services"), |reader| reader.texts("on"));
    let roles = switched_on(root.table("roles"), |reader| reader.codes::<Role>("on"));
    let offers = root.table("offers").map(Offers::read);
    let standard_gaps = StandardGap::read_all(&mut root);
    let facts = Fact::read_all(&mut root);
    root.finish();

    Some(Profile {
        version,
        title,
        country,
        valid_from,
        valid_to,
        calendar: calendar?.0,
        eligibility: eligibility?,
        recognition: recognition??,
        interview: interview?,
        bodies,
        stages,
        challenges,
        clocks: clocks.into_iter().map(|(code, (rule, _))| (code, rule)).collect(),
        reflection: reflection?,
        entitlements,
        refusal: refusal?,
        disqualification: disqualification?,
        child_start: child_start?,
        children: children?,
        notice: notice?,
        agreements,
        controllers,
        retention,
        access_requests: access_requests?,
        protection,
        services: services.into_iter().collect(),
        roles: roles.into_iter().collect(),
        offers: offers?,
        standard_gaps,
        facts,
        provenance: provenance::collect(tree),
        // The caller puts the tree in once everything is checked.
        tree: Node { line: 1, value: Value::Table(BTreeMap::new()) },
    })
}

fn switched_on<T>(reader: Option<Reader<'_>>, read: impl Fn(&mut Reader<'_>) -> Vec<T>) -> Vec<T> {
    let Some(mut reader) = reader else { return Vec::new() };
    let on = read(&mut reader);
    reader.provenance();
    reader.finish();
    on
}

fn read_zone(root: &mut Reader<'_>) -> TimeZone {
    let name = root.text("zone");
    TimeZone::get(&name).unwrap_or_else(|_| {
        if !name.is_empty() {
            root.wrong(
                "zone",
                "this is not a time zone",
                "use a name of the IANA list, such as Europe/London",
            );
        }
        TimeZone::UTC
    })
}
