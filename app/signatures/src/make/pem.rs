//! Reads and writes PEM: labelled blocks of base64. Text around the blocks is passed over, as tools write remarks there.

use p256::pkcs8::der::pem::{LineEnding, decode_vec, encode_string};

use super::SignError;

const BEGIN: &str = "-----BEGIN ";
const END: &str = "-----END ";

/// All blocks of a text: label and content.
pub fn blocks(text: &str) -> Result<Vec<(String, Vec<u8>)>, SignError> {
    let mut blocks = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(BEGIN) {
        let block = rest.get(start..).unwrap_or_default();
        let end = block.find(END).ok_or(SignError::Pem)?;
        let line = block.get(end..).and_then(|it| it.find('\n')).map_or(block.len(), |it| end + it + 1);
        let lines = block.get(..line).unwrap_or_default().lines().map(str::trim).collect::<Vec<_>>().join("\n");
        let (label, content) = decode_vec(lines.as_bytes()).map_err(|_| SignError::Pem)?;
        blocks.push((label.to_owned(), content));
        rest = block.get(line..).unwrap_or_default();
    }
    Ok(blocks)
}

/// One block as text.
pub fn block(label: &str, content: &[u8]) -> Result<String, SignError> {
    encode_string(label, LineEnding::LF, content).map_err(|_| SignError::Pem)
}
