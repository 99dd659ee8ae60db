//! Nobody is contacted until a named worker has cleared it; the door learns whom to watch for.

use havenward_app::contact_safety::{self, NewChannel, NewWays, Whom};
use havenward_app::dangers::{self, NewDanger};
use havenward_app::grants::Giving;
use havenward_app::{AppError, Caller, Ctx, access, details};
use havenward_domain::access::Holder;
use havenward_domain::compartment::Compartment;
use havenward_domain::contact_safety::{ChannelKind, LeaveMessage, Relation, WhoElse};
use havenward_domain::danger::HowKnown;
use havenward_domain::hours::Hours;
use havenward_domain::id::CaseId;
use havenward_domain::role::Role;
use havenward_testkit::{Site, each_site};
use jiff::SignedDuration;

use crate::contacts::record;

fn ways() -> NewWays {
    NewWays {
        language: "uk".parse().unwrap(),
        channels: vec![NewChannel {
            kind: ChannelKind::Phone,
            address: "+371 0000".to_owned(),
            hours: Hours::Always,
            leave_message: LeaveMessage::Neutral,
            who_else: WhoElse::Unknown,
        }],
        safe_word: Some("maple".to_owned()),
    }
}

async fn asks(site: &Site, who: &Caller, case: CaseId, whom: Whom) -> Result<LeaveMessage, AppError> {
    let may = site.app.run(who, async |ctx| contact_safety::may_contact(ctx, case, whom).await).await?;
    Ok(may.leave_message)
}

