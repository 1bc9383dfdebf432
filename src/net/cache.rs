//! What hosts answered before: a file that is whole at every moment, whenever the run is killed. It is
//! written beside itself, flushed to the disk, and put in place by a rename, which is all or nothing.
//! May not ask anything.

mod entry;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde::Deserialize;

use super::options::Options;
use crate::site::{Answer, Question, Verdict};
use entry::Entry;

/// The shortest time between two writes; longer where writing is slow.
const INTERVAL: Duration = Duration::from_millis(100);

/// How much longer than a write the time between two is at least.
const SHARE: u32 = 20;

/// A URL that nobody has asked for so many days is forgotten.
const FORGOTTEN: i64 = 180;

/// The version of the file's form.
const VERSION: u32 = 1;

/// What is remembered.
#[derive(Debug)]
pub(super) struct Cache {
    path: Option<PathBuf>,
    entries: BTreeMap<Arc<str>, Entry>,
    complaints: Vec<String>,
    is_changed: bool,
    last: Instant,
    interval: Duration,
    today: i64,
}

#[derive(Deserialize)]
struct Stored {
    version: u32,
    answers: BTreeMap<String, Entry>,
}

impl Cache {
    /// Reads the file, if there is one. One that cannot be read is begun anew, and complained of.
    pub(super) fn open(options: &Options) -> Self {
        let mut cache = Self {
            path: options.cache.clone(),
            entries: BTreeMap::new(),
            complaints: Vec::new(),
            is_changed: false,
            last: Instant::now(),
            interval: INTERVAL,
            today: entry::day(options.now),
        };
        if let Some(path) = &cache.path {
            sweep(path);
            match read(path) {
                Ok(entries) => cache.entries = entries,
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => {
                    cache.complaints.push(format!("the cache {} is begun anew: {error}", path.display()));
                }
            }
        }
        cache
    }

    pub(super) fn complaints(&self) -> impl Iterator<Item = &str> {
        self.complaints.iter().map(String::as_str)
    }

    /// The answer to a question, if it was given so lately that it still counts.
    pub(super) fn fresh(&mut self, question: &Question, options: &Options) -> Option<Answer> {
        let entry = self.entries.get_mut(&question.url)?;
        self.is_changed |= entry.seen != self.today;
        entry.seen = self.today;
        entry.fresh(question, options)
    }

    /// Keeps an answer, and says it with the days it failed on.
    pub(super) fn keep(
        &mut self,
        options: &Options,
        asked: &[Question],
        url: &Arc<str>,
        answer: Answer,
    ) -> Answer {
        let question = asked.binary_search_by(|one| one.url.cmp(url)).ok().and_then(|at| asked.get(at));
        // What was not asked, or not answered for being asked too much, is asked next time.
        let Some(question) = question.filter(|_| !matches!(answer.verdict, Verdict::Unasked(_))) else {
            return answer;
        };
        let entry = Entry::after(self.entries.get(url), question, answer, options);
        let answer = entry.answer();
        self.entries.insert(Arc::clone(url), entry);
        self.is_changed = true;
        if self.last.elapsed() >= self.interval {
            self.save();
        }
        answer
    }

    /// Writes what is not yet written, with what another run has written meanwhile.
    pub(super) fn close(&mut self) {
        if !self.is_changed {
            return;
        }
        if let Some(others) = self.path.as_deref().and_then(|path| read(path).ok()) {
            for (url, other) in others {
                let is_newer = self.entries.get(&url).is_none_or(|own| own.checked < other.checked);
                if is_newer {
                    self.entries.insert(url, other);
                }
            }
        }
        let today = self.today;
        self.entries.retain(|_, entry| today - entry.seen <= FORGOTTEN);
        self.save();
    }

    fn save(&mut self) {
        let Some(path) = self.path.clone() else { return };
        let started = Instant::now();
        match write(&path, &self.entries) {
            Ok(()) => self.is_changed = false,
            Err(error) => {
                self.complaints.push(format!("cannot write the cache {}: {error}", path.display()));
                self.path = None;
            }
        }
        self.last = Instant::now();
        self.interval = INTERVAL.max(started.elapsed() * SHARE);
    }
}

fn read(path: &Path) -> io::Result<BTreeMap<Arc<str>, Entry>> {
    let stored: Stored = serde_json::from_slice(&fs::read(path)?)?;
    if stored.version != VERSION {
        return Err(io::Error::other("another version of postlint wrote it"));
    }
    Ok(stored.answers.into_iter().map(|(url, entry)| (Arc::from(url), entry)).collect())
}

/// One answer a line, so that the file can be read and compared.
fn write(path: &Path, entries: &BTreeMap<Arc<str>, Entry>) -> io::Result<()> {
    let mut text = format!("{{\"version\":{VERSION},\"answers\":{{");
    for (at, (url, entry)) in entries.iter().enumerate() {
        text.push_str(if at == 0 { "\n" } else { ",\n" });
        text.push_str(&serde_json::to_string(&**url)?);
        text.push(':');
        text.push_str(&serde_json::to_string(entry)?);
    }
    text.push_str("\n}}\n");
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    make_folder(folder)?;
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.tmp", std::process::id()));
    let beside = folder.join(name);
    let written = put(&beside, text.as_bytes()).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written?;
    // A rename is on the disk once its folder is; where folders cannot be flushed, that is the system's.
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
    Ok(())
}

fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Takes away what runs that were killed have left, but nothing that another may be writing.
fn sweep(path: &Path) {
    const OLD: Duration = Duration::from_mins(10);
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else { return };
    let start = format!("{}.", name.to_string_lossy());
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let is_ours = name.to_string_lossy().strip_prefix(&start).is_some_and(|rest| rest.ends_with(".tmp"));
        let age = || entry.metadata().ok()?.modified().ok()?.elapsed().ok();
        if is_ours && age().is_some_and(|age| age > OLD) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// A folder of our own is nothing to commit.
fn make_folder(folder: &Path) -> io::Result<()> {
    let is_own = folder.ends_with(".postlint/cache");
    if is_own && !folder.exists() {
        fs::create_dir_all(folder)?;
        return put(&folder.join(".gitignore"), b"*\n");
    }
    fs::create_dir_all(folder)
}
