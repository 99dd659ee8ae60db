//! What stands in a body or an answer, field by field, in words instead of JSON Schema.

use serde_json::{Map, Value};

use super::text;

/// Where the document keeps its shapes, as they are named in it.
const SHAPES: &str = "#/components/schemas/";

/// A field or a parameter.
pub(super) struct Field {
    /// Its name; of a field in a field, with a full stop between.
    pub name: String,
    /// What it holds and within which limits.
    pub kind: String,
    /// The shape it has, if that is described by itself.
    pub shape: Option<String>,
    /// Whether it must be there.
    pub is_needed: bool,
    /// What it means.
    pub meaning: String,
}

/// The shapes of a document by their names.
pub(super) struct Shapes<'d>(&'d Value);

impl<'d> Shapes<'d> {
    /// Those of this document.
    pub fn of(document: &'d Value) -> Self {
        Self(&document["components"]["schemas"])
    }

    /// The shape of this name.
    pub fn named(&self, name: &str) -> &'d Value {
        &self.0[name]
    }

    /// The shape itself where one is only named.
    pub fn resolved(&self, schema: &'d Value) -> &'d Value {
        name(schema).map_or(schema, |name| self.named(name))
    }

    /// What a shape is for.
    pub fn meaning(&self, schema: &'d Value) -> String {
        text(&self.resolved(schema)["description"])
    }

    /// The fields, those of joined shapes with them.
    pub fn fields(&self, schema: &'d Value) -> Vec<Field> {
        let schema = self.resolved(schema);
        let mut found: Vec<Field> = parts(schema, "allOf").flat_map(|part| self.fields(part)).collect();
        let one_of = parts(schema, "oneOf").flat_map(|part| self.fields(part));
        found.extend(one_of.map(|field| Field { is_needed: false, ..field }));
        for (name, field) in properties(schema) {
            found.extend(self.field(name, field, is_named(schema, name)));
        }
        found
    }

    /// A field, or those in it where its shape has no name of its own.
    fn field(&self, name: &str, schema: &'d Value, is_needed: bool) -> Vec<Field> {
        let (kind, shape) = kind(schema);
        let meaning = text(&schema["description"]);
        let meaning = match (meaning.is_empty(), &shape) {
            (true, Some(shape)) => text(&self.named(shape)["description"]),
            _ => meaning,
        };
        let itself = Field { name: name.to_owned(), kind, shape, is_needed, meaning };
        let inner = properties(schema).flat_map(|(inner, field)| {
            self.field(&format!("{name}.{inner}"), field, is_named(schema, inner))
        });
        std::iter::once(itself).chain(inner).collect()
    }
}

/// The schema of what is sent, of whatever kind.
pub(super) fn body(described: &Value) -> &Value {
    let content = described["requestBody"]["content"].as_object();
    content.and_then(|content| content.values().next()).map_or(&Value::Null, |kind| &kind["schema"])
}

pub(super) fn properties(schema: &Value) -> impl Iterator<Item = (&String, &Value)> {
    schema["properties"].as_object().into_iter().flat_map(Map::iter)
}

pub(super) fn is_named(schema: &Value, field: &str) -> bool {
    schema["required"].as_array().is_some_and(|names| names.iter().any(|name| name == field))
}

pub(super) fn name(schema: &Value) -> Option<&str> {
    schema["$ref"].as_str().and_then(|path| path.strip_prefix(SHAPES))
}

pub(super) fn parts<'v>(schema: &'v Value, word: &str) -> impl Iterator<Item = &'v Value> {
    schema[word].as_array().into_iter().flatten().filter(|part| part["type"] != "null")
}

/// The first type that is not null.
pub(super) fn type_of(schema: &Value) -> &str {
    let types: Vec<&str> = match &schema["type"] {
        Value::Array(all) => all.iter().filter_map(Value::as_str).collect(),
        one => one.as_str().into_iter().collect(),
    };
    types.into_iter().find(|name| *name != "null").unwrap_or_default()
}

/// What a schema takes in words, and the shape that it names.
pub(super) fn kind(schema: &Value) -> (String, Option<String>) {
    if let Some(name) = name(schema) {
        return (String::new(), Some(name.to_owned()));
    }
    if let Some(only) = parts(schema, "oneOf").next() {
        return kind(only);
    }
    match type_of(schema) {
        "array" => {
            let (of, shape) = kind(&schema["items"]);
            let unique = if schema["uniqueItems"] == true { ", no two the same" } else { "" };
            let limits = limits(schema, "minItems", "maxItems", "entries");
            (format!("list{limits}{unique}, of {of}").trim_end().to_owned(), shape)
        }
        "object" => match &schema["additionalProperties"] {
            of @ Value::Object(_) => {
                let (of, shape) = kind(of);
                (format!("object, with each name: {of}").trim_end().to_owned(), shape)
            }
            _ => ("object".to_owned(), None),
        },
        "string" => (string(schema), None),
        "integer" => (format!("whole number{}", limits(schema, "minimum", "maximum", "")), None),
        "boolean" => ("true or false".to_owned(), None),
        other => (other.to_owned(), None),
    }
}

fn string(schema: &Value) -> String {
    if let Some(all) = schema["enum"].as_array() {
        let all: Vec<&str> = all.iter().filter_map(Value::as_str).collect();
        return all.join(" or ");
    }
    let what = match schema["format"].as_str() {
        Some("uuid") => "reference (UUID)",
        Some("date") => "day, such as 2026-03-01",
        Some("date-time") => "instant, such as 2026-03-01T10:00:00Z",
        _ => "text",
    };
    format!("{what}{}", limits(schema, "minLength", "maxLength", "characters"))
}

/// The limits, after a comma.
fn limits(schema: &Value, least: &str, most: &str, unit: &str) -> String {
    let said = match (schema[least].as_i64(), schema[most].as_i64()) {
        (Some(least), Some(most)) => format!(", {least} to {most} {unit}"),
        (Some(least), None) => format!(", at least {least} {unit}"),
        (None, Some(most)) => format!(", at most {most} {unit}"),
        (None, None) => String::new(),
    };
    said.trim_end().to_owned()
}
