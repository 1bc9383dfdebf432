//! The lines around a finding and its labels, cut to the width of the terminal and made safe, as a
//! source that miette can draw: offsets are those of the excerpt, line and column those of the file.

use std::ops::Range;

use miette::{LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use crate::finding::{Finding, Location};
use crate::output::pretty::window::{self, Line};
use crate::output::sources::Sources;
use crate::output::visible::{self, Visible};
use crate::source::Source;

/// Lines shown before and after a marked one.
pub(super) const CONTEXT: usize = 1;

/// A mark over more lines than this is shown by its first line.
const MOST_LINES: u32 = 6;

/// Second places shown with one finding.
const MOST_LABELS: usize = 8;

/// Text cut out of one or more files.
#[derive(Debug, Default)]
pub(super) struct Excerpt {
    text: String,
    blocks: Vec<Block>,
    labels: Vec<LabeledSpan>,
    /// Line and column in the file, both from 0, of the labels, in the same order.
    places: Vec<(usize, usize)>,
}

/// Lines of one file that follow each other.
#[derive(Debug)]
struct Block {
    name: String,
    range: Range<usize>,
    /// The first line's number, from 0.
    line: usize,
    line_count: usize,
}

/// A place to show.
pub(super) struct Mark<'f> {
    location: &'f Location,
    label: Option<&'f str>,
    primary: bool,
}

impl Excerpt {
    /// The excerpt of a finding. Empty where its file cannot be read any more.
    pub(super) fn of(finding: &Finding, prefix: &str, width: usize, sources: &mut Sources<'_>) -> Self {
        let primary = Mark { location: &finding.location, label: None, primary: true };
        let labels = finding.labels.iter().take(MOST_LABELS);
        let others =
            labels.map(|one| Mark { location: &one.location, label: Some(&one.message), primary: false });
        let mut marks: Vec<Mark<'_>> = std::iter::once(primary).chain(others).collect();
        let home = &finding.location.path;
        marks.sort_by_key(|mark| (mark.location.path != *home, &mark.location.path, mark.location.start));
        let mut excerpt = Self::default();
        for of_file in marks.chunk_by(|a, b| a.location.path == b.location.path) {
            let Some(path) = of_file.first().map(|mark| &mark.location.path) else { continue };
            let Some(source) = sources.get(path) else { continue };
            let name = format!("{}{}", Visible(prefix), Visible(path));
            let mut blocks: Vec<&[Mark<'_>]> =
                of_file.chunk_by(|a, b| are_near(a.location, b.location)).collect();
            blocks.sort_by_key(|marks| !marks.iter().any(|mark| mark.primary));
            for marks in blocks {
                excerpt.add(&source, &name, marks, width);
            }
        }
        excerpt
    }

    pub(super) fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    pub(super) fn labels(&self) -> &[LabeledSpan] {
        &self.labels
    }

    /// Adds a block that shows some marks of one file, sorted by their start.
    fn add(&mut self, source: &Source, name: &str, marks: &[Mark<'_>], width: usize) {
        let (Some(first), Some(last)) =
            (marks.first(), marks.iter().map(|mark| last_line(mark.location)).max())
        else {
            return;
        };
        if first.location.start.offset as usize > source.text().len() {
            return;
        }
        let digits = last.to_string().len();
        let gutters = marks.iter().filter(|mark| last_line(mark.location) > mark.location.start.line).count();
        let spare = digits + 5 + if gutters > 0 { gutters + 3 } else { 0 };
        let spans: Vec<Range<usize>> =
            marks.iter().map(|mark| shown_span(source.text(), mark.location)).collect();
        let mut painter = Painter::new(source, &spans, width.saturating_sub(spare).max(24), self.text.len());
        let before = u32::try_from(CONTEXT).unwrap_or(1);
        let at = first.location.start;
        let mut lines = window::lines_from(source.text(), at.offset as usize, at.line, before).peekable();
        let Some(start) = lines.peek().map(|line| line.number) else { return };
        let mut line_count = 0;
        for line in lines.take_while(|line| line.number <= last.saturating_add(before)) {
            if line.number > last && line.content.is_empty() && line.next.is_none() {
                break;
            }
            painter.line(&line);
            line_count += 1;
        }
        let begins = self.text.len();
        let (text, ends) = painter.finish();
        self.text.push_str(&text);
        let range = begins..self.text.len();
        self.blocks.push(Block {
            name: name.to_owned(),
            range,
            line: start.saturating_sub(1) as usize,
            line_count,
        });
        for (mark, span) in marks.iter().zip(ends) {
            self.label(mark, span);
        }
    }

    fn label(&mut self, mark: &Mark<'_>, span: Range<usize>) {
        let start = mark.location.start;
        let until = is_cut(mark.location).then(|| format!("up to line {}", last_line_of_all(mark.location)));
        let words = match (mark.label.map(Visible), until) {
            (Some(label), Some(until)) => Some(format!("{label} ({until})")),
            (Some(label), None) => Some(label.to_string()),
            (None, until) => until,
        };
        let label =
            if mark.primary { LabeledSpan::new_primary_with_span } else { LabeledSpan::new_with_span };
        self.labels.push(label(words, SourceSpan::from(span)));
        self.places.push((start.line.saturating_sub(1) as usize, start.column.saturating_sub(1) as usize));
    }
}

/// Whether the lines shown for two marks touch.
fn are_near(a: &Location, b: &Location) -> bool {
    b.start.line.saturating_sub(last_line(a)) as usize <= 2 * CONTEXT + 1
}

/// The line of a mark's last character.
fn last_line_of_all(location: &Location) -> u32 {
    let (start, end) = (location.start, location.end);
    if end.column == 1 && end.line > start.line { end.line - 1 } else { end.line }
}

/// Whether only the first line of a mark is shown.
fn is_cut(location: &Location) -> bool {
    last_line_of_all(location).saturating_sub(location.start.line) >= MOST_LINES
}

/// The last line shown of a mark.
fn last_line(location: &Location) -> u32 {
    if is_cut(location) { location.start.line } else { last_line_of_all(location) }
}

/// The bytes of a mark that are shown.
fn shown_span(text: &str, location: &Location) -> Range<usize> {
    let (start, end) = (location.start.offset as usize, location.end.offset as usize);
    if is_cut(location) { start..window::line_end(text, start).min(end) } else { start..end }
}

/// Writes lines and notes where the marks come to lie.
struct Painter<'s> {
    source: &'s Source,
    spans: &'s [Range<usize>],
    width: usize,
    /// Length of the excerpt before this block.
    base: usize,
    text: String,
    /// Starts and ends of the marks in the file, sorted, as offset and mark.
    points: Vec<(usize, usize)>,
    next: usize,
    placed: Vec<Option<Range<usize>>>,
}

impl<'s> Painter<'s> {
    fn new(source: &'s Source, spans: &'s [Range<usize>], width: usize, base: usize) -> Self {
        let ends = spans.iter().enumerate().flat_map(|(mark, span)| [(span.start, mark), (span.end, mark)]);
        let mut points: Vec<(usize, usize)> = ends.collect();
        points.sort_unstable();
        let placed = vec![None; spans.len()];
        Self { source, spans, width, base, text: String::new(), points, next: 0, placed }
    }