#[tokio::test]
async fn nobody_is_contacted_until_cleared_and_a_mark_ends_it() {
    each_site(async |site| {
        let worker = site.member("worker", Role::CaseManager).await;
        let case = record(&site.app, &worker).await.unwrap();
        let app = &site.app;
        let name = "Canary aunt".to_owned();
        let aunt = app
            .run(&worker, async |ctx| contact_safety::add_other(ctx, case, Relation::Relative, name).await)
            .await
            .unwrap();
        let by_phone = Whom::Other(aunt, ChannelKind::Phone);
        let refused = asks(&site, &worker, case, by_phone).await;
        assert!(matches!(refused, Err(AppError::Refused { code: "contact_safety.not_cleared", .. })));

        let until = site.clock.now() + SignedDuration::from_hours(48);
        let clear = async |why: &str| {
            let why = why.to_owned();
            app.run(&worker, async |ctx| {
                contact_safety::clear(ctx, case, aunt, ChannelKind::Phone, until, why).await
            })
            .await
        };
        assert!(matches!(clear(" ").await, Err(AppError::Invalid { field: "why", .. })));
        clear("met alone, no ties").await.unwrap();
        asks(&site, &worker, case, by_phone).await.unwrap();
        assert!(asks(&site, &worker, case, Whom::Other(aunt, ChannelKind::Post)).await.is_err());

        let why = "she is afraid of him".to_owned();
        app.run(&worker, async |ctx| contact_safety::do_not_contact(ctx, case, aunt, why).await)
            .await
            .unwrap();
        assert!(asks(&site, &worker, case, by_phone).await.is_err());
        let refused = clear("again").await;
        assert!(matches!(refused, Err(AppError::Refused { code: "contact_safety.do_not_contact", .. })));
        app.run(&worker, async |ctx| contact_safety::lift(ctx, case, aunt, "another man".to_owned()).await)
            .await
            .unwrap();
        assert!(asks(&site, &worker, case, by_phone).await.is_err(), "lifting clears nothing");
        assert_eq!(app.run(&worker, async |ctx| details::verify(ctx, case).await).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn her_own_channel_is_used_only_while_marked_safe() {
    each_site(async |site| {
        let worker = site.member("worker", Role::CaseManager).await;
        let case = record(&site.app, &worker).await.unwrap();
        let app = &site.app;
        let phone = Whom::Person(0);
        assert!(asks(&site, &worker, case, phone).await.is_err(), "nothing written: no contact");
        app.run(&worker, async |ctx| contact_safety::write_channels(ctx, case, ways()).await).await.unwrap();
        let refused = asks(&site, &worker, case, phone).await;
        assert!(matches!(refused, Err(AppError::Refused { code: "contact_safety.not_now", .. })));

        app.run(&worker, async |ctx| contact_safety::mark_safe(ctx, case, 0, None).await).await.unwrap();
        let message = asks(&site, &worker, case, phone).await.unwrap();
        assert_eq!(message, LeaveMessage::Never, "nobody knows who else uses it");
        site.clock.advance(SignedDuration::from_hours(30 * 24));
        assert!(asks(&site, &worker, case, phone).await.is_err(), "safe runs out after thirty days");
        app.run(&worker, async |ctx| contact_safety::mark_safe(ctx, case, 0, None).await).await.unwrap();
        app.run(&worker, async |ctx| contact_safety::mark_unsafe(ctx, case, 0).await).await.unwrap();
        assert!(asks(&site, &worker, case, phone).await.is_err());
        let kept = app.run(&worker, async |ctx| contact_safety::read(ctx, case).await).await.unwrap();
        assert_eq!(kept.address_as.unwrap().expose(), "Canary Oks", "the rest stays as it was");
    })
    .await;
}

#[tokio::test]
async fn a_channel_that_is_added_is_not_safe_yet_and_leaves_the_marks_of_the_others() {
    each_site(async |site| {
        let worker = site.member("worker", Role::CaseManager).await;
        let case = record(&site.app, &worker).await.unwrap();
        let app = &site.app;
        let add = async |word: Option<&str>| {
            let NewWays { language, channels, .. } = ways();
            let (new, word) = (channels.into_iter().next().unwrap(), word.map(str::to_owned));
            let add = async |ctx: &mut Ctx| contact_safety::add_channel(ctx, case, language, new, word).await;
            app.run(&worker, add).await
        };
        add(Some("maple")).await.unwrap();
        assert!(asks(&site, &worker, case, Whom::Person(0)).await.is_err(), "nobody marked it");
        app.run(&worker, async |ctx| contact_safety::mark_safe(ctx, case, 0, None).await).await.unwrap();
        add(None).await.unwrap();

        asks(&site, &worker, case, Whom::Person(0)).await.unwrap();
        assert!(asks(&site, &worker, case, Whom::Person(1)).await.is_err());
        let read = app.run(&worker, async |ctx| contact_safety::read_to_change(ctx, case).await).await;
        let word = read.unwrap().ways.and_then(|ways| ways.safe_word);
        assert_eq!(
            word.map(|word| word.expose().clone()).as_deref(),
            Some("maple"),
            "no word keeps the word"
        );
        let refused = add(Some(" ")).await;
        assert!(matches!(refused, Err(AppError::Invalid { field: "safe_word", .. })));
    })
    .await;
}

#[tokio::test]
async fn the_door_sees_who_face_and_vehicle_and_writes_nothing() {
    each_site(async |site| {
        let worker = site.member("worker", Role::CaseManager).await;
        let door = site.member("shelter", Role::Shelter).await;
        let stranger = site.member("stranger", Role::Shelter).await;
        let case = record(&site.app, &worker).await.unwrap();
        let app = &site.app;
        let danger = || NewDanger {
            who: "tall man".to_owned(),
            face: None,
            vehicle: Some("grey van".to_owned()),
            how_known: HowKnown::PersonSaid,
        };
        app.run(&worker, async |ctx| dangers::add(ctx, case, danger()).await).await.unwrap();
        let giving = Giving {
            holder: Holder::Unit(door.actor().unit().unwrap()),
            compartments: vec![Compartment::DangerList],
            purpose: "support".to_owned(),
            basis: "agreement".to_owned(),
            agreement: None,
            until: site.clock.now() + SignedDuration::from_hours(24),
        };
        app.run(&worker, async |ctx| access::give(ctx, case, giving).await).await.unwrap();

        let seen = app.run(&door, async |ctx| dangers::list(ctx, case).await).await.unwrap();

        assert_eq!(seen[0].who.expose(), "tall man");
        assert!(seen[0].how_known.is_none());
        let team = app.run(&worker, async |ctx| dangers::list(ctx, case).await).await.unwrap();
        assert_eq!(team[0].how_known, Some(HowKnown::PersonSaid));
        let written = app.run(&door, async |ctx| dangers::add(ctx, case, danger()).await).await;
        assert!(matches!(written, Err(AppError::Forbidden)));
        let unknown = app.run(&stranger, async |ctx| dangers::list(ctx, case).await.map(|_| ())).await;
        assert!(matches!(unknown, Err(AppError::NotFound)));
    })
    .await;
}
