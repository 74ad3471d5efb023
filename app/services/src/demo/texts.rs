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
        remedy: "Mỗi bộ phận đăng ký một cách làm mới trong quý I; chọn một mô hình để nhân rộng.",
    },
];

/// A part of a self-criticism report.
#[derive(Debug, Clone, Copy)]
pub struct Report {
    /// I. What went well.
    pub strengths: &'static str,
    /// II. Shortcomings in general.
    pub shortcomings: &'static str,
    /// III. What became of earlier promises.
    pub previous_fixed: &'static str,
    /// IV. Answers to points raised.
    pub explanation: &'static str,
    /// V. Who bears responsibility.
    pub responsibility: &'static str,
    /// VI. What comes next.
    pub direction: &'static str,
}

/// The collective's report.
pub const COLLECTIVE: Report = Report {
    strengths: "Tập thể UBND chấp hành quy chế làm việc, duy trì giao ban hằng tuần về cải cách hành chính. Thủ tục hành chính được niêm yết công khai; \
        đa số hồ sơ được giải quyết đúng hạn và trước hạn.",
    shortcomings: "Việc chỉ đạo, điều hành cải cách hành chính chưa thường xuyên; chưa kiểm tra tiến độ các chỉ tiêu đã cam kết theo tháng; phối hợp giữa các bộ phận chuyên môn còn chậm.",
    previous_fixed: "Hạn chế năm 2021 về niêm yết thủ tục hành chính đã khắc phục; hạn chế về tiếp nhận hồ sơ trực tuyến đang khắc phục.",
    explanation: "Về gợi ý của Phòng Nội vụ: đơn vị đã rà soát từng chỉ tiêu chưa đạt và giải trình tại mục II.",
    responsibility: "Trách nhiệm trước hết thuộc về tập thể lãnh đạo UBND; Chủ tịch UBND chịu trách nhiệm của người đứng đầu; công chức phụ trách từng lĩnh vực chịu trách nhiệm về chỉ tiêu được giao.",
    direction: "Giao chỉ tiêu cho từng công chức, kiểm điểm tiến độ vào ngày 15 hằng tháng; công khai kết quả tại bộ phận một cửa; phấn đấu năm 2023 đạt ít nhất 70% số chỉ tiêu cam kết.",
};

/// The head's own report.
pub const PERSONAL: Report = Report {
    strengths: "Bản thân giữ gìn phẩm chất, đạo đức, chấp hành kỷ luật; trực tiếp tiếp công dân theo lịch; đôn đốc giải quyết hồ sơ tồn đọng vào quý IV.",
    shortcomings: "Chưa dành đủ thời gian cho chỉ đạo cải cách hành chính; giao chỉ tiêu cho công chức nhưng thiếu kiểm tra giữa kỳ.",
    previous_fixed: "Hạn chế năm 2021 về kiểm tra công vụ: đang khắc phục.",
    explanation: "Không có nội dung gợi ý kiểm điểm riêng đối với cá nhân.",
    responsibility: "Với vai trò người đứng đầu, tôi nhận trách nhiệm về việc đơn vị không hoàn thành các chỉ tiêu đã cam kết.",
    direction: "Trực tiếp giao ban về cải cách hành chính hai tuần một lần; ký duyệt hồ sơ trong ngày; báo cáo Chủ tịch UBND huyện kết quả khắc phục hằng quý.",
};

/// What was said at a review meeting: who, and what.
pub const OPINIONS: [(&str, &str); 4] = [
    ("Đại diện Phòng Nội vụ huyện", "Đề nghị làm rõ trách nhiệm của từng công chức đối với các chỉ tiêu trực tuyến và số hóa; bổ sung thời hạn khắc phục cụ thể."),
    ("Công chức Tư pháp - Hộ tịch", "Nhận trách nhiệm về hồ sơ chậm cập nhật; đề nghị bố trí thêm máy quét tại quầy."),
    ("Phó Chủ tịch UBND", "Đồng ý với báo cáo kiểm điểm; đề nghị giao một đồng chí lãnh đạo theo dõi chỉ tiêu thanh toán trực tuyến."),
    ("Đại diện thôn, khu dân cư", "Đề nghị tổ công nghệ số cộng đồng hướng dẫn người cao tuổi ngay tại nhà văn hóa thôn."),
];

/// The chair's conclusion.
pub const CONCLUSION: &str = "Hội nghị thống nhất báo cáo kiểm điểm tập thể và bản kiểm điểm cá nhân; nghiêm túc nhận trách nhiệm về các chỉ tiêu không hoàn thành. \
    Giao các bộ phận thực hiện biện pháp khắc phục theo đúng thời hạn; Văn phòng tổng hợp báo cáo UBND huyện trước ngày 15 hằng tháng.";

/// The purpose read out by the chair.
pub const PURPOSE: &str = "Kiểm điểm trách nhiệm tập thể, cá nhân trong lãnh đạo, chỉ đạo thực hiện các chỉ tiêu cải cách hành chính đã cam kết năm 2022.";

/// The agenda of a signing conference.
pub const AGENDA: &str = "1. Báo cáo kết quả cải cách hành chính năm trước\n2. Triển khai kế hoạch cải cách hành chính trong năm\n3. Thảo luận\n\
    4. Ký cam kết thực hiện các chỉ tiêu giữa Chủ tịch UBND huyện và thủ trưởng các đơn vị\n5. Phát biểu chỉ đạo";

/// Key tasks of a commune: title, expected result, who, month and day due.
pub const COMMUNE_TASKS: [(&str, &str, &str, u8, u8); 3] = [
    ("Ban hành và công khai kế hoạch cải cách hành chính năm", "Kế hoạch được ban hành, niêm yết và gửi Phòng Nội vụ", "Công chức Văn phòng - Thống kê", 1, 31),
    ("Kiện toàn tổ công nghệ số cộng đồng ở các thôn, khu dân cư", "Mỗi thôn, khu dân cư có một tổ hoạt động, có phân công", "Công chức Văn hóa - Xã hội", 4, 28),
    ("Tự kiểm tra việc giải quyết thủ tục hành chính", "Hai cuộc tự kiểm tra, có biên bản", "Phó Chủ tịch UBND", 10, 31),
];

/// Key tasks of an office.
pub const OFFICE_TASKS: [(&str, &str, &str, u8, u8); 2] = [
    ("Rà soát, đề xuất đơn giản hóa thủ tục hành chính thuộc lĩnh vực", "Danh mục thủ tục đề xuất gửi Văn phòng HĐND và UBND", "Phó thủ trưởng đơn vị", 6, 30),
    ("Hướng dẫn, kiểm tra các xã, thị trấn theo lĩnh vực phụ trách", "Kiểm tra ít nhất bốn xã, thị trấn, có thông báo kết quả", "Thủ trưởng đơn vị", 10, 31),
];

/// The source of the published facts of 2021 and 2022 (`domain.md` 13.1, 16).
pub const SOURCE: &str = "Báo Hải Dương, 11/08/2022, “Cẩm Giàng quyết tâm ra khỏi tốp cuối về cải cách hành chính”";

/// What a decided figure was sent back with.
pub const RETURN_REASON: &str = "Số liệu chưa khớp với báo cáo trích xuất từ hệ thống một cửa điện tử; đề nghị kiểm tra lại (số liệu minh họa).";

/// The note under every invented figure.
pub const NOTE: &str = "Số liệu minh họa";
