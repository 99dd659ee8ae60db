//! How two values of a column agree: a few levels for each role, the best first.
//!
//! Levels are what the model counts and what an explanation says; the similarity inside a level is that of
//! Jaro and Winkler (Winkler 1990) or the number of edits, an exchange of neighbours counting as one.

use rapidfuzz::distance::{jaro_winkler, osa};

use super::dates::{self, Agreement, Birth};
use super::role::Role;

/// No level: a value is missing.
pub const MISSING: u8 = 15;
/// No role has more levels.
pub const MOST_LEVELS: usize = 8;
/// Level of the same value, in every role.
pub const SAME: u8 = 0;

/// A name as it is compared.
#[derive(Debug, Clone, Copy)]
pub struct Name<'a> {
    /// Folded letters.
    pub text: &'a str,
    /// Consonants in one spelling.
    pub bones: &'a str,
    /// Lines of the list of short forms in which it stands.
    pub short_forms: u64,
}

/// Words of the levels of a role, the best first.
pub fn words(role: Role) -> &'static [&'static str] {
    match role {
        Role::GivenName | Role::Surname | Role::Name => &[
            "the same",
            "another spelling of the same sounds",
            "one letter apart",
            "a short form of the other",
            "one is part of the other",
            "similar",
            "a little similar",
            "different",
        ],
        Role::BirthDate => &[
            "the same",
            "day and month exchanged",
            "one digit apart",
            "same year, one without a real day",
            "two parts of three agree",
            "years near, one without a real day",
            "only the year agrees",
            "different",
        ],
        Role::Document => &["the same", "one character apart", "two characters apart", "different"],
        Role::Phone | Role::Email | Role::Number => &["the same", "one character apart", "different"],
        Role::Postcode => &["the same", "one character apart", "the same beginning", "different"],
        Role::Place | Role::Address => &["the same", "nearly the same", "similar", "different"],
        Role::Sex | Role::Category => &["the same", "different"],
    }
}

/// Chances of each level for two records of one person before anything was learned; what the learning
/// starts from and, where a column says little, leans on.
pub fn start(role: Role) -> &'static [f64] {
    match role {
        Role::GivenName | Role::Surname | Role::Name => &[0.70, 0.07, 0.08, 0.02, 0.03, 0.04, 0.02, 0.04],
        Role::BirthDate => &[0.74, 0.02, 0.08, 0.05, 0.04, 0.02, 0.01, 0.04],
        Role::Document => &[0.86, 0.08, 0.01, 0.05],
        Role::Phone | Role::Email => &[0.62, 0.06, 0.32],
        Role::Number => &[0.80, 0.08, 0.12],
        Role::Postcode => &[0.74, 0.09, 0.05, 0.12],
        Role::Place => &[0.76, 0.08, 0.04, 0.12],
        Role::Address => &[0.66, 0.12, 0.08, 0.14],
        Role::Sex => &[0.97, 0.03],
        Role::Category => &[0.90, 0.10],
    }
}

fn winkler(a: &str, b: &str) -> f64 {
    jaro_winkler::similarity(a.bytes(), b.bytes())
}

fn edits(a: &str, b: &str) -> usize {
    osa::distance(a.bytes(), b.bytes())
}

/// Compares two names that are not the same.
pub fn names(a: Name<'_>, b: Name<'_>) -> u8 {
    let alike = winkler(a.text, b.text);
    let has_bones = a.bones.len() >= 2 && a.bones == b.bones;
    if has_bones && alike >= 0.65 || is_reordered(a.text, b.text) {
        return 1;
    }
    let shorter = a.text.len().min(b.text.len());
    if alike >= 0.92 && shorter >= 4 || shorter >= 4 && alike >= 0.75 && edits(a.text, b.text) <= 1 {
        return 2;
    }
    if a.short_forms & b.short_forms != 0 {
        return 3;
    }
    if is_part(a.text, b.text) {
        return 4;
    }
    if alike >= 0.83
        || has_bones
        || alike >= 0.65 && shorter >= 4 && a.bones.len() >= 3 && edits(a.bones, b.bones) <= 1
    {
        return 5;
    }
    if alike >= 0.7 { 6 } else { 7 }
}

