//! Reads what a package says of its units beside their figures.

use std::collections::{HashMap, HashSet};

use time::Date;

use super::read::Places;
use super::read_goals::KnownTarget;
use super::read_rules::SCORE;
use super::reader::{Fields, Path, Reader, Text};
use super::{Adjustment, Amendment, Appraisal, ByAmendment, ChosenRule, Decimal, Exemption, ExternalResult, Reason, UnitTarget};
use crate::canonical::Node;
use crate::grading::{TasksFrom, Whom};
use crate::quantity::Quantity;

impl Reader {
    pub(super) fn exemptions(&mut self, node: &Node<'_>, path: &Path<'_>, places: &Places<'_>) -> Option<Vec<Exemption>> {
        let nodes = self.list(node, path)?;
        let keys = self.keys(&["unit", "target", "basis"], &["amendment", "effective_on"]);
        let mut exemptions = Vec::with_capacity(nodes.len());
        let (mut seen, mut numbers) = (HashSet::new(), HashMap::new());
        for (at, node) in nodes.iter().enumerate() {
            let path = Path::Entry(path, at);
            let Some(fields) = self.object(node, &path, &keys) else { continue };
            let unit = self.known_unit(&fields, &path, places);
            let target = self.known_target(&fields, &path, places);
            let basis = self.text(&fields, &path, "basis");
            let amendment = if keys.contains(&"amendment") { self.by_amendment(&fields, &path, places) } else { None };
            let Some((unit, target)) = unit.zip(target) else { continue };
            if let Some(it) = &amendment {
                let change = (target.text.to_owned(), it.effective_on);
                if *numbers.entry(it.number.clone()).or_insert_with(|| change.clone()) != change {
                    self.error(fields.at("amendment"), &Path::Key(&path, "amendment"), Reason::NumberTwice, it.number.as_str());
                }
            }
            if !seen.insert((unit.text, target.text)) {
                self.error(node.at, &path, Reason::ExemptionTwice, "");
            }
            exemptions.extend(basis.map(|basis| Exemption {
                unit: unit.text.to_owned(),
                target: target.text.to_owned(),
                basis: basis.text.to_owned(),
                amendment,
            }));
        }
        Some(exemptions)
    }

    /// By which amendment an exemption came, and since when: both keys or neither.
    fn by_amendment(&mut self, fields: &Fields<'_>, path: &Path<'_>, places: &Places<'_>) -> Option<ByAmendment> {
        if fields.get("amendment").is_none() {
            if fields.get("effective_on").is_some() {
                self.error(fields.at("effective_on"), &Path::Key(path, "effective_on"), Reason::KeyDoesNotFit, "amendment");
            }
            return None;
        }
        let number = self.text(fields, path, "amendment");
        let day = self.day(fields, path, "effective_on");
        if let Some((at, _)) = day.filter(|it| places.is_outside(it.1)) {
            self.error(at, &Path::Key(path, "effective_on"), Reason::OutsideCampaign, "");
        }
        number.zip(day).map(|(number, (_, effective_on))| ByAmendment { number: number.text.to_owned(), effective_on })
    }

    pub(super) fn unit_targets(&mut self, node: &Node<'_>, path: &Path<'_>, places: &Places<'_>) -> Option<Vec<UnitTarget>> {
        let nodes = self.list(node, path)?;
        let keys = self.keys(&["unit", "target", "value"], &["value_to", "period"]);
        let mut unit_targets = Vec::with_capacity(nodes.len());
        let mut seen = HashSet::new();
        for (at, node) in nodes.iter().enumerate() {
            let path = Path::Entry(path, at);
            let Some(fields) = self.object(node, &path, &keys) else { continue };
            let unit = self.known_unit(&fields, &path, places);
            let target = self.known_target(&fields, &path, places);
            let told = places.target(target);
            let goal = self.goal(&fields, &path, told, Reason::OwnTargetDoesNotFit);
            let has_period = keys.contains(&"period") && fields.get("period").is_some();
            let period = if has_period { self.interim_period(&fields, &path, places.known.year, told) } else { None };
            let Some((unit, target)) = unit.zip(target) else { continue };
            // A period that cannot be read is told itself.
            if has_period == period.is_some() && !seen.insert((unit.text, target.text, period)) {
                self.error(node.at, &path, Reason::OwnTargetTwice, "");
            }
            unit_targets.extend(goal.map(|(value, value_to)| UnitTarget {
                unit: unit.text.to_owned(),
                target: target.text.to_owned(),
                value,
                value_to,
                period,
            }));
        }
        Some(unit_targets)
    }

