//! The forms of Nghị định 335/2025/NĐ-CP for the head of a unit, where the head is graded by that decree: filled with what the program knows; points of
//! months are not kept here, so they are left open for the hand.

use super::state::{UnitGrading, unit_grading};
use super::{GradingRow, Head};
use crate::paper::{Paper, file_name, formalities, head, name_in_words, print};
use crate::{Ctx, Error};
use documents::civil_servant::{CivilServant, GRADES, Tracking, YearlyGrade};
use documents::{Formalities, Signer};
use domain::commitment::office_in_words;
use domain::decision::LineValue;
use domain::grading::{Fact, Found, Measured};
use domain::run::grade_name_vi;
use domain::{UnitId, post};

/// The rule of the decree for persons, by its name in the files that the program ships.
const RULE: &str = "nd335_person";

impl UnitGrading {
    /// The head, where the head is graded by Nghị định 335/2025/NĐ-CP, whose forms then apply.
    pub fn civil_servant(&self) -> Option<(&GradingRow, &Head)> {
        let (_, row) = self.head.as_ref().filter(|it| it.0.choice.rule.id == RULE)?;
        Some((row, row.head.as_ref()?))
    }
}

/// What both forms say.
struct Around {
    formalities: Formalities,
    person: CivilServant,
    own_signer: Signer,
    authority_signer: Signer,
}

async fn around(ctx: &Ctx, view: &UnitGrading, graded: &Head) -> Result<Around, Error> {
    let (unit, authority) = store::unit::two(ctx.db(), view.member.unit, view.campaign.authority).await?;
    let competent = head(ctx.db(), authority.id, ctx.today).await?;
    let post = competent.as_ref().map(store::person::Officer::post).unwrap_or_default();
    Ok(Around {
        formalities: formalities(&ctx.site, &unit),
        person: CivilServant { name: graded.full_name.clone(), position: office_in_words(&graded.post), unit: name_in_words(&unit) },
        own_signer: Signer { capacity: Vec::new(), name: graded.full_name.clone(), confirmation: None },
        authority_signer: Signer {
            capacity: post::capacity(&post, &post),
            name: competent.map(|it| it.full_name).unwrap_or_default(),
            confirmation: None,
        },
    })
}

/// Form 01 for the head of a unit: of a month or quarter, to be filled in by hand.
pub async fn tracking_form(ctx: &Ctx, code: &str, unit: UnitId) -> Result<Paper, Error> {
    let view = unit_grading(ctx, code, unit).await?;
    let (_, graded) = view.civil_servant().ok_or(Error::NotFound)?;
    let Around { formalities, person, own_signer, authority_signer } = around(ctx, &view, graded).await?;
    let name = file_name(&ctx.site, &["phieu-theo-doi-danh-gia", &view.campaign.code, &graded.full_name], "pdf");
    let form = Tracking {
        formalities,
        period: format!("tháng …… năm {}", view.campaign.year),
        person,
        own_points: Vec::new(),
        points: Default::default(),
        strengths: String::new(),
        shortcomings: String::new(),
        remark: String::new(),
        own_signer,
        authority_signer,
    };
    print(name, move || documents::civil_servant::tracking(&form)).await
}

/// Form 02 for the head of a unit, with the points of the year and the grade that was decided.
pub async fn yearly_form(ctx: &Ctx, code: &str, unit: UnitId) -> Result<Paper, Error> {
    let view = unit_grading(ctx, code, unit).await?;
    let (row, graded) = view.civil_servant().ok_or(Error::NotFound)?;
    let Around { formalities, person, own_signer, authority_signer } = around(ctx, &view, graded).await?;
    let name = file_name(&ctx.site, &["phieu-xep-loai-chat-luong", &view.campaign.code, &graded.full_name], "pdf");
    let form = YearlyGrade {
        formalities,
        year: view.campaign.year,
        person,
        months: Vec::new(),
        mean: points(row).unwrap_or_default(),
        own_grade: None,
        grade: decided(row),
        proposal: String::new(),
        own_signer,
        authority_signer,
    };
    print(name, move || documents::civil_servant::yearly_grade(&form)).await
}

/// The points of the year, as a named person stated them.
fn points(row: &GradingRow) -> Option<String> {
    let known = row.facts.iter().find(|it| it.fact == Fact::Measured(Measured::Points))?;
    match known.found.as_ref()? {
        Found::Number(points) => Some(Measured::Points.show(points)),
        _ => None,
    }
}

/// The place of the decided grade among those of the form.
fn decided(row: &GradingRow) -> Option<usize> {
    let LineValue::Level(level) = &row.decided.as_ref()?.after else { return None };
    GRADES.iter().position(|it| *it == grade_name_vi(level.code()))
}
