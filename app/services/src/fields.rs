//! Reads what was typed into the boxes of a form, and says everything that is wrong with it at once.

use crate::Error;
use crate::error::FieldRefusal;
use domain::text::{LINE, LONG, line, needed_line, needed_text};
use domain::{FigureValue, Refusal, ValueKind};
use time::Date;

/// The boxes read so far.
#[derive(Debug, Default)]
pub(crate) struct Fields {
    wrong: Vec<FieldRefusal>,
}

impl Fields {
    /// Says that a box cannot be taken.
    pub fn refuse(&mut self, name: &str, refusal: impl Into<Refusal>) {
        self.wrong.push(FieldRefusal { field: name.to_owned(), refusal: refusal.into() });
    }

    /// Keeps the value, or says what is wrong with the box and gives a value that is never used.
    pub fn take<T: Default, R: Into<Refusal>>(&mut self, name: &str, read: Result<T, R>) -> T {
        match read {
            Ok(it) => it,
            Err(refusal) => {
                self.refuse(name, refusal);
                T::default()
            }
        }
    }

    /// A line that has to be there.
    pub fn line(&mut self, name: &str, text: &str) -> String {
        self.take(name, needed_line(text, LINE))
    }

    /// A line that may stay empty.
    pub fn optional_line(&mut self, name: &str, text: &str) -> String {
        self.take(name, line(text, LINE))
    }

    /// A text of several lines that has to be there.
    pub fn text(&mut self, name: &str, text: &str) -> String {
        self.take(name, needed_text(text, LONG))
    }

    /// A text of several lines that may stay empty.
    pub fn optional_text(&mut self, name: &str, text: &str) -> String {
        if text.trim().is_empty() { String::new() } else { self.text(name, text) }
    }

    /// A day that has to be there.
    pub fn day(&mut self, name: &str, text: &str) -> Date {
        match FigureValue::parse_as(ValueKind::Date, text) {
            Ok(reading) => match reading.value {
                FigureValue::Date(day) => day,
                FigureValue::Amount(_) | FigureValue::YesNo(_) => Date::MIN,
            },
            Err(refusal) => {
                self.refuse(name, refusal);
                Date::MIN
            }
        }
    }

    /// A day, or none where the box is empty.
    pub fn optional_day(&mut self, name: &str, text: &str) -> Option<Date> {
        (!text.trim().is_empty()).then(|| self.day(name, text))
    }

    /// Goes on only where nothing is wrong.
    pub fn finish(self) -> Result<(), Error> {
        if self.wrong.is_empty() { Ok(()) } else { Err(Error::Invalid(self.wrong)) }
    }
}
