//! The hand-over of a shift, and interpreters who see an appointment and no file.

use std::collections::{BTreeMap, BTreeSet};

use havenward_app::{AppError, Caller, Window, bookings, cases, interpreters, matching, shifts, tasks};
use havenward_domain::booking::{ConflictCheck, Interpreting, Mode, PersonsAnswer, Request};
use havenward_domain::id::{BookingId, UnitId, UserId};
use havenward_domain::matching::Avoid;
use havenward_domain::role::Role;
use havenward_domain::sex::Sex;
use havenward_testkit::{Site, each_site};
use jiff::SignedDuration;

use crate::a_story::{Story, is_refused, open_tasks, unit};

const CLEAN: ConflictCheck =
    ConflictCheck { from_companion: false, relative: false, tied_to_danger: false, same_community: false };

fn user(caller: &Caller) -> UserId {
    caller.actor().member().unwrap().user
}

#[tokio::test]
async fn a_shift_ends_when_every_open_task_has_a_named_colleague() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        crate::contacts::record(&site.app, &guard).await.unwrap();
        let next = site.newcomer("next", guard.actor().unit().unwrap(), Role::FrBorder).await;
        let stranger = site.member("stranger", Role::FrBorder).await;
        let open =
            async || site.app.look(&next, async |ctx| tasks::list(ctx, Window::at(0)).await).await.unwrap();
        let ids: Vec<_> = open().await.into_iter().map(|task| task.id).collect();
        assert_eq!(ids.len(), 2);
        let hand_over = async |moves: BTreeMap<_, _>| {
            site.app.run(&guard, async |ctx| shifts::hand_over(ctx, moves, None).await.map(|_| ())).await
        };
        assert!(is_refused(&hand_over([(ids[0], user(&next))].into()).await, "shift.unassigned"));
        let astray = ids.iter().map(|id| (*id, user(&stranger))).collect();
        assert!(is_refused(&hand_over(astray).await, "shift.not_on_shift"));

        hand_over(ids.iter().map(|id| (*id, user(&next))).collect()).await.unwrap();

        assert!(open().await.iter().all(|task| task.assignee == Some(user(&next))));
        let done = async |who, id| site.app.run(who, async |ctx| tasks::done(ctx, id).await).await;
        assert!(matches!(done(&stranger, ids[0]).await, Err(AppError::NotFound)));
        done(&next, ids[0]).await.unwrap();
        assert!(matches!(done(&next, ids[0]).await, Err(AppError::NotFound)));
    })
    .await;
}

async fn wanted(site: &Site, story: &Story) -> BookingId {
    wanted_at(site, story, SignedDuration::from_hours(2), 60).await
}

async fn wanted_at(site: &Site, story: &Story, begins_in: SignedDuration, minutes: u16) -> BookingId {
    let request = Request {
        language: "uk".parse().unwrap(),
        dialect: None,
        sex: Some(Sex::Female),
        mode: Mode::Remote,
        at: site.app.now() + begins_in,
        minutes,
    };
    site.app.run(&story.guard, async |ctx| bookings::request(ctx, story.case, request).await).await.unwrap()
}

fn speaks() -> Interpreting {
    Interpreting {
        languages: BTreeSet::from(["uk".parse().unwrap()]),
        dialects: BTreeSet::new(),
        sex: Sex::Female,
        modes: BTreeSet::from([Mode::Remote]),
    }
}

