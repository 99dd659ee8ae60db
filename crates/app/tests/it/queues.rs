//! The queues of the country: counts for its co-ordinator, and nothing for anybody else.

use havenward_app::{AppError, queues};
use havenward_domain::contact::AgeClaim;
use havenward_domain::role::Role;
use havenward_testkit::each_site;
use jiff::SignedDuration;

use crate::a_story::{BED, Story};
use crate::given::{case_of, raise};

#[tokio::test]
async fn the_coordinator_counts_who_waits_how_long_and_where_there_is_room() {
    each_site(async |site| {
        let coordinator = site.member("coordinator", Role::NrmCoordinator).await;
        let story = Story::new(&site).await;
        story.agree_tonight(&site).await.unwrap();
        story.enquire(&site).await.unwrap();
        let old = case_of(&site, &story.guard, AgeClaim::Adult).await;
        raise(&site, &story.guard, old).await.unwrap();
        site.clock.advance(SignedDuration::from_hours(24 * 8));
        let new = case_of(&site, &story.guard, AgeClaim::Adult).await;
        raise(&site, &story.guard, new).await.unwrap();

        let read = site.app.look(&coordinator, async |ctx| queues::read(ctx).await).await.unwrap();

        let raised = read.waiting.iter().find(|queue| queue.recognition == "raised").unwrap();
        assert_eq!(raised.bands, [1, 1, 0, 0], "one of today, one of more than a week");
        let room = read.rooms.iter().find(|room| room.kind == BED).unwrap();
        assert_eq!((room.services, room.places, room.free, room.stale), (1, 10, 4, 1));
        assert_eq!(read.asked.enquiries, 0, "its time is over");
        assert!(read.gaps.rows.is_empty());
    })
    .await;
}

#[tokio::test]
async fn nobody_else_reads_the_queues() {
    each_site(async |site| {
        for role in [Role::CaseManager, Role::Sysadmin, Role::Dpo, Role::NationalRapporteur] {
            let reader = site.member(role.code(), role).await;
            let refused = site.app.look(&reader, async |ctx| queues::read(ctx).await).await;
            assert!(matches!(refused, Err(AppError::Forbidden)), "{role:?}");
        }
    })
    .await;
}
