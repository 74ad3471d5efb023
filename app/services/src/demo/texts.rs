//! What people of the demo write: all invented. Vietnamese alone, as it is the content of papers.

/// Why a target was missed, who is responsible and what is done, by the target's code.
#[derive(Debug, Clone, Copy)]
pub struct Answer {
    /// The target's code.
    pub target: &'static str,
    /// Whether the cause lies with the unit.
    pub subjective: bool,
    /// The cause.
    pub cause: &'static str,
    /// Who is responsible, by post.
    pub responsible: &'static str,
    /// What is done about it.
    pub remedy: &'static str,
}

/// The answers for every target of the communes' rule set.
pub const ANSWERS: [Answer; 10] = [
    Answer {
        target: "T01",
        subjective: true,
        cause: "Một số hồ sơ chưa được cập nhật trạng thái trên hệ thống đúng thời điểm trả kết quả.",
        responsible: "Công chức Tư pháp - Hộ tịch",
        remedy: "Đối chiếu sổ theo dõi với hệ thống vào cuối mỗi ngày làm việc.",
    },
    Answer {
        target: "T02",
        subjective: true,
        cause: "Phân công giải quyết hồ sơ đất đai chưa hợp lý, chưa có người thay khi công chức vắng mặt; lãnh đạo chưa theo dõi hồ sơ sắp đến hạn.",
        responsible: "Công chức Địa chính - Nông nghiệp - Xây dựng và Môi trường",
        remedy: "Phân công người thay thế bằng văn bản; rà soát hồ sơ sắp đến hạn hằng ngày; gửi thư xin lỗi khi quá hạn.",
    },
    Answer {
        target: "T03",
        subjective: true,
        cause: "Chưa có người thường trực hướng dẫn nộp hồ sơ trực tuyến tại bộ phận một cửa; tuyên truyền còn hình thức.",
        responsible: "Công chức Văn phòng - Thống kê",
        remedy: "Bố trí đoàn viên hỗ trợ tại bộ phận một cửa các buổi sáng; tổ công nghệ số cộng đồng đến từng thôn hướng dẫn.",
    },
    Answer {
        target: "T04",
        subjective: false,
        cause: "Máy quét dùng chung bị hỏng trong hai tháng, hồ sơ cũ nhiều trang nên số hóa chậm.",
        responsible: "Công chức Văn phòng - Thống kê",
        remedy: "Dùng máy quét được huyện trang bị; số hóa ngay khi tiếp nhận, không để dồn cuối tuần.",
    },
    Answer {
        target: "T05",
        subjective: false,
        cause: "Nhiều người dân cao tuổi chưa có tài khoản ngân hàng; mã thanh toán tại quầy chưa được niêm yết.",
        responsible: "Công chức Tài chính - Kế toán",
        remedy: "Niêm yết mã thanh toán tại quầy; phối hợp với ngân hàng mở tài khoản cho người dân tại thôn.",
    },
    Answer {
        target: "T06",
        subjective: true,
        cause: "Chưa giới thiệu dịch vụ bưu chính công ích khi tiếp nhận hồ sơ; chưa phối hợp với bưu điện văn hóa xã.",
        responsible: "Công chức Văn phòng - Thống kê",
        remedy: "Ký kế hoạch phối hợp với bưu điện; giới thiệu mức hỗ trợ phí 15.000 đồng mỗi hồ sơ.",
    },
    Answer {
        target: "T07",
        subjective: true,
        cause: "Thời gian chờ tại quầy còn dài vào đầu giờ sáng; cách giao tiếp có lúc chưa chuẩn mực.",
        responsible: "Công chức Văn hóa - Xã hội",
        remedy: "Bố trí thêm người vào giờ cao điểm; tập huấn kỹ năng giao tiếp; khảo sát hằng tháng.",
    },
    Answer {
        target: "T08",
        subjective: true,
        cause: "Báo cáo gửi muộn do giao cho một người tổng hợp, không có lịch nhắc.",
        responsible: "Công chức Văn phòng - Thống kê",
        remedy: "Lập lịch báo cáo năm, hoàn thành trước hạn một ngày làm việc.",
    },
    Answer {
        target: "T09",
        subjective: true,
        cause: "Dự thảo kế hoạch phải sửa nhiều lần, trình ký sau kỳ nghỉ Tết.",
        responsible: "Công chức Văn phòng - Thống kê",
        remedy: "Trình dự thảo kế hoạch năm sau trước ngày 31/12.",
    },
    Answer {
        target: "T10",
        subjective: true,
        cause: "Chưa phát động đăng ký sáng kiến trong cán bộ, công chức.",
        responsible: "Phó Chủ tịch UBND xã",
        remedy: "Mỗi bộ phận đăng ký một cách làm mới; chọn một mô hình để nhân rộng.",
    },
];

