//! The queues as pictures, each with its numbers. What is few is told as few, in the shape as in the words.

mod times;

use havenward_app::queues::{self, BANDS, Clocks, FEW, Flow, Queue, Queues, Room};
use jiff::Timestamp;

pub(super) use times::{kinds, kinds_by_day, places};

use crate::frame::Page;
use crate::frame::picture::{Line, Picture, Shade, Shape, Svg, Tone, bar, sample, square, step};
use crate::frame::sheet::{Cell, Sheet};

/// What a count of few is drawn as: no nearer than the words.
const DRAWN_FEW: u32 = 3;

/// A number that is small enough to draw.
fn small(count: i64) -> u32 {
    u32::try_from(count).unwrap_or_default()
}

/// A count that a single person could be read off is told as few; a larger one to the nearest five.
fn coarse(page: &Page, count: u32) -> Cell {
    match queues::coarse(count) {
        Some(more) => Cell::Number(more.into()),
        None => Cell::Words(page.t("queues-few").n("few", FEW).plain()),
    }
}

fn drawn(count: u32) -> u32 {
    queues::coarse(count).unwrap_or(DRAWN_FEW)
}

fn heads(page: &Page, keys: &[&str]) -> Vec<String> {
    keys.iter().map(|key| page.t(key).plain()).collect()
}

/// Of how many, as they stand now.
fn standing(page: &Page, n: &Cell) -> String {
    page.t("picture-standing").s("n", n.words(page)).s("when", page.moment(page.now())).plain()
}

/// Of how many, from one day to another.
fn between(page: &Page, n: &Cell, from: String, to: String) -> String {
    page.t("picture-between").s("n", n.words(page)).s("from", from).s("to", to).plain()
}

fn samples(page: &Page, tones: &[(Tone, &str)]) -> Vec<(Svg, String)> {
    tones.iter().map(|(tone, key)| (sample(*tone), page.t(key).plain())).collect()
}

/// What waits, by how long.
pub(super) fn ages(page: &Page, queues: &Queues) -> Picture {
    let bands = bands(page);
    let longest = queues.waiting.iter().map(|queue| small(queue.all())).max().unwrap_or_default();
    let line = |queue: &Queue| {
        let parts: Vec<(Tone, u32)> = Tone::ORDER.into_iter().zip(queue.bands.map(small)).collect();
        Line {
            name: page.code("recognition", &queue.recognition).plain(),
            svg: bar(&parts, longest),
            words: page.number(queue.all()),
            more: String::new(),
        }
    };
    let row = |queue: &Queue| {
        let name = Cell::Words(page.code("recognition", &queue.recognition).plain());
        let counts = queue.bands.into_iter().chain([queue.all()]).map(Cell::Number);
        [name].into_iter().chain(counts).collect()
    };
    let legend = Tone::ORDER.into_iter().map(sample).zip(bands.clone()).collect();
    let lines: Vec<Line> = queue_lines(&queues.waiting, line);
    let mut head = heads(page, &["queues-where"]);
    head.extend(bands);
    head.extend(heads(page, &["queues-all"]));
    Picture {
        name: "ages",
        title: page.t("queues-ages").plain(),
        hint: page.t("queues-ages-hint").plain(),
        about: standing(page, &Cell::Number(queues.waiting.iter().map(Queue::all).sum())),
        shape: (!lines.is_empty()).then_some(Shape::Bars(legend, lines)),
        empty: page.t("queues-ages-none").plain(),
        sheet: Sheet { head, rows: queues.waiting.iter().map(row).collect() },
    }
}

fn queue_lines<T>(of: &[T], line: impl Fn(&T) -> Line) -> Vec<Line> {
    of.iter().map(line).collect()
}

fn bands(page: &Page) -> Vec<String> {
    let [week, month, quarter] = BANDS;
    vec![
        page.t("queues-band-first").n("to", week).plain(),
        page.t("queues-band").n("from", week).n("to", month).plain(),
        page.t("queues-band").n("from", month).n("to", quarter).plain(),
        page.t("queues-band-last").n("from", quarter).plain(),
    ]
}

