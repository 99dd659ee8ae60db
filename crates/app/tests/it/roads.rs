//! Each shipped profile walked from the first contact to a refusal that is final, by members of the
//! right roles in units of the right bodies.

use havenward_app::decisions::{About, Ballot};
use havenward_app::{Caller, challenges, recognition, supports};
use havenward_domain::author::MoveReason;
use havenward_domain::challenge::{Standing, ToldTo};
use havenward_domain::contact::AgeClaim;
use havenward_domain::decision::Answer;
use havenward_domain::id::CaseId;
use havenward_domain::profile::{BenchKind, Profile};
use havenward_domain::recognition::PresumptionGround;
use havenward_domain::role::Role;
use havenward_domain::support::EndReason;
use havenward_domain::told_before::{AgreedToTalk, Leads};
use havenward_testkit::{Engine, Site};
use jiff::SignedDuration;

use crate::given::*;

/// Who presumes.
enum Presumes {
    /// The bench of this stage.
    Stage(&'static str),
    /// The member of the deciding body to which the case was sent, as a responder.
    TheBody,
    /// The responder who met the person.
    Responder,
}

struct Road {
    profile: &'static str,
    /// Who meets the person.
    responder: Role,
    /// The stage to which the case is sent, its body and the role of its members.
    sent_to: (&'static str, &'static str, Role),
    presumes: Presumes,
    /// The stage that refuses.
    refuses: &'static str,
    /// The first challenge with its ground, and the body that decides it.
    challenge: (&'static str, Option<&'static str>, &'static str),
    /// The court, with the body.
    court: (&'static str, &'static str),
}

fn bench_of<'p>(profile: &'p Profile, code: &str) -> &'p havenward_domain::profile::Bench {
    &profile.stage(code).unwrap().bench
}

/// The bench of a stage decides, a whole committee where there is one. The last of the given members
/// decides where one person does, so that nobody reviews their own act.
async fn bench_decides(
    site: &Site,
    members: &[Caller],
    case: CaseId,
    profile: &Profile,
    code: &str,
    answer: Answer,
) {
    let about = stage(code);
    let bench = bench_of(profile, code);
    let opener = members.last().unwrap();
    open_sitting(site, opener, case, &about).await.unwrap();
    if bench.kind == BenchKind::Committee {
        for (member, seat) in members.iter().zip(&bench.seats) {
            let ballot = Ballot { seat: Some(seat.clone()), answer, dissent: None };
            vote(site, member, case, &about, ballot).await.unwrap();
        }
    } else {
        vote(site, opener, case, &about, ballot(answer)).await.unwrap();
    }
    close(site, opener, case, &about, answer).await.unwrap();
}

async fn presume(site: &Site, who: &Caller, case: CaseId) {
    let grounds = [PresumptionGround::Disclosure];
    let why = why(MoveReason::ToldByPerson);
    site.app.run(who, async |ctx| recognition::presume(ctx, case, why, &grounds).await).await.unwrap();
}

impl Road {
    async fn walk_on_both(&self) {
        for engine in Engine::all() {
            Box::pin(self.walk(engine)).await;
        }
    }

    async fn walk(&self, engine: Engine) {
        let site = Site::under(engine, self.profile).await;
        let profile = profile(self.profile);
        let responder = site.member("responder", self.responder).await;
        let (stage_code, body, role) = self.sent_to;
        let mut bench = vec![site.member_of("bench", role, body).await];
        for login in ["second", "third", "fourth"] {
            bench.push(site.colleague(login, &bench[0], role).await);
        }
        let case = self.first_contact(&site, &responder).await;

        agree(&site, &responder, case, &bench[0]).await;
        send(&site, &responder, case, to(stage_code)).await.unwrap();
        match self.presumes {
            Presumes::Stage(code) => bench_decides(&site, &bench, case, &profile, code, Answer::Yes).await,
            Presumes::TheBody => presume(&site, &bench[0], case).await,
            Presumes::Responder => presume(&site, &responder, case).await,
        }
        assert_eq!(position(&site, &responder, case).await, "presumed");
        let clocks = running(&site, &responder, case).await;
        assert!(clocks.contains(&profile.reflection().clock), "{clocks:?}");
        let had = rights(&site, &responder, case, &profile).await;
        assert!(!had.is_empty());

        bench_decides(&site, &bench, case, &profile, self.refuses, Answer::No).await;
        assert_eq!(position(&site, &responder, case).await, "not_recognised");
        self.challenge_twice(&site, &responder, &bench, case, &had).await;

        assert!(rights(&site, &responder, case, &profile).await.is_empty(), "the refusal is final");
        let why = why(MoveReason::Decision);
        let reason = EndReason::NoGroundsSupportElsewhere;
        site.app.run(&responder, async |ctx| supports::end(ctx, case, why, reason).await).await.unwrap();
        assert_eq!(open(&site, &responder, case).await.plain.positions.support.0, "ended");
    }

