//! What is learned of a site's posts, and what is not.

use crate::site::SmallSite;

const CONFIG: &str = "url: https://birds.net\ntimezone: Asia/Shanghai\n";

/// Posts of the category `news` on three days, each with a source of its day and links back.
fn posts(more: &[(&str, &str)]) -> Vec<(String, String)> {
    let post = |day: usize| {
        let text = format!(
            "---\ntitle: Post {day}\ndate: 2022-01-0{day} 08:00:00 +0800\ncategories: news\n---\nText of the post number {day}.\n\n\
             <http://paper.test/2022010{day}0800{day}.html>\n\n[Back](//birds.net/news/)｜[Home](//birds.net/)\n"
        );
        (format!("_posts/2022-01-0{day}-p.md"), text)
    };
    let news = ("news.md".to_owned(), "---\ntitle: News\npermalink: /news/\n---\nAll.\n".to_owned());
    let more = more.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned()));
    (1..5).map(post).chain([news]).chain(more).collect()
}

fn found(rule: &str, more: &[(&str, &str)]) -> Vec<String> {
    let posts = posts(more);
    let files: Vec<(&str, &[u8])> =
        posts.iter().map(|(path, text)| (path.as_str(), text.as_bytes())).collect();
    SmallSite { config: CONFIG, settings: "{}", files: &files }.found(rule)
}

const HEAD: &str = "---\ntitle: X\ndate: 2022-01-07 08:00:00 +0800\ncategories: news\n---\n";

fn last(rule: &str, body: &str) -> Vec<String> {
    let text = format!("{HEAD}{body}\n");
    let found = found(rule, &[("_posts/2022-01-07-x.md", &text)]);
    let texts = found
        .iter()
        .filter_map(|one| one.strip_prefix("_posts/2022-01-07-x.md: "))
        .map(str::to_owned)
        .collect::<Vec<_>>();
    assert_eq!(texts.len(), found.len(), "{found:?}");
    texts
}

#[test]
fn a_regular_post_is_silent() {
    for rule in [
        "missing",
        "empty",
        "date-mismatch",
        "duplicate",
        "category-mismatch",
        "back-link-host",
        "unexpected-host",
    ] {
        let body =
            "More.\n\n<http://paper.test/202201071.html>\n\n[Back](//birds.net/news/)｜[Home](//birds.net/)";
        assert!(last(&format!("source/{rule}"), body).is_empty(), "{rule}");
    }
}

#[test]
fn a_post_without_source_is_missed_where_all_have_one() {
    assert_eq!(last("source/missing", "More."), ["news"]);
    assert_eq!(last("source/missing", "More, see [this](https://lake.org/)."), ["news"]);
    for body in [
        "More.\n\n<https://lake.org/a>",
        "More.\n\n[Source](https://lake.org/a)",
        "More.\n\n来源：<https://lake.org/a>\n\n[Back](../)",
        "More.\n\n<p>Source: <a href=\"https://lake.org/a\">Lake</a></p>\n",
        "<https://lake.org/a>\n\nMore, after the source.",
        "<https://lake.org/a>",
        "More.\n\n<>",
    ] {
        assert!(last("source/missing", body).is_empty(), "{body}");
    }
}

#[test]
fn other_categories_owe_no_source() {
    let own = "---\ntitle: X\ncategories: own\n---\nWe moved.\n";
    let mixed = "---\ntitle: X\ncategories: [news, diary]\n---\nWe moved.\n";
    let diary = "---\ntitle: X\ncategories: diary\n---\nWe moved.\n";
    let files = [
        ("_posts/2022-02-01-a.md", own),
        ("_posts/2022-02-02-b.md", mixed),
        ("_posts/2022-02-03-c.md", diary),
        ("_posts/2022-02-04-d.md", diary),
        ("_posts/2022-02-05-e.md", diary),
    ];
    assert!(found("source/missing", &files).is_empty());
}

#[test]
fn an_empty_source_in_every_form() {
    for form in ["<>", "< >", "<http://>", "[]()"] {
        assert_eq!(last("source/empty", &format!("More.\n\n{form}\n\n[Back](/news/)")), [form]);
    }
    for body in ["More `<>`.", "More.\n\n    <>", "More.\n\n```\n<>\n```", "A <> B"] {
        assert!(last("source/empty", body).is_empty(), "{body}");
    }
    let undated = "---\ntitle: \"\"\ndate:  +0800\ncategories: news\n---\nMore.\n\n<>\n";
    assert_eq!(found("source/empty", &[("_posts/-1.md", undated)]), ["_posts/-1.md: <>"]);
}

