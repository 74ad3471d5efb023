//! The samples with what is expected on each.

use super::{
    amendment, check_conclusion, check_minutes, commitment, decision, hand_over, invitation, justification, minutes, notice,
    personal_review, programme, progress_report, ranking, register, remedy_list, result_sheet, self_criticism, tracking, yearly_grade,
};
use documents::block::HeaderKind;
use documents::commitment::Commitment;
use documents::minutes::Minutes;
use documents::personal_review::PersonalReview;

/// Whose head a sample bears.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    State,
    Party,
}

/// Who signs a sample: the lines above the name as they are printed, and the name.
#[derive(Debug, Clone)]
pub struct SignerBlock {
    pub capacity: Vec<&'static str>,
    pub name: &'static str,
}

/// A paper and what is expected on it.
#[derive(Debug, Clone)]
pub struct Sample {
    pub name: &'static str,
    pub pdf: Vec<u8>,
    pub kind: Kind,
    /// Whether the sheets lie.
    pub lying: bool,
    pub parent: Vec<&'static str>,
    pub body: Vec<&'static str>,
    pub numbered: bool,
    pub dated: bool,
    pub title: &'static str,
    /// How many lines the summary has.
    pub summary: usize,
    pub signers: Vec<SignerBlock>,
    /// Whether the text ends with `./.`.
    pub ends: bool,
    pub recipients: bool,
}

