//! Moves in any order lose no reference, and a run that is killed loses no file.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::bench::Bench;

/// A small site in which every file leads to others.
fn web() -> Bench {
    let bench = Bench::new(&[
        ("index.md", "---\ntitle: Home\n---\n[a](/a/) [b](b.html) ![p](pics/p.png) {% include nav.html %}\n"),
        (
            "a.md",
            "---\ntitle: A\npermalink: /a/\n---\n[b](../b.html#x) [post]({% post_url 2022-01-07-one %}) [home](../)\n",
        ),
        (
            "b.md",
            "---\ntitle: B\nimage: /pics/p.png\n---\n[a](a/) [one](/2022/01/07/one.html?x=1) ![p](./pics/p.png)\n",
        ),
        (
            "_posts/2022-01-07-one.md",
            "---\ntitle: One\n---\n[two](../08/two.html) [a]: [b](/b) <a href='/a'>a</a>\n",
        ),
        (
            "_posts/2022-01-08-two.md",
            "---\ntitle: Two\n---\n[one]({% link _posts/2022-01-07-one.md %}) ![p]({{ '/pics/p.png' | relative_url }})\n",
        ),
        ("_includes/nav.html", "<a href=\"/b.html\">B</a> <a href=\"{{ site.baseurl }}/a/\">A</a>\n"),
        ("css/main.css", "a { background: url(../pics/p.png) }\n"),
        ("pics/p.png", "p"),
    ]);
    bench.write("_config.yml", "title: Web\ntimezone: UTC\nplugins: [jekyll-redirect-from]\n");
    bench
}

/// What every reference leads to, by the title of the page; and how many lead nowhere.
fn leads(bench: &Bench) -> (usize, usize) {
    let ran = bench.run(&["links", "--format", "json", "--at", "2026-01-15"]).exits(0);
    (ran.out.matches("\"found\"").count(), ran.out.matches("\"missing\"").count())
}

#[test]
fn moves_in_any_order_lose_nothing() {
    let bench = web();
    let start = leads(&bench);
    assert_eq!(start.1, 0);
    let findings = bench.check(&["--select", "link,image,liquid"]).findings().len();
    for (old, new) in [
        ("b.md", "deep/er/c.md"),
        ("pics", "media/pics"),
        ("_posts/2022-01-07-one.md", "_posts/2021-05-06-uno.md"),
        ("a.md", "_posts/2020-01-01-a.md"),
        ("_includes/nav.html", "_includes/parts/nav.html"),
        ("deep", "shallow"),
        ("css/main.css", "main.css"),
        ("_posts/2022-01-08-two.md", "club/_posts/2022-01-08-two.md"),
        ("media/pics/p.png", "pics/p.png"),
        ("shallow/er/c.md", "b.md"),
    ] {
        let ran = bench.run(&["mv", old, new, "--write", "--at", "2026-01-15"]).exits(0);
        assert_eq!(leads(&bench), start, "{old} to {new}: {}{}", ran.out, ran.err);
        let again = bench.check(&["--select", "link,image,liquid"]);
        assert_eq!(again.findings().len(), findings, "{old} to {new}: {}", again.out);
    }
    assert!(bench.read("main.css").contains("url(pics/p.png)"), "{}", bench.read("main.css"));
    assert!(
        bench.read("index.md").contains("[a](/a/) [b](b.html) ![p](pics/p.png)"),
        "{}",
        bench.read("index.md")
    );
}

/// Every file below a folder with its bytes; hidden ones are left out.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
            if path.is_dir() {
                open.push(path);
            } else if !name.rsplit('/').next().unwrap().starts_with('.') {
                found.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    found
}

