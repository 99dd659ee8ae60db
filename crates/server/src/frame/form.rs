//! Forms: what was typed, what is wrong with it, and the key that makes a double click harmless.
//!
//! A handler reads typed values out of a [`Form`]. If one is missing or wrong, the same page is shown
//! again with everything that was typed, an error summary first, and 422; if a rule or a colleague was in
//! the way, likewise with 409. A form that comes back after signing in again is shown and not acted on.

mod shown;
mod typed;

use std::collections::BTreeMap;
use std::fmt::Display;

use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use havenward_app::{App, AppError, Caller, Ctx, Idempotency};
use havenward_domain::id::EntryId;
use zeroize::Zeroizing;

use super::{Fault, Page};
use crate::AppState;
use crate::body;

pub(crate) use typed::digits;

/// The hidden field that carries the idempotency key.
pub(crate) const ONCE: &str = "once";
/// The hidden field that says what the form was drawn from, so that nobody overwrites what she has not seen.
pub(crate) const DRAWN_FROM: &str = "drawn-from";
/// The hidden field of a form that comes back after its writer signed in again.
pub(crate) const AGAIN: &str = "again";

/// The hidden field of a form that was kept: what was kept goes once the form is sent.
pub(crate) const DRAFT: &str = "draft";
/// The button that keeps a form instead of sending it.
pub(crate) const LATER: &str = "keep-for-later";
/// What that button says when a script keeps the form while somebody types.
pub(crate) const TYPING: &str = "typing";

/// What is longer is no code and no id, even if it is a single word.
const LONG_WORD: usize = 200;

/// Fields that are never shown again; a test holds this list against what is read as a secret.
pub(super) const SECRETS: [&str; 4] = ["passphrase", "phrase", "repeat", "code"];

/// Something wrong with a field, or with the whole form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Flaw {
    /// The field, empty for the whole form.
    pub field: String,
    /// The key of the message …
    pub key: String,
    /// … and its number, if it names one.
    pub number: Option<i64>,
    /// Words of the application that have no message of their own yet; English.
    pub words: Option<String>,
}

/// A form: typed values, flaws, and what became of it.
pub(crate) struct Form {
    values: BTreeMap<String, Vec<String>>,
    flaws: Vec<Flaw>,
    status: StatusCode,
    is_again: bool,
    once: String,
    drawn_from: String,
    draft: String,
    identity: Zeroizing<Vec<u8>>,
}

impl Form {
    /// An empty form on a page.
    pub fn empty(page: &Page) -> Self {
        Self::of(Vec::new(), page.once.clone(), "")
    }

    /// A form that comes back: what its writer had typed, to be shown and not acted on.
    pub fn again(page: &Page, fields: &[u8]) -> Self {
        let typed = form_urlencoded::parse(fields).map(|(name, value)| (clean(&name), clean(&value)));
        let pairs = typed.chain([(AGAIN.to_owned(), "1".to_owned())]).collect();
        Self::of(pairs, page.once.clone(), &page.path)
    }

    /// What was typed, as it was sent, to be kept; never a secret.
    pub fn fields(&self) -> Zeroizing<Vec<u8>> {
        let mut fields = form_urlencoded::Serializer::new(String::new());
        for (name, values) in self.values.iter().filter(|(name, _)| !SECRETS.contains(&name.as_str())) {
            for value in values {
                fields.append_pair(name, value);
            }
        }
        fields.append_pair(ONCE, &self.once);
        Zeroizing::new(fields.finish().into_bytes())
    }

