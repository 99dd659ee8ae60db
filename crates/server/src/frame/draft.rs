//! A form on its way: sent, kept for later, brought back, or kept because its session or the server failed it.
//!
//! A button keeps a form for later; a script does the same while somebody types, and stays on the page. `again` with a draft brings one back: its fields stand in the place of what was
//! sent, and are shown and not acted on. A draft that was brought back goes once its form is taken.

use std::future::poll_fn;
use std::pin::Pin;

use axum::body::{Body, Bytes, HttpBody as _};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use havenward_app::{AppError, Caller, Ctx, drafts};
use havenward_domain::id::DraftId;

use super::form::{AGAIN, DRAFT, LATER, SECRETS, TYPING};
use super::see_other;
use crate::AppState;

/// What a browser sent to a page.
pub(super) struct Sent<'s> {
    state: &'s AppState,
    /// Who, if somebody is signed in.
    caller: Option<Caller>,
    path: &'s str,
    /// The fields; none where a page is only read.
    pub bytes: Bytes,
    is_later: bool,
    is_typing: bool,
    is_again: bool,
    /// The draft that it names.
    pub draft: Option<DraftId>,
}

/// What becomes of it.
#[derive(Debug)]
pub(super) enum Ready {
    /// It goes to its page.
    ToRun,
    /// It is kept and goes nowhere; this is said of it.
    Kept(Response),
}

impl<'s> Sent<'s> {
    pub fn of(state: &'s AppState, caller: Option<Caller>, path: &'s str, bytes: Bytes) -> Self {
        let (mut is_later, mut is_typing, mut is_again, mut draft) = (false, false, false, None);
        for (name, value) in form_urlencoded::parse(&bytes) {
            match &*name {
                LATER => (is_later, is_typing) = (true, value == TYPING),
                AGAIN => is_again = true,
                DRAFT => draft = value.parse().ok(),
                _ => {}
            }
        }
        Self { state, caller, path, bytes, is_later, is_typing, is_again, draft }
    }

    /// Keeps what is for later, and puts what was kept in its place.
    pub async fn prepare(&mut self) -> Result<Ready, AppError> {
        let Some(caller) = self.caller.clone() else { return Ok(Ready::ToRun) };
        if self.is_later {
            let id = self.keep().await?;
            return Ok(Ready::Kept(self.said(id)));
        }
        let Some(id) = self.draft.filter(|_| self.is_again) else { return Ok(Ready::ToRun) };
        let typed = self.state.app.run(&caller, async |ctx: &mut Ctx| drafts::open(ctx, id).await).await?;
        if typed.path != self.path {
            return Err(AppError::NotFound);
        }
        let kept = String::from_utf8_lossy(&typed.fields).into_owned();
        let own = [(AGAIN, "1".to_owned()), (DRAFT, id.to_string())];
        self.bytes = form_urlencoded::Serializer::new(kept).extend_pairs(own).finish().into();
        Ok(Ready::ToRun)
    }

    /// The list of what waits, or to a script the name of the draft: with it the form says that it was sent.
    fn said(&self, id: Option<DraftId>) -> Response {
        let named = id.filter(|_| self.is_typing).and_then(|id| HeaderValue::try_from(id.to_string()).ok());
        match named {
            Some(id) => (StatusCode::NO_CONTENT, [(DRAFT, id)]).into_response(),
            None => see_other("/drafts").into_response(),
        }
    }

    /// What is kept: never a secret, and nothing that only says how the form was sent.
    fn fields(&self) -> String {
        let is_kept = |name: &str| !SECRETS.contains(&name) && ![AGAIN, DRAFT, LATER].contains(&name);
        let pairs = form_urlencoded::parse(&self.bytes).filter(|(name, _)| is_kept(name));
        form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
    }

    /// Whether it was only asked for again: then it waits already.
    fn waits(&self) -> bool {
        self.is_again && self.draft.is_some()
    }

    /// Keeps it for whoever is signed in; for nobody else.
    pub async fn keep(&self) -> Result<Option<DraftId>, AppError> {
        let Some(caller) = self.caller.as_ref().filter(|_| !self.waits()) else { return Ok(None) };
        let (path, fields) = (self.path, self.fields());
        let keep = async |ctx: &mut Ctx| drafts::keep(ctx, path, fields.as_bytes()).await;
        self.state.app.run(caller, keep).await.map(Some)
    }

    /// Keeps it for whose session has ended, and tells whether that is known.
    pub async fn keep_of_ended(&self, token: &str) -> bool {
        if self.waits() {
            return true;
        }
        let fields = self.fields();
        let kept = drafts::keep_of_ended(&self.state.app, token, self.path, fields.as_bytes()).await;
        kept.unwrap_or(false)
    }

    /// Drops what was kept of a form that was taken. One that is shown again names its draft.
    pub async fn taken(&self, response: Response) -> Response {
        let (Some(caller), Some(id)) = (&self.caller, self.draft.filter(|_| !self.is_again)) else {
            return response;
        };
        let (parts, body) = response.into_parts();
        let body = whole(body).await;
        let named = format!(r#"name="{DRAFT}" value="{id}""#);
        let is_shown = String::from_utf8_lossy(&body).contains(&named);
        let is_taken = parts.status == StatusCode::SEE_OTHER || (parts.status == StatusCode::OK && !is_shown);
        if is_taken {
            let drop = async |ctx: &mut Ctx| drafts::drop(ctx, id).await;
            if let Err(error) = self.state.app.run(caller, drop).await {
                // The form is taken all the same; the draft goes with its week.
                tracing::warn!(code = error.code(), "a draft could not be dropped");
            }
        }
        Response::from_parts(parts, body.into())
    }
}

/// A page of ours, which lies in memory already.
async fn whole(mut body: Body) -> Bytes {
    let mut kept = Vec::new();
    while let Some(Ok(frame)) = poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await {
        if let Ok(data) = frame.into_data() {
            kept.extend_from_slice(&data);
        }
    }
    kept.into()
}
