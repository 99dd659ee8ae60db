//! What is typed into each text of each request body: a mark, a code, or something that is no person's.
//!
//! A new text field in the API fails the test until it stands here; what can identify somebody is marked
//! and must be sent by the scan in `canary.rs`.

use std::collections::BTreeSet;

use serde_json::Value;

/// What a text field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Text {
    /// Can identify a person: the scan fills it with marks in every contact.
    Marked,
    /// Can identify a person: marked on some cases and stored, by the requests in `canary_forms.rs`.
    MarkedOnCase,
    /// Can identify a person: marked and stored on the cases that `canary_walk.rs` walks to a bench, a place and
    /// a challenge.
    MarkedOnWalk,
    /// A code of the profile or of an access, read as text: a mark in its place is turned down, so that none is kept.
    MarkedAndTurnedDown,
    /// A name that somebody looks for.
    Searched,
    /// Tells of a house and never of a person: stands in clear for everybody who refers.
    OfAHouse,
    /// Tells of the country's rules and never of a person: everybody reads it.
    OfRules,
    /// What a member of staff types to sign in: filled with marks in refused requests.
    MarkedWhenRefused,
    /// One of a closed list, a checked tag, an id, or an instant.
    Coded,
}

/// Form, field, and what it holds.
pub const TEXTS: &[(&str, &str, Text)] = &[
    ("ActionForm", "due", Text::Coded),
    ("ActionForm", "what", Text::MarkedOnCase),
    ("ActionForm", "worker", Text::Coded),
    ("AdmissionForm", "fingerprint", Text::Coded),
    ("AdultForm", "basis", Text::MarkedAndTurnedDown),
    ("AdultForm", "reason", Text::Coded),
    ("AdultForm", "words", Text::MarkedOnWalk),
    ("AgreementForm", "answers", Text::Coded),
    ("AgreementForm", "expires", Text::Coded),
    ("AgreementForm", "given_by", Text::Coded),
    ("AgreementForm", "how", Text::Coded),
    ("AgreementForm", "interpreter", Text::Coded),
    ("AgreementForm", "language", Text::Coded),
    ("AgreementForm", "purpose", Text::Coded),
    ("AgreementForm", "teach_back", Text::Coded),
    ("AgreementForm", "witness", Text::Coded),
    ("AnswersForm", "answers", Text::Coded),
    ("AnswersForm", "context", Text::Coded),
    ("AnswersForm", "instrument", Text::Coded),
    ("AnswersForm", "told_before", Text::MarkedOnWalk),
    ("AvoidForm", "regions", Text::Coded),
    ("AvoidForm", "services", Text::Coded),
    ("AvoidForm", "units", Text::Coded),
    ("AwayForm", "expected", Text::Coded),
    ("BestInterestsForm", "about", Text::Coded),
    ("BestInterestsForm", "child_said", Text::MarkedOnWalk),
    ("BestInterestsForm", "childs_view", Text::Coded),
    ("BestInterestsForm", "guardian", Text::MarkedOnWalk),
    ("BookingChange", "became", Text::Coded),
    ("BookingForm", "at", Text::Coded),
    ("BookingForm", "dialect", Text::MarkedOnCase),
    ("BookingForm", "language", Text::Coded),
    ("BookingForm", "mode", Text::Coded),
    ("BookingForm", "sex", Text::Coded),
    ("ByLawForm", "class", Text::Coded),
    ("ByLawForm", "ground", Text::Coded),
    ("ByLawForm", "law", Text::MarkedOnWalk),
    ("ByLawForm", "purpose", Text::Coded),
    ("ByLawForm", "reason", Text::MarkedOnWalk),
    ("ByLawForm", "special_category", Text::Coded),
    ("ByLawForm", "unit", Text::Coded),
    ("ByLawForm", "until", Text::Coded),
    ("ByLawForm", "what", Text::Coded),
    ("ChallengeForm", "ground", Text::MarkedAndTurnedDown),
    ("ChallengeForm", "late_because", Text::MarkedAndTurnedDown),
    ("ChallengeForm", "reason", Text::Coded),
    ("ChallengeForm", "rule", Text::MarkedAndTurnedDown),
    ("ChallengeForm", "unit", Text::Coded),
    ("ChallengeForm", "words", Text::MarkedOnWalk),
    ("ChannelForm", "address", Text::MarkedOnCase),
    ("ChannelForm", "hours", Text::Coded),
    ("ChannelForm", "kind", Text::Coded),
    ("ChannelForm", "leave_message", Text::Coded),
    ("ChannelForm", "who_else", Text::Coded),
    ("ClearForm", "channel", Text::Coded),
    ("ClearForm", "until", Text::Coded),
    ("ClearForm", "why", Text::MarkedOnCase),
    ("CloseForm", "challenge", Text::Coded),
    ("CloseForm", "missing_evidence", Text::MarkedOnWalk),
    ("CloseForm", "reasons", Text::Coded),
    ("CloseForm", "stage", Text::Coded),
    ("CloseForm", "words", Text::MarkedOnWalk),
    ("ContactForm", "address_as", Text::Marked),
    ("ContactForm", "age", Text::Coded),
    ("ContactForm", "languages", Text::Coded),
    ("ContactForm", "name", Text::Marked),
    ("ContactForm", "origin", Text::Coded),
    ("ContactForm", "placement", Text::Coded),
    ("ContactForm", "setting", Text::Coded),
    ("ContactForm", "sex", Text::Coded),
    ("ContactForm", "urgency", Text::Coded),
    ("DangerForm", "face", Text::MarkedOnCase),
    ("DangerForm", "how_known", Text::Coded),
    ("DangerForm", "vehicle", Text::MarkedOnCase),
    ("DangerForm", "who", Text::MarkedOnCase),
    ("DateForm", "moment", Text::Coded),
    ("DateForm", "on", Text::Coded),
    ("DecidedForm", "by", Text::MarkedOnWalk),
    ("DecidedForm", "on", Text::Coded),
    ("DecidedForm", "outcome", Text::Coded),
    ("DisclosureForm", "form", Text::Coded),
    ("DisclosureForm", "region", Text::Coded),
    ("DisqualifyForm", "ground", Text::MarkedAndTurnedDown),
    ("DisqualifyForm", "reason", Text::Coded),
    ("DisqualifyForm", "words", Text::MarkedOnWalk),
    ("AccessEndForm", "purpose", Text::MarkedAndTurnedDown),
    ("AccessEndForm", "unit", Text::Coded),
    ("AccessEndForm", "user", Text::Coded),
    ("DoNotContactForm", "why", Text::MarkedOnCase),
    ("OverlayForm", "file", Text::OfRules),
    ("OverlayOffForm", "part", Text::Coded),
    ("OverlayOffForm", "reason", Text::OfRules),
    ("PlanReviewForm", "next_review", Text::Coded),
    ("EndForm", "end", Text::Coded),
    ("EndForm", "reason", Text::Coded),
    ("EndForm", "words", Text::MarkedOnCase),
    ("EnquiryForm", "need", Text::Coded),
    ("EnquiryForm", "service", Text::Coded),
    ("EnquiryForm", "when", Text::Coded),
    ("EnrolmentForm", "code", Text::MarkedWhenRefused),
    ("EnrolmentForm", "factor", Text::MarkedWhenRefused),
    ("EnrolmentForm", "link", Text::MarkedWhenRefused),
    ("EnrolmentForm", "passphrase", Text::MarkedWhenRefused),
    ("EvidenceForm", "asked_for", Text::MarkedOnWalk),
    ("EvidenceForm", "stage", Text::Coded),
    ("GapForm", "need", Text::Coded),
    ("GapForm", "region", Text::Coded),
    ("GiveForm", "agreement", Text::Coded),
    ("GiveForm", "basis", Text::MarkedAndTurnedDown),
    ("GiveForm", "compartments", Text::Coded),
    ("GiveForm", "purpose", Text::MarkedAndTurnedDown),
    ("GiveForm", "unit", Text::Coded),
    ("GiveForm", "until", Text::Coded),
    ("GiveForm", "user", Text::Coded),
    ("GoalEndForm", "outcome", Text::Coded),
    ("GoalForm", "area", Text::Coded),
    ("GoalForm", "own_words", Text::MarkedOnCase),
    ("GoalForm", "text", Text::MarkedOnCase),
    ("GroundsForm", "basis", Text::Coded),
    ("GroundsForm", "child_test", Text::Coded),
    ("GroundsForm", "compulsion_or_causation", Text::Coded),
    ("GroundsForm", "link", Text::Coded),
    ("GroundsForm", "request", Text::Coded),
    ("HandOverForm", "moves", Text::Coded),
    ("HandOverForm", "rest", Text::Coded),
    ("InterpretingForm", "dialects", Text::Coded),
    ("InterpretingForm", "languages", Text::Coded),
    ("InterpretingForm", "modes", Text::Coded),
    ("InterpretingForm", "sex", Text::Coded),
    ("LinkForm", "link", Text::MarkedWhenRefused),
    ("LongerForm", "clock", Text::MarkedAndTurnedDown),
    ("LongerForm", "reason", Text::MarkedAndTurnedDown),
    ("MatterForm", "challenge", Text::Coded),
    ("MatterForm", "stage", Text::Coded),
    ("MoreTimeForm", "reason", Text::MarkedAndTurnedDown),
    ("MoreTimeForm", "rule", Text::MarkedAndTurnedDown),
    ("NeedForm", "by", Text::Coded),
    ("NeedForm", "met", Text::Coded),
    ("NeedForm", "note", Text::MarkedOnCase),
    ("NeedForm", "of", Text::Coded),
    ("NeedsForm", "next_review", Text::Coded),
    ("NoteForm", "text", Text::MarkedOnCase),
    ("ObjectionAnswerForm", "outcome", Text::Coded),
    ("ObjectionAnswerForm", "words", Text::MarkedOnWalk),
    ("ObjectionForm", "to", Text::Coded),
    ("ObjectionForm", "words", Text::MarkedOnWalk),
    ("OffenceForm", "authority", Text::MarkedOnCase),
    ("OffenceForm", "category", Text::Coded),
    ("OffenceForm", "file", Text::MarkedOnCase),
    ("OffenceForm", "known_since", Text::Coded),
    ("OffenceForm", "notice_to", Text::Coded),
    ("OffenceForm", "stage", Text::Coded),
    ("OfferAnswerForm", "reason", Text::Coded),
    ("OfferAnswerForm", "say", Text::Coded),
    ("OfferForm", "age_band", Text::Coded),
    ("OfferForm", "enquiry", Text::Coded),
    ("OfferForm", "hand_over", Text::MarkedOnWalk),
    ("OfferForm", "health_alerts", Text::Coded),
    ("OfferForm", "needed_on", Text::Coded),
    ("OfferForm", "security", Text::Coded),
    ("OtherForm", "name", Text::MarkedOnCase),
    ("OtherForm", "relation", Text::Coded),
    ("PresumeForm", "grounds", Text::Coded),
    ("PresumeForm", "reason", Text::Coded),
    ("PresumeForm", "words", Text::MarkedOnWalk),
    ("ProposalForm", "interpreter", Text::Coded),
    ("RaiseForm", "origin", Text::Coded),
    ("RaiseForm", "reason", Text::Coded),
    ("RaiseForm", "words", Text::MarkedOnCase),
    ("ReceiptForm", "code", Text::MarkedWhenRefused),
    ("RecipientForm", "class", Text::Coded),
    ("RecipientForm", "unit", Text::Coded),
    ("RefusalForm", "form", Text::Coded),
    ("RefusalForm", "region", Text::Coded),
    ("RefusalForm", "safe_recontact", Text::Coded),
    ("ReviewForm", "reason", Text::Coded),
    ("ReviewForm", "words", Text::MarkedOnWalk),
    ("RevokeForm", "channel", Text::Coded),
    ("RiskForm", "level", Text::Coded),
    ("RiskForm", "why", Text::MarkedOnCase),
    ("RisksForm", "next_review", Text::Coded),
    ("RisksForm", "risks", Text::Coded),
    ("SafeForm", "until", Text::Coded),
    ("SearchForm", "query", Text::Searched),
    ("SendForm", "reason", Text::Coded),
    ("SendForm", "stage", Text::MarkedAndTurnedDown),
    ("SendForm", "unit", Text::Coded),
    ("SendForm", "words", Text::MarkedOnWalk),
    ("ServiceForm", "accepts", Text::Coded),
    ("ServiceForm", "cost", Text::Coded),
    ("ServiceForm", "duty_line", Text::OfAHouse),
    ("ServiceForm", "funding_until", Text::Coded),
    ("ServiceForm", "languages", Text::Coded),
    ("ServiceForm", "name", Text::OfAHouse),
    ("ServiceForm", "offers", Text::Coded),
    ("ServiceForm", "opening", Text::Coded),
    ("ServiceForm", "region", Text::Coded),
    ("ServiceForm", "security", Text::Coded),
    ("ServiceForm", "verified_on", Text::Coded),
    ("SessionForm", "code", Text::MarkedWhenRefused),
    ("SessionForm", "login", Text::MarkedWhenRefused),
    ("SessionForm", "passphrase", Text::MarkedWhenRefused),
    ("SessionForm", "unit", Text::Coded),
    ("ShareForm", "until", Text::Coded),
    ("ShareForm", "user", Text::Coded),
    ("SpaceForm", "phrase", Text::MarkedOnCase),
    ("StageForm", "stage", Text::Coded),
    ("StayEndForm", "on", Text::Coded),
    ("TelephoneForm", "heard", Text::MarkedOnWalk),
    ("ToldBeforeForm", "agreed_to_talk", Text::Coded),
    ("ToldBeforeForm", "how", Text::Coded),
    ("ToldBeforeForm", "language", Text::Coded),
    ("ToldForm", "reason", Text::Coded),
    ("ToldForm", "to", Text::Coded),
    ("ToldForm", "words", Text::MarkedOnWalk),
    ("TransferForm", "to", Text::Coded),
    ("TransferForm", "words", Text::MarkedOnWalk),
    ("VoteForm", "answer", Text::Coded),
    ("VoteForm", "challenge", Text::Coded),
    ("VoteForm", "dissent", Text::MarkedOnWalk),
    ("VoteForm", "seat", Text::MarkedAndTurnedDown),
    ("VoteForm", "stage", Text::Coded),
    ("WaitEndForm", "how", Text::Coded),
    ("WaitEndForm", "need", Text::Coded),
    ("WaysForm", "language", Text::Coded),
    ("WaysForm", "safe_word", Text::MarkedOnCase),
    ("WeighedForm", "bad", Text::MarkedOnWalk),
    ("WeighedForm", "good", Text::MarkedOnWalk),
    ("WeighedForm", "what", Text::MarkedOnWalk),
    ("WhereaboutsForm", "reason", Text::Coded),
    ("WhereaboutsForm", "to", Text::Coded),
    ("WhereaboutsForm", "words", Text::MarkedOnCase),
    ("WhyForm", "reason", Text::Coded),
    ("WhyForm", "words", Text::MarkedOnCase),
    ("WishForm", "regions", Text::Coded),
    ("WishForm", "security", Text::Coded),
    ("WithdrawalForm", "purpose", Text::Coded),
    ("WithdrawalForm", "recipient", Text::Coded),
];

