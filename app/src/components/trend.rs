//! A value over time against its target.

use leptos::prelude::*;

/// One period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrendPoint {
    /// The period in short, under the drawing ("T3").
    pub short: String,
    /// The period, in the table ("Tháng 3/2022").
    pub period: String,
    /// The value in ten-thousandths; none leaves a gap.
    pub value_e4: Option<i64>,
    /// The value as people read it, or that there is none.
    pub text: String,
}

/// What should be reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrendTarget {
    /// The target in ten-thousandths.
    pub value_e4: i64,
    /// The target in words, written at its line ("Chỉ tiêu 95%").
    pub text: String,
}

/// A line over time with the target as a dashed line, labelled where things are; the same numbers as a table below.
///
/// All lengths are percentages of the drawing, so that letters keep their size on every screen.
#[component]
pub fn Trend(
    /// What is drawn.
    #[prop(into)]
    title: String,
    /// The periods in order.
    points: Vec<TrendPoint>,
    /// The target.
    #[prop(default = None, into)]
    target: Option<TrendTarget>,
    /// The words that open the table ("Xem bảng số").
    #[prop(into)]
    table_label: String,
    /// The head of the periods ("Kỳ").
    #[prop(into)]
    period_head: String,
    /// The head of the values.
    #[prop(into)]
    value_head: String,
) -> impl IntoView {
    let scale = Scale::of(points.iter().filter_map(|it| it.value_e4).chain(target.iter().map(|it| it.value_e4)));
    let count = points.len();
    let places: Vec<Option<(String, String)>> =
        points.iter().enumerate().map(|(place, point)| point.value_e4.map(|value| (across(place, count), scale.height(value)))).collect();
    let lines = places
        .windows(2)
        .filter_map(|pair| match pair {
            [Some((x1, y1)), Some((x2, y2))] => {
                Some(view! { <line class="trend-line" x1=x1.clone() y1=y1.clone() x2=x2.clone() y2=y2.clone()></line> })
            }
            _ => None,
        })
        .collect_view();
    let labelled = Labelled::of(&points);
    let marks = places
        .iter()
        .zip(&points)
        .enumerate()
        .filter_map(|(place, (at, point))| {
            let (x, y) = at.clone()?;
            let dot = if labelled.last == Some(place) { "trend-point trend-last" } else { "trend-point" };
            let anchor = if place == 0 { "start" } else { "middle" };
            let rises = place == 0 && points.get(1).and_then(|it| it.value_e4) > point.value_e4;
            let dy = if rises || labelled.lowest == Some(place) { "20" } else { "-10" };
            let text = labelled.has(place).then(|| {
                view! { <text class="trend-value" x=x.clone() y=y.clone() dy=dy text-anchor=anchor>{point.text.clone()}</text> }
            });
            Some(view! {
                <circle class=dot cx=x cy=y r="4"></circle>
                {text}
            })
        })
        .collect_view();
    let periods = points
        .iter()
        .enumerate()
        .map(|(place, point)| {
            let class = if count > 8 && place % 2 == 1 { "trend-axis-text trend-skip" } else { "trend-axis-text" };
            view! { <text class=class x=across(place, count) y="98%" text-anchor="middle">{point.short.clone()}</text> }
        })
        .collect_view();
    let target = target.map(|target| {
        let y = scale.height(target.value_e4);
        let (x, anchor, dy) = labelled.room_for(target.value_e4);
        view! {
            <line class="trend-target" x1="0" x2="100%" y1=y.clone() y2=y.clone()></line>
            <text class="trend-value" x=x y=y dy=dy text-anchor=anchor>{target.text}</text>
        }
    });
    let rows = points
        .into_iter()
        .map(|point| view! { <tr><th scope="row">{point.period}</th><td class="number">{point.text}</td></tr> })
        .collect_view();
    view! {
        <figure class="chart">
            <figcaption>{title.clone()}</figcaption>
            <svg class="trend-plot" width="100%" height="224" role="img" aria-label=title>
                <line class="trend-axis" x1="0" x2="100%" y1="88%" y2="88%"></line>
                {target}
                {lines}
                {marks}
                {periods}
            </svg>
            <details>
                <summary>{table_label}</summary>
                <table class="table table-dense">
                    <thead>
                        <tr>
                            <th scope="col">{period_head}</th>
                            <th scope="col" class="number">{value_head}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </details>
        </figure>
    }
    .into_any()
}

/// Which points carry their value as text: first, last, lowest and highest. The others stand in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Labelled {
    /// The first point that has a value.
    pub first: Option<usize>,
    last: Option<usize>,
    lowest: Option<usize>,
    highest: Option<usize>,
    start: Option<i64>,
    end: Option<i64>,
}

impl Labelled {
    /// Looks through the points for them.
    pub fn of(points: &[TrendPoint]) -> Self {
        let known = || points.iter().enumerate().filter_map(|(place, point)| point.value_e4.map(|value| (place, value)));
        Self {
            first: known().next().map(|it| it.0),
            last: known().next_back().map(|it| it.0),
            lowest: known().min_by_key(|it| it.1).map(|it| it.0),
            highest: known().max_by_key(|it| it.1).map(|it| it.0),
            start: points.first().and_then(|it| it.value_e4),
            end: points.last().and_then(|it| it.value_e4),
        }
    }

    fn has(self, place: usize) -> bool {
        [self.first, self.last, self.lowest, self.highest].contains(&Some(place))
    }

    /// Finds the end of the target's line with more room, and the side of it away from the values: x, anchor, dy.
    pub fn room_for(self, target: i64) -> (&'static str, &'static str, &'static str) {
        let far = |value: Option<i64>| value.map_or(u64::MAX, |it| it.abs_diff(target));
        let (x, anchor, near) = if far(self.end) >= far(self.start) { ("100%", "end", self.end) } else { ("0", "start", self.start) };
        (x, anchor, if near.is_some_and(|it| it > target) { "18" } else { "-8" })
    }
}

/// The lowest and the highest value that fit into the drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scale {
    /// The lower edge.
    pub low: i128,
    /// The upper edge.
    pub high: i128,
}

impl Scale {
    /// Holds all values; starts at nothing unless they all lie far above it.
    pub fn of(values: impl Iterator<Item = i64>) -> Self {
        let (low, high) = values.map(i128::from).fold((i128::MAX, i128::MIN), |(low, high), it| (low.min(it), high.max(it)));
        if low > high {
            return Self { low: 0, high: 1 };
        }
        let low = if low >= 0 && low < high / 2 { 0 } else { low - (high - low) / 4 };
        Self { low, high: high.max(low + 1) }
    }

    /// Says how far below the upper edge a value lies: 14 % is the highest, 86 % the lowest.
    pub fn height(self, value: i64) -> String {
        let hundredths = 1_400 + (self.high - i128::from(value)) * 7_200 / (self.high - self.low);
        format!("{}.{:02}%", hundredths / 100, hundredths % 100)
    }
}

/// Says how far from the left edge the period lies, of so many.
pub fn across(place: usize, count: usize) -> String {
    let hundredths = if count < 2 { 5_000 } else { 400 + place * 9_200 / (count - 1) };
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}
