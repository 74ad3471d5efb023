//! The district's units in 2022 (`domain.md` 13.3), its offices (3.2, names usual in Vietnam; unverified for Cẩm Giàng), how their names
//! are printed (3.4), and what became of them (13.4).

use super::FROM;
use crate::{Error, Site};
use domain::{Unit, UnitId};
use store::Tx;
use store::unit::Succession;
use time::Date;
use time::macros::date;

/// The seventeen communes and townships with their official codes; the names are those of the worked package.
pub const COMMUNES: [(&str, &str); 17] = [
    ("10888", "Thị trấn Cẩm Giang"),
    ("10891", "Thị trấn Lai Cách"),
    ("10894", "Xã Cẩm Hưng"),
    ("10897", "Xã Cẩm Hoàng"),
    ("10900", "Xã Cẩm Văn"),
    ("10903", "Xã Ngọc Liên"),
    ("10906", "Xã Thạch Lỗi"),
    ("10909", "Xã Cẩm Vũ"),
    ("10912", "Xã Đức Chính"),
    ("10918", "Xã Định Sơn"),
    ("10924", "Xã Lương Điền"),
    ("10927", "Xã Cao An"),
    ("10930", "Xã Tân Trường"),
    ("10933", "Xã Cẩm Phúc"),
    ("10936", "Xã Cẩm Điền"),
    ("10939", "Xã Cẩm Đông"),
    ("10942", "Xã Cẩm Đoài"),
];

/// The offices that take part as the second peer group, and the inspectorate, which verifies and takes no part: code, name,
/// abbreviation in document symbols.
pub const OFFICES: [(&str, &str, &str); 6] = [
    ("295-VP", "Văn phòng HĐND và UBND", "VP"),
    ("295-NV", "Phòng Nội vụ", "NV"),
    ("295-TP", "Phòng Tư pháp", "TP"),
    ("295-TCKH", "Phòng Tài chính - Kế hoạch", "TCKH"),
    ("295-VHTT", "Phòng Văn hóa và Thông tin", "VHTT"),
    ("295-TTr", "Thanh tra huyện", "TTr"),
];

/// The last day of the district, its offices and the province (`domain.md` 13.4 ii).
const LAST_OF_DISTRICTS: Date = date!(2025 - 06 - 30);
/// The day of Resolution 1250/NQ-UBTVQH15 in this demo; the true day is unverified, about 1/12/2024.
const FIRST_MERGER: Date = date!(2024 - 12 - 01);
/// The day of two levels of government.
const TWO_LEVELS: Date = date!(2025 - 07 - 01);

/// Units of the demo by their codes.
#[derive(Debug, Clone)]
pub struct Places {
    /// The district.
    pub district: UnitId,
    units: Vec<(&'static str, &'static str, UnitId)>,
}

impl Places {
    /// The unit of a code.
    pub fn unit(&self, code: &str) -> Result<UnitId, Error> {
        self.units.iter().find(|it| it.0 == code).map(|it| it.2).ok_or(Error::NotFound)
    }

    /// The name of a unit by its code.
    pub fn name(&self, code: &str) -> Result<&'static str, Error> {
        self.units.iter().find(|it| it.0 == code).map(|it| it.1).ok_or(Error::NotFound)
    }
}

/// `Xã Cao An` → `xã Cao An`; `Thị trấn …` → `thị trấn …`; `Phòng …` → `phòng …`.
pub fn lower(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|it| it.to_lowercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}

/// The name without what kind of unit it is: `Cao An`.
pub fn bare(name: &str) -> &str {
    ["Xã ", "Thị trấn ", "Phường ", "Huyện ", "Tỉnh ", "Thành phố "].iter().find_map(|it| name.strip_prefix(it)).unwrap_or(name)
}

/// A committee (UBND) of a territory: no line above, two bold lines.
fn committee(parent: Option<UnitId>, unit_type: &str, level: &str, name: &str, valid_from: Date, valid_to: Option<Date>) -> Unit {
    Unit {
        id: UnitId(0),
        parent,
        path: String::new(),
        unit_type: unit_type.to_owned(),
        level: level.to_owned(),
        name_full: name.to_owned(),
        name_short: format!("UBND {}", lower(name)),
        header_parent: String::new(),
        header_lines: vec!["ỦY BAN NHÂN DÂN".to_owned(), name.to_uppercase()],
        doc_abbrev: "UBND".to_owned(),
        place_name: bare(name).to_owned(),
        valid_from,
        valid_to,
    }
}

fn office(district: UnitId, name: &str, abbreviation: &str) -> Unit {
    // The inspectorate's and the office's names carry the district themselves or as an addition.
    let full = if name.ends_with("huyện") { format!("{name} Cẩm Giàng") } else { format!("{name} huyện Cẩm Giàng") };
    Unit {
        name_full: full,
        name_short: name.to_owned(),
        header_parent: "UBND HUYỆN CẨM GIÀNG".to_owned(),
        header_lines: vec![name.to_uppercase()],
        doc_abbrev: abbreviation.to_owned(),
        place_name: "Cẩm Giàng".to_owned(),
        ..committee(Some(district), "office", "office", name, FROM, Some(LAST_OF_DISTRICTS))
    }
}

