//! What the technician's log holds of people: nothing. The only test of its program, since the log is the process's.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use axum::http::Method;
use common::people::{People, march};
use common::review::{open_cases, submit_reports};
use domain::policy::Role;
use sea_orm::ConnectionTrait;
use std::io::Write;
use std::sync::{Arc, Mutex};
use testing::{PASSWORD, on_both};

/// Everything that was logged.
#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn no_login_name_person_or_text_is_in_the_log_even_of_failures() {
    let written = Written::default();
    let writer = written.clone();
    tracing_subscriber::fmt().with_ansi(false).with_max_level(tracing::Level::TRACE).with_writer(move || writer.clone()).init();
    let logins = Mutex::new(Vec::new());
    on_both(|db| {
        let logins = &logins;
        async move {
            let mut it = People::new(&db).await;
            let login = it.it.login(Role::FocalOfficer, it.it.communes[0]);
            logins.lock().unwrap().push(login.clone());
            // Wrong passwords, a name that nobody has.
            let mut stranger = it.focal.another();
            stranger.sign_in(&login, "mật khẩu đoán mò").await;
            stranger.sign_in("ten-khong-ai-co", "mật khẩu đoán mò").await;
            // Figures with a note; a refused one too.
            for value in ["5", "abc"] {
                let page = march(&mut it.focal).await;
                it.focal
                    .submit(&page.form("/api/figure/record"), &[("rows[0][value]", value), ("rows[0][note]", "Ghi chú riêng của xã")])
                    .await;
            }
            // A review, and a search for somebody.
            testing::final_run(&it.it).await;
            open_cases(&mut it).await;
            submit_reports(&mut it).await;
            it.office.send(Method::GET, "/tim?q=Ho%C3%A0ng+V%C4%83n+M%E1%BB%99t", None).await;
            // A failure of the program itself, with a text in hand.
            db.execute_unprepared("ALTER TABLE figure_revision RENAME TO gone").await.unwrap();
            let page = march(&mut it.focal).await;
            let page = it
                .focal
                .submit(&page.form("/api/figure/record"), &[("rows[0][value]", "7"), ("rows[0][note]", "Ghi chú riêng của xã, lần hai")])
                .await;
            assert!(it.focal.at.contains("__err="), "{}", page.text());
        }
    });
    let log = String::from_utf8(written.0.lock().unwrap().clone()).unwrap();
    assert!(log.contains("path=/api/figure/record"), "requests are logged: {}", log.chars().take(2_000).collect::<String>());
    assert!(log.contains("incident="), "failures are logged: {}", log.lines().filter(|it| it.contains("ERROR")).collect::<String>());
    let secrets = [
        "Hoàng Văn Một",
        "Bùi Thị Một",
        "Ghi chú riêng",
        "Nội dung đã viết",
        "mật khẩu đoán mò",
        "ten-khong-ai-co",
        "hoang van mot",
        PASSWORD,
    ];
    let logins = logins.into_inner().unwrap();
    for secret in secrets.iter().map(|it| (*it).to_owned()).chain(logins) {
        let line = log.lines().find(|it| it.contains(&secret));
        assert_eq!(line, None, "the log says {secret}");
    }
}
