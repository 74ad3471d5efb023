//! Made-up values of every paper, for the tests and the measurement. Units are real, persons and figures are invented.
#![allow(dead_code, unused_imports, missing_docs, clippy::unwrap_used)]

mod drafts;
pub mod expected;
mod longest;

pub use drafts::{check_conclusion, check_minutes, hand_over, justification};
pub use expected::every;
pub use longest::longest;

use documents::block::{HeaderKind, LegalForce, PaperState};
use documents::commitment::{Commitment, CommittedTarget, KeyTask, Plan};
use documents::minutes::{Attendee, Manner, Minutes, Opinion, Presence, Vote};
use documents::personal_review::{Appraisal, Merit, Merits, PersonalReview, ReviewedPerson};
use documents::programme::{AgendaItem, Programme, Signing};
use documents::ranking::{RankedUnit, Ranking};
use documents::remedies::{RemedyList, UnitRemedies};
use documents::result_sheet::{ExternalResult, MissingFigure, ResultSheet, TargetResult};
use documents::self_criticism::{MetTarget, SelfCriticism, Suggestion};
use documents::{Confirmation, Formalities, Issuer, MissedTarget, Number, Remedy, RemedyState, Signer};
use domain::commitment::Copies;
use time::{Date, Month, OffsetDateTime, Time, UtcOffset};

const DIGEST: &str = "5f2b1c0d9e8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f4a3b2c";

fn s(text: &str) -> String {
    text.to_owned()
}

fn list(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|it| s(it)).collect()
}

pub fn day(year: i32, month: u8, day: u8) -> Date {
    Date::from_calendar_date(year, Month::try_from(month).unwrap(), day).unwrap()
}

fn at(date: Date, hour: u8, minute: u8) -> OffsetDateTime {
    let offset = UtcOffset::from_hms(7, 0, 0).unwrap();
    OffsetDateTime::new_in_offset(date, Time::from_hms(hour, minute, 30).unwrap(), offset)
}

fn commune(symbol: &str) -> Formalities {
    Formalities {
        issuer: Issuer { parent: vec![], body: list(&["Ủy ban nhân dân", "xã Cẩm Văn"]), place: s("Cẩm Văn") },
        number: Some(Number { number: Some(5), symbol: s(symbol) }),
        date: Some(day(2023, 1, 9)),
        force: LegalForce::Illustrative,
        state: PaperState::Final,
        digest: Some(s(DIGEST)),
        public_address: Some(s("http://127.0.0.1:3000/tra-cuu/abcd2345efgh6789")),
        recipients: list(&["Ủy ban nhân dân huyện (để báo cáo)", "Phòng Nội vụ huyện", "Đảng ủy, HĐND xã", "Lưu: VT, Hồ sơ"]),
    }
}

fn district(symbol: &str, state: PaperState) -> Formalities {
    let issuer = Issuer { parent: list(&["UBND huyện Cẩm Giàng"]), body: list(&["Phòng Nội vụ"]), place: s("Cẩm Giàng") };
    Formalities { issuer, state, public_address: None, digest: None, ..commune(symbol) }
}

fn chair(confirmed: bool) -> Signer {
    let confirmation = confirmed.then(|| Confirmation::in_system(s("Phạm Quốc Vinh"), at(day(2023, 1, 9), 16, 45)));
    Signer { capacity: list(&["TM. Ủy ban nhân dân", "Chủ tịch"]), name: s("Phạm Quốc Vinh"), confirmation }
}

fn officer(capacity: &[&str], name: &str) -> Signer {
    Signer { capacity: list(capacity), name: s(name), confirmation: None }
}

const TARGETS: [[&str; 8]; 10] = [
    ["Tỷ lệ hồ sơ thủ tục hành chính giải quyết đúng hạn", "%", "≥ 98,00", "99,36", "15,00", "15,00", "Đạt", "98,71"],
    ["Số hồ sơ quá hạn", "hồ sơ", "≤ 0", "11", "10,00", "0,00", "Không đạt", "7"],
    ["Tỷ lệ hồ sơ tiếp nhận trực tuyến", "%", "≥ 60,00", "35,40", "15,00", "8,85", "Không đạt", "21,30"],
    ["Tỷ lệ số hóa hồ sơ, kết quả giải quyết thủ tục hành chính", "%", "≥ 90,00", "77,43", "15,00", "12,91", "Không đạt", "60,12"],
    ["Tỷ lệ thanh toán trực tuyến trên hồ sơ có phí, lệ phí", "%", "≥ 35,00", "11,73", "10,00", "3,35", "Không đạt", "4,05"],
    ["Tỷ lệ hồ sơ qua dịch vụ bưu chính công ích", "%", "≥ 9,00", "3,34", "5,00", "1,86", "Không đạt", "2,18"],
    ["Mức độ hài lòng của người dân, tổ chức", "%", "≥ 95,00", "90,32", "10,00", "9,51", "Không đạt", "89,90"],
    ["Số báo cáo định kỳ gửi đúng hạn", "báo cáo", "12/12", "9/12", "5,00", "3,75", "Không đạt", "10/12"],
    ["Ban hành kế hoạch cải cách hành chính", "ngày", "31/01/2022", "06/02/2022", "10,00", "0,00", "Không đạt", "Đúng hạn"],
    ["Số sáng kiến cải cách hành chính được công nhận", "sáng kiến", "≥ 1", "0", "5,00", "0,00", "Không đạt", "0"],
];

