//! Backups: what was acknowledged before one began is in it, and what was tampered with is none.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use havenward_app::backups::{self, BackupError, Copies, FileError, Plan};
use havenward_app::{Kind, Profiles, Settings, cases, demo, sessions, units};
use havenward_domain::id::CaseId;
use havenward_domain::role::Role;
use havenward_testkit::proof::rounds;
use havenward_testkit::{Engine, Place, Site, each_site, tables};
use havenward_vault::archive::{HolderKey, HolderPrivateKey};
use jiff::SignedDuration;

use crate::contacts::record;

/// Backups taken under load on each engine, in every run and by `cargo xtask prove backup`.
const UNDER_LOAD: (usize, usize) = (10, 100);

/// The folders and keys of an installation that takes backups.
struct Keeper {
    plan: Plan,
    key: HolderPrivateKey,
}

fn keeper(site: &Site) -> Keeper {
    let (key, holder) = HolderPrivateKey::generate();
    let (_, second) = HolderPrivateKey::generate();
    let folder = |name: &str| {
        let path = site.place.folder.path().join(name);
        std::fs::create_dir_all(&path).unwrap();
        path
    };
    let plan = Plan {
        database: site.place.database.clone(),
        shred: site.place.shred.clone(),
        from: None,
        holders: vec![second, holder],
        main_to: folder("to-main"),
        shred_to: folder("to-shred"),
        scratch: folder("scratch"),
    };
    Keeper { plan, key }
}

impl Keeper {
    async fn take(&self, site: &Site) -> Result<Copies, BackupError> {
        site.clock.advance(SignedDuration::from_secs(1));
        let taken = backups::take(&self.plan, site.clock.now(), |_, _| {}).await?;
        Ok(Copies { main: taken.main, shred: taken.shred, scratch: self.plan.scratch.clone() })
    }
}

fn settings(place: &Place, site: &Site) -> Settings {
    Site::settings(place, &site.clock, Kind::Demo, Profiles::shipped("gb-ew").unwrap())
}

/// Settings of an empty place that is otherwise as the site is.
async fn elsewhere(site: &Site) -> (Place, Settings) {
    let place = Place::empty(site.engine).await;
    let settings = settings(&place, site);
    (place, settings)
}

async fn case_ids(place: &Place) -> Vec<String> {
    tables::texts(&place.database, "select id as value from cases order by id").await
}

#[tokio::test]
async fn a_backup_brings_back_every_case_and_its_people_open_it() {
    each_site(async |site| {
        let unit = site.unit("guards").await;
        let user = demo::enlist(&site.app, "guard", "Guard", unit, Role::FrBorder).await.unwrap();
        let token = demo::sign_in(&site.app, user).await.unwrap().token;
        let guard = sessions::caller(&site.app, &token).await.unwrap();
        site.app.run(&guard, async |ctx| units::hold_key(ctx).await).await.unwrap();
        let case = record(&site.app, &guard).await.unwrap();
        site.app.tick().await.unwrap();
        let keeper = keeper(&site);
        let copies = keeper.take(&site).await.unwrap();
        record(&site.app, &guard).await.unwrap();

        let (place, settings) = elsewhere(&site).await;
        let whole = backups::restore(&copies, &keeper.key, settings, |_, _| {}).await.unwrap();

        assert_eq!((whole.cases, case_ids(&place).await), (1, vec![case.to_string()]));
        assert!(whole.entries > 0);
        let again = Site::open(&place, &site.clock, Kind::Demo).await.unwrap();
        let guard = sessions::caller(&again, &token).await.unwrap();
        again.run(&guard, async |ctx| cases::open(ctx, case).await.map(|_| ())).await.unwrap();
        again.stop().await;
        let left: Vec<_> =
            std::fs::read_dir(&keeper.plan.scratch).unwrap().map(|one| one.unwrap().file_name()).collect();
        assert_eq!(left, [".backup.lock"], "no open copy is left");
    })
    .await;
}

