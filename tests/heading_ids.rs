//! The ids of headings, each as kramdown makes it.

use postlint::check::survey::survey;
use postlint::generator::jekyll::Jekyll;
use postlint::walk::Inventory;

/// The ids on a page with this text, on a site with this configuration.
#[track_caller]
fn assert_ids(config: &str, body: &str, expected: &[&str]) {
    let page = format!("---\n---\n{body}");
    let files: [(&str, &[u8]); 2] = [("_config.yml", config.as_bytes()), ("page.md", page.as_bytes())];
    let generator = Jekyll::new(&[("_config.yml", config)], 0);
    let found = survey(&Inventory::in_memory(&files), &generator);
    let ids = found.anchors.iter().flatten().map(String::as_str).collect::<Vec<_>>();
    assert_eq!(ids, expected, "{body}");
}

#[test]
fn headings_have_ids_of_gfm() {
    assert_ids("", "# Über uns_all\n\n## A & B\n\n## A & B\n", &["über-uns_all", "a--b", "a--b-1"]);
}

#[test]
fn headings_in_html_have_ids_of_kramdown() {
    let body = "# 1. Über\n\n<div markdown=\"1\">\n\n# 1. Über\n\n- # In a list\n\n## 你好\n\n## 你好\n\n</div>\n\n# 1. Über\n";
    let expected = ["1-über", "ber", "in-a-list", "section", "section-1", "1-über-1"];
    assert_ids("", body, &expected);
    assert_ids(
        "kramdown: { auto_id_prefix: x- }",
        "# A\n\n<div markdown=\"1\">\n# A\n</div>\n",
        &["x-a", "x-a"],
    );
}

#[test]
fn headings_of_footnotes_have_ids_of_kramdown() {
    assert_ids("", "See[^1].\n\n[^1]: It\n\n    ## 1. A\n", &["fnref:1", "fn:1", "a"]);
}

#[test]
fn addresses_are_no_part_of_an_id() {
    assert_ids(
        "",
        "## [](https://lake.example/)Lake\n\n## [Lake](/x) <https://a.example>\n",
        &["lake", "lake-httpsaexample"],
    );
}

#[test]
fn what_is_included_ends_its_line() {
    assert_ids("", "## Tides {%- include since.html -%}\n{: #tides}\n", &["tides"]);
}

#[test]
fn ids_are_of_the_text_alone() {
    let cases = [
        ("after_{create,update}_commit", "after_createupdate_commit"),
        ("New *_was and _em_ **st__r__ong**", "new-was-and-_em-st__r__ong"),
        ("[Use <tt>...</tt> for `$it ` ](/x)", "use--for-it--"),
        ("`` a` ``{: .c} and \\_b\\_ ~~c~~", "a-and-_b_-c"),
        ("One -- two - three --- four[^1]", "one--two---three--four"),
        ("![A](/a.png) Picture", "-picture"),
        ("{% raw %}{{ page.title }}{% endraw %} raw", "-pagetitle--raw"),
    ];
    for (text, id) in cases {
        let mut expected = vec![id];
        if text.contains("[^1]") {
            expected.extend(["fnref:1", "fn:1"]);
        }
        assert_ids("", &format!("## {text}\n\n[^1]: Note\n"), &expected);
    }
}

#[test]
fn small_includes_are_read() {
    let badge = b"<span title=\"since {{ include.version }}\">{{ include.version }}</span>\n";
    let page = "---\n---\n## Tides {%- include badge.html version=\"4.0\" -%}\n\n## Boats {% include badge.html %}\n";
    let files: [(&str, &[u8]); 3] =
        [("_config.yml", b""), ("_includes/badge.html", badge), ("page.md", page.as_bytes())];
    let found = survey(&Inventory::in_memory(&files), &Jekyll::new(&[("_config.yml", "")], 0));
    assert_eq!(found.anchors.concat(), ["tides40"]);
}

