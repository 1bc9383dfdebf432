//! Several forms of which one must fit, conditions, drafts, and front matter in other languages.

use super::site::{CONFIG, POST, found, places, post};

#[test]
fn of_several_forms_the_nearest_is_meant() {
    let schema = r#"{"properties":{"image":{"anyOf":[
        {"type":"string","format":"uri"},
        {"type":"object","required":["src"],"properties":{"alt":{"type":"string"}},"additionalProperties":false}
    ]}}}"#;
    assert_eq!(places(schema, "image: a.png"), ["a.png"]);
    assert_eq!(
        post(schema, "image:\n  alt: 5"),
        [
            "image | the key `image.src` is missing, which the schema requires",
            "5 | `image.alt` must be text; this is the number `5`",
        ]
    );
    let types = r#"{"properties":{"tags":{"oneOf":[{"type":"string"},{"type":"array"}]}}}"#;
    assert_eq!(post(types, "tags: 5"), ["5 | `tags` must be text or a list; this is the number `5`"]);
    let values = r#"{"properties":{"a":{"anyOf":[{"const":"x"},{"enum":["y","z"]}]}}}"#;
    assert_eq!(post(values, "a: w"), ["w | `a` must be one of `x`, `y` or `z`; this is the text `w`"]);
    let keys = r#"{"anyOf":[{"required":["a"]},{"required":["b"]}]}"#;
    assert_eq!(post(keys, "c: 1"), ["--- | one key is missing: `a` or `b`"]);
    let kinds = r#"{"oneOf":[
        {"properties":{"kind":{"const":"event"},"place":{"type":"string"}},"required":["kind"]},
        {"properties":{"kind":{"const":"note"},"place":false},"required":["kind"]}]}"#;
    assert_eq!(places(kinds, "kind: event\nplace: 5"), ["5"]);
    let both = r#"{"oneOf":[{"required":["a"]},{"required":["b"]}]}"#;
    assert_eq!(places(both, "a: 1\nb: 2"), ["---"]);
}

#[test]
fn conditions_hold() {
    let schema = r#"{"if":{"properties":{"kind":{"const":"event"}},"required":["kind"]},
        "then":{"required":["place"]},"else":{"properties":{"place":false}}}"#;
    assert_eq!(places(schema, "kind: event"), ["---"]);
    assert_eq!(places(schema, "kind: note\nplace: x"), ["place"]);
    assert!(post(schema, "kind: event\nplace: x").is_empty());
}

#[test]
fn what_follows_from_another_fault_is_no_fault() {
    let schema = r#"{"allOf":[{"properties":{"a":{"type":"string"}}}],"unevaluatedProperties":false}"#;
    assert_eq!(places(schema, "a: 5"), ["5"]);
    assert_eq!(places(schema, "a: x\nb: y"), ["b"]);
}

#[test]
fn every_draft_is_known() {
    for draft in [
        "http://json-schema.org/draft-04/schema#",
        "http://json-schema.org/draft-06/schema#",
        "http://json-schema.org/draft-07/schema",
        "https://json-schema.org/draft/2019-09/schema",
        "https://json-schema.org/draft/2020-12/schema",
    ] {
        let definitions = if draft.contains("draft-") { "definitions" } else { "$defs" };
        let schema = format!(
            r##"{{"$schema":"{draft}","{definitions}":{{"rating":{{"type":"integer","maximum":5}}}},
            "properties":{{"rating":{{"$ref":"#/{definitions}/rating"}}}}}}"##
        );
        assert_eq!(places(&schema, "rating: 7"), ["7"], "{draft}");
    }
    // Without a name, the newest draft of which it is a schema.
    let old = r#"{"properties":{"a":{"minimum":1,"exclusiveMinimum":true}}}"#;
    assert_eq!(places(old, "a: 1"), ["1"]);
    let tuple = r#"{"properties":{"a":{"items":[{"type":"string"}]}}}"#;
    assert_eq!(places(tuple, "a: [1]"), ["1"]);
}

