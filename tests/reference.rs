//! What the text of an address means.

use postlint::document::reference::{LocalPath, Reference};

fn short(text: &str) -> String {
    match Reference::parse(text) {
        Reference::Empty => "empty".to_owned(),
        Reference::Fragment(fragment) => format!("fragment {fragment}"),
        Reference::Relative(path) => format!("relative {}", local(path)),
        Reference::RootRelative(path) => format!("root {}", local(path)),
        Reference::ProtocolRelative(url) => format!("protocol {url}"),
        Reference::Absolute(url) => format!("absolute {url}"),
        Reference::Scheme(scheme, rest) => format!("scheme {scheme} {rest}"),
        Reference::Invalid(_) => "invalid".to_owned(),
    }
}

fn local(path: LocalPath<'_>) -> String {
    format!("{}|{}|{}", path.path, path.query.unwrap_or("-"), path.fragment.unwrap_or("-"))
}

#[test]
fn every_form() {
    for (text, expected) in [
        ("", "empty"),
        (" \t\n", "empty"),
        ("#", "fragment "),
        ("#漢字", "fragment 漢字"),
        ("a/b.html", "relative a/b.html|-|-"),
        ("../x?y=1#z?w", "relative ../x|y=1|z?w"),
        ("?q", "relative |q|-"),
        ("12:30.html", "relative 12:30.html|-|-"),
        (" /a b ", "root /a b|-|-"),
        ("/", "root /|-|-"),
        ("/x#", "root /x|-|"),
        ("//cdn.example.org/x", "protocol https://cdn.example.org/x"),
        ("http://example.org", "absolute http://example.org/"),
        ("HTTPS://Example.org/A?b#c", "absolute https://example.org/A?b#c"),
        ("http://例え.jp/", "absolute http://xn--r8jz45g.jp/"),
        ("http://[::1]:4000/", "absolute http://[::1]:4000/"),
        ("http://user@example.org/", "absolute http://user@example.org/"),
        ("http://a_b.example.org/x y", "absolute http://a_b.example.org/x%20y"),
        (
            "https://web.archive.org/web/2020/http://x.org/",
            "absolute https://web.archive.org/web/2020/http://x.org/",
        ),
        ("irc://irc.libera.chat/ruby", "absolute irc://irc.libera.chat/ruby"),
        ("mailto:a@b.c", "scheme mailto a@b.c"),
        ("tel:+1", "scheme tel +1"),
        ("javascript:void(0)", "scheme javascript void(0)"),
        ("data:image/png;base64,AA", "scheme data image/png;base64,AA"),
        ("file:///etc/hosts", "scheme file ///etc/hosts"),
        ("Talk:Page", "scheme Talk Page"),
        ("https-notes/a.html", "relative https-notes/a.html|-|-"),
        ("http", "relative http|-|-"),
    ] {
        assert_eq!(short(text), expected, "{text:?}");
    }
}

#[test]
fn what_is_no_address() {
    for (text, word) in [
        ("http://", "no host"),
        ("https:", "nothing follows"),
        ("http:/example.org", "one of the two slashes"),
        ("http:example.org", "two slashes"),
        ("http:///example.org", "3 slashes"),
        ("https:://example.org", "colon too many"),
        ("http//example.org", "colon after `http`"),
        ("https//example.org", "colon after `https`"),
        ("http：//example.org", "full-width"),
        ("http ://example.org", "not followed"),
        ("http;//example.org", "not followed"),
        ("htttp://example.org", "no scheme"),
        ("ttps://example.org", "no scheme"),
        ("http://https://example.org", "twice"),
        ("https://http//example.org/", "twice"),
        ("http://a.orghttps://b.org", "two addresses"),
        ("http://example.org:port/", "port"),
        ("http://example.org:99999/", "port"),
        ("http://exa mple.org/", "blank"),
        ("http://1.2.3.400/", "IPv4"),
        ("http://[::1/", ""),
        ("http://exam<ple.org/", "host name"),
        ("http://a%zz/", "host name"),
        ("//", "no host"),
        ("//a b/", "blank"),
        ("C:\\site\\a.png", "disk"),
        ("localhost:4000/x", "missing before"),
        ("example.org:8080", "missing before"),
        ("\u{3000}http://example.org", "U+3000"),
        ("\u{feff}https://example.org", "U+FEFF"),
    ] {
        match Reference::parse(text) {
            Reference::Invalid(reason) => assert!(reason.contains(word), "{text:?}: {reason}"),
            other => assert!(word.is_empty(), "{text:?}: {other:?}"),
        }
    }
}
