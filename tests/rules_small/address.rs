//! Neighbours of the cases in the manifests of the link and image rules.

use crate::site::{SmallSite, fixed, graded, in_body};
use postlint::finding::Severity;

#[test]
fn an_empty_address_points_at_the_attribute_or_the_link() {
    let body = "[a]() <a href=\"\">b</a> <a href>c</a> <a href=\" \">d</a> [e](<>)\n\n[f]: <>\n";
    assert_eq!(in_body("link/empty", body), ["[a]()", "href=\"\"", "href", " ", "[e](<>)"]);
    assert!(in_body("link/empty", "<a>a</a> [b](#) [c]({{ x }}) `[d]()`").is_empty());
}

#[test]
fn text_after_a_block_tag_may_be_code() {
    assert!(in_body("link/empty", "{% tab scala %}\n    val all = Set[String]()\n{% endtab %}").is_empty());
}

#[test]
fn an_insecure_link_is_a_note_but_to_the_site_itself() {
    let found = graded("link/insecure", "<http://lake.org/a> [b](http://birds.net/b) [c](HTTP://x.lake.org)");
    let texts: Vec<_> = found.iter().map(|(text, severity)| (text.as_str(), *severity)).collect();
    assert_eq!(
        texts,
        [
            ("http://lake.org/a", Severity::Note),
            ("http://birds.net/b", Severity::Warning),
            ("HTTP://x.lake.org", Severity::Note)
        ]
    );
    assert_eq!(fixed("link/insecure", "[b](http://birds.net/b)"), "[b](https://birds.net/b)");
    assert!(
        in_body("link/insecure", "<http://www.example.com> `http://lake.org` <http://127.0.0.1/>").is_empty()
    );
}

#[test]
fn a_definition_that_several_links_share_is_one_finding() {
    let body = "[a][x] and [b][x] and ![c][x]\n\n[x]: http://lake.org/\n[unused]: http://lake.org/unused\n";
    assert_eq!(in_body("link/insecure", body), ["http://lake.org/"]);
}

#[test]
fn an_address_without_scheme_may_have_a_slash_too_many_only_as_a_path() {
    assert_eq!(
        in_body("link/protocol-relative", "[a](//lake.org/) ![b](//lake.org/b.png)"),
        ["//lake.org/", "//lake.org/b.png"]
    );
    assert_eq!(
        fixed("link/protocol-relative", "<a href=\"//lake.org/?a&amp;b\">x</a>"),
        "<a href=\"https://lake.org/?a&amp;b\">x</a>"
    );
    assert!(in_body("link/protocol-relative", "[a](/a//b) [c](https://d//e)").is_empty());
}

#[test]
fn local_hosts_in_every_form() {
    for host in [
        "localhost",
        "localhost:4000",
        "a.localhost",
        "127.0.0.1",
        "127.1.2.3:80",
        "0.0.0.0",
        "[::1]",
        "[::1]:4000",
        "[fe80::1]",
        "[fd00::1]",
        "10.0.0.1",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.1.1",
        "nas.local",
        "NAS.LOCAL",
        "user@localhost",
        "intranet",
    ] {
        let body = format!("[map](http://{host}/map)");
        assert_eq!(in_body("link/local-host", &body), [format!("http://{host}/map")], "{host}");
    }
    for host in [
        "172.32.0.1",
        "11.0.0.1",
        "local.org",
        "localhost.org",
        "127.0.0.1.org",
        "[2001:db8::1]",
        "HOST",
        "{{ h }}",
    ] {
        assert!(in_body("link/local-host", &format!("[map](http://{host}/map)")).is_empty(), "{host}");
    }
    assert_eq!(in_body("link/local-host", "[a](file:///home/ann/a.html)"), ["file:///home/ann/a.html"]);
}

#[test]
fn a_local_host_that_is_shown_is_a_note() {
    for body in [
        "<http://localhost:4000>",
        "[localhost:4000](http://localhost:4000)",
        "<a href=\"http://localhost:4000\">http://localhost:4000</a>",
    ] {
        assert_eq!(graded("link/local-host", body)[0].1, Severity::Note, "{body}");
    }
    assert_eq!(graded("link/local-host", "![a](http://localhost/a.png)")[0].1, Severity::Warning);
}

