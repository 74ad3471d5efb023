//! The targets scored by hand that nobody appraised, below the missing figures, and the form for a reason.

use crate::components::Table;
use crate::context::Typed;
use crate::forms::appraisal::ExcuseAppraisal;
use crate::pages::figure::words::{hidden, line_box};
use crate::text::{t, tf};
use crate::{say, urls};
use islands::AppError;
use leptos::prelude::*;
use services::assessment::{MissingAppraisal, MissingList};

/// How many are shown.
const SHOWN: usize = 200;

/// The table; nothing where none is missing.
pub fn list(
    it: &MissingList,
    here: &str,
    typed: &Typed,
    action: ServerAction<ExcuseAppraisal>,
    error: Option<&AppError>,
) -> Option<AnyView> {
    if it.appraisals.is_empty() {
        return None;
    }
    let rows = it.appraisals.iter().take(SHOWN).map(|line| row(it, line, here, typed, action, error)).collect_view();
    let count = tf("appraisal-missing-count", &[("count", it.appraisals.len().into())]);
    Some(
        view! {
            <Table title=t("appraisal-missing-title") count>
                <thead>
                    <tr>
                        <th scope="col">{t("assessment-head-unit")}</th>
                        <th scope="col">{t("assessment-head-target")}</th>
                        <th scope="col">{t("assessment-head-reason")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </Table>
        }
        .into_any(),
    )
}

fn row(
    list: &MissingList,
    it: &MissingAppraisal,
    here: &str,
    typed: &Typed,
    action: ServerAction<ExcuseAppraisal>,
    error: Option<&AppError>,
) -> AnyView {
    let mine = typed.or("target", "") == it.target.to_string() && typed.or("unit", "") == it.unit.to_string();
    let said = (!it.by.is_empty()).then(|| {
        let by = tf("assessment-reason-by", &[("name", it.by.as_str().into())]);
        view! { <p>{it.reason.clone()} <span class="table-more">{by}</span></p> }
    });
    let form = it.may_excuse.then(|| {
        let about = hidden([
            ("campaign", list.campaign.id.to_string()),
            ("unit", it.unit.to_string()),
            ("target", it.target.to_string()),
            ("next", here.to_owned()),
        ]);
        let before = if mine { typed.or("excuse", "") } else { String::new() };
        let wrong = if mine { say::field(error, "excuse") } else { None };
        let id = format!("excuse-{}-{}", it.unit, it.target);
        let reason = line_box(id, "excuse", t("assessment-reason"), before, wrong, "text");
        view! {
            <details open=mine>
                <summary>{t("appraisal-missing-save")}</summary>
                <ActionForm action=action>
                    {about}
                    {reason}
                    <button class="button" type="submit">{t("appraisal-missing-save")}</button>
                </ActionForm>
            </details>
        }
    });
    view! {
        <tr>
            <th scope="row">{it.unit_name.clone()}</th>
            <td data-label=t("assessment-head-target")>
                <a href=urls::unit_points(&list.campaign.code, it.unit)>{it.target_title.clone()}</a>
            </td>
            <td data-label=t("assessment-head-reason")>{said} {form}</td>
        </tr>
    }
    .into_any()
}
