//! Linear programs of one kind: how far can a table be moved, away from what stands in it, while its sums hold?
//!
//! Every variable is a move between zero and some most, every equation says that moves cancel out. So standing still
//! satisfies all of them, and the simplex method (dense, with bounds) starts there: there is no search for a beginning,
//! where solvers fail. Coefficients are 1 and -1, pivots are too as a rule, and whole numbers stay whole.
//!
//! A solver from a registry would bring features of crates below DataFusion. `cargo xtask bench anonymity` compares
//! the answers with those of SciPy.

/// Below this nothing is told apart.
pub(crate) const HAIR: f64 = 1e-6;

/// Below this a coefficient is zero.
const NOTHING: f64 = 1e-9;

/// What can be said about the best moves.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Best {
    /// They exist: what they gain, and each of them.
    Found(f64, Vec<f64>),
    /// As good as one likes.
    Endless,
    /// The solver gave up.
    Unknown,
}

/// A linear program.
#[derive(Debug, Clone, Default)]
pub(crate) struct Program {
    /// The most of each move; the least is zero.
    most: Vec<f64>,
    /// Moves with their signs, which add up to zero.
    equations: Vec<Vec<(usize, f64)>>,
}

impl Program {
    /// A move of at most this much.
    pub(crate) fn up_to(&mut self, most: f64) -> usize {
        self.most.push(most);
        self.most.len() - 1
    }

    /// Demands that the terms cancel out. No move may stand in it twice.
    pub(crate) fn cancel_out(&mut self, terms: Vec<(usize, f64)>) {
        self.equations.push(terms);
    }

    /// The moves with the largest gain.
    pub(crate) fn best(&self, gains: &[f64]) -> Best {
        let mut simplex = Simplex::new(self, gains);
        // Enough for tables of this size many times over: whoever needs more goes in circles.
        let patience = 50 * (self.most.len() + self.equations.len()) + 1_000;
        for _ in 0..patience {
            match simplex.step() {
                Step::Taken => {}
                Step::Endless => return Best::Endless,
                Step::NoBetter => {
                    let moves = simplex.moves();
                    let gain = moves.iter().zip(gains).map(|(by, gain)| by * gain).sum();
                    return Best::Found(gain, moves);
                }
            }
        }
        Best::Unknown
    }
}

/// How a row of the tableau binds the entering move.
struct Bound {
    row: usize,
    by: f64,
    at_most: bool,
}

enum Step {
    Taken,
    Endless,
    NoBetter,
}

/// The tableau of the simplex method with bounds.
struct Simplex<'a> {
    program: &'a Program,
    rows: Vec<Vec<f64>>,
    /// The move each row is about; none while it is still the equation's own slack, which is always zero.
    about: Vec<Option<usize>>,
    /// Its value.
    values: Vec<f64>,
    /// What each move would gain now.
    gains: Vec<f64>,
    /// Moves no row is about that stand at their most; all others stand at zero.
    at_most: Vec<bool>,
    in_rows: Vec<bool>,
    /// Steps without gain: many of them may be a circle.
    idle: usize,
}

impl<'a> Simplex<'a> {
    fn new(program: &'a Program, gains: &[f64]) -> Self {
        let moves = program.most.len();
        let row = |terms: &Vec<(usize, f64)>| {
            let mut row = vec![0.0; moves];
            for (at, sign) in terms {
                row[*at] = *sign;
            }
            row
        };
        let equations = program.equations.len();
        Self {
            program,
            rows: program.equations.iter().map(row).collect(),
            about: vec![None; equations],
            values: vec![0.0; equations],
            gains: gains.to_vec(),
            at_most: vec![false; moves],
            in_rows: vec![false; moves],
            idle: 0,
        }
    }