/// Every text that the API takes in a body, by the schema that holds it.
fn texts_of_the_api() -> BTreeSet<(String, String)> {
    let document: Value = serde_json::from_str(&havenward_server::openapi_json()).unwrap();
    let schemas = &document["components"]["schemas"];
    let mut reached = BTreeSet::new();
    let mut open: Vec<String> = Vec::new();
    for path in document["paths"].as_object().unwrap().values() {
        for operation in path.as_object().unwrap().values() {
            open.extend(references(&operation["requestBody"]));
        }
    }
    let mut texts = BTreeSet::new();
    while let Some(name) = open.pop() {
        if !reached.insert(name.clone()) {
            continue;
        }
        let schema = &schemas[&name];
        open.extend(references(schema));
        for (field, described) in schema["properties"].as_object().into_iter().flatten() {
            if holds_text(described) {
                texts.insert((name.clone(), field.clone()));
            }
        }
    }
    texts
}

fn references(value: &Value) -> Vec<String> {
    match value {
        Value::Object(fields) => fields
            .iter()
            .flat_map(|(key, inner)| match (key.as_str(), inner.as_str()) {
                ("$ref", Some(path)) => vec![path.rsplit('/').next().unwrap().to_owned()],
                _ => references(inner),
            })
            .collect(),
        Value::Array(many) => many.iter().flat_map(references).collect(),
        _ => Vec::new(),
    }
}

