//! Keys and values that a schema does not allow, each at its own bytes.

use super::site::{places, post};

#[test]
fn types_are_those_that_the_generator_sees() {
    let schema = |kind: &str| format!(r#"{{"properties":{{"a":{{"type":"{kind}"}}}}}}"#);
    for (kind, fits, wrong) in [
        ("string", "a: x", "a: 5"),
        ("string", "a: 2022-01-07", "a: yes"),
        ("string", "a: 2022-01-07 08:00:00", "a: 12:30:00"),
        ("string", "a: \"5\"", "a: 1.5"),
        ("boolean", "a: on", "a: \"on\""),
        ("integer", "a: 5", "a: five"),
        ("integer", "a: 1_000", "a: 5.5"),
        ("number", "a: 5.5", "a: \"5.5\""),
        ("null", "a: ~", "a: x"),
        ("array", "a: [1]", "a: x"),
        ("object", "a: {b: 1}", "a: [1]"),
    ] {
        assert!(post(&schema(kind), fits).is_empty(), "{kind}: {fits}");
        assert_eq!(places(&schema(kind), wrong), [wrong.strip_prefix("a: ").unwrap()], "{kind}");
    }
    assert_eq!(post(&schema("string"), "a: 5"), ["5 | `a` must be text; this is the number `5`"]);
    assert_eq!(post(&schema("string"), "a:"), ["a | `a` must be text; this is empty"]);
}

#[test]
fn dates_are_texts_with_formats() {
    let date = r#"{"properties":{"a":{"type":"string","format":"date"}}}"#;
    let time = r#"{"properties":{"a":{"type":"string","format":"date-time"}}}"#;
    for fits in ["2022-01-07", "\"2022-01-07\""] {
        assert!(post(date, &format!("a: {fits}")).is_empty(), "{fits}");
        assert_eq!(places(time, &format!("a: {fits}")), [fits]);
    }
    for fits in [
        "2022-01-07 08:00:00",
        "2022-01-07 08:00:00 +0800",
        "2022-01-07T08:00:00Z",
        "2022-01-07T08:00:00.5+08:00",
        "\"2022-01-07T08:00:00+08:00\"",
    ] {
        assert!(post(time, &format!("a: {fits}")).is_empty(), "{fits}");
        assert_eq!(places(date, &format!("a: {fits}")), [fits]);
    }
    for wrong in ["2022-13-07", "2022-02-30", "tomorrow", "2022-1-7"] {
        assert_eq!(places(date, &format!("a: {wrong}")), [wrong]);
        assert_eq!(places(time, &format!("a: {wrong}")), [wrong]);
    }
}

#[test]
fn values_are_pointed_at_wherever_they_are() {
    let schema = r#"{"properties":{
        "author":{"properties":{"mail":{"format":"email"},"links":{"items":{"format":"uri"}}}},
        "tags":{"items":{"pattern":"^[a-z]+$"}},
        "rating":{"minimum":1,"maximum":5,"multipleOf":1},
        "kind":{"enum":["news","essay"]},
        "layout":{"const":"post"},
        "text":{"minLength":2,"maxLength":4}
    }}"#;
    let header = "author:\n  mail: 'nobody'\n  links:\n    - https://example.org/\n    - here\n\
        tags: [a, B c, d]\nrating: 7\nkind: nwes\nlayout: page\ntext: \"longer\"";
    assert_eq!(
        post(schema, header),
        [
            "'nobody' | `author.mail` must be an email address; this is the text `nobody`",
            "here | `author.links[1]` must be a whole address, as in https://example.org/a; this is the text `here`",
            "B c | `tags[1]` does not match `^[a-z]+$`; this is the text `B c`",
            "7 | `rating` must be at most 5; this is the number `7`",
            "nwes | `kind` must be one of `news` or `essay`; this is the text `nwes`",
            "page | `layout` must be `post`; this is the text `page`",
            "\"longer\" | `text` may have at most 4 characters; this has 6",
        ]
    );
}