#[tokio::test]
async fn an_interpreter_sees_her_appointment_and_nothing_of_the_case() {
    each_site(async |site| {
        let story = Story::new(&site).await;
        let interpreter = site.member("interpreter", Role::Interpreter).await;
        let id = wanted(&site, &story).await;
        let propose = async |id, person, check| {
            let propose = async |ctx: &mut _| bookings::propose(ctx, story.case, id, person, check).await;
            site.app.run(&story.guard, propose).await
        };
        assert!(is_refused(&propose(id, user(&interpreter), CLEAN).await, "booking.languages_unknown"));
        let offer = async |who: &Caller, speaks: Interpreting| {
            site.app.run(who, async |ctx| interpreters::offer(ctx, speaks).await).await
        };
        assert!(matches!(offer(&story.guard, speaks()).await, Err(AppError::Forbidden)));
        let none = Interpreting { languages: BTreeSet::new(), ..speaks() };
        assert!(is_refused(&offer(&interpreter, none).await, "invalid"));
        offer(&interpreter, Interpreting { sex: Sex::Male, ..speaks() }).await.unwrap();
        assert!(is_refused(&propose(id, user(&interpreter), CLEAN).await, "booking.does_not_fit"));
        offer(&interpreter, speaks()).await.unwrap();
        let uk = "uk".parse().unwrap();
        let found = site.app.look(&story.guard, async |ctx| interpreters::list(ctx, Some(&uk)).await).await;
        assert_eq!(found.unwrap().iter().map(|one| one.user).collect::<Vec<_>>(), [user(&interpreter)]);
        let tied = ConflictCheck { tied_to_danger: true, ..CLEAN };
        assert!(is_refused(&propose(id, user(&interpreter), tied).await, "booking.conflict"));
        assert!(is_refused(&propose(id, user(&story.shelter), CLEAN).await, "invalid"), "no interpreter");
        let known = ConflictCheck { same_community: true, ..CLEAN };
        propose(id, user(&interpreter), known).await.unwrap();
        let confirm = async |answer| {
            site.app.run(&story.guard, async |ctx| bookings::confirm(ctx, story.case, id, answer).await).await
        };
        assert!(is_refused(&confirm(PersonsAnswer::NotAsked).await, "booking.ask_the_person"));
        confirm(PersonsAnswer::Yes).await.unwrap();

        let own = async || {
            site.app.look(&interpreter, async |ctx| tasks::list(ctx, Window::at(0)).await).await.unwrap()
        };
        let appointment = &own().await[0];
        assert_eq!((appointment.kind.as_str(), appointment.case), ("interpret_remote", None));
        assert_eq!(appointment.due_at, site.app.now() + SignedDuration::from_hours(2));
        let open =
            site.app.run(&interpreter, async |ctx| cases::open(ctx, story.case).await.map(|_| ())).await;
        assert!(matches!(open, Err(AppError::NotFound)));

        let other = wanted(&site, &story).await;
        assert!(is_refused(&propose(other, user(&interpreter), CLEAN).await, "booking.elsewhere"));

        site.app.run(&story.guard, async |ctx| bookings::refuse(ctx, story.case, id).await).await.unwrap();
        assert!(own().await.is_empty());
        assert!(is_refused(&propose(id, user(&interpreter), CLEAN).await, "booking.refused"));
        let later = wanted(&site, &story).await;
        let again = propose(later, user(&interpreter), CLEAN).await;
        assert!(is_refused(&again, "booking.refused"), "nor for another appointment of the same person");
        site.app.run(&story.guard, async |ctx| bookings::cancel(ctx, story.case, id).await).await.unwrap();
        let over = site.app.run(&story.guard, async |ctx| bookings::done(ctx, story.case, id).await).await;
        assert!(is_refused(&over, "booking.not_here"));
    })
    .await;
}

async fn an_interpreter(site: &Site) -> Caller {
    let interpreter = site.member("interpreter", Role::Interpreter).await;
    site.app.run(&interpreter, async |ctx| interpreters::offer(ctx, speaks()).await).await.unwrap();
    interpreter
}

async fn propose(
    site: &Site,
    story: &Story,
    id: BookingId,
    person: UserId,
    check: ConflictCheck,
) -> Result<(), AppError> {
    let propose = async |ctx: &mut _| bookings::propose(ctx, story.case, id, person, check).await;
    site.app.run(&story.guard, propose).await
}

async fn confirm(site: &Site, story: &Story, id: BookingId) -> Result<(), AppError> {
    let confirm = async |ctx: &mut _| bookings::confirm(ctx, story.case, id, PersonsAnswer::Yes).await;
    site.app.run(&story.guard, confirm).await
}

#[tokio::test]
async fn an_interpreter_of_a_unit_she_keeps_away_from_has_a_conflict_as_any_other() {
    each_site(async |site| {
        let story = Story::new(&site).await;
        let interpreter = an_interpreter(&site).await;
        let keep_away = async |units: &[UnitId]| {
            let avoid = Avoid { units: units.iter().copied().collect(), ..Avoid::default() };
            let write = async |ctx: &mut _| matching::avoid(ctx, story.case, avoid).await;
            site.app.run(&story.guard, write).await.unwrap();
        };
        let id = wanted(&site, &story).await;
        let tied = ConflictCheck { tied_to_danger: true, ..CLEAN };
        let any = propose(&site, &story, id, user(&interpreter), tied).await.unwrap_err();

        keep_away(&[unit(&interpreter)]).await;
        let kept_away = propose(&site, &story, id, user(&interpreter), CLEAN).await.unwrap_err();
        assert_eq!((kept_away.code(), kept_away.to_string()), ("booking.conflict", any.to_string()));

        keep_away(&[]).await;
        propose(&site, &story, id, user(&interpreter), CLEAN).await.unwrap();
        keep_away(&[unit(&interpreter)]).await;
        assert!(is_refused(&confirm(&site, &story, id).await, "booking.conflict"), "nor is she booked");
    })
    .await;
}

