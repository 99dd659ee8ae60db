//! What data protection reads of the journal without access to any case.

use havenward_app::details::Fault;
use havenward_app::grants::Giving;
use havenward_app::{
    AppError, Caller, access, contact_safety, journal, oversight, referrals, retention, shares, timeline,
};
use havenward_domain::access::{Action, Holder};
use havenward_domain::compartment::Compartment;
use havenward_domain::contact_safety::Relation;
use havenward_domain::id::CaseId;
use havenward_domain::role::Role;
use havenward_store::journal as rows;
use havenward_testkit::{Engine, Site, each_site, tables};
use jiff::SignedDuration;
use sqlx::{Connection, SqliteConnection};

use crate::contacts::record;

/// An officer, a worker, and a case that was shared and of which something is told besides.
async fn shared(site: &Site) -> (Caller, Caller, CaseId) {
    let dpo = site.member("dpo", Role::Dpo).await;
    let worker = site.member("worker", Role::CaseManager).await;
    let clinic = site.member("clinic", Role::CaseManager).await;
    let case = record(&site.app, &worker).await.unwrap();
    let giving = Giving {
        holder: Holder::Unit(clinic.actor().unit().unwrap()),
        compartments: vec![Compartment::Core, Compartment::Health],
        purpose: "support".to_owned(),
        basis: "agreement".to_owned(),
        agreement: None,
        until: site.clock.now() + SignedDuration::from_hours(24),
    };
    site.app.run(&worker, async |ctx| access::give(ctx, case, giving).await).await.unwrap();
    let name = "Canary aunt".to_owned();
    let add = async |ctx: &mut _| contact_safety::add_other(ctx, case, Relation::Other, name).await;
    site.app.run(&worker, add).await.unwrap();
    let why = "Canary reason".to_owned();
    let mark = async |ctx: &mut _| contact_safety::do_not_contact(ctx, case, 0, why).await;
    site.app.run(&worker, mark).await.unwrap();
    (dpo, worker, case)
}

async fn read(site: &Site, who: &Caller) -> Result<oversight::Page, AppError> {
    site.app.run(who, async |ctx| oversight::read(ctx, None).await).await
}