#[test]
fn keys_are_pointed_at() {
    let closed = r#"{"properties":{"title":{},"author":{"properties":{"name":{}},"additionalProperties":false}},
        "additionalProperties":false}"#;
    assert_eq!(
        post(closed, "title: x\ntitel: y\nauthor: {nam: z}"),
        ["titel | the schema has no key `titel`", "nam | the schema has no key `author.nam`"]
    );
    let names = r#"{"propertyNames":{"pattern":"^[a-z]+$"}}"#;
    assert_eq!(post(names, "a: 1\nB_c: 2"), ["B_c | the key `B_c` does not fit: keys here match `^[a-z]+$`"]);
    let never = r#"{"properties":{"a":false},"patternProperties":{"^x-":false}}"#;
    assert_eq!(post(never, "a: 1\nx-b: 2"), ["a | `a` may not be here", "x-b | `x-b` may not be here"]);
    let not = r#"{"not":{"required":["old"]}}"#;
    assert_eq!(post(not, "a: 1\nold: 2"), ["old | `old` may not be here"]);
    for (keyword, draft) in
        [("dependentRequired", ""), ("dependencies", "http://json-schema.org/draft-07/schema#")]
    {
        let draft = if draft.is_empty() { String::new() } else { format!("\"$schema\":\"{draft}\",") };
        let schema = format!(r#"{{{draft}"{keyword}":{{"image":["alt"]}}}}"#);
        assert_eq!(
            post(&schema, "image: a.png"),
            ["image | `image` requires the key `alt`, which is missing"]
        );
        assert!(post(&schema, "title: x").is_empty());
    }
}

#[test]
fn a_missing_key_is_found_where_it_belongs() {
    let schema = r#"{"required":["title"],"properties":{
        "author":{"required":["name"]},"links":{"items":{"required":["to"]}}}}"#;
    assert_eq!(
        post(schema, "author:\n  mail: x\nlinks:\n  - from: y\n    by: z"),
        [
            "--- | the key `title` is missing, which the schema requires",
            "author | the key `author.name` is missing, which the schema requires",
            "from | the key `links[0].to` is missing, which the schema requires",
        ]
    );
    assert_eq!(places(schema, ""), ["---"]);
    // The key that is written wrongly is the one defect.
    let closed = r#"{"required":["title"],"properties":{"title":{}},"additionalProperties":false}"#;
    assert_eq!(places(closed, "titel: x"), ["titel"]);
}

#[test]
fn lists_are_pointed_at_by_item() {
    let schema = r#"{"properties":{"a":{"uniqueItems":true,"maxItems":3,"minItems":1},
        "b":{"prefixItems":[{},{}],"items":false},"c":{"contains":{"const":"x"}}}}"#;
    assert_eq!(places(schema, "a: [p, q, p, r]"), ["p", "r"]);
    assert_eq!(places(schema, "b: [1, 2, 3]"), ["3"]);
    assert_eq!(places(schema, "a: []"), ["a"]);
    assert_eq!(places(schema, "c: [y]"), ["c"]);
    let old = r#"{"$schema":"http://json-schema.org/draft-07/schema#",
        "properties":{"b":{"items":[{},{}],"additionalItems":false}}}"#;
    assert_eq!(places(old, "b: [1, 2, 3]"), ["3"]);
}

#[test]
fn what_an_alias_stands_for_is_found_at_the_key() {
    let schema = r#"{"properties":{"b":{"type":"integer"}}}"#;
    assert_eq!(places(schema, "a: &x text\nb: *x"), ["b"]);
}

#[test]
fn of_equal_keys_the_last_counts() {
    let schema = r#"{"properties":{"a":{"type":"integer"}}}"#;
    assert_eq!(places(schema, "a: x\na: 1"), [""; 0]);
    assert_eq!(places(schema, "a: 1\na: x"), ["x"]);
}

#[test]
fn unknown_keywords_and_formats_say_nothing() {
    let schema = r#"{"markdownDescription":"x","properties":{"a":{"format":"slug","errorMessage":"y"}}}"#;
    assert!(post(schema, "a: 5").is_empty());
}

#[test]
fn a_value_of_another_type_that_looks_the_same_is_told_from_it() {
    let schema = r#"{"properties":{"a":{"enum":["5","6"]},"b":{"const":true},"c":{"enum":["2022-01-07"]}}}"#;
    assert_eq!(
        post(schema, "a: 5\nb: 'true'\nc: 2022-01-07"),
        [
            "5 | `a` must be the text `5`; this is the number `5`",
            "'true' | `b` must be `true` without quotes; this is the text `true`",
        ]
    );
}

#[test]
fn several_schemas_say_one_defect_once() {
    let config = "schemas: [{paths: [_posts/], schema: a.json}, {paths: [_posts/], schema: b.json}]";
    let schema = r#"{"required":["title"]}"#;
    let files = [
        (".postlint.yml", config),
        ("a.json", schema),
        ("b.json", schema),
        (super::site::POST, "---\na: 1\n---\nText.\n"),
    ];
    assert_eq!(super::site::found(&files).len(), 1);
}
