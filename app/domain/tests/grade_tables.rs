//! Every row of the tables of `domain.md` 7.1–7.7, and every gap of the law, with its article.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod graded;

use domain::grading::{
    Exclusion, Grade, GradeFacts, GradeRule, GradeRuleRefusal, Graded, Held, Measured, Note, PartKind, PendingReason, QuotaBase, Standing,
    Stated, Who,
};
use domain::organisation::{PersonCategory, PostKind};
use graded::*;
use time::macros::date;

/// On time, exceeded above 30 %.
const ALL_WELL: [&str; 4] = ["100", "100", "0", "35"];

#[test]
fn nd335_dieu_8_every_level_of_an_organisation() {
    for (facts, expected, why) in [
        (organisation("90", ["100", "100", "0", "30"]), "candidate excellent", "Điều 8: ≥ 90, 100 % đúng hạn, ≥ 30 % vượt"),
        (organisation("100", ALL_WELL), "candidate excellent", "Điều 8: ≥ 90"),
        (organisation("89.99", ALL_WELL), "good", "Điều 8: 70 - < 90"),
        (organisation("70", ["100", "100", "0", "0"]), "good", "Điều 8: 70 - < 90, không cần vượt"),
        (organisation("69.99", ALL_WELL), "completed", "Điều 8: 50 - < 70"),
        (organisation("50", ["100", "80", "20", "0"]), "completed", "Điều 8: 50 - < 70, chậm ≤ 20 %"),
        (organisation("49.99", ALL_WELL), "not_completed", "Điều 8: < 50"),
        (organisation("0", ["0", "0", "100", "0"]), "not_completed", "Điều 8: < 50"),
        (organisation("95", ["69.99", "69.99", "0", "35"]), "not_completed", "Điều 8: < 70 % nhiệm vụ"),
        (organisation("95", ALL_WELL).says(Stated::PersonnelWrongdoing, true), "not_completed", "Điều 8: sai phạm về công tác cán bộ"),
    ] {
        assert_eq!(said(&graded_org(&facts).standing), expected, "{why}");
    }
}

#[test]
fn nd335_dieu_8_every_gap_of_an_organisation_is_left_to_a_person_by_its_name() {
    let excellent = || organisation("95", ALL_WELL);
    for (facts, expected, why) in [
        (organisation("50", ["70", "70", "0", "0"]), "pending tasks_unfinished", "Điều 8: 50 ≤ điểm, 70 % ≤ nhiệm vụ < 100 %"),
        (organisation("75", ["99.99", "99.99", "0", "0"]), "pending tasks_unfinished", "Điều 8: 70 % ≤ nhiệm vụ < 100 %"),
        (organisation("90", ["100", "100", "0", "29.99"]), "pending exceeded_too_few (good)", "Điều 8: ≥ 90 nhưng vượt < 30 %"),
        (
            excellent().with_subordinates(&[Some(Grade::NotCompleted)]),
            "pending subordinate_failed (good)",
            "Điều 8: ≥ 90 nhưng có đơn vị trực thuộc không hoàn thành",
        ),
        (
            excellent().says(Stated::ShortcomingOpen, true),
            "pending shortcoming_open (good)",
            "điểm c khoản 1 Điều 8: còn hạn chế chưa khắc phục",
        ),
        (organisation("95", ["100", "90", "10", "35"]), "pending excellent_not_on_time (completed)", "Điều 8: ≥ 90 nhưng có việc chậm"),
        (organisation("75", ["100", "90", "10", "0"]), "pending good_not_on_time (completed)", "Điều 8: 70 - < 90 nhưng có việc chậm"),
        (organisation("75", ["100", "70", "30", "0"]), "pending good_not_on_time", "Điều 8: chậm > 20 %, không mức nào còn đủ điều kiện"),
        (organisation("60", ["100", "75", "25", "0"]), "pending too_many_late", "Điều 8: 50 - < 70 nhưng chậm > 20 %"),
        (
            excellent().says(Stated::ShortcomingOpen, true).with_subordinates(&[Some(Grade::NotCompleted)]),
            "pending subordinate_failed, shortcoming_open (good)",
            "Điều 8: mọi lý do đều được nêu",
        ),
        (
            organisation("60", ["65", "65", "0", "0"]).says(Stated::ForceMajeure, true),
            "pending force_majeure",
            "Điều 8: bất khả kháng, cấp có thẩm quyền xem xét",
        ),
        (excellent().says(Stated::ComplaintOpen, true), "pending complaint_open", "khoản 2 Điều 9: xác minh trước"),
        (
            organisation("30", ALL_WELL).says(Stated::ComplaintOpen, true),
            "pending complaint_open",
            "khoản 2 Điều 9: xác minh trước, cả khi không hoàn thành",
        ),
    ] {
        assert_eq!(said(&graded_org(&facts).standing), expected, "{why}");
    }
}

