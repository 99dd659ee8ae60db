//! What somebody typed into a form and has not sent: kept for her alone, for a few days.
//!
//! A draft is sealed to the key of the account that typed it, and where its page is about a case under the shred
//! key of that case too. It lies apart from the case: nobody else can open it, it is no part of the record, and
//! the journal tells that there was one and not what it held. Only its sender knows to which page it belongs.

use havenward_domain::access::{Actor, Holder, act};
use havenward_domain::id::{CaseId, DraftId, UserId};
use havenward_store::drafts as rows;
use havenward_store::drafts::Draft;
use havenward_store::sessions;
use havenward_vault::key::{Key, data_key};
use havenward_vault::place::Place;
use havenward_vault::token::Token;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::forget::DRAFTS_KEPT;
use crate::keys::{FIRST, json};
use crate::{App, AppError, Caller, Ctx, Note};

/// Pages that are about one case.
const CASES: &str = "/cases/";

/// That something typed waits, without what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The draft.
    pub id: DraftId,
    /// Since when.
    pub kept_at: Timestamp,
    /// Whether it belongs to the page that is read.
    pub is_here: bool,
}

impl Waiting {
    /// Until when it waits.
    pub fn until(&self) -> Timestamp {
        self.kept_at + DRAFTS_KEPT
    }
}

/// A draft on the list of whoever typed it.
pub struct Listed {
    /// The draft.
    pub id: DraftId,
    /// Since when.
    pub kept_at: Timestamp,
    /// Until when it waits.
    pub until: Timestamp,
    /// The page on which it was typed.
    pub path: String,
    /// The case that the page is about, if it is about one.
    pub case: Option<CaseId>,
}

/// What was typed, for the one who typed it.
pub struct Typed {
    /// The page.
    pub path: String,
    /// The fields as they were sent.
    pub fields: Zeroizing<Vec<u8>>,
}

/// Where a draft belongs; sealed, because it tells who works on what.
#[derive(Serialize, Deserialize)]
struct Belongs {
    path: String,
    case: Option<CaseId>,
}

fn sealed_at(column: &'static str, id: DraftId) -> Place {
    Place::new("drafts", column, id)
}

/// What of the actor's own waits, the newest first, and whether it was typed on this page.
pub async fn waiting(ctx: &mut Ctx, path: &str) -> Result<Vec<Waiting>, AppError> {
    let user = ctx.member()?.user;
    let here = ctx.app.0.secrets.draft_place(user, path);
    let since = ctx.now() - DRAFTS_KEPT;
    let found = rows::waiting(&mut ctx.tx, user, since).await?;
    let told = |row: rows::Waiting| Waiting { id: row.id, kept_at: row.kept_at, is_here: row.place == here };
    Ok(found.into_iter().map(told).collect())
}

/// Keeps what the actor typed on a page, in the place of what she had typed there before.
pub async fn keep(ctx: &mut Ctx, path: &str, fields: &[u8]) -> Result<DraftId, AppError> {
    let user = ctx.member()?.user;
    let case = case_of(ctx, path).await?;
    keep_for(ctx, user, (path, case), fields).await
}

/// Keeps what was typed under a session that has ended by itself; tells whether it was anybody's. After signing
/// out nothing is kept, and neither is it for somebody who has no key yet.
pub async fn keep_of_ended(app: &App, token: &str, path: &str, fields: &[u8]) -> Result<bool, AppError> {
    let Ok(token) = Token::parse(token) else { return Ok(false) };
    let nobody = Caller::nobody();
    let find = async |ctx: &mut Ctx| Ok(sessions::holder(&mut ctx.tx, token.digest()).await?);
    let Some(member) = app.look(&nobody, find).await? else { return Ok(false) };
    // Which case a page is about is found in the sight of whoever typed: nobody has none.
    let typist = Caller::without_key(Actor::Member(member));
    let kept = match app.look(&typist, async |ctx| case_of(ctx, path).await).await {
        Ok(case) => {
            let keep = async |ctx: &mut Ctx| keep_for(ctx, member.user, (path, case), fields).await;
            app.run(&nobody, keep).await
        }
        Err(error) => Err(error),
    };
    match kept {
        // The same is told whether or not there is (still) such a case.
        Ok(_) | Err(AppError::Sealed) => Ok(true),
        Err(AppError::WaitingForKey) => Ok(false),
        Err(error) => Err(error),
    }
}

async fn keep_for(
    ctx: &mut Ctx,
    user: UserId,
    (path, case): (&str, Option<CaseId>),
    fields: &[u8],
) -> Result<DraftId, AppError> {
    let permit = ctx.permit::<act::KeepDraft>()?;
    let public = ctx.public_key(Holder::User(user)).await?;
    let id: DraftId = ctx.draw();
    let key = Key::generate();
    let data = under(ctx, &key, case).await?;
    let belongs = json(&Belongs { path: path.to_owned(), case })?;
    let draft = Draft {
        id,
        place: public.seal_bytes(&sealed_at("sealed_place", id), FIRST, &belongs),
        key: public.wrap(&sealed_at("sealed_key", id), FIRST, &key),
        typed: data.as_ref().unwrap_or(&key).seal(&sealed_at("sealed_draft", id), FIRST, fields),
        kept_at: ctx.now(),
    };
    ctx.record(&permit, Note::because("administration", "operation").about("draft", id)).await?;
    let place = ctx.app.0.secrets.draft_place(user, path);
    rows::keep(&mut ctx.tx, &permit, user, place, &draft).await?;
    Ok(id)
}

