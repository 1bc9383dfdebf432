//! `--fix` that is killed at any moment: every file is whole, as it was or as it is to be, and the next run
//! does the rest.

#![expect(clippy::unwrap_used, reason = "what is made for a test and cannot be read stops it")]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

const FILES: usize = 100;
const KILLS: u64 = 4;

fn text(at: usize, is_fixed: bool) -> String {
    let filler = "The lake was calm, and nobody was there.\n\n".repeat(at % 40);
    let tag = if is_fixed { "<p class=\"b\">x</p>" } else { "<p class=\"a\" class=\"b\">x</p>" };
    format!("---\ntitle: Post {at}\ndate: 2022-01-07 08:00:00 +0000\n---\n\n{filler}{tag}\n\nEnd.\n")
}

fn path(at: usize) -> String {
    format!("_posts/2022-01-07-{at}.md")
}

fn fix(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_postlint"));
    command.current_dir(folder).args(["check", "--fix", "--quiet", "--select", "html/duplicate-attribute"]);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn left_over(folder: &Path) -> usize {
    let names = fs::read_dir(folder.join("_posts")).unwrap().map(|entry| entry.unwrap().file_name());
    names.filter(|name| name.to_string_lossy().starts_with('.')).count()
}

#[test]
fn every_file_is_whole_at_any_moment() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::create_dir(folder.join("_posts")).unwrap();
    fs::write(folder.join("_config.yml"), "title: x\n").unwrap();
    let mut random: u64 = 0x9e37_79b9_7f4a_7c15;
    let write_all = || (0..FILES).for_each(|at| fs::write(folder.join(path(at)), text(at, false)).unwrap());
    write_all();
    let started = std::time::Instant::now();
    assert!(fix(folder).status().unwrap().success());
    let usual = u64::try_from(started.elapsed().as_micros()).unwrap();
    for _ in 0..KILLS {
        write_all();
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mut child = fix(folder).spawn().unwrap();
        // Most of the time is spent before anything is written.
        std::thread::sleep(Duration::from_micros(usual / 4 + (random >> 33) % usual));
        child.kill().unwrap();
        child.wait().unwrap();
        for at in 0..FILES {
            let now = fs::read_to_string(folder.join(path(at))).unwrap();
            assert!(now == text(at, false) || now == text(at, true), "{}: {now:?}", path(at));
        }
        assert!(fix(folder).status().unwrap().success());
        assert_eq!(left_over(folder), 0);
    }
    for at in 0..FILES {
        assert_eq!(fs::read_to_string(folder.join(path(at))).unwrap(), text(at, true));
    }
}