pub fn commitment() -> Commitment {
    let target = |[name, measure, value, _, _, _, _, last]: &[&str; 8]| CommittedTarget {
        name: s(name),
        measure: s(measure),
        last_year: s(last),
        value: s(value),
        due: s("31/12/2022"),
        note: String::new(),
    };
    let task = |content: &str, expected: &str, responsible: &str, month: u8| KeyTask {
        content: s(content),
        expected: s(expected),
        responsible: s(responsible),
        due: Some(day(2022, month, 30)),
    };
    Commitment {
        wording: None,
        formalities: Formalities { date: Some(day(2022, 1, 5)), number: None, recipients: vec![], ..commune("") },
        year: 2022,
        plan: Some(Plan { number: s("12/KH-UBND"), date: day(2022, 1, 4), authority: s("Ủy ban nhân dân huyện Cẩm Giàng") }),
        grounds: vec![],
        head: s("Phạm Quốc Vinh"),
        position: s("Chủ tịch Ủy ban nhân dân xã"),
        unit: s("Ủy ban nhân dân xã Cẩm Văn"),
        authority_head: s("Chủ tịch Ủy ban nhân dân huyện Cẩm Giàng"),
        authority: s("Ủy ban nhân dân huyện Cẩm Giàng"),
        targets: TARGETS.iter().map(target).collect(),
        tasks: vec![
            task("Kiện toàn tổ công nghệ số cộng đồng tại các thôn", "100% thôn có tổ công nghệ số hoạt động", "Bà Trần Thu Nguyệt", 6),
            task(
                "Rà soát, niêm yết công khai thủ tục hành chính tại bộ phận một cửa",
                "bộ thủ tục được cập nhật đầy đủ",
                "Ông Lê Hữu Toàn",
                9,
            ),
        ],
        reporting: list(&[
            "Báo cáo số liệu hằng tháng trước ngày 17, kỳ số liệu tính từ ngày 15 tháng trước đến ngày 14 của tháng báo cáo",
            "Báo cáo năm trước ngày 20 tháng 12 năm 2022; báo cáo đột xuất theo yêu cầu của cấp trên",
        ]),
        seal: Some("5f0c1c6b9a4e2d7788b3e1f0a9c4d2b6e7f8091a2b3c4d5e6f708192a3b4c5d6".to_owned()),
        notices: Vec::new(),
        copies: Some(Copies { made: 2, each: 1 }),
        authority_signer: Signer {
            capacity: list(&["Chủ tịch"]),
            name: s("Đỗ Thế Khải"),
            confirmation: Some(Confirmation::in_system(s("Đỗ Thế Khải"), at(day(2022, 1, 6), 9, 5))),
        },
        head_signer: Signer {
            capacity: list(&["Chủ tịch"]),
            name: s("Phạm Quốc Vinh"),
            confirmation: Some(Confirmation::in_system(s("Phạm Quốc Vinh"), at(day(2022, 1, 5), 14, 30))),
        },
    }
}

fn missed() -> Vec<MissedTarget> {
    let item = |name: &str, committed: &str, achieved: &str, gap: &str| MissedTarget {
        name: s(name),
        committed: s(committed),
        achieved: s(achieved),
        gap: s(gap),
        objective_cause: s("Nhiều người dân chưa có tài khoản định danh điện tử; đường truyền tại một số thôn chưa ổn định"),
        subjective_cause: s("Ủy ban nhân dân xã chưa phân công người hướng dẫn thường trực, chưa kiểm tra hằng tuần"),
        responsible: s("Chủ tịch Ủy ban nhân dân xã chịu trách nhiệm chung; công chức tư pháp - hộ tịch chịu trách nhiệm trực tiếp"),
    };
    vec![
        item("Tỷ lệ hồ sơ tiếp nhận trực tuyến", "từ 60,00% trở lên", "35,40%", "thiếu 24,60 điểm phần trăm"),
        item("Tỷ lệ số hóa hồ sơ", "từ 90,00% trở lên", "77,43%", "thiếu 12,57 điểm phần trăm"),
        item("Ban hành kế hoạch cải cách hành chính", "chậm nhất ngày 31/01/2022", "ngày 06/02/2022", "chậm 06 ngày"),
    ]
}

fn remedies() -> Vec<Remedy> {
    let item = |shortcoming: &str, measure: &str, month: u8, state| Remedy {
        shortcoming: s(shortcoming),
        measure: s(measure),
        owner: s("Ông Lê Hữu Toàn"),
        due: Some(day(2023, month, 30)),
        expected: s("Đạt mức đã cam kết"),
        state,
    };
    vec![
        item(
            "Tỷ lệ hồ sơ trực tuyến thấp",
            "Bố trí 02 người hướng dẫn tại bộ phận một cửa vào các ngày trong tuần",
            6,
            RemedyState::Ongoing,
        ),
        item("Số hóa hồ sơ chậm", "Số hóa xong hồ sơ trong ngày tiếp nhận; kiểm tra vào chiều thứ Sáu", 3, RemedyState::NotDone),
    ]
}

