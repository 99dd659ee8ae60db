//! Linkage on invented people whose truth is known, and on every file that cannot be linked.

use havenward_evidence::linkage::{Linkage, Reading, Settings, link};
use havenward_evidence::progress::Progress;

use crate::invented;

fn linked(lists: &[(&str, String)], settings: &Settings) -> Linkage {
    let mut reading = Reading::new(settings);
    for (name, text) in lists {
        reading.list(name, text.as_bytes()).unwrap();
    }
    link(reading.finish().unwrap(), settings, &Progress::silent()).unwrap()
}

fn hard(size: usize) -> Vec<(&'static str, String)> {
    let [a, b] = invented::lists(7, size);
    vec![("police", invented::csv(&a)), ("shelter", invented::csv(&b))]
}

/// Precision and recall over pairs; identifiers end in the true person.
fn scored(found: &Linkage) -> (f64, f64) {
    let person = |record: usize| found.people.ids.get(record).rsplit('-').next().unwrap().to_owned();
    let mut seen: std::collections::BTreeMap<String, [f64; 2]> = std::collections::BTreeMap::new();
    for record in 0..found.people.len() {
        let counts = seen.entry(person(record)).or_default();
        counts[found.people.list_of(record).min(1)] += 1.0;
    }
    let is_between = found.people.is_between_lists();
    let pairs = |[a, b]: &[f64; 2]| if is_between { a * b } else { a * (a - 1.0) / 2.0 };
    let truth: f64 = seen.values().map(pairs).sum();
    let right =
        found.links.iter().filter(|link| person(link.left as usize) == person(link.right as usize)).count();
    #[expect(clippy::cast_precision_loss, reason = "small counts")]
    let (right, all) = (right as f64, found.links.len() as f64);
    (right / all.max(1.0), right / truth)
}

fn written(found: &Linkage) -> Vec<u8> {
    let mut bytes = Vec::new();
    found.write_links(&mut bytes).unwrap();
    found.write_clusters(&mut bytes).unwrap();
    found.write_lists(&mut bytes).unwrap();
    bytes
}

#[test]
fn people_are_found_again_across_scripts_guessed_dates_and_lost_documents() {
    let (precision, recall) = scored(&linked(&hard(3_000), &Settings::default()));
    assert!(precision > 0.93 && recall > 0.93, "precision {precision} recall {recall}");
}

#[test]
fn duplicates_inside_one_list_are_found() {
    let [a, b] = invented::lists(11, 1_500);
    let all = [a, b].concat();
    let (precision, recall) = scored(&linked(&[("all", invented::csv(&all))], &Settings::default()));
    assert!(precision > 0.92 && recall > 0.92, "precision {precision} recall {recall}");
}

#[test]
fn lists_without_anybody_in_common_give_almost_no_links() {
    let [a, _] = invented::lists(3, 2_000);
    let (left, right): (Vec<_>, Vec<_>) = a.into_iter().partition(|row| row.person % 1_999 < 1_000);
    let found = linked(&[("a", invented::csv(&left)), ("b", invented::csv(&right))], &Settings::default());
    assert!(found.links.len() < 40, "{}", found.links.len());
}

#[test]
fn the_same_bytes_come_out_on_any_number_of_threads() {
    let lists = hard(600);
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| written(&linked(&lists, &Settings::default())))
    };
    let one = on(1);
    assert_eq!(one, on(2));
    assert_eq!(one, on(8));
}

#[test]
fn nobody_is_linked_twice_where_that_is_asked_for() {
    let settings = Settings { one_to_one: true, threshold: 0.05, ..Settings::default() };
    let found = linked(&hard(600), &settings);
    let mut ends: Vec<u32> = found.links.iter().flat_map(|link| [link.left, link.right]).collect();
    let all = ends.len();
    ends.sort_unstable();
    ends.dedup();
    assert_eq!(ends.len(), all);
}

#[test]
fn a_pair_says_why_in_plain_words_and_without_values() {
    let found = linked(&hard(300), &Settings::default());
    let pair = found.pairs().next().unwrap();
    assert!(
        pair.explanation.contains("given_name: ") && pair.explanation.contains("birth_date: "),
        "{pair:?}"
    );
    for record in 0..found.people.len() {
        for (value, field) in found.people.row(record).iter().zip(&found.people.fields) {
            let text = field.texts.get(*value as usize);
            assert!(text.len() < 5 || !pair.explanation.contains(text), "{text}: {pair:?}");
        }
    }
}

#[test]
fn what_is_written_can_be_read_by_the_estimate() {
    let found = linked(&hard(300), &Settings::default());
    let mut rows = Vec::new();
    found.write_lists(&mut rows).unwrap();
    let table = havenward_evidence::mse::table::read(rows.as_slice()).unwrap();
    assert_eq!(table.names, ["police", "shelter"]);
    let persons = found.clusters.iter().max().copied().unwrap();
    assert!((table.cells.observed() - f64::from(persons)).abs() < 0.5);
    let mut clusters = Vec::new();
    found.write_clusters(&mut clusters).unwrap();
    let text = String::from_utf8(clusters).unwrap();
    assert!(text.starts_with("id,cluster\n"));
    assert_eq!(text.lines().count(), found.people.len() + 1);
}