/// Whether a text can stand in a field: a string, or an object that the document leaves open.
fn holds_text(described: &Value) -> bool {
    let is = |kind: &str| {
        described["type"] == kind
            || described["type"].as_array().is_some_and(|all| all.contains(&kind.into()))
    };
    if is("object")
        && described.get("properties").is_none()
        && described.get("additionalProperties").is_none()
    {
        return true;
    }
    match described {
        Value::Object(fields) => {
            is("string")
                || fields.iter().any(|(key, inner)| match key.as_str() {
                    "example" | "description" => false,
                    _ => holds_text(inner),
                })
        }
        Value::Array(many) => many.iter().any(holds_text),
        _ => false,
    }
}

#[test]
fn every_text_of_every_form_is_marked_or_coded() {
    let listed: BTreeSet<(String, String)> =
        TEXTS.iter().map(|(form, field, _)| ((*form).to_owned(), (*field).to_owned())).collect();
    let found = texts_of_the_api();
    let missing: Vec<_> = found.difference(&listed).collect();
    assert!(
        missing.is_empty(),
        "add to tests/it/canary_marks.rs, and send a mark in what can identify somebody: {missing:?}"
    );
    let gone: Vec<_> = listed.difference(&found).collect();
    assert!(gone.is_empty(), "listed and not in the API: {gone:?}");
}
