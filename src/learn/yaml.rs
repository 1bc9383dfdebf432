//! YAML as a person would write it: lines, comments in a column, quotes only where they are needed.
//! May not know what it says.

/// A text as a scalar that every YAML reader takes for that text.
pub(super) fn scalar(text: &str) -> String {
    const WORDS: [&str; 12] =
        ["null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf", "none"];
    if text.chars().any(|one| one.is_control() || one == '\u{feff}' || one == '\u{2028}' || one == '\u{2029}')
    {
        return serde_json::to_string(text).unwrap_or_default();
    }
    let is_plain = |one: char| one.is_alphanumeric() || matches!(one, '-' | '_' | '.' | '/' | ' ' | '+');
    let is_word = WORDS.iter().any(|word| word.eq_ignore_ascii_case(text));
    let rest = text.strip_prefix('.').unwrap_or(text);
    let begins = rest.starts_with(|one: char| one.is_alphabetic() || one == '/' || one == '_');
    if begins && !text.ends_with(' ') && text.chars().all(is_plain) && !is_word {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', "''"))
}

/// Lines of YAML with comments.
#[derive(Debug, Default)]
pub(super) struct Page {
    text: String,
}

impl Page {
    /// A comment; long ones are broken into lines of 100 characters.
    pub(super) fn comment(&mut self, indent: usize, words: &str) {
        const WIDTH: usize = 100;
        let mut line = String::new();
        let start = format!("{}#", " ".repeat(indent));
        let mut length = start.len();
        for word in words.split(' ') {
            let long = word.chars().count() + 1;
            if length + long > WIDTH && !line.is_empty() {
                self.line(&format!("{start}{line}"));
                line.clear();
                length = start.len();
            }
            line.push(' ');
            line.push_str(word);
            length += long;
        }
        self.line(&format!("{start}{line}"));
    }

    /// A line.
    pub(super) fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// An empty line between parts.
    pub(super) fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// A list, each item with what is said of it in a column behind.
    pub(super) fn list(&mut self, indent: usize, items: &[(String, String)]) {
        const FARTHEST: usize = 40;
        let written: Vec<(String, &str)> = items
            .iter()
            .map(|(item, words)| (format!("{}- {}", " ".repeat(indent), scalar(item)), words.as_str()))
            .collect();
        let width = |line: &str| line.chars().count();
        let column = written.iter().map(|(line, _)| width(line)).filter(|one| *one <= FARTHEST).max();
        for (line, words) in &written {
            let gap = column.unwrap_or_default().saturating_sub(width(line)) + 2;
            match words.is_empty() {
                true => self.line(line),
                false => self.line(&format!("{line}{}# {words}", " ".repeat(gap))),
            }
        }
    }

    /// What was written.
    pub(super) fn finish(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    //! Texts that YAML would read as something else.

    use super::scalar;

    #[test]
    fn texts_stay_texts() {
        for (text, written) in [
            ("emnews", "emnews"),
            ("no", "'no'"),
            ("2016", "'2016'"),
            ("a: b", "'a: b'"),
            ("it's", "'it''s'"),
            ("", "''"),
            ("-x", "'-x'"),
            ("_posts/", "_posts/"),
            (".postlint/x.json", ".postlint/x.json"),
            (".5", "'.5'"),
            ("a\nb", "\"a\\nb\""),
            ("新闻", "新闻"),
        ] {
            assert_eq!(scalar(text), written);
        }
    }
}
