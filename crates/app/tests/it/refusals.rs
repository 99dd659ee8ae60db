//! When an adult says no.

use havenward_app::disclosures::{self, NewDisclosure};
use havenward_app::refusals::{self, NewRefusal, RefusalRecorded};
use havenward_app::{AppError, Caller, accounts, contacts, oversight, units};
use havenward_domain::codes::{Form, Setting};
use havenward_domain::id::CaseId;
use havenward_domain::refusal::SafeRecontact;
use havenward_domain::role::Role;
use havenward_testkit::{Engine, Site, each_site};

use crate::a_story::{an_adult, is_refused, open_tasks};
use crate::contacts::a_contact;

fn a_refusal() -> NewRefusal {
    NewRefusal {
        safe_recontact: SafeRecontact::SheCalls,
        notice_shown: false,
        region: "GB-LND".parse().unwrap(),
        form: Form::Unknown,
        keep_receipt: false,
    }
}

async fn record(
    site: &Site,
    who: &Caller,
    case: CaseId,
    new: NewRefusal,
) -> Result<RefusalRecorded, AppError> {
    site.app.run(who, async |ctx| refusals::record(ctx, case, new).await).await
}

async fn officer(site: &Site) -> Caller {
    let add = async |ctx: &mut _| accounts::add_unit(ctx, "station", "police").await;
    let unit = site.app.run(&Caller::operator(), add).await.unwrap();
    let officer = site.newcomer("officer", unit, Role::FrPolice).await;
    site.app.run(&officer, async |ctx| units::hold_key(ctx).await).await.unwrap();
    officer
}

async fn notices(site: &Site) -> Vec<(String, i64, i64, String, String)> {
    let sql = "select body, year, month, region, form from notices";
    if site.engine == Engine::Sqlite {
        let mut conn =
            <sqlx::SqliteConnection as sqlx::Connection>::connect(&site.place.database).await.unwrap();
        sqlx::query_as(sql).fetch_all(&mut conn).await.unwrap()
    } else {
        let mut conn = <sqlx::PgConnection as sqlx::Connection>::connect(&site.place.database).await.unwrap();
        sqlx::query_as(sql).fetch_all(&mut conn).await.unwrap()
    }
}

#[tokio::test]
async fn help_stays_on_offer_and_a_body_that_is_not_bound_tells_nobody() {
    each_site(async |site| {
        let worker = site.member("worker", Role::FrNgo).await;
        let open = async |ctx: &mut _| contacts::record(ctx, an_adult()).await;
        let case = site.app.run(&worker, open).await.unwrap();
        assert!(!site.app.look(&worker, async |ctx| refusals::is_bound(ctx).await).await.unwrap());
        let recorded = record(&site, &worker, case, a_refusal()).await.unwrap();
        assert!(!recorded.notice_given && recorded.code.is_none());
        assert!(notices(&site).await.is_empty());
        assert!(open_tasks(&site, &worker).await.contains(&"offer_help_again".to_owned()));
    })
    .await;
}

#[tokio::test]
async fn a_bound_body_shows_the_notice_first_and_it_is_coarse() {
    each_site(async |site| {
        let officer = officer(&site).await;
        let open = async |ctx: &mut _| contacts::record(ctx, an_adult()).await;
        let case = site.app.run(&officer, open).await.unwrap();
        assert!(site.app.look(&officer, async |ctx| refusals::is_bound(ctx).await).await.unwrap());
        let unseen = record(&site, &officer, case, a_refusal()).await.map(|_| ());
        assert!(is_refused(&unseen, "refusal.notice_not_shown"));
        assert!(notices(&site).await.is_empty());

        let shown = NewRefusal { notice_shown: true, ..a_refusal() };
        assert!(record(&site, &officer, case, shown).await.unwrap().notice_given);
        let row = ("police".to_owned(), 2026, 3, "GB-LND".to_owned(), "unknown".to_owned());
        assert_eq!(notices(&site).await, [row]);
    })
    .await;
}

async fn disclose(site: &Site, who: &Caller, case: CaseId, notice_shown: bool) -> Result<(), AppError> {
    let new = NewDisclosure { notice_shown, region: "GB-LND".parse().unwrap(), form: Form::Unknown };
    site.app.run(who, async |ctx| disclosures::by_law(ctx, case, new).await).await
}

