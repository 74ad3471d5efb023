//! Vietnamese text as keys: matching without marks, sorting in the order of the alphabet, people by their given name.
//! Keys are computed here and stored, so both databases match and order alike.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Puts text into the form in which everything is kept: NFC.
pub fn nfc(text: &str) -> String {
    text.nfc().collect()
}

/// Says whether text is in NFC already.
pub fn is_nfc(text: &str) -> bool {
    text.is_ascii() || unicode_normalization::is_nfc(text)
}

/// Takes marks and capitals away for matching: `Hòa`, `Hoà` and `hoa` are one, `đ` is `d`.
pub fn fold(text: &str) -> String {
    let plain = text.nfd().filter(|it| !is_combining_mark(*it)).map(|it| if matches!(it, 'đ' | 'Đ') { 'd' } else { it });
    plain.flat_map(char::to_lowercase).collect()
}

/// Gives a key whose order as plain bytes is the Vietnamese order: letters first (a ă â b c d đ e ê …), then tones word by word.
/// It holds only digits and small letters, so every database orders it alike.
pub fn sort_key(text: &str) -> String {
    let mut letters = String::with_capacity(text.len() * 2 + 8);
    let mut tones = String::new();
    for (at, word) in text.split_whitespace().enumerate() {
        if at > 0 {
            letters.push('1');
        }
        tones.push(spell(word, &mut letters));
    }
    letters.push('0');
    letters + &tones
}

/// Gives the key of a person's name: by the last word (the given name), then the middle names, then the family name.
pub fn person_sort_key(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    match words.as_slice() {
        [] => sort_key(""),
        [only] => sort_key(only),
        [family, middle @ .., given] => format!("{}0{}0{}", sort_key(given), sort_key(&middle.join(" ")), sort_key(family)),
    }
}

/// Writes a word's letters to the key and gives its tone, as a digit in the order of dictionaries.
fn spell(word: &str, letters: &mut String) -> char {
    let mut tone = '0';
    let lower: String = word.nfc().flat_map(char::to_lowercase).nfd().collect();
    let mut marks = lower.chars().peekable();
    while let Some(letter) = marks.next() {
        let mut shape = 'a';
        while let Some(mark) = marks.next_if(|it| is_combining_mark(*it)) {
            match mark {
                '\u{306}' => shape = 'b',
                '\u{302}' => shape = if letter == 'a' { 'c' } else { 'b' },
                '\u{31b}' => shape = if letter == 'o' { 'c' } else { 'b' },
                '\u{300}' => tone = '1',
                '\u{309}' => tone = '2',
                '\u{303}' => tone = '3',
                '\u{301}' => tone = '4',
                '\u{323}' => tone = '5',
                _ => {}
            }
        }
        match letter {
            'a'..='z' => letters.extend([letter, shape]),
            'đ' => letters.push_str("db"),
            '0'..='9' => letters.extend(['2', letter]),
            _ => letters.push_str(&format!("zz{:06x}", u32::from(letter))),
        }
    }
    tone
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matching_sees_neither_marks_nor_capitals_nor_where_the_tone_stands() {
        assert_eq!(fold("Đức Chính"), "duc chinh");
        assert_eq!(fold("hòa"), fold("hoà"));
        assert_eq!(fold("CỘNG HÒA"), "cong hoa");
        assert_eq!(fold("Cẩm Giang"), fold("Cẩm Giàng"));
        assert_eq!(fold(&"Thủ tục".nfd().collect::<String>()), "thu tuc");
        assert_eq!(nfc(&"Thủ tục".nfd().collect::<String>()), "Thủ tục");
        assert!(is_nfc("Thủ tục") && !is_nfc(&"Thủ tục".nfd().collect::<String>()));
    }

    #[test]
    fn letters_come_in_the_order_of_the_alphabet() {
        let alphabet = "a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y";
        let keys: Vec<String> = alphabet.split(' ').map(sort_key).collect();
        assert!(keys.windows(2).all(|it| it[0] < it[1]));
    }

    #[test]
    fn units_come_in_vietnamese_order() {
        let sorted = [
            "2",
            "Cam Giang",
            "Cẩm Điền",
            "Cẩm Đoài",
            "Cẩm Đông",
            "Cẩm Giang",
            "Cẩm Giàng",
            "Cẩm Hưng",
            "Cẩm Văn",
            "Cẩm Vũ",
            "Cao An",
            "Định Sơn",
            "Đức Chính",
            "Lai Cách",
            "Lương Điền",
            "ma",
            "mà",
            "mả",
            "mã",
            "má",
            "mạ",
            "Ngọc Liên",
        ];
        let mut keys: Vec<(String, &str)> = sorted.iter().rev().map(|it| (sort_key(it), *it)).collect();
        keys.sort();
        let names: Vec<&str> = keys.into_iter().map(|it| it.1).collect();
        assert_eq!(
            names,
            [
                "2",
                "Cam Giang",
                "Cao An",
                "Cẩm Điền",
                "Cẩm Đoài",
                "Cẩm Đông",
                "Cẩm Giang",
                "Cẩm Giàng",
                "Cẩm Hưng",
                "Cẩm Văn",
                "Cẩm Vũ",
                "Định Sơn",
                "Đức Chính",
                "Lai Cách",
                "Lương Điền",
                "ma",
                "mà",
                "mả",
                "mã",
                "má",
                "mạ",
                "Ngọc Liên"
            ]
        );
        assert_eq!(sort_key("hòa"), sort_key("Hoà"));
    }

    #[test]
    fn people_come_by_their_given_name() {
        let mut people = ["Trần Văn Hòa", "Lê Thị Ân", "Nguyễn Văn Hoa", "Phạm An", "Bùi Văn An", "Đỗ Bích Hoa", "Nguyễn An", "Hoa"];
        people.sort_by_key(|it| person_sort_key(it));
        assert_eq!(people, ["Nguyễn An", "Phạm An", "Bùi Văn An", "Lê Thị Ân", "Hoa", "Đỗ Bích Hoa", "Nguyễn Văn Hoa", "Trần Văn Hòa"]);
    }
}
