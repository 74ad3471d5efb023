//! What a change of the rules changes, line by line, in the words of the paper that is signed.

use std::collections::HashMap;

use crate::package::{
    ChosenRule, Decimal, Measure, Package, Pass, Points, RuleSet, Target, Term, TieBreaker, Value, WithoutSurvey, ZeroDenominator,
};
use crate::quantity::{Quantity, SCALE};
use serde::{Deserialize, Serialize};

/// One thing that changes: where, what, from what to what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleLine {
    /// Of which target or part of the rules: `T03. Tỷ lệ hồ sơ trực tuyến`.
    pub place: String,
    /// What of it: `trọng số`.
    pub what: String,
    /// As it was.
    pub old: String,
    /// As it is from then on.
    pub new: String,
}

impl RuleLine {
    /// The line of the paper.
    pub fn in_words(&self) -> String {
        format!("{}, {}: từ “{}” thành “{}”.", self.place, self.what, self.old, self.new)
    }

    /// What was before.
    pub fn old_in_words(&self) -> String {
        format!("{}, {}: {}", self.place, self.what, self.old)
    }

    /// What comes after.
    pub fn new_in_words(&self) -> String {
        format!("{}, {}: {}", self.place, self.what, self.new)
    }
}

/// What stands where there is nothing.
const NOTHING: &str = "không có";

/// Everything that differs between the rules of two packages, in the order of the rule set; `titles` are those of the variables by code, which
/// a package does not know. A difference of spelling alone is none.
pub fn rule_lines(before: &Package, after: &Package, titles: &HashMap<String, String>) -> Vec<RuleLine> {
    let mut lines = Lines { titles, lines: Vec::new() };
    let (old, new) = (&before.rule_set, &after.rule_set);
    for (old, new) in old.targets.iter().zip(&new.targets) {
        lines.target(old, new);
    }
    lines.rule_set(old, new);
    lines.grade_rules(before.grade_rules(), after.grade_rules());
    lines.lines
}

struct Lines<'t> {
    titles: &'t HashMap<String, String>,
    lines: Vec<RuleLine>,
}

impl Lines<'_> {
    fn add(&mut self, place: &str, what: &str, old: String, new: String) {
        if old != new {
            self.lines.push(RuleLine { place: place.to_owned(), what: what.to_owned(), old, new });
        }
    }

    fn target(&mut self, old: &Target, new: &Target) {
        let place = format!("{}. {}", new.code, new.title);
        let mut both = |what: &str, say: &dyn Fn(&Target) -> String| {
            let (old, new) = (say(old), say(new));
            if old != new {
                self.lines.push(RuleLine { place: place.clone(), what: what.to_owned(), old, new });
            }
        };
        let titles = self.titles;
        both("trọng số", &|it| it.weight.quantity().to_string());
        both("cách tính", &|it| measure(&it.measure, titles));
        both("khi mẫu số bằng 0", &|it| zero_denominator(it.zero_denominator()).to_owned());
        both("cách cho điểm", &|it| points(&it.points));
        both("tính vượt mức", &|it| yes(it.can_exceed()));
        both("mức được coi là vượt", &|it| it.stretch.as_ref().map_or_else(nothing, value));
        both("là điều kiện bắt buộc", &|it| yes(it.mandatory()));
        both("điểm tối đa của đơn vị khi không đạt", &|it| it.gate.as_ref().map_or_else(nothing, |it| decimal(&it.cap)));
        both("lĩnh vực", &|it| it.area.clone());
        both("phần điểm của khảo sát", &|it| it.max_survey.as_ref().map_or_else(nothing, decimal));
        both("khi không khảo sát", &|it| without_survey(it.without_survey()).to_owned());
        both("định nghĩa", &|it| it.definition.clone().unwrap_or_else(nothing));
        both("căn cứ", &|it| it.legal_basis.clone().unwrap_or_else(nothing));
    }

    fn rule_set(&mut self, old: &RuleSet, new: &RuleSet) {
        let place = "Bộ chỉ tiêu";
        let mut both = |what: &str, say: &dyn Fn(&RuleSet) -> String| self.add(place, what, say(old), say(new));
        both("tên", &|it| it.title.clone());
        both("số chữ số thập phân", &|it| it.display_decimals.to_string());
        both("trọng số các lĩnh vực", &|it| {
            list(it.areas.iter().flatten().map(|it| format!("{} {}", it.title, decimal(&it.weight))))
        });
        both("điều kiện hoàn thành", &|it| pass(&it.pass));
        both("thang xếp loại", &|it| list(it.grades().iter().map(|it| format!("{} từ {}", it.grade, decimal(&it.from)))));
        both("điểm cộng, điểm trừ", &|it| {
            list(it.adjustments().iter().map(|it| format!("{} ({}, tối đa {})", it.title, it.kind.code(), decimal(&it.cap))))
        });
        both("điểm cộng tối đa", &|it| it.bonus_cap.as_ref().map_or_else(nothing, decimal));
        both("điểm trừ tối đa", &|it| it.malus_cap.as_ref().map_or_else(nothing, decimal));
        both("thứ tự khi bằng điểm", &|it| list(it.tie_breakers().iter().map(tie_breaker)));
        both("quy tắc xếp loại kèm theo", &|it| it.grade_rule.as_ref().map_or_else(nothing, |it| digest(it.json())));
    }

    fn grade_rules(&mut self, old: &[ChosenRule], new: &[ChosenRule]) {
        use crate::grading::Whom;
        for (whom, place) in [(Whom::Units, "Xếp loại đơn vị"), (Whom::Heads, "Xếp loại người đứng đầu")] {
            let say = |rules: &[ChosenRule]| rules.iter().find(|it| it.whom == whom).map_or_else(nothing, chosen);
            self.add(place, "quy tắc", say(old), say(new));
        }
    }
}

