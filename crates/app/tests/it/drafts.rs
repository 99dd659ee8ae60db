//! What somebody typed and has not sent: hers alone, bound to the life of its case, and told nowhere.

use havenward_app::drafts::{self, Typed, Waiting};
use havenward_app::{AppError, Caller, Ctx, access, demo, sessions};
use havenward_domain::access::Holder;
use havenward_domain::id::DraftId;
use havenward_domain::role::Role;
use havenward_testkit::{Engine, Site, each_site, tables};
use jiff::SignedDuration;

use crate::contacts::record;
use crate::given::let_see;
use crate::rows::{count, texts};

const WORDS: &[u8] = b"text=Canary+words&once=k";

async fn keep(site: &Site, who: &Caller, path: &str, fields: &[u8]) {
    site.app.run(who, async |ctx: &mut Ctx| drafts::keep(ctx, path, fields).await).await.unwrap();
}

async fn waiting(site: &Site, who: &Caller, path: &str) -> Vec<Waiting> {
    site.app.look(who, async |ctx| drafts::waiting(ctx, path).await).await.unwrap()
}

async fn open(site: &Site, who: &Caller, id: DraftId) -> Result<Typed, AppError> {
    site.app.run(who, async |ctx: &mut Ctx| drafts::open(ctx, id).await).await
}

fn is_not_found(answer: &Result<Typed, AppError>) -> bool {
    matches!(answer, Err(AppError::NotFound))
}

#[tokio::test]
async fn what_was_typed_comes_back_to_who_typed_it_at_its_page() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        let path = format!("/cases/{}/notes", record(&site.app, &guard).await.unwrap());
        keep(&site, &guard, &path, b"text=earlier").await;
        keep(&site, &guard, &path, WORDS).await;

        let here = waiting(&site, &guard, &path).await;

        assert_eq!(
            (here.len(), here[0].is_here),
            (1, true),
            "a later draft stands in the place of an earlier"
        );
        assert!(!waiting(&site, &guard, "/contacts/new").await[0].is_here);
        let typed = open(&site, &guard, here[0].id).await.unwrap();
        assert_eq!((typed.path.as_str(), typed.fields.as_slice()), (path.as_str(), WORDS));
        let listed = site.app.run(&guard, async |ctx| drafts::list(ctx).await).await.unwrap();
        assert_eq!(listed[0].path, path);
    })
    .await;
}

