//! The form around the signs: what it shows, offers and calculates, and what was filled in wrongly.
//!
//! Nothing here is scored. A sign that the form hides still counts when it was answered: only the finding decides, and
//! one more yes must never be lost because of another answer.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::expression::{Expression, Fault, Place, number_of};
use crate::instrument::{Choice, Field, Instrument};
use crate::parse::{MAX_TEXT, is_date};
use crate::terms::{AnswerState, FieldType};

/// A form ready to be filled in.
#[derive(Debug, Clone)]
pub struct Form {
    rows: Vec<Row>,
    choices: Vec<Choice>,
    /// The rows in an order in which each stands after those it waits for.
    order: Vec<usize>,
}

/// A field or a sign.
#[derive(Debug, Clone)]
struct Row {
    name: String,
    /// The field; a sign has none.
    field: Option<Field>,
    relevant: Option<Expression>,
    constraint: Option<Expression>,
    calculation: Option<Expression>,
    choice_filter: Option<Expression>,
}

/// One thing that was filled in wrongly.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct FormProblem {
    /// The field.
    pub field: String,
    /// The stable code: `form.unknown`, `form.not_asked`, `form.required`, `form.type`, `form.choice` or
    /// `form.constraint`.
    pub code: &'static str,
}

/// What the form looks like with these answers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Filled {
    /// Fields and signs that are shown, in the order of the form; what is calculated is never shown.
    pub shown: Vec<String>,
    /// What was calculated.
    pub calculated: BTreeMap<String, String>,
    /// The choices that each shown list offers.
    pub offered: BTreeMap<String, Vec<String>>,
    /// What was filled in wrongly, by field.
    pub problems: Vec<FormProblem>,
}

impl Row {
    fn waits_for(&self) -> BTreeSet<&str> {
        let all = [&self.relevant, &self.constraint, &self.calculation, &self.choice_filter];
        let names = all.into_iter().flatten().flat_map(Expression::answers);
        names.filter(|name| *name != self.name).collect()
    }
}

impl Form {
    /// Makes the form of an instrument ready; a parsed instrument always has one.
    pub fn new(instrument: &Instrument) -> Result<Form, Fault> {
        let mut rows = Vec::new();
        let read = |text: &Option<String>, place: Place| -> Result<Option<Expression>, Fault> {
            text.as_deref().map(|text| Expression::parse(text, place)).transpose()
        };
        for field in &instrument.fields {
            rows.push(Row {
                name: field.name.clone(),
                relevant: read(&field.relevant, Place::Plain)?,
                constraint: read(&field.constraint, Place::Constraint)?,
                calculation: read(&field.calculation, Place::Plain)?,
                choice_filter: read(&field.choice_filter, Place::Filter)?,
                field: Some(field.clone()),
            });
        }
        for sign in &instrument.indicators {
            let relevant = read(&sign.relevant, Place::Plain)?;
            let name = sign.code.clone();
            let (constraint, calculation, choice_filter) = (None, None, None);
            rows.push(Row { name, field: None, relevant, constraint, calculation, choice_filter });
        }
        let order = in_order(&rows);
        Ok(Form { rows, choices: instrument.choices.clone(), order })
    }

    /// The form with these answers to fields and signs; what is missing was not answered.
    pub fn fill(&self, given: &BTreeMap<String, String>, states: &BTreeMap<String, AnswerState>) -> Filled {
        let mut filled = Filled::default();
        let mut known: BTreeMap<&str, String> = BTreeMap::new();
        let mut shown = BTreeSet::new();
        for row in self.order.iter().filter_map(|at| self.rows.get(*at)) {
            let answer = |name: &str| known.get(name).cloned().unwrap_or_default();
            let none = |_: &str| String::new();
            let relevant = row.relevant.as_ref().is_none_or(|one| one.value(&answer, "", &none).holds());
            if relevant {
                shown.insert(row.name.as_str());
            }
            let value = match &row.field {
                None => states.get(&row.name).copied().unwrap_or(AnswerState::NotAsked).code().to_owned(),
                Some(_) if !relevant => String::new(),
                Some(field) => {
                    let given = given.get(&row.name).map_or("", String::as_str);
                    self.field(row, field, given, &answer, &mut filled)
                }
            };
            known.insert(&row.name, value);
        }
        for name in given.keys() {
            let field = self.rows.iter().any(|row| row.name == *name && row.field.is_some());
            if !field {
                filled.problems.push(FormProblem { field: name.clone(), code: "form.unknown" });
            }
        }
        let asks = |row: &&Row| {
            let calculates = row.field.as_ref().is_some_and(|field| field.field_type == FieldType::Calculate);
            shown.contains(row.name.as_str()) && !calculates
        };
        filled.shown = self.rows.iter().filter(asks).map(|row| row.name.clone()).collect();
        filled.problems.sort();
        filled
    }

