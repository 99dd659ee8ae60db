//! The ladder of estimators: every method on one table, each with its interval or the reason why it has none.

use serde::Serialize;

use super::average::Average;
use super::bic::{self, Ranked};
use super::bootstrap::{self, Limits};
use super::cells::Cells;
use super::family::{DEFAULT_ORDER, Family, MOST_LISTS_HIERARCHICAL, MOST_LISTS_PAIRS};
use super::fit::{Bench, Fit};
use super::latent::Length;
use super::table::Table;
use super::tails::Z_95;
use super::{chao, dga, existence, latent, profile, stepwise};
use crate::progress::{Cancelled, Progress};

/// The sentence beside every number.
pub const UNSEEN_DEPENDENCE: &str = "If lists depend on each other in a way that people on no list share, \
     no table of lists can show it, and this number is wrong by an unknown amount.";

/// A method of the ladder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Estimator {
    /// Lists independent of each other: the Poisson point of main effects.
    Independence,
    /// From people on one and two lists alone.
    Chao,
    /// Pairs enter while an overlap is surprising.
    StepwiseP02,
    /// Smallest criterion over all models with pairs.
    BicPairs,
    /// Smallest criterion over all hierarchical models.
    BicHierarchical,
    /// Average over decomposable graphs.
    Dga,
    /// People of different kinds.
    LatentClass,
}

impl Estimator {
    /// The whole ladder, in its order.
    pub const ALL: [Estimator; 7] = [
        Estimator::Independence,
        Estimator::Chao,
        Estimator::StepwiseP02,
        Estimator::BicPairs,
        Estimator::BicHierarchical,
        Estimator::Dga,
        Estimator::LatentClass,
    ];

    /// The name on the command line and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Estimator::Independence => "independence",
            Estimator::Chao => "chao",
            Estimator::StepwiseP02 => "stepwise_p02",
            Estimator::BicPairs => "bic_pairs",
            Estimator::BicHierarchical => "bic_hierarchical",
            Estimator::Dga => "dga",
            Estimator::LatentClass => "latent_class",
        }
    }

    /// What it takes for granted, for a reader who is no statistician.
    pub fn assumption(self) -> &'static str {
        match self {
            Estimator::Independence => "being on one list says nothing about being on another",
            Estimator::Chao => "lists are independent for each person; then a lower bound",
            Estimator::StepwiseP02 => "surprising overlaps of two lists are the only dependence",
            Estimator::BicPairs => "one model with pairs of lists holds",
            Estimator::BicHierarchical => "one model with pairs and triples of lists holds",
            Estimator::Dga => "some decomposable graph of dependence holds; all are averaged",
            Estimator::LatentClass => "people fall into a few kinds, lists independent within a kind",
        }
    }
}

/// What kind of interval stands beside an estimate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Interval {
    /// Normal on the logarithm of the unseen count, for the model as chosen.
    Wald,
    /// Profile likelihood, for the model as chosen.
    Profile,
    /// Resampled with the choice of the model, bias-corrected and accelerated.
    Bca,
    /// Resampled with the choice of the model, plain quantiles.
    Percentile,
    /// Posterior, under the stated prior.
    Credible,
}

impl Interval {
    /// How to read it; never a bare "95 %" where the choice of the model is ignored.
    pub fn label(self) -> &'static str {
        match self {
            Interval::Wald => "nominal 95 %, takes the model as given: too narrow where it was chosen",
            Interval::Profile => "nominal 95 %, takes the model as given",
            Interval::Bca => "95 % by resampling, the model chosen anew each time",
            Interval::Percentile => "95 % by resampling, the model chosen anew; not bias-corrected",
            Interval::Credible => "95 % credible under its prior",
        }
    }
}

/// One rung.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Estimate {
    /// The method.
    pub estimator: Estimator,
    /// Estimated population, the observed included; absent with a reason.
    pub n: Option<f64>,
    /// Lower end.
    pub lower: Option<f64>,
    /// Upper end; absent when there is no finite one.
    pub upper: Option<f64>,
    /// Kind of interval.
    pub interval: Option<Interval>,
    /// How to read the interval.
    pub interval_label: Option<&'static str>,
    /// Interactions: for `stepwise_p02` the finite ones in order of entry, as SparseMSE names them; for the
    /// criteria all of the model.
    pub terms: Vec<String>,
    /// Interactions that nobody shows, taken as impossible.
    pub minus_infinity: Vec<String>,
    /// Generators of the model, `[12,13]` by number of list.
    pub model: Option<String>,
    /// The criterion, where one was minimised.
    pub bic: Option<f64>,
    /// Replicates drawn for the interval.
    pub replicates: Option<usize>,
    /// Split R-hat over chains.
    pub r_hat: Option<f64>,
    /// Whether chains agree; absent where there are none.
    pub converged: Option<bool>,
    /// Why there is no number.
    pub reason: Option<String>,
    /// What a reader must know beside the number.
    pub notes: Vec<String>,
    /// What the method takes for granted.
    pub assumption: &'static str,
    /// What no method can see.
    pub caveat: &'static str,
}

