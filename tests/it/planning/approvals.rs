//! Approvals: each answer about a signature is compared with the real `ssh-keygen`'s.

use std::path::{Path, PathBuf};

use alembic_rs::governance::{
    AllowedSigners, ApprovalDemand, ApprovalDocument, NAMESPACE, ReleasePlan, SshSignature, Window,
    approval_file, common_window, operator, verify_approvals,
};
use jiff::{SignedDuration, Timestamp};
use tempfile::TempDir;

use super::keys::{key, public, sign, verifies};
use super::project::Project;

/// Whether both programs say the same about a signature, and what.
fn both(allowed: &Path, principal: &str, namespace: &str, text: &Path) -> bool {
    let file = PathBuf::from(format!("{}.sig", text.display()));
    let theirs = verifies(allowed, principal, namespace, &file, text);
    let message = std::fs::read(text).unwrap();
    let ours = std::fs::read_to_string(&file).is_ok_and(|signature| {
        let signers = AllowedSigners::read(allowed);
        let signature = SshSignature::parse(&signature);
        match (signers, signature) {
            (Ok(signers), Ok(signature)) => signers
                .verify(principal, namespace, &message, &signature, Timestamp::now())
                .is_ok(),
            _ => false,
        }
    });
    assert_eq!(
        ours,
        theirs,
        "{principal} {namespace} {}",
        allowed.display()
    );
    ours
}

#[test]
fn signatures_of_every_kind_of_key_are_judged_as_ssh_keygen_judges_them() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    for (kind, bits) in [
        ("ed25519", ""),
        ("ecdsa", "256"),
        ("ecdsa", "384"),
        ("rsa", "2048"),
        ("rsa", "3072"),
    ] {
        let name = format!("{kind}{bits}");
        let own = key(path, &name, kind, bits);
        let other = key(path, &format!("{name}-other"), kind, bits);
        let allowed = path.join(format!("{name}.signers"));
        std::fs::write(
            &allowed,
            format!(
                "# who may sign\n\na@example.com {}\nb@example.com,c@example.com {}\n",
                public(&own),
                public(&other)
            ),
        )
        .unwrap();
        let text = path.join(format!("{name}.txt"));
        for hash in ["hashalg=sha512", "hashalg=sha256"] {
            // A number of a signature may be short, one time in 256.
            for round in 0..8 {
                std::fs::write(&text, format!("text {round}\n")).unwrap();
                sign(&own, NAMESPACE, &text, &["-O", hash]);
                assert!(both(&allowed, "a@example.com", NAMESPACE, &text), "{name}");
            }
        }
        assert!(!both(&allowed, "b@example.com", NAMESPACE, &text));
        assert!(!both(&allowed, "d@example.com", NAMESPACE, &text));
        assert!(!both(&allowed, "a@example.com", "file", &text));
        sign(&own, "file", &text, &[]);
        assert!(!both(&allowed, "a@example.com", NAMESPACE, &text));
        sign(&other, NAMESPACE, &text, &[]);
        assert!(!both(&allowed, "a@example.com", NAMESPACE, &text));
        assert!(both(&allowed, "c@example.com", NAMESPACE, &text));
        std::fs::write(&text, "text 7\r\n").unwrap();
        assert!(!both(&allowed, "c@example.com", NAMESPACE, &text));
    }
}

#[test]
fn options_of_allowed_signers_are_followed_as_ssh_keygen_follows_them() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let own = key(path, "own", "ed25519", "");
    let text = path.join("text");
    std::fs::write(&text, "text\n").unwrap();
    sign(&own, NAMESPACE, &text, &[]);
    let allowed = path.join("signers");
    for (line, holds) in [
        ("a namespaces=\"alembic-rs-release\" KEY", true),
        ("a namespaces=\"file,alembic-*\" KEY", true),
        ("a namespaces=\"file\" KEY", false),
        ("a namespaces=\"*,!alembic-*\" KEY", false),
        ("a valid-after=\"20200101Z\" KEY", true),
        ("a valid-after=\"29990101Z\" KEY", false),
        ("a valid-before=\"20200101000000Z\" KEY", false),
        (
            "a valid-after=\"20200101Z\",valid-before=\"299901011200Z\" KEY",
            true,
        ),
        (
            "a namespaces=\"alembic-rs-release\",valid-before=\"20200101Z\" KEY",
            false,
        ),
        ("b,a KEY some comment", true),
        ("\"a\" KEY", true),
        ("b KEY\na KEY", true),
        ("a unknown-option KEY", false),
        ("a KEYx", false),
        ("", false),
    ] {
        std::fs::write(&allowed, line.replace("KEY", &public(&own)) + "\n").unwrap();
        assert_eq!(both(&allowed, "a", NAMESPACE, &text), holds, "{line}");
    }
}