    /// Checks one shown field and gives what other expressions see of it.
    fn field(
        &self,
        row: &Row,
        field: &Field,
        given: &str,
        answer: &dyn Fn(&str) -> String,
        filled: &mut Filled,
    ) -> String {
        if let Some(calculation) = &row.calculation {
            let value = calculation.value(answer, "", &|_| String::new()).text();
            filled.calculated.insert(row.name.clone(), value.clone());
            return value;
        }
        let mut wrong = |code| filled.problems.push(FormProblem { field: row.name.clone(), code });
        if given.is_empty() {
            if field.required {
                wrong("form.required");
            }
        } else if matches!(field.field_type, FieldType::Note | FieldType::Calculate) {
            wrong("form.not_asked");
        } else if !has_type(field.field_type, given) {
            wrong("form.type");
        } else if let Some(constraint) = &row.constraint
            && !constraint.value(answer, given, &|_| String::new()).holds()
        {
            wrong("form.constraint");
        }
        if let Some(list) = &field.list {
            let offered = self.offered(row, list, answer);
            let mut chosen = given.split_ascii_whitespace();
            if chosen.any(|one| !offered.iter().any(|name| name == one)) {
                wrong("form.choice");
            }
            filled.offered.insert(row.name.clone(), offered);
        }
        given.to_owned()
    }

    fn offered(&self, row: &Row, list: &str, answer: &dyn Fn(&str) -> String) -> Vec<String> {
        let offers = |choice: &&Choice| {
            let column = |name: &str| match name {
                "name" => choice.name.clone(),
                "label" => choice.label.in_language("en").to_owned(),
                name => choice.columns.get(name).cloned().unwrap_or_default(),
            };
            choice.list == list
                && row.choice_filter.as_ref().is_none_or(|filter| filter.value(answer, "", &column).holds())
        };
        self.choices.iter().filter(offers).map(|choice| choice.name.clone()).collect()
    }
}

fn has_type(field_type: FieldType, given: &str) -> bool {
    match field_type {
        FieldType::Integer => {
            let digits = given.strip_prefix('-').unwrap_or(given);
            (1..=9).contains(&digits.len()) && digits.chars().all(|c| c.is_ascii_digit())
        }
        FieldType::Decimal => given.len() <= 18 && number_of(given).is_some(),
        FieldType::Date => is_date(given),
        FieldType::SelectOne => !given.contains(|c: char| c.is_ascii_whitespace()),
        _ => given.chars().count() <= MAX_TEXT,
    }
}

/// Each row after those it waits for; rows that wait for each other, which the format refuses, come last.
fn in_order(rows: &[Row]) -> Vec<usize> {
    let mut order = Vec::new();
    let mut done: BTreeSet<&str> = BTreeSet::new();
    let mut open: Vec<usize> = (0..rows.len()).collect();
    let there: BTreeSet<&str> = rows.iter().map(|row| row.name.as_str()).collect();
    while !open.is_empty() {
        let ready = |at: &usize| {
            let row = rows.get(*at);
            row.is_some_and(|row| {
                row.waits_for().iter().all(|name| done.contains(name) || !there.contains(name))
            })
        };
        let (now, later): (Vec<usize>, Vec<usize>) = open.iter().partition(|at| ready(at));
        if now.is_empty() {
            order.extend(later);
            break;
        }
        done.extend(now.iter().filter_map(|at| rows.get(*at)).map(|row| row.name.as_str()));
        order.extend(now);
        open = later;
    }
    order
}
