//! Drawings, and the explanation of one result.

use app::components::*;
use leptos::prelude::*;

use super::some;

pub fn explanation() -> AnyView {
    view! {
        <h2>"Vì sao 3,50 điểm"</h2>
        <Explanation sentence="Chỉ tiêu 3 đạt 71,05% trong khi cam kết 100%, nên được 3,50 trên 5,00 điểm."
            inputs=view! { <Table title="Số liệu đã dùng" density=Density::Dense>
                <thead><tr><th scope="col">"Số liệu"</th><th scope="col" class="number">"Giá trị"</th><th scope="col">"Người xác minh"</th></tr></thead>
                <tbody><tr><th scope="row">"Văn bản đi ký số"</th><td class="number" data-label="Giá trị">"810"</td><td data-label="Người xác minh">"bà Lý Thị Hỷ"</td></tr>
                <tr><th scope="row">"Văn bản đi"</th><td class="number" data-label="Giá trị">"1.140"</td><td data-label="Người xác minh">"bà Lý Thị Hỷ"</td></tr></tbody></Table> }.into_any()
            rule_title="Quy tắc" rule=view! { <p>"Từ 70% đến dưới 85% được 70% số điểm tối đa (quy tắc minh họa)."</p> }.into_any()
            next_title="Thêm một bước nữa".to_owned() next=view! { <p>"Thêm 159 văn bản ký số sẽ được 4,25 điểm."</p> }.into_any()/>
    }
    .into_any()
}

pub fn charts() -> AnyView {
    let names = ["Xã Cao An", "Xã Cẩm Đoài", "Xã Cẩm Hoàng", "Thị trấn Lai Cách"];
    let columns = (1..=10).map(|it| HeatColumn { short: format!("CT {it}"), name: format!("Chỉ tiêu {it}") }).collect();
    let rows = names
        .iter()
        .enumerate()
        .map(|(unit, name)| HeatRow {
            label: (*name).into(),
            more: None,
            href: some("/x"),
            cells: (0..10)
                .map(|it| {
                    let (text, state, meaning) = match (unit * 3 + it * 7) % 11 {
                        0 => ("–", "chưa báo cáo", Meaning::Neutral),
                        1 | 2 => ("71,1", "chưa đạt", Meaning::Failing),
                        3 | 4 => ("92,0", "gần đạt", Meaning::Attention),
                        _ => ("98,5", "đạt", Meaning::Good),
                    };
                    HeatCell { text: text.into(), state: state.into(), meaning, href: some("/x"), quiet: false }
                })
                .collect(),
        })
        .collect();
    let values = [91_20, 92_50, 90_10, 93_80, 95_40, 96_00, 97_25, 98_50].map(Some);
    let points = values.into_iter().chain([None; 4]).enumerate().map(|(month, value)| {
        let text = value.map_or_else(|| "chưa có".to_owned(), |it: i64| format!("{},{:02}", it / 100, it % 100));
        TrendPoint { short: format!("T{}", month + 1), period: format!("Tháng {}/2022", month + 1), value_e4: value, text }
    });
    let ranking = [
        ("1", "Xã Cẩm Đoài", 88_7500, "88,75", Meaning::Good, "▲ 3"),
        ("2", "Thị trấn Lai Cách", 84_2000, "84,20", Meaning::Good, "giữ hạng"),
        ("3", "Xã Cao An", 61_2500, "61,25", Meaning::Failing, "▼ 2"),
    ]
    .map(|(place, unit, value, text, meaning, movement)| RankingRow {
        place: place.into(),
        unit: unit.into(),
        href: some("/x"),
        value_e4: value,
        text: text.into(),
        meaning,
        movement: some(movement),
    });
    view! {
        <HeatMap title="Đơn vị × chỉ tiêu" corner="Đơn vị" columns rows/>
        <div class="columns">
            <Trend title="Hồ sơ đúng hạn, %" points=points.collect() target=TrendTarget { value_e4: 95_00, text: "Chỉ tiêu 95%".into() }
                table_label="Xem bảng số" period_head="Kỳ" value_head="Tỷ lệ (%)"/>
            <Ranking title="Xếp hạng năm 2022" heads=RankingHeads { place: "Hạng".into(), unit: "Đơn vị".into(), value: "Điểm".into(), movement: "So với 2021".into() }
                rows=ranking.to_vec()/>
        </div>
    }
    .into_any()
}
