//! The content of files as git keeps them, all through one process. May not know where they belong.

use std::ffi::OsString;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::Stdio;
use std::sync::Arc;

use super::{GitError, Repository};

impl Repository {
    /// The contents of some objects, in their order. One that is not there (as in a clone without blobs
    /// that cannot fetch) is `None`.
    ///
    /// # Errors
    /// Where git does not answer.
    pub fn contents(&self, ids: &[&str]) -> Result<Vec<Option<Arc<[u8]>>>, GitError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let arguments = [OsString::from("cat-file"), OsString::from("--batch")];
        let mut command = self.command(&arguments);
        let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().map_err(GitError::NotThere)?;
        let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(broken("it takes no questions"));
        };
        let questions = ids.join("\n") + "\n";
        // Both ends at once: neither may wait for the other with a full pipe.
        let asking = std::thread::spawn(move || input.write_all(questions.as_bytes()));
        let answers = read_all(&mut BufReader::new(output), ids.len());
        let _ = asking.join();
        let _ = child.wait();
        answers.map_err(|error| broken(&error.to_string()))
    }
}

fn broken(words: &str) -> GitError {
    GitError::Failed { command: "cat-file".to_owned(), words: words.to_owned() }
}

fn read_all(from: &mut impl BufRead, count: usize) -> std::io::Result<Vec<Option<Arc<[u8]>>>> {
    let mut all = Vec::with_capacity(count);
    for _ in 0..count {
        let mut head = String::new();
        if from.read_line(&mut head)? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        // `<id> blob <size>`, or `<id> missing`.
        let size = head.trim_end().rsplit_once(' ').and_then(|(_, size)| size.parse::<u64>().ok());
        let Some(size) = size else {
            all.push(None);
            continue;
        };
        let mut bytes = Vec::new();
        let read = from.by_ref().take(size).read_to_end(&mut bytes)?;
        let mut end = [0];
        from.read_exact(&mut end)?;
        all.push((read as u64 == size).then(|| Arc::from(bytes)));
    }
    Ok(all)
}