#[test]
fn an_undefined_reference_is_no_index_and_no_citation() {
    for body in
        ["a[i][j]", "int[][]", "[1][2]", "f(x)[a][b]", "[a]", "[ ][b]", "`[a][b]`", "[a][b]\n\n[B]: /b"]
    {
        assert!(in_body("link/undefined-reference", body).is_empty(), "{body}");
    }
    assert_eq!(in_body("link/undefined-reference", "See [the map][2]."), ["[the map][2]"]);
    assert_eq!(
        fixed("link/undefined-reference", "See [it][the_map].\n\n[the map]: /m"),
        "See [it][the map].\n\n[the map]: /m"
    );
    assert!(in_body("link/undefined-reference", "{% include links.md %}\n\n[a][b]").is_empty());
}

#[test]
fn a_program_in_an_address_is_seen_through_disguises() {
    for address in [
        "javascript:alert(1)",
        "JaVaScRiPt:x()",
        "&#106;avascript:x()",
        " javascript:x()",
        "java&#10;script:x()",
        "vbscript:x",
        "data:text/html,<b>",
    ] {
        let body = format!("<a href=\"{address}\">a</a>");
        assert_eq!(graded("link/script-url", &body), [(address.to_owned(), Severity::Warning)], "{address}");
    }
    assert_eq!(graded("link/script-url", "<a href=\"javascript:void(0);\">a</a>")[0].1, Severity::Note);
    assert!(
        in_body(
            "link/script-url",
            "<img src=\"data:image/svg+xml,x\"> [a](/javascript:x) [b](data:image/png;base64,x)"
        )
        .is_empty()
    );
}

#[test]
fn a_key_is_reported_with_its_name_and_nothing_more() {
    let key = "28d1f0eb41d35cc81d84b4664d7c23c4";
    for (address, found) in [
        (format!("https://a.test/?token={key}"), format!("token={key}")),
        (format!("https://a.test/?a=1&amp;token={key}&amp;b=2"), format!("token={key}")),
        (format!("https://a.test/?a=1&Token={key}#x"), format!("Token={key}")),
        (format!("https://a.test/#access_token={key}"), format!("access_token={key}")),
        (format!("https://a.test/b.png?X-Amz-Signature={key}{key}"), format!("X-Amz-Signature={key}{key}")),
        (format!("/b.png?sig={key}%3D"), format!("sig={key}%3D")),
        (
            "https://a.test/?x=ghp_16C7e42F292c6912E7710c838347Ae178B4a".to_owned(),
            "x=ghp_16C7e42F292c6912E7710c838347Ae178B4a".to_owned(),
        ),
        ("https://a.test/?password=lake7house".to_owned(), "password=lake7house".to_owned()),
    ] {
        assert_eq!(in_body("link/token-in-url", &format!("<img src=\"{address}\">")), [found], "{address}");
    }
}

#[test]
fn a_placeholder_is_no_key() {
    for query in [
        "token=YOUR_TOKEN",
        "token=",
        "token=abc",
        "token=xxxxxxxxxxxxxxxxxxxxxxxx",
        "token={{ site.token }}",
        "token=your-token-here-1234567",
        "tokenize=28d1f0eb41d35cc81d84b4664d7c23c4",
        "api_key=API_KEY_GOES_HERE_1234",
        "token=aaaaaaaaaaaaaaaaaaaaa1",
        "pwd=a1b2",
        "password=password",
        "id=28d1f0eb41d35cc81d84b4664d7c23c4",
        "token=1234567890123456",
    ] {
        let body = format!("<a href=\"https://a.test/?{query}\">a</a>");
        assert!(in_body("link/token-in-url", &body).is_empty(), "{query}");
    }
    for authority in [
        "user:password@a.test",
        "ann@a.test",
        "username:pass@a.test",
        "a:{{ p }}@a.test",
        "ann:PASSWORD@a.test",
    ] {
        assert!(
            in_body("link/token-in-url", &format!("<a href=\"https://{authority}/\">a</a>")).is_empty(),
            "{authority}"
        );
    }
    assert_eq!(in_body("link/token-in-url", "<https://ann:lake7@a.test/>"), ["ann:lake7"]);
}

