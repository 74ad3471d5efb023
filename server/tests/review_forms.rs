//! A failing unit answers, meets and follows up with plain forms, by links alone; what is refused says so beside its box, and what was typed
//! comes back.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::people::People;
use common::review::{adopt, answers, call, open_cases, send, submit_reports, write};
use testing::{PASSWORD, db_test, final_run};

db_test! {
    async fn a_report_is_refused_until_every_missed_target_has_its_answer(db) {
        let mut it = People::new(&db).await;
        final_run(&it.it).await;
        open_cases(&mut it).await;
        let page = it.head.open("/").await;
        let case = it.head.follow_link(&page, "Viết báo cáo kiểm điểm").await;
        assert!(case.says("Vì sao hồ sơ <trễ> hạn?") && case.says("không sửa được"), "{}", case.text());
        let page = it.head.follow_link(&case, "Đến báo cáo tập thể").await;
        let form = page.form("/api/review/report");
        let page = it.head.submit(&form, &[("items[0][cause]", "</textarea><script>alert(1)</script>"), ("act", "submit"), ("password", PASSWORD)]).await;
        for (name, words) in [
            ("items[0][responsible]", "Chưa ghi người chịu trách nhiệm."), ("items[0][remedy]", "Chưa nêu biện pháp khắc phục."),
            ("items[0][due_on]", "Chưa ghi thời hạn khắc phục"), ("items[0][cause_kind]", "khách quan hay chủ quan"), ("items[1][cause]", "Chưa nêu nguyên nhân"),
            ("answers[0][answer]", "Chưa giải trình gợi ý này."), ("grade", "Hãy chọn mức xếp loại"),
        ] {
            assert!(page.beside(name).contains(words), "{name}: {:?}", page.beside(name));
        }
        let form = page.form("/api/review/report");
        assert_eq!(form.value("items[0][cause]"), "</textarea><script>alert(1)</script>");
        assert!(!page.html.contains("<script>alert(1)"));

        // Whole, but with a wrong password: nothing is submitted, every text is there.
        let typed = answers(&form);
        let page = send(&mut it.head, &form, &typed, &[("act", "submit"), ("password", "sai")]).await;
        assert_eq!(page.beside("password"), "Mật khẩu chưa đúng. Chưa có gì được ký hoặc gửi.", "{}: {}", it.head.at, page.text());
        let form = page.form("/api/review/report");
        for (name, value) in &typed {
            assert_eq!(form.value(name), value, "{name}");
        }
        let case = send(&mut it.head, &form, &[], &[("act", "submit"), ("password", PASSWORD)]).await;
        assert!(case.says("Đã nộp báo cáo.") && case.says("1/2 báo cáo đã nộp"), "{}", case.text());
        // The same form once more, as after the Back button.
        it.head.at = it.head.at.replace('?', "/bao-cao?");
        let page = send(&mut it.head, &form, &typed, &[("act", "submit"), ("password", PASSWORD)]).await;
        assert!(page.says("Báo cáo đã nộp, không sửa được nữa."), "{}", page.text());
    }

    async fn a_draft_is_saved_by_the_focal_officer_and_two_do_not_overwrite_each_other(db) {
        let mut it = People::new(&db).await;
        final_run(&it.it).await;
        open_cases(&mut it).await;
        let page = it.focal.open("/").await;
        let page = it.focal.follow_link(&page, "Viết báo cáo kiểm điểm").await;
        let page = it.focal.follow_link(&page, "Đến báo cáo tập thể").await;
        let form = page.form("/api/review/report");
        assert!(!form.names().contains(&"password"), "only the head submits");
        let page = it.focal.submit(&form, &[("items[0][cause]", "Do \u{ea}\u{301} và e\u{302}\u{301}"), ("act", "save")]).await;
        assert!(page.says("Đã lưu nháp."), "{}", page.text());
        assert_eq!(page.form("/api/review/report").value("items[0][cause]"), "Do \u{1ebf} và \u{1ebf}", "NFC where it enters");
        let long = "á".repeat(20_001);
        let page = it.focal.submit(&form, &[("items[0][cause]", &long), ("act", "save")]).await;
        assert_eq!(page.beside("items[0][cause]"), "Nội dung dài quá 20.000 ký tự. Hãy rút gọn.");
        assert_eq!(page.form("/api/review/report").value("items[0][cause]"), long);
        let page = it.focal.submit(&form, &[("items[0][cause]", "Bản cũ"), ("act", "save")]).await;
        assert!(page.says("Người khác vừa lưu thay đổi ở đây."), "{}", page.text());
        assert_eq!(page.form("/api/review/report").value("items[0][cause]"), "Bản cũ");
    }

    async fn the_meeting_is_called_written_adopted_and_signed_by_both(db) {
        let mut it = People::new(&db).await;
        final_run(&it.it).await;
        open_cases(&mut it).await;
        submit_reports(&mut it).await;
        call(&mut it).await;
        write(&mut it).await;
        let page = adopt(&mut it).await;
        // The secretary signs first; a wrong password keeps the person on the minutes.
        let early = it.chair.open(it.focal.at.split('?').next().unwrap()).await;
        assert!(early.forms().iter().all(|it| it.action != "/api/review/sign") && early.says("Thư ký ký, sau đó chủ trì ký"), "{}", early.text());
        let page = it.focal.submit(&page.form("/api/review/sign"), &[("password", "sai")]).await;
        assert_eq!(page.beside("password"), "Mật khẩu chưa đúng. Chưa có gì được ký hoặc gửi.");
        assert!(it.focal.at.contains("/bien-ban?"), "{}", it.focal.at);
        let signing = page.form("/api/review/sign");
        let page = it.focal.submit(&signing, &[("password", PASSWORD)]).await;
        assert!(page.says("Đã ký biên bản."), "{}", page.text());
        let page = it.focal.submit(&signing, &[("password", PASSWORD)]).await;
        assert!(page.says("Biểu mẫu này đã được gửi hoặc đã quá một giờ."), "{}", page.text());
        let page = it.chair.open("/").await;
        let page = it.chair.follow_link(&page, "Ký biên bản kiểm điểm").await;
        let page = it.chair.submit(&page.form("/api/review/sign"), &[("password", PASSWORD)]).await;
        assert!(page.says("Đã ký biên bản.") && page.says("Thực hiện và theo dõi biện pháp khắc phục"), "{}", page.text());
        let pdf = page.link("Tải văn bản PDF");
        assert!(it.chair.open(&pdf).await.bytes.starts_with(b"%PDF-"));

        // Remedies: reported by the unit, sent back, reported again, confirmed by the inspector.
        let page = it.focal.open("/").await;
        let page = it.focal.follow_link(&page, "Thực hiện biện pháp khắc phục").await;
        let remedy = page.link_to("bien-phap=");
        it.focal.open(&remedy).await;
        let page = it.focal.open(&remedy).await;
        let page = it.focal.submit(&page.form("/api/remedy/report"), &[("progress", ""), ("done_on", "09/08/2023")]).await;
        assert!(page.beside("progress").contains("Hãy ghi đã làm được gì.") || page.beside("done_on").contains("Ngày này còn ở tương lai."), "{}", page.text());
        let page = it.focal.submit(&page.form("/api/remedy/report"), &[("progress", "Đã phân công <lại>"), ("done_on", "08/08/2023")]).await;
        assert!(page.says("Đã báo cáo biện pháp."), "{}", page.text());
        let page = it.inspector.open("/").await;
        let page = it.inspector.follow_link(&page, "Xác nhận kết quả khắc phục").await;
        assert!(page.says("Đã phân công <lại>"), "{}", page.text());
        let page = it.inspector.submit(&page.form("/api/remedy/judge"), &[("note", ""), ("act", "back")]).await;
        assert_eq!(page.beside("note"), "Hãy ghi đã kiểm tra gì, hoặc lý do trả lại.");
        let page = it.inspector.submit(&page.form("/api/remedy/judge"), &[("note", "Đã xem quyết định phân công"), ("act", "done")]).await;
        assert!(page.says("Đã lưu kết quả kiểm tra biện pháp.") && page.says("Đã khắc phục"), "{}", page.text());

        // Consequences and support; what is open is listed for the next year.
        let page = it.chair.open("/").await;
        let page = it.chair.follow_link(&page, "Theo dõi đến").await;
        assert!(page.says("chuyển theo dõi năm 2024"), "{}", page.text());
        let register = it.chair.follow_link(&page, "Xem hình thức xử lý").await;
        let page = it.chair.submit(&register.form("/api/consequence/record"), &[("legal_basis", "Quy chế \"thi đua\"")]).await;
        for (name, words) in [("case", "Hãy chọn đơn vị có hồ sơ kiểm điểm."), ("kind", "Hãy chọn hình thức xử lý."), ("subject_post", "Chưa ghi chức vụ bị xử lý.")] {
            assert_eq!(page.beside(name), words);
        }
        let form = page.form("/api/consequence/record");
        assert_eq!(form.value("legal_basis"), "Quy chế \"thi đua\"");
        let (case, kind) = (page.choice("case", "Xã Cẩm Văn"), page.choice("kind", "Nhắc nhở, rút kinh nghiệm"));
        let page = it.chair.submit(&form, &[("case", &case), ("kind", &kind), ("subject_post", "Chủ tịch UBND xã")]).await;
        assert!(page.says("Đã ghi nhận hình thức xử lý."), "{}", page.text());
        // The office reads the register and records support.
        let page = it.office.open("/").await;
        let page = it.office.follow_link(&page, "Theo dõi đến").await;
        let page = it.office.follow_link(&page, "Thêm hỗ trợ").await;
        let page = it.office.submit(&page.form("/api/support/record"), &[("given_on", "31/12/2099")]).await;
        for (name, words) in [
            ("unit", "Hãy chọn đơn vị được hỗ trợ."), ("kind", "Hãy chọn loại hỗ trợ."), ("description", "Chưa ghi nội dung hỗ trợ."),
            ("source", "Chưa ghi nguồn hỗ trợ."), ("given_on", "Ngày này còn ở tương lai."),
        ] {
            assert_eq!(page.beside(name), words);
        }
        let (unit, kind) = (page.choice("unit", "Xã Cẩm Văn"), page.choice("kind", "Máy móc, thiết bị"));
        let typed = [("unit", &*unit), ("kind", &*kind), ("description", "Hai máy quét"), ("source", "Ngân sách huyện"), ("given_on", "01/08/2023")];
        let page = it.office.submit(&page.form("/api/support/record"), &typed).await;
        assert!(page.says("Đã ghi nhận hỗ trợ.") && page.says("Hai máy quét"), "{}", page.text());
        let pdf = page.link("Tải danh mục còn mở (PDF)");
        assert!(it.office.open(&pdf).await.bytes.starts_with(b"%PDF-"));
    }

    async fn a_personal_review_stays_with_its_writer_until_it_is_submitted(db) {
        let mut it = People::new(&db).await;
        final_run(&it.it).await;
        open_cases(&mut it).await;
        let page = it.chair.open("/dot/cchc-2023/kiem-diem").await;
        let case = it.chair.follow_link(&page, "Xã Cẩm Văn").await;
        assert!(!case.links().iter().any(|it| it.1.ends_with("/ban-kiem-diem")), "no way to what may not be read");
        let refused = it.chair.open(&format!("{}/ban-kiem-diem", it.chair.at)).await;
        assert!(refused.says("chưa được phân quyền") && refused.status == axum::http::StatusCode::FORBIDDEN, "{}", refused.text());
    }
}
