//! A field of a request as a flag: how it is called, what it takes, what its help says.

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches};
use serde_json::{Map, Value};

use super::Act;
use super::operation::text;
use super::pairs;
use crate::exit::BadInput;
use crate::input;

/// Over the flags of fields that a request must have.
const NEEDED: &str = "Needed, as flags or in --from";
/// Over the flags of fields that may be left out.
const OPTIONAL: &str = "May be left out";

/// A field of a request.
pub struct Field {
    /// Its name in the API.
    pub name: String,
    /// Whether a request must have it.
    pub is_needed: bool,
    flag: Option<String>,
    help: String,
    schema: Value,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A code, a number, a day, yes or no, or pairs.
    Word,
    /// Said by its presence.
    Presence,
    /// May be given again and again.
    Many,
    /// `KEY=VALUE`, again and again.
    Map,
    /// Words about a person: read from a file, because others on the machine can read a command line.
    Words,
}

/// The fields of a request's body.
pub fn fields(schema: &Value, act: &Act) -> Vec<Field> {
    let required = pairs::required(schema);
    let described = schema.get("properties").and_then(Value::as_object).cloned().unwrap_or_default();
    // One of several shapes: each has a flag, and the server says whether the shape is whole.
    let shapes = schema.get("oneOf").and_then(Value::as_array).into_iter().flatten();
    let shaped = shapes.filter_map(|shape| shape.get("properties")?.as_object()).flatten();
    let shaped = shaped.map(|(name, schema)| (name.clone(), schema.clone()));
    let all: Map<String, Value> = described.into_iter().chain(shaped).collect();
    let mut fields: Vec<Field> = all
        .into_iter()
        .filter(|(name, _)| !act.fixed.iter().any(|(fixed, _)| fixed == name))
        .map(|(name, schema)| Field::of(name, schema, &required, act))
        .collect();
    let place = |field: &Field| required.iter().position(|name| *name == field.name);
    fields.sort_by_key(|field| place(field).unwrap_or(usize::MAX));
    fields
}

impl Field {
    fn of(name: String, schema: Value, required: &[String], act: &Act) -> Self {
        let is_needed = required.contains(&name) || act.needs.contains(&name.as_str());
        let kind = match pairs::type_of(&schema) {
            "array" => Kind::Many,
            "object" if schema.get("additionalProperties").is_some_and(Value::is_object) => Kind::Map,
            "boolean" if !is_needed => Kind::Presence,
            "string" if schema.get("maxLength").is_some() && !act.words.contains(&name.as_str()) => {
                Kind::Words
            }
            _ => Kind::Word,
        };
        let mut flag = name.replace('_', "-");
        if matches!(kind, Kind::Many | Kind::Map) && flag.ends_with('s') {
            flag.pop();
        }
        let flag = (!act.without.contains(&name.as_str())).then_some(flag);
        let help = text(&schema, "description").trim_end_matches('.').to_owned();
        let presumed = act.presumed.iter().find(|(presumed, _)| *presumed == name);
        let help = presumed.map_or(help.clone(), |(_, value)| format!("{help} [default: {value}]"));
        let is_needed = is_needed && presumed.is_none();
        Self { name, is_needed, flag, help, schema, kind }
    }

    /// How the field is asked for when it is missing.
    pub fn asked(&self) -> String {
        match &self.flag {
            Some(flag) => format!("{} (--{flag})", self.name),
            None => format!("{} (in --from)", self.name),
        }
    }

    /// The flag, if it has one.
    pub fn arg(&self) -> Option<Arg> {
        let arg = Arg::new(self.id());
        let flag = self.flag.as_ref()?;
        let arg = arg.long(flag.clone()).help_heading(if self.is_needed { NEEDED } else { OPTIONAL });
        let again = format!("{}; may be repeated", self.help);
        Some(match self.kind {
            Kind::Presence => arg.action(ArgAction::SetTrue).help(self.help.clone()),
            Kind::Many | Kind::Map => arg.action(ArgAction::Append).value_name(self.value_name()).help(again),
            Kind::Words => {
                let help = format!("{}; a file with the words, - for standard input", self.help);
                arg.value_name("FILE").help(help)
            }
            Kind::Word => arg.value_name(self.value_name()).help(self.help.clone()),
        })
    }

    /// Apart from the names of the program's own flags.
    fn id(&self) -> String {
        format!("field {}", self.name)
    }

    fn value_name(&self) -> String {
        match self.kind {
            Kind::Many => pairs::shape(self.schema.get("items").unwrap_or(&Value::Null)),
            Kind::Map => {
                let value = self.schema.get("additionalProperties").unwrap_or(&Value::Null);
                format!("CODE={}", pairs::shape_of_value(value))
            }
            _ => pairs::shape(&self.schema),
        }
    }

    /// What was given on the command line.
    pub fn given(&self, matches: &ArgMatches) -> Result<Option<Value>> {
        let Some(flag) = &self.flag else { return Ok(None) };
        if self.kind == Kind::Presence {
            return Ok(matches.get_flag(&self.id()).then_some(Value::Bool(true)));
        }
        let Some(all) = matches.get_many::<String>(&self.id()) else { return Ok(None) };
        let wrong =
            |why: String| BadInput(format!("{}: {why} (mend: --{flag} {})", self.name, self.value_name()));
        let mut many = Vec::new();
        let mut map = Map::new();
        for one in all {
            match self.kind {
                Kind::Words => return Ok(Some(Value::from(input::text(one)?.trim_end()))),
                Kind::Many => {
                    let item = self.schema.get("items").unwrap_or(&Value::Null);
                    many.extend(pairs::items(item, one).map_err(wrong)?);
                }
                Kind::Map => {
                    let value = self.schema.get("additionalProperties").unwrap_or(&Value::Null);
                    let (key, rest) = one.split_once('=').ok_or_else(|| wrong(format!("{one} has no =")))?;
                    map.insert(key.to_owned(), pairs::value_at(value, rest).map_err(wrong)?);
                }
                Kind::Word | Kind::Presence => {
                    return pairs::value(&self.schema, one).map(Some).map_err(|why| wrong(why).into());
                }
            }
        }
        Ok(Some(if self.kind == Kind::Map { Value::Object(map) } else { Value::Array(many) }))
    }
}
