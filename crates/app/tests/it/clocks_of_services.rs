//! What a service does starts and ends clocks of the case, though the service holds no key of it.

use havenward_app::agreements::{self, NewAgreement};
use havenward_app::referrals;
use havenward_app::{Caller, Window};
use havenward_app::{enquiries, recognition, services, spaces, supports, tasks};
use havenward_domain::agreement::{Answer, Category, Purpose};
use havenward_domain::author::MoveReason;
use havenward_domain::codes::ServiceType;
use havenward_domain::enquiry::When;
use havenward_domain::id::{CaseId, EnquiryId, ServiceId};
use havenward_domain::recognition::PresumptionGround;
use havenward_domain::request::RequestKind;
use havenward_domain::service::Service;
use havenward_domain::support::EndReason;
use havenward_testkit::{Engine, Site, each_site};
use jiff::SignedDuration;

use crate::a_story::{Story, a_service, an_offer, asked, unit};
use crate::given::{lawyer, open, raise, running, why};
use crate::spaces::{come_in, with_space};

const CARE: ServiceType = ServiceType::Psychosocial;

/// Latvia's social path: a person whom an organisation presumed, and a service that it asks for.
struct Path {
    worker: Caller,
    agency: Caller,
    case: CaseId,
    service: ServiceId,
}

impl Path {
    async fn new(site: &Site) -> Self {
        let Story { guard: worker, shelter: agency, case, .. } = Story::new(site).await;
        let draft = Service { offers: [CARE].into(), ..a_service(4, site.app.now()) };
        let service =
            site.app.run(&agency, async |ctx| services::add(ctx, "Care", draft).await).await.unwrap();
        raise(site, &worker, case).await.unwrap();
        let (seen, grounds) = (why(MoveReason::ToldByPerson), [PresumptionGround::Disclosure]);
        site.app
            .run(&worker, async |ctx| recognition::presume(ctx, case, seen, &grounds).await)
            .await
            .unwrap();
        let new = NewAgreement {
            purpose: Purpose::Service(CARE),
            ..asked(unit(&agency), &[(Category::MinimumDataset, Answer::Agreed)])
        };
        let expires = site.app.now() + SignedDuration::from_hours(24 * 60);
        site.app
            .run(&worker, async |ctx| agreements::give_later(ctx, case, new, expires).await)
            .await
            .unwrap();
        Self { worker, agency, case, service }
    }

    async fn ask(&self, site: &Site) -> EnquiryId {
        let ask = async |ctx: &mut _| enquiries::ask(ctx, self.case, self.service, CARE, When::Later).await;
        site.app.run(&self.worker, ask).await.unwrap()
    }

    /// The codes of the clocks that the worker reads.
    async fn read(&self, site: &Site) -> Vec<String> {
        let course = open(site, &self.worker, self.case).await.course.unwrap();
        course.clocks.into_iter().map(|clock| clock.code).collect()
    }
}

fn has(clocks: &[String], code: &str) -> bool {
    clocks.iter().any(|clock| clock == code)
}

#[tokio::test]
async fn in_latvia_a_service_that_is_asked_for_is_decided_begins_and_ends_by_the_clock() {
    for engine in Engine::all() {
        let site = Site::under(engine, "lv").await;
        let path = Path::new(&site).await;
        let before = path.read(&site).await;
        assert!(!has(&before, "service_decision") && !has(&before, "service"), "{before:?}");

        let enquiry = path.ask(&site).await;
        assert!(has(&running(&site, &path.worker, path.case).await, "service_decision"));
        site.app.run(&path.agency, async |ctx| enquiries::answer_yes(ctx, enquiry, 120).await).await.unwrap();
        assert!(!has(&path.read(&site).await, "service_decision"), "it said yes");

        let offer = an_offer(enquiry);
        let id = site
            .app
            .run(&path.worker, async |ctx| referrals::offer(ctx, path.case, offer).await)
            .await
            .unwrap();
        site.app.run(&path.agency, async |ctx| referrals::accept(ctx, id).await).await.unwrap();
        assert!(!has(&path.read(&site).await, "service"), "nobody has arrived");
        site.app.run(&path.agency, async |ctx| referrals::arrive(ctx, id).await).await.unwrap();

        assert!(has(&path.read(&site).await, "service"));
        // The ticker watches it from the next act on the case.
        let plan = why(MoveReason::SignsSeen);
        site.app.run(&path.worker, async |ctx| supports::open(ctx, path.case, plan).await).await.unwrap();
        assert!(has(&running(&site, &path.worker, path.case).await, "service"));

        let (ended, reason) = (why(MoveReason::OwnWish), EndReason::PlanCompleted);
        site.app
            .run(&path.worker, async |ctx| supports::end(ctx, path.case, ended, reason).await)
            .await
            .unwrap();
        let core = open(&site, &path.worker, path.case).await.core.unwrap();
        assert!(core.status.events().contains_key(&havenward_domain::clock::Event::Closed));
    }
}

