//! The forms of the pages, read and filled in as a browser does, with a mark in every text that they take.

use std::collections::BTreeSet;
use std::path::Path;

use havenward_domain::role::Role;
use serde_json::json;

use crate::canary::{Scene, mark, shows_a_mark};
use crate::canary_browser::{Browser, TYPED, Typed, addresses_and_titles, attribute, cookie_of, led_to};
use crate::canary_scanner::{STEM, files_below};
use crate::canary_walk::{Case, Member, Walk, agree};

const BENCH: &str = "reasonable_grounds";
const PANEL: &str = "child_panel_reasonable_grounds";

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
    let way = [
        ("step", "add"),
        ("kind", "phone"),
        ("hours", "always"),
        ("who_else", "nobody"),
        ("leave_message", "never"),
        ("language", "uk"),
    ];
    browser.fill(&walk.worker, &format!("/cases/{id}/reach"), "contact_safety/reach.html", &way).await;
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
