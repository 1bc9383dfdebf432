//! Fixes of single rules whose cases do not fit the examples of their manifests: the text of a page before
//! and after, with that rule alone.

#![expect(clippy::unwrap_used, reason = "what is made for a test and cannot be read stops it")]

use postlint::check;
use postlint::config::Config;
use postlint::fix::{self, Site};
use postlint::generator::jekyll::Jekyll;
use postlint::settings::Settings;
use postlint::walk::{Content, Inventory};

const NOW: i128 = 1_768_478_400_000_000_000;

/// The text of the first file once the fixes of a rule are applied.
fn fixed(rule: &str, files: &[(&str, &str)]) -> String {
    let settings = Config { select: Some(vec![rule.to_owned()]), ..Config::default() };
    let settings = Settings::resolve(&settings).unwrap();
    let config = files.iter().find(|(path, _)| *path == "_config.yml").map_or("", |(_, text)| text);
    let generator = Jekyll::new(&[("_config.yml", config)], NOW);
    let bytes: Vec<(&str, &[u8])> = files.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
    let inventory = Inventory::in_memory(&bytes);
    let check = |inventory: &Inventory| check::run(inventory, &generator, &settings, &|| ());
    let site = Site {
        inventory: &inventory,
        check: &check,
        wanted: &|_, outcome| vec![true; outcome.findings.len()],
        dialect: &|path| postlint::generator::Generator::dialect(&generator, path),
        fixed: &[],
        with_unsafe: true,
    };
    let done = fix::run(&site, check(&inventory));
    match &done.inventory.input(files[0].0).unwrap().content {
        Content::Memory(bytes) => String::from_utf8(bytes.to_vec()).unwrap(),
        Content::Disk(_) => unreachable!("the site is in memory"),
    }
}

fn page(rule: &str, body: &str) -> String {
    let head = "---\ntitle: A walk\n---\n\n";
    let text = fixed(rule, &[("a.md", &format!("{head}{body}"))]);
    text.strip_prefix(head).unwrap().to_owned()
}

#[test]
fn obsolete_elements_get_successors() {
    let cases = [
        ("<center>The lake</center>\n", "<div style=\"text-align: center\">The lake</div>\n"),
        (
            "<CENTER class='a'>\n<img src=\"/a.png\">\n</CENTER >\n",
            "<div style=\"text-align: center\" class='a'>\n<img src=\"/a.png\">\n</div >\n",
        ),
        (
            "A <big>large <nobr>wide lake</nobr></big> and <strike>old</strike> <acronym title=\"x\">y</acronym>.\n",
            "A <span style=\"font-size: larger\">large <span style=\"white-space: nowrap\">wide lake</span></span> and \
             <s>old</s> <abbr title=\"x\">y</abbr>.\n",
        ),
    ];
    for (before, after) in cases {
        assert_eq!(page("html/obsolete-element", before), after);
        assert_eq!(page("html/obsolete-element", after), after);
    }
    let unchanged = [
        "<center><center>x</center></center>\n",
        "<center>x\n\nText.\n",
        "<center style=\"color: red\">x</center>\n",
        "<center><b>x</center>\n",
        "Text <center>x</center> text.\n",
        "`<center>x</center>`\n",
        "{% if a %}<center>{% endif %}x{% if a %}</center>{% endif %}\n",
        "<font color=\"red\">x</font> <tt>y</tt>\n",
        "<center>a<center>b</center>\n",
        "</center><center>\n",
    ];
    for text in unchanged {
        assert_eq!(page("html/obsolete-element", text), text);
    }
}

#[test]
fn links_by_way_of_a_redirect_lead_on() {
    let config = ("_config.yml", "baseurl: /b\nplugins: [jekyll-redirect-from]\n");
    let lake = ("lake.md", "---\nredirect_from: [/pond/, /pool]\n---\nThe lake.\n");
    let run = |body: &str| {
        let text = format!("---\n---\n{body}\n");
        fixed("link/former-address", &[("a.md", &text), config, lake]).replace("---\n---\n", "")
    };
    assert_eq!(
        run("[a](/b/pond/#shore \"t\") [b](/b/pool?x=1)"),
        "[a](/b/lake.html#shore \"t\") [b](/b/lake.html?x=1)\n"
    );
    assert_eq!(run("<a href='pond/'>a</a>"), "<a href='/b/lake.html'>a</a>\n");
    assert_eq!(run("[a]({{ site.baseurl }}/pond/)"), "[a]({{ site.baseurl }}/lake.html)\n");
    for same in ["[a](/b/lake.html)", "[a](https://other.net/pond/)", "[a]({{ '/pond/' | relative_url }})"] {
        assert_eq!(run(same), format!("{same}\n"));
    }
}

#[test]
fn an_address_stays_written_as_it_was() {
    let config = ("_config.yml", "url: https://lakes.net\nbaseurl: /b\n");
    let files =
        [("lake.md", "---\n---\nThe lake.\n"), ("img/Shore.svg", "<svg/>"), ("sub/x.md", "---\n---\n")];
    let run = |body: &str| {
        let text = format!("---\n---\n{body}\n");
        let mut all = vec![("sub/a.md", text.as_str()), config];
        all.extend(files);
        fixed("link/letter-case", &all).replace("---\n---\n", "")
    };
    let cases = [
        ("[a](/b/Lake.html?x#y)", "[a](/b/lake.html?x#y)"),
        ("[a](https://lakes.net/b/Lake.html#y)", "[a](https://lakes.net/b/lake.html#y)"),
        ("[a](//lakes.net/b/LAKE.html)", "[a](//lakes.net/b/lake.html)"),
        ("[a](../Lake.html)", "[a](../lake.html)"),
        ("[a](./X.html)", "[a](./x.html)"),
        ("[a](X.html)", "[a](x.html)"),
        ("![a](../IMG/shore.svg)", "![a](../img/Shore.svg)"),
        ("[a]({{ site.baseurl }}/Lake.html)", "[a]({{ site.baseurl }}/lake.html)"),
        (
            "[a]({{ site.url }}{{ site.baseurl }}/img/shore.svg \"t\")",
            "[a]({{ site.url }}{{ site.baseurl }}/img/Shore.svg \"t\")",
        ),
        ("<img src='{{ site.baseurl }}/img/SHORE.svg'>", "<img src='{{ site.baseurl }}/img/Shore.svg'>"),
        ("[a]({{ '/Lake.html' | relative_url }})", "[a]({{ '/Lake.html' | relative_url }})"),
    ];
    for (before, after) in cases {
        assert_eq!(run(before), format!("{after}\n"));
    }
}