#[tokio::test]
async fn in_latvia_a_no_ends_the_wait_and_silence_does_not() {
    for engine in Engine::all() {
        let site = Site::under(engine, "lv").await;
        let path = Path::new(&site).await;
        path.ask(&site).await;
        site.clock.advance(SignedDuration::from_hours(3));
        site.app.tick().await.unwrap();
        assert!(has(&path.read(&site).await, "service_decision"), "nobody answered in time");

        let again = path.ask(&site).await;
        site.app.run(&path.agency, async |ctx| enquiries::answer_no(ctx, again).await).await.unwrap();
        assert!(!has(&path.read(&site).await, "service_decision"));
    }
}

#[tokio::test]
async fn what_she_asks_about_her_file_has_the_laws_time_until_somebody_answers() {
    each_site(async |site| {
        let (worker, case, code) = with_space(&site).await;
        let she = come_in(&site.app, &code).await.unwrap();
        let ask = async |kind| {
            let words = Some("My name is spelled with an i.".to_owned());
            site.app.run(&she, async |ctx| spaces::ask(ctx, kind, words).await).await.unwrap();
        };
        ask(RequestKind::Complaint).await;
        assert!(!has(&running(&site, &worker, case).await, "access_request"));
        ask(RequestKind::Correction).await;

        assert!(has(&running(&site, &worker, case).await, "access_request"));
        let own = site.app.run(&she, async |ctx| spaces::read(ctx).await).await.unwrap();
        assert!(own.course.clocks.iter().any(|clock| clock.code == "access_request"));
        let read = async || open(&site, &worker, case).await.course.unwrap().clocks;
        assert!(read().await.iter().any(|clock| clock.code == "access_request"));

        let lawyer = lawyer(&site, &worker, case).await;
        let beside = open(&site, &lawyer, case).await.course.unwrap().clocks;
        assert!(!beside.iter().any(|clock| clock.code == "access_request"), "she asked, nobody else");

        // Nobody answers in time: it becomes an alarm, and is not answered by that.
        site.clock.advance(SignedDuration::from_hours(74));
        site.app.tick().await.unwrap();
        assert!(read().await.iter().any(|clock| clock.code == "access_request"));
        let seen = site.app.run(&worker, async |ctx| spaces::requests(ctx, case).await).await.unwrap();
        assert!(seen.requests.iter().all(|request| request.answered_at.is_none()));

        let listed = site.app.look(&worker, async |ctx| tasks::list(ctx, Window::at(0)).await).await.unwrap();
        for task in listed.into_iter().filter(|task| task.kind == "overdue:answer_request") {
            site.app.run(&worker, async |ctx| tasks::done(ctx, task.id).await).await.unwrap();
        }
        assert!(!read().await.iter().any(|clock| clock.code == "access_request"));
        let seen = why(MoveReason::SignsSeen);
        site.app.run(&worker, async |ctx| supports::open(ctx, case, seen).await).await.unwrap();
        assert!(!has(&running(&site, &worker, case).await, "access_request"));
    })
    .await;
}
