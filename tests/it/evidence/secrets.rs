//! Secrets do not reach evidence, in whatever form.

use std::fs;
use std::io::Cursor;
use std::path::Path;

use alembic_rs::governance::{
    Event, EvidenceError, EvidenceFolder, Flow, LedgerWriter, Redactor, seal, verify,
};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE};
use proptest::prelude::*;

use super::sample::{opening, passed, plan};

const PASSWORD: &str = "pa\"ss'w\\o/rd %é<&>";

/// The ways in which programs write a secret.
fn forms(secret: &str) -> Vec<String> {
    let percent: String = secret.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let unreserved = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    let quoted: String = secret
        .bytes()
        .map(|byte| match byte {
            byte if unreserved(byte) => char::from(byte).to_string(),
            byte => format!("%{byte:02x}"),
        })
        .collect();
    let json = serde_json::to_string(secret).unwrap();
    let json = json[1..json.len() - 1].to_owned();
    let twice = serde_json::to_string(&json).unwrap();
    let units: String = secret
        .encode_utf16()
        .map(|unit| format!("\\u{unit:04x}"))
        .collect();
    let html = secret
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;");
    vec![
        secret.to_owned(),
        percent,
        quoted.replace("%20", "+"),
        quoted.replace('%', "%25"),
        quoted.replace('%', "%%"),
        quoted,
        json,
        twice[1..twice.len() - 1].to_owned(),
        units,
        html,
        secret.replace('\'', "''"),
        STANDARD.encode(secret),
        URL_SAFE.encode(secret),
        STANDARD.encode(format!("netzadmin:{secret}")),
        STANDARD.encode(format!("u:{secret}@host")),
        STANDARD.encode(format!("uv:{secret}@host")),
        secret.bytes().map(|byte| format!("{byte:02x}")).collect(),
    ]
}

proptest! {
    // Compiling an expression takes its time in a program that is not optimized.
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_form_of_a_secret_is_masked_and_found(
        secret in "[ -~äé€😀\t]{5,24}",
        before in "[ -~]{0,9}",
        after in "[ -~]{0,9}",
    ) {
        let redactor = Redactor::new([&secret]).unwrap();
        for form in forms(&secret) {
            let text = format!("{before}\u{1}{form}\u{1}{after}");
            let masked = redactor.redact(&text);
            prop_assert!(masked.contains("***"), "{form:?}");
            prop_assert!(redactor.finds_in(text.as_bytes()), "{form:?}");
        }
    }

    #[test]
    fn a_secret_across_two_pieces_of_a_file_is_found(place in (1_usize << 18) - 40..(1 << 18) + 9) {
        let redactor = Redactor::new([PASSWORD]).unwrap();
        let mut bytes = vec![b'.'; place];
        prop_assert!(!redactor.finds_in_reader(&mut Cursor::new(&bytes)).unwrap());
        bytes.extend_from_slice(PASSWORD.as_bytes());
        bytes.extend_from_slice(&[0xff; 99]);
        prop_assert!(redactor.finds_in_reader(&mut Cursor::new(&bytes)).unwrap());
    }
}

#[test]
fn short_secrets_are_refused_and_never_shown() {
    let short = Redactor::new(["", "abc"]).unwrap_err();
    assert!(!short.to_string().contains("abc") && short.help().is_some());
    assert!(Redactor::new([""]).is_ok());
    let redactor = Redactor::new(["geheim", "geheimnis"]).unwrap();
    assert_eq!(
        redactor.redact("ein geheimnis ist geheim"),
        "ein *** ist ***"
    );
    assert!(!format!("{redactor:?}").contains("geheim"));
    let token = "eyJhbGciOiJSUzI1NiJ9.".repeat(100);
    let masked = Redactor::new([&token])
        .unwrap()
        .redact(&format!("<{token}>"))
        .into_owned();
    assert_eq!(masked, "<***>");
    let enormous = "ä".repeat(1 << 20);
    let refused = Redactor::new([&enormous]).unwrap_err();
    assert!(!refused.to_string().contains('ä'));
}

fn folder(path: &Path, secret: &str) -> EvidenceFolder {
    EvidenceFolder::create(path, Redactor::new([secret]).unwrap()).unwrap()
}

