//! The worked package as rows: the finished year 2022 of the tests' district, with all seventeen communes.
#![allow(dead_code, reason = "each test uses what it needs")]

use domain::campaign::{ReviewRequiredFor, StageWindow};
use domain::policy::Role;
use domain::{Campaign, CampaignId, FigureValue, Group, Member, Package, Stage, Unit, UnitId};
use services::rule_set::{InForce, Reporting};
use store::{Connection, Database};
use testing::{District, WORKED_PACKAGE, noon};
use time::macros::date;

/// The worked receipt's text.
pub const WORKED_RECEIPT: &str = include_str!("../../../testing/data/cam-giang-2022.receipt.json");

/// The finished campaign with its group.
pub struct Finished {
    pub campaign: Campaign,
    pub group: Group,
}

/// The worked package.
pub fn package() -> Package {
    Package::read(WORKED_PACKAGE).unwrap()
}

fn columns(value: FigureValue) -> String {
    match value {
        FigureValue::Amount(it) => format!("{}, NULL, NULL", it.0),
        FigureValue::Date(it) => format!("NULL, '{}', NULL", domain::value::show_plain_day(it)),
        FigureValue::YesNo(it) => format!("NULL, NULL, {}", if it { "TRUE" } else { "FALSE" }),
    }
}

/// A figure's row: verified with its value, or submitted.
pub async fn figure(
    db: &impl Connection,
    by: i64,
    campaign: CampaignId,
    unit: UnitId,
    variable: &str,
    period: &str,
    value: FigureValue,
    verified: bool,
) {
    let there = columns(value);
    let (standing, checked, who) = if verified {
        ("verified", there.clone(), format!("{by}, {}", noon().0))
    } else {
        ("submitted", "NULL, NULL, NULL".to_owned(), "NULL, NULL".to_owned())
    };
    let text = format!(
        "INSERT INTO figure (campaign_id, unit_id, variable_id, period, value_e4, value_on, value_yes, verified_e4, verified_on, verified_yes, standing, note, \
         as_of_on, entered_by, entered_at, verified_by, verified_at, verify_reason, revision) SELECT {campaign}, {unit}, variable.id, '{period}', {there}, {checked}, \
         '{standing}', '', '2022-12-14', {by}, {}, {who}, '', 1 FROM variable WHERE variable.code = '{variable}'",
        noon().0
    );
    assert_eq!(db.execute_unprepared(&text).await.unwrap().rows_affected(), 1, "{variable}");
}

/// Marks a figure of the finished year as submitted and not verified.
pub async fn unverify(db: &Database, campaign: CampaignId, unit: UnitId, variable: &str) {
    let text = format!(
        "UPDATE figure SET standing = 'submitted', verified_e4 = NULL, verified_on = NULL, verified_yes = NULL WHERE campaign_id = {campaign} AND unit_id = {unit} \
         AND variable_id = (SELECT id FROM variable WHERE code = '{variable}')"
    );
    assert!(db.execute_unprepared(&text).await.unwrap().rows_affected() > 0);
}

/// Inserts the finished year; with `figures`, all of them verified.
pub async fn finished(db: &Database, it: &District, figures: bool) -> Finished {
    let package = package();
    let by = it.ctx(Role::Inspector).await.actor.person.0;
    let tx = store::begin(db).await.unwrap();
    let in_force = InForce { legal_basis: "Kế hoạch CCHC năm 2022".to_owned(), from: date!(2021 - 12 - 15), to: None };
    let rules = services::rule_set::save(&tx, &package.rule_set, Reporting::Yearly, &in_force, noon()).await.unwrap();
    let campaign = Campaign {
        id: CampaignId(0),
        code: package.campaign.code.clone(),
        title: package.campaign.title.clone(),
        year: 2022,
        starts_on: package.campaign.starts_on,
        ends_on: package.campaign.ends_on,
        authority: it.district,
        authority_path: String::new(),
        closed: false,
        review_required_for: ReviewRequiredFor::FailingOnly,
        submit_within_working_days: 2,
    };
    let id = store::campaign::insert(&tx, &campaign, noon()).await.unwrap();
    for stage in Stage::ALL {
        let window = StageWindow { stage: *stage, opens_on: campaign.starts_on, closes_on: date!(2024 - 03 - 31) };
        store::campaign::update_stage(&tx, id, window).await.unwrap();
        store::campaign::open_stage(&tx, id, *stage, noon()).await.unwrap();
    }
    let group = store::campaign::insert_group(&tx, id, "commune", "Xã, thị trấn", rules).await.unwrap();
    let mut units = std::collections::HashMap::new();
    for (position, unit) in (0..).zip(&package.units) {
        let there = match unit.code.as_str() {
            "10900" => it.communes[0],
            "10924" => it.communes[1],
            "10927" => it.communes[2],
            _ => commune(&tx, it.district, &unit.name).await,
        };
        units.insert(unit.code.clone(), there);
        let member = Member { unit: there, path: String::new(), group, code: unit.code.clone(), name: unit.name.clone(), position };
        store::campaign::insert_member(&tx, id, &member).await.unwrap();
    }
    if figures {
        for it in &package.figures {
            figure(&tx, by, id, units[&it.unit], &it.variable, &it.period, it.value.figure_value(), true).await;
        }
    }
    tx.commit().await.unwrap();
    Finished { campaign: store::campaign::get(db, id).await.unwrap(), group: store::campaign::group(db, group).await.unwrap() }
}

async fn commune(db: &impl Connection, district: UnitId, name: &str) -> UnitId {
    let unit = Unit {
        id: UnitId(0),
        parent: Some(district),
        path: String::new(),
        unit_type: "commune".to_owned(),
        level: "commune".to_owned(),
        name_full: name.to_owned(),
        name_short: name.to_owned(),
        header_parent: String::new(),
        header_lines: Vec::new(),
        doc_abbrev: "UBND".to_owned(),
        place_name: String::new(),
        valid_from: date!(2020 - 01 - 01),
        valid_to: None,
    };
    store::unit::insert(db, &unit).await.unwrap()
}
