//! Prints the API's document. `cargo xtask openapi` keeps it in `docs/openapi.json`.

use std::io::Write;

fn main() -> std::io::Result<()> {
    writeln!(std::io::stdout(), "{}", havenward_server::openapi_json())
}
