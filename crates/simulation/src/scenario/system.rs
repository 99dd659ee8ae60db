//! What moves in a scenario: who arrives where, what is promised, who is met again.

use std::collections::BTreeMap;

use super::people::{Described, Named};
use super::reader::Reader;
use super::settings::{Clock, MAX_DAYS};
use super::staff::{MAX_CHANGES, Plant};
use super::{arrivals, people};
use crate::flow::Source;
use crate::load;
use crate::model::{MetAgain, Model, Standard};

/// The most values in the table of days and stations.
const MAX_DAY_ROWS: usize = 4_000_000;
/// The most stations times classes: their waits take 225 MB where everybody waits everywhere.
const MAX_TALLIES: usize = 20_000;

/// Reads everything that moves.
pub(super) fn read(
    reader: &mut Reader<'_>,
    described: Described,
    clock: &Clock,
    files: &BTreeMap<String, String>,
    warm_up: f64,
    day: Option<f64>,
) -> Option<Model> {
    let mut class_readers = reader.tables("class");
    let classes = people::classes(&mut class_readers);
    let mut site_readers = reader.tables("site");
    let (sites, shares) = sites(&mut site_readers);
    let mut plant = Plant::new(sites, described.languages.clone());
    plant.staff(reader.tables("staff"), clock);
    plant.teams(reader.tables("team"));
    let stations = reader.tables("station");
    if stations.is_empty() {
        reader.wrong("station", "there is no station", "add [[station]] with name, servers and service");
    }
    plant.stations(stations, &classes, clock);
    if plant.by_site.len() != plant.stages.len() || plant.stages.is_empty() {
        return None;
    }
    let entry = reader.text("entry").map(|name| {
        plant.stages.iter().position(|stage| *stage == name).unwrap_or_else(|| {
            reader.wrong("entry", format!("there is no station “{name}”"), "name a [[station]]");
            0
        })
    });
    let sources = sources(reader, &mut site_readers, &mut class_readers, &shares, &classes, files, clock);
    for reader in site_readers.into_iter().chain(class_readers) {
        reader.finish();
    }
    let standards = standards(reader.tables("standard"), &plant);
    let met_again = met_again(reader, &plant);
    if day.is_some() {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded by MAX_DAYS")]
        let days = (clock.horizon / clock.day).min(MAX_DAYS) as usize + 1;
        if days * plant.stations.len() > MAX_DAY_ROWS {
            reader.wrong(
                "days",
                "too many days times stations to report",
                "set daily = false, or fewer days",
            );
        }
    }
    if plant.changes > MAX_CHANGES {
        let message = format!("duty changes {} times, all staff together", plant.changes);
        reader.wrong("staff", message, "fewer shifts, fewer sites or a shorter horizon");
    }
    if plant.stations.len() * classes.len() > MAX_TALLIES {
        let message = format!("{} stations times {} classes", plant.stations.len(), classes.len());
        reader.wrong("class", message, format!("at most {MAX_TALLIES} together: put some together"));
    }
    let mut model = Model {
        horizon: clock.horizon,
        warm_up,
        day,
        sites: plant.sites,
        classes: classes.into_iter().map(|named| named.class).collect(),
        languages: described.languages,
        stages: plant.stages,
        stations: plant.stations,
        by_site: plant.by_site,
        pools: plant.pools,
        teams: plant.teams,
        sources,
        entry: entry.unwrap_or(0),
        people: described.people,
        standards,
        met_again,
        notices: Vec::new(),
    };
    if model.expected_arrivals() > arrivals::MAX_ARRIVALS {
        let message = format!("{:.0} persons are more than a run can hold", model.expected_arrivals());
        reader.wrong("horizon", message, "shorten the horizon, or set sample = 20 or more");
    }
    model.notices = load::notices(&model);
    Some(model)
}

