//! The stylesheet, the icon and two scripts: compiled in, with a digest of their bytes in the address, so that a browser
//! keeps them for ever and never shows an old one.

use std::fmt::Write as _;
use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "assets/"]
struct Files;

const STYLE: &str = include_str!("../../assets/style.css");
const ICON: &str = include_str!("../../assets/icon.svg");
const LEAVE: &str = include_str!("../../assets/leave.js");
const KEEP: &str = include_str!("../../assets/keep.js");
/// What is named by its content never changes.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// Where the stylesheet is.
pub(crate) static STYLE_PATH: LazyLock<String> = LazyLock::new(|| path("style", "css"));
/// Where the icon is.
pub(crate) static ICON_PATH: LazyLock<String> = LazyLock::new(|| path("icon", "svg"));
/// Where the script is that leaves a page of the person herself at once.
pub(crate) static LEAVE_PATH: LazyLock<String> = LazyLock::new(|| path("leave", "js"));
/// Where the script is that keeps a long form while somebody types.
pub(crate) static KEEP_PATH: LazyLock<String> = LazyLock::new(|| path("keep", "js"));

fn path(name: &str, kind: &str) -> String {
    let mut digest = String::new();
    // The digest was taken when the file was compiled in.
    let bytes = Files::get(&format!("{name}.{kind}")).map(|file| file.metadata.sha256_hash());
    for byte in bytes.unwrap_or_default().iter().take(8) {
        // Writing to a string cannot fail.
        let _ = write!(digest, "{byte:02x}");
    }
    format!("/assets/{name}-{digest}.{kind}")
}

/// Serves an asset by its whole name.
pub(crate) async fn serve(Path(name): Path<String>) -> Response {
    let path = format!("/assets/{name}");
    let (kind, text) = if path == *STYLE_PATH {
        ("text/css; charset=utf-8", STYLE)
    } else if path == *ICON_PATH {
        ("image/svg+xml", ICON)
    } else if path == *LEAVE_PATH {
        ("text/javascript; charset=utf-8", LEAVE)
    } else if path == *KEEP_PATH {
        ("text/javascript; charset=utf-8", KEEP)
    } else {
        return StatusCode::NOT_FOUND.into_response();
    };
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, FOR_EVER)], text).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// UX-T12: right-to-left is not a special case, so no property names a side of the screen.
    #[test]
    fn the_stylesheet_knows_no_left_and_no_right() {
        let style = STYLE.to_lowercase();
        let sides = ["left", "right"];
        let declared = style.split(['{', ';', '}']).filter_map(|part| part.split_once(':'));
        for (property, value) in declared {
            let (property, value) = (property.trim(), value.trim());
            for side in sides {
                assert!(!property.contains(side), "{property}");
                assert!(value != side, "{property}: {value}");
            }
            for physical in [
                "margin-top",
                "margin-bottom",
                "padding-top",
                "padding-bottom",
                "width",
                "height",
                "min-width",
                "max-width",
                "min-height",
                "max-height",
                "top",
                "bottom",
                "border-top",
                "border-bottom",
            ] {
                assert!(property != physical, "{property}");
            }
        }
    }

    /// UX-T3 bounds the compressed file at 16 KB; what is smaller before compression is so after it.
    #[test]
    fn the_stylesheet_fetches_nothing_and_stays_small() {
        assert!(!STYLE.contains("url(") && !STYLE.contains("@import"));
        assert!(STYLE.len() <= 32 * 1024, "{}", STYLE.len());
    }

    /// UX-T3 bounds scripts at 15 KB compressed; ours keep nothing on the device, and write no markup.
    #[test]
    fn the_scripts_keep_nothing_on_the_device_and_stay_small() {
        for script in [LEAVE, KEEP] {
            for banned in ["XMLHttpRequest", "Storage", "indexedDB", "caches", "cookie", "innerHTML", "http"]
            {
                assert!(!script.contains(banned), "{banned}");
            }
            assert!(script.len() <= 4 * 1024, "{}", script.len());
        }
        assert!(!LEAVE.contains("fetch"), "whoever leaves waits for nothing");
    }
}