fn unit_type(name: &str) -> &'static str {
    match name {
        it if it.starts_with("Thị trấn") => "township",
        it if it.starts_with("Phường") => "ward",
        _ => "commune",
    }
}

/// Lays the organisation into an empty database.
pub async fn lay(site: &Site) -> Result<Places, Error> {
    let tx = store::begin(&site.db).await?;
    let province =
        store::unit::insert(&tx, &committee(None, "province", "province", "Tỉnh Hải Dương", FROM, Some(LAST_OF_DISTRICTS))).await?;
    store::unit::insert_code(&tx, province, "gso", "30", FROM).await?;
    let district = committee(Some(province), "district", "district", "Huyện Cẩm Giàng", FROM, Some(LAST_OF_DISTRICTS));
    let district = store::unit::insert(&tx, &district).await?;
    store::unit::insert_code(&tx, district, "gso", "295", FROM).await?;
    let mut units = vec![("30", "Tỉnh Hải Dương", province), ("295", "Huyện Cẩm Giàng", district)];
    for (code, name, abbreviation) in OFFICES {
        let id = store::unit::insert(&tx, &office(district, name, abbreviation)).await?;
        store::unit::insert_code(&tx, id, "internal", code, FROM).await?;
        units.push((code, name, id));
    }
    for (code, name) in COMMUNES {
        let last = if matches!(code, "10936" | "10933" | "10906") { FIRST_MERGER.previous_day() } else { Some(LAST_OF_DISTRICTS) };
        let id = store::unit::insert(&tx, &committee(Some(district), unit_type(name), "commune", name, FROM, last)).await?;
        store::unit::insert_code(&tx, id, "gso", code, FROM).await?;
        units.push((code, name, id));
    }
    let places = Places { district, units };
    succession(&tx, &places, province).await?;
    tx.commit().await.map_err(Error::internal)?;
    Ok(places)
}

/// What became of the units after the demo's years.
async fn succession(tx: &Tx, places: &Places, province: UnitId) -> Result<(), Error> {
    let first = "Nghị quyết 1250/NQ-UBTVQH15 (2024); ngày hiệu lực khoảng 01/12/2024, chưa kiểm chứng";
    let second = "Sắp xếp đơn vị hành chính từ 01/7/2025; Hải Dương sáp nhập vào thành phố Hải Phòng";
    let phuc_dien = committee(Some(places.district), "commune", "commune", "Xã Phúc Điền", FIRST_MERGER, Some(LAST_OF_DISTRICTS));
    let phuc_dien = store::unit::insert(tx, &phuc_dien).await?;
    for code in ["10936", "10933"] {
        record(tx, places.unit(code)?, phuc_dien, "merge", FIRST_MERGER, first).await?;
    }
    record(tx, places.unit("10906")?, places.unit("10888")?, "merge", FIRST_MERGER, first).await?;
    let city = store::unit::insert(tx, &committee(None, "province", "province", "Thành phố Hải Phòng", TWO_LEVELS, None)).await?;
    record(tx, province, city, "merge", TWO_LEVELS, second).await?;
    let later: [(&str, &[&str]); 6] = [
        ("Xã Cẩm Giang", &["10888", "10918", "10897"]),
        ("Xã Cẩm Giàng", &["10924", "10903", "10894"]),
        ("Xã Tuệ Tĩnh", &["10909", "10912", "10900"]),
        ("Xã Mao Điền", &["10930", "10939"]),
        ("Phường Tứ Minh", &["10942", "10891"]),
        ("Phường Việt Hòa", &["10927", "10891"]),
    ];
    for (name, from) in later {
        let id = store::unit::insert(tx, &committee(Some(city), unit_type(name), "commune", name, TWO_LEVELS, None)).await?;
        for code in from {
            let (kind, note) = match *code {
                "10891" => ("split", format!("{second}; một phần thị trấn Lai Cách, tỷ lệ chưa rõ")),
                _ => ("merge", second.to_owned()),
            };
            record(tx, places.unit(code)?, id, kind, TWO_LEVELS, &note).await?;
        }
        if name == "Xã Cẩm Giàng" {
            record(tx, phuc_dien, id, "merge", TWO_LEVELS, second).await?;
        }
    }
    Ok(())
}

async fn record(tx: &Tx, from: UnitId, to: UnitId, kind: &str, effective_on: Date, note: &str) -> Result<(), Error> {
    let it = Succession { from, to, kind: kind.to_owned(), share_e4: None, effective_on, note: note.to_owned() };
    Ok(store::unit::insert_succession(tx, &it).await?)
}
