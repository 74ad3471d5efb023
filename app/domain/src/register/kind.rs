//! Kinds of papers and what stands behind their number (NĐ 30/2020 Phụ lục III; `domain.md` 9.0).

use super::NumberRefusal;
use crate::refusals;
use crate::review::codes;

codes! {
    /// A kind of paper (tên loại).
    pub enum DocumentKind {
        /// Quyết định.
        Decision = "decision",
        /// Báo cáo.
        Report = "report",
        /// Biên bản.
        Minutes = "minutes",
        /// Kế hoạch.
        Plan = "plan",
        /// Thông báo.
        Notice = "notice",
        /// Tờ trình.
        Submission = "submission",
        /// Giấy mời.
        Invitation = "invitation",
        /// Chương trình.
        Programme = "programme",
        /// Hướng dẫn.
        Guidance = "guidance",
        /// Quy chế.
        Regulation = "regulation",
        /// Quy định.
        Rules = "rules",
        /// Phương án.
        Scheme = "scheme",
        /// Bản thỏa thuận.
        Agreement = "agreement",
        /// Công văn: no code of its kind stands in its symbol.
        Letter = "letter",
        /// Bản cam kết: not among the kinds of the decree; numbered where the organisation has chosen a symbol.
        Commitment = "commitment",
    }
}

impl DocumentKind {
    /// The code of the kind in the decree; none where it has none.
    pub const fn official(self) -> Option<&'static str> {
        Some(match self {
            Self::Decision => "QĐ",
            Self::Report => "BC",
            Self::Minutes => "BB",
            Self::Plan => "KH",
            Self::Notice => "TB",
            Self::Submission => "TTr",
            Self::Invitation => "GM",
            Self::Programme => "CTr",
            Self::Guidance => "HD",
            Self::Regulation => "QC",
            Self::Rules => "QyĐ",
            Self::Scheme => "PA",
            Self::Agreement => "BTT",
            Self::Letter | Self::Commitment => return None,
        })
    }

    /// The name as papers print it.
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::Decision => "Quyết định",
            Self::Report => "Báo cáo",
            Self::Minutes => "Biên bản",
            Self::Plan => "Kế hoạch",
            Self::Notice => "Thông báo",
            Self::Submission => "Tờ trình",
            Self::Invitation => "Giấy mời",
            Self::Programme => "Chương trình",
            Self::Guidance => "Hướng dẫn",
            Self::Regulation => "Quy chế",
            Self::Rules => "Quy định",
            Self::Scheme => "Phương án",
            Self::Agreement => "Bản thỏa thuận",
            Self::Letter => "Công văn",
            Self::Commitment => "Bản cam kết",
        }
    }

    /// Names its sentence in the locales.
    pub fn key(self) -> String {
        format!("document-kind-{}", self.code())
    }

    /// The symbol without number, `QĐ-UBND`. `own` is what the organisation chose for a kind without a code: of a letter the part of
    /// whoever drafted it, which may be missing, of every other such kind the code of the kind itself.
    pub fn symbol(self, own: &str, abbreviation: &str) -> Result<String, NumberRefusal> {
        let (own, abbreviation) = (own.trim(), abbreviation.trim());
        if abbreviation.is_empty() {
            return Err(NumberRefusal::NoAbbreviation);
        }
        match (self, self.official()) {
            (_, Some(code)) => Ok(format!("{code}-{abbreviation}")),
            (Self::Letter, None) if own.is_empty() => Ok(abbreviation.to_owned()),
            (Self::Letter, None) => Ok(format!("{abbreviation}-{own}")),
            (_, None) if own.is_empty() => Err(NumberRefusal::NoSymbol),
            (_, None) => Ok(format!("{own}-{abbreviation}")),
        }
    }
}

codes! {
    /// How an organisation counts its papers (a local choice, `domain.md` 9.0).
    pub enum Manner {
        /// Each kind from 01.
        PerKind = "per_kind",
        /// All kinds in one series.
        OverAll = "over_all",
    }
}

