//! Speed of the evaluation, on one thread, for the largest shipped instrument and the shortest.
//!
//! `band` is what a screen asks after each answer: the band alone. `finding` is the whole result with its labels and
//! reasons, as it is kept. `message` begins with the JSON of a device. Seconds are of the processor, so that
//! neighbours do not count; each figure is the best of five runs.

#![expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]

use std::hint::black_box;
use std::path::PathBuf;
use std::time::Instant;

use havenward_screening::terms::{AnswerState, ChildFlag, Setting};
use havenward_screening::{Compiled, Context, answers, library, parse};
use serde_json::{Value, json};

/// Bands a second on one core, as the project asks for.
const GOAL: f64 = 1_000_000.0;
/// Contacts made up from a fixed seed.
const CONTACTS: usize = 1024;

fn processor_seconds() -> f64 {
    static BEGUN: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    let wall = BEGUN.get_or_init(Instant::now).elapsed().as_secs_f64();
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    text.split_whitespace()
        .next()
        .and_then(|nanoseconds| nanoseconds.parse::<f64>().ok())
        .map_or(wall, |nanoseconds| nanoseconds / 1e9)
}

/// A stream of numbers that is the same everywhere (Knuth, MMIX).
struct Draws(u64);

impl Draws {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % most as u64).expect("below a small number")
    }
}

type Contact = (Context, Vec<AnswerState>);

/// Answers of every state alike, for every age and in some settings.
fn contacts(compiled: &Compiled) -> Vec<Contact> {
    let mut draws = Draws(7);
    let count = compiled.instrument().indicators.len();
    let contact = |_| {
        let mut context = Context::new(ChildFlag::ALL[draws.below(3)]);
        if draws.below(4) == 0 {
            context = context.in_setting(Setting::ALL[draws.below(5)]);
        }
        (context, (0..count).map(|_| AnswerState::ALL[draws.below(8)]).collect())
    };
    (0..CONTACTS).map(contact).collect()
}

/// How often a second `once` runs, over all contacts and `rounds` times.
#[expect(clippy::cast_precision_loss, reason = "rates")]
fn rate<T>(things: &[T], rounds: usize, mut once: impl FnMut(&T)) -> f64 {
    let mut best = 0.0_f64;
    for _ in 0..5 {
        let begun = processor_seconds();
        for _ in 0..rounds {
            things.iter().for_each(&mut once);
        }
        best = best.max((rounds * things.len()) as f64 / (processor_seconds() - begun));
    }
    best
}

fn message(compiled: &Compiled, (_, states): &Contact) -> String {
    let signs = compiled.instrument().indicators.iter().zip(states);
    let given: serde_json::Map<String, Value> =
        signs.map(|(sign, state)| (sign.code.clone(), state.code().into())).collect();
    json!({ "instrument": compiled.instrument().reference(), "answers": given }).to_string()
}

fn measure(id: &str, text: &str) -> Value {
    let compiled = Compiled::new(parse(id, text).expect("a shipped instrument is sound"));
    let contacts = contacts(&compiled);
    let messages: Vec<String> = contacts.iter().map(|contact| message(&compiled, contact)).collect();
    let band = rate(&contacts, 400, |(context, states)| {
        black_box(compiled.band(*context, black_box(states)));
    });
    let finding = rate(&contacts, 10, |(context, states)| {
        black_box(compiled.evaluate_states(*context, black_box(states)));
    });
    let whole = rate(&messages, 10, |text| {
        let answers = answers::parse_json(black_box(text)).expect("the benchmark's own message");
        drop(black_box(compiled.evaluate(&answers)));
    });
    let signs = compiled.instrument().indicators.len();
    println!("{id:26} {signs:5} signs {band:14.0} bands/s {finding:12.0} findings/s {whole:12.0} messages/s");
    json!({
        "instrument": compiled.instrument().reference(),
        "signs": signs,
        "bands_per_second": band.round(),
        "findings_per_second": finding.round(),
        "messages_per_second": whole.round(),
        "meets_goal": band >= GOAL,
    })
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let path = arguments.iter().position(|one| one == "--json").and_then(|at| arguments.get(at + 1));
    let mut shipped: Vec<(&str, &str)> = library::shipped().to_vec();
    shipped.sort_by_key(|(_, text)| std::cmp::Reverse(text.matches("[[indicators]]").count()));
    let ends = [shipped.first(), shipped.last()];
    let rows: Vec<Value> = ends.into_iter().flatten().map(|(id, text)| measure(id, text)).collect();
    println!("goal: {GOAL:.0} bands/s on one core for the largest");
    if let Some(path) = path.map(PathBuf::from) {
        let report = json!({ "goal_bands_per_second": GOAL, "contacts": CONTACTS, "rows": rows });
        let text = serde_json::to_string_pretty(&report).expect("a report of numbers");
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).expect("the report's folder");
        }
        std::fs::write(&path, text).expect("the report's file");
    }
}