    /// Amendments of goals; none has the number of one by which an exemption came.
    pub(super) fn amendments(
        &mut self,
        node: &Node<'_>,
        path: &Path<'_>,
        places: &Places<'_>,
        exemptions: &[Exemption],
    ) -> Option<Vec<Amendment>> {
        let nodes = self.list(node, path)?;
        let keys = ["number", "target", "unit", "period", "value", "value_to", "effective_on", "reason"];
        let mut amendments = Vec::with_capacity(nodes.len());
        let by = exemptions.iter().filter_map(|it| Some(it.amendment.as_ref()?.number.as_str()));
        let (mut numbers, mut seen): (HashSet<&str>, _) = (by.collect(), HashSet::new());
        for (at, node) in nodes.iter().enumerate() {
            let path = Path::Entry(path, at);
            let Some(fields) = self.object(node, &path, &keys) else { continue };
            let number = self.text(&fields, &path, "number");
            if let Some(number) = number.filter(|it| !numbers.insert(it.text)) {
                self.error(number.at, &Path::Key(&path, "number"), Reason::NumberTwice, number.text);
            }
            let target = self.known_target(&fields, &path, places);
            let told = places.target(target);
            let unit = fields.get("unit").map(|_| self.known_unit(&fields, &path, places));
            let period = fields.get("period").map(|_| self.interim_period(&fields, &path, places.known.year, told));
            let goal = self.goal(&fields, &path, told, Reason::GoalDoesNotFit);
            let day = self.day(&fields, &path, "effective_on");
            if let Some((at, day)) = day {
                let outside = places.is_outside(day);
                let late = period.flatten().is_some_and(|it| day > it.to());
                let key = Path::Key(&path, "effective_on");
                match (outside, late) {
                    (true, _) => self.error(at, &key, Reason::OutsideCampaign, ""),
                    (false, true) => self.error(at, &key, Reason::AfterThePeriod, ""),
                    (false, false) => {}
                }
            }
            let reason = self.text(&fields, &path, "reason");
            // What cannot be read is told itself.
            let (Some(target), Some((_, day))) = (target, day) else { continue };
            if unit.is_some_and(|it| it.is_none()) || period.is_some_and(|it| it.is_none()) {
                continue;
            }
            let (unit, period) = (unit.flatten(), period.flatten());
            if !seen.insert((target.text, unit.map(|it| it.text), period, day)) {
                self.error(node.at, &path, Reason::AmendmentTwice, "");
            }
            if let (Some(number), Some((value, value_to)), Some(reason)) = (number, goal, reason) {
                amendments.push(Amendment {
                    number: number.text.to_owned(),
                    target: target.text.to_owned(),
                    unit: unit.map(|it| it.text.to_owned()),
                    period,
                    value,
                    value_to,
                    effective_on: day,
                    reason: reason.text.to_owned(),
                });
            }
        }
        Some(amendments)
    }

