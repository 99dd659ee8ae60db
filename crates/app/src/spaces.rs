//! The person's own space: her record, opened by a code and a phrase, without an account of hers.
//!
//! A worker makes it with her; she types the phrase herself. From the phrase comes the key, by the road of
//! every passphrase, and to that key the core of her one case is wrapped. Nobody can look the phrase up: who
//! forgets it gets a new code, face to face. It never opens what others wrote in other compartments.

mod come_in;

use std::collections::BTreeSet;
use std::sync::Arc;

use havenward_domain::access::{Holder, act};
use havenward_domain::compartment::Compartment;
use havenward_domain::id::{CaseId, UnitId, UserId};
use havenward_domain::request::{Request, RequestKind};
use havenward_domain::secret::Secret;
use havenward_store::{cases as case_rows, spaces, units};
use havenward_vault::pair::PrivateKey;
use havenward_vault::password::{self, PasswordError};
use havenward_vault::token::Token;
use jiff::{SignedDuration, Timestamp};
use zeroize::Zeroizing;

use crate::access_log::{self, Look};
use crate::agreements::{self, Told};
use crate::cases::{self, OpenCase};
use crate::grants::{self, Giving};
use crate::keys::FIRST;
use crate::passphrase::prepare;
use crate::sessions::{SHORTEST_PASSPHRASE, hashing};
use crate::{App, AppError, Caller, Ctx, Note};

pub use come_in::begin;

/// Without a step for this long the person is signed out: who finds the device open finds nothing.
pub const IDLE: SignedDuration = SignedDuration::from_mins(10);
/// The space ends after a year, unless it is made anew.
const LASTS: SignedDuration = SignedDuration::from_hours(24 * 365);
/// Somebody answers her within three days.
const ANSWER_WITHIN: SignedDuration = SignedDuration::from_hours(72);
/// Digits of a code; digits are on every keyboard.
const CODE_DIGITS: usize = 12;
/// The purpose under which she has access to her own record.
const OWN_RECORD: &str = "own_record";
/// Pages of the journal read for who looked, and looks shown.
const MOST_PAGES: usize = 20;
const MOST_LOOKS: usize = 50;

/// A space just made: the code is shown once and kept nowhere.
pub struct Made {
    /// The code, in groups of four digits.
    pub code: Zeroizing<String>,
}

/// Makes the person's way into her case, with the phrase she chose. One that was there ends.
pub async fn open(
    app: &App,
    caller: &Caller,
    case: CaseId,
    phrase: Zeroizing<String>,
) -> Result<Made, AppError> {
    let phrase = prepare(&phrase);
    if phrase.chars().any(char::is_control) || phrase.chars().count() < SHORTEST_PASSPHRASE {
        let message = format!("choose at least {SHORTEST_PASSPHRASE} characters; several words are good");
        return Err(AppError::invalid("phrase", message));
    }
    // Refused before the hash is paid for.
    app.look(caller, async |ctx| ctx.permit_on::<act::GiveAccess>(case).await.map(drop)).await?;
    let (params, inner) = (app.0.hash_params, Arc::clone(&app.0));
    let (unlock, stored) = hashing(app, move || password::enrol(&phrase, params, &inner.secrets.pepper))
        .await?
        .map_err(|error| match error {
            PasswordError::OutOfMemory => AppError::Busy,
            _ => AppError::invalid("phrase", "choose a shorter phrase"),
        })?;
    let code = new_code();
    let (private, public) = PrivateKey::generate();
    let user: UserId = app.draw();
    let space = spaces::Space {
        user,
        code_digest: come_in::digest(app, &code),
        salt: stored.salt.as_bytes().to_vec(),
        params: stored.params.to_string(),
        verifier: stored.verifier.as_bytes().to_vec(),
        private_key: private.seal_private(&unlock, &come_in::key_place(user), FIRST),
    };
    app.run(caller, async |ctx| {
        remove_if_there(ctx, case).await?;
        let permit = ctx.permit_on::<act::GiveAccess>(case).await?;
        let owner = case_rows::plain(&mut ctx.tx, &permit).await?.owner;
        let now = ctx.now();
        spaces::insert(&mut ctx.tx, &permit, owner, &space, &public.to_bytes(), now).await?;
        let giving = Giving {
            holder: Holder::User(user),
            compartments: vec![Compartment::Core],
            purpose: OWN_RECORD.to_owned(),
            basis: "right_of_access".to_owned(),
            agreement: None,
            until: now + LASTS,
        };
        grants::give(ctx, case, giving).await
    })
    .await?;
    Ok(Made { code: Zeroizing::new(grouped(&code)) })
}

/// Ends the person's way in, for instance because somebody else knows the phrase.
pub async fn close(ctx: &mut Ctx, case: CaseId) -> Result<(), AppError> {
    let permit = ctx.permit_on::<act::EndAccess>(case).await?;
    if spaces::of_case(&mut ctx.tx, &permit).await?.is_none() {
        return Err(AppError::refused("space.none", "the person has no way in of her own"));
    }
    remove_if_there(ctx, case).await
}

