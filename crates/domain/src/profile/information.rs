//! What of a profile the software follows, and what is there for people to read.
//!
//! A file may say much more than a program does. Whoever writes one is told which is which.

/// The parts that rules of the house follow.
pub const FOLLOWED: [&str; 26] = [
    "format",
    "id",
    "version",
    "valid_from",
    "valid_to",
    "zone",
    "calendar",
    "recognition",
    "bodies",
    "stages",
    "challenges",
    "clocks",
    "reflection",
    "entitlements",
    "refusal",
    "disqualification",
    "child_start",
    "children",
    "notice",
    "agreements",
    "non_punishment",
    "services",
    "roles",
    "offers",
    "retention",
    "access_requests",
];

/// The parts that people read and no rule follows, as paths of the file, each with why it is there.
pub const INFORMATION: [(&str, &str); 24] = [
    ("title", "the name that people read"),
    ("country", "whose rules these are"),
    ("eligibility", "whom the law leaves out; nobody is turned away by the software"),
    ("interview", "how the law wants an interview; no co-operation is ever a condition here"),
    ("controllers", "who answers for which data, for the record of processing"),
    ("access_requests.may_be_present", "who may sit beside the person who reads the file"),
    ("access_requests.impact_assessment", "which assessment is behind the processing"),
    ("access_requests.third_parties_redacted", "that others are not shown; it is built in"),
    ("access_requests.bands_never_decide", "that no screen decides; it is built in"),
    ("dataset", "what a referral tells a service at first; the fields themselves are built in"),
    ("firewall", "what immigration enforcement may ask; it never receives anything here"),
    ("contact", "that nobody is contacted until cleared; it is built in"),
    ("standard_gaps", "where the law stays below the standard; shown to everybody"),
    ("facts", "figures and history around the rules"),
    ("agreements.*.text_key", "the message with the words that the person hears"),
    ("agreements.*.until_asked", "what silence means; it never counts as a yes"),
    ("children.letters_to", "who gets a child's letters; the software sends none"),
    ("notice.by_policy", "bodies that give notice by policy; only a law binds here"),
    ("offers.last_resort", "the place that takes people when nobody answers, for the duty list"),
    ("told_before", "what must be passed on by law; it is told before the first question"),
    ("notice.says", "what a notice by law may say; the fields themselves are built in"),
    ("reflection.applies_to", "for whom the law writes the period; it is never narrowed here"),
    ("challenges.*.kind", "which kind of body hears a challenge"),
    (
        "disqualification.effects",
        "what the law ends; who carries the case ends it, and no right ends by itself",
    ),
];
