//! Flags inside of a pattern (`_parse_flags`).

use super::translate::{Fault, Flags, Translator};

impl Translator<'_> {
    /// `(?flags)` at the start of the pattern, which gives nothing, or `(?flags-flags:`.
    pub(super) fn inline_flags(
        &mut self,
        first: char,
        index: usize,
    ) -> Result<Option<Flags>, Fault> {
        let mut flags = self.flags;
        let mut next = Some((index + 2, first));
        let mut adding = true;
        loop {
            let Some((place, character)) = next else {
                return Err(self.malformed("missing -, : or )", self.pattern.len()));
            };
            let flag = match character {
                'i' => Flags::IGNORE_CASE,
                'm' => Flags::MULTILINE,
                's' => Flags::DOT_ALL,
                'x' => Flags::VERBOSE,
                'a' => Flags::ASCII,
                'u' => Flags::UNICODE,
                'L' => return Err(Fault::Unsupported("the flag LOCALE".into())),
                '-' if adding => {
                    adding = false;
                    next = self.characters.next();
                    continue;
                }
                ':' => return Ok(Some(flags)),
                ')' if index == 0 => {
                    self.flags = flags;
                    return Ok(None);
                }
                ')' => {
                    let message = "global flags not at the start of the expression";
                    return Err(self.malformed(message, index));
                }
                _ if place == index + 2 => {
                    let message = format!("unknown extension ?{character}");
                    return Err(self.malformed(message, index + 1));
                }
                _ => return Err(self.malformed("unknown flag", place)),
            };
            if adding {
                flags.0 |= flag;
            } else {
                flags.0 &= !flag;
            }
            next = self.characters.next();
        }
    }
}
