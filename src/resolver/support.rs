//! What the places of a text say for each other by their units and their distance.

use super::group::Scored;
use crate::gazetteer::{LEVELS, Lineage, Place};

/// What a mention elsewhere in the document, or in the same paragraph, counts beside one in the same sentence.
pub(super) const IN_DOCUMENT: f32 = 0.35;
pub(super) const IN_PARAGRAPH: f32 = 0.6;

/// What a mention counts for another.
pub(super) fn closeness(same_sentence: bool, same_paragraph: bool) -> f32 {
    match (same_sentence, same_paragraph) {
        (true, _) => 1.0,
        (false, true) => IN_PARAGRAPH,
        (false, false) => IN_DOCUMENT,
    }
}

/// Sums of probabilities by unit.
#[derive(Debug, Default)]
pub(super) struct Sums(Vec<f32>);

impl Sums {
    pub(super) fn new(units: usize) -> Self {
        Sums(vec![0.0; units])
    }

    pub(super) fn add(&mut self, lineage: Lineage, says: f32) {
        for unit in lineage.0 {
            if let Some(sum) = self.0.get_mut(unit as usize) {
                *sum += says;
            }
        }
    }

    /// The sums of the units of a place.
    #[inline]
    pub(super) fn of(&self, lineage: Lineage) -> [f32; LEVELS] {
        lineage.0.map(|unit| match unit {
            Lineage::NO_UNIT => 0.0,
            unit => self.0.get(unit as usize).copied().unwrap_or_default(),
        })
    }

    /// Sets what a place has added to nothing.
    pub(super) fn clear(&mut self, lineage: Lineage) {
        for unit in lineage.0 {
            if let Some(sum) = self.0.get_mut(unit as usize) {
                *sum = 0.0;
            }
        }
    }
}

/// Kilometres at which nearness has fallen to a third, in the small and in the large.
const NEAR_KM: f32 = 12.0;
const AROUND_KM: f32 = 45.0;
/// Both fall as powers of one exponential, which is computed once: 180 = 15 × 12 = 4 × 45.
const COMMON_KM: f32 = 180.0;

/// A point that speaks by its distance, on the plane, with what it counts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Voice {
    pub(super) at: (f32, f32),
    pub(super) counts: f32,
}

/// Points that speak by their distance, in blocks that are reckoned at once; a block is filled up with what counts nothing.
#[derive(Clone, Debug, Default)]
pub(super) struct Points {
    blocks: Vec<Block>,
    points: usize,
}

/// Points reckoned at once.
const LANES: usize = 8;

/// A column of each, for compilers to reckon several points by one instruction.
#[derive(Clone, Debug, Default)]
struct Block {
    x: [f32; LANES],
    y: [f32; LANES],
    counts: [f32; LANES],
}

impl Points {
    pub(super) fn push(&mut self, Voice { at: (x, y), counts }: Voice) {
        let lane = self.points % LANES;
        if lane == 0 {
            self.blocks.push(Block::default());
        }
        if let Some(block) = self.blocks.last_mut() {
            (block.x[lane], block.y[lane], block.counts[lane]) = (x, y, counts);
        }
        self.points += 1;
    }

    pub(super) fn clear(&mut self) {
        self.blocks.clear();
        self.points = 0;
    }

    /// What the points say for another by their distance, near and around.
    ///
    /// The exponential is (1 - y + y²/2)^16 for y = x/16, by four squarings, which compilers do for several points at once; it
    /// is off by less than 2 % of a value within three times its range, beyond which next to nothing is left of it.
    pub(super) fn nearness(&self, at: (f32, f32)) -> (f32, f32) {
        let (mut near, mut around) = ([0.0; LANES], [0.0; LANES]);
        for block in &self.blocks {
            block.add_nearness(at, &mut near, &mut around);
        }
        (near.iter().sum(), around.iter().sum())
    }
}

impl Block {
    /// As [`Points::nearness`], a lane of the sums each.
    fn add_nearness(&self, at: (f32, f32), near: &mut [f32; LANES], around: &mut [f32; LANES]) {
        const { assert!(COMMON_KM == 15.0 * NEAR_KM && COMMON_KM == 4.0 * AROUND_KM) };
        const SQUARINGS: u32 = 4;
        const STEP: f32 = 1.0 / ((1 << SQUARINGS) as f32 * COMMON_KM);
        for lane in 0..LANES {
            let (dx, dy) = (at.0 - self.x[lane], at.1 - self.y[lane]);
            let step = (STEP * (dx * dx + dy * dy).sqrt()).min(1.0);
            let mut power = 1.0 - step * (1.0 - 0.5 * step);
            for _ in 0..SQUARINGS {
                power *= power;
            }
            let second = power * power;
            let fourth = second * second;
            around[lane] += self.counts[lane] * fourth;
            near[lane] += self.counts[lane] * (fourth * fourth) * fourth * second * power;
        }
    }
}

