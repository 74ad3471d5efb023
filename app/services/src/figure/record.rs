//! Recording a period's figures: all rows of the grid in one transaction; with one wrong box nothing is saved.

use super::{expected, line, reporting_is_open};
use crate::error::FieldRefusal;
use crate::{Ctx, Error};
use domain::catalogue::Variable;
use domain::figure::{Declared, RecordRefusal, Slot, whole, within_limit};
use domain::policy::Action;
use domain::{Event, Figure, FigureValue, Period, Refusal, Stage, UnitId, ValueKind, VariableId, fold};
use std::collections::HashMap;
use store::figure::Here;
use time::Date;

/// A row of the grid as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordRow {
    /// The variable.
    pub variable: VariableId,
    /// The value as typed; blank for none.
    pub value: String,
    /// The note.
    pub note: String,
    /// The value that the box held when the page was made: an untouched row is left alone.
    pub value_was: String,
    /// The note that stood there.
    pub note_was: String,
    /// The revision that the page showed; 0 for none.
    pub revision: i64,
    /// The text whose reading the person confirmed.
    pub confirmed: String,
}

impl RecordRow {
    fn touched(&self) -> bool {
        self.value.trim() != self.value_was.trim() || self.note.trim() != self.note_was.trim()
    }
}

/// A period's figures as they were typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The unit.
    pub unit: UnitId,
    /// The period.
    pub period: Period,
    /// The campaign's code; without one the year's.
    pub campaign: Option<String>,
    /// The day for which the changed values hold, `dd/mm/yyyy`; blank for the period's last day or today.
    pub as_of: String,
    /// The rows, in the order of the page.
    pub rows: Vec<RecordRow>,
}

/// Records what was typed and says how many figures changed. Every wrong box is named at once.
pub async fn record(ctx: &Ctx, it: &Record) -> Result<usize, Error> {
    let tx = ctx.begin().await?;
    store::hold::figures(&tx, it.unit, it.period.year(), it.campaign.as_deref()).await?;
    let here = store::figure::here(&tx, it.unit, it.period.year(), it.campaign.as_deref()).await?;
    ctx.actor.allow(Action::EnterFigures, &here.place)?;
    reporting_is_open(&here, ctx)?;
    crate::campaign::open_stage(ctx, &tx, &store::campaign::get(&tx, here.campaign).await?, Stage::Report).await?;
    let variables = expected(&tx, &here, it.period).await?;
    let there: HashMap<VariableId, Figure> = store::figure::of_unit_period(&tx, here.campaign, it.unit, it.period)
        .await?
        .into_iter()
        .map(|it| (it.figure.variable, it.figure))
        .collect();
    let mut wrong = Wrong::default();
    let as_of = as_of(it, ctx.today, &mut wrong);
    let mut changed: Vec<(usize, Figure, Option<FigureValue>)> = Vec::new();
    for (at, row) in it.rows.iter().enumerate().filter(|(_, row)| row.touched()) {
        let Some(used) = variables.iter().find(|used| used.variable.id == row.variable) else {
            wrong.value(at, RecordRefusal::NotInCampaign);
            continue;
        };
        let present = there.get(&row.variable);
        let Some(declared) = read(row, at, &used.variable, present.is_some(), as_of, &mut wrong) else { continue };
        if present.is_some_and(|it| !it.differs(&Declared { as_of: it.as_of, ..declared.clone() })) {
            continue;
        }
        if present.map_or(0, |it| it.revision) != row.revision {
            return Err(Error::Busy);
        }
        match change(ctx, &here, it, row.variable, present, declared) {
            Ok(figure) => changed.push((at, figure, present.map(|it| it.value))),
            Err(refusal @ RecordRefusal::NoteTooLong) => wrong.add(format!("rows[{at}][note]"), refusal),
            Err(refusal @ RecordRefusal::AsOfOutside) => wrong.add("as_of", refusal),
            Err(refusal) => wrong.value(at, refusal),
        }
    }
    // Parts and wholes are compared as they will stand together.
    for used in variables.iter().filter(|it| !it.variable.limit_code.is_empty()) {
        let Some(whole) = variables.iter().find(|it| it.variable.code == used.variable.limit_code) else { continue };
        let new = |id: VariableId| changed.iter().find(|(_, it, _)| it.variable == id).map(|(at, it, _)| (*at, it.present()));
        let value = |id: VariableId| new(id).map(|(_, it)| it).or_else(|| there.get(&id).map(Figure::present));
        let Some(at) = new(used.variable.id).or_else(|| new(whole.variable.id)).map(|(at, _)| at) else { continue };
        if let Some(Err(refusal)) = value(used.variable.id).map(|part| within_limit(part, value(whole.variable.id))) {
            wrong.value(at, refusal);
        }
    }
    wrong.none()?;
    if changed.is_empty() {
        return Ok(0);
    }
    let figures: Vec<Figure> = changed.iter().map(|(_, it, _)| it.clone()).collect();
    let ids = store::figure::update(&tx, &figures, ctx.actor.person, ctx.now).await?;
    let lines: Vec<_> = changed
        .iter()
        .zip(ids)
        .map(|((_, it, before), id)| line(ctx, if before.is_some() { Event::FigureRevised } else { Event::FigureEntered }, id, it, *before))
        .collect();
    store::audit::insert_all(&tx, &lines).await?;
    tx.commit().await.map_err(Error::internal)?;
    Ok(changed.len())
}

