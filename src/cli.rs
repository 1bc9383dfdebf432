//! The command line as a user types it: types for clap alone.
//! May not resolve or read anything.

mod baseline;
mod changed;
mod config;
mod fix;
mod init;
mod moves;
mod published;
mod suppress;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::config::{FailOn, GeneratorChoice, Level};
use crate::output::{ColorChoice, Format};

pub use baseline::{BaselineCommand, KnownArgs};
pub use changed::ChangedArgs;
pub use config::ConfigCommand;
pub use fix::FixArgs;
pub use init::InitCommand;
pub use moves::{MoveCommand, MovingArgs, RenameCommand};
pub use published::UrlsCommand;
pub use suppress::SuppressArgs;

/// Checks the source of a static site before it is published.
#[derive(Debug, Parser)]
#[command(name = "postlint", version, arg_required_else_help = true, disable_help_subcommand = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Find what is wrong in posts and pages
    Check(Box<CheckArgs>),
    /// Record today's findings, so that only later ones are shown
    Baseline(Box<BaselineCommand>),
    /// Learn what a site is like, and write a configuration for it
    Init(Box<InitCommand>),
    /// Say what the configuration comes to, and which file said it
    Config(Box<ConfigCommand>),
    /// Explain a rule, or list all rules
    Explain {
        /// A rule, such as `date/unparseable`, or a group
        rule: Option<String>,
    },
    /// Show what the generator would publish
    Site(Box<SiteCommand>),
    /// Say of one file what becomes of it, and why
    Why(Box<WhyCommand>),
    /// Compare what would be published with a built site
    Verify(Box<VerifyCommand>),
    /// List the addresses that the site publishes, or record them
    Urls(Box<UrlsCommand>),
    /// List every link and image with what it leads to
    Links(Box<LinksCommand>),
    /// Move a file or folder, with everything that leads to it
    Mv(Box<MoveCommand>),
    /// Rename a category, with everything that goes by its name
    RenameCategory(Box<RenameCommand>),
    /// Rename a tag, with everything that goes by its name
    RenameTag(Box<RenameCommand>),
    /// List rules, write rules of your own, test and document them
    #[command(subcommand)]
    Rules(RulesCommand),
    /// Print the JSON Schema of `--format json`, of the configuration, or of the front matter of rules
    Schema {
        /// Of what
        #[arg(value_enum, default_value_t)]
        what: SchemaOf,
    },
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

/// What a JSON Schema is printed of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// The output of `--format json`
    #[default]
    Output,
    /// `.postlint.yml`, with the rules of this site
    Config,
    /// The front matter of a rule's manifest
    Manifest,
}

