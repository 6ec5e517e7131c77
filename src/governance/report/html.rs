//! HTML, written so that no text can become markup.

/// A piece of a page.
///
/// What comes from elsewhere goes in by [`text`](Self::text) and by the values of attributes; names
/// of elements and classes are ours.
#[derive(Debug, Default)]
pub(super) struct Html(String);

impl Html {
    /// An empty piece.
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// The text of the page so far.
    pub(super) fn into_string(self) -> String {
        self.0
    }

    /// Markup of ours, as it is.
    pub(super) fn markup(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Text of anybody.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        for letter in text.chars() {
            match letter {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                // HTML has no way to write these; an auditor sees that something was there.
                letter if is_unprintable(letter) => self.0.push('\u{fffd}'),
                letter => self.0.push(letter),
            }
        }
        self
    }

    /// An element around what `content` writes.
    pub(super) fn element(
        &mut self,
        name: &'static str,
        attributes: &[(&'static str, &str)],
        content: impl FnOnce(&mut Self),
    ) -> &mut Self {
        self.tag(name, attributes);
        content(self);
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push('>');
        self
    }

    /// An element without an end.
    pub(super) fn tag(
        &mut self,
        name: &'static str,
        attributes: &[(&'static str, &str)],
    ) -> &mut Self {
        self.0.push('<');
        self.0.push_str(name);
        for (attribute, value) in attributes {
            self.0.push(' ');
            self.0.push_str(attribute);
            self.0.push_str("=\"");
            self.text(value);
            self.0.push('"');
        }
        self.0.push('>');
        self
    }

    /// An element with a class around a text.
    pub(super) fn line(&mut self, name: &'static str, class: &str, text: &str) -> &mut Self {
        self.element(name, &[("class", class)], |html| {
            html.text(text);
        })
    }

    /// A section with its heading.
    pub(super) fn section(
        &mut self,
        identifier: &str,
        title: &str,
        content: impl FnOnce(&mut Self),
    ) -> &mut Self {
        self.element("section", &[("id", identifier)], |html| {
            html.element("h2", &[], |html| {
                html.text(title);
            });
            content(html);
        })
    }

    /// A table: the heads of its columns, and its rows.
    pub(super) fn table(&mut self, heads: &[&str], rows: impl FnOnce(&mut Self)) -> &mut Self {
        self.element("div", &[("class", "wide")], |html| {
            html.element("table", &[], |html| {
                html.markup("<thead><tr>");
                for head in heads {
                    html.element("th", &[("scope", "col")], |html| {
                        html.text(head);
                    });
                }
                html.markup("</tr></thead><tbody>");
                rows(html);
                html.markup("</tbody>");
            });
        })
    }

    /// A name and its value, for a list of them.
    pub(super) fn pair(&mut self, name: &str, value: impl FnOnce(&mut Self)) -> &mut Self {
        self.element("dt", &[], |html| {
            html.text(name);
        });
        self.element("dd", &[], value)
    }
}

/// Control characters, and those that turn the direction of a text around.
fn is_unprintable(letter: char) -> bool {
    (letter.is_control() && !matches!(letter, '\n' | '\t'))
        || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::Html;

    #[test]
    fn no_text_becomes_markup() {
        let mut html = Html::new();
        html.element("a", &[("href", "\"><script>")], |html| {
            html.text("</a><b>'&\u{202e}\u{0}\n");
        });
        assert_eq!(
            html.into_string(),
            "<a href=\"&quot;&gt;&lt;script&gt;\">&lt;/a&gt;&lt;b&gt;&#39;&amp;\u{fffd}\u{fffd}\n</a>"
        );
    }
}
