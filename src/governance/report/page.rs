//! The page as a whole.

use super::conditions::{identities, limits};
use super::evidence::evidence;
use super::facts::ReportFacts;
use super::gates::{criteria, gates};
use super::html::Html;
use super::path::path;
use super::phases::phases;
use super::transcript::transcript;
use super::verdict::{blockers, verdict};

const STYLE: &str = include_str!("style.css");

/// Nothing is loaded and nothing is run, whatever stands in an evidence file.
const HEAD: &str = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
    <meta http-equiv=\"Content-Security-Policy\" \
    content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
    <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
    <meta name=\"color-scheme\" content=\"light dark\">\n<style>";

/// The text of `report.html`.
pub fn report(facts: &ReportFacts<'_>) -> String {
    let decision = facts.decision;
    let mut html = Html::new();
    html.markup(HEAD).markup(STYLE).markup("</style>\n<title>");
    html.text(&format!("{} – {}", decision.status, decision.release));
    html.markup("</title>\n</head>\n<body>\n<main>\n");
    verdict(&mut html, facts);
    blockers(&mut html, facts);
    criteria(&mut html, facts);
    phases(&mut html, facts);
    path(&mut html, facts);
    gates(&mut html, facts);
    identities(&mut html, facts);
    limits(&mut html, facts);
    transcript(&mut html, facts);
    evidence(&mut html, facts);
    html.markup("\n</main>\n</body>\n</html>\n");
    html.into_string()
}
