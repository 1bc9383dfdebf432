//! The whole of `check` over a synthetic site: every rule on, files on disk, warm. Prints the median
//! of several runs. The site is the same on every machine and in every run; `cargo bench -- 100000`
//! makes it another size.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::error::Error;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use postlint::check;
use postlint::config::Config;
use postlint::generator::jekyll::Jekyll;
use postlint::settings::Settings;
use postlint::walk::{self, Request};

/// 2026-01-15T12:00:00Z.
const NOW: i128 = 1_768_478_400_000_000_000;

const RUNS: usize = 7;

fn main() -> Result<(), Box<dyn Error>> {
    // `cargo test --all-targets` runs this file too, and wants no measurement.
    if std::env::args().any(|argument| argument == "--test") {
        return Ok(());
    }
    let told: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if told.is_empty() { vec![100, 2_000, 10_000] } else { told };
    for posts in sizes {
        let folder = tempfile::tempdir()?;
        let bytes = write_site(folder.path(), posts)?;
        measure(folder.path(), posts, bytes)?;
    }
    Ok(())
}

fn measure(root: &Path, posts: usize, bytes: usize) -> Result<(), Box<dyn Error>> {
    let settings = Settings::resolve(&Config::default())?;
    let config = fs::read_to_string(root.join("_config.yml"))?;
    let mut times: Vec<Duration> = Vec::new();
    let mut findings = 0;
    for _ in 0..RUNS {
        let started = Instant::now();
        let request = Request { directory: root.to_owned(), paths: vec![root.to_owned()], given: None };
        let found = walk::gather(&request)?;
        let jekyll = Jekyll::new(&[("_config.yml", &config)], NOW);
        findings = 0;
        for site in &found.sites {
            findings += check::run(&site.inventory, &jekyll, &settings, &|| ()).findings.len();
        }
        times.push(started.elapsed());
    }
    times.sort();
    let median = times[RUNS / 2];
    let rate = bytes as f64 / 1e6 / median.as_secs_f64();
    println!(
        "check/{posts:<6} {median:>10.2?}   {:>8.0} files/s   {rate:>6.0} MB/s   {findings} findings",
        posts as f64 / median.as_secs_f64()
    );
    Ok(())
}

/// Writes a site of posts as a scraper and as people write them, and gives its size in bytes.
fn write_site(root: &Path, posts: usize) -> std::io::Result<usize> {
    fs::create_dir_all(root.join("_posts"))?;
    fs::create_dir_all(root.join("assets"))?;
    fs::write(root.join("_config.yml"), "url: https://example.org\ntimezone: Europe/Vienna\n")?;
    fs::write(root.join("assets/lake.png"), b"\x89PNG\r\n\x1a\n")?;
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let mut bytes = 0;
    for at in 0..posts {
        let (year, month, day) = (2010 + at % 14, 1 + at / 14 % 12, 1 + at / 168 % 28);
        let text = post(at, &format!("{year}-{month:02}-{day:02}"), &mut random);
        bytes += text.len();
        fs::write(root.join(format!("_posts/{year}-{month:02}-{day:02}-walk-{at}.md")), text)?;
    }
    Ok(bytes)
}

fn post(at: usize, date: &str, random: &mut Random) -> String {
    let mut text = format!(
        "---\nlayout: post\ntitle: \"Walk number {at}\"\ndate: {date} 08:{:02}:00 +0100\ncategories: [walks]\ntags: [lake, {}]\n---\n\n",
        at % 60,
        random.word()
    );
    for paragraph in 0..4 + random.below(12) {
        let block = match random.below(9) {
            0 => "![The lake](/assets/lake.png)".to_owned(),
            1 => {
                format!("<img src=\"/assets/lake.png\" alt=\"{}\" width=\"40\" height=\"30\">", random.word())
            }
            2 => format!("## {} {paragraph}", random.word()),
            3 => format!("<div class=\"box\"><p>{}</p></div>", random.sentence()),
            4 => "```ruby\nputs [1](2)\n```".to_owned(),
            _ => {
                let (before, word, after) = (random.sentence(), random.word(), random.sentence());
                format!("{before} [{word}](https://example.com/{at}) {after}")
            }
        };
        text.push_str(&block);
        text.push_str("\n\n");
    }
    // Some posts are wrong, as on every site.
    if at.is_multiple_of(50) {
        text.push_str("<img src=\"\">\n");
    }
    text
}

/// A small generator of numbers (xorshift): the same numbers everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as usize % bound
    }

    fn word(&mut self) -> &'static str {
        const WORDS: [&str; 12] = [
            "lake", "wind", "morning", "boats", "湖边", "nets", "harbour", "rain", "新闻", "path", "bridge",
            "snow",
        ];
        WORDS[self.below(WORDS.len())]
    }

    fn sentence(&mut self) -> String {
        let words: Vec<&str> = (0..6 + self.below(14)).map(|_| self.word()).collect();
        format!("{}.", words.join(" "))
    }
}
