//! An operation as the API document describes it.

use anyhow::{Context, Result};
use clap::ArgMatches;
use serde_json::Value;

use super::Act;
use super::field::{self, Field};

/// Before every path of the API.
const BASE: &str = "/api/v1";

/// The document of this program's own API.
pub struct Document(Value);

impl Document {
    /// Reads it.
    pub fn read() -> Result<Self> {
        serde_json::from_str(&havenward_server::openapi_json()).map(Self).context("the API document")
    }

    /// Method and path of every operation.
    #[cfg(test)]
    pub fn operations(&self) -> Vec<(String, String)> {
        let paths = self.0["paths"].as_object().unwrap();
        let of = |(path, methods): (&String, &Value)| {
            let path = path.strip_prefix(BASE).unwrap().to_owned();
            let methods: Vec<String> = methods.as_object().unwrap().keys().cloned().collect();
            methods.into_iter().map(move |method| (method, path.clone())).collect::<Vec<_>>()
        };
        paths.iter().flat_map(of).collect()
    }

    /// The schema of what a command's operation answers.
    #[cfg(test)]
    pub fn answer(&self, act: &Act) -> Value {
        let operation = &self.0["paths"][format!("{BASE}{}", act.path)][act.method];
        let answers = ["201", "200"].map(|status| &operation["responses"][status]);
        let schemas = answers.map(|answer| answer.pointer("/content/application~1json/schema"));
        schemas.into_iter().flatten().next().map(|schema| self.resolve(schema)).unwrap_or_default()
    }

    /// A schema with everything it refers to put in place.
    fn resolve(&self, schema: &Value) -> Value {
        match schema {
            Value::Object(fields) => match fields.get("$ref").and_then(Value::as_str) {
                Some(reference) => {
                    let found = self.0.pointer(reference.trim_start_matches('#'));
                    let mut found = found.map(|found| self.resolve(found)).unwrap_or_default();
                    // What stands beside the reference says more than the thing itself.
                    if let (Some(found), Some(said)) = (found.as_object_mut(), fields.get("description")) {
                        found.insert("description".to_owned(), said.clone());
                    }
                    found
                }
                None => fields.iter().map(|(name, inner)| (name.clone(), self.resolve(inner))).collect(),
            },
            Value::Array(many) => many.iter().map(|inner| self.resolve(inner)).collect(),
            other => other.clone(),
        }
    }
}

/// An operation.
pub struct Operation {
    /// What it does, in a line.
    pub summary: String,
    /// Whether it carries an idempotency key.
    pub is_keyed: bool,
    /// Whether it takes a body.
    pub takes_body: bool,
    /// The fields of its body.
    pub fields: Vec<Field>,
    /// What may be asked in the address: name and help.
    pub query: Vec<(String, String)>,
    template: &'static str,
    place_helps: Vec<(String, String)>,
}

impl Operation {
    /// Finds the operation of a command.
    pub fn find(document: &Document, act: &Act) -> Result<Self> {
        let found = document.0.get("paths").and_then(|paths| paths.get(format!("{BASE}{}", act.path)));
        let found = found.and_then(|methods| methods.get(act.method));
        let found = found.with_context(|| format!("no operation {} {}", act.method, act.path))?;
        let parameters = found.get("parameters").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let of = |place: &str| {
            let here = parameters.iter().filter(|one| text(one, "in") == place);
            here.map(|one| (text(one, "name"), text(one, "description"))).collect::<Vec<_>>()
        };
        let schema = found.pointer("/requestBody/content/application~1json/schema");
        let schema = schema.map(|schema| document.resolve(schema));
        Ok(Self {
            summary: text(found, "summary"),
            is_keyed: of("header").iter().any(|(name, _)| name == "Idempotency-Key"),
            takes_body: schema.is_some(),
            fields: schema.map(|schema| field::fields(&schema, act)).unwrap_or_default(),
            query: of("query"),
            template: act.path,
            place_helps: of("path"),
        })
    }

    /// What stands in the path: id of the argument, its name for the reader, and help.
    pub fn places(&self) -> Vec<(String, String, String)> {
        let mut before = "";
        let mut places = Vec::new();
        for segment in self.template.split('/') {
            if let Some(name) = placeholder(segment) {
                let word = if name == "id" { singular(before) } else { name.to_owned() };
                let help = self.place_helps.iter().find(|(known, _)| known == name);
                let help = help.map(|(_, help)| help.trim_end_matches('.').to_owned()).unwrap_or_default();
                places.push((place_id(name), word.to_uppercase(), help));
            }
            before = segment;
        }
        places
    }

    /// The address that is asked for.
    pub fn path(&self, matches: &ArgMatches) -> String {
        let segments = self.template.split('/').map(|segment| match placeholder(segment) {
            Some(name) => {
                let given = matches.get_one::<String>(&place_id(name)).map(String::as_str);
                // What is no reference could change the path; it is asked for as one that is not there.
                given.filter(|given| is_reference(given)).unwrap_or("-").to_owned()
            }
            None => segment.to_owned(),
        });
        let path = segments.collect::<Vec<_>>().join("/");
        let asked = self.query.iter().filter_map(|(name, _)| {
            let given = matches.get_one::<String>(name).filter(|given| is_reference(given));
            given.map(|given| format!("{name}={given}"))
        });
        let asked = asked.collect::<Vec<_>>().join("&");
        if asked.is_empty() { format!("{BASE}{path}") } else { format!("{BASE}{path}?{asked}") }
    }
}

fn placeholder(segment: &str) -> Option<&str> {
    segment.strip_prefix('{')?.strip_suffix('}')
}

fn place_id(name: &str) -> String {
    format!("path {name}")
}

fn is_reference(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_@".contains(&byte);
    !text.is_empty() && text.len() <= 64 && text.bytes().all(plain)
}

fn singular(plural: &str) -> String {
    match plural.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None => plural.strip_suffix('s').unwrap_or(plural).to_owned(),
    }
}

pub(super) fn text(value: &Value, name: &str) -> String {
    value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
}
