//! Front matter through the public surface: delimiters, the tree and its spans.
#![expect(clippy::panic, clippy::expect_used, reason = "a test fails by a panic")]

use postlint::document::Dialect;
use postlint::document::front_matter::{self, FrontMatter, Header, Kind, Node, Style, Tree, Typed, yaml};
use postlint::source::Source;

fn source(text: &str) -> Source {
    Source::from_bytes("_posts/2022-01-07-example.md".into(), text.as_bytes().to_vec())
}

fn found(source: &Source) -> FrontMatter {
    match front_matter::read(source, Dialect::default()) {
        Header::Found(found) => found,
        other => panic!("no front matter in {:?}: {other:?}", source.text()),
    }
}

/// The tree as text: every node as `«the bytes at its span»`, with its style and type.
fn drawn(text: &str, node: Node<'_>) -> String {
    let bytes = &text[node.span().range()];
    match node.kind() {
        Kind::Scalar { text, typed } => format!("«{bytes}»{text:?}{}", letter(typed)),
        Kind::Sequence(_) => {
            let items: Vec<String> = node.items().map(|item| drawn(text, item)).collect();
            format!("«{bytes}»[{}]", items.join(", "))
        }
        Kind::Mapping(_) => {
            let pairs: Vec<String> = node
                .pairs()
                .map(|pair| format!("{}: {}", drawn(text, pair.key), drawn(text, pair.value)))
                .collect();
            format!("«{bytes}»{{{}}}", pairs.join(", "))
        }
    }
}

fn letter(typed: &Typed) -> &'static str {
    match typed {
        Typed::String => "",
        Typed::Null => " null",
        Typed::Bool(_) => " bool",
        Typed::Integer(_) => " int",
        Typed::Float(_) => " float",
        Typed::Date(..) => " date",
        Typed::Time { .. } => " time",
        Typed::BigInteger => " big",
        Typed::Refused => " refused",
    }
}

fn tree(text: &str) -> Tree {
    yaml::parse(text, 0).unwrap_or_else(|error| panic!("{text:?}: {error:?}"))
}

fn values(text: &str) -> Vec<String> {
    tree(text).pairs().map(|pair| drawn(text, pair.value)).collect()
}

#[test]
fn spans_are_the_tokens_alone() {
    for (text, value) in [
        ("a: b # c\n", "«b»\"b\""),
        ("a:   'it''s'  \n", "«'it''s'»\"it's\""),
        ("a: \"x\\ny\"\n", "«\"x\\ny\"»\"x\\ny\""),
        ("a:\nb: 1\n", "«»\"\" null"),
        ("a: |\n  one\n  two\n\nb: 1\n", "«|\n  one\n  two»\"one\\ntwo\\n\""),
        ("a: >-\n  one\n  two\n", "«>-\n  one\n  two»\"one two\""),
        ("a: |\n  one", "«|\n  one»\"one\""),
        ("a: one\n  two\nb: 1\n", "«one\n  two»\"one two\""),
        ("a: [x, y] # c\n", "«[x, y]»[«x»\"x\", «y»\"y\"]"),
        ("a: &n one\n", "«one»\"one\""),
        ("a: !t one\n", "«one»\"one\""),
        ("a: !t\nb: 1\n", "«»\"\" null"),
        ("a: &n\n  x: 1\n  y:\nb: 1\n", "«x: 1\n  y:»{«x»\"x\": «1»\"1\" int, «y»\"y\": «»\"\" null}"),
        ("a:\n- x\n- y # c\nb: 1\n", "«- x\n- y»[«x»\"x\", «y»\"y\"]"),
        ("a:\n  - x\n  -\nb: 1\n", "«- x\n  -»[«x»\"x\", «»\"\" null]"),
        ("a: [k: v]\n", "«[k: v]»[«k: v»{«k»\"k\": «v»\"v\"}]"),
        ("a: {k: v, l}\n", "«{k: v, l}»{«k»\"k\": «v»\"v\", «l»\"l\": «»\"\" null}"),
        ("a: [!t, b]\n", "«[!t, b]»[«»\"\" null, «b»\"b\"]"),
        ("a: wow !t, b\n", "«wow !t, b»\"wow !t, b\""),
        ("a: 日本 # c\n", "«日本»\"日本\""),
    ] {
        assert_eq!(values(text)[0], value, "{text:?}");
    }
}

