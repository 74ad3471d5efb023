//! A proposal or counter as it was typed, and what is read out of it: all that is wrong at once, each beside its box.

use crate::Error;
use crate::error::FieldRefusal;
use domain::commitment::{Asked, KeyTask, Offer, OfferRefusal, PeriodGoal, Promise, ProposeRefusal};
use domain::fold::nfc;
use domain::period::Span;
use domain::{FigureValue, Frequency, Period, Quantity, ReadRefusal, Refusal, TargetId, ValueKind};
use store::commitment::AskedTarget;

/// What was typed.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// The revision of the sheet that was on the screen.
    pub revision: i64,
    /// What is said with it.
    pub note: String,
    /// Whether `1,250` was confirmed to be a decimal.
    pub confirmed: bool,
    /// A value for every target.
    pub values: Vec<TypedValue>,
    /// Upper bounds and goals of periods; a target without a row has neither.
    pub goals: Vec<TypedGoal>,
    /// Key tasks; rows without a word are left out.
    pub tasks: Vec<TypedTask>,
}

/// A target's row.
#[derive(Debug, Clone, Default)]
pub struct TypedValue {
    /// The target.
    pub target: i64,
    /// The value.
    pub value: String,
    /// The note beside it.
    pub note: String,
}

/// A target's upper bound and its goals by quarter.
#[derive(Debug, Clone, Default)]
pub struct TypedGoal {
    /// The target.
    pub target: i64,
    /// The upper bound of a range.
    pub to: String,
    /// The values by quarter, with their upper bounds; blank ones are left out.
    pub quarters: [(String, String); 3],
}

/// A key task's row.
#[derive(Debug, Clone, Default)]
pub struct TypedTask {
    /// What is to be done.
    pub title: String,
    /// The result expected.
    pub result: String,
    /// Who answers for it.
    pub person: String,
    /// Until when.
    pub due: String,
}

/// What was read, and the places of the key tasks in the form.
pub(super) struct ReadOffer {
    pub(super) offer: Offer,
    task_places: Vec<usize>,
}

/// What a sheet asks for: its targets without those the unit is exempt from.
pub(super) fn asked(targets: &[AskedTarget], year: i64) -> Vec<Asked> {
    let one = |it: &AskedTarget| Asked {
        target: it.line.id,
        kind: it.line.value.kind(),
        range: it.line.direction == "range",
        periods: if it.by_period && !it.manual { quarters(year).into_iter().collect() } else { Vec::new() },
    };
    targets.iter().filter(|it| it.exempt.is_none()).map(one).collect()
}

/// The quarters that may have a goal of their own: what the fourth brings is the year's goal.
fn quarters(year: i64) -> Vec<Period> {
    let year = i32::try_from(year).unwrap_or_default();
    Period::of_frequency(Frequency::Quarter, year).into_iter().take(3).collect()
}

