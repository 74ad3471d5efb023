//! The passages and the fields of each kind of paper, with the wording that the program brings along. No official text of these passages is
//! known (`domain.md` 9, `[INV]`); what a paper cannot do without is named with each passage.

use super::TemplateKind;

/// A passage of a paper.
#[derive(Debug, PartialEq, Eq)]
pub struct Passage {
    /// Its name in the database and in forms.
    pub code: &'static str,
    /// What the program says.
    pub shipped: &'static str,
    /// The fields that have to stand in it.
    pub needs: &'static [&'static str],
    /// How few paragraphs it may have; none where it may stay empty.
    pub fewest: usize,
    /// How many it may have.
    pub most: usize,
}

/// A placeholder of a kind of paper.
#[derive(Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name between the braces.
    pub name: &'static str,
    /// What may come in its place: for the page and for trying.
    pub example: &'static str,
    /// Whether it is printed bold.
    pub strong: bool,
}

/// Paragraphs of a passage that may have several.
const SEVERAL: usize = 10;

const fn passage(code: &'static str, shipped: &'static str, needs: &'static [&'static str]) -> Passage {
    Passage { code, shipped, needs, fewest: 1, most: SEVERAL }
}

const fn field(name: &'static str, example: &'static str) -> Field {
    Field { name, example, strong: false }
}

impl TemplateKind {
    /// The passages, in the order of the paper.
    pub const fn passages(self) -> &'static [Passage] {
        match self {
            Self::Commitment => const { &COMMITMENT },
            Self::Invitation => const { &INVITATION },
            Self::Reminder => const { &REMINDER },
            Self::SigningReminder => const { &SIGNING_REMINDER },
            Self::Minutes => const { &MINUTES },
            Self::Decision => const { &DECISION },
            Self::Notice => const { &NOTICE },
            Self::ProgressReport => const { &PROGRESS_REPORT },
            Self::Justification => const { &JUSTIFICATION },
            Self::CheckMinutes => const { &CHECK_MINUTES },
            Self::CheckConclusion => const { &CHECK_CONCLUSION },
            Self::HandOver => const { &HAND_OVER },
        }
    }

    /// The fields that its passages may name.
    pub const fn fields(self) -> &'static [Field] {
        match self {
            Self::Commitment => const { &COMMITMENT_FIELDS },
            Self::Invitation => const { &INVITATION_FIELDS },
            Self::Reminder => const { &REMINDER_FIELDS },
            Self::SigningReminder => const { &SIGNING_REMINDER_FIELDS },
            Self::Minutes => const { &MINUTES_FIELDS },
            Self::Decision => const { &DECISION_FIELDS },
            Self::Notice => const { &NOTICE_FIELDS },
            Self::ProgressReport => const { &PROGRESS_REPORT_FIELDS },
            Self::Justification => const { &JUSTIFICATION_FIELDS },
            Self::CheckMinutes => const { &CHECK_MINUTES_FIELDS },
            Self::CheckConclusion => const { &CHECK_CONCLUSION_FIELDS },
            Self::HandOver => const { &HAND_OVER_FIELDS },
        }
    }

    /// The passage of a name.
    pub fn passage(self, code: &str) -> Option<&'static Passage> {
        self.passages().iter().find(|it| it.code == code)
    }

    /// The field of a name.
    pub fn field(self, name: &str) -> Option<&'static Field> {
        self.fields().iter().find(|it| it.name == name)
    }
}

const COMMITMENT: [Passage; 7] = [
    Passage { fewest: 0, ..passage("bases", "Căn cứ chức năng, nhiệm vụ được giao", &[]) },
    passage("person", "Tôi là: {{ho_ten}}; Chức vụ: {{chuc_vu}}; Đơn vị: {{don_vi}}.", &["ho_ten", "chuc_vu", "don_vi"]),
    passage("promise", "Tôi cam kết với {{cap_tren}} lãnh đạo, chỉ đạo đơn vị thực hiện các nội dung sau:", &["cap_tren"]),
    passage("no_tasks", "Thực hiện các nhiệm vụ được giao tại kế hoạch cải cách hành chính của đơn vị.", &[]),
    Passage { fewest: 0, ..passage("reporting", "Báo cáo đột xuất theo yêu cầu của cấp trên", &[]) },
    passage(
        "duty",
        "Chịu trách nhiệm trước {{cap_tren}} và trước pháp luật về kết quả thực hiện.\n\
         Trường hợp không hoàn thành, tôi chịu hình thức xử lý theo quy định và tổ chức kiểm điểm tập thể, cá nhân liên quan.",
        &["cap_tren"],
    ),
    passage("ending", "Bản cam kết {{the_thuc}}, có hiệu lực từ ngày ký đến hết năm {{nam}}.", &["the_thuc", "nam"]),
];

const COMMITMENT_FIELDS: [Field; 7] = [
    Field { strong: true, ..field("ho_ten", "Nguyễn Văn Hòa") },
    field("chuc_vu", "Chủ tịch Ủy ban nhân dân xã Cao An"),
    field("don_vi", "Ủy ban nhân dân xã Cao An"),
    field("cap_tren", "Chủ tịch Ủy ban nhân dân huyện Cẩm Giàng"),
    field("co_quan_cap_tren", "Ủy ban nhân dân huyện Cẩm Giàng"),
    field("nam", "2023"),
    field("the_thuc", "được lập dưới dạng điện tử"),
];

