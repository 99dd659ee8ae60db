//! Cases walked to a place, a bench, a review and a challenge, with a mark in every text that is kept on the way.
//!
//! `canary.rs` scans what lies in the databases afterwards. A text is in this walk when its field is listed as
//! `Text::MarkedOnWalk`; the walk names the field beside the mark, and a test holds the two lists together.

use std::collections::BTreeSet;

use havenward_domain::id::{UnitId, UserId};
use havenward_domain::role::Role;
use havenward_testkit::Site;
use serde_json::{Value, json};

use crate::asking::Reply;
use crate::canary::{Scene, mark, shows_a_mark};
use crate::canary_marks::{TEXTS, Text};
use crate::canary_scanner::STEM;

const LATER: &str = "2099-01-01T00:00:00Z";

/// Somebody with a session.
pub struct Member {
    pub unit: UnitId,
    pub user: UserId,
    bearer: String,
}

impl Member {
    pub async fn new(site: &Site, login: &str, role: Role, body: &str) -> Self {
        let unit = site.unit_of(login, body).await;
        let member = Self::in_unit(site, login, role, unit).await;
        let caller = havenward_app::sessions::caller(&site.app, member.token()).await.unwrap();
        site.app.run(&caller, async |ctx| havenward_app::units::hold_key(ctx).await).await.unwrap();
        member
    }

    /// Another one of the same unit, let in by the first.
    pub async fn beside(site: &Site, login: &str, role: Role, first: &Self) -> Self {
        let member = Self::in_unit(site, login, role, first.unit).await;
        let caller = havenward_app::sessions::caller(&site.app, first.token()).await.unwrap();
        site.let_in(&caller).await;
        member
    }

    async fn in_unit(site: &Site, login: &str, role: Role, unit: UnitId) -> Self {
        let user = havenward_app::demo::enlist(&site.app, login, login, unit, role).await.unwrap();
        let begun = havenward_app::demo::sign_in(&site.app, user).await.unwrap();
        Self { unit, user, bearer: format!("Bearer {}", *begun.token) }
    }

    pub fn token(&self) -> &str {
        self.bearer.trim_start_matches("Bearer ")
    }
}

/// Everybody who has a part in a walk.
pub struct Walk {
    pub worker: Member,
    pub first: Member,
    second: Member,
    pub shelter: Member,
    pub lawyer: Member,
    pub guardian: Member,
    pub colleague: Member,
    pub service: String,
    /// Fields in which a mark was kept.
    marked: BTreeSet<&'static str>,
}

/// What is sent about one case.
pub struct Case<'w> {
    pub scene: &'w mut Scene,
    pub number: usize,
    /// Its path in the API.
    pub path: String,
    marked: &'w mut BTreeSet<&'static str>,
    sent: usize,
    /// Whether every code is tried with a text in its place first: on the first case, as it is the same on all.
    tries_codes: bool,
}

/// The body with a mark in the place of each code in turn, as it is and in small letters, and where that is.
/// Marks are no codes.
pub fn with_text_for_codes(body: &Value, number: usize) -> Vec<(String, Value)> {
    let mut places = Vec::new();
    texts_below(body, String::new(), &mut places);
    let typed = mark(number, "code");
    let mut all = Vec::new();
    for place in places {
        for text in [typed.clone(), typed.to_lowercase()] {
            let mut tried = body.clone();
            *tried.pointer_mut(&place).unwrap() = json!(text);
            all.push((place.clone(), tried));
        }
    }
    all
}

fn texts_below(value: &Value, place: String, places: &mut Vec<String>) {
    match value {
        Value::String(text) if !text.starts_with(STEM) => places.push(place),
        Value::Object(fields) => fields.iter().for_each(|(name, inner)| {
            let name = name.replace('~', "~0").replace('/', "~1");
            texts_below(inner, format!("{place}/{name}"), places);
        }),
        Value::Array(many) => {
            many.iter()
                .enumerate()
                .for_each(|(at, inner)| texts_below(inner, format!("{place}/{at}"), places));
        }
        _ => {}
    }
}

