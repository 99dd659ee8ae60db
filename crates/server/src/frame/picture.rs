//! Pictures of counts, drawn on the server: shapes as SVG, words as HTML around them, so that they stay readable
//! at every width and turn round with the language. Every picture has its numbers beside it as a [`Sheet`].

use std::fmt::{self, Write as _};

use askama::filters::HtmlSafe;

use super::sheet::Sheet;

/// Length of a full bar.
const FULL: u32 = 1000;
/// Height of a line picture; its width is [`FULL`].
const TALL: u32 = 300;

/// A shape, made of our own marks and numbers only.
pub(crate) struct Svg(String);

impl fmt::Display for Svg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for Svg {}

impl askama::FastWritable for Svg {
    fn write_into(&self, dest: &mut dyn fmt::Write, _: &dyn askama::Values) -> askama::Result<()> {
        Ok(dest.write_str(&self.0)?)
    }
}

impl Svg {
    fn new(class: &str, wide: u32, tall: u32, inside: &str) -> Self {
        Self(format!(
            "<svg class=\"{class}\" viewBox=\"0 0 {wide} {tall}\" preserveAspectRatio=\"none\" \
             aria-hidden=\"true\" focusable=\"false\">{inside}</svg>"
        ))
    }
}

/// What a part of a bar or a line means: told by shade, place and words, never by colour alone.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tone {
    /// The first and lightest of an order.
    First,
    /// The second.
    Second,
    /// The third.
    Third,
    /// The last, and what is late.
    Last,
    /// What there is besides: drawn as an outline.
    Rest,
}

impl Tone {
    /// The tones of an order, from the first to the last.
    pub const ORDER: [Self; 4] = [Self::First, Self::Second, Self::Third, Self::Last];

    fn class(self) -> &'static str {
        match self {
            Self::First => "tone-1",
            Self::Second => "tone-2",
            Self::Third => "tone-3",
            Self::Last => "tone-4",
            Self::Rest => "tone-rest",
        }
    }
}

/// A line of a picture: what it is, the shape, and the number in words.
pub(crate) struct Line {
    /// What it is.
    pub name: String,
    /// The shape.
    pub svg: Svg,
    /// The number.
    pub words: String,
    /// More words below.
    pub more: String,
}

/// A cell of a grid.
pub(crate) struct Shade {
    /// From 0, nothing, to 4: how dark the cell and how large its square is.
    pub level: u32,
    /// The square.
    pub svg: Svg,
    /// The number in words.
    pub words: String,
}

/// What a picture looks like.
pub(crate) enum Shape {
    /// One bar under the other, with what their parts mean.
    Bars(Vec<(Svg, String)>, Vec<Line>),
    /// Lines over days: what they mean, the shape, the numbers up the side, the first and the last day.
    Days(Vec<(Svg, String)>, Svg, [String; 3], [String; 2]),
    /// Many small lines over the same days.
    Smalls(Vec<Line>),
    /// A grid: what the columns are, and the rows.
    Heat(Vec<String>, Vec<(String, Vec<Shade>)>),
}

/// A picture with everything that belongs to it.
pub(crate) struct Picture {
    /// Its name on the page and as a file.
    pub name: &'static str,
    /// What it shows.
    pub title: String,
    /// How to read it; may be empty.
    pub hint: String,
    /// Of how many, and of when.
    pub about: String,
    /// The shape; none if there is nothing to show.
    pub shape: Option<Shape>,
    /// Said where there is nothing to show.
    pub empty: String,
    /// The numbers.
    pub sheet: Sheet,
}

/// The part of `most` that `count` is, of [`FULL`].
fn share(count: u32, most: u32) -> u32 {
    let share = u64::from(count) * u64::from(FULL) / u64::from(most.max(1));
    u32::try_from(share).unwrap_or(FULL).min(FULL)
}

/// A bar of parts, as long as it is of the longest.
pub(crate) fn bar(parts: &[(Tone, u32)], most: u32) -> Svg {
    let mut inside = format!("<rect class=\"ground\" width=\"{FULL}\" height=\"20\"/>");
    let mut before = 0;
    for (tone, count) in parts.iter().filter(|(_, count)| *count > 0) {
        let (from, to) = (share(before, most), share(before + count, most));
        before += count;
        // Writing to a string cannot fail.
        let _ = write!(
            inside,
            "<rect class=\"{}\" x=\"{from}\" width=\"{}\" height=\"20\"/>",
            tone.class(),
            to.saturating_sub(from).max(6)
        );
    }
    Svg::new("shape", FULL, 20, &inside)
}

/// A step of a way: how many came so far, and how many go on.
pub(crate) fn step(count: u32, next: Option<u32>, most: u32) -> Svg {
    let wide = share(count, most);
    let mut inside = format!("<rect class=\"tone-3\" width=\"{}\" height=\"20\"/>", wide.max(6));
    if let Some(next) = next {
        let next = share(next, most).max(6);
        let _ = write!(inside, "<path class=\"goes-on\" d=\"M0 22H{wide}L{next} 44H0Z\"/>");
    }
    Svg::new("shape is-step", FULL, 44, &inside)
}

