//! The unit's directory: who is behind which case.

use axum::Json;
use axum::extract::State;
use havenward_app::directory;
use havenward_domain::directory::{Entry, LeadsTo};
use havenward_domain::secret::Secret;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::AppState;
use crate::body::Parsed;
use crate::problem::{ApiResult, Problem};
use crate::signed_in::SignedIn;

/// What is looked for. In the body, so that no name stands in an address.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SearchForm {
    /// Names, aliases or the beginning of a document's number.
    #[schema(min_length = 2, max_length = 200)]
    query: String,
}

/// Somebody in the directory.
#[derive(Serialize, ToSchema)]
pub struct EntryView {
    /// The case it leads to …
    case: Option<Uuid>,
    /// … or the contact …
    contact: Option<Uuid>,
    /// … or the referral.
    referral: Option<Uuid>,
    /// The full name.
    name: String,
    /// How the person wishes to be addressed.
    address_as: String,
    /// Other names.
    aliases: Vec<String>,
}

/// Search the unit's directory. The search is journalled, what was looked for is not.
#[utoipa::path(post, path = "/api/v1/directory/search", tag = "directory", security(("bearer" = [])),
    request_body = SearchForm,
    responses((status = 200, body = [EntryView]), (status = "4XX", response = Problem)))]
pub async fn search(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Parsed(form): Parsed<SearchForm>,
) -> ApiResult<Json<Vec<EntryView>>> {
    let found = directory::search(&state.app, &caller, &form.query).await?;
    let view = |entry: Entry| {
        let (case, contact, referral) = match entry.leads_to {
            LeadsTo::Case(case) => (Some(case.uuid()), None, None),
            LeadsTo::Contact(contact) => (None, Some(contact.uuid()), None),
            LeadsTo::Referral(referral) => (None, None, Some(referral.uuid())),
        };
        EntryView {
            case,
            contact,
            referral,
            name: entry.name.into_exposed(),
            address_as: entry.address_as.into_exposed(),
            aliases: entry.aliases.into_iter().map(Secret::into_exposed).collect(),
        }
    };
    Ok(Json(found.into_iter().map(view).collect()))
}
