//! A Rust file as the rules see it: comments and literals blanked out, imports taken apart.

use std::sync::LazyLock;

use regex::Regex;

/// A `mod name;` line.
static MODULE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\bmod\s+(\w+)\s*;").expect("the pattern is valid"));

/// The beginning of a path from the crate's root, or of one that climbs towards it.
static ROOT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?:crate|alembic_rs)::|\b(?:super::)+").expect("the pattern is valid")
});

/// A source file; the blanked texts have the length and the lines of the original.
pub(super) struct Code {
    path: String,
    text: String,
    blanked: String,
    /// Where the tests at the foot of the file begin.
    tests: usize,
}

/// A path into a room, such as `["schema", "expression", "Expression"]`.
pub(super) struct Import {
    /// Where it stands in the file.
    pub(super) offset: usize,
    /// Its segments behind `crate::`; there is at least one.
    pub(super) path: Vec<String>,
}

impl Code {
    /// Takes a file's path, such as `src/db/mod.rs`, and its text.
    pub(super) fn new(path: &str, text: &str) -> Self {
        let blanked = blanked(text);
        let tests = blanked.find("#[cfg(test)]").unwrap_or(blanked.len());
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
            blanked,
            tests,
        }
    }

    pub(super) fn path(&self) -> &str {
        &self.path
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The code without comments and literals, the tests included.
    pub(super) fn everything(&self) -> &str {
        &self.blanked
    }

    /// The code without comments, literals and tests.
    pub(super) fn program(&self) -> &str {
        &self.blanked[..self.tests]
    }

    /// The line of an offset, from 1.
    pub(super) fn line(&self, offset: usize) -> usize {
        self.blanked[..offset].matches('\n').count() + 1
    }

    /// The modules of `mod name;` lines.
    pub(super) fn declared_modules(&self) -> Vec<String> {
        MODULE
            .captures_iter(&self.blanked)
            .map(|found| found[1].to_owned())
            .collect()
    }

    /// Every path that starts at the crate's root: `crate::`, the library's name, or enough `super::`.
    pub(super) fn imports(&self) -> Vec<Import> {
        let depth = self.module_depth();
        let mut imports = Vec::new();
        for found in ROOT.find_iter(&self.blanked) {
            let climbed = found.as_str().matches("super::").count();
            if climbed == 0 || climbed >= depth {
                let mut tree = UseTree {
                    text: &self.blanked,
                    position: found.end(),
                };
                tree.collect(&mut Vec::new(), &mut imports);
            }
        }
        imports
    }

    /// How many `super::` lead from the file to the root.
    fn module_depth(&self) -> usize {
        let inside = self.path.trim_start_matches("src/").trim_end_matches(".rs");
        inside.trim_end_matches("/mod").split('/').count()
    }
}

/// Reads what follows `crate::`, groups in braces included.
struct UseTree<'a> {
    text: &'a str,
    position: usize,
}

impl UseTree<'_> {
    fn collect(&mut self, before: &mut Vec<String>, imports: &mut Vec<Import>) {
        self.skip_space();
        if self.accept("{") {
            loop {
                self.skip_space();
                if self.position >= self.text.len() || self.accept("}") {
                    return;
                }
                let start = self.position;
                self.collect(before, imports);
                self.skip_to_next();
                if self.position == start {
                    return;
                }
            }
        }
        let offset = self.position;
        let rest = &self.text[offset..];
        let length = rest
            .find(|c: char| !c.is_alphanumeric() && c != '_')
            .unwrap_or(rest.len());
        if length == 0 {
            record(offset, before, imports);
            return;
        }
        before.push(rest[..length].to_owned());
        self.position += length;
        if self.accept("::") {
            self.collect(before, imports);
        } else {
            record(offset, before, imports);
        }
        before.pop();
    }

    fn accept(&mut self, word: &str) -> bool {
        let there = self.text[self.position..].starts_with(word);
        if there {
            self.position += word.len();
        }
        there
    }

    fn skip_space(&mut self) {
        let rest = &self.text[self.position..];
        self.position += rest.len() - rest.trim_start().len();
    }

    /// Past the comma behind one member of a group, or up to the brace that closes it.
    fn skip_to_next(&mut self) {
        let rest = &self.text[self.position..];
        match rest.find([',', '}']) {
            Some(index) if rest[index..].starts_with(',') => self.position += index + 1,
            Some(index) => self.position += index,
            None => self.position = self.text.len(),
        }
    }
}

