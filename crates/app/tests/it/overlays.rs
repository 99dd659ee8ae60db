//! A crisis overlay in an installation: on, off, over, refused; and the rules that a case keeps.

use havenward_app::overlays::{self, State, Today};
use havenward_app::{App, AppError, Caller, Profiles, Window, journal, recognition, tasks};
use havenward_domain::access::act;
use havenward_domain::contact::AgeClaim;
use havenward_domain::id::CaseId;
use havenward_domain::overlay::{CouncilView, EXAMPLES, NEVER_RELAX};
use havenward_domain::profile::ProfileVersion;
use havenward_domain::recognition::PresumptionGround;
use havenward_domain::role::Role;
use havenward_testkit::{APPROVERS, Site, each_site, sign_overlay};
use jiff::{SignedDuration, Timestamp};

use crate::given::{case_of, raise, seen};

/// An hour before the clock of the tests begins.
fn signed_at() -> Timestamp {
    "2026-03-01T11:00:00Z".parse().unwrap()
}

/// The shipped example, from now on for sixty days.
fn draft() -> String {
    EXAMPLES[0].1.replace("from = 2026-03-02T00:00:00Z", "from = 2026-03-01T12:00:00Z")
}

fn signed(draft: &str) -> String {
    sign_overlay(draft, &APPROVERS, signed_at())
}

async fn on(app: &App, caller: &Caller, text: &str) -> Result<(), AppError> {
    app.run(caller, async |ctx| overlays::switch_on(ctx, text).await).await
}

async fn off(app: &App, caller: &Caller, part: Option<&str>) -> Result<(), AppError> {
    app.run(caller, async |ctx| overlays::switch_off(ctx, "the border is calm again", part).await).await
}

async fn today(app: &App, caller: &Caller) -> Today {
    app.look(caller, async |ctx| overlays::today(ctx).await).await.unwrap()
}

async fn rules_of(app: &App, caller: &Caller, case: CaseId) -> String {
    app.run(caller, async |ctx| {
        let note = havenward_app::Note::because("support", "public_task");
        let work = ctx.work_on::<act::Raise>(case, note).await?;
        assert_eq!(work.profile.version(), &work.plain.profile);
        assert_eq!(work.profile.version(), work.core().status.profile());
        Ok(work.profile.version().to_string())
    })
    .await
    .unwrap()
}

async fn presume(app: &App, caller: &Caller, case: CaseId) -> Result<(), AppError> {
    app.run(caller, async |ctx| {
        recognition::presume(ctx, case, seen(), &[PresumptionGround::Disclosure]).await
    })
    .await
}

async fn raised(site: &Site, worker: &Caller) -> CaseId {
    let case = case_of(site, worker, AgeClaim::Adult).await;
    raise(site, worker, case).await.unwrap();
    case
}

async fn reviews(site: &Site, caller: &Caller) -> Vec<String> {
    let open = site.app.look(caller, async |ctx| tasks::list(ctx, Window::at(0)).await).await.unwrap();
    assert!(open.iter().all(|task| task.case.is_none()));
    open.into_iter().map(|task| task.kind).collect()
}

fn message(refused: Result<(), AppError>, code: &str) -> String {
    let refused = refused.unwrap_err();
    assert_eq!(refused.code(), code, "{refused}");
    refused.to_string()
}

