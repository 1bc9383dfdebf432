//! New names for categories and tags.

use crate::bench::Bench;

const ARCHIVES: &str = "title: Lake\ntimezone: UTC\npermalink: /:categories/:title/\nplugins: [jekyll-archives, jekyll-redirect-from]\n\
    jekyll-archives:\n  enabled: [categories, tags]\ndefaults:\n  - scope: { path: _posts/club }\n    values:\n      categories: [News, club]\n";

#[track_caller]
fn renamed(front: &str, command: &str, names: [&str; 2]) -> String {
    let bench = Bench::new(&[("_posts/2022-01-07-a.md", &format!("---\ntitle: A\n{front}---\nText.\n"))]);
    let ran = bench.run(&[command, names[0], names[1], "--write"]);
    let ran = ran.exits(0);
    let text = bench.read("_posts/2022-01-07-a.md");
    let text = text.strip_prefix("---\ntitle: A\n").unwrap();
    assert!(ran.err.contains("edited"), "{}", ran.err);
    text.split("---\n").next().unwrap().to_owned()
}

#[test]
fn every_way_of_writing_is_kept() {
    for (old, new) in [
        ("categories: news\n", "categories: events\n"),
        ("category: news\n", "category: events\n"),
        ("categories: [news, lake]\n", "categories: [events, lake]\n"),
        ("categories: ['news', \"lake\"]\n", "categories: ['events', \"lake\"]\n"),
        ("categories:\n  - lake\n  - \"news\" # old\n", "categories:\n  - lake\n  - \"events\" # old\n"),
        ("categories: lake news\n", "categories: lake events\n"),
        ("categories: \"lake news\"\n", "categories: \"lake events\"\n"),
    ] {
        assert_eq!(renamed(old, "rename-category", ["news", "events"]), new);
    }
    for (old, new) in [
        ("tags: news\n", "tags: [the news]\n"),
        ("tags: a news\n", "tags: [a, the news]\n"),
        ("tag: news\n", "tag: the news\n"),
        ("tags: [news]\n", "tags: [the news]\n"),
    ] {
        assert_eq!(renamed(old, "rename-tag", ["news", "the news"]), new);
    }
    assert_eq!(renamed("tags: [news]\n", "rename-tag", ["news", "2022"]), "tags: [\"2022\"]\n");
    assert_eq!(renamed("tags:\n- news\n", "rename-tag", ["news", "a: b"]), "tags:\n- \"a: b\"\n");
    assert_eq!(renamed("tags: [news]\n", "rename-tag", ["news", "a, b"]), "tags: [\"a, b\"]\n");
}

#[test]
fn two_names_become_one_only_by_force() {
    let bench = Bench::new(&[
        ("_posts/2022-01-07-a.md", "---\ntitle: A\ntags: [a, old, new]\n---\nText.\n"),
        ("_posts/2022-01-08-b.md", "---\ntitle: B\ntags:\n  - old\n  - new\n---\nText.\n"),
        ("_posts/2022-01-09-c.md", "---\ntitle: C\ntags: old new\n---\nText.\n"),
        ("_posts/2022-01-10-d.md", "---\ntitle: D\ntags: [Other]\n---\nText.\n"),
    ]);
    let ran = bench.run(&["rename-tag", "old", "new"]).exits(1);
    assert!(ran.out.contains("3 documents have the tag `new` already"), "{}", ran.out);
    let ran = bench.run(&["rename-tag", "old", "other"]).exits(1);
    assert!(ran.out.contains("`Other` has the same address as `other`"), "{}", ran.out);
    bench.run(&["rename-tag", "old", "new", "--write", "--force"]).exits(0);
    assert!(bench.read("_posts/2022-01-07-a.md").contains("tags: [a, new]\n"));
    assert!(bench.read("_posts/2022-01-08-b.md").contains("tags:\n  - new\n---"));
    assert!(bench.read("_posts/2022-01-09-c.md").contains("tags: new\n"));
    let ran = bench.run(&["rename-tag", "nwe", "x"]).exits(2);
    assert!(ran.err.contains("did you mean `new`?"), "{}", ran.err);
}