#[test]
fn the_day_in_the_source_in_every_form() {
    for (address, day) in [
        ("http://paper.test/20211207223930.html", "20211207"),
        ("http://paper.test/a/2021/12/07/b", "2021/12/07"),
        ("http://paper.test/2021-12-7/b", "2021-12-7"),
        ("http://paper.test/t20211207_1.html", "20211207"),
        ("http://paper.test/?d=20211207", "20211207"),
    ] {
        assert_eq!(last("source/date-mismatch", &format!("More.\n\n<{address}>")), [day], "{address}");
    }
    for address in [
        "http://paper.test/20220106.html",
        "http://paper.test/20220108.html",
        "http://paper.test/20221307.html",
        "http://paper.test/1234567.html",
        "http://paper.test/99991231.html",
        "http://20211207.test/a",
        "http://paper.test/",
    ] {
        assert!(last("source/date-mismatch", &format!("More.\n\n<{address}>")).is_empty(), "{address}");
    }
}

#[test]
fn two_posts_of_one_source() {
    for same in ["http://paper.test/2022010108001.html", "https://PAPER.test/2022010108001.html#top"] {
        assert_eq!(last("source/duplicate", &format!("More.\n\n<{same}>")), [same]);
    }
    assert!(last("source/duplicate", "More.\n\n<http://paper.test/2022010108001.html?page=2>").is_empty());
}

#[test]
fn a_link_back_to_another_category() {
    let other = "---\ntitle: O\ncategories: lakes\n---\nText.\n";
    let check = |link: &str| {
        let text =
            format!("{HEAD}More.\n\n<http://paper.test/1.html>\n\n[Back]({link})｜[Home](//birds.net/)\n");
        found(
            "source/category-mismatch",
            &[("_posts/2022-01-06-o.md", other), ("_posts/2022-01-07-x.md", &text)],
        )
    };
    for link in [
        "//birds.net/lakes/",
        "/lakes/",
        "../lakes/",
        "/category/lakes.html",
        "https://birds.net/category/l%61kes.html",
    ] {
        assert_eq!(check(link), [format!("_posts/2022-01-07-x.md: {link}")]);
    }
    for link in ["//birds.net/news/", "../news/", "/rivers/", "/"] {
        assert!(check(link).is_empty(), "{link}");
    }
}

#[test]
fn a_link_back_to_a_former_host() {
    let tail = |links: &str| format!("More.\n\n<http://paper.test/1.html>\n\n{links}");
    assert_eq!(
        last("source/back-link-host", &tail("[Back](//old.test/news/)\n[Home](//old.test/)")),
        ["//old.test/news/", "//old.test/"]
    );
    for links in [
        "[Home](//old.test/)",
        "[A](https://lake.org/about/)｜[B](https://lake.org/)",
        "[Back](/news/)",
        "[Back](//birds.net/news/)",
    ] {
        assert!(last("source/back-link-host", &tail(links)).is_empty(), "{links}");
    }
}

#[test]
fn copies_differ_in_where_they_were_fetched_from() {
    let text = "Herons, grebes and coots were counted by the lake this morning; there were more of each than in the year before.";
    let one = format!(
        "---\ntitle: A\n---\n{text}\n\n<http://paper.test/1.html>\n\n[Back](//old.test/news/)｜[Home](//old.test/)"
    );
    let other = format!("---\ntitle: B\n---\n\n{text}  \r\n\r\n<>\n\n[Back](/news/)｜[Home](/)\n");
    let files = [("_posts/-1.md", one.as_str()), ("_posts/2022-02-01-b.md", other.as_str())];
    assert_eq!(found("site/duplicate-body", &files), [format!("_posts/2022-02-01-b.md: {text}")]);
    let translated =
        [("en/_posts/2022-02-01-b.md", one.as_str()), ("de/_posts/2022-02-01-b.md", other.as_str())];
    assert!(found("site/duplicate-body", &translated).is_empty());
    let templates = "{% include body.html %}\n".repeat(20);
    let files =
        [("_posts/2022-02-01-a.md", templates.as_str()), ("_posts/2022-02-01-b.md", templates.as_str())];
    assert!(found("site/duplicate-body", &files).is_empty());
}

#[test]
fn equal_titles_in_one_language() {
    let titled = |title: &str, lang: &str| format!("---\ntitle: {title}\nlang: {lang}\n---\nA.\n");
    let one = titled("Herons", "en");
    for (other, count) in
        [(titled("\"Herons\"", "en"), 1), (titled("Herons", "de"), 0), (titled("herons", "en"), 0)]
    {
        let files = [("_posts/2022-02-01-a.md", one.as_str()), ("_posts/2022-02-02-b.md", other.as_str())];
        assert_eq!(found("site/duplicate-title", &files).len(), count, "{other}");
    }
    let empty = titled("\"\"", "en");
    let files = [("_posts/2022-02-01-a.md", empty.as_str()), ("_posts/2022-02-02-b.md", empty.as_str())];
    assert!(found("site/duplicate-title", &files).is_empty());
}