fn nothing() -> String {
    NOTHING.to_owned()
}

fn yes(it: bool) -> String {
    if it { "có" } else { "không" }.to_owned()
}

fn decimal(it: &Decimal) -> String {
    it.quantity().to_string()
}

fn value(it: &Value) -> String {
    it.figure_value().to_string()
}

fn list(entries: impl Iterator<Item = String>) -> String {
    let entries: Vec<String> = entries.collect();
    if entries.is_empty() { nothing() } else { entries.join("; ") }
}

/// The beginning of a digest, enough to tell two apart.
fn digest(text: &str) -> String {
    crate::canonical::sha256(text.as_bytes()).chars().take(12).collect()
}

/// A share of a weight as percent of the points.
fn percent(share: &Decimal) -> String {
    let hundred = Quantity(share.quantity().0.saturating_mul(100));
    format!("{hundred}%")
}

fn terms(list: &[Term], titles: &HashMap<String, String>) -> String {
    let mut text = String::new();
    for it in list {
        let times = it.times();
        let title = title(&it.variable, titles);
        let sign = match (text.is_empty(), times.0 < 0) {
            (true, false) => "",
            (true, true) => "− ",
            (false, false) => " + ",
            (false, true) => " − ",
        };
        let factor = Quantity(times.0.abs());
        let factor = if factor.0 == SCALE { String::new() } else { format!("{factor} × ") };
        text.push_str(&format!("{sign}{factor}{title}"));
    }
    text
}

fn title(variable: &str, titles: &HashMap<String, String>) -> String {
    titles.get(variable).cloned().unwrap_or_else(|| variable.to_owned())
}

fn measure(it: &Measure, titles: &HashMap<String, String>) -> String {
    match it {
        Measure::Ratio { numerator, denominator, times } => {
            let times = times.as_ref().map_or_else(|| Quantity(100 * SCALE), Decimal::quantity);
            format!("({}) ÷ ({}) × {times}", terms(numerator, titles), terms(denominator, titles))
        }
        Measure::Sum { of } => format!("tổng cả năm: {}", terms(of, titles)),
        Measure::Latest { of } => format!("số liệu của kỳ cuối: {}", title(of, titles)),
        Measure::Mean { of } => format!("bình quân các kỳ: {}", title(of, titles)),
        Measure::Date { of } => format!("ngày: {}", title(of, titles)),
        Measure::YesNo { of } => format!("có hoặc không: {}", title(of, titles)),
        Measure::Manual => "người thẩm định chấm điểm".to_owned(),
    }
}

