//! Compartments for named persons, and access given, counted and ended.

use havenward_app::grants::Giving;
use havenward_app::notes::{self, Holding};
use havenward_app::{AppError, Caller, access, cases, timeline, units};
use havenward_domain::access::Holder;
use havenward_domain::compartment::Compartment;
use havenward_domain::id::{CaseId, UserId};
use havenward_domain::role::Role;
use havenward_testkit::{Site, each_site};
use jiff::SignedDuration;

use crate::contacts::record;

fn user(caller: &Caller) -> UserId {
    caller.actor().member().unwrap().user
}

fn giving(site: &Site, holder: Holder, compartments: &[Compartment]) -> Giving {
    Giving {
        holder,
        compartments: compartments.to_vec(),
        purpose: "legal_aid".to_owned(),
        basis: "agreement".to_owned(),
        agreement: None,
        until: site.clock.now() + SignedDuration::from_hours(240),
    }
}

async fn give(
    site: &Site,
    from: &Caller,
    case: CaseId,
    holder: Holder,
    compartments: &[Compartment],
) -> Result<(), AppError> {
    let giving = giving(site, holder, compartments);
    site.app.run(from, async |ctx| access::give(ctx, case, giving).await).await
}

async fn write(
    site: &Site,
    who: &Caller,
    case: CaseId,
    compartment: Compartment,
    holding: Holding,
) -> Result<notes::Written, AppError> {
    let text = "Canary words".to_owned();
    site.app.run(who, async |ctx| notes::write(ctx, case, compartment, text, holding).await).await
}

async fn read(site: &Site, who: &Caller, case: CaseId, from: Compartment) -> Result<usize, AppError> {
    let notes = site.app.run(who, async |ctx| notes::read(ctx, case, from).await).await?;
    Ok(notes.notes.len())
}

const PRIVILEGED: Compartment = Compartment::LegalPrivileged;

#[tokio::test]
async fn a_lawyers_compartment_wants_two_named_persons_or_a_word_that_one_is_enough() {
    each_site(async |site| {
        let worker = site.member("worker", Role::CaseManager).await;
        let lawyer = site.member("lawyer", Role::Lawyer).await;
        let case = record(&site.app, &worker).await.unwrap();
        give(&site, &worker, case, Holder::User(user(&lawyer)), &[PRIVILEGED]).await.unwrap();

        let refused = write(&site, &lawyer, case, PRIVILEGED, Holding::TwoOrMore).await;
        assert!(matches!(refused, Err(AppError::Refused { code: "note.single_holder", .. })));
        let written = write(&site, &lawyer, case, PRIVILEGED, Holding::OneIsAccepted).await.unwrap();

        assert!(written.single_holder);
        let happened =
            site.app.run(&worker, async |ctx| timeline::of_case(ctx, case, None).await).await.unwrap();
        let warned = happened.happened.iter().any(|one| one.object.as_deref() == Some("single_holder"));
        assert!(warned, "the warning is on record");
        let counted = site.app.look(&worker, async |ctx| access::holders(ctx, case).await).await.unwrap();
        let privileged = counted.iter().find(|one| one.compartment == PRIVILEGED).unwrap();
        assert!(privileged.is_single());
    })
    .await;
}

#[tokio::test]
async fn a_unit_never_holds_what_is_for_named_persons_and_a_colleague_without_a_grant_cannot_open_it() {
    each_site(async |site| {
        let worker = site.member("worker", Role::CaseManager).await;
        let lawyer = site.member("lawyer", Role::Lawyer).await;
        let firm = lawyer.actor().unit().unwrap();
        let colleague = site.newcomer("colleague", firm, Role::Lawyer).await;
        site.let_in(&lawyer).await;
        let case = record(&site.app, &worker).await.unwrap();
        let to_unit = give(&site, &worker, case, Holder::Unit(firm), &[PRIVILEGED]).await;
        assert!(matches!(to_unit, Err(AppError::Refused { code: "access.named_users_only", .. })));
        give(&site, &worker, case, Holder::Unit(firm), &[Compartment::Core]).await.unwrap();
        give(&site, &worker, case, Holder::User(user(&lawyer)), &[PRIVILEGED]).await.unwrap();
        write(&site, &lawyer, case, PRIVILEGED, Holding::OneIsAccepted).await.unwrap();

        assert!(matches!(read(&site, &colleague, case, PRIVILEGED).await, Err(AppError::Forbidden)));
        assert!(matches!(read(&site, &worker, case, PRIVILEGED).await, Err(AppError::Forbidden)));
        let by_owner = give(&site, &worker, case, Holder::User(user(&colleague)), &[PRIVILEGED]).await;
        assert!(matches!(by_owner, Err(AppError::Refused { code: "access.not_a_holder", .. })));

        let (until, with) = (site.clock.now() + SignedDuration::from_hours(24), user(&colleague));
        site.app
            .run(&lawyer, async |ctx| notes::share(ctx, case, PRIVILEGED, with, until).await)
            .await
            .unwrap();
        assert_eq!(read(&site, &colleague, case, PRIVILEGED).await.unwrap(), 1);
        let written = write(&site, &lawyer, case, PRIVILEGED, Holding::TwoOrMore).await.unwrap();
        assert!(!written.single_holder);
        assert_eq!(read(&site, &colleague, case, PRIVILEGED).await.unwrap(), 2);

        site.clock.advance(SignedDuration::from_hours(25));
        write(&site, &lawyer, case, PRIVILEGED, Holding::TwoOrMore).await.unwrap();
        assert!(matches!(read(&site, &colleague, case, PRIVILEGED).await, Err(AppError::Forbidden)));
        assert_eq!(read(&site, &lawyer, case, PRIVILEGED).await.unwrap(), 3);
    })
    .await;
}

