//! What no judge of single blocks can see in a dump: threads of comments, and lines that are
//! nothing but furniture.

use crate::features::Survey;
use crate::meta::agencies;
use crate::page::Page;
use crate::phrases;

/// A thread has at least this many lines that name who writes.
const LEAST_NAMES: usize = 3;
/// Paragraphs of the body that come before any thread.
const LEAST_BODY: usize = 2;
/// Lines between two names of one thread at most.
const LONGEST_COMMENT: usize = 14;
/// Lines after "Related article" that may be its headlines.
const TEASERS: usize = 4;

/// How surely a line is the name of one who comments: 0 is not, 1 may be, 2 is.
fn name_of_reader(page: &Page, survey: &Survey, i: usize) -> u8 {
    let s = &survey.stats[i];
    let text = page.text_of(i);
    if s.words == 0 || text.len() > 60 {
        return 0;
    }
    if is_reply_line(text) {
        return 2;
    }
    let plain = !s.ends_colon && (!s.ends_sentence || s.words == 1) && survey.found[i].bits == 0;
    if s.words > 4 || !plain {
        return 0;
    }
    let token = !text.contains(' ');
    let odd = token
        && (text.contains('_')
            || (s.letters > 0 && text.bytes().any(|b| b.is_ascii_digit()))
            || text
                .bytes()
                .skip(1)
                .zip(text.bytes())
                .any(|(b, a)| a.is_ascii_lowercase() && b.is_ascii_uppercase()));
    1 + u8::from(odd || (survey.repeated(i) && survey.stats[i].words <= 3))
}

/// `harbour_lightToday 09:41 am JST`: who is answered, and when.
fn is_reply_line(text: &str) -> bool {
    let Some(colon) = text.find(':') else { return false };
    let bytes = text.as_bytes();
    let digit = |at: Option<&u8>| at.is_some_and(u8::is_ascii_digit);
    let clock = colon > 0 && digit(bytes.get(colon - 1)) && digit(bytes.get(colon + 1));
    // Who is answered comes first, or the time would be that of the article.
    let day = ["Today", "Yesterday"].iter().any(|d| text.find(d).is_some_and(|at| at > 0));
    clock && day
}

/// The first block of the thread of comments at the end of a dump, if there is one.
///
/// Comments are sentences like those of the article; what gives a thread away are the names, times
/// and answers between them, and that the article has closed.
pub(crate) fn thread_start(page: &Page, survey: &Survey) -> Option<usize> {
    let n = page.pieces.len();
    let mut body = 0;
    let names: Vec<u8> = (0..n).map(|i| name_of_reader(page, survey, i)).collect();
    for i in 0..n {
        if survey.stats[i].is_prose() {
            body += 1;
            continue;
        }
        if body < LEAST_BODY || names[i] == 0 || i + 1 >= n || names[i + 1] == 1 {
            continue;
        }
        let (count, sure) = run_of_names(&names, i);
        // Names alone are no thread: many pages list names. Answers with a time are, and so are
        // odd names right after the article has closed.
        let answers = answers(page, i, &names);
        let enough = answers >= 2 || (closes(page.text_of(i - 1)) && sure >= 1);
        if count >= LEAST_NAMES && enough {
            return Some(i);
        }
    }
    None
}

/// Whether the article ends here: an agency signs, or somebody claims the rights.
fn closes(text: &str) -> bool {
    let sign = text.rfind('©').is_some_and(|at| text.len() - at <= 40);
    sign || agencies::at_end(text).is_some()
}

/// Lines from `start` on that say who is answered and when.
fn answers(page: &Page, start: usize, names: &[u8]) -> usize {
    let lines = start..(start + 200).min(names.len());
    lines.filter(|&i| names[i] == 2 && is_reply_line(page.text_of(i))).count()
}

/// Names in the lines from `start` on, as long as they follow each other closely: all, and sure.
fn run_of_names(names: &[u8], start: usize) -> (usize, usize) {
    let (mut count, mut sure, mut since) = (0, 0, 0);
    for &name in names[start..].iter().take(200) {
        since += 1;
        if name > 0 {
            count += 1;
            sure += usize::from(name == 2);
            since = 0;
        } else if since > LONGEST_COMMENT {
            break;
        }
    }
    (count, sure)
}

/// Keeps a paragraph that an agency signs right after the body: it is the last of the article.
pub(crate) fn keep_signed(page: &Page, survey: &Survey, kept: &mut [bool]) {
    for i in 1..kept.len() {
        let near = kept[i.saturating_sub(2)..i].iter().any(|&k| k);
        if near && !kept[i] && survey.stats[i].is_prose() {
            kept[i] = agencies::at_end(page.text_of(i)).is_some();
        }
    }
}

/// Takes lines that are nothing but furniture, and the headlines after "Related article", out of
/// `kept`.
pub(crate) fn drop_lines(page: &Page, survey: &Survey, kept: &mut [bool]) {
    let related = phrases::bit("related");
    let wanted = related
        | phrases::bit("ad")
        | phrases::bit("share")
        | phrases::bit("comment")
        | phrases::bit("subscribe")
        | phrases::bit("login");
    for i in 0..kept.len() {
        let found = survey.found[i];
        let s = &survey.stats[i];
        let all = found.bytes * 10 >= page.pieces[i].text.len() * 8;
        if s.words == 0 || s.words > 5 || !all || found.bits & wanted == 0 {
            continue;
        }
        kept[i] = false;
        if found.bits & related == 0 {
            continue;
        }
        let after = i + 1..(i + 1 + TEASERS).min(kept.len());
        for j in after {
            let next = &survey.stats[j];
            if next.ends_sentence || next.words > 20 || next.words < 4 {
                break;
            }
            kept[j] = false;
        }
    }
}
