//! What a column says about a person, and how its values are made comparable.

use serde::{Deserialize, Serialize};

use super::dates::{Birth, Order};
use super::letters;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Given names.
    GivenName,
    /// Family names.
    Surname,
    /// Given and family name in one column; taken apart into the two.
    Name,
    /// Date of birth, or its year.
    BirthDate,
    /// Number of a passport, an identity card or a case elsewhere.
    Document,
    /// Telephone.
    Phone,
    /// Electronic mail.
    Email,
    /// Postal code.
    Postcode,
    /// Town, suburb, village, camp.
    Place,
    /// Street, or any other line of an address.
    Address,
    /// Number of a house.
    Number,
    /// Sex.
    Sex,
    /// State, region, nationality, language: one of a few words.
    Category,
}

impl Role {
    /// All roles, in the order in which an explanation names them.
    pub const ALL: [Role; 13] = [
        Role::GivenName,
        Role::Surname,
        Role::Name,
        Role::BirthDate,
        Role::Document,
        Role::Phone,
        Role::Email,
        Role::Postcode,
        Role::Place,
        Role::Address,
        Role::Number,
        Role::Sex,
        Role::Category,
    ];

    /// Names of columns that have this role where no configuration says otherwise, in folded letters with
    /// bars between them.
    fn aliases(self) -> &'static str {
        match self {
            Role::GivenName => {
                "given name|given names|first name|firstname|forename|forenames|givenname|fname|\
                 first names|given|vorname|prenom|nombre|imya|imia"
            }
            Role::Surname => {
                "surname|last name|lastname|family name|familyname|lname|sname|second name|family|\
                 nachname|nom|apellido|apellidos|familiya|prizvyshche"
            }
            Role::Name => "name|full name|fullname|person name",
            Role::BirthDate => {
                "birth date|date of birth|dob|birthdate|born on|born|birthday|dateofbirth|\
                 year of birth|birth year|yob|geburtsdatum|fecha de nacimiento|date de naissance"
            }
            Role::Document => {
                "document|document number|passport|passport number|id number|document id|document no|\
                 national id|soc sec id|identity number|doc|passport no|id card"
            }
            Role::Phone => "phone|phone number|telephone|mobile|tel|telephone number|mobile phone",
            Role::Email => "email|e mail|mail|email address",
            Role::Postcode => "postcode|post code|zip|zip code|zipcode|postal code|plz",
            Role::Place => {
                "city|town|place|suburb|village|municipality|locality|place of residence|residence|ort|\
                 ciudad|ville|birth place|place of birth"
            }
            Role::Address => "address|address 1|address 2|street|street name|street address|address line 1",
            Role::Number => "street number|house number|number|house no",
            Role::Sex => "sex|gender",
            Role::Category => {
                "state|region|province|nationality|country|language|citizenship|country of birth"
            }
        }
    }

    /// The role of a column of this name.
    pub fn of_column(name: &str) -> Option<Role> {
        let folded = letters::fold(name);
        Role::ALL.into_iter().find(|role| role.aliases().split('|').any(|alias| alias == folded))
    }

    /// The name in a configuration.
    pub fn name(self) -> &'static str {
        match self {
            Role::GivenName => "given_name",
            Role::Surname => "surname",
            Role::Name => "name",
            Role::BirthDate => "birth_date",
            Role::Document => "document",
            Role::Phone => "phone",
            Role::Email => "email",
            Role::Postcode => "postcode",
            Role::Place => "place",
            Role::Address => "address",
            Role::Number => "number",
            Role::Sex => "sex",
            Role::Category => "category",
        }
    }

    /// Whether values are names of people.
    pub fn is_name(self) -> bool {
        matches!(self, Role::GivenName | Role::Surname)
    }

    /// Whether the members of one family, or people of one house, have it in common.
    pub fn is_shared_in_a_family(self) -> bool {
        !matches!(self, Role::GivenName | Role::Name | Role::BirthDate | Role::Document | Role::Sex)
    }

    /// A value in comparable form with its skeleton, where the role has one; `None` where it says nothing.
    pub fn prepare(self, raw: &str, order: Order) -> Option<(String, String)> {
        let raw = raw.trim();
        if is_placeholder(raw) {
            return None;
        }
        let with_bones = |text: String| {
            let bones = letters::skeleton(&text, letters::is_without_vowels(raw));
            (!text.is_empty() && !is_placeholder_word(&text)).then_some((text, bones))
        };
        let plain = |text: String| (!text.is_empty()).then(|| (text, String::new()));
        match self {
            Role::GivenName | Role::Surname | Role::Name | Role::Place => with_bones(letters::fold(raw)),
            Role::Address | Role::Category => {
                plain(letters::fold(raw)).filter(|(text, _)| !is_placeholder_word(text))
            }
            Role::BirthDate => {
                let birth = Birth::parse(raw, order)?;
                plain(format!("{:04}-{:02}-{:02}", birth.year, birth.month, birth.day))
            }
            Role::Document => plain(letters::bare(raw)).filter(|(text, _)| {
                let mut letters = text.bytes();
                let first = letters.next();
                text.len() >= 4
                    && letters.any(|byte| Some(byte) != first)
                    && !is_placeholder_word(&letters::fold(raw))
            }),
            Role::Phone => {
                let digits = letters::digits(raw);
                let from = digits.len().saturating_sub(LOCAL_DIGITS);
                let local = digits.get(from..).unwrap_or_default().trim_start_matches('0');
                let first = local.bytes().next();
                plain(local.to_owned())
                    .filter(|(text, _)| text.len() >= 5 && text.bytes().any(|byte| Some(byte) != first))
            }
            Role::Email => plain(raw.to_lowercase()).filter(|(text, _)| text.contains('@')),
            Role::Postcode | Role::Number => plain(letters::bare(raw)),
            Role::Sex => plain(sex(&letters::fold(raw))),
        }
    }
}

