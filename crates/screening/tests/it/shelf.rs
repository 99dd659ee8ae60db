//! The instruments that tests evaluate with.

use std::path::PathBuf;
use std::sync::LazyLock;

use havenward_screening::{Answers, Compiled, Context, Finding, Instrument, library, parse};
use serde_json::Value;

/// The folder of the conformance vectors.
pub fn conformance() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../instruments/conformance")
}

/// An instrument of the conformance folder, as JSON.
pub fn as_json(id: &str) -> Value {
    let path = conformance().join("instruments").join(format!("{id}.json"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// Parses an instrument given as JSON: the JSON is the data of the TOML, one to one.
pub fn from_json(id: &str) -> Instrument {
    let value: toml::Value = serde_json::from_value(as_json(id)).unwrap();
    parse(id, &toml::to_string(&value).unwrap()).unwrap()
}

/// A shipped instrument by its id.
pub fn shipped(id: &str) -> Option<Instrument> {
    let (_, text) = library::shipped().iter().find(|(name, _)| *name == id)?;
    Some(parse(&format!("{id}.toml"), text).unwrap_or_else(|problems| panic!("{problems:#?}")))
}

/// An instrument ready for evaluation, shipped or made for the vectors.
pub fn compiled(id: &str) -> Compiled {
    Compiled::new(shipped(id).unwrap_or_else(|| from_json(id)))
}

/// Every instrument a law is tried on.
pub static ALL: LazyLock<Vec<Compiled>> = LazyLock::new(|| {
    let made = ["combination", "every-kind", "form-kinds"];
    let ids = library::shipped().iter().map(|(id, _)| *id).chain(made);
    ids.map(compiled).collect()
});

/// Evaluates answers given as pairs.
pub fn finding(compiled: &Compiled, context: Context, given: &[(&str, &str)]) -> Finding {
    let states: serde_json::Map<String, Value> =
        given.iter().map(|(code, state)| ((*code).to_owned(), Value::from(*state))).collect();
    let reference = compiled.instrument().reference();
    let text = serde_json::json!({ "instrument": reference, "answers": states }).to_string();
    let answers = havenward_screening::answers::parse_json(&text).unwrap();
    compiled.evaluate(&Answers { context, ..answers }).unwrap()
}
