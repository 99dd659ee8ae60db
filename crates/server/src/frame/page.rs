//! What a template knows of the request: language, reader, navigation, time. And who is signed in.

use std::borrow::Borrow;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use havenward_app::drafts::Waiting;
use havenward_app::units::Desk;
use havenward_app::{AppError, Caller, Kind};
use havenward_domain::access::Member;
use havenward_domain::coded::Coded;
use havenward_domain::language::Language as Tongue;
use havenward_domain::status::{Argument, Message};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use super::language::{self, Language, Review};
use super::say::{Count, Say};
use super::{Fault, asset, when};
use crate::AppState;
use crate::tours::Tour;

/// What every template has as `page`.
#[derive(Clone)]
pub(crate) struct Page {
    /// The reader's language.
    pub language: Language,
    /// Live, or a demonstration that says so everywhere.
    pub kind: Kind,
    /// The path of this page, to come back to.
    pub path: String,
    /// Who is signed in.
    pub member: Option<Member>,
    /// Their name and unit.
    pub desk: Option<Desk>,
    /// Where they can go.
    pub navigation: Vec<Link>,
    /// What the reader typed and has not sent, here and elsewhere.
    pub drafts: Vec<Waiting>,
    /// What a newcomer is shown, in a demonstration.
    pub tour: Option<Tour>,
    /// The key of a form on this page: sent twice, done once.
    pub once: String,
    pub(super) now: Timestamp,
    pub(super) zone: TimeZone,
}

/// A link of the navigation.
#[derive(Clone)]
pub(crate) struct Link {
    /// Where it leads.
    pub path: &'static str,
    /// The key of its words.
    pub key: &'static str,
    /// Whether this page lies under it.
    pub is_here: bool,
}

impl Page {
    /// A message by its key.
    pub fn t<'s>(&self, key: impl std::fmt::Display) -> Say<'s> {
        Say::new(self.language, key.to_string())
    }

    /// The label of a code: `page.code("urgency", "danger_now")` is the message `urgency-danger-now`.
    pub fn code<'s>(&self, family: &str, code: impl AsRef<str>) -> Say<'s> {
        let code = code.as_ref().replace(['_', '.', ':'], "-");
        self.t(format!("{family}-{code}"))
    }

    /// The same for a member of a closed list.
    pub fn coded<'s>(&self, family: &str, member: &impl Coded) -> Say<'s> {
        self.code(family, member.code())
    }

    /// A sentence of the domain, with its arguments in the reader's language.
    pub fn sentence<'s>(&self, message: &Message) -> Say<'s> {
        message.arguments.iter().fold(self.t(&message.key), |say, (name, argument)| match argument {
            Argument::Date(day) => say.s(name, self.day(*day)),
            Argument::Number(number) => say.n(name, *number),
            Argument::Code(code) => say.s(name, self.code(name, code).plain()),
        })
    }

    /// Whether English has a message.
    #[expect(clippy::unused_self, reason = "templates ask the page")]
    pub fn knows(&self, key: &str) -> bool {
        language::has(key)
    }

    /// The name of a language, or its tag where we have no name for it.
    pub fn tongue(&self, language: &Tongue) -> String {
        let key = format!("language-{language}");
        if self.knows(&key) { self.t(key).plain() } else { language.to_string() }
    }

    /// A day as this language writes it.
    pub fn day(&self, day: impl Borrow<Date>) -> String {
        when::date(self.language, *day.borrow())
    }

    /// The day of an instant, in the country's zone.
    pub fn date(&self, at: impl Borrow<Timestamp>) -> String {
        self.day(self.local(*at.borrow()).date())
    }

    /// An instant as this language writes it, in the country's zone.
    pub fn moment(&self, at: impl Borrow<Timestamp>) -> String {
        when::moment(self.language, &self.local(*at.borrow()))
    }

    /// A number as this language writes it.
    pub fn number(&self, number: impl Count) -> String {
        when::number(self.language, number.count())
    }