    async fn first_contact(&self, site: &Site, responder: &Caller) -> CaseId {
        let case = case_of(site, responder, AgeClaim::Adult).await;
        assert_eq!(open(site, responder, case).await.plain.positions.support.0, "emergency");
        assert_eq!(tell(site, responder, case, AgreedToTalk::Yes).await, Leads::Ask);
        screen(site, responder, case, DISCLOSED).await.unwrap();
        assert!(has_task(site, responder, case, "presume_or_send").await);
        raise(site, responder, case).await.unwrap();
        case
    }

    async fn challenge_twice(
        &self,
        site: &Site,
        responder: &Caller,
        bench: &[Caller],
        case: CaseId,
        had: &[String],
    ) {
        let profile = profile(self.profile);
        let lawyer = lawyer(site, responder, case).await;
        site.app
            .run(responder, async |ctx| challenges::tell_refusal(ctx, case, seen(), ToldTo::Person).await)
            .await
            .unwrap();
        let (rule, ground, body) = self.challenge;
        let same_body = bench_body(site, bench, body).await;
        let reviewer = match same_body {
            Some(other) => other,
            None => site.member_of("reviewer", Role::CompetentAuthority, body).await,
        };
        site.clock.advance(SignedDuration::from_hours(24 * 3));
        let id = bring(site, &lawyer, case, rule, ground).await.unwrap();
        decide(site, &reviewer, case, &About::Challenge(id), Answer::No).await.unwrap();
        assert_eq!(rights(site, responder, case, &profile).await, had, "a court can still be asked");

        let (rule, body) = self.court;
        let court = site.member_of("judge", Role::CompetentAuthority, body).await;
        let id = bring(site, &lawyer, case, rule, None).await.unwrap();
        assert_eq!(rights(site, responder, case, &profile).await, had, "the court has it");
        decide(site, &court, case, &About::Challenge(id), Answer::No).await.unwrap();
        let refusals = open(site, &lawyer, case).await.course.unwrap().refusals;
        assert!(matches!(refusals[0].standing, Some(Standing::Final { .. })));
    }
}

/// Where the same body reviews, a member of it who took no part; the last one decided.
async fn bench_body(site: &Site, bench: &[Caller], body: &str) -> Option<Caller> {
    let unit = member(&bench[0]).unit;
    let found = site
        .app
        .look(&bench[0], async |ctx| Ok(havenward_store::units::facts(ctx.tx(), unit).await?))
        .await
        .unwrap()
        .unwrap();
    (found.body == body).then(|| bench[1].clone())
}

const GB_EW: Road = Road {
    profile: "gb-ew",
    responder: Role::FrNgo,
    sent_to: ("reasonable_grounds", "sca", Role::CompetentAuthority),
    presumes: Presumes::Stage("reasonable_grounds"),
    refuses: "conclusive_grounds",
    challenge: ("reconsideration", Some("new_evidence"), "sca"),
    court: ("judicial_review", "administrative_court"),
};

#[tokio::test]
async fn england_and_wales_two_stages() {
    GB_EW.walk_on_both().await;
}

#[tokio::test]
async fn spain_the_police_presume_and_identify() {
    let road = Road {
        profile: "es",
        responder: Role::FrNgo,
        sent_to: ("reasonable_grounds", "police_unit", Role::FrPolice),
        presumes: Presumes::TheBody,
        refuses: "formal_identification",
        challenge: ("administrative_appeal", None, "higher_authority"),
        court: ("court", "contentious_court"),
    };
    road.walk_on_both().await;
}

#[tokio::test]
async fn latvia_an_organisation_presumes_and_its_commission_decides() {
    let road = Road {
        profile: "lv",
        responder: Role::FrNgo,
        sent_to: ("recognition_by_commission", "ngo_commission", Role::PanelMember),
        presumes: Presumes::Responder,
        refuses: "recognition_by_commission",
        challenge: ("appeal", None, "social_integration_state_agency"),
        court: ("court", "administrative_court"),
    };
    road.walk_on_both().await;
}