#[test]
fn a_host_without_scheme_is_told_from_a_file() {
    for text in ["www.lake.org", "www.lake.org/a", "lake.com", "lake.com/a", "lake.org/a", "ann.github.io/a"]
    {
        assert_eq!(in_body("link/scheme-less", &format!("[a]({text})")), [text], "{text}");
    }
    for text in [
        "www",
        "www.html",
        "notes.org",
        "a.net",
        "index.html",
        "/www.lake.org",
        "../lake.com",
        "v1.2.com3/a",
        "./lake.com",
        "a b.com",
    ] {
        assert!(in_body("link/scheme-less", &format!("<a href=\"{text}\">a</a>")).is_empty(), "{text}");
    }
}

#[test]
fn blanks_in_addresses() {
    assert_eq!(fixed("link/space-in-url", "<a href=\"/a b.html\">x</a>"), "<a href=\"/a%20b.html\">x</a>");
    assert_eq!(fixed("link/space-in-url", "<a href=\" /a.html \">x</a>"), "<a href=\"/a.html\">x</a>");
    assert!(
        in_body("link/space-in-url", "[a](/a%20b \"a b\") <a href=\"javascript:a b\">c</a> [d]({{ a b }}/c)")
            .is_empty()
    );
}

#[test]
fn code_that_reads_as_a_link() {
    assert!(in_body("link/space-in-url", "def identity[T](x: T): T = x").is_empty());
    assert!(in_body("link/undefined-reference", "[new][[Feature 1]](https://lake.org/1)").is_empty());
    assert_eq!(in_body("link/space-in-url", "[x](/category/Career In.html)"), ["/category/Career In.html"]);
}

#[test]
fn mail_addresses_without_mailto() {
    assert_eq!(fixed("link/email-without-mailto", "[a](ann@lake.org)"), "[a](mailto:ann@lake.org)");
    for text in
        ["mailto:ann@lake.org", "icon@2x.png", "@ann", "a/ann@lake.org", "https://ann@lake.org/", "ann@lake"]
    {
        assert!(
            in_body("link/email-without-mailto", &format!("<a href=\"{text}\">a</a>")).is_empty(),
            "{text}"
        );
    }
    assert!(in_body("link/email-without-mailto", "<ann@lake.org>").is_empty());
}

#[test]
fn punctuation_at_the_end_of_an_address() {
    for (text, marks) in
        [("a。", "。"), ("a，", "，"), ("a）", "）"), ("a」。", "」。"), ("a,", ","), ("a”", "”")]
    {
        assert_eq!(
            in_body("link/trailing-punctuation", &format!("<a href=\"https://a.test/{text}\">x</a>")),
            [marks]
        );
    }
    for text in ["湖（北）", "a.", "a？", "a！", "a)", "a，b"] {
        assert!(
            in_body("link/trailing-punctuation", &format!("<a href=\"https://a.test/{text}\">x</a>"))
                .is_empty()
        );
    }
}

#[test]
fn a_wrong_scheme_is_corrected() {
    for (wrong, right) in [
        ("http://https://lake.org/a", "https://lake.org/a"),
        ("http://http://lake.org/a", "http://lake.org/a"),
        ("https//lake.org/a", "https://lake.org/a"),
        ("htttps://lake.org/a", "https://lake.org/a"),
        ("hhttps://lake.org/a", "https://lake.org/a"),
        ("http:/lake.org/a", "http://lake.org/a"),
        ("https：//lake.org/a", "https://lake.org/a"),
    ] {
        assert_eq!(
            fixed("link/invalid-url", &format!("<a href=\"{wrong}\">x</a>")),
            format!("<a href=\"{right}\">x</a>")
        );
    }
}

