//! The forms of the pages, read and filled in as a browser does, with a mark in every text that they take.
//!
//! What a template asks for stands in [`TYPED`]: a new field fails a test until it is there, and a field that is
//! listed as marked fails the scan until a form with it was sent and taken.

use std::collections::BTreeSet;
use std::path::Path;

use havenward_domain::role::Role;
use serde_json::json;

use crate::asking::Reply;
use crate::canary::{Scene, mark, shows_a_mark};
use crate::canary_scanner::{STEM, files_below};
use crate::canary_walk::{Case, Member, Walk, agree};

/// What is typed into a field of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Typed {
    /// Can identify a person: a mark, stored.
    Marked,
    /// Digits, or a code that the server itself made.
    Digits,
    /// The name of an account, which stands in clear for those who make accounts.
    OfStaff,
    /// Names a unit and never a person.
    OfAUnit,
    /// Tells of the country's rules and never of a person.
    OfRules,
    /// What is typed to sign in: marks in forms that are refused.
    MarkedWhenRefused,
}

/// Template, field, and what it holds. A field in braces has the name of what it is about.
const TYPED: &[(&str, &str, Typed)] = &[
    ("accounts/new.html", "login", Typed::OfStaff),
    ("accounts/new.html", "name", Typed::OfStaff),
    ("accounts/unit.html", "body", Typed::OfAUnit),
    ("accounts/unit.html", "name", Typed::OfAUnit),
    ("agreements/by_law.html", "law", Typed::Marked),
    ("agreements/by_law.html", "reason", Typed::Marked),
    ("assessments/risks.html", "{{ why }}", Typed::Marked),
    ("bookings/list.html", "dialect", Typed::Marked),
    ("bookings/list.html", "minutes", Typed::Digits),
    ("bookings/list.html", "time", Typed::Digits),
    ("challenges/bring.html", "words", Typed::Marked),
    ("contacts/new.html", "address_as", Typed::Marked),
    ("contacts/new.html", "children_with", Typed::Digits),
    ("contacts/new.html", "name", Typed::Marked),
    ("decisions/desk.html", "dissent", Typed::Marked),
    ("decisions/desk.html", "missing", Typed::Marked),
    ("decisions/desk.html", "words", Typed::Marked),
    ("decisions/evidence.html", "asked_for", Typed::Marked),
    ("interpreters/own.html", "dialects", Typed::OfStaff),
    ("matching/found.html", "ages", Typed::Digits),
    ("notes/write.html", "text", Typed::Marked),
    ("objections/answer.html", "words", Typed::Marked),
    ("objections/best.html", "child", Typed::Marked),
    ("objections/best.html", "guardian", Typed::Marked),
    ("objections/best.html", "{{ field }}", Typed::Marked),
    ("objections/list.html", "words", Typed::Marked),
    ("overlays/off.html", "reason", Typed::OfRules),
    ("overlays/on.html", "file", Typed::OfRules),
    ("plans/goal.html", "what", Typed::Marked),
    ("plans/propose.html", "own_words", Typed::Marked),
    ("plans/propose.html", "text", Typed::Marked),
    ("recognition/presume.html", "words", Typed::Marked),
    ("referrals/offer.html", "{{ category }}", Typed::Marked),
    ("referrals/stand.html", "heard", Typed::Marked),
    ("services/change.html", "free", Typed::Digits),
    ("services/change.html", "places", Typed::Digits),
    ("sessions/sign_in.html", "code", Typed::MarkedWhenRefused),
    ("sessions/sign_in.html", "login", Typed::MarkedWhenRefused),
    ("sessions/sign_in.html", "passphrase", Typed::MarkedWhenRefused),
    ("spaces/challenge.html", "words", Typed::Marked),
    ("spaces/door.html", "code", Typed::Digits),
    ("spaces/door.html", "phrase", Typed::Marked),
    ("spaces/make.html", "phrase", Typed::Marked),
    ("spaces/make.html", "repeat", Typed::Marked),
    ("spaces/record.html", "words", Typed::Marked),
    ("transfers/hand_over.html", "words", Typed::Marked),
    ("whereabouts/write.html", "words", Typed::Marked),
];

