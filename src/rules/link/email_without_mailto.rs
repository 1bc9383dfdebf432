//! `link/email-without-mailto`: a mail address where the address of a page belongs.

use crate::rules::prelude::*;

struct EmailWithoutMailto;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(EmailWithoutMailto))
}

impl Check for EmailWithoutMailto {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        for address in entry.addresses() {
            if address.role == Role::Link && address.shape == Shape::Relative && is_mail_address(address.text)
            {
                sink.report(mail(&address));
            }
        }
    }
}

/// `name@host.tld`, with nothing that a path would have.
fn is_mail_address(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    let host = host.split('?').next().unwrap_or_default();
    let is_of_name =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-' | b'+' | b'%' | b'\'');
    let is_label = |label: &str| {
        !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let ends_as_host = host
        .rsplit_once('.')
        .is_some_and(|(_, last)| last.len() >= 2 && last.bytes().all(|byte| byte.is_ascii_alphabetic()));
    // `icon@2x.png` is a file.
    let is_file = ["png", "jpg", "jpeg", "gif", "svg", "webp", "html", "htm", "md", "js", "css", "pdf"]
        .iter()
        .any(|one| host.rsplit('.').next().is_some_and(|last| last.eq_ignore_ascii_case(one)));
    !name.is_empty()
        && name.bytes().all(is_of_name)
        && ends_as_host
        && !is_file
        && host.split('.').all(is_label)
}

fn mail(address: &Address<'_>) -> Report {
    Report::new(address.place, "the mail address has no `mailto:`, so browsers look for a page of that name")
        .help("write `mailto:` in front of it")
        .fix("write `mailto:`", Safety::Safe, address.part(0..0), "mailto:".to_owned())
}
