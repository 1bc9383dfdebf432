//! `postlint mv` of posts, pages, images, includes and folders.

use crate::bench::{Bench, Ran};

const CONFIG: &str = "title: Lake\ntimezone: UTC\nurl: https://lake.example\nbaseurl: /base\nplugins:\n  - jekyll-redirect-from\n";

fn lake() -> Bench {
    let bench = Bench::new(&[
        (
            "_posts/2022-01-07-walk.md",
            "---\ntitle: Walk\ncategories: news\nimage: /assets/img/a.png\n---\n[about]({{ site.baseurl }}/about/) and \
             [guide](../../../../docs/guide/) ![a](/base/assets/img/a.png \"x\")\n\
             [swim]({% post_url 2022-01-08-swim %}#deep)\n\
             <img src=\"{{ '/assets/img/a.png' | relative_url }}\" alt=\"a\" srcset=\"/base/assets/img/a.png 1x, /base/assets/img/b.png 2x\">\n",
        ),
        (
            "_posts/2022-01-08-swim.md",
            "---\ntitle: Swim\ncategories: news\n---\n[walk]({% post_url 2022-01-07-walk %}) [two](../07/walk.html?x=1&amp;y=2#z) [ref] \
             <a href=\"https://lake.example/base/news/2022/01/07/walk.html#q\">w</a>\n\n[ref]: /base/about/#team\n[unused]: /base/about\n",
        ),
        (
            "about.md",
            "---\ntitle: About\n---\n[guide](docs/guide/) [walk]({% link _posts/2022-01-07-walk.md %}) ![x](./assets/img/a.png)\n",
        ),
        (
            "docs/guide.md",
            "---\ntitle: Guide\npermalink: /docs/guide/\n---\n[up](../../about.html) {% include nav.html %}\n",
        ),
        ("_data/nav.yml", "- title: About\n  url: /about.html\n- title: Guide\n  url: /docs/guide/\n"),
        ("_includes/nav.html", "<a href=\"{{ site.baseurl }}/about.html\">A</a>\n"),
        ("css/main.css", "body { background: url(\"../assets/img/a.png\") }\n"),
        ("assets/img/a.png", "a"),
        ("assets/img/b.png", "b"),
    ]);
    bench.write("_config.yml", CONFIG);
    bench.edit("_posts/2022-01-07-walk.md", "/about/)", "/about.html)");
    bench.edit("_posts/2022-01-08-swim.md", "/about/#team", "/about.html#team");
    bench
}

/// How many references lead to a file.
fn found(bench: &Bench) -> usize {
    let ran = bench.run(&["links", "--format", "json", "--at", "2026-01-15"]).exits(0);
    ran.out.matches("\"found\"").count()
}

/// Moves, and fails unless as many references are found as before.
#[track_caller]
fn moved(bench: &Bench, old: &str, new: &str) -> Ran {
    let before = found(bench);
    assert!(before > 0);
    let ran = bench.run(&["mv", old, new, "--write", "--at", "2026-01-15"]).exits(0);
    assert_eq!(found(bench), before, "{}{}", ran.out, ran.err);
    assert!(!bench.path(old).exists());
    ran
}

#[test]
fn a_post_takes_its_references_with_it() {
    let bench = lake();
    moved(&bench, "_posts/2022-01-07-walk.md", "_posts/2022-02-01-hike.md");
    let swim = bench.read("_posts/2022-01-08-swim.md");
    for text in [
        "{% post_url 2022-02-01-hike %}",
        "(../../02/01/hike.html?x=1&amp;y=2#z)",
        "\"https://lake.example/base/news/2022/02/01/hike.html#q\"",
    ] {
        assert!(swim.contains(text), "{text}: {swim}");
    }
    assert!(bench.read("about.md").contains("{% link _posts/2022-02-01-hike.md %}"));
    let hike = bench.read("_posts/2022-02-01-hike.md");
    assert!(
        hike.contains("image: /assets/img/a.png\nredirect_from:\n  - /news/2022/01/07/walk.html\n---\n"),
        "{hike}"
    );
}

