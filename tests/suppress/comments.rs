//! What the rules on such comments say of them, and what they do not say.

use postlint::finding::Finding;

use crate::run::{NOW, POST, Run, expect, found, row};

const IMG: &str = "<img src=\"\">";

fn of_post(text: &str, config: &str, now: i128) -> Vec<Finding> {
    Run { files: &[(POST, text)], config, site: "", now }.outcome().findings
}

#[test]
fn a_rule_that_did_not_run_makes_no_comment_idle() {
    let text =
        "---\n---\n<!-- postlint-ignore image/empty-source, link/dead, image/without-size: x -->\nText.\n";
    let rows = |config| of_post(text, config, NOW).iter().map(row).collect::<Vec<_>>();
    assert_eq!(rows("select: [suppression]"), [""; 0]);
    assert_eq!(rows("select: [suppression, link/dead]"), [""; 0], "no host is asked");
    assert_eq!(rows("select: [suppression, image/empty-source]"), ["3:22 suppression/unused"]);
    let off = "select: [suppression, image/empty-source]\nrules: {image/empty-source: off}";
    assert_eq!(rows(off), [""; 0]);
    let off =
        "select: [suppression, image/empty-source]\noverrides: [{paths: [\"_posts/*\"], ignore: [image]}]";
    assert_eq!(rows(off), [""; 0]);
}

#[test]
fn a_group_of_which_a_rule_did_not_run_is_not_idle() {
    let text = "---\n---\n<!-- postlint-ignore text: x -->\nText.\n";
    let rows = |config| of_post(text, config, NOW).iter().map(row).collect::<Vec<_>>();
    assert_eq!(rows("select: [suppression, text/mojibake]"), [""; 0]);
    assert_eq!(rows("select: [suppression, text]"), ["3:22 suppression/unused"]);
}

#[test]
fn an_undecided_question_makes_no_comment_idle() {
    // Some servers find a page with a slash after its name, others do not.
    let page = ("b.md", "---\npermalink: /b\n---\n");
    let rows = |text: &str| {
        let config = "select: [link/missing-file, link/letter-case, suppression/unused]";
        let outcome = Run { files: &[(POST, text), page], config, site: "", now: NOW }.outcome();
        outcome.findings.iter().map(row).collect::<Vec<_>>()
    };
    for rule in ["link/missing-file", "link/letter-case"] {
        let text = format!("---\n---\n[a](/b/) <!-- postlint-ignore {rule}: x -->\n");
        assert_eq!(rows(&text), [""; 0], "{rule}");
        let text = format!("---\n---\n[a](/b/)\n\n<!-- postlint-ignore {rule}: x -->\nText.\n");
        assert_eq!(rows(&text), ["5:22 suppression/unused"], "{rule}");
    }
}

#[test]
fn files_that_are_not_published_have_no_idle_comments() {
    let text = "---\n# postlint-ignore link/missing-file: x\ntitle: a\n---\n";
    for path in ["_drafts/a.md", "_layouts/unused.html"] {
        let (shown, _) = found(path, text, "link/missing-file");
        assert!(shown.is_empty(), "{path} {shown:?}");
    }
}

#[test]
fn findings_about_comments_cannot_be_suppressed() {
    let text = "---\n# postlint-ignore-file suppression/unused: x\n---\n<!-- postlint-ignore image/empty-source: x -->\n";
    let (shown, aside) = found(POST, text, "image/empty-source");
    assert!(aside.is_empty());
    assert_eq!(shown, ["2:24 suppression/unused", "4:22 suppression/unused"]);
}

#[test]
fn expiry() {
    let text = |until: &str| {
        format!("---\n---\n{IMG} <!-- postlint-ignore image/empty-source until {until}: x -->\n")
    };
    expect(&text("2026-01-15"), &["3:6"], &[]);
    expect(&text("2026-01-14"), &[], &["3:6", "3:60 suppression/expired"]);
    expect(&text("2026-02-30"), &["3:6"], &["3:60 suppression/malformed"]);
    expect(&text("tomorrow"), &["3:6"], &["3:60 suppression/malformed"]);
    expect(&text("15.1.2027"), &["3:6"], &["3:60 suppression/malformed"]);
    expect(&text(""), &["3:6"], &["3:54 suppression/malformed"]);
    let expired = of_post(&text("2026-01-14"), "select: [suppression/expired]", NOW);
    assert!(expired[0].message.contains("2026-01-14"), "{}", expired[0].message);
    assert!(expired[0].fix.is_none(), "there is something left to correct");
    let idle = "---\n---\nText. <!-- postlint-ignore image/empty-source until 2026-01-14: x -->\n";
    let idle = of_post(idle, "select: [suppression, image/empty-source]", NOW);
    assert_eq!(idle.iter().map(row).collect::<Vec<_>>(), ["3:53 suppression/expired"]);
    assert!(idle[0].fix.is_some());
}