/// What to do with rules.
#[derive(Clone, Debug, Subcommand)]
pub enum RulesCommand {
    /// List all rules
    List {
        /// Those of this site alone
        #[arg(long)]
        own: bool,
    },
    /// Start a rule in .postlint/rules
    New {
        /// Its name, such as `title-too-long`
        name: String,
    },
    /// Run the examples of this site's own rules
    Test {
        /// One manifest, or a folder of them
        path: Option<PathBuf>,
    },
    /// Write a page for every rule, and an index
    Docs {
        /// The folder to write
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
}

/// The arguments of `check`.
#[derive(Clone, Debug, Default, Args)]
pub struct CheckArgs {
    /// Files, folders or globs; the current folder unless given
    #[arg(value_name = "PATH", conflicts_with = "stdin_filename")]
    pub paths: Vec<PathBuf>,
    /// Which rules run.
    #[command(flatten)]
    pub rules: RuleArgs,
    /// What the generator is told.
    #[command(flatten)]
    pub site: SiteArgs,
    /// Whether and how other hosts are asked.
    #[command(flatten)]
    pub online: OnlineArgs,
    /// Which changes are looked at.
    #[command(flatten)]
    pub changed: ChangedArgs,
    /// Which findings are known.
    #[command(flatten)]
    pub known: KnownArgs,
    /// What is done about fixes.
    #[command(flatten)]
    pub fixes: FixArgs,
    /// What is done with comments that set findings aside.
    #[command(flatten)]
    pub suppress: SuppressArgs,
    /// How findings are shown.
    #[command(flatten)]
    pub output: OutputArgs,
    /// Check the text on standard input as if it were this file
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<PathBuf>,
    /// The lowest severity that makes the exit code 1 [default: warning]
    #[arg(long, value_name = "LEVEL", value_enum)]
    pub fail_on: Option<FailOn>,
    /// Exit with 0 whatever is found
    #[arg(long)]
    pub exit_zero: bool,
    /// Threads; as many as the machine has cores unless given
    #[arg(long, short = 'j', value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub jobs: Option<u16>,
}

/// The arguments of `site`.
#[derive(Clone, Debug, Default, Args)]
pub struct SiteCommand {
    /// The folder of the site; the current folder unless given
    #[arg(value_name = "PATH")]
    pub path: Option<PathBuf>,
    /// What the generator is told.
    #[command(flatten)]
    pub site: SiteArgs,
    /// How it is shown
    #[arg(long, short = 'f', value_enum, default_value_t)]
    pub format: SiteFormat,
}

/// The arguments of `why`.
#[derive(Clone, Debug, Default, Args)]
pub struct WhyCommand {
    /// The file, as seen from the current folder
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// What the generator is told.
    #[command(flatten)]
    pub site: SiteArgs,
    /// How it is shown
    #[arg(long, short = 'f', value_enum, default_value_t)]
    pub format: SiteFormat,
    /// When to use colours
    #[arg(long, value_name = "WHEN", value_enum, default_value_t)]
    pub color: ColorChoice,
}

/// The arguments of `verify`.
#[derive(Clone, Debug, Default, Args)]
pub struct VerifyCommand {
    /// The folder of the site; the current folder unless given
    #[arg(value_name = "PATH")]
    pub path: Option<PathBuf>,
    /// The folder that the generator wrote, such as `_site`
    #[arg(long, value_name = "DIR")]
    pub built: PathBuf,
    /// What the generator was told.
    #[command(flatten)]
    pub site: SiteArgs,
    /// How the comparison is shown
    #[arg(long, short = 'f', value_enum, default_value_t)]
    pub format: SiteFormat,
}

/// The arguments of `links`.
#[derive(Clone, Debug, Default, Args)]
pub struct LinksCommand {
    /// The folder of the site; the current folder unless given
    #[arg(value_name = "PATH")]
    pub path: Option<PathBuf>,
    /// Those that lead to nothing
    #[arg(long)]
    pub broken: bool,
    /// Those that lead to other hosts
    #[arg(long)]
    pub external: bool,
    /// Those of which the sources do not tell
    #[arg(long)]
    pub undecided: bool,
    /// Those that lead here: an address, the path of a source file, or the name of another host
    #[arg(long, value_name = "URL")]
    pub to: Option<String>,
    /// What the generator is told.
    #[command(flatten)]
    pub site: SiteArgs,
    /// How they are shown
    #[arg(long, short = 'f', value_enum, default_value_t)]
    pub format: LinksFormat,
}

/// How the references of a site are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum LinksFormat {
    /// One line a reference
    #[default]
    Table,
    /// One JSON document
    Json,
    /// Comma-separated values, as in RFC 4180
    Csv,
}

/// How the published site is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum SiteFormat {
    /// A line for each thing
    #[default]
    Table,
    /// One JSON document
    Json,
}

/// Which rules run.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Rules")]
pub struct RuleArgs {
    /// Read this configuration instead of looking for `.postlint.yml`
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    pub config: Option<PathBuf>,
    /// Read no configuration
    #[arg(long)]
    pub no_config: bool,
    /// Run these rules or groups only; `all` is every rule, opt-in ones too
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub select: Vec<String>,
    /// Do not run these rules or groups
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub ignore: Vec<String>,
    /// Give a rule another severity: off, note, warning or error
    #[arg(long, value_name = "RULE=LEVEL", value_parser = severity)]
    pub severity: Vec<(String, Level)>,
}