/// Reads what was typed.
pub(super) fn read(draft: &Draft, asked: &[Asked]) -> Result<ReadOffer, Error> {
    let mut wrong: Vec<FieldRefusal> = Vec::new();
    let mut refuse = |field: String, refusal: Refusal| wrong.push(FieldRefusal { field, refusal });
    let note = clean(&draft.note);
    if documents::unprintable(&note).is_some() {
        refuse("note".to_owned(), ProposeRefusal::Unprintable.into());
    }
    let mut promises = Vec::new();
    for (place, it) in draft.values.iter().enumerate() {
        let Some(kind) = asked.iter().find(|asked| asked.target.0 == it.target).map(|it| it.kind) else {
            return Err(ProposeRefusal::UnknownTarget.into());
        };
        let remark = clean(&it.note);
        if documents::unprintable(&remark).is_some() {
            refuse(format!("values[{place}][note]"), ProposeRefusal::Unprintable.into());
        }
        match FigureValue::parse_as(kind, &it.value) {
            Ok(reading) if reading.confirm && !draft.confirmed => {
                refuse(format!("values[{place}][value]"), ProposeRefusal::Unconfirmed.into())
            }
            Ok(reading) => {
                let asked = asked.iter().find(|asked| asked.target.0 == it.target);
                let (value_to, periods) = asked.map(|asked| goals(draft, asked, &mut refuse)).unwrap_or_default();
                promises.push(Promise { target: TargetId(it.target), value: reading.value, value_to, periods, note: remark });
            }
            Err(why) => refuse(format!("values[{place}][value]"), why.into()),
        }
    }
    let (mut tasks, mut task_places) = (Vec::new(), Vec::new());
    for (place, it) in draft.tasks.iter().enumerate() {
        let (title, expected_result, person) = (clean(&it.title), clean(&it.result), clean(&it.person));
        if title.is_empty() && expected_result.is_empty() && person.is_empty() && it.due.trim().is_empty() {
            continue;
        }
        for (name, text) in [("title", &title), ("result", &expected_result), ("person", &person)] {
            if documents::unprintable(text).is_some() {
                refuse(format!("tasks[{place}][{name}]"), ProposeRefusal::Unprintable.into());
            }
        }
        match FigureValue::parse_as(ValueKind::Date, &it.due).map(|it| it.value) {
            Ok(FigureValue::Date(due_on)) => {
                tasks.push(KeyTask { title, expected_result, person, due_on });
                task_places.push(place);
            }
            Ok(_) => refuse(format!("tasks[{place}][due]"), ReadRefusal::NotADate.into()),
            Err(why) => refuse(format!("tasks[{place}][due]"), why.into()),
        }
    }
    if !wrong.is_empty() {
        return Err(Error::Invalid(wrong));
    }
    Ok(ReadOffer { offer: Offer { note, promises, tasks }, task_places })
}

/// The upper bound and the goals by quarter of a target, from its row among the goals.
fn goals(draft: &Draft, asked: &Asked, refuse: &mut impl FnMut(String, Refusal)) -> (Option<Quantity>, Vec<PeriodGoal>) {
    let Some((row, typed)) = draft.goals.iter().enumerate().find(|it| it.1.target == asked.target.0) else { return Default::default() };
    let mut read = |name: String, kind: ValueKind, text: &str| {
        if text.trim().is_empty() {
            return None;
        }
        match FigureValue::parse_as(kind, text) {
            Ok(reading) if reading.confirm && !draft.confirmed => {
                refuse(name, ProposeRefusal::Unconfirmed.into());
                None
            }
            Ok(reading) => Some(reading.value),
            Err(why) => {
                refuse(name, why.into());
                None
            }
        }
    };
    let to = read(format!("goals[{row}][to]"), ValueKind::Amount, &typed.to).and_then(FigureValue::amount);
    let mut periods = Vec::new();
    for (number, (period, (value, value_to))) in (1..).zip(asked.periods.iter().zip(&typed.quarters)) {
        let value = read(format!("goals[{row}][q{number}]"), asked.kind, value);
        let value_to = read(format!("goals[{row}][q{number}_to]"), ValueKind::Amount, value_to).and_then(FigureValue::amount);
        periods.extend(value.map(|value| PeriodGoal { period: *period, value, value_to }));
    }
    (to, periods)
}

fn clean(text: &str) -> String {
    nfc(text.trim()).replace("\r\n", "\n")
}

impl ReadOffer {
    /// Puts a refusal of the offer beside its box. The rows of goals stand in the order of the values.
    pub(super) fn beside(places: &[usize], why: OfferRefusal) -> Error {
        match why {
            OfferRefusal::Propose(it) => it.into(),
            OfferRefusal::Counter(it) => it.into(),
            OfferRefusal::Value(place, it) => Error::field(format!("values[{place}][value]"), it),
            OfferRefusal::ValueTo(place, it) => Error::field(format!("goals[{place}][to]"), it),
            OfferRefusal::Goal(place, period, it) => {
                let number = match period.span() {
                    Span::Quarter(number) => number,
                    Span::Month(_) | Span::Half(_) | Span::NineMonths | Span::Year => 1,
                };
                Error::field(format!("goals[{place}][q{number}]"), it)
            }
            OfferRefusal::Task(place, it) => {
                let place = places.get(place).copied().unwrap_or(place);
                Error::field(format!("tasks[{place}][{}]", it.box_name()), it)
            }
        }
    }

    /// The offer, and where its key tasks stood.
    pub(super) fn apart(self) -> (Offer, Vec<usize>) {
        (self.offer, self.task_places)
    }
}