#[tokio::test]
async fn neither_a_colleague_nor_the_operator_opens_or_drops_it() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        let path = format!("/cases/{}/notes", record(&site.app, &guard).await.unwrap());
        let colleague = site.colleague("colleague", &guard, Role::FrBorder).await;
        let admin = site.member("admin", Role::Sysadmin).await;
        keep(&site, &guard, &path, WORDS).await;
        let id = waiting(&site, &guard, &path).await[0].id;
        for other in [&colleague, &admin] {
            assert!(waiting(&site, other, &path).await.is_empty());
            assert!(is_not_found(&open(&site, other, id).await));
            site.app.run(other, async |ctx: &mut Ctx| drafts::drop(ctx, id).await).await.unwrap();
        }
        for other in [Caller::operator(), Caller::system(), Caller::nobody()] {
            assert!(open(&site, &other, id).await.is_err());
        }
        open(&site, &guard, id).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn the_journal_tells_that_there_was_one_and_neither_what_nor_of_whom() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        let path = format!("/cases/{}/notes", record(&site.app, &guard).await.unwrap());
        keep(&site, &guard, &path, WORDS).await;
        let id = waiting(&site, &guard, &path).await[0].id;
        open(&site, &guard, id).await.unwrap();
        site.app.run(&guard, async |ctx: &mut Ctx| drafts::drop(ctx, id).await).await.unwrap();

        let told = texts(
            &site,
            "select action || ' ' || object || ' ' || coalesce(case_id, '-') from journal_entries
             where action like 'draft.%' order by action",
        )
        .await;

        let one = |act: &str| format!("draft.{act} draft:{id} -");
        assert_eq!(told, [one("drop"), one("keep"), one("open")]);
        assert_eq!(count(&site, "select count(*) from drafts").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_draft_about_a_case_that_is_erased_opens_for_nobody() {
    let site = Site::new(Engine::Sqlite).await;
    let guard = site.member("guard", Role::FrBorder).await;
    let case = record(&site.app, &guard).await.unwrap();
    let (path, elsewhere) = (format!("/cases/{case}/notes"), "/contacts/new");
    keep(&site, &guard, &path, WORDS).await;
    keep(&site, &guard, elsewhere, WORDS).await;
    let id_at = async |path| {
        waiting(&site, &guard, path).await.into_iter().find(|one| one.is_here).map(|one| one.id).unwrap()
    };
    let (of_case, other) = (id_at(&path).await, id_at(elsewhere).await);

    // The shred key of the case is destroyed, as its erasure does.
    tables::change(&site.place.shred, "delete from shred_keys").await;

    assert!(is_not_found(&open(&site, &guard, of_case).await));
    open(&site, &guard, other).await.unwrap();
    let again = async |ctx: &mut Ctx| drafts::keep(ctx, &path, WORDS).await;
    assert!(matches!(site.app.run(&guard, again).await, Err(AppError::Sealed)), "and none is kept any more");
}

#[tokio::test]
async fn who_may_not_know_of_the_case_any_more_finds_nothing() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        let case = record(&site.app, &guard).await.unwrap();
        let other = site.member("other", Role::FrBorder).await;
        let path = format!("/cases/{case}/notes");
        let try_to_keep =
            async || site.app.run(&other, async |ctx: &mut Ctx| drafts::keep(ctx, &path, WORDS).await).await;
        assert!(matches!(try_to_keep().await, Err(AppError::Sealed)), "as of a case that is not there");

        let holder = Holder::Unit(other.actor().unit().unwrap());
        let_see(&site, &guard, case, &other).await;
        keep(&site, &other, &path, WORDS).await;
        let id = waiting(&site, &other, &path).await[0].id;
        assert!(open(&site, &other, id).await.is_ok());

        let end = async |ctx: &mut Ctx| access::end(ctx, case, holder, "legal_aid").await;
        site.app.run(&guard, end).await.unwrap();
        assert!(is_not_found(&open(&site, &other, id).await));
        assert!(matches!(try_to_keep().await, Err(AppError::Sealed)));
    })
    .await;
}

#[tokio::test]
async fn after_a_session_has_ended_it_is_kept_and_after_signing_out_it_is_not() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        let user = guard.actor().member().unwrap().user;
        let path = format!("/cases/{}/notes", record(&site.app, &guard).await.unwrap());
        let [ended, left] = [demo::sign_in(&site.app, user).await, demo::sign_in(&site.app, user).await];
        let (ended, left) = (ended.unwrap().token, left.unwrap().token);
        let leaver = sessions::caller(&site.app, &left).await.unwrap();
        sessions::end(&site.app, &leaver).await.unwrap();
        site.clock.advance(SignedDuration::from_hours(13));

        let keep = async |token: &str, path: &str| {
            drafts::keep_of_ended(&site.app, token, path, WORDS).await.unwrap()
        };
        assert!(!keep(&left, &path).await, "who signed out has nothing kept");
        assert!(!keep("no-token", &path).await);
        assert!(keep(&ended, &path).await);
        let nowhere = "/cases/00000000-0000-4000-8000-0000000000ca/notes";
        assert!(keep(&ended, nowhere).await, "whether there is such a case is not told");

        let begun = demo::sign_in(&site.app, user).await.unwrap();
        let back = sessions::caller(&site.app, &begun.token).await.unwrap();
        let found = waiting(&site, &back, &path).await;
        assert_eq!(found.len(), 1, "and nothing is kept of one that is not there");
        assert_eq!(open(&site, &back, found[0].id).await.unwrap().fields.as_slice(), WORDS);
    })
    .await;
}

#[tokio::test]
async fn nobody_fills_the_server_with_what_is_never_sent() {
    let site = Site::new(Engine::Sqlite).await;
    let guard = site.member("guard", Role::FrBorder).await;
    for number in 0..25 {
        site.clock.advance(SignedDuration::from_secs(1));
        keep(&site, &guard, &format!("/contacts/{number}"), WORDS).await;
    }
    let left = waiting(&site, &guard, "/contacts/24").await;
    assert_eq!((left.len(), left[0].is_here), (20, true), "the newest stay");
}