    fn step(&mut self) -> Step {
        let Some(entering) = self.entering() else {
            return Step::NoBetter;
        };
        let sign = if self.at_most[entering] { -1.0 } else { 1.0 };
        let bound = self.bound(entering, sign);
        let whole_way = self.program.most[entering];
        let by = bound.as_ref().map_or(whole_way, |it| it.by.min(whole_way));
        if by.is_infinite() {
            return Step::Endless;
        }
        self.idle = if by > NOTHING { 0 } else { self.idle + 1 };
        for (row, value) in self.rows.iter().zip(&mut self.values) {
            *value -= sign * row[entering] * by;
        }
        match bound {
            Some(bound) if bound.by <= whole_way => {
                let from = if sign < 0.0 { whole_way } else { 0.0 };
                self.pivot(&bound, entering, from + sign * by);
            }
            _ => self.at_most[entering] = !self.at_most[entering],
        }
        Step::Taken
    }

    /// The move that gains most, or simply the first that gains when it goes round in circles (Bland).
    fn entering(&self) -> Option<usize> {
        let gain = |at: usize| {
            if self.at_most[at] {
                -self.gains[at]
            } else {
                self.gains[at]
            }
        };
        let mut gaining = (0..self.gains.len())
            .filter(|at| !self.in_rows[*at] && gain(*at) > NOTHING && self.program.most[*at] > 0.0);
        if self.circles() {
            gaining.next()
        } else {
            gaining.max_by(|a, b| gain(*a).total_cmp(&gain(*b)))
        }
    }

    fn circles(&self) -> bool {
        self.idle > self.rows.len()
    }

    /// The row that stops the entering move first.
    fn bound(&self, entering: usize, sign: f64) -> Option<Bound> {
        let mut first: Option<Bound> = None;
        for (row, coefficients) in self.rows.iter().enumerate() {
            let slope = sign * coefficients[entering];
            let value = self.values[row];
            let most = self.about[row].map_or(0.0, |at| self.program.most[at]);
            let (by, at_most) = if slope > NOTHING {
                (value / slope, false)
            } else if slope < -NOTHING && most.is_finite() {
                ((most - value) / -slope, true)
            } else {
                continue;
            };
            let by = by.max(0.0);
            if first
                .as_ref()
                .is_none_or(|it| self.sooner(by, row, it, entering))
            {
                first = Some(Bound { row, by, at_most });
            }
        }
        first
    }

    /// Of two rows that stop alike the one with the larger pivot, for its exactness; in circles the earlier move.
    fn sooner(&self, by: f64, row: usize, than: &Bound, entering: usize) -> bool {
        if (by - than.by).abs() > NOTHING {
            return by < than.by;
        }
        if self.circles() {
            return self.about[row] < self.about[than.row];
        }
        self.rows[row][entering].abs() > self.rows[than.row][entering].abs()
    }

    fn pivot(&mut self, bound: &Bound, entering: usize, value: f64) {
        let row = bound.row;
        if let Some(leaving) = self.about[row] {
            self.in_rows[leaving] = false;
            self.at_most[leaving] = bound.at_most;
        }
        self.about[row] = Some(entering);
        self.in_rows[entering] = true;
        self.at_most[entering] = false;
        self.values[row] = value;
        let by = self.rows[row][entering];
        for coefficient in &mut self.rows[row] {
            *coefficient /= by;
        }
        let pivot = std::mem::take(&mut self.rows[row]);
        for other in self.rows.iter_mut().filter(|other| !other.is_empty()) {
            subtract(other, &pivot, entering);
        }
        subtract(&mut self.gains, &pivot, entering);
        self.rows[row] = pivot;
    }

    fn moves(&self) -> Vec<f64> {
        let standing = self.at_most.iter().zip(&self.program.most);
        let mut moves: Vec<f64> = standing
            .map(|(at_most, most)| if *at_most { *most } else { 0.0 })
            .collect();
        for (about, value) in self.about.iter().zip(&self.values) {
            if let Some(at) = about {
                moves[*at] = *value;
            }
        }
        moves
    }
}

fn subtract(row: &mut [f64], pivot: &[f64], entering: usize) {
    let factor = row[entering];
    if factor == 0.0 {
        return;
    }
    for (coefficient, of_pivot) in row.iter_mut().zip(pivot) {
        *coefficient -= factor * of_pivot;
    }
    row[entering] = 0.0;
}