pub fn self_criticism() -> SelfCriticism {
    SelfCriticism {
        formalities: commune("BC-UBND"),
        header: HeaderKind::State,
        year: 2022,
        unit: s("Ủy ban nhân dân xã Cẩm Văn"),
        addressees: list(&["Ủy ban nhân dân huyện Cẩm Giàng", "Phòng Nội vụ huyện Cẩm Giàng"]),
        authority_head: s("Chủ tịch Ủy ban nhân dân huyện Cẩm Giàng"),
        working_rules: s("Tập thể Ủy ban nhân dân xã chấp hành nguyên tắc tập trung dân chủ, quy chế làm việc đã ban hành."),
        organisation: s("Đã ban hành kế hoạch cải cách hành chính năm 2022 và phân công từng thành viên phụ trách lĩnh vực."),
        assessment: s(
            "Kết quả đánh giá chính thức năm 2022: tổng điểm 55,22/100; xếp hạng 17/17 trong nhóm; kết quả thực hiện cam kết: Không hoàn thành.",
        ),
        met: vec![MetTarget {
            name: s("Tỷ lệ hồ sơ giải quyết đúng hạn"), committed: s("≥ 98,00%"), achieved: s("99,36%")
        }],
        subordinates: None,
        missed: missed(),
        shortcomings: String::new(),
        carried_over: vec![],
        previous_fixed: String::new(),
        suggestions: vec![Suggestion {
            question: s("Làm rõ trách nhiệm trong việc để 11 hồ sơ quá hạn"),
            answer: s("Các hồ sơ quá hạn thuộc lĩnh vực đất đai do chậm luân chuyển; đơn vị đã xin lỗi từng người dân bằng văn bản."),
        }],
        collective_responsibility: s("Tập thể Ủy ban nhân dân xã nhận trách nhiệm trong lãnh đạo, chỉ đạo, kiểm tra"),
        personal_responsibility: s("Ông Phạm Quốc Vinh, Chủ tịch Ủy ban nhân dân xã, chịu trách nhiệm người đứng đầu"),
        direction: s("Năm 2023, Ủy ban nhân dân xã tập trung khắc phục các chỉ tiêu không đạt theo các biện pháp sau:"),
        remedies: remedies(),
        proposed_grade: s("Hoàn thành nhiệm vụ"),
        signer: chair(false),
    }
}

pub fn personal_review(header: HeaderKind) -> PersonalReview {
    let merit = |words: &str| Merit { words: s(words), level: s("Trung bình") };
    let issuer = match header {
        HeaderKind::State => commune("").issuer,
        HeaderKind::Party => {
            Issuer {
                parent: list(&["Đảng bộ xã Cẩm Văn"]), body: list(&["Chi bộ Ủy ban nhân dân xã"]), place: s("Cẩm Văn")
            }
        }
    };
    PersonalReview {
        formalities: Formalities {
            issuer,
            number: None,
            public_address: None,
            recipients: vec![],
            state: PaperState::Draft,
            ..commune("")
        },
        header,
        year: 2022,
        person: ReviewedPerson {
            name: s("Phạm Quốc Vinh"),
            born: Some(day(1975, 3, 2)),
            party_position: s("Phó Bí thư Đảng ủy"),
            position: s("Chủ tịch UBND xã"),
            union_position: String::new(),
            unit: s("Ủy ban nhân dân xã Cẩm Văn"),
            cell: s("Ủy ban nhân dân xã"),
        },
        merits: Merits {
            character: merit("Chấp hành chủ trương, đường lối của Đảng, chính sách, pháp luật của Nhà nước."),
            duties: merit("Thực hiện đầy đủ nhiệm vụ được phân công."),
            leadership: Some(merit("Đơn vị phụ trách đạt 01/10 chỉ tiêu đã cam kết.")),
            initiative: merit("Có tinh thần trách nhiệm, song chưa có sáng kiến được công nhận."),
            example: merit("Kê khai tài sản, thu nhập đúng quy định."),
            pledge: merit("Đã thực hiện các nội dung cam kết tu dưỡng, rèn luyện năm 2022."),
        },
        assessment: String::new(),
        missed: missed(),
        shortcomings: String::new(),
        carried_over: vec![],
        previous_fixed: String::new(),
        suggestions: vec![],
        responsibility: s("Với cương vị người đứng đầu, tôi nhận trách nhiệm về các chỉ tiêu không đạt của đơn vị."),
        direction: s("Trực tiếp kiểm tra tiến độ vào ngày 15 hằng tháng."),
        remedies: remedies(),
        own_grade: s("Hoàn thành nhiệm vụ"),
        own_party_grade: (header == HeaderKind::Party).then(|| s("Hoàn thành nhiệm vụ")),
        signer: officer(&[], "Phạm Quốc Vinh"),
        appraisal: Some(Appraisal {
            remark: s("Nhất trí với nội dung tự kiểm điểm."),
            grade: s("Hoàn thành nhiệm vụ"),
            signer: officer(&["TM. Chi ủy", "Bí thư"], "Vũ Thị Hồng Nhung"),
        }),
    }
}