fn zero_denominator(it: ZeroDenominator) -> &'static str {
    match it {
        ZeroDenominator::NotApplicable => "không tính chỉ tiêu, thang điểm tính lại",
        ZeroDenominator::Zero => "không đạt, không có điểm",
        ZeroDenominator::Full => "đạt, trọn điểm",
    }
}

fn without_survey(it: WithoutSurvey) -> &'static str {
    match it {
        WithoutSurvey::Zero => "phần khảo sát không có điểm",
        WithoutSurvey::Rescale => "thang điểm không tính phần khảo sát",
    }
}

fn points(it: &Points) -> String {
    match it {
        Points::Binary => "đạt thì trọn điểm, không đạt thì không có điểm".to_owned(),
        Points::Proportional => "theo tỷ lệ so với mức phải đạt, đạt thì trọn điểm".to_owned(),
        Points::ThresholdProportional { full_at } => format!("theo tỷ lệ, trọn điểm khi đạt {}", decimal(full_at)),
        Points::FloorThenProportional { floor } => {
            format!("dưới {} không có điểm, từ mức đó theo tỷ lệ so với mức phải đạt", decimal(floor))
        }
        Points::Steps { steps } => {
            let mut steps: Vec<_> = steps.iter().collect();
            steps.sort_by_key(|it| std::cmp::Reverse(it.from.quantity()));
            list(steps.into_iter().map(|it| format!("từ {}: {} số điểm", decimal(&it.from), percent(&it.share))))
        }
        Points::Deduct { penalty } => format!("mỗi đơn vị số liệu trừ {} số điểm", percent(penalty)),
        Points::Manual => "theo điểm thẩm định".to_owned(),
    }
}

fn pass(it: &Pass) -> String {
    match it {
        Pass::AllTargets => "đạt mọi chỉ tiêu được tính".to_owned(),
        Pass::ShareOfTargets { fail_below, pass_from } => {
            format!("đạt từ {} số chỉ tiêu được tính; dưới {} là không hoàn thành", percent(pass_from), percent(fail_below))
        }
        Pass::WeightedScore { pass_from } => format!("tổng điểm từ {}", decimal(pass_from)),
        Pass::ScoreAndGates { pass_from } => format!("tổng điểm từ {} và đạt mọi chỉ tiêu bắt buộc", decimal(pass_from)),
        Pass::IndexBased { pass_from } => format!("chỉ số được công bố từ {}", decimal(pass_from)),
    }
}

fn tie_breaker(it: &TieBreaker) -> String {
    match it {
        TieBreaker::Target(code) => format!("điểm của {code}"),
        TieBreaker::Actual(code) => format!("kết quả của {code}"),
        TieBreaker::Area(code) => format!("điểm lĩnh vực {code}"),
        TieBreaker::Survey => "điểm khảo sát".to_owned(),
        TieBreaker::Met => "tỷ lệ chỉ tiêu đạt".to_owned(),
        TieBreaker::Exceeded => "tỷ lệ chỉ tiêu vượt".to_owned(),
    }
}

fn chosen(it: &ChosenRule) -> String {
    let rule = crate::grading::GradeRule::read(it.rule.json());
    let name = rule.map_or_else(|_| digest(it.rule.json()), |it| it.title);
    let from = match it.tasks_from {
        crate::grading::TasksFrom::KeyTasks => "tỷ lệ nhiệm vụ lấy từ nhiệm vụ trọng tâm",
        crate::grading::TasksFrom::Targets => "tỷ lệ nhiệm vụ lấy từ chỉ tiêu cam kết",
    };
    format!("{name} ({from}; mã {})", digest(it.rule.json()))
}
