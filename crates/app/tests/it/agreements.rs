//! Agreements: what may be given, by whom, and what a withdrawal closes.

use std::collections::BTreeSet;

use havenward_app::agreements::{self, NewAgreement};
use havenward_app::contacts::NewContact;
use havenward_app::grants::{self, Giving};
use havenward_app::{AppError, ages, cases, contacts, enquiries};
use havenward_domain::access::{Action, Holder};
use havenward_domain::age::{AgeBasis, BornOn};
use havenward_domain::agreement::{
    Answer, Category, ChildsView, GivenBy, Purpose, RecipientClass, Standing, TeachBack,
};
use havenward_domain::compartment::Compartment;
use havenward_domain::contact::AgeClaim;
use havenward_domain::enquiry;
use havenward_domain::id::{AgreementId, ReferralId};
use havenward_domain::role::Role;
use havenward_testkit::{Site, each_site};
use jiff::SignedDuration;

use crate::a_story::{BED, Story, an_adult, an_offer, asked, is_refused, open_tasks, unit, wraps};
use crate::contacts::a_contact;
use crate::given::seen;
use crate::rows::texts;

const MINIMUM: &[(Category, Answer)] = &[(Category::MinimumDataset, Answer::Agreed)];

#[tokio::test]
async fn tonight_asks_for_no_more_than_a_safe_place_and_the_minimum() {
    each_site(async |site| {
        let story = Story::new(&site).await;
        let to = unit(&story.shelter);
        let tonight = async |new: NewAgreement| {
            site.app.run(&story.guard, async |ctx| agreements::give_tonight(ctx, story.case, new).await).await
        };
        let more = asked(to, &[(Category::Identity, Answer::Agreed)]);
        assert!(is_refused(&tonight(more).await, "agreement.more_than_minimum"));
        let later = NewAgreement { purpose: Purpose::Media, ..asked(to, MINIMUM) };
        assert!(is_refused(&tonight(later).await, "agreement.can_wait"));
        assert!(is_refused(&tonight(asked(to, &[])).await, "agreement.empty"));
        tonight(asked(to, MINIMUM)).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn later_each_is_said_back_and_goes_to_one_recipient() {
    each_site(async |site| {
        let story = Story::new(&site).await;
        let to = unit(&story.shelter);
        let expires = site.app.now() + SignedDuration::from_hours(1);
        let later = async |new: NewAgreement| {
            let give = async |ctx: &mut _| agreements::give_later(ctx, story.case, new, expires).await;
            site.app.run(&story.guard, give).await
        };
        let silent = NewAgreement { teach_back: TeachBack::NotDone, ..asked(to, MINIMUM) };
        assert!(is_refused(&later(silent).await, "agreement.no_teach_back"));
        let both = vec![(to, RecipientClass::Care), (unit(&story.guard), RecipientClass::Care)];
        let two = NewAgreement { recipients: both, ..asked(to, MINIMUM) };
        assert!(is_refused(&later(two).await, "agreement.empty"));
        later(asked(to, MINIMUM)).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn immigration_enforcement_and_the_country_of_origin_never_receive_anything() {
    each_site(async |site| {
        let story = Story::new(&site).await;
        for class in [RecipientClass::ImmigrationEnforcement, RecipientClass::CountryOfOrigin] {
            let recipients = vec![(unit(&story.shelter), class)];
            let new = NewAgreement { recipients, ..asked(unit(&story.shelter), MINIMUM) };
            let give = async |ctx: &mut _| agreements::give_tonight(ctx, story.case, new).await;
            let refused = site.app.run(&story.guard, give).await;
            assert!(is_refused(&refused, "agreement.never_a_recipient"));
        }
    })
    .await;
}

#[tokio::test]
async fn for_an_adult_nobody_else_agrees_and_for_a_child_whom_the_profile_names() {
    each_site(async |site| {
        let story = Story::new(&site).await;
        let member = story.guard.actor().member().unwrap().user;
        let guardian = || GivenBy::Guardian { cleared_by: member, childs_view: ChildsView::Agrees };
        let give = async |case, given_by| {
            let new = NewAgreement { given_by, ..asked(unit(&story.shelter), MINIMUM) };
            site.app.run(&story.guard, async |ctx| agreements::give_tonight(ctx, case, new).await).await
        };
        assert!(is_refused(&give(story.case, guardian()).await, "agreement.not_theirs"));
        let record = async |ctx: &mut _| contacts::record(ctx, a_contact()).await;
        let child = site.app.run(&story.guard, record).await.unwrap();
        give(child, guardian()).await.unwrap();
    })
    .await;
}

/// The shelter may open the core, under an agreement.
async fn let_in(site: &Site, story: &Story, agreement: AgreementId) {
    let giving = Giving {
        holder: Holder::Unit(unit(&story.shelter)),
        compartments: vec![Compartment::Core],
        purpose: "support".to_owned(),
        basis: "agreement".to_owned(),
        agreement: Some(agreement),
        until: site.app.now() + SignedDuration::from_hours(100),
    };
    site.app.run(&story.guard, async |ctx| grants::give(ctx, story.case, giving).await).await.unwrap();
}

#[tokio::test]
async fn whoever_loses_sight_by_what_she_writes_down_still_writes_it_down_whole() {
    each_site(async |site| {
        let story = Story::new(&site).await;
        let agreement = story.agree_tonight(&site).await.unwrap();
        let_in(&site, &story, agreement).await;
        let (purpose, to) = (Purpose::Service(BED), unit(&story.shelter));
        let withdraw = async |ctx: &mut _| agreements::withdraw(ctx, story.case, &purpose, to).await;

        let closed = site.app.run(&story.shelter, withdraw).await.unwrap();

        assert_eq!((closed.agreements, closed.access_ended), (vec![agreement], 1));
        let open =
            async |who| site.app.run(who, async |ctx| cases::open(ctx, story.case).await.map(drop)).await;
        assert!(matches!(open(&story.shelter).await, Err(AppError::NotFound)));
        open(&story.guard).await.unwrap();
        let told = async |ctx: &mut _| agreements::list(ctx, story.case).await;
        let told = site.app.run(&story.guard, told).await.unwrap();
        assert!(!told[0].agreement.is_in_force(site.app.now()));
    })
    .await;
}

#[tokio::test]
async fn a_withdrawal_closes_everything_at_once_and_lists_what_cannot_be_recalled() {
    each_site(async |site| {
        let story = Story::new(&site).await;
        let id = story.offered(&site).await;
        story.accept(&site, id).await.unwrap();
        site.clock.advance(SignedDuration::from_secs(1));
        story.read(&site, id).await.unwrap();
        let waiting = story.enquire(&site).await.unwrap();
        let told = site.app.run(&story.guard, async |ctx| agreements::list(ctx, story.case).await).await;
        let agreement = told.unwrap()[0].agreement.id();
        let_in(&site, &story, agreement).await;
        let open =
            async |who| site.app.run(who, async |ctx| cases::open(ctx, story.case).await.map(|_| ())).await;
        site.clock.advance(SignedDuration::from_secs(1));
        open(&story.shelter).await.unwrap();

        let closed = story.withdraw_agreement(&site).await;

        assert_eq!(closed.agreements, [agreement]);
        assert_eq!(closed.categories, BTreeSet::from([Category::MinimumDataset, Category::Identity]));
        assert_eq!((closed.access_ended, &closed.referrals[..]), (1, &[id][..]));
        assert!(closed.enquiries.contains(&waiting));
        let seen: Vec<Action> = closed.cannot_be_recalled.iter().map(|one| one.seen.action).collect();
        assert_eq!(seen, [Action::AnswerOffer, Action::ReadOffer, Action::ReadCase]);
        assert!(closed.objections.is_empty());
        assert_eq!(wraps(&site, id).await, (false, false));
        assert_eq!(story.free(&site).await, 4);
        assert!(matches!(story.read(&site, id).await, Err(AppError::NotFound)));
        assert!(matches!(story.accept(&site, id).await, Err(AppError::NotFound)));
        assert!(matches!(open(&story.shelter).await, Err(AppError::NotFound)));
        let asked = site.app.run(&story.shelter, async |ctx| enquiries::list_for_service(ctx).await).await;
        assert!(asked.unwrap().is_empty());
        let of_case =
            site.app.look(&story.guard, async |ctx| enquiries::of_case(ctx, story.case).await).await;
        let answers = of_case.unwrap();
        assert!(answers.iter().all(|one| matches!(one.answer(), enquiry::Answer::Withdrawn { .. })));
        open(&story.guard).await.unwrap();
        let told = site.app.run(&story.guard, async |ctx| agreements::list(ctx, story.case).await).await;
        assert_eq!(told.unwrap()[0].standing[0].1, Standing::Withdrawn);
    })
    .await;
}

#[tokio::test]
async fn a_withdrawal_objects_to_what_rests_on_law() {
    each_site(async |site| {
        let story = Story::new(&site).await;
        story.agree_tonight(&site).await.unwrap();
        let giving = Giving {
            holder: Holder::Unit(unit(&story.shelter)),
            compartments: vec![Compartment::Core],
            purpose: "safeguarding".to_owned(),
            basis: "legal_duty".to_owned(),
            agreement: None,
            until: site.app.now() + SignedDuration::from_hours(100),
        };
        site.app.run(&story.guard, async |ctx| grants::give(ctx, story.case, giving).await).await.unwrap();

        let closed = story.withdraw_agreement(&site).await;

        assert_eq!((closed.access_ended, closed.objections.len()), (0, 1));
        assert_eq!(closed.objections[0].basis, "legal_duty");
        assert!(open_tasks(&site, &story.guard).await.contains(&"answer_objection".to_owned()));
    })
    .await;
}

#[tokio::test]
async fn a_later_no_takes_back_what_rested_on_an_earlier_yes() {
    each_site(async |site| {
        let story = Story::new(&site).await;
        let id = story.offered(&site).await;
        let without_name =
            [(Category::MinimumDataset, Answer::Agreed), (Category::Identity, Answer::Refused)];
        story.agree_later(&site, &without_name).await.unwrap();
        assert_eq!(wraps(&site, id).await, (true, false), "the name goes, the place stays");
        story.agree_later(&site, &[(Category::MinimumDataset, Answer::Refused)]).await.unwrap();
        assert_eq!(wraps(&site, id).await, (false, false));
        assert!(matches!(story.read(&site, id).await, Err(AppError::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn what_was_never_given_is_not_withdrawn_and_a_stranger_withdraws_nothing() {
    each_site(async |site| {
        let story = Story::new(&site).await;
        let (purpose, to) = (Purpose::Service(BED), unit(&story.shelter));
        let withdraw = async |who| {
            let closing = async |ctx: &mut _| agreements::withdraw(ctx, story.case, &purpose, to).await;
            site.app.run(who, closing).await
        };
        assert!(is_refused(&withdraw(&story.guard).await, "agreement.not_given"));
        let stranger = site.member("stranger", Role::CaseManager).await;
        assert!(matches!(withdraw(&stranger).await, Err(AppError::NotFound)));
    })
    .await;
}

/// A child whose guardian agreed to a bed, which was offered and accepted.
async fn a_child_in_a_bed(site: &havenward_testkit::Site) -> (Story, ReferralId) {
    let mut story = Story::new(site).await;
    let child = NewContact { age: AgeClaim::Child, ..an_adult() };
    story.case = site.app.run(&story.guard, async |ctx| contacts::record(ctx, child).await).await.unwrap();
    let cleared_by = story.guard.actor().member().unwrap().user;
    let guardian = GivenBy::Guardian { cleared_by, childs_view: ChildsView::Agrees };
    let new = NewAgreement { given_by: guardian, ..asked(unit(&story.shelter), MINIMUM) };
    let expires = site.app.now() + SignedDuration::from_hours(24 * 60);
    let give = async |ctx: &mut _| agreements::give_later(ctx, story.case, new, expires).await;
    site.app.run(&story.guard, give).await.unwrap();
    let enquiry = story.yes(site).await;
    let id = story.offer(site, an_offer(enquiry)).await.unwrap();
    story.accept(site, id).await.unwrap();
    story.read(site, id).await.unwrap();
    (story, id)
}

async fn told(site: &havenward_testkit::Site, story: &Story) -> (Standing, bool) {
    let told = site.app.run(&story.guard, async |ctx| agreements::list(ctx, story.case).await).await;
    let told = told.unwrap();
    (told[0].standing[0].1.clone(), told[0].ask_again)
}

#[tokio::test]
async fn what_a_guardian_agreed_to_ends_on_the_18th_birthday_with_all_that_rests_on_it() {
    each_site(async |site| {
        let (story, id) = a_child_in_a_bed(&site).await;
        // The clock stands on 1 March 2026: the birthday comes in two days.
        let born = BornOn::Day(jiff::civil::date(2008, 3, 3));
        site.app.run(&story.guard, async |ctx| ages::set_born(ctx, story.case, born).await).await.unwrap();
        story.read(&site, id).await.unwrap();
        assert_eq!(told(&site, &story).await, (Standing::Agreed, false));

        site.clock.advance(SignedDuration::from_hours(48));

        // The day alone ends the agreement, though nobody has written it down.
        assert_eq!(told(&site, &story).await, (Standing::NotAsked, true));
        // In clear its end is the first of the month after, which tells no birthday; who writes the day ends all.
        let ends = texts(&site, "select cast(granted_until as text) from referrals").await;
        let month_after: jiff::Timestamp = "2026-04-01T00:00:00Z".parse().unwrap();
        assert_eq!(ends, [month_after.as_microsecond().to_string()]);
        story.read(&site, id).await.unwrap();
        site.app.run(&story.guard, async |ctx| ages::turn_18(ctx, story.case).await).await.unwrap();
        assert!(story.read(&site, id).await.is_err());
        assert_eq!(wraps(&site, id).await, (false, false));
        assert!(open_tasks(&site, &story.guard).await.contains(&"ask_agreement_again".to_owned()));
        // Nobody agrees for her any more; she herself is asked again.
        let cleared_by = story.guard.actor().member().unwrap().user;
        let guardian = GivenBy::Guardian { cleared_by, childs_view: ChildsView::Agrees };
        let new = NewAgreement { given_by: guardian, ..asked(unit(&story.shelter), MINIMUM) };
        let refused = site
            .app
            .run(&story.guard, async |ctx| agreements::give_tonight(ctx, story.case, new).await)
            .await;
        assert!(is_refused(&refused, "agreement.not_theirs"));
        story.agree_later(&site, MINIMUM).await.unwrap();
        let standing =
            site.app.run(&story.guard, async |ctx| agreements::list(ctx, story.case).await).await.unwrap();
        assert_eq!(standing[1].standing[0].1, Standing::Agreed);
    })
    .await;
}

#[tokio::test]
async fn when_nobody_writes_the_18th_birthday_down_sight_ends_by_itself_with_the_month() {
    each_site(async |site| {
        let (story, id) = a_child_in_a_bed(&site).await;
        let born = BornOn::Day(jiff::civil::date(2008, 3, 3));
        site.app.run(&story.guard, async |ctx| ages::set_born(ctx, story.case, born).await).await.unwrap();
        site.clock.advance(SignedDuration::from_hours(24 * 31));
        assert!(story.read(&site, id).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn who_is_found_to_be_an_adult_is_asked_again_for_what_a_guardian_said() {
    each_site(async |site| {
        let mut story = Story::new(&site).await;
        let unsure = NewContact { age: AgeClaim::Unsure, ..an_adult() };
        story.case =
            site.app.run(&story.guard, async |ctx| contacts::record(ctx, unsure).await).await.unwrap();
        let social = site.colleague("social", &story.guard, Role::FrSocial).await;
        let cleared_by = story.guard.actor().member().unwrap().user;
        let guardian = GivenBy::Guardian { cleared_by, childs_view: ChildsView::PrefersNotToSay };
        let new = NewAgreement { given_by: guardian, ..asked(unit(&story.shelter), MINIMUM) };
        let give = async |ctx: &mut _| agreements::give_tonight(ctx, story.case, new).await;
        site.app.run(&story.guard, give).await.unwrap();
        let find = async |ctx: &mut _| ages::find_adult(ctx, story.case, seen(), AgeBasis::Documents).await;
        site.app.run(&social, find).await.unwrap();
        assert_eq!(told(&site, &story).await, (Standing::NotAsked, true));
        assert!(open_tasks(&site, &story.guard).await.contains(&"ask_agreement_again".to_owned()));
    })
    .await;
}