/// The natural logarithm of one and a sum of what others say, most often nothing.
pub(super) fn log_of_sum(sum: f32) -> f32 {
    if sum > 0.0 { log_of_more(1.0 + sum) } else { 0.0 }
}

/// The natural logarithm of a number from one on, off by less than a hundred-thousandth more than rounding makes it: that of its
/// power of two, and the series of the inverse hyperbolic tangent for the rest, which compilers put in line.
fn log_of_more(number: f32) -> f32 {
    const MANTISSA: u32 = f32::MANTISSA_DIGITS - 1;
    let (bits, one) = (number.to_bits(), 1.0_f32.to_bits());
    let twos = (bits >> MANTISSA).wrapping_sub(one >> MANTISSA) as f32;
    let rest = f32::from_bits(bits & ((1 << MANTISSA) - 1) | one);
    let ratio = (rest - 1.0) / (rest + 1.0);
    let square = ratio * ratio;
    let series = 1.0 + square * (1.0 / 3.0 + square * (1.0 / 5.0 + square * (1.0 / 7.0)));
    twos * std::f32::consts::LN_2 + 2.0 * ratio * series
}

/// Kilometres between two points of the plane.
pub(super) fn planar_distance(at: (f32, f32), there: (f32, f32)) -> f32 {
    let (x, y) = (at.0 - there.0, at.1 - there.1);
    (x * x + y * y).sqrt()
}

/// The places of a text that say most for a place, each with how much.
#[derive(Clone, Debug, Default)]
pub(super) struct Supporters<'g> {
    pub(super) near: Option<(Place<'g>, f32)>,
    pub(super) hromada: Option<(Place<'g>, f32)>,
    pub(super) raion: Option<(Place<'g>, f32)>,
    pub(super) oblast: Option<(Place<'g>, f32)>,
}

/// Kilometres over which a neighbour's say falls to a third.
const NEIGHBOUR_KM: f32 = 12.0;

impl<'g> Supporters<'g> {
    /// Takes another place of the text for a supporter where it says more than the one known.
    pub(super) fn consider(&mut self, best: &Scored<'_>, other: &Scored<'g>, sure: f32) {
        let take = |known: &mut Option<(Place<'g>, f32)>, says: f32| {
            if known.is_none_or(|(_, most)| says > most) {
                *known = Some((other.reading.place, says));
            }
        };
        let (own, its) = (best.reading.facts, other.reading.facts);
        if let (Some(at), Some(there)) = (own.at(), its.at()) {
            let km = planar_distance(at, there);
            take(&mut self.near, sure * (-km / NEIGHBOUR_KM).exp());
        }
        let known = [&mut self.hromada, &mut self.raion, &mut self.oblast];
        for (known, is_shared) in known.into_iter().zip(own.lineage.shared(its.lineage)) {
            if is_shared {
                take(known, sure);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logarithms_are_close() {
        for number in [1.0_f32, 1.000_01, 1.5, 1.999_9, 2.0, 3.7, 17.0, 1e6] {
            let exact = number.ln();
            assert!((log_of_more(number) - exact).abs() < 2e-5 + 1e-6 * exact, "{number}");
        }
    }

    #[test]
    fn nearness_is_a_sum_of_exponentials_of_distance() {
        let mut points = Points::default();
        for _ in 0..3 {
            for (at, counts) in [((3.0, 4.0), 0.5), ((0.0, 60.0), 1.0), ((400.0, 300.0), 1.0)] {
                points.push(Voice { at, counts });
            }
        }
        let (near, around) = points.nearness((0.0, 0.0));
        let exact =
            |range: f32| 3.0 * (0.5 * (-5.0 / range).exp() + (-60.0 / range).exp() + (-500.0 / range).exp());
        assert!((near - exact(NEAR_KM)).abs() < 0.005 * exact(NEAR_KM), "{near}");
        assert!((around - exact(AROUND_KM)).abs() < 0.005 * exact(AROUND_KM), "{around}");
    }
}