    pub(super) fn appraisals(&mut self, node: &Node<'_>, path: &Path<'_>, places: &Places<'_>) -> Option<Vec<Appraisal>> {
        let nodes = self.list(node, path)?;
        let keys = ["unit", "target", "self", "appraised", "survey", "reason", "appraiser"];
        let mut appraisals = Vec::with_capacity(nodes.len());
        let mut seen = HashSet::new();
        for (at, node) in nodes.iter().enumerate() {
            let path = Path::Entry(path, at);
            let Some(fields) = self.object(node, &path, &keys) else { continue };
            let unit = self.known_unit(&fields, &path, places);
            let target = self.known_target(&fields, &path, places);
            let told = places.target(target);
            if let Some(target) = target.filter(|_| told.manual == Some(false)) {
                self.error(target.at, &Path::Key(&path, "target"), Reason::NotManual, target.text);
            }
            let most = |survey: bool| {
                let weight = told.weight.filter(|_| told.manual == Some(true))?;
                let part = told.max_survey.unwrap_or(Quantity::ZERO);
                if survey { Some(part) } else { weight.checked_sub(part) }
            };
            let self_points = fields.get("self").and_then(|_| self.decimal(&fields, &path, "self"));
            self.within(
                self_points.as_ref(),
                fields.at("self"),
                &Path::Key(&path, "self"),
                told.weight.filter(|_| told.manual == Some(true)),
            );
            let appraised = self.decimal(&fields, &path, "appraised");
            self.within(appraised.as_ref(), fields.at("appraised"), &Path::Key(&path, "appraised"), most(false));
            let survey = fields.get("survey").and_then(|_| self.decimal(&fields, &path, "survey"));
            if fields.get("survey").is_some() && told.manual == Some(true) && told.max_survey.is_none() {
                self.error(fields.at("survey"), &Path::Key(&path, "survey"), Reason::KeyDoesNotFit, "max_survey");
            } else {
                self.within(survey.as_ref(), fields.at("survey"), &Path::Key(&path, "survey"), most(true));
            }
            let reason = self.text(&fields, &path, "reason");
            let appraiser = self.optional_text(&fields, &path, "appraiser");
            let Some((unit, target)) = unit.zip(target) else { continue };
            if !seen.insert((unit.text, target.text)) {
                self.error(node.at, &path, Reason::AppraisalTwice, "");
            }
            appraisals.extend(appraised.zip(reason).map(|(appraised, reason)| Appraisal {
                unit: unit.text.to_owned(),
                target: target.text.to_owned(),
                self_points,
                appraised,
                survey,
                reason: reason.text.to_owned(),
                appraiser: appraiser.map(|it| it.text.to_owned()),
            }));
        }
        Some(appraisals)
    }

    /// Points between 0 and `most`, where that is known.
    fn within(&mut self, points: Option<&Decimal>, at: usize, path: &Path<'_>, most: Option<Quantity>) {
        if let Some((points, most)) = points.zip(most)
            && !(0..=most.0).contains(&points.quantity().0)
        {
            self.error(at, path, Reason::PointsOutOfRange, most.plain());
        }
    }

    pub(super) fn adjustments(&mut self, node: &Node<'_>, path: &Path<'_>, places: &Places<'_>) -> Option<Vec<Adjustment>> {
        let nodes = self.list(node, path)?;
        let mut adjustments = Vec::with_capacity(nodes.len());
        for (at, node) in nodes.iter().enumerate() {
            let path = Path::Entry(path, at);
            let Some(fields) = self.object(node, &path, &["unit", "code", "points", "reason"]) else { continue };
            let unit = self.known_unit(&fields, &path, places);
            let code = self.text(&fields, &path, "code");
            if let Some(code) = code.filter(|it| places.known.adjustments.as_ref().is_some_and(|codes| !codes.contains(it.text))) {
                self.error(code.at, &Path::Key(&path, "code"), Reason::UnknownAdjustment, code.text);
            }
            let points = self.decimal_that(&fields, &path, "points", (|it| it.0 > 0, Reason::PointsNotPositive));
            let reason = self.text(&fields, &path, "reason");
            if let (Some(unit), Some(code), Some(points), Some(reason)) = (unit, code, points, reason) {
                let text = |it: Text<'_>| it.text.to_owned();
                adjustments.push(Adjustment { unit: text(unit), code: text(code), points, reason: text(reason) });
            }
        }
        Some(adjustments)
    }

