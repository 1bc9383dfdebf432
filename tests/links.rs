//! What references lead to, from wherever they are written.

use postlint::check::links::{Goal, Target, links};
use postlint::generator::jekyll::Jekyll;
use postlint::walk::Inventory;

/// 2026-01-15T12:00:00Z
const NOW: i128 = 1_768_478_400_000_000_000;

/// Each reference as `line:column address -> file`, in the order of the files.
fn told(files: &[(&str, &str)]) -> Vec<String> {
    let config = files.iter().find(|(path, _)| *path == "_config.yml").map_or("", |(_, text)| text);
    let bytes: Vec<(&str, &[u8])> = files.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
    let generator = Jekyll::new(&[("_config.yml", config)], NOW);
    let (_, links) = links(&Inventory::in_memory(&bytes), &generator);
    let word = |target: &Target| match target {
        Target::Found { output, .. } => output.clone(),
        Target::Missing(path, None) => format!("no {path}"),
        Target::Missing(path, Some(closest)) => format!("no {path} but {closest}"),
        Target::Undecided(why) => format!("? {why}"),
        other => format!("{other:?}").to_lowercase(),
    };
    let row = |one: &postlint::check::links::Link| {
        format!("{}:{} {} -> {}", one.start.line, one.start.column, one.address, word(&one.target))
    };
    links.iter().map(row).collect()
}

#[test]
fn front_matter_names_images_and_pages() {
    let page = "---\nimage: /img/lake.png\nheader:\n  teaser: \"img/shore.png\"\n  overlay_image: /img/wood.png\n\
                redirect_to: /walk.html\ntitle: /img/none.png\nurl: /nowhere\n---\n";
    assert_eq!(
        told(&[
            ("img/lake.png", ""),
            ("deep/img/wood.png", ""),
            ("index.md", page),
            ("walk.md", "---\n---\n")
        ]),
        [
            "2:8 /img/lake.png -> img/lake.png",
            "4:12 img/shore.png -> no /img/shore.png",
            "5:18 /img/wood.png -> ? the theme may put a folder in front of this address, or an extension \
             behind it",
            "6:14 /walk.html -> walk.html",
        ]
    );
}

#[test]
fn front_matter_may_leave_out_baseurl() {
    let files = [
        ("_config.yml", "baseurl: /site"),
        ("img/lake.png", ""),
        ("index.md", "---\nimage: /img/lake.png\ncover: /site/img/lake.png\nlogo: /img/lkae.png\n---\n"),
    ];
    assert_eq!(
        told(&files),
        [
            "2:8 /img/lake.png -> img/lake.png",
            "3:8 /site/img/lake.png -> img/lake.png",
            "4:7 /img/lkae.png -> no /img/lkae.png but /site/img/lake.png",
        ]
    );
}

#[test]
fn previews_and_refreshes_lead_somewhere() {
    let page = "---\n---\n<meta property=\"og:image\" content=\"https://shore.example/a.png\">\n\
                <meta name='twitter:image' content='/a.png'>\n<meta property=og:url content=https://shore.example/b>\n\
                <meta http-equiv=\"refresh\" content=\"0; URL='/c.html'\">\n\
                <meta name=\"description\" content=\"https://shore.example/d\">\n";
    assert_eq!(
        told(&[("_config.yml", "url: https://shore.example"), ("a.png", ""), ("index.html", page)]),
        [
            "3:36 https://shore.example/a.png -> a.png",
            "5:31 https://shore.example/b -> no /b",
            "6:45 /c.html -> no /c.html",
        ]
    );
}

#[test]
fn styles_name_images() {
    let page = "---\n---\n<div style=\"background: url(a.png), url( 'b.png' ) /* url(c.png) */; x: curl(d)\">\n\
                <p style='background:url(\"a.png\");mask:url(#m)'>x</p></div>\n";
    assert_eq!(
        told(&[("a.png", ""), ("index.html", page)]),
        ["3:29 a.png -> a.png", "3:43 b.png -> no /b.png", "4:27 a.png -> a.png"]
    );
}

#[test]
fn forms_objects_and_tracks() {
    let page = "---\n---\n<form action=\"/find.html\"></form><form method=post action=/send.html></form>\n\
                <object data=\"/map.svg\"></object><video><track src=\"words.vtt\"></video>\n\
                <input type=image src=go.png>\n";
    assert_eq!(
        told(&[("find.md", "---\n---\n"), ("map.svg", ""), ("index.html", page)]),
        [
            "3:15 /find.html -> find.html",
            "3:59 /send.html -> ? a program answers what a form sends",
            "4:15 /map.svg -> map.svg",
            "4:53 words.vtt -> no /words.vtt",
            "5:23 go.png -> no /go.png",
        ]
    );
}