#[tokio::test]
async fn a_case_keeps_the_rules_it_began_under_whatever_ends_or_restarts() {
    each_site(async |site| {
        let coordinator = site.member("coordinator", Role::NrmCoordinator).await;
        let worker = site.member("worker", Role::FrNgo).await;
        let before = raised(&site, &worker).await;

        on(&site.app, &coordinator, &signed(&draft())).await.unwrap();
        let during = raised(&site, &worker).await;
        let also = raised(&site, &worker).await;
        assert!(presume(&site.app, &worker, before).await.is_err(), "a case from before keeps its rules");
        presume(&site.app, &worker, during).await.unwrap();

        site.clock.advance(SignedDuration::from_hours(24 * 61));
        let after = raised(&site, &worker).await;
        // A new process on the same databases, whose configuration names no approver any more.
        site.app.stop().await;
        let bare = Profiles::shipped("gb-ew").unwrap();
        let again = Site::open_with(&site.place, &site.clock, site.app.kind(), bare).await.unwrap();
        for (case, rules, may) in [
            (before, "gb-ew@1", false),
            (during, "gb-ew@1+border_surge", false),
            (also, "gb-ew@1+border_surge", true),
            (after, "gb-ew@1", false),
        ] {
            assert_eq!(rules_of(&again, &worker, case).await, rules);
            // The one that was presumed already cannot be presumed twice; the other still can.
            assert_eq!(presume(&again, &worker, case).await.is_ok(), may, "{rules}");
        }
        again.tick().await.unwrap();
        assert_eq!(journal::verify(&again, |_| ()).await.unwrap().faults, []);
        again.stop().await;
    })
    .await;
}

#[tokio::test]
async fn it_is_seen_on_every_node_at_once_and_shown_to_everybody() {
    each_site(async |site| {
        let coordinator = site.member("coordinator", Role::NrmCoordinator).await;
        let council = site.member("council", Role::SurvivorCouncil).await;
        let other = Site::open(&site.place, &site.clock, site.app.kind()).await.unwrap();
        let nothing = today(&other, &council).await;
        assert!(nothing.overlay.is_none() && nothing.last.is_none());
        assert_eq!((nothing.base, nothing.without_effect), (nothing.rules, None));

        on(&site.app, &coordinator, &signed(&draft())).await.unwrap();

        let told = today(&other, &council).await;
        assert_eq!(
            (told.base.to_string(), told.rules.to_string()),
            ("gb-ew@1".into(), "gb-ew@1+border_surge".into())
        );
        let shown = told.overlay.unwrap();
        assert_eq!((shown.state, shown.since), (State::On, site.clock.now()));
        assert_eq!(shown.until, "2026-05-01T00:00:00Z".parse().unwrap());
        let bodies: Vec<&str> = shown.approvals.iter().map(|one| one.body.as_str()).collect();
        assert_eq!(bodies, APPROVERS);
        assert!(matches!(shown.council, CouncilView::View(view) if view.starts_with("yes, if")));
        assert_eq!(shown.differences.len(), 4);
        assert!(shown.differences.iter().all(|one| !one.why.is_empty() && !one.part.is_empty()));
        let night = shown.differences.iter().find(|one| one.part == "fast_referral").unwrap();
        assert_eq!(night.change.to_string(), "offers.reply_night_minutes: was 20, is 10");
        other.stop().await;
    })
    .await;
}

#[tokio::test]
async fn it_is_over_by_the_clock_alone_and_the_ticker_writes_it_down_once() {
    each_site(async |site| {
        let coordinator = site.member("coordinator", Role::NrmCoordinator).await;
        let worker = site.member("worker", Role::FrNgo).await;
        on(&site.app, &coordinator, &signed(&draft())).await.unwrap();
        site.app.tick().await.unwrap();
        assert!(today(&site.app, &worker).await.overlay.is_some());

        site.clock
            .advance("2026-05-01T00:00:00Z".parse::<Timestamp>().unwrap().duration_since(site.clock.now()));

        let case = raised(&site, &worker).await;
        assert_eq!(rules_of(&site.app, &worker, case).await, "gb-ew@1");
        let over = today(&site.app, &worker).await;
        assert!(over.overlay.is_none());
        let last = over.last.unwrap();
        assert_eq!((last.id.as_str(), last.reason), ("border_surge", None));
        assert!(reviews(&site, &coordinator).await.is_empty());
        for _ in 0..2 {
            site.app.tick().await.unwrap();
        }
        assert_eq!(reviews(&site, &coordinator).await, ["review_overlay"]);
        assert_eq!(today(&site.app, &worker).await.last.unwrap().at, last.at);
        message(off(&site.app, &coordinator, None).await, "overlay.none");
        message(on(&site.app, &coordinator, &signed(&draft())).await, "overlay.known");
    })
    .await;
}