#[test]
fn a_page_is_followed_from_everywhere() {
    let bench = lake();
    moved(&bench, "about.md", "club/team.md");
    assert!(bench.read("_posts/2022-01-07-walk.md").contains("({{ site.baseurl }}/club/team.html)"));
    let swim = bench.read("_posts/2022-01-08-swim.md");
    assert!(swim.contains("[ref]: /base/club/team.html#team\n[unused]: /base/club/team\n"), "{swim}");
    assert!(bench.read("_data/nav.yml").contains("url: /club/team.html\n"));
    assert!(bench.read("_includes/nav.html").contains("{{ site.baseurl }}/club/team.html"));
    assert!(bench.read("docs/guide.md").contains("[up](../../club/team.html)"));
    let team = bench.read("club/team.md");
    assert!(team.contains("[guide](../docs/guide/)") && team.contains("![x](../assets/img/a.png)"), "{team}");
}

#[test]
fn an_image_is_followed_in_every_way_of_writing() {
    let bench = lake();
    let ran = moved(&bench, "assets/img/a.png", "assets/pics/");
    let walk = bench.read("_posts/2022-01-07-walk.md");
    assert!(walk.contains("image: /assets/pics/a.png\n"), "{walk}");
    assert!(walk.contains("(/base/assets/pics/a.png \"x\")"), "{walk}");
    assert!(walk.contains("{{ '/assets/pics/a.png' | relative_url }}"), "{walk}");
    assert!(walk.contains("srcset=\"/base/assets/pics/a.png 1x, /base/assets/img/b.png 2x\""), "{walk}");
    assert!(bench.read("css/main.css").contains("url(\"../assets/pics/a.png\")"));
    assert!(ran.err.contains("no redirect was made from /assets/img/a.png"), "{}", ran.err);
}

#[test]
fn a_folder_and_an_include_move_as_well() {
    let bench = lake();
    moved(&bench, "assets", "media");
    assert!(bench.read("css/main.css").contains("../media/img/a.png"));
    moved(&bench, "_includes/nav.html", "_includes/menu.html");
    assert!(bench.read("docs/guide.md").contains("{% include menu.html %}"));
}

#[test]
fn there_and_back_again_leaves_the_redirect_alone() {
    let bench = lake();
    let before = bench.read("_posts/2022-01-08-swim.md");
    moved(&bench, "about.md", "team.md");
    moved(&bench, "team.md", "about.md");
    assert_eq!(bench.read("_posts/2022-01-08-swim.md"), before);
    assert!(bench.read("about.md").contains("redirect_from:\n  - /team.html\n---\n"));
}

#[test]
fn nothing_is_written_unless_asked_and_git_takes_the_diff() {
    let bench = lake();
    bench.commit();
    let ran = bench.run(&["mv", "about.md", "club/team.md"]).exits(0);
    assert!(ran.err.contains("nothing is written without --write"));
    assert_eq!(bench.git(&["status", "--porcelain"]), "");
    bench.write("../move.diff", &ran.out);
    bench.git(&["apply", "../move.diff"]);
    bench.remove("../move.diff");
    let by_diff = (bench.read("club/team.md"), bench.read("docs/guide.md"));
    bench.git(&["stash", "-q", "-u"]);
    bench.run(&["mv", "about.md", "club/team.md", "--write", "--quiet"]).exits(0);
    assert_eq!(by_diff, (bench.read("club/team.md"), bench.read("docs/guide.md")));
}

#[test]
fn what_cannot_be_moved_is_refused() {
    let bench = lake();
    for (old, new, why) in [
        ("nothing.md", "a.md", "no such file"),
        ("about.md", "docs/guide.md", "exists already"),
        ("_config.yml", "config.yml", "stays there"),
        ("docs", "docs/inner/docs", "into itself"),
        ("about.md", "../about.md", "outside of the site"),
    ] {
        let ran = bench.run(&["mv", old, new]).exits(2);
        assert!(ran.err.contains(why), "{old} {new}: {}", ran.err);
    }
    let ran = bench.run(&["mv", "about.md", "_drafts/about.md"]).exits(1);
    assert!(ran.out.contains("about.md:1:1: it would no longer be published (draft)"), "{}", ran.out);
}
