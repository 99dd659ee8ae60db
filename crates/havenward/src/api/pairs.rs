//! Values as they are typed on a command line: `adult`, `3`, `yes`, `UNIT=care`, `link=direct,basis=indicators`.

use serde_json::{Map, Value};

type Read = Result<Value, String>;

/// The type of a field; one that may be left out is of its type all the same.
pub fn type_of(schema: &Value) -> &str {
    match schema.get("type") {
        Some(Value::String(one)) => one,
        Some(Value::Array(many)) => {
            many.iter().filter_map(Value::as_str).find(|one| *one != "null").unwrap_or_default()
        }
        _ => "",
    }
}

/// The fields that must be there, in the order in which they are described.
pub fn required(schema: &Value) -> Vec<String> {
    let names = schema.get("required").and_then(Value::as_array).into_iter().flatten();
    names.filter_map(Value::as_str).map(str::to_owned).collect()
}

/// How a value is typed, for help.
pub fn shape(schema: &Value) -> String {
    match (type_of(schema), schema.get("format").and_then(Value::as_str)) {
        ("integer", _) => "NUMBER".to_owned(),
        ("boolean", _) => "yes|no".to_owned(),
        ("string", Some("uuid")) => "ID".to_owned(),
        ("string", Some("date")) => "DATE".to_owned(),
        ("string", Some("date-time")) => "TIME".to_owned(),
        ("object", _) => match required(schema).as_slice() {
            [first, second] => format!("{}={}", first.to_uppercase(), second.to_uppercase()),
            [only] => format!("{only}=…"),
            _ => "FIELD=VALUE,…".to_owned(),
        },
        _ => "CODE".to_owned(),
    }
}

/// How a value behind a key is typed, for help.
pub fn shape_of_value(schema: &Value) -> String {
    match required(schema).as_slice() {
        [only] => only.to_uppercase(),
        _ => shape(schema),
    }
}

/// One value, or several with commas between them where they are plain.
pub fn items(schema: &Value, typed: &str) -> Result<Vec<Value>, String> {
    if type_of(schema) == "object" {
        return object(schema, typed).map(|one| vec![one]);
    }
    typed.split(',').map(|one| value(schema, one.trim())).collect()
}

/// A value behind a key: of a thing with one needed field, that field is enough.
pub fn value_at(schema: &Value, typed: &str) -> Read {
    match required(schema).as_slice() {
        [only] if !typed.contains('=') => {
            let field = schema.get("properties").and_then(|fields| fields.get(only)).unwrap_or(&Value::Null);
            Ok(Value::Object(Map::from_iter([(only.clone(), value(field, typed)?)])))
        }
        _ => value(schema, typed),
    }
}

/// One value.
pub fn value(schema: &Value, typed: &str) -> Read {
    match type_of(schema) {
        "integer" => typed.parse::<i64>().map(Value::from).map_err(|_| format!("{typed} is no whole number")),
        "boolean" => match typed {
            "yes" | "true" => Ok(Value::Bool(true)),
            "no" | "false" => Ok(Value::Bool(false)),
            _ => Err(format!("{typed} is neither yes nor no")),
        },
        "object" => object(schema, typed),
        _ => Ok(Value::from(typed)),
    }
}

fn object(schema: &Value, typed: &str) -> Read {
    if typed.starts_with('{') {
        return serde_json::from_str(typed)
            .map_err(|error| format!("no JSON object, column {}", error.column()));
    }
    let described = schema.get("properties").and_then(Value::as_object);
    let Some(described) = described else { return Ok(undescribed(typed)) };
    let required = required(schema);
    let mut fields = Map::new();
    for (nth, part) in typed.split(',').enumerate() {
        let (name, text) = part.split_once('=').ok_or_else(|| format!("{part} has no ="))?;
        let (name, text) = (name.trim(), text.trim());
        if let Some(field) = described.get(name) {
            fields.insert(name.to_owned(), value(field, text)?);
            continue;
        }
        let (0, [first, second]) = (nth, required.as_slice()) else {
            let known = described.keys().cloned().collect::<Vec<_>>().join(", ");
            return Err(format!("{name} is none of {known}"));
        };
        let of = |name: &String| described.get(name).unwrap_or(&Value::Null);
        fields.insert(first.clone(), value(of(first), name)?);
        fields.insert(second.clone(), value(of(second), text)?);
    }
    Ok(Value::Object(fields))
}

/// Pairs, or a word such as `always`, of something that the document only calls an object.
fn undescribed(typed: &str) -> Value {
    if !typed.contains('=') {
        return Value::from(typed);
    }
    let plain = |text: &str| match text {
        "true" => Value::Bool(true),
        "false" => Value::Bool(false),
        _ => text.parse::<i64>().map_or_else(|_| Value::from(text), Value::from),
    };
    let pairs = typed.split(',').filter_map(|part| part.split_once('='));
    Value::Object(pairs.map(|(name, text)| (name.trim().to_owned(), plain(text.trim()))).collect())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn a_recipient() -> Value {
        json!({ "type": "object", "required": ["unit", "class"],
            "properties": { "class": { "type": "string" }, "unit": { "type": "string" }, "nth": { "type": "integer" } } })
    }

    #[test]
    fn a_thing_of_two_needed_fields_is_one_pair_and_more_if_wanted() {
        let short = items(&a_recipient(), "u-1=care").unwrap();
        assert_eq!(short, [json!({ "unit": "u-1", "class": "care" })]);
        let long = items(&a_recipient(), "class=care,unit=u-1,nth=2").unwrap();
        assert_eq!(long, [json!({ "unit": "u-1", "class": "care", "nth": 2 })]);
        assert_eq!(
            items(&a_recipient(), "u-1=care,nth=2").unwrap(),
            [json!({ "unit": "u-1", "class": "care", "nth": 2 })]
        );
        for wrong in ["u-1", "u-1=care,other=2", "u-1=care,nth=x", ""] {
            assert!(items(&a_recipient(), wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn words_numbers_and_answers_are_read_as_what_they_are() {
        assert_eq!(items(&json!({ "type": "string" }), "uk, ru").unwrap(), [json!("uk"), json!("ru")]);
        assert_eq!(value(&json!({ "type": ["integer", "null"] }), "3").unwrap(), json!(3));
        assert_eq!(value(&json!({ "type": "boolean" }), "no").unwrap(), json!(false));
        assert!(value(&json!({ "type": "boolean" }), "perhaps").is_err());
        assert_eq!(value(&json!({ "type": "object" }), "always").unwrap(), json!("always"));
        assert_eq!(
            value(&json!({ "type": "object" }), "by=self,n=2").unwrap(),
            json!({ "by": "self", "n": 2 })
        );
        let risk = json!({ "type": "object", "required": ["level"], "properties": { "level": { "type": "string" } } });
        assert_eq!(value_at(&risk, "high").unwrap(), json!({ "level": "high" }));
    }
}
