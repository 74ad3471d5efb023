use super::*;
use proptest::prelude::*;

const KIND: TemplateKind = TemplateKind::Commitment;

fn wrong(passage: &str, text: &str) -> Vec<(Option<usize>, usize, ProblemKind)> {
    let problems = check(KIND, KIND.passage(passage).unwrap(), text).unwrap_err();
    problems.into_iter().map(|it| (it.line, it.column, it.kind)).collect()
}

#[test]
fn what_the_program_says_is_sound_and_whole() {
    for kind in TemplateKind::ALL {
        for passage in kind.passages() {
            assert_eq!(check(*kind, passage, passage.shipped).as_deref(), Ok(passage.shipped), "{}", passage.code);
            assert!(passage.needs.iter().all(|it| kind.field(it).is_some()), "{}", passage.code);
        }
        let words = Words::examples(*kind, None);
        for line in kind.passages().iter().flat_map(|it| words.lines(it.code)) {
            assert!(!line.words().contains(['{', '}']), "{line:?}");
        }
    }
}

#[test]
fn a_mistake_is_named_with_its_line_and_column() {
    assert_eq!(
        wrong("promise", "Tôi cam kết với {{cap_tren}}\n\nvà với {{ten}} như sau:"),
        [(Some(3), 8, ProblemKind::UnknownField("ten".to_owned()))]
    );
    assert_eq!(wrong("promise", "Với {{cap_tren}} và {{don_vi\nnhư sau:"), [(Some(1), 21, ProblemKind::UnclosedField)]);
    assert_eq!(wrong("promise", "Với {{cap_tren}} và {{don_vi} như sau"), [(Some(1), 21, ProblemKind::UnclosedField)]);
    assert_eq!(
        wrong("promise", "{{don_vi {{cap_tren}} } {x"),
        [(Some(1), 1, ProblemKind::UnclosedField), (Some(1), 23, ProblemKind::LoneBrace), (Some(1), 25, ProblemKind::LoneBrace)]
    );
    assert_eq!(wrong("promise", "{{cap_tren}} {{}}"), [(Some(1), 14, ProblemKind::UnknownField(String::new()))]);
    assert_eq!(wrong("promise", "{{cap_tren}}\nmột\u{7}"), [(Some(2), 4, ProblemKind::NotPlain)]);
}

#[test]
fn a_column_counts_letters_as_they_are_seen() {
    // Typed in parts, as some keyboards do.
    let typed = "Tôi với {{ten}} {{cap_tren}}".replace('ô', "o\u{302}").replace('ớ', "o\u{31b}\u{301}");
    assert_eq!(wrong("promise", &typed), [(Some(1), 9, ProblemKind::UnknownField("ten".to_owned()))]);
}

#[test]
fn what_a_paper_needs_is_asked_for() {
    assert_eq!(
        wrong("person", "Tôi là: {{ho_ten}}."),
        [(None, 0, ProblemKind::MissingField("chuc_vu")), (None, 0, ProblemKind::MissingField("don_vi"))]
    );
    assert_eq!(wrong("person", " \r\n "), [(None, 0, ProblemKind::Empty)]);
    assert_eq!(wrong("no_tasks", &"a".repeat(LONGEST_PASSAGE + 1)), [(None, 0, ProblemKind::TooLong(LONGEST_PASSAGE + 1))]);
    assert_eq!(wrong("no_tasks", &"a\n".repeat(11)), [(None, 0, ProblemKind::WrongNumberOfLines(11))]);
    let items = TemplateKind::Minutes.passage("items").unwrap();
    let problems = check(TemplateKind::Minutes, items, "một\nhai").unwrap_err();
    assert_eq!(problems.iter().map(|it| it.kind.clone()).collect::<Vec<_>>(), [ProblemKind::WrongNumberOfLines(2)]);
    // What may stay empty may.
    assert_eq!(check(KIND, KIND.passage("bases").unwrap(), "  \n").as_deref(), Ok(""));
}

#[test]
fn every_mistake_of_every_passage_is_named_at_once() {
    let typed = BTreeMap::from([
        ("promise".to_owned(), "Tôi hứa với {{ten}}".to_owned()),
        ("ending".to_owned(), "Hết.".to_owned()),
        ("other".to_owned(), "{{".to_owned()),
    ]);
    let wrong = Wording::read(KIND, &typed).unwrap_err();
    let named: Vec<_> = wrong.iter().map(|(passage, it)| (passage.code, it.refusal())).collect();
    assert_eq!(
        named,
        [
            ("promise", TemplateRefusal::UnknownField),
            ("promise", TemplateRefusal::MissingField),
            ("ending", TemplateRefusal::MissingField),
            ("ending", TemplateRefusal::MissingField),
        ]
    );
}

#[test]
fn values_take_the_place_of_their_fields() {
    let typed = BTreeMap::from([("person".to_owned(), "{{don_vi}}: {{ ho_ten }}, {{chuc_vu}}, cam kết\r\nnhư sau".to_owned())]);
    let wording = Wording::read(KIND, &typed).unwrap();
    let values = vec![("don_vi", "xã Cao An".to_owned()), ("ho_ten", "Nguyễn {A}".to_owned()), ("chuc_vu", "Chủ tịch".to_owned())];
    let words = Words::new(KIND, Some(&wording), values);
    let lines = words.lines("person");
    let piece = |text: &str, strong| Piece { text: text.to_owned(), strong };
    assert_eq!(lines[0].pieces, [piece("Xã Cao An: ", false), piece("Nguyễn {A}", true), piece(", Chủ tịch, cam kết", false)]);
    assert_eq!(lines[1].words(), "như sau");
    assert_eq!(words.line_of("no_tasks").words(), KIND.passage("no_tasks").unwrap().shipped);
}

#[test]
fn a_paper_ends_with_its_own_stop() {
    let words = Words::examples(TemplateKind::Reminder, None);
    let ending = words.line_of("closing").closed("./.").words();
    assert_eq!(ending, "Đề nghị Ủy ban nhân dân xã Cao An quan tâm, chỉ đạo thực hiện./.");
    let line = Line { pieces: vec![Piece { text: "Hết./.".to_owned(), strong: false }] };
    assert_eq!(line.closed("./.").words(), "Hết./.");
}

proptest! {
    #[test]
    fn what_is_taken_leaves_no_brace_and_is_taken_again(parts in prop::collection::vec(
        prop_oneof![Just("{{nam}}"), Just("{{the_thuc}}"), Just("{{ho_ten}}"), Just("{{ten}}"), Just("{"), Just("}"), Just("}}"), Just("{{"), Just("\n"), Just("chữ ")],
        0..12,
    )) {
        let text = format!("{} {{{{nam}}}} {{{{the_thuc}}}}", parts.concat());
        let passage = KIND.passage("ending").unwrap();
        if let Ok(taken) = check(KIND, passage, &text) {
            prop_assert_eq!(check(KIND, passage, &taken), Ok(taken.clone()));
            let wording = Wording::read(KIND, &BTreeMap::from([("ending".to_owned(), taken)])).unwrap();
            for line in Words::examples(KIND, Some(&wording)).lines("ending") {
                prop_assert!(!line.words().contains(['{', '}']), "{:?}", line);
            }
        } else {
            let sound = parts.iter().all(|it| !matches!(*it, "{{ten}}" | "{" | "}" | "}}" | "{{"));
            prop_assert!(!sound || parts.iter().filter(|it| **it == "\n").count() >= passage.most, "{text}");
        }
    }
}
