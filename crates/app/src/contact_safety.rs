//! How the person may be reached, and who else may be contacted: nobody, until a named worker clears it.
//!
//! Everything here lies in its own compartment. Whoever is about to call, write or send asks
//! [`may_contact`] first; there is no other permission.

use havenward_domain::access::act;
use havenward_domain::compartment::Compartment;
use havenward_domain::contact_safety::{
    Channel, ChannelKind, Clearance, ClearanceError, ContactSafety as Ways, LeaveMessage, Relation,
    ThirdParty, WhoElse,
};
use havenward_domain::danger::DoNotContact;
use havenward_domain::hours::Hours;
use havenward_domain::id::CaseId;
use havenward_domain::language::Language;
use havenward_domain::secret::Secret;
use havenward_store::cases;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::file::ContactSafety;
use crate::keys::Opened;
use crate::notes::check_text;
use crate::{AppError, Ctx, Note};

/// The longest text of one field, in bytes.
const LONGEST: usize = 500;
/// Channels of one person, and others around her.
const MOST: usize = 50;

/// One way to reach the person, as she gave it.
pub struct NewChannel {
    /// Kind.
    pub kind: ChannelKind,
    /// Number or address.
    pub address: String,
    /// Safe hours in the person's local time.
    pub hours: Hours,
    /// Whether a message may be left.
    pub leave_message: LeaveMessage,
    /// Who else uses it.
    pub who_else: WhoElse,
}

/// How the person may be reached, as she said it.
pub struct NewWays {
    /// The language to use.
    pub language: Language,
    /// Channels, her first choice first.
    pub channels: Vec<NewChannel>,
    /// The word that shows it is she, and that she can talk.
    pub safe_word: Option<String>,
}

/// Whom somebody wants to contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whom {
    /// The person, on her channel of this number.
    Person(usize),
    /// Somebody around her, by number, on a kind of channel.
    Other(usize, ChannelKind),
}

/// The yes to a contact, and what to mind.
pub struct MayContact {
    /// Number or address, for the person.
    pub address: Option<Secret<String>>,
    /// The word to hear before saying anything.
    pub safe_word: Option<Secret<String>>,
    /// Whether a message may be left.
    pub leave_message: LeaveMessage,
}

impl From<ClearanceError> for AppError {
    fn from(error: ClearanceError) -> Self {
        let code = match error {
            ClearanceError::DoNotContact => "contact_safety.do_not_contact",
            ClearanceError::NoReason => "contact_safety.no_reason",
            ClearanceError::AlreadyOver => "contact_safety.already_over",
        };
        Self::refused(code, error.to_string())
    }
}

/// Writes the channels anew. None is safe until somebody marks it so.
pub async fn write_channels(ctx: &mut Ctx, case: CaseId, new: NewWays) -> Result<(), AppError> {
    if new.channels.len() > MOST {
        return Err(AppError::invalid("channels", format!("give at most {MOST}")));
    }
    let texts = new.channels.iter().map(|channel| &channel.address).chain(&new.safe_word);
    for text in texts {
        check_text("channels", text, LONGEST)?;
    }
    change(ctx, case, because(), |safety| {
        let channels = new.channels.into_iter().map(channel);
        safety.ways = Some(Ways {
            language: new.language,
            channels: channels.collect(),
            safe_word: new.safe_word.map(Secret::new),
        });
        Ok(())
    })
    .await
}

/// Adds a channel after those that are there, not yet safe. The language, and the word if one is given, take the
/// place of what stood there.
pub async fn add_channel(
    ctx: &mut Ctx,
    case: CaseId,
    language: Language,
    new: NewChannel,
    safe_word: Option<String>,
) -> Result<(), AppError> {
    check_text("address", &new.address, LONGEST)?;
    if let Some(word) = &safe_word {
        check_text("safe_word", word, LONGEST)?;
    }
    change(ctx, case, because(), |safety| {
        let ways = safety.ways.get_or_insert_with(|| Ways {
            language: language.clone(),
            channels: Vec::new(),
            safe_word: None,
        });
        if ways.channels.len() >= MOST {
            return Err(AppError::refused("contact_safety.full", format!("no more than {MOST} fit here")));
        }
        ways.channels.push(channel(new));
        ways.language = language;
        ways.safe_word = safe_word.map(Secret::new).or(ways.safe_word.take());
        Ok(())
    })
    .await
}

