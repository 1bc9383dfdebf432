//! Where a part of a configuration stands, and what is wrong there. May not know what any key means.

/// Which part of the configuration a [`Problem`] is about: the file, and the names and numbers that
/// lead to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The number of the file; of several that could be meant, the one that counts last unless given.
    pub(super) file: Option<usize>,
    pub(super) steps: Vec<String>,
    pub(super) is_key: bool,
}

impl Place {
    /// The value that the steps lead to.
    #[must_use]
    pub fn value(steps: &[&str]) -> Self {
        let steps = steps.iter().map(|&step| step.to_owned()).collect();
        Self { file: None, steps, is_key: false }
    }

    /// The last step itself, as a key of its mapping.
    #[must_use]
    pub fn key(steps: &[&str]) -> Self {
        Self { is_key: true, ..Self::value(steps) }
    }

    /// The same place below other steps.
    #[must_use]
    pub fn below(mut self, steps: &[&str]) -> Self {
        self.steps.splice(0..0, steps.iter().map(|&step| step.to_owned()));
        self
    }

    /// The same place in a file of that number.
    #[must_use]
    pub fn in_file(mut self, file: Option<usize>) -> Self {
        self.file = file;
        self
    }

    /// The names and numbers that lead to it.
    #[must_use]
    pub fn steps(&self) -> &[String] {
        &self.steps
    }
}

/// Something in the configuration that cannot be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub place: Place,
    /// What is wrong.
    pub message: String,
    /// What was probably meant.
    pub help: Option<String>,
}

impl std::fmt::Display for Problem {
    /// What is wrong and what was meant, without the place.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)?;
        self.help.as_ref().map_or(Ok(()), |help| write!(f, "; {help}"))
    }
}

/// All that cannot be meant, in the order of the file.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{}", words(.0))]
pub struct Problems(pub Vec<Problem>);

fn words(problems: &[Problem]) -> String {
    let mut words = String::new();
    for problem in problems {
        let gap = if words.is_empty() { "" } else { "; " };
        let place = if problem.place.steps.is_empty() {
            String::new()
        } else {
            format!("{}: ", problem.place.steps.join("."))
        };
        words.push_str(&format!("{gap}{place}{}", problem.message));
        if let Some(help) = &problem.help {
            words.push_str(&format!(" ({help})"));
        }
    }
    words
}
