//! A reference as a picture that a telephone reads. It holds the reference and nothing else.

use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};

/// The reference as SVG, to be put into a page as it is; empty if it is too long to be drawn.
pub fn qr(reference: &str) -> String {
    let Ok(code) = QrCode::with_error_correction_level(reference, EcLevel::M) else { return String::new() };
    let drawn = code.render::<svg::Color<'_>>().min_dimensions(120, 120).build();
    // A page is no XML document: what stands before the picture goes.
    let picture = drawn.find("<svg").and_then(|at| drawn.get(at..)).unwrap_or_default();
    picture.replacen("<svg ", "<svg aria-hidden=\"true\" focusable=\"false\" ", 1)
}
