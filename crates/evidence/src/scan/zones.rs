//! The zones that are looked at: circles around each region, growing until they hold their share.

use super::regions::Region;

/// Regions around each region, the nearest first; every beginning of such a list is a zone.
pub struct Zones {
    /// One list a centre.
    pub around: Vec<Vec<usize>>,
}

impl Zones {
    /// Circles by straight distance, ties in the order of the file, the centre first, while the population
    /// inside is at most `max_share` of all.
    pub fn circular(regions: &[Region], max_share: f64) -> Self {
        let total: f64 = regions.iter().map(|region| region.population).sum();
        let around = regions
            .iter()
            .enumerate()
            .map(|(centre, from)| {
                let mut near: Vec<(f64, usize)> = regions
                    .iter()
                    .enumerate()
                    .map(|(index, to)| {
                        // Regions at the same place: the centre stays first.
                        let away = if index == centre {
                            -1.0
                        } else {
                            let (x, y) = (to.x_km - from.x_km, to.y_km - from.y_km);
                            (x * x + y * y).sqrt()
                        };
                        (away, index)
                    })
                    .collect();
                near.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
                let mut inside = 0.0;
                near.into_iter()
                    .map(|(_, index)| index)
                    .take_while(|index| {
                        inside += regions.get(*index).map_or(0.0, |region| region.population);
                        inside / total <= max_share
                    })
                    .collect()
            })
            .collect();
        Self { around }
    }

    /// How many zones there are.
    pub fn count(&self) -> usize {
        self.around.iter().map(Vec::len).sum()
    }
}