/// Time limits: how many run, and how many of them are over.
pub(super) fn limits(page: &Page, queues: &Queues) -> Picture {
    let name = |clock: &Clocks| crate::tasks::pages::which(page, "clock", &clock.kind);
    let most = queues.clocks.iter().map(|clock| small(clock.running)).max().unwrap_or_default();
    let line = |clock: &Clocks| {
        let in_time = clock.running - clock.over;
        Line {
            name: name(clock),
            svg: bar(&[(Tone::First, small(in_time)), (Tone::Last, small(clock.over))], most),
            words: page.t("queues-limit-row").n("running", in_time).n("over", clock.over).plain(),
            more: String::new(),
        }
    };
    let row = |clock: &Clocks| {
        vec![Cell::Words(name(clock)), Cell::Number(clock.running), Cell::Number(clock.over)]
    };
    let lines = queue_lines(&queues.clocks, line);
    let legend = samples(page, &[(Tone::First, "queues-in-time"), (Tone::Last, "queues-late")]);
    Picture {
        name: "limits",
        title: page.t("queues-limits").plain(),
        hint: String::new(),
        about: standing(page, &Cell::Number(queues.clocks.iter().map(|clock| clock.running).sum())),
        shape: (!lines.is_empty()).then_some(Shape::Bars(legend, lines)),
        empty: page.t("queues-limits-none").plain(),
        sheet: Sheet {
            head: heads(page, &["queues-limit", "queues-running", "queues-late"]),
            rows: queues.clocks.iter().map(row).collect(),
        },
    }
}

/// Room as it is now, by kind of help.
pub(super) fn rooms(page: &Page, queues: &Queues) -> Picture {
    let most = queues.rooms.iter().map(|room| room.places).max().unwrap_or_default();
    let line = |room: &Room| Line {
        name: page.coded("service-type", &room.kind).plain(),
        svg: bar(&[(Tone::Second, room.places.saturating_sub(room.free)), (Tone::Rest, room.free)], most),
        words: page.t("queues-free-of").n("free", room.free).n("places", room.places).plain(),
        more: String::new(),
    };
    let row = |room: &Room| {
        let wait = page.t("queues-days").n("from", room.shortest_wait).n("to", room.longest_wait);
        vec![
            Cell::Words(page.coded("service-type", &room.kind).plain()),
            Cell::Number(room.services.into()),
            Cell::Number(room.places.into()),
            Cell::Number(room.free.into()),
            Cell::Words(wait.plain()),
            Cell::Number(room.stale.into()),
        ]
    };
    let beds: u32 = queues.rooms.iter().filter(|room| room.kind.is_residential()).map(|room| room.free).sum();
    let hint = page.t("queues-rooms-hint").plain() + " " + &page.t("queues-beds").n("count", beds).plain();
    let lines = queue_lines(&queues.rooms, line);
    let legend = samples(page, &[(Tone::Second, "queues-taken"), (Tone::Rest, "queues-free")]);
    let head =
        ["queues-help", "queues-services", "queues-places", "queues-free", "queues-wait", "queues-stale"];
    Picture {
        name: "rooms",
        title: page.t("queues-rooms").plain(),
        hint,
        about: standing(page, &Cell::Number(i64::try_from(queues.services).unwrap_or(i64::MAX))),
        shape: (!lines.is_empty()).then_some(Shape::Bars(legend, lines)),
        empty: page.t("queues-rooms-none").plain(),
        sheet: Sheet { head: heads(page, &head), rows: queues.rooms.iter().map(row).collect() },
    }
}

