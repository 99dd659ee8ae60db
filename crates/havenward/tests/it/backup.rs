//! Backup, a look through it, and the way back, as an administrator types them.

use std::path::Path;

use crate::ran::{Ran, folder_of_an_owner, run};

/// What init writes when it is told where backups go.
const SECTION: &str = "\n[backup]\nmain_to = \"a\"\nshred_to = \"b\"\nholders = [\"backup-key.public\"]\n";

fn configured(here: &Path) {
    let one = run(here, &["init", "--backup-main", "a"]);
    assert_eq!(one.code, 2, "both places or none");
    let init = run(here, &["init", "--backup-main", "a", "--backup-shred", "b"]);
    assert!(init.code == 0 && init.out.contains("backup-key.private away from this machine"), "{}", init.out);
    let text = std::fs::read_to_string(here.join("havenward.toml")).unwrap();
    assert!(text.ends_with(SECTION), "{text}");
}

/// The program with what it sealed: the two files.
fn sealed(ran: &Ran) -> [String; 2] {
    assert_eq!(ran.code, 0, "{}", ran.err);
    let said = ran.json();
    ["main", "shred"].map(|field| said[field].as_str().unwrap().to_owned())
}

#[test]
fn a_backup_is_made_looked_through_and_brought_back() {
    let folder = folder_of_an_owner();
    let here = folder.path();
    configured(here);
    for name in ["a", "b"] {
        std::fs::create_dir(here.join(name)).unwrap();
    }
    let ill = run(here, &["doctor"]);
    assert!(ill.code == 3 && ill.out.contains("NOT WELL  backups: main_to: there is none"), "{}", ill.out);

    let [main, shred] = sealed(&run(here, &["--json", "backup"]));

    let well = run(here, &["doctor"]);
    assert!(
        well.code == 0 && well.out.contains("well      backups: shred_to: the newest is of"),
        "{}",
        well.out
    );
    let key = ["--key", "backup-key.private"];
    let looked = run(here, &[&["verify-backup", &main, &shred][..], &key].concat());
    assert!(
        looked.code == 0 && looked.out.starts_with("The backup is whole."),
        "{}{}",
        looked.out,
        looked.err
    );
    let hidden = std::fs::read_dir(here).unwrap().map(|one| one.unwrap().file_name().into_string().unwrap());
    assert!(!hidden.into_iter().any(|name| name.starts_with(".verify") || name.contains(".copy")));

    let over = run(here, &[&["restore", &main, &shred][..], &key].concat());
    assert!(over.code == 4 && over.err.contains("is there already"), "{}", over.err);

    for name in ["havenward.db", "shred.db"] {
        std::fs::remove_file(here.join(name)).unwrap();
    }
    let back = run(here, &[&["restore", &main, &shred][..], &key].concat());
    assert!(back.code == 0 && back.out.starts_with("The backup is back."), "{}{}", back.out, back.err);
    assert_eq!(run(here, &["doctor"]).code, 0);
    assert_eq!(run(here, &["journal", "verify"]).code, 0);
}

#[test]
fn a_checkpoint_kept_elsewhere_is_continued_and_the_proof_is_checked_without_a_database() {
    let folder = folder_of_an_owner();
    let here = folder.path();
    assert_eq!(run(here, &["init"]).code, 0);
    assert_eq!(run(here, &["units", "add", "Shelter", "--body", "ngo"]).code, 0);
    let kept = run(here, &["journal", "checkpoint"]);
    assert_eq!(kept.code, 0, "{}", kept.err);
    std::fs::write(here.join("kept.txt"), &kept.out).unwrap();
    assert_eq!(run(here, &["units", "add", "Police", "--body", "police"]).code, 0);

    let proof = run(here, &["journal", "consistency", "kept.txt"]);
    assert_eq!(proof.code, 0, "{}", proof.err);
    std::fs::write(here.join("proof.json"), &proof.out).unwrap();
    let key = run(here, &["journal", "key"]).out;
    let elsewhere = folder_of_an_owner();
    std::fs::copy(here.join("proof.json"), elsewhere.path().join("proof.json")).unwrap();
    let held = run(elsewhere.path(), &["journal", "check", "proof.json", "--key", key.trim()]);
    assert!(held.code == 0 && held.out.contains("nothing before changed"), "{}{}", held.out, held.err);

    let other = proof.out.replacen("\"path\": [", "\"path\": [\"00\",", 1);
    std::fs::write(here.join("other.json"), other).unwrap();
    let refused = run(here, &["journal", "check", "other.json", "--key", key.trim()]);
    assert_eq!(refused.code, 3, "{}{}", refused.out, refused.err);
    let no_key = run(here, &["journal", "check", "proof.json", "--key", "x"]);
    assert!(no_key.code == 4 && no_key.err.contains("havenward journal key"), "{}", no_key.err);
    let no_proof = run(here, &["journal", "check", "kept.txt", "--key", key.trim()]);
    assert!(no_proof.code == 4 && no_proof.err.contains("kept.txt:1"), "{}", no_proof.err);
    let none = run(here, &["journal", "prove", "6ba7b810-9dad-41d1-80b4-00c04fd430c8"]);
    assert_eq!(none.code, 4, "{}", none.err);
}

#[test]
fn what_is_missing_or_wrong_is_named_with_its_mend() {
    let folder = folder_of_an_owner();
    let here = folder.path();
    assert_eq!(run(here, &["init"]).code, 0);
    let without = run(here, &["backup"]);
    assert!(without.code == 4 && without.err.contains("no [backup] section"), "{}", without.err);

    let path = here.join("havenward.toml");
    let text = std::fs::read_to_string(&path).unwrap() + SECTION;
    std::fs::write(&path, &text).unwrap();
    let keyless = run(here, &["backup"]);
    assert!(keyless.code == 4 && keyless.err.contains("havenward backup key"), "{}", keyless.err);
    assert_eq!(run(here, &["backup", "key"]).code, 0);
    let again = run(here, &["backup", "key"]);
    assert!(again.code == 4 && again.err.contains("exists already"), "{}", again.err);
    let nowhere = run(here, &["backup"]);
    assert!(nowhere.code == 4 && nowhere.err.contains("mkdir -m 700"), "{}", nowhere.err);
    for name in ["a", "b"] {
        std::fs::create_dir(here.join(name)).unwrap();
    }
    let [main, shred] = sealed(&run(here, &["--json", "backup"]));

    let open = |key: &str| run(here, &["verify-backup", &main, &shred, "--key", key]);
    let public = open("backup-key.public");
    assert!(public.code == 4 && public.err.contains("not the private half"), "{}", public.err);
    assert_eq!(run(here, &["backup", "key", "--out", "other"]).code, 0);
    let stranger = open("other.private");
    assert!(stranger.code == 4 && stranger.err.contains("cannot be opened"), "{}", stranger.err);
    let swapped = run(here, &["verify-backup", &shred, &main, "--key", "backup-key.private"]);
    assert!(swapped.code == 3 && swapped.err.contains("first"), "{}", swapped.err);
    let database = run(here, &["verify-backup", "havenward.db", &shred, "--key", "backup-key.private"]);
    assert!(database.code == 4 && database.err.contains("no backup of this program"), "{}", database.err);
}