#[test]
fn nd335_dieu_8_force_majeure_excuses_the_tasks_alone() {
    let facts = organisation("60", ["65", "65", "0", "0"]).says(Stated::ForceMajeure, true);
    assert_eq!(said(&graded_org(&facts.clone().says(Stated::PersonnelWrongdoing, true)).standing), "not_completed");
    assert_eq!(said(&graded_org(&facts.amount(Measured::Points, "49")).standing), "not_completed");
}

#[test]
fn nothing_unknown_is_assumed_and_what_is_missing_is_named() {
    let known = |facts: &GradeFacts| said(&graded_org(facts).standing);
    assert!(known(&GradeFacts::new()).starts_with("pending fact_unknown [points, personnel_wrongdoing, tasks_done"));
    let unstated = clean_organisation().amount(Measured::Points, "95").share(Measured::TasksDone, "100");
    assert_eq!(known(&unstated), "pending fact_unknown [tasks_on_time, tasks_exceeded]");
    // Lower units are graded first: one that is not graded leaves the upper one open.
    let waiting = GradeFacts::new()
        .with_subordinates(&[Some(Grade::Good), None])
        .says(Stated::PersonnelWrongdoing, false)
        .says(Stated::ComplaintOpen, false)
        .says(Stated::ShortcomingOpen, false)
        .amount(Measured::Points, "95")
        .share(Measured::TasksDone, "100")
        .share(Measured::TasksOnTime, "100")
        .share(Measured::TasksExceeded, "35");
    assert_eq!(known(&waiting), "pending fact_unknown [subordinates_completed]");
    // What cannot change the grade is not asked for: subordinate units count for "excellent" alone.
    assert_eq!(known(&waiting.clone().amount(Measured::Points, "75")), "good");
    assert_eq!(known(&waiting.clone().amount(Measured::Points, "49")), "not_completed");
    // Below 70 % it matters whether force majeure is stated.
    let few = waiting.share(Measured::TasksDone, "60");
    assert_eq!(known(&few), "pending fact_unknown [force_majeure]");
}

#[test]
fn nd335_every_level_of_a_civil_servant() {
    for (who, facts, expected, why) in [
        (staff(), person("90"), "candidate excellent", "≥ 90"),
        (staff(), person("89.99"), "good", "70 - < 90"),
        (staff(), person("70"), "good", "70 - < 90"),
        (staff(), person("69.99"), "completed", "50 - < 70"),
        (staff(), person("50"), "completed", "50 - < 70"),
        (staff(), person("49.99"), "not_completed", "< 50"),
        (staff(), person("95").says(Stated::Degradation, true), "not_completed", "suy thoái"),
        (staff(), person("91").says(Stated::DisciplinedForDuty, true), "not_completed", "kỷ luật liên quan nhiệm vụ"),
        (staff(), person("91").says(Stated::Disciplined, true), "candidate excellent", "kỷ luật không liên quan nhiệm vụ"),
        (deputy(), person("91").says(Stated::UnitCorruption, true), "not_completed", "đơn vị phụ trách có tham nhũng"),
        (staff(), person("91").says(Stated::UnitCorruption, true), "candidate excellent", "chỉ áp dụng cho lãnh đạo"),
    ] {
        assert_eq!(said(&graded_person(&who, &facts).standing), expected, "Điều 10 đến Điều 22: {why}");
    }
}

