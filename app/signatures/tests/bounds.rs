//! The largest files that want to hurt: each is judged within a second and within 64 MB beside the file itself. One test, since what it measures is
//! the whole process's.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]
#![cfg(target_os = "linux")]

use signatures::judge::{Options, Revocation, Trust, judge};
use std::ffi::OsStr;
use std::fmt::Write;
use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};
use time::macros::datetime;

const LARGEST: usize = 32 << 20;
const MEMORY: usize = 64 << 20;
const CATALOGUE: &[u8] = b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[3 0 R]>>>>";
const PAGES: &[u8] = b"<</Type/Pages/Kids[]/Count 0>>";

/// The process's memory in bytes: the most so far (`VmHWM:`), or now (`VmRSS:`).
fn memory(what: &str) -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|it| it.strip_prefix(what)).unwrap();
    line.trim().trim_end_matches(" kB").parse::<usize>().unwrap() * 1024
}

/// Judges a file in a process of its own, whose memory holds nothing else.
fn judged(name: &str, bytes: &[u8]) {
    assert!(bytes.len() <= LARGEST, "{name}: {}", bytes.len());
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), bytes).unwrap();
    let child = Command::new(std::env::current_exe().unwrap())
        .args(["--nocapture", "--test-threads", "1"])
        .env(ALONE, file.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&child.stdout).into_owned();
    println!("{name}: {}", said.lines().find(|it| it.contains(" kB")).unwrap_or_default());
    assert!(child.status.success(), "{name}: {said} {}", String::from_utf8_lossy(&child.stderr));
}

/// Names the file that a process judges alone.
const ALONE: &str = "CAMKET_TEST_JUDGED";

fn judge_alone(path: &OsStr) {
    let bytes = fs::read(path).unwrap();
    let before = memory("VmRSS:");
    let begun = Instant::now();
    let it = judge(&bytes, &Trust::default(), Options { now: datetime!(2026-12-01 00:00 UTC), revocation: Revocation::Required });
    let (took, more) = (begun.elapsed(), memory("VmHWM:").saturating_sub(before));
    println!("{} kB, {took:?}, {} kB more, {:?} {:?}", bytes.len() >> 10, more >> 10, it.verdict, it.findings.first().map(|it| it.key));
    assert!(took < Duration::from_secs(if cfg!(debug_assertions) { 10 } else { 1 }), "took {took:?}");
    assert!(more < MEMORY, "took {} kB", more >> 10);
}

/// A file that grows by revisions; the first object is the catalogue.
struct File {
    bytes: Vec<u8>,
    last: Option<usize>,
    size: usize,
}

impl File {
    fn new() -> Self {
        Self { bytes: b"%PDF-1.7\n".to_vec(), last: None, size: 1 }
    }

    fn of(objects: &[&[u8]]) -> Vec<u8> {
        let mut file = Self::new();
        let numbered: Vec<(usize, &[u8])> = objects.iter().enumerate().map(|(at, it)| (at + 1, *it)).collect();
        file.revision(&numbered);
        file.bytes
    }

    fn revision(&mut self, objects: &[(usize, &[u8])]) {
        let mut table = String::new();
        for (number, it) in objects {
            writeln!(table, "{number} 1\n{:010} 00000 n ", self.bytes.len()).unwrap();
            self.bytes.extend(format!("{number} 0 obj\n").bytes());
            self.bytes.extend(*it);
            self.bytes.extend(b"\nendobj\n");
            self.size = self.size.max(number + 1);
        }
        self.end(&table);
    }

    fn end(&mut self, table: &str) {
        let (start, size) = (self.bytes.len(), self.size);
        let before = self.last.map_or_else(String::new, |it| format!("/Prev {it}"));
        let end = format!("xref\n{table}trailer\n<</Size {size}/Root 1 0 R{before}>>\nstartxref\n{start}\n%%EOF\n");
        self.bytes.extend(end.bytes());
        self.last = Some(start);
    }

    /// A revision in which field `number` gets a signature over everything.
    fn sign(&mut self, number: usize, container: &str) {
        let dict = |range: &str| {
            format!("<</FT/Sig/T(f{number})/V<</SubFilter/adbe.pkcs7.detached/ByteRange[{range:40}]/Contents<{container}>>>>>")
        };
        let (start, before) = (self.bytes.len(), (self.last, self.size));
        self.revision(&[(number, dict("").as_bytes())]);
        let hole = start + format!("{number} 0 obj\n").len() + dict("").find("/Contents<").unwrap() + 9;
        let (second, whole) = (hole + container.len() + 2, self.bytes.len());
        self.bytes.truncate(start);
        (self.last, self.size) = before;
        self.revision(&[(number, dict(&format!("0 {hole} {second} {}", whole - second)).as_bytes())]);
        assert_eq!(self.bytes.len(), whole);
    }
}

fn packed(plain: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    std::io::Write::write_all(&mut packer, plain).unwrap();
    packer.finish().unwrap()
}

fn stream(dict: &str, packed: &[u8]) -> Vec<u8> {
    let mut bytes = format!("<<{dict}/Filter/FlateDecode/Length {}>>\nstream\n", packed.len()).into_bytes();
    bytes.extend(packed);
    bytes.extend(b"\nendstream");
    bytes
}

