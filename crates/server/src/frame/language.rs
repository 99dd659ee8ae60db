//! Languages: the messages of `locales/`, with their review state, and which one a reader gets.
//!
//! English is complete by test. A message that another language lacks is shown in English and marked so.

#[cfg(any(debug_assertions, test))]
use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentError, FluentResource, FluentValue};
use rust_embed::RustEmbed;
use unic_langid::LanguageIdentifier;

use super::when;

#[derive(RustEmbed)]
#[folder = "../../locales/"]
struct Files;

/// A language of the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Language {
    /// English, the source.
    En,
    /// Ukrainian.
    Uk,
    /// Arabic.
    Ar,
    /// English, accented and longer: shows what is not translatable. Debug builds only.
    #[cfg(debug_assertions)]
    EnXa,
    /// English, mirrored: shows what does not turn. Debug builds only.
    #[cfg(debug_assertions)]
    ArXb,
}

/// How far a translation can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Review {
    /// Made by a machine, or not marked at all: nobody who speaks the language has checked it.
    Machine,
    /// Checked by a native speaker; the file says by whom and when.
    Reviewed,
    /// The language in which the messages are written.
    Source,
}

impl Language {
    /// Every language of this build.
    pub const ALL: &'static [Self] = &[
        Self::En,
        Self::Uk,
        Self::Ar,
        #[cfg(debug_assertions)]
        Self::EnXa,
        #[cfg(debug_assertions)]
        Self::ArXb,
    ];

    /// Languages that people read.
    pub const REAL: &'static [Self] = &[Self::En, Self::Uk, Self::Ar];

    /// The tag of BCP 47.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Uk => "uk",
            Self::Ar => "ar",
            #[cfg(debug_assertions)]
            Self::EnXa => "en-XA",
            #[cfg(debug_assertions)]
            Self::ArXb => "ar-XB",
        }
    }

    /// The direction in which it is written.
    pub fn dir(self) -> &'static str {
        match self {
            Self::Ar => "rtl",
            #[cfg(debug_assertions)]
            Self::ArXb => "rtl",
            _ => "ltr",
        }
    }

    /// What its speakers call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Uk => "Українська",
            Self::Ar => "العربية",
            #[cfg(debug_assertions)]
            Self::EnXa => "Àççéñţš",
            #[cfg(debug_assertions)]
            Self::ArXb => "Mirror",
        }
    }

    /// How far its messages were checked: as far as the least checked file.
    pub fn review(self) -> Review {
        LOCALES.iter().find(|locale| locale.language == self).map_or(Review::Machine, |locale| locale.review)
    }

    /// The language with this tag.
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|language| language.tag().eq_ignore_ascii_case(tag))
    }

    /// What somebody chose, or else the first of the browser's languages that there is, or else English.
    pub fn of(chosen: Option<&str>, accepted: Option<&str>) -> Self {
        let primary = |part: &str| {
            let tag = part.split(';').next().unwrap_or_default().trim();
            Self::from_tag(tag.split('-').next().unwrap_or_default())
        };
        chosen
            .and_then(Self::from_tag)
            .or_else(|| accepted.and_then(|list| list.split(',').find_map(primary)))
            .unwrap_or(Self::En)
    }
}

/// A message as it was found.
pub(super) struct Found {
    /// The words.
    pub text: String,
    /// Whether they are English because the language lacks them.
    pub is_fallback: bool,
}

type Bundle = FluentBundle<Arc<FluentResource>>;

struct Locale {
    language: Language,
    review: Review,
    bundle: Bundle,
}

static LOCALES: LazyLock<Vec<Locale>> = LazyLock::new(load);

/// Reads every message once, so that no request does. Says what does not parse.
pub(crate) fn load_now() {
    LazyLock::force(&LOCALES);
}

/// Finds a message, in English if need be. A key that nobody wrote is shown as it is: a test refuses it.
pub(super) fn find(language: Language, key: &str, args: &FluentArgs<'_>) -> Found {
    let in_language = |language| LOCALES.iter().find(|locale| locale.language == language);
    if let Some(text) = in_language(language).and_then(|locale| format(&locale.bundle, key, args)) {
        return Found { text, is_fallback: false };
    }
    let english = in_language(Language::En).and_then(|locale| format(&locale.bundle, key, args));
    Found { text: english.unwrap_or_else(|| key.to_owned()), is_fallback: true }
}

/// Says whether English has a message.
pub(super) fn has(key: &str) -> bool {
    LOCALES.iter().any(|locale| locale.language == Language::En && locale.bundle.has_message(key))
}

