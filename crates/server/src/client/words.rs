//! The messages of the client in one language, with what has no translation in English and marked so.

use std::collections::BTreeMap;

use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use havenward_app::screenings::sentences;
use havenward_domain::coded::Coded;
use havenward_domain::codes::Setting;
use serde::Serialize;

use super::ASK_AGAIN;
use super::keys::KEYS;
use crate::frame::language::{Language, Review};
use crate::frame::say::Say;

/// Names of arguments that messages of the client take; the client puts the values in.
const ARGUMENTS: [&str; 5] = ["asked", "at", "count", "of", "when"];

/// The messages as the client reads them.
#[derive(Serialize)]
struct Messages {
    language: &'static str,
    dir: &'static str,
    name: &'static str,
    /// How far the translation was checked.
    review: &'static str,
    words: BTreeMap<String, String>,
    /// Keys whose words are English.
    english: Vec<String>,
}

/// Answers with the messages in the language with this tag.
pub(super) fn serve(tag: &str) -> Response {
    let Some(language) = Language::from_tag(tag) else { return StatusCode::NOT_FOUND.into_response() };
    ([(header::CACHE_CONTROL, ASK_AGAIN)], Json(words(language))).into_response()
}

fn keys() -> impl Iterator<Item = String> {
    let places = Setting::ALL.iter().map(|one| format!("setting-{}", one.code().replace('_', "-")));
    let sentences = sentences().into_iter().map(|line| line.key);
    KEYS.iter().map(|key| (*key).to_owned()).chain(places).chain(sentences)
}

fn words(language: Language) -> Messages {
    let mut all = Messages {
        language: language.tag(),
        dir: language.dir(),
        name: language.name(),
        review: match language.review() {
            Review::Source => "source",
            Review::Reviewed => "reviewed",
            Review::Machine => "machine",
        },
        words: BTreeMap::new(),
        english: Vec::new(),
    };
    for key in keys() {
        let blank = ARGUMENTS
            .iter()
            .fold(Say::new(language, key.clone()), |say, name| say.s(name, format!("{{{name}}}")));
        if blank.is_english() && language != Language::En {
            all.english.push(key.clone());
        }
        all.words.insert(key, blank.plain());
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_says_the_same_on_a_telephone_as_in_the_engine() {
        let english = words(Language::En).words;
        for line in sentences() {
            assert_eq!(english.get(&line.key), Some(&line.text), "{}", line.key);
        }
    }

    #[test]
    fn every_language_has_every_message_and_says_how_far_it_was_checked() {
        for language in Language::REAL {
            let all = words(*language);
            assert!(all.english.is_empty(), "{}: {:?}", all.language, all.english);
            assert!(all.words.iter().all(|(key, text)| key != text), "{}", all.language);
            assert_eq!(all.review == "source", *language == Language::En);
        }
    }
}