#[test]
fn addresses_archives_and_links_follow() {
    let bench = Bench::new(&[
        (
            "_posts/2022-01-07-a.md",
            "---\ntitle: A\ncategories: News\n---\n[all](/category/news/) [b](/news/b/#x)\n",
        ),
        (
            "_posts/2022-01-08-b.md",
            "---\ntitle: B\ncategories: [News]\n---\n[a]({% post_url 2022-01-07-a %}) [a](../a/)\n",
        ),
        ("_posts/club/2022-01-09-c.md", "---\ntitle: C\n---\nText.\n"),
        (
            "index.html",
            "---\ntitle: Home\n---\n{% for post in site.categories.News %}{{ post.title }}{% endfor %}\
            {% for post in site.categories[\"News\"] %}{{ post.title }}{% endfor %}\n",
        ),
        (".postlint.yml", "rules:\n  category/unknown:\n    allowed: [News, club]\n"),
    ]);
    bench.write("_config.yml", ARCHIVES);
    let ran = bench.run(&["rename-category", "News", "Events", "--write"]).exits(0);
    let a = bench.read("_posts/2022-01-07-a.md");
    assert!(a.contains("categories: Events\nredirect_from:\n  - /news/a/\n---\n[all](/category/events/) [b](/events/b/#x)\n"), "{a}");
    assert!(bench.read("_posts/2022-01-08-b.md").contains("[a]({% post_url 2022-01-07-a %}) [a](../a/)\n"));
    assert!(bench.read("_config.yml").contains("categories: [Events, club]"));
    let index = bench.read("index.html");
    assert!(
        index.contains("site.categories.Events %}") && index.contains("site.categories[\"Events\"]"),
        "{index}"
    );
    assert!(ran.err.contains("no redirect was made from /category/news/"), "{}", ran.err);
    assert!(bench.read(".postlint.yml").contains("allowed: [Events, club]"));
}

#[test]
fn a_page_of_its_own_gets_the_new_name() {
    let bench = Bench::new(&[
        ("_posts/2022-01-07-a.md", "---\ntitle: A\ntags: [lake]\n---\n[all](/tags/lake/)\n"),
        ("tags/lake.md", "---\ntitle: lake\ntag: lake\npermalink: /tags/lake/\n---\nAll.\n"),
        ("_data/tags.yml", "lake:\n  text: On the lake\n"),
    ]);
    bench.run(&["rename-tag", "lake", "Deep Water", "--write"]).exits(0);
    let page = bench.read("tags/deep-water.md");
    assert_eq!(page, "---\ntitle: Deep Water\ntag: Deep Water\npermalink: /tags/deep-water/\n---\nAll.\n");
    assert!(
        bench.read("_posts/2022-01-07-a.md").contains("tags: [Deep Water]\n---\n[all](/tags/deep-water/)\n")
    );
    assert!(bench.read("_data/tags.yml").starts_with("Deep Water:\n"));
}

#[test]
fn letters_alone_may_change_and_folders_are_left() {
    assert_eq!(renamed("tags: [lake]\n", "rename-tag", ["lake", "Lake"]), "tags: [Lake]\n");
    let bench = Bench::new(&[("lake/_posts/2022-01-07-a.md", "---\ntitle: A\n---\nText.\n")]);
    let ran = bench.run(&["rename-category", "lake", "sea"]).exits(1);
    assert!(ran.out.contains("its category comes from the folder lake"), "{}", ran.out);
    let ran = bench.run(&["mv", "lake", "sea", "--write"]).exits(0);
    assert!(bench.path("sea/_posts/2022-01-07-a.md").exists(), "{}", ran.out);
}

#[test]
fn strings_that_may_be_the_name_are_left_to_a_person() {
    let bench = Bench::new(&[
        ("_posts/2022-01-07-a.md", "---\ntitle: A\ntags: [lake]\n---\nText.\n"),
        ("_includes/list.html", "{{ include.of }}\n"),
        (
            "p.md",
            "---\ntitle: P\n---\n{% include list.html of=\"lake\" %}\n{% if page.tags contains 'lake' %}x{% endif %}{% if page.x == 'lake' %}y{% endif %}\n",
        ),
    ]);
    let ran = bench.run(&["rename-tag", "lake", "sea"]).exits(1);
    assert_eq!(ran.out, "p.md:4:26: `lake` may be the tag, and that cannot be told\n");
    bench.run(&["rename-tag", "lake", "sea", "--write", "--force"]).exits(0);
    let page = bench.read("p.md");
    assert!(page.contains("contains 'sea'") && page.contains("page.x == 'lake'"), "{page}");
}