#[tokio::test]
async fn notes_stay_within_the_ceiling_of_the_role() {
    each_site(async |site| {
        let worker = site.member("worker", Role::CaseManager).await;
        let police = site.member("police", Role::PoliceInvestigator).await;
        let case = record(&site.app, &worker).await.unwrap();
        for compartment in [Compartment::Narrative, Compartment::Health] {
            write(&site, &worker, case, compartment, Holding::TwoOrMore).await.unwrap();
            assert_eq!(read(&site, &worker, case, compartment).await.unwrap(), 1);
        }
        let unit = Holder::Unit(police.actor().unit().unwrap());
        give(&site, &worker, case, unit, &[Compartment::Police]).await.unwrap();
        write(&site, &police, case, Compartment::Police, Holding::TwoOrMore).await.unwrap();
        assert_eq!(read(&site, &police, case, Compartment::Police).await.unwrap(), 1);
        assert!(matches!(read(&site, &police, case, Compartment::Narrative).await, Err(AppError::Forbidden)));
        assert!(matches!(read(&site, &worker, case, Compartment::Police).await, Err(AppError::Forbidden)));
        let core = read(&site, &worker, case, Compartment::Core).await;
        assert!(matches!(core, Err(AppError::Invalid { field: "compartment", .. })));
    })
    .await;
}

#[tokio::test]
async fn ending_an_access_closes_it_at_once_and_lists_what_cannot_be_recalled() {
    each_site(async |site| {
        let worker = site.member("worker", Role::CaseManager).await;
        let other = site.member("other", Role::CaseManager).await;
        let case = record(&site.app, &worker).await.unwrap();
        let unit = other.actor().unit().unwrap();
        let holder = Holder::Unit(unit);
        give(&site, &worker, case, holder, &[Compartment::Core]).await.unwrap();
        let open = async || site.app.run(&other, async |ctx| cases::open(ctx, case).await.map(|_| ())).await;
        open().await.unwrap();
        let listed = site.app.look(&worker, async |ctx| access::list(ctx, case).await).await.unwrap();
        assert_eq!(listed.len(), 2);

        let end = async |holder: Holder, purpose: &str| {
            site.app.run(&worker, async |ctx| access::end(ctx, case, holder, purpose).await).await
        };
        let seen = end(holder, "legal_aid").await.unwrap();

        assert_eq!(seen.len(), 1);
        assert!(seen[0].compartments.has(Compartment::Core));
        assert!(matches!(open().await, Err(AppError::NotFound)));
        assert!(matches!(end(holder, "legal_aid").await, Err(AppError::NotFound)));
        let own = Holder::Unit(worker.actor().unit().unwrap());
        let refused = end(own, "support").await;
        assert!(matches!(refused, Err(AppError::Refused { code: "access.owner", .. })));
    })
    .await;
}

#[tokio::test]
async fn a_unit_whose_key_hangs_on_one_member_is_warned_and_sees_who_waits() {
    each_site(async |site| {
        let worker = site.member("worker", Role::CaseManager).await;
        let unit = worker.actor().unit().unwrap();
        site.newcomer("second", unit, Role::CaseManager).await;
        let warned = async || {
            site.app.look(&worker, async |ctx| units::warn_single_holder(ctx).await).await.unwrap().single
        };
        let waits = async || {
            let members = site.app.look(&worker, async |ctx| units::members(ctx).await).await.unwrap();
            members.iter().filter(|member| member.public_key.is_some() && !member.holds_key).count()
        };
        assert!(warned().await);
        assert_eq!(waits().await, 1);

        site.let_in(&worker).await;

        assert!(!warned().await);
        assert_eq!(waits().await, 0);
    })
    .await;
}