fn record(offset: usize, path: &[String], imports: &mut Vec<Import>) {
    if !path.is_empty() {
        let path = path.to_vec();
        imports.push(Import { offset, path });
    }
}

/// The text with every comment, string and character literal turned into spaces.
fn blanked(text: &str) -> String {
    let mut output = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = comment(rest)
            .or_else(|| string(rest))
            .or_else(|| character(rest));
        let (length, keep) = match length {
            Some(length) => (length, false),
            None => (word(rest).unwrap_or(first.len_utf8()), true),
        };
        let (piece, after) = rest.split_at(length);
        if keep {
            output.push_str(piece);
        } else {
            output.extend(
                piece
                    .bytes()
                    .map(|byte| if byte == b'\n' { '\n' } else { ' ' }),
            );
        }
        rest = after;
    }
    output
}

/// The length of the identifier or number here, so that `r` in `for"` starts no raw string.
fn word(rest: &str) -> Option<usize> {
    let length = rest
        .find(|c: char| !c.is_alphanumeric() && c != '_')
        .unwrap_or(rest.len());
    (length > 0).then_some(length)
}

/// The length of the comment here, if there is one; block comments nest.
fn comment(rest: &str) -> Option<usize> {
    if rest.starts_with("//") {
        return Some(rest.find('\n').unwrap_or(rest.len()));
    }
    if !rest.starts_with("/*") {
        return None;
    }
    let (mut depth, mut position) = (0_usize, 0);
    while position < rest.len() {
        if rest[position..].starts_with("/*") {
            depth += 1;
            position += 2;
        } else if rest[position..].starts_with("*/") {
            depth -= 1;
            position += 2;
            if depth == 0 {
                return Some(position);
            }
        } else {
            position += rest[position..].chars().next().map_or(1, char::len_utf8);
        }
    }
    Some(rest.len())
}

/// The length of the string literal here, if there is one: plain, raw, of bytes or for C.
fn string(rest: &str) -> Option<usize> {
    let prefix = ["br", "cr", "r", "b", "c", ""].into_iter().find(|prefix| {
        rest.strip_prefix(prefix)
            .is_some_and(|after| after.starts_with(['"', '#']))
    })?;
    let after = &rest[prefix.len()..];
    let hashes = after.len() - after.trim_start_matches('#').len();
    let body = after[hashes..].strip_prefix('"')?;
    let start = rest.len() - body.len();
    if prefix.ends_with('r') {
        let end = format!("\"{}", "#".repeat(hashes));
        return Some(
            body.find(&end)
                .map_or(rest.len(), |index| start + index + end.len()),
        );
    }
    if hashes > 0 {
        return None;
    }
    let mut escaped = false;
    for (index, byte) in body.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return Some(start + index + 1),
            _ => {}
        }
    }
    Some(rest.len())
}

/// The length of the character literal here, if it is one and no lifetime.
fn character(rest: &str) -> Option<usize> {
    let body = rest.strip_prefix('\'')?;
    let mut characters = body.char_indices();
    let (_, first) = characters.next()?;
    if first == '\\' {
        let (escape, _) = characters.next()?;
        let end = body[escape + 1..].find('\'')?;
        return Some(1 + escape + 1 + end + 1);
    }
    let (end, closing) = characters.next()?;
    (closing == '\'').then_some(1 + end + 1)
}
