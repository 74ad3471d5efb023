//! Papers as long as an office may need.

use super::expected::{Sample, of_commitment, of_commune, of_district, of_minutes, of_personal};
use super::{commitment, list, minutes, personal_review, ranking, remedies, remedy_list, result_sheet, s, self_criticism};
use documents::block::HeaderKind;
use documents::commitment::Commitment;
use documents::minutes::{Minutes, Opinion};
use documents::personal_review::PersonalReview;
use documents::ranking::Ranking;
use documents::remedies::RemedyList;
use documents::result_sheet::ResultSheet;
use documents::self_criticism::SelfCriticism;

/// A unit's name as long as they come.
const LONG_UNIT: &str = "Trung tâm Phục vụ hành chính công và Xúc tiến đầu tư, thương mại, du lịch huyện Cẩm Giàng";
/// A person's name as long as they come.
const LONG_PERSON: &str = "Công Tằng Tôn Nữ Hoàng Thị Thanh Phương Quỳnh Anh";

fn many<T: Clone>(of: &[T], count: usize) -> Vec<T> {
    of.iter().cycle().take(count).cloned().collect()
}

/// The longest papers that an office may need: thirty targets, twenty tasks, sixty people, long opinions, long names.
pub fn longest() -> Vec<Sample> {
    let sheet = commitment();
    let sheet = Commitment {
        unit: s(LONG_UNIT),
        grounds: list(&["Căn cứ Nghị định số 90/2020/NĐ-CP", "Căn cứ Bộ chỉ tiêu cam kết cải cách hành chính năm 2022 cấp xã"]),
        targets: many(&sheet.targets, 30),
        tasks: many(&sheet.tasks, 20),
        ..sheet
    };
    let report = self_criticism();
    let report = SelfCriticism {
        addressees: list(&[LONG_UNIT, "Phòng Nội vụ huyện Cẩm Giàng"]),
        unit: s(LONG_UNIT),
        met: many(&report.met, 15),
        missed: many(&report.missed, 30),
        carried_over: many(&report.remedies, 12),
        remedies: many(&report.remedies, 30),
        ..report
    };
    let review = personal_review(HeaderKind::Party);
    let review = PersonalReview { missed: many(&review.missed, 30), remedies: many(&review.remedies, 30), ..review };
    let record = minutes();
    let long = |it: &Opinion| Opinion { by: s(LONG_PERSON), words: [it.words.as_str(); 12].join("; ") };
    let record = Minutes {
        attendees: many(&record.attendees, 60),
        opinions: many(&record.opinions.iter().map(long).collect::<Vec<_>>(), 18),
        votes: many(&record.votes, 20),
        remedies: many(&remedies(), 30),
        conclusion: many(&[record.conclusion.as_str()], 6).join("\n"),
        ..record
    };
    let result = result_sheet();
    let result = ResultSheet {
        targets: many(&result.targets, 30),
        missing_reasons: many(&result.missing_reasons, 40),
        unit: s(LONG_UNIT),
        ..result
    };
    let order = ranking();
    let order = Ranking { rows: many(&order.rows, 120), ..order };
    let open = remedy_list();
    let open = RemedyList { units: many(&open.units, 25), ..open };
    vec![
        of_commitment("commitment, dài", &sheet),
        of_commune("self_criticism, dài", "BÁO CÁO KIỂM ĐIỂM", documents::self_criticism::pdf(&report).unwrap()),
        of_personal("personal_review, dài", &review),
        of_minutes("minutes, dài", &record),
        Sample {
            lying: true,
            summary: 2,
            ..of_district("result_sheet, dài", "PHIẾU KẾT QUẢ", documents::result_sheet::pdf(&result).unwrap())
        },
        of_district("ranking, dài", "BẢNG XẾP HẠNG", documents::ranking::pdf(&order).unwrap()),
        Sample { signers: vec![], ..of_district("remedies, dài", "DANH MỤC", documents::remedies::pdf(&open).unwrap()) },
    ]
}
