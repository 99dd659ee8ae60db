//! Turns on the writer: acts share a commit, and one act's fault is not another's.

use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::task::Poll;
use std::time::Duration;

use havenward_domain::access::Actor;
use havenward_store::journal::{Extend, Extended, Head};
use havenward_store::{Db, Schema, StoreError, attempts};
use havenward_testkit::{Engine, Place, each_engine};
use jiff::Timestamp;

const NOW: Timestamp = Timestamp::UNIX_EPOCH;

/// Counts commits, and fails them when told to.
struct Commits {
    count: AtomicU64,
    fail: AtomicBool,
}

async fn a_database(engine: Engine) -> (Place, Db, Arc<Commits>) {
    let place = Place::new(engine).await;
    let commits = Arc::new(Commits { count: AtomicU64::new(0), fail: AtomicBool::new(false) });
    let counted = Arc::clone(&commits);
    let extend: Extend = Arc::new(move |head: &Head, _: &[[u8; 32]]| {
        counted.count.fetch_add(1, Ordering::SeqCst);
        if counted.fail.load(Ordering::SeqCst) {
            return Err("told to fail".to_owned());
        }
        Ok(Extended { frontier: head.frontier.clone(), checkpoint: None })
    });
    let db = Db::open(&place.database, Schema::Main, Some(extend)).await.unwrap();
    (place, db, commits)
}

async fn write(db: &Db, subject: u8) -> Result<(), StoreError> {
    let mut tx = db.write(&Actor::Nobody, NOW).await?;
    attempts::add(&mut tx, &[subject], NOW).await?;
    tx.commit().await
}

async fn is_written(db: &Db, subject: u8) -> bool {
    let mut tx = db.read(&Actor::Nobody, NOW).await.unwrap();
    let found = attempts::of(&mut tx, &[subject]).await.unwrap();
    tx.undo().await;
    found.is_some()
}

#[tokio::test]
async fn what_is_committed_is_there_and_what_is_undone_is_not() {
    each_engine(async |engine| {
        let (_place, db, _) = a_database(engine).await;
        write(&db, 1).await.unwrap();
        let mut tx = db.write(&Actor::Nobody, NOW).await.unwrap();
        attempts::add(&mut tx, &[2], NOW).await.unwrap();
        tx.undo().await;
        assert!(is_written(&db, 1).await);
        assert!(!is_written(&db, 2).await);
    })
    .await;
}

#[tokio::test]
async fn a_database_that_was_closed_is_one_whole_file() {
    let (place, db, _) = a_database(Engine::Sqlite).await;
    write(&db, 1).await.unwrap();
    db.close().await;
    let path = place.database.strip_prefix("sqlite:").unwrap();
    let alone = format!("{path}.alone");
    // Without the log of writes beside it.
    std::fs::copy(path, &alone).unwrap();
    let copy = Db::open(&format!("sqlite:{alone}"), Schema::Main, None).await.unwrap();
    assert!(is_written(&copy, 1).await);
}

#[tokio::test]
async fn acts_that_wait_share_a_commit() {
    let (_place, db, commits) = a_database(Engine::Sqlite).await;
    let first = db.write(&Actor::Nobody, NOW).await.unwrap();
    let waiting: Vec<_> = (10..30)
        .map(|subject| {
            let db = db.clone();
            tokio::spawn(async move { write(&db, subject).await })
        })
        .collect();
    tokio::task::yield_now().await;
    first.commit().await.unwrap();
    for one in waiting {
        one.await.unwrap().unwrap();
    }
    let count = commits.count.load(Ordering::SeqCst);
    assert!(count < 10, "21 acts took {count} commits");
}

#[tokio::test]
async fn an_act_that_is_undone_leaves_its_neighbours_alone() {
    each_engine(async |engine| {
        let (_place, db, _) = a_database(engine).await;
        let tasks: Vec<_> = (0..40_u8)
            .map(|subject| {
                let db = db.clone();
                tokio::spawn(async move {
                    let mut tx = db.write(&Actor::Nobody, NOW).await.unwrap();
                    attempts::add(&mut tx, &[subject], NOW).await.unwrap();
                    if subject % 3 == 0 { tx.undo().await } else { tx.commit().await.unwrap() }
                })
            })
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
        for subject in 0..40 {
            assert_eq!(is_written(&db, subject).await, subject % 3 != 0, "{subject}");
        }
    })
    .await;
}

#[tokio::test]
async fn an_act_that_is_dropped_or_panics_is_rolled_back_and_the_next_goes_on() {
    each_engine(async |engine| {
        let (_place, db, _) = a_database(engine).await;
        let mut dropped = db.write(&Actor::Nobody, NOW).await.unwrap();
        attempts::add(&mut dropped, &[1], NOW).await.unwrap();
        drop(dropped);
        let panicking = db.clone();
        let panicked = tokio::spawn(async move {
            let mut tx = panicking.write(&Actor::Nobody, NOW).await.unwrap();
            attempts::add(&mut tx, &[2], NOW).await.unwrap();
            panic!("on purpose");
        });
        assert!(panicked.await.is_err());
        write(&db, 3).await.unwrap();
        assert!(!is_written(&db, 1).await && !is_written(&db, 2).await && is_written(&db, 3).await);
    })
    .await;
}