fn refused(text: &str, settings: &Settings) -> String {
    let mut reading = Reading::new(settings);
    match reading.list("people.csv", text.as_bytes()) {
        Err(error) => error.to_string(),
        Ok(()) => match reading.finish() {
            Err(error) => error.to_string(),
            Ok(people) => link(people, settings, &Progress::silent())
                .map_or_else(|error| error.to_string(), |_| "taken".to_owned()),
        },
    }
}

#[test]
fn lists_that_cannot_be_linked_are_refused_with_line_column_and_mend() {
    let header = "id,given_name,surname,birth_date\n";
    for (text, what) in [
        (String::new(), "the file is empty"),
        (header.to_owned(), "the list has no row"),
        (format!("{header}1,a,b,1990-01-02\n"), "one record has nobody"),
        ("id,surname,surname\n1,a,b\n".to_owned(), "line 1: column `surname`: stands twice"),
        ("id,Surname,surname\n1,a,b\n".to_owned(), "stands twice"),
        ("id,surname,\n1,a,b\n".to_owned(), "column `3`: has no name"),
        (format!("{header}1,a,b,1990\n1,c,d,1991\n"), "line 3: column `id`: `1` stands in an earlier row"),
        (format!("{header}1,a,b,1990\n,c,d,1991\n"), "line 3: column `id`: is empty"),
        (format!("{header}1,a,b\n"), "line 2: 3 fields, but the header has 4"),
        (format!("{header}1;a;b;c\n"), "this row looks separated by `;`"),
        (
            format!("{header}1,{},b,1990\n", "x".repeat(1_000_000)),
            "line 2: column `given_name`: a field of 1000000 bytes",
        ),
        ("id,colour\n1,red\n2,blue\n".to_owned(), "no column to compare among id, colour"),
    ] {
        let said = refused(&text, &Settings::default());
        assert!(
            said.starts_with("people.csv: ") && said.contains(what) && said.contains("mend: "),
            "{what}: {said}"
        );
    }
    let shoe = Settings { ignore: vec!["shoe".to_owned()], ..Settings::default() };
    assert!(refused("surname\na\nb\n", &shoe).contains("there is no column `shoe`"));
    let not_text = Reading::new(&Settings::default()).list("p", &b"id,surname\n1,\xff\n"[..]).unwrap_err();
    assert!(not_text.to_string().contains("line 2: not UTF-8"), "{not_text}");
}

#[test]
fn settings_that_name_absent_columns_are_refused() {
    use havenward_evidence::linkage::role::Role;
    use havenward_evidence::linkage::settings::{Columns, Rule};
    let list = "nr,vor,nach\n1,a,b\n2,c,d\n";
    let with = |change: fn(&mut Settings)| {
        let mut settings = Settings::default();
        settings.columns.insert(Role::GivenName, Columns::One("vor".to_owned()));
        settings.columns.insert(Role::Surname, Columns::One("nach".to_owned()));
        change(&mut settings);
        refused(list, &settings)
    };
    assert_eq!(with(|_| {}), "taken");
    let absent = with(|settings| drop(settings.columns.insert(Role::Phone, Columns::One("tel".to_owned()))));
    assert!(
        absent.contains("columns.phone: `people.csv` has no column `tel` (mend: one of nr, vor, nach)"),
        "{absent}"
    );
    let absent = with(|settings| settings.id = Some("rec".to_owned()));
    assert!(absent.contains("id: `people.csv` has no column `rec`"), "{absent}");
    let absent = with(|settings| settings.block = vec![Rule { on: vec!["colour".to_owned()] }]);
    assert!(absent.contains("block 1: `colour`: no compared column or role"), "{absent}");
    let wrong = with(|settings| settings.block = vec![Rule { on: vec!["vor:two".to_owned()] }]);
    assert!(wrong.contains("neither a number nor `sound`"), "{wrong}");
    assert!(Settings { threshold: 1.5, ..Settings::default() }.check().is_err());
    assert!(Settings { block: vec![Rule { on: Vec::new() }], ..Settings::default() }.check().is_err());
}

#[test]
fn columns_of_another_order_and_name_meet() {
    let a = "id,given_name,surname,date_of_birth\n1,Ivan,Bondar,1990-05-06\n2,Olha,Moroz,1985-02-03\n3,Ali,Hassan,1970-07-08\n";
    let b = "surname,dob,given_name\nBondar,06.05.1990,Ivan\nPopescu,01.02.1999,Ion\n";
    let found = linked(&[("a", a.to_owned()), ("b", b.to_owned())], &Settings::default());
    let pairs: Vec<(String, String)> = found.pairs().map(|pair| (pair.left_id, pair.right_id)).collect();
    assert_eq!(pairs, [("1".to_owned(), "1".to_owned())]);
}