impl<'w> Case<'w> {
    pub fn new(scene: &'w mut Scene, number: usize, marked: &'w mut BTreeSet<&'static str>) -> Self {
        let tries_codes = number == crate::canary::FIRST_WALKED;
        Self { scene, number, path: String::new(), marked, sent: 0, tries_codes }
    }

    /// A mark of this case in a field.
    fn mark(&mut self, field: &'static str) -> Value {
        self.marked.insert(field);
        json!(mark(self.number, field))
    }

    /// Sends something that must be done, with the words of the first case once more in each place of a code.
    pub async fn send(&mut self, by: &Member, method: &str, path: &str, body: Value) -> Reply {
        if self.tries_codes {
            for (place, tried) in with_text_for_codes(&body, self.number) {
                let refused = self.once(by, method, path, &tried).await;
                assert!(refused.status.is_client_error(), "{path}{place} took a text for a code: {tried}");
            }
        }
        let reply = self.once(by, method, path, &body).await;
        assert!(reply.status.is_success(), "{path}: {}", String::from_utf8_lossy(&reply.body));
        reply
    }

    async fn once(&mut self, by: &Member, method: &str, path: &str, body: &Value) -> Reply {
        self.sent += 1;
        let key = format!("walk-{}-{}", self.number, self.sent);
        let headers = [
            ("Authorization", by.bearer.as_str()),
            ("Idempotency-Key", key.as_str()),
            ("Content-Type", "application/json"),
        ];
        self.scene.ask(method, path, &headers, body.to_string()).await
    }

    /// Something of this case.
    pub async fn post(&mut self, by: &Member, below: &str, body: Value) -> Value {
        let path = format!("{}{below}", self.path);
        let reply = self.send(by, "POST", &path, body).await;
        serde_json::from_slice(&reply.body).unwrap_or(Value::Null)
    }

    async fn read(&mut self, by: &Member, path: &str) -> Reply {
        let reply = self.scene.ask("GET", path, &[("Authorization", &by.bearer)], b"").await;
        assert_eq!(reply.status, 200, "{path}: {reply:?}");
        reply
    }

    /// The case as somebody reads it, with the marks that belong there.
    async fn shows_marks(&mut self, by: &Member) {
        let path = self.path.clone();
        let read = self.read(by, &path).await;
        assert!(shows_a_mark(&read), "what was written is read where it belongs");
    }
}

/// The person agrees that a unit learns these categories.
pub async fn agree(case: &mut Case<'_>, by: &Member, purpose: &str, to: (UnitId, &str), about: [&str; 2]) {
    let (unit, class) = to;
    let answers: serde_json::Map<String, Value> =
        about.iter().map(|one| ((*one).to_owned(), json!("agreed"))).collect();
    let given = json!({
        "purpose": purpose, "recipients": [{ "unit": unit.to_string(), "class": class }],
        "answers": answers, "language": "uk", "how": "interpreter", "teach_back": "in_own_words",
        "given_by": { "by": "self" }, "expires": LATER,
    });
    case.post(by, "/agreements", given).await;
}

fn a_service() -> Value {
    json!({
        "name": "House", "offers": ["accommodation_emergency"], "region": "GB-LND", "languages": ["uk"],
        "works_with_interpreters": true, "step_free": false, "places": 900, "free": 900, "waiting_days": 0,
        "accepts": { "women": true, "men": true, "families": true, "trans": true, "girls": true, "boys": true,
            "disability": true, "children_under": 18 },
        "opening": "always", "duty_line": { "phone": "100", "hours": "always" }, "cost": "free",
        "security": "protected", "verified_on": "2026-03-01",
    })
}

impl Walk {
    pub async fn new(scene: &mut Scene) -> Self {
        let site = &scene.site;
        let worker = Member::new(site, "worker", Role::FrSocial, "local_authority").await;
        let first = Member::new(site, "first", Role::CompetentAuthority, "sca").await;
        let second = Member::beside(site, "second", Role::CompetentAuthority, &first).await;
        let shelter = Member::new(site, "shelter", Role::Shelter, "ngo").await;
        let lawyer = Member::new(site, "lawyer", Role::Lawyer, "ngo").await;
        let guardian = Member::new(site, "guardian", Role::Guardian, "ngo").await;
        let colleague = Member::beside(site, "colleague", Role::FrSocial, &worker).await;
        let headers = [
            ("Authorization", shelter.bearer.as_str()),
            ("Idempotency-Key", "house"),
            ("Content-Type", "application/json"),
        ];
        let made = scene.ask("POST", "/api/v1/services", &headers, a_service().to_string()).await;
        assert_eq!(made.status, 201, "{made:?}");
        let service = made.json()["service"].as_str().unwrap().to_owned();
        let marked = BTreeSet::new();
        Self { worker, first, second, shelter, lawyer, guardian, colleague, service, marked }
    }

