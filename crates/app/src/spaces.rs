//! The person's own space: her record, opened by a code and a phrase, without an account of hers.
//!
//! A worker makes it with her; she types the phrase herself. From the phrase comes the key, by the road of
//! every passphrase, and to that key the core of her one case is wrapped. Nobody can look the phrase up: who
//! forgets it gets a new code, face to face. It never opens what others wrote in other compartments.

mod come_in;

use std::collections::BTreeSet;
use std::sync::Arc;

use havenward_domain::access::{Holder, act};
use havenward_domain::agreement::{Purpose, Standing};
use havenward_domain::compartment::Compartment;
use havenward_domain::id::{CaseId, ChallengeId, EntryId, UnitId, UserId};
use havenward_domain::profile::Profile;
use havenward_domain::request::{Request, RequestKind};
use havenward_domain::role::Role;
use havenward_domain::secret::Secret;
use havenward_store::{cases as case_rows, spaces, units};
use havenward_vault::pair::PrivateKey;
use havenward_vault::password::{self, PasswordError};
use havenward_vault::token::Token;
use jiff::{SignedDuration, Timestamp};
use zeroize::Zeroizing;

use crate::access_log::{self, Look};
use crate::agreements::{self, Told, Withdrawal};
use crate::answers::{self, ANSWER_REQUEST};
use crate::cases::{Audience, Course};
use crate::challenges::{self, Bringing};
use crate::desk::{self, WayOpen};
use crate::file::Core;
use crate::grants::{self, Giving};
use crate::keys::FIRST;
use crate::passphrase::prepare;
use crate::sessions::{SHORTEST_PASSPHRASE, hashing};
use crate::{App, AppError, Caller, Ctx, Note};

pub use come_in::{Arrived, begin, caller};

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
/// A phrase of fewer different characters is one key pressed again and again.
const FEWEST_CHARACTERS: usize = 5;
/// Entries of the journal in which others' looks are searched for, the latest first.
const LATEST_ENTRIES: i64 = 400;
/// What one person may ask for; more is a machine with her words.
const MOST_REQUESTS: usize = 100;

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
    check(&phrase)?;
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

/// Refuses a phrase that somebody who knows the person need not guess.
fn check(phrase: &str) -> Result<(), AppError> {
    let (length, different) = (phrase.chars().count(), phrase.chars().collect::<BTreeSet<_>>().len());
    if phrase.chars().any(char::is_control) || length < SHORTEST_PASSPHRASE {
        let message = format!("choose at least {SHORTEST_PASSPHRASE} characters; several words are good");
        return Err(AppError::invalid("phrase", message));
    }
    if different < FEWEST_CHARACTERS {
        return Err(AppError::invalid("phrase", "choose words, not one sign again and again"));
    }
    Ok(())
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
    let Some(way) = spaces::of_case(&mut ctx.tx, &permit).await? else { return Ok(()) };
    match grants::end(ctx, case, Holder::User(way.user), OWN_RECORD).await {
        // The access was ended on its own before, or ran out: only the way in is left.
        Ok(()) | Err(AppError::NotFound) => {}
        Err(error) => return Err(error),
    }
    spaces::remove(&mut ctx.tx, &permit, way.user).await?;
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

/// What the person reads about herself. What she told is counted and not shown: the screen may be watched,
/// and she knows it. Others around her, dangers and what others noted are in other compartments.
pub struct OwnRecord {
    /// Since when there is a record.
    pub since: Timestamp,
    /// What lies in it.
    pub kept: Kept,
    /// Where it stands, what runs, what was decided, as the person reads it.
    pub course: Course,
    /// Her agreements, with where each recipient stands.
    pub agreements: Vec<Told>,
    /// The names of the recipients.
    pub names: Vec<(UnitId, String)>,
    /// Who looked, the latest first; her own looks are left out.
    pub looks: Vec<Look>,
    /// What she asked for, oldest first.
    pub requests: Vec<Request>,
    /// The ways in which she can say no to a refusal now, and that nobody has taken yet.
    pub ways: Vec<WayOpen>,
}

/// How much is kept of each kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// Times that she was asked, or signs were seen.
    pub screenings: usize,
    /// Needs that were noted.
    pub needs: usize,
    /// Whether it was noted what threatens her.
    pub risks: bool,
    /// Whether there is a plan.
    pub plan: bool,
    /// Decisions.
    pub decisions: usize,
}

impl Kept {
    fn of(core: &Core) -> Self {
        Self {
            screenings: core.screenings.len(),
            needs: core.needs.as_ref().map_or(0, |needs| needs.open().count()),
            risks: core.risks.is_some(),
            plan: core.plan.is_some(),
            decisions: core.status.decisions().len(),
        }
    }
}

impl OwnRecord {
    /// The name of a recipient.
    pub fn name(&self, unit: UnitId) -> &str {
        name_in(&self.names, unit)
    }
}

fn name_in(names: &[(UnitId, String)], unit: UnitId) -> &str {
    names.iter().find(|(id, _)| *id == unit).map_or("", |(_, name)| name.as_str())
}

async fn names(ctx: &mut Ctx, of: BTreeSet<UnitId>) -> Result<Vec<(UnitId, String)>, AppError> {
    let mut names = Vec::new();
    for unit in of {
        if let Some(facts) = units::facts(&mut ctx.tx, unit).await? {
            names.push((unit, facts.name));
        }
    }
    Ok(names)
}