const FORM: &str = "application/x-www-form-urlencoded";
const BENCH: &str = "reasonable_grounds";
const PANEL: &str = "child_panel_reasonable_grounds";

/// The value of an attribute in a tag.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split_once('"').map(|(value, _)| value)
}

/// The title of a page and every address in it: neither may tell of anybody, whoever reads the page.
pub fn addresses_and_titles(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    if !text.contains("<html") {
        return String::new();
    }
    let title =
        text.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next()).unwrap_or_default();
    let mut found = vec![title.to_owned()];
    for tag in text.split('<') {
        let all = ["href", "action", "src", "formaction", "cite", "data"];
        found.extend(all.iter().filter_map(|name| attribute(tag, name)).map(str::to_owned));
    }
    found.join("\n")
}

/// One form of a page: where it goes, what it sends by itself, and the texts that it asks for.
struct Shown {
    action: String,
    sends: Vec<(String, String)>,
    texts: Vec<String>,
}

impl Shown {
    /// The form of a page that has all these fields.
    fn of(page: &Reply, fields: &[(&str, &str)]) -> Self {
        let html = String::from_utf8(page.body.clone()).unwrap();
        let forms = html.split("<form ").skip(1).map(|rest| rest.split("</form>").next().unwrap());
        let has = |form: &&str| {
            form.contains("method=\"post\"")
                && fields.iter().all(|(field, _)| form.contains(&format!(" name=\"{field}\"")))
        };
        let names: Vec<_> = fields.iter().map(|(field, _)| *field).collect();
        let form = forms.filter(has).last().unwrap_or_else(|| panic!("no form with {names:?} in {html}"));
        let mut shown = Self { action: String::new(), sends: Vec::new(), texts: Vec::new() };
        shown.action.push_str(attribute(&format!(" {form}"), "action").unwrap());
        let mut select = "";
        for tag in form.split('<').map(|part| part.split('>').next().unwrap()) {
            shown.take(tag, &mut select);
        }
        shown
    }

    fn take<'t>(&mut self, tag: &'t str, select: &mut &'t str) {
        let (name, value) = (attribute(tag, "name"), attribute(tag, "value").unwrap_or_default());
        let kind = tag.split(' ').next().unwrap();
        let sends = match (kind, attribute(tag, "type")) {
            ("select", _) => {
                *select = name.unwrap();
                None
            }
            ("option", _) => tag.ends_with(" selected").then_some(*select),
            ("input", Some("hidden")) => name,
            ("input", Some("radio" | "checkbox")) => name.filter(|_| tag.contains(" checked")),
            ("input", _) if attribute(tag, "inputmode") == Some("numeric") => name,
            ("input" | "textarea", _) => {
                self.texts.push(name.unwrap().to_owned());
                None
            }
            _ => None,
        };
        self.sends.extend(sends.map(|name| (name.to_owned(), value.to_owned())));
    }
}

/// A browser in which somebody fills the forms of one case in.
struct Browser<'c, 'w> {
    case: &'c mut Case<'w>,
    /// Template and field in which a mark was taken.
    typed: &'c mut BTreeSet<(&'static str, &'static str)>,
}

fn cookie_of(member: &Member) -> String {
    format!("session={}", member.token())
}

/// What the list says of a field of a template.
fn listed(template: &str, field: &str) -> (&'static str, &'static str, Typed) {
    let of = || TYPED.iter().filter(|(listed, _, _)| *listed == template);
    let found = of().find(|(_, name, _)| *name == field);
    // A field in braces has the name of what it is about.
    let found = found.or_else(|| of().find(|(_, name, _)| name.starts_with('{')));
    *found.unwrap_or_else(|| panic!("{template} asks for {field}: say in TYPED what that is"))
}

impl Browser<'_, '_> {
    async fn ask(&mut self, method: &str, cookie: &str, path: &str, body: &str) -> Reply {
        let mut headers =
            vec![("Cookie", cookie), ("Accept", "text/html"), ("Sec-Fetch-Site", "same-origin")];
        if method == "POST" {
            headers.push(("Content-Type", FORM));
        }
        self.case.scene.ask(method, path, &headers, body).await
    }