    /// One case from the first contact to a challenge.
    pub async fn go(&mut self, scene: &mut Scene, number: usize) {
        let mut marked = std::mem::take(&mut self.marked);
        let mut case = Case::new(scene, number, &mut marked);
        let contact = crate::canary::contact(number);
        let opened = case.send(&self.worker, "POST", "/api/v1/contacts", contact).await;
        case.path = format!("/api/v1/cases/{}", opened.json()["case"].as_str().unwrap());
        self.spoken_for(&mut case).await;
        let words = case.mark("AdultForm.words");
        let adult = json!({ "reason": "documents", "basis": "documents", "words": words });
        case.post(&self.worker, "/age/find-adult", adult).await;
        self.to_answers(&mut case).await;
        self.to_a_place(&mut case).await;
        self.shared_by_law(&mut case).await;
        self.to_a_bench(&mut case).await;
        self.through_a_review(&mut case).await;
        self.to_a_refusal(&mut case).await;
        self.to_a_challenge(&mut case).await;
        self.an_offence(&mut case).await;
        for reader in [&self.worker, &self.first, &self.lawyer] {
            case.shows_marks(reader).await;
        }
        self.marked = marked;
    }

    /// As long as nobody is sure of the age, a guardian speaks for the child; then a colleague takes the case.
    async fn spoken_for(&self, case: &mut Case<'_>) {
        let see = json!({
            "unit": self.guardian.unit.to_string(), "compartments": ["core"], "purpose": "guardianship",
            "basis": "public_task", "until": LATER,
        });
        case.post(&self.worker, "/access", see).await;
        let words = case.mark("ObjectionForm.words");
        case.post(&self.guardian, "/objections", json!({ "to": "contact", "words": words })).await;
        let words = case.mark("ObjectionAnswerForm.words");
        case.post(&self.worker, "/objections/0/answer", json!({ "outcome": "plan_kept", "words": words }))
            .await;
        let said = case.mark("BestInterestsForm.child_said");
        let thinks = case.mark("BestInterestsForm.guardian");
        let weighed = json!({ "what": case.mark("WeighedForm.what"), "good": case.mark("WeighedForm.good"),
            "bad": case.mark("WeighedForm.bad") });
        let best = json!({ "about": "contact", "childs_view": "said", "child_said": said, "guardian": thinks,
            "options": [weighed] });
        case.post(&self.guardian, "/best-interests", best).await;
        let (to, words) = (self.colleague.user.to_string(), case.mark("TransferForm.words"));
        case.post(&self.worker, "/transfer", json!({ "to": to, "words": words })).await;
    }

    async fn to_answers(&self, case: &mut Case<'_>) {
        let told = json!({
            "language": "uk", "how": "interpreter", "limits_of_confidentiality_shown": true,
            "agreed_to_talk": "yes",
        });
        case.post(&self.worker, "/told-before", told).await;
        let told = case.mark("AnswersForm.told_before");
        let answers = json!({
            "instrument": "first-contact-6@1", "context": { "child": "no" }, "told_before": { "how": told },
            "answers": { "FC2": "yes_told" },
        });
        case.post(&self.worker, "/screenings", answers).await;
    }

