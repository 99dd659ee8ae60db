//! What the tests of the story share: a person with a guard, a shelter with places, and what lies between.

use std::collections::{BTreeMap, BTreeSet};

use havenward_app::agreements::{self, NewAgreement};
use havenward_app::contacts::{self, NewContact};
use havenward_app::referrals::{self, NewOffer, OfferRead};
use havenward_app::{AppError, Caller, Window, enquiries, services, tasks};
use havenward_domain::agreement::{Answer, Category, GivenBy, Purpose, RecipientClass, TeachBack};
use havenward_domain::codes::ServiceType;
use havenward_domain::contact::AgeClaim;
use havenward_domain::enquiry::When;
use havenward_domain::hours::Hours;
use havenward_domain::id::{AgreementId, CaseId, EnquiryId, ReferralId, ServiceId, UnitId};
use havenward_domain::role::Role;
use havenward_domain::secret::Secret;
use havenward_domain::service::{Accepts, Capacity, Cost, DutyLine, SecurityLevel, Service};
use havenward_domain::told_before::How;
use havenward_testkit::Site;
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};

use crate::contacts::a_contact;

pub const BED: ServiceType = ServiceType::AccommodationEmergency;

/// A guard who has met an adult, and a shelter that has room.
pub struct Story {
    pub guard: Caller,
    pub shelter: Caller,
    pub case: CaseId,
    pub service: ServiceId,
}

pub fn unit(caller: &Caller) -> UnitId {
    caller.actor().unit().unwrap()
}

pub fn a_service(free: u16, now: Timestamp) -> Service {
    Service {
        id: ServiceId::from_random([0; 16]),
        unit: UnitId::from_random([0; 16]),
        offers: BTreeSet::from([BED]),
        region: "GB-LND".parse().unwrap(),
        languages: BTreeSet::from(["uk".parse().unwrap()]),
        works_with_interpreters: true,
        accepts: Accepts { women: true, families: true, children_under: 18, ..Accepts::default() },
        step_free: true,
        capacity: Capacity::new(10, free, now).unwrap(),
        waiting_days: 0,
        opening: Hours::Always,
        duty_line: DutyLine { phone: "+44 0000".into(), hours: Hours::Always },
        cost: Cost::Free,
        security: SecurityLevel::Protected,
        funding_until: None,
        verified_on: date(2026, 3, 1),
    }
}

pub fn an_adult() -> NewContact {
    NewContact { age: AgeClaim::Adult, children_with: 1, ..a_contact() }
}

pub fn asked(to: UnitId, answers: &[(Category, Answer)]) -> NewAgreement {
    NewAgreement {
        purpose: Purpose::Service(BED),
        recipients: vec![(to, RecipientClass::Care)],
        answers: answers.iter().copied().collect(),
        language: "uk".parse().unwrap(),
        how: How::Spoken,
        teach_back: TeachBack::InOwnWords,
        witness: None,
        interpreter: None,
        given_by: GivenBy::Person,
    }
}

pub fn an_offer(enquiry: EnquiryId) -> NewOffer {
    NewOffer {
        enquiry,
        age_band: None,
        health_alerts: BTreeSet::new(),
        security: SecurityLevel::Protected,
        needed_on: date(2026, 3, 1),
        hand_over: BTreeMap::new(),
    }
}

impl Story {
    pub async fn new(site: &Site) -> Self {
        let guard = site.member("guard", Role::FrNgo).await;
        let shelter = site.member("shelter", Role::Shelter).await;
        let case = site.app.run(&guard, async |ctx| contacts::record(ctx, an_adult()).await).await.unwrap();
        let service = Self::add_service(site, &shelter, 4).await;
        Self { guard, shelter, case, service }
    }

    pub async fn add_service(site: &Site, shelter: &Caller, free: u16) -> ServiceId {
        let draft = a_service(free, site.app.now());
        site.app.run(shelter, async |ctx| services::add(ctx, "Harbour", draft).await).await.unwrap()
    }

    pub async fn agree_tonight(&self, site: &Site) -> Result<AgreementId, AppError> {
        let new = asked(unit(&self.shelter), &[(Category::MinimumDataset, Answer::Agreed)]);
        site.app.run(&self.guard, async |ctx| agreements::give_tonight(ctx, self.case, new).await).await
    }

