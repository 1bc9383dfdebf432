//! Where a comment is one, and where it is text.

use crate::run::{NOW, POST, Run, expect, found, images};

const IMG: &str = "<img src=\"\">";

#[test]
fn in_every_language_of_a_file() {
    for comment in [
        "<!-- postlint-ignore image/empty-source: x -->",
        "<!--postlint-ignore image/empty-source: x-->",
        "{% comment %}postlint-ignore image/empty-source: x{% endcomment %}",
        "{%- comment -%} postlint-ignore image/empty-source: x {%- endcomment -%}",
        "{% # postlint-ignore image/empty-source: x %}",
        "{%- # postlint-ignore image/empty-source: x -%}",
        "{::comment}postlint-ignore image/empty-source: x{:/comment}",
    ] {
        expect(&format!("---\n---\n{comment}\n{IMG}\n"), &["4:6"], &[]);
        expect(&format!("---\n---\n{IMG} {comment}\n"), &["3:6"], &[]);
    }
    for path in ["_layouts/a.html", "_includes/b.html", "page.html"] {
        let text = format!("---\n---\n<!-- postlint-ignore image/empty-source: x -->\n{IMG}\n");
        let (shown, aside) = found(path, &text, "image/empty-source");
        assert_eq!(aside, ["4:6 image/empty-source"], "{path} {shown:?}");
        assert!(shown.is_empty(), "{path} {shown:?}");
    }
}

#[test]
fn line_ends_and_byte_order_mark() {
    for end in ["\n", "\r\n", "\r"] {
        let text = [
            "---",
            "title: a",
            "---",
            "",
            "<!-- postlint-ignore image/empty-source: x -->",
            IMG,
            "",
            IMG,
            "",
        ];
        if end == "\r" {
            // Without a line feed there is no front matter; the lines count all the same.
            let text = ["<!-- postlint-ignore image/empty-source: x -->", IMG, "", IMG, ""].join(end);
            assert_eq!(images(&text).1, ["2:6"]);
            continue;
        }
        let (shown, aside) = images(&text.join(end));
        assert_eq!((aside, shown), (vec!["6:6".to_owned()], vec!["8:6".to_owned()]), "{end:?}");
    }
    let text = format!("\u{feff}<!-- postlint-ignore image/empty-source: x -->\n{IMG}\n");
    assert_eq!(images(&text).1, ["2:6"]);
}

#[test]
fn what_is_text_is_no_comment() {
    for text in [
        "```html\n<!-- postlint-ignore image/empty-source -->\n```\n",
        "~~~\n<!-- postlint-ignore-file image/empty-source -->\n~~~\n",
        "    <!-- postlint-ignore-file image/empty-source -->\n",
        "`<!-- postlint-ignore-file image/empty-source -->` and\n",
        "{% raw %}<!-- postlint-ignore-file image/empty-source -->{% endraw %}\n",
        "{% highlight html %}\n<!-- postlint-ignore-file image/empty-source -->\n{% endhighlight %}\n",
        "<a title=\"<!-- postlint-ignore-file image/empty-source -->\" href=\"/\">a</a>\n",
        "<script>var a = \"<!-- postlint-ignore-file image/empty-source -->\";</script>\n",
        "{{ \"<!-- postlint-ignore-file image/empty-source -->\" }}\n",
        "# postlint-ignore-file image/empty-source\n",
        "<!-- see postlint-ignore-file image/empty-source -->\n",
        "<!-- postlint-ignored: image/empty-source -->\n",
        "\\<!-- postlint-ignore-file image/empty-source -->\n",
    ] {
        expect_only_shown(&format!("---\n---\n{text}\n{IMG}\n"));
    }
}

#[track_caller]
fn expect_only_shown(text: &str) {
    let (shown, aside) = images(text);
    assert!(aside.is_empty(), "{text}");
    assert_eq!(shown.len(), 1, "{shown:?}\n{text}");
}

