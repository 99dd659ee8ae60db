//! A model of places and sight: whatever happens in whatever order, the house agrees with it.

use havenward_app::referrals::{self};
use havenward_app::{AppError, services};
use havenward_domain::id::ReferralId;
use havenward_domain::referral::DeclineReason;
use havenward_testkit::{Engine, Site};
use jiff::{SignedDuration, Timestamp};

use crate::a_story::{Story, an_offer, wraps};

/// A small generator of choices, so that a failure can be played again by its seed.
struct Choices(u64);

impl Choices {
    fn below(&mut self, bound: u64) -> u64 {
        // SplitMix64 (Steele, Lea, Flood 2014).
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % bound
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Stands {
    Waiting(Timestamp),
    Waitlisted,
    Holding,
    There,
    Gone,
    Over,
}

struct Model {
    free: u16,
    places: u16,
    offers: Vec<(ReferralId, Stands)>,
}

/// The adult and her child.
const PARTY: u16 = 2;

impl Model {
    fn sees(stands: Stands, now: Timestamp) -> bool {
        match stands {
            Stands::Waiting(until) => now < until,
            Stands::Waitlisted | Stands::Holding | Stands::There | Stands::Gone => true,
            Stands::Over => false,
        }
    }

    fn holds(stands: Stands) -> bool {
        matches!(stands, Stands::Holding | Stands::There | Stands::Gone)
    }

    fn end(&mut self, index: usize) {
        if Self::holds(self.offers[index].1) {
            self.free = (self.free + PARTY).min(self.places);
        }
        self.offers[index].1 = Stands::Over;
    }
}

async fn step(site: &Site, story: &Story, model: &mut Model, choices: &mut Choices) -> String {
    let now = site.app.now();
    let choice = choices.below(13);
    if choice < 3 || model.offers.is_empty() {
        if story.enquire(site).await.is_err() {
            story.agree_tonight(site).await.unwrap();
        }
        let enquiry = story.yes(site).await;
        let id = story.offer(site, an_offer(enquiry)).await.unwrap();
        model.offers.push((id, Stands::Waiting(now + SignedDuration::from_mins(60))));
        return "offer".to_owned();
    }
    let index = usize::try_from(choices.below(model.offers.len() as u64)).unwrap();
    let (id, stands) = model.offers[index];
    let sees = Model::sees(stands, now);
    let (expected, done): (bool, Result<(), AppError>) = match choice {
        3 | 4 => {
            let open = matches!(stands, Stands::Waiting(_) | Stands::Waitlisted) && sees;
            let can = open && model.free >= PARTY;
            if can {
                model.free -= PARTY;
                model.offers[index].1 = Stands::Holding;
            }
            // The same yes again, because the answer was lost, takes nothing twice.
            (can || stands == Stands::Holding, story.accept(site, id).await)
        }
        5 => {
            let can = matches!(stands, Stands::Waiting(_) | Stands::Waitlisted) && sees;
            if can {
                model.end(index);
            }
            let decline = async |ctx: &mut _| referrals::decline(ctx, id, DeclineReason::Other).await;
            (can, site.app.run(&story.shelter, decline).await)
        }
        6 => {
            let can = stands != Stands::Over;
            if can {
                model.end(index);
            }
            let withdraw = async |ctx: &mut _| referrals::withdraw(ctx, story.case, id).await;
            (can, site.app.run(&story.guard, withdraw).await)
        }
        7 => {
            let can = matches!(stands, Stands::Waiting(_)) && sees;
            if can {
                model.offers[index].1 = Stands::Waitlisted;
            }
            (can, site.app.run(&story.shelter, async |ctx| referrals::waitlist(ctx, id).await).await)
        }
        8 => {
            let can = matches!(stands, Stands::Holding | Stands::Gone);
            if can {
                model.offers[index].1 = Stands::There;
            }
            (can, site.app.run(&story.shelter, async |ctx| referrals::arrive(ctx, id).await).await)
        }
        9 => {
            let can = stands == Stands::Holding;
            if can {
                model.offers[index].1 = Stands::Gone;
            }
            (can, site.app.run(&story.shelter, async |ctx| referrals::did_not_arrive(ctx, id).await).await)
        }
        10 => {
            let can = stands == Stands::There;
            if can {
                model.end(index);
            }
            (can, site.app.run(&story.shelter, async |ctx| referrals::complete(ctx, id).await).await)
        }
        11 => {
            site.clock.advance(SignedDuration::from_mins(25));
            site.app.tick().await.unwrap();
            let now = site.app.now();
            for offer in &mut model.offers {
                if matches!(offer.1, Stands::Waiting(until) if now >= until) {
                    offer.1 = Stands::Over;
                }
            }
            (true, Ok(()))
        }
        _ => {
            if choices.below(4) == 0 {
                let given = story.withdraw_agreement(site).await;
                assert!(given.referrals.len() <= model.offers.len());
                for index in 0..model.offers.len() {
                    if model.offers[index].1 != Stands::Over {
                        model.end(index);
                    }
                }
            } else {
                model.free = u16::try_from(choices.below(u64::from(model.places) + 1)).unwrap();
                let (all, free) = (model.places, model.free);
                let restate =
                    async |ctx: &mut _| services::change_places(ctx, story.service, all, free).await;
                site.app.run(&story.shelter, restate).await.unwrap();
            }
            (true, Ok(()))
        }
    };
    let code = done.as_ref().err().map(AppError::code);
    assert_eq!(done.is_ok(), expected, "choice {choice} on {stands:?}: {code:?}");
    format!("choice {choice}")
}

#[tokio::test]
async fn places_and_sight_agree_with_a_plain_model() {
    for engine in Engine::all() {
        for seed in [2, 3, 5, 17] {
            let site = Site::new(engine).await;
            let story = Story::new(&site).await;
            story.agree_tonight(&site).await.unwrap();
            let mut choices = Choices(seed);
            let mut model = Model { free: 4, places: 10, offers: Vec::new() };
            for turn in 0..60 {
                let what = step(&site, &story, &mut model, &mut choices).await;
                let here = format!("seed {seed}, turn {turn}, {what}");
                assert_eq!(story.free(&site).await, model.free, "{here}");
                let now = site.app.now();
                for (id, stands) in &model.offers {
                    let sees = Model::sees(*stands, now);
                    if *stands == Stands::Over {
                        assert_eq!(wraps(&site, *id).await, (false, false), "{here}");
                    }
                    if choices.below(4) == 0 {
                        assert_eq!(story.read(&site, *id).await.is_ok(), sees, "{here}: {stands:?}");
                    }
                }
            }
        }
    }
}
