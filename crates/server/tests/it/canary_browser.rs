//! A browser without a window: reads the forms of a page, fills them in with marks, and follows where they lead.
//!
//! What a template asks for stands in [`TYPED`]: a new field fails a test until it is there, and a field that is
//! listed as marked fails the scan until a form with it was sent and taken.

use std::collections::BTreeSet;

use crate::asking::Reply;
use crate::canary::mark;
use crate::canary_scanner::STEM;
use crate::canary_walk::{Case, Member};

/// What is typed into a field of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typed {
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
    /// Tells of a simulation, in which there is nobody.
    OfASimulation,
    /// What is typed to sign in: marks in forms that are refused.
    MarkedWhenRefused,
}

/// Template, field, and what it holds. A field in braces has the name of what it is about.
pub const TYPED: &[(&str, &str, Typed)] = &[
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
    ("contact_safety/reach.html", "address", Typed::Marked),
    ("contact_safety/reach.html", "safe_word", Typed::Marked),
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
    ("surges/parts.html", "{{ field }}", Typed::Digits),
    ("surges/run.html", "csv", Typed::OfASimulation),
    ("surges/run.html", "file", Typed::OfASimulation),
    ("surges/run.html", "rules", Typed::OfRules),
    ("surges/run.html", "{{ field }}", Typed::Digits),
    ("transfers/hand_over.html", "words", Typed::Marked),
    ("whereabouts/write.html", "words", Typed::Marked),
];

const FORM: &str = "application/x-www-form-urlencoded";

/// The value of an attribute in a tag.
pub fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
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
    /// Whether it can be kept and sent later.
    has_later: bool,
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
        let has_later = form.contains(" name=\"keep-for-later\"");
        let mut shown = Self { action: String::new(), sends: Vec::new(), texts: Vec::new(), has_later };
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
pub struct Browser<'c, 'w> {
    pub case: &'c mut Case<'w>,
    /// Template and field in which a mark was taken.
    pub typed: &'c mut BTreeSet<(&'static str, &'static str)>,
}

pub fn cookie_of(member: &Member) -> String {
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
    pub async fn ask(&mut self, method: &str, cookie: &str, path: &str, body: &str) -> Reply {
        let mut headers =
            vec![("Cookie", cookie), ("Accept", "text/html"), ("Sec-Fetch-Site", "same-origin")];
        if method == "POST" {
            headers.push(("Content-Type", FORM));
        }
        self.case.scene.ask(method, path, &headers, body).await
    }

    pub async fn open(&mut self, cookie: &str, path: &str) -> Reply {
        let page = self.ask("GET", cookie, path, "").await;
        assert_eq!(page.status, 200, "{path}: {}", String::from_utf8_lossy(&page.body));
        page
    }

    pub async fn post(&mut self, cookie: &str, path: &str, fields: &[(String, String)]) -> Reply {
        let pairs: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
        self.ask("POST", cookie, path, &pairs.join("&").replace(' ', "+")).await
    }

    /// Fills a form of an open page in: choices as they are given, a mark in every text; once with a choice
    /// missing, so that the page comes back with what was typed, and then as it should be.
    pub async fn fill_in(
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
        if shown.has_later {
            // What is kept stays, so that it is there when the databases are scanned.
            fields.push(("keep-for-later".to_owned(), "yes".to_owned()));
            let kept = self.post(cookie, &shown.action, &fields).await;
            assert_eq!(led_to(&kept), "/drafts", "{}", shown.action);
            fields.pop();
        }
        let done = self.post(cookie, &shown.action, &fields).await;
        let text = String::from_utf8_lossy(&done.body);
        assert!(done.status == 303 || done.status == 200, "{}: {fields:?} {text}", shown.action);
        self.typed.extend(typed);
        done
    }

    /// Opens a page, fills its form in and follows where the answer leads.
    pub async fn fill(
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

pub fn led_to(done: &Reply) -> String {
    done.headers["location"].to_str().unwrap().to_owned()
}