/// The case that a page is about: the first thing in its address that belongs to one.
///
/// A page under the cases that names none which is there, or none of which the typist may know, is refused: what
/// cannot be bound to the life of its case is not kept.
async fn case_of(ctx: &mut Ctx, path: &str) -> Result<Option<CaseId>, AppError> {
    for part in path.split('/').filter(|part| part.parse::<CaseId>().is_ok()) {
        if let Some(case) = rows::facts_of_case(&mut ctx.tx, part).await? {
            let is_known = !path.starts_with(CASES) || may_know(ctx, case).await?;
            return if is_known { Ok(Some(case)) } else { Err(AppError::Sealed) };
        }
    }
    if path.starts_with(CASES) { Err(AppError::Sealed) } else { Ok(None) }
}

/// Whether the actor may know that there is this case.
async fn may_know(ctx: &mut Ctx, case: CaseId) -> Result<bool, AppError> {
    match ctx.permit_on::<act::ReadCase>(case).await {
        Ok(_) | Err(AppError::Forbidden) => Ok(true),
        Err(AppError::NotFound) => Ok(false),
        Err(error) => Err(error),
    }
}

/// The key of a draft mixed with the shred key of its case, if it is about one.
async fn under(ctx: &mut Ctx, key: &Key, case: Option<CaseId>) -> Result<Option<Key>, AppError> {
    let Some(case) = case else { return Ok(None) };
    Ok(Some(data_key(key, &ctx.shred_key(case).await?)))
}

/// Lists the actor's own drafts, the newest first. In the journal.
pub async fn list(ctx: &mut Ctx) -> Result<Vec<Listed>, AppError> {
    let listed = |(draft, belongs): (Draft, Belongs)| Listed {
        id: draft.id,
        kept_at: draft.kept_at,
        until: draft.kept_at + DRAFTS_KEPT,
        path: belongs.path,
        case: belongs.case,
    };
    Ok(own(ctx, None).await?.into_iter().map(listed).collect())
}

/// Opens what the actor typed herself. Of a case that she may not know of any more, or that is erased, nothing is
/// found.
pub async fn open(ctx: &mut Ctx, id: DraftId) -> Result<Typed, AppError> {
    let found = own(ctx, Some(id)).await?;
    let (draft, belongs) = found.into_iter().next().ok_or(AppError::NotFound)?;
    if let Some(case) = belongs.case.filter(|_| belongs.path.starts_with(CASES))
        && !may_know(ctx, case).await?
    {
        return Err(AppError::NotFound);
    }
    let key = ctx.caller.key.clone().ok_or(AppError::SignedOut)?;
    let key = key.unwrap_key(&sealed_at("sealed_key", id), &draft.key).map_err(|_| AppError::NotFound)?;
    let data = match under(ctx, &key, belongs.case).await {
        Ok(data) => data,
        Err(AppError::Sealed) => return Err(AppError::NotFound),
        Err(error) => return Err(error),
    };
    let place = sealed_at("sealed_draft", id);
    let plain = data.as_ref().unwrap_or(&key).open(&place, &draft.typed).map_err(|_| AppError::NotFound)?;
    Ok(Typed { path: belongs.path, fields: Zeroizing::new(plain.expose().to_vec()) })
}

/// The actor's own drafts, or one of them, with where each belongs.
async fn own(ctx: &mut Ctx, only: Option<DraftId>) -> Result<Vec<(Draft, Belongs)>, AppError> {
    let user = ctx.member()?.user;
    let permit = ctx.permit::<act::OpenDraft>()?;
    let note = Note::because("administration", "operation");
    let note = if let Some(id) = only { note.about("draft", id) } else { note };
    ctx.record(&permit, note).await?;
    let key = ctx.caller.key.clone().ok_or(AppError::SignedOut)?;
    let since = ctx.now() - DRAFTS_KEPT;
    let mut found = Vec::new();
    for draft in rows::all(&mut ctx.tx, &permit, user, since).await? {
        if only.is_some_and(|id| id != draft.id) {
            continue;
        }
        // What was sealed to a key that she has no more is as good as gone.
        let Ok(plain) = key.open_bytes(&sealed_at("sealed_place", draft.id), &draft.place) else { continue };
        let belongs = serde_json::from_slice(plain.expose()).map_err(|_| AppError::Internal("draft"))?;
        found.push((draft, belongs));
    }
    Ok(found)
}

/// Throws away what the actor typed herself, or has sent by now.
pub async fn drop(ctx: &mut Ctx, id: DraftId) -> Result<(), AppError> {
    let user = ctx.member()?.user;
    let permit = ctx.permit::<act::DropDraft>()?;
    ctx.record(&permit, Note::because("administration", "operation").about("draft", id)).await?;
    rows::remove(&mut ctx.tx, &permit, user, id).await?;
    Ok(())
}
