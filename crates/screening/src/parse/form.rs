//! The form around the signs, read and checked: fields, choices, and every expression of the file.

use std::collections::{BTreeMap, BTreeSet};

use crate::expression::{Expression, Place};
use crate::instrument::{Choice, Field};
use crate::terms::FieldType;

use super::MAX_FIELDS;
use super::reader::{Reader, Table};

const FIELD: &[&str] = &[
    "name",
    "type",
    "list",
    "label",
    "hint",
    "audio",
    "required",
    "relevant",
    "constraint",
    "constraint_message",
    "calculation",
    "choice_filter",
];

/// Names that a form keeps for itself.
const RESERVED: [&str; 8] =
    ["meta", "name", "label", "list_name", "audio", "image", "media", "answer_states"];

/// Reads the lists that fields choose from.
pub(super) fn choices(reader: &mut Reader<'_>, root: &Table<'_>) -> Vec<Choice> {
    let mut choices: Vec<Choice> = Vec::new();
    for table in reader.tables(root, "choices") {
        reader.only(&table, &["list", "name", "label", "audio", "columns"]);
        let list = name(reader, &table, "list");
        let name = name(reader, &table, "name");
        let label = reader.labels(&table, "label");
        let audio = reader.files(&table, "audio");
        let columns = reader.pairs(&table, "columns");
        for column in columns.keys().filter(|column| !is_name(column) || RESERVED.contains(&column.as_str()))
        {
            let message = format!("{column:?} cannot be a column");
            reader.report_at(&table, "columns", "name.shape", message, NAME_MEND);
        }
        let (Some(list), Some(name), Some(label)) = (list, name, label) else { continue };
        if choices.iter().any(|choice| choice.list == list && choice.name == name) {
            let mend = "give each choice of a list its own name";
            reader.report_at(&table, "name", "name.duplicate", "this name came before in the list", mend);
        }
        choices.push(Choice { list, name, label, audio, columns });
    }
    choices
}

/// Reads the fields before the signs.
pub(super) fn fields(reader: &mut Reader<'_>, root: &Table<'_>, choices: &[Choice]) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::new();
    for (nth, table) in reader.tables(root, "fields").into_iter().enumerate() {
        reader.only(&table, FIELD);
        let name = name(reader, &table, "name");
        let table = table.named(name.as_deref());
        if nth == MAX_FIELDS {
            let message = format!("there are more than {MAX_FIELDS} fields");
            reader.report(table.line, "fields", "field.too_many", message, "ask less before the signs");
        }
        let Some(field) = field(reader, &table, name) else { continue };
        check(reader, &table, &field, choices);
        if fields.iter().any(|before| before.name == field.name) {
            let mend = "give each field its own name";
            reader.report_at(&table, "name", "name.duplicate", "this name came before", mend);
        }
        fields.push(field);
    }
    fields
}

const NAME_MEND: &str =
    "use at most 32 lower-case letters, digits and underscores, a letter first, and no name the form keeps";

fn is_name(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    text.len() <= 32 && text.starts_with(|c: char| c.is_ascii_lowercase()) && text.chars().all(plain)
}

fn name(reader: &mut Reader<'_>, table: &Table<'_>, key: &str) -> Option<String> {
    let name = reader.text(table, key)?;
    if !is_name(&name) || RESERVED.contains(&name.as_str()) {
        reader.report_at(table, key, "name.shape", "this cannot be a name", NAME_MEND);
    }
    Some(name)
}

fn field(reader: &mut Reader<'_>, table: &Table<'_>, name: Option<String>) -> Option<Field> {
    let field_type = reader.term(table, "type", FieldType::CODES, FieldType::from_code);
    let label = if field_type == Some(FieldType::Calculate) {
        Some(reader.optional_labels(table, "label"))
    } else {
        reader.labels(table, "label")
    };
    let list = reader.optional_text(table, "list");
    let hint = reader.optional_labels(table, "hint");
    let audio = reader.files(table, "audio");
    let required = reader.optional_flag(table, "required").unwrap_or_default();
    let relevant = reader.optional_text(table, "relevant");
    let constraint = reader.optional_text(table, "constraint");
    let constraint_message = reader.optional_labels(table, "constraint_message");
    let calculation = reader.optional_text(table, "calculation");
    let choice_filter = reader.optional_text(table, "choice_filter");
    Some(Field {
        name: name?,
        field_type: field_type?,
        list,
        label: label?,
        hint,
        audio,
        required,
        relevant,
        constraint,
        constraint_message,
        calculation,
        choice_filter,
    })
}

