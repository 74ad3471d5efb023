//! The register of outgoing papers (sổ đăng ký văn bản đi; NĐ 30/2020, `domain.md` 9.0): a paper's number is an integer of its
//! organisation's year, given as the paper is issued. What was given is never given again: it can only be cancelled, with a reason.

mod kind;
mod original;
mod standing;

pub use kind::{DocumentKind, Manner, SetRegisterRefusal, check_manner, read_symbol};
pub use original::{OriginalKind, OriginalRefusal, take_scan};
pub use standing::{Later, PaperStanding};

use crate::ids::{EntryId, PersonId, UnitId};
use crate::review::codes;
use crate::text::{LONG, TextRefusal, needed_text};
use crate::{Timestamp, refusals};
use time::Date;

codes! {
    /// Who gave a number.
    pub enum Origin {
        /// This register.
        Register = "register",
        /// The office's own records system; it was typed in here.
        Outside = "outside",
    }
}

codes! {
    /// What a paper of the register is here.
    pub enum Paper {
        /// A decision.
        Decision = "decision",
        /// The minutes of a review case.
        Minutes = "minutes",
        /// The collective report of a review case.
        Report = "report",
    }
}

impl Paper {
    /// The kind of its number.
    pub const fn kind(self) -> DocumentKind {
        match self {
            Self::Decision => DocumentKind::Decision,
            Self::Minutes => DocumentKind::Minutes,
            Self::Report => DocumentKind::Report,
        }
    }
}

refusals! {
    /// Why a paper gets no number, or not that one.
    pub enum NumberRefusal {
        /// A number is a whole number from 1 to 99,999.
        NotANumber,
        /// Another paper of the organisation has it in that year.
        Taken,
        /// The organisation has no abbreviation for its symbols yet.
        NoAbbreviation,
        /// The organisation has chosen no symbol for this kind, so its papers have no number.
        NoSymbol,
        /// A paper is not dated after today.
        InFuture,
        /// A paper is not dated before it was signed.
        TooEarly,
        /// It has a number already.
        AlreadyNumbered,
        /// It is not signed yet, or not submitted: a draft has no number.
        NotIssued,
        /// The kind is none of those offered.
        UnknownKind,
        /// The paper that it replaces is none of the organisation's register.
        UnknownReplaced,
    }
}

refusals! {
    /// Why a number cannot be cancelled.
    pub enum CancelNumberRefusal {
        /// It is cancelled already.
        AlreadyCancelled,
        /// The decision is in force; only a later decision replaces it.
        InForce,
    }
}

/// The greatest number a paper can have.
pub const GREATEST_NUMBER: u32 = 99_999;

/// Reads a number that another system gave; none where the box is empty.
pub fn read_number(typed: &str) -> Result<Option<u32>, NumberRefusal> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let plain = typed.bytes().all(|it| it.is_ascii_digit());
    let number = typed.parse::<u32>().ok().filter(|it| plain && (1..=GREATEST_NUMBER).contains(it));
    number.map(Some).ok_or(NumberRefusal::NotANumber)
}

/// A number with its symbol as papers print it: `05/QĐ-UBND` (NĐ 30/2020, Phụ lục I, ô số 3); dots where it has none yet.
pub fn number_shown(number: Option<u32>, symbol: &str) -> String {
    match number {
        Some(number) => format!("{number:02}/{symbol}"),
        None => format!("…/{symbol}"),
    }
}

/// The number after the last one of a series; none where the series is full.
pub fn next_number(last: u32) -> Option<u32> {
    (last < GREATEST_NUMBER).then_some(last + 1)
}

/// A row of the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its key.
    pub id: EntryId,
    /// Whose register it is.
    pub unit: UnitId,
    /// The kind of paper.
    pub kind: DocumentKind,
    /// The series in which it is counted.
    pub series: String,
    /// The number.
    pub number: u32,
    /// The symbol.
    pub symbol: String,
    /// Who gave the number.
    pub origin: Origin,
    /// The day of the paper; its year is the series'.
    pub issued_on: Date,
    /// What the paper is about (trích yếu).
    pub about: String,
    /// Who signed it.
    pub signer: String,
    /// To whom it goes.
    pub recipients: String,
    /// What it is here, and its key; none for a paper that is kept elsewhere.
    pub paper: Option<(Paper, i64)>,
    /// The code by which anybody looks the paper up; none for a paper that is kept elsewhere.
    pub public_code: Option<String>,
    /// The row of the paper that it replaces.
    pub replaces: Option<EntryId>,
    /// Who had the number given, and when.
    pub given: (PersonId, Timestamp),
    /// Who cancelled it, and when.
    pub cancelled: Option<(PersonId, Timestamp)>,
    /// Why it was cancelled.
    pub reason: String,
}

impl Entry {
    /// Number and symbol as papers print them.
    pub fn shown(&self) -> String {
        number_shown(Some(self.number), &self.symbol)
    }

