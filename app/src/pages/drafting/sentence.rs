//! A target's rules as sentences, from the rules themselves.

use crate::pages::assessment::words::period;
use crate::pages::catalogue::words::amount;
use crate::text::{code_key, t, tf};
use domain::catalogue::UsedVariable;
use domain::drafting::{Band, Clause};
use domain::package::{Direction, Interim, Target};
use domain::{FigureValue, Quantity, fold};

/// What a target's rules say, and what its numbers are in.
pub struct Said<'t> {
    /// The target.
    pub target: &'t Target,
    /// The variables of the catalogue.
    pub variables: &'t [UsedVariable],
}

impl Said<'_> {
    /// An amount of the target in its unit: `90%`, `12 hồ sơ`.
    fn measured(&self, it: Quantity) -> String {
        match self.target.unit.as_str() {
            "%" => format!("{}%", amount(it)),
            unit => format!("{} {unit}", amount(it)),
        }
    }

    fn value(&self, it: FigureValue) -> String {
        match it {
            FigureValue::Amount(it) => self.measured(it),
            other => other.to_string(),
        }
    }

    /// A clause as one sentence; none where another one says it.
    pub fn sentence(&self, clause: &Clause) -> String {
        let example = |it: &Option<(Quantity, Quantity)>| match it {
            None => ".".to_owned(),
            Some((value, points)) => tf("clause-example", &[("value", self.measured(*value).into()), ("points", amount(*points).into())]),
        };
        match clause {
            Clause::Met { direction, value, to } => {
                let to = to.map(|it| self.measured(it)).unwrap_or_default();
                tf(&code_key("clause-met", direction.code()), &[("value", self.value(*value).into()), ("to", to.into())])
            }
            Clause::MetFromPoints(points) => tf("clause-met-points", &[("points", amount(*points).into())]),
            Clause::AllOrNothing(all) => tf("clause-all-or-nothing", &[("all", amount(*all).into())]),
            Clause::InProportion { all, direction, goal, example: one } => tf(
                &code_key("clause-proportion", direction.code()),
                &[("all", amount(*all).into()), ("goal", self.measured(*goal).into()), ("example", example(one).into())],
            ),
            Clause::FullFrom { all, full_at, example: one } => tf(
                "clause-full-from",
                &[("all", amount(*all).into()), ("value", self.measured(*full_at).into()), ("example", example(one).into())],
            ),
            Clause::NothingBelow { all, floor, goal } => tf(
                "clause-nothing-below",
                &[("all", amount(*all).into()), ("floor", self.measured(*floor).into()), ("goal", self.measured(*goal).into())],
            ),
            Clause::Bands { all, bands } => self.bands(*all, bands),
            Clause::LessForEach { all, each, none_from, of } => {
                let rest = match none_from {
                    Some(it) => tf("clause-none-from", &[("value", self.measured(*it).into())]),
                    None => t("clause-down-to-none"),
                };
                let each_one = self.each_one(of.as_deref());
                tf(
                    "clause-less",
                    &[("each", each_one.into()), ("points", amount(*each).into()), ("all", amount(*all).into()), ("rest", rest.into())],
                )
            }
            Clause::Given { appraised, survey: Quantity::ZERO } => tf("clause-given", &[("appraised", amount(*appraised).into())]),
            Clause::Given { appraised, survey } => {
                tf("clause-given-surveyed", &[("appraised", amount(*appraised).into()), ("survey", amount(*survey).into())])
            }
            Clause::WithoutSurvey(it, all) => tf(&code_key("clause-without-survey", it.code()), &[("all", amount(*all).into())]),
            Clause::Exceeded(_, None) => t("clause-exceeded"),
            Clause::Exceeded(direction, Some(value)) => {
                tf(&code_key("clause-exceeded", direction.code()), &[("value", self.value(*value).into())])
            }
            Clause::Gate(cap) => tf("clause-gate", &[("cap", amount(*cap).into())]),
            Clause::AllTargets => t("clause-all-targets"),
            Clause::Mandatory => t("clause-mandatory"),
            Clause::MandatoryForGrades => t("clause-mandatory-for-grades"),
            Clause::CountsForShare => t("clause-counts-for-share"),
            Clause::ZeroDenominator(it) => t(&code_key("clause-zero", it.code())),
            Clause::Interim(goals) => {
                let goals = goals.iter().map(|it| self.goal(it)).collect::<Vec<_>>().join("; ");
                tf("clause-interim", &[("goals", goals.into())])
            }
        }
    }

    /// `Từ 90% trở lên được cả 10 điểm; từ 80% đến dưới 90% được 7 điểm; dưới 80% không có điểm.`
    fn bands(&self, all: Quantity, bands: &[Band]) -> String {
        let band = |it: &Band| {
            let points = match it.points {
                Quantity::ZERO => t("clause-band-none"),
                points if points == all => tf("clause-band-all", &[("points", amount(points).into())]),
                points => tf("clause-band-some", &[("points", amount(points).into())]),
            };
            let measured = |it: Option<Quantity>| it.map(|it| self.measured(it)).unwrap_or_default();
            let (from, below) = (measured(it.from), measured(it.below));
            let key = match (it.from, it.below) {
                (_, None) => "clause-band-from",
                (Some(_), Some(_)) => "clause-band-between",
                (None, Some(_)) => "clause-band-below",
            };
            tf(key, &[("from", from.into()), ("below", below.into()), ("points", points.into())])
        };
        format!("{}.", capital(&bands.iter().map(band).collect::<Vec<_>>().join("; ")))
    }

    /// What is counted one by one: `hồ sơ quá hạn` where the variable is named so, else the unit of measure.
    fn each_one(&self, variable: Option<&str>) -> String {
        let unit = self.target.unit.trim();
        if unit == "%" {
            return "1%".to_owned();
        }
        let title =
            variable.and_then(|code| self.variables.iter().find(|it| it.variable.code == code)).map(|it| it.variable.title.as_str());
        match title {
            Some(title) if fold::fold(title).starts_with(&fold::fold(unit)) => small(title),
            _ => unit.to_owned(),
        }
    }

    fn goal(&self, it: &Interim) -> String {
        let value = match (self.target.direction, &it.value_to) {
            (Direction::Range, Some(to)) => format!("{}–{}", amount_of(&it.value), self.measured(to.quantity())),
            _ => self.value(it.value.figure_value()),
        };
        format!("{} {value}", period(it.period))
    }
}

