//! A request as somebody would type it, made from the examples and types of the document.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::fields::{self, Shapes};

/// A command line of curl that sends the operation.
pub(super) fn curl(method: &str, path: &str, described: &Value, shapes: &Shapes<'_>) -> String {
    let mut line = "curl".to_owned();
    let mut add = |part: String| {
        // Writing to a string cannot fail.
        let _ = write!(line, " {part}");
    };
    if method != "GET" {
        add(format!("-X {method}"));
    }
    add(format!("https://HOST{}", capitals(path)));
    if described["security"].is_array() {
        add("-H 'Authorization: Bearer TOKEN'".to_owned());
    }
    for one in described["parameters"].as_array().into_iter().flatten().filter(|one| one["in"] == "header") {
        let name = one["name"].as_str().unwrap_or_default();
        add(format!("-H '{name}: {}'", name.to_uppercase()));
    }
    let content = described["requestBody"]["content"].as_object();
    match content.and_then(|content| content.keys().next()).map(String::as_str) {
        Some("application/json") => add(format!("--json '{}'", sample(fields::body(described), shapes))),
        Some(other) => add(format!("-H 'Content-Type: {other}' --data-binary @FILE")),
        None => {}
    }
    line
}

/// `{id}` as `ID`: what stands for something else is in capitals.
fn capitals(path: &str) -> String {
    let parts =
        path.split('/').map(|part| match part.strip_prefix('{').and_then(|it| it.strip_suffix('}')) {
            Some(name) => name.to_uppercase(),
            None => part.to_owned(),
        });
    parts.collect::<Vec<_>>().join("/")
}

/// What could be sent: the fields that must be there, and those with an example.
pub(super) fn sample(schema: &Value, shapes: &Shapes<'_>) -> Value {
    if !schema["example"].is_null() {
        return schema["example"].clone();
    }
    if let Some(name) = fields::name(schema) {
        return sample(shapes.named(name), shapes);
    }
    if let Some(first) = fields::parts(schema, "oneOf").next() {
        return sample(first, shapes);
    }
    if let Some(one) = schema["enum"].as_array().and_then(|all| all.first()) {
        return one.clone();
    }
    match fields::type_of(schema) {
        "array" => json!([sample(&schema["items"], shapes)]),
        "integer" => schema.get("minimum").cloned().unwrap_or(json!(1)),
        "boolean" => json!(false),
        "string" => json!(match schema["format"].as_str() {
            Some("uuid") => "00000000-0000-4000-8000-000000000000",
            Some("date") => "2026-03-01",
            Some("date-time") => "2026-03-01T10:00:00Z",
            _ => "TEXT",
        }),
        _ => {
            let shown = fields::properties(schema)
                .filter(|(name, field)| fields::is_named(schema, name) || !field["example"].is_null());
            Value::Object(
                shown.map(|(name, field)| (name.clone(), sample(field, shapes))).collect::<Map<_, _>>(),
            )
        }
    }
}
