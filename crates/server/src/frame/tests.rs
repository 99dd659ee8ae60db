//! What must hold of all messages, templates and routes together: nothing missing, unused or mismatched
//! (UX-T15), plain enough to read (UX-A9, UX-T14), and every route in the list of the browser's proof.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fluent_bundle::FluentResource;
use havenward_domain::access::Action;
use havenward_domain::age::Age;
use havenward_domain::coded::Coded;
use havenward_domain::codes::{OffenceCategory, Setting};
use havenward_domain::recognition::Recognition;
use havenward_domain::role::Role;
use havenward_domain::whereabouts::Whereabouts;

use super::is_own_path;
use super::language::{self, files};

/// UX-A9: no sentence of the pages is longer.
const MOST_WORDS: usize = 25;
/// UX-A9: the school grade at which staff text is read …
const HIGHEST_GRADE: f64 = 9.0;
/// … and text that the person reads or hears.
const HER_HIGHEST_GRADE: f64 = 6.0;
/// Messages that the person reads herself, or hears from whoever asks her.
const HERS: [&str; 5] =
    ["spaces.ftl", "rights_card.ftl", "told_before.ftl", "screenings.ftl", "agreements.ftl"];
/// Keys whose last part comes from data: what a template or the domain puts after the prefix is a code.
const FAMILIES: [&str; 13] = [
    "more-time-reason-",
    "my-ground-",
    "my-late-",
    "my-status-",
    "status-",
    "start-card-",
    "error-",
    "problem-",
    "reason-",
    "clock-",
    "challenge-ground-",
    "challenge-late-",
    "screening-",
];
/// Values of HTML that look like keys.
const NO_KEYS: [&str; 2] = ["one-time-code", "current-password"];

fn under(folder: &str, kind: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|one| one == kind) && !path.ends_with("tests.rs") {
                found.push((path.clone(), fs::read_to_string(path).unwrap()));
            }
        }
    }
    found
}

/// Messages of one language: key to its whole source.
fn messages(language: &str) -> BTreeMap<String, String> {
    messages_of(|name| name.starts_with(language))
}

/// Messages of the files with these names.
fn messages_of(is_one: impl Fn(&str) -> bool) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for (_, text) in files().into_iter().filter(|(name, _)| is_one(name)) {
        let mut key = String::new();
        for line in text.lines() {
            let is_start = line.starts_with(|letter: char| letter.is_ascii_lowercase());
            if let Some((name, rest)) = line.split_once(" = ").filter(|_| is_start) {
                name.clone_into(&mut key);
                assert!(found.insert(key.clone(), rest.to_owned()).is_none(), "{name} is written twice");
            } else if is_start {
                line.trim_end_matches(" =").clone_into(&mut key);
                found.insert(key.clone(), String::new());
            } else if line.starts_with(' ') {
                found.get_mut(&key).unwrap().extend(["\n", line]);
            }
        }
    }
    found
}

fn variables(source: &str) -> BTreeSet<&str> {
    let name = |rest: &'_ str| rest.find(|letter: char| !(letter.is_alphanumeric() || letter == '_'));
    source.split('$').skip(1).map(|rest| &rest[..name(rest).unwrap_or(rest.len())]).collect()
}

fn literals(text: &str) -> impl Iterator<Item = &str> {
    text.split('"').skip(1).step_by(2)
}

fn is_key(text: &str) -> bool {
    text.contains('-')
        && text.split('-').all(|part| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        })
}

/// Keys that a text names for certain: `t("key")`, and the labels of field macros.
fn named(text: &str) -> BTreeSet<&str> {
    let calls = text.split(".t(\"").skip(1).filter_map(|rest| rest.split('"').next());
    let macros = text.lines().filter(|line| line.contains("{% call f::") || line.contains("form.title("));
    let labels = macros.flat_map(literals).filter(|text| is_key(text) && !NO_KEYS.contains(text));
    calls.chain(labels).collect()
}

/// Families that a text puts codes into: `code("family"`, `coded("family"`, and the macros of choices.
fn families(text: &str) -> BTreeSet<String> {
    let calls = ["code(\"", "coded(\""].into_iter().flat_map(|call| text.split(call).skip(1));
    let named = calls.filter_map(|rest| rest.split('"').next()).map(|family| format!("{family}-"));
    let macros =
        text.lines().filter(|line| ["radios", "boxes", "select"].iter().any(|one| line.contains(one)));
    named.chain(macros.flat_map(literals).map(|family| format!("{family}-"))).collect()
}