#[test]
fn a_killed_run_leaves_every_file_whole() {
    let moved = |bench: &Bench| {
        for at in 0..60 {
            bench.write(
                &format!("docs/p{at}.md"),
                &format!("---\ntitle: P{at}\n---\n[next](p{}.html) [b](/b.html)\n", at % 7),
            );
        }
    };
    let (before, after) = (web(), web());
    moved(&before);
    moved(&after);
    after.run(&["mv", "docs", "guide", "--write", "--at", "2026-01-15"]).exits(0);
    let (old, new) = (files(&before.path("")), files(&after.path("")));
    for wait in [0, 3, 6, 9, 12, 16, 20, 25, 30, 40, 60, 90, 130, 200] {
        let bench = web();
        moved(&bench);
        let mut run = Command::new(env!("CARGO_BIN_EXE_postlint"))
            .args(["mv", "docs", "guide", "--write", "--at", "2026-01-15"])
            .current_dir(bench.path(""))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        while !bench.path("guide").exists() && run.try_wait().unwrap().is_none() {
            std::thread::sleep(Duration::from_micros(200));
        }
        std::thread::sleep(Duration::from_millis(wait));
        run.kill().unwrap();
        run.wait().unwrap();
        let now = files(&bench.path(""));
        for (path, bytes) in &now {
            assert!(
                old.get(path) == Some(bytes) || new.get(path) == Some(bytes),
                "{path} is neither old nor new"
            );
        }
        for at in 0..60 {
            let is_there =
                ["docs", "guide"].iter().any(|folder| now.contains_key(&format!("{folder}/p{at}.md")));
            assert!(is_there, "p{at} is lost");
        }
    }
}

#[test]
fn the_baseline_keeps_what_it_knows_of_a_file() {
    let bench = web();
    bench.write("c.md", "---\ntitle: C\n---\n[gone](/gone.html)\n");
    bench.run(&["baseline", "--at", "2026-01-15"]).exits(0);
    bench.check(&[]).exits(0);
    bench.run(&["mv", "c.md", "deep/d.md", "--write", "--at", "2026-01-15"]).exits(0);
    let ran = bench.check(&[]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    assert!(bench.read(".postlint/baseline").contains("deep/d.md"));
}

#[test]
fn bytes_that_are_no_text_stay() {
    let bench = web();
    let mut bytes = b"---\r\ntitle: C\r\n---\r\n[b](/b.html) \xff\xfe\r\nno end".to_vec();
    fs::write(bench.path("c.md"), &bytes).unwrap();
    bench.run(&["mv", "b.md", "bb.md", "--write", "--at", "2026-01-15"]).exits(0);
    let at = bytes.windows(7).position(|part| part == b"/b.html").unwrap();
    bytes.splice(at..at + 2, *b"/bb");
    assert_eq!(fs::read(bench.path("c.md")).unwrap(), bytes);
}

#[cfg(unix)]
#[test]
fn permissions_move_with_the_file() {
    use std::os::unix::fs::PermissionsExt;
    let bench = web();
    fs::set_permissions(bench.path("b.md"), fs::Permissions::from_mode(0o640)).unwrap();
    bench.run(&["mv", "b.md", "bb.md", "--write", "--at", "2026-01-15"]).exits(0);
    assert_eq!(fs::metadata(bench.path("bb.md")).unwrap().permissions().mode() & 0o777, 0o640);
}

#[test]
fn parts_of_style_sheets_follow() {
    let bench = Bench::new(&[
        ("css/main.scss", "---\n---\n@import \"base\";\n@import 'parts/menu';\n"),
        ("_sass/_base.scss", "a { background: url(../pics/p.png); }\n"),
        ("_sass/parts/menu.scss", "b { background: url(\"/pics/p.png?v=1\"); }\n"),
        ("pics/p.png", "p"),
    ]);
    bench.run(&["mv", "pics", "media", "--write"]).exits(0);
    assert_eq!(bench.read("_sass/_base.scss"), "a { background: url(../media/p.png); }\n");
    assert_eq!(bench.read("_sass/parts/menu.scss"), "b { background: url(\"/media/p.png?v=1\"); }\n");
    bench.run(&["mv", "_sass/_base.scss", "_sass/parts/_ground.scss", "--write"]).exits(0);
    bench.run(&["mv", "_sass/parts/menu.scss", "_sass/nav.scss", "--write"]).exits(0);
    assert_eq!(bench.read("css/main.scss"), "---\n---\n@import \"parts/ground\";\n@import 'nav';\n");
}
