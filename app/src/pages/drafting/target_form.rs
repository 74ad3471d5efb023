//! The boxes of one target: first how it is measured and rewarded, then only what that asks for. What stands in the other boxes goes along
//! unseen, so that another choice finds it again.

use super::rows::{Cell, Rows};
use super::typed::Typed;
use super::words;
use crate::components::{Checkbox, Choice, Field, FieldKind, FieldWidth, Select, TextArea};
use crate::forms::rule_draft::SaveDraftTarget;
use crate::pages::assessment;
use crate::pages::catalogue::words as rules;
use crate::text::{code_key, t};
use crate::urls;
use domain::catalogue::{AREAS, SERVICE_GROUPS};
use domain::drafting::{List, TargetDraft, percent, read_period};
use domain::package::{MeasureKind, ZeroDenominator};
use islands::Live;
use leptos::prelude::*;
use services::rule_draft::DraftTargetView;

/// A box that is always there, one that the choices ask for, or one that is kept unseen.
struct Boxes<'v> {
    view: &'v DraftTargetView,
}

impl Boxes<'_> {
    fn target(&self) -> &TargetDraft {
        &self.view.target
    }

    fn wrong(&self, field: &str) -> Option<String> {
        words::beside(&self.view.problems, field)
    }

    /// Whether a box is shown: it is asked for, or something is wrong with it.
    fn asks(&self, field: &str) -> bool {
        self.target().asks(field) || self.view.problems.iter().any(|it| it.field == field)
    }

    fn number(&self, name: &'static str, hint: &str, value: &str, unit: String) -> AnyView {
        if !self.asks(name) {
            return unseen(name, value);
        }
        let unit = (!unit.trim().is_empty()).then_some(unit);
        view! {
            <Field name=name label=words::box_name(name) hint=t(hint) value=value.to_owned() error=self.wrong(name) kind=FieldKind::Number unit=unit
                width=FieldWidth::Narrow/>
        }
        .into_any()
    }

    fn text(&self, name: &'static str, hint: &str, value: &str) -> AnyView {
        if !self.asks(name) {
            return unseen(name, value);
        }
        view! { <Field name=name label=words::box_name(name) hint=t(hint) value=value.to_owned() error=self.wrong(name)/> }.into_any()
    }

    fn select(&self, name: &'static str, hint: &str, choices: Vec<Choice>, value: &str) -> AnyView {
        view! { <Select name=name label=words::box_name(name) hint=t(hint) choices value=value.to_owned() error=self.wrong(name)/> }
            .into_any()
    }

    /// A yes that the choices may not ask for.
    fn yes(&self, name: &'static str, hint: &str, ticked: bool, asked: bool) -> AnyView {
        (asked || ticked).then(|| view! { <Checkbox name=name label=words::box_name(name) hint=t(hint) checked=ticked/> }).into_any()
    }

    fn rows(&self, list: List, text: &str, cells: Vec<Cell>, hint: &str, typed: &Typed) -> AnyView {
        if !self.asks(list.name()) {
            let boxes = list.boxes(text).concat();
            let boxes = boxes.into_iter().enumerate().map(|(at, it)| unseen(&format!("{}[{at}]", list.name()), &it));
            return boxes.collect_view().into_any();
        }
        let rows = list.boxes(text).into_iter().map(|row| row.into_iter().enumerate().map(|(at, it)| shown(list, at, it)).collect());
        Rows {
            list,
            rows: rows.collect(),
            cells,
            blank: typed.blank_rows(list),
            hint: t(hint),
            problems: self.view.problems.iter().collect(),
            here: here(self.view),
        }
        .view()
    }

    /// The kind of measure, and what goes with it.
    fn choices(&self) -> AnyView {
        let it = self.target();
        let kinds = MeasureKind::ALL.iter().map(|it| Choice::new(it.code(), t(&code_key("draft-kind", it.code())))).collect();
        let directions = it.directions().iter().map(|it| Choice::new(it.code(), t(&code_key("draft-direction", it.code()))));
        let directions: Vec<Choice> = directions.collect();
        let points = it.rules_of_points().iter().map(|it| Choice::new(*it, t(&code_key("draft-rule", it)))).collect::<Vec<_>>();
        let one_of = |name: &'static str, hint: &str, choices: Vec<Choice>, value: &str| {
            // Where there is one choice there is nothing to choose.
            if choices.len() > 1 || self.wrong(name).is_some() { self.select(name, hint, choices, value) } else { unseen(name, value) }
        };
        let kind = self.select("kind", "draft-kind-hint", kinds, &it.kind);
        let direction = one_of("direction", "draft-direction-hint", directions, &it.direction);
        let rule = one_of("rule", "draft-rule-hint", points, &it.rule);
        let change = format!("{}#kind", here(self.view));
        view! {
            <fieldset class="fields">
                <legend class="group-legend">{t("draft-group-kind")}</legend>
                {kind} {direction} {rule}
                <div class="actions">
                    <button class="button" type="submit" formmethod="get" formaction=change>{t("draft-change-kind")}</button>
                </div>
            </fieldset>
        }
        .into_any()
    }

    /// What is counted: one variable to choose, or a formula to write.
    fn counted(&self) -> AnyView {
        let it = self.target();
        let formula = match it.kind.as_str() {
            _ if !self.asks("terms") => return unseen("terms", &it.terms),
            "ratio" => Some(("draft-terms-numerator", "draft-terms-hint")),
            "sum" => Some(("draft-terms-sum", "draft-terms-hint")),
            _ => None,
        };
        if let Some((label, hint)) = formula {
            return view! { <Field name="terms" label=t(label) hint=t(hint) value=it.terms.clone() error=self.wrong("terms")/> }.into_any();
        }
        let kind = it.value_kind();
        let fitting = self.view.variables.iter().filter(|it| it.variable.kind == kind);
        let mut choices: Vec<Choice> = fitting.map(|it| Choice::new(it.variable.code.clone(), it.variable.title.clone())).collect();
        let code = it.terms.trim();
        if !code.is_empty() && !choices.iter().any(|it| it.value == code) {
            choices.push(Choice::new(code, code));
        }
        view! {
            <Select name="terms" label=t("draft-terms-one") hint=t("draft-terms-one-hint") choices value=code.to_owned() none=Some(t("draft-terms-none"))
                error=self.wrong("terms")/>
        }
        .into_any()
    }

    /// What has to be reached.
    fn goal(&self) -> AnyView {
        let it = self.target();
        if !self.asks("target") {
            return unseen("target", &it.target);
        }
        let (label, hint, unit) = match (it.kind.as_str(), it.direction.as_str()) {
            ("date", _) => ("draft-target-day", "draft-target-day-hint", None),
            ("manual", _) => ("draft-box-target", "draft-target-points-hint", Some(t("draft-points"))),
            (_, "range") => ("draft-target-from", "draft-target-from-hint", Some(it.unit.clone())),
            (_, "lower") => ("draft-box-target", "draft-target-lower-hint", Some(it.unit.clone())),
            _ => ("draft-box-target", "draft-target-higher-hint", Some(it.unit.clone())),
        };
        let kind = if it.kind == "date" { FieldKind::Date } else { FieldKind::Number };
        let unit = unit.filter(|it| !it.trim().is_empty());
        view! {
            <Field name="target" label=t(label) hint=t(hint) value=it.target.clone() error=self.wrong("target") kind=kind unit=unit width=FieldWidth::Narrow/>
        }
        .into_any()
    }

    fn of_whom(&self) -> AnyView {
        let it = self.target();
        let own = self.view.kept.draft.own_areas();
        let known = AREAS.iter().chain(&SERVICE_GROUPS).map(|it| Choice::new(*it, rules::area(it)));
        let mut areas: Vec<Choice> =
            if own.is_empty() { known.collect() } else { own.into_iter().map(|it| Choice::new(it.0, it.1)).collect() };
        if !it.area.is_empty() && !areas.iter().any(|there| there.value == it.area) {
            areas.push(Choice::new(it.area.clone(), it.area.clone()));
        }
        let optional = || t("form-optional");
        view! {
            <fieldset class="fields">
                <legend class="group-legend">{t("draft-group-target")}</legend>
                <Field name="code" label=words::box_name("code") hint=t("draft-target-code-hint") value=it.code.clone() error=self.wrong("code") width=FieldWidth::Narrow required=true/>
                <Field name="title" label=words::box_name("title") value=it.title.clone() error=self.wrong("title") required=true/>
                <Select name="area" label=t("target-area") choices=areas value=it.area.clone() none=Some(t("draft-area-none")) error=self.wrong("area")/>
                <Field name="unit" label=words::box_name("unit") hint=t("draft-unit-hint") value=it.unit.clone() error=self.wrong("unit") width=FieldWidth::Narrow required=true/>
                <Field name="weight" label=words::box_name("weight") hint=t("draft-weight-hint") value=it.weight.clone() error=self.wrong("weight") kind=FieldKind::Number
                    unit=t("draft-points") width=FieldWidth::Narrow required=true/>
                <TextArea name="definition" label=words::box_name("definition") hint=t("draft-definition-hint") value=it.definition.clone() error=self.wrong("definition") rows=2 optional=optional()/>
                <Field name="legal_basis" label=words::box_name("legal_basis") hint=t("draft-legal-basis-hint") value=it.legal_basis.clone() error=self.wrong("legal_basis") optional=optional()/>
            </fieldset>
        }
        .into_any()
    }

    /// The figures and what has to be reached with them.
    fn reached(&self, typed: &Typed) -> AnyView {
        let it = self.target();
        let zeros = ZeroDenominator::ALL.iter().map(|it| Choice::new(it.code(), t(&code_key("draft-zero", it.code())))).collect();
        let zero = if it.asks("base") {
            self.select("zero_denominator", "draft-zero-hint", zeros, &it.zero_denominator)
        } else {
            unseen("zero_denominator", &it.zero_denominator)
        };
        let (of_days, of_yes) = (it.kind == "date", it.kind == "yes_no");
        let measured = |shown: bool| match (shown, of_days) {
            (false, _) => Cell::Hidden,
            (true, true) => Cell::Text,
            (true, false) => Cell::Number(it.unit.clone()),
        };
        let interim = vec![Cell::Text, measured(!of_yes), measured(it.asks("target_to"))];
        let hint = if of_yes { "draft-interim-yes-hint" } else { "draft-interim-hint" };
        view! {
            <fieldset class="fields">
                <legend class="group-legend">{t("draft-group-goal")}</legend>
                {self.counted()}
                {self.text("base", "draft-base-hint", &it.base)}
                {self.number("times", "draft-times-hint", &it.times, String::new())}
                {zero}
                {self.goal()}
                {self.number("target_to", "draft-target-to-hint", &it.target_to, it.unit.clone())}
                {self.yes("can_exceed", "draft-can-exceed-hint", it.can_exceed, it.asks("stretch"))}
                {self.stretch()}
                {self.rows(List::Interim, &it.interim, interim, hint, typed)}
            </fieldset>
        }
        .into_any()
    }

    fn stretch(&self) -> AnyView {
        let it = self.target();
        if it.kind == "date" && self.asks("stretch") {
            return view! {
                <Field name="stretch" label=words::box_name("stretch") hint=t("draft-stretch-day-hint") value=it.stretch.clone() error=self.wrong("stretch")
                    kind=FieldKind::Date width=FieldWidth::Narrow optional=t("form-optional")/>
            }
            .into_any();
        }
        let unit = if it.kind == "manual" { t("draft-points") } else { it.unit.clone() };
        self.number("stretch", "draft-stretch-hint", &it.stretch, unit)
    }

    /// What the value is worth, and what hangs on the target.
    fn worth(&self, typed: &Typed) -> AnyView {
        let it = self.target();
        let share = || t("draft-percent-of-points");
        let steps = vec![Cell::Number(it.unit.clone()), Cell::Number(share())];
        let surveys = vec![Choice::new("zero", t("without-survey-zero")), Choice::new("rescale", t("without-survey-rescale"))];
        let without = if self.asks("without_survey") {
            view! {
                <Select name="without_survey" label=words::box_name("without_survey") hint=t("draft-without-survey-hint") choices=surveys value=it.without_survey.clone()
                    none=Some(t("draft-without-survey-none")) error=self.wrong("without_survey")/>
            }
            .into_any()
        } else {
            unseen("without_survey", &it.without_survey)
        };
        let by_gates = self.view.kept.draft.family == "score_and_gates";
        view! {
            <fieldset class="fields">
                <legend class="group-legend">{t("draft-group-points")}</legend>
                {self.number("full_at", "draft-full-at-hint", &it.full_at, it.unit.clone())}
                {self.number("floor", "draft-floor-hint", &it.floor, it.unit.clone())}
                {self.number("penalty", "draft-penalty-hint", &percent(&it.penalty), share())}
                {self.rows(List::Steps, &it.steps, steps, "draft-steps-hint", typed)}
                {self.number("max_survey", "draft-max-survey-hint", &it.max_survey, t("draft-points"))}
                {without}
                {self.yes("mandatory", "draft-mandatory-hint", it.mandatory, by_gates)}
                {self.number("gate", "draft-gate-hint", &it.gate, t("draft-points"))}
                <TextArea name="note" label=words::box_name("note") hint=t("draft-note-hint") value=it.note.clone() rows=2 optional=t("form-optional")/>
            </fieldset>
        }
        .into_any()
    }
}

