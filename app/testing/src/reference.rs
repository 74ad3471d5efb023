//! The reference set of every measurement: 300 units × 60 indicators × 12 months, 500 people, one campaign. Organisation and people are
//! laid directly; the campaign, every figure, its submission and its verification go through the services that people use.

use domain::policy::Role;
use domain::run::RunKind;
use domain::{AccountId, CampaignId, Period, Timestamp, Unit, UnitId, VariableId};
use services::figure::{Record, RecordRow, SendBack, Submit};
use services::password::{Cost, hash};
use services::{Clock, Ctx, Site};
use std::fmt::Write as _;
use std::time::{Duration, Instant};
use store::person::Holding;
use store::{Connection, Database};
use time::Date;
use time::macros::{date, offset};

/// How many units take part.
pub const UNITS: usize = 300;
/// How many indicators each has, and how many figures a month.
pub const INDICATORS: usize = 60;
/// How many people there are.
pub const PEOPLE: usize = 500;
/// How many focal officers are among them: fewer than units, so that some serve two.
const OFFICERS: usize = PEOPLE - UNITS - 4;
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
    /// The focal officer who enters the figures of each unit; some serve two.
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
    let (mut units, mut heads) = (Vec::new(), Vec::new());
    for number in 0..UNITS {
        let id = store::unit::insert(&tx, &unit(Some(district), "commune", &name(number))).await.unwrap();
        store::unit::insert_code(&tx, id, "gso", &code(number), FROM).await.unwrap();
        let head = maker.person(&format!("head{number}"), id, "Chủ tịch UBND xã", &[(Role::UnitHead, id)], None).await;
        units.push(id);
        heads.push(head);
    }
    let mut officers = Vec::new();
    for number in 0..OFFICERS {
        let serves: Vec<_> = units.iter().skip(number).step_by(OFFICERS).map(|id| (Role::FocalOfficer, *id)).collect();
        officers.push(maker.person(&format!("focal{number}"), units[number], "Công chức", &serves, None).await);
    }
    let focal = officers.iter().cycle().take(UNITS).copied().collect();
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
    text.push_str(r#"], "pass": {"family": "share_of_targets", "fail_below": "0.9", "pass_from": "0.9"}, "grades": [{"grade": "not_completed", "from": "0"}, {"grade": "completed", "from": "50"}, {"grade": "good", "from": "70"}, {"grade": "excellent", "from": "90"}]}, "exemptions": [], "figures": []}"#);
    text
}

/// The value of a variable in a month of a unit: a denominator between 80 and 139, a numerator below it.
pub fn value(variable: &str, unit: usize, month: usize) -> i64 {
    let pair: i64 = variable.get(1..).and_then(|it| it.parse().ok()).unwrap_or(0);
    let whole = 80 + (pair * 7 + unit as i64 * 3 + month as i64 * 11) % 60;
    if variable.starts_with('d') { whole } else { whole * (55 + (unit as i64 * 13 + pair * 5) % 44) / 100 }
}

/// The moment of an hour on a day, in Hà Nội.
fn at(day: Date, hour: u8) -> Timestamp {
    Timestamp::of(day.with_hms(hour, 0, 0).unwrap().assume_offset(offset!(+7)))
}

/// How long the parts of building took, and what was built.
#[derive(Debug, Clone)]
pub struct Built {
    /// Units and accounts.
    pub laid: Laid,
    /// The campaign.
    pub campaign: CampaignId,
    /// Taking the package in: campaign, units, rule set.
    pub imported: Duration,
    /// Issuing all sheets.
    pub issued: Duration,
    /// Entering all figures, a transaction for each unit and month.
    pub entered: Duration,
    /// Submitting them.
    pub submitted: Duration,
    /// Verifying them, up to 480 at once.
    pub verified: Duration,
    /// The final run: loading, computing, storing.
    pub assessed: Duration,
    /// How many figures there are.
    pub figures: usize,
    /// The cases opened.
    pub cases: usize,
}

/// Builds the whole set in an empty, migrated database; `months` of twelve are entered, and the year is assessed where all are.
///
/// # Panics
/// Panics where a service refuses.
pub async fn build(db: &Database, months: usize) -> Built {
    let laid = lay(db).await;
    let began = Instant::now();
    let office = acting(db, laid.office, at(date!(2022 - 12 - 20), 9)).await;
    let import = services::campaign::Import {
        bytes: package().into_bytes(),
        titles: vec!["Xã".to_owned()],
        authority: Some(laid.district),
        authority_name: String::new(),
        legal_basis: String::new(),
        token: None,
    };
    let campaign = services::campaign::import(&office, &import).await.unwrap().campaign;
    let imported = began.elapsed();
    // A stage is not opened while a variable has no source: here each is told at once.
    db.execute_unprepared("UPDATE variable SET source = 'Sổ theo dõi' WHERE source = ''").await.unwrap();
    let began = Instant::now();
    services::commitment::issue_all(&office, campaign).await.unwrap();
    let issued = began.elapsed();
    let mut built = Built {
        laid,
        campaign,
        imported,
        issued,
        entered: Duration::ZERO,
        submitted: Duration::ZERO,
        verified: Duration::ZERO,
        assessed: Duration::ZERO,
        figures: 0,
        cases: 0,
    };
    let variables = variables(db).await;
    for (month, period) in Period::months_of(2023).into_iter().enumerate().take(months) {
        report(db, &mut built, month, period, &variables).await;
    }
    if months == 12 {
        assess(db, &mut built).await;
    }
    built
}