#[test]
fn nd335_dieu_11_less_than_six_months_are_not_graded() {
    let months = |months: &str| person("91").amount(Measured::MonthsWorked, months);
    assert_eq!(said(&graded_person(&staff(), &months("4")).standing), "not rated", "Điều 11");
    assert_eq!(said(&graded_person(&staff(), &months("5.99")).standing), "not rated", "Điều 11");
    assert_eq!(said(&graded_person(&staff(), &months("6")).standing), "candidate excellent", "Điều 11: đủ 06 tháng");
    let maternity = months("5").says(Stated::SickOrMaternityLeave, true);
    assert_eq!(said(&graded_person(&staff(), &maternity).standing), "candidate excellent", "Điều 11: thời gian làm việc thực tế");
    let unknown = GradeFacts::new().amount(Measured::Points, "91").says(Stated::Degradation, false).says(Stated::DisciplinedForDuty, false);
    assert_eq!(said(&graded_person(&staff(), &unknown).standing), "pending fact_unknown [months_worked, sick_or_maternity_leave]");
}

#[test]
fn nd335_dieu_20_khoan_6_a_heads_grade_is_never_above_the_units() {
    let with = |points: &str, unit| said(&graded_person(&head(), &with_unit(person(points), unit)).standing);
    assert_eq!(with("93", Grade::Good), "good", "khoản 6 Điều 20");
    assert_eq!(with("93", Grade::Excellent), "candidate excellent", "khoản 6 Điều 20");
    assert_eq!(with("93", Grade::NotCompleted), "not_completed", "khoản 6 Điều 20");
    assert_eq!(with("60", Grade::Excellent), "completed", "khoản 6 Điều 20 không nâng mức");
    assert_eq!(said(&graded_person(&head(), &person("93")).standing), "pending fact_unknown [unit_grade]", "đơn vị xếp loại trước");
    assert_eq!(said(&graded_person(&head(), &person("40")).standing), "not_completed", "mức thấp nhất, đơn vị không còn hạ được");
    assert_eq!(said(&graded_person(&deputy(), &person("93")).standing), "candidate excellent", "chỉ người đứng đầu");
    let capped = graded_person(&head(), &with_unit(person("93"), Grade::Good));
    assert!(matches!(&capped.notes[..], [Note::Capped { article, .. }] if article == "khoản 6 Điều 20"));
    let cap = capped.parts.last().unwrap();
    assert!(matches!(cap.kind, PartKind::Cap(_)) && cap.held == Held::Yes && cap.checks[0].article == "khoản 6 Điều 20");
}

