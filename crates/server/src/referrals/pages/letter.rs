//! The referral letter: printed, with a reference and a code that holds the reference and nothing else.

use std::fmt::Write as _;

use askama::Template;
use axum::extract::{Path, State};
use havenward_app::services::ServiceRow;
use havenward_app::{AppError, first_steps};
use havenward_domain::id::{CaseId, ReferralId};
use havenward_domain::referral::Referral;
use qrcode::{Color, QrCode};

use super::reference;
use super::stand::load;
use crate::AppState;
use crate::frame::{Answer, Page, Visit, show};
use crate::path::id;

/// White modules around a code (ISO/IEC 18004, 5.3.8).
const QUIET: usize = 4;

/// The letter.
#[derive(Template)]
#[template(path = "referrals/letter.html")]
struct Letter {
    page: Page,
    id: CaseId,
    referral: Referral,
    service: Option<ServiceRow>,
    steps: first_steps::FirstSteps,
    code: Code,
}

/// A code as squares of an image.
struct Code {
    size: usize,
    path: String,
}

/// Draws the code of a text.
fn code_of(text: &str) -> Result<Code, AppError> {
    let code = QrCode::new(text).map_err(|_| AppError::Internal("code of a reference"))?;
    let width = code.width();
    let mut path = String::new();
    for (nth, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            let (x, y) = (nth % width + QUIET, nth / width + QUIET);
            // Writing to a string cannot fail.
            let _ = write!(path, "M{x} {y}h1v1h-1z");
        }
    }
    Ok(Code { size: width + 2 * QUIET, path })
}

pub(super) async fn print(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path((case, referral)): Path<(String, String)>,
) -> Answer {
    let (id, at): (CaseId, ReferralId) = (id(&case)?, id(&referral)?);
    let (referral, service) = load(&state, &caller, id, at).await?;
    let steps = state.app.run(&caller, async |ctx| first_steps::read(ctx, id).await).await?;
    let code = code_of(&reference(at))?;
    show(&Letter { page, id, referral, service, steps, code })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_is_of_the_reference_alone_and_has_its_quiet_border() {
        let drawn = code_of("3F2A9C11").unwrap();
        // Version 1 of ISO/IEC 18004 has 21 modules: eight signs fit, a whole id would not.
        assert_eq!(drawn.size, 21 + 2 * QUIET);
        assert!(drawn.path.starts_with("M4 4h1v1h-1z"));
        assert_ne!(drawn.path, code_of("3F2A9C12").unwrap().path);
    }
}
