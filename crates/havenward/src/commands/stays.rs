//! `havenward stays`: who is in the house, and the sheet by which a month is paid.

use serde_json::Value;

use crate::api::{Act, Noun, Shows};
use crate::output::{self, plain};

/// The commands.
pub const NOUN: Noun = Noun {
    name: "stays",
    about: "See who stays in the house, write who is away or gone, and count the nights of a month.",
    acts: &[
        Act::get(
            "list",
            "/stays",
            Shows::List(
                &[
                    "id",
                    "referral",
                    "service",
                    "people",
                    "began",
                    "away_since",
                    "expected_back",
                    "is_expected",
                ],
                "Nobody stays in your houses.",
            ),
        ),
        Act::post("away", "/stays/{id}/away", Shows::Done("Written as away; her bed is kept.")),
        Act::post("back", "/stays/{id}/back", Shows::Done("Written as back.")),
        Act::post(
            "worry",
            "/stays/{id}/worry",
            Shows::Done("Whoever carries the case is told at once. The stay goes on."),
        ),
        Act::post(
            "end",
            "/stays/{id}/end",
            Shows::Done("The stay has ended, and says of nobody any more whose it was."),
        ),
        Act::get("sheet", "/stays/sheet", Shows::By(sheet)),
    ],
};

/// The nights of a month, house by house, and all of them together.
fn sheet(answer: &Value) -> String {
    let field = |name: &str| answer.get(name).map(plain).unwrap_or_default();
    let columns = ["service", "places", "stays", "bed_nights", "kept_nights", "entitlement_days"];
    let lines = answer.get("lines").cloned().unwrap_or_default();
    format!(
        "{} to {}, counted until {}\n{}\nAll houses: stays {}, bed nights {}, kept nights {}, entitlement days {}",
        field("first"),
        field("last"),
        field("counted_until"),
        output::table(&lines, &columns, "Nobody stayed in this month."),
        field("stays"),
        field("bed_nights"),
        field("kept_nights"),
        field("entitlement_days"),
    )
}