impl Manner {
    /// Names its sentence in the locales.
    pub fn key(self) -> String {
        format!("register-manner-{}", self.code().replace('_', "-"))
    }

    /// The series in which a kind is counted: its code, or nothing for the one of all kinds.
    pub const fn series(self, kind: DocumentKind) -> &'static str {
        match self {
            Self::PerKind => kind.code(),
            Self::OverAll => "",
        }
    }
}

refusals! {
    /// Why a setting of the register is not taken.
    pub enum SetRegisterRefusal {
        /// It is none of those offered.
        Unknown,
        /// Papers of that year have numbers already; the other manner can begin next year.
        NumbersIssued,
        /// A year that is over keeps its manner.
        PastYear,
        /// The kind has a code in the decree (NĐ 30/2020 Phụ lục III).
        HasOfficialCode,
        /// A symbol is letters alone, ten at most.
        NotASymbol,
    }
}

/// Reads the symbol that an organisation chooses for a kind without a code; nothing where it is to have none.
pub fn read_symbol(kind: DocumentKind, typed: &str) -> Result<String, SetRegisterRefusal> {
    if kind.official().is_some() {
        return Err(SetRegisterRefusal::HasOfficialCode);
    }
    let symbol = crate::fold::nfc(typed.trim());
    let plain = symbol.chars().all(char::is_alphabetic) && symbol.chars().count() <= 10;
    if plain { Ok(symbol) } else { Err(SetRegisterRefusal::NotASymbol) }
}

/// Whether another manner can begin in a year; `issued` says whether papers of that year have numbers.
pub fn check_manner(year: i32, this_year: i32, issued: bool) -> Result<(), SetRegisterRefusal> {
    if year < this_year {
        Err(SetRegisterRefusal::PastYear)
    } else if issued {
        Err(SetRegisterRefusal::NumbersIssued)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_are_made_of_kind_and_organisation() {
        assert_eq!(DocumentKind::Decision.symbol("", "UBND").as_deref(), Ok("QĐ-UBND"));
        assert_eq!(DocumentKind::Submission.symbol("X", " SNV ").as_deref(), Ok("TTr-SNV"), "the decree's code is not chosen");
        assert_eq!(DocumentKind::Letter.symbol("", "UBND").as_deref(), Ok("UBND"));
        assert_eq!(DocumentKind::Letter.symbol("NV", "UBND").as_deref(), Ok("UBND-NV"));
        assert_eq!(DocumentKind::Commitment.symbol("CK", "UBND").as_deref(), Ok("CK-UBND"));
        assert_eq!(DocumentKind::Commitment.symbol(" ", "UBND"), Err(NumberRefusal::NoSymbol), "its number is optional");
        assert_eq!(DocumentKind::Decision.symbol("", " "), Err(NumberRefusal::NoAbbreviation));
    }

    #[test]
    fn only_kinds_without_a_code_take_a_symbol() {
        assert_eq!(read_symbol(DocumentKind::Commitment, " CK ").as_deref(), Ok("CK"));
        assert_eq!(read_symbol(DocumentKind::Commitment, "").as_deref(), Ok(""));
        assert_eq!(read_symbol(DocumentKind::Report, "BC"), Err(SetRegisterRefusal::HasOfficialCode));
        for bad in ["C-K", "C/K", "C K", "CK1", "ABCDEFGHIJK"] {
            assert_eq!(read_symbol(DocumentKind::Commitment, bad), Err(SetRegisterRefusal::NotASymbol), "{bad}");
        }
    }

    #[test]
    fn the_manner_of_a_year_with_numbers_stays() {
        assert_eq!(check_manner(2023, 2023, false), Ok(()));
        assert_eq!(check_manner(2023, 2023, true), Err(SetRegisterRefusal::NumbersIssued));
        assert_eq!(check_manner(2022, 2023, false), Err(SetRegisterRefusal::PastYear));
        assert_eq!(Manner::PerKind.series(DocumentKind::Notice), "notice");
        assert_eq!(Manner::OverAll.series(DocumentKind::Notice), "");
    }
}
