//! A message as a part of a file name (the slug of `ScriptDirectory._rev_path`).

use std::sync::LazyLock;

use regex::Regex;

/// What Python's `\w+` matches in text: letters, numbers and the underscore, but no combining marks.
static WORDS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[\p{L}\p{N}_]+").expect("the pattern is well formed"));

/// The words of `message` in lower case, joined by underscores.
///
/// A slug of more than `length` characters is cut there, and then before its last underscore, which
/// it keeps to show that something is missing. As in a slice of Python's, a `length` below zero
/// counts from the end.
pub(super) fn slug(message: &str, length: i64) -> String {
    let words: Vec<&str> = WORDS.find_iter(message).map(|word| word.as_str()).collect();
    let slug = words.join("_").to_lowercase();
    let characters = slug.chars().count();
    if i64::try_from(characters).is_ok_and(|characters| characters <= length) {
        return slug;
    }
    let kept = usize::try_from(length).unwrap_or_else(|_| {
        let dropped = usize::try_from(length.unsigned_abs()).unwrap_or(usize::MAX);
        characters.saturating_sub(dropped)
    });
    let cut: String = slug.chars().take(kept).collect();
    let whole_words = cut.rsplit_once('_').map_or(&*cut, |(words, _)| words);
    format!("{whole_words}_")
}

#[cfg(test)]
mod tests {
    use super::slug;

    // Expected values were printed by ScriptDirectory._rev_path under Python 3.11.

    #[test]
    fn words_are_joined() {
        assert_eq!(slug("Add  user's e-mail (v2)!", 40), "add_user_s_e_mail_v2");
        assert_eq!(slug("", 40), "");
        assert_eq!(slug("!!!", 40), "");
        assert_eq!(slug("__a__ b", 40), "__a___b");
    }

    #[test]
    fn letters_of_all_scripts_are_words_and_their_marks_are_not() {
        assert_eq!(slug("Größe ½ x² Ⅷ", 40), "größe_½_x²_ⅷ");
        assert_eq!(slug("co\u{301}té a‿b", 40), "co_té_a_b");
        assert_eq!(slug("हिन्दी", 40), "ह_न_द");
        assert_eq!(slug("ΑΣ İ", 40), "ας_i\u{307}");
    }

    #[test]
    fn long_slugs_end_at_a_word() {
        assert_eq!(slug("one two three", 13), "one_two_three");
        assert_eq!(slug("one two three", 12), "one_two_");
        assert_eq!(slug("one two three", 7), "one_");
        assert_eq!(slug("one two three", 2), "on_");
        assert_eq!(slug("one two three", -4), "one_two_");
        assert_eq!(slug("one", -9), "_");
    }
}
