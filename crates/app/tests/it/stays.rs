//! Nights in a house: begun by an arrival, kept through a time away, counted without a name.

use havenward_app::{AppError, Caller, Ctx, referrals, stays};
use havenward_domain::id::{ReferralId, StayId};
use havenward_domain::role::Role;
use havenward_domain::stay::Nights;
use havenward_testkit::{Site, each_site};
use jiff::SignedDuration;
use jiff::civil::{Date, date};

use crate::a_story::{Story, is_refused, open_tasks};

/// The clock of the tests begins on this day at noon.
const FIRST: Date = date(2026, 3, 1);

async fn open(site: &Site, who: &Caller) -> Vec<stays::Open> {
    site.app.run(who, async |ctx| stays::list(ctx).await).await.unwrap()
}

async fn sheet(site: &Site, who: &Caller) -> stays::Sheet {
    site.app.run(who, async |ctx| stays::sheet(ctx, FIRST).await).await.unwrap()
}

async fn act(
    site: &Site,
    who: &Caller,
    act: impl AsyncFnOnce(&mut Ctx) -> Result<(), AppError>,
) -> Result<(), AppError> {
    site.app.run(who, act).await
}

/// A mother and her child who have arrived.
async fn arrived(site: &Site) -> (Story, ReferralId, StayId) {
    let story = Story::new(site).await;
    let referral = story.offered(site).await;
    story.accept(site, referral).await.unwrap();
    act(site, &story.shelter, async |ctx| referrals::arrive(ctx, referral).await).await.unwrap();
    let id = open(site, &story.shelter).await[0].id;
    (story, referral, id)
}

fn days(days: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * days)
}

#[tokio::test]
async fn a_month_is_counted_from_arrival_to_departure_and_a_kept_bed_apart() {
    each_site(async |site| {
        let (story, referral, id) = arrived(&site).await;
        let stay = &open(&site, &story.shelter).await[0];
        assert_eq!((stay.stay.people(), stay.stay.referral(), stay.is_expected), (2, Some(referral), true));

        site.clock.advance(days(2));
        let expected = date(2026, 3, 5);
        act(&site, &story.shelter, async |ctx| stays::leave(ctx, id, expected).await).await.unwrap();
        site.clock.advance(days(3));
        act(&site, &story.shelter, async |ctx| stays::come_back(ctx, id).await).await.unwrap();
        site.clock.advance(days(1));
        act(&site, &story.shelter, async |ctx| referrals::complete(ctx, referral).await).await.unwrap();

        assert!(open(&site, &story.shelter).await.is_empty(), "completed, and so ended");
        let sheet = sheet(&site, &story.shelter).await;
        let counted = Nights { bed_nights: 6, kept_nights: 6, entitlement_days: 14 };
        assert_eq!((sheet.lines.len(), sheet.total()), (1, (1, counted)));
    })
    .await;
}

#[tokio::test]
async fn another_house_sees_no_stay_and_changes_none() {
    each_site(async |site| {
        let (_, _, id) = arrived(&site).await;
        let other = site.member("other", Role::Shelter).await;
        assert!(open(&site, &other).await.is_empty());
        assert!(sheet(&site, &other).await.lines.is_empty());
        let ended = act(&site, &other, async |ctx| stays::end(ctx, id, FIRST).await).await;
        assert!(matches!(ended, Err(AppError::NotFound)));
        let decider = site.member("decider", Role::CompetentAuthority).await;
        let refused = site.app.run(&decider, async |ctx| stays::sheet(ctx, FIRST).await).await;
        assert!(matches!(refused, Err(AppError::Forbidden)));
    })
    .await;
}

#[tokio::test]
async fn who_was_taken_back_still_leaves_on_a_day_and_tomorrow_is_none() {
    each_site(async |site| {
        let (story, referral, id) = arrived(&site).await;
        let case = story.case;
        let withdraw = async |ctx: &mut Ctx| referrals::withdraw(ctx, case, referral).await;
        act(&site, &story.guard, withdraw).await.unwrap();
        assert!(!open(&site, &story.shelter).await[0].is_expected);

        let worried = act(&site, &story.shelter, async |ctx| stays::worry(ctx, id).await).await;
        assert!(is_refused(&worried, "stay.not_expected"), "nobody would hear it");
        let end = async |on| act(&site, &story.shelter, async |ctx| stays::end(ctx, id, on).await).await;
        assert!(is_refused(&end(date(2026, 3, 2)).await, "stay.day"), "nobody leaves tomorrow");
        end(FIRST).await.unwrap();
        assert!(is_refused(&end(FIRST).await, "stay.ended"));
    })
    .await;
}

#[tokio::test]
async fn a_worry_reaches_who_carries_the_case_and_ends_nothing() {
    each_site(async |site| {
        let (story, _, id) = arrived(&site).await;
        act(&site, &story.shelter, async |ctx| stays::worry(ctx, id).await).await.unwrap();
        assert!(open_tasks(&site, &story.guard).await.contains(&"open_concern".to_owned()));
        assert_eq!(open(&site, &story.shelter).await.len(), 1);
    })
    .await;
}
