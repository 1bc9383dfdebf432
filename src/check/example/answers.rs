//! What hosts answer in an example: the file `.online` beside it, for rules that run online alone.
//! May not ask anybody.

use crate::site::{Answer, Fault, Online, Verdict};

/// What hosts answer, a line each: `URL: fact, fact`.
pub(super) fn read(text: &str) -> Result<Online, String> {
    let mut online = Online::default();
    for line in text.lines() {
        let (url, facts) = line.split_once(": ").ok_or("write `URL: fact`")?;
        let mut answer = Answer::new(Verdict::Alive);
        for fact in facts.split(", ") {
            let (name, value) = fact.split_once(' ').unwrap_or((fact, ""));
            let number = || value.parse::<u32>().map_err(|_| format!("`{fact}` has no number"));
            let mut dead = |fault| answer = Answer::new(Verdict::Dead(fault));
            match name {
                "200" => {}
                "404" => dead(Fault::Status(404)),
                "410" => dead(Fault::Status(410)),
                "no-host" => dead(Fault::NoHost),
                "page" => dead(Fault::Page),
                "hot-link" => dead(Fault::HotLink {
                    status: u16::try_from(number()?).unwrap_or(200),
                    shown: Some(false),
                }),
                "unknown" => answer.verdict = Verdict::Unknown("the host refuses programs".to_owned()),
                "moved" => answer.moved = Some(value.to_owned()),
                "lost" => answer.lost.push(value.into()),
                "size" => answer.size = Some(number()?.into()),
                "day" => answer.days = number()?,
                _ => return Err(format!("`{fact}` is no fact")),
            }
        }
        online.answers.insert(url.into(), answer);
    }
    Ok(online)
}
