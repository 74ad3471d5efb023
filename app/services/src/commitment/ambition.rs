//! How ambitious the values of a sheet are, beside last year's results and what all units are asked for (FEATURES D2). Nothing is decided
//! here: those who propose, agree and sign see what is soft and what is hardly possible, with the numbers.

use crate::Error;
use domain::ambition::{Ambition, Beside, Judgement, Margins, judge};
use domain::commitment::{SheetContent, TargetPart};
use domain::package::{Decimal, Direction, Value};
use serde::Deserialize;
use store::commitment::AskedTarget;

/// What counts as much, as shares: rows of data, not constants of the code.
#[derive(Deserialize)]
struct Kept {
    leap: String,
    upper: String,
    stretch: String,
}

fn margins() -> Result<Margins, Error> {
    let kept: Kept = serde_json::from_str(include_str!("../data/ambition.json")).map_err(Error::internal)?;
    let share = |text: &str| Decimal::read(text).map(|it| it.quantity()).ok_or_else(|| Error::internal("a margin is no decimal"));
    Ok(Margins { leap: share(&kept.leap)?, upper: share(&kept.upper)?, stretch: share(&kept.stretch)? })
}

/// What is said of the value of one target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// The target's code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Its unit of measure.
    pub unit: String,
    /// What is said.
    pub judgement: Judgement,
}

impl Judged {
    /// Whether it asks for too little or for what hardly anybody reaches.
    pub fn is_flagged(&self) -> bool {
        matches!(self.judgement.ambition, Ambition::Soft | Ambition::HardlyPossible)
    }
}

/// What is said of the values of a sheet's content; nothing of targets without anything to hold them against.
pub(super) fn judged(content: &SheetContent, targets: &[AskedTarget]) -> Result<Vec<Judged>, Error> {
    let margins = margins()?;
    let one = |part: &TargetPart| {
        let asked = targets.iter().find(|it| it.line.code == part.code)?;
        let direction = Direction::ALL.into_iter().find(|it| it.code() == part.direction)?;
        let value = Value::read(&part.value)?;
        let last = part.last_year.as_deref().and_then(Value::read);
        let peers: Vec<Value> = asked.peers.iter().filter_map(|it| Value::read(it)).collect();
        // What all units are asked for is the least that a unit of its own value is held to.
        let minimum = (part.value != part.common).then(|| Value::read(&part.common)).flatten();
        let beside = Beside { last: last.as_ref(), peers: &peers, minimum: minimum.as_ref() };
        let judgement = judge(direction, &value, &beside, &margins)?;
        Some(Judged { code: part.code.clone(), title: part.title.clone(), unit: part.unit.clone(), judgement })
    };
    Ok(content.targets.iter().filter_map(one).collect())
}