#[test]
fn domain_7_5_the_comparison_table() {
    let org = |points, tasks| Some(said(&graded_org(&organisation(points, tasks)).standing));
    let one = |facts: &GradeFacts| said(&graded_person(&staff(), facts).standing);
    let rows = [
        ("95, 100 % đúng hạn, 35 % vượt", org("95", ALL_WELL), Some("candidate excellent"), one(&person("95")), "candidate excellent"),
        (
            "95, 100 % đúng hạn, 10 % vượt",
            org("95", ["100", "100", "0", "10"]),
            Some("pending exceeded_too_few (good)"),
            one(&person("95")),
            "candidate excellent",
        ),
        ("89,99", org("89.99", ["100", "100", "0", "0"]), Some("good"), one(&person("89.99")), "good"),
        ("75, 95 % nhiệm vụ", org("75", ["95", "95", "0", "0"]), Some("pending tasks_unfinished"), one(&person("75")), "good"),
        ("60, 15 % chậm", org("60", ["100", "85", "15", "0"]), Some("completed"), one(&person("60")), "completed"),
        ("60, 25 % chậm", org("60", ["100", "75", "25", "0"]), Some("pending too_many_late"), one(&person("60")), "completed"),
        ("92, 65 % nhiệm vụ", org("92", ["65", "65", "0", "35"]), Some("not_completed"), one(&person("92")), "candidate excellent"),
        ("49,99", org("49.99", ALL_WELL), Some("not_completed"), one(&person("49.99")), "not_completed"),
        ("91, khiển trách", None, None, one(&person("91").says(Stated::DisciplinedForDuty, true)), "not_completed"),
        ("4 tháng", None, None, one(&person("91").amount(Measured::MonthsWorked, "4")), "not rated"),
    ];
    for (row, org, org_expected, person, person_expected) in rows {
        assert_eq!((org.as_deref(), person.as_str()), (org_expected, person_expected), "NĐ 335 Điều 8, Điều 10 đến Điều 22: {row}");
    }
    // 92 points, but the unit did 65 % of its tasks: its head is graded no higher than it (khoản 6 Điều 20).
    let unit = graded_org(&organisation("92", ["65", "65", "0", "35"])).standing.level().unwrap().grade().unwrap();
    assert_eq!(said(&graded_person(&head(), &with_unit(person("92"), unit)).standing), "not_completed");
    assert_eq!(said(&graded_person(&head(), &with_unit(person("93"), Grade::Good)).standing), "good");
}

#[test]
fn domain_7_5_rounding_that_changes_the_band_asks_for_a_decision() {
    for (points, expected) in [
        ("89.995", "pending rounding_conflict (good)"),
        ("89.9949", "good"),
        ("90", "candidate excellent"),
        ("69.995", "pending rounding_conflict (completed)"),
        ("49.995", "pending rounding_conflict (not_completed)"),
        ("49.9949", "not_completed"),
    ] {
        assert_eq!(said(&graded_person(&staff(), &person(points)).standing), expected, "{points}: nghị định không nói về làm tròn");
    }
    let censured = person("89.995").says(Stated::DisciplinedForDuty, true);
    assert_eq!(said(&graded_person(&staff(), &censured).standing), "not_completed", "điểm không quyết định");
    let org = organisation("89.995", ALL_WELL);
    assert_eq!(said(&graded_org(&org).standing), "pending rounding_conflict (good)");
    let low_unit = with_unit(person("89.995"), Grade::Completed);
    assert_eq!(said(&graded_person(&head(), &low_unit).standing), "pending rounding_conflict (completed)");
}

/// A leader under NĐ 90 with percentages: tasks done, on time, late or poor, exceeded; subordinates completed, good; the unit's targets.
fn leader([done, on_time, poor, exceeded, completed, good, unit]: [&str; 7]) -> GradeFacts {
    clean_person()
        .share(Measured::TasksDone, done)
        .share(Measured::TasksOnTime, on_time)
        .share(Measured::TasksLateOrPoor, poor)
        .share(Measured::TasksExceeded, exceeded)
        .share(Measured::SubordinatesCompleted, completed)
        .share(Measured::SubordinatesGood, good)
        .share(Measured::UnitTargetsMet, unit)
        .share(Measured::CriteriaNotMet, "0")
}

const BEST: [&str; 7] = ["100", "100", "0", "50", "100", "70", "90"];
const DECIDED_2025: time::Date = date!(2025 - 12 - 14);

fn graded_leader(category: PersonCategory, facts: &GradeFacts) -> String {
    let who = Who::person(Some(category), PostKind::UnitHead);
    said(&rule("nd90_leader").propose(&who, DECIDED_2025, facts).unwrap().standing)
}