#[tokio::test]
async fn an_interpreter_is_in_one_place_for_as_long_as_each_appointment_takes() {
    each_site(async |site| {
        let story = Story::new(&site).await;
        let interpreter = user(&an_interpreter(&site).await);
        let at = async |hours, minutes| {
            let id = wanted_at(&site, &story, SignedDuration::from_hours(hours), minutes).await;
            (id, propose(&site, &story, id, interpreter, CLEAN).await)
        };
        let (long, proposed) = at(10, 240).await;
        proposed.unwrap();
        let (twice, proposed) = at(10, 30).await;
        proposed.unwrap();
        confirm(&site, &story, long).await.unwrap();
        assert!(is_refused(&confirm(&site, &story, twice).await, "booking.elsewhere"), "proposed before");

        for (begins, minutes, is_elsewhere) in
            [(12, 30, true), (13, 120, true), (9, 61, true), (9, 600, true), (9, 60, false), (14, 30, false)]
        {
            let (id, proposed) = at(begins, minutes).await;
            assert_eq!(is_refused(&proposed, "booking.elsewhere"), is_elsewhere, "{begins} {minutes}");
            if !is_elsewhere {
                proposed.unwrap();
                confirm(&site, &story, id).await.unwrap();
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_long_appointment_stays_one_until_its_end_and_ends_its_task() {
    each_site(async |site| {
        let story = Story::new(&site).await;
        let interpreter = an_interpreter(&site).await;
        let person = user(&interpreter);
        let id = wanted_at(&site, &story, SignedDuration::from_hours(1), 240).await;
        propose(&site, &story, id, person, CLEAN).await.unwrap();
        confirm(&site, &story, id).await.unwrap();
        // An hour after its beginning it still takes three.
        site.clock.advance(SignedDuration::from_mins(125));
        site.app.tick().await.unwrap();
        let second = wanted_at(&site, &story, SignedDuration::from_hours(1), 30).await;
        let elsewhere = propose(&site, &story, second, person, CLEAN).await;
        assert!(is_refused(&elsewhere, "booking.elsewhere"));

        // An hour after its end it is an alarm, until somebody says how it was.
        site.clock.advance(SignedDuration::from_hours(4));
        site.app.tick().await.unwrap();
        assert_eq!(open_tasks(&site, &interpreter).await, ["overdue:interpret_remote"]);
        site.app.run(&story.guard, async |ctx| bookings::done(ctx, story.case, id).await).await.unwrap();
        assert!(open_tasks(&site, &interpreter).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn who_comes_on_shift_is_seen_by_colleagues_until_the_time_is_over() {
    each_site(async |site| {
        let guard = site.member("guard", Role::Shelter).await;
        let next = site.newcomer("next", guard.actor().unit().unwrap(), Role::Shelter).await;
        let stranger = site.member("stranger", Role::Shelter).await;
        let on = async |who: &Caller| -> Vec<UserId> {
            let on = site.app.look(who, async |ctx| shifts::on(ctx).await).await.unwrap();
            on.into_iter().map(|one| one.user).collect()
        };
        let come = async |hours| site.app.run(&guard, async |ctx| shifts::come_on(ctx, hours).await).await;
        assert!(matches!(come(25).await, Err(AppError::Invalid { field: "hours", .. })));
        come(12).await.unwrap();
        assert_eq!(on(&next).await, [user(&guard)]);
        assert!(on(&stranger).await.is_empty(), "another house");

        come(8).await.unwrap();
        site.clock.advance(SignedDuration::from_hours(8));
        assert!(on(&next).await.is_empty());

        come(8).await.unwrap();
        site.app.run(&guard, async |ctx| shifts::go_off(ctx).await).await.unwrap();
        assert!(on(&next).await.is_empty());
        let again = site.app.run(&guard, async |ctx| shifts::go_off(ctx).await).await;
        assert!(matches!(again, Err(AppError::NotFound)));
    })
    .await;
}