/// The end of a telephone number that does not change with the way the country is written.
const LOCAL_DIGITS: usize = 9;

fn is_placeholder(raw: &str) -> bool {
    raw.is_empty()
        || matches!(
            raw,
            "NA" | "N/A"
                | "n/a"
                | "NULL"
                | "null"
                | "NaN"
                | "nan"
                | "None"
                | "none"
                | "-"
                | "?"
                | "."
                | "x"
                | "X"
        )
}

fn is_placeholder_word(folded: &str) -> bool {
    matches!(
        folded,
        "unknown"
            | "unk"
            | "not known"
            | "not given"
            | "no name"
            | "nn"
            | "n n"
            | "xx"
            | "xxx"
            | "xxxx"
            | "missing"
            | "refused"
            | "undisclosed"
            | "neizvestno"
            | "nevidomo"
            | "unbekannt"
            | "inconnu"
            | "desconocido"
            | "none"
            | "no document"
            | "no documents"
    )
}

/// `f`, `m` or the word itself.
fn sex(folded: &str) -> String {
    match folded {
        "f" | "female" | "woman" | "girl" | "w" | "zh" | "zhenskiy" | "zhinocha" | "femme" | "mujer"
        | "2" => "f".to_owned(),
        "m" | "male" | "man" | "boy" | "muzhskoy" | "cholovicha" | "homme" | "hombre" | "1" => "m".to_owned(),
        other => other.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_recognised_by_their_names() {
        for (name, role) in [
            ("given_name", Role::GivenName),
            ("Date-of-Birth", Role::BirthDate),
            ("suburb", Role::Place),
            ("address_1", Role::Address),
            ("soc_sec_id", Role::Document),
            ("Surname", Role::Surname),
        ] {
            assert_eq!(Role::of_column(name), Some(role), "{name}");
        }
        assert_eq!(Role::of_column("rec_id"), None);
    }

    #[test]
    fn values_that_say_nothing_are_missing() {
        let prepared = |role: Role, raw: &str| role.prepare(raw, Order::DayFirst).map(|(text, _)| text);
        assert_eq!(prepared(Role::Surname, "Unknown"), None);
        assert_eq!(prepared(Role::Document, "0000000"), None);
        assert_eq!(prepared(Role::Phone, "n/a"), None);
        assert_eq!(prepared(Role::Phone, "+380 (50) 123-45-67").as_deref(), Some("501234567"));
        assert_eq!(prepared(Role::Phone, "0501234567").as_deref(), Some("501234567"));
        assert_eq!(prepared(Role::Sex, "Ж").as_deref(), Some("f"));
    }
}