#[test]
fn a_post_that_is_held_back_is_no_target_yet() {
    let future = ("_posts/2031-01-01-moon.md", "---\n---\n[sun](/2031/01/02/sun.html)\n");
    let other = ("_posts/2031-01-02-sun.md", "---\n---\n");
    let page = ("index.md", "---\n---\n[moon](/2031/01/01/moon.html)\n");
    assert_eq!(
        told(&[future, other, page]),
        [
            "3:7 /2031/01/02/sun.html -> 2031/01/02/sun.html",
            "3:8 /2031/01/01/moon.html -> no /2031/01/01/moon.html",
        ]
    );
}

#[test]
fn what_a_person_may_mean_by_a_target() {
    let files = [
        ("_config.yml", "baseurl: /s\nurl: https://shore.example"),
        ("a.png", ""),
        ("lake.md", "---\n---\n"),
    ];
    let bytes: Vec<(&str, &[u8])> = files.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
    let generator = Jekyll::new(&[("_config.yml", files[0].1)], NOW);
    let (survey, _) = links(&Inventory::in_memory(&bytes), &generator);
    let read = |text| Goal::read(&survey.site, text);
    let lake = read("lake.md");
    assert!(lake.is_some());
    for same in ["/lake.html", "/lake", "/s/lake.html", "https://shore.example/s/lake.html#x"] {
        assert_eq!(read(same), lake, "{same}");
    }
    assert_eq!(read("/a.png"), read("a.png"));
    assert_eq!(read("Boat.example"), Some(Goal::Host("boat.example".to_owned())));
    assert_eq!(read("https://boat.example/x#y"), Some(Goal::Address("https://boat.example/x".to_owned())));
    for nothing in ["/moon/", "moon", ""] {
        assert_eq!(read(nothing), None, "{nothing}");
    }
}

#[test]
fn templates_of_unknown_generators_are_no_addresses() {
    let page: &[u8] =
        b"<a href=\"{{ url }}\">x</a> <a href=\"<%= y %>.html\">y</a> <a href=\"z.html\">z</a>\n";
    let generator = postlint::generator::Plain::new(NOW);
    let (_, links) = links(&Inventory::in_memory(&[("a.html", page)]), &generator);
    let is_missing = |one: &postlint::check::links::Link| matches!(one.target, Target::Missing(..));
    let missing: Vec<&str> = links.iter().filter(|one| is_missing(one)).map(|one| &*one.address).collect();
    assert_eq!(missing, ["z.html"]);
}

#[test]
fn style_sheets_name_files_beside_them() {
    let css = "/* url(old.png) */\n@font-face { src: url('../fonts/a.woff2'), url(\"b.woff\") }\n\
               p { background: URL(x.png) url(https://other.example/y.png) url(#mask) url(data:image/png;base64,AA==) }\n";
    let scss = "---\n---\n$base: 'x';\np { background: url(\"#{$base}.png\"), url(/img/{{ site.x }}.png), url(/lake.png) }\n";
    let files = [
        ("css/a.css", css),
        ("css/fonts.scss", scss),
        ("fonts/a.woff2", ""),
        ("_sass/b.scss", "p { x: url(none.png) }"),
    ];
    assert_eq!(
        told(&files),
        [
            "2:24 ../fonts/a.woff2 -> fonts/a.woff2",
            "2:49 b.woff -> no /css/b.woff",
            "3:21 x.png -> no /css/x.png",
            "4:70 /lake.png -> no /lake.png",
        ]
    );
}

#[test]
fn menus_name_pages() {
    let menu = "main:\n  - title: Lake\n    url: /lake.html\n  - title: Moon\n    url: \"/moon.html\"\n    image: img/moon.png\n\
                quotes:\n  - url: https://other.example/\n  - url: /{{ x }}\n  - link: lake\n";
    let files = [
        ("_data/menu.yml", menu),
        ("lake.md", "---\n---\n"),
        ("_data/more.json", "{\"href\": \"/wood.html\"}"),
    ];
    assert_eq!(
        told(&files),
        [
            "3:10 /lake.html -> lake.html",
            "5:11 /moon.html -> no /moon.html",
            "6:12 img/moon.png -> ? no file of this site lies in that folder, and another site of the host may",
            "1:11 /wood.html -> no /wood.html",
        ]
    );
}

