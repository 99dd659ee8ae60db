//! The reading of the road: for those who meet the person, and a number only if somebody answers it.

use havenward_app::first_steps;
use havenward_domain::recognition::Recognition;
use havenward_testkit::each_site;

use crate::a_story::Story;

#[tokio::test]
async fn the_road_is_read_by_those_who_meet_the_person_and_by_nobody_else() {
    each_site(async |site| {
        let story = Story::new(&site).await;
        let read = async |ctx: &mut havenward_app::Ctx| first_steps::read(ctx, story.case).await;
        let steps = site.app.run(&story.guard, read).await.unwrap();
        assert!(!steps.may_ask && !steps.is_child() && steps.needs.is_none());
        assert_eq!(steps.recognising.position, Recognition::None);
        let refused = site.app.run(&story.shelter, read).await.err().unwrap();
        assert_eq!(refused.code(), "not_found");
    })
    .await;
}

#[tokio::test]
async fn a_number_is_of_a_line_that_answers_and_takes_such_people() {
    each_site(async |site| {
        let story = Story::new(&site).await;
        let line = async |child| {
            let ask = async |ctx: &mut havenward_app::Ctx| first_steps::line_that_answers(ctx, child).await;
            site.app.run(&story.guard, ask).await.unwrap()
        };
        assert_eq!(line(false).await.map(|line| line.phone), Some("+44 0000".to_owned()));
        // A house for adults is not offered for a child.
        assert_eq!(line(true).await, None);
    })
    .await;
}
