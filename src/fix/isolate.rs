//! Which fixes make something new: by halves, in every file at once, and then among the files, each time
//! with a check of the whole site. May not take more than a number of checks for it.

use std::collections::BTreeMap;

use super::Why;
use super::choose::Candidate;
use super::round::{State, Trial};

/// How many checks a round may take.
const MOST_TRIALS: usize = 40;

impl State<'_> {
    /// Candidates that make nothing new together, and the site with them, if there are any. `first` is
    /// the site with all of them; those to blame are left out from now on.
    pub(super) fn isolate(&mut self, candidates: &[Candidate], first: &Trial) -> Option<(Vec<usize>, Trial)> {
        let mut trials = MOST_TRIALS;
        let mut files: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (id, one) in candidates.iter().enumerate() {
            files.entry(one.file).or_default().push(id);
        }
        let bad: BTreeMap<usize, Vec<usize>> = files
            .iter()
            .filter(|(file, _)| first.bad.contains_key(file))
            .map(|(a, b)| (*a, b.clone()))
            .collect();
        files.retain(|file, _| !bad.contains_key(file));
        for id in self.within_files(candidates, bad, &mut trials) {
            if let Some(one) = candidates.get(id) {
                files.entry(one.file).or_default().push(id);
            }
        }
        let mut all: Vec<usize> = files.values().flatten().copied().collect();
        all.sort_unstable();
        if all.is_empty() {
            return None;
        }
        let trial = self.trial(candidates, &all);
        if trial.is_good() {
            return Some((all, trial));
        }
        let units = files.into_values().collect();
        self.among_files(candidates, units, trials)
    }

    /// Halves the fixes of each file by themselves; what is new elsewhere does not count yet.
    fn within_files(
        &mut self,
        candidates: &[Candidate],
        bad: BTreeMap<usize, Vec<usize>>,
        trials: &mut usize,
    ) -> Vec<usize> {
        let mut good: Vec<usize> = Vec::new();
        let mut queues: BTreeMap<usize, Vec<Vec<usize>>> =
            bad.into_iter().map(|(file, ids)| (file, vec![ids])).collect();
        while !queues.is_empty() {
            let groups: Vec<(usize, Vec<usize>)> =
                queues.iter_mut().filter_map(|(file, queue)| Some((*file, queue.pop()?))).collect();
            if *trials == 0 {
                let left = groups.into_iter().map(|(_, group)| group).chain(queues.into_values().flatten());
                left.flatten().for_each(|id| self.blame(candidates, id, Why::Unclear));
                break;
            }
            *trials -= 1;
            let mut ids = good.clone();
            ids.extend(groups.iter().flat_map(|(_, group)| group));
            ids.sort_unstable();
            let trial = self.trial(candidates, &ids);
            for (file, group) in groups {
                match (trial.bad.get(&file), group.as_slice()) {
                    (None, group) => good.extend(group),
                    (Some(why), [one]) => self.blame(candidates, *one, *why),
                    (Some(_), group) => {
                        let (one, two) = group.split_at(group.len() / 2);
                        queues.entry(file).or_default().extend([two.to_vec(), one.to_vec()]);
                    }
                }
            }
            queues.retain(|_, queue| !queue.is_empty());
        }
        good
    }

    /// Halves the files, and then the fixes of the one that is left; nothing may be new anywhere.
    fn among_files(
        &mut self,
        candidates: &[Candidate],
        units: Vec<Vec<usize>>,
        mut trials: usize,
    ) -> Option<(Vec<usize>, Trial)> {
        let mut good: Option<(Vec<usize>, Trial)> = None;
        let mut open = vec![units];
        while let Some(group) = open.pop() {
            if trials == 0 {
                for id in group.into_iter().chain(open.drain(..).flatten()).flatten() {
                    self.blame(candidates, id, Why::Unclear);
                }
                break;
            }
            trials -= 1;
            let mut ids = good.as_ref().map(|(ids, _)| ids.clone()).unwrap_or_default();
            ids.extend(group.iter().flatten());
            ids.sort_unstable();
            let trial = self.trial(candidates, &ids);
            if trial.is_good() {
                good = Some((ids, trial));
                continue;
            }
            match group.as_slice() {
                [unit] => match unit.as_slice() {
                    [one] => {
                        let why = trial.bad.values().next().copied().unwrap_or(Why::NewFinding);
                        self.blame(candidates, *one, why);
                    }
                    many => {
                        let (one, two) = many.split_at(many.len() / 2);
                        open.extend([vec![two.to_vec()], vec![one.to_vec()]]);
                    }
                },
                many => {
                    let (one, two) = many.split_at(many.len() / 2);
                    open.extend([two.to_vec(), one.to_vec()]);
                }
            }
        }
        good
    }

    fn blame(&mut self, candidates: &[Candidate], id: usize, why: Why) {
        if let Some(candidate) = candidates.get(id) {
            self.leave_out(candidate, why);
        }
    }
}
