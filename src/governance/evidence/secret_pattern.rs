//! The forms in which a secret turns up in text, as one regular expression.
//!
//! A password in an error of a server, a URL, a JSON document or a page is rarely written as it
//! was typed. Each character may stand raw, percent-encoded, escaped as JSON, Python, SQL or HTML
//! do; the whole may be in base64, alone or inside of something longer, or in hexadecimal.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};

/// The shortest piece of base64 that is looked for: shorter ones turn up by chance.
const SHORTEST_PIECE: usize = 6;

/// The most bytes that one character of a secret takes in any of its forms.
pub(super) const WIDEST: usize = 48;

/// The expression that finds `secret`.
pub(super) fn pattern(secret: &str) -> String {
    let mut forms = vec![secret.chars().map(character).collect::<String>()];
    forms.extend(
        base64_pieces(secret.as_bytes())
            .iter()
            .map(|piece| regex::escape(piece)),
    );
    let hexadecimal: String = secret.bytes().map(|byte| format!("{byte:02x}")).collect();
    forms.push(format!("(?i-u:{hexadecimal})"));
    format!("(?:{})", forms.join("|"))
}

/// The forms of one character.
fn character(one: char) -> String {
    let mut buffer = [0; 4];
    let mut percent = String::new();
    for byte in one.encode_utf8(&mut buffer).bytes() {
        // An encoding on top of another writes `%25` for `%`, a configuration file `%%`.
        write!(percent, "%%?(?:25){{0,2}}{byte:02x}").expect("a String takes all that is written");
    }
    let mut units = [0; 2];
    let escaped: String = one
        .encode_utf16(&mut units)
        .iter()
        .map(|unit| format!(r"\\{{1,4}}u{unit:04x}"))
        .collect();
    let code = u32::from(one);
    let mut forms = vec![
        regex::escape(&one.to_string()),
        format!("(?i-u:{percent})"),
        format!("(?i-u:{escaped})"),
        format!(r"(?i-u:&\#x0{{0,4}}{code:x};|&\#0{{0,4}}{code};)"),
    ];
    if code < 0x100 {
        forms.push(format!(r"(?i-u:\\{{1,4}}x{code:02x})"));
    }
    forms.extend(
        match one {
            '"' => vec![r#"\\{1,4}"|"""#, "&quot;"],
            '\'' => vec![r"\\{1,4}'|''|'\\''", "&apos;"],
            '\\' => vec![r"\\{1,8}"],
            '/' => vec![r"\\{1,4}/"],
            '\n' => vec![r"\\{1,4}n"],
            '\r' => vec![r"\\{1,4}r"],
            '\t' => vec![r"\\{1,4}t"],
            ' ' => vec![r"\+"],
            '%' => vec!["%%"],
            '&' => vec!["&amp;"],
            '<' => vec!["&lt;"],
            '>' => vec!["&gt;"],
            _ => Vec::new(),
        }
        .into_iter()
        .map(str::to_owned),
    );
    format!("(?:{})", forms.join("|"))
}

/// The secret in base64, alone and at each of the three places in something longer.
fn base64_pieces(secret: &[u8]) -> Vec<String> {
    let mut pieces = Vec::new();
    for engine in [&STANDARD_NO_PAD, &URL_SAFE_NO_PAD] {
        pieces.push(engine.encode(secret));
        for before in 0..3_usize {
            let mut bytes = vec![0; before];
            bytes.extend_from_slice(secret);
            let text = engine.encode(&bytes);
            // Only the characters whose six bits are all of the secret's.
            let piece = &text[(before * 8).div_ceil(6)..bytes.len() * 8 / 6];
            if piece.len() >= SHORTEST_PIECE {
                pieces.push(piece.to_owned());
            }
        }
    }
    pieces.sort_by_key(|piece| std::cmp::Reverse(piece.len()));
    pieces.dedup();
    pieces
}
