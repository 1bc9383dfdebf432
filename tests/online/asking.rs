//! What each way of misbehaving is called, and what a host is asked on the way to it.

use postlint::check;
use postlint::config::Config;
use postlint::generator::jekyll::Jekyll;
use postlint::net::Checker;
use postlint::settings::Settings;
use postlint::site::{Fault, Question, Trust, Verdict};
use postlint::walk::Inventory;

use super::server::Server;
use super::{ask, ask_one, options, question};

fn dead(fault: Fault) -> Verdict {
    Verdict::Dead(fault)
}

fn links(server: &Server) -> Vec<(String, Verdict)> {
    let tls = format!("https://{}/", server.address);
    let closed = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        format!("http://{}/", listener.local_addr().unwrap())
    };
    let cases = [
        ("/status/200", Verdict::Alive),
        ("/no-head", Verdict::Alive),
        ("/head-404", Verdict::Alive),
        ("/busy", Verdict::Alive),
        ("/later", Verdict::Alive),
        ("/flaky", Verdict::Alive),
        ("/cookie", Verdict::Alive),
        ("/chain/10", Verdict::Alive),
        ("/for-good", Verdict::Alive),
        ("/mixed", Verdict::Alive),
        ("/huge", Verdict::Alive),
        ("/status/404", dead(Fault::Status(404))),
        ("/status/410", dead(Fault::Status(410))),
        ("/status/500", dead(Fault::Status(500))),
        ("/for-good/to-404", dead(Fault::Status(404))),
        ("/slow", dead(Fault::Timeout(0))),
        ("/closed", dead(Fault::Closed)),
        ("/loop", dead(Fault::Loop(server.url("/loop")))),
        ("/chain/11", dead(Fault::Endless(10))),
        ("/nowhere", dead(Fault::Nowhere(String::new()))),
        ("/to-mail", dead(Fault::Nowhere("mailto:heron@lake.test".to_owned()))),
        ("/to-private", dead(Fault::Private("http://169.254.169.254/latest/meta-data/".to_owned()))),
    ];
    let mut all: Vec<(String, Verdict)> =
        cases.into_iter().map(|(path, it)| (server.url(path), it)).collect();
    all.push((tls, dead(Fault::Tls(Trust::Handshake))));
    all.push((closed, dead(Fault::Refused)));
    all.push(("http://herons.invalid/".to_owned(), dead(Fault::NoHost)));
    all
}

fn pictures(server: &Server) -> Vec<(String, Verdict)> {
    let cases = [
        ("/picture", Verdict::Alive),
        ("/huge?picture", Verdict::Alive),
        ("/page-for-picture", dead(Fault::Page)),
        ("/empty-picture", dead(Fault::Empty)),
        ("/zip-for-picture", dead(Fault::NotImage("application/zip".to_owned()))),
        ("/cut", dead(Fault::Truncated { got: 29, of: Some(5000) })),
        ("/guarded", dead(Fault::HotLink { status: 403, shown: None })),
        ("/own-only", dead(Fault::HotLink { status: 200, shown: None })),
    ];
    cases.into_iter().map(|(path, it)| (server.url(path), it)).collect()
}

#[test]
fn each_fault_has_its_name() {
    let server = Server::start();
    let (links, pictures) = (links(&server), pictures(&server));
    let mut questions: Vec<Question> = links.iter().map(|(url, _)| question(url, false)).collect();
    questions.extend(pictures.iter().map(|(url, _)| question(url, true)));
    let online = ask(super::Options { per_host: 32, ..options() }, questions);
    for (url, verdict) in links.iter().chain(&pictures) {
        assert_eq!(online.get(url).map(|one| &one.verdict), Some(verdict), "{url}");
    }
    let moved = |path: &str| online.get(&server.url(path)).unwrap().moved.clone();
    assert_eq!(moved("/for-good"), Some(server.url("/status/200")));
    assert_eq!(moved("/mixed"), None);
    assert_eq!(moved("/chain/10"), None);
    assert_eq!(online.get(&server.url("/huge?picture")).unwrap().size, Some(10_000_000_000));
}

#[test]
fn findings_are_the_same_at_any_concurrency() {
    let server = Server::start();
    let mut text = "---\ntitle: Herons\n---\nThey are back.\n\n".to_owned();
    for (url, _) in links(&server)
        .iter()
        .filter(|(url, _)| !["/busy", "/later", "/flaky", "/slow"].iter().any(|path| url.ends_with(path)))
    {
        text.push_str(&format!("- by [the lake]({url}#nests) again, and [here]({url})\n"));
    }
    for (url, _) in pictures(&server) {
        text.push_str(&format!("- ![A heron]({url}) and [in large]({url})\n"));
    }
    let run = |concurrency: usize| {
        let inventory = Inventory::in_memory(&[("_posts/2022-01-07-a.md", text.as_bytes())]);
        let settings =
            Settings::resolve(&Config::parse("select: [link/dead, image/dead, link/redirected]").unwrap())
                .unwrap();
        let ask = |questions: &[Question]| {
            let options = super::Options { concurrency, per_host: concurrency, ..options() };
            Checker::new(options).ask(questions, &|_, _| ())
        };
        let jekyll = Jekyll::new(&[("_config.yml", "")], i128::from(super::NOW) * 1_000_000_000);
        let outcome = check::run_asking(&inventory, &jekyll, &settings, &|| (), Some(&ask));
        format!("{:#?}", outcome.findings)
    };
    let (one, many) = (run(1), run(32));
    assert_eq!(one, many);
    assert!(one.contains("leads to nothing") && one.contains("hot-link protection"), "{one}");
}