pub fn minutes() -> Minutes {
    let attendee = |name: &str, position: &str, presence| Attendee { name: s(name), position: s(position), presence };
    let opinion = |by: &str, words: &str| Opinion { by: s(by), words: s(words) };
    Minutes {
        wording: None,
        formalities: Formalities { number: Some(Number { number: Some(3), symbol: s("BB-UBND") }), ..commune("") },
        year: 2022,
        unit: s("Ủy ban nhân dân xã Cẩm Văn"),
        begins: at(day(2023, 1, 9), 14, 0),
        ends: Some(at(day(2023, 1, 9), 16, 30)),
        place: s("Phòng họp tầng 2, trụ sở Ủy ban nhân dân xã Cẩm Văn"),
        attendees: vec![
            attendee("Ông Phạm Quốc Vinh", "Chủ tịch Ủy ban nhân dân xã", Presence::Present),
            attendee("Bà Trần Thu Nguyệt", "Phó Chủ tịch Ủy ban nhân dân xã", Presence::Present),
            attendee("Ông Lê Hữu Toàn", "Công chức tư pháp - hộ tịch", Presence::Present),
            attendee("Bà Nguyễn Khánh Ly", "Công chức văn phòng - thống kê", Presence::Present),
            attendee("Ông Bùi Đức Thuận", "Công chức địa chính - xây dựng", Presence::Absent(s("nghỉ ốm"))),
            attendee("Ông Hoàng Gia Bảo", "Chuyên viên Phòng Nội vụ huyện (dự, theo dõi)", Presence::Present),
        ],
        chair: s("Ông Phạm Quốc Vinh, Chủ tịch Ủy ban nhân dân xã"),
        secretary: s("Bà Nguyễn Khánh Ly, công chức văn phòng - thống kê"),
        purpose: s(
            "Chủ tọa nêu lý do, mục đích của hội nghị: kiểm điểm trách nhiệm của tập thể, cá nhân trong thực hiện Bản cam kết thực hiện các \
             chỉ tiêu, nhiệm vụ cải cách hành chính năm 2022; căn cứ kết quả đánh giá đã được xác minh, đơn vị đạt 01/10 chỉ tiêu, xếp thứ \
             17/17 trong nhóm các xã, thị trấn.",
        ),
        reports: s(
            "Ông Phạm Quốc Vinh thay mặt tập thể trình bày Báo cáo kiểm điểm số 05/BC-UBND ngày 09 tháng 01 năm 2023.\nÔng Lê Hữu Toàn, bà \
             Trần Thu Nguyệt trình bày bản kiểm điểm cá nhân.",
        ),
        opinions: vec![
            opinion(
                "Bà Trần Thu Nguyệt",
                "Nhất trí với báo cáo kiểm điểm; đề nghị bổ sung trách nhiệm của người phụ trách bộ phận một cửa trong việc hướng dẫn người dân nộp hồ sơ trực tuyến",
            ),
            opinion(
                "Ông Lê Hữu Toàn",
                "Nhận trách nhiệm trực tiếp về 11 hồ sơ quá hạn; đề nghị được trang bị thêm 01 máy quét để số hóa hồ sơ ngay khi tiếp nhận",
            ),
            opinion(
                "Bà Nguyễn Khánh Ly",
                "Kế hoạch cải cách hành chính ban hành chậm 06 ngày do chưa chủ động tham mưu; xin rút kinh nghiệm và đề nghị đưa việc này vào lịch công tác tháng 01 hằng năm",
            ),
            opinion(
                "Ông Phạm Quốc Vinh",
                "Với cương vị người đứng đầu, nhận trách nhiệm trước Chủ tịch Ủy ban nhân dân huyện về việc đơn vị không hoàn thành cam kết; chưa kiểm tra thường xuyên, chưa bố trí đủ người hướng dẫn tại bộ phận tiếp nhận và trả kết quả, chưa kịp thời đề xuất trang bị máy móc, đường truyền phục vụ số hóa hồ sơ và thanh toán trực tuyến",
            ),
            opinion(
                "Bà Trần Thu Nguyệt",
                "Tỷ lệ thanh toán trực tuyến thấp do nhiều người dân cao tuổi chưa quen sử dụng; đề nghị tổ công nghệ số cộng đồng phối hợp với Đoàn Thanh niên, Hội Phụ nữ hướng dẫn tại từng thôn vào ngày thứ Bảy hằng tuần, báo cáo kết quả về bộ phận văn phòng",
            ),
            opinion(
                "Ông Hoàng Gia Bảo",
                "Đề nghị đơn vị xác định rõ thời hạn, người chịu trách nhiệm và kết quả cần đạt của từng biện pháp khắc phục; Phòng Nội vụ sẽ theo dõi, kiểm tra việc thực hiện hằng tháng",
            ),
        ],
        reply: s(
            "Chủ tọa tiếp thu các ý kiến góp ý; giao công chức văn phòng - thống kê hoàn thiện báo cáo kiểm điểm trước ngày 15 tháng 01 năm 2023.",
        ),
        votes: vec![
            Vote {
                subject: s("Đối với tập thể Ủy ban nhân dân xã"),
                manner: Manner::Open,
                counts: vec![(s("hoàn thành nhiệm vụ"), 5), (s("không hoàn thành nhiệm vụ"), 0)],
            },
            Vote {
                subject: s("Đối với ông Phạm Quốc Vinh"),
                manner: Manner::Secret,
                counts: vec![(s("hoàn thành nhiệm vụ"), 4), (s("không hoàn thành nhiệm vụ"), 1)],
            },
        ],
        conclusion: s(
            "Hội nghị thống nhất nội dung báo cáo kiểm điểm của tập thể và bản kiểm điểm của các cá nhân liên quan.\nTập thể Ủy ban nhân dân xã \
             nghiêm túc rút kinh nghiệm; từng chỉ tiêu không đạt có biện pháp khắc phục, người chịu trách nhiệm và thời hạn cụ thể.\nGiao ông Lê \
             Hữu Toàn chủ trì nâng tỷ lệ hồ sơ trực tuyến, hoàn thành trước ngày 30 tháng 6 năm 2023.",
        ),
        remedies: vec![],
        secretary_signer: officer(&[], "Nguyễn Khánh Ly"),
        chair_signer: Signer { capacity: list(&["Chủ tịch UBND xã"]), ..chair(true) },
    }
}

