//! JSON Lines: one finding a line as in the JSON document, and the summary last, so that a reader
//! of the stream knows that nothing was cut off.

use std::io::{self, Write};

use serde::Serialize;

use crate::output::json::{self, Entry, Suppressed, Undecided};
use crate::output::{Options, Run, Summary};

/// Every line says in `kind` what it is; readers pass over kinds they do not know.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Record<'r> {
    Finding(Entry<'r>),
    Undecided(Undecided<'r>),
    Suppressed(Suppressed<'r>),
    Summary {
        version: u32,
        #[serde(flatten)]
        counts: Summary,
    },
}

/// Writes the lines in one pass.
pub(crate) fn write(out: &mut dyn Write, runs: &[Run<'_>], options: &Options) -> io::Result<()> {
    for (finding, prefix) in json::findings(runs) {
        line(out, &Record::Finding(Entry::of(finding, prefix)))?;
    }
    if options.undecided {
        for one in Undecided::all(runs) {
            line(out, &Record::Undecided(one))?;
        }
    }
    if options.suppressed {
        for one in Suppressed::all(runs) {
            line(out, &Record::Suppressed(one))?;
        }
    }
    line(out, &Record::Summary { version: 1, counts: Summary::of_all(runs) })
}

fn line(out: &mut dyn Write, record: &Record<'_>) -> io::Result<()> {
    serde_json::to_writer(&mut *out, record)?;
    writeln!(out)
}
