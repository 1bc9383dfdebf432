//! References that Liquid has a part in, over several files: tags, layouts, includes with parameters.

use postlint::check::links::{Link, Target, links};
use postlint::generator::jekyll::Jekyll;
use postlint::walk::Inventory;

/// 2026-01-15T12:00:00Z
const NOW: i128 = 1_768_478_400_000_000_000;
const CONFIG: &str = "baseurl: /blog\nurl: https://lake.example\nimages: /img\n";

/// Each reference of one file as `line:column -> file`.
fn told(file: &str, files: &[(&str, &str)]) -> Vec<String> {
    let mut all = vec![("_config.yml", CONFIG), ("img/lake.png", ""), ("css/main.css", "")];
    all.extend_from_slice(files);
    let bytes: Vec<(&str, &[u8])> = all.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
    let generator = Jekyll::new(&[("_config.yml", CONFIG)], NOW);
    let (_, links) = links(&Inventory::in_memory(&bytes), &generator);
    let word = |target: &Target| match target {
        Target::Found { output, .. } => output.clone(),
        Target::Missing(path, _) => format!("no {path}"),
        Target::Undecided(why) => format!("? {why}"),
        other => format!("{other:?}").to_lowercase(),
    };
    let row = |one: &Link| format!("{}:{} -> {}", one.start.line, one.start.column, word(&one.target));
    links.iter().filter(|one| *one.path == *file).map(row).collect()
}

#[test]
fn addresses_of_the_site_are_resolved() {
    let post = "---\n---\n[a]({{ site.baseurl }}/css/main.css) [b]({{ '/img/lake.png' | relative_url }})\n\
                [c]({{ site.images | absolute_url }}/gone.png) [d]({{ site.data.menu.url }})\n\
                [e]({% post_url 2022-01-06-wood %}#top) [f]({% link about.md %})\n\
                [g](https://sea.example/{{ page.slug }}) {% if false %}[h](/gone){% endif %}\n";
    let files = [
        ("_posts/2022-01-07-walk.md", post),
        ("_posts/2022-01-06-wood.md", "---\n---\n"),
        ("about.md", "---\npermalink: /us/\n---\n"),
    ];
    assert_eq!(
        told("_posts/2022-01-07-walk.md", &files),
        [
            "3:5 -> css/main.css",
            "3:42 -> img/lake.png",
            "4:5 -> no /blog/img/gone.png",
            "4:52 -> ? `site.data` is not known from one file",
            "5:5 -> 2022/01/06/wood.html",
            "5:45 -> us/index.html",
            "6:5 -> external",
        ]
    );
}

#[test]
fn layouts_know_the_site_and_not_the_page() {
    let layout = "<link rel=stylesheet href=\"{{ site.baseurl }}/css/main.css\">\n\
                  <a href=\"{{ page.url }}\">x</a>\n<img src=\"{{ '/gone.png' | relative_url }}\">\n";
    let files = [("_layouts/base.html", layout), ("a.md", "---\nlayout: base\n---\n")];
    assert_eq!(
        told("_layouts/base.html", &files),
        ["1:28 -> css/main.css", "2:10 -> ? `page.url` depends on the page", "3:11 -> no /blog/gone.png"]
    );
}

#[test]
fn includes_take_what_they_are_given() {
    let include = "{% assign at = include.src | prepend: '/img/' | relative_url %}\n\
                   <img src=\"{{ at }}\" alt=\"\">{% if include.link %}<a href=\"{{ include.link }}\">x</a>{% endif %}\n";
    let outer = "{% include image.html src=include.file %}\n";
    let post = "---\n---\n{% include image.html src=\"lake.png\" %}\n\
                {% include image.html src='lkae.png' link=\"/blog/gone\" %}\n\
                {% include outer.html file=\"mud.png\" %}\n\
                {% include image.html src=page.cover %}\n";
    let files = [
        ("_includes/image.html", include),
        ("_includes/outer.html", outer),
        ("_posts/2022-01-07-walk.md", post),
    ];
    assert_eq!(
        told("_posts/2022-01-07-walk.md", &files),
        [
            "3:28 -> img/lake.png",
            "4:28 -> no /blog/img/lkae.png",
            "4:44 -> no /blog/gone",
            "5:29 -> no /blog/img/mud.png",
        ]
    );
}

#[test]
fn liquid_is_off_where_the_site_says_so() {
    let config = "defaults: [{scope: {path: notes}, values: {render_with_liquid: false}}]";
    let body = "\n[a]({{ site.time }}) {% if %}\n";
    let page = format!("---\nrender_with_liquid: false\n---\n{body}");
    let of_defaults = format!("---\n---\n{body}");
    let files: [(&str, &[u8]); 2] = [("a.md", page.as_bytes()), ("notes/b.md", of_defaults.as_bytes())];
    let generator = Jekyll::new(&[("_config.yml", config)], NOW);
    let (survey, _) = links(&Inventory::in_memory(&files), &generator);
    assert_eq!(survey.fatal, None);
    assert!(survey.publications.iter().flatten().all(|one| one.rendering.pieces.is_empty()));
}
