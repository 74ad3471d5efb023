//! A stored final run, as an assessment leaves it: for tests of what comes after.

use crate::{District, WORKED_PACKAGE, noon};
use domain::policy::Role;
use domain::{Package, assess};
use sea_orm::{ConnectionTrait, Statement, Value};

/// Stores the worked package as the final run of the district's campaign; the first two communes fail, the third passes.
///
/// # Panics
/// Panics where a row is refused: the test has then failed.
pub async fn final_run(it: &District) {
    let package = Package::read(WORKED_PACKAGE).unwrap();
    let receipt = assess(&package);
    let run = |text: &str, values: Vec<Value>| Statement::from_sql_and_values(it.db.get_database_backend(), text, values);
    let person = it.ctx(Role::ParOffice).await.actor.person;
    let statement = run(
        "INSERT INTO assessment_run (campaign_id, group_id, kind, package, receipt, package_sha256, rule_set_sha256, receipt_sha256, \
         missing_count, missing, person_id, at) VALUES ($1, $2, 'final', $3, $4, $7, $8, $9, 0, '[]', $5, $6)",
        vec![
            it.campaign.0.into(),
            it.group.0.into(),
            WORKED_PACKAGE.into(),
            receipt.to_json().into(),
            person.0.into(),
            noon().0.into(),
            package.sha256().into(),
            package.rule_set.sha256().into(),
            domain::canonical::sha256(receipt.to_json().as_bytes()).into(),
        ],
    );
    it.db.execute_raw(statement).await.unwrap();
    for (unit, code) in it.communes.iter().zip(["10900", "10924", "10927"]) {
        let result = receipt.unit(code).unwrap();
        let statement = run(
            "INSERT INTO assessment_result (run_id, unit_id, met, applicable, exceeded, outcome, rounding_conflict, \
             missing_count, package) SELECT id, $1, $2, $3, 0, $4, $5, 0, $6 FROM assessment_run ORDER BY id DESC LIMIT 1",
            vec![
                unit.0.into(),
                i64::from(result.met).into(),
                i64::from(result.applicable).into(),
                result.outcome.code().into(),
                false.into(),
                part(&package, code).to_json().into(),
            ],
        );
        it.db.execute_raw(statement).await.unwrap();
    }
}

/// What a package says of one unit.
fn part(package: &Package, code: &str) -> Package {
    let mut part = package.clone();
    part.units.retain(|it| it.code == code);
    part.figures.retain(|it| it.unit == code);
    part.exemptions.iter_mut().for_each(|it| it.retain(|it| it.unit == code));
    part.unit_targets.iter_mut().for_each(|it| it.retain(|it| it.unit == code));
    part
}