#[test]
fn the_worst_files_cost_a_second_and_64_megabytes_at_most() {
    if let Some(path) = std::env::var_os(ALONE) {
        return judge_alone(&path);
    }
    let large = LARGEST - 1000;
    let inside =
        |begin: &[u8], middle: &[u8], end: &[u8]| [begin, &middle.repeat((large - begin.len() - end.len()) / middle.len()), end].concat();
    judged("a list of numbers", &File::of(&[CATALOGUE, PAGES, &inside(b"[", b"1 ", b"]")]));
    judged("a list of lists", &File::of(&[CATALOGUE, PAGES, &inside(b"[", b"[]", b"]")]));
    judged(
        "a dictionary of dictionaries",
        &File::of(&[CATALOGUE, PAGES, &{
            let mut text = String::from("<<");
            for it in 0..1_500_000 {
                write!(text, "/{it:x}<</A 1>>").unwrap();
            }
            format!("{text}>>").into_bytes()
        }]),
    );
    judged("a long string", &File::of(&[CATALOGUE, PAGES, &inside(b"(", b"a", b")")]));
    judged("a long string in digits", &File::of(&[CATALOGUE, PAGES, &inside(b"<", b"41", b">")]));
    judged("a long name", &File::of(&[CATALOGUE, PAGES, &inside(b"/", b"a", b" ")]));
    judged("a long number", &File::of(&[CATALOGUE, PAGES, &inside(b"", b"1", b"")]));

    for (name, filler) in [("blanks", &b" "[..]), ("open strings", b"("), ("open lists", b"["), ("open digits", b"<4"), ("digits", b"7")] {
        let mut file = File::new();
        file.revision(&[(1, CATALOGUE), (2, PAGES)]);
        let at = file.bytes.len();
        let entry = format!("{at:010} 00000 n \n");
        file.bytes.extend(b"3 0 obj ");
        file.bytes.extend(filler.repeat((20 << 20) / filler.len()));
        let count = 240_000;
        file.size = count + 3;
        file.end(&format!("3 {count}\n{}", entry.repeat(count)));
        judged(&format!("many objects at one place of {name}"), &file.bytes);
    }

    let mut file = File::new();
    file.revision(&[(1, CATALOGUE), (2, PAGES), (3, b"<</FT/Sig/T(a)>>")]);
    for _ in 0..250 {
        let entry = "0000000009 00000 n \n";
        file.end(&format!("10 900\n{}", entry.repeat(900)));
    }
    judged("many tables", &file.bytes);

    let list: String = (3..67).map(|it| format!("{it} 0 R ")).collect();
    let catalogue = format!("<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[{list}]>>>>");
    for (name, count, object) in
        [("small", 100_000, &b"1"[..]), ("pointing", 20_000, b"[1 0 R 2 0 R 3 0 R 4 0 R]"), ("none", 0, b""), ("heavy", 60, &[b'('; 1][..])]
    {
        let heavy = inside(b"(", b"a", b")");
        let object = if name == "heavy" { &heavy[..400_000] } else { object };
        let heavy_object = [object, b")"].concat();
        let object = if name == "heavy" { &heavy_object } else { object };
        let mut file = File::new();
        let mut objects = vec![(1, catalogue.as_bytes()), (2, PAGES)];
        objects.extend((0..count).map(|it| (100 + it, object)));
        file.revision(&objects);
        for it in 3..67 {
            file.sign(it, "3080");
        }
        judged(&format!("64 signatures over {name} objects"), &file.bytes);
    }
    let mut file = File::new();
    let filling = inside(b"(", b"a", b")");
    let filling = [&filling[..28 << 20], b")"].concat();
    file.revision(&[(1, catalogue.as_bytes()), (2, PAGES), (99, &stream("", &filling))]);
    for it in 3..67 {
        file.sign(it, "3080");
    }
    judged("64 signatures over much", &file.bytes);

    let fields: String = (3..20_003).map(|it| format!("{it} 0 R ")).collect();
    let catalogue = format!("<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[{fields}]>>>>");
    let field = format!("<</FT/Sig/T({})/V<</ByteRange[0 9 99 99]/Contents<00>>>>>", "n".repeat(1000));
    let mut objects = vec![catalogue.as_bytes(), PAGES];
    objects.extend(std::iter::repeat_n(field.as_bytes(), 20_000));
    judged("many fields", &File::of(&objects));

    let table = packed(&vec![0; 7 << 20]);
    let mut file = File::new();
    file.revision(&[(1, CATALOGUE), (2, PAGES)]);
    for it in 0..250 {
        let start = file.bytes.len();
        let before = file.last.unwrap();
        file.bytes.extend(format!("{} 0 obj\n", 1000 + it).bytes());
        file.bytes.extend(stream(&format!("/Type/XRef/Size 9/Index[9 0]/W[1 4 2]/Root 1 0 R/Prev {before}"), &table));
        file.bytes.extend(format!("\nendobj\nstartxref\n{start}\n%%EOF\n").bytes());
        file.last = Some(start);
    }
    judged("many packed tables", &file.bytes);

    for (name, plain) in [
        ("broken", vec![b' '; 15 << 20]),
        ("of numbers", b"1 0 ".repeat(3 << 20)),
        ("of one", [b"1 0 ".as_slice(), &b"[1]".repeat(4 << 20)].concat()),
    ] {
        let mut rows = Vec::new();
        for it in 0..100_000u32 {
            rows.extend([2]);
            rows.extend(2000u32.to_be_bytes());
            rows.extend([(it >> 8) as u8, it as u8]);
        }
        let container = stream("/Type/ObjStm/N 3000000/First 4", &packed(&plain));
        let mut file = File::new();
        file.revision(&[(1, CATALOGUE), (2, PAGES), (2000, &container)]);
        let (start, before) = (file.bytes.len(), file.last.unwrap());
        file.bytes.extend(b"3000 0 obj\n");
        file.bytes.extend(stream(&format!("/Type/XRef/Size 200000/Index[3001 100000]/W[1 4 2]/Root 1 0 R/Prev {before}"), &packed(&rows)));
        file.bytes.extend(format!("\nendobj\nstartxref\n{start}\n%%EOF\n").bytes());
        judged(&format!("a packed stream {name}"), &file.bytes);
    }
}