    /// How far an instant is from now, in words.
    pub fn left<'s>(&self, until: impl Borrow<Timestamp>) -> Say<'s> {
        let (hours, is_over) = self.hours_left(until);
        match (is_over, hours) {
            (false, ..48) => self.t("time-hours-left").n("hours", hours),
            (false, _) => self.t("time-days-left").n("days", hours / 24),
            (true, ..48) => self.t("time-hours-over").n("hours", hours),
            (true, _) => self.t("time-days-over").n("days", hours / 24),
        }
    }

    /// Whether an instant lies behind.
    pub fn is_over(&self, until: impl Borrow<Timestamp>) -> bool {
        *until.borrow() <= self.now
    }

    /// Whether an instant is less than two days away.
    pub fn is_soon(&self, until: impl Borrow<Timestamp>) -> bool {
        let (hours, is_over) = self.hours_left(until);
        !is_over && hours < 48
    }

    /// The length of a clock's bar, in hundredths: full is `days` days or more, empty is over.
    pub fn bar(&self, until: impl Borrow<Timestamp>, days: impl Borrow<i64>) -> i64 {
        let (hours, is_over) = self.hours_left(until);
        if is_over { 0 } else { (hours * 100).checked_div(days.borrow() * 24).unwrap_or(0).clamp(1, 100) }
    }

    fn hours_left(&self, until: impl Borrow<Timestamp>) -> (i64, bool) {
        let until = *until.borrow();
        (until.duration_since(self.now).as_hours().saturating_abs(), until <= self.now)
    }

    pub(crate) fn local(&self, at: Timestamp) -> Zoned {
        at.to_zoned(self.zone.clone())
    }

    /// What the demonstration's clock, or the wall's, shows.
    pub fn now(&self) -> &Timestamp {
        &self.now
    }

    /// What the reader typed on this page and has not sent.
    pub fn draft(&self) -> Option<&Waiting> {
        self.drafts.iter().find(|one| one.is_here)
    }

    /// Whether everybody here is invented.
    pub fn is_invented(&self) -> bool {
        self.kind != Kind::Live
    }

    /// Whether the reader should be told that nobody has checked the translation.
    pub fn is_unchecked(&self) -> bool {
        self.language.review() == Review::Machine
    }

    /// The languages that can be chosen.
    #[expect(clippy::unused_self, reason = "templates ask the page")]
    pub fn languages(&self) -> &'static [Language] {
        Language::ALL
    }

    /// Where the stylesheet is.
    #[expect(clippy::unused_self, reason = "templates ask the page")]
    pub fn style(&self) -> &'static str {
        &asset::STYLE_PATH
    }

    /// Where the script is that leaves at once.
    #[expect(clippy::unused_self, reason = "templates ask the page")]
    pub fn leaves(&self) -> &'static str {
        &asset::LEAVE_PATH
    }

    /// Where the script is that keeps a long form while somebody types.
    #[expect(clippy::unused_self, reason = "templates ask the page")]
    pub fn keeps(&self) -> &'static str {
        &asset::KEEP_PATH
    }

    /// Where the icon is.
    #[expect(clippy::unused_self, reason = "templates ask the page")]
    pub fn icon(&self) -> &'static str {
        &asset::ICON_PATH
    }
}

/// Somebody signed in, with the page she will read.
pub(crate) struct Visit {
    /// Who acts.
    pub caller: Caller,
    /// What the template gets.
    pub page: Page,
}

/// What the middleware found out, for the extractors.
#[derive(Clone)]
pub(super) struct Visitor {
    pub caller: Option<Caller>,
    pub page: Page,
}

fn visitor(parts: &Parts) -> Result<Visitor, Fault> {
    parts.extensions.get::<Visitor>().cloned().ok_or_else(|| AppError::Internal("page without frame").into())
}

impl FromRequestParts<AppState> for Page {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, Fault> {
        Ok(visitor(parts)?.page)
    }
}

impl FromRequestParts<AppState> for Visit {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, Fault> {
        let Visitor { caller, page } = visitor(parts)?;
        Ok(Self { caller: caller.ok_or(AppError::SignedOut)?, page })
    }
}
