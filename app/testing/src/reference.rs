//! The reference set of every measurement: 300 units × 60 indicators × 12 months, 500 people, one campaign. Organisation and people are
//! laid directly; the campaign, every figure, its submission and its verification go through the services that people use.

use domain::policy::Role;
use domain::{AccountId, Unit, UnitId};
use services::password::{Cost, hash};
use services::{Clock, Ctx, Site};
use std::fmt::Write as _;
use store::Database;
use store::person::Holding;
use time::Date;
use time::macros::date;

/// How many units take part.
pub const UNITS: usize = 300;
/// How many indicators each has, and how many figures a month.
pub const INDICATORS: usize = 60;
/// How many people there are.
pub const PEOPLE: usize = 500;
/// The login name with which pages are measured.
pub const LOGIN: &str = "bench";
/// Its password.
pub const PASSWORD: &str = "bench bench bench";
/// The campaign's code.
pub const CAMPAIGN: &str = "reference-2023";

const FROM: Date = date!(2020 - 01 - 01);

/// Units and accounts of the reference set.
#[derive(Debug, Clone)]
pub struct Laid {
    /// The district.
    pub district: UnitId,
    /// The units.
    pub units: Vec<UnitId>,
    /// Each unit's head.
    pub heads: Vec<AccountId>,
    /// Who enters the figures of each unit: its focal officer, or its head where it has none.
    pub focal: Vec<AccountId>,
    /// The standing body, which runs the campaign.
    pub office: AccountId,
    /// An inspector.
    pub inspector: AccountId,
    /// The chair.
    pub authority: AccountId,
}

/// The code of a unit, from 0.
pub fn code(number: usize) -> String {
    format!("R{number:04}")
}

/// The name of a unit, from 0.
pub fn name(number: usize) -> String {
    format!("Xã Tham Chiếu {}", number + 1)
}

fn unit(parent: Option<UnitId>, unit_type: &str, name: &str) -> Unit {
    Unit {
        id: UnitId(0),
        parent,
        path: String::new(),
        unit_type: unit_type.to_owned(),
        level: unit_type.to_owned(),
        name_full: name.to_owned(),
        name_short: format!("UBND {name}"),
        header_parent: String::new(),
        header_lines: vec!["ỦY BAN NHÂN DÂN".to_owned(), name.to_uppercase()],
        doc_abbrev: "UBND".to_owned(),
        place_name: name.to_owned(),
        valid_from: FROM,
        valid_to: None,
    }
}

struct Maker<'a> {
    tx: &'a store::Tx,
    cheap: &'a str,
    made: usize,
}

impl Maker<'_> {
    async fn person(&mut self, login: &str, home: UnitId, post: &str, roles: &[(Role, UnitId)], password_hash: Option<&str>) -> AccountId {
        self.made += 1;
        let person = store::person::insert(self.tx, &format!("Nguyễn Văn Số {}", self.made), "ông", "civil_servant").await.unwrap();
        let kind = if roles.iter().any(|it| matches!(it.0, Role::UnitHead | Role::Authority)) { "unit_head" } else { "officer" };
        let seat = store::person::insert_post(self.tx, home, kind, post, FROM).await.unwrap();
        store::person::insert_holding(self.tx, seat, person, FROM, None, Holding::default()).await.unwrap();
        let account = store::account::insert(self.tx, person, login, password_hash.unwrap_or(self.cheap), crate::noon()).await.unwrap();
        for (role, at) in roles {
            store::account::insert_grant(self.tx, account, *role, *at, None, FROM).await.unwrap();
        }
        account
    }
}

