//! A case handed to a colleague of the unit, with what is open on it.
//!
//! The case stays the unit's: nobody gains or loses access, and what the one before wrote stays where it is.
//! Notes for named persons do not travel along; she is told which, so that she can share them first.

use havenward_domain::access::{Holder, act, carries_the_case};
use havenward_domain::compartment::Compartment;
use havenward_domain::id::{CaseId, UserId};
use havenward_domain::transfer::{Colleague, NotTransferred, Transfer, hand_over as handed_over};
use havenward_store::units::Member;
use havenward_store::{cases, tasks, units};
use jiff::SignedDuration;

use crate::why::checked_words;
use crate::{AppError, Ctx, Note};

/// The task by which the next one is told.
const TOLD: &str = "case_handed_to_you";
/// She looks at the case within a day.
const LOOK_WITHIN: SignedDuration = SignedDuration::from_hours(24);

/// What stands before a case goes to somebody.
pub struct Stands {
    /// Who carries it, if somebody was named and is still of the unit.
    pub carrier: Option<Member>,
    /// Colleagues to whom it can go, by name.
    pub colleagues: Vec<Member>,
    /// What is open on it.
    pub tasks: Vec<tasks::Task>,
    /// What only the actor may open by name: it does not travel along.
    pub stays: Vec<Compartment>,
    /// Hand-overs before, oldest first, with the names of those who are still of the unit.
    pub before: Vec<(Transfer, Option<String>)>,
}

/// Reads what stands before the case goes to somebody.
pub async fn stands(ctx: &mut Ctx, case: CaseId) -> Result<Stands, AppError> {
    let permit = ctx.permit_on::<act::HandOverCase>(case).await?;
    let core = ctx.core_of(&permit, Note::because("support", "operation")).await?;
    let member = ctx.member()?;
    let members = units::members(&mut ctx.tx, member.unit).await?;
    let name = |user: UserId| members.iter().find(|one| one.user == user).map(|one| one.name.clone());
    let before = core.transfers.iter().map(|one| (one.clone(), name(one.to))).collect();
    let carrier = havenward_domain::transfer::carrier(&core.transfers);
    let now = ctx.now();
    let mut stays: Vec<Compartment> = Vec::new();
    for access in cases::access(&mut ctx.tx, &permit).await? {
        if access.grant.holder == Holder::User(member.user) && now < access.grant.expires_at {
            let named = access.grant.compartments.members().filter(|one| one.is_for_named_users());
            stays.extend(named);
        }
    }
    stays.sort();
    stays.dedup();
    Ok(Stands {
        carrier: members.iter().find(|one| Some(one.user) == carrier).cloned(),
        tasks: tasks::about_in_hand(&mut ctx.tx, &permit, member.unit).await?,
        stays,
        before,
        colleagues: members.into_iter().filter(|one| Some(one.user) != carrier && can_carry(one)).collect(),
    })
}

fn colleague(member: &Member) -> Colleague {
    Colleague {
        user: member.user,
        is_active: member.active,
        may_carry: carries_the_case(member.role),
        holds_key: member.holds_key,
    }
}

fn can_carry(member: &Member) -> bool {
    let Colleague { is_active, may_carry, holds_key, .. } = colleague(member);
    is_active && may_carry && holds_key
}

/// Hands a case to a colleague of the unit: what is open on it goes along, and she is told by a task.
///
/// One who carries cases may also take over what an absent colleague left, for herself or for another.
pub async fn hand_over(
    ctx: &mut Ctx,
    case: CaseId,
    to: UserId,
    words: Option<String>,
) -> Result<(), AppError> {
    let words = words.map(|text| checked_words("words", text)).transpose()?;
    let note = Note::because("support", "operation").about("user", to);
    let mut work = ctx.work_on::<act::HandOverCase>(case, note).await?;
    let member = ctx.member()?;
    let next = units::member(&mut ctx.tx, member.unit, to).await?;
    let (now, before) = (ctx.now(), std::mem::take(&mut work.core_mut().transfers));
    let next = next.as_ref().map(colleague);
    work.core_mut().transfers = handed_over(before, member.user, next, words, now)?;
    tasks::assign_about(&mut ctx.tx, &work.permit, member.unit, to).await?;
    work.settle(TOLD);
    if to != member.user {
        work.ask(TOLD, LOOK_WITHIN);
    }
    ctx.save(work).await?;
    Ok(())
}

/// Who carries the case, by name, as far as the reader's own unit holds it.
pub async fn carrier(ctx: &mut Ctx, transfers: &[Transfer]) -> Result<Option<String>, AppError> {
    let Some(user) = havenward_domain::transfer::carrier(transfers) else { return Ok(None) };
    let unit = ctx.member()?.unit;
    Ok(units::member(&mut ctx.tx, unit, user).await?.map(|member| member.name))
}

impl From<NotTransferred> for AppError {
    fn from(error: NotTransferred) -> Self {
        let code = match error {
            NotTransferred::CarriesIt => "transfer.carries_it",
            NotTransferred::NoColleague => "transfer.no_colleague",
            NotTransferred::NotHerRole => "transfer.not_her_role",
            NotTransferred::NoKey => "transfer.no_key",
        };
        Self::refused(code, error.to_string())
    }
}
