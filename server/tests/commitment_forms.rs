//! A commitment sheet from issue to force with plain forms, by links alone; what is refused says so beside its box, and what was typed
//! comes back.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use axum::http::StatusCode;
use common::people::People;
use domain::timestamping::TimestampFailure;
use server::tsa::{Outcome, PATIENCE, ask_for_missing};
use services::timestamping::Which;
use testing::{PASSWORD, db_test};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

db_test! {
    async fn a_sheet_is_proposed_countered_agreed_signed_and_looked_up(db) {
        let mut it = People::new(&db).await;
        it.issue_sheets().await;
        let page = it.propose_sheet().await;
        assert!(page.says("Đã gửi đề xuất đến cấp trên.") && page.says("Kiện toàn tổ công nghệ số cộng đồng"), "{}", page.text());

        // The office asks for more, with a reason; the unit takes it over.
        let page = it.office.open("/").await;
        let page = it.office.follow_link(&page, "Trả lời đề xuất của đơn vị").await;
        let page = it.office.submit(&page.form("/api/commitment/counter"), &[("values[0][value]", "99,5"), ("note", "")]).await;
        assert_eq!(page.beside("note"), "Hãy nêu lý do đề nghị điều chỉnh.");
        assert_eq!(page.form("/api/commitment/counter").value("values[0][value]"), "99,5");
        let page = it.office.submit(&page.form("/api/commitment/counter"), &[("note", "Đơn vị có điều kiện đạt cao hơn")]).await;
        assert!(page.says("Đã gửi đề nghị điều chỉnh đến đơn vị."), "{}", page.text());
        let page = it.focal.open("/").await;
        let page = it.focal.follow_link(&page, "Đề xuất nội dung bản cam kết").await;
        let form = page.form("/api/commitment/propose");
        assert_eq!((form.value("values[0][value]"), form.value("tasks[0][title]")), ("99,5", "Kiện toàn tổ công nghệ số cộng đồng"));
        it.focal.submit(&form, &[]).await;

        let page = it.approve_sheet().await;
        assert!(page.says("nội dung được cố định và chờ thủ trưởng ký"), "{}", page.text());

        // A wrong password signs nothing and keeps the person on the sheet.
        let page = it.head.open("/").await;
        let page = it.head.follow_link(&page, "Ký bản cam kết").await;
        assert!(page.says("Xác nhận điện tử trong hệ thống; không thay thế chữ ký số chuyên dùng công vụ"));
        let signing = page.form("/api/commitment/sign");
        let page = it.head.submit(&signing, &[("password", "sai")]).await;
        assert_eq!(page.beside("password"), "Mật khẩu chưa đúng. Chưa có gì được ký hoặc gửi.");
        assert!(it.head.at.contains("/ky?"), "{}", it.head.at);
        assert_eq!(page.form("/api/commitment/sign").value("password"), "", "a password never comes back");
        let page = it.head.submit(&page.form("/api/commitment/sign"), &[("password", PASSWORD)]).await;
        assert!(page.says("Đã ký bản cam kết."), "{}", page.text());

        // The Back button, and the same form sent again: nothing more happens.
        let sheet = it.head.at.split('?').next().unwrap().to_owned();
        let page = it.head.open(&format!("{sheet}/ky")).await;
        assert!(page.says("Không có gì để ký") && page.says("Bản cam kết này đã được ký; không ký lần nữa."), "{}", page.text());
        let page = it.head.submit(&signing, &[("password", PASSWORD)]).await;
        assert!(page.says("Bản cam kết này đã được ký; không ký lần nữa."), "{}", page.text());

        let page = it.chair.open("/").await;
        let page = it.chair.follow_link(&page, "Ký xác nhận bản cam kết").await;
        let page = it.chair.submit(&page.form("/api/commitment/sign"), &[("password", PASSWORD)]).await;
        assert!(page.says("Có hiệu lực"), "{}", page.text());
        let (public, pdf) = (page.link("Trang tra cứu công khai"), page.link("Tải bản cam kết (PDF)"));
        let mut stranger = it.chair.another();
        let page = stranger.open(&public).await;
        assert!(page.says("Bản cam kết có hiệu lực: hai bên đã ký") && page.says("Hoàng Văn Một"), "{}", page.text());
        let paper = it.focal.open(&pdf).await;
        assert!(paper.bytes.starts_with(b"%PDF-"));
    }

    async fn a_proposal_that_cannot_be_read_says_so_beside_each_box_and_loses_nothing(db) {
        let mut it = People::new(&db).await;
        it.issue_sheets().await;
        let page = it.focal.open("/").await;
        let page = it.focal.follow_link(&page, "Đề xuất nội dung bản cam kết").await;
        let long = "á".repeat(501);
        let typed = [
            ("values[0][value]", "abc"), ("values[1][value]", "-3"), ("values[2][value]", "1,250,000"), ("values[3][value]", "1,250"),
            ("values[4][note]", "</textarea><script>alert(1)</script>"), ("tasks[0][title]", "Việc \"thứ nhất\" <b>"), ("tasks[0][due]", "31/02/2023"),
            ("tasks[1][title]", long.as_str()), ("note", "Ý kiến </textarea><i> của \u{ea}\u{301}"),
        ];
        let page = it.focal.submit(&page.form("/api/commitment/propose"), &typed).await;
        for (name, words) in [
            ("values[0][value]", "Đây không phải là số. Hãy nhập dạng 1.250,5."), ("values[2][value]", "Chỉ được một dấu phẩy"),
            ("values[3][value]", "được hiểu là số thập phân (1,250 là 1,25)"), ("tasks[0][due]", "Đây không phải là ngày."), ("tasks[1][due]", "Ô này còn trống. Hãy nhập nội dung."),
        ] {
            assert!(page.beside(name).contains(words), "{name}: {:?}", page.beside(name));
        }
        let form = page.form("/api/commitment/propose");
        for (name, value) in typed {
            assert_eq!(form.value(name), value, "{name}");
        }
        assert!(!page.html.contains("<script>alert(1)") && !page.html.contains("<i> của"));
        // What can be read and is still wrong is said next; the reading is confirmed once, at the end of the form.
        let more = [("values[0][value]", "98"), ("values[2][value]", "90"), ("tasks[0][due]", "30/09/2023"), ("tasks[1][title]", ""), ("confirmed", "true")];
        let page = it.focal.submit(&form, &more).await;
        assert!(page.beside("values[1][value]").contains("không được âm"), "{}", page.text());
        assert_eq!(page.form("/api/commitment/propose").value("values[3][value]"), "1,250");
    }

    async fn two_who_answer_the_same_proposal_do_not_overwrite_each_other(db) {
        let mut it = People::new(&db).await;
        it.issue_sheets().await;
        let page = it.head.open("/").await;
        let page = it.head.follow_link(&page, "Đề xuất nội dung bản cam kết").await;
        let stale = page.form("/api/commitment/propose");
        it.propose_sheet().await;
        it.office_counters().await;
        let page = it.head.submit(&stale, &[("note", "Ý kiến của thủ trưởng")]).await;
        assert!(page.says("Người khác vừa lưu thay đổi ở đây."), "{}", page.text());
        assert_eq!(page.form("/api/commitment/propose").value("note"), "Ý kiến của thủ trưởng");
    }

    async fn a_conference_groups_the_signings_and_keeps_who_came(db) {
        let mut it = People::new(&db).await;
        it.sheet_in_force().await;
        let page = it.office.open("/").await;
        let page = it.office.follow_link(&page, "Cam kết đến").await;
        let page = it.office.follow_link(&page, "Hội nghị ký cam kết").await;
        let agenda = "08:00 | Đón tiếp </textarea> | Văn phòng\n08:30 | Ký cam kết | Các đơn vị";
        let typed = [("title", "Hội nghị \"ký\" <cam kết>"), ("held_on", "08/08/2023"), ("starts_at", "25h"), ("place", ""), ("agenda", agenda)];
        let page = it.office.submit(&page.form("/api/conference/arrange"), &typed).await;
        assert_eq!(page.beside("starts_at"), "Giờ chưa đúng. Hãy nhập dạng 08:00.");
        assert_eq!(page.beside("place"), "Hãy ghi địa điểm.");
        let form = page.form("/api/conference/arrange");
        assert_eq!((form.value("title"), form.value("agenda")), ("Hội nghị \"ký\" <cam kết>", agenda));
        let page = it.office.submit(&form, &[("starts_at", "08:00"), ("place", "Hội trường huyện")]).await;
        assert!(page.says("Đã lập hội nghị."), "{}", page.text());
        let chosen = page.form("/api/conference/group-signings");
        let page = it.office.submit(&chosen, &[("rows[0][chosen]", "true")]).await;
        assert!(page.says("Đã lưu danh sách ký tại hội nghị.") && page.says("1 bản"), "{}", page.text());
        let came = page.form("/api/conference/record-attendance");
        let page = it.office.submit(&came, &[("rows[0][present]", "true"), ("rows[1][note]", "Đi công tác <tỉnh>")]).await;
        assert!(page.says("có mặt 1/3 đơn vị"), "{}", page.text());
        assert_eq!(page.form("/api/conference/record-attendance").value("rows[1][note]"), "Đi công tác <tỉnh>");
        let pdf = page.link("Tải chương trình (PDF)");
        assert!(it.head.open(&pdf).await.bytes.starts_with(b"%PDF-"));
    }

    async fn a_sheet_is_withdrawn_with_a_reason_and_issued_anew(db) {
        let mut it = People::new(&db).await;
        let page = it.sheet_in_force().await;
        let public = page.link("Trang tra cứu công khai");
        let page = it.chair.submit(&page.form("/api/commitment/withdraw"), &[("reason", " ")]).await;
        assert_eq!(page.beside("reason"), "Hãy nêu lý do thu hồi.");
        let page = it.chair.submit(&page.form("/api/commitment/withdraw"), &[("reason", "Ghi nhầm chỉ tiêu")]).await;
        assert!(page.says("Đã thu hồi bản cam kết.") && page.says("Lý do: Ghi nhầm chỉ tiêu"), "{}", page.text());
        let said = it.chair.another().open(&public).await;
        assert!(said.says("đã bị thu hồi, không còn hiệu lực") && !said.says("Ghi nhầm"), "{}", said.text());
        let sheet = it.chair.at.split('?').next().unwrap().to_owned();
        let page = it.office.open(&sheet).await;
        let page = it.office.submit(&page.form("/api/commitment/reissue"), &[]).await;
        assert!(page.says("Đã giao lại bản cam kết."), "{}", page.text());
        assert_eq!(page.status, StatusCode::OK);
        let said = it.chair.another().open(&public).await;
        assert!(said.says("được thay bằng bản khác"), "{}", said.text());
        assert!(it.propose_sheet().await.says("Đã gửi đề xuất đến cấp trên."));
    }

    async fn a_head_declines_with_a_reason_the_office_reads_it_and_takes_the_sheet_back(db) {
        let mut it = People::new(&db).await;
        it.issue_sheets().await;
        it.propose_sheet().await;
        it.approve_sheet().await;
        let page = it.head.open("/").await;
        let page = it.head.follow_link(&page, "Ký bản cam kết").await;
        assert!(page.says("Hạn ký (hết ngày)") && page.says("31/03/2024"), "{}", page.text());
        let page = it.head.submit(&page.form("/api/commitment/decline"), &[("reason", "")]).await;
        assert_eq!(page.beside("reason"), "Hãy nêu lý do từ chối ký.");
        let page = it.head.submit(&page.form("/api/commitment/decline"), &[("reason", "Xã chưa có máy quét </textarea><b>")]).await;
        assert!(page.says("Đã ghi lời từ chối ký") && page.says("Lý do: Xã chưa có máy quét </textarea><b>"), "{}", page.text());
        let page = it.head.open("/").await;
        let page = it.head.follow_link(&page, "Ký bản cam kết").await;
        assert!(page.says("Vẫn có thể ký bản cam kết ở dưới") && page.forms().iter().all(|it| it.action != "/api/commitment/decline"));

        let page = it.office.open("/dot/cchc-2023/cam-ket?loc=tu-choi&xep=-mo-ky").await;
        assert!(page.says("1 đơn vị") && page.says("Từ chối ký: Hoàng Văn Một"), "{}", page.text());
        let (csv, letter) = (page.link("Tải danh sách (CSV)"), page.link("Công văn đôn đốc ký (PDF)"));
        let file = String::from_utf8(it.office.open(&csv).await.bytes).unwrap();
        assert_eq!(file.lines().count(), 2, "{file}");
        assert!(file.contains("Lý do: Xã chưa có máy quét"), "{file}");
        assert!(it.office.open(&letter).await.bytes.starts_with(b"%PDF-"));
        let page = it.office.open("/").await;
        let page = it.office.follow_link(&page, "Xử lý việc từ chối ký bản cam kết").await;
        let page = it.office.submit(&page.form("/api/commitment/reopen"), &[]).await;
        assert!(page.says("Đã đưa bản cam kết về thống nhất lại") && page.says("Đã giao, chờ đơn vị đề xuất"), "{}", page.text());
        assert!(!page.says("từ chối ký lúc") && page.says("từ chối ký (tư cách: Người cam kết)"), "{}", page.text());
        it.propose_sheet().await;
        it.approve_sheet().await;
    }

    async fn a_sheet_is_in_force_without_a_timestamp_and_gets_it_when_the_authority_answers(db) {
        let mut it = People::new(&db).await;
        let page = it.sheet_in_force().await;
        let certificate = page.link("Giấy chứng nhận chữ ký");
        let says = |page: common::Page, words: &str| assert!(page.says(words), "{words}: {}", page.text());
        says(it.head.open(&certificate).await, "Chưa có dấu thời gian: hệ thống này chưa đặt dịch vụ dấu thời gian");
        let site = testing::site(db.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let authority: http::Uri = format!("http://{}/tsa", listener.local_addr().unwrap()).parse().unwrap();
        // Nobody answers: the sheet is in force all the same.
        let none: http::Uri = "http://127.0.0.1:1/".parse().unwrap();
        let done = ask_for_missing(&site, &none, Which::Due, PATIENCE).await.unwrap();
        assert_eq!((done.stamped, done.failed, done.why), (0, 1, Some(TimestampFailure::NoAnswer)));
        says(it.head.open(&certificate).await, "Chưa có dấu thời gian: đã thử 1 lần");
        assert_eq!(ask_for_missing(&site, &none, Which::Due, PATIENCE).await.unwrap(), Outcome::default(), "its time has not come");

        let answers = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut asked = Vec::new();
            let request = loop {
                stream.read_buf(&mut asked).await.unwrap();
                let head = asked.windows(4).position(|it| it == b"\r\n\r\n").map(|it| it + 4);
                let length = |head: &[u8]| {
                    let text = String::from_utf8(head.to_vec()).unwrap();
                    assert!(text.starts_with("POST /tsa HTTP/1.1\r\n") && text.contains("content-type: application/timestamp-query\r\n"), "{text}");
                    text.lines().find_map(|it| it.strip_prefix("content-length: ")?.parse::<usize>().ok()).unwrap()
                };
                if let Some(head) = head.filter(|it| asked.len() == it + length(&asked[..*it])) {
                    break asked.split_off(head);
                }
            };
            let answer = testing::stamp(&request, &testing::Outside::trusted().timestamps());
            stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: application/timestamp-reply\r\n\r\n").await.unwrap();
            stream.write_all(&answer).await.unwrap();
        });
        let done = ask_for_missing(&site, &authority, Which::All, PATIENCE).await.unwrap();
        answers.await.unwrap();
        assert_eq!(done, Outcome { stamped: 1, failed: 0, why: None });
        says(it.head.open(&certificate).await, "Dịch vụ dấu thời gian đã xác nhận tệp lúc");
    }
}