impl Estimate {
    fn new(estimator: Estimator) -> Estimate {
        Estimate {
            estimator,
            n: None,
            lower: None,
            upper: None,
            interval: None,
            interval_label: None,
            terms: Vec::new(),
            minus_infinity: Vec::new(),
            model: None,
            bic: None,
            replicates: None,
            r_hat: None,
            converged: None,
            reason: None,
            notes: Vec::new(),
            assumption: estimator.assumption(),
            caveat: UNSEEN_DEPENDENCE,
        }
    }

    fn without(estimator: Estimator, reason: impl Into<String>) -> Estimate {
        Estimate { reason: Some(reason.into()), ..Estimate::new(estimator) }
    }

    fn limits(&mut self, interval: Interval, lower: f64, upper: f64) {
        self.interval = Some(interval);
        self.interval_label = Some(interval.label());
        self.lower = lower.is_finite().then_some(lower);
        self.upper = upper.is_finite().then_some(upper);
        if self.upper.is_none() {
            self.notes.push("There is no finite upper end: the data allow any large number.".to_owned());
        }
    }
}

/// What to compute, beside the table.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// Replicates of each resampled interval; 0 for none.
    pub bootstrap: usize,
    /// Seed of all randomness.
    pub seed: u64,
    /// Methods whose intervals are resampled; all when empty. The ladder is always whole.
    pub methods: Vec<Estimator>,
    /// Largest interaction of `bic_hierarchical`.
    pub order: usize,
    /// Fixed grid of missing people for `dga`; otherwise it grows as needed.
    pub grid: Option<usize>,
    /// Length of the latent-class chains.
    pub chains: Length,
}

/// Models that all replicates of one rung may fit together, about half a minute on one thread.
const MOST_FITS: usize = 2_000_000;
/// Replicates that are always drawn.
const FEWEST_REPLICATES: usize = 200;

/// Replicates by default.
pub const REPLICATES: usize = 2_000;

impl Default for Options {
    fn default() -> Options {
        Options {
            bootstrap: REPLICATES,
            seed: 1,
            methods: Vec::new(),
            order: DEFAULT_ORDER,
            grid: None,
            chains: Length::default(),
        }
    }
}

impl Options {
    fn resamples(&self, estimator: Estimator) -> bool {
        self.bootstrap > 0 && (self.methods.is_empty() || self.methods.contains(&estimator))
    }
}

/// The ladder and the rankings behind it.
pub struct Ladder {
    /// One rung a method.
    pub estimates: Vec<Estimate>,
    /// The largest family that was searched, with every model that has an estimate.
    pub ranking: Option<(Family, Vec<Ranked>)>,
    /// Nominal 95 % limits of the population, averaged over that family.
    pub average: Option<(f64, f64)>,
}

/// Climbs the ladder.
pub fn climb(table: &Table, options: &Options, progress: &Progress<'_>) -> Result<Ladder, Cancelled> {
    let cells = &table.cells;
    let pairs = searched(cells, Family::pairs, MOST_LISTS_PAIRS, progress)?;
    let hierarchical = searched(
        cells,
        |lists| Family::hierarchical(lists, options.order),
        MOST_LISTS_HIERARCHICAL,
        progress,
    )?;
    let estimates = vec![
        independence(cells, options),
        chao_estimate(cells),
        stepwise_estimate(table, options, progress)?,
        bic_estimate(table, Estimator::BicPairs, pairs.as_ref(), options, progress)?,
        bic_estimate(table, Estimator::BicHierarchical, hierarchical.as_ref(), options, progress)?,
        dga_estimate(cells, options),
        latent_estimate(cells, options, progress)?,
    ];
    let ranking = hierarchical.filter(|(_, ranked)| !ranked.is_empty()).or(pairs);
    let n = cells.observed();
    let average = ranking.as_ref().and_then(|(_, ranked)| Average::over(ranked));
    let average = average.map(|mixture| (n + mixture.unseen(0.025), n + mixture.unseen(0.975)));
    Ok(Ladder { estimates, ranking, average })
}