const INVITATION: [Passage; 3] = [
    passage("opening", "{{co_quan_moi}} trân trọng kính mời quý vị đến dự {{su_kien}}, cụ thể như sau:", &["co_quan_moi", "su_kien"]),
    passage("closing", "Đề nghị quý vị đến dự đúng thời gian, địa điểm nêu trên.", &[]),
    Passage { most: 1, ..passage("annex", "Danh sách ký cam kết tại Phụ lục kèm theo.", &[]) },
];

const INVITATION_FIELDS: [Field; 2] =
    [field("co_quan_moi", "Ủy ban nhân dân huyện Cẩm Giàng"), field("su_kien", "hội nghị ký cam kết cải cách hành chính năm 2023")];

const REMINDER: [Passage; 3] = [
    passage(
        "found",
        "Theo chế độ báo cáo của đợt cam kết cải cách hành chính năm {{nam}}, tính đến {{ngay}}, {{don_vi}} còn {{so_luong}} số liệu đã quá hạn \
         nhưng chưa nộp, cụ thể như sau:",
        &["nam", "ngay", "don_vi", "so_luong"],
    ),
    passage(
        "request",
        "Đề nghị {{don_vi}} nhập và nộp đầy đủ các số liệu nêu trên trước ngày …… tháng …… năm ……; số liệu nào không có thì nêu rõ lý do.",
        &["don_vi"],
    ),
    passage("closing", "Đề nghị {{don_vi}} quan tâm, chỉ đạo thực hiện.", &[]),
];

const REMINDER_FIELDS: [Field; 4] = [
    field("nam", "2023"),
    field("ngay", "ngày 20 tháng 4 năm 2023"),
    field("don_vi", "Ủy ban nhân dân xã Cao An"),
    field("so_luong", "02"),
];

const SIGNING_REMINDER: [Passage; 5] = [
    passage(
        "found",
        "Nội dung bản cam kết cải cách hành chính năm {{nam}} của {{don_vi}} đã được thống nhất {{ngay_thong_nhat}}; hạn ký là hết {{han_ky}}. \
         Tính đến {{ngay}}, {{tinh_trang}} bản cam kết.",
        &["nam", "don_vi", "han_ky", "tinh_trang"],
    ),
    passage(
        "request",
        "Đề nghị thủ trưởng {{don_vi}} ký bản cam kết trên hệ thống trong thời hạn nêu trên; nếu không ký thì nêu rõ lý do bằng văn bản trên \
         hệ thống.",
        &["don_vi"],
    ),
    passage(
        "request_late",
        "Đề nghị thủ trưởng {{don_vi}} ký bản cam kết trên hệ thống trước ngày …… tháng …… năm ……; nếu không ký thì nêu rõ lý do bằng văn bản \
         trên hệ thống.",
        &["don_vi"],
    ),
    passage(
        "request_paper",
        "Đề nghị thủ trưởng {{don_vi}} ký bản cam kết trên giấy và gửi lại; nếu không ký thì nêu rõ lý do bằng văn bản trên hệ thống.",
        &["don_vi"],
    ),
    passage("closing", "Đề nghị {{don_vi}} quan tâm, thực hiện.", &[]),
];

const SIGNING_REMINDER_FIELDS: [Field; 6] = [
    field("nam", "2023"),
    field("don_vi", "Ủy ban nhân dân xã Cao An"),
    field("ngay_thong_nhat", "ngày 13 tháng 02 năm 2023"),
    field("han_ky", "ngày 28 tháng 02 năm 2023"),
    field("ngay", "ngày 20 tháng 02 năm 2023"),
    field("tinh_trang", "thủ trưởng đơn vị chưa ký"),
];

const MINUTES: [Passage; 6] = [
    Passage { most: 1, ..passage("contents", "Nội dung (theo diễn biến hội nghị):", &[]) },
    Passage {
        fewest: 6,
        most: 6,
        ..passage(
            "items",
            "Chủ tọa nêu lý do, mục đích, căn cứ tổ chức hội nghị\n\
             Trình bày báo cáo kiểm điểm của tập thể, cá nhân\n\
             Ý kiến góp ý\n\
             Tiếp thu, giải trình\n\
             Biểu quyết, bỏ phiếu\n\
             Kết luận của chủ tọa",
            &[],
        )
    },
    passage("no_opinions", "Không có ý kiến góp ý.", &[]),
    passage("no_votes", "Hội nghị không biểu quyết, bỏ phiếu.", &[]),
    passage("remedies", "Các biện pháp khắc phục được hội nghị thống nhất:", &[]),
    passage("adopted", "Biên bản đã được đọc và thông qua tại hội nghị.", &[]),
];

const MINUTES_FIELDS: [Field; 2] = [field("nam", "2022"), field("don_vi", "Ủy ban nhân dân xã Cao An")];