#[test]
fn a_tag_has_its_own_span() {
    let text = "a: !ruby/object:Set {b: 1}\nc: &x !t d\n";
    let tree = tree(text);
    let tags: Vec<&str> = tree.pairs().map(|pair| &text[pair.value.tag().unwrap().range()]).collect();
    assert_eq!(tags, ["!ruby/object:Set", "!t"]);
    assert_eq!(tree.get("a").unwrap().value.style(), Style::Flow);
}

#[test]
fn spans_are_those_of_the_file() {
    let source = source("\u{feff}---\r\ntitle: X\r\n---\r\n\r\nBody\r\n");
    let found = found(&source);
    assert_eq!(source.slice(found.content), "title: X\r\n");
    assert_eq!(&source.text()[found.span.end as usize..], "Body\r\n");
    let tree = found.tree.unwrap();
    assert_eq!(source.slice(tree.get("title").unwrap().value.span()), "X");
}

#[test]
fn aliases_share_and_merge_keys_merge() {
    let text = "b: &b {x: 1, y: 2}\nc: *b\nm:\n  x: 0\n  <<: *b\n  y: 3\nu: *none\n";
    let tree = tree(text);
    assert_eq!(tree.get("b").unwrap().value.id(), tree.get("c").unwrap().value.id());
    let merged = tree.get("m").unwrap().value;
    assert_eq!(merged.get("x").unwrap().value.text(), Some("1"));
    assert_eq!(merged.get("y").unwrap().value.text(), Some("3"));
    assert!(tree.get("u").unwrap().value.is_null());
}

/// The header as text: the bytes of its parts.
fn header(text: &str) -> String {
    let source = source(text);
    match front_matter::read(&source, Dialect::default()) {
        Header::Absent => "absent".to_owned(),
        Header::Unclosed { opening, near } => {
            assert_eq!(source.slice(opening), "---");
            format!("unclosed {:?}", near.map(|near| source.slice(near)))
        }
        Header::Misplaced { opening, cause } => {
            format!("misplaced {:?} because of {:?}", source.slice(opening), source.slice(cause))
        }
        Header::Found(found) => {
            format!("{:?} then {:?}", source.slice(found.content), &text[found.span.end as usize..])
        }
    }
}