fn searched(
    cells: &Cells,
    family: impl Fn(usize) -> Family,
    most: usize,
    progress: &Progress<'_>,
) -> Result<Option<(Family, Vec<Ranked>)>, Cancelled> {
    progress.check()?;
    Ok((cells.lists() <= most).then(|| {
        let family = family(cells.lists());
        let ranked = bic::rank(cells, &family);
        (family, ranked)
    }))
}

/// Ends of the Wald interval on the logarithm of the unseen count.
pub fn wald(observed: f64, fit: &Fit) -> (f64, f64) {
    let end = |sign: f64| observed + fit.unseen * libm::exp(sign * Z_95 * fit.log_error);
    (end(-1.0), end(1.0))
}

fn why_not(verdict: existence::Verdict) -> String {
    let mut reasons = Vec::new();
    if !verdict.exists {
        reasons.push("the overlaps are too empty for a finite estimate");
    }
    if !verdict.identifiable {
        reasons.push("several different numbers fit equally well");
    }
    reasons.join("; ")
}

fn independence(cells: &Cells, options: &Options) -> Estimate {
    let mut bench = Bench::new(cells);
    let verdict = existence::check(cells.counts(), cells.lists(), core::iter::empty());
    if !verdict.is_sound() {
        return Estimate::without(Estimator::Independence, why_not(verdict));
    }
    let fit = bench.fit(core::iter::empty());
    let mut rung = Estimate::new(Estimator::Independence);
    rung.n = Some(cells.observed() + fit.unseen);
    if options.bootstrap == 0 {
        let (lower, upper) = wald(cells.observed(), &fit);
        rung.limits(Interval::Wald, lower, upper);
    } else {
        let ends = profile::run(cells, &[], fit.unseen);
        rung.limits(Interval::Profile, ends.lower, ends.upper);
    }
    rung
}

fn chao_estimate(cells: &Cells) -> Estimate {
    let Some(answer) = chao::run(cells) else {
        return Estimate::without(Estimator::Chao, "nobody is on exactly one list");
    };
    let mut rung = Estimate::new(Estimator::Chao);
    rung.n = Some(answer.n);
    rung.limits(Interval::Wald, answer.lower, answer.upper);
    rung.notes.push(
        "A lower bound only if lists are independent for each person; lists that avoid each other push it \
         above the truth."
            .to_owned(),
    );
    rung
}

/// Fills a resampled interval, or the Wald one when none is wanted.
fn chosen_limits(
    rung: &mut Estimate,
    cells: &Cells,
    fit: &Fit,
    options: &Options,
    estimate: impl Fn(&mut Bench) -> f64 + Sync,
    progress: &Progress<'_>,
) -> Result<(), Cancelled> {
    let n = cells.observed();
    if !options.resamples(rung.estimator) {
        let (lower, upper) = wald(n, fit);
        rung.limits(Interval::Wald, lower, upper);
        return Ok(());
    }
    let drawn = bootstrap::run(cells, options.bootstrap, options.seed, n + fit.unseen, estimate, progress)?;
    let interval = match drawn.limits {
        Limits::Bca => Interval::Bca,
        Limits::Percentile => {
            rung.notes.push("No bias-corrected interval can be computed here; plain quantiles.".to_owned());
            Interval::Percentile
        }
    };
    rung.limits(interval, drawn.lower, drawn.upper);
    rung.replicates = Some(drawn.replicates);
    if drawn.without_estimate > 0 {
        let (none, all) = (drawn.without_estimate, drawn.replicates);
        rung.notes
            .push(format!("{none} of {all} replicates have no finite estimate; they count as infinite."));
    }
    Ok(())
}

/// Estimate of the stepwise method on a bench, infinite where there is none.
pub fn stepwise_population(bench: &mut Bench) -> f64 {
    let answer = stepwise::run(bench);
    if answer.fit.unseen.is_finite() { bench.observed() + answer.fit.unseen } else { f64::INFINITY }
}

