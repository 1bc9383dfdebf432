//! Where schemas are found, what they refer to, and what is wrong with them.

use super::site::{CONFIG, POST, found, post, wrong};

#[test]
fn front_matter_names_its_schema() {
    let schema = r#"{"properties":{"title":{"type":"integer"}},"additionalProperties":false}"#;
    let other = r#"{"required":["never"]}"#;
    let of = |name: &str| {
        let text = format!("---\n$schema: {name}\ntitle: x\n---\nText.\n");
        let files = [
            (".postlint.yml", CONFIG),
            ("s.json", other),
            ("schemas/post.json", schema),
            ("_posts/here.json", schema),
            (POST, text.as_str()),
        ];
        found(&files)
    };
    for name in [
        "schemas/post.json",
        "/schemas/post.json",
        "./schemas/post.json",
        "../schemas/post.json",
        "./here.json",
        "here.json",
        "schemas/post.json#",
    ] {
        assert_eq!(of(name), ["x | `title` must be a whole number; this is the text `x`"], "{name}");
    }
    assert_eq!(of("nowhere.json"), ["nowhere.json | there is no schema `nowhere.json`"]);
    // On the network: nothing is asked, and the configuration holds.
    assert_eq!(of("https://example.org/a.json").len(), 1);
}

#[test]
fn the_address_that_a_schema_is_published_under_names_it() {
    let config = "schemas: [{paths: [_posts/], schema: a.json}, {paths: [_posts/], schema: b.json}]";
    let text = "---\n$schema: https://example.org/b.json\n---\nText.\n";
    let files = [
        (".postlint.yml", config),
        ("a.json", r#"{"required":["a"]}"#),
        ("b.json", r#"{"$id":"https://example.org/b.json","required":["b"]}"#),
        (POST, text),
    ];
    assert_eq!(found(&files), ["--- | the key `b` is missing, which the schema requires"]);
}

#[test]
fn the_key_that_names_a_schema_is_none_of_its_keys() {
    let closed = r#"{"properties":{"a":{}},"additionalProperties":false,"maxProperties":1}"#;
    assert!(post(closed, "$schema: s.json\na: 1").is_empty());
    let open = r#"{"properties":{"$schema":{"const":"x"}}}"#;
    assert_eq!(post(open, "$schema: s.json").len(), 1);
}

#[test]
fn schemas_refer_to_others_beside_them() {
    let schema = r#"{"properties":{"author":{"$ref":"parts/author.yml#/definitions/author"},
        "editor":{"$ref":"parts/author.yml#editor"}}}"#;
    let author = "definitions:\n  author:\n    properties:\n      name: {$ref: '../text.json'}\n\
        \x20 editor: {$anchor: editor, type: string}\n";
    let files = [
        (".postlint.yml", CONFIG),
        ("s.json", schema),
        ("parts/author.yml", author),
        ("text.json", r#"{"type":"string"}"#),
        (POST, "---\nauthor:\n  name: 5\neditor: 6\n---\nText.\n"),
    ];
    assert_eq!(
        found(&files),
        [
            "5 | `author.name` must be text; this is the number `5`",
            "6 | `editor` must be text; this is the number `6`",
        ]
    );
}

#[test]
fn what_is_published_beside_a_schema_lies_beside_it() {
    let schema = r#"{"$id":"https://example.org/schemas/post.json","properties":{"a":{"$ref":"text.json"}}}"#;
    let files = [
        (".postlint.yml", CONFIG),
        ("s.json", schema),
        ("text.json", r#"{"$id":"https://example.org/schemas/text.json","type":"string"}"#),
        (POST, "---\na: 5\n---\nText.\n"),
    ];
    assert_eq!(found(&files), ["5 | `a` must be text; this is the number `5`"]);
}

#[test]
fn a_schema_may_call_itself() {
    let schema = r##"{"properties":{"name":{"type":"string"},"children":{"items":{"$ref":"#"}}}}"##;
    let header = "children:\n  - name: a\n    children:\n      - name: 5";
    assert_eq!(
        post(schema, header),
        ["5 | `children[0].children[0].name` must be text; this is the number `5`"]
    );
}

#[test]
fn what_is_wrong_with_a_schema_is_said_at_its_place() {
    for (text, words) in [
        (r#"{"type":"strnig"}"#, "s.json:1:9: `type` must be one of `array`"),
        (r#"{"properties":{"a":{"required":"b"}}}"#, "s.json:1:32: `properties.a.required` must be a list"),
        (r#"{"type":"object",}"#, "s.json:1:18: this is no valid JSON"),
        (r##"{"properties":{"a":{"$ref":"#/nope"}}}"##, "s.json:1:28: nothing is at `/nope`"),
        (
            r#"{"properties":{"a":{"$ref":"b.json"}}}"#,
            "s.json:1:28: this cannot be read: there is no file `b.json`",
        ),
        (
            r#"{"properties":{"a":{"$ref":"https://example.org/b.json"}}}"#,
            "s.json:1:28: this cannot be read: a schema is never fetched",
        ),
        (r#"{"properties":{"a":{"pattern":"["}}}"#, "s.json:1:31: this is no regular expression"),
        (r#"{"patternProperties":{"[":{}}}"#, "s.json:1:23: this is no regular expression"),
        (r#"{"$schema":"http://example.org/x"}"#, "s.json:1:12: this dialect of JSON Schema is not known"),
        ("[1]", "s.json:1:1: this is no JSON Schema"),
        ("", "s.json:1:1: "),
        (r##"{"allOf":[{"$ref":"#"}]}"##, "s.json:1:19: this leads back to the part that it stands in"),
        (r#"{} trailing"#, "s.json:1:4: "),
    ] {
        let found = wrong(&[("s.json", text)]);
        assert!(found.starts_with(words), "{text}: {found}");
    }
    assert!(wrong(&[]).contains("there is no file `s.json`"));
    let below = wrong(&[("s.json", r#"{"properties":{"a":{"$ref":"b.yml"}}}"#), ("b.yml", "type: nope\n")]);
    assert!(below.starts_with("b.yml:1:7: `type` must be one of"), "{below}");
}
