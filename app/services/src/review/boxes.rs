//! Reading the boxes of a form: every box that cannot be taken is named at once.

use crate::Error;
use crate::error::FieldRefusal;
use domain::review::{LONGEST_TEXT, ReviewTextRefusal};
use domain::{FigureValue, ReadRefusal, Refusal, ValueKind};
use time::Date;

/// What stands against a form, box by box.
#[derive(Debug, Default)]
pub(super) struct Boxes(Vec<FieldRefusal>);

impl Boxes {
    /// Names a box and what is wrong with it.
    pub(super) fn refuse(&mut self, field: impl Into<String>, refusal: impl Into<Refusal>) {
        self.0.push(FieldRefusal { field: field.into(), refusal: refusal.into() });
    }

    /// A text as it is kept: NFC, line feeds, no blanks at its ends; refused when too long or not printable.
    pub(super) fn text(&mut self, field: &str, typed: &str) -> String {
        let text = domain::fold::nfc(typed.trim()).replace("\r\n", "\n").replace('\t', " ");
        if text.chars().count() > LONGEST_TEXT {
            self.refuse(field, ReviewTextRefusal::TooLong);
        } else if documents::unprintable(&text).is_some() {
            self.refuse(field, ReviewTextRefusal::Unprintable);
        }
        text
    }

    /// A text that has to be there.
    pub(super) fn needed(&mut self, field: &str, typed: &str) -> String {
        let text = self.text(field, typed);
        if text.is_empty() {
            self.refuse(field, ReviewTextRefusal::Missing);
        }
        text
    }

    /// A day, or none where the box is empty.
    pub(super) fn day(&mut self, field: &str, typed: &str) -> Option<Date> {
        if typed.trim().is_empty() {
            return None;
        }
        match FigureValue::parse_as(ValueKind::Date, typed).map(|it| it.value) {
            Ok(FigureValue::Date(day)) => Some(day),
            Ok(_) => {
                self.refuse(field, ReadRefusal::NotADate);
                None
            }
            Err(refusal) => {
                self.refuse(field, refusal);
                None
            }
        }
    }

    /// A day that has to be there.
    pub(super) fn needed_day(&mut self, field: &str, typed: &str) -> Option<Date> {
        if typed.trim().is_empty() {
            self.refuse(field, ReadRefusal::Blank);
        }
        self.day(field, typed)
    }

    /// Fails where a box was refused.
    pub(super) fn done(self) -> Result<(), Error> {
        if self.0.is_empty() { Ok(()) } else { Err(Error::Invalid(self.0)) }
    }
}