const DECISION: [Passage; 4] = [
    Passage { fewest: 0, ..passage("bases", "", &[]) },
    Passage { most: 1, ..passage("proposal", "Theo đề nghị của {{co_quan_de_nghi}}.", &["co_quan_de_nghi"]) },
    passage(
        "appeals",
        "Đơn vị không nhất trí với kết quả được công bố có quyền gửi kiến nghị trong thời hạn {{han_kien_nghi}} ngày làm việc kể từ ngày kết quả \
         được công bố; kiến nghị được trả lời bằng văn bản trong thời hạn {{han_tra_loi}} ngày làm việc kể từ ngày nhận được.",
        &["han_kien_nghi", "han_tra_loi"],
    ),
    Passage {
        most: 1, ..passage("duty", "{{co_quan_de_nghi}}, {{cac_ben}} chịu trách nhiệm thi hành Quyết định này.", &["cac_ben"])
    },
];

const DECISION_FIELDS: [Field; 5] = [
    field("co_quan_de_nghi", "Trưởng phòng Nội vụ"),
    field("cac_ben", "các cơ quan, đơn vị có liên quan"),
    field("han_kien_nghi", "05"),
    field("han_tra_loi", "07"),
    field("nam", "2022"),
];

const NOTICE: [Passage; 2] = [
    passage("opening", "Căn cứ {{quyet_dinh}}, nội dung liên quan được thông báo như sau:", &["quyet_dinh"]),
    passage("closing", "Trên đây là thông báo kết quả theo {{quyet_dinh}}.", &[]),
];

const NOTICE_FIELDS: [Field; 2] = [
    field(
        "quyet_dinh",
        "Quyết định số 05/QĐ-UBND ngày 09 tháng 01 năm 2023 của Ủy ban nhân dân huyện Cẩm Giàng về việc công bố kết quả thực hiện cam kết cải cách \
         hành chính năm 2022",
    ),
    field("doi_tuong", "Ủy ban nhân dân xã Cao An"),
];

const PROGRESS_REPORT: [Passage; 2] = [
    passage(
        "opening",
        "Thực hiện Bản cam kết các chỉ tiêu, nhiệm vụ cải cách hành chính năm {{nam}}, {{don_vi}} báo cáo kết quả thực hiện {{ky}} (số liệu đã \
         xác minh, tính đến hết {{ngay}}) như sau:",
        &["nam", "don_vi", "ky", "ngay"],
    ),
    passage("closing", "Trên đây là báo cáo kết quả thực hiện cam kết cải cách hành chính {{ky}} của {{don_vi}}.", &[]),
];

const PROGRESS_REPORT_FIELDS: [Field; 4] = [
    field("nam", "2023"),
    field("don_vi", "Ủy ban nhân dân xã Cao An"),
    field("ky", "quý I/2023"),
    field("ngay", "ngày 31 tháng 3 năm 2023"),
];

const JUSTIFICATION: [Passage; 2] = [
    passage(
        "opening",
        "{{don_vi}} báo cáo giải trình về việc thực hiện cam kết cải cách hành chính năm {{nam}}, theo {{ket_qua}}, như sau:",
        &["don_vi", "nam", "ket_qua"],
    ),
    passage("closing", "Trên đây là báo cáo giải trình của {{don_vi}}.", &[]),
];

const JUSTIFICATION_FIELDS: [Field; 3] =
    [field("nam", "2023"), field("don_vi", "Ủy ban nhân dân xã Cao An"), field("ket_qua", "kết quả đánh giá chính thức ngày 09/01/2024")];

const CHECK_MINUTES: [Passage; 1] = [passage("adopted", "Biên bản đã được đọc và thông qua tại cuộc kiểm tra.", &[])];

const CHECK_MINUTES_FIELDS: [Field; 4] = [
    field("nam", "2023"),
    field("don_vi", "Ủy ban nhân dân xã Cao An"),
    field("ky", "tháng 3/2023"),
    field("co_quan", "Ủy ban nhân dân huyện Cẩm Giàng"),
];

const CHECK_CONCLUSION: [Passage; 2] = [
    passage(
        "opening",
        "Qua kiểm tra số liệu cải cách hành chính {{ky}} do {{don_vi}} báo cáo để theo dõi việc thực hiện cam kết năm {{nam}}, {{co_quan}} thông \
         báo kết luận như sau:",
        &["ky", "don_vi", "nam", "co_quan"],
    ),
    passage("closing", "Trên đây là kết luận kiểm tra số liệu {{ky}} của {{don_vi}}.", &[]),
];

const CHECK_CONCLUSION_FIELDS: [Field; 4] = CHECK_MINUTES_FIELDS;

const HAND_OVER: [Passage; 2] = [
    passage("opening", "Hai bên bàn giao các nội dung sau, theo dữ liệu tính đến hết {{ngay}}:", &["ngay"]),
    passage("adopted", "Biên bản đã được đọc và thông qua tại buổi bàn giao.", &[]),
];

const HAND_OVER_FIELDS: [Field; 3] =
    [field("nam", "2023"), field("don_vi", "Ủy ban nhân dân xã Cao An"), field("ngay", "ngày 20 tháng 4 năm 2023")];