fn change(
    ctx: &Ctx,
    here: &Here,
    it: &Record,
    variable: VariableId,
    present: Option<&Figure>,
    declared: Declared,
) -> Result<Figure, RecordRefusal> {
    match present {
        Some(figure) => figure.clone().revise(declared, ctx.actor.person, ctx.now),
        None => {
            let slot = Slot { campaign: here.campaign, unit: it.unit, variable, period: it.period };
            Figure::record(slot, declared, ctx.actor.person, ctx.now)
        }
    }
}

/// Reads a row; what cannot be read is noted, and gives none.
fn read(row: &RecordRow, at: usize, variable: &Variable, there: bool, as_of: Option<Date>, wrong: &mut Wrong) -> Option<Declared> {
    let blank = row.value.trim().is_empty();
    if blank && !there && row.note.trim().is_empty() {
        return None;
    }
    let reading = match FigureValue::parse_as(variable.kind, &row.value) {
        Ok(it) => it,
        Err(refusal) => {
            wrong.value(at, refusal);
            return None;
        }
    };
    if let Err(refusal) = whole(reading.value, variable.counted) {
        wrong.value(at, refusal);
        return None;
    }
    if reading.confirm && row.confirmed.trim() != row.value.trim() {
        wrong.value(at, RecordRefusal::ToConfirm);
    }
    Some(Declared { value: reading.value, note: fold::nfc(row.note.trim()), as_of: as_of? })
}

fn as_of(it: &Record, today: Date, wrong: &mut Wrong) -> Option<Date> {
    if it.as_of.trim().is_empty() {
        return Some(it.period.to().min(today).max(it.period.from()));
    }
    match FigureValue::parse_as(ValueKind::Date, &it.as_of) {
        Ok(reading) => match reading.value {
            FigureValue::Date(day) => Some(day),
            FigureValue::Amount(_) | FigureValue::YesNo(_) => None,
        },
        Err(refusal) => {
            wrong.add("as_of", refusal);
            None
        }
    }
}

/// The boxes that are wrong, each once.
#[derive(Default)]
struct Wrong(Vec<FieldRefusal>);

impl Wrong {
    fn add(&mut self, field: impl Into<String>, refusal: impl Into<Refusal>) {
        let field = field.into();
        if !self.0.iter().any(|it| it.field == field) {
            self.0.push(FieldRefusal { field, refusal: refusal.into() });
        }
    }

    fn value(&mut self, row: usize, refusal: impl Into<Refusal>) {
        self.add(format!("rows[{row}][value]"), refusal);
    }

    fn none(self) -> Result<(), Error> {
        if self.0.is_empty() { Ok(()) } else { Err(Error::Invalid(self.0)) }
    }
}