#[tokio::test]
async fn it_can_be_ended_early_whole_or_in_part_with_a_reason() {
    each_site(async |site| {
        let coordinator = site.member("coordinator", Role::NrmCoordinator).await;
        let worker = site.member("worker", Role::FrNgo).await;
        message(off(&site.app, &coordinator, None).await, "overlay.none");
        on(&site.app, &coordinator, &signed(&draft())).await.unwrap();
        let whole = raised(&site, &worker).await;

        message(off(&site.app, &coordinator, Some("sitrep")).await, "overlay.refused");
        off(&site.app, &coordinator, Some("clock_rules")).await.unwrap();
        let less = raised(&site, &worker).await;
        let shown = today(&site.app, &worker).await.overlay.unwrap();
        assert_eq!(shown.differences.len(), 1);
        assert!(presume(&site.app, &worker, less).await.is_err());
        presume(&site.app, &worker, whole).await.unwrap();

        off(&site.app, &coordinator, None).await.unwrap();
        let after = raised(&site, &worker).await;
        let told = today(&site.app, &worker).await;
        assert!(told.overlay.is_none());
        let last = told.last.unwrap();
        assert_eq!(last.reason.as_deref(), Some("the border is calm again"));
        assert_eq!(last.at, site.clock.now());
        assert_eq!(reviews(&site, &coordinator).await, ["review_overlay"]);
        for (case, rules) in
            [(whole, "gb-ew@1+border_surge"), (less, "gb-ew@1+border_surge-clock_rules"), (after, "gb-ew@1")]
        {
            assert_eq!(rules_of(&site.app, &worker, case).await, rules);
        }
        let second = signed(&draft().replace("border_surge", "second_surge"));
        on(&site.app, &coordinator, &second).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn before_its_first_day_it_waits() {
    each_site(async |site| {
        let coordinator = site.member("coordinator", Role::NrmCoordinator).await;
        let worker = site.member("worker", Role::FrNgo).await;
        on(&site.app, &coordinator, &signed(EXAMPLES[0].1)).await.unwrap();
        let told = today(&site.app, &worker).await;
        assert_eq!(told.rules, told.base);
        let shown = told.overlay.unwrap();
        assert_eq!((shown.state, shown.differences.len()), (State::Waits, 4));
        let case = raised(&site, &worker).await;
        assert_eq!(rules_of(&site.app, &worker, case).await, "gb-ew@1");
        site.clock.advance(SignedDuration::from_hours(12));
        assert_eq!(today(&site.app, &worker).await.overlay.unwrap().state, State::On);
    })
    .await;
}

#[tokio::test]
async fn an_instant_finer_than_the_database_s_is_kept_by_the_file() {
    each_site(async |site| {
        let coordinator = site.member("coordinator", Role::NrmCoordinator).await;
        let fine = draft().replace("T12:00:00Z", "T12:00:00.000000001Z");
        on(&site.app, &coordinator, &signed(&fine)).await.unwrap();
        let shown = today(&site.app, &coordinator).await.overlay.unwrap();
        assert_eq!((shown.state, shown.differences.len()), (State::Waits, 4));
        site.clock.advance(SignedDuration::from_micros(1));
        let told = today(&site.app, &coordinator).await;
        assert_eq!(told.rules.to_string(), "gb-ew@1+border_surge");
        assert_eq!(told.overlay.unwrap().state, State::On);
    })
    .await;
}

#[tokio::test]
async fn only_the_coordinator_switches_and_never_the_operator() {
    each_site(async |site| {
        let text = signed(&draft());
        let callers = [
            Caller::operator(),
            Caller::system(),
            site.member("sysadmin", Role::Sysadmin).await,
            site.member("worker", Role::FrNgo).await,
            site.member("dpo", Role::Dpo).await,
        ];
        for caller in &callers {
            message(on(&site.app, caller, &text).await, "forbidden");
            message(off(&site.app, caller, None).await, "forbidden");
        }
        let coordinator = site.member("coordinator", Role::NrmCoordinator).await;
        on(&site.app, &coordinator, &text).await.unwrap();
        on(&site.app, &coordinator, &text).await.unwrap();
        let other = signed(&draft().replace("border_surge", "second_surge"));
        let told = message(on(&site.app, &coordinator, &other).await, "overlay.another");
        assert!(told.contains("border_surge has not ended"), "{told}");
    })
    .await;
}

/// A draft, who signs it, what is changed after signing, and what the refusal names.
type Bad = (String, &'static [&'static str], Option<(&'static str, &'static str)>, &'static str);

fn bad() -> Vec<Bad> {
    let draft = draft();
    let until = |end: &str| draft.replace("until = 2026-05-01T00:00:00Z", &format!("until = {end}"));
    let both: &[&str] = &APPROVERS;
    vec![
        (draft.clone(), &[], None, "overlay:1: approvals: two different bodies must approve; let a second"),
        (draft.clone(), &["ministry"], None, ": approvals: two different bodies must approve; "),
        (
            draft.clone(),
            &["ministry", "unknown_office"],
            None,
            ": approvals.unknown_office: this body is not among",
        ),
        (
            until("2026-05-30T12:00:01Z"),
            both,
            None,
            "overlay:14: until: an overlay lasts at most 90 days; write",
        ),
        (until("2026-03-01T12:00:00Z"), both, None, "overlay:14: until: the overlay ends before it begins; "),
        (
            draft.replace(
                "from = 2026-03-01T12:00:00Z\nuntil = 2026-05-01T00:00:00Z",
                "from = 2026-02-01T00:00:00Z\nuntil = 2026-03-01T12:00:00Z",
            ),
            both,
            None,
            "overlay:14: until: the overlay is over; sign one",
        ),
        (
            draft.replace("base_version = 1", "base_version = 2"),
            both,
            None,
            "overlay:12: base_version: this overlay is for",
        ),
        (
            draft.replace("[council]\nview", "[council]\n# view"),
            both,
            None,
            "council: the survivor council's view, or the reason",
        ),
        // Tampered with after both had signed.
        (
            draft.clone(),
            both,
            Some(("value = 10", "value = 5")),
            "approvals.ministry: the signature does not hold",
        ),
        (
            draft.clone(),
            both,
            Some(("yes, if", "yes, even if not")),
            "approvals.rapporteur: the signature does not hold",
        ),
        (
            draft.clone(),
            both,
            Some(("until = 2026-05-01", "until = 2026-05-02")),
            "the signature does not hold",
        ),
        (
            draft.clone(),
            both,
            Some(("at = 2026-03-01T11:00:00Z", "at = 2026-03-01T11:00:01Z")),
            "the signature does not hold",
        ),
        (
            draft,
            both,
            Some(("[approvals.rapporteur]", "[approvals.other]")),
            "approvals.other: this body is not among",
        ),
    ]
}

#[tokio::test]
async fn what_is_not_approved_by_two_bodies_or_lasts_too_long_is_refused_with_line_and_mend() {
    each_site(async |site| {
        let coordinator = site.member("coordinator", Role::NrmCoordinator).await;
        for (draft, bodies, after, told) in bad() {
            let mut text = sign_overlay(&draft, bodies, signed_at());
            if let Some((was, is)) = after {
                assert!(text.contains(was));
                text = text.replace(was, is);
            }
            let refused = message(on(&site.app, &coordinator, &text).await, "overlay.refused");
            assert!(refused.contains(told), "{told}\n{refused}");
        }
        let future = sign_overlay(&draft(), &APPROVERS, "2026-03-01T12:00:01Z".parse().unwrap());
        let refused = message(on(&site.app, &coordinator, &future).await, "overlay.refused");
        assert!(refused.contains("approvals.ministry: this approval lies in the future; "), "{refused}");
        for text in ["", "format = 2", "format", "\u{0}"] {
            message(on(&site.app, &coordinator, text).await, "overlay.refused");
        }
        let told = today(&site.app, &coordinator).await;
        assert!(told.overlay.is_none() && told.last.is_none(), "nothing is kept of what was refused");
    })
    .await;
}

#[tokio::test]
async fn what_is_never_relaxed_is_refused_though_both_bodies_signed() {
    each_site(async |site| {
        let coordinator = site.member("coordinator", Role::NrmCoordinator).await;
        for (item, fields) in NEVER_RELAX {
            for field in fields {
                let field = format!("{field}.x");
                let draft = draft().replace("offers.reply_night_minutes", &field);
                let line = draft.lines().position(|line| line == "value = 10").unwrap() + 1;
                let refused = message(on(&site.app, &coordinator, &signed(&draft)).await, "overlay.refused");
                let told = format!("overlay:{line}: {field}: {item} is never relaxed; remove this change");
                assert!(refused.contains(&told), "{told}\n{refused}");
            }
        }
        // A right may grow and never shrink, for everybody alike.
        for (was, is, told) in [
            (
                "offers.reply_night_minutes\"\nvalue = 10",
                "clocks.evidence_request.amount\"\nvalue = 13",
                "clocks.evidence_request: lengths_of_rights is never relaxed",
            ),
            (
                "offers.reply_night_minutes\"\nvalue = 10",
                "entitlements.safe_house.applies_to\"\nvalue = \"foreign_nationals\"",
                "entitlements.safe_house: equal_treatment is never relaxed",
            ),
        ] {
            assert!(draft().contains(was), "{was}");
            let text = signed(&draft().replace(was, is));
            let refused = message(on(&site.app, &coordinator, &text).await, "overlay.refused");
            assert!(refused.contains(told), "{told}\n{refused}");
        }
    })
    .await;
}

#[tokio::test]
async fn without_approvers_in_the_configuration_nothing_is_switched_on() {
    each_site(async |site| {
        let profiles = Profiles::shipped("gb-ew").unwrap();
        let bare = Site::open_with(&site.place, &site.clock, site.app.kind(), profiles).await.unwrap();
        let coordinator = site.member("coordinator", Role::NrmCoordinator).await;
        let refused = message(on(&bare, &coordinator, &signed(&draft())).await, "overlay.refused");
        assert!(refused.contains("approvals.ministry: this body is not among the approvers"), "{refused}");
        bare.stop().await;
    })
    .await;
}

/// Changes a column of every overlay behind the program's back.
async fn tamper(site: &Site, sql: &'static str) {
    if let Some(path) = site.place.database.strip_prefix("sqlite:") {
        let url = format!("sqlite://{path}");
        let mut conn = <sqlx::SqliteConnection as sqlx::Connection>::connect(&url).await.unwrap();
        sqlx::query(sql).execute(&mut conn).await.unwrap();
    } else {
        let mut conn = <sqlx::PgConnection as sqlx::Connection>::connect(&site.place.database).await.unwrap();
        sqlx::query(sql).execute(&mut conn).await.unwrap();
    }
}

#[tokio::test]
async fn an_overlay_changed_in_the_database_has_no_effect_and_a_case_under_it_says_so() {
    each_site(async |site| {
        let coordinator = site.member("coordinator", Role::NrmCoordinator).await;
        let worker = site.member("worker", Role::FrNgo).await;
        on(&site.app, &coordinator, &signed(&draft())).await.unwrap();
        let during = raised(&site, &worker).await;
        for sql in [
            "update crisis_overlays set file = replace(file, 'value = 10', 'value = 1')",
            "update crisis_overlays set file = replace(file, 'value = 1', 'value = 10'), until_at = until_at + 1",
        ] {
            tamper(&site, sql).await;
            // Neither the process that had loaded it nor a new one goes by what stands there now.
            let again = Site::open(&site.place, &site.clock, site.app.kind()).await.unwrap();
            for app in [&site.app, &again] {
                let told = today(app, &worker).await;
                assert_eq!(told.rules, ProfileVersion { overlay: None, ..told.base.clone() });
                assert_eq!(told.without_effect.as_deref(), Some("border_surge"));
            }
            let refused = again
                .run(&worker, async |ctx| havenward_app::cases::open(ctx, during).await.map(drop))
                .await;
            let told = message(refused, "profile.unknown");
            assert!(told.contains("gb-ew@1+border_surge"), "{told}");
            again.stop().await;
        }
        off(&site.app, &coordinator, None).await.unwrap();
    })
    .await;
}
