//! A reference as a picture that a telephone reads (ISO/IEC 18004). It holds the reference and nothing else.

use std::fmt::Write as _;

use havenward_app::AppError;
use qrcode::{Color, QrCode};

/// White modules around a code (ISO/IEC 18004, 5.3.8).
const QUIET: usize = 4;

/// A reference drawn as squares; `parts::qr` puts it into a page.
pub struct Qr {
    /// The reference, to be read by people.
    pub text: String,
    /// Modules a side, the quiet border counted.
    pub size: usize,
    /// The dark modules as an SVG path.
    pub path: String,
}

impl Qr {
    /// Draws a reference.
    ///
    /// # Errors
    /// [`AppError::Internal`] if the text is too long for a code; a reference never is.
    pub fn new(text: String) -> Result<Self, AppError> {
        let code = QrCode::new(&text).map_err(|_| AppError::Internal("code of a reference"))?;
        let width = code.width();
        let mut path = String::new();
        for (nth, color) in code.to_colors().into_iter().enumerate() {
            if color == Color::Dark {
                let (x, y) = (nth % width + QUIET, nth / width + QUIET);
                // Writing to a string cannot fail.
                let _ = write!(path, "M{x} {y}h1v1h-1z");
            }
        }
        Ok(Self { text, size: width + 2 * QUIET, path })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_is_of_the_reference_alone_and_has_its_quiet_border() {
        let drawn = Qr::new("3F2A9C11".into()).unwrap();
        // Version 1 of ISO/IEC 18004 has 21 modules: eight signs fit, a whole id would not.
        assert_eq!(drawn.size, 21 + 2 * QUIET);
        assert!(drawn.path.starts_with("M4 4h1v1h-1z"));
        assert_ne!(drawn.path, Qr::new("3F2A9C12".into()).unwrap().path);
    }
}