fn format(bundle: &Bundle, key: &str, args: &FluentArgs<'_>) -> Option<String> {
    let pattern = bundle.get_message(key)?.value()?;
    // What cannot be resolved shows its own name in the text; a test compares arguments beforehand.
    let mut errors: Vec<FluentError> = Vec::new();
    Some(bundle.format_pattern(pattern, Some(args), &mut errors).into_owned())
}

fn load() -> Vec<Locale> {
    Language::ALL.iter().map(|language| locale(*language)).collect()
}

fn locale(language: Language) -> Locale {
    let folder = match language {
        Language::Uk => "uk/",
        Language::Ar => "ar/",
        _ => "en/",
    };
    // Plural rules of the pseudo-languages are those of their source.
    let rules = folder.trim_end_matches('/').parse::<LanguageIdentifier>().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![rules]);
    bundle.set_formatter(Some(numbers(language)));
    #[cfg(debug_assertions)]
    match language {
        Language::EnXa => bundle.set_transform(Some(accented)),
        Language::ArXb => bundle.set_transform(Some(mirrored)),
        _ => {}
    }
    let mut review = Review::Source;
    for name in Files::iter().filter(|name| name.starts_with(folder)) {
        let Some(file) = Files::get(&name) else { continue };
        let text = String::from_utf8_lossy(&file.data).into_owned();
        review = review.min(state(&text));
        let resource = FluentResource::try_new(text).unwrap_or_else(|(resource, errors)| {
            tracing::error!(file = %name, count = errors.len(), "messages do not parse");
            resource
        });
        if bundle.add_resource(Arc::new(resource)).is_err() {
            tracing::error!(file = %name, "a message is written twice");
        }
    }
    Locale { language, review, bundle }
}

/// The first line of a file says how far it was checked: `### state: reviewed by …, 2026-11-30`.
fn state(text: &str) -> Review {
    let first = text.lines().next().unwrap_or_default();
    match first.strip_prefix("### state: ").and_then(|rest| rest.split_whitespace().next()) {
        Some("source") => Review::Source,
        Some("reviewed") => Review::Reviewed,
        _ => Review::Machine,
    }
}

type Formatter = fn(&FluentValue<'_>, &intl_memoizer::concurrent::IntlLangMemoizer) -> Option<String>;

fn numbers(language: Language) -> Formatter {
    match language {
        Language::Uk => |value, _| number(Language::Uk, value),
        Language::Ar => |value, _| number(Language::Ar, value),
        _ => |value, _| number(Language::En, value),
    }
}

fn number(language: Language, value: &FluentValue<'_>) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    // Counts only: messages take no fractions, so nothing is cut off.
    #[expect(clippy::cast_possible_truncation, reason = "counts are small whole numbers")]
    Some(when::number(language, number.value as i64))
}

#[cfg(debug_assertions)]
fn accented(text: &str) -> Cow<'_, str> {
    let from = "aceinostuyzACEINOSTUYZ";
    let to = "àçéîñöšţûýžÀÇÉÎÑÖŠŢÛÝŽ";
    let swap = |letter: char| from.chars().position(|one| one == letter).and_then(|at| to.chars().nth(at));
    let mut longer: String = text.chars().map(|letter| swap(letter).unwrap_or(letter)).collect();
    let words = text.split_whitespace().count();
    longer.extend(std::iter::repeat_n('~', words));
    Cow::Owned(longer)
}

#[cfg(debug_assertions)]
fn mirrored(text: &str) -> Cow<'_, str> {
    Cow::Owned(format!("\u{202e}{text}\u{202c}"))
}

#[cfg(test)]
pub(super) fn files() -> Vec<(String, String)> {
    let read = |name: Cow<'static, str>| {
        let data = Files::get(&name).unwrap().data;
        (name.into_owned(), String::from_utf8(data.into_owned()).unwrap())
    };
    Files::iter().map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_gets_what_was_chosen_then_what_the_browser_asks_for_then_english() {
        assert_eq!(Language::of(Some("uk"), Some("ar")), Language::Uk);
        assert_eq!(Language::of(None, Some("fr-FR, ar-EG;q=0.8, en;q=0.5")), Language::Ar);
        assert_eq!(Language::of(Some("xx"), Some("*")), Language::En);
    }

    #[test]
    fn a_translation_is_trusted_only_when_its_file_says_so() {
        assert_eq!(state("### state: reviewed by O. K., 2026-11-30\n"), Review::Reviewed);
        assert_eq!(state("### state: machine\n"), Review::Machine);
        assert_eq!(state("hello = Hello\n"), Review::Machine);
    }
}