#[test]
fn nd90_every_level_of_a_leader() {
    use PersonCategory::{CivilServant, PublicEmployee};
    for (category, facts, expected, why) in [
        (CivilServant, leader(BEST), "candidate excellent", "vượt ≥ 50 %, 100 % hoàn thành, ≥ 70 % tốt"),
        (CivilServant, leader(["100", "100", "0", "49", "100", "70", "90"]), "good", "vượt < 50 %"),
        (CivilServant, leader(["100", "100", "0", "50", "100", "69", "90"]), "good", "đơn vị tốt < 70 %"),
        (CivilServant, leader(["100", "80", "20", "0", "100", "0", "90"]), "good", "≥ 80 % đúng hạn, chất lượng"),
        (PublicEmployee, leader(["100", "80", "20", "0", "100", "69", "90"]), "completed", "viên chức: ≥ 70 % đơn vị tốt"),
        (PublicEmployee, leader(["100", "80", "20", "0", "100", "70", "90"]), "good", "viên chức: ≥ 70 % đơn vị tốt"),
        (CivilServant, leader(["100", "80", "20", "0", "70", "0", "71"]), "completed", "đơn vị > 70 %, ≥ 70 % hoàn thành"),
        (CivilServant, leader(["100", "79", "21", "0", "100", "0", "90"]), "pending no_level", "chậm > 20 %: không mức nào"),
        (CivilServant, leader(["90", "90", "0", "0", "100", "0", "90"]), "pending no_level", "chưa đạt hết: không mức nào"),
        (CivilServant, leader(["100", "100", "0", "50", "100", "70", "49"]), "not_completed", "đơn vị < 50 %"),
        (CivilServant, leader(BEST).share(Measured::CriteriaNotMet, "51"), "not_completed", "> 50 % tiêu chí"),
        (CivilServant, leader(BEST).share(Measured::CriteriaNotMet, "50"), "candidate excellent", "> 50 % tiêu chí"),
        (CivilServant, leader(BEST).says(Stated::UnitCorruption, true), "not_completed", "đơn vị có tham nhũng"),
        (CivilServant, leader(BEST).says(Stated::Disciplined, true), "not_completed", "bị kỷ luật"),
        (CivilServant, leader(BEST).says(Stated::Degradation, true), "not_completed", "suy thoái"),
    ] {
        assert_eq!(graded_leader(category, &facts), expected, "Nghị định số 90/2020/NĐ-CP: {why}");
    }
}

#[test]
fn nd90_a_unit_between_half_and_seventy_percent_is_left_to_a_person() {
    for (unit, expected) in [
        ("49.99", "not_completed"),
        ("50", "pending unit_between"),
        ("60", "pending unit_between"),
        ("70", "pending unit_between"),
        ("70.01", "candidate excellent"),
    ] {
        let facts = leader(["100", "100", "0", "50", "100", "70", unit]);
        assert_eq!(graded_leader(PersonCategory::CivilServant, &facts), expected, "Nghị định số 90/2020/NĐ-CP: {unit} %");
    }
    let disciplined = leader(["100", "100", "0", "50", "100", "70", "60"]).says(Stated::Disciplined, true);
    assert_eq!(graded_leader(PersonCategory::CivilServant, &disciplined), "not_completed");
}

#[test]
fn nd90_absence_of_three_months_caps_and_six_months_of_work_are_needed() {
    let absent = |months: &str| leader(BEST).amount(Measured::MonthsAbsent, months);
    for (months, expected) in [("2.99", "candidate excellent"), ("3", "completed"), ("5.99", "completed"), ("6", "candidate excellent")] {
        assert_eq!(graded_leader(PersonCategory::CivilServant, &absent(months)), expected, "Nghị định số 90/2020/NĐ-CP: {months} tháng");
    }
    let maternity = absent("5").says(Stated::SickOrMaternityLeave, true);
    assert_eq!(graded_leader(PersonCategory::CivilServant, &maternity), "candidate excellent", "thai sản: làm việc thực tế");
    let worked = leader(BEST).amount(Measured::MonthsWorked, "5");
    assert_eq!(graded_leader(PersonCategory::CivilServant, &worked), "not rated");
    let unknown = GradeFacts::read(&leader(BEST).to_json().replace("\"months_absent\":\"0\",", "")).unwrap();
    assert_eq!(graded_leader(PersonCategory::CivilServant, &unknown), "pending fact_unknown [months_absent]");
}