#[tokio::test]
async fn latvia_the_police_door() {
    let road = Road {
        profile: "lv",
        responder: Role::FrBorder,
        sent_to: ("recognition_by_authority", "police", Role::FrPolice),
        presumes: Presumes::TheBody,
        refuses: "recognition_by_authority",
        challenge: ("appeal", None, "social_integration_state_agency"),
        court: ("court", "administrative_court"),
    };
    road.walk_on_both().await;
}

#[tokio::test]
async fn latvia_the_prosecutors_door() {
    let road = Road {
        profile: "lv",
        responder: Role::FrSocial,
        sent_to: ("recognition_by_authority", "prosecutor", Role::Prosecutor),
        presumes: Presumes::TheBody,
        refuses: "recognition_by_authority",
        challenge: ("appeal", None, "social_integration_state_agency"),
        court: ("court", "administrative_court"),
    };
    road.walk_on_both().await;
}

#[tokio::test]
async fn latvia_the_courts_door_where_an_organisation_presumed() {
    let road = Road {
        profile: "lv",
        responder: Role::FrNgo,
        sent_to: ("recognition_by_authority", "court", Role::CompetentAuthority),
        presumes: Presumes::Responder,
        refuses: "recognition_by_authority",
        challenge: ("appeal", None, "social_integration_state_agency"),
        court: ("court", "administrative_court"),
    };
    road.walk_on_both().await;
}

#[tokio::test]
async fn ukraine_a_social_authority_decides_on_an_application() {
    let road = Road {
        profile: "ua",
        responder: Role::CaseManager,
        sent_to: ("status", "local_administration", Role::FrSocial),
        presumes: Presumes::Responder,
        refuses: "status",
        challenge: ("complaint", None, "ministry"),
        court: ("court", "administrative_court"),
    };
    road.walk_on_both().await;
}

/// A case that a responder has raised and about which the person agreed, shown to whoever sends it.
async fn shown_to(site: &Site, sender: Role, (body, role): (&str, Role)) -> (Caller, Caller, Caller, CaseId) {
    let responder = site.member("responder", Role::FrNgo).await;
    let bench = site.member_of("bench", role, body).await;
    let sender = site.member("sender", sender).await;
    let case = case_of(site, &responder, AgeClaim::Adult).await;
    raise(site, &responder, case).await.unwrap();
    let_see(site, &responder, case, &sender).await;
    (responder, bench, sender, case)
}

#[tokio::test]
async fn the_person_and_those_who_stand_by_her_send_where_the_profile_names_them() {
    let doors = [
        ("es", "reasonable_grounds", ("police_unit", Role::FrPolice)),
        ("lv", "recognition_by_authority", ("police", Role::FrPolice)),
        ("ua", "status", ("local_administration", Role::FrSocial)),
    ];
    for engine in Engine::all() {
        for (profile, stage, bench) in doors {
            for role in [Role::Survivor, Role::Lawyer, Role::Advocate, Role::Prosecutor] {
                let site = Site::under(engine, profile).await;
                let (responder, bench, sender, case) = shown_to(&site, role, bench).await;
                let early = send(&site, &sender, case, to(stage)).await.unwrap_err();
                assert_eq!(code(&early), "status.agreement_missing", "{profile} {role:?}");
                agree(&site, &responder, case, &bench).await;

                send(&site, &sender, case, to(stage)).await.unwrap();

                assert_eq!(position(&site, &bench, case).await, "sent", "{profile} {role:?}");
                let asked = has_task(&site, &responder, case, "share_account").await;
                assert!(asked, "who cannot open the account cannot share it; the owner is asked to");
            }
        }
    }
}

#[tokio::test]
async fn nobody_sends_whom_the_profile_does_not_name() {
    for engine in Engine::all() {
        for role in [Role::Survivor, Role::Lawyer, Role::CaseManager] {
            let site = Site::under(engine, "gb-ew").await;
            let door = ("sca", Role::CompetentAuthority);
            let (responder, bench, sender, case) = shown_to(&site, role, door).await;
            agree(&site, &responder, case, &bench).await;
            let refused = send(&site, &sender, case, to("reasonable_grounds")).await.unwrap_err();
            assert_eq!(code(&refused), "forbidden", "{role:?}");
            let stranger = site.member("stranger", Role::FrNgo).await;
            let unknown = send(&site, &stranger, case, to("reasonable_grounds")).await.unwrap_err();
            assert_eq!(code(&unknown), "not_found");
        }
    }
}
