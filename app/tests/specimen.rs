//! What holds for the HTML of every component, measured on the page that shows all of them.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, dead_code)]

#[path = "../examples/specimen/main.rs"]
mod specimen;

use std::collections::BTreeSet;

use leptos::prelude::RenderHtml;

/// Every value of the attribute, in order.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    html.split(&start).skip(1).map(|it| it.split('"').next().unwrap()).collect()
}

fn pages() -> [String; 2] {
    [specimen::everything().to_html(), specimen::sign_in().to_html()]
}

#[test]
fn nothing_needs_what_the_security_policy_forbids() {
    for html in pages() {
        assert!(!html.contains("<script"), "a script");
        assert_eq!(values(&html, "style"), Vec::<&str>::new());
        for handler in ["onclick", "onchange", "oninput", "onsubmit"] {
            assert_eq!(values(&html, handler), Vec::<&str>::new());
        }
    }
}

#[test]
fn an_id_stands_once_and_whoever_names_it_finds_it() {
    for html in pages() {
        let ids = values(&html, "id");
        let unique: BTreeSet<_> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len(), "{ids:?}");
        for attribute in ["for", "aria-describedby", "aria-labelledby"] {
            for id in values(&html, attribute).iter().flat_map(|it| it.split(' ')) {
                assert!(unique.contains(id), "{attribute}={id}");
            }
        }
    }
}

#[test]
fn a_page_has_one_filled_button() {
    for html in pages() {
        assert_eq!(html.matches("button-primary").count(), 1);
    }
}
