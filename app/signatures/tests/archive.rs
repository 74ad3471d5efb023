//! A signed paper keeps every rule for archives and tags that the paper kept, and those for signatures besides.
#![allow(clippy::unwrap_used, missing_docs)]

mod instance;
#[path = "../../documents/tests/tools"]
mod tools {
    pub mod rules;
    pub mod sheet;
}

use instance::{FIELDS, PAPER, fields, prepared, signed};
use lopdf::Object;
use signatures::make::{FieldSpec, prepare_further};
use tools::rules::{File, RULES};

fn broken(pdf: &[u8]) -> Vec<String> {
    let file = File::new(pdf.to_vec());
    RULES.iter().filter(|it| !(it.holds)(&file)).map(|it| format!("{} ({})", it.says, it.clause)).collect()
}

#[test]
fn a_paper_keeps_every_rule_however_often_it_is_signed() {
    assert_eq!(broken(PAPER), [""; 0]);
    assert_eq!(broken(&prepared()), [""; 0]);
    for count in [1, 2, 4] {
        assert_eq!(broken(&signed(count)), [""; 0], "{count} signatures");
    }
}

#[test]
fn each_box_stands_at_the_end_of_what_is_read_aloud_and_says_what_it_is_for() {
    let file = File::new(signed(4));
    let elements = file.elements();
    let (text, boxes) = elements.split_at(elements.len() - FIELDS.len());
    assert!(boxes.iter().all(|it| file.name(it, "S") == "Form"));
    assert!(text.iter().all(|it| file.name(it, "S") != "Form"));
    let said: Vec<String> = file.annotations().into_iter().map(|it| lopdf::decode_text_string(it.get(b"TU").unwrap()).unwrap()).collect();
    assert_eq!(said, ["Ô chữ ký thứ 1", "Ô chữ ký thứ 2", "Ô chữ ký thứ 3", "Ô chữ ký thứ 4"]);
}

#[test]
fn a_box_added_after_a_signature_leaves_the_structure_as_it_was_signed() {
    let further = FieldSpec { name: "Further".to_owned(), ..fields().remove(0) };
    let file = File::new(prepare_further(&signed(1), &[further]).unwrap());
    assert_eq!(file.annotations().len(), FIELDS.len() + 1);
    assert_eq!(file.elements().iter().filter(|it| file.name(it, "S") == "Form").count(), FIELDS.len());
}

#[test]
fn a_signature_covers_the_file_but_itself_and_says_nothing_that_archives_forbid() {
    let pdf = signed(4);
    let file = File::new(pdf.clone());
    let (mut ends, mut count) = (Vec::new(), 0);
    for it in file.annotations() {
        let value = file.get(it, "V").unwrap().as_dict().unwrap();
        let range: Vec<usize> =
            value.get(b"ByteRange").unwrap().as_array().unwrap().iter().map(|it| it.as_i64().unwrap() as usize).collect();
        // ISO 19005-2, 6.4.3: over the entire file, the signature itself left out with its brackets.
        assert_eq!((range[0], pdf[range[1]], pdf[range[2] - 1]), (0, b'<', b'>'));
        assert!(pdf[range[1] + 1..range[2] - 1].iter().all(u8::is_ascii_hexdigit));
        assert!(pdf[..range[2] + range[3]].ends_with(b"%%EOF\n"));
        ends.push(range[2] + range[3]);
        count += 1;
        assert!(!value.has(b"Reference") && !value.has(b"Cert"));
    }
    assert_eq!(count, 4);
    assert!(ends.is_sorted() && ends.last() == Some(&pdf.len()), "{ends:?} of {}", pdf.len());
    // ISO 19005-2, 6.1.12: permissions name UR3 and DocMDP only; ours grant none.
    assert!(!file.catalog().has(b"Perms"));
    assert_eq!(file.get(file.get(file.catalog(), "AcroForm").unwrap().as_dict().unwrap(), "SigFlags"), Some(&Object::Integer(3)));
}