    /// What words are looked for in, marks or not.
    pub fn search_key(&self) -> String {
        let shown = self.shown();
        crate::fold::fold(
            &[&shown, self.kind.in_words(), &self.about, &self.signer, &self.recipients].map(|it| it.replace('\n', " ")).join(" "),
        )
    }

    /// The clerk cancels the number, with a reason; it is never given again. `in_force` says whether the paper decides.
    pub fn cancel(
        self,
        reason: &str,
        in_force: bool,
        by: PersonId,
        at: Timestamp,
    ) -> Result<Self, Result<TextRefusal, CancelNumberRefusal>> {
        if self.cancelled.is_some() {
            return Err(Err(CancelNumberRefusal::AlreadyCancelled));
        }
        if in_force {
            return Err(Err(CancelNumberRefusal::InForce));
        }
        let reason = needed_text(reason, LONG).map_err(Ok)?;
        Ok(Self { cancelled: Some((by, at)), reason, ..self })
    }
}

/// The numbers of a series that were passed over before one of it: those were given outside and never told here.
pub fn passed_over(before: u32, number: u32) -> Option<(u32, u32)> {
    (before + 1 < number).then(|| (before + 1, number - 1))
}

/// Numbers that were passed over, as the register writes them: `03–05`, or `03` alone.
pub fn passed_shown((first, last): (u32, u32)) -> String {
    if first == last { format!("{first:02}") } else { format!("{first:02}–{last:02}") }
}

/// The keys of every sentence that pages put together from the closed lists here. The test of the locales reads them.
pub fn keys() -> Vec<String> {
    let originals = OriginalKind::ALL.iter().map(|it| it.key().to_owned());
    let standings = PaperStanding::KEYS.iter().map(|it| (*it).to_owned());
    let kinds = DocumentKind::ALL.iter().map(|it| it.key()).chain(Manner::ALL.iter().map(|it| it.key()));
    kinds.chain(originals).chain(standings).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::{date, datetime};

    fn entry() -> Entry {
        Entry {
            id: EntryId(1),
            unit: UnitId(1),
            kind: DocumentKind::Report,
            series: "report".to_owned(),
            number: 5,
            symbol: "BC-UBND".to_owned(),
            origin: Origin::Register,
            issued_on: date!(2023 - 01 - 16),
            about: "Kiểm điểm tập thể năm 2022".to_owned(),
            signer: "Nguyễn Văn Chủ".to_owned(),
            recipients: "Như trên\nLưu: VT".to_owned(),
            paper: None,
            public_code: None,
            replaces: None,
            given: (PersonId(1), now()),
            cancelled: None,
            reason: String::new(),
        }
    }

    fn now() -> Timestamp {
        Timestamp::of(datetime!(2023-01-16 09:00 +7))
    }

    #[test]
    fn numbers_are_read_and_shown_as_papers_write_them() {
        assert_eq!((read_number(" 05 "), read_number(" ")), (Ok(Some(5)), Ok(None)));
        for bad in ["0", "+5", "1.5", "100000", "năm"] {
            assert_eq!(read_number(bad), Err(NumberRefusal::NotANumber), "{bad}");
        }
        assert_eq!(number_shown(Some(5), "QĐ-UBND"), "05/QĐ-UBND");
        assert_eq!(number_shown(Some(112), "QĐ-UBND"), "112/QĐ-UBND");
        assert_eq!(number_shown(None, "QĐ-UBND"), "…/QĐ-UBND");
        assert_eq!((next_number(0), next_number(9), next_number(GREATEST_NUMBER)), (Some(1), Some(10), None));
    }

    #[test]
    fn what_outside_numbers_passed_over_is_named() {
        assert_eq!((passed_over(0, 1), passed_over(4, 5)), (None, None));
        assert_eq!(passed_over(0, 2).map(passed_shown).as_deref(), Some("01"));
        assert_eq!(passed_over(2, 6).map(passed_shown).as_deref(), Some("03–05"));
    }

    #[test]
    fn a_number_is_cancelled_once_with_a_reason_and_never_that_of_a_decision_in_force() {
        let (clerk, at) = (PersonId(2), now());
        assert_eq!(entry().cancel(" ", false, clerk, at), Err(Ok(TextRefusal::Missing)));
        assert_eq!(entry().cancel("In hỏng", true, clerk, at), Err(Err(CancelNumberRefusal::InForce)));
        let cancelled = entry().cancel("In hỏng", false, clerk, at).unwrap();
        assert_eq!((cancelled.cancelled, cancelled.reason.as_str(), cancelled.number), (Some((clerk, at)), "In hỏng", 5));
        assert_eq!(cancelled.cancel("Lại", false, clerk, at), Err(Err(CancelNumberRefusal::AlreadyCancelled)));
    }

    #[test]
    fn rows_are_found_by_number_kind_and_words_without_marks() {
        assert_eq!(entry().search_key(), "05/bc-ubnd bao cao kiem diem tap the nam 2022 nguyen van chu nhu tren luu: vt");
    }
}