#[test]
fn options_of_kramdown_count() {
    let gfm = |options: &str| format!("kramdown: {{ {options} }}");
    let bare = gfm("input: kramdown");
    for (config, body, ids) in [
        (gfm(""), "a\n# B\n\n# C #", vec!["b", "c"]),
        (gfm("gfm_quirks: []"), "a\n# B\n\n# C #x# #\n\n#D", vec!["c-x"]),
        (gfm("gfm_quirks: 'paragraph_end,no_auto_typographic'"), "# a -- b --- c\n", vec!["a----b-----c"]),
        (
            bare.clone(),
            "# *Em* `code` [l](/x \"t\") &amp; 1. B\n\n## 1. É 2\n\n## 你\n\nText\n# no\n\n#Yes\n",
            vec!["em-code-lx-t-amp-1-b", "section", "section-1", "yes"],
        ),
        (
            gfm("input: kramdown, auto_id_stripping: 'true'"),
            "# *Em* `code` [l](/x) &amp; B <http://a.b/c>\n",
            vec!["em--l--b-httpabc"],
        ),
        (gfm("input: kramdown, transliterated_header_ids: true"), "# Über\n\n# Sea\n", vec!["sea"]),
        (gfm("auto_ids: 'false'"), "# a {#b}\n\n## c\n", vec!["b"]),
        (gfm("header_offset: 2, auto_id_prefix: p-"), "# a\n\n###### b", vec!["p-a", "p-b"]),
        (gfm("parse_block_html: true"), "<div>\n# A\n</div>\n", vec!["a"]),
        ("markdown: CommonMark".to_owned(), "# A\n\n<h2 id=\"b\">B</h2>\n\n<h2>C</h2>\n", vec!["b"]),
    ] {
        assert_ids(&config, body, &ids);
    }
}

#[test]
fn extensions_of_markdown_are_those_of_the_configuration() {
    let page = b"---\n---\n# Tide\n";
    let files: [(&str, &[u8]); 3] = [("_config.yml", b""), ("a.md", page), ("b.txt", page)];
    let config = [("_config.yml", "markdown_ext: txt")];
    let found = survey(&Inventory::in_memory(&files), &Jekyll::new(&config, 0));
    assert_eq!(found.anchors, [vec![], vec!["tide".to_owned()]]);
}

#[test]
fn footnotes_and_their_marks_have_ids() {
    let body = "# Tide[^b] and[^a] ebb[^b]\n\n[^a]: First [^c]\n\n    ## Notes\n\n[^b]: Second\n\n[^c]: Third\n\n[^d]: Unused\n\n## Notes\n";
    let expected = [
        "tide-and-ebb",
        "fnref:b",
        "fnref:a",
        "fnref:b:1",
        "notes",
        "fn:b",
        "fn:a",
        "fnref:c",
        "notes",
        "fn:c",
    ];
    assert_ids("", body, &expected);
    assert_ids("kramdown: { footnote_prefix: p- }", "A[^1]\n\n[^1]: B\n", &["fnref:p-1", "fn:p-1"]);
}

#[test]
fn a_page_has_options_of_its_own() {
    assert_ids("", "# A\n\n{::options auto_ids=\"false\" /}\n\n# B\n", &[]);
    assert_ids("", "# A\n\n{::options auto_id_prefix=\"x-\" /}\n\n# B\n", &["x-a", "x-b"]);
}

#[test]
fn attribute_lists_give_ids_in_words_of_their_own() {
    let cases: [(&str, &[&str]); 9] = [
        ("#a", &["a"]),
        ("#a]b", &[]),
        ("#1", &[]),
        (".c#a.d", &["a"]),
        ("#a#b", &["b"]),
        ("#a id=\"b\" .c", &["b"]),
        ("id='a b'", &["a b"]),
        ("id=\"a\"b", &[]),
        ("x #a", &["a"]),
    ];
    for (list, ids) in cases {
        assert_ids("", &format!("Text\n{{: {list}}}\n"), ids);
    }
}