async fn variables(db: &Database) -> Vec<(String, VariableId)> {
    let all = store::rule_set::all_variables(db).await.unwrap();
    let variables: Vec<_> = all.into_iter().filter(|it| it.code.len() == 3).map(|it| (it.code, it.id)).collect();
    assert_eq!(variables.len(), INDICATORS);
    variables
}

/// The rows of a unit's month; with `more`, other values over what stands there.
fn rows(variables: &[(String, VariableId)], unit: usize, month: usize, revision: i64, more: i64) -> Vec<RecordRow> {
    let row = |(code, id): &(String, VariableId)| RecordRow {
        variable: *id,
        value: (value(code, unit, month) + more).to_string(),
        note: String::new(),
        value_was: if revision == 0 { String::new() } else { value(code, unit, month).to_string() },
        note_was: String::new(),
        revision,
        confirmed: String::new(),
    };
    variables.iter().map(row).collect()
}

async fn report(db: &Database, built: &mut Built, month: usize, period: Period, variables: &[(String, VariableId)]) {
    let day = period.to().next_day().unwrap();
    let campaign = Some(CAMPAIGN.to_owned());
    let mut waiting = Vec::new();
    for number in 0..UNITS {
        let unit = built.laid.units[number];
        let focal = acting(db, built.laid.focal[number], at(day, 9)).await;
        let head = acting(db, built.laid.heads[number], at(day, 15)).await;
        let began = Instant::now();
        let form = Record { unit, period, campaign: campaign.clone(), as_of: String::new(), rows: rows(variables, number, month, 0, 0) };
        built.figures += services::figure::record(&focal, &form).await.unwrap();
        built.entered += began.elapsed();
        let began = Instant::now();
        let token = services::account::form_token(&head).await.unwrap();
        services::figure::submit(&head, &Submit { unit, period, campaign: campaign.clone(), token }).await.unwrap();
        built.submitted += began.elapsed();
        waiting.push(unit);
    }
    let inspector = acting(db, built.laid.inspector, at(day, 17)).await;
    for units in waiting.chunks(8) {
        let mut chosen = Vec::new();
        for unit in units {
            let found = store::figure::of_unit_period(db, built.campaign, *unit, period).await.unwrap();
            chosen.extend(found.iter().map(|it| (it.figure.id, it.figure.revision)));
        }
        let began = Instant::now();
        services::figure::accept(&inspector, &chosen).await.unwrap();
        built.verified += began.elapsed();
    }
}

/// Assesses the year, opens the cases, and leaves one unit's last month to be verified again.
async fn assess(db: &Database, built: &mut Built) {
    let office = acting(db, built.laid.office, at(date!(2023 - 12 - 20), 9)).await;
    let group = store::campaign::groups(db, built.campaign).await.unwrap().remove(0);
    let token = services::account::form_token(&office).await.unwrap();
    let began = Instant::now();
    services::assessment::run(&office, built.campaign, group.id, RunKind::Final, &token).await.unwrap();
    built.assessed = began.elapsed();
    built.cases = services::review::open(&office, CAMPAIGN, "31/01/2024").await.unwrap();
    let period: Period = "2023-M12".parse().unwrap();
    let unit = built.laid.units[0];
    let inspector = acting(db, built.laid.inspector, at(date!(2023 - 12 - 21), 9)).await;
    let there = store::figure::of_unit_period(db, built.campaign, unit, period).await.unwrap();
    let revision = there[0].figure.revision;
    for it in there {
        let back = SendBack { figure: it.figure.id, revision: it.figure.revision, reason: "Kiểm tra lại".to_owned() };
        services::figure::send_back(&inspector, &back).await.unwrap();
    }
    let focal = acting(db, built.laid.focal[0], at(date!(2023 - 12 - 22), 8)).await;
    let head = acting(db, built.laid.heads[0], at(date!(2023 - 12 - 22), 9)).await;
    let rows = rows(&variables(db).await, 0, 11, revision + 1, 1);
    services::figure::record(&focal, &Record { unit, period, campaign: Some(CAMPAIGN.to_owned()), as_of: String::new(), rows })
        .await
        .unwrap();
    let token = services::account::form_token(&head).await.unwrap();
    services::figure::submit(&head, &Submit { unit, period, campaign: Some(CAMPAIGN.to_owned()), token }).await.unwrap();
}

/// The main pages of the set, for measuring: a name and a path each.
pub fn pages(built: &Built) -> Vec<(&'static str, String)> {
    let unit = built.laid.units[17];
    vec![
        ("my work", "/".to_owned()),
        ("tree of units", "/to-chuc".to_owned()),
        ("the year", format!("/dot/{CAMPAIGN}")),
        ("300 sheets", format!("/dot/{CAMPAIGN}/cam-ket")),
        ("units × months", format!("/dot/{CAMPAIGN}/so-lieu")),
        ("entry grid, 60 rows", format!("/so-lieu/{unit}/2023-M12?dot={CAMPAIGN}")),
        ("what waits, 60 rows", format!("/dot/{CAMPAIGN}/xac-minh")),
        ("ranking of 300", format!("/dot/{CAMPAIGN}/danh-gia")),
        ("one unit's result", format!("/dot/{CAMPAIGN}/danh-gia/{unit}")),
        ("one point explained", format!("/dot/{CAMPAIGN}/danh-gia/{unit}/S01")),
        ("calculator, 60 targets, one figure moved", format!("/dot/{CAMPAIGN}/danh-gia/{unit}/tinh-thu?v.n01=1400")),
        ("how firm the places are", format!("/dot/{CAMPAIGN}/danh-gia/do-chac?nhom=commune")),
        ("reviews", format!("/dot/{CAMPAIGN}/kiem-diem")),
    ]
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
