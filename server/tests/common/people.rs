//! The people of the tests' district at their browsers, and what they do again and again, by links and plain forms alone.

use super::{Browser, Page};
use domain::policy::Role;
use store::Database;
use testing::{District, PASSWORD, district, site};

/// Everybody, signed in. Head and focal officer are those of the first commune.
pub struct People {
    /// The district.
    pub it: District,
    /// Home affairs.
    pub office: Browser,
    /// The district's chair.
    pub chair: Browser,
    /// The inspector.
    pub inspector: Browser,
    /// The head of the first commune.
    pub head: Browser,
    /// The focal officer of the first commune.
    pub focal: Browser,
}

impl People {
    /// A fresh district and its people.
    pub async fn new(db: &Database) -> Self {
        let it = district(db).await;
        let first = Browser::new(site(db.clone()));
        Self {
            office: signed_in(&first, &it, Role::ParOffice, it.district).await,
            chair: signed_in(&first, &it, Role::Authority, it.district).await,
            inspector: signed_in(&first, &it, Role::Inspector, it.district).await,
            head: signed_in(&first, &it, Role::UnitHead, it.communes[0]).await,
            focal: signed_in(&first, &it, Role::FocalOfficer, it.communes[0]).await,
            it,
        }
    }

    /// A second focal officer of the first commune, signed in.
    pub async fn second_focal_officer(&self) -> Browser {
        let unit = self.it.communes[0];
        self.it.second_focal_officer(unit).await;
        let mut browser = self.focal.another();
        browser.sign_in(&self.it.second_login(unit), PASSWORD).await;
        browser
    }

    /// Home affairs issues a sheet to every unit.
    pub async fn issue_sheets(&mut self) {
        let page = self.office.open("/").await;
        let page = self.office.follow_link(&page, "Cam kết đến").await;
        let page = self.office.submit(&page.form("/api/commitment/issue-all"), &[]).await;
        assert!(page.says("Đã giao bản cam kết cho mọi đơn vị chưa có."), "{}", page.text());
    }

    /// The unit proposes: the common values and one key task.
    pub async fn propose_sheet(&mut self) -> Page {
        let page = self.focal.open("/").await;
        let page = self.focal.follow_link(&page, "Đề xuất nội dung bản cam kết").await;
        self.focal.submit(&page.form("/api/commitment/propose"), &TASK).await
    }

    /// The office answers the unit's proposal with the same values and a reason.
    pub async fn office_counters(&mut self) -> Page {
        let page = self.office.open("/").await;
        let page = self.office.follow_link(&page, "Trả lời đề xuất của đơn vị").await;
        self.office.submit(&page.form("/api/commitment/counter"), &[("note", "Đề nghị cân nhắc")]).await
    }

    /// The chair agrees to what the unit proposed.
    pub async fn approve_sheet(&mut self) -> Page {
        let page = self.chair.open("/").await;
        let page = self.chair.follow_link(&page, "Trả lời đề xuất của đơn vị").await;
        self.chair.submit(&page.form("/api/commitment/approve"), &[]).await
    }

    /// A sheet in force: issued, proposed, agreed, signed by both.
    pub async fn sheet_in_force(&mut self) -> Page {
        self.issue_sheets().await;
        self.propose_sheet().await;
        self.approve_sheet().await;
        let page = self.head.open("/").await;
        let page = self.head.follow_link(&page, "Ký bản cam kết").await;
        self.head.submit(&page.form("/api/commitment/sign"), &[("password", PASSWORD)]).await;
        let page = self.chair.open("/").await;
        let page = self.chair.follow_link(&page, "Ký xác nhận bản cam kết").await;
        self.chair.submit(&page.form("/api/commitment/sign"), &[("password", PASSWORD)]).await
    }

    /// The entry grid of March, by links.
    pub async fn march(&mut self) -> Page {
        march(&mut self.focal).await
    }
}

/// A key task as it is typed.
pub const TASK: [(&str, &str); 4] = [
    ("tasks[0][title]", "Kiện toàn tổ công nghệ số cộng đồng"),
    ("tasks[0][result]", "100% thôn có tổ"),
    ("tasks[0][person]", "Bà Bùi Thị Một, công chức Văn phòng"),
    ("tasks[0][due]", "30/09/2023"),
];

/// Somebody in another browser.
pub async fn signed_in(first: &Browser, it: &District, role: Role, unit: domain::UnitId) -> Browser {
    let mut browser = first.another();
    let page = browser.sign_in(&it.login(role, unit), PASSWORD).await;
    assert!(matches!(browser.at.as_str(), "/" | "/dot/cchc-2023/tong-quan"), "{}: {}", browser.at, page.text());
    browser.open("/").await;
    browser
}

/// The entry grid of March, by links from the first page.
pub async fn march(browser: &mut Browser) -> Page {
    let page = browser.open("/").await;
    let page = browser.follow_link(&page, "Nhập số liệu còn thiếu").await;
    let address = page.link_to("2023-M03");
    browser.open(&address).await
}