/// A step of the way, and where those ended who came no further: codes and counts.
struct Step {
    key: &'static str,
    count: u32,
    ended: Vec<(&'static str, u32)>,
}

fn steps(flow: &Flow) -> [Step; 5] {
    let ended = flow.ended;
    let step = |key, count, ended: &[(&'static str, u32)]| Step { key, count, ended: ended.to_vec() };
    [
        step(
            "queues-flow-asked",
            flow.asked,
            &[
                ("queues-flow-no-room", ended.no_room),
                ("queues-flow-silence", ended.silence),
                ("queues-flow-taken-back", ended.taken_back),
            ],
        ),
        step("queues-flow-room", flow.room, &[]),
        step(
            "queues-flow-offered",
            flow.offered,
            &[
                ("queues-flow-declined", ended.declined),
                ("queues-flow-expired", ended.expired),
                ("queues-flow-withdrawn", ended.withdrawn),
                ("queues-flow-person-declined", ended.person_declined),
            ],
        ),
        step("queues-flow-accepted", flow.accepted, &[("queues-flow-did-not-arrive", ended.did_not_arrive)]),
        step("queues-flow-arrived", flow.arrived, &[]),
    ]
}

/// From asked to arrived, and where the others ended.
pub(super) fn flow(page: &Page, queues: &Queues, since: Timestamp) -> Picture {
    let steps = steps(&queues.flow);
    let most = drawn(queues.flow.asked);
    let next = steps.iter().skip(1).map(|next| Some(drawn(next.count))).chain([None]);
    let lines = steps.iter().zip(next).map(|(one, next)| {
        let said = |(key, count): &(&str, u32)| {
            page.t("queues-flow-end")
                .s("what", page.t(key).plain())
                .s("count", coarse(page, *count).words(page))
                .plain()
        };
        let ended: Vec<String> = one.ended.iter().filter(|(_, count)| *count > 0).map(said).collect();
        Line {
            name: page.t(one.key).plain(),
            svg: step(drawn(one.count), next, most),
            words: coarse(page, one.count).words(page),
            more: ended.join(" · "),
        }
    });
    let rows = steps.iter().flat_map(|step| {
        let came = vec![Cell::Words(page.t(step.key).plain()), coarse(page, step.count)];
        let ended = step.ended.iter();
        let ended = ended.map(|(key, count)| vec![Cell::Words(page.t(key).plain()), coarse(page, *count)]);
        [came].into_iter().chain(ended).collect::<Vec<_>>()
    });
    let n = coarse(page, queues.flow.asked);
    Picture {
        name: "flow",
        title: page.t("queues-flow").plain(),
        hint: page.t("queues-flow-hint").n("few", FEW).plain(),
        about: between(page, &n, page.date(since), page.date(page.now())),
        shape: (queues.flow.asked > 0).then(|| Shape::Bars(Vec::new(), lines.collect())),
        empty: page.t("queues-flow-none").plain(),
        sheet: Sheet { head: heads(page, &["queues-flow-step", "queues-flow-count"]), rows: rows.collect() },
    }
}

/// What nobody could give, need by region.
pub(super) fn gaps(page: &Page, queues: &Queues) -> Picture {
    let gaps = &queues.gaps;
    let shade = |count: &u32| {
        let level = level(*count);
        Shade { level, svg: square(level), words: coarse(page, *count).words(page) }
    };
    let named = |kind: &_| page.coded("service-type", kind).plain();
    let rows: Vec<(String, Vec<Shade>)> =
        gaps.rows.iter().map(|(kind, counts)| (named(kind), counts.iter().map(shade).collect())).collect();
    let regions: Vec<String> = gaps.regions.iter().map(ToString::to_string).collect();
    let cells = gaps.rows.iter().flat_map(|(kind, counts)| {
        let some = gaps.regions.iter().zip(counts).filter(|(_, count)| **count > 0);
        let row = |(region, count): (&havenward_domain::place::Region, &u32)| {
            let kind = Cell::Words(page.coded("service-type", kind).plain());
            vec![kind, Cell::Words(region.to_string()), coarse(page, *count)]
        };
        some.map(row).collect::<Vec<_>>()
    });
    let n = coarse(page, gaps.rows.iter().flat_map(|(_, counts)| counts).sum());
    let about = match gaps.weeks {
        Some((first, last)) => between(page, &n, page.day(first), page.day(last)),
        None => standing(page, &n),
    };
    Picture {
        name: "gaps",
        title: page.t("queues-gaps").plain(),
        hint: page.t("queues-gaps-hint").n("few", FEW).plain(),
        about,
        shape: (!rows.is_empty()).then_some(Shape::Heat(regions, rows)),
        empty: page.t("queues-gaps-none").plain(),
        sheet: Sheet {
            head: heads(page, &["queues-help", "queues-region", "queues-gaps-count"]),
            rows: cells.collect(),
        },
    }
}

/// How dark a cell of the map is: 0 to 4.
fn level(count: u32) -> u32 {
    match count {
        0 => 0,
        few if few < FEW => 1,
        5..=9 => 2,
        10..=19 => 3,
        _ => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_count_that_a_single_person_could_be_read_off_is_told_or_drawn() {
        for few in 1..FEW {
            assert_eq!(queues::coarse(few), None);
            assert_eq!(drawn(few), DRAWN_FEW, "the length of a bar tells no more than its words");
            assert_eq!(level(few), 1);
        }
        assert_eq!(
            (queues::coarse(0), queues::coarse(5), queues::coarse(7), queues::coarse(8)),
            (Some(0), Some(5), Some(5), Some(10))
        );
    }

    #[test]
    fn every_way_an_enquiry_can_end_stands_in_the_picture() {
        let ended = havenward_app::queues::Ended {
            no_room: 1,
            silence: 2,
            taken_back: 3,
            declined: 4,
            expired: 5,
            withdrawn: 6,
            person_declined: 7,
            did_not_arrive: 8,
        };
        let flow = Flow { asked: 36, ended, ..Flow::default() };
        let told: u32 = steps(&flow).iter().flat_map(|step| &step.ended).map(|(_, count)| count).sum();
        assert_eq!(told, 36);
    }
}