    async fn to_a_place(&self, case: &mut Case<'_>) {
        let need = "accommodation_emergency";
        let to = (self.shelter.unit, "care");
        let about = ["minimum_dataset", "identity"];
        agree(case, &self.worker, &format!("service:{need}"), to, about).await;
        let ask = json!({ "service": self.service, "need": need, "when": "tonight" });
        let enquiry = case.post(&self.worker, "/enquiries", ask).await;
        let enquiry = enquiry["enquiry"].as_str().unwrap().to_owned();
        let yes = json!({ "hold_minutes": 60 });
        case.send(&self.shelter, "POST", &format!("/api/v1/enquiries/{enquiry}/answer"), yes).await;
        let identity = case.mark("OfferForm.hand_over");
        let offer = json!({
            "enquiry": enquiry, "security": "protected", "needed_on": "2026-03-02",
            "hand_over": { "identity": identity },
        });
        let offered = case.post(&self.worker, "/referrals", offer).await;
        let referral = offered["referral"].as_str().unwrap().to_owned();
        let heard = case.mark("TelephoneForm.heard");
        let below = format!("/referrals/{referral}/accepted-by-telephone");
        case.post(&self.worker, &below, json!({ "heard": heard })).await;
        let answer = format!("/api/v1/offers/{referral}/answer");
        case.send(&self.shelter, "POST", &answer, json!({ "say": "confirm" })).await;
        let read = case.read(&self.shelter, &format!("/api/v1/offers/{referral}")).await;
        assert!(shows_a_mark(&read), "the house reads what was handed over");
        case.send(&self.shelter, "POST", &answer, json!({ "say": "arrived" })).await;
    }

    /// The lawyer is told by law, whatever the person agreed to.
    async fn shared_by_law(&self, case: &mut Case<'_>) {
        let (law, reason) = (case.mark("ByLawForm.law"), case.mark("ByLawForm.reason"));
        let share = json!({
            "ground": "legal_duty", "law": law, "reason": reason, "purpose": "service:legal_victim_rights",
            "unit": self.lawyer.unit.to_string(), "class": "legal", "what": ["minimum_dataset"],
            "until": "2026-03-20T00:00:00Z",
        });
        let path = format!("{}/shares", case.path);
        case.send(&self.worker, "PUT", &path, share).await;
    }

    async fn to_a_bench(&self, case: &mut Case<'_>) {
        let raise = json!({ "reason": "told_by_person", "origin": "responder" });
        case.post(&self.worker, "/recognition/raise", raise).await;
        let to = (self.first.unit, "deciding_body");
        agree(case, &self.worker, "formal_identification", to, ["status", "narrative"]).await;
        let words = case.mark("SendForm.words");
        let send = json!({
            "reason": "signs_seen", "stage": "reasonable_grounds", "unit": self.first.unit.to_string(),
            "words": words,
        });
        case.post(&self.worker, "/recognition/send", send).await;
        self.decide(case, &self.first, "stage", "reasonable_grounds", ("yes", "credible_account")).await;
    }

    /// One person decides, with a word of dissent and reasons in words.
    async fn decide(
        &self,
        case: &mut Case<'_>,
        by: &Member,
        kind: &str,
        what: &str,
        (answer, reason): (&str, &str),
    ) {
        case.post(by, "/sittings", json!({ kind: what })).await;
        let dissent = case.mark("VoteForm.dissent");
        case.post(by, "/sittings/vote", json!({ kind: what, "answer": answer, "dissent": dissent })).await;
        let words = case.mark("CloseForm.words");
        let mut close = json!({ kind: what, "reasons": [reason], "words": words });
        if answer == "no" {
            close["missing_evidence"] = json!([case.mark("CloseForm.missing_evidence")]);
        }
        case.post(by, "/sittings/close", close).await;
    }

    async fn through_a_review(&self, case: &mut Case<'_>) {
        let see = json!({
            "unit": self.lawyer.unit.to_string(), "compartments": ["core"], "purpose": "legal_aid",
            "basis": "agreement", "until": LATER,
        });
        case.post(&self.worker, "/access", see).await;
        let words = case.mark("DisqualifyForm.words");
        let disqualify = json!({ "reason": "documents", "ground": "bad_faith", "words": words });
        case.post(&self.first, "/disqualification", disqualify).await;
        case.post(&self.lawyer, "/disqualification/review", json!({ "reason": "own_wish" })).await;
        let words = case.mark("ReviewForm.words");
        let lifted = json!({ "reason": "decision", "outcome": "lifted", "words": words });
        case.post(&self.second, "/disqualification/review/decide", lifted).await;
    }