/// The same parts in another order, or joined and apart.
fn is_reordered(a: &str, b: &str) -> bool {
    if !a.contains(' ') && !b.contains(' ') {
        return false;
    }
    let sorted = |text: &str| {
        let mut parts: Vec<String> = text.split(' ').map(str::to_owned).collect();
        parts.sort();
        parts
    };
    sorted(a) == sorted(b) || a.replace(' ', "") == b.replace(' ', "")
}

/// An initial, or one of the parts of a compound name.
fn is_part(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.len() == 1 {
        return long.starts_with(short);
    }
    if !long.contains(' ') || short.len() < 3 {
        return false;
    }
    let near = |part: &str, other: &str| part == other || part.len() >= 4 && winkler(part, other) >= 0.92;
    short.split(' ').filter(|part| part.len() >= 3).all(|part| long.split(' ').any(|other| near(part, other)))
}

/// Compares two dates of birth that are not the same text.
pub fn births(a: Birth, b: Birth) -> u8 {
    match dates::compare(a, b) {
        Agreement::Same => 0,
        Agreement::Exchanged => 1,
        Agreement::OneDigit => 2,
        Agreement::SameYearEstimated => 3,
        Agreement::TwoParts => 4,
        Agreement::NearYearEstimated => 5,
        Agreement::SameYear => 6,
        Agreement::Different => 7,
    }
}

/// Compares two values of any other role that are not the same; places bring their skeletons.
pub fn others(role: Role, a: Name<'_>, b: Name<'_>) -> u8 {
    match role {
        Role::Document => match edits(a.text, b.text) {
            0 => 0,
            1 => 1,
            2 if a.text.len().min(b.text.len()) >= 7 => 2,
            _ => 3,
        },
        Role::Phone | Role::Email | Role::Number => {
            let is_near = a.text.len().abs_diff(b.text.len()) <= 1 && edits(a.text, b.text) <= 1;
            if is_near { 1 } else { 2 }
        }
        Role::Postcode => {
            let half = a.text.len().min(b.text.len()) / 2;
            if edits(a.text, b.text) <= 1 {
                1
            } else if half >= 2 && a.text.get(..half) == b.text.get(..half) {
                2
            } else {
                3
            }
        }
        Role::Place | Role::Address => {
            let alike = winkler(a.text, b.text);
            let has_bones = a.bones.len() >= 2 && a.bones == b.bones && alike >= 0.65;
            if has_bones || alike >= 0.92 || is_reordered(a.text, b.text) {
                1
            } else if alike >= 0.82 || is_part(a.text, b.text) {
                2
            } else {
                3
            }
        }
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{diminutives, letters};
    use super::*;

    fn level(a: &str, b: &str) -> &'static str {
        let folded = [a, b].map(letters::fold);
        let bones = [0, 1].map(|at| letters::skeleton(&folded[at], letters::is_without_vowels([a, b][at])));
        let name = |at: usize| Name {
            text: &folded[at],
            bones: &bones[at],
            short_forms: diminutives::groups(&folded[at]),
        };
        let levels = [names(name(0), name(1)), names(name(1), name(0))];
        assert_eq!(levels[0], levels[1], "{a} {b}");
        words(Role::GivenName)[usize::from(levels[0])]
    }

    #[test]
    fn names_agree_in_the_way_a_person_would_say() {
        for (a, b, said) in [
            ("Щербаков", "Scherbakow", "another spelling of the same sounds"),
            ("محمد", "Muhammad", "another spelling of the same sounds"),
            ("Abd al-Rahman", "Abdulrahman", "another spelling of the same sounds"),
            ("Maria José", "Jose Maria", "another spelling of the same sounds"),
            ("michaela", "micheala", "another spelling of the same sounds"),
            ("johnson", "johnston", "one letter apart"),
            ("Sasha", "Олександр", "a short form of the other"),
            ("Garcia", "García López", "one is part of the other"),
            ("J", "John", "one is part of the other"),
            ("Ivan", "Fatima", "different"),
        ] {
            assert_eq!(level(a, b), said, "{a} {b}");
        }
    }

    #[test]
    fn every_level_has_a_word_and_a_start() {
        for role in Role::ALL {
            assert_eq!(words(role).len(), start(role).len());
            assert!(words(role).len() <= MOST_LEVELS);
            assert!((start(role).iter().sum::<f64>() - 1.0).abs() < 1e-9, "{role:?}");
        }
    }
}
