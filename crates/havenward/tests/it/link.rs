//! `havenward link`: pairs, persons and lists, or a refusal and nothing written.

use std::path::Path;

use crate::ran::{Ran, run};

const POLICE: &str = "id,given_name,surname,birth_date,postcode,city,phone,document\n\
                      p1,Олена,Шевченко,1990-05-06,1050,Рига,+371 26123456,AB123456\n\
                      p2,Ahmad,Al-Khatib,1985-01-01,1010,Riga,26999888,\n\
                      p3,Ion,Popescu,1999-02-03,2001,Iasi,24111222,RO991177\n\
                      p4,Maria,Lopez,1977-07-08,3003,Madrid,23000111,X7654321\n";
const SHELTER: &str = "id,given_name,surname,birth_date,postcode,city,phone,document\n\
                       s1,Olena,Shevchenko,1990-05-06,1050,Riga,26123456,\n\
                       s2,أحمد,الخطيب,1985,1010,Riga,26999888,\n\
                       s3,Ivan,Bondar,1960-11-12,5005,Lviv,27333444,FC010203\n";

fn link(folder: &Path, arguments: &[&str]) -> Ran {
    std::fs::write(folder.join("police.csv"), POLICE).unwrap();
    std::fs::write(folder.join("shelter.csv"), SHELTER).unwrap();
    run(folder, &[["link", "police.csv", "shelter.csv"].as_slice(), arguments].concat())
}

#[test]
fn two_lists_are_linked_across_scripts_and_feed_the_estimate() {
    let folder = tempfile::tempdir().unwrap();
    let files = ["--out", "pairs.csv", "--clusters", "persons.csv", "--lists", "lists.csv"];
    let ran = link(folder.path(), &files);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.starts_with("7 records in 2 lists (police, shelter): 2 pairs"), "{}", ran.out);
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    let pairs = read("pairs.csv");
    assert!(pairs.starts_with("left_id,right_id,probability,explanation\np1,s1,0."), "{pairs}");
    assert!(pairs.contains("\np2,s2,0."), "{pairs}");
    assert_eq!(pairs.lines().count(), 3);
    assert!(read("persons.csv").contains("p1,1\n") && read("persons.csv").contains("s1,1\n"));
    assert_eq!(read("lists.csv").lines().count(), 8);
    let answer = run(folder.path(), &["estimate", "lists.csv", "--bootstrap", "0", "--json"]).json();
    assert_eq!(answer["observed"], 5.0);
}

#[test]
fn without_a_file_the_pairs_are_printed_and_json_tells_what_was_learned() {
    let folder = tempfile::tempdir().unwrap();
    assert!(link(folder.path(), &[]).out.starts_with("left_id,right_id,probability,explanation\n"));
    let answer = link(folder.path(), &["--json"]).json();
    assert_eq!(answer["pairs"].as_array().unwrap().len(), 2);
    assert_eq!(answer["fields"].as_array().unwrap().len(), 7);
    assert_eq!(answer["records"], 7);
}

#[test]
fn settings_come_from_the_file_that_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let write = |text: &str| std::fs::write(folder.path().join("link.toml"), text).unwrap();
    write(
        "threshold = 0.999999\nignore = [\"phone\"]\n[columns]\nplace = \"city\"\n[[block]]\non = [\"birth_date:4\"]\n",
    );
    let answer = link(folder.path(), &["--config", "link.toml", "--json"]).json();
    assert_eq!(answer["threshold"], 0.999_999);
    assert_eq!(answer["fields"].as_array().unwrap().len(), 6);
    assert_eq!(answer["rules"][0]["rule"], "birth_date:4");
    for (text, what) in [
        ("treshold = 0.5\n", "link.toml: line 1: unknown field `treshold`"),
        ("threshold = 2\n", "threshold: 2 is no probability"),
        ("[columns]\nsurname = \"nachname\"\n", "columns.surname: `police.csv` has no column `nachname`"),
        ("[columns]\nshoe = \"x\"\n", "unknown variant `shoe`"),
        ("[[block]]\non = [\"colour\"]\n", "block 1: `colour`"),
    ] {
        write(text);
        let ran = link(folder.path(), &["--config", "link.toml", "--out", "pairs.csv"]);
        assert_eq!(ran.code, 4, "{text}: {}", ran.err);
        assert!(ran.err.contains(what) && ran.err.contains("mend: "), "{text}: {}", ran.err);
        assert!(!folder.path().join("pairs.csv").exists());
    }
    assert_eq!(link(folder.path(), &["--config", "absent.toml"]).code, 4);
}

#[test]
fn a_bad_list_is_refused_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("bad.csv"), "id,surname\n1,a\n1,b\n").unwrap();
    let ran = run(folder.path(), &["link", "bad.csv", "--out", "pairs.csv", "--clusters", "persons.csv"]);
    assert_eq!(ran.code, 4);
    assert!(
        ran.err.contains("bad.csv: line 3: column `id`: `1` stands in an earlier row (mend: "),
        "{}",
        ran.err
    );
    assert!(!folder.path().join("pairs.csv").exists() && !folder.path().join("persons.csv").exists());
    let missing = run(folder.path(), &["link", "absent.csv"]);
    assert!(missing.code == 4 && missing.err.contains("absent.csv: "), "{}", missing.err);
    let twice = run(folder.path(), &["link", "bad.csv", "bad.csv"]);
    assert!(twice.err.contains("named twice"), "{}", twice.err);
    let folderless = link(folder.path(), &["--out", "nowhere/pairs.csv"]);
    assert!(folderless.code == 4 && folderless.err.contains("mend: name a folder"), "{}", folderless.err);
}