/// A channel as the person gave it, which nobody has marked as safe yet.
fn channel(new: NewChannel) -> Channel {
    let mut channel = Channel::new(new.kind, Secret::new(new.address), new.hours);
    channel.leave_message = new.leave_message;
    channel.who_else = new.who_else;
    channel
}

/// Marks a channel as safe, for thirty days at most.
pub async fn mark_safe(
    ctx: &mut Ctx,
    case: CaseId,
    channel: usize,
    until: Option<Timestamp>,
) -> Result<(), AppError> {
    let (by, now) = (ctx.member()?.user, ctx.now());
    if until.is_some_and(|until| until <= now) {
        return Err(AppError::invalid("until", "give an instant later than now"));
    }
    change_channel(ctx, case, channel, |channel| {
        channel.mark_safe_until(until.unwrap_or(Timestamp::MAX), by, now)
    })
    .await
}

/// Takes the mark away at once.
pub async fn mark_unsafe(ctx: &mut Ctx, case: CaseId, channel: usize) -> Result<(), AppError> {
    change_channel(ctx, case, channel, Channel::mark_unsafe).await
}

/// Names somebody around the person, cleared for nothing. Returns their number.
pub async fn add_other(
    ctx: &mut Ctx,
    case: CaseId,
    relation: Relation,
    name: String,
) -> Result<usize, AppError> {
    check_text("name", &name, LONGEST)?;
    change(ctx, case, because(), |safety| {
        let number = safety.others.len();
        if number >= MOST {
            return Err(AppError::refused("contact_safety.full", format!("no more than {MOST} fit here")));
        }
        safety.others.push(ThirdParty::new(relation, Secret::new(name)));
        Ok(number)
    })
    .await
}

/// Clears one other on one channel: a named worker's word, with a reason and an end.
pub async fn clear(
    ctx: &mut Ctx,
    case: CaseId,
    other: usize,
    channel: ChannelKind,
    until: Timestamp,
    why: String,
) -> Result<(), AppError> {
    check_reason(&why)?;
    let (by, at) = (ctx.member()?.user, ctx.now());
    let note = because().detail("cleared", why.as_str());
    change_other(ctx, case, note, other, |party| {
        Ok(party.clear(channel, Clearance { by, at, until, why: Secret::new(why) })?)
    })
    .await
}

/// Takes a clearance back.
pub async fn revoke(ctx: &mut Ctx, case: CaseId, other: usize, channel: ChannelKind) -> Result<(), AppError> {
    change_other(ctx, case, because(), other, |party| Ok(party.revoke(channel))).await
}

/// Forbids any contact with one other; every clearance ends.
pub async fn do_not_contact(ctx: &mut Ctx, case: CaseId, other: usize, why: String) -> Result<(), AppError> {
    check_reason(&why)?;
    let (by, at) = (ctx.member()?.user, ctx.now());
    let note = because().detail("do_not_contact", why.as_str());
    change_other(ctx, case, note, other, |party| {
        Ok(party.mark(DoNotContact { by, at, why: Secret::new(why) }))
    })
    .await
}

/// Lifts a do-not-contact mark with a reason. Nothing is cleared by that.
pub async fn lift(ctx: &mut Ctx, case: CaseId, other: usize, why: String) -> Result<(), AppError> {
    check_reason(&why)?;
    let note = because().detail("mark_lifted", why.as_str());
    change_other(ctx, case, note, other, |party| Ok(party.lift(&Secret::new(why))?)).await
}

/// Reads how the person may be reached and who is around her.
pub async fn read(ctx: &mut Ctx, case: CaseId) -> Result<ContactSafety, AppError> {
    let permit = ctx.permit_on::<act::ReadCase>(case).await?;
    let recorded = ctx.record(&permit, because().opening(&[Compartment::ContactSafety])).await?;
    Ok(ctx.open(&permit, &recorded, Compartment::ContactSafety).await?.unwrap_or_default())
}