#[test]
fn the_day_is_that_of_the_site() {
    let text = format!("---\n---\n{IMG} <!-- postlint-ignore image/empty-source until 2026-01-15: x -->\n");
    // 2026-01-15T23:30:00Z is the 16th in Tokyo.
    let late = NOW + 41_400_000_000_000;
    let shown = |site: &str| {
        let run = Run { files: &[(POST, &text)], config: "select: [image/empty-source]", site, now: late };
        run.outcome().findings.len()
    };
    assert_eq!(shown(""), 0);
    assert_eq!(shown("timezone: Asia/Tokyo\n"), 1);
    assert_eq!(shown("timezone: America/New_York\n"), 0);
    assert_eq!(shown("none"), 0);
}

#[test]
fn reasons_are_asked_for_by_the_configuration() {
    let text =
        |reason: &str| format!("---\n---\n{IMG} <!-- postlint-ignore image/empty-source{reason} -->\n");
    let asks = "suppressions: {require-reason: true}\nselect: [image/empty-source]";
    let rows = |text: &str, config| of_post(text, config, NOW).iter().map(row).collect::<Vec<_>>();
    for reason in ["", ":", ":  ", " until 2027-01-01"] {
        assert_eq!(rows(&text(reason), asks), ["3:35 suppression/without-reason"], "{reason}");
        assert_eq!(
            rows(&text(reason), "ignore: [image/without-alt, image/without-size, front-matter]"),
            [""; 0]
        );
    }
    assert_eq!(rows(&text(": old"), asks), [""; 0]);
    let no = "suppressions: {require-reason: false}";
    assert!(!rows(&text(""), no).iter().any(|row| row.contains("reason")));
    assert!(postlint::config::Config::parse("suppressions: {require_reason: true}").is_err());
    assert!(postlint::config::Config::parse("suppressions: {require-reason: perhaps}").is_err());
}

#[test]
fn names_are_read_as_they_are_meant() {
    let aside = |said: &str| {
        let text = format!("---\n---\n{IMG} <!-- postlint-ignore {said} -->\n");
        let (shown, aside) = found(POST, &text, "image/empty-source, image/without-alt");
        let shown: Vec<String> = shown.into_iter().filter(|row| !row.contains("without-reason")).collect();
        (aside.len(), shown)
    };
    let none: Vec<String> = Vec::new();
    assert_eq!(aside("image/empty-source,image/without-alt:x"), (2, none.clone()));
    assert_eq!(aside("image/empty-source , image/without-alt"), (2, none.clone()));
    assert_eq!(aside("image/empty-source, image/without-alt, : a: b"), (2, none.clone()));
    // A comma that was forgotten between two rules.
    assert_eq!(aside("image/empty-source image/without-alt: x"), (2, none));
    let (count, shown) = aside("image/empty-source image/without-alt because of it");
    assert_eq!((count, shown.as_slice()), (2, &["3:72 suppression/malformed".to_owned()][..]));
    let (count, shown) = aside("image/empty-source, image/without-atl: x");
    assert_eq!((count, shown.len()), (1, 2), "{shown:?}");
    let (count, shown) = aside("nothing/like-this: x");
    assert_eq!((count, shown.len()), (0, 3), "{shown:?}");
}

#[test]
fn own_rules_can_be_named() {
    let manifest = "---\nsummary: A\nseverity: warning\nsince: 0.1.0\nmessage: x\nmatch: {element: img, attribute: src, empty: false}\n---\n";
    let own = vec![postlint::config::declared_rule("own/pictures", manifest)];
    for name in ["own/pictures", "own"] {
        let text = format!("---\n---\n{IMG} <!-- postlint-ignore {name}: x -->\n");
        let select = Some(vec!["own".to_owned(), "suppression".to_owned()]);
        let config = postlint::config::Config { own: own.clone(), select, ..Default::default() };
        let settings = postlint::settings::Settings::resolve(&config).unwrap();
        let outcome = Run { files: &[(POST, &text)], config: "", site: "", now: NOW }.with(&settings);
        assert_eq!(outcome.suppressed.len(), 1, "{name}");
        assert!(outcome.findings.is_empty(), "{name} {:?}", outcome.findings);
    }
}

#[test]
fn the_reason_is_kept_in_one_line() {
    let text = format!(
        "---\n---\n{IMG} <!-- postlint-ignore image/empty-source:\n  a long\n\treason: with a colon -->\n"
    );
    let outcome = Run { files: &[(POST, &text)], config: "select: [image]", site: "", now: NOW }.outcome();
    assert_eq!(&*outcome.suppressed[0].reason, "a long reason: with a colon");
}

#[test]
fn many_comments_and_findings_take_linear_time() {
    let mut text = "---\n---\n".to_owned();
    for _ in 0..4_000 {
        text.push_str("<!-- postlint-ignore-start image/empty-source --><img src=\"\">");
    }
    text.push('\n');
    for _ in 0..4_000 {
        text.push_str("<!-- postlint-ignore image/empty-source -->\n");
    }
    text.push_str(&"\n".repeat(20_000));
    for _ in 0..4_000 {
        text.push_str("<!-- postlint-ignore-end image/empty-source -->");
    }
    let start = std::time::Instant::now();
    let (_, aside) = found(POST, &text, "image/empty-source");
    assert_eq!(aside.len(), 4_000);
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}