fn by(capacity: &[&'static str], name: &'static str) -> SignerBlock {
    SignerBlock { capacity: capacity.to_vec(), name }
}

pub(super) fn of_commune(name: &'static str, title: &'static str, pdf: Vec<u8>) -> Sample {
    Sample {
        name,
        pdf,
        kind: Kind::State,
        lying: false,
        parent: vec![],
        body: vec!["ỦY BAN NHÂN DÂN", "XÃ CẨM VĂN"],
        numbered: true,
        dated: true,
        title,
        summary: 2,
        signers: vec![by(&["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"], "Phạm Quốc Vinh")],
        ends: true,
        recipients: true,
    }
}

pub(super) fn of_district(name: &'static str, title: &'static str, pdf: Vec<u8>) -> Sample {
    Sample {
        parent: vec!["UBND HUYỆN CẨM GIÀNG"],
        body: vec!["PHÒNG NỘI VỤ"],
        signers: vec![by(&["TRƯỞNG PHÒNG"], "Đặng Thanh Hải")],
        ends: false,
        ..of_commune(name, title, pdf)
    }
}

pub(super) fn of_commitment(name: &'static str, it: &Commitment) -> Sample {
    Sample {
        numbered: false,
        summary: 1,
        signers: vec![by(&["NGƯỜI CAM KẾT"], "Phạm Quốc Vinh")],
        recipients: false,
        ..of_commune(name, "BẢN CAM KẾT", documents::commitment::pdf(it).unwrap())
    }
}

pub(super) fn of_personal(name: &'static str, it: &PersonalReview) -> Sample {
    let party = it.header == HeaderKind::Party;
    Sample {
        kind: if party { Kind::Party } else { Kind::State },
        parent: if party { vec!["ĐẢNG BỘ XÃ CẨM VĂN"] } else { vec![] },
        body: if party { vec!["CHI BỘ", "ỦY BAN NHÂN DÂN XÃ"] } else { vec!["ỦY BAN NHÂN DÂN", "XÃ CẨM VĂN"] },
        numbered: false,
        summary: 1,
        signers: vec![by(&["NGƯỜI TỰ KIỂM ĐIỂM"], "Phạm Quốc Vinh"), by(&["TM. CHI ỦY", "BÍ THƯ"], "Vũ Thị Hồng Nhung")],
        ends: false,
        recipients: false,
        ..of_commune(name, "BẢN KIỂM ĐIỂM CÁ NHÂN", documents::personal_review::pdf(it).unwrap())
    }
}

pub(super) fn of_minutes(name: &'static str, it: &Minutes) -> Sample {
    Sample {
        dated: false,
        signers: vec![by(&["THƯ KÝ"], "Nguyễn Khánh Ly"), by(&["CHỦ TỌA"], "Phạm Quốc Vinh")],
        ..of_commune(name, "BIÊN BẢN", documents::minutes::pdf(it).unwrap())
    }
}

/// A paper of the district's own committee.
fn of_authority(name: &'static str, title: &'static str, pdf: Vec<u8>) -> Sample {
    Sample {
        body: vec!["ỦY BAN NHÂN DÂN", "HUYỆN CẨM GIÀNG"],
        signers: vec![by(&["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"], "Đỗ Thế Khải")],
        ..of_commune(name, title, pdf)
    }
}

/// The papers that are drafted from what the program holds.
fn drafts() -> Vec<Sample> {
    vec![
        Sample {
            dated: false,
            signers: vec![
                by(&["ĐẠI DIỆN BÊN KIỂM TRA"], "Lê Văn Thanh"),
                by(&["ĐẠI DIỆN ĐƠN VỊ", "ĐƯỢC KIỂM TRA", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"], "Phạm Quốc Vinh"),
            ],
            ..of_authority("check_minutes", "BIÊN BẢN", documents::check_minutes::pdf(&check_minutes()).unwrap())
        },
        of_authority("check_conclusion", "THÔNG BÁO", documents::check_conclusion::pdf(&check_conclusion()).unwrap()),
        Sample {
            dated: false,
            signers: vec![by(&["BÊN GIAO"], "Phạm Quốc Vinh"), by(&["BÊN NHẬN"], "Trần Thu Nguyệt")],
            ..of_commune("hand_over", "BIÊN BẢN", documents::hand_over::pdf(&hand_over()).unwrap())
        },
        of_commune("justification", "BÁO CÁO", documents::justification::pdf(&justification()).unwrap()),
    ]
}

/// A form of Decree 335, with neither number nor day in its head.
fn of_servant(name: &'static str, title: &'static str, own: &'static str, authority: &'static [&'static str], pdf: Vec<u8>) -> Sample {
    Sample {
        numbered: false,
        dated: false,
        summary: 1,
        signers: vec![by(&[own], "Phạm Quốc Vinh"), by(authority, "Đỗ Thế Khải")],
        ends: false,
        recipients: false,
        ..of_commune(name, title, pdf)
    }
}

/// Every kind of paper.
pub fn every() -> Vec<Sample> {
    let unsigned = documents::remedies::pdf(&remedy_list()).unwrap();
    // An annex counts its own pages, which `tests/annexes.rs` looks at.
    let alone = documents::invitation::Invitation { signings: vec![], ..invitation() };
    let mut all = vec![
        of_commitment("commitment", &commitment()),
        of_commune("self_criticism", "BÁO CÁO KIỂM ĐIỂM", documents::self_criticism::pdf(&self_criticism()).unwrap()),
        of_personal("personal_review_party", &personal_review(HeaderKind::Party)),
        of_personal("personal_review_state", &personal_review(HeaderKind::State)),
        of_minutes("minutes", &minutes()),
        of_district("ranking", "BẢNG XẾP HẠNG", documents::ranking::pdf(&ranking()).unwrap()),
        of_district("programme", "CHƯƠNG TRÌNH", documents::programme::pdf(&programme()).unwrap()),
        Sample {
            lying: true,
            summary: 1,
            ..of_district("result_sheet", "PHIẾU KẾT QUẢ", documents::result_sheet::pdf(&result_sheet()).unwrap())
        },
        Sample { signers: vec![], ..of_district("remedies", "DANH MỤC", unsigned) },
        Sample {
            body: vec!["ỦY BAN NHÂN DÂN", "HUYỆN CẨM GIÀNG"],
            signers: vec![by(&["CHỦ TỊCH"], "Phạm Quốc Vinh")],
            ..of_commune("decision", "QUYẾT ĐỊNH", documents::decision::pdf(&decision()).unwrap())
        },
        Sample { summary: 1, ends: true, ..of_district("invitation", "GIẤY MỜI", documents::invitation::pdf(&alone).unwrap()) },
        Sample { summary: 1, ..of_commune("progress_report", "BÁO CÁO", documents::progress_report::pdf(&progress_report()).unwrap()) },
        Sample {
            lying: true,
            numbered: false,
            recipients: false,
            ..of_district("register", "SỔ ĐĂNG KÝ VĂN BẢN ĐI", documents::register::pdf(&register()).unwrap())
        },
        Sample { ends: true, summary: 1, ..of_district("amendment", "PHỤ LỤC", documents::amendment::pdf(&amendment()).unwrap()) },
        Sample {
            body: vec!["ỦY BAN NHÂN DÂN", "HUYỆN CẨM GIÀNG"],
            summary: 1,
            signers: vec![by(&["CHỦ TỊCH"], "Phạm Quốc Vinh")],
            ..of_commune("notice", "THÔNG BÁO", documents::notice::pdf(&notice()).unwrap())
        },
        of_servant(
            "tracking",
            "PHIẾU THEO DÕI, ĐÁNH GIÁ CÔNG CHỨC",
            "CÔNG CHỨC TỰ ĐÁNH GIÁ",
            &["CHỦ TỊCH"],
            documents::civil_servant::tracking_pdf(&tracking()).unwrap(),
        ),
        of_servant(
            "yearly_grade",
            "PHIẾU XẾP LOẠI CHẤT LƯỢNG CÔNG CHỨC",
            "CÔNG CHỨC TỰ XẾP LOẠI",
            &["CHỦ TỊCH"],
            documents::civil_servant::yearly_grade_pdf(&yearly_grade()).unwrap(),
        ),
    ];
    all.extend(drafts());
    all
}