fn amount_of(it: &domain::package::Value) -> String {
    match it.figure_value() {
        FigureValue::Amount(it) => amount(it),
        other => other.to_string(),
    }
}

/// With its first letter a capital.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|it| it.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// With its first letter small.
fn small(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|it| it.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Frequency;
    use domain::drafting::{RuleDraft, TargetDraft, clauses, example};

    fn late() -> UsedVariable {
        let variable = domain::catalogue::Variable {
            id: domain::VariableId(1),
            code: "late".into(),
            title: "Hồ sơ quá hạn".into(),
            unit_of_measure: "hồ sơ".into(),
            kind: domain::ValueKind::Amount,
            limit_code: String::new(),
            owner_area: String::new(),
            cumulative: false,
            counted: true,
            definition: String::new(),
            legal_basis: String::new(),
            source: String::new(),
            revision: 1,
        };
        UsedVariable { variable, frequency: Frequency::Month, evidence_required: false }
    }

    /// The sentences of a target of ten points.
    fn said(it: TargetDraft, family: &str) -> Vec<String> {
        let it = TargetDraft { code: "C01".into(), title: "x".into(), area: "x".into(), weight: "10".into(), ..it }.settled();
        let target = example(&it).unwrap().target;
        let said = Said { target: &target, variables: &[late()] };
        clauses(&target, family).iter().map(|it| said.sentence(it)).collect()
    }

    fn share(rule: &str) -> TargetDraft {
        TargetDraft {
            kind: "ratio".into(),
            terms: "received − late".into(),
            base: "received".into(),
            unit: "%".into(),
            direction: "higher".into(),
            target: "90".into(),
            rule: rule.into(),
            ..TargetDraft::default()
        }
    }

    fn count(rule: &str) -> TargetDraft {
        TargetDraft {
            kind: "sum".into(),
            terms: "late".into(),
            unit: "hồ sơ".into(),
            direction: "lower".into(),
            target: "0".into(),
            rule: rule.into(),
            ..TargetDraft::default()
        }
    }

    #[test]
    fn rules_are_said_in_whole_sentences() {
        let steps = TargetDraft { steps: "90: 100%; 80: 70%".into(), gate: "89".into(), ..share("steps") };
        assert_eq!(
            said(steps, "all_targets"),
            [
                "Đạt khi kết quả từ 90% trở lên.",
                "Từ 90% trở lên được cả 10 điểm; từ 80% đến dưới 90% được 7 điểm; dưới 80% không có điểm.",
                "Mẫu số bằng 0 thì không áp dụng chỉ tiêu cho đơn vị.",
                "Không đạt thì điểm của đơn vị không quá 89.",
                "Không đạt chỉ tiêu này thì đơn vị không hoàn thành, vì bộ này đòi đạt mọi chỉ tiêu.",
            ]
        );
        let deduct = TargetDraft { penalty: "5%".into(), mandatory: true, can_exceed: true, ..count("deduct") };
        assert_eq!(
            said(deduct, "score_and_gates"),
            [
                "Đạt khi kết quả không quá 0 hồ sơ.",
                "Mỗi hồ sơ quá hạn trừ 0,5 điểm trong 10 điểm; từ 20 hồ sơ trở lên không còn điểm.",
                "Vượt khi kết quả tốt hơn mức phải đạt.",
                "Chỉ tiêu bắt buộc: không đạt thì đơn vị không hoàn thành, dù tổng điểm bao nhiêu.",
            ]
        );
        let rest = |it: TargetDraft| said(it, "weighted_score").remove(1);
        assert_eq!(
            rest(TargetDraft { penalty: "3%".into(), ..count("deduct") }),
            "Mỗi hồ sơ quá hạn trừ 0,3 điểm trong 10 điểm, thấp nhất là 0 điểm."
        );
        assert_eq!(
            rest(share("proportional")),
            "Đạt thì được cả 10 điểm; chưa đạt thì được điểm theo tỷ lệ giữa kết quả và 90%, ví dụ 45% được 5 điểm."
        );
        assert_eq!(
            rest(TargetDraft { target: "2".into(), ..count("proportional") }),
            "Đạt thì được cả 10 điểm; chưa đạt thì được điểm theo tỷ lệ giữa 2 hồ sơ và kết quả, ví dụ 4 hồ sơ được 5 điểm."
        );
        assert_eq!(
            rest(TargetDraft { floor: "50".into(), ..share("floor_then_proportional") }),
            "Dưới 50% không có điểm; từ 50% được điểm theo tỷ lệ giữa kết quả và 90%; đạt thì được cả 10 điểm."
        );
        assert_eq!(
            rest(TargetDraft { full_at: "80".into(), ..share("threshold_proportional") }),
            "Từ 80% trở lên được cả 10 điểm; thấp hơn thì được điểm theo tỷ lệ với 80%, ví dụ 40% được 5 điểm."
        );
        assert_eq!(rest(count("binary")), "Đạt thì được cả 10 điểm; không đạt thì không có điểm.");
    }

    #[test]
    fn days_and_points_by_hand_are_said_too() {
        let day = TargetDraft {
            kind: "date".into(),
            terms: "plan".into(),
            unit: "ngày".into(),
            target: "31/01/2026".into(),
            ..TargetDraft::default()
        };
        let day = TargetDraft { can_exceed: true, stretch: "15/01/2026".into(), ..day };
        assert_eq!(
            said(day, "share_of_targets"),
            [
                "Đạt khi hoàn thành chậm nhất ngày 31/01/2026.",
                "Đạt thì được cả 10 điểm; không đạt thì không có điểm.",
                "Vượt khi hoàn thành chậm nhất ngày 15/01/2026.",
                "Đạt hay không đạt được tính vào tỷ lệ chỉ tiêu đạt của đơn vị.",
            ]
        );
        let manual = TargetDraft { kind: "manual".into(), unit: "điểm".into(), max_survey: "4".into(), ..TargetDraft::default() };
        assert_eq!(
            said(manual, "weighted_score"),
            [
                "Đạt khi được từ 10 điểm trở lên.",
                "Người thẩm định cho nhiều nhất 6 điểm, điều tra xã hội học cho nhiều nhất 4 điểm.",
                "Không điều tra thì phần điểm điều tra tính 0.",
            ]
        );
    }

    #[test]
    fn every_sentence_of_a_ready_set_is_said() {
        for set in domain::drafting::READY {
            for it in RuleDraft::read(set.json).unwrap().targets {
                let full_at = if it.full_at.is_empty() { "90".to_owned() } else { it.full_at.clone() };
                for sentence in said(TargetDraft { full_at, ..it }, "all_targets") {
                    assert!(sentence.ends_with('.') && !sentence.contains("clause-"), "{sentence}");
                }
            }
        }
    }
}
