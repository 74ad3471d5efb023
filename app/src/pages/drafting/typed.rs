//! What is typed into the boxes of a draft and is not kept: in the address, for trying, or in a form that was refused.

use crate::context;
use domain::drafting::{List, TargetDraft, bound_of_box, share_of_percent};
use islands::AppError;
use services::rule_draft::{Head, Trial};
use std::collections::HashMap;

/// Boxes by name.
#[derive(Debug, Clone, Default)]
pub struct Typed(HashMap<String, String>);

impl Typed {
    /// What was typed into a refused form of this page, else what the address says behind its question mark.
    pub async fn load() -> Result<Self, AppError> {
        let refused = context::Typed::load().await?;
        Ok(Self(if refused.is_there() { refused.into_boxes() } else { context::all_queries() }))
    }

    fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    fn text(&self, name: &str) -> String {
        self.0.get(name).cloned().unwrap_or_default()
    }

    fn ticked(&self, name: &str) -> bool {
        self.0.get(name).is_some_and(|it| !it.is_empty())
    }

    /// The boxes of a list, row after row.
    fn cells(&self, list: List) -> Vec<String> {
        let cell = |at: usize| self.0.get(&format!("{}[{at}]", list.name())).cloned();
        (0..).map_while(cell).collect()
    }

    /// How many rows without anything a list shows: more after its button was pressed.
    pub fn blank_rows(&self, list: List) -> usize {
        const AT_FIRST: usize = 2;
        if self.text("more") != list.name() {
            return AT_FIRST;
        }
        let cells = self.cells(list);
        let filled = list.rows(&list.of_boxes(&cells)).len();
        (cells.len() / list.parts().len()).saturating_sub(filled) + AT_FIRST
    }

    /// The target that is typed, where one is.
    pub fn target(&self) -> Option<TargetDraft> {
        let text = |name: &str| self.text(name);
        self.has("kind").then(|| TargetDraft {
            code: text("code"),
            title: text("title"),
            definition: text("definition"),
            legal_basis: text("legal_basis"),
            unit: text("unit"),
            area: text("area"),
            weight: text("weight"),
            kind: text("kind"),
            terms: text("terms"),
            base: text("base"),
            times: text("times"),
            direction: text("direction"),
            target: text("target"),
            target_to: text("target_to"),
            stretch: text("stretch"),
            rule: text("rule"),
            full_at: text("full_at"),
            floor: text("floor"),
            penalty: share_of_percent(&text("penalty")),
            steps: List::Steps.of_boxes(&self.cells(List::Steps)),
            can_exceed: self.ticked("can_exceed"),
            mandatory: self.ticked("mandatory"),
            zero_denominator: text("zero_denominator"),
            gate: text("gate"),
            max_survey: text("max_survey"),
            interim: List::Interim.of_boxes(&self.cells(List::Interim)),
            without_survey: text("without_survey"),
            note: text("note"),
            ..TargetDraft::default()
        })
    }

    /// What is typed of a draft whole, in one of its forms.
    pub fn trial(&self) -> Trial {
        let weight = |(name, text): (&String, &String)| {
            let at = name.strip_prefix("weights[")?.strip_suffix(']')?.parse().ok()?;
            Some((at, text.clone()))
        };
        let weights: Vec<(usize, String)> = self.0.iter().filter_map(weight).collect();
        let areas = self.has("areas[0]").then(|| List::Areas.of_boxes(&self.cells(List::Areas)));
        Trial { weights, areas, head: self.head() }
    }

    fn head(&self) -> Option<Head> {
        let text = |name: &str| self.text(name);
        let family = text("family");
        self.has("family").then(|| Head {
            code: text("code"),
            title: text("title"),
            legal_basis: text("legal_basis"),
            display_decimals: text("display_decimals"),
            fail_below: bound_of_box(&family, &text("fail_below")),
            pass_from: bound_of_box(&family, &text("pass_from")),
            grades: List::Grades.of_boxes(&self.cells(List::Grades)),
            adjustments: List::Adjustments.of_boxes(&self.cells(List::Adjustments)),
            bonus_cap: text("bonus_cap"),
            malus_cap: text("malus_cap"),
            tie_breakers: List::TieBreakers.of_boxes(&self.cells(List::TieBreakers)),
            family,
        })
    }
}
