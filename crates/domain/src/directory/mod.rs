//! Who is behind a case: names and dates, in the encrypted directory of one unit.
//!
//! The directory is opened in a session, searched there and forgotten. There is no index on names anywhere, no
//! search across units, and no way to list everybody: a search needs at least two letters and returns few.

mod fold;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::coded::coded;
use crate::id::{CaseId, ContactId, ReferralId};
use crate::secret::{Secret, sealing};
use fold::fold;

/// The fewest letters or digits of a search.
pub const SHORTEST_QUERY: usize = 2;

/// The most entries a search returns.
pub const MOST_FOUND: usize = 50;

/// What an entry leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeadsTo {
    /// A case of this unit.
    Case(CaseId),
    /// A contact that has not become a case.
    Contact(ContactId),
    /// A referral that this unit received.
    Referral(ReferralId),
}

/// A birth date, as far as it is known. It does not print itself.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Born {
    /// The year only.
    Year(i16),
    /// The year and the month, as the first day of the month.
    Month(Date),
    /// The day.
    Day(Date),
}

coded! {
    /// Kind of document.
    pub enum DocumentKind {
        /// Passport.
        Passport = "passport",
        /// Identity card.
        IdentityCard = "identity_card",
        /// Residence permit.
        ResidencePermit = "residence_permit",
        /// Birth certificate.
        BirthCertificate = "birth_certificate",
        /// Card of an asylum seeker.
        AsylumCard = "asylum_card",
        /// Other.
        Other = "other",
    }
}

/// A document, by its number.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Kind.
    pub kind: DocumentKind,
    /// Number.
    #[serde(with = "sealing")]
    pub number: Secret<String>,
}

/// One person in the directory.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// What it leads to.
    pub leads_to: LeadsTo,
    /// The full name, in any script.
    #[serde(with = "sealing")]
    pub name: Secret<String>,
    /// How the person wishes to be addressed.
    #[serde(with = "sealing")]
    pub address_as: Secret<String>,
    /// Other names.
    #[serde(with = "sealing")]
    pub aliases: Vec<Secret<String>>,
    /// Birth date, as far as known.
    #[serde(with = "sealing")]
    pub born: Option<Secret<Born>>,
    /// Documents.
    pub documents: Vec<Document>,
}

/// How well a word was found; the smaller the better.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Whole,
    Beginning,
    Within,
}

/// Finds the entries in which every word of the query occurs, best first.
///
/// Letter case, accents and variants of letters do not matter, nor does the order of the words. Names, forms of
/// address and aliases are searched anywhere in a word, document numbers from their beginning.
pub fn search<'a>(entries: &'a [Entry], query: &str) -> Vec<&'a Entry> {
    let query = fold(query);
    let words: Vec<&str> = query.split(' ').filter(|word| !word.is_empty()).collect();
    if words.iter().map(|word| word.chars().count()).sum::<usize>() < SHORTEST_QUERY {
        return Vec::new();
    }
    let mut found: Vec<(Fit, String, &Entry)> = Vec::new();
    for entry in entries {
        let name = fold(entry.name.expose());
        if let Some(fit) = fit(entry, &name, &words) {
            found.push((fit, name, entry));
        }
    }
    found.sort_by(|(fit, name, entry), (other_fit, other_name, other)| {
        (fit, name, entry.leads_to).cmp(&(other_fit, other_name, other.leads_to))
    });
    found.into_iter().take(MOST_FOUND).map(|(_, _, entry)| entry).collect()
}

/// The worst fit of all words, if each is found somewhere.
fn fit(entry: &Entry, name: &str, words: &[&str]) -> Option<Fit> {
    let others: Vec<String> =
        entry.aliases.iter().chain([&entry.address_as]).map(|text| fold(text.expose())).collect();
    let numbers: Vec<String> =
        entry.documents.iter().map(|document| fold(document.number.expose()).replace(' ', "")).collect();
    let mut worst = Fit::Whole;
    for word in words {
        let in_names = [name].into_iter().chain(others.iter().map(String::as_str));
        let in_names = in_names.filter_map(|text| find(text, word));
        let in_numbers = numbers.iter().filter(|number| number.starts_with(word)).map(|_| Fit::Beginning);
        worst = worst.max(in_names.chain(in_numbers).min()?);
    }
    Some(worst)
}

fn find(text: &str, word: &str) -> Option<Fit> {
    if !text.contains(word) {
        return None;
    }
    let mut best = Fit::Within;
    for candidate in text.split(' ') {
        if candidate == word {
            return Some(Fit::Whole);
        }
        if candidate.starts_with(word) {
            best = Fit::Beginning;
        }
    }
    Some(best)
}

#[cfg(test)]
mod tests;