#[test]
fn what_would_let_more_people_sign_than_are_named_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let own = key(folder.path(), "own", "ed25519", "");
    let allowed = folder.path().join("signers");
    for (line, words) in [
        ("*@example.com KEY", "name each person"),
        ("a cert-authority KEY", "certificates are not verified"),
        ("a valid-before=\"29990101\" KEY", "with the Z"),
        ("a", "there is no key in it"),
        ("a namespaces=\"x KEY", "a quote is not closed"),
    ] {
        let text = format!("# one\n{}\n", line.replace("KEY", &public(&own)));
        std::fs::write(&allowed, text).unwrap();
        let error = AllowedSigners::read(&allowed).unwrap_err().to_string();
        assert!(error.contains("signers:2: "), "{error}");
        assert!(error.contains(words), "{line}: {error}");
    }
}

#[test]
fn no_flipped_byte_of_a_signature_holds() {
    let folder = tempfile::tempdir().unwrap();
    for (kind, bits) in [("ed25519", ""), ("ecdsa", "256"), ("rsa", "2048")] {
        let own = key(folder.path(), kind, kind, bits);
        let allowed = folder.path().join("signers");
        std::fs::write(&allowed, format!("a {}\n", public(&own))).unwrap();
        let signers = AllowedSigners::read(&allowed).unwrap();
        let text = folder.path().join("text");
        std::fs::write(&text, "text\n").unwrap();
        sign(&own, NAMESPACE, &text, &[]);
        let armor = std::fs::read_to_string(folder.path().join("text.sig")).unwrap();
        let holds = |armor: &str| {
            SshSignature::parse(armor).is_ok_and(|signature| {
                let now = Timestamp::now();
                signers
                    .verify("a", NAMESPACE, b"text\n", &signature, now)
                    .is_ok()
            })
        };
        assert!(holds(&armor));
        let lines: Vec<&str> = armor.lines().collect();
        let body = lines[1..lines.len() - 1].concat();
        let letters = body.trim_end_matches('=').len();
        // The last letter of base64 may hold bits that mean nothing.
        for index in 0..letters - 1 {
            let mut changed = body.clone().into_bytes();
            changed[index] = if changed[index] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(changed).unwrap();
            let changed = format!("{}\n{changed}\n{}\n", lines[0], lines[lines.len() - 1]);
            assert!(!holds(&changed), "{kind}: letter {index}");
        }
        for cut in 0..armor.len() - 1 {
            assert!(!holds(&armor[..cut]), "{kind}: {cut} letters");
        }
    }
}

/// Two approvers with their keys, and a plan to approve.
struct Approvers {
    project: Project,
    plan: ReleasePlan,
    keys: TempDir,
    now: Timestamp,
}

const ROLES: [(&str, &str); 2] = [
    ("execution", "execution@example.com"),
    ("governance", "governance@example.com"),
];

impl Approvers {
    fn new() -> Self {
        let keys = tempfile::tempdir().unwrap();
        let project = Project::new();
        let mut signers = String::new();
        for (role, person) in ROLES {
            let own = key(keys.path(), role, "ed25519", "");
            signers.push_str(&format!("{person} {}\n", public(&own)));
        }
        project.write("allowed_signers", &signers);
        let plan = project.plan();
        let approvers = Self {
            project,
            plan,
            keys,
            now: "2026-03-01T22:30:00Z".parse().unwrap(),
        };
        for (role, _) in ROLES {
            approvers.sign(&approvers.document(role), role, role, NAMESPACE);
        }
        approvers
    }

    fn folder(&self) -> PathBuf {
        self.project.path().join("approvals")
    }

