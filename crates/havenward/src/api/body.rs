//! The body of a request: a file, flags on top, and nothing missing.

use anyhow::Result;
use clap::ArgMatches;
use serde_json::{Map, Value};

use super::Act;
use super::field::Field;
use crate::exit::BadInput;
use crate::input;

/// A body, ready to be sent.
pub enum Body {
    /// A file that goes as it is: the server must see what a reading and writing anew would lose.
    AsGiven(String),
    /// Put together here.
    Made(Map<String, Value>),
}

impl Body {
    /// As it is sent.
    pub fn text(&self) -> String {
        match self {
            Self::AsGiven(text) => text.clone(),
            Self::Made(fields) => Value::Object(fields.clone()).to_string(),
        }
    }

    /// The field at a column of a body put together here.
    pub fn field_at(&self, column: usize) -> Option<&str> {
        let Self::Made(fields) = self else { return None };
        let mut end = 1;
        fields.iter().find_map(|(name, value)| {
            end += Value::from(name.as_str()).to_string().len() + 1 + value.to_string().len();
            let is_here = column <= end;
            end += 1;
            is_here.then_some(name.as_str())
        })
    }
}

/// Puts a body together.
pub fn of(fields: &[Field], act: &Act, matches: &ArgMatches) -> Result<Body> {
    let file = matches.get_one::<String>("from").map(|path| input::text(path).map(|text| (path, text)));
    let file = file.transpose()?;
    let mut body = match &file {
        Some((path, text)) => read(path, text)?,
        None => Map::new(),
    };
    let mut is_as_given = act.fixed.is_empty();
    for field in fields {
        if let Some(given) = field.given(matches)? {
            body.insert(field.name.clone(), given);
            is_as_given = false;
        }
    }
    for (name, value) in act.fixed {
        body.insert((*name).to_owned(), Value::from(*value));
    }
    for (name, value) in act.presumed {
        if !body.contains_key(*name) {
            body.insert((*name).to_owned(), Value::from(*value));
            is_as_given = false;
        }
    }
    let missing: Vec<String> = fields
        .iter()
        .filter(|field| field.is_needed && !body.contains_key(&field.name))
        .map(Field::asked)
        .collect();
    if !missing.is_empty() {
        let missing = missing.join(", ");
        return Err(
            BadInput(format!("missing: {missing} (mend: give it as a flag, or in --from FILE)")).into()
        );
    }
    Ok(match file {
        Some((_, text)) if is_as_given => Body::AsGiven(text),
        _ => Body::Made(body),
    })
}

fn read(path: &str, text: &str) -> Result<Map<String, Value>> {
    serde_json::from_str(text).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        BadInput(format!("{path}:{line}: not a JSON object, column {column}")).into()
    })
}