#[test]
fn delimiters_are_jekylls() {
    for (text, expected) in [
        ("---\na: 1\n---\nBody", r#""a: 1\n" then "Body""#),
        ("---\na: 1\n---", r#""a: 1\n" then """#),
        ("---\n---\n", r#""" then """#),
        ("---\n---", r#""" then """#),
        ("--- \t\r\n\r\n a: 1\n---  \n\n\n  Body", r#"" a: 1\n" then "  Body""#),
        ("---\na: 1\n...\nBody\n---\n", r#""a: 1\n" then "Body\n---\n""#),
        ("---\na: 1\n---\x0b\nBody", r#""a: 1\n" then "Body""#),
        ("---\na: |\n  ---\n---\nBody", r#""a: |\n  ---\n" then "Body""#),
        ("---\na: 1\n--- # no\n---\nBody", r#""a: 1\n--- # no\n" then "Body""#),
        ("---\na: 1\r---\r\nBody", "absent"),
        ("\u{feff}---\na: 1\n---\nBody", r#""a: 1\n" then "Body""#),
        ("", "absent"),
        ("---", "absent"),
        ("---\n", "absent"),
        ("Hello\n---\nWorld\n---\n", "absent"),
        (
            "---\n\nA rule stands above this prose.\n\n---\n",
            r#""A rule stands above this prose.\n\n" then """#,
        ),
        ("---\nA rule: of thumb\n\nand more", "absent"),
        ("\n---\nNote: this is a box\n---\n", "absent"),
        ("+++\ntitle\n", "absent"),
    ] {
        assert_eq!(header(text), expected, "{text:?}");
    }
}

#[test]
fn what_was_meant_as_front_matter() {
    for (text, expected) in [
        ("---\ntitle: X\n\nBody\n", "unclosed None"),
        ("---\ntitle: X\n ---\nBody\n", r#"unclosed Some(" ---")"#),
        ("---\ntitle: X\n----\nBody\n", r#"unclosed Some("----")"#),
        ("---\ntitle: X\n--\nBody\n", r#"unclosed Some("--")"#),
        ("---\ntitle: X\n--- Body\n", r#"unclosed Some("--- Body")"#),
        ("---\ntitle: X\n\nBody\n\n ---\n", "unclosed None"),
        ("---\ntitle: X\n\n| a | b |\n--- | ---\n", "unclosed None"),
        ("\n---\ntitle: X\n---\n", r#"misplaced "---" because of "\n""#),
        (" ---\ntitle: X\n---\n", r#"misplaced "---" because of " ""#),
        ("\u{200b}---\ntitle: X\n---\n", "misplaced \"---\" because of \"\\u{200b}\""),
        ("\u{feff}\u{feff}---\ntitle: X\n---\n", "misplaced \"---\" because of \"\\u{feff}\""),
        ("----\ntitle: X\n---\n", r#"misplaced "---" because of "-""#),
        ("--\ntitle: X\n--\n", r#"misplaced "--" because of "--""#),
        ("—\ntitle: X\n—\n", r#"misplaced "—" because of "—""#),
        ("--- # c\ntitle: X\n---\n", r#"misplaced "---" because of " # c""#),
        ("---\rtitle: X\r---\rBody\r", r#"misplaced "---" because of "\r""#),
        ("<!-- c -->\n---\nlayout: post\ntitle: X\n---\n", r#"misplaced "---" because of "<!-- c -->\n""#),
        ("+++\ntitle = \"X\"\n+++\n", r#"misplaced "+++" because of "+++""#),
        ("```\n---\nlayout: post\ntitle: X\n---\n```\n", "absent"),
        ("A heading\n---\ntitle: X\n---\n", "absent"),
    ] {
        assert_eq!(header(text), expected, "{text:?}");
    }
}

#[test]
fn what_follows_the_first_document_is_known() {
    for (text, ignored) in [
        ("---\n  title: a\ndate: b # c\n", Some("date: b # c")),
        ("---\ntitle: a\n", None),
        ("---\ntitle: a\n# end\n\n", None),
        ("---\ntitle: a\n--- more\nx: 1\n", Some("--- more\nx: 1")),
    ] {
        let ignored_span = tree(text).ignored();
        assert_eq!(ignored_span.map(|span| &text[span.range()]), ignored, "{text:?}");
    }
}

/// The cause of a syntax error: its bytes, what the fix would make of the text.
fn diagnosis(text: &str) -> (String, String) {
    let source = source(&format!("---\n{text}---\nBody\n"));
    let error = found(&source).tree.expect_err(text);
    assert!(!error.parser.is_empty(), "{text:?}");
    let fixed = error.fix.map_or_else(String::new, |(span, replacement)| {
        let all = source.text();
        let (before, after) = (&all[..span.start as usize], &all[span.end as usize..]);
        let fixed = [before, &replacement, after].concat();
        fixed.trim_start_matches("---\n").trim_end_matches("---\nBody\n").to_owned()
    });
    (source.slice(error.span).to_owned(), fixed)
}

#[test]
fn errors_point_at_their_cause() {
    for (text, cause, fixed) in [
        ("title: A: b\n", "A: b", "title: \"A: b\"\n"),
        ("title: Why:\n", "Why:", "title: \"Why:\"\n"),
        ("title: \"a\": b # c\n", "\"a\": b", "title: '\"a\": b' # c\n"),
        ("title: a \"b\": c\n", "a \"b\": c", "title: 'a \"b\": c'\n"),
        ("title: \"The \"best\" day\"\n", "\"", "title: 'The \"best\" day'\n"),
        ("title: \"It's \"it\"\"\n", "\"", "title: \"It's \\\"it\\\"\"\n"),
        ("title: 'it's'\n", "'", "title: \"it's\"\n"),
        ("title: \"A\" and b\n", "and b", "title: '\"A\" and b'\n"),
        ("title: 'A' - 'B'\n", "- 'B'", "title: \"'A' - 'B'\"\n"),
        ("title: \"A\nauthor: \"B\"\n", "\"A", "title: \"A\"\nauthor: \"B\"\n"),
        ("title: \"A\nauthor: B\n", "\"A", "title: \"A\"\nauthor: B\n"),
        ("title: 'A\nauthor: B\n", "'A", "title: 'A'\nauthor: B\n"),
        ("title: \"C:\\docs\"\n", "\\d", "title: 'C:\\docs'\n"),
        ("title: \"it\\'s\"\n", "\\'", "title: \"it's\"\n"),
        ("title: \"a\\d\\n\"\n", "\\d", ""),
        ("title: \"\\u12\"\n", "\\u12", "title: '\\u12'\n"),
        ("title:Foo\ntags: a\n", "title:Foo", "title: Foo\ntags: a\n"),
        ("layout: x\ntitle:Foo\n", "title:Foo", "layout: x\ntitle: Foo\n"),
        ("title：Foo\ntags: a\n", "：", "title: Foo\ntags: a\n"),
        ("layout: x\ntitle： Foo\n", "：", "layout: x\ntitle: Foo\n"),
        ("layout: x\ntitle = Foo\n", "=", "layout: x\ntitle: Foo\n"),
        ("title:\u{a0}X\ntags: a\n", "\u{a0}", "title: X\ntags: a\n"),
        ("tags:\n\u{a0}\u{a0}- a\n", "\u{a0}\u{a0}", "tags:\n  - a\n"),
        ("title: one\ntwo\n", "two", ""),
        ("title: |\none\ntwo\ndate: 1\n", "one", "title: |\n  one\n  two\ndate: 1\n"),
        ("tags:\n\t- a\n", "\t", "tags:\n  - a\n"),
        ("title: a\n\tdate: b\n", "\t", "title: a\ndate: b\n"),
        ("title: a\n  date: b\n", "date: b", "title: a\ndate: b\n"),
        ("title: \"a\"\n  date: b\n", "  ", "title: \"a\"\ndate: b\n"),
        ("tags:\n  - a\n - b\n", " ", "tags:\n  - a\n  - b\n"),
        ("tags: a\n- b\n", "- b", ""),
        ("title: [Draft] Foo\n", "[Draft] Foo", "title: \"[Draft] Foo\"\n"),
        ("title: {x} Foo\n", "{x} Foo", "title: \"{x} Foo\"\n"),
        ("title: {{ x }} Foo\n", "{{ x }} Foo", "title: \"{{ x }} Foo\"\n"),
        ("tags: [a, b\ndate: 1\n", "[a, b", "tags: [a, b]\ndate: 1\n"),
        ("tags: [a, b],\n", ",", "tags: [a, b]\n"),
        ("tags: \"a\", \"b\"\n", "\"a\", \"b\"", "tags: [\"a\", \"b\"]\n"),
        ("title: > foo\n", "> foo", "title: \"> foo\"\n"),
        ("title: | foo\n  bar\n", "| foo", ""),
        ("title: - foo\n", "- foo", "title: \"- foo\"\n"),
        ("tags: - foo\n", "- foo", ""),
        ("title: ? foo\n", "? foo", "title: \"? foo\"\n"),
        ("title: @foo # c\n", "@foo", "title: \"@foo\" # c\n"),
        ("title: `foo`\n", "`foo`", "title: \"`foo`\"\n"),
        ("title: %foo\n", "%foo", "title: \"%foo\"\n"),
        ("title: *bold* x\n", "*bold*", "title: \"*bold* x\"\n"),
        ("title: &amp; x\n", "&amp;", "title: \"&amp; x\"\n"),
        ("title: !a!b x\n", "!a!b", "title: \"!a!b x\"\n"),
        ("tags: [@a, b]\n", "@a", "tags: [\"@a\", b]\n"),
        ("tags:\n  - @a\n", "@a", "tags:\n  - \"@a\"\n"),
        ("a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> x\n", "<<<<<<< HEAD", ""),
        ("a: 1\n<!-- c -->\nb: 1\n", "<!-- c -->", ""),
        ("{% include x %}\na: 1\n", "{% include x %}", ""),
        ("a: b\u{7}c\n", "\u{7}", "a: bc\n"),
        ("- a\nb: c\n", "b: c", ""),
    ] {
        let (found, mended) = diagnosis(text);
        assert_eq!((found.as_str(), mended.as_str()), (cause, fixed), "{text:?}");
    }
}

#[test]
fn a_small_text_cannot_grow() {
    let mut laughs = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n".to_owned();
    for level in 1..20 {
        let aliases = vec![format!("*a{}", level - 1); 9].join(", ");
        laughs.push_str(&format!("a{level}: &a{level} [{aliases}]\n"));
    }
    let mut chain = "a0: &a0 [x]\n".to_owned();
    let mut merges = "a0: &a0 {x: 1, y: 2}\n".to_owned();
    for level in 1..2000 {
        chain.push_str(&format!("a{level}: &a{level} [*a{}]\n", level - 1));
        let before = level - 1;
        merges.push_str(&format!("a{level}: &a{level}\n  <<: *a{before}\n  k{level}: 1\n"));
    }
    let deep = format!("a: {}\n", "[".repeat(100_000));
    let deep_block: String = (0..2000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    let many = format!("a: [{}]\n", "x,".repeat(400_000));
    let started = std::time::Instant::now();
    for (text, at) in [(&laughs, "*a"), (&chain, "*a"), (&merges, "*a"), (&deep, "["), (&deep_block, "a")] {
        let error = yaml::parse(text, 0).expect_err("too much");
        let cause = &text[error.span.range()];
        assert!(cause.starts_with(at), "{cause:?}: {}", error.message);
        assert!(error.parser.is_empty());
    }
    assert!(yaml::parse(&many, 0).is_err());
    // Without optimization; with it, milliseconds.
    assert!(started.elapsed() < std::time::Duration::from_secs(20), "{:?}", started.elapsed());
}

#[test]
fn an_alias_to_itself_ends() {
    let text = "a: &a [1, *a]\n";
    let tree = tree(text);
    assert!(tree.get("a").unwrap().value.items().nth(1).unwrap().is_null());
}

#[test]
fn null_keys_shift_what_follows() {
    let tree = tree("2022: a\n~: b\nc: d\n");
    let texts: Vec<_> = tree.pairs().map(|pair| (pair.key.text(), pair.value.text())).collect();
    assert_eq!(texts, [(Some("2022"), Some("a")), (Some("b"), Some("c"))]);
    assert_eq!(tree.null_keys().len(), 1);
}

/// The front matter of a file outside Jekyll sites.
fn other(text: &str) -> Option<(String, String)> {
    let source = source(text);
    let dialect = Dialect { yaml_only: false, ..Dialect::default() };
    let Header::Found(found) = front_matter::read(&source, dialect) else { return None };
    let body = text[found.span.end as usize..].to_owned();
    let tree = match found.tree {
        Ok(tree) => drawn(text, tree.root()),
        Err(error) => format!("{} at «{}»", error.message, source.slice(error.span)),
    };
    Some((tree, body))
}

#[test]
fn toml_and_json_give_the_same_tree() {
    for (text, tree) in [
        (
            "+++\ntitle = \"X\"\ndraft = true\n\n[extra]\ntags = ['a', 1]\n+++\nBody",
            "«title = \"X\"\ndraft = true\n\n[extra]\ntags = ['a', 1]»{«title»\"title\": «\"X\"»\"X\", \
             «draft»\"draft\": «true»\"true\" bool, «extra»\"extra\": «[extra]»{«tags»\"tags\": \
             «['a', 1]»[«'a'»\"a\", «1»\"1\" int]}}",
        ),
        (
            "+++\ndate = 2022-01-07\n+++\nBody",
            "«date = 2022-01-07»{«date»\"date\": «2022-01-07»\"2022-01-07\" date}",
        ),
        (
            "{ \"a\": [\"x\\u00e9\", 1, 2.5, null, {}], \"b\": {\"c\": false} }\nBody",
            "«{ \"a\": [\"x\\u00e9\", 1, 2.5, null, {}], \"b\": {\"c\": false} }»{«\"a\"»\"a\": \
             «[\"x\\u00e9\", 1, 2.5, null, {}]»[«\"x\\u00e9\"»\"xé\", «1»\"1\" int, «2.5»\"2.5\" float, \
             «null»\"null\" null, «{}»{}], «\"b\"»\"b\": «{\"c\": false}»{«\"c\"»\"c\": «false»\"false\" bool}}",
        ),
    ] {
        assert_eq!(other(text), Some((tree.to_owned(), "Body".to_owned())), "{text:?}");
    }
    for text in ["+++\ntitle\n", "{{< shortcode >}}\n", "{: .class}\n", "{\"a\": 1\n", "++\n+++\n"] {
        assert_eq!(other(text), None, "{text:?}");
    }
    for (text, cause) in [
        ("+++\ntitle = X\n+++\n", "X"),
        ("{\"a\": 1 \"b\": 2}\n", "\""),
        ("{\"a\": b}\n", "b"),
        ("{\"a\": 1,}\n", "}"),
    ] {
        let (said, _) = other(text).unwrap();
        assert!(said.ends_with(&format!("at «{cause}»")), "{said}");
    }
}
