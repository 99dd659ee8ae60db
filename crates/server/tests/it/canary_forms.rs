//! Requests about one case with a mark in every text that can identify somebody.
//!
//! `MARK` stands for the mark, `SOON` for a day of the next week, `NONE` for an id that is not there. What is [`STORED`] must succeed, so that the databases are scanned with it in
//! them. What is [`REFUSED`] needs what the scan does not build, a bench, a referral, a booking, and is turned
//! down: the scan then covers answers, logs and what a refusal leaves behind, not the stored text.

use std::collections::BTreeSet;

use crate::canary_marks::{TEXTS, Text};

/// Method, path after the case, body, and the fields that hold the marks in the body, in its order.
pub type Sent = (&'static str, &'static str, &'static str, &'static [&'static str]);

/// What is kept, sealed.
pub const STORED: &[Sent] = &[
    (
        "PUT",
        "/contact-safety/channels",
        r#"{"language":"uk","safe_word":"MARK","channels":[{"kind":"phone","address":"MARK","hours":"always",
            "leave_message":"never","who_else":"nobody"}]}"#,
        &["WaysForm.safe_word", "ChannelForm.address"],
    ),
    ("POST", "/contact-safety/others", r#"{"relation":"partner","name":"MARK"}"#, &["OtherForm.name"]),
    (
        "POST",
        "/contact-safety/others/0/clear",
        r#"{"channel":"phone","until":"2099-01-01T00:00:00Z","why":"MARK"}"#,
        &["ClearForm.why"],
    ),
    (
        "POST",
        "/dangers",
        r#"{"who":"MARK","face":"MARK","vehicle":"MARK","how_known":"seen"}"#,
        &["DangerForm.who", "DangerForm.face", "DangerForm.vehicle"],
    ),
    ("POST", "/notes/narrative", r#"{"text":"MARK"}"#, &["NoteForm.text"]),
    ("POST", "/space", r#"{"phrase":"MARK"}"#, &["SpaceForm.phrase"]),
    ("POST", "/plan", r#"{"next_review":"2099-01-01"}"#, &[]),
    (
        "POST",
        "/plan/goals",
        r#"{"area":"accommodation_emergency","text":"MARK","own_words":"MARK"}"#,
        &["GoalForm.text", "GoalForm.own_words"],
    ),
    ("POST", "/plan/goals/0/agree", "", &[]),
    ("POST", "/plan/goals/0/actions", r#"{"what":"MARK","due":"2099-01-01"}"#, &["ActionForm.what"]),
    (
        "POST",
        "/offences",
        r#"{"category":"theft","authority":"MARK","file":"MARK","stage":"charge","known_since":"2026-01-01",
            "grounds":{"link":"possible","basis":"indicators","decision_binding":false,"child_test":"met",
            "compulsion_or_causation":"met","excluded_offence":false,"request":"discontinue",
            "sent_to_court_too":false}}"#,
        &["OffenceForm.authority", "OffenceForm.file"],
    ),
    (
        "PUT",
        "/needs",
        r#"{"needs":[{"of":"accommodation_emergency","by":"tonight","note":"MARK"}],"next_review":"SOON"}"#,
        &["NeedForm.note"],
    ),
    (
        "PUT",
        "/risks",
        r#"{"risks":{"retaliation":{"level":"high","why":"MARK"}},"next_review":"SOON"}"#,
        &["RiskForm.why"],
    ),
    (
        "POST",
        "/bookings",
        r#"{"language":"uk","dialect":"MARK","mode":"remote","at":"2099-01-01T00:00:00Z","minutes":30}"#,
        &["BookingForm.dialect"],
    ),
    (
        "POST",
        "/recognition/raise",
        r#"{"reason":"told_by_person","origin":"responder","words":"MARK"}"#,
        &["RaiseForm.words"],
    ),
    (
        "POST",
        "/whereabouts",
        r#"{"reason":"not_seen","to":"missing","words":"MARK"}"#,
        &["WhereaboutsForm.words"],
    ),
    ("POST", "/support/open", r#"{"reason":"told_by_person","words":"MARK"}"#, &["WhyForm.words"]),
    (
        "POST",
        "/support/end",
        r#"{"reason":"told_by_person","end":"plan_completed","words":"MARK"}"#,
        &["EndForm.words"],
    ),
];

/// What is turned down here.
pub const REFUSED: &[Sent] = &[
    (
        "POST",
        "/offences/NONE/decision",
        r#"{"by":"MARK","outcome":"granted","on":"2026-01-01"}"#,
        &["DecidedForm.by"],
    ),
    (
        "PUT",
        "/shares",
        r#"{"ground":"vital_interest","law":"MARK","reason":"MARK","purpose":"service:medical_urgent",
            "unit":"00000000-0000-4000-8000-000000000000","class":"care","what":["minimum_dataset"],
            "until":"2026-03-02T00:00:00Z"}"#,
        &["ByLawForm.law", "ByLawForm.reason"],
    ),
    (
        "POST",
        "/recognition/evidence",
        r#"{"stage":"reasonable_grounds","asked_for":["MARK"]}"#,
        &["EvidenceForm.asked_for"],
    ),
    (
        "POST",
        "/recognition/presume",
        r#"{"reason":"told_by_person","grounds":[],"words":"MARK"}"#,
        &["PresumeForm.words"],
    ),
    (
        "POST",
        "/recognition/send",
        r#"{"reason":"told_by_person","stage":"MARK","words":"MARK"}"#,
        &["SendForm.stage", "SendForm.words"],
    ),
    (
        "POST",
        "/age/find-adult",
        r#"{"reason":"told_by_person","basis":"MARK","words":"MARK"}"#,
        &["AdultForm.basis", "AdultForm.words"],
    ),
    (
        "POST",
        "/sittings/vote",
        r#"{"stage":"reasonable_grounds","answer":"no","seat":"MARK","dissent":"MARK"}"#,
        &["VoteForm.seat", "VoteForm.dissent"],
    ),
    (
        "POST",
        "/sittings/close",
        r#"{"stage":"reasonable_grounds","reasons":[],"words":"MARK","missing_evidence":["MARK"]}"#,
        &["CloseForm.words", "CloseForm.missing_evidence"],
    ),
    ("POST", "/refusal/told", r#"{"reason":"decision","to":"person","words":"MARK"}"#, &["ToldForm.words"]),
    (
        "POST",
        "/challenges",
        r#"{"reason":"told_by_person","rule":"MARK","ground":"MARK","late_because":"MARK","words":"MARK"}"#,
        &["ChallengeForm.rule", "ChallengeForm.ground", "ChallengeForm.late_because", "ChallengeForm.words"],
    ),
    (
        "POST",
        "/recognition/more-time",
        r#"{"clock":"MARK","reason":"MARK"}"#,
        &["LongerForm.clock", "LongerForm.reason"],
    ),
    (
        "POST",
        "/challenges/more-time",
        r#"{"rule":"MARK","reason":"MARK"}"#,
        &["MoreTimeForm.rule", "MoreTimeForm.reason"],
    ),
    (
        "POST",
        "/disqualification",
        r#"{"reason":"told_by_person","ground":"MARK","words":"MARK"}"#,
        &["DisqualifyForm.ground", "DisqualifyForm.words"],
    ),
    (
        "POST",
        "/disqualification/review/decide",
        r#"{"reason":"told_by_person","outcome":"lifted","words":"MARK"}"#,
        &["ReviewForm.words"],
    ),
    (
        "POST",
        "/referrals",
        r#"{"enquiry":"NONE","security":"protected","needed_on":"2099-01-01","hand_over":{"health":"MARK"}}"#,
        &["OfferForm.hand_over"],
    ),
    ("POST", "/referrals/NONE/accepted-by-telephone", r#"{"heard":"MARK"}"#, &["TelephoneForm.heard"]),
    (
        "POST",
        "/access",
        r#"{"user":"NONE","compartments":[],"purpose":"MARK","basis":"MARK","until":"2099-01-01T00:00:00Z"}"#,
        &["GiveForm.purpose", "GiveForm.basis"],
    ),
    ("POST", "/access/end", r#"{"user":"NONE","purpose":"MARK"}"#, &["AccessEndForm.purpose"]),
    ("POST", "/objections", r#"{"to":"contact","words":"MARK"}"#, &["ObjectionForm.words"]),
    (
        "POST",
        "/objections/999/answer",
        r#"{"outcome":"plan_kept","words":"MARK"}"#,
        &["ObjectionAnswerForm.words"],
    ),
    (
        "POST",
        "/best-interests",
        r#"{"about":"contact","childs_view":"said","child_said":"MARK","guardian":"MARK",
            "options":[{"what":"MARK","good":"MARK","bad":"MARK"}]}"#,
        &[
            "BestInterestsForm.child_said",
            "BestInterestsForm.guardian",
            "WeighedForm.what",
            "WeighedForm.good",
            "WeighedForm.bad",
        ],
    ),
    ("POST", "/transfer", r#"{"to":"NONE","words":"MARK"}"#, &["TransferForm.words"]),
    ("POST", "/contact-safety/others/999/lift", r#"{"why":"MARK"}"#, &["DoNotContactForm.why"]),
];

#[test]
fn every_marked_text_is_in_a_request_of_the_scan() {
    for (kind, sent) in [(Text::MarkedOnCase, STORED), (Text::MarkedAndTurnedDown, REFUSED)] {
        let listed: BTreeSet<String> = TEXTS
            .iter()
            .filter(|(_, _, text)| *text == kind)
            .map(|(form, field, _)| format!("{form}.{field}"))
            .collect();
        let mut marked = BTreeSet::new();
        for (_, path, body, fields) in sent {
            assert_eq!(body.matches("MARK").count(), fields.len(), "{path}: a mark for each named field");
            marked.extend(fields.iter().map(|field| (*field).to_owned()));
        }
        assert_eq!(marked, listed, "{kind:?}");
    }
}