    fn of(pairs: Vec<(String, String)>, fresh: String, path: &str) -> Self {
        let mut values: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, value) in pairs {
            values.entry(name).or_default().push(value);
        }
        let mut taken = |name| values.remove(name).and_then(|found| found.into_iter().next());
        let (once, again) = (taken(ONCE).filter(|key| !key.is_empty()), taken(AGAIN));
        let drawn_from = taken(DRAWN_FROM).unwrap_or_default();
        let draft = taken(DRAFT).unwrap_or_default();
        let mut identity = Zeroizing::new(path.as_bytes().to_vec());
        for (name, all) in &values {
            for value in all {
                for part in [name, value] {
                    identity.extend_from_slice(&part.len().to_be_bytes());
                    identity.extend_from_slice(part.as_bytes());
                }
            }
        }
        Self {
            values,
            flaws: Vec::new(),
            status: StatusCode::OK,
            is_again: again.is_some(),
            once: once.unwrap_or(fresh),
            drawn_from,
            draft,
            identity,
        }
    }

    /// Fills a field in before the form is shown.
    pub fn with(mut self, field: &str, value: impl Into<String>) -> Self {
        self.values.entry(field.to_owned()).or_default().push(value.into());
        self
    }

    /// Reads the whole form; nothing if anything is wrong with it, or if it only came back to be shown.
    pub fn read<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        if self.is_again {
            return None;
        }
        let read = read(self);
        if self.flaws.is_empty() { read } else { None }
    }

    /// What makes this form and its repetition one request.
    pub fn once<'f>(&'f self, request: &'f [&'f [u8]; 1]) -> Idempotency<'f> {
        Idempotency { key: &self.once, request }
    }

    /// What tells this form from another under the same key; give it to [`Form::once`].
    pub fn identity(&self) -> [&[u8]; 1] {
        [&self.identity]
    }

    /// Does what the form asks for, once: sent twice, it is done once and answered twice alike.
    pub async fn act(
        &self,
        app: &App,
        caller: &Caller,
        act: impl AsyncFnOnce(&mut Ctx) -> Result<(), AppError>,
    ) -> Result<(), AppError> {
        let identity = self.identity();
        let act = async |ctx: &mut Ctx| {
            act(ctx).await?;
            Ok(ctx.draw::<EntryId>())
        };
        match app.run_once(caller, self.once(&identity), act).await {
            Ok(_) => Ok(()),
            // What is answered, declined or done is often out of sight for who did it.
            Err(AppError::NotFound) if app.is_done(caller, self.once(&identity)).await? => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Says what the form was drawn from: a mark that changes whenever somebody changes it.
    pub fn drawn_from(mut self, mark: impl Display) -> Self {
        self.drawn_from = mark.to_string();
        self
    }

    /// Refuses an act upon what somebody changed since the form was drawn. Ask inside of the act.
    pub fn check_drawn_from(&self, mark: impl Display) -> Result<(), AppError> {
        if self.drawn_from == mark.to_string() { Ok(()) } else { Err(AppError::Conflict) }
    }

    /// Takes a refusal of the application into the form. What no form can show becomes a fault.
    pub fn refused(&mut self, error: AppError) -> Result<(), Fault> {
        let words = Some(error.to_string());
        let key = format!("problem-{}", error.code().replace(['.', '_'], "-"));
        let (status, field, key, words) = match &error {
            AppError::Invalid { field, message } => {
                (StatusCode::UNPROCESSABLE_ENTITY, (*field).to_owned(), key, Some(message.clone()))
            }
            AppError::IdempotencyMismatch | AppError::LinkRefused | AppError::SignInRefused => {
                (StatusCode::UNPROCESSABLE_ENTITY, String::new(), key, words)
            }
            AppError::Delayed(seconds) => {
                self.flaws.push(Flaw { field: String::new(), key, number: Some(*seconds), words: None });
                self.status = StatusCode::TOO_MANY_REQUESTS;
                return Ok(());
            }
            AppError::Refused { .. } | AppError::Conflict | AppError::WaitingForKey => {
                (StatusCode::CONFLICT, String::new(), key, words)
            }
            _ => return Err(error.into()),
        };
        self.flaws.push(Flaw { field, key, number: None, words });
        self.status = status;
        Ok(())
    }

    /// Says that something is wrong with a field.
    pub fn flaw(&mut self, field: &str, key: &str) {
        self.push(field, key, None);
    }

    fn push(&mut self, field: &str, key: &str, number: Option<i64>) {
        self.status = StatusCode::UNPROCESSABLE_ENTITY;
        self.flaws.push(Flaw { field: field.to_owned(), key: key.to_owned(), number, words: None });
    }

    /// The status with which the form is shown.
    pub fn status(&self) -> StatusCode {
        self.status
    }
}

/// Words among what was sent: what somebody would not want to type again. Secrets are not among them.
pub(crate) fn words(body: &[u8]) -> Vec<String> {
    let is_words = |name: &str, value: &str| {
        let is_long = value.len() > LONG_WORD || value.split_whitespace().nth(1).is_some();
        is_long && !SECRETS.contains(&name) && ![DRAWN_FROM, "kept"].contains(&name)
    };
    let pairs = form_urlencoded::parse(body);
    pairs.filter(|(name, value)| is_words(name, value)).map(|(_, value)| clean(&value)).collect()
}

/// A page cannot hold a null: what was typed comes back with a mark in its place.
fn clean(text: &str) -> String {
    text.replace('\0', "\u{fffd}").replace("\r\n", "\n")
}

impl FromRequest<AppState> for Form {
    type Rejection = Fault;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, Fault> {
        let path = request.uri().path().to_owned();
        let fresh =
            request.extensions().get::<super::page::Visitor>().map(|visitor| visitor.page.once.clone());
        let bytes = body::form(request, state).await.map_err(Fault)?;
        let pairs = form_urlencoded::parse(&bytes).map(|(name, value)| (clean(&name), clean(&value)));
        let pairs = pairs.collect();
        Ok(Self::of(pairs, fresh.unwrap_or_default(), &path))
    }
}

#[cfg(test)]
mod tests {
    use havenward_domain::whereabouts::Whereabouts;

    use super::typed::PartialDate;
    use super::*;

    fn form(pairs: &[(&str, &str)]) -> Form {
        let pairs = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Form::of(pairs, "fresh".to_owned(), "/notes")
    }

    #[test]
    fn every_flaw_of_a_form_is_told_at_once_and_what_was_typed_is_kept() {
        let mut form = form(&[("text", "a\u{202e}b"), ("urgency", "soon"), ("years", "x")]);
        let read = form.read(|form| {
            let (text, name) = (form.text("text", 10), form.text("name", 10));
            let (urgency, years) = (form.code::<Whereabouts>("urgency"), form.number("years", 0, 9));
            Some((text?, name?, urgency?, years?))
        });
        assert!(read.is_none());
        let keys: Vec<&str> = form.flaws().iter().map(|flaw| flaw.key.as_str()).collect();
        assert_eq!(keys, ["form-unfit", "form-missing", "form-choose", "form-number"]);
        assert_eq!((form.status().as_u16(), form.value("text")), (422, "a\u{202e}b"));
    }

    #[test]
    fn a_form_that_came_back_is_shown_and_not_acted_on() {
        let mut form = form(&[("text", "words"), (AGAIN, "1"), (ONCE, "key")]);
        assert!(form.read(|form| form.text("text", 10)).is_none());
        assert_eq!((form.status().as_u16(), form.value("text"), form.key()), (200, "words", "key"));
    }

    #[test]
    fn a_date_is_taken_as_far_as_it_is_known() {
        let read = |year, month, day| {
            form(&[("born-year", year), ("born-month", month), ("born-day", day)]).date("born")
        };
        assert_eq!(read("2009", "", ""), Some(PartialDate { year: 2009, month: None, day: None }));
        assert_eq!(read("٢٠٠٩", "۲", "28").and_then(|date| date.day), Some(28));
        for (year, month, day) in [("", "2", "1"), ("2009", "", "1"), ("2009", "2", "30"), ("9", "", "")] {
            assert_eq!(read(year, month, day), None, "{year}-{month}-{day}");
        }
    }

    #[test]
    fn several_choices_are_taken_and_an_unknown_one_is_a_flaw() {
        let mut form = form(&[("at", "known"), ("at", "abroad"), ("where", "known"), ("where", "nowhere")]);
        assert_eq!(form.codes::<Whereabouts>("at"), [Whereabouts::Known, Whereabouts::Abroad]);
        form.codes::<Whereabouts>("where");
        assert!(form.flaw_of("at").is_none() && form.flaw_of("where").is_some());
    }

    #[test]
    fn a_secret_is_taken_out_of_the_form() {
        let mut form = form(&[("passphrase", "long words")]);
        assert_eq!(form.secret("passphrase").unwrap().as_str(), "long words");
        assert_eq!(form.value("passphrase"), "");
    }
}
