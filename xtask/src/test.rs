//! Everything a change must pass, in one command. The last line is `N passed, N failed`.

use std::path::Path;
use std::process::ExitCode;

use crate::interrupt::Interrupt;
use crate::pages::{self, Extent};
use crate::postgres::Cluster;
use crate::statements::{self, Notes};
use crate::step::Step;
use crate::suite::{self, Beside, Count};
use crate::{lint, pyxform, tidy};

/// Runs every step, also after a failed one: one run shows all there is to mend.
pub fn run(root: &Path, interrupt: &Interrupt, only: Option<&str>) -> ExitCode {
    let mut steps = Vec::new();
    let (step, _) = Step::measure("format", || lint::format(root, interrupt));
    steps.push(step);
    let (step, _) = Step::measure("clippy", || lint::clippy(root, interrupt));
    steps.push(step);
    let (step, _) = Step::measure("tidy", || tidy::check(root));
    steps.push(step);

    let mut count = Count::default();
    if !interrupt.is_requested() {
        // Without it the test of the workbooks fails by itself; the other tests run all the same.
        let (step, python) = Step::measure("pyxform", || pyxform::python(root));
        steps.push(step);
        let (step, cluster) = Step::measure("postgres", Cluster::start);
        steps.push(step);
        if let Some(cluster) = cluster {
            steps.extend(rust(root, interrupt, (&cluster, python.as_deref()), only, &mut count));
            // The cluster stops here, so that nothing follows the summary.
            drop(cluster);
        }
    }

    // The browser reads what the tests of the same run were about; a filter names tests of Rust.
    if only.is_none() && !interrupt.is_requested() {
        let (step, _) = Step::measure("pages", || pages::test(root, interrupt, Extent::TwoLooks, &mut count));
        steps.push(step);
    }

    println!();
    for step in &steps {
        println!("{step}");
    }
    if interrupt.is_requested() {
        println!("interrupted");
    }
    println!("{} passed, {} failed", count.passed, count.failed);
    let green = steps.iter().all(Step::passed) && !interrupt.is_requested();
    if green { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The tests of Rust, and what of the store they ran on which engine.
fn rust(
    root: &Path,
    interrupt: &Interrupt,
    (cluster, python): (&Cluster, Option<&Path>),
    only: Option<&str>,
    count: &mut Count,
) -> Vec<Step> {
    let (step, notes) = Step::measure("tests", || {
        let notes = Notes::begin()?;
        let beside = Beside { cluster, python, notes: notes.folder() };
        suite::run(root, interrupt, beside, only, count)?;
        Ok(notes)
    });
    let mut steps = vec![step];
    // Tests that failed or were left out ran less than all: they would only hide what is missing.
    if let (Some(notes), None) = (notes, only) {
        let (step, _) = Step::measure("statements", || statements::check(root, notes.folder()));
        steps.push(step);
    }
    steps
}
