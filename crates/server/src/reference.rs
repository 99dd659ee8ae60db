//! The API reference: one page of plain HTML, made from the API's document.
//!
//! It is for people who write programs, in English like the document itself, and holds nothing that the
//! document, the table of access and the list of problem codes do not say. It has no script and asks nobody
//! for anything. Two texts stand beside it: who may do what, which a test holds against the table of access,
//! and the problem codes, which a test holds against the sources.

mod example;
mod fields;
mod lists;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use askama::Template;
use axum::extract::State;
use axum::response::Html;
use havenward_app::Kind;
use serde_json::Value;

use crate::AppState;
use crate::frame::asset;
use crate::frame::language::Language;
use crate::frame::say::Say;
use fields::{Field, Shapes};
use lists::ProblemLine;

/// The page of this program's document, made when it is first asked for …
static LIVE: LazyLock<String> = LazyLock::new(|| page(&document(), false));
/// … and where everybody is invented, which every page says.
static INVENTED: LazyLock<String> = LazyLock::new(|| page(&document(), true));

/// Serves it. It is the same for everybody and tells nothing about anybody.
pub(crate) async fn serve(State(state): State<AppState>) -> Html<&'static str> {
    Html(if state.app.kind() == Kind::Live { &LIVE } else { &INVENTED })
}

fn document() -> Value {
    serde_json::from_str(&crate::openapi_json()).unwrap_or_default()
}

/// The whole page.
#[derive(Template)]
#[template(path = "reference/reference.html")]
struct Reference {
    style: &'static str,
    icon: &'static str,
    is_invented: bool,
    version: String,
    groups: Vec<Group>,
    shapes: Vec<Shape>,
    problems: Vec<ProblemLine>,
}

impl Reference {
    /// Words of the frame around the other pages, in the language of this one.
    fn t(key: &str) -> Say<'_> {
        Say::new(Language::En, key.to_owned())
    }
}

/// The operations of a noun.
struct Group {
    name: String,
    id: String,
    operations: Vec<Operation>,
}

/// What can be asked at one address with one method.
struct Operation {
    id: String,
    method: String,
    path: String,
    summary: String,
    more: String,
    may: String,
    may_not: String,
    parameters: Vec<Field>,
    body: Option<Body>,
    answers: Vec<Answer>,
    problems: Vec<ProblemLine>,
    example: String,
}

/// What is sent.
struct Body {
    meaning: String,
    fields: Vec<Field>,
}

/// What comes back when all is well.
struct Answer {
    status: String,
    meaning: String,
    kind: String,
    shape: Option<String>,
}

/// Something that answers are made of.
struct Shape {
    name: String,
    meaning: String,
    kind: String,
    fields: Vec<Field>,
}

/// The page of this document.
fn page(document: &Value, is_invented: bool) -> String {
    let shapes = Shapes::of(document);
    let reference = Reference {
        style: &asset::STYLE_PATH,
        icon: &asset::ICON_PATH,
        is_invented,
        version: text(&document["info"]["version"]),
        groups: groups(document, &shapes),
        shapes: answered(document, &shapes),
        problems: lists::problems(),
    };
    // A document that is a constant of the program either renders always or never.
    reference.render().unwrap_or_default()
}

/// Words of the document without the marks of code.
fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().replace('`', "").trim().to_owned()
}

fn groups(document: &Value, shapes: &Shapes<'_>) -> Vec<Group> {
    let mut groups: BTreeMap<String, Vec<Operation>> = BTreeMap::new();
    for (path, method, described) in operations(document) {
        let name = text(&described["tags"][0]);
        let operation = operation(path, method, described, shapes, &name);
        groups.entry(name).or_default().push(operation);
    }
    let of = |(name, operations): (String, _)| Group { id: format!("of-{}", slug(&name)), name, operations };
    groups.into_iter().map(of).collect()
}

/// Path, method and description of every operation.
fn operations(document: &Value) -> impl Iterator<Item = (&str, &str, &Value)> {
    let paths = document["paths"].as_object().into_iter().flatten();
    paths.flat_map(|(path, methods)| {
        let methods = methods.as_object().into_iter().flatten();
        methods.map(move |(method, described)| (path.as_str(), method.as_str(), described))
    })
}

fn operation(path: &str, method: &str, described: &Value, shapes: &Shapes<'_>, group: &str) -> Operation {
    let method = method.to_uppercase();
    let who = lists::who_may(&method, path);
    let schema = fields::body(described);
    let body = described.get("requestBody").map(|body| Body {
        meaning: match text(&body["description"]) {
            empty if empty.is_empty() => shapes.meaning(schema),
            said => said,
        },
        fields: shapes.fields(schema),
    });
    Operation {
        id: id(&method, path),
        summary: text(&described["summary"]),
        more: text(&described["description"]),
        may: who.map(|who| who.may).unwrap_or_default().to_owned(),
        may_not: who.map(|who| who.may_not).unwrap_or_default().to_owned(),
        parameters: parameters(described),
        body,
        answers: answers(described),
        problems: lists::problems_of(described, path, group),
        example: example::curl(&method, path, described, shapes),
        path: path.to_owned(),
        method,
    }
}

/// The place of an operation on the page.
fn id(method: &str, path: &str) -> String {
    slug(&format!("{method} {}", path.trim_start_matches("/api/v1/")))
}

fn slug(text: &str) -> String {
    let plain = |letter: char| if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { '-' };
    let marked: String = text.chars().map(plain).collect();
    marked.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

fn parameters(described: &Value) -> Vec<Field> {
    let all = described["parameters"].as_array().into_iter().flatten();
    all.map(|one| {
        let place = match one["in"].as_str() {
            Some("path") => "in the address",
            Some("query") => "after the question mark",
            _ => "header",
        };
        let (kind, shape) = fields::kind(&one["schema"]);
        Field {
            name: text(&one["name"]),
            kind: format!("{place}, {kind}"),
            shape,
            is_needed: one["required"] == true,
            meaning: text(&one["description"]),
        }
    })
    .collect()
}

fn answers(described: &Value) -> Vec<Answer> {
    let all = described["responses"].as_object().into_iter().flatten();
    let good = all.filter(|(status, _)| status.starts_with('2'));
    good.map(|(status, one)| {
        let schema = &one["content"]["application/json"]["schema"];
        let (kind, shape) = if schema.is_null() { (String::new(), None) } else { fields::kind(schema) };
        Answer { status: status.clone(), meaning: text(&one["description"]), kind, shape }
    })
    .collect()
}

/// The shapes that answers and other shapes name. What is only sent stands with its operation.
fn answered(document: &Value, shapes: &Shapes<'_>) -> Vec<Shape> {
    let mut named: BTreeSet<String> = BTreeSet::new();
    for (_, _, described) in operations(document) {
        named.extend(answers(described).into_iter().filter_map(|answer| answer.shape));
        named.extend(shapes.fields(fields::body(described)).into_iter().filter_map(|field| field.shape));
    }
    let mut waiting: Vec<String> = named.iter().cloned().collect();
    while let Some(name) = waiting.pop() {
        let further = shapes.fields(shapes.named(&name)).into_iter().filter_map(|field| field.shape);
        waiting.extend(further.filter(|other| named.insert(other.clone())));
    }
    let shape = |name: String| {
        let schema = shapes.named(&name);
        let fields = shapes.fields(schema);
        let kind = if fields.is_empty() { fields::kind(schema).0 } else { String::new() };
        Shape { meaning: text(&schema["description"]), kind, fields, name }
    };
    named.into_iter().map(shape).collect()
}