#[tokio::test]
async fn backups_under_load_hold_everything_that_was_acknowledged_before_each_began() {
    let times = rounds(UNDER_LOAD.0, UNDER_LOAD.1);
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        record(&site.app, &guard).await.unwrap();
        let (stop, acknowledged) =
            (Arc::new(AtomicBool::new(false)), Arc::new(std::sync::Mutex::new(Vec::<CaseId>::new())));
        let writers: Vec<_> = (0..4)
            .map(|_| {
                let (app, guard) = (site.app.clone(), guard.clone());
                let (stop, acknowledged) = (Arc::clone(&stop), Arc::clone(&acknowledged));
                tokio::spawn(async move {
                    while !stop.load(Ordering::SeqCst) {
                        let case = record(&app, &guard).await.unwrap();
                        acknowledged.lock().unwrap().push(case);
                        tokio::time::sleep(std::time::Duration::from_millis(3)).await;
                    }
                })
            })
            .collect();
        let keeper = keeper(&site);
        let mut held = 0;
        for _ in 0..times {
            let before = acknowledged.lock().unwrap().clone();
            let copies = keeper.take(&site).await.unwrap();
            let (place, settings) = elsewhere(&site).await;
            backups::restore(&copies, &keeper.key, settings, |_, _| {}).await.unwrap();
            let restored = case_ids(&place).await;
            let lost: Vec<_> = before.iter().filter(|case| !restored.contains(&case.to_string())).collect();
            assert!(lost.is_empty(), "{} of {} are lost", lost.len(), before.len());
            held += before.len();
        }
        stop.store(true, Ordering::SeqCst);
        for writer in writers {
            writer.await.unwrap();
        }
        let written = acknowledged.lock().unwrap().len();
        assert!(written > times, "nothing was written meanwhile");
        println!(
            "{:?}: {times} backups under load, {written} cases acknowledged, {held} looked for, 0 lost",
            site.engine
        );
    })
    .await;
}

fn flip(path: &Path, at: usize) {
    let mut bytes = std::fs::read(path).unwrap();
    let at = at.min(bytes.len() - 1);
    bytes[at] ^= 1;
    std::fs::write(path, bytes).unwrap();
}

#[tokio::test]
async fn a_copy_that_was_altered_cut_off_or_is_for_others_is_refused_and_leaves_nothing() {
    let site = Site::new(Engine::Sqlite).await;
    let guard = site.member("guard", Role::FrBorder).await;
    record(&site.app, &guard).await.unwrap();
    let keeper = keeper(&site);
    let copies = keeper.take(&site).await.unwrap();
    let good = std::fs::read(&copies.main).unwrap();
    let length = good.len();

    for at in [0, 9, 20, 200, 400, 1_700, 3_000, 4_000, length / 2, length - 1] {
        flip(&copies.main, at);
        let (place, settings) = elsewhere(&site).await;
        let answer = backups::restore(&copies, &keeper.key, settings, |_, _| {}).await;
        assert!(answer.is_err(), "byte {at}");
        assert_eq!(std::fs::read_dir(place.folder.path()).unwrap().count(), 0, "byte {at}");
        std::fs::write(&copies.main, &good).unwrap();
    }
    for length in [0, 5, 100, 4_000, length / 2, length - 1] {
        std::fs::write(&copies.main, &good[..length]).unwrap();
        let (place, settings) = elsewhere(&site).await;
        assert!(backups::restore(&copies, &keeper.key, settings, |_, _| {}).await.is_err(), "{length} bytes");
        assert_eq!(std::fs::read_dir(place.folder.path()).unwrap().count(), 0);
    }
    std::fs::write(&copies.main, &good).unwrap();
    let (stranger, _) = HolderPrivateKey::generate();
    let (_place, settings) = elsewhere(&site).await;
    let answer = backups::restore(&copies, &stranger, settings, |_, _| {}).await;
    assert!(matches!(answer, Err(BackupError::File(FileError::Sealed(_)))), "{answer:?}");
    let (_place, settings) = elsewhere(&site).await;
    backups::restore(&copies, &keeper.key, settings, |_, _| {}).await.unwrap();
}

#[tokio::test]
async fn nothing_is_written_over_a_database() {
    each_site(async |site| {
        let keeper = keeper(&site);
        let copies = keeper.take(&site).await.unwrap();
        let settings = settings(&site.place, &site);
        let answer = backups::restore(&copies, &keeper.key, settings, |_, _| {}).await;
        assert!(answer.unwrap_err().to_string().contains("is there already"));
    })
    .await;
}