#[test]
fn in_yaml_only_comments_are() {
    for front_matter in [
        "title: \"# postlint-ignore-file image/empty-source\"\n",
        "title: '# postlint-ignore-file image/empty-source'\n",
        "title: \"a\n  # postlint-ignore-file image/empty-source\"\n",
        "title: |\n  a\n  # postlint-ignore-file image/empty-source\n",
        "title: >-\n\n  # postlint-ignore-file image/empty-source\nlayout: a\n",
        "title: a#postlint-ignore-file image/empty-source\n",
        "list:\n  - \"# postlint-ignore-file image/empty-source\"\n",
        "a: {b: '# postlint-ignore-file image/empty-source'}\n",
    ] {
        expect_only_shown(&format!("---\n{front_matter}---\n{IMG}\n"));
    }
    for front_matter in [
        "# postlint-ignore-file image/empty-source\n",
        "title: a # postlint-ignore-file image/empty-source\n",
        "title: \"a\" # postlint-ignore-file image/empty-source\n",
        "title: | # postlint-ignore-file image/empty-source\n  a\n",
        "title: |\n  a\n# postlint-ignore-file image/empty-source\nlayout: b\n",
        "list: [a, # postlint-ignore-file image/empty-source\n  b]\n",
        "list:\n  # postlint-ignore-file image/empty-source\n  - b\n",
        "title: a ## postlint-ignore-file image/empty-source\n",
        "title: a #postlint-ignore-file image/empty-source\n",
        "title: a # note # postlint-ignore-file image/empty-source\n",
        "# a comment\n#\tpostlint-ignore-file image/empty-source\n",
    ] {
        expect(
            &format!("---\n{front_matter}---\n{IMG}\n"),
            &[&format!("{}:6", 3 + front_matter.lines().count())],
            &[],
        );
    }
}

#[test]
fn two_comments_on_one_line_of_yaml() {
    let text = "---\ntitle: a # postlint-ignore-file image/empty-source: one # postlint-ignore-file image/without-alt: two\n---\n<img src=\"\">\n";
    let (shown, aside) = found(POST, text, "image/empty-source, image/without-alt");
    assert_eq!(aside.len(), 2, "{shown:?}");
    assert!(shown.is_empty(), "{shown:?}");
}

#[test]
fn in_front_matter_that_does_not_parse() {
    for (front_matter, place) in [
        ("# postlint-ignore front-matter/syntax: known\ntitle: a: b\n", "3:"),
        ("title: a: b # postlint-ignore front-matter/syntax: known\n", "2:"),
        ("# postlint-ignore-file front-matter/syntax: known\nlayout: x\ntitle: a: b\n", "4:"),
    ] {
        let text = format!("---\n{front_matter}---\n");
        let (shown, aside) = found(POST, &text, "front-matter/syntax");
        assert_eq!(aside.len(), 1, "{shown:?}\n{text}");
        assert!(aside[0].starts_with(place), "{aside:?}");
        assert!(shown.is_empty(), "{shown:?}");
    }
    for text in [
        "title: \"# postlint-ignore-file front-matter/syntax\"\nlayout: a: b\n",
        "title: |\n  # postlint-ignore-file front-matter/syntax\nlayout: a: b\n",
    ] {
        let (_, aside) = found(POST, &format!("---\n{text}---\n"), "front-matter/syntax");
        assert!(aside.is_empty(), "{text}");
    }
    // Nothing is said to be of no use there: most rules had nothing to look at.
    let (shown, _) = found(POST, "---\n# postlint-ignore date/future: x\ntitle: a: b\n---\n", "date/future");
    assert!(shown.is_empty(), "{shown:?}");
}

/// What is found with no generator, where TOML and JSON are front matter too.
fn plain(text: &str) -> (usize, usize) {
    let config = "select: [image/empty-source, suppression/unused, suppression/unknown-rule]";
    let outcome = Run { files: &[("a.md", text)], config, site: "none", now: NOW }.outcome();
    (outcome.findings.len(), outcome.suppressed.len())
}

