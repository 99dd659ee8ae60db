//! The plain start page and the health check.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Html;
use havenward_app::accounts;
use havenward_app::{App, AppError, Caller};

use crate::AppState;

/// A plain page that says where the API is. Neutral title, no script.
pub async fn page() -> Html<&'static str> {
    Html(include_str!("start.html"))
}

/// Whether the service can answer: the database was asked.
pub async fn health(State(state): State<AppState>) -> StatusCode {
    match reachable(&state.app).await {
        Ok(()) => StatusCode::NO_CONTENT,
        Err(_) => StatusCode::SERVICE_UNAVAILABLE,
    }
}

async fn reachable(app: &App) -> Result<(), AppError> {
    app.look(&Caller::system(), async |ctx| accounts::kind(ctx).await).await.map(|_| ())
}
