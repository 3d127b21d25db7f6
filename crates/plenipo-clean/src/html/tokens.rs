//! A tolerant tokeniser of HTML: start tags, end tags, text, and the content of raw elements.
//!
//! It follows the standard where pages depend on it (raw text elements, attribute forms, comments)
//! and gives up sooner where the standard would swallow the rest of a broken page. Every byte is
//! looked at a bounded number of times: a search that failed once is not tried again.

use memchr::{memchr, memchr2, memmem};

use super::tags::{Flow, Tag};

/// A piece of a page; offsets are bytes of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    /// Text with references not yet replaced.
    Text { start: usize, end: usize },
    /// A start tag; its attributes are in [`Tokenizer::attributes`].
    Start { tag: Tag, name: (usize, usize), closed: bool },
    /// An end tag.
    End { tag: Tag, name: (usize, usize) },
    /// What stands between the tags of a raw element, which had a [`Token::Start`] before.
    Raw { tag: Tag, start: usize, end: usize },
}

/// An attribute: name and value as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Attribute {
    pub(crate) name: (usize, usize),
    pub(crate) value: (usize, usize),
}

/// Attributes past this are read over: no page means them.
const MAX_ATTRIBUTES: usize = 64;

/// Pulls tokens from a page.
pub(crate) struct Tokenizer<'a> {
    page: &'a str,
    at: usize,
    attributes: Vec<Attribute>,
    raw: Option<Tag>,
    no_comment_end: bool,
    no_quote: [bool; 2],
    no_raw_end: [bool; 8],
}

/// Bytes that end the name of an element (1) or of an attribute (2).
static ENDS: [u8; 256] = {
    let mut table = [0; 256];
    let mut b = 0u8;
    loop {
        let both = b.is_ascii_whitespace() || matches!(b, b'/' | b'>');
        table[b as usize] = (both || b == b'<') as u8 | ((both || b == b'=') as u8) << 1;
        if b == u8::MAX {
            break table;
        }
        b += 1;
    }
};

fn ends_name(b: u8) -> bool {
    ENDS[usize::from(b)] & 1 != 0
}

fn ends_attribute(b: u8) -> bool {
    ENDS[usize::from(b)] & 2 != 0
}

fn raw_slot(tag: Tag) -> usize {
    match tag {
        Tag::Script => 0,
        Tag::Style => 1,
        Tag::Title => 2,
        Tag::Textarea => 3,
        Tag::Iframe => 4,
        Tag::Noframes => 5,
        _ => 6,
    }
}

impl<'a> Tokenizer<'a> {
    pub(crate) fn new(page: &'a str) -> Self {
        Self {
            page,
            at: 0,
            attributes: Vec::with_capacity(16),
            raw: None,
            no_comment_end: false,
            no_quote: [false; 2],
            no_raw_end: [false; 8],
        }
    }

    /// Attributes of the last start tag.
    pub(crate) fn attributes(&self) -> &[Attribute] {
        &self.attributes
    }