const COMMUNES: [(&str, usize, &str, &str); 17] = [
    ("Thị trấn Cẩm Giang", 10, "100,00", "1"),
    ("Xã Cẩm Hoàng", 10, "100,00", "1"),
    ("Xã Đức Chính", 10, "100,00", "1"),
    ("Xã Cao An", 10, "100,00", "1"),
    ("Xã Tân Trường", 10, "100,00", "1"),
    ("Xã Cẩm Phúc", 8, "99,39", "6"),
    ("Xã Cẩm Đông", 8, "98,69", "7"),
    ("Xã Cẩm Hưng", 7, "97,97", "8"),
    ("Xã Cẩm Vũ", 6, "97,46", "9"),
    ("Xã Định Sơn", 9, "95,00", "10"),
    ("Xã Ngọc Liên", 6, "94,72", "11"),
    ("Thị trấn Lai Cách", 9, "90,00", "12"),
    ("Xã Cẩm Điền", 5, "87,19", "13"),
    ("Xã Cẩm Đoài", 5, "85,68", "14"),
    ("Xã Thạch Lỗi", 2, "74,95", "15"),
    ("Xã Lương Điền", 1, "60,49", "16"),
    ("Xã Cẩm Văn", 1, "55,22", "17"),
];

pub fn ranking() -> Ranking {
    let row = |(unit, met, score, rank): &(&str, usize, &str, &str)| RankedUnit {
        rank: s(rank),
        unit: s(unit),
        met: *met,
        applicable: 10,
        score: s(score),
        grade: s(if *met >= 8 { "Hoàn thành tốt" } else { "Hoàn thành" }),
        outcome: s(if *met >= 5 { "Hoàn thành" } else { "Không hoàn thành" }),
    };
    Ranking {
        formalities: district("TB-PNV", PaperState::Provisional),
        year: 2022,
        group: s("các xã, thị trấn"),
        rows: COMMUNES.iter().map(row).collect(),
        missing: 12,
        notes: list(&["Ghi chú: các đơn vị bằng điểm xếp cùng hạng."]),
        signer: Some(officer(&["Trưởng phòng"], "Đặng Thanh Hải")),
    }
}

pub fn programme() -> Programme {
    let item = |time: &str, content: &str, by: &str| AgendaItem { time: s(time), content: s(content), by: s(by) };
    let signing = |(unit, ..): &(&str, usize, &str, &str)| Signing {
        unit: format!("UBND {}", unit.replacen(['X', 'T'], if unit.starts_with('X') { "x" } else { "t" }, 1)),
        head: s("Nguyễn Minh Họa"),
        position: s("Chủ tịch Ủy ban nhân dân"),
    };
    Programme {
        formalities: Formalities { number: Some(Number { number: Some(11), symbol: s("CTr-UBND") }), ..district("", PaperState::Final) },
        year: 2023,
        title: String::new(),
        begins: at(day(2023, 1, 31), 8, 0),
        place: s("Hội trường Ủy ban nhân dân huyện Cẩm Giàng"),
        invited: s("Lãnh đạo Ủy ban nhân dân huyện; trưởng các phòng chuyên môn; Chủ tịch Ủy ban nhân dân các xã, thị trấn"),
        agenda: vec![
            item("08 giờ 00 - 08 giờ 15", "Tuyên bố lý do, giới thiệu đại biểu", "Phòng Nội vụ"),
            item("08 giờ 15 - 08 giờ 45", "Công bố kết quả, xếp hạng năm 2022", "Trưởng phòng Nội vụ"),
            item("08 giờ 45 - 10 giờ 00", "Ký cam kết", "Thủ trưởng các đơn vị"),
            item("10 giờ 00 - 10 giờ 30", "Phát biểu chỉ đạo, kết luận hội nghị", "Chủ tịch Ủy ban nhân dân huyện"),
        ],
        signings: COMMUNES.iter().map(signing).collect(),
        signer: Some(officer(&["Trưởng phòng"], "Đặng Thanh Hải")),
    }
}

pub fn result_sheet() -> ResultSheet {
    let target = |[name, measure, committed, achieved, weight, points, status, _]: &[&str; 8]| TargetResult {
        name: s(name),
        measure: s(measure),
        committed: s(committed),
        achieved: s(achieved),
        weight: s(weight),
        points: s(points),
        status: s(status),
        note: if *status == "Đạt" { s("Đủ điểm: đạt mức cam kết") } else { String::new() },
    };
    ResultSheet {
        formalities: Formalities { public_address: commune("").public_address, ..district("TB-PNV", PaperState::Final) },
        year: 2022,
        unit: s("Ủy ban nhân dân xã Cẩm Văn"),
        targets: TARGETS.iter().map(target).collect(),
        met: 1,
        applicable: 10,
        score: s("55,22"),
        max_score: s("100,00"),
        rank: s("17/17"),
        grade: s("Hoàn thành nhiệm vụ"),
        outcome: s("Không hoàn thành"),
        missing: 0,
        missing_reasons: vec![MissingFigure {
            figure: s("Số hồ sơ thanh toán trực tuyến, tháng 8 năm 2022"),
            reason: s("hệ thống thanh toán ngừng hoạt động, không khôi phục được số liệu"),
            by: s("Đặng Thanh Hải"),
        }],
        external: vec![ExternalResult {
            name: s("Chỉ số thành phần cải cách thủ tục hành chính"),
            value: s("65,58; xếp 12/12"),
            source: s("UBND tỉnh"),
        }],
        notes: Vec::new(),
        rules: s("Cam kết cải cách hành chính 2022, phiên bản 1"),
        signer: Some(officer(&["Trưởng phòng"], "Đặng Thanh Hải")),
    }
}

