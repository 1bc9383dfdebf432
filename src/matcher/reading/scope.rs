//! `in:` of `match:`, word by word. May not look at documents.

use globset::{GlobBuilder, GlobMatcher};

use super::Reader;
use super::words::{KINDS, SCOPES};
use crate::document::front_matter::{Node, Pair};
use crate::matcher::name::Name;
use crate::matcher::scope::{Place, Scope};
use crate::matcher::subject::Path;

impl Reader<'_> {
    pub(super) fn scope(&mut self, node: Node<'_>) -> Scope {
        self.known(node, &SCOPES);
        if !node.is_mapping() {
            let help = "such as `in: {kind: post}` or `in: {path: \"docs/**\"}`";
            self.problem(node.span(), "`in` has keys", Some(help.to_owned()));
        }
        let mut scope = Scope::default();
        for pair in node.pairs() {
            match pair.key.text().unwrap_or_default() {
                "path" => scope.paths = self.globs(pair.value),
                "not-path" => scope.not_paths = self.globs(pair.value),
                "kind" => scope.kinds = self.kinds(pair.value),
                "not-kind" => scope.not_kinds = self.kinds(pair.value),
                "collection" => {
                    scope.collections = self.words(pair.value).into_iter().map(|(word, _)| word).collect();
                }
                "published" => scope.published = Some(self.flag(pair)),
                "written" => scope.written = Some(self.flag(pair)),
                "when" => pair.value.pairs().for_each(|pair| self.when(pair, &mut scope)),
                _ => {}
            }
        }
        scope
    }

    fn kinds(&mut self, node: Node<'_>) -> Vec<String> {
        let words = self.words(node);
        for (word, span) in &words {
            if !KINDS.contains(&word.as_str()) {
                let help = format!("the kinds are {}", KINDS.join(", "));
                self.problem(*span, format!("`{word}` is no kind of document"), Some(help));
            }
        }
        words.into_iter().map(|(word, _)| word).collect()
    }

    fn when(&mut self, pair: Pair<'_>, scope: &mut Scope) {
        let name = pair.key.text().unwrap_or_default();
        let place = match name.split_once('.') {
            Some(("document" | "site", _)) => Name::read(name, None).map(Place::Fact),
            Some(("front-matter", name)) => Path::read(name).map(Place::FrontMatter),
            _ => Path::read(name).map(Place::FrontMatter),
        };
        match place {
            Ok(place) => scope.when.extend(self.condition_of(pair.value).map(|condition| (place, condition))),
            Err(message) => self.problem(pair.key.span(), message, None),
        }
    }

    fn globs(&mut self, node: Node<'_>) -> Vec<GlobMatcher> {
        let mut globs = Vec::new();
        for (word, span) in self.words(node) {
            match GlobBuilder::new(&word).literal_separator(true).build() {
                Ok(glob) => globs.push(glob.compile_matcher()),
                Err(error) => self.problem(span, format!("this is no pattern for paths: {error}"), None),
            }
        }
        globs
    }
}