/// A square that is larger the higher its level.
pub(crate) fn square(level: u32) -> Svg {
    let side = [0, 4, 7, 10, 13].get(level as usize).copied().unwrap_or(13);
    let at = 14_u32.saturating_sub(side) / 2;
    Svg(format!(
        "<svg class=\"square\" viewBox=\"0 0 14 14\" aria-hidden=\"true\" focusable=\"false\">\
         <rect class=\"tone-2\" x=\"{at}\" y=\"{at}\" width=\"{side}\" height=\"{side}\"/></svg>"
    ))
}

/// A sample of a tone for the words that explain it.
pub(crate) fn sample(tone: Tone) -> Svg {
    let rect = format!("<rect class=\"{}\" x=\"1\" y=\"1\" width=\"12\" height=\"12\"/>", tone.class());
    Svg::new("square", 14, 14, &rect)
}

/// A sample of a line: the first is whole, the second broken.
pub(crate) fn stroke(nth: usize) -> Svg {
    Svg::new("stroke", 28, 14, &format!("<path class=\"line-{nth}\" d=\"M0 7H28\"/>"))
}

/// The round number at the top of a scale: an even one, so that its half is whole.
pub(crate) fn top_of(most: u32) -> u32 {
    let mut power = 1_u32;
    loop {
        for step in [2, 4, 6, 8, 10] {
            let top = power.saturating_mul(step);
            if top >= most || top == u32::MAX {
                return top;
            }
        }
        power = power.saturating_mul(10);
    }
}

/// Lines over days, up to the top of their scale. What is under the last one is filled.
pub(crate) fn days(class: &str, lines: &[Vec<u32>], top: u32) -> Svg {
    let mut inside = String::new();
    for y in [0, TALL / 2, TALL] {
        let _ = write!(inside, "<path class=\"grid\" d=\"M0 {y}H{FULL}\"/>");
    }
    for (nth, line) in lines.iter().enumerate() {
        let path = path(line, top);
        if nth + 1 == lines.len() {
            let _ = write!(inside, "<path class=\"under\" d=\"{path}V{TALL}H0Z\"/>");
        }
        let _ = write!(inside, "<path class=\"line-{nth}\" d=\"{path}\"/>");
    }
    Svg::new(class, FULL, TALL, &inside)
}

/// A line in steps: a count holds until the next.
fn path(line: &[u32], top: u32) -> String {
    let last = u32::try_from(line.len().saturating_sub(1)).unwrap_or(1);
    let mut path = String::new();
    for (at, count) in (0_u32..).zip(line) {
        let x = share(at, last);
        let y = TALL - share(*count, top) * TALL / FULL;
        let _ = if at == 0 { write!(path, "M{x} {y}") } else { write!(path, "H{x}V{y}") };
    }
    // A single day is a line all the same.
    if line.len() == 1 {
        let _ = write!(path, "H{FULL}");
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_a_bar_lie_end_to_end_and_end_where_it_ends() {
        let svg = bar(&[(Tone::First, 10), (Tone::Last, 30)], 80).to_string();
        assert!(svg.contains(r#"class="tone-1" x="0" width="125""#), "{svg}");
        assert!(svg.contains(r#"class="tone-4" x="125" width="375""#), "{svg}");
        assert!(!bar(&[(Tone::First, 0)], 0).to_string().contains("tone-1"), "nothing is not drawn");
    }

    #[test]
    fn the_top_of_a_scale_is_round_and_not_far_above() {
        for (most, top) in [(0, 2), (1, 2), (5, 6), (10, 10), (11, 20), (41, 60), (999, 1000), (1001, 2000)] {
            assert_eq!(top_of(most), top, "{most}");
        }
        assert!(top_of(u32::MAX) >= u32::MAX / 2);
    }

    #[test]
    fn a_line_runs_from_the_first_day_to_the_last_and_holds_between_counts() {
        assert_eq!(path(&[0, 10, 5], 10), "M0 300H500V0H1000V150");
        assert_eq!(path(&[10], 10), "M0 0H1000");
    }

    #[test]
    fn shapes_say_nothing_that_only_the_eye_gets() {
        for svg in [bar(&[(Tone::Rest, 1)], 1), step(5, Some(3), 5), square(3), days("x", &[vec![1]], 2)] {
            let svg = svg.to_string();
            assert!(svg.contains("aria-hidden=\"true\"") && !svg.contains("<text"), "{svg}");
            assert!(
                !svg.contains("style=") && !svg.contains("fill=\""),
                "colours are the stylesheet's: {svg}"
            );
        }
    }
}