#[test]
fn no_byte_of_a_folder_has_the_secret() {
    let parent = tempfile::tempdir().unwrap();
    let folder = folder(&parent.path().join("evidence"), PASSWORD);
    let mut ledger = LedgerWriter::create(&folder).unwrap();
    let url = "postgresql://netzadmin:pa%22ss%27w%5Co%2Frd%20%25%C3%A9%3C%26%3E@host/db";
    let mut run = opening(Flow::Rollback);
    run.arguments.push(url.to_owned());
    ledger.append(Event::Opened(Box::new(run))).unwrap();
    let kept = folder.keep("plan.json", plan().as_bytes()).unwrap();
    ledger.append(Event::Recorded(kept)).unwrap();
    let mut judgement = passed("target-identity", alembic_rs::governance::Phase::Rollback);
    judgement.detail = format!("FATAL: password authentication failed: {PASSWORD}");
    judgement.facts.insert("url".to_owned(), url.to_owned());
    ledger.append(Event::Judged(judgement)).unwrap();
    let mut log = folder.open("a.log").unwrap();
    log.line(url).unwrap();
    ledger
        .append(Event::Recorded(log.finish().unwrap()))
        .unwrap();
    let written = folder
        .write("b.log", &format!("{{\"password\": {PASSWORD:?}}}"))
        .unwrap();
    ledger.append(Event::Recorded(written)).unwrap();
    let kept = folder.keep("c.sig", url.as_bytes()).unwrap_err();
    assert!(matches!(kept, EvidenceError::SecretFound(_)) && !kept.to_string().contains("pa"));
    ledger.close().unwrap();
    seal(&folder, &[("report.html", &format!("<p>{url}"))]).unwrap();
    let redactor = Redactor::new([PASSWORD]).unwrap();
    for entry in fs::read_dir(folder.path()).unwrap() {
        let path = entry.unwrap().path();
        assert!(
            !redactor.finds_in(&fs::read(&path).unwrap()),
            "{}",
            path.display()
        );
    }
    assert!(verify(folder.path(), None).holds());
}

#[test]
fn a_folder_with_a_secret_is_not_sealed() {
    let parent = tempfile::tempdir().unwrap();
    let folder = folder(&parent.path().join("evidence"), PASSWORD);
    let mut ledger = LedgerWriter::create(&folder).unwrap();
    ledger
        .append(Event::Opened(Box::new(opening(Flow::Rollback))))
        .unwrap();
    // Another program has written into the folder.
    let text = format!("PGPASSWORD={PASSWORD}\n");
    fs::write(folder.path().join("pg_dump.log"), &text).unwrap();
    let file = alembic_rs::governance::EvidenceFile {
        name: "pg_dump.log".to_owned(),
        sha256: alembic_rs::governance::Digest::of(&text),
        bytes: text.len() as u64,
    };
    ledger.append(Event::Recorded(file)).unwrap();
    ledger.close().unwrap();
    let error = seal(&folder, &[]).unwrap_err();
    assert!(matches!(&error, EvidenceError::SecretFound(path) if path.ends_with("pg_dump.log")));
    assert!(!error.to_string().contains(PASSWORD));
    assert!(!folder.path().join("decision.json").exists());
    assert!(!verify(folder.path(), None).holds());
}

/// Found out at the end, the database would have changed and its evidence could not be sealed.
#[test]
fn a_password_that_evidence_cannot_do_without_stops_a_run_before_it_begins() {
    for password in [
        "rollback-restores",
        "clone_rollback_proof.log",
        "BLOCKER",
        "moderate",
        "criteria",
    ] {
        let parent = tempfile::tempdir().unwrap();
        let folder = folder(&parent.path().join("evidence"), password);
        let mut ledger = LedgerWriter::create(&folder).unwrap();
        let refused = ledger
            .append(Event::Opened(Box::new(opening(Flow::Rollback))))
            .unwrap_err();
        assert!(
            matches!(refused, EvidenceError::SecretFound(_)),
            "{password}"
        );
        assert_eq!(fs::read(folder.path().join("ledger.jsonl")).unwrap(), b"");
    }
}