pub fn remedy_list() -> RemedyList {
    RemedyList {
        formalities: district("DM-PNV", PaperState::Final),
        next_year: 2023,
        as_of: day(2023, 8, 8),
        units: ["Ủy ban nhân dân xã Cẩm Văn", "Ủy ban nhân dân xã Lương Điền"]
            .map(|it| UnitRemedies { unit: s(it), remedies: remedies() })
            .to_vec(),
        signer: None,
    }
}

/// The report of a commune on a quarter.
pub fn progress_report() -> documents::progress_report::ProgressReport {
    use documents::progress_report::{ProgressReport, ReportedArea, ReportedTarget, ReportedTask};
    let target = |[name, measure, committed, achieved, _, _, status, _]: &[&str; 8]| ReportedTarget {
        name: s(name),
        measure: s(measure),
        committed: s(committed),
        in_period: s(achieved),
        so_far: s(achieved),
        compared: s(if *status == "Đạt" { "đạt mức cam kết" } else { "thiếu 24,60 điểm phần trăm" }),
        judged: s(if *status == "Đạt" { "Đạt" } else { "Chưa đạt" }),
        behind: *status != "Đạt",
    };
    let (first, second) = TARGETS.split_at(4);
    let area = |name: &str, targets: &[[&str; 8]]| ReportedArea { name: s(name), targets: targets.iter().map(target).collect() };
    let task = |content: &str, due, standing: &str| ReportedTask {
        content: s(content),
        responsible: s("Bà Trần Thu Nguyệt"),
        due,
        standing: s(standing),
    };
    ProgressReport {
        formalities: Formalities { date: None, state: PaperState::Draft, ..commune("BC-UBND") },
        period: s("quý III/2022"),
        year: 2022,
        until: day(2022, 9, 30),
        unit: s("Ủy ban nhân dân xã Cẩm Văn"),
        authority: s("Ủy ban nhân dân huyện Cẩm Giàng"),
        areas: vec![area("Cải cách thủ tục hành chính", first), area("Xây dựng và phát triển chính quyền điện tử, chính quyền số", second)],
        tasks: vec![task(
            "Kiện toàn tổ công nghệ số cộng đồng tại các thôn",
            day(2022, 6, 30),
            "đã hoàn thành ngày 28/6/2022, đã được xác minh",
        )],
        ahead: vec![task("Rà soát, niêm yết công khai thủ tục hành chính", day(2022, 11, 30), "chưa báo cáo kết quả")],
        missing: list(&["Số hồ sơ thanh toán trực tuyến, tháng 8/2022"]),
        wording: None,
        signer: chair(false),
    }
}

/// The invitation to the conference of the programme.
pub fn invitation() -> documents::invitation::Invitation {
    let programme = programme();
    documents::invitation::Invitation {
        wording: None,
        formalities: Formalities {
            number: Some(Number { number: Some(12), symbol: s("GM-UBND") }),
            recipients: list(&["Như trên", "Lưu: VT"]),
            ..district("", PaperState::Final)
        },
        event: s("Hội nghị ký cam kết cải cách hành chính năm 2023"),
        inviting: s("Ủy ban nhân dân huyện Cẩm Giàng"),
        invited: list(&["Lãnh đạo Ủy ban nhân dân huyện Cẩm Giàng", "Thủ trưởng các đơn vị ký cam kết"]),
        begins: programme.begins,
        place: programme.place,
        agenda: programme.agenda,
        signings: programme.signings,
        signer: officer(&["Trưởng phòng"], "Đặng Thanh Hải"),
    }
}

/// A letter that reminds a commune.
pub fn reminder() -> documents::reminder::Reminder {
    use documents::reminder::{LatePeriod, Reminder};
    let late = |name: &str, due, figures: &[&str]| LatePeriod { name: s(name), due, figures: list(figures) };
    Reminder {
        wording: None,
        formalities: Formalities {
            number: Some(Number { number: None, symbol: s("PNV") }),
            date: None,
            state: PaperState::Draft,
            recipients: list(&["Như trên", "Lưu: VT"]),
            ..district("", PaperState::Final)
        },
        year: 2023,
        unit: s("Ủy ban nhân dân xã Cẩm Văn"),
        as_of: day(2023, 8, 8),
        periods: vec![
            late("Tháng 6/2023", day(2023, 7, 17), &["Số hồ sơ tiếp nhận trực tuyến", "Số hồ sơ thanh toán trực tuyến"]),
            late("Quý II/2023", day(2023, 7, 21), &["Số sáng kiến cải cách hành chính được công nhận"]),
        ],
        signer: officer(&["Trưởng phòng"], "Đặng Thanh Hải"),
    }
}

/// A letter that reminds a commune of its commitment.
pub fn signing_reminder() -> documents::signing_reminder::SigningReminder {
    let letter = reminder();
    documents::signing_reminder::SigningReminder {
        formalities: letter.formalities,
        year: 2023,
        unit: letter.unit,
        as_of: day(2023, 4, 3),
        agreed_on: day(2023, 3, 20),
        until: day(2023, 3, 31),
        on_paper: false,
        signer: letter.signer,
        wording: None,
    }
}