fn stepwise_estimate(
    table: &Table,
    options: &Options,
    progress: &Progress<'_>,
) -> Result<Estimate, Cancelled> {
    let cells = &table.cells;
    let mut bench = Bench::new(cells);
    let answer = stepwise::run(&mut bench);
    let verdict = existence::check(cells.counts(), cells.lists(), answer.pairs.iter().copied());
    if !verdict.is_sound() || !answer.fit.unseen.is_finite() {
        return Ok(Estimate::without(Estimator::StepwiseP02, why_not(verdict)));
    }
    let mut rung = Estimate::new(Estimator::StepwiseP02);
    rung.n = Some(cells.observed() + answer.fit.unseen);
    let (finite, gone): (Vec<usize>, Vec<usize>) =
        answer.pairs.iter().partition(|pair| cells.overlap(**pair) > 0.0);
    rung.terms = finite.iter().map(|pair| table.term(*pair)).collect();
    rung.minus_infinity = gone.iter().map(|pair| table.term(*pair)).collect();
    chosen_limits(&mut rung, cells, &answer.fit, options, stepwise_population, progress)?;
    Ok(rung)
}

fn bic_estimate(
    table: &Table,
    estimator: Estimator,
    searched: Option<&(Family, Vec<Ranked>)>,
    options: &Options,
    progress: &Progress<'_>,
) -> Result<Estimate, Cancelled> {
    let lists = table.cells.lists();
    let Some((family, ranked)) = searched else {
        let reason = format!("not offered for {lists} lists: there are too many models to search them all");
        return Ok(Estimate::without(estimator, reason));
    };
    let Some(best) = ranked.first() else {
        return Ok(Estimate::without(estimator, "no model of the family has a finite and unique estimate"));
    };
    let mut rung = Estimate::new(estimator);
    rung.n = Some(table.cells.observed() + best.fit.unseen);
    rung.bic = Some(best.bic);
    rung.model = Some(family.name(best.model));
    rung.terms = family.terms(best.model).map(|term| table.term(term)).collect();
    let gone = family.terms(best.model).filter(|term| table.cells.overlap(*term) == 0.0);
    rung.minus_infinity = gone.map(|term| table.term(term)).collect();
    let mut bench = Bench::new(&table.cells);
    let start = stepwise::run(&mut bench).pairs;
    let affordable = (MOST_FITS / bic::effort(&mut bench, family, &start)).max(FEWEST_REPLICATES);
    let mut options = options.clone();
    if options.resamples(estimator) && affordable < options.bootstrap {
        options.bootstrap = affordable;
        rung.notes.push(format!("Only {affordable} replicates: each must search thousands of models."));
    }
    let estimate = |bench: &mut Bench| {
        let start = stepwise::run(bench).pairs;
        let n = bench.observed();
        bic::best(bench, family, &start).map_or(f64::INFINITY, |best| n + best.fit.unseen)
    };
    chosen_limits(&mut rung, &table.cells, &best.fit, &options, estimate, progress)?;
    Ok(rung)
}

fn dga_estimate(cells: &Cells, options: &Options) -> Estimate {
    if cells.lists() > dga::MOST_LISTS {
        let lists = cells.lists();
        return Estimate::without(Estimator::Dga, format!("not offered for {lists} lists: too many graphs"));
    }
    let answer = options.grid.map_or_else(|| dga::run(cells), |grid| dga::on_grid(cells, grid));
    let mut rung = Estimate::new(Estimator::Dga);
    rung.n = Some(answer.median);
    rung.limits(Interval::Credible, answer.lower, answer.upper);
    let (graphs, grid) = (answer.graphs, answer.grid);
    rung.notes
        .push(format!("Median over {graphs} graphs; missing people from 1 to {grid}, a priori as 1/N."));
    if answer.leans_on_grid {
        rung.notes
            .push("The upper end leans on the edge of the grid: the prior sets it, not the data.".to_owned());
    }
    rung
}

fn latent_estimate(cells: &Cells, options: &Options, progress: &Progress<'_>) -> Result<Estimate, Cancelled> {
    if cells.lists() < 3 {
        return Ok(Estimate::without(Estimator::LatentClass, "two lists cannot tell kinds of people apart"));
    }
    let answer = latent::run(cells, options.chains, options.seed, progress)?;
    let mut rung = Estimate::new(Estimator::LatentClass);
    rung.n = Some(answer.median);
    rung.limits(Interval::Credible, answer.lower, answer.upper);
    rung.r_hat = answer.r_hat.is_finite().then_some(answer.r_hat);
    rung.converged = Some(answer.has_converged());
    if !answer.has_converged() {
        let chains: Vec<String> = answer.chain_medians.iter().map(|n| format!("{n:.0}")).collect();
        let chains = chains.join(", ");
        rung.notes
            .push(format!("Did not converge: the chains disagree (medians {chains}); do not use this rung."));
    }
    Ok(rung)
}