/// The collective's report: sections by code.
pub const COLLECTIVE: [(&str, &str); 8] = [
    ("working_rules", "Tập thể UBND xã chấp hành quy chế làm việc, duy trì giao ban hằng tuần, có nội dung cải cách hành chính."),
    (
        "organisation",
        "Đã ban hành kế hoạch cải cách hành chính năm, phân công công chức đầu mối; thủ tục hành chính được niêm yết công khai.",
    ),
    ("subordinates", "Không có đơn vị trực thuộc."),
    (
        "shortcomings",
        "Việc chỉ đạo chưa thường xuyên; chưa kiểm tra tiến độ các chỉ tiêu đã cam kết theo tháng; phối hợp giữa các bộ phận chuyên môn còn chậm.",
    ),
    ("previous_fixed", "Hạn chế về niêm yết thủ tục hành chính đã khắc phục; hạn chế về tiếp nhận hồ sơ trực tuyến đang khắc phục."),
    ("collective_responsibility", "Tập thể UBND xã nhận trách nhiệm về việc không hoàn thành phần lớn chỉ tiêu đã cam kết."),
    (
        "personal_responsibility",
        "Người đứng đầu UBND xã chịu trách nhiệm về kết quả chung; công chức phụ trách từng lĩnh vực chịu trách nhiệm về chỉ tiêu được giao.",
    ),
    (
        "direction",
        "Giao chỉ tiêu cho từng công chức, kiểm điểm tiến độ hằng tháng, công khai kết quả tại bộ phận một cửa; phấn đấu năm 2023 đạt ít nhất 70% số chỉ tiêu.",
    ),
];

/// The head's own report: sections by code, and the level the person gives where the form asks for one.
pub const PERSONAL: [(&str, &str, &str); 10] = [
    ("character", "Giữ gìn phẩm chất, đạo đức; chấp hành kỷ luật, kỷ cương hành chính.", "good"),
    ("duties", "Hoàn thành các nhiệm vụ thường xuyên; chưa hoàn thành chỉ tiêu cải cách hành chính.", "average"),
    ("leadership", "Lãnh đạo, chỉ đạo đơn vị còn thiếu kiểm tra, đôn đốc; đơn vị phụ trách không hoàn thành cam kết.", "average"),
    ("initiative", "Có tinh thần trách nhiệm; chưa có cách làm mới trong cải cách hành chính.", "average"),
    ("example", "Nêu gương trong tiếp công dân; thực hiện phòng, chống tham nhũng, lãng phí.", "good"),
    ("pledge", "Thực hiện cam kết tu dưỡng, rèn luyện hằng năm.", "good"),
    (
        "shortcomings",
        "Chưa dành đủ thời gian cho chỉ đạo cải cách hành chính; giao chỉ tiêu cho công chức nhưng thiếu kiểm tra giữa kỳ.",
        "",
    ),
    ("previous_fixed", "Hạn chế năm trước về kiểm tra công vụ: đang khắc phục.", ""),
    (
        "personal_responsibility",
        "Với vai trò người đứng đầu, tôi nhận trách nhiệm về việc đơn vị không hoàn thành các chỉ tiêu đã cam kết.",
        "",
    ),
    (
        "direction",
        "Trực tiếp giao ban về cải cách hành chính hai tuần một lần; ký duyệt hồ sơ trong ngày; báo cáo kết quả khắc phục hằng quý.",
        "",
    ),
];

/// What the authority asks beforehand.
pub const QUESTION: &str = "Vì sao tỷ lệ hồ sơ trực tuyến và số hóa thấp hơn nhiều so với cam kết; trách nhiệm của từng công chức ra sao?";

/// What the reports say to it.
pub const REPLY: &str = "Đơn vị chưa bố trí người hướng dẫn thường trực và để hồ sơ số hóa dồn cuối tuần; công chức Văn phòng - Thống kê chịu trách nhiệm trực tiếp, người đứng đầu UBND xã chịu trách nhiệm chỉ đạo.";

/// Who speaks at a review meeting: one of those who are there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speaker {
    /// The home-affairs office of the district.
    HomeAffairs,
    /// The head who is reviewed.
    Head,
    /// The focal officer of the unit.
    Focal,
    /// The residents.
    Residents,
}

/// What was said at a review meeting: an opinion or a reply, who, and what.
pub const OPINIONS: [(&str, Speaker, &str); 4] = [
    (
        "opinion",
        Speaker::HomeAffairs,
        "Đề nghị làm rõ trách nhiệm của từng công chức đối với các chỉ tiêu trực tuyến và số hóa; bổ sung thời hạn khắc phục cụ thể.",
    ),
    (
        "opinion",
        Speaker::Focal,
        "Nhất trí với báo cáo kiểm điểm; nhận trách nhiệm về hồ sơ chậm cập nhật; đề nghị giao một đồng chí lãnh đạo UBND xã theo dõi chỉ tiêu \
         thanh toán trực tuyến và bố trí thêm máy quét tại quầy.",
    ),
    ("opinion", Speaker::Residents, "Đề nghị tổ công nghệ số cộng đồng hướng dẫn người cao tuổi ngay tại nhà văn hóa thôn."),
    (
        "reply",
        Speaker::Head,
        "Tiếp thu các ý kiến góp ý; nhận trách nhiệm của người đứng đầu về các chỉ tiêu không đạt; đã bổ sung người chịu trách nhiệm và thời hạn \
         của từng biện pháp khắc phục vào báo cáo kiểm điểm.",
    ),
];