/// Reads the person's own record, and lets her session last [`IDLE`] longer.
pub async fn read(ctx: &mut Ctx) -> Result<OwnRecord, AppError> {
    let case = stay(ctx).await?;
    let permit = ctx.permit_on::<act::ReadCase>(case).await?;
    let note = Note::because(OWN_RECORD, "right_of_access").opening(&[Compartment::Core]);
    let recorded = ctx.record(&permit, note).await?;
    let core: Core = ctx.open(&permit, &recorded, Compartment::Core).await?.ok_or(AppError::NotFound)?;
    let since = case_rows::plain(&mut ctx.tx, &permit).await?.opened_at;
    let profile = ctx.profile_of(core.status.profile()).await?;
    let (now, reader) = (ctx.now(), ctx.member()?.user);
    let agreements = agreements::told(&core, now);
    let recipients = agreements.iter().flat_map(|told| told.standing.iter().map(|(unit, _)| *unit)).collect();
    let mut course = Course::of(&core, &profile, Audience::Person, reader, now);
    course.clocks.extend(answers::owed(&core, &profile));
    let mut looks = access_log::latest(ctx, case, LATEST_ENTRIES).await?;
    looks.retain(|look| look.who.role != Some(Role::Survivor));
    Ok(OwnRecord {
        since,
        kept: Kept::of(&core),
        course,
        agreements,
        names: names(ctx, recipients).await?,
        ways: ways_open(ctx, &core, &profile).await?,
        looks,
        requests: core.requests,
    })
}

/// The ways in which the person herself can challenge the refusal that stands, whose time runs.
async fn ways_open(ctx: &mut Ctx, core: &Core, profile: &Profile) -> Result<Vec<WayOpen>, AppError> {
    let reader = ctx.author().await?;
    let mut ways = desk::ways_of(core, profile, &reader);
    ways.retain(|way| way.is_mine && way.until.is_some());
    Ok(ways)
}

/// Says no to the refusal that stands, in the person's own name and by the road that everybody takes:
/// [`challenges::bring`].
pub async fn challenge(ctx: &mut Ctx, bringing: Bringing) -> Result<ChallengeId, AppError> {
    let case = stay(ctx).await?;
    challenges::bring(ctx, case, bringing).await
}

/// By when somebody answers what she asked for.
pub fn answer_by(request: &Request) -> Timestamp {
    request.at + ANSWER_WITHIN
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

/// What the person stopped, and what could not be called back.
pub struct Stopped {
    /// What was closed, what had been read, what goes on by law.
    pub withdrawal: Withdrawal,
    /// The names of the units in it.
    pub names: Vec<(UnitId, String)>,
}

impl Stopped {
    /// The name of a unit.
    pub fn name(&self, unit: UnitId) -> &str {
        name_in(&self.names, unit)
    }
}

/// Withdraws what the person agreed to, by the road that everybody takes: [`agreements::withdraw`].
pub async fn withdraw(ctx: &mut Ctx, purpose: &Purpose, recipient: UnitId) -> Result<Stopped, AppError> {
    let case = stay(ctx).await?;
    let withdrawal = agreements::withdraw(ctx, case, purpose, recipient).await?;
    let mut of: BTreeSet<UnitId> = withdrawal.cannot_be_recalled.iter().map(|one| one.unit).collect();
    of.insert(recipient);
    Ok(Stopped { names: names(ctx, of).await?, withdrawal })
}

/// Whether she can stop what stands so.
pub fn can_be_stopped(standing: &Standing) -> bool {
    matches!(standing, Standing::Agreed | Standing::NotNeeded(_))
}

/// Asks for something in her own words; the unit that carries the case owes her an answer.
pub async fn ask(ctx: &mut Ctx, kind: RequestKind, words: Option<String>) -> Result<EntryId, AppError> {
    if words.is_none() && kind != RequestKind::Advocate {
        return Err(AppError::invalid("words", "say in a few words what is wrong"));
    }
    let case = stay(ctx).await?;
    let mut work = ctx.work_on::<act::AskForOneself>(case, Note::because(OWN_RECORD, "own_wish")).await?;
    if work.core().requests.len() >= MOST_REQUESTS {
        return Err(AppError::refused("space.too_many", "ask the person who works with you"));
    }
    let now = ctx.now();
    work.core_mut().requests.push(Request {
        kind,
        words: words.map(Secret::new),
        at: now,
        answered_at: None,
    });
    work.ask(ANSWER_REQUEST, ANSWER_WITHIN);
    let (_, recorded) = ctx.save(work).await?;
    Ok(recorded.act)
}

/// What those who carry the case see of the person's own way in.
pub struct AsSeenByTheTeam {
    /// What she asked for, oldest first.
    pub requests: Vec<Request>,
    /// Since when she has a way in, if she has one.
    pub made_at: Option<Timestamp>,
    /// How often wrong words were typed with her code since the right ones were.
    pub failures: i64,
}

/// Reads what the person asked for, and whether she has a way in.
pub async fn requests(ctx: &mut Ctx, case: CaseId) -> Result<AsSeenByTheTeam, AppError> {
    // Not everybody who reads the core may make a way in.
    ctx.permit_on::<act::GiveAccess>(case).await?;
    let permit = ctx.permit_on::<act::ReadCase>(case).await?;
    let note = Note::because("support", "public_task").opening(&[Compartment::Core]);
    let recorded = ctx.record(&permit, note).await?;
    let core: Core = ctx.open(&permit, &recorded, Compartment::Core).await?.ok_or(AppError::NotFound)?;
    let way = spaces::of_case(&mut ctx.tx, &permit).await?;
    Ok(AsSeenByTheTeam {
        requests: core.requests,
        made_at: way.as_ref().map(|way| way.made_at),
        failures: way.map_or(0, |way| way.failures),
    })
}
