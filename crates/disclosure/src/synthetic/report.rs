//! What is told about a synthesis: a public report, and an internal one that must not leave.

use serde::Serialize;
use serde_json::{Value, json};

use super::Synthesis;
use super::domain::Source;
use super::fidelity::{self, Nearness};
use super::settings::Settings;
use crate::frame::Frame;
use crate::noise::key::NOT_PRIVATE;
use crate::released::Released;

/// The public report: nothing in it comes from the persons except through noise.
#[derive(Debug, Clone, Serialize)]
pub struct Public {
    #[serde(skip_serializing_if = "Option::is_none")]
    notice: Option<&'static str>,
    mechanism: &'static str,
    epsilon: f64,
    delta: f64,
    neighbours: String,
    domain: Value,
    records: Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    invented: Option<super::Invented>,
    cost: super::Cost,
    limits: [&'static str; 4],
    schema: Value,
}

const MECHANISM: &str = "noisy counts of single columns, pairs and triples (discrete Gaussian noise, exact sampler), made consistent; records from a graphical model of them, improved against all counts";

/// Tells a release.
pub fn public(released: &Released<Synthesis>, settings: &Settings) -> Public {
    tell(released, settings, None)
}

/// Tells a rehearsal, and that it is not private.
pub fn rehearsal(synthesis: &Synthesis, settings: &Settings) -> Public {
    tell(synthesis, settings, Some(NOT_PRIVATE))
}

fn tell(synthesis: &Synthesis, settings: &Settings, notice: Option<&'static str>) -> Public {
    let domain = match &settings.source {
        Source::Public(_) => {
            json!({ "source": "public", "told": "the values were published before, and are no result of this release" })
        }
        Source::Private => json!({
            "source": "private",
            "told": "a value was named when its noisy count was above its threshold; any other became unknown",
            "share_of_delta": super::measure::DOMAIN_SHARE,
        }),
    };
    let rows = settings.most_rows;
    Public {
        notice,
        mechanism: MECHANISM,
        epsilon: settings.epsilon,
        delta: settings.delta,
        neighbours: format!(
            "one person more or less, with at most {rows} row{}",
            if rows == 1 { "" } else { "s" }
        ),
        domain,
        records: json!({ "number": synthesis.records.rows, "told": "the number was given; it says nothing about how many persons there are" }),
        invented: synthesis.invented.clone(),
        cost: synthesis.cost.clone(),
        limits: [
            "No record is a person. A rare combination may be nobody's, and a real one may be missing.",
            "Counts of four or more columns, and of small groups, are not to be relied on.",
            "An empty field is unknown: not told, or too rare to be named.",
            "The expected errors are those of the noise alone; fitting records to all counts at once adds to them or takes from them.",
        ],
        schema: schema(&synthesis.records),
    }
}

/// The codebook: a Frictionless Table Schema (specs.frictionlessdata.io/table-schema).
pub fn schema(records: &Frame) -> Value {
    let field = |column: &crate::frame::Column| json!({ "name": column.name, "type": "string", "constraints": { "enum": column.levels } });
    json!({ "fields": records.columns.iter().map(field).collect::<Vec<_>>(), "missingValues": [""] })
}

/// The internal report: measured on the persons, without noise. It must not leave.
#[derive(Debug, Clone, Serialize)]
pub struct Internal {
    notice: &'static str,
    rows: usize,
    fidelity: Vec<Nearness>,
    membership: Option<super::membership::Outcome>,
    input_salt: String,
}

/// Measures a synthesis against the records it was made from.
pub fn internal(
    real: &Frame,
    synthesis: &Synthesis,
    membership: Option<super::membership::Outcome>,
    input_salt: String,
) -> Internal {
    Internal {
        notice: "INTERNAL: measured without noise; not for publication",
        rows: real.rows,
        fidelity: fidelity::compare(real, &synthesis.records),
        membership,
        input_salt,
    }
}
