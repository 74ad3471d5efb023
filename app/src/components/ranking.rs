//! Units by their place, with a bar and the movement since last time.

use leptos::prelude::*;

use super::share_bar::percent;
use super::{Mark, Meaning};

/// The words of the heads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RankingHeads {
    /// The place ("Hạng").
    pub place: String,
    /// The unit ("Đơn vị").
    pub unit: String,
    /// The value, with its unit of measure ("Điểm").
    pub value: String,
    /// The movement ("So với năm 2021").
    pub movement: String,
}

/// One unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RankingRow {
    /// Its place.
    pub place: String,
    /// Its name.
    pub unit: String,
    /// Its page.
    pub href: Option<String>,
    /// Its value in ten-thousandths of whatever is ranked; the longest bar is the largest.
    pub value_e4: i64,
    /// The value as people read it.
    pub text: String,
    /// What the value means.
    pub meaning: Meaning,
    /// How its place changed ("▲ 2", "▼ 1", "giữ hạng").
    pub movement: Option<String>,
}

/// A table of places with bars.
#[component]
pub fn Ranking(
    /// What is ranked.
    #[prop(into)]
    title: String,
    /// The heads.
    heads: RankingHeads,
    /// The units in order.
    rows: Vec<RankingRow>,
) -> impl IntoView {
    let most = rows.iter().map(|it| it.value_e4).max().unwrap_or_default();
    view! {
        <div class="table-block">
            <div class="table-bar">
                <h2 class="table-title">{title.clone()}</h2>
            </div>
            <table class="table ranking">
                <caption class="unseen">{title}</caption>
                <thead>
                    <tr>
                        <th scope="col" class="number">{heads.place}</th>
                        <th scope="col">{heads.unit}</th>
                        <th scope="col" class="ranking-bar"><span class="unseen">{heads.value.clone()}</span></th>
                        <th scope="col" class="number">{heads.value}</th>
                        <th scope="col">{heads.movement}</th>
                    </tr>
                </thead>
                <tbody>
                    {rows
                        .into_iter()
                        .map(|row| {
                            let unit = match row.href {
                                Some(href) => view! { <a href=href>{row.unit}</a> }.into_any(),
                                None => row.unit.into_any(),
                            };
                            view! {
                                <tr class=format!("ranking-{}", row.meaning.class())>
                                    <td class="number">{row.place}</td>
                                    <th scope="row">{unit}</th>
                                    <td class="ranking-bar">
                                        <svg width="100%" height="14" aria-hidden="true">
                                            <rect x="0" y="0" width=percent(row.value_e4, most) height="14"></rect>
                                        </svg>
                                    </td>
                                    <td class="number ranking-value">
                                        {(row.meaning != Meaning::Neutral).then(|| view! { <Mark meaning=row.meaning/> })}
                                        {row.text}
                                    </td>
                                    <td class="ranking-movement">{row.movement}</td>
                                </tr>
                            }
                        })
                        .collect_view()}
                </tbody>
            </table>
        </div>
    }
    .into_any()
}