    fn bytes(&self) -> &'a [u8] {
        self.page.as_bytes()
    }

    /// The next token; `None` at the end of the page.
    pub(crate) fn next_token(&mut self) -> Option<Token> {
        if let Some(tag) = self.raw.take()
            && let Some(token) = self.raw_content(tag)
        {
            return Some(token);
        }
        let bytes = self.bytes();
        while self.at < bytes.len() {
            let start = self.at;
            if self.opens_markup(start) {
                if let Some(token) = self.markup() {
                    return Some(token);
                }
                continue;
            }
            let mut end = start + 1;
            loop {
                match memchr(b'<', &bytes[end.min(bytes.len())..]) {
                    None => {
                        end = bytes.len();
                        break;
                    }
                    Some(step) => {
                        end += step;
                        if self.opens_markup(end) {
                            break;
                        }
                        end += 1;
                    }
                }
            }
            self.at = end;
            return Some(Token::Text { start, end });
        }
        None
    }

    /// Whether a tag, comment or declaration starts at `at`; else `<` is text.
    fn opens_markup(&self, at: usize) -> bool {
        match self.bytes().get(at..at + 2) {
            Some([b'<', next]) => next.is_ascii_alphabetic() || matches!(next, b'/' | b'!' | b'?'),
            _ => false,
        }
    }

    /// Reads the markup at the cursor; `None` for comments and the like.
    fn markup(&mut self) -> Option<Token> {
        let bytes = self.bytes();
        match bytes[self.at + 1] {
            b'!' | b'?' => {
                self.comment();
                None
            }
            b'/' => {
                let start = self.at + 2;
                let end = self.name_end(start);
                if end == start {
                    self.at = self.after_gt(start);
                    return None;
                }
                let tag = self.tag_named(start, end);
                self.at = self.after_gt(end);
                Some(Token::End { tag, name: (start, end) })
            }
            _ => Some(self.start_tag()),
        }
    }

    fn comment(&mut self) {
        let bytes = self.bytes();
        let rest = &bytes[self.at..];
        if rest.starts_with(b"<!--") {
            let body = self.at + 4;
            if bytes[body..].starts_with(b">") || bytes[body..].starts_with(b"->") {
                self.at = self.after_gt(body);
                return;
            }
            if !self.no_comment_end {
                if let Some(step) = memmem::find(&bytes[body..], b"-->") {
                    self.at = body + step + 3;
                    return;
                }
                self.no_comment_end = true;
            }
        }
        self.at = self.after_gt(self.at + 2);
    }

    fn start_tag(&mut self) -> Token {
        let start = self.at + 1;
        let end = self.name_end(start);
        let tag = self.tag_named(start, end);
        let closed = self.read_attributes(end);
        if tag.flow() == Flow::Raw && !closed {
            self.raw = Some(tag);
        }
        Token::Start { tag, name: (start, end), closed }
    }

    fn name_end(&self, start: usize) -> usize {
        let bytes = self.bytes();
        bytes[start..].iter().position(|&b| ends_name(b)).map_or(bytes.len(), |step| start + step)
    }

    fn tag_named(&self, start: usize, end: usize) -> Tag {
        let mut name = [0u8; 12];
        let len = end - start;
        if len > name.len() {
            return Tag::Other;
        }
        // Byte by byte: names are too short for a call.
        for (to, from) in name.iter_mut().zip(&self.bytes()[start..end]) {
            *to = from.to_ascii_lowercase();
        }
        Tag::named(&name[..len])
    }

    fn after_gt(&self, from: usize) -> usize {
        let bytes = self.bytes();
        memchr(b'>', &bytes[from.min(bytes.len())..]).map_or(bytes.len(), |step| from + step + 1)
    }

    /// Reads attributes from `at` to the end of the tag; true when it ends with `/>`.
    fn read_attributes(&mut self, mut at: usize) -> bool {
        let bytes = self.bytes();
        self.attributes.clear();
        let mut slash = false;
        loop {
            match bytes.get(at) {
                Some(b'>') => {
                    at += 1;
                    break;
                }
                Some(b'/') => {
                    slash = true;
                    at += 1;
                }
                Some(b) if b.is_ascii_whitespace() => at += 1,
                // The end of the page, or a tag that was never closed: the next one starts here.
                None | Some(b'<') => break,
                Some(_) => {
                    slash = false;
                    at = self.attribute(at);
                }
            }
        }
        self.at = at;
        slash
    }

    fn attribute(&mut self, start: usize) -> usize {
        let bytes = self.bytes();
        // The first byte is part of the name whatever it is.
        let name_end = bytes[start + 1..]
            .iter()
            .position(|&b| ends_attribute(b))
            .map_or(bytes.len(), |s| start + 1 + s);
        let mut at = name_end;
        while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
            at += 1;
        }
        let mut value = (name_end, name_end);
        if bytes.get(at) == Some(&b'=') {
            at += 1;
            while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
                at += 1;
            }
            let (from, to, next) = self.value(at);
            value = (from, to);
            at = next;
        } else {
            at = name_end;
        }
        if self.attributes.len() < MAX_ATTRIBUTES {
            self.attributes.push(Attribute { name: (start, name_end), value });
        }
        at
    }

    /// The value at `at`: its ends and where to go on.
    fn value(&mut self, at: usize) -> (usize, usize, usize) {
        let bytes = self.bytes();
        if let Some(&quote @ (b'"' | b'\'')) = bytes.get(at) {
            let slot = usize::from(quote == b'\'');
            if !self.no_quote[slot] {
                if let Some(step) = memchr(quote, &bytes[at + 1..]) {
                    let end = at + 1 + step;
                    return (at + 1, end, end + 1);
                }
                self.no_quote[slot] = true;
            }
        }
        let stop = |b: &u8| b.is_ascii_whitespace() || *b == b'>';
        let rest = bytes.get(at..).unwrap_or_default();
        let end = rest.iter().position(stop).map_or(bytes.len(), |step| at + step);
        (at.min(end), end, end)
    }

    /// The content of a raw element up to its end tag, which is eaten too.
    fn raw_content(&mut self, tag: Tag) -> Option<Token> {
        let slot = raw_slot(tag);
        if self.no_raw_end[slot] {
            return None;
        }
        let bytes = self.bytes();
        let start = self.at;
        let mut at = start;
        while let Some(step) = memmem::find(&bytes[at..], b"</") {
            let name = at + step + 2;
            let end = self.name_end_short(name);
            if self.tag_named(name, end) == tag {
                self.at = self.after_gt(end);
                return Some(Token::Raw { tag, start, end: name - 2 });
            }
            at = name;
        }
        self.no_raw_end[slot] = true;
        if tag == Tag::Script || tag == Tag::Style {
            // Cut inside a script: the rest is no text.
            self.at = bytes.len();
            return Some(Token::Raw { tag, start, end: bytes.len() });
        }
        None
    }

    /// As `name_end`, but looks at a few bytes only.
    fn name_end_short(&self, start: usize) -> usize {
        let bytes = self.bytes();
        let window = &bytes[start..bytes.len().min(start + 16)];
        window.iter().position(|&b| ends_name(b)).map_or(start + window.len(), |step| start + step)
    }
}