    fn document(&self, role: &str) -> ApprovalDocument {
        let (_, person) = ROLES.iter().find(|(known, _)| *known == role).unwrap();
        let moment = |text: &str| text.parse().unwrap();
        ApprovalDocument {
            release: "flags".to_owned(),
            plan: self.plan.digest(),
            commit: None,
            rehearsal: None,
            target_database: "production".to_owned(),
            role: role.to_owned(),
            approver: (*person).to_owned(),
            not_before: moment("2026-03-01T20:00:00Z"),
            not_after: moment("2026-03-02T02:00:00Z"),
            window: Some(Window {
                from: moment("2026-03-01T22:00:00Z"),
                to: moment("2026-03-02T00:00:00Z"),
            }),
            issued: moment("2026-03-01T12:00:00Z"),
        }
    }

    /// Has a text signed by the key of a role, as the approval of a role.
    fn sign(&self, document: &ApprovalDocument, as_role: &str, by: &str, namespace: &str) {
        self.sign_text(&document.to_text(), as_role, by, namespace);
    }

    fn sign_text(&self, text: &str, as_role: &str, by: &str, namespace: &str) {
        std::fs::create_dir_all(self.folder()).unwrap();
        let file = approval_file(&self.folder(), as_role);
        std::fs::write(&file, text).unwrap();
        sign(&self.keys.path().join(by), namespace, &file, &[]);
    }

    fn verify(&self) -> Result<Vec<alembic_rs::governance::Approval>, String> {
        let roles: Vec<String> = ROLES.iter().map(|(role, _)| (*role).to_owned()).collect();
        let demand = ApprovalDemand {
            plan: &self.plan,
            target_database: "production",
            roles: &roles,
            now: self.now,
        };
        let signers = self.project.path().join("allowed_signers");
        verify_approvals(&self.folder(), &signers, demand).map_err(|failures| {
            let lines: Vec<String> = failures.iter().map(ToString::to_string).collect();
            lines.join("\n")
        })
    }

    fn refused(&self, words: &str) {
        let told = self.verify().unwrap_err();
        assert!(told.contains(words), "{told}");
    }
}

#[test]
fn two_people_with_two_keys_approve_a_plan() {
    let approvers = Approvers::new();
    let approvals = approvers.verify().unwrap();
    let roles: Vec<&str> = approvals
        .iter()
        .map(|one| one.document.role.as_str())
        .collect();
    assert_eq!(roles, ["execution", "governance"]);
    let window = common_window(&approvals).unwrap();
    assert!(window.has(approvers.now));
    assert!(!window.has("2026-03-02T00:00:00Z".parse().unwrap()));
    assert_eq!(
        operator(&approvals, None).as_deref(),
        Ok("execution@example.com")
    );
    assert_eq!(operator(&approvals, Some("o")).as_deref(), Ok("o"));
    for named in [
        "governance@example.com",
        "Governance@Example.com",
        " governance@example.com ",
        "",
        " ",
        "o\nPASS",
    ] {
        assert!(operator(&approvals, Some(named)).is_err(), "{named:?}");
    }
    assert!(operator(&[], None).is_err());
}

#[test]
fn an_approval_of_anything_else_does_not_hold() {
    type Change = fn(&mut ApprovalDocument);
    let changes: [(Change, &str); 10] = [
        (
            |one| one.plan = alembic_rs::governance::Digest::of("another"),
            "approves the plan",
        ),
        (
            |one| one.release = "other".to_owned(),
            "approves the release other",
        ),
        (
            |one| one.commit = Some("0f".repeat(20)),
            "approves the commit",
        ),
        (
            |one| one.target_database = "staging".to_owned(),
            "approves the database staging",
        ),
        (
            |one| one.role = "execution".to_owned(),
            "approves the role execution",
        ),
        (
            |one| one.approver = "execution@example.com".to_owned(),
            "somebody else's",
        ),
        (
            |one| one.not_before = "2026-03-01T22:30:01Z".parse().unwrap(),
            "holds from 2026-03-01T22:30:01Z on only",
        ),
        (
            |one| one.not_after = "2026-03-01T22:30:00Z".parse().unwrap(),
            "held until 2026-03-01T22:30:00Z",
        ),
        (
            |one| one.issued = "2026-02-26T22:29:59Z".parse().unwrap(),
            "approvals live for 72h",
        ),
        (
            |one| one.issued = "2026-03-01T22:30:01Z".parse().unwrap(),
            "yet to come",
        ),
    ];
    let approvers = Approvers::new();
    for (change, words) in changes {
        let mut document = approvers.document("governance");
        change(&mut document);
        approvers.sign(&document, "governance", "governance", NAMESPACE);
        approvers.refused(words);
    }
}

