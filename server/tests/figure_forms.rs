//! Figures, evidence and key tasks with plain forms, by links alone: every bad input gets a sentence beside its box, and what was typed
//! comes back, files too.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use axum::http::StatusCode;
use common::people::{People, march};
use common::{Form, Page};
use domain::evidence::LARGEST;
use testing::{PASSWORD, db_test, measured};

/// The box of a variable by its title.
fn named(page: &Page, title: &str) -> String {
    let label = format!("aria-label=\"{title}: Giá trị\"");
    let tag = page.html.split("<input").find(|it| it.split('>').next().is_some_and(|it| it.contains(&label)));
    let tag = tag.unwrap_or_else(|| panic!("no box of {title}: {}", page.text()));
    tag.split("name=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

const RECEIVED: &str = "Hồ sơ tiếp nhận";
const ONLINE: &str = "Hồ sơ tiếp nhận trực tuyến";

/// March with two figures saved.
async fn saved(it: &mut People) -> Page {
    let page = it.march().await;
    let (received, online) = (named(&page, RECEIVED), named(&page, ONLINE));
    it.focal.submit(&page.form("/api/figure/record"), &[(&received, "1.250"), (&online, "700")]).await
}

fn evidence(page: &Page) -> Form {
    let found = page.forms().into_iter().find(|it| it.with_file);
    found.unwrap_or_else(|| panic!("no form with a file: {}", page.text()))
}

/// A file sent with the form of the page.
async fn send(it: &mut People, form: &Form, typed: &[(&str, &str)], file: (&str, &[u8])) -> Page {
    let pairs = form.filled(typed);
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    it.focal.upload(&form.action, &pairs, ("file", file.0, file.1)).await
}

db_test! {
    async fn numbers_that_are_none_say_so_and_nothing_is_saved(db) {
        let mut it = People::new(&db).await;
        let page = it.march().await;
        let (received, online) = (named(&page, RECEIVED), named(&page, ONLINE));
        for (typed, words) in [
            ("abc", "Đây không phải là số. Hãy nhập dạng 1.250,5."),
            ("-3", "Số liệu không được nhỏ hơn 0."),
            ("1,250,000", "Chỉ được một dấu phẩy (dấu thập phân)."),
            ("12,5", "Số liệu này đếm theo đơn vị nguyên"),
            ("1.25.0", "Dấu chấm đặt chưa đúng chỗ"),
            ("1,25001", "Chỉ được tối đa 4 chữ số sau dấu phẩy."),
            ("123456789012345", "Số quá lớn"),
            ("\"><script>alert(1)</script>", "Đây không phải là số."),
        ] {
            let page = it.march().await;
            let page = it.focal.submit(&page.form("/api/figure/record"), &[(&received, typed), (&online, "5")]).await;
            assert!(page.beside(&received).contains(words), "{typed}: {:?}", page.beside(&received));
            assert!(page.says("chưa lưu số liệu nào"), "{typed}");
            let form = page.form("/api/figure/record");
            assert_eq!((form.value(&received), form.value(&online)), (typed, "5"));
            assert!(!page.html.contains("<script>alert(1)"), "{typed}");
        }
        assert_eq!(it.march().await.form("/api/figure/record").value(&online), "");
    }

    async fn a_note_of_megabytes_is_told_to_be_too_long_and_programs_are_told_by_the_status(db) {
        let mut it = People::new(&db).await;
        let page = it.march().await;
        let received = named(&page, RECEIVED);
        let note = received.replace("[value]", "[note]");
        let long = "ă".repeat(1_100_000);
        let form = page.form("/api/figure/record");
        let page = it.focal.submit(&form, &[(&received, "5"), (&note, &long)]).await;
        assert!(page.beside(&note).contains("Ghi chú dài quá 2.000 ký tự"), "{}", page.text().chars().take(2_000).collect::<String>());
        for (typed, status) in [("abc", StatusCode::UNPROCESSABLE_ENTITY), ("5", StatusCode::OK), ("6", StatusCode::CONFLICT)] {
            let pairs = form.filled(&[(&received, typed)]);
            assert_eq!(it.focal.ask(&form.action, &pairs).await, status, "{typed}");
        }
    }

    async fn what_no_keyboard_types_is_refused_and_no_failure(db) {
        let mut it = People::new(&db).await;
        let page = saved(&mut it).await;
        let note = named(&page, RECEIVED).replace("[value]", "[note]");
        let told = it.focal.submit(&page.form("/api/figure/record"), &[(&note, "một\0hai")]).await;
        assert!(told.says("Biểu mẫu gửi lên không đầy đủ"), "{}", told.text());
        let told = send(&mut it, &evidence(&page), &[("issuer", "UBND\0xã")], ("quyet-dinh.pdf", b"%PDF-1.7 1 0 obj")).await;
        assert!(told.says("Biểu mẫu gửi lên không đầy đủ"), "{}", told.text());
    }

    async fn a_part_above_its_whole_is_refused(db) {
        let mut it = People::new(&db).await;
        let page = it.march().await;
        let (received, online) = (named(&page, RECEIVED), named(&page, ONLINE));
        let page = it.focal.submit(&page.form("/api/figure/record"), &[(&received, "700"), (&online, "701")]).await;
        assert!(page.beside(&online).contains("lớn hơn tổng mà nó là một phần"), "{}", page.text());
        assert_eq!(page.form("/api/figure/record").value(&online), "701");
    }

    async fn a_comma_with_three_digits_asks_and_a_dot_with_three_is_a_thousand(db) {
        let mut it = People::new(&db).await;
        let page = it.march().await;
        let (received, online) = (named(&page, RECEIVED), named(&page, ONLINE));
        let typed = [(received.as_str(), "1.250"), (online.as_str(), "1,250")];
        let page = it.focal.submit(&page.form("/api/figure/record"), &typed).await;
        assert!(page.beside(&online).contains("không có phần thập phân"), "files are counted whole: {}", page.text());
        measured(&db, "online").await;
        let page = it.focal.submit(&page.form("/api/figure/record"), &typed).await;
        assert!(page.beside(&online).contains("có thể hiểu theo hai cách"), "{}", page.text());
        assert!(page.says("Hệ thống hiểu là 1,25. Nếu đúng, hãy lưu thêm một lần."), "{}", page.text());
        let page = it.focal.submit(&page.form("/api/figure/record"), &[]).await;
        assert!(page.says("Đã lưu số liệu."), "{}", page.text());
        let form = page.form("/api/figure/record");
        assert_eq!((form.value(&received), form.value(&online)), ("1.250", "1,25"), "what was understood is what the page then says");
    }

    async fn a_month_that_has_not_begun_says_so_and_takes_nothing(db) {
        let mut it = People::new(&db).await;
        let page = it.march().await;
        let later = page.link_to("2023-M10");
        let page = it.focal.open(&later).await;
        assert!(page.says("Kỳ báo cáo bắt đầu từ ngày 15/09/2023"), "{}", page.text());
        assert!(page.forms().iter().all(|it| it.action != "/api/figure/record"), "nothing to type into");
        // A form of another period, sent for this one.
        let page = it.march().await;
        let received = named(&page, RECEIVED);
        let page = it.focal.submit(&page.form("/api/figure/record"), &[("period", "2023-M10"), (&received, "5")]).await;
        assert!(page.beside(&received).contains("Kỳ báo cáo này chưa bắt đầu"), "{}", page.text());
    }

    async fn two_people_who_save_the_same_figure_see_each_other(db) {
        let mut it = People::new(&db).await;
        let mine = it.march().await;
        let received = named(&mine, RECEIVED);
        let mut second = it.second_focal_officer().await;
        let theirs = march(&mut second).await;
        second.submit(&theirs.form("/api/figure/record"), &[(&received, "900")]).await;
        let page = it.focal.submit(&mine.form("/api/figure/record"), &[(&received, "1.000")]).await;
        assert!(page.says("Người khác vừa lưu thay đổi ở đây."), "{}", page.text());
        assert!(page.says("Đang lưu trong hệ thống: 900"), "{}", page.text());
        assert_eq!(page.form("/api/figure/record").value(&received), "1.000", "what was typed is not lost");
        let page = it.focal.submit(&page.form("/api/figure/record"), &[]).await;
        assert!(page.says("Đã lưu số liệu."), "{}", page.text());
    }

    async fn a_file_that_is_none_says_so_and_a_sound_one_outlives_a_mistake_beside_it(db) {
        let mut it = People::new(&db).await;
        let page = saved(&mut it).await;
        let form = evidence(&page);
        let large = vec![b'x'; LARGEST + 1];
        for (name, content, words) in [
            ("bao-cao.pdf", &b""[..], "Chưa chọn tệp, hoặc tệp rỗng (0 byte)."),
            ("bao-cao.pdf", &large, "Tệp lớn hơn 10 MB."),
            ("bao-cao.exe", b"MZ", "Chỉ nhận tệp PDF, PNG, JPG, XLSX hoặc DOCX."),
            ("bao-cao.pdf", b"PK\x03\x04", "Nội dung tệp không đúng với đuôi tên tệp."),
        ] {
            let page = send(&mut it, &form, &[("doc_number", "12/BC <UBND>")], (name, content)).await;
            assert!(page.beside("file").contains(words), "{name}: {:?}", page.beside("file"));
            assert_eq!(evidence(&page).value("doc_number"), "12/BC <UBND>");
            assert!(!evidence(&page).names().contains(&"kept_file"), "{name}");
        }
        let long = "đ".repeat(201);
        let typed = [("doc_number", "12/BC"), ("doc_on", "31/02/2023"), ("issuer", long.as_str())];
        let page = send(&mut it, &form, &typed, ("Báo cáo quý.pdf", b"%PDF-1.7 x")).await;
        assert!(page.beside("doc_on").contains("Ngày văn bản chưa đúng.") && page.beside("issuer").contains("dài quá 200 ký tự"), "{}", page.text());
        assert!(page.says("Tệp “Báo cáo quý.pdf” đã được giữ lại"), "{}", page.text());
        // A second mistake keeps it too; then it is taken without being chosen again.
        let page = send(&mut it, &evidence(&page), &[("doc_on", "ngày mai"), ("issuer", "UBND xã")], ("", b"")).await;
        assert!(page.beside("doc_on").contains("Ngày văn bản chưa đúng.") && page.beside("file").is_empty(), "{}", page.text());
        let kept = evidence(&page);
        let page = send(&mut it, &kept, &[("doc_on", "10/03/2023")], ("", b"")).await;
        assert!(page.says("Đã thêm tài liệu.") && page.says("Báo cáo quý.pdf"), "{}", page.text());
        // The kept file has done its work, and is nobody else's.
        let page = send(&mut it, &kept, &[], ("", b"")).await;
        assert!(page.beside("file").contains("Chưa chọn tệp"), "{}", page.text());
    }

    async fn a_file_for_a_key_task_is_kept_too_and_its_report_is_verified(db) {
        let mut it = People::new(&db).await;
        it.sheet_in_force().await;
        let page = it.focal.open("/").await;
        let page = it.focal.follow_link(&page, "Báo cáo nhiệm vụ trọng tâm").await;
        let page = send(&mut it, &evidence(&page), &[("doc_on", "hôm qua")], ("anh.png", b"\x89PNG\r\n\x1a\n")).await;
        assert!(page.says("Ngày văn bản chưa đúng.") && page.says("Tệp “anh.png” đã được giữ lại"), "{}", page.text());
        let page = send(&mut it, &evidence(&page), &[("doc_on", "01/08/2023")], ("", b"")).await;
        assert!(page.says("Đã thêm tài liệu."), "{}", page.text());
        let page = it.focal.submit(&page.form("/api/task/report"), &[("done_on", "09/08/2023"), ("report", "Đã <kiện toàn>")]).await;
        assert!(page.says("Ngày hoàn thành không được sau hôm nay."), "{}", page.text());
        assert_eq!(page.form("/api/task/report").value("report"), "Đã <kiện toàn>");
        it.focal.submit(&page.form("/api/task/report"), &[("done_on", "01/08/2023")]).await;
        let page = it.head.open("/").await;
        let page = it.head.follow_link(&page, "Gửi báo cáo nhiệm vụ trọng tâm").await;
        let submitting = page.form("/api/task/submit");
        let page = it.head.submit(&submitting, &[]).await;
        assert!(page.says("Đã gửi báo cáo nhiệm vụ."), "{}", page.text());
        let page = it.head.submit(&submitting, &[]).await;
        assert!(page.says("Người khác vừa lưu thay đổi ở đây.") || page.says("Biểu mẫu này đã được gửi"), "{}", page.text());
        let page = it.inspector.open("/").await;
        let page = it.inspector.follow_link(&page, "Xác minh báo cáo nhiệm vụ trọng tâm").await;
        let page = it.inspector.submit(&page.form("/api/task/return"), &[("reason", "")]).await;
        assert!(page.says("Trả lại báo cáo phải ghi lý do"), "{}", page.text());
        let page = it.inspector.submit(&page.form("/api/task/verify"), &[]).await;
        assert!(page.says("Đã chấp nhận báo cáo nhiệm vụ."), "{}", page.text());
    }

    async fn figures_are_submitted_once_and_decided_with_reasons(db) {
        let mut it = People::new(&db).await;
        saved(&mut it).await;
        let grid = it.focal.at.split('?').next().unwrap_or_default().to_owned();
        let page = it.head.open(&grid).await;
        let submitting = page.form("/api/figure/submit");
        let page = it.head.submit(&submitting, &[]).await;
        assert!(page.says("Đã gửi số liệu đi xác minh."), "{}", page.text());
        let page = it.head.submit(&submitting, &[]).await;
        assert!(page.says("Biểu mẫu này đã được gửi hoặc đã quá một giờ."), "{}", page.text());
        let page = it.inspector.open("/").await;
        let page = it.inspector.follow_link(&page, "Xác minh số liệu").await;
        let page = it.inspector.submit(&page.form("/api/figure/adjust"), &[("value", "abc"), ("reason", "Đối chiếu <sổ>")]).await;
        assert!(page.says("Đây không phải là số."), "{}", page.text());
        assert_eq!(page.form("/api/figure/adjust").value("reason"), "Đối chiếu <sổ>");
        let page = it.inspector.submit(&page.form("/api/figure/adjust"), &[("value", "1.200"), ("reason", "")]).await;
        assert!(page.says("Điều chỉnh hoặc trả lại phải ghi lý do"), "{}", page.text());
        let page = it.inspector.submit(&page.form("/api/figure/adjust"), &[("reason", "Đối chiếu sổ một cửa")]).await;
        assert!(page.says("Đã điều chỉnh số liệu; đơn vị sẽ thấy lý do."), "{}", page.text());
        let page = it.inspector.submit(&page.form("/api/figure/return"), &[("reason", "Thiếu tài liệu")]).await;
        assert!(page.says("Đã trả lại số liệu cho đơn vị kèm lý do."), "{}", page.text());
        let page = it.focal.open("/").await;
        let page = it.focal.follow_link(&page, "Sửa số liệu bị trả lại").await;
        assert!(page.says("Lý do: Thiếu tài liệu") && page.says("Lịch sử"), "{}", page.text());
    }

    async fn what_was_typed_when_the_session_had_ended_comes_back_to_the_same_account_alone(db) {
        let mut it = People::new(&db).await;
        let page = saved(&mut it).await;
        let received = named(&page, RECEIVED);
        // The session ends while somebody types: the cookie is still there.
        let (mut other_window, form, files) = (it.focal.twin(), page.form("/api/figure/record"), evidence(&page));
        other_window.post("/api/session/end", &[]).await;
        let page = it.focal.submit(&form, &[(&received, "1.300")]).await;
        assert!(it.focal.at.starts_with("/dang-nhap?") && page.says("Nội dung đã nhập được giữ trong 30 phút"), "{}", page.text());
        let signing_in = page.form("/api/session/begin");
        let mut stranger = it.focal.another();
        let login = it.it.login(domain::policy::Role::FocalOfficer, it.it.communes[0]);
        it.second_focal_officer().await;
        let other = it.it.second_login(it.it.communes[0]);
        let page = stranger.submit(&signing_in, &[("login", &other), ("password", PASSWORD)]).await;
        assert!(page.says("là của tài khoản khác hoặc đã quá 30 phút"), "{}", page.text());
        assert_eq!(page.form("/api/figure/record").value(&received), "1.250");
        let page = it.focal.submit(&signing_in, &[("login", &login), ("password", PASSWORD)]).await;
        assert!(page.says("đã được đưa lại vào biểu mẫu nhưng chưa được lưu"), "{}", page.text());
        assert_eq!(page.form("/api/figure/record").value(&received), "1.300");
        assert_eq!(page.status, StatusCode::OK);

        // A file as well.
        let mut other_window = it.focal.twin();
        other_window.post("/api/session/end", &[]).await;
        let page = send(&mut it, &files, &[("doc_number", "7/KH")], ("ke-hoach.pdf", b"%PDF-1.7")).await;
        assert!(page.says("Nội dung đã nhập được giữ trong 30 phút"), "{}", page.text());
        let page = it.focal.submit(&page.form("/api/session/begin"), &[("login", &login), ("password", PASSWORD)]).await;
        assert!(page.says("Tệp “ke-hoach.pdf” đã được giữ lại") && evidence(&page).value("doc_number") == "7/KH", "{}", page.text());
    }
}