#[tokio::test]
async fn the_officer_reads_details_of_listed_kinds_and_of_no_other_without_the_case() {
    each_site(async |site| {
        let (dpo, worker, case) = shared(&site).await;

        let page = read(&site, &dpo).await.unwrap();

        assert_eq!(page.acts.len(), 1, "why somebody must not be contacted is not for oversight");
        let act = &page.acts[0];
        assert_eq!((act.action, act.case), (Action::GiveAccess, Some(case)));
        assert_eq!(act.details.as_ref().unwrap().of("compartments").unwrap().read(), "core health");
        assert_eq!(act.who.name.as_deref(), Some("worker"));
        let timeline = site.app.run(&dpo, async |ctx| timeline::of_case(ctx, case, None).await).await;
        assert!(matches!(timeline, Err(AppError::NotFound)), "the case does not exist for her");
        assert!(matches!(read(&site, &worker).await, Err(AppError::Forbidden)));
        let next = Some(act.entry);
        let rest = site.app.run(&dpo, async |ctx| oversight::read(ctx, next).await).await.unwrap();
        assert!(rest.acts.is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_officer_s_reading_is_itself_in_the_journal() {
    each_site(async |site| {
        let (dpo, ..) = shared(&site).await;
        read(&site, &dpo).await.unwrap();
        site.app.tick().await.unwrap();
        let all = async |ctx: &mut havenward_app::Ctx| Ok(rows::numbered_from(ctx.tx(), 0, 1_000).await?);
        let entries = site.app.look(&dpo, all).await.unwrap();
        let readings = entries.iter().filter_map(|row| row.entry.as_ref());
        assert_eq!(readings.filter(|(entry, _)| entry.action == Action::ReadOversight).count(), 1);
        site.clock.advance(SignedDuration::from_secs(2));
        site.app.tick().await.unwrap();
        assert_eq!(journal::verify(&site.app, |_| ()).await.unwrap().faults, []);
    })
    .await;
}

#[tokio::test]
async fn what_the_officer_holds_dies_with_the_shred_key() {
    each_site(async |site| {
        let (dpo, ..) = shared(&site).await;
        tables::change(&site.place.shred, "delete from shred_keys").await;

        let page = read(&site, &dpo).await.unwrap();

        assert_eq!(page.acts[0].details, Err(Fault::Missing));
    })
    .await;
}

#[tokio::test]
async fn details_changed_in_the_officer_s_copy_are_found() {
    let site = Site::new(Engine::Sqlite).await;
    let (dpo, ..) = shared(&site).await;
    let path = site.place.folder.path().join("main.db");
    let mut conn = SqliteConnection::connect(&format!("sqlite:{}", path.display())).await.unwrap();
    sqlx::query("update oversight_details set sealed_copy = zeroblob(80)").execute(&mut conn).await.unwrap();

    assert_eq!(read(&site, &dpo).await.unwrap().acts[0].details, Err(Fault::Altered));
}

#[tokio::test]
async fn nothing_is_sealed_to_a_unit_whose_key_others_hold_as_well() {
    each_site(async |site| {
        let dpo = site.member("mixed", Role::Dpo).await;
        site.colleague("worker2", &dpo, Role::CaseManager).await;
        let worker = site.member("worker3", Role::CaseManager).await;
        let case = record(&site.app, &worker).await.unwrap();
        let giving = Giving {
            holder: Holder::User(dpo.actor().member().unwrap().user),
            compartments: Vec::new(),
            purpose: "data_protection".to_owned(),
            basis: "legal_duty".to_owned(),
            agreement: None,
            until: site.clock.now() + SignedDuration::from_hours(24),
        };
        site.app.run(&worker, async |ctx| access::give(ctx, case, giving).await).await.unwrap();
        assert!(read(&site, &dpo).await.unwrap().acts.is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_officer_sees_what_went_to_whom_on_what_it_rests_and_that_it_is_gone() {
    each_site(async |site| {
        let dpo = site.member("dpo", Role::Dpo).await;
        let story = crate::a_story::Story::new(&site).await;
        let referral = story.offered(&site).await;
        let list = async || site.app.run(&dpo, async |ctx| shares::list(ctx).await).await.unwrap();

        let shared = list().await;
        assert_eq!(shared.len(), 1);
        assert_eq!((shared[0].case, shared[0].to.as_deref()), (story.case, Some("shelter")));
        assert_eq!(shared[0].rests, shares::Rests::Agreement);
        assert!(matches!(shared[0].what, shares::What::Referral { is_there: true, .. }));

        let reason = havenward_domain::referral::DeclineReason::NoCapacity;
        let decline = async |ctx: &mut _| referrals::decline(ctx, referral, reason).await;
        site.app.run(&story.shelter, decline).await.unwrap();
        assert!(matches!(list().await[0].what, shares::What::Referral { is_there: false, .. }));
        let refused = site.app.run(&story.guard, async |ctx| shares::list(ctx).await).await;
        assert!(matches!(refused, Err(AppError::Forbidden)));
    })
    .await;
}

#[tokio::test]
async fn the_officer_reads_one_kind_alone() {
    each_site(async |site| {
        let (dpo, _, _) = shared(&site).await;
        let of = async |only: &[Action]| {
            let page = site.app.run(&dpo, async |ctx| oversight::read_only(ctx, None, only).await).await;
            page.unwrap().acts.len()
        };
        assert_eq!(of(&[Action::GiveAccess, Action::DiscloseByLaw]).await, 1);
        assert_eq!(of(&[Action::GiveAgreement]).await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_contact_of_which_nothing_came_is_due_after_the_months_of_the_profile_and_no_sooner() {
    each_site(async |site| {
        let dpo = site.member("dpo", Role::Dpo).await;
        let worker = site.member("worker", Role::CaseManager).await;
        let case = record(&site.app, &worker).await.unwrap();
        let due = async || site.app.run(&dpo, async |ctx| retention::due(ctx).await).await.unwrap();
        site.clock.advance(SignedDuration::from_hours(24 * 80));
        assert!(due().await.due.is_empty());
        site.clock.advance(SignedDuration::from_hours(24 * 20));
        let found = due().await;
        assert_eq!(
            found.due.iter().map(|one| (one.case, one.kind)).collect::<Vec<_>>(),
            [(case, "contact_only")]
        );
        assert!(found.rules.iter().any(|rule| rule.kind == "case"));
        let refused = site.app.run(&worker, async |ctx| retention::due(ctx).await).await;
        assert!(matches!(refused, Err(AppError::Forbidden)));
    })
    .await;
}

#[tokio::test]
async fn the_officer_sees_that_the_last_signature_holds() {
    each_site(async |site| {
        let (dpo, worker, _) = shared(&site).await;
        // PostgreSQL numbers the journal behind the commit.
        site.app.tick().await.unwrap();
        let standing = site.app.run(&dpo, async |ctx| journal::standing(ctx).await).await.unwrap();
        assert!(standing.holds && standing.entries > 0, "{standing:?}");
        let refused = site.app.run(&worker, async |ctx| journal::standing(ctx).await).await;
        assert!(matches!(refused, Err(AppError::Forbidden)));
    })
    .await;
}
