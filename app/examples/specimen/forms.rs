//! Boxes of every kind, the entry grid, the box before a decision.

use app::components::*;
use leptos::prelude::*;

use super::some;

pub fn entry() -> AnyView {
    let rows = [
        ("Hồ sơ giải quyết đúng hạn", "1.238", "1.250,5", "99,00 %", ""),
        ("Hồ sơ tiếp nhận trực tuyến", "abc", "412", "", "Nhập một số, ví dụ 1.250,5."),
    ];
    let rows = rows
        .map(|(name, numerator, denominator, share, error)| {
            let wrong = !error.is_empty();
            view! {
                <tr>
                    <th scope="row">{name}</th>
                    <td data-label="Tử số"><span class=if wrong { "field-box field-invalid" } else { "field-box" }>
                        <input inputmode="decimal" value=numerator aria-label=format!("{name}: tử số") aria-invalid=wrong.then_some("true")/></span>
                        {wrong.then(|| view! { <p class="field-error">{error}</p> })}</td>
                    <td data-label="Mẫu số"><span class="field-box"><input inputmode="decimal" value=denominator aria-label=format!("{name}: mẫu số")/></span></td>
                    <td class="number" data-label="Tỷ lệ"><output>{share}</output></td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Table title="Nhập số liệu" count="2 chỉ tiêu, đơn vị: hồ sơ".to_owned() density=Density::Dense entry=true>
            <thead><tr><th scope="col">"Chỉ tiêu"</th><th scope="col" class="number">"Tử số"</th><th scope="col" class="number">"Mẫu số"</th>
                <th scope="col" class="number">"Tỷ lệ" <span class="table-unit">"%"</span></th></tr></thead>
            <tbody>{rows}</tbody>
        </Table>
        <div class="save-bar"><button class="button">"Lưu số liệu"</button><span class="soft small">"Đã lưu lúc 10:02"</span></div>
    }
    .into_any()
}

pub fn form() -> AnyView {
    let units = vec![Choice::new("1", "Xã Cao An"), Choice::new("2", "Xã Cẩm Đoài"), Choice::new("3", "Thị trấn Lai Cách")];
    let votes = vec![
        Choice { hint: some("Báo cáo được thông qua và đưa vào biên bản."), ..Choice::new("yes", "Nhất trí") },
        Choice::new("no", "Không nhất trí"),
    ];
    view! {
        <section class="stack">
            <h2>"Biểu mẫu"</h2>
            <ErrorSummary title="Có 2 chỗ cần sửa" errors=vec![
                Link::new("Số hồ sơ: nhập một số, ví dụ 1.250,5.", "#amount"), Link::new("Ngày họp: ngày 31/02/2022 không có trong lịch.", "#day")]/>
            <form class="form">
                <Field name="amount" label="Số hồ sơ đã giải quyết" value="12a" kind=FieldKind::Number width=FieldWidth::Narrow unit="hồ sơ".to_owned()
                    hint="Ví dụ: 1.250,5".to_owned() error="Nhập một số, ví dụ 1.250,5.".to_owned() required=true/>
                <Field name="day" label="Ngày họp" value="31/02/2022" kind=FieldKind::Date width=FieldWidth::Narrow
                    error="Ngày 31/02/2022 không có trong lịch.".to_owned()/>
                <Select name="unit" label="Đơn vị" choices=units value="2" width=FieldWidth::Medium/>
                <Field name="evidence" label="Tài liệu chứng minh" kind=FieldKind::File hint="PDF hoặc DOCX, tối đa 10 MB.".to_owned() accept=".pdf,.docx".to_owned()/>
                <TextArea name="cause" label="Nguyên nhân chưa đạt" optional="không bắt buộc".to_owned() hint="Nêu rõ nguyên nhân chủ quan, khách quan.".to_owned()
                    value="Hệ thống một cửa gián đoạn từ 03/03 đến 11/03/2022.\n</textarea><script>alert(1)</script>"/>
                <Radios name="vote" label="Ý kiến" choices=votes value="yes"/>
                <Checkbox name="read" label="Tôi đã đọc toàn bộ nội dung bản cam kết" checked=true/>
                <div class="actions"><button class="button">"Lưu nháp"</button><button class="button button-danger">"Trả lại số liệu"</button>
                    <a class="button button-plain" href="/x">"Bỏ qua"</a></div>
            </form>
        </section>
    }
    .into_any()
}

pub fn decision() -> AnyView {
    let point = |term: &str, text: &str, lasting| DecisionPoint { term: term.into(), text: text.into(), lasting };
    view! {
        <DecisionBox title="Ký bản cam kết năm 2022" points=vec![
                point("Điều sẽ xảy ra", "Bản cam kết phiên bản 4 được ký và gửi Ủy ban nhân dân huyện xác nhận.", false),
                point("Với ai", "Ủy ban nhân dân xã Cao An và 12 chỉ tiêu đã thống nhất.", false),
                point("Không thể làm lại", "Sau khi ký, nội dung chỉ thay đổi được bằng phụ lục.", true),
            ] text_label="Nội dung sẽ ký".to_owned()
            text="Tôi, Đặng Thị Ngữ, Chủ tịch Ủy ban nhân dân xã Cao An, cam kết thực hiện 12 chỉ tiêu cải cách hành chính năm 2022.\nXác nhận điện tử trong hệ thống; không thay thế chữ ký số chuyên dùng công vụ.".to_owned()>
            <form class="form">
                <Field name="secret" label="Nhập lại mật khẩu" kind=FieldKind::Password width=FieldWidth::Medium autocomplete="current-password".to_owned()/>
                <div class="actions"><button class="button">"Ký bản cam kết"</button></div>
            </form>
        </DecisionBox>
    }
    .into_any()
}