/// What the generator is told.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Site")]
pub struct SiteArgs {
    /// The generator of the site [default: auto]
    #[arg(long, value_name = "NAME", value_enum)]
    pub generator: Option<GeneratorChoice>,
    /// What "now" is: a date, or an instant as in RFC 3339
    #[arg(long, value_name = "INSTANT", value_parser = instant)]
    pub at: Option<i128>,
    /// Publish drafts
    #[arg(long)]
    pub drafts: bool,
    /// Publish posts of the future
    #[arg(long)]
    pub future: bool,
    /// Publish what says `published: false`
    #[arg(long)]
    pub unpublished: bool,
    /// Stop at front matter that cannot be read, as `strict_front_matter` does
    #[arg(long)]
    pub strict_front_matter: bool,
}

/// Whether and how other hosts are asked.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Online")]
pub struct OnlineArgs {
    /// Ask other hosts for what the site links to and shows from there
    #[arg(long)]
    pub online: bool,
    /// Read their pages, too, for the places that links lead to
    #[arg(long, requires = "online")]
    pub online_anchors: bool,
    /// Ask this private host as well: a name, an address, a network such as 10.0.0.0/8, or `all`
    #[arg(long, value_name = "HOST", value_delimiter = ',', requires = "online")]
    pub online_allow: Vec<String>,
    /// Keep answers in this file [default: .postlint/cache/online.json of the site]
    #[arg(long, value_name = "FILE", requires = "online")]
    pub online_cache: Option<PathBuf>,
    /// Keep no answers
    #[arg(long, requires = "online", conflicts_with = "online_cache")]
    pub online_no_cache: bool,
    /// Ask everything again, whatever answers are kept
    #[arg(long, requires = "online")]
    pub online_refresh: bool,
    /// Requests under way at most [default: 32]
    #[arg(long, value_name = "N", requires = "online", value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub online_concurrency: Option<u16>,
    /// Requests to one host under way at most [default: 4]
    #[arg(long, value_name = "N", requires = "online", value_parser = clap::value_parser!(u16).range(1..=100))]
    pub online_per_host: Option<u16>,
    /// Seconds that one request may take [default: 20]
    #[arg(long, value_name = "SECONDS", requires = "online", value_parser = clap::value_parser!(u16).range(1..))]
    pub online_timeout: Option<u16>,
}

/// How findings are shown.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Output")]
pub struct OutputArgs {
    /// The format of findings
    #[arg(long, short = 'f', value_enum, default_value_t)]
    pub format: Format,
    /// When to use colours
    #[arg(long, value_name = "WHEN", value_enum, default_value_t)]
    pub color: ColorChoice,
    /// Print no summary, and only what stops the run
    #[arg(long, short)]
    pub quiet: bool,
    /// Count findings by rule
    #[arg(long)]
    pub statistics: bool,
    /// List the questions that cannot be decided from the sources
    #[arg(long)]
    pub list_undecided: bool,
}

fn severity(text: &str) -> Result<(String, Level), String> {
    let (rule, level) = text.split_once('=').ok_or("write it as RULE=LEVEL")?;
    let level =
        Level::from_str(level, false).map_err(|_| format!("`{level}` is not off, note, warning or error"))?;
    Ok((rule.to_owned(), level))
}

fn instant(text: &str) -> Result<i128, String> {
    let zone = jiff::tz::TimeZone::UTC;
    let of_instant = text.parse::<jiff::Timestamp>().ok();
    let of_date = || zone.to_timestamp(text.parse::<jiff::civil::DateTime>().ok()?).ok();
    of_instant.or_else(of_date).map(jiff::Timestamp::as_nanosecond).ok_or_else(|| {
        "write a date such as 2026-01-15, or an instant such as 2026-01-15T12:00:00Z".to_owned()
    })
}