    async fn open(&mut self, cookie: &str, path: &str) -> Reply {
        let page = self.ask("GET", cookie, path, "").await;
        assert_eq!(page.status, 200, "{path}: {}", String::from_utf8_lossy(&page.body));
        page
    }

    async fn post(&mut self, cookie: &str, path: &str, fields: &[(String, String)]) -> Reply {
        let pairs: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
        self.ask("POST", cookie, path, &pairs.join("&").replace(' ', "+")).await
    }

    /// Fills a form of an open page in: choices as they are given, a mark in every text; once with a choice
    /// missing, so that the page comes back with what was typed, and then as it should be.
    async fn fill_in(
        &mut self,
        cookie: &str,
        page: &Reply,
        template: &'static str,
        choices: &[(&str, &str)],
    ) -> Reply {
        let shown = Shown::of(page, choices);
        let mut fields: Vec<(String, String)> = shown
            .sends
            .into_iter()
            .filter(|(name, _)| choices.iter().all(|(chosen, _)| chosen != name))
            .collect();
        let mut typed = BTreeSet::new();
        for text in &shown.texts {
            let (template, field, kind) = listed(template, text);
            let given =
                choices.iter().find(|(chosen, _)| chosen == text).map(|(_, value)| (*value).to_owned());
            let value = match kind {
                Typed::Marked => {
                    given.unwrap_or_else(|| mark(self.case.number, &format!("{template} {text}")))
                }
                _ => given.unwrap_or_default(),
            };
            if value.starts_with(STEM) {
                typed.insert((template, field));
            }
            fields.push((text.clone(), value));
        }
        let missing = fields.clone();
        let chosen = choices.iter().filter(|(name, _)| !shown.texts.iter().any(|text| text == name));
        fields.extend(chosen.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        if fields.len() > missing.len() {
            let again = self.post(cookie, &shown.action, &missing).await;
            assert!(matches!(again.status.as_u16(), 200 | 409 | 422), "{}: {again:?}", shown.action);
        }
        let done = self.post(cookie, &shown.action, &fields).await;
        let text = String::from_utf8_lossy(&done.body);
        assert!(done.status == 303 || done.status == 200, "{}: {fields:?} {text}", shown.action);
        self.typed.extend(typed);
        done
    }

    /// Opens a page, fills its form in and follows where the answer leads.
    async fn fill(
        &mut self,
        by: &Member,
        path: &str,
        template: &'static str,
        choices: &[(&str, &str)],
    ) -> Reply {
        let cookie = cookie_of(by);
        let page = self.open(&cookie, path).await;
        let done = self.fill_in(&cookie, &page, template, choices).await;
        if done.status == 303 {
            self.open(&cookie, &led_to(&done)).await;
        }
        done
    }
}

fn led_to(done: &Reply) -> String {
    done.headers["location"].to_str().unwrap().to_owned()
}

/// Cases that are written and read in pages alone, but for what has no page.
pub async fn through_pages(scene: &mut Scene, walk: &Walk, number: usize) {
    let (mut marked, mut typed) = (BTreeSet::new(), BTreeSet::new());
    let mut case = Case::new(scene, number, &mut marked);
    let mut browser = Browser { case: &mut case, typed: &mut typed };
    let id = recorded(&mut browser, walk, "adult").await;
    assessed(&mut browser, walk, &id).await;
    planned(&mut browser, walk, &id).await;
    of_her_own(&mut browser, walk, &id).await;
    raised(&mut browser, walk, &id).await;
    placed(&mut browser, walk, &id).await;
    decided(&mut browser, walk, &id).await;
    challenged(&mut browser, walk, &id).await;
    carried(&mut browser, walk, &id).await;
    turned_away(&mut browser, walk, &id).await;
    every_page(&mut browser, walk, &id).await;
    let mut case = Case::new(scene, number + 1, &mut marked);
    before_a_panel(&mut Browser { case: &mut case, typed: &mut typed }, walk).await;
    let mut case = Case::new(scene, number + 2, &mut marked);
    challenged_by_her(&mut Browser { case: &mut case, typed: &mut typed }, walk).await;

    let listed = TYPED.iter().filter(|(_, _, kind)| *kind == Typed::Marked);
    let listed: BTreeSet<_> = listed.map(|(template, field, _)| (*template, *field)).collect();
    assert_eq!(typed, listed, "every text of every page was typed and taken");
}

async fn recorded(browser: &mut Browser<'_, '_>, walk: &Walk, age: &str) -> String {
    let choices = [
        ("setting", "border_land"),
        ("language", "uk"),
        ("age", age),
        ("urgency", "urgent"),
        ("sex", "female"),
    ];
    let made = browser.fill(&walk.worker, "/contacts/new", "contacts/new.html", &choices).await;
    let id = led_to(&made).split('/').nth(2).unwrap().to_owned();
    browser.case.path = format!("/api/v1/cases/{id}");
    let read = browser.open(&cookie_of(&walk.worker), &format!("/cases/{id}")).await;
    assert!(shows_a_mark(&read), "the page of the case calls the person as she wishes");
    id
}

async fn assessed(browser: &mut Browser<'_, '_>, walk: &Walk, id: &str) {
    let (path, worker) = (format!("/cases/{id}/risks"), &walk.worker);
    for level in ["immediate", "low"] {
        browser
            .fill(worker, &path, "assessments/risks.html", &[("retaliation", level), ("review", "1")])
            .await;
    }
    let path = format!("/cases/{id}/notes");
    browser.fill(worker, &path, "notes/write.html", &[("step", "call_person"), ("days", "1")]).await;
    let read = browser.open(&cookie_of(worker), &path).await;
    assert!(shows_a_mark(&read), "a note is read on its page");
}

async fn planned(browser: &mut Browser<'_, '_>, walk: &Walk, id: &str) {
    let (path, worker) = (format!("/cases/{id}/plan"), &walk.worker);
    browser.case.post(worker, "/plan", json!({ "next_review": "2099-01-01" })).await;
    let area = [("area", "accommodation_emergency")];
    browser.fill(worker, &format!("{path}/goals"), "plans/propose.html", &area).await;
    let goal = format!("{path}/goals/0");
    browser.fill(worker, &goal, "plans/goal.html", &[("say", "agree")]).await;
    browser.fill(worker, &goal, "plans/goal.html", &[("who", "me"), ("days", "7")]).await;
    let read = browser.open(&cookie_of(worker), &goal).await;
    assert!(shows_a_mark(&read), "a goal is read on its page");
}

/// The person comes in by a code and her phrase and asks for something in her own words. Returns her session.
async fn of_her_own(browser: &mut Browser<'_, '_>, walk: &Walk, id: &str) -> String {
    let (path, phrase) = (format!("/cases/{id}/space"), mark(browser.case.number, "phrase"));
    let twice = [("phrase", phrase.as_str()), ("repeat", phrase.as_str())];
    let made = browser.fill(&walk.worker, &path, "spaces/make.html", &twice).await;
    assert!(!shows_a_mark(&made), "a phrase is never shown");
    let made = String::from_utf8(made.body).unwrap();
    let code = made.split("<strong dir=\"ltr\">").nth(1).unwrap().split('<').next().unwrap().to_owned();
    let door = browser.open("", "/my").await;
    let inside =
        browser.fill_in("", &door, "spaces/door.html", &[("code", &code), ("phrase", &phrase)]).await;
    let set = inside.headers["set-cookie"].to_str().unwrap().to_owned();
    let hers = set.split(';').next().unwrap();
    let show = [("step".to_owned(), "show".to_owned())];
    let record = browser.post(hers, "/my", &show).await;
    browser.fill_in(hers, &record, "spaces/record.html", &[("kind", "complaint")]).await;
    let read = browser.open(&cookie_of(&walk.worker), &path).await;
    assert!(shows_a_mark(&read), "what she asks for is read by her worker");
    hers.to_owned()
}

async fn raised(browser: &mut Browser<'_, '_>, walk: &Walk, id: &str) {
    let (path, why) = (format!("/cases/{id}/presumption"), [("reason", "told_by_person")]);
    browser.fill(&walk.worker, &path, "recognition/presume.html", &why).await;
}

async fn placed(browser: &mut Browser<'_, '_>, walk: &Walk, id: &str) {
    let (need, worker) = ("accommodation_emergency", &walk.worker);
    let to = (walk.shelter.unit, "care");
    agree(browser.case, worker, &format!("service:{need}"), to, ["minimum_dataset", "identity"]).await;
    let ask = json!({ "service": walk.service, "need": need, "when": "tonight" });
    let enquiry = browser.case.post(worker, "/enquiries", ask).await["enquiry"].as_str().unwrap().to_owned();
    let answer = format!("/api/v1/enquiries/{enquiry}/answer");
    browser.case.send(&walk.shelter, "POST", &answer, json!({ "hold_minutes": 60 })).await;
    let path = format!("/cases/{id}/enquiries/{enquiry}/offer");
    let check = browser.fill(worker, &path, "referrals/offer.html", &[("security", "protected")]).await;
    assert!(check.status == 200 && shows_a_mark(&check), "what is handed over is checked before it goes");
    let cookie = cookie_of(worker);
    let sent = browser.fill_in(&cookie, &check, "referrals/offer.html", &[("go", "send")]).await;
    let (path, said) = (led_to(&sent), [("say", "heard")]);
    browser.fill(worker, &path, "referrals/stand.html", &said).await;
    let offer = format!("/offers/{}", path.rsplit('/').next().unwrap());
    let house = cookie_of(&walk.shelter);
    let page = browser.open(&house, &offer).await;
    browser.fill_in(&house, &page, "offers/offer.html", &[("say", "confirm")]).await;
    let read = browser.open(&house, &offer).await;
    assert!(shows_a_mark(&read), "the house reads what was handed over");
}

async fn decided(browser: &mut Browser<'_, '_>, walk: &Walk, id: &str) {
    let (worker, first) = (&walk.worker, &walk.first);
    agree(
        browser.case,
        worker,
        "formal_identification",
        (first.unit, "deciding_body"),
        ["status", "narrative"],
    )
    .await;
    let send = json!({ "reason": "signs_seen", "stage": BENCH, "unit": first.unit.to_string() });
    browser.case.post(worker, "/recognition/send", send).await;
    let asked = mark(browser.case.number, "decisions/evidence.html asked_for");
    let path = format!("/cases/{id}/evidence/{BENCH}");
    browser.fill(first, &path, "decisions/evidence.html", &[("asked_for", &asked)]).await;
    let desk = format!("/cases/{id}/decide/{BENCH}");
    let choices = [("answer", "no"), ("reasons", "credibility"), ("step", "check")];
    let check = browser.fill(first, &desk, "decisions/desk.html", &choices).await;
    assert!(check.status == 200 && shows_a_mark(&check), "a decision is checked before it stands");
    let cookie = cookie_of(first);
    let done = browser.fill_in(&cookie, &check, "decisions/check.html", &[("step", "decide")]).await;
    let letter = browser.open(&cookie, &led_to(&done)).await;
    assert!(shows_a_mark(&letter), "the letter has the words of the decision");
}

async fn challenged(browser: &mut Browser<'_, '_>, walk: &Walk, id: &str) {
    let told = format!("/cases/{id}/refusal/told");
    browser.fill(&walk.worker, &told, "challenges/told.html", &[("to", "person")]).await;
    let see = json!({
        "unit": walk.lawyer.unit.to_string(), "compartments": ["core"], "purpose": "legal_aid",
        "basis": "agreement", "until": "2099-01-01T00:00:00Z",
    });
    browser.case.post(&walk.worker, "/access", see).await;
    let (path, rule) =
        (format!("/cases/{id}/challenge"), [("rule", "reconsideration"), ("ground", "new_evidence")]);
    browser.fill(&walk.lawyer, &path, "challenges/bring.html", &rule).await;
    let (path, to) = (format!("/cases/{id}/whereabouts"), [("to", "missing"), ("reason", "not_seen")]);
    browser.fill(&walk.worker, &path, "whereabouts/write.html", &to).await;
}

/// She says no to a refusal on her own page.
async fn challenged_by_her(browser: &mut Browser<'_, '_>, walk: &Walk) {
    let id = recorded(browser, walk, "adult").await;
    let hers = of_her_own(browser, walk, &id).await;
    raised(browser, walk, &id).await;
    decided(browser, walk, &id).await;
    let told = format!("/cases/{id}/refusal/told");
    browser.fill(&walk.worker, &told, "challenges/told.html", &[("to", "person")]).await;
    let page = browser.post(&hers, "/my", &[("step".to_owned(), "ask_challenge".to_owned())]).await;
    let no = [("rule", "reconsideration"), ("ground", "new_evidence")];
    browser.fill_in(&hers, &page, "spaces/challenge.html", &no).await;
}

/// Sharing by law, an interpreter, and a colleague who takes the case.
async fn carried(browser: &mut Browser<'_, '_>, walk: &Walk, id: &str) {
    let (cookie, lawyer) = (cookie_of(&walk.worker), walk.lawyer.unit.to_string());
    let page = browser.open(&cookie, &format!("/cases/{id}/by-law")).await;
    let share = [
        ("ground", "legal_duty"),
        ("purpose", "service:legal_victim_rights"),
        ("unit", lawyer.as_str()),
        ("class", "legal"),
        ("what", "minimum_dataset"),
        ("lasts", "30"),
        ("go", "check"),
    ];
    let check = browser.fill_in(&cookie, &page, "agreements/by_law.html", &share).await;
    assert!(shows_a_mark(&check), "what is shared by law is checked first");
    browser.fill_in(&cookie, &check, "agreements/by_law.html", &[("go", "share")]).await;
    let booking = [
        ("language", "uk"),
        ("mode", "remote"),
        ("on-day", "3"),
        ("on-month", "6"),
        ("on-year", "2099"),
        ("time", "14:30"),
        ("minutes", "30"),
    ];
    browser.fill(&walk.worker, &format!("/cases/{id}/bookings"), "bookings/list.html", &booking).await;
    let colleague = walk.colleague.user.to_string();
    let path = format!("/cases/{id}/transfer");
    browser.fill(&walk.worker, &path, "transfers/hand_over.html", &[("to", &colleague)]).await;
}

/// A guardian objects, is answered, and says what is best for the child.
async fn spoken_for(browser: &mut Browser<'_, '_>, walk: &Walk, id: &str) {
    let see = json!({
        "unit": walk.guardian.unit.to_string(), "compartments": ["core"], "purpose": "guardianship",
        "basis": "public_task", "until": "2099-01-01T00:00:00Z",
    });
    browser.case.post(&walk.worker, "/access", see).await;
    let path = format!("/cases/{id}/objections");
    browser.fill(&walk.guardian, &path, "objections/list.html", &[("to", "contact")]).await;
    let answer = [("outcome", "plan_kept")];
    browser.fill(&walk.worker, &format!("{path}/0"), "objections/answer.html", &answer).await;
    let (path, best) = (format!("/cases/{id}/best-interests"), [("about", "contact"), ("view", "said")]);
    browser.fill(&walk.guardian, &path, "objections/best.html", &best).await;
    let read = browser.open(&cookie_of(&walk.worker), &path).await;
    assert!(shows_a_mark(&read), "what a guardian says is read before anybody acts");
}

/// A form that comes back to somebody whose session has ended, and a sign-in with marks for a name and words.
async fn turned_away(browser: &mut Browser<'_, '_>, walk: &Walk, id: &str) {
    let leaver = Member::beside(&browser.case.scene.site, "leaver", Role::FrSocial, &walk.worker).await;
    let cookie = cookie_of(&leaver);
    browser.open(&cookie, &format!("/cases/{id}")).await;
    browser.post(&cookie, "/sign-out", &[]).await;
    let typed = mark(browser.case.number, "after the end");
    let note = [("text".to_owned(), typed.clone())];
    let late = browser.post(&cookie, &format!("/cases/{id}/notes"), &note).await;
    assert_eq!(late.status, 401);
    let fields = ["login", "passphrase", "code"].map(|field| (field.to_owned(), typed.clone()));
    let refused = browser.post("", "/sign-in", &fields).await;
    assert!(refused.status.is_client_error(), "{refused:?}");
    let foreign = browser.ask("GET", "", &format!("/cases/{id}"), "").await;
    assert_eq!(foreign.status, 401);
}

/// Whoever has a part in the case reads every page of it, and every page that is about no one case.
async fn every_page(browser: &mut Browser<'_, '_>, walk: &Walk, id: &str) {
    for (method, route) in havenward_server::page_routes() {
        let of_a_case = route.starts_with("/cases/{id}");
        let path = if of_a_case { route.replacen("{id}", id, 1) } else { route.to_owned() };
        // Leaving ends the session.
        if method != "get" || path.contains('{') || path == "/leave" {
            continue;
        }
        for reader in [&walk.worker, &walk.first, &walk.shelter, &walk.lawyer] {
            let page = browser.ask("GET", &cookie_of(reader), &path, "").await;
            assert!(!page.status.is_server_error(), "{path}: {page:?}");
        }
    }
}

/// A child's case comes before a committee, one of whom dissents.
async fn before_a_panel(browser: &mut Browser<'_, '_>, walk: &Walk) {
    let chair = Member::new(&browser.case.scene.site, "chair", Role::PanelMember, "child_panel").await;
    let id = recorded(browser, walk, "child").await;
    spoken_for(browser, walk, &id).await;
    let raise = json!({ "reason": "told_by_person", "origin": "responder" });
    browser.case.post(&walk.worker, "/recognition/raise", raise).await;
    browser.case.post(&walk.worker, "/recognition/child-path", json!({ "reason": "signs_seen" })).await;
    let send = json!({ "reason": "signs_seen", "stage": PANEL, "unit": chair.unit.to_string() });
    browser.case.post(&walk.worker, "/recognition/send", send).await;
    let (path, vote) = (
        format!("/cases/{id}/decide/{PANEL}"),
        [("seat", "local_authority"), ("answer", "no"), ("step", "vote")],
    );
    browser.fill(&chair, &path, "decisions/desk.html", &vote).await;
    let read = browser.open(&cookie_of(&chair), &path).await;
    assert!(shows_a_mark(&read), "a dissent is read by the panel");
}

/// Template and name of every field of the templates that takes a text.
fn texts_of_the_templates() -> BTreeSet<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let mut found = BTreeSet::new();
    for file in files_below(&folder) {
        let name = file.strip_prefix(&folder).unwrap().display().to_string();
        if name == "frame/forms.html" {
            continue;
        }
        let text = std::fs::read_to_string(&file).unwrap();
        for called in ["f::text(page, form, ", "f::area(page, form, ", "f::secret(page, form, "] {
            let fields = text.split(called).skip(1).map(|rest| match rest.strip_prefix('"') {
                Some(named) => named.split('"').next().unwrap(),
                // Each of several, by a name that the page makes.
                None => "{{ field }}",
            });
            found.extend(fields.map(|field| (name.clone(), field.to_owned())));
        }
        let tags = text.split('<').filter(|tag| tag.starts_with("textarea ") || tag.starts_with("input "));
        let typed = tags.filter(|tag| {
            !matches!(attribute(tag, "type"), Some("hidden" | "radio" | "checkbox" | "submit"))
        });
        found.extend(typed.map(|tag| (name.clone(), attribute(tag, "name").unwrap().to_owned())));
    }
    found
}

#[test]
fn every_text_of_every_page_is_marked_or_tells_of_nobody() {
    let listed: BTreeSet<(String, String)> =
        TYPED.iter().map(|(template, field, _)| ((*template).to_owned(), (*field).to_owned())).collect();
    assert_eq!(texts_of_the_templates(), listed, "say in TYPED what is typed there, and send it marked");
}

#[test]
fn a_title_and_an_address_of_a_page_are_found() {
    let page = format!(
        "<html><title>Case of {STEM}1</title><a class=\"x\" href=\"/cases?name={STEM}2\">{STEM}3</a>\
         <form method=\"post\" action=\"/{STEM}4\">"
    );
    let found = addresses_and_titles(page.as_bytes());
    for (number, is_found) in [(1, true), (2, true), (3, false), (4, true)] {
        assert_eq!(found.contains(&format!("{STEM}{number}")), is_found, "{found}");
    }
}