#[tokio::test]
async fn copies_that_do_not_belong_together_are_refused() {
    let site = Site::new(Engine::Sqlite).await;
    let keeper = keeper(&site);
    let first = keeper.take(&site).await.unwrap();
    let second = keeper.take(&site).await.unwrap();
    let other_site = Site::new(Engine::Sqlite).await;
    let mut other = self::keeper(&other_site);
    other.plan.holders = keeper.plan.holders.clone();
    let other = other.take(&other_site).await.unwrap();
    let refused = async |main: &Path, shred: &Path| {
        let (_place, settings) = elsewhere(&site).await;
        let copies =
            Copies { main: main.to_owned(), shred: shred.to_owned(), scratch: first.scratch.clone() };
        match backups::restore(&copies, &keeper.key, settings, |_, _| {}).await {
            Err(BackupError::Pair(message)) => message,
            answer => panic!("{answer:?}"),
        }
    };
    assert!(refused(&second.main, &first.shred).await.contains("older"));
    assert!(refused(&first.main, &other.shred).await.contains("two installations"));
    assert!(refused(&first.shred, &first.main).await.contains("first"));
    // A later copy of the keys is as good: what was erased since is not in it.
    let (_place, settings) = elsewhere(&site).await;
    let copies = Copies { shred: second.shred, ..first };
    backups::restore(&copies, &keeper.key, settings, |_, _| {}).await.unwrap();
}

#[tokio::test]
async fn both_copies_never_lie_at_one_place_and_somebody_must_hold_the_key() {
    let site = Site::new(Engine::Sqlite).await;
    let good = keeper(&site);
    let refused = async |change: &dyn Fn(&mut Plan)| {
        let mut plan = good.plan.clone();
        change(&mut plan);
        match backups::take(&plan, site.clock.now(), |_, _| {}).await {
            Err(BackupError::Places(message)) => message,
            answer => panic!("{answer:?}"),
        }
    };
    assert!(refused(&|plan| plan.shred_to = plan.main_to.clone()).await.contains("another place"));
    assert!(
        refused(&|plan| plan.shred_to = plan.main_to.join("../to-main/.")).await.contains("another place")
    );
    assert!(refused(&|plan| plan.main_to = plan.main_to.join("..")).await.contains("another place"));
    assert!(refused(&|plan| plan.shred_to = plan.main_to.join("missing")).await.contains("mkdir"));
    assert!(refused(&|plan| plan.holders = Vec::<HolderKey>::new()).await.contains("at least one key"));
    assert_eq!(std::fs::read_dir(&good.plan.main_to).unwrap().count(), 0, "nothing was begun");
}

#[tokio::test]
async fn copies_of_keys_are_gone_after_seven_days_and_others_stay() {
    let site = Site::new(Engine::Sqlite).await;
    let keeper = keeper(&site);
    let first = keeper.take(&site).await.unwrap();
    let stranger = keeper.plan.shred_to.join("shred-20200101T000000Z.archive");
    std::fs::write(&stranger, "not ours").unwrap();
    site.clock.advance(SignedDuration::from_hours(7 * 24 - 1));
    let second = keeper.take(&site).await.unwrap();
    assert!(first.shred.exists(), "the week is not over");
    site.clock.advance(SignedDuration::from_hours(2));
    let third = keeper.take(&site).await.unwrap();
    assert!(!first.shred.exists());
    assert!([&first.main, &second.shred, &third.shred, &stranger].iter().all(|path| path.exists()));
    assert_eq!(backups::newest(&keeper.plan.main_to).unwrap(), Some(site.clock.now()));
}

#[tokio::test]
async fn what_a_killed_backup_left_behind_goes_with_the_next_and_two_never_run_at_once() {
    let site = Site::new(Engine::Sqlite).await;
    let keeper = keeper(&site);
    let left = keeper.plan.scratch.join(".backup-main.copy");
    std::fs::write(&left, "half a database").unwrap();
    keeper.take(&site).await.unwrap();
    assert!(!left.exists());
    let running = std::fs::File::open(keeper.plan.scratch.join(".backup.lock")).unwrap();
    running.lock().unwrap();
    let answer = keeper.take(&site).await;
    assert!(matches!(answer, Err(BackupError::Running)), "{answer:?}");
}