#[test]
fn every_form_that_acts_is_read_first() {
    // A form that came back after a new sign-in is to be shown and not acted on, and `Form::read` tells them apart.
    let is_frame = |path: &Path| path.components().any(|part| part.as_os_str() == "frame");
    for (path, text) in under("src", "rs").into_iter().filter(|(path, _)| !is_frame(path)) {
        for function in text.split("async fn ") {
            let acts = function.contains("form.once(") || function.contains("form.act(");
            let name = function.split('(').next().unwrap_or_default();
            assert!(!acts || function.contains("form.read("), "{}: {name} acts unread", path.display());
        }
    }
}

#[test]
fn no_secret_is_shown_again_by_an_error_page() {
    for (path, text) in under("src", "rs") {
        for secret in text.split("form.secret(\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(super::form::SECRETS.contains(&secret), "{}: {secret}", path.display());
        }
    }
}

#[test]
fn every_message_parses() {
    for (name, text) in files() {
        let errors = FluentResource::try_new(text).err().map(|(_, errors)| errors);
        assert!(errors.is_none(), "{name}: {errors:?}");
    }
}

#[test]
fn no_key_is_missing_and_none_is_unused() {
    let english = messages("en/");
    let texts: Vec<_> = under("templates", "html").into_iter().chain(under("src", "rs")).collect();
    let mut used: BTreeSet<String> = BTreeSet::new();
    let mut prefixes: BTreeSet<String> = FAMILIES.iter().map(|one| (*one).to_owned()).collect();
    let mut missing = Vec::new();
    for (path, text) in &texts {
        // What is no key itself but begins some is a family of choices.
        let is_known =
            |key: &&str| english.keys().any(|one| one == key || one.starts_with(&format!("{key}-")));
        let unknown = named(text).into_iter().filter(|key| !is_known(key));
        missing.extend(unknown.map(|key| format!("{}: {key}", path.display())));
        used.extend(literals(text).map(str::to_owned));
        used.extend(named(text).into_iter().map(str::to_owned));
        prefixes.extend(families(text));
    }
    assert!(missing.is_empty(), "missing: {missing:#?}");
    let unused: Vec<_> = english
        .keys()
        .filter(|key| !used.contains(*key) && !prefixes.iter().any(|prefix| key.starts_with(prefix.as_str())))
        .collect();
    assert!(unused.is_empty(), "unused: {unused:#?}");
}