#[test]
fn toml_and_json_are_checked_alike() {
    let schema = r#"{"required":["title"],"properties":{"rating":{"type":"integer"},"day":{"format":"date"},
        "at":{"format":"date-time"},"author":{"properties":{"name":{"type":"string"}}}},"additionalProperties":true}"#;
    let of = |text: &str| {
        let config = "schemas: [{paths: [/a.md], schema: s.json}]";
        found(&[(".postlint.yml", config), ("_config.yml", "none"), ("s.json", schema), ("a.md", text)])
    };
    let toml = "+++\nrating = \"7\"\nday = 2022-01-07\nat = 2022-01-07T08:00:00+08:00\n[author]\nname = 5\n+++\nText.\n";
    assert_eq!(
        of(toml),
        [
            "+++ | the key `title` is missing, which the schema requires",
            "\"7\" | `rating` must be a whole number; this is the text `7`",
            "5 | `author.name` must be text; this is the number `5`",
        ]
    );
    let json = "{\n  \"rating\": \"7\",\n  \"day\": \"soon\",\n  \"author\": { \"name\": 5 }\n}\nText.\n";
    assert_eq!(
        of(json),
        [
            "{ | the key `title` is missing, which the schema requires",
            "\"7\" | `rating` must be a whole number; this is the text `7`",
            "\"soon\" | `day` must be a day, as in 2022-01-07; this is the text `soon`",
            "5 | `author.name` must be text; this is the number `5`",
        ]
    );
}

#[test]
fn defaults_of_the_site_lie_under_the_front_matter() {
    let defaults =
        "defaults:\n  - scope: {path: '', type: posts}\n    values: {layout: post, author: {name: 5}}\n";
    let schema = r#"{"required":["layout","author"],"properties":{"layout":{"type":"string"},
        "author":{"required":["name","mail"],"properties":{"name":{"type":"string"}}}},"additionalProperties":false}"#;
    let of = |header: &str| {
        let text = format!("---\n{header}\n---\nText.\n");
        found(&[(".postlint.yml", CONFIG), ("_config.yml", defaults), ("s.json", schema), (POST, &text)])
    };
    // What is wrong with a default is no fault of this file.
    assert_eq!(of("author: {mail: x}"), [""; 0]);
    assert_eq!(of("layout: 5\nauthor: {mail: x}"), ["5 | `layout` must be text; this is the number `5`"]);
    let pages = "defaults:\n  - scope: {path: '', type: pages}\n    values: {layout: post}\n";
    let text = "---\ntitle: x\n---\nText.\n";
    let required = r#"{"required":["layout"]}"#;
    let files = [(".postlint.yml", CONFIG), ("_config.yml", pages), ("s.json", required), (POST, text)];
    assert_eq!(found(&files).len(), 1);
}

#[test]
fn all_schemas_that_speak_of_a_file_hold() {
    let config = "schemas:\n  - {paths: [_posts/], schema: a.json}\n  - {paths: ['*.md'], schema: b.yml}\n\
        \x20 - {paths: ['*.md'], exclude: [_posts/], schema: c.json}\n";
    let files = [
        (".postlint.yml", config),
        ("a.json", r#"{"required":["title"]}"#),
        ("b.yml", "properties:\n  rating: {type: integer}\n"),
        ("c.json", "false"),
        (POST, "---\nrating: x\n---\nText.\n"),
    ];
    let found = found(&files);
    assert_eq!(found.len(), 2, "{found:#?}");
}

#[test]
fn whatever_has_front_matter_can_be_checked() {
    let config = "schemas: [{paths: [_layouts/, _data/, feed.xml], schema: s.json}]";
    let schema = r#"{"properties":{"a":{"type":"integer"}},"items":{"type":"integer"}}"#;
    let files = [
        (".postlint.yml", config),
        ("s.json", schema),
        ("_layouts/post.html", "---\na: x\n---\n{{ content }}\n"),
        ("_data/menu.yml", "a: y\n"),
        ("_data/list.json", "[1, \"z\"]\n"),
        ("_data/plain.yml", "---\n- 1\n- w\n"),
    ];
    let mut places: Vec<String> =
        found(&files).iter().map(|one| one.split(" | ").next().unwrap().to_owned()).collect();
    places.sort();
    assert_eq!(places, ["\"z\"", "w", "x", "y"]);
}

#[test]
fn what_cannot_be_read_is_left_to_others() {
    let schema = r#"{"required":["title"]}"#;
    for text in ["Text.\n", "---\na: [\n---\nText.\n", "---\n- a\n---\nText.\n", "---\na: 1\nText.\n"] {
        let files = [(".postlint.yml", CONFIG), ("s.json", schema), (POST, text)];
        assert!(found(&files).is_empty(), "{text}");
    }
}

#[test]
fn liquid_in_a_value_leaves_its_text_undecided() {
    let schema =
        r#"{"properties":{"a":{"type":"string","format":"uri"},"b":{"type":"integer"},"c":{"enum":["x"]}}}"#;
    let text =
        "---\na: '{{ site.url }}/a'\nc: '{% if x %}x{% endif %}'\nb: '{{ site.rating }}'\n---\nText.\n";
    let files = [(".postlint.yml", CONFIG), ("s.json", schema), (POST, text)];
    let outcome = super::site::run(&files);
    assert_eq!(outcome.undecided.len(), 2);
    assert_eq!(outcome.findings.len(), 1);
}