#[test]
fn qd366_levels_of_the_party_rule() {
    let facts = |points: &str, [done, on_time, late, exceeded]: [&str; 4]| {
        GradeFacts::new()
            .amount(Measured::Points, points)
            .share(Measured::TasksDone, done)
            .share(Measured::TasksOnTime, on_time)
            .share(Measured::TasksLate, late)
            .share(Measured::TasksExceeded, exceeded)
            .says(Stated::SubordinateDisciplined, false)
    };
    for (facts, expected) in [
        (facts("90", ["100", "100", "0", "30"]), "excellent"),
        (facts("89.99", ALL_WELL), "good"),
        (facts("60", ["100", "80", "20", "0"]), "completed"),
        (facts("49.99", ALL_WELL), "not_completed"),
        (facts("95", ["100", "100", "0", "10"]), "pending exceeded_too_few"),
        (facts("95", ALL_WELL).says(Stated::SubordinateDisciplined, true), "pending no_level"),
        (facts("60", ["100", "75", "25", "0"]), "pending too_many_late"),
    ] {
        let proposal = rule("qd366_party").propose(&Who::organisation(), IN_2026, &facts).unwrap();
        assert_eq!(said(&proposal.standing), expected, "Quy định số 366-QĐ/TW");
        assert!(proposal.notes.iter().any(|it| matches!(it, Note::Unverified(_))), "Quy định số 366-QĐ/TW: bản tóm tắt");
    }
}

#[test]
fn domain_7_6_bands_as_they_were_published() {
    let band = |id: &str, percent: &str| {
        let facts = GradeFacts::new().amount(Measured::IndexPercent, percent);
        said(&rule(id).propose(&Who::organisation(), IN_2026, &facts).unwrap().standing)
    };
    for (id, percent, expected) in [
        ("index_bands_national_2023", "90", "Nhóm A"),
        ("index_bands_national_2023", "89.99", "Nhóm B"),
        ("index_bands_national_2023", "80", "Nhóm B"),
        ("index_bands_national_2023", "79.99", "pending no_level"),
        ("index_bands_national_2023", "89.995", "pending rounding_conflict (Nhóm B)"),
        ("index_bands_nam_dinh_2020_departments", "89.45", "Từ 80 % đến dưới 90 %"),
        ("index_bands_nam_dinh_2020_departments", "90", "Từ 90 % trở lên"),
        ("index_bands_nam_dinh_2020_districts", "87.80", "Từ 80 % trở lên"),
        ("index_bands_nam_dinh_2020_districts", "79.99", "Từ 70 % đến dưới 80 %"),
        ("index_bands_tay_ninh_2021", "80.01", "tốt"),
        ("index_bands_tay_ninh_2021", "80", "pending no_level"),
        ("index_bands_tay_ninh_2021", "80.004", "pending rounding_conflict (tốt)"),
        ("index_bands_tay_ninh_2021", "76.61", "pending no_level"),
        ("index_bands_cam_giang_2023", "89.769", "pending no_level"),
        ("index_bands_cam_giang_2023", "81.514", "pending no_level"),
    ] {
        assert_eq!(band(id, percent), expected, "{id}: {percent} %");
    }
}

