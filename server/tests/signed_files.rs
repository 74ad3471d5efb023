//! Signed files that people send: the public page keeps nothing and says everything; a sheet signed outside is taken or refused with every reason.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use axum::http::{Method, StatusCode};
use common::people::People;
use common::{Browser, Page};
use testing::{Outside, db_test, digest, site};

async fn drop_file(browser: &mut Browser, name: &str, bytes: &[u8]) -> Page {
    browser.open("/xac-minh").await;
    browser.send_file("/xac-minh", &[], ("file", name, bytes)).await
}

/// The address of the sheet that both sides signed, and its paper.
async fn in_force(it: &mut People) -> (String, Vec<u8>) {
    it.sheet_in_force().await;
    let address = it.head.open("/dot/cchc-2023/cam-ket").await.link_to("/cam-ket/").split('?').next().unwrap().to_owned();
    let paper = it.head.send(Method::GET, &format!("{address}.pdf"), None).await;
    assert!(paper.bytes.starts_with(b"%PDF-"), "{}", paper.text());
    (address, paper.bytes)
}

db_test! {
    async fn a_stranger_drops_a_file_and_nothing_of_it_is_kept(db) {
        let mut it = People::new(&db).await;
        let (_, paper) = in_force(&mut it).await;
        let before = digest(&db).await;
        let mut stranger = Browser::new(site(db.clone()));
        assert!(stranger.open("/dang-nhap").await.html.contains("href=\"/xac-minh\""), "the way there stands beside signing in");
        assert!(stranger.open("/tra-cuu").await.html.contains("href=\"/xac-minh\""), "and beside looking a code up");
        let page = drop_file(&mut stranger, "ban-cam-ket.pdf", &paper).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.says("Hợp lệ: đúng là văn bản do hệ thống phát hành, không bị sửa, và đang có hiệu lực."), "{}", page.text());
        for words in ["Xác nhận điện tử của hệ thống Cam Kết", "chưa có dấu thời gian chứng minh", "Chữ ký bao trùm toàn bộ tệp", "không thay thế chữ ký số chuyên dùng công vụ", "ban-cam-ket.pdf"] {
            assert!(page.says(words), "{words}: {}", page.text());
        }
        let document = page.link_to("/tra-cuu/");
        assert!(stranger.open(&document).await.html.contains("href=\"/xac-minh\""), "the page of the sheet leads here too");

        let mut changed = paper.clone();
        let at = paper.windows(10).position(|it| it == b"endstream\n").unwrap() - 20;
        changed[at] ^= 1;
        let page = drop_file(&mut stranger, "sua.pdf", &changed).await;
        assert!(page.says("Đã bị sửa") && page.says("Nội dung tệp khác với nội dung đã ký."), "{}", page.text());
        let foreign = include_bytes!("../../app/signatures/tests/files/paper.pdf");
        let page = drop_file(&mut stranger, "<script>alert(1)</script>.pdf", foreign).await;
        assert!(page.says("Không phải văn bản của hệ thống này") && !page.html.contains("<script>alert(1)"), "{}", page.text());
        for (bytes, words) in [(&b""[..], "Chưa có tệp nào"), (b"xin chao", "Không đọc được"), (&vec![b'%'; 32 * 1024 * 1024 + 1], "Tệp lớn hơn 32 MB")] {
            let page = drop_file(&mut stranger, "a.pdf", bytes).await;
            assert!(page.status == StatusCode::OK && page.says(words), "{words}: {}", page.text());
        }
        let none = stranger.send(Method::POST, "/xac-minh", Some(String::new())).await;
        assert!(none.status == StatusCode::OK && none.says("Chưa có tệp nào"), "{}", none.text());
        assert_eq!(digest(&db).await, before, "nothing of a file is kept");
    }

    async fn a_head_signs_outside_and_everybody_sees_it(db) {
        let mut it = People::new(&db).await;
        let (address, paper) = in_force(&mut it).await;
        let sheet = it.head.open(&address).await;
        let page = it.head.follow_link(&sheet, "Ký số ngoài hệ thống").await;
        let form = page.form(&format!("{address}/ky-so"));
        assert!(form.with_file, "{form:?}");
        let people = Outside::trusted();
        let signed = people.sign(&paper, "Ngoai", "Nguyễn Văn Ngoài");

        let stranger = Outside::stranger().sign(&paper, "Ngoai", "Nguyễn Văn Ngoài");
        let refused = it.head.upload(&form.action, &[], ("file", "da-ky.pdf", &stranger)).await;
        assert_eq!(refused.status, StatusCode::OK);
        for words in ["chưa tin được", "vẫn giữ nguyên", "Chứng thư không dẫn tới chứng thư gốc nào đã cài", "Gốc lạ"] {
            assert!(refused.says(words), "{words}: {}", refused.text());
        }
        let forbidden = it.focal.upload(&form.action, &[], ("file", "da-ky.pdf", &signed)).await;
        assert_eq!(forbidden.status, StatusCode::FORBIDDEN);
        let kept = it.head.upload(&form.action, &[], ("file", "da-ky.pdf", &signed)).await;
        assert!(kept.says("Đã nhận tệp đã ký số.") && kept.says("Nguyễn Văn Ngoài"), "{}", kept.text());
        let given = it.chair.send(Method::GET, &format!("{address}.pdf"), None).await;
        assert!(given.bytes == signed, "the sheet is given out as it was signed");

        let mut anybody = Browser::new(site(db.clone()));
        let page = drop_file(&mut anybody, "da-ky.pdf", &signed).await;
        assert!(page.says("Hợp lệ") && page.says("Nguyễn Văn Ngoài"), "{}", page.text());
        let public = anybody.open(&page.link_to("/tra-cuu/")).await;
        assert!(public.says("hình thức mạnh hơn xác nhận điện tử") && public.says("Nguyễn Văn Ngoài"), "{}", public.text());

        let sheet = it.focal.open(&address).await;
        let certificate = it.focal.follow_link(&sheet, "Giấy chứng nhận chữ ký").await;
        for words in ["nhập lại mật khẩu ngay khi ký", "Nguyễn Văn Ngoài", "Gốc thử nghiệm", &domain::canonical::sha256(&signed)] {
            assert!(certificate.says(words), "{words}: {}", certificate.text());
        }
    }

    async fn the_technician_sees_whom_the_installation_trusts(db) {
        let it = People::new(&db).await;
        let mut admin = Browser::new(site(db.clone()));
        admin.sign_in(&it.it.login(domain::policy::Role::Admin, it.it.district), testing::PASSWORD).await;
        let page = admin.open("/quan-tri").await;
        assert!(page.says("goc-thu.pem") && page.says("Gốc thử nghiệm") && page.says("có giá trị đến"), "{}", page.text());
    }
}
