//! Places over time: the whole country, and each kind of help.

use havenward_app::queues::{Count, Places, Queues};

use super::{between, heads, standing};
use crate::frame::Page;
use crate::frame::picture::{Line, Picture, Shape, days, stroke, top_of};
use crate::frame::sheet::{Cell, Sheet};

fn lines(counts: &[Count]) -> Vec<Vec<u32>> {
    vec![counts.iter().map(|count| count.places).collect(), counts.iter().map(|count| count.free).collect()]
}

fn about(page: &Page, queues: &Queues) -> String {
    let n = Cell::Number(i64::try_from(queues.services).unwrap_or(i64::MAX));
    match (queues.places.days.first(), queues.places.days.last()) {
        (Some(first), Some(last)) => between(page, &n, page.day(first), page.day(last)),
        _ => standing(page, &n),
    }
}

fn numbers(count: Count) -> [Cell; 2] {
    [Cell::Number(count.places.into()), Cell::Number(count.free.into())]
}

/// Places and free places of the country, day by day.
pub(in crate::queues) fn places(page: &Page, queues: &Queues) -> Picture {
    let Places { days: on, all, .. } = &queues.places;
    let top = top_of(all.iter().map(|count| count.places).max().unwrap_or_default());
    let up = [top, top / 2, 0].map(|number| page.number(number));
    let ends = on.first().zip(on.last()).map(|(first, last)| [page.day(first), page.day(last)]);
    let legend = ["queues-places", "queues-free"].map(|key| page.t(key).plain());
    let legend = legend.into_iter().enumerate().map(|(nth, words)| (stroke(nth), words)).collect();
    let row = |(day, count): (&jiff::civil::Date, &Count)| {
        [Cell::Day(*day)].into_iter().chain(numbers(*count)).collect()
    };
    Picture {
        name: "places",
        title: page.t("queues-over-time").plain(),
        hint: page.t("queues-over-time-hint").plain(),
        about: about(page, queues),
        shape: ends.map(|ends| Shape::Days(legend, days("shape is-days", &lines(all), top), up, ends)),
        empty: page.t("queues-rooms-none").plain(),
        sheet: Sheet {
            head: heads(page, &["queues-day", "queues-places", "queues-free"]),
            rows: on.iter().zip(all).map(row).rev().collect(),
        },
    }
}

/// The same by kind of help: how it went, and the least, the most and the last of it in numbers.
pub(in crate::queues) fn kinds(page: &Page, queues: &Queues) -> Picture {
    let mut shown = Vec::new();
    let mut rows = Vec::new();
    for (kind, counts) in &queues.places.kinds {
        let free = || counts.iter().map(|count| count.free);
        let (Some(last), Some(least), Some(most)) = (counts.last(), free().min(), free().max()) else {
            continue;
        };
        let top = counts.iter().map(|count| count.places).max().unwrap_or_default();
        let name = page.coded("service-type", kind).plain();
        shown.push(Line {
            name: name.clone(),
            svg: days("shape is-small", &lines(counts), top.max(1)),
            words: page.t("queues-free-of").n("free", last.free).n("places", last.places).plain(),
            more: page.t("queues-least").n("least", least).plain(),
        });
        let numbers = [last.places, last.free, least, most].map(|number| Cell::Number(number.into()));
        rows.push([Cell::Words(name)].into_iter().chain(numbers).collect());
    }
    let head = ["queues-help", "queues-places", "queues-free", "queues-fewest", "queues-most"];
    Picture {
        name: "kinds",
        title: page.t("queues-kinds").plain(),
        hint: page.t("queues-kinds-hint").plain(),
        about: about(page, queues),
        shape: (!shown.is_empty()).then_some(Shape::Smalls(shown)),
        empty: page.t("queues-rooms-none").plain(),
        sheet: Sheet { head: heads(page, &head), rows },
    }
}

/// Every day of every kind, for the file: too much to read on a page.
pub(in crate::queues) fn kinds_by_day(page: &Page, queues: &Queues) -> Sheet {
    let Places { days, kinds, .. } = &queues.places;
    let rows = kinds.iter().flat_map(|(kind, counts)| {
        let row = |(day, count): (&jiff::civil::Date, &Count)| {
            let of = [Cell::Words(page.coded("service-type", kind).plain()), Cell::Day(*day)];
            of.into_iter().chain(numbers(*count)).collect::<Vec<_>>()
        };
        days.iter().zip(counts).map(row).collect::<Vec<_>>()
    });
    let head = ["queues-help", "queues-day", "queues-places", "queues-free"];
    Sheet { head: heads(page, &head), rows: rows.collect() }
}
