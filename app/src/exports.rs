//! Tables as files: exactly what a page shows, with its words, for spreadsheets.

use crate::pages::assessment::words;
use crate::pages::commitment::list as sheets;
use crate::pages::listing::Listing;
use crate::pages::register;
use crate::say;
use crate::text::{Lang, t};
use domain::commitment::SheetSide;
use islands::AppError;
use leptos::prelude::{Owner, provide_context};
use services::assessment::{RankingOrder, RankingPage};
use services::commitment::SheetList;
use services::register::Listed;

/// A table as CSV: UTF-8 with a byte-order mark, `;` between cells (a comma is the decimal mark here), and no cell that a spreadsheet
/// would run as a formula.
pub fn csv(rows: &[Vec<String>]) -> Vec<u8> {
    let mut text = String::from("\u{feff}");
    for row in rows {
        let cells: Vec<String> = row.iter().map(|it| cell(it)).collect();
        text.push_str(&cells.join(";"));
        text.push_str("\r\n");
    }
    text.into_bytes()
}

fn cell(text: &str) -> String {
    let number = domain::Quantity::parse(text).is_ok();
    let guarded = if !number && text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() };
    if guarded.contains([';', '"', '\n', '\r', ',']) { format!("\"{}\"", guarded.replace('"', "\"\"")) } else { guarded }
}

/// Says things in a language outside of a page.
fn in_language<T>(lang: Lang, say: impl FnOnce() -> T) -> T {
    Owner::new().with(|| {
        provide_context(lang);
        say()
    })
}

/// The sentence of an error in a language.
pub fn error_sentence(lang: Lang, error: &AppError) -> String {
    in_language(lang, || say::error(error))
}

/// The order of a ranking as the address says it: a column, with `-` before it for the other way round.
pub fn ranking_order(text: &str) -> (RankingOrder, bool) {
    let order = match text.trim_start_matches('-') {
        "ten" => RankingOrder::Name,
        "dat" => RankingOrder::Met,
        "vuot" => RankingOrder::Exceeded,
        "thieu" => RankingOrder::Missing,
        _ => RankingOrder::Rank,
    };
    (order, text.starts_with('-'))
}

/// The ranking as CSV.
pub fn ranking_csv(lang: Lang, page: &RankingPage) -> Vec<u8> {
    in_language(lang, || {
        let mut rows = vec![vec![
            t("assessment-head-rank"),
            t("assessment-head-code"),
            t("assessment-head-unit"),
            t("assessment-head-met"),
            t("assessment-head-exceeded"),
            t("assessment-head-score"),
            t("assessment-head-outcome"),
            t("assessment-head-grade"),
            t("assessment-head-conflict"),
            t("assessment-head-missing"),
        ]];
        rows.extend(page.rows.iter().map(|it| {
            vec![
                it.rank.map(|it| it.to_string()).unwrap_or_default(),
                it.code.clone(),
                it.name.clone(),
                // A bare `1/10` would be read as a day.
                format!("{} / {}", it.met, it.applicable),
                it.exceeded.to_string(),
                it.score.map(|it| it.fixed(2)).unwrap_or_default(),
                words::outcome(it.outcome).0,
                it.grade.as_deref().map(|it| words::grade(Some(it))).unwrap_or_default(),
                if it.rounding_conflict { t("assessment-yes") } else { t("assessment-no") },
                it.missing.to_string(),
            ]
        }));
        csv(&rows)
    })
}

/// The list of sheets as CSV: the lines with these words, in this order.
pub fn sheets_csv(lang: Lang, list: &SheetList, words: &str, order: &str) -> Vec<u8> {
    in_language(lang, || {
        let heads = [
            "sheets-code",
            "sheets-unit",
            "sheets-group",
            "sheets-state",
            "sheets-overdue",
            "sheets-issued",
            "sheets-opened",
            "sheets-opened-to-sign",
            "sheets-head-signed",
            "sheets-authority-signed",
        ];
        let mut table = vec![heads.map(t).to_vec()];
        let when = |at: Option<domain::Timestamp>| at.map(|it| it.to_string()).unwrap_or_default();
        table.extend(sheets::wanted(list, &Listing::of_parts(words, order)).iter().map(|it| {
            let late = if list.is_late(it) { t("assessment-yes") } else { t("assessment-no") };
            let mut row = vec![it.code.clone(), it.name.clone(), it.group.clone()];
            match &it.sheet {
                None => {
                    row.extend([t("sheets-not-issued"), late, String::new(), String::new(), String::new(), String::new(), String::new()])
                }
                Some(sheet) => row.extend([
                    if sheet.scan_waits { format!("{}; {}", t(sheet.state.key()), t("sheets-scan-waits")) } else { t(sheet.state.key()) },
                    late,
                    sheet.issued_at.to_string(),
                    when(sheet.opened_at),
                    when(sheet.to_sign_at),
                    sheets::signed(sheet, SheetSide::Unit),
                    sheets::signed(sheet, SheetSide::Superior),
                ]),
            }
            row
        }));
        csv(&table)
    })
}

/// What of a register an address asks for.
pub use crate::pages::register::wish as register_wish;

/// The register as CSV.
pub fn register_csv(lang: Lang, rows: &[Listed]) -> Vec<u8> {
    in_language(lang, || {
        let heads = [
            "register-number",
            "register-day",
            "register-kind",
            "register-about",
            "register-unit",
            "register-signer",
            "register-recipients",
            "register-state",
            "register-remarks",
        ];
        let mut table = vec![heads.map(t).to_vec()];
        table.extend(rows.iter().map(|it| {
            let entry = &it.entry;
            vec![
                entry.shown(),
                domain::show_date(entry.issued_on),
                t(&entry.kind.key()),
                entry.about.replace('\n', " "),
                it.unit_name.clone(),
                entry.signer.clone(),
                entry.recipients.replace('\n', "; "),
                register::state(it),
                register::remarks(it).join("; "),
            ]
        }));
        csv(&table)
    })
}
