//! `report.html`: nothing in it comes from elsewhere, and nobody's text becomes part of the page.

use alembic_rs::governance::{
    Event, EvidenceText, FailureClass, Flow, Ledger, Outcome, Phase, ReleasePlan, ReportFacts,
    RootCause, decide, report,
};
use jiff::Timestamp;

use super::sample;

const HOSTILE: &str = "</pre></details><script src='https://x.invalid/a.js'></script>\u{202e}";

/// The page of a rehearsal with these events.
fn page(events: Vec<Event>, texts: &[EvidenceText]) -> String {
    let plan: ReleasePlan = serde_json::from_str(&sample::plan()).unwrap();
    let moments = (0..).map(|second| Timestamp::from_second(second).unwrap());
    let ledger = Ledger::of_events(moments.zip(events));
    let decision = decide(&ledger);
    report(&ReportFacts {
        plan: &plan,
        ledger: &ledger,
        decision: &decision,
        texts,
    })
}

#[test]
fn a_manager_sees_the_verdict_and_an_auditor_every_gate() {
    let events = sample::events(Flow::Rehearsal, 1);
    let page = page(events.clone(), &[]);
    assert!(page.contains("<title>PASS – Portfólio – wave 4</title>"));
    assert!(!page.contains("id=\"blockers\""));
    for event in &events {
        match event {
            Event::Judged(judgement) => assert!(page.contains(&judgement.detail)),
            Event::Recorded(file) => {
                assert!(page.contains(&file.name));
                assert!(page.contains(&file.sha256.to_string()));
            }
            Event::Executed(executed) => assert!(page.contains(&executed.sha256.to_string())),
            Event::Opened(_)
            | Event::PhaseBegun { .. }
            | Event::PhaseEnded { .. }
            | Event::Halted { .. }
            | Event::Closed => {}
        }
    }
}

#[test]
fn a_blocker_says_what_stopped_the_run_and_why() {
    let mut events = sample::events(Flow::Rehearsal, 1);
    let judged = |event: &&mut Event| matches!(event, Event::Judged(judgement) if judgement.phase == Phase::Upgrade);
    let Some(Event::Judged(judgement)) = events.iter_mut().find(judged) else {
        panic!("the upgrade has gates");
    };
    judgement.outcome = Outcome::Failed {
        class: FailureClass::Gate,
        root_cause: RootCause::SqlDrift,
    };
    judgement.detail = "the table \"flags\" is there already".to_owned();
    let plan: ReleasePlan = serde_json::from_str(&sample::plan()).unwrap();
    for (name, value) in [("sqlstate", "42P07"), ("revision", &plan.path[0])] {
        judgement.facts.insert(name.to_owned(), value.to_owned());
    }
    let page = page(events, &[]);
    assert!(page.contains("<title>BLOCKER"));
    assert!(page.contains("id=\"blockers\""));
    for shown in [
        "the table &quot;flags&quot; is there already",
        "42P07",
        "SQL drift",
        "<circle class=\"stopped\"",
    ] {
        assert!(page.contains(shown), "{shown}");
    }
}

#[test]
fn nothing_is_loaded_run_or_taken_for_markup() {
    let mut events = sample::events(Flow::Rehearsal, 1);
    let mut names = Vec::new();
    for event in &mut events {
        match event {
            Event::Judged(judgement) => judgement.detail = HOSTILE.to_owned(),
            Event::Executed(executed) => executed.step = HOSTILE.to_owned(),
            Event::Recorded(file) => names.push(file.name.clone()),
            Event::Opened(opening) => opening.arguments = vec![HOSTILE.to_owned()],
            Event::PhaseBegun { .. }
            | Event::PhaseEnded { .. }
            | Event::Halted { .. }
            | Event::Closed => {}
        }
    }
    let texts: Vec<EvidenceText> = names
        .into_iter()
        .map(|name| EvidenceText {
            name,
            text: HOSTILE.to_owned(),
            is_cut: true,
        })
        .collect();
    let page = page(events, &texts);
    assert!(page.contains("default-src 'none'"));
    assert!(page.contains("&lt;script src=&#39;https://x.invalid"));
    for foreign in [
        "<script", " src=\"", "url(", "@import", "\u{202e}", "<link", "<img",
    ] {
        assert!(!page.contains(foreign), "{foreign}");
    }
    // What is opened is closed, but for the elements that have no end.
    let body = &page[page.find("<body>").unwrap()..page.find("</body>").unwrap() + 7];
    roxmltree::Document::parse(body).unwrap();
}