    fn line(&mut self, line: &Line) {
        let windows = window::windows(self.source.text(), &line.content, self.spans, self.width);
        let mut at = line.content.start;
        let mut column = 0;
        for window in windows {
            if window.start > at {
                self.place(window.start.saturating_sub(1));
                self.text.push('…');
                column += 1;
            }
            let piece = self.source.text().get(window.clone()).unwrap_or_default();
            for (offset, character) in piece.char_indices() {
                self.place(window.start + offset);
                column += self.push(window.start + offset, character, column);
            }
            at = window.end;
        }
        if at < line.content.end {
            self.place(line.content.end.saturating_sub(1));
            self.text.push('…');
        }
        self.place(line.content.end);
        self.text.push('\n');
        if let Some(next) = line.next {
            self.place(next.saturating_sub(1));
        }
    }

    /// Adds one character, and gives its width in columns.
    fn push(&mut self, offset: usize, character: char, column: usize) -> usize {
        if character == '\t' {
            let width = window::TAB - column % window::TAB;
            self.text.extend(std::iter::repeat_n(' ', width));
            return width;
        }
        if is_invalid(self.source, offset) {
            self.text.push(char::REPLACEMENT_CHARACTER);
            return 1;
        }
        let is_marked =
            |span: &&Range<usize>| span.contains(&offset) && window::is_unseen(self.source.text(), span);
        let marked = self.spans.iter().find(is_marked).is_some();
        visible::push(&mut self.text, character, marked)
    }

    /// Places every start and end up to an offset at the end of what is written.
    fn place(&mut self, offset: usize) {
        self.place_at(offset, self.base + self.text.len());
    }

    fn place_at(&mut self, offset: usize, here: usize) {
        while let Some((_, mark)) = self.points.get(self.next).filter(|(point, _)| *point <= offset) {
            if let Some(placed) = self.placed.get_mut(*mark) {
                *placed = Some(placed.take().map_or(here..here, |span| span.start..here));
            }
            self.next += 1;
        }
    }

    /// The text of the block, and where in the excerpt each mark lies.
    fn finish(mut self) -> (String, Vec<Range<usize>>) {
        if self.text.is_empty() {
            self.text.push('\n');
        }
        let end = self.base + self.text.len() - 1;
        self.place_at(usize::MAX, end);
        (self.text, self.placed.into_iter().map(|span| span.unwrap_or(end..end)).collect())
    }
}

/// Whether the byte at an offset is not UTF-8, so that the text holds a `?` in its place.
fn is_invalid(source: &Source, offset: usize) -> bool {
    let after = source.invalid().partition_point(|span| span.end as usize <= offset);
    source.invalid().get(after).is_some_and(|span| span.start as usize <= offset)
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        _after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let (start, end) = (span.offset(), span.offset() + span.len());
        let holds =
            |block: &&Block| block.range.start <= start && end <= block.range.end && start < block.range.end;
        let block = self.blocks.iter().find(holds).ok_or(MietteError::OutOfBounds)?;
        let data = self.text.as_bytes().get(block.range.clone()).ok_or(MietteError::OutOfBounds)?;
        // Without lines before it, miette asks where in the file a label is.
        let (line, column) = if before == 0 {
            let at = self.labels.iter().position(|label| label.inner() == span);
            at.and_then(|at| self.places.get(at)).copied().ok_or(MietteError::OutOfBounds)?
        } else {
            (block.line, 0)
        };
        let range = SourceSpan::from(block.range.clone());
        let contents =
            MietteSpanContents::new_named(block.name.clone(), data, range, line, column, block.line_count);
        Ok(Box::new(contents))
    }
}