/// Whether text looks like a page: a tag that only pages have near its start.
pub(crate) fn looks_like_html(text: &str) -> bool {
    let bytes = text.as_bytes();
    let head = &bytes[..bytes.len().min(64 * 1024)];
    let mut at = 0;
    let mut tags = 0;
    while let Some(step) = memchr2(b'<', b'\0', &head[at..]) {
        at += step + 1;
        let rest = &head[at..];
        let rest = rest.strip_prefix(b"/").unwrap_or(rest);
        let len = rest.iter().take(12).take_while(|b| b.is_ascii_alphanumeric()).count();
        if rest.len() >= 8 && rest[..8].eq_ignore_ascii_case(b"!doctype") {
            return true;
        }
        let name: Vec<u8> = rest[..len].to_ascii_lowercase();
        match Tag::named(&name) {
            Tag::Html | Tag::Head | Tag::Body | Tag::Meta => return true,
            Tag::Other => {}
            _ if rest.get(len).is_some_and(|b| b.is_ascii_whitespace() || b"/>".contains(b)) => {
                tags += 1;
                if tags >= 3 {
                    return true;
                }
            }
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(page: &str) -> Vec<String> {
        let mut tokenizer = Tokenizer::new(page);
        let mut out = Vec::new();
        while let Some(token) = tokenizer.next_token() {
            out.push(match token {
                Token::Text { start, end } => format!("text {}", &page[start..end]),
                Token::Start { name, closed, .. } => {
                    let attributes: Vec<String> = tokenizer
                        .attributes()
                        .iter()
                        .map(|a| {
                            format!("{}={}", &page[a.name.0..a.name.1], &page[a.value.0..a.value.1])
                        })
                        .collect();
                    format!("<{} {}{}>", &page[name.0..name.1], attributes.join(","), closed)
                }
                Token::End { name, .. } => format!("</{}>", &page[name.0..name.1]),
                Token::Raw { start, end, .. } => format!("raw {}", &page[start..end]),
            });
        }
        out
    }

    #[test]
    fn tags_attributes_and_text() {
        assert_eq!(
            tokens("a < b<P class='x y' id=q hidden>c<br/></P >"),
            ["text a < b", "<P class=x y,id=q,hidden=false>", "text c", "<br true>", "</P>"]
        );
    }

    #[test]
    fn scripts_and_comments_are_no_markup() {
        assert_eq!(
            tokens("<!-- <p> --><script>if (a</b) '</p>'</SCRIPT>x<!doctype html>"),
            ["<script false>", "raw if (a</b) '</p>'", "text x"]
        );
    }

    #[test]
    fn broken_markup_loses_as_little_as_can_be() {
        assert_eq!(tokens("<!-- open <p>x"), ["text x"]);
        assert_eq!(tokens("<a href=\"x>y</a>"), ["<a href=\"xfalse>", "text y", "</a>"]);
        assert_eq!(tokens("<div <p>x"), ["<div false>", "<p false>", "text x"]);
        assert_eq!(tokens("<title>x<p>y"), ["<title false>", "text x", "<p false>", "text y"]);
        assert_eq!(tokens("x <"), ["text x <"]);
    }

    #[test]
    fn pages_are_told_from_texts() {
        assert!(looks_like_html("\n<!DOCTYPE html><p>"));
        assert!(looks_like_html("<div><p>a</p><p>b</p></div>"));
        assert!(!looks_like_html("!-- Google tag -->\n\nTalks between A < B and <b>C</b>"));
    }
}