#[test]
fn in_toml() {
    for front_matter in [
        "# postlint-ignore-file image/empty-source: x\ntitle = \"a\"\n",
        "title = \"a\" # postlint-ignore-file image/empty-source: x\n",
        "list = [ 1, # postlint-ignore-file image/empty-source: x\n 2 ]\n",
        "title = a b # postlint-ignore-file image/empty-source: x\n",
    ] {
        assert_eq!(plain(&format!("+++\n{front_matter}+++\n{IMG}\n")), (0, 1), "{front_matter}");
    }
    for front_matter in [
        "title = \"# postlint-ignore-file image/empty-source: x\"\n",
        "title = '# postlint-ignore-file image/empty-source: x'\n",
        "title = \"\"\"\n# postlint-ignore-file image/empty-source: x\n\"\"\"\n",
        "title = '''\n# postlint-ignore-file image/empty-source: x\n'''\n",
        "title = a b\nother = \"# postlint-ignore-file image/empty-source: x\"\n",
    ] {
        assert_eq!(plain(&format!("+++\n{front_matter}+++\n{IMG}\n")), (1, 0), "{front_matter}");
    }
}

#[test]
fn json_has_none_and_the_body_speaks_for_it() {
    let text = format!("{{\"title\": \"# postlint-ignore-file image/empty-source\"}}\n{IMG}\n");
    assert_eq!(plain(&text), (1, 0));
    let text =
        format!("{{\"title\": \"a\"}}\n{IMG}\n\n<!-- postlint-ignore-file image/empty-source: x -->\n");
    assert_eq!(plain(&text), (0, 1));
}

#[test]
fn without_a_generator_liquid_is_text() {
    let text = format!("{{% comment %}}postlint-ignore-file image/empty-source{{% endcomment %}}\n{IMG}\n");
    assert_eq!(plain(&text), (1, 0));
    assert_eq!(plain(&format!("<!-- postlint-ignore-file image/empty-source -->\n{IMG}\n")), (0, 1));
    assert_eq!(
        plain(&format!("```\n<!-- postlint-ignore-file image/empty-source -->\n```\n{IMG}\n")),
        (1, 0)
    );
}

/// How many references to nothing are shown and set aside in a file beside a page.
fn references(path: &str, text: &str) -> (usize, usize) {
    let files = [(path, text), ("index.html", "---\n---\nx\n")];
    let config = "select: [image/missing-file, link/missing-file, suppression/unused]";
    let outcome = Run { files: &files, config, site: "", now: NOW }.outcome();
    (outcome.findings.len(), outcome.suppressed.len())
}

#[test]
fn in_style_sheets_and_data() {
    let sheet = "assets/a.css";
    let rule = "a { background: url(/no.png); }";
    assert_eq!(references(sheet, &format!("{rule}\n")), (1, 0), "the rule looks at style sheets");
    assert_eq!(references(sheet, &format!("{rule} /* postlint-ignore image/missing-file: x */\n")), (0, 1));
    assert_eq!(references(sheet, &format!("/* postlint-ignore image/missing-file: x */\n{rule}\n")), (0, 1));
    assert_eq!(
        references(
            sheet,
            &format!("b::after {{ content: \"/* postlint-ignore-file image/missing-file */\" }}\n{rule}\n")
        ),
        (1, 0)
    );
    let scss = "_sass/a.scss";
    if references(scss, &format!("{rule}\n")) == (1, 0) {
        assert_eq!(references(scss, &format!("// postlint-ignore image/missing-file: x\n{rule}\n")), (0, 1));
    }
    let data = "_data/menu.yml";
    let menu = "- url: /nowhere.html";
    assert_eq!(references(data, &format!("{menu}\n")), (1, 0), "the rule looks at data");
    assert_eq!(references(data, &format!("{menu} # postlint-ignore link/missing-file: x\n")), (0, 1));
    assert_eq!(references(data, &format!("# postlint-ignore link/missing-file: x\n{menu}\n")), (0, 1));
    assert_eq!(
        references(data, &format!("- name: '# postlint-ignore-file link/missing-file'\n{menu}\n")),
        (1, 0)
    );
}
