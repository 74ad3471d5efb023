//! Prints a page with every part of the interface, for looking at: `cargo run -p app --example specimen [signin] > target/site/specimen.html`.
//!
//! Serve `target/site` and open it at every width, light and dark, printed. Everything in it is made up.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod charts;
mod forms;

use app::components::*;
use leptos::prelude::*;

fn main() {
    let argument = std::env::args().nth(1).unwrap_or_default();
    let theme = if std::env::args().any(|it| it == "dark") { " data-theme=\"dark\"" } else { "" };
    let body = if argument == "signin" { sign_in().to_html() } else { everything().to_html() };
    println!(
        "<!doctype html><html lang=\"vi\"{theme}><head><meta charset=\"utf-8\"><title>Cam kết: các phần của giao diện</title>\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <link rel=\"stylesheet\" href=\"/pkg/camket.css\"></head><body>{body}</body></html>"
    );
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn banner() -> AnyView {
    "Bản trình diễn – số liệu minh họa, không có giá trị pháp lý. Ngày minh họa: 08/08/2023".into_any()
}

pub fn sign_in() -> AnyView {
    view! {
        <Frame organisation="Ủy ban nhân dân huyện Cẩm Giàng" program="Cam kết cải cách hành chính" home="/" skip="Đến nội dung chính"
            menu="Mục lục" nav_label="Các bước trong năm" banner=banner()
            language=view! { <a href="?lang=en" lang="en">"English"</a> }.into_any() foot="Cam kết 0.1".into_any()>
            <PageHead title="Đăng nhập" crumbs_label="Vị trí"/>
            <ErrorSummary title="Có 1 chỗ cần sửa" errors=vec![Link::new("Nhập mật khẩu.", "#password")]/>
            <form class="form">
                <Field name="account" label="Tên tài khoản" value="cao-an.chu-tich" autocomplete="username".to_owned()
                    width=FieldWidth::Medium required=true/>
                <Field name="password" label="Mật khẩu" kind=FieldKind::Password width=FieldWidth::Medium required=true
                    autocomplete="current-password".to_owned() error="Nhập mật khẩu.".to_owned()/>
                <div class="actions"><button class="button button-primary">"Đăng nhập"</button></div>
            </form>
        </Frame>
    }
    .into_any()
}

pub fn everything() -> AnyView {
    view! {
        <Frame organisation="Ủy ban nhân dân huyện Cẩm Giàng" program="Cam kết cải cách hành chính" home="/" skip="Đến nội dung chính"
            menu="Mục lục" nav_label="Các bước trong năm" now="Năm 2022 · Số liệu: chờ tôi 3".to_owned() banner=banner()
            campaign=campaign() search=search() language=view! { <a href="?lang=en" lang="en">"English"</a> }.into_any()
            person=FramePerson { name: "Đặng Thị Ngữ".into(), post: "Chủ tịch UBND xã Cao An".into(), account: "#tai-khoan".into() }
            sign_out=view! { <form method="post"><button>"Đăng xuất"</button></form> }.into_any()
            nav=path() foot="Cam kết 0.1 · Hướng dẫn · Số liệu minh họa".into_any()>
            <PageHead title="Số liệu tháng 3/2022" crumbs_label="Vị trí"
                crumbs=vec![Link::new("Năm 2022", "/dot/cchc-2022"), Link::new("Số liệu", "/dot/cchc-2022/so-lieu"), Link::new("Xã Cao An", "/don-vi/1")]
                tag=view! { <Tag text="Chờ nộp" meaning=Meaning::Attention/> }.into_any()
                primary=view! { <button class="button button-primary">"Nộp số liệu"</button> }.into_any()
                secondary=view! { <a class="button" href="/x">"Tải bảng tính"</a> <a class="button" href="/y">"In"</a> }.into_any()
                truth=["Phiên bản 4", "tính đến 05/04/2022", "tạm tính", "phụ trách: ông Phạm Quốc Ẩn"].map(String::from).to_vec()/>
            <Notice meaning=Meaning::Good title="Đã lưu số liệu tháng 3 của 5 chỉ tiêu."/>
            <Notice meaning=Meaning::Attention title="Hạn nộp số liệu tháng 3 là thứ Ba, 05/04/2022 – còn 2 ngày.">
                "Còn 1 chỉ tiêu chưa có số liệu. " <a href="#ct5">"Đến chỉ tiêu 5"</a>
            </Notice>
            <Notice meaning=Meaning::Failing title="Số liệu chưa được lưu: một người khác vừa sửa cùng ô này.">
                "Những gì ông/bà đã nhập vẫn còn trong ô. Xem giá trị mới rồi lưu lại."
            </Notice>
            <Notice meaning=Meaning::Neutral title="Kỳ tháng 4 mở từ 01/04/2022."/>
            <Stepper steps=vec![
                step("Nhập số liệu", "Ông Phạm Quốc Ẩn, 04/04/2022", StepStanding::Done),
                step("Thủ trưởng nộp", "Bà Đặng Thị Ngữ, đến hết 05/04/2022", StepStanding::Now),
                step("Xác minh", "Phòng Nội vụ", StepStanding::Next),
                step("Chính thức", "Sau khi xác minh xong mọi đơn vị", StepStanding::Next),
            ]/>
            {table()}
            {forms::entry()}
            <FigureTrio
                standings=vec![
                    TrioStanding { label: "Khai báo".into(), value: "1.250,50 hồ sơ".into(), known: true, more: some("ông Phạm Quốc Ẩn, 04/04/2022") },
                    TrioStanding { label: "Đã xác minh".into(), value: "1.238,00 hồ sơ".into(), known: true, more: some("bà Lý Thị Hỷ, 12/04/2022") },
                    TrioStanding { label: "Chính thức".into(), value: "chưa có".into(), known: false, more: some("sau khi chốt kỳ quý I") },
                ]
                gap=TrioGap { label: "Chênh lệch".into(), value: "−12,50".into(), meaning: Meaning::Attention }/>
            {forms::form()}
            {forms::decision()}
            {charts::explanation()}
            {charts::charts()}
            <div class="columns">
                <section class="panel">
                    <h2>"Quá trình"</h2>
                    <Timeline events=vec![
                        event("2022-04-12", "12/04/2022, 09:15", "Bà Lý Thị Hỷ điều chỉnh số liệu từ 1.250,50 xuống 1.238,00 hồ sơ: 12,5 hồ sơ tính hai lần."),
                        event("2022-04-05", "05/04/2022, 16:40", "Bà Đặng Thị Ngữ nộp số liệu tháng 3."),
                        event("2022-04-04", "04/04/2022, 10:02", "Ông Phạm Quốc Ẩn nhập 1.250,50 hồ sơ."),
                    ]/>
                </section>
                <section class="panel">
                    <h2>"Đơn vị"</h2>
                    <DefinitionList facts=vec![
                        Fact::text("Thủ trưởng", "Bà Đặng Thị Ngữ").more("từ 01/07/2021"),
                        Fact::text("Nhóm so sánh", "Xã, thị trấn"),
                        Fact::view("Kết quả 2022", view! { <Tag text="Chưa đạt" meaning=Meaning::Failing/> }),
                        Fact::view("Mã văn bản", view! { <code>"9f2c 41d7 a0b3"</code> }),
                    ]/>
                </section>
            </div>
            <Empty title="Chưa có phiếu kiểm tra nào" text="Phiếu kiểm tra do Phòng Nội vụ lập khi đi kiểm tra tại đơn vị. Lập phiếu đầu tiên để bắt đầu.">
                <a class="button" href="/lap">"Lập phiếu kiểm tra"</a>
            </Empty>
        </Frame>
    }
    .into_any()
}

fn campaign() -> AnyView {
    view! {
        <form><label class="unseen" for="campaign">"Đợt đánh giá"</label>
            <select id="campaign"><option>"Năm 2022"</option><option>"Năm 2023"</option></select><button>"Chuyển"</button></form>
    }
    .into_any()
}

fn search() -> AnyView {
    view! {
        <form role="search"><label class="unseen" for="q">"Tìm"</label>
            <input id="q" type="search" placeholder="Tìm đơn vị, chỉ tiêu, văn bản"/><button>"Tìm"</button></form>
    }
    .into_any()
}

fn path() -> AnyView {
    let stage = |label: &str, state, text: &str, waiting: Option<&str>, current| PathStage {
        label: label.into(),
        href: (state != StageState::Locked).then(|| "/dot/x".to_owned()),
        state,
        state_text: text.into(),
        waiting: waiting.map(String::from),
        current,
    };
    let link = |label: &str| PathLink { label: label.into(), href: "/x".into(), current: None };
    view! {
        <YearPath title="Năm 2022" stages=vec![
            stage("Cam kết", StageState::Done, "đã ký ngày 05/01/2022", None, None),
            stage("Số liệu", StageState::Now, "tháng 3, đến hết 05/04/2022", Some("chờ: 3"), Some("page")),
            stage("Kiểm tra", StageState::Now, "đang mở", None, None),
            stage("Đánh giá", StageState::Locked, "mở từ 01/12/2022", None, None),
            stage("Kiểm điểm", StageState::Locked, "sau khi đánh giá", None, None),
            stage("Theo dõi", StageState::Locked, "sau khi kiểm điểm", None, None),
        ] links=["Tổ chức", "Bộ chỉ tiêu", "Văn bản", "Nhật ký", "Quản trị"].map(link).to_vec()/>
    }
    .into_any()
}

fn step(name: &str, detail: &str, standing: StepStanding) -> Step {
    let word = match standing {
        StepStanding::Done => "đã xong",
        StepStanding::Now => "đang chờ",
        StepStanding::Next => "chưa đến",
    };
    Step { name: name.into(), detail: detail.into(), standing, standing_text: word.into() }
}

fn event(at: &str, when: &str, sentence: &str) -> TimelineEvent {
    TimelineEvent { at: at.into(), when: when.into(), sentence: sentence.into(), link: Some(Link::new("Xem phiên bản này", "/x")) }
}

fn table() -> AnyView {
    let rows = [
        ("1", "Tỷ lệ hồ sơ giải quyết đúng hạn và trước hạn", "95,00", "98,50", 9_850, 9_500, "Đạt", Meaning::Good),
        ("2", "Tỷ lệ hồ sơ tiếp nhận trực tuyến mức độ 3, 4", "50,00", "46,20", 4_620, 5_000, "Gần đạt", Meaning::Attention),
        ("3", "Tỷ lệ văn bản đi ký số chuyên dùng công vụ", "100,00", "71,05", 7_105, 10_000, "Chưa đạt", Meaning::Failing),
        ("4", "Mức độ hài lòng của người dân, tổ chức", "90,00", "–", 0, 9_000, "Chưa báo cáo", Meaning::Neutral),
    ];
    let rows = rows
        .map(|(number, name, target, value, share, aim, word, meaning)| {
            view! {
                <tr>
                    <th scope="row"><a href="/x">{format!("{number}. {name}")}</a></th>
                    <td class="number" data-label="Chỉ tiêu (%)">{target}</td>
                    <td class="number" data-label="Kết quả (%)">{value}</td>
                    <td data-label="So với chỉ tiêu"><ShareBar share_e4=share target_e4=aim meaning text=format!("{value}% – chỉ tiêu {target}%")/></td>
                    <td data-label="Trạng thái"><Tag text=word meaning/></td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Table title="Các chỉ tiêu đã cam kết" count="4 chỉ tiêu".to_owned()
            tools=view! { <a class="button" href="/x">"Chọn cột"</a> <a class="button" href="/x">"Tải .xlsx"</a> }.into_any()>
            <thead>
                <tr>
                    <SortHead label="Chỉ tiêu" href="?xep=ten" direction=SortDirection::Ascending/>
                    <SortHead label="Cam kết" href="?xep=cam-ket" number=true unit="%".to_owned()/>
                    <SortHead label="Kết quả" href="?xep=ket-qua" number=true unit="%".to_owned()/>
                    <th scope="col">"So với chỉ tiêu"</th>
                    <th scope="col">"Trạng thái"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
            <tfoot>
                <tr>
                    <th scope="row">"Điểm tạm tính"</th>
                    <td></td>
                    <td class="number" data-label="Điểm">"61,25"</td>
                    <td></td>
                    <td></td>
                </tr>
            </tfoot>
        </Table>
        <Pager label="Các trang của danh sách" shown="Dòng 51–100 trong 412" previous=Link::new("Trước", "?trang=1") next=Link::new("Sau", "?trang=3")
            items=vec![PagerItem::Page(Link::new("1", "?trang=1")), PagerItem::Current("2".into()), PagerItem::Page(Link::new("3", "?trang=3")),
                PagerItem::Gap, PagerItem::Page(Link::new("9", "?trang=9"))]/>
    }
    .into_any()
}