async fn remove_if_there(ctx: &mut Ctx, case: CaseId) -> Result<(), AppError> {
    let permit = ctx.permit_on::<act::EndAccess>(case).await?;
    let Some(user) = spaces::of_case(&mut ctx.tx, &permit).await? else { return Ok(()) };
    match grants::end(ctx, case, Holder::User(user), OWN_RECORD).await {
        // The access was ended on its own before: only the way in is left.
        Ok(()) | Err(AppError::NotFound) => {}
        Err(error) => return Err(error),
    }
    spaces::remove(&mut ctx.tx, &permit, user).await?;
    Ok(())
}

/// Digits from the operating system's generator, by way of a token that is thrown away.
fn new_code() -> Zeroizing<String> {
    let digest = Token::generate().digest();
    // A digest has 32 bytes; taken modulo ten each digit is uneven by less than one part in thirty.
    Zeroizing::new(digest.iter().take(CODE_DIGITS).map(|byte| char::from(b'0' + byte % 10)).collect())
}

fn grouped(code: &str) -> String {
    let digits: Vec<char> = code.chars().collect();
    digits.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// What the person reads about herself.
pub struct OwnRecord {
    /// The case, as it is read by the person: plain columns, coded facts, where it stands, what runs.
    pub case: OpenCase,
    /// Her agreements, with where each recipient stands.
    pub agreements: Vec<Told>,
    /// The names of the recipients.
    pub names: Vec<(UnitId, String)>,
    /// Who looked, the latest first; her own looks are left out.
    pub looks: Vec<Look>,
}

impl OwnRecord {
    /// What she asked for, oldest first.
    pub fn requests(&self) -> &[Request] {
        self.case.core.as_ref().map_or(&[], |core| core.requests.as_slice())
    }

    /// The name of a recipient.
    pub fn name(&self, unit: UnitId) -> &str {
        self.names.iter().find(|(id, _)| *id == unit).map_or("", |(_, name)| name.as_str())
    }
}

/// Reads the person's own record, and lets her session last [`IDLE`] longer.
pub async fn read(ctx: &mut Ctx) -> Result<OwnRecord, AppError> {
    let id = stay(ctx).await?;
    let case = cases::open(ctx, id).await?;
    let agreements = agreements::list(ctx, id).await?;
    let recipients: BTreeSet<UnitId> =
        agreements.iter().flat_map(|told| told.standing.iter().map(|(unit, _)| *unit)).collect();
    let mut names = Vec::new();
    for unit in recipients {
        if let Some(facts) = units::facts(&mut ctx.tx, unit).await? {
            names.push((unit, facts.name));
        }
    }
    Ok(OwnRecord { case, agreements, names, looks: looks(ctx, id).await? })
}

/// The last looks of others.
async fn looks(ctx: &mut Ctx, case: CaseId) -> Result<Vec<Look>, AppError> {
    let mut all: Vec<Look> = Vec::new();
    let mut after = None;
    for _ in 0..MOST_PAGES {
        let page = access_log::of_case(ctx, case, after).await?;
        let hers = Some(havenward_domain::role::Role::Survivor);
        all.extend(page.looks.into_iter().filter(|look| look.who.role != hers));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    all.reverse();
    all.truncate(MOST_LOOKS);
    Ok(all)
}

/// The case of whoever came in by code and phrase. For everybody else there is none.
pub async fn own_case(ctx: &mut Ctx) -> Result<CaseId, AppError> {
    let member = ctx.member()?;
    spaces::case_of(&mut ctx.tx, member.user).await?.ok_or(AppError::NotFound)
}

/// The same, and the session lasts longer.
async fn stay(ctx: &mut Ctx) -> Result<CaseId, AppError> {
    let case = own_case(ctx).await?;
    let session = ctx.member()?.session;
    let permit = ctx.permit_on::<act::ReadCase>(case).await?;
    let until = ctx.now() + IDLE;
    spaces::keep_session(&mut ctx.tx, &permit, session, until).await?;
    Ok(case)
}

/// Asks for something in her own words; the unit that carries the case owes her an answer.
pub async fn ask(ctx: &mut Ctx, kind: RequestKind, words: Option<String>) -> Result<Timestamp, AppError> {
    if words.is_none() && kind != RequestKind::Advocate {
        return Err(AppError::invalid("words", "say in a few words what is wrong"));
    }
    let case = stay(ctx).await?;
    let mut work = ctx.work_on::<act::AskForOneself>(case, Note::because(OWN_RECORD, "own_wish")).await?;
    let now = ctx.now();
    work.core_mut().requests.push(Request { kind, words: words.map(Secret::new), at: now });
    work.ask("answer_request", ANSWER_WITHIN);
    ctx.save(work).await?;
    Ok(now)
}

/// What the person asked for, as those read it who carry her case; and whether she has a way in.
pub async fn requests(ctx: &mut Ctx, case: CaseId) -> Result<(Vec<Request>, bool), AppError> {
    let permit = ctx.permit_on::<act::ReadCase>(case).await?;
    let has_space = spaces::of_case(&mut ctx.tx, &permit).await?.is_some();
    let opened = cases::open(ctx, case).await?;
    let core = opened.core.ok_or(AppError::Forbidden)?;
    Ok((core.requests, has_space))
}