#[test]
fn data_that_cannot_be_read_refers_to_nothing() {
    assert_eq!(
        told(&[("_data/a.yml", "url: [/x.html\n"), ("_data/b.json", "\u{0}{"), ("_data/c.yml", "")]),
        Vec::<String>::new()
    );
}

#[test]
fn relative_addresses_start_from_base() {
    let layout = ("_layouts/page.html", "<head>{% include head.html %}</head>{{ content }}\n");
    let head = |base: &'static str| ("_includes/head.html", base);
    let page = ("a/b.md", "---\nlayout: page\n---\n[x](x.html) [root](/x.html)\n");
    let target = ("x.md", "---\n---\n");
    let found = "4:5 x.html -> x.html";
    let root = "4:20 /x.html -> x.html";
    for (base, first) in [
        ("<base href=\"/\">", found),
        ("<base href=\"../\">", found),
        ("<base href=\"{{ '/' | relative_url }}\">", found),
        ("<base href=\"/c/\">", "4:5 x.html -> no /c/x.html but /x.html"),
        ("<base target=_blank>", "4:5 x.html -> no /a/x.html but /x.html"),
        ("<base href=\"{{ page.base }}\">", "4:5 x.html -> ? the `<base>` of the page comes from Liquid"),
        (
            "<base href=\"https://cdn.example/\">",
            "4:5 x.html -> ? the `<base>` of the page leads to another host",
        ),
    ] {
        let all = told(&[layout, head(base), page, target]);
        let of_page: Vec<&String> = all.iter().filter(|row| row.starts_with("4:")).collect();
        assert_eq!(of_page, [first, root], "{base}");
    }
}

#[test]
fn coffee_is_script_where_a_plugin_makes_it() {
    let page = ("index.html", "---\n---\n<script src=\"/app.js\"></script>\n");
    let coffee = ("app.coffee", "---\n---\nalert 1\n");
    let with = ("_config.yml", "plugins: [jekyll-coffeescript]");
    assert_eq!(told(&[with, page, coffee]), ["3:14 /app.js -> app.js"]);
    assert_eq!(told(&[page, coffee]), ["3:14 /app.js -> no /app.js"]);
}

#[test]
fn redirects_of_the_host_answer() {
    let page: &[u8] = b"---\n---\n[a](/old.html) [b](/gone/x/) [c](/none.html)\n";
    let redirects = "# moved\n/old.html /new.html 301\n/gone/* https://other.example/:splat\n";
    let options =
        postlint::generator::jekyll::Options { redirects: Some(redirects.to_owned()), ..Default::default() };
    let generator = Jekyll::with_options(&[], NOW, &options);
    let (_, links) = links(&Inventory::in_memory(&[("index.md", page)]), &generator);
    let is_missing = |one: &&postlint::check::links::Link| matches!(one.target, Target::Missing(..));
    let missing: Vec<&str> = links.iter().filter(is_missing).map(|one| &*one.address).collect();
    assert_eq!(missing, ["/none.html"]);
}

#[test]
fn what_begins_with_no_letter_is_a_path() {
    let page = "---\n---\n[a]((https://b.example/x)) [b](https://b.example:x/)\n";
    assert_eq!(
        told(&[("a.md", page)]),
        [
            "3:5 (https://b.example/x) -> no /(https://b.example/x)",
            "3:32 https://b.example:x/ -> invalid(\"`b.example:x` has no valid port number after its colon\")",
        ]
    );
}

#[test]
fn a_site_names_keys_of_its_own() {
    let page: &[u8] = b"---\nhero_shot: /none.png\nmore: /none.html\nless: /none.html\n---\n";
    let options = postlint::generator::jekyll::Options {
        image_keys: vec!["hero_shot".to_owned()],
        link_keys: vec!["more".to_owned()],
        ..Default::default()
    };
    let generator = Jekyll::with_options(&[], NOW, &options);
    let (_, links) = links(&Inventory::in_memory(&[("index.md", page)]), &generator);
    let lines: Vec<u32> = links.iter().map(|one| one.start.line).collect();
    assert_eq!(lines, [2, 3]);
}

#[test]
fn a_style_that_is_never_closed_ends_the_search() {
    let style = format!("<p style=\"x: url(a.png); {}\">x</p>\n", "url( ".repeat(20_000));
    let page = format!("---\n---\n{style}");
    assert_eq!(told(&[("a.png", ""), ("index.html", &page)]), ["3:18 a.png -> a.png"]);
}