#[test]
fn domain_7_7_rules_of_a_campaign() {
    let graded = |id: &str, facts: GradeFacts| said(&rule(id).propose(&Who::organisation(), IN_2026, &facts).unwrap().standing);
    let met = |share| GradeFacts::new().share(Measured::TargetsMet, share);
    let score = |points| GradeFacts::new().amount(Measured::CommitmentScore, points);
    for (id, facts, expected) in [
        ("commitment_all_targets", met("100"), "completed"),
        ("commitment_all_targets", met("90"), "not_completed"),
        ("commitment_share_of_targets", met("49"), "not_completed"),
        ("commitment_share_of_targets", met("50"), "pending no_level"),
        ("commitment_share_of_targets", met("69"), "pending no_level"),
        ("commitment_share_of_targets", met("70"), "completed"),
        ("commitment_weighted_score", score("97.97"), "excellent"),
        ("commitment_weighted_score", score("55.22"), "completed"),
        ("commitment_score_and_gates", score("97.97").says(Stated::GatesMet, true), "excellent"),
        ("commitment_score_and_gates", score("97.97").says(Stated::GatesMet, false), "not_completed"),
        ("commitment_score_and_gates", score("97.97"), "pending fact_unknown [gates_met]"),
        ("commitment_index_based", GradeFacts::new().graded(Graded::IndexGrade, Grade::Good), "good"),
        ("commitment_index_based", GradeFacts::new().graded(Graded::IndexGrade, Grade::NotCompleted), "not_completed"),
        ("commitment_index_based", GradeFacts::new(), "pending fact_unknown [index_grade]"),
    ] {
        assert_eq!(graded(id, facts), expected, "{id}");
    }
}

#[test]
fn a_rule_is_refused_outside_its_dates_and_for_others() {
    let allow = |id: &str, who: &Who, day| rule(id).allow(who, day);
    let leads = |category| Who::person(Some(category), PostKind::UnitHead);
    let (civil, cadre, employee) =
        (leads(PersonCategory::CivilServant), leads(PersonCategory::Cadre), leads(PersonCategory::PublicEmployee));
    use GradeRuleRefusal::*;
    for (id, who, day, expected, why) in [
        ("nd335_org", Who::organisation(), date!(2025 - 12 - 31), Err(NotInForceYet), "NĐ 335 từ 01/01/2026"),
        ("nd335_org", Who::organisation(), date!(2026 - 01 - 01), Ok(()), "NĐ 335 từ 01/01/2026"),
        ("nd335_org", staff(), IN_2026, Err(OtherSubject), "Điều 5 đến Điều 9: tổ chức"),
        ("nd335_org", Who::organisation().marked(Exclusion::ProvincialCommittee), IN_2026, Err(LeftOut), "Điều 2"),
        ("nd335_person", staff(), date!(2025 - 12 - 31), Err(NotInForceYet), "NĐ 335 từ 01/01/2026"),
        ("nd335_person", civil.clone(), date!(2026 - 01 - 01), Ok(()), "trưởng phòng, giám đốc sở là công chức"),
        ("nd335_person", cadre.clone(), IN_2026, Err(OtherCategory), "Chủ tịch UBND xã là cán bộ"),
        ("nd335_person", employee.clone(), IN_2026, Err(OtherCategory), "giám đốc đơn vị sự nghiệp là viên chức"),
        ("nd335_person", Who::person(None, PostKind::Officer), IN_2026, Err(CategoryUnknown), "diện là dữ liệu của người"),
        ("nd335_person", Who::organisation(), IN_2026, Err(OtherSubject), "Điều 10 đến Điều 22: cá nhân"),
        ("nd335_person", head().marked(Exclusion::SecretariatManaged), IN_2026, Err(LeftOut), "Điều 2"),
        ("nd90_leader", civil.clone(), date!(2020 - 08 - 19), Err(NotInForceYet), "NĐ 90 từ 20/8/2020"),
        ("nd90_leader", civil.clone(), date!(2025 - 12 - 31), Ok(()), "NĐ 90 đến 31/12/2025"),
        ("nd90_leader", civil, date!(2026 - 01 - 01), Err(NoLongerInForce), "NĐ 90 đối với công chức đến 31/12/2025"),
        ("nd90_leader", cadre, date!(2026 - 01 - 01), Ok(()), "NĐ 90 còn dùng cho cán bộ"),
        ("nd90_leader", employee, date!(2026 - 01 - 01), Ok(()), "NĐ 90 còn dùng cho viên chức"),
        ("nd90_leader", staff(), date!(2025 - 01 - 01), Err(OtherSubject), "chỉ người lãnh đạo"),
        ("qd366_party", Who::organisation(), date!(2025 - 08 - 29), Err(NotInForceYet), "QĐ 366 từ 30/8/2025"),
    ] {
        assert_eq!(allow(id, &who, day), expected, "{why}");
        assert_eq!(rule(id).propose(&who, day, &GradeFacts::new()).err(), expected.err(), "{why}");
    }
}

