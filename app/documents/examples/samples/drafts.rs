//! The papers that are drafted from what the program holds: of a check, of a hand-over, a unit's explanation.

use super::{commune, day, district, list, missed, officer, remedies, s};
use documents::block::PaperState;
use documents::check::{Checked, Corrected, Counts, Unsettled};
use documents::check_conclusion::CheckConclusion;
use documents::check_minutes::CheckMinutes;
use documents::hand_over::{HandOver, HandedSheet, Holder, PeriodStanding};
use documents::justification::{Justification, Lacking};
use documents::{Formalities, Issuer, MissedTarget, Number, Signer};

/// A draft, which has neither number nor day nor digest.
fn draft(of: Formalities, symbol: &str, recipients: &[&str]) -> Formalities {
    Formalities {
        number: Some(Number { number: None, symbol: s(symbol) }),
        date: None,
        state: PaperState::Draft,
        digest: None,
        public_address: None,
        recipients: list(recipients),
        ..of
    }
}

/// The district itself as the issuer.
fn authority(symbol: &str, recipients: &[&str]) -> Formalities {
    let issuer = Issuer { parent: vec![], body: list(&["Ủy ban nhân dân", "huyện Cẩm Giàng"]), place: s("Cẩm Giàng") };
    draft(Formalities { issuer, ..district("", PaperState::Draft) }, symbol, recipients)
}

fn corrected(figure: &str, declared: &str, accepted: Option<&str>, reason: &str, now: &str) -> Corrected {
    Corrected {
        figure: s(figure),
        measure: s("hồ sơ"),
        declared: s(declared),
        accepted: accepted.map(s),
        reason: s(reason),
        by: s("Lê Văn Thanh"),
        on: day(2022, 8, 22),
        now: s(now),
    }
}

fn corrections() -> Vec<Corrected> {
    vec![
        corrected(
            "Số hồ sơ tiếp nhận trực tuyến",
            "1.250",
            Some("1.205"),
            "Đối chiếu với cổng dịch vụ công: 45 hồ sơ trùng.",
            "Đã điều chỉnh",
        ),
        corrected("Số hồ sơ thanh toán trực tuyến", "310", None, "Chưa có biên lai điện tử kèm theo", "Chờ nộp lại"),
        corrected("Số hồ sơ quá hạn", "0", None, "Danh sách hồ sơ quá hạn có 02 hồ sơ", "Đã nộp lại, đã xác minh"),
    ]
}

fn checked() -> Checked {
    let unsettled = |figure: &str, standing: &str, with_unit| Unsettled { figure: s(figure), standing: s(standing), with_unit };
    Checked {
        period: s("tháng 8/2022"),
        year: 2022,
        unit: s("Ủy ban nhân dân xã Cẩm Văn"),
        authority: s("Ủy ban nhân dân huyện Cẩm Giàng"),
        as_of: day(2022, 8, 31),
        counts: Counts { accepted: 12, adjusted: 1, returned: 1, waiting: 1, lacking: 1 },
        corrections: corrections(),
        older: false,
        unsettled: vec![
            unsettled("Số hồ sơ thanh toán trực tuyến", "đã trả lại, chờ nộp lại", true),
            unsettled("Số hồ sơ qua dịch vụ bưu chính công ích", "đã nộp, chờ xác minh", false),
            unsettled(
                "Số phiếu khảo sát hài lòng",
                "chưa nhập; lý do thiếu đã ghi nhận: hệ thống khảo sát ngừng hoạt động, không khôi phục được số liệu.",
                true,
            ),
        ],
    }
}

/// The minutes of a check of a commune's figures of a month.
pub fn check_minutes() -> CheckMinutes {
    CheckMinutes {
        formalities: authority("BB-UBND", &["Đơn vị được kiểm tra", "Lưu: VT, HS"]),
        checked: checked(),
        verifiers: list(&["Lê Văn Thanh", "Vũ Văn Chủ Trì"]),
        checker: officer(&[], "Lê Văn Thanh"),
        wording: None,
        head: officer(&["TM. Ủy ban nhân dân", "Chủ tịch"], "Phạm Quốc Vinh"),
    }
}

/// The conclusion of that check.
pub fn check_conclusion() -> CheckConclusion {
    CheckConclusion {
        formalities: authority("TB-UBND", &["Như trên", "Lưu: VT, HS"]),
        checked: checked(),
        wording: None,
        signer: officer(&["TM. Ủy ban nhân dân", "Chủ tịch"], "Đỗ Thế Khải"),
    }
}