#[test]
fn head_comes_first_and_get_where_it_is_refused() {
    let server = Server::start();
    ask_one(options(), &server.url("/status/200"), false);
    ask_one(options(), &server.url("/no-head"), false);
    let methods = |path: &str| server.asked(path).into_iter().map(|one| one.method).collect::<Vec<_>>();
    assert_eq!(methods("/status/200"), ["HEAD"]);
    assert_eq!(methods("/no-head"), ["HEAD", "GET"]);
}

#[test]
fn a_host_that_is_busy_is_left_alone() {
    let server = Server::start();
    let answer = ask_one(options(), &server.url("/busy-for-ever"), false);
    assert!(matches!(answer.verdict, Verdict::Unasked(_)), "{answer:?}");
    assert_eq!(server.asked("/busy-for-ever").len(), 1);
    for status in ["401", "403", "451", "999"] {
        let answer = ask_one(options(), &server.url(&format!("/status/{status}")), false);
        assert!(matches!(answer.verdict, Verdict::Unknown(_)), "{answer:?}");
    }
}

#[test]
fn a_page_that_is_named_may_be_shown_a_picture() {
    let server = Server::start();
    let of_site = || super::Options { referer: Some("https://birds.test/".to_owned()), ..options() };
    let verdict = |path: &str| ask_one(of_site(), &server.url(path), true).verdict;
    assert_eq!(verdict("/guarded"), dead(Fault::HotLink { status: 403, shown: Some(true) }));
    assert_eq!(verdict("/own-only"), dead(Fault::HotLink { status: 200, shown: Some(false) }));
}

#[test]
fn private_addresses_are_not_asked_unless_allowed() {
    let server = Server::start();
    let strict = || super::Options { allowed: super::Allowed::default(), ..options() };
    let name = format!("http://localhost:{}/", server.address.port());
    for url in [
        server.url("/"),
        name,
        "http://[::1]/".to_owned(),
        "http://10.0.0.1/".to_owned(),
        "http://0x7f.1/".to_owned(),
    ] {
        let url = url::Url::parse(&url).unwrap();
        let answer = ask_one(strict(), url.as_str(), false);
        assert!(matches!(answer.verdict, Verdict::Unasked(_)), "{url} {answer:?}");
    }
    assert_eq!(server.count(), 0);
}

#[test]
fn passwords_go_to_no_other_host() {
    let (first, second) = (Server::start(), Server::start());
    let path = format!("/to/{}", second.address.port());
    let url = format!("http://heron:secret@{}{path}", first.address);
    let mut options = options();
    options.allowed = super::Allowed::read(&["127.0.0.1".to_owned(), "localhost".to_owned()]).unwrap();
    let answer = ask_one(options, &url, false);
    assert_eq!(answer.verdict, Verdict::Alive);
    assert!(!format!("{answer:?}").contains("beak"));
    let sent = |server: &Server, path: &str| {
        server.asked(path).iter().any(|one| one.header("authorization").is_some())
    };
    assert!(sent(&first, &path));
    assert!(!second.asked("/status/200").is_empty() && !sent(&second, "/status/200"));
}

#[test]
fn where_no_host_answers_it_is_this_machine() {
    let urls = ["http://a.invalid/", "http://b.invalid/", "http://c.invalid/"];
    let online = ask(options(), urls.iter().map(|url| question(url, false)).collect());
    for url in urls {
        assert!(matches!(online.get(url).unwrap().verdict, Verdict::Unasked(_)));
    }
}

#[test]
fn places_in_pages_are_looked_for_when_asked() {
    let server = Server::start();
    let fragments = ["eggs", "gone", "nests", ":~:text=x", "L10"];
    let mut fragments: Vec<Box<str>> = fragments.into_iter().map(Into::into).collect();
    fragments.sort_unstable();
    let asked = Question { url: server.url("/places").into(), image: false, fragments };
    let lost = |anchors: bool| {
        let online = ask(super::Options { anchors, ..options() }, vec![asked.clone()]);
        online.get(&asked.url).unwrap().lost.clone()
    };
    assert_eq!(lost(true), ["gone".into()]);
    assert!(lost(false).is_empty());
}

#[test]
fn patterns_choose_what_is_asked() {
    let server = Server::start();
    let patterns = |text: &str| postlint::net::patterns::Patterns::read(&[text.to_owned()]).unwrap();
    let excluding = super::Options { exclude: patterns("*/status/*"), ..options() };
    let online =
        ask(excluding, vec![question(&server.url("/status/200"), false), question(&server.url("/x"), false)]);
    assert_eq!(online.answers.len(), 1);
    assert!(
        patterns("lake.test").fit("https://www.lake.test/x")
            && !patterns("lake.test").fit("https://snowlake.test/")
    );
}
