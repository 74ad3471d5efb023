//! The steps of a review, by links and plain forms; each first sends what is wrong and reads the sentences.

use super::people::People;
use super::{Browser, Form, Page};
use testing::PASSWORD;

/// What a person writes into the boxes of a report: an answer for each missed target, the sections, a grade.
pub fn answers(form: &Form) -> Vec<(String, String)> {
    let mut typed: Vec<(String, String)> = Vec::new();
    for it in &form.boxes {
        let text = match (it.kind.as_str(), it.name.as_str()) {
            ("radio", name) if name.ends_with("[cause_kind]") => "subjective",
            ("radio", "grade") => "not_completed",
            ("select", name) if name.starts_with("levels[") => "average",
            ("text", name) if name.ends_with("[due_on]") => "31/12/2023",
            ("text", name) if name.ends_with("[responsible]") => "Ông Hoàng Văn Một",
            ("textarea", _) => "Nội dung đã viết <rõ> \"ràng\".",
            _ => continue,
        };
        if !typed.iter().any(|(name, _)| *name == it.name) {
            typed.push((it.name.clone(), text.to_owned()));
        }
    }
    typed
}

pub async fn send(browser: &mut Browser, form: &Form, typed: &[(String, String)], more: &[(&str, &str)]) -> Page {
    let mut all: Vec<(&str, &str)> = more.to_vec();
    all.extend(typed.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    browser.submit(form, &all).await
}

/// The cases are opened by home affairs, and a question is put.
pub async fn open_cases(it: &mut People) -> Page {
    let page = it.office.open("/").await;
    let page = it.office.follow_link(&page, "Kiểm điểm đến").await;
    let page = it.office.submit(&page.form("/api/review/open"), &[("due_on", "07/08/2023")]).await;
    assert_eq!(page.beside("due_on"), "Hạn nộp báo cáo đã qua. Hãy chọn ngày hôm nay hoặc sau đó.");
    assert_eq!(page.form("/api/review/open").value("due_on"), "07/08/2023");
    let page = it.office.submit(&page.form("/api/review/open"), &[("due_on", "31/08/2023")]).await;
    assert!(page.says("Đã mở hồ sơ kiểm điểm.") && page.says("2 hồ sơ"), "{}", page.text());
    let page = it.office.follow_link(&page, "Xã Cẩm Văn").await;
    let page = it.office.submit(&page.form("/api/review/ask"), &[("question", "")]).await;
    assert_eq!(page.beside("question"), "Ô này còn trống. Hãy nhập nội dung.");
    it.office.submit(&page.form("/api/review/ask"), &[("question", "Vì sao hồ sơ <trễ> hạn?")]).await
}

/// The head submits both reports.
pub async fn submit_reports(it: &mut People) -> Page {
    let page = it.head.open("/").await;
    let case = it.head.follow_link(&page, "Viết báo cáo kiểm điểm").await;
    let page = it.head.follow_link(&case, "Đến báo cáo tập thể").await;
    let form = page.form("/api/review/report");
    let case = send(&mut it.head, &form, &answers(&form), &[("act", "submit"), ("password", PASSWORD)]).await;
    assert!(case.says("Đã nộp báo cáo."), "{}", case.text());
    let page = it.head.follow_link(&case, "Đến bản kiểm điểm cá nhân").await;
    let form = page.form("/api/review/report");
    send(&mut it.head, &form, &answers(&form), &[("act", "submit"), ("password", PASSWORD)]).await
}

/// The meeting is called for today; the focal officer is its secretary, the district's chair presides.
pub async fn call(it: &mut People) -> Page {
    let page = it.office.open("/").await;
    let page = it.office.follow_link(&page, "Mời họp kiểm điểm").await;
    let form = page.form("/api/review/call");
    let wrong = [("held_on", "8 tháng 8"), ("begins", "sáng"), ("place", "")];
    let page = it.office.submit(&form, &wrong).await;
    for (name, words) in [
        ("held_on", "Đây không phải là ngày."),
        ("begins", "Giờ viết dạng 14:30 hoặc 14h30."),
        ("place", "Chưa ghi địa điểm."),
        ("chair", "Hãy chọn một người trong danh sách."),
        ("secretary", "Hãy chọn một người trong danh sách."),
    ] {
        assert!(page.beside(name).contains(words), "{name}: {:?}", page.beside(name));
    }
    let form = page.form("/api/review/call");
    assert_eq!((form.value("held_on"), form.value("begins")), ("8 tháng 8", "sáng"));
    let chair = page.choice("chair", "Chủ tịch UBND huyện Cẩm Giàng");
    let secretary = page.choice("secretary", "Bùi Thị Một");
    let typed =
        [("held_on", "08/08/2023"), ("begins", "7h30"), ("place", "Hội trường UBND xã"), ("chair", &*chair), ("secretary", &*secretary)];
    let page = it.office.submit(&form, &typed).await;
    assert!(page.says("Đã mời họp."), "{}", page.text());
    page
}

/// The secretary writes the minutes; gives the page on which they can be adopted.
pub async fn write(it: &mut People) -> Page {
    let page = it.focal.open("/").await;
    let page = it.focal.follow_link(&page, "Họp và ghi biên bản kiểm điểm").await;
    let form = page.form("/api/review/minutes");
    let page = it
        .focal
        .submit(
            &form,
            &[("ends", "trưa"), ("votes[0][subject]", "Tập thể"), ("votes[0][in_favour]", "hai"), ("conclusion", "Thống nhất </textarea>")],
        )
        .await;
    assert_eq!(page.beside("ends"), "Giờ viết dạng 14:30 hoặc 14h30.");
    assert_eq!(page.beside("votes[0][in_favour]"), "Số phiếu là số nguyên từ 0 trở lên.");
    let form = page.form("/api/review/minutes");
    assert_eq!((form.value("conclusion"), form.value("votes[0][in_favour]")), ("Thống nhất </textarea>", "hai"));
    let typed = [
        ("ends", "11:30"),
        ("votes[0][in_favour]", "99"),
        ("attendees[0][present]", "true"),
        ("attendees[1][present]", "true"),
        ("opinions[0][speaker]", "Bà Bùi Thị Một"),
        ("opinions[0][content]", "Cần phân công rõ."),
        ("conclusion", "Thống nhất các biện pháp."),
    ];
    let page = it.focal.submit(&form, &typed).await;
    assert!(page.says("Đã lưu nháp biên bản."), "{}", page.text());
    let page = it.focal.follow_link(&page, "Xem biên bản").await;
    assert!(page.says("Tổng số phiếu nhiều hơn số người có mặt.") && page.says("chưa thông qua được"), "{}", page.text());
    let page = it.focal.follow_link(&page, "Ghi biên bản").await;
    let page = it.focal.submit(&page.form("/api/review/minutes"), &[("votes[0][in_favour]", "2")]).await;
    it.focal.follow_link(&page, "Xem biên bản").await
}

/// The secretary has the minutes adopted.
pub async fn adopt(it: &mut People) -> Page {
    let page = it.focal.open("/").await;
    let page = it.focal.follow_link(&page, "Họp và ghi biên bản kiểm điểm").await;
    let page = it.focal.follow_link(&page, "Biên bản hội nghị").await;
    let page = it.focal.submit(&page.form("/api/review/adopt"), &[]).await;
    assert!(page.says("Đã thông qua biên bản."), "{}", page.text());
    page
}

/// Secretary and chair sign the minutes.
pub async fn sign(it: &mut People) -> Page {
    let page = it.focal.open("/").await;
    let page = it.focal.follow_link(&page, "Ký biên bản kiểm điểm").await;
    it.focal.submit(&page.form("/api/review/sign"), &[("password", PASSWORD)]).await;
    let page = it.chair.open("/").await;
    let page = it.chair.follow_link(&page, "Ký biên bản kiểm điểm").await;
    it.chair.submit(&page.form("/api/review/sign"), &[("password", PASSWORD)]).await
}