/// The hand-over of a commune from one chairman to the next.
pub fn hand_over() -> HandOver {
    let holder =
        |name: &str, since, until| Holder { name: s(name), post: s("Chủ tịch Ủy ban nhân dân xã Cẩm Văn"), since, until };
    let period = |name: &str, numbers| PeriodStanding { period: s(name), numbers };
    HandOver {
        formalities: draft(
            commune("BB-UBND"),
            "BB-UBND",
            &["Ủy ban nhân dân huyện Cẩm Giàng (để báo cáo)", "Bên giao, bên nhận", "Lưu: VT, HS"],
        ),
        year: 2022,
        unit: s("Ủy ban nhân dân xã Cẩm Văn"),
        as_of: day(2022, 9, 1),
        from: Some(holder("Phạm Quốc Vinh", day(2019, 5, 10), Some(day(2022, 8, 31)))),
        to: Some(holder("Trần Thu Nguyệt", day(2022, 9, 1), None)),
        sheet: Some(HandedSheet {
            state: s("có hiệu lực"),
            digest: Some(s(super::DIGEST)),
            signed: list(&[
                "Phạm Quốc Vinh, Chủ tịch Ủy ban nhân dân xã Cẩm Văn, ngày 05/01/2022",
                "Đỗ Thế Khải, Chủ tịch Ủy ban nhân dân huyện Cẩm Giàng, ngày 06/01/2022",
            ]),
            amendments: list(&["số 01 (“T03 Tỷ lệ hồ sơ trực tuyến”, có hiệu lực từ ngày 01/07/2022): thủ trưởng đơn vị chưa ký"]),
        }),
        tasks: list(&[
            "Rà soát, niêm yết công khai thủ tục hành chính; người chịu trách nhiệm: Ông Lê Hữu Toàn; thời hạn: 30/09/2022; chưa báo cáo kết quả",
        ]),
        periods: vec![
            period("Tháng 7/2022", [16, 16, 0, 0, 0, 0]),
            period("Tháng 8/2022", [16, 13, 1, 1, 0, 1]),
            period("Quý III/2022", [4, 0, 0, 0, 1, 3]),
        ],
        remedies: remedies(),
        cases: list(&["Năm 2021: đã ký biên bản; hạn nộp báo cáo: 31/01/2022"]),
        wording: None,
        papers: list(&["Báo cáo: 03 văn bản, số cuối cùng 05/BC-UBND", "Biên bản: 01 văn bản, số cuối cùng 03/BB-UBND"]),
    }
}

/// A commune's explanation of its year.
pub fn justification() -> Justification {
    let unanswered = MissedTarget {
        name: s("Tỷ lệ thanh toán trực tuyến"),
        committed: s("từ 35,00% trở lên"),
        achieved: s("11,73%"),
        gap: s("thiếu 23,27 điểm phần trăm"),
        objective_cause: String::new(),
        subjective_cause: String::new(),
        responsible: String::new(),
    };
    let lacking = |figure: &str, what: &str, reason: &str| Lacking { figure: s(figure), what: s(what), reason: s(reason) };
    Justification {
        formalities: draft(commune("BC-UBND"), "BC-UBND", &["Như trên", "Lưu: VT"]),
        year: 2022,
        unit: s("Ủy ban nhân dân xã Cẩm Văn"),
        authority: s("Ủy ban nhân dân huyện Cẩm Giàng"),
        result: s("kết quả đánh giá chính thức ngày 09/01/2023"),
        wording: None,
        missed: missed().into_iter().chain([unanswered]).collect(),
        corrections: corrections().into_iter().map(|it| Corrected { figure: format!("{}, tháng 8/2022", it.figure), ..it }).collect(),
        older: true,
        notes: vec![(s("Số hồ sơ quá hạn, tháng 8/2022"), s("Đã bổ sung 02 hồ sơ đất đai"))],
        lacking: vec![
            lacking("Số phiếu khảo sát hài lòng, tháng 8/2022", "chưa có số liệu", "hệ thống khảo sát ngừng hoạt động"),
            lacking("Số hồ sơ thanh toán trực tuyến, tháng 8/2022", "chưa được xác minh", ""),
        ],
        remedies: remedies(),
        signer: Signer { name: s("Phạm Quốc Vinh"), ..officer(&["TM. Ủy ban nhân dân", "Chủ tịch"], "") },
    }
}