/// Lays units, people and accounts into an empty database.
///
/// # Panics
/// Panics where a row is refused.
pub async fn lay(db: &Database) -> Laid {
    let (cheap, dear) = (hash(Cost::Low, PASSWORD).await.unwrap(), hash(Cost::Full, PASSWORD).await.unwrap());
    let tx = store::begin(db).await.unwrap();
    let district = store::unit::insert(&tx, &unit(None, "district", "Huyện Tham Chiếu")).await.unwrap();
    let home = store::unit::insert(&tx, &unit(Some(district), "office", "Phòng Nội vụ")).await.unwrap();
    let inspectorate = store::unit::insert(&tx, &unit(Some(district), "office", "Thanh tra huyện")).await.unwrap();
    let mut maker = Maker { tx: &tx, cheap: &cheap, made: 0 };
    let authority = maker.person("chair", district, "Chủ tịch UBND huyện", &[(Role::Authority, district)], None).await;
    let office = maker.person("office", home, "Trưởng phòng Nội vụ", &[(Role::ParOffice, district)], None).await;
    let inspector = maker.person("inspector", inspectorate, "Thanh tra viên", &[(Role::Inspector, district)], None).await;
    maker.person(LOGIN, home, "Chuyên viên", &[(Role::ParOffice, district), (Role::Inspector, district)], Some(&dear)).await;
    let (mut units, mut heads, mut focal) = (Vec::new(), Vec::new(), Vec::new());
    for number in 0..UNITS {
        let id = store::unit::insert(&tx, &unit(Some(district), "commune", &name(number))).await.unwrap();
        store::unit::insert_code(&tx, id, "gso", &code(number), FROM).await.unwrap();
        let head = maker.person(&format!("head{number}"), id, "Chủ tịch UBND xã", &[(Role::UnitHead, id)], None).await;
        let with_focal = number < PEOPLE - UNITS - 4;
        let enters = if with_focal { maker.person(&format!("focal{number}"), id, "Công chức", &[(Role::FocalOfficer, id)], None).await } else { head };
        units.push(id);
        heads.push(head);
        focal.push(enters);
    }
    assert_eq!(maker.made, PEOPLE);
    tx.commit().await.unwrap();
    Laid { district, units, heads, focal, office, inspector, authority }
}

/// Lets an account act at a moment.
///
/// # Panics
/// Panics where the account is not there.
pub async fn acting(db: &Database, account: AccountId, at: domain::Timestamp) -> Ctx {
    let site = Site { clock: Clock::Fixed(at), ..crate::site(db.clone()) };
    let actor = store::account::actor_of_account(db, account, at.date()).await.unwrap().unwrap();
    site.ctx(actor)
}

/// The package of the reference campaign without figures: thirty pairs of variables, a share and a sum of each.
pub fn package() -> String {
    let mut text = format!(
        r#"{{"format": "camket-package/1", "campaign": {{"code": "{CAMPAIGN}", "title": "Bộ tham chiếu 300 đơn vị", "year": 2023, "starts_on": "2022-12-15", "ends_on": "2023-12-14"}}, "units": ["#
    );
    for number in 0..UNITS {
        let comma = if number == 0 { "" } else { ", " };
        let _ = write!(text, r#"{comma}{{"code": "{}", "name": "{}", "peer_group": "commune"}}"#, code(number), name(number));
    }
    text.push_str(r#"], "rule_set": {"code": "reference", "title": "Bộ chỉ tiêu tham chiếu", "display_decimals": 2, "targets": ["#);
    for pair in 0..INDICATORS / 2 {
        let comma = if pair == 0 { "" } else { ", " };
        let points = ["proportional", "binary"][pair % 2];
        let weight = if pair < 10 { "2" } else { "1.5" };
        let _ = write!(
            text,
            r#"{comma}{{"code": "S{pair:02}", "title": "Tỷ lệ {}", "unit": "%", "area": "A3_procedures", "weight": "{weight}", "measure": {{"kind": "ratio", "numerator": [{{"variable": "n{pair:02}"}}], "denominator": [{{"variable": "d{pair:02}"}}]}}, "direction": "higher", "target": "{}", "points": {{"rule": "{points}"}}, "can_exceed": true}}"#,
            pair + 1,
            60 + pair
        );
        let weight = if pair < 10 { "2" } else { "1.5" };
        let _ = write!(
            text,
            r#", {{"code": "C{pair:02}", "title": "Số lượng {}", "unit": "hồ sơ", "area": "A3_procedures", "weight": "{weight}", "measure": {{"kind": "sum", "of": [{{"variable": "d{pair:02}"}}]}}, "direction": "higher", "target": "1200", "points": {{"rule": "proportional"}}}}"#,
            pair + 1
        );
    }
    text.push_str(r#"], "pass": {"family": "share_of_targets", "fail_below": "0.5", "pass_from": "0.5"}, "grades": [{"grade": "not_completed", "from": "0"}, {"grade": "completed", "from": "50"}, {"grade": "good", "from": "70"}, {"grade": "excellent", "from": "90"}]}, "exemptions": [], "figures": []}"#);
    text
}

/// The value of a variable in a month of a unit: a denominator between 80 and 139, a numerator below it.
pub fn value(variable: &str, unit: usize, month: usize) -> i64 {
    let pair: i64 = variable.get(1..).and_then(|it| it.parse().ok()).unwrap_or(0);
    let whole = 80 + (pair * 7 + unit as i64 * 3 + month as i64 * 11) % 60;
    if variable.starts_with('d') { whole } else { whole * (55 + (unit as i64 * 13 + pair * 5) % 44) / 100 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reference_package_is_sound() {
        let package = domain::Package::read(package()).unwrap();
        assert_eq!((package.units.len(), package.rule_set.targets.len()), (UNITS, INDICATORS));
    }
}