fn sites(readers: &mut [Reader<'_>]) -> (Vec<String>, Vec<f64>) {
    let mut names: Vec<String> = Vec::new();
    let mut shares = Vec::new();
    let even = 1.0 / f64::from(u32::try_from(readers.len().max(1)).unwrap_or(1));
    for reader in readers {
        let name = reader.name();
        if names.contains(&name) {
            reader.wrong("name", "this name stands twice", "give each site its own name");
        }
        names.push(name);
        shares.push(reader.share("share").unwrap_or(even));
    }
    if names.is_empty() {
        return (vec![String::new()], vec![1.0]);
    }
    (names, shares)
}

fn sources(
    root: &mut Reader<'_>,
    sites: &mut [Reader<'_>],
    classes: &mut [Reader<'_>],
    shares: &[f64],
    named: &[Named],
    files: &BTreeMap<String, String>,
    clock: &Clock,
) -> Vec<Source> {
    let mut sources = Vec::new();
    let mut add = |site: usize, class: Option<usize>, pattern| {
        // The number depends on the place in the file alone, so that a policy elsewhere shifts no draw.
        let number = (site as u64) << 16 | class.map_or(0, |class| class as u64 + 1);
        sources.push(Source { site, class, pattern, number });
    };
    let own: Vec<bool> = sites.iter().map(|site| site.has("arrivals")).collect();
    for (site, reader) in sites.iter_mut().enumerate() {
        let Some(mut table) = reader.table("arrivals") else { continue };
        let pattern = arrivals::read(&mut table, files, clock).and_then(|template| template.shared(1.0));
        table.finish();
        if let Some(pattern) = pattern {
            add(site, None, pattern);
        }
    }
    let mut spread = |template: &arrivals::Template, class: Option<usize>| {
        for (site, share) in shares.iter().enumerate() {
            if !own.get(site).copied().unwrap_or(false)
                && let Some(pattern) = template.shared(*share)
            {
                add(site, class, pattern);
            }
        }
    };
    let several = shares.len() > 1;
    let mut any = own.iter().any(|own| *own);
    for (class, reader) in classes.iter_mut().enumerate() {
        let Some(mut table) = reader.table("arrivals") else { continue };
        any = true;
        if let Some(template) = arrivals::read(&mut table, files, clock) {
            spread(&template, Some(class));
        }
        table.finish();
    }
    if let Some(mut table) = root.table("arrivals") {
        any = true;
        let total: f64 = shares.iter().sum();
        if several && own.iter().all(|own| !own) && (total - 1.0).abs() > 1e-6 {
            root.wrong("site", format!("the shares of sites add up to {total:.4}"), "make them add up to 1");
        }
        if let Some(template) = arrivals::read(&mut table, files, clock) {
            if several && matches!(template, arrivals::Template::Gaps(_)) {
                table.wrong("", "gaps cannot be shared among sites", "give each [[site]] its own arrivals");
            }
            spread(&template, None);
        }
        table.finish();
        let drawn = named.last().map_or(0.0, |last| last.class.until);
        let marked = named.iter().any(|named| named.class.when.is_some());
        if named.len() > 1 && !marked && (drawn - 1.0).abs() > 1e-6 {
            let message = format!("the shares of classes add up to {drawn:.4}");
            root.wrong("class", message, "make them add up to 1, or give each class its own arrivals");
        }
    }
    if !any {
        root.wrong("arrivals", "nobody arrives", "add [arrivals] with rate = …");
    }
    sources
}

fn standards(readers: Vec<Reader<'_>>, plant: &Plant) -> Vec<Standard> {
    let mut standards = Vec::new();
    for mut reader in readers {
        let name = reader.name();
        let station = reader.text("station").unwrap_or_default();
        let stage = plant.stages.iter().position(|stage| *stage == station);
        if stage.is_none() {
            reader.wrong("station", format!("there is no station “{station}”"), "name a [[station]]");
        }
        let standard = Standard {
            name,
            stage: stage.unwrap_or(0),
            within: reader.amount("within"),
            share: reader.share("share").unwrap_or(0.9),
            queue: reader.count("queue"),
            used: reader.share("used"),
        };
        if standard.within.is_none() && standard.queue.is_none() && standard.used.is_none() {
            let mend =
                "add within = the longest wait, queue = the most who wait, or used = a share of places";
            reader.wrong("within", "the standard promises nothing", mend);
        }
        standards.push(standard);
        reader.finish();
    }
    standards
}

fn met_again(root: &mut Reader<'_>, plant: &Plant) -> Option<MetAgain> {
    let mut reader = root.table("met_again")?;
    let station = reader.text("station").unwrap_or_default();
    let stage = plant.stages.iter().position(|stage| *stage == station);
    if stage.is_none() {
        reader.wrong("station", format!("there is no station “{station}”"), "name a [[station]]");
    }
    let share = reader.share("share");
    let delay = reader.duration("delay");
    if share.is_none() || delay.is_none() {
        reader.wrong("share", "a share and a delay are needed", "add share = 0.1 and delay = { mean = … }");
    }
    reader.finish();
    Some(MetAgain { share: share?, delay: delay?, stage: stage? })
}
