//! Proofs for people outside: what somebody kept, the journal is held to.

use havenward_app::journal::{self, Proof, ProofError, Shown, check};
use havenward_domain::id::EntryId;
use havenward_domain::role::Role;
use havenward_testkit::{Site, each_site, tables, test_secrets};
use havenward_vault::checkpoint::VerifyingKey;
use jiff::SignedDuration;

use crate::contacts::record;
use crate::rows::change;

fn key() -> VerifyingKey {
    test_secrets().signing.verifying_key()
}

/// Writes some entries and has them signed.
async fn write(site: &Site, login: &str) {
    let guard = site.member(login, Role::FrBorder).await;
    for _ in 0..5 {
        record(&site.app, &guard).await.unwrap();
    }
    site.clock.advance(SignedDuration::from_secs(2));
    site.app.sign_off().await.unwrap();
}

async fn entries(site: &Site) -> Vec<EntryId> {
    let sql = "select id as value from journal_entries where tree_index is not null order by tree_index";
    let ids = tables::texts(&site.place.database, sql).await;
    ids.iter().map(|id| id.parse().unwrap()).collect()
}

#[tokio::test]
async fn every_entry_can_be_proved_with_the_public_key_alone_and_no_other() {
    each_site(async |site| {
        write(&site, "first").await;
        let entries = entries(&site).await;
        assert!(entries.len() > 5);
        for (at, id) in entries.iter().enumerate() {
            let proof = journal::prove_entry(&site.app, *id).await.unwrap();
            let shown = check(&proof, &key()).unwrap();
            assert_eq!(shown, Shown::Entry(at as u64, entries.len() as u64));
        }
        let unknown: EntryId = site.app.draw();
        assert!(matches!(journal::prove_entry(&site.app, unknown).await, Err(ProofError::NoEntry)));

        let proof = journal::prove_entry(&site.app, entries[2]).await.unwrap();
        let Proof::Entry { entry, index, path, checkpoint } = proof.clone() else { panic!("{proof:?}") };
        let with = |entry: &str, index, path: &[String]| Proof::Entry {
            entry: entry.to_owned(),
            index,
            path: path.to_vec(),
            checkpoint: checkpoint.clone(),
        };
        let other_entry = entry.replacen('0', "1", 1);
        for wrong in [
            with(&other_entry, index, &path),
            with("no hex", index, &path),
            with("abc", index, &path),
            with(&entry, index + 1, &path),
            with(&entry, u64::MAX, &path),
            with(&entry, index, &path[1..]),
            with(&entry, index, &[path.clone(), path.clone()].concat()),
            with(&entry, index, &["zz".to_owned()]),
        ] {
            assert!(matches!(check(&wrong, &key()), Err(ProofError::DoesNotHold(_))), "{wrong:?}");
        }
        let stranger =
            havenward_vault::checkpoint::SigningKey::generate(key().origin().clone()).verifying_key();
        assert!(matches!(check(&proof, &stranger), Err(ProofError::Checkpoint(_))));
    })
    .await;
}

#[tokio::test]
async fn a_checkpoint_that_somebody_kept_is_continued_and_a_changed_past_is_found() {
    each_site(async |site| {
        write(&site, "first").await;
        let kept = journal::newest_checkpoint(&site.app).await.unwrap();
        write(&site, "second").await;

        let proof = journal::prove_growth(&site.app, &kept).await.unwrap();
        let Shown::Growth(from, to) = check(&proof, &key()).unwrap() else { panic!("{proof:?}") };
        assert!(from < to);
        let Proof::Growth { older, newer, path } = proof else { panic!() };
        let turned = Proof::Growth { older: newer.clone(), newer: older.clone(), path: path.clone() };
        let cut = Proof::Growth { older, newer, path: path[1..].to_vec() };
        for wrong in [turned, cut] {
            assert!(check(&wrong, &key()).is_err(), "{wrong:?}");
        }
        let foreign = kept.replacen(|c: char| c.is_ascii_digit(), "9", 1);
        assert!(matches!(journal::prove_growth(&site.app, &foreign).await, Err(ProofError::Checkpoint(_))));

        // Whoever rules the database changes the past, hashes and all: the kept checkpoint still tells.
        change(&site, "update journal_entries set purpose = 'other' where tree_index = 1").await;
        assert!(matches!(journal::prove_growth(&site.app, &kept).await, Err(ProofError::NotContinued)));
        let id = entries(&site).await[0];
        assert!(matches!(journal::prove_entry(&site.app, id).await, Err(ProofError::NotContinued)));
    })
    .await;
}
