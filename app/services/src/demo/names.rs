//! Names of invented people. Every given name is a tree's, a herb's or a flower's, so that nobody takes one for an official's.

const SURNAMES: [&str; 14] = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương", "Đinh", "Lương", "Mạc"];
const MEN: [&str; 26] = [
    "Lim",
    "Sến",
    "Táu",
    "Bách",
    "Thông",
    "Nghiến",
    "Trám",
    "Xoan",
    "Bàng",
    "Sồi",
    "Dẻ",
    "Gạo",
    "Dừa",
    "Cau",
    "Tràm",
    "Đước",
    "Vối",
    "Muồng",
    "Trắc",
    "Gụ",
    "Chò",
    "Dầu",
    "Sung",
    "Vàng Tâm",
    "Lát",
    "Mỡ",
];
const WOMEN: [&str; 26] = [
    "Sen", "Cúc", "Nhài", "Quế", "Liễu", "Súng", "Mận", "Lựu", "Ngâu", "Sim", "Trà", "Bưởi", "Ngải", "Đào", "Mơ", "Hồi", "Gừng", "Riềng",
    "Húng", "Nghệ", "Bòng", "Sả", "Khế", "Cải", "Chanh", "Mộc",
];

/// The name of invented person number `number`, and how the person is addressed: `ông` or `bà`. No two numbers below 300 give one name.
pub fn invented(number: usize) -> (String, &'static str) {
    let man = !number.is_multiple_of(3);
    let turn = number / 26;
    let (given, middle, honorific) = match man {
        true => (MEN[number % 26], ["Văn", "Đình", "Bá"][turn % 3], "ông"),
        false => (WOMEN[number % 26], ["Thị", "Thục", "Diệu"][turn % 3], "bà"),
    };
    (format!("{} {middle} {given}", SURNAMES[(number * 5 + turn) % 14]), honorific)
}