/// Every paper with its name.
pub fn all() -> Vec<(&'static str, Vec<u8>)> {
    every().into_iter().map(|it| (it.name, it.pdf)).collect()
}

/// Every paper with its name, before it is written.
pub fn papers() -> Vec<(&'static str, documents::Document)> {
    vec![
        ("commitment", documents::commitment::document(&commitment())),
        ("self_criticism", documents::self_criticism::document(&self_criticism())),
        ("personal_review_party", documents::personal_review::document(&personal_review(HeaderKind::Party))),
        ("personal_review_state", documents::personal_review::document(&personal_review(HeaderKind::State))),
        ("minutes", documents::minutes::document(&minutes())),
        ("ranking", documents::ranking::document(&ranking())),
        ("programme", documents::programme::document(&programme())),
        ("result_sheet", documents::result_sheet::document(&result_sheet())),
        ("remedies", documents::remedies::document(&remedy_list())),
        ("decision", documents::decision::document(&decision())),
        ("progress_report", documents::progress_report::document(&progress_report())),
        ("invitation", documents::invitation::document(&invitation())),
        ("reminder", documents::reminder::document(&reminder())),
        ("register", documents::register::document(&register())),
        ("amendment", documents::amendment::document(&amendment())),
        ("notice", documents::notice::document(&notice())),
        ("tracking", documents::civil_servant::tracking(&tracking())),
        ("yearly_grade", documents::civil_servant::yearly_grade(&yearly_grade())),
        ("check_minutes", documents::check_minutes::document(&check_minutes())),
        ("check_conclusion", documents::check_conclusion::document(&check_conclusion())),
        ("hand_over", documents::hand_over::document(&hand_over())),
        ("justification", documents::justification::document(&justification())),
        ("signing_reminder", documents::signing_reminder::document(&signing_reminder())),
    ]
}

/// The register of a district's papers.
pub fn register() -> documents::register::Register {
    use documents::register::{Register, RegisterRow, RegisteredPaper};
    let row = |number: &str, day: &str, about: &str, remark: &str| {
        RegisterRow::Paper(RegisteredPaper {
            number: s(number),
            day: s(day),
            about: s(about),
            signer: s("Đỗ Thế Khải"),
            recipients: s("Như Điều 3\nLưu: VT, NV"),
            remark: s(remark),
        })
    };
    Register {
        formalities: Formalities { number: None, recipients: vec![], ..district("", PaperState::Final) },
        scope: list(&["Loại văn bản: Quyết định", "Năm 2023"]),
        rows: vec![
            row("01/QĐ-UBND", "09/01/2023", "Quyết định: Về việc công bố kết quả thực hiện cam kết cải cách hành chính năm 2022", ""),
            row("02/QĐ-UBND", "10/01/2023", "Quyết định: Xếp loại các xã, thị trấn năm 2022", "Được thay thế bằng số 06/QĐ-UBND"),
            RegisterRow::PassedOver(s("03–05")),
            row("06/QĐ-UBND", "16/01/2023", "Quyết định: Thay thế mức xếp loại của xã Cẩm Văn năm 2022", "Thay thế số 02/QĐ-UBND"),
        ],
        signer: Some(officer(&["Trưởng phòng"], "Đặng Thanh Hải")),
    }
}

/// An amendment of a sealed goal.
pub fn amendment() -> documents::amendment::Amendment {
    use documents::amendment::{AmendedUnit, Amendment, Change};
    let unit =
        |unit: &str, signed: Option<&str>| AmendedUnit { unit: s(unit), signed: signed.map(|it| (s(it), at(day(2023, 7, 4), 9, 20))) };
    Amendment {
        formalities: Formalities {
            date: Some(day(2023, 7, 3)),
            recipients: list(&["Ủy ban nhân dân các xã, thị trấn", "Lưu: VT, NV"]),
            digest: Some(s(DIGEST)),
            ..district("", PaperState::Final)
        },
        number: s("01/PL-UBND"),
        year: 2023,
        campaign: s("Cam kết cải cách hành chính năm 2023"),
        change: Change::Goal {
            target: s("T05. Tỷ lệ thanh toán trực tuyến trên hồ sơ có phí, lệ phí"),
            span: s("cả năm 2023"),
            old: s("từ 35% trở lên"),
            new: s("từ 45% trở lên"),
        },
        whom: s("Các đơn vị thuộc nhóm Xã, thị trấn chưa có mức riêng"),
        since: day(2023, 7, 1),
        meaning: s("kết quả cả năm tính theo mức mới, kết quả của các kỳ đã kết thúc trước ngày này vẫn theo mức cũ"),
        reason: s("Ủy ban nhân dân tỉnh giao lại chỉ tiêu thanh toán trực tuyến sáu tháng cuối năm"),
        replaces: None,
        replaced_by: None,
        seal: s(DIGEST),
        units: vec![unit("Xã Cao An", Some("Nguyễn Minh Họa")), unit("Xã Cẩm Văn", None)],
        signer: officer(&["Trưởng phòng"], "Đặng Thanh Hải"),
    }
}

