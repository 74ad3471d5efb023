//! A proposal or counter as it was typed, and what is read out of it: all that is wrong at once, each beside its box.

use crate::Error;
use crate::error::FieldRefusal;
use domain::commitment::{Asked, KeyTask, Offer, OfferRefusal, Promise, ProposeRefusal};
use domain::fold::nfc;
use domain::{FigureValue, ReadRefusal, Refusal, TargetId, ValueKind};
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
pub(super) fn asked(targets: &[AskedTarget]) -> Vec<Asked> {
    targets.iter().filter(|it| it.exempt.is_none()).map(|it| Asked { target: it.line.id, kind: it.line.value.kind() }).collect()
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
            Ok(reading) => promises.push(Promise { target: TargetId(it.target), value: reading.value, note: remark }),
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

fn clean(text: &str) -> String {
    nfc(text.trim()).replace("\r\n", "\n")
}

impl ReadOffer {
    /// Puts a refusal of the offer beside its box.
    pub(super) fn beside(places: &[usize], why: OfferRefusal) -> Error {
        match why {
            OfferRefusal::Propose(it) => it.into(),
            OfferRefusal::Counter(it) => it.into(),
            OfferRefusal::Value(place, it) => Error::field(format!("values[{place}][value]"), it),
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