#[tokio::test]
async fn whoever_gives_up_waiting_does_not_leave_the_others_hanging() {
    let (_place, db, _) = a_database(Engine::Sqlite).await;
    let mut first = db.write(&Actor::Nobody, NOW).await.unwrap();
    attempts::add(&mut first, &[1], NOW).await.unwrap();
    let waiting = {
        let db = db.clone();
        tokio::spawn(async move { db.write(&Actor::Nobody, NOW).await.map(drop) })
    };
    tokio::task::yield_now().await;
    let committing = tokio::spawn(async move { first.commit().await });
    waiting.abort();
    // Either the first commits because nobody waits, or the one who gave up sends somebody who does.
    committing.await.unwrap().unwrap();
    assert!(is_written(&db, 1).await);
}

/// Polls a future so many times and then drops it wherever it waits.
async fn cut_after<F: Future>(polls: usize, future: F) {
    let mut future = pin!(future);
    let mut left = polls;
    poll_fn(|context| {
        left -= 1;
        match future.as_mut().poll(context) {
            Poll::Pending if left > 0 => Poll::Pending,
            _ => Poll::Ready(()),
        }
    })
    .await;
}

async fn in_time<F: Future>(future: F) -> F::Output {
    tokio::time::timeout(Duration::from_secs(20), future).await.expect("nobody hangs")
}

#[tokio::test]
async fn an_act_cut_off_wherever_it_waits_leaves_the_writer_whole_and_nobody_hanging() {
    for polls in 1..16 {
        let (_place, db, _) = a_database(Engine::Sqlite).await;
        cut_after(polls, write(&db, 1)).await;
        in_time(write(&db, 2)).await.unwrap();
        assert!(is_written(&db, 2).await, "cut after {polls}");
    }
}

#[tokio::test]
async fn an_act_cut_off_beside_others_never_makes_their_answers_false() {
    for polls in 1..12 {
        let (_place, db, _) = a_database(Engine::Sqlite).await;
        let mut holder = db.write(&Actor::Nobody, NOW).await.unwrap();
        attempts::add(&mut holder, &[1], NOW).await.unwrap();
        let cut = {
            let db = db.clone();
            tokio::spawn(async move { cut_after(polls, write(&db, 2)).await })
        };
        let neighbour = {
            let db = db.clone();
            tokio::spawn(async move { write(&db, 3).await })
        };
        tokio::task::yield_now().await;
        let first = in_time(holder.commit()).await;
        in_time(cut).await.unwrap();
        let third = in_time(neighbour).await.unwrap();
        assert_eq!(first.is_ok(), is_written(&db, 1).await, "cut after {polls}: {first:?}");
        assert_eq!(third.is_ok(), is_written(&db, 3).await, "cut after {polls}: {third:?}");
    }
}

#[tokio::test]
async fn a_fault_while_numbering_refuses_its_batch_and_no_later_one() {
    let place = Place::new(Engine::Sqlite).await;
    let panics = Arc::new(AtomicBool::new(true));
    let armed = Arc::clone(&panics);
    let extend: Extend = Arc::new(move |head: &Head, _: &[[u8; 32]]| {
        assert!(!armed.load(Ordering::SeqCst), "on purpose");
        Ok(Extended { frontier: head.frontier.clone(), checkpoint: None })
    });
    let db = Db::open(&place.database, Schema::Main, Some(extend)).await.unwrap();
    assert!(in_time(write(&db, 1)).await.is_err());
    panics.store(false, Ordering::SeqCst);
    in_time(write(&db, 2)).await.unwrap();
    assert!(!is_written(&db, 1).await && is_written(&db, 2).await);
}

#[tokio::test]
async fn a_commit_that_fails_is_acknowledged_to_nobody() {
    let (_place, db, commits) = a_database(Engine::Sqlite).await;
    commits.fail.store(true, Ordering::SeqCst);
    let tasks: Vec<_> = (0..8_u8)
        .map(|subject| {
            let db = db.clone();
            tokio::spawn(async move { write(&db, subject).await })
        })
        .collect();
    for task in tasks {
        assert!(matches!(task.await.unwrap(), Err(StoreError::NotCommitted)));
    }
    commits.fail.store(false, Ordering::SeqCst);
    write(&db, 100).await.unwrap();
    for subject in 0..8 {
        assert!(!is_written(&db, subject).await);
    }
}

#[tokio::test]
async fn after_a_failed_statement_nothing_more_runs_and_nothing_is_kept() {
    each_engine(async |engine| {
        let (_place, db, _) = a_database(engine).await;
        let mut tx = db.write(&Actor::Nobody, NOW).await.unwrap();
        attempts::add(&mut tx, &[1], NOW).await.unwrap();
        assert!(tx.run("insert into no_such_table values (1)", vec![]).await.is_err());
        assert!(matches!(attempts::add(&mut tx, &[2], NOW).await, Err(StoreError::Failed)));
        assert!(tx.commit().await.is_err());
        assert!(!is_written(&db, 1).await && !is_written(&db, 2).await);
    })
    .await;
}

#[tokio::test]
async fn a_reading_cannot_write() {
    each_engine(async |engine| {
        let (_place, db, _) = a_database(engine).await;
        let mut tx = db.read(&Actor::Nobody, NOW).await.unwrap();
        assert!(attempts::add(&mut tx, &[1], NOW).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn a_reading_sees_one_state_however_long_it_takes() {
    each_engine(async |engine| {
        let (_place, db, _) = a_database(engine).await;
        let mut tx = db.read(&Actor::Nobody, NOW).await.unwrap();
        assert!(attempts::of(&mut tx, &[1]).await.unwrap().is_none());
        write(&db, 1).await.unwrap();
        assert!(attempts::of(&mut tx, &[1]).await.unwrap().is_none());
        tx.undo().await;
        assert!(is_written(&db, 1).await);
    })
    .await;
}