    pub async fn agree_later(
        &self,
        site: &Site,
        answers: &[(Category, Answer)],
    ) -> Result<AgreementId, AppError> {
        let new = asked(unit(&self.shelter), answers);
        let expires = site.app.now() + SignedDuration::from_hours(24 * 60);
        site.app
            .run(&self.guard, async |ctx| agreements::give_later(ctx, self.case, new, expires).await)
            .await
    }

    pub async fn withdraw_agreement(&self, site: &Site) -> agreements::Withdrawal {
        let (purpose, to) = (Purpose::Service(BED), unit(&self.shelter));
        let withdrawn =
            site.app.run(&self.guard, async |ctx| agreements::withdraw(ctx, self.case, &purpose, to).await);
        withdrawn.await.unwrap()
    }

    pub async fn enquire(&self, site: &Site) -> Result<EnquiryId, AppError> {
        let ask = async |ctx: &mut _| enquiries::ask(ctx, self.case, self.service, BED, When::Tonight).await;
        site.app.run(&self.guard, ask).await
    }

    /// An enquiry that was answered with yes.
    pub async fn yes(&self, site: &Site) -> EnquiryId {
        let id = self.enquire(site).await.unwrap();
        site.app.run(&self.shelter, async |ctx| enquiries::answer_yes(ctx, id, 120).await).await.unwrap();
        id
    }

    pub async fn offer(&self, site: &Site, new: NewOffer) -> Result<ReferralId, AppError> {
        site.app.run(&self.guard, async |ctx| referrals::offer(ctx, self.case, new).await).await
    }

    /// Agreed with a name, asked, answered with yes, offered with the name in the hand-over.
    pub async fn offered(&self, site: &Site) -> ReferralId {
        let agreed = [(Category::MinimumDataset, Answer::Agreed), (Category::Identity, Answer::Agreed)];
        self.agree_later(site, &agreed).await.unwrap();
        let enquiry = self.yes(site).await;
        let hand_over = BTreeMap::from([(Category::Identity, Secret::from("Canary Oksana\nborn 1999"))]);
        self.offer(site, NewOffer { hand_over, ..an_offer(enquiry) }).await.unwrap()
    }

    pub async fn read(&self, site: &Site, id: ReferralId) -> Result<OfferRead, AppError> {
        site.app.run(&self.shelter, async |ctx| referrals::read_offer(ctx, id).await).await
    }

    pub async fn accept(&self, site: &Site, id: ReferralId) -> Result<(), AppError> {
        site.app.run(&self.shelter, async |ctx| referrals::accept(ctx, id).await).await
    }

    pub async fn free(&self, site: &Site) -> u16 {
        let own = site.app.look(&self.shelter, async |ctx| services::own(ctx).await).await.unwrap();
        own.iter().find(|row| row.service.id == self.service).unwrap().service.capacity.free()
    }
}

/// Kinds of the open tasks of a caller's unit.
pub async fn open_tasks(site: &Site, caller: &Caller) -> Vec<String> {
    let open = site.app.look(caller, async |ctx| tasks::list(ctx, Window::at(0)).await).await.unwrap();
    open.into_iter().map(|task| task.kind).collect()
}

/// Whether the packages of a referral still lie in the database.
pub async fn wraps(site: &Site, id: ReferralId) -> (bool, bool) {
    let sql = "select case when sealed_minimum is null then 0 else 1 end + 0,
                   case when sealed_hand_over is null then 0 else 1 end + 0
               from referrals where id = $1";
    let (minimum, hand_over): (i64, i64) = if site.engine == havenward_testkit::Engine::Sqlite {
        let url = site.place.database.clone();
        let mut conn = <sqlx::SqliteConnection as sqlx::Connection>::connect(&url).await.unwrap();
        sqlx::query_as(sql).bind(id.to_string()).fetch_one(&mut conn).await.unwrap()
    } else {
        let mut conn = <sqlx::PgConnection as sqlx::Connection>::connect(&site.place.database).await.unwrap();
        let (minimum, hand_over): (i32, i32) =
            sqlx::query_as(sql).bind(id.to_string()).fetch_one(&mut conn).await.unwrap();
        (minimum.into(), hand_over.into())
    };
    (minimum == 1, hand_over == 1)
}

pub fn is_refused<T>(result: &Result<T, AppError>, code: &str) -> bool {
    matches!(result, Err(error) if error.code() == code)
}
