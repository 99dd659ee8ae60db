//! A right that lasts for a time is made longer by the deciding body, for a listed reason, and is looked at
//! again before it ends.

use havenward_domain::age::Age;
use havenward_domain::author::{Author, Member};
use havenward_domain::clock::ClockError;
use havenward_domain::decision::{Answer, NotADecider};
use havenward_domain::profile::{AgreementOf, Origin, Profile};
use havenward_domain::role::Role;
use havenward_domain::status::{FollowUp, NotMoved, Status};
use jiff::Timestamp;

use crate::tracks_given::*;

/// An adult who was sent on day 1, presumed on day 2 and, where asked for, identified on day 10.
fn presumed(profile: &Profile, presumes: &str) -> Status {
    let status = Status::at_first_contact(profile, Age::Adult, day(0));
    let status = status.raise(profile, &act(Role::FrNgo, day(0)), Origin::Responder).unwrap().status;
    let sender = profile.recognition().send.roles[0];
    let status = status.send(profile, &act(sender, day(1)), &[AgreementOf::Person]).unwrap().status;
    after_stage(profile, status, presumes, Answer::Yes, day(2))
}

fn more(
    status: &Status,
    profile: &Profile,
    by: &Author,
    (clock, reason): (&str, &str),
    at: Timestamp,
) -> Result<Status, NotMoved> {
    Ok(status.clone().give_more_time(profile, by, clock, reason, at)?.status)
}

fn last_day(status: &Status, profile: &Profile, code: &str, at: Timestamp) -> Option<String> {
    let running = status.running_clocks(profile, at);
    running.into_iter().find(|clock| clock.code == code).map(|clock| clock.due.on.to_string())
}

const HEALTH: (&str, &str) = ("recovery", "serious_health");

#[test]
fn the_reflection_period_of_england_and_wales_is_extended_and_reviewed_before_its_end() {
    let profile = profile("gb-ew");
    let status = presumed(&profile, "reasonable_grounds");
    let by = on_body(&profile, "sca", 9);
    assert_eq!(last_day(&status, &profile, "recovery", day(3)).unwrap(), "2026-04-03");
    assert_eq!(last_day(&status, &profile, "review.recovery", day(3)).unwrap(), "2026-03-19");

    let done = status.clone().give_more_time(&profile, &by, HEALTH.0, HEALTH.1, day(20)).unwrap();

    assert_eq!(done.follow, [FollowUp::TellPersonOrRepresentative, FollowUp::TellAdvocate]);
    let longer = done.status;
    assert_eq!(last_day(&longer, &profile, "recovery", day(20)).unwrap(), "2026-05-03");
    assert_eq!(last_day(&longer, &profile, "review.recovery", day(20)).unwrap(), "2026-04-18");
    assert_eq!(longer.extensions()[0].body, "sca");
    // A review that is over runs no more; the period does.
    assert_eq!(last_day(&longer, &profile, "review.recovery", day(50)), None);
    let twice = more(&longer, &profile, &by, HEALTH, day(50)).unwrap();
    assert_eq!(last_day(&twice, &profile, "recovery", day(50)).unwrap(), "2026-06-02");
    // The second decision after the first end moves it later, and takes nothing of what was given.
    let decided = after_stage(&profile, twice, "conclusive_grounds", Answer::Yes, day(60));
    assert_eq!(last_day(&decided, &profile, "recovery", day(60)).unwrap(), "2026-06-02");
    let late = after_stage(&profile, longer, "conclusive_grounds", Answer::Yes, day(70));
    assert_eq!(last_day(&late, &profile, "recovery", day(70)).unwrap(), "2026-05-11");
}

#[test]
fn the_status_of_ukraine_is_extended_once_and_reviewed() {
    let profile = profile("ua");
    let status = presumed(&profile, "status");
    let by = on_body(&profile, "local_administration", 9);
    let early = ("status", "rehabilitation_not_complete");
    assert_eq!(last_day(&status, &profile, "status", day(3)).unwrap(), "2028-03-04");
    assert_eq!(last_day(&status, &profile, "review.status", day(3)).unwrap(), "2028-01-04");

    let longer = more(&status, &profile, &by, early, day(400)).unwrap();

    assert_eq!(last_day(&longer, &profile, "status", day(400)).unwrap(), "2029-03-04");
    let often = more(&longer, &profile, &by, early, day(500));
    assert_eq!(often.unwrap_err(), NotMoved::Clock(ClockError::ExtendedTooOften));
}

#[test]
fn only_the_deciding_body_extends_and_only_what_runs_for_a_reason_that_is_listed() {
    let profile = profile("gb-ew");
    let status = presumed(&profile, "reasonable_grounds");
    let by = on_body(&profile, "sca", 9);
    let fails = |by: &Author, what, at| more(&status, &profile, by, what, at).unwrap_err();

    let worker = Author::Person(Member { body: Some("ngo".to_owned()), ..member(Role::FrNgo) });
    assert_eq!(fails(&worker, HEALTH, day(3)), NotMoved::NotADecider(NotADecider::WrongBody));
    assert_eq!(fails(&Author::Software, HEALTH, day(3)), NotMoved::NotADecider(NotADecider::Software));
    let other = fails(&by, ("recovery", "workload"), day(3));
    assert_eq!(other, NotMoved::Clock(ClockError::ReasonNotListed));
    // The body's own time to decide is no right of the person.
    let duty = fails(&by, ("reasonable_grounds_target", "serious_health"), day(3));
    assert_eq!(duty, NotMoved::NoSuchRight);
    assert_eq!(fails(&by, HEALTH, day(40)), NotMoved::RightIsOver);
    assert_eq!(fails(&by, HEALTH, day(1)), NotMoved::BeforeTheLastMove);

    let raised = Status::at_first_contact(&profile, Age::Adult, day(0));
    assert_eq!(more(&raised, &profile, &by, HEALTH, day(1)).unwrap_err(), NotMoved::NoSuchRight);
}