fn check(reader: &mut Reader<'_>, table: &Table<'_>, field: &Field, choices: &[Choice]) {
    let selects = matches!(field.field_type, FieldType::SelectOne | FieldType::SelectMultiple);
    let calculates = field.field_type == FieldType::Calculate;
    let asks = !calculates && field.field_type != FieldType::Note;
    for (key, fits) in [
        ("list", selects),
        ("choice_filter", selects),
        ("calculation", calculates),
        ("required", asks),
        ("constraint", asks),
        ("constraint_message", field.constraint.is_some()),
        ("label", !calculates),
        ("hint", !calculates),
        ("audio", !calculates),
    ] {
        if table.has(key) && !fits {
            let message = "this has no meaning for a field of this kind";
            reader.report_at(table, key, "field.no_meaning", message, "take it out");
        }
    }
    if calculates && field.calculation.is_none() {
        let mend = "write how it is calculated";
        reader.report_at(table, "calculation", "field.missing", "this field is missing", mend);
    }
    match &field.list {
        Some(list) if !choices.iter().any(|choice| choice.list == *list) => {
            let message = format!("there is no list {list:?}");
            reader.report_at(table, "list", "list.unknown", message, "use the list of some [[choices]]");
        }
        None if selects => {
            let mend = "name the list it chooses from";
            reader.report_at(table, "list", "field.missing", "this field is missing", mend);
        }
        _ => {}
    }
}

/// One expression of the file and where it stands.
struct Written<'t> {
    table: Table<'t>,
    key: &'static str,
    name: String,
    expression: Expression,
}

/// Checks that every expression can be read, names what is there, and waits for nothing that waits for it.
pub(super) fn check_expressions(reader: &mut Reader<'_>, root: &Table<'_>) {
    let mut known = BTreeSet::new();
    let mut written = Vec::new();
    for (list, key) in [("fields", "name"), ("indicators", "code")] {
        for table in reader.tables(root, list) {
            let Some(name) = table.plain_text(key) else { continue };
            known.insert(name.to_owned());
            read(reader, &table.named(Some(name)), name, &mut written);
        }
    }
    let columns: BTreeSet<String> =
        reader.tables(root, "choices").iter().flat_map(|table| table.keys_of("columns")).collect();
    let mut needs: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for one in &written {
        if let Some(unknown) = one.expression.answers().into_iter().find(|name| !known.contains(*name)) {
            let message = format!("this expression names {unknown:?}, which is not in the file");
            let mend = "name fields and signs of this file as ${name}";
            // The code of the first release of the format, which messages in the field carry.
            let code =
                if one.key == "relevant" { "relevant.unknown_code" } else { "expression.unknown_name" };
            reader.report_at(&one.table, one.key, code, message, mend);
        }
        let columns_known = |column: &&str| columns.contains(*column) || ["name", "label"].contains(column);
        if let Some(unknown) = one.expression.columns().into_iter().find(|column| !columns_known(column)) {
            let message = format!("no choice has a column {unknown:?}");
            let mend = "write the column under columns of each choice, or quote a text";
            reader.report_at(&one.table, one.key, "expression.unknown_column", message, mend);
        }
        let own_constraint = |name: &&str| one.key == "constraint" && *name == one.name;
        let others = one.expression.answers().into_iter().filter(|name| !own_constraint(name));
        needs.entry(&one.name).or_default().extend(others);
    }
    let circle = circle(&needs);
    for one in written.iter().filter(|one| circle.contains(one.name.as_str())) {
        let message = "this expression waits for an answer that waits for this one";
        let mend = "let one of them stand without the other";
        reader.report_at(&one.table, one.key, "expression.circle", message, mend);
    }
}

fn read<'t>(reader: &mut Reader<'_>, table: &Table<'t>, name: &str, written: &mut Vec<Written<'t>>) {
    for (key, place) in [
        ("relevant", Place::Plain),
        ("constraint", Place::Constraint),
        ("calculation", Place::Plain),
        ("choice_filter", Place::Filter),
    ] {
        let Some(text) = table.plain_text(key) else { continue };
        match Expression::parse(text, place) {
            Ok(expression) => {
                written.push(Written { table: table.clone(), key, name: name.to_owned(), expression });
            }
            Err(fault) => reader.report_at(table, key, fault.code, fault.message, &fault.mend),
        }
    }
}

/// The names that wait for each other: what is left when all that waits for nothing open, or that nothing open waits
/// for, is taken away.
fn circle<'n>(needs: &BTreeMap<&'n str, BTreeSet<&'n str>>) -> BTreeSet<&'n str> {
    let mut open: BTreeSet<&str> = needs.keys().copied().collect();
    loop {
        let awaited: BTreeSet<&str> =
            open.iter().filter_map(|name| needs.get(name)).flatten().copied().collect();
        let waits = |name: &str| {
            needs.get(name).is_some_and(|others| others.iter().any(|other| open.contains(other)))
        };
        let next: BTreeSet<&str> =
            open.iter().copied().filter(|name| awaited.contains(name) && waits(name)).collect();
        if next.len() == open.len() {
            return open;
        }
        open = next;
    }
}
