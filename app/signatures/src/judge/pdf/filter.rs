//! Unpacks the streams that the structure of a file may be packed in: deflate, with or without a predictor. Never more than a bound.

use super::Unreadable;
use super::object::{Dict, Object};
use std::io::Read;

/// Unpacks `packed`, at most `bound` bytes.
pub fn unpack(dict: &Dict, packed: &[u8], bound: usize) -> Result<Vec<u8>, Unreadable> {
    let only = |value: &Object| match value {
        Object::Array(list) if list.len() == 1 => list.first().cloned(),
        Object::Array(list) if list.is_empty() => None,
        other => Some(other.clone()),
    };
    let filter = dict.get(b"Filter".as_slice()).and_then(only);
    let parameters = dict.get(b"DecodeParms".as_slice()).and_then(only);
    match filter {
        None | Some(Object::Null) => Ok(packed.get(..packed.len().min(bound)).unwrap_or_default().to_vec()),
        Some(Object::Name(name)) if name == b"FlateDecode" => {
            let mut plain = Vec::new();
            let most = u64::try_from(bound).unwrap_or(u64::MAX).saturating_add(1);
            let read = flate2::read::ZlibDecoder::new(packed).take(most).read_to_end(&mut plain);
            if plain.len() > bound {
                return Err(Unreadable::Bomb);
            }
            read.map_err(|_| Unreadable::BrokenObject)?;
            match parameters {
                Some(Object::Dict(it)) => unpredict(&it, plain),
                _ => Ok(plain),
            }
        }
        Some(_) => Err(Unreadable::BrokenObject),
    }
}

fn unpredict(parameters: &Dict, plain: Vec<u8>) -> Result<Vec<u8>, Unreadable> {
    let number = |key: &[u8], usual: usize| parameters.get(key).and_then(Object::size).unwrap_or(usual);
    let predictor = number(b"Predictor", 1);
    if predictor == 1 {
        return Ok(plain);
    }
    let (colors, bits, columns) = (number(b"Colors", 1), number(b"BitsPerComponent", 8), number(b"Columns", 1));
    if predictor < 10 || bits != 8 || !(1..=4).contains(&colors) || !(1..=4096).contains(&columns) {
        return Err(Unreadable::BrokenObject);
    }
    let width = colors * columns;
    let mut previous = vec![0u8; width];
    let mut out = Vec::with_capacity(plain.len());
    for row in plain.chunks_exact(width + 1) {
        let Some((kind, row)) = row.split_first() else { break };
        let mut current = row.to_vec();
        for at in 0..width {
            let left = at.checked_sub(colors).and_then(|it| current.get(it).copied()).unwrap_or(0);
            let up = previous.get(at).copied().unwrap_or(0);
            let corner = at.checked_sub(colors).and_then(|it| previous.get(it).copied()).unwrap_or(0);
            let guess = match kind {
                0 => 0,
                1 => left,
                2 => up,
                3 => u8::midpoint(left, up),
                4 => paeth(left, up, corner),
                _ => return Err(Unreadable::BrokenObject),
            };
            if let Some(it) = current.get_mut(at) {
                *it = it.wrapping_add(guess);
            }
        }
        out.extend_from_slice(&current);
        previous = current;
    }
    Ok(out)
}

fn paeth(left: u8, up: u8, corner: u8) -> u8 {
    let (a, b, c) = (i16::from(left), i16::from(up), i16::from(corner));
    let guess = a + b - c;
    let (from_a, from_b, from_c) = ((guess - a).abs(), (guess - b).abs(), (guess - c).abs());
    if from_a <= from_b && from_a <= from_c {
        left
    } else if from_b <= from_c {
        up
    } else {
        corner
    }
}