#[test]
fn a_condition_for_others_stops_and_caps_nobody_else() {
    let text = GradeRule::shipped_text("nd335_person").unwrap();
    let when = r#""when": [{"fact": "complaint_open", "is": true, "only": ["leader"]}], "article": "a""#;
    let stops = format!(
        r#""gaps": [{{"reason": "unit_between", {when}}}], "holds": [{{"reason": "complaint_open", {when}}}], "caps": [{{"not_above": "completed", {when}}}, "#
    );
    let rule = GradeRule::read(text.replacen(r#""caps": ["#, &stops, 1)).unwrap();
    let facts = person("91");
    assert_eq!(said(&rule.propose(&staff(), IN_2026, &facts).unwrap().standing), "candidate excellent");
    assert_eq!(said(&rule.propose(&deputy(), IN_2026, &facts).unwrap().standing), "pending fact_unknown [complaint_open]");
    let open = facts.says(Stated::ComplaintOpen, true);
    assert_eq!(said(&rule.propose(&staff(), IN_2026, &open).unwrap().standing), "candidate excellent");
    assert_eq!(said(&rule.propose(&deputy(), IN_2026, &open).unwrap().standing), "pending unit_between, complaint_open");
}

#[test]
fn every_condition_is_told_with_its_article_and_whether_it_held() {
    let proposal = graded_org(&organisation("95", ["100", "100", "0", "10"]));
    let levels: Vec<_> = proposal.parts.iter().filter(|it| matches!(it.kind, PartKind::Level(_))).collect();
    assert_eq!(levels.iter().map(|it| it.checks.len()).collect::<Vec<_>>(), [6, 3, 3]);
    assert_eq!(
        levels[0].checks.iter().map(|it| it.held).collect::<Vec<_>>(),
        [Held::Yes, Held::Yes, Held::Yes, Held::No, Held::Yes, Held::Yes]
    );
    assert_eq!((levels[0].checks[3].article.as_str(), levels[0].checks[3].otherwise), ("Điều 8", Some(PendingReason::ExceededTooFew)));
    assert_eq!(levels[0].checks[5].article, "điểm c khoản 1 Điều 8");
    assert!(proposal.parts.iter().all(|it| !it.article.is_empty()) && proposal.notes.contains(&Note::LowerOfTwo));
}

#[test]
fn what_the_sources_leave_uncertain_is_marked_so() {
    let org = rule("nd335_org");
    let quota = org.quota.as_ref().unwrap();
    assert_eq!((quota.base.value, quota.base.doubt.is_some()), (QuotaBase::GoodAndAbove, true));
    assert!(org.in_gap.unwrap().doubt.is_some());
    let person = rule("nd335_person").scoring.unwrap();
    assert!(person.months.unwrap().doubt.is_some() && person.month_decimals.unwrap().doubt.is_some());
    for id in ["nd90_leader", "qd366_party", "index_bands_tay_ninh_2021", "index_bands_cam_giang_2023"] {
        assert!(rule(id).doubt.is_some(), "{id}");
    }
    assert!(matches!(GradeRule::shipped("nd335_org"), Some(it) if it.doubt.is_none()));
    assert!(matches!(graded_org(&organisation("95", ALL_WELL)).standing, Standing::Candidate(_)));
}