/// Reads the same for whoever may change it.
pub async fn read_to_change(ctx: &mut Ctx, case: CaseId) -> Result<ContactSafety, AppError> {
    let permit = ctx.permit_on::<act::WriteContactSafety>(case).await?;
    let recorded = ctx.record(&permit, because().opening(&[Compartment::ContactSafety])).await?;
    Ok(ctx.open(&permit, &recorded, Compartment::ContactSafety).await?.unwrap_or_default())
}

/// Asks whether somebody may be contacted now. Every contact asks this first; the answer is journalled.
pub async fn may_contact(ctx: &mut Ctx, case: CaseId, whom: Whom) -> Result<MayContact, AppError> {
    let permit = ctx.permit_on::<act::ReadCase>(case).await?;
    let recorded = ctx.record(&permit, because().opening(&[Compartment::ContactSafety])).await?;
    let plain = cases::plain(&mut ctx.tx, &permit).await?;
    let profile = ctx.profile_of(&plain.profile).await?;
    let safety: ContactSafety =
        ctx.open(&permit, &recorded, Compartment::ContactSafety).await?.unwrap_or_default();
    allowed(&safety, whom, profile.calendar().zone(), ctx.now())
}

/// The rule behind [`may_contact`], for whoever has the compartment open already.
pub fn allowed(
    safety: &ContactSafety,
    whom: Whom,
    zone: &TimeZone,
    now: Timestamp,
) -> Result<MayContact, AppError> {
    match whom {
        Whom::Person(number) => {
            let ways = safety.ways.as_ref().ok_or_else(not_cleared)?;
            let channel = ways.channels.get(number).ok_or(AppError::NotFound)?;
            let local = zone.to_datetime(now);
            let may = ways
                .may_use(channel, local, now)
                .map_err(|not_now| AppError::refused("contact_safety.not_now", not_now.to_string()))?;
            Ok(MayContact {
                address: Some(may.channel.address.clone()),
                safe_word: may.safe_word.cloned(),
                leave_message: may.leave_message,
            })
        }
        Whom::Other(number, channel) => {
            let party = safety.others.get(number).ok_or(AppError::NotFound)?;
            party.clearance(channel, now).ok_or_else(not_cleared)?;
            Ok(MayContact { address: None, safe_word: None, leave_message: LeaveMessage::Never })
        }
    }
}

fn not_cleared() -> AppError {
    AppError::refused(
        "contact_safety.not_cleared",
        "nobody is contacted until a named worker has cleared this one on this channel",
    )
}

fn because() -> Note {
    Note::because("safety", "vital_interest")
}

fn check_reason(why: &str) -> Result<(), AppError> {
    check_text("why", why, LONGEST)
}

async fn change<T>(
    ctx: &mut Ctx,
    case: CaseId,
    note: Note,
    rule: impl FnOnce(&mut ContactSafety) -> Result<T, AppError>,
) -> Result<T, AppError> {
    let permit = ctx.permit_on::<act::WriteContactSafety>(case).await?;
    let recorded = ctx.record(&permit, note.opening(&[Compartment::ContactSafety])).await?;
    let mut opened: Opened<ContactSafety> =
        ctx.open_to_change(&permit, &recorded, Compartment::ContactSafety).await?;
    let done = rule(&mut opened.body)?;
    ctx.put_back(&permit, Compartment::ContactSafety, &opened).await?;
    Ok(done)
}

async fn change_channel(
    ctx: &mut Ctx,
    case: CaseId,
    number: usize,
    rule: impl FnOnce(Channel) -> Channel,
) -> Result<(), AppError> {
    change(ctx, case, because(), |safety| {
        let channel = safety.ways.as_mut().and_then(|ways| ways.channels.get_mut(number));
        let channel = channel.ok_or(AppError::NotFound)?;
        *channel = rule(channel.clone());
        Ok(())
    })
    .await
}

async fn change_other(
    ctx: &mut Ctx,
    case: CaseId,
    note: Note,
    number: usize,
    rule: impl FnOnce(ThirdParty) -> Result<ThirdParty, AppError>,
) -> Result<(), AppError> {
    change(ctx, case, note, |safety| {
        let party = safety.others.get_mut(number).ok_or(AppError::NotFound)?;
        *party = rule(party.clone())?;
        Ok(())
    })
    .await
}