#[tokio::test]
async fn a_body_that_the_law_binds_gives_one_notice_and_data_protection_reads_by_which_law() {
    each_site(async |site| {
        let dpo = site.member("dpo", Role::Dpo).await;
        let officer = officer(&site).await;
        let open = async |ctx: &mut _| contacts::record(ctx, an_adult()).await;
        let case = site.app.run(&officer, open).await.unwrap();
        assert!(is_refused(&disclose(&site, &officer, case, false).await, "disclosure.not_shown"));
        assert!(notices(&site).await.is_empty());

        disclose(&site, &officer, case, true).await.unwrap();

        let row = ("police".to_owned(), 2026, 3, "GB-LND".to_owned(), "unknown".to_owned());
        assert_eq!(notices(&site).await, std::slice::from_ref(&row));
        let again = disclose(&site, &officer, case, true).await;
        assert!(is_refused(&again, "disclosure.made_already"));
        let shown = NewRefusal { notice_shown: true, ..a_refusal() };
        assert!(!record(&site, &officer, case, shown).await.unwrap().notice_given);
        assert_eq!(notices(&site).await, [row], "one notice about one person");
        let page = site.app.run(&dpo, async |ctx| oversight::read(ctx, None).await).await.unwrap();
        let law = page.acts.iter().find_map(|act| act.details.as_ref().ok()?.of("law")).unwrap();
        assert!(law.read().contains("Modern Slavery Act 2015 s. 52"));
    })
    .await;
}

#[tokio::test]
async fn a_body_that_no_law_binds_tells_nobody_and_a_child_is_never_a_notice() {
    each_site(async |site| {
        let worker = site.member("worker", Role::FrNgo).await;
        let open = async |ctx: &mut _| contacts::record(ctx, an_adult()).await;
        let case = site.app.run(&worker, open).await.unwrap();
        assert!(is_refused(&disclose(&site, &worker, case, true).await, "disclosure.not_bound"));
        let border = site.member_of("border", Role::FrBorder, "home_office").await;
        let case = site.app.run(&border, open).await.unwrap();
        let by_policy = disclose(&site, &border, case, true).await;
        assert!(is_refused(&by_policy, "disclosure.not_bound"), "policy is no law");

        let officer = officer(&site).await;
        let child = async |ctx: &mut _| contacts::record(ctx, a_contact()).await;
        let case = site.app.run(&officer, child).await.unwrap();
        assert!(is_refused(&disclose(&site, &officer, case, true).await, "disclosure.child"));
        assert!(matches!(disclose(&site, &worker, case, true).await, Err(AppError::NotFound)));
        assert!(notices(&site).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn only_the_persons_code_opens_her_receipt() {
    each_site(async |site| {
        let worker = site.member("worker", Role::FrNgo).await;
        let open = async |ctx: &mut _| contacts::record(ctx, an_adult()).await;
        let case = site.app.run(&worker, open).await.unwrap();
        let kept = NewRefusal { keep_receipt: true, ..a_refusal() };
        let code = record(&site, &worker, case, kept).await.unwrap().code.unwrap();
        let receipt = refusals::open_receipt(&site.app, &code).await.unwrap();
        assert_eq!((receipt.setting, receipt.body.as_str()), (Setting::BorderLand, "ngo"));
        for wrong in ["", "guess", &havenward_vault::token::Token::generate().text()] {
            let refused = refusals::open_receipt(&site.app, wrong).await.map(|_| ());
            assert!(is_refused(&refused, "not_found"));
        }
    })
    .await;
}

#[tokio::test]
async fn a_child_is_protected_whatever_was_said() {
    each_site(async |site| {
        let worker = site.member("worker", Role::FrNgo).await;
        let open = async |ctx: &mut _| contacts::record(ctx, a_contact()).await;
        let case = site.app.run(&worker, open).await.unwrap();
        let refused = record(&site, &worker, case, a_refusal()).await.map(|_| ());
        assert!(is_refused(&refused, "refusal.child"));
    })
    .await;
}
