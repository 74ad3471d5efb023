//! The colour space of our papers, sRGB (IEC 61966-2-1), as an ICC profile of version 2 made from the numbers of that standard; no
//! profile of anybody else is in the program.

use std::sync::OnceLock;

use lopdf::{Stream, dictionary};

use crate::DocumentError;

/// Name of the colour space.
pub(crate) const NAME: &str = "sRGB IEC61966-2.1";

/// White of the profile connection space, D50, in 16.16 fixed point (ICC.1:2001, 6.1.11).
const WHITE: [u32; 3] = [0xF6D6, 0x1_0000, 0xD32D];
/// The three primaries of sRGB seen under D50, in 16.16 fixed point.
const PRIMARIES: [(&[u8; 4], [u32; 3]); 3] =
    [(b"rXYZ", [0x6FA2, 0x38F5, 0x0390]), (b"gXYZ", [0x6299, 0xB785, 0x18DA]), (b"bXYZ", [0x24A0, 0x0F84, 0xB6CF])];
/// Points of the tone curve.
const POINTS: u32 = 1024;
/// Length of a profile's head.
const HEAD: usize = 128;
/// Length of a line of the table of tags.
const ENTRY: usize = 12;

/// The profile as a stream, packed once in the life of the program.
pub(crate) fn stream() -> Result<Stream, DocumentError> {
    static STREAM: OnceLock<Option<Stream>> = OnceLock::new();
    let packed = STREAM.get_or_init(|| {
        let mut stream = Stream::new(dictionary! { "N" => 3, "Alternate" => "DeviceRGB" }, profile());
        stream.compress().ok()?;
        Some(stream)
    });
    packed.clone().ok_or_else(|| DocumentError::Save("the colour profile could not be packed".into()))
}

fn profile() -> Vec<u8> {
    let mut tags: Vec<(&[u8; 4], Vec<u8>)> = vec![(b"desc", description()), (b"cprt", plain("Public domain")), (b"wtpt", xyz(WHITE))];
    tags.extend(PRIMARIES.map(|(name, it)| (name, xyz(it))));
    tags.push((b"rTRC", curve()));
    // The three channels share the curve.
    let count = tags.len() + 2;
    let mut table = be(u32::try_from(count).unwrap_or(0)).to_vec();
    let mut data: Vec<u8> = Vec::new();
    let first = HEAD + 4 + count * ENTRY;
    for (name, bytes) in &tags {
        let at = u32::try_from(first + data.len()).unwrap_or(0);
        let size = u32::try_from(bytes.len()).unwrap_or(0);
        let names: &[&[u8; 4]] = if *name == b"rTRC" { &[b"rTRC", b"gTRC", b"bTRC"] } else { &[name] };
        for name in names {
            table.extend([**name, be(at), be(size)].concat());
        }
        data.extend(bytes);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    let mut out = head(u32::try_from(first + data.len()).unwrap_or(0));
    out.extend(table);
    out.extend(data);
    out
}

fn head(size: u32) -> Vec<u8> {
    let mut head = [be(size), be(0), be(0x0210_0000), *b"mntr", *b"RGB ", *b"XYZ "].concat();
    head.extend([2000_u16, 1, 1, 0, 0, 0].into_iter().flat_map(u16::to_be_bytes));
    head.extend(b"acsp");
    // No platform, flags, maker, model; perceptual intent.
    head.resize(68, 0);
    head.extend(WHITE.into_iter().flat_map(u32::to_be_bytes));
    head.resize(HEAD, 0);
    head
}

fn be(number: u32) -> [u8; 4] {
    number.to_be_bytes()
}

fn xyz(values: [u32; 3]) -> Vec<u8> {
    [*b"XYZ ", be(0), be(values[0]), be(values[1]), be(values[2])].concat()
}

fn plain(text: &str) -> Vec<u8> {
    [b"text\0\0\0\0", text.as_bytes(), b"\0"].concat()
}

/// A description in ASCII with empty places for Unicode and for the scripts of old computers (ICC.1:2001, 6.5.17).
fn description() -> Vec<u8> {
    /// Bytes of the empty places: language and count, code and count, 67 for the name.
    const EMPTY: usize = 4 + 4 + 2 + 1 + 67;
    let size = be(u32::try_from(NAME.len() + 1).unwrap_or(0));
    [b"desc\0\0\0\0".as_slice(), &size, NAME.as_bytes(), b"\0", &[0; EMPTY]].concat()
}

/// The tone curve of sRGB (IEC 61966-2-1, 5.2).
fn curve() -> Vec<u8> {
    let mut out = [*b"curv", be(0), be(POINTS)].concat();
    for point in 0..POINTS {
        let value = f64::from(point) / f64::from(POINTS - 1);
        let linear = if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) };
        out.extend(((linear * 65_535.0).round() as u16).to_be_bytes());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_profile_says_its_own_size_and_is_grey_in_the_middle() {
        let profile = profile();
        assert_eq!(profile.get(..4).unwrap(), u32::try_from(profile.len()).unwrap().to_be_bytes());
        assert_eq!(profile.get(36..40).unwrap(), b"acsp");
        let curve = curve();
        let point = |it: usize| u16::from_be_bytes([curve[12 + 2 * it], curve[13 + 2 * it]]);
        assert_eq!((point(0), point(1023)), (0, 65_535));
        // Half of the signal is a little more than a fifth of the light.
        assert!((14_000..14_100).contains(&point(512)), "{}", point(512));
    }

    #[test]
    fn the_primaries_add_up_to_white() {
        for axis in 0..3 {
            let sum: u32 = PRIMARIES.iter().map(|(_, it)| it[axis]).sum();
            // The numbers are rounded for profiles of version 2: to some four-thousandths.
            assert!(sum.abs_diff(WHITE[axis]) <= 16, "{axis}: {sum:x}");
        }
    }
}