    async fn to_a_refusal(&self, case: &mut Case<'_>) {
        let asked = case.mark("EvidenceForm.asked_for");
        let evidence = json!({ "stage": "conclusive_grounds", "asked_for": [asked] });
        case.post(&self.first, "/recognition/evidence", evidence).await;
        self.decide(case, &self.first, "stage", "conclusive_grounds", ("no", "credibility")).await;
        let words = case.mark("ToldForm.words");
        let told = json!({ "reason": "decision", "to": "person", "words": words });
        case.post(&self.worker, "/refusal/told", told).await;
    }

    async fn to_a_challenge(&self, case: &mut Case<'_>) {
        let words = case.mark("ChallengeForm.words");
        let challenge = json!({
            "reason": "told_by_person", "rule": "reconsideration", "ground": "new_evidence", "words": words,
            "unit": self.first.unit.to_string(),
        });
        let brought = case.post(&self.lawyer, "/challenges", challenge).await;
        let challenge = brought["challenge"].as_str().unwrap_or_else(|| panic!("{brought}")).to_owned();
        self.decide(case, &self.second, "challenge", &challenge, ("no", "credibility")).await;
    }

    async fn an_offence(&self, case: &mut Case<'_>) {
        let (authority, file) =
            (mark(case.number, "OffenceForm.authority"), mark(case.number, "OffenceForm.file"));
        let offence = json!({
            "category": "theft", "authority": authority, "file": file, "stage": "charge",
            "known_since": "2026-01-01",
            "grounds": { "link": "possible", "basis": "indicators", "decision_binding": false,
                "child_test": "not_required", "compulsion_or_causation": "not_applied",
                "excluded_offence": false, "request": "discontinue", "sent_to_court_too": false },
        });
        let recorded = case.post(&self.worker, "/offences", offence).await;
        let offence = recorded["offence"].as_str().unwrap_or_else(|| panic!("{recorded}")).to_owned();
        let by = case.mark("DecidedForm.by");
        let decided = json!({ "by": by, "outcome": "granted", "on": "2026-03-01" });
        case.post(&self.worker, &format!("/offences/{offence}/decision"), decided).await;
    }

    /// Every field that is listed as marked on a walk was marked on one, and no other. The words of a
    /// presumption are marked in Spain.
    pub fn assert_marked_everywhere(&self) {
        let listed: BTreeSet<String> = TEXTS
            .iter()
            .filter(|(_, _, text)| *text == Text::MarkedOnWalk)
            .map(|(form, field, _)| format!("{form}.{field}"))
            .filter(|field| field != "PresumeForm.words")
            .collect();
        let marked: BTreeSet<String> = self.marked.iter().map(|field| (*field).to_owned()).collect();
        assert_eq!(marked, listed);
    }
}

/// A case that the police of Spain presume, with their reasons in words.
pub async fn presumed_in_words(scene: &mut Scene, number: usize) {
    let worker = Member::new(&scene.site, "worker", Role::FrNgo, "ngo").await;
    let police = Member::new(&scene.site, "police", Role::FrPolice, "police_unit").await;
    let mut marked = BTreeSet::new();
    let mut case = Case::new(scene, number, &mut marked);
    let mut contact = crate::canary::contact(number);
    contact["age"] = json!("adult");
    let opened = case.send(&worker, "POST", "/api/v1/contacts", contact).await;
    case.path = format!("/api/v1/cases/{}", opened.json()["case"].as_str().unwrap());
    let raise = json!({ "reason": "told_by_person", "origin": "responder" });
    case.post(&worker, "/recognition/raise", raise).await;
    agree(
        &mut case,
        &worker,
        "formal_identification",
        (police.unit, "deciding_body"),
        ["status", "narrative"],
    )
    .await;
    let send =
        json!({ "reason": "signs_seen", "stage": "reasonable_grounds", "unit": police.unit.to_string() });
    case.post(&worker, "/recognition/send", send).await;
    let words = case.mark("PresumeForm.words");
    let presume = json!({ "reason": "told_by_person", "grounds": ["disclosure"], "words": words });
    case.post(&police, "/recognition/presume", presume).await;
    case.shows_marks(&worker).await;
    assert_eq!(marked, BTreeSet::from(["PresumeForm.words"]));
}