    pub(super) fn external_results(&mut self, node: &Node<'_>, path: &Path<'_>, places: &Places<'_>) -> Option<Vec<ExternalResult>> {
        let nodes = self.list(node, path)?;
        let keys = ["unit", "title", "score", "rank", "out_of", "source", "published_on"];
        let mut results = Vec::with_capacity(nodes.len());
        let mut seen = HashSet::new();
        for (at, node) in nodes.iter().enumerate() {
            let path = Path::Entry(path, at);
            let Some(fields) = self.object(node, &path, &keys) else { continue };
            let unit = self.known_unit(&fields, &path, places);
            if unit.is_some_and(|it| !seen.insert(it.text)) {
                self.error(node.at, &path, Reason::ExternalTwice, "");
            }
            let title = self.text(&fields, &path, "title");
            let score = self.decimal_that(&fields, &path, "score", SCORE);
            let rank = self.optional_count(&fields, &path, "rank");
            let out_of = self.optional_count(&fields, &path, "out_of");
            if rank.zip(out_of).is_some_and(|(rank, out_of)| rank > out_of) {
                self.error(fields.at("rank"), &Path::Key(&path, "rank"), Reason::RankAboveCount, "");
            }
            let source = self.text(&fields, &path, "source");
            let published_on = fields.get("published_on").and_then(|_| self.day(&fields, &path, "published_on"));
            if let (Some(unit), Some(title), Some(score), Some(source)) = (unit, title, score, source) {
                results.push(ExternalResult {
                    unit: unit.text.to_owned(),
                    title: title.text.to_owned(),
                    score,
                    rank,
                    out_of,
                    source: source.text.to_owned(),
                    published_on: published_on.map(|it| it.1),
                });
            }
        }
        Some(results)
    }

    pub(super) fn chosen_rules(&mut self, node: &Node<'_>, path: &Path<'_>) -> Option<Vec<ChosenRule>> {
        let nodes = self.list(node, path)?;
        let mut rules = Vec::with_capacity(nodes.len());
        let mut seen = HashSet::new();
        for (at, node) in nodes.iter().enumerate() {
            let path = Path::Entry(path, at);
            let Some(fields) = self.object(node, &path, &["whom", "tasks_from", "rule"]) else { continue };
            let whom = self.required(&fields, &path, "whom");
            let whom = whom.and_then(|it| self.word(it, &Path::Key(&path, "whom"), Whom::ALL, Whom::code));
            let tasks_from = self.required(&fields, &path, "tasks_from");
            let tasks_from = tasks_from.and_then(|it| self.word(it, &Path::Key(&path, "tasks_from"), TasksFrom::ALL, TasksFrom::code));
            let rule = self.required(&fields, &path, "rule").and_then(|it| self.opaque_rule(it, &Path::Key(&path, "rule")));
            if whom.is_some_and(|it| !seen.insert(it)) {
                self.error(node.at, &path, Reason::GradeRuleTwice, "");
            }
            if let (Some(whom), Some(tasks_from), Some(rule)) = (whom, tasks_from, rule) {
                rules.push(ChosenRule { whom, tasks_from, rule });
            }
        }
        Some(rules)
    }
}

impl Places<'_> {
    /// Whether a day lies outside the campaign, where that is known.
    pub(super) fn is_outside(&self, day: Date) -> bool {
        self.campaign.as_ref().is_some_and(|it| day < it.starts_on || day > it.ends_on)
    }

    /// What is known of a target.
    fn target(&self, code: Option<Text<'_>>) -> KnownTarget {
        code.and_then(|it| self.known.targets.get(it.text)).copied().unwrap_or_default()
    }
}
