//! What a result sheet says besides on paper: that the scale was recomputed, zero denominators, and all that version 2 adds. Vietnamese, as
//! every paper.

use super::unit::UnitResult;
use domain::Quantity;
use domain::assessment::Status;
use domain::explanation::Explanation;
use domain::package::{AdjustmentKind, Exemption, WithoutSurvey};

/// Whether a manual target weighs less for the unit because no survey was made.
fn without_survey(it: &Explanation) -> bool {
    let rescales = it.target.is_manual() && it.target.without_survey() == WithoutSurvey::Rescale;
    rescales && it.weight.is_some_and(|weight| weight != it.target.weight.quantity())
}

/// The notes of a sheet, each a sentence.
pub(super) fn notes(it: &UnitResult) -> Vec<String> {
    let mut notes: Vec<String> = scale(it).into_iter().collect();
    notes.extend(it.targets.iter().filter_map(zero_denominator));
    notes.extend(it.targets.iter().filter_map(appraisal));
    notes.extend(it.targets.iter().filter_map(interim));
    notes.extend(score(it));
    notes
}

/// The legal note of an exemption, with the amendment by which it came.
pub(super) fn exempt(it: &Exemption) -> String {
    match &it.amendment {
        None => it.basis.clone(),
        Some(by) => format!("{}; bản điều chỉnh số {}, từ ngày {}", it.basis, by.number, domain::show_date(by.effective_on)),
    }
}

fn scale(it: &UnitResult) -> Option<String> {
    let why = |it: &Explanation| {
        let code = &it.target.code;
        match it.result.status {
            Status::Exempt => Some(format!("miễn {code} ({})", it.exemption.as_ref().map(exempt).unwrap_or_default())),
            Status::NotApplicable => Some(format!("{code} không phát sinh")),
            _ if without_survey(it) => Some(format!("{code} không khảo sát, tính trên phần thẩm định")),
            Status::Met | Status::NotMet | Status::NotReported => None,
        }
    };
    let reasons: Vec<String> = it.targets.iter().filter_map(why).collect();
    let scale = Quantity::checked_sum(it.targets.iter().filter_map(|it| it.weight)).unwrap_or_default();
    (!reasons.is_empty()).then(|| format!("Thang điểm của đơn vị được tính lại còn {scale} điểm: {}.", reasons.join("; ")))
}

/// A target without a value that counts all the same: its denominator is 0, and the rule set says what that means.
fn zero_denominator(it: &Explanation) -> Option<String> {
    if it.result.actual.is_some() {
        return None;
    }
    match it.result.status {
        Status::Met => Some(format!("{}: mẫu số bằng 0, theo bộ chỉ tiêu tính là đạt và được đủ điểm.", it.target.code)),
        Status::NotMet => Some(format!("{}: mẫu số bằng 0, theo bộ chỉ tiêu tính là chưa đạt và được 0 điểm.", it.target.code)),
        Status::NotReported | Status::NotApplicable | Status::Exempt => None,
    }
}

fn appraisal(it: &Explanation) -> Option<String> {
    let given = it.appraisal.as_ref()?;
    let own = given.self_points.as_ref().map_or_else(|| "–".to_owned(), |it| it.quantity().to_string());
    let survey = given.survey.as_ref().map(|it| format!("; khảo sát {}", it.quantity())).unwrap_or_default();
    let appraised = given.appraised.quantity();
    Some(format!("{}: tự chấm {own}; thẩm định {appraised}{survey}. Lý do: {}", it.target.code, stop(&given.reason)))
}

fn stop(text: &str) -> String {
    let text = text.trim_end_matches('.');
    format!("{text}.")
}

fn interim(it: &Explanation) -> Option<String> {
    let line = |goal: &domain::explanation::InterimExplanation| {
        let period = goal.result.period.name_vi_within();
        let actual = goal.result.actual.as_ref().map_or_else(|| "–".to_owned(), |it_| super::paper::actual_vi(it_, &it.target.unit));
        let applied = &goal.result.goal;
        let value = applied.value_to.map_or_else(|| applied.value.to_string(), |to| format!("{}–{to}", applied.value));
        format!("{period}: {actual} (mức {value}), {}", super::paper::status_vi(goal.result.status, true).to_lowercase())
    };
    let lines: Vec<String> = it.interim.iter().map(line).collect();
    (!lines.is_empty()).then(|| format!("{}, theo kỳ (không tính điểm): {}.", it.target.code, lines.join("; ")))
}

fn score(it: &UnitResult) -> Vec<String> {
    let Some(why) = &it.score else { return Vec::new() };
    let Some(details) = &why.result.details else { return Vec::new() };
    let dash = || "–".to_owned();
    let mut notes = Vec::new();
    for it in &why.adjustments {
        let kind = match it.rule.kind {
            AdjustmentKind::Bonus => "Điểm cộng",
            AdjustmentKind::Malus => "Điểm trừ",
        };
        let reasons: Vec<&str> = it.entries.iter().map(|it| it.reason.trim_end_matches('.')).collect();
        notes.push(format!(
            "{kind} {} ({}): được cho {}, tính {} (tối đa {}). Lý do: {}.",
            it.rule.code,
            it.rule.title,
            it.given,
            it.counted,
            it.rule.cap.quantity(),
            reasons.join("; ")
        ));
    }
    for (code, cap) in &why.gates {
        notes.push(format!("Chỉ tiêu điều kiện {code} không đạt: điểm của đơn vị không quá {cap}."));
    }
    let shown = |it: Option<&domain::assessment::Rounded>| it.map_or_else(dash, domain::assessment::Rounded::vietnamese);
    if !why.adjustments.is_empty() || !why.gates.is_empty() || it.index_based {
        let (base, computed) = (shown(details.base_score.as_ref()), shown(details.computed_score.as_ref()));
        notes.push(format!("Điểm gốc {base}; cộng {}; trừ {}; điểm tính được {computed}.", why.bonus, why.malus));
    }
    if let (true, Some(external)) = (it.index_based, &why.external) {
        let score = external.score.quantity();
        notes.push(format!("Điểm của đơn vị là điểm do cơ quan khác công bố: {} {score} (nguồn: {}).", external.title, external.source));
    }
    if !it.areas.is_empty() {
        let line = |area: &domain::receipt::AreaResult| {
            let title = it.areas.iter().find(|it| it.0 == area.area).map_or(area.area.as_str(), |it| it.1.as_str());
            format!("{title} {}/{} điểm ({})", area.points.vietnamese(), area.scale, shown(area.score.as_ref()))
        };
        notes.push(format!("Theo lĩnh vực: {}.", details.area_results.iter().map(line).collect::<Vec<_>>().join("; ")));
    }
    notes
}
