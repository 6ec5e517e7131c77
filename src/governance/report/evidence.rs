//! The evidence files: their digests, and what stands in them.

use super::facts::ReportFacts;
use super::html::Html;

/// All recorded files, each with its text where it is one.
pub(super) fn evidence(html: &mut Html, facts: &ReportFacts<'_>) {
    html.section("evidence", "Evidence", |html| {
        html.line(
            "p",
            "note",
            "Check the folder with sha256sum -c SHA256SUMS, or with alembic-rs release verify, \
             which derives the decision again from the ledger.",
        );
        for file in facts.ledger.recorded() {
            let mut texts = facts.texts.iter();
            let text = texts.find(|text| text.name == file.name);
            html.element("details", &[("id", &anchor(&file.name))], |html| {
                html.element("summary", &[], |html| {
                    html.line("code", "", &file.name);
                    html.line("span", "note", &format!(" {} bytes ", file.bytes));
                    html.line("span", "digest", &file.sha256.to_string());
                });
                if let Some(text) = text {
                    html.line("pre", "log", &text.text);
                    if text.is_cut {
                        html.line("p", "note", "The rest stands in the file.");
                    }
                }
                html.element("p", &[], |html| {
                    html.element("a", &[("href", &file.name)], |html| {
                        html.text("the file itself");
                    });
                });
            });
        }
    });
}

/// A link to a file's place in the page.
pub(super) fn link(html: &mut Html, name: &str) {
    let target = format!("#{}", anchor(name));
    html.element("a", &[("href", &target)], |html| {
        html.text(name);
    });
}

fn anchor(name: &str) -> String {
    format!("file-{name}")
}
