//! Curves of a simulation as a picture that needs no script, with the same figures for the table beside it.

use havenward_simulation::report::DayRow;

/// Width and height of a curve, in units of its view box.
const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 180.0;
/// The most points of a curve, and rows of its table.
const MOST_POINTS: usize = 122;

/// What a curve shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shows {
    /// People waiting at the end of each day.
    Waiting,
    /// Places in use at the end of each day.
    InUse,
}

/// One day of a curve.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Point {
    pub day: usize,
    pub date: Option<String>,
    pub mean: i64,
    pub low: i64,
    pub high: i64,
    pub arrived: i64,
    pub left: i64,
    pub turned_away: i64,
}

/// One curve.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Chart {
    pub shows: Shows,
    /// What happens there; in the words of the scenario.
    pub stage: String,
    /// The corners of the band, and of the line, as a picture writes them.
    pub band: String,
    pub line: String,
    /// The highest value.
    pub top: i64,
    pub points: Vec<Point>,
    /// Every so manieth day is shown.
    pub step: usize,
}

/// The curves of one site.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Site {
    /// Its name; empty for what serves all sites.
    pub name: String,
    pub charts: Vec<Chart>,
}

impl Chart {
    pub fn is_of_places(&self) -> bool {
        self.shows == Shows::InUse
    }

    pub fn first(&self) -> Option<&Point> {
        self.points.first()
    }

    pub fn last(&self) -> Option<&Point> {
        self.points.last()
    }
}

/// Curves by site, in the order of the scenario. `places` names the stations whose places get a curve too.
pub(super) fn sites(days: &[DayRow], places: &[String]) -> Vec<Site> {
    let mut sites: Vec<Site> = Vec::new();
    let mut stations: Vec<&str> = Vec::new();
    for row in days {
        if stations.contains(&row.station.as_str()) {
            continue;
        }
        stations.push(&row.station);
        let rows: Vec<&DayRow> = days.iter().filter(|other| other.station == row.station).collect();
        let mut charts = vec![chart(&rows, Shows::Waiting)];
        if places.contains(&row.station) {
            charts.push(chart(&rows, Shows::InUse));
        }
        match sites.iter_mut().find(|site| site.name == row.site) {
            Some(site) => site.charts.append(&mut charts),
            None => sites.push(Site { name: row.site.clone(), charts }),
        }
    }
    sites
}

fn chart(rows: &[&DayRow], shows: Shows) -> Chart {
    let step = rows.len().div_ceil(MOST_POINTS).max(1);
    let kept: Vec<&DayRow> = rows.iter().copied().step_by(step).collect();
    let value = |row: &DayRow| match shows {
        Shows::Waiting => (row.queue, row.queue_band),
        Shows::InUse => (row.in_use, row.in_use_band),
    };
    let top = kept.iter().map(|row| value(row).0.max(value(row).1[1])).fold(0.0, f64::max);
    #[expect(clippy::cast_precision_loss, reason = "days are few")]
    let corner = |at: usize, height: f64| {
        let x = WIDTH * at as f64 / kept.len().saturating_sub(1).max(1) as f64;
        // A curve that never rises lies on the ground.
        format!("{x:.1},{:.1}", HEIGHT * (1.0 - height / top.max(1.0)))
    };
    let corners = |height: &dyn Fn(&DayRow) -> f64| -> Vec<String> {
        kept.iter().enumerate().map(|(at, row)| corner(at, height(row))).collect()
    };
    let mut band = corners(&|row| value(row).1[1]);
    band.extend(corners(&|row| value(row).1[0]).into_iter().rev());
    Chart {
        shows,
        stage: rows.first().map(|row| row.stage.clone()).unwrap_or_default(),
        band: band.join(" "),
        line: corners(&|row| value(row).0).join(" "),
        top: whole(top),
        points: kept.iter().map(|row| point(row, value(row))).collect(),
        step,
    }
}

fn point(row: &DayRow, (mean, [low, high]): (f64, [f64; 2])) -> Point {
    Point {
        day: row.day,
        date: row.date.clone(),
        mean: whole(mean),
        low: whole(low),
        high: whole(high),
        arrived: whole(row.arrived),
        left: whole(row.left),
        turned_away: whole(row.blocked),
    }
}

/// A count of people or places, rounded.
#[expect(clippy::cast_possible_truncation, reason = "saturates")]
pub(super) fn whole(value: f64) -> i64 {
    value.round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: usize, site: &str, station: &str, queue: f64) -> DayRow {
        DayRow {
            day,
            date: None,
            station: station.to_owned(),
            stage: station.to_owned(),
            site: site.to_owned(),
            arrived: 3.0,
            started: 2.0,
            left: 1.0,
            blocked: 0.0,
            queue,
            queue_band: [queue - 1.0, queue + 1.0],
            in_use: 2.0,
            in_use_band: [1.0, 4.0],
            on_duty: Some(4.0),
        }
    }

    #[test]
    fn each_site_has_its_curves_and_places_have_two() {
        let days = [day(1, "North", "desk", 4.0), day(1, "", "beds", 0.0), day(2, "North", "desk", 9.0)];

        let sites = sites(&days, &["beds".to_owned()]);

        let named: Vec<(&str, usize)> =
            sites.iter().map(|site| (site.name.as_str(), site.charts.len())).collect();
        assert_eq!(named, [("North", 1), ("", 2)]);
        let desk = &sites[0].charts[0];
        assert_eq!((desk.top, desk.points.len(), desk.points[1].high), (10, 2, 10));
        assert_eq!(desk.line, "0.0,108.0 640.0,18.0");
        assert!(sites[1].charts[1].is_of_places());
    }

    #[test]
    fn ten_years_are_drawn_with_few_points_and_say_so() {
        let days: Vec<DayRow> = (1..=3_652).map(|number| day(number, "", "desk", 1.0)).collect();

        let chart = &sites(&days, &[])[0].charts[0];

        assert!(chart.points.len() <= MOST_POINTS && chart.step == 30, "{}", chart.step);
        assert_eq!((chart.points[1].day, chart.points[0].day), (31, 1));
    }
}