#[test]
fn what_no_browser_follows_is_an_error() {
    for address in
        ["http://", "https:///", "http://a b/", "http://lake.org:port/", "http://[::1", "http://1.2.3.256/"]
    {
        let found = graded("link/invalid-url", &format!("<a href=\"{address}\">x</a>"));
        assert_eq!(found, [(address.to_owned(), Severity::Error)], "{address}");
    }
    assert_eq!(graded("link/invalid-url", "<a href=\"http://HOST:PORT/\">x</a>")[0].1, Severity::Warning);
    for address in [
        "https://湖.org/",
        "https://lake.org/%zz",
        "https://a_b.org/",
        "mailto:a b",
        "tel:+1 2",
        "/a b",
        "?",
        "data:,",
    ] {
        assert!(in_body("link/invalid-url", &format!("<a href=\"{address}\">x</a>")).is_empty(), "{address}");
    }
    assert!(in_body("link/invalid-url", "[a](http://{{ site.host }}:x/)").is_empty());
}

#[test]
fn images_and_their_descriptions() {
    assert_eq!(
        in_body("image/without-alt", "<img src='a.png'>\n<IMG SRC='b.png'/>"),
        ["<img src='a.png'>", "<IMG SRC='b.png'/>"]
    );
    for body in [
        "<img src=a alt>",
        "<img src=a alt=''>",
        "<img src=a role=presentation>",
        "<img src=a aria-hidden=true>",
        "<img src=a aria-label=Lake>",
        "<img src=a {{ attributes }}>",
        "<img src=a {% if x %}alt=\"b\"{% endif %}>",
        "![{{ x }}](a)",
        "<!-- <img src=a> -->",
    ] {
        assert!(in_body("image/without-alt", body).is_empty(), "{body}");
    }
    assert_eq!(graded("image/without-alt", "![](a.png)"), [("![](a.png)".to_owned(), Severity::Note)]);
    for alt in ["Image", "IMG", "image 12", "photo", "图片", "图片1", "[image]", "画像", "a_b.png", "a_b"]
    {
        assert_eq!(
            in_body("image/alt-placeholder", &format!("<img src=\"/x/a_b.png?w=1\" alt=\"{alt}\">")),
            [alt]
        );
    }
    for alt in ["", "Image of a lake", "imagine", "{{ alt }}", "lake"] {
        assert!(
            in_body("image/alt-placeholder", &format!("<img src=\"/x/lake.png\" alt=\"{alt}\">")).is_empty(),
            "{alt}"
        );
    }
}

#[test]
fn the_size_of_an_image_may_stand_in_its_style() {
    let message = |body: &str| {
        let text = format!("---\n---\n{body}\n");
        let files: &[(&str, &[u8])] = &[("a.md", text.as_bytes())];
        SmallSite { config: "", settings: "{}", files }
            .check("image/without-size")
            .first()
            .map(|one| one.message.to_string())
    };
    assert!(message("<img src=a width=1>").is_some_and(|words| words.contains("no `height`")));
    assert!(message("<img src=a height=1>").is_some_and(|words| words.contains("no `width`")));
    assert!(
        message("<img src=a style='max-width: 100%'>")
            .is_some_and(|words| words.contains("`width` and `height`"))
    );
    for body in [
        "<img src=a width=1 height=1>",
        "<img src=a style='width:1em;height:2em'>",
        "<img src=a style='aspect-ratio:1'>",
        "![a](b)",
    ] {
        assert_eq!(message(body), None, "{body}");
    }
}

#[test]
fn insecure_images_are_asked_about_on_a_site_under_https() {
    let body = "<img src=\"http://a.test/a.png\" srcset=\"http://a.test/b.png 2x, https://a.test/c.png 3x\">";
    assert_eq!(in_body("image/insecure", body), ["http://a.test/a.png", "http://a.test/b.png"]);
    for config in ["", "url: http://birds.net\n"] {
        let files: &[(&str, &[u8])] = &[("a.md", b"---\n---\n![a](http://a.test/a.png)\n")];
        assert!(SmallSite { config, settings: "{}", files }.found("image/insecure").is_empty());
    }
}