#[test]
fn a_text_that_was_changed_or_signed_otherwise_does_not_hold() {
    let approvers = Approvers::new();
    let folder = approvers.folder();
    let file = approval_file(&folder, "governance");
    let text = approvers.document("governance").to_text();

    std::fs::write(&file, text.replace("not after: 2026", "not after: 2027")).unwrap();
    approvers.refused("does not fit the text");
    // Windows' line ends: signed as they are, and no approval all the same.
    approvers.sign_text(
        &text.replace('\n', "\r\n"),
        "governance",
        "governance",
        NAMESPACE,
    );
    approvers.refused("approval as 'governance'");
    approvers.sign_text(&text, "governance", "governance", "file");
    approvers.refused("made with -n file");
    approvers.sign_text(&text, "governance", "execution", NAMESPACE);
    approvers.refused("somebody else's");
    let stranger = key(approvers.keys.path(), "stranger", "ed25519", "");
    assert!(stranger.exists());
    approvers.sign_text(&text, "governance", "stranger", NAMESPACE);
    approvers.refused("not in the file of allowed signers");
    key(approvers.keys.path(), "long", "ecdsa", "521");
    approvers.sign_text(&text, "governance", "long", NAMESPACE);
    approvers.refused("ecdsa-sha2-nistp521");

    approvers.sign_text(&text, "governance", "governance", NAMESPACE);
    assert!(approvers.verify().is_ok());
    let signature = folder.join("governance.approval.sig");
    std::fs::copy(folder.join("execution.approval.sig"), &signature).unwrap();
    approvers.refused("does not fit the text");
    std::fs::remove_file(&signature).unwrap();
    approvers.refused("governance.approval.sig is not there");
    std::fs::write(&signature, vec![b'a'; 1 << 20]).unwrap();
    approvers.refused("longer than 65536 bytes");
    std::fs::remove_file(&file).unwrap();
    approvers.refused("it is not there");
}

#[test]
fn one_person_or_one_key_is_not_two() {
    let approvers = Approvers::new();
    let signers = approvers.project.path().join("allowed_signers");
    let text = std::fs::read_to_string(&signers).unwrap();
    let (execution, _) = text.split_once('\n').unwrap();
    let key = execution.split_once(' ').unwrap().1;

    let mut document = approvers.document("governance");
    document.approver = "execution@example.com".to_owned();
    approvers.sign(&document, "governance", "execution", NAMESPACE);
    approvers.refused("two roles need two persons");

    // The key of one person under the name of another.
    std::fs::write(&signers, format!("{text}governance@example.com {key}\n")).unwrap();
    let document = approvers.document("governance");
    approvers.sign(&document, "governance", "execution", NAMESPACE);
    approvers.refused("two persons have two keys");

    // A key that was taken out of the file, or that is valid no more.
    approvers.sign(&document, "governance", "governance", NAMESPACE);
    assert!(approvers.verify().is_ok());
    std::fs::write(&signers, format!("{execution}\n")).unwrap();
    approvers.refused("not in the file of allowed signers");
    let expired = text.replace(
        "governance@example.com ",
        "governance@example.com valid-before=\"20260301Z\" ",
    );
    std::fs::write(&signers, expired).unwrap();
    approvers.refused("valid-after or valid-before");
    std::fs::remove_file(&signers).unwrap();
    approvers.refused("who may sign is not known");
}

#[test]
fn windows_that_have_no_moment_in_common_are_none() {
    let mut approvers = Approvers::new();
    let mut document = approvers.document("governance");
    let later = |moment: Timestamp| moment + SignedDuration::from_hours(2);
    document.window = document.window.map(|window| Window {
        from: later(window.from),
        to: later(window.to),
    });
    approvers.sign(&document, "governance", "governance", NAMESPACE);
    assert!(common_window(&approvers.verify().unwrap()).is_err());
    assert!(common_window(&[]).is_err());
    approvers.now = "2026-03-02T02:00:00Z".parse().unwrap();
    approvers.refused("held until");
}

#[test]
fn a_window_ends_with_the_first_approval_that_ends() {
    let approvers = Approvers::new();
    let mut document = approvers.document("governance");
    let end = document.window.expect("it has one").to - SignedDuration::from_mins(30);
    document.not_after = end;
    approvers.sign(&document, "governance", "governance", NAMESPACE);
    let window = common_window(&approvers.verify().unwrap()).unwrap();
    assert_eq!(window.to, end);
}