/// A notice of a decision to one commune.
pub fn notice() -> documents::notice::Notice {
    documents::notice::Notice {
        formalities: Formalities {
            issuer: decision().formalities.issuer,
            number: Some(Number { number: None, symbol: s("TB-UBND") }),
            state: PaperState::Draft,
            public_address: None,
            digest: None,
            recipients: list(&["Như trên", "Lưu: VT, NV"]),
            ..commune("")
        },
        about: s("Về việc công bố kết quả thực hiện cam kết cải cách hành chính năm 2022"),
        decision: s(
            "Quyết định số 05/QĐ-UBND ngày 09 tháng 01 năm 2023 của Ủy ban nhân dân huyện Cẩm Giàng về việc công bố kết quả thực hiện cam kết \
             cải cách hành chính năm 2022",
        ),
        addressee: s("Xã Cẩm Văn"),
        whose: s("Xã Cẩm Văn"),
        result: vec![s("Không hoàn thành; 55,22 điểm; xếp hạng 17 trong nhóm")],
        reason: s("Đạt 01/10 chỉ tiêu đã cam kết"),
        since: s("ngày 09 tháng 01 năm 2023"),
        appeal: s("kiến nghị được trả lời bằng văn bản trong thời hạn 07 ngày làm việc kể từ ngày nhận được"),
        signer: officer(&["Chủ tịch"], "Phạm Quốc Vinh"),
        wording: None,
    }
}

fn civil_servant() -> documents::civil_servant::CivilServant {
    documents::civil_servant::CivilServant {
        name: s("Phạm Quốc Vinh"),
        position: s("Chủ tịch Ủy ban nhân dân xã"),
        unit: s("Ủy ban nhân dân xã Cẩm Văn"),
    }
}

/// Form 01 of Decree 335, filled in.
pub fn tracking() -> documents::civil_servant::Tracking {
    documents::civil_servant::Tracking {
        formalities: Formalities { number: None, recipients: vec![], public_address: None, digest: None, ..commune("") },
        period: s("tháng 01 năm 2026"),
        person: civil_servant(),
        own_points: list(&["5", "5", "2", "2,5", "2,5", "2", "2", "2,5", "2,5", "2"]),
        points: [s("28"), s("61,25"), s("89,25")],
        strengths: String::new(),
        shortcomings: s("Hướng dẫn nộp hồ sơ trực tuyến chưa thường xuyên."),
        remark: String::new(),
        own_signer: officer(&[], "Phạm Quốc Vinh"),
        authority_signer: officer(&["Chủ tịch"], "Đỗ Thế Khải"),
    }
}

/// Form 02 of Decree 335, with the months left to the hand.
pub fn yearly_grade() -> documents::civil_servant::YearlyGrade {
    documents::civil_servant::YearlyGrade {
        formalities: tracking().formalities,
        year: 2026,
        person: civil_servant(),
        months: vec![],
        mean: s("88,17"),
        own_grade: Some(1),
        grade: Some(2),
        proposal: String::new(),
        own_signer: officer(&[], "Phạm Quốc Vinh"),
        authority_signer: officer(&["Chủ tịch"], "Đỗ Thế Khải"),
    }
}

/// The bound file of a commune's case.
pub fn bundle() -> documents::bundle::Bundle {
    documents::bundle::Bundle {
        formalities: Formalities { number: None, recipients: vec![], public_address: None, digest: None, ..commune("") },
        kind: s("Hồ sơ kiểm điểm"),
        summary: list(&["Việc thực hiện cam kết cải cách hành chính năm 2022", "của Ủy ban nhân dân xã Cẩm Văn"]),
        papers: vec![
            documents::result_sheet::document(&result_sheet()),
            documents::self_criticism::document(&self_criticism()),
            documents::personal_review::document(&personal_review(HeaderKind::Party)),
            documents::minutes::document(&minutes()),
            documents::decision::document(&decision()),
            documents::invitation::document(&invitation()),
            documents::remedies::document(&remedy_list()),
        ],
        notes: list(&["Tập không gồm văn bản chưa ký, chưa nộp."]),
    }
}

/// A decision of the district that publishes results.
pub fn decision() -> documents::decision::Decision {
    use documents::decision::{Decision, Matter, PublishedUnit};
    let unit = |rank: &str, unit: &str, score: &str, outcome: &str| PublishedUnit {
        rank: s(rank),
        unit: s(unit),
        score: s(score),
        grade: s("Hoàn thành tốt nhiệm vụ"),
        outcome: s(outcome),
    };
    Decision {
        wording: None,
        formalities: Formalities {
            issuer: Issuer { parent: vec![], body: list(&["Ủy ban nhân dân", "huyện Cẩm Giàng"]), place: s("Cẩm Giàng") },
            public_address: None,
            recipients: list(&["Như Điều 3", "Lưu: VT, NV"]),
            ..commune("QĐ-UBND")
        },
        year: 2022,
        group: s("Xã, thị trấn"),
        decides: s("Chủ tịch Ủy ban nhân dân huyện Cẩm Giàng"),
        basis: list(&["Căn cứ Nghị định số 90/2020/NĐ-CP", "Căn cứ Kế hoạch cải cách hành chính năm 2022"]),
        proposer: s("Trưởng phòng Nội vụ"),
        matter: Matter::Publication(vec![
            unit("1", "Xã Cao An", "97,97", "Hoàn thành"),
            unit("2", "Xã Cẩm Văn", "55,22", "Không hoàn thành"),
        ]),
        replaces: None,
        reason: String::new(),
        appeals: Some((5, 7)),
        signer: Signer {
            capacity: list(&["Chủ tịch"]),
            name: s("Phạm Quốc Vinh"),
            confirmation: Some(Confirmation::in_system(s("Phạm Quốc Vinh"), at(day(2023, 1, 9), 16, 45))),
        },
    }
}