/// A box that is not asked for now: what stands in it goes along.
fn unseen(name: &str, value: &str) -> AnyView {
    view! { <input type="hidden" name=name.to_owned() value=value.to_owned()/> }.into_any()
}

/// What a box of a row shows: a period by its name.
fn shown(list: List, at: usize, text: String) -> String {
    match (list, at) {
        (List::Interim, 0) => read_period(&text).map_or(text, assessment::words::period),
        _ => text,
    }
}

/// The address of the page.
fn here(it: &DraftTargetView) -> String {
    it.at.map_or_else(|| urls::new_draft_target(it.kept.id), |at| urls::draft_target(it.kept.id, at))
}

/// The form.
pub fn form(it: &DraftTargetView, typed: &Typed, save: ServerAction<SaveDraftTarget>) -> AnyView {
    let boxes = Boxes { view: it };
    let (choices, of_whom, reached, worth) = (boxes.choices(), boxes.of_whom(), boxes.reached(typed), boxes.worth(typed));
    let (id, revision) = (it.kept.id.to_string(), it.kept.revision.to_string());
    let place = it.at.map(|it| it.to_string()).unwrap_or_default();
    let (here, back) = (here(it), urls::rule_draft(it.kept.id));
    view! {
        <ActionForm action=save attr:class="form" attr:id="target-form">
            <input type="hidden" name="id" value=id/>
            <input type="hidden" name="revision" value=revision/>
            <input type="hidden" name="at" value=place/>
            // The Enter key presses the first button of a form.
            <button class="unseen" type="submit" tabindex="-1" aria-hidden="true">{t("draft-save-target")}</button>
            {choices}
            {of_whom}
            {reached}
            {worth}
            <Live form="target-form".to_owned()/>
            <div class="actions">
                <button class="button button-primary" type="submit">{t("draft-save-target")}</button>
                <button class="button" type="submit" formmethod="get" formaction=here>{t("draft-try")}</button>
                <a class="button" href=back>{t("form-cancel")}</a>
            </div>
        </ActionForm>
    }
    .into_any()
}