/// What was presented.
pub const PRESENTED: &str = "Người đứng đầu UBND xã trình bày báo cáo kiểm điểm tập thể và bản kiểm điểm cá nhân.\n\
    Trưởng phòng Nội vụ huyện nêu kết quả thực hiện từng chỉ tiêu theo kết quả đánh giá chính thức năm 2022.";

/// The chair's conclusion.
pub const CONCLUSION: &str = "Hội nghị thống nhất báo cáo kiểm điểm tập thể và bản kiểm điểm cá nhân; nghiêm túc nhận trách nhiệm về các chỉ tiêu không hoàn thành. \
    Mức xếp loại theo kết quả biểu quyết được báo cáo Chủ tịch UBND huyện xem xét, quyết định.\n\
    Giao UBND xã thực hiện các biện pháp khắc phục theo đúng thời hạn, báo cáo kết quả về UBND huyện (qua Phòng Nội vụ) trước ngày 15 hằng tháng.";

/// The purpose read out by the chair.
pub const PURPOSE: &str = "Kiểm điểm trách nhiệm tập thể, cá nhân trong lãnh đạo, chỉ đạo thực hiện các chỉ tiêu cải cách hành chính đã cam kết năm 2022; căn cứ \
      bản cam kết đã ký và kết quả đánh giá chính thức năm 2022 của đơn vị.";

/// The agenda of a signing conference: when, what, who.
pub const AGENDA: &str = "07:30 | Đón tiếp đại biểu, tuyên bố lý do | Văn phòng HĐND và UBND\n\
    08:00 | Báo cáo kết quả cải cách hành chính năm trước, triển khai kế hoạch trong năm | Trưởng phòng Nội vụ\n\
    08:30 | Thảo luận | Đại biểu dự hội nghị\n\
    09:15 | Ký cam kết thực hiện các chỉ tiêu cải cách hành chính | Chủ tịch UBND huyện và thủ trưởng các đơn vị\n\
    10:15 | Phát biểu chỉ đạo, bế mạc | Chủ tịch UBND huyện";

/// Key tasks of a commune: title, expected result, who, month and day due.
pub const COMMUNE_TASKS: [(&str, &str, &str, u8, u8); 3] = [
    (
        "Ban hành và công khai kế hoạch cải cách hành chính năm",
        "Kế hoạch được ban hành, niêm yết và gửi Phòng Nội vụ",
        "Công chức Văn phòng - Thống kê",
        1,
        31,
    ),
    (
        "Kiện toàn tổ công nghệ số cộng đồng ở các thôn, khu dân cư",
        "Mỗi thôn, khu dân cư có một tổ hoạt động, có phân công",
        "Công chức Văn hóa - Xã hội",
        4,
        28,
    ),
    ("Tự kiểm tra việc giải quyết thủ tục hành chính", "Hai cuộc tự kiểm tra, có biên bản", "Phó Chủ tịch UBND", 10, 31),
];

/// Key tasks of an office.
pub const OFFICE_TASKS: [(&str, &str, &str, u8, u8); 2] = [
    (
        "Rà soát, đề xuất đơn giản hóa thủ tục hành chính thuộc lĩnh vực",
        "Danh mục thủ tục đề xuất gửi Văn phòng HĐND và UBND",
        "Phó thủ trưởng đơn vị",
        6,
        30,
    ),
    (
        "Hướng dẫn, kiểm tra các xã, thị trấn theo lĩnh vực phụ trách",
        "Kiểm tra ít nhất bốn xã, thị trấn, có thông báo kết quả",
        "Thủ trưởng đơn vị",
        10,
        31,
    ),
];

/// The source of the published facts of 2021 and 2022 (`domain.md` 13.1, 16).
pub const SOURCE: &str = "Báo Hải Dương, 11/08/2022, “Cẩm Giàng quyết tâm ra khỏi tốp cuối về cải cách hành chính”";

/// What a decided figure was sent back with.
pub const RETURN_REASON: &str =
    "Số liệu chưa khớp với báo cáo trích xuất từ hệ thống một cửa điện tử; đề nghị kiểm tra lại (số liệu minh họa).";

/// The note under every invented figure.
pub const NOTE: &str = "Số liệu minh họa";