#[test]
fn every_member_of_a_closed_list_has_its_words() {
    fn codes<T: Coded>(family: &'static str) -> impl Iterator<Item = String> {
        T::ALL.iter().map(move |one| format!("{family}-{}", one.code().replace(['_', '.'], "-")))
    }
    let actions = Action::ALL.iter().map(|one| format!("action-{}", one.code().replace(['_', '.'], "-")));
    let all = codes::<Role>("role")
        .chain(codes::<Setting>("setting"))
        .chain(codes::<OffenceCategory>("offence"))
        .chain(codes::<Whereabouts>("whereabouts"))
        .chain(codes::<Whereabouts>("status-whereabouts"))
        .chain(codes::<Recognition>("recognition"))
        .chain(codes::<Recognition>("status-recognition"))
        .chain(codes::<Recognition>("my-status-recognition"))
        .chain(codes::<Age>("status-age"))
        .chain(codes::<Age>("my-status-age"))
        .chain(actions);
    let missing: Vec<String> = all.filter(|key| !language::has(key)).collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn a_template_gives_a_message_the_arguments_it_takes() {
    let english = messages("en/");
    let mut wrong = Vec::new();
    for (path, text) in under("templates", "html") {
        for rest in text.split(".t(\"").skip(1) {
            let Some((key, rest)) = rest.split_once("\")") else { continue };
            let end = rest.find(['}', '%']).unwrap_or(rest.len());
            let given: BTreeSet<&str> = [".n(\"", ".s(\""]
                .into_iter()
                .flat_map(|call| rest[..end].split(call).skip(1))
                .filter_map(|rest| rest.split('"').next())
                .collect();
            if english.get(key).is_some_and(|source| !variables(source).is_subset(&given)) {
                wrong.push(format!("{}: {key} takes {:?}", path.display(), variables(&english[key])));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_translation_takes_what_its_source_takes_and_says_nothing_of_its_own() {
    let english = messages("en/");
    for language in ["uk/", "ar/"] {
        for (key, source) in messages(language) {
            let original = english.get(&key).unwrap_or_else(|| panic!("{language}{key} has no source"));
            assert!(variables(&source).is_subset(&variables(original)), "{language}{key}");
        }
    }
}

/// Who reads in another language reads every page in it to the last word, and so does the person herself.
#[test]
fn no_page_falls_back_to_english() {
    let english = messages("en/");
    for language in ["uk/", "ar/"] {
        let translated = messages(language);
        let missing: Vec<_> = english.keys().filter(|key| !translated.contains_key(*key)).collect();
        assert!(missing.is_empty(), "{language} {missing:#?}");
    }
}

/// Words of a sentence, without the machinery of Fluent.
fn sentences(source: &str) -> Vec<Vec<String>> {
    let mut plain = String::new();
    for line in source.lines().map(str::trim) {
        let line =
            line.split_once(']').filter(|_| line.starts_with(['[', '*'])).map_or(line, |(_, rest)| rest);
        if !(line.starts_with("{ $") && line.ends_with("->")) && line != "}" {
            let is_variant = source.contains("->");
            plain.push_str(line);
            plain.push_str(if is_variant { ". " } else { " " });
        }
    }
    let words = |sentence: &str| -> Vec<String> {
        let letters =
            |word: &str| word.chars().filter(|one| one.is_alphabetic() || *one == '\'').collect::<String>();
        sentence.split_whitespace().map(letters).filter(|word| !word.is_empty()).collect()
    };
    plain.split(['.', '?', '!', ';', ':']).map(words).filter(|words| !words.is_empty()).collect()
}

fn syllables(word: &str) -> usize {
    let is_vowel = |letter: char| "aeiouy".contains(letter.to_ascii_lowercase());
    let letters: Vec<char> = word.chars().collect();
    let starts = letters.windows(2).filter(|pair| !is_vowel(pair[0]) && is_vowel(pair[1])).count();
    let count = starts + usize::from(letters.first().copied().is_some_and(is_vowel));
    let is_silent = word.ends_with('e') && !word.ends_with("le") && count > 1;
    (count - usize::from(is_silent)).max(1)
}

/// Flesch-Kincaid grade level (Kincaid et al. 1975): 0.39 words a sentence + 11.8 syllables a word − 15.59.
#[expect(clippy::cast_precision_loss, reason = "counts of words are small")]
fn grade(sentences: &[Vec<String>]) -> f64 {
    let words: usize = sentences.iter().map(Vec::len).sum();
    let spoken: usize = sentences.iter().flatten().map(|word| syllables(word)).sum();
    0.39 * words as f64 / sentences.len() as f64 + 11.8 * spoken as f64 / words as f64 - 15.59
}

/// Sentences of some texts; labels and codes are names, not sentences.
fn read_as<'t>(texts: impl Iterator<Item = (&'t str, &'t str)>) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    for (name, text) in texts {
        for sentence in sentences(text) {
            assert!(sentence.len() <= MOST_WORDS, "{name}: {} words", sentence.len());
            if sentence.len() > 3 {
                all.push(sentence);
            }
        }
    }
    all
}

#[test]
fn english_is_plain_enough_to_read_at_night() {
    for (file, _) in files().into_iter().filter(|(name, _)| name.starts_with("en/")) {
        let messages = messages_of(|name| name == file);
        let all = read_as(messages.iter().map(|(key, text)| (key.as_str(), text.as_str())));
        let highest =
            if HERS.iter().any(|one| file.ends_with(one)) { HER_HIGHEST_GRADE } else { HIGHEST_GRADE };
        assert!(all.is_empty() || grade(&all) <= highest, "{file}: grade {}", grade(&all));
    }
}

#[test]
fn what_a_person_is_asked_is_as_plain_as_her_own_pages() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../instruments");
    let mut questions = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|kind| kind != "toml") {
            continue;
        }
        let (name, text) = (path.display().to_string(), fs::read_to_string(&path).unwrap());
        let asked = text.lines().filter_map(|line| line.strip_prefix("question.en = "));
        let asked: Vec<&str> = asked.map(|line| line.trim_matches('"')).collect();
        let all = read_as(asked.iter().map(|text| (name.as_str(), *text)));
        questions += all.len();
        assert!(all.is_empty() || grade(&all) <= HER_HIGHEST_GRADE, "{name}: grade {}", grade(&all));
    }
    assert!(questions > 100, "{questions}");
}

#[test]
fn every_page_route_is_in_the_list_that_the_browser_walks() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/tests/routes");
    let mut listed = BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        let entries: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
        for entry in entries {
            for method in ["get", "post"] {
                if let Some(path) = entry[method].as_str() {
                    let then = entry["then"].as_str().unwrap_or_default();
                    assert!(path.ends_with(then), "{path} does not end with {then}");
                    listed.insert((method.to_owned(), path.to_owned()));
                }
            }
        }
    }
    let missing: Vec<_> = crate::page_routes()
        .into_iter()
        .filter(|(method, path)| !listed.contains(&((*method).to_owned(), (*path).to_owned())))
        .collect();
    assert!(missing.is_empty(), "add to web/tests/routes/<noun>.json: {missing:?}");
}

#[test]
fn only_a_path_of_this_server_is_followed() {
    assert!(is_own_path("/cases/1?after=2"));
    for other in ["", "cases", "//example.org", "/\\example.org", "https://example.org", "/a\nb", "/é"] {
        assert!(!is_own_path(other), "{other}");
    }
}
