#!/usr/bin/env python3
"""Checks that the cleaning cases agree with the sample pages they are about.

A case that asks for words the page does not have, or forbids words that the page never shows,
tests nothing. For each folder here: every paragraph of `expected.txt`, every caption and the title
occur in the source, paragraphs in order; every `absent` string occurs in the source and not in
`expected.txt`. Every sample has a case. Needs Python 3 and nothing else; exit code 1 on a problem.
"""

import datetime
import json
import re
import sys
from html.parser import HTMLParser
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
KEYS = [
    "source", "title", "published", "byline", "agency", "site", "url", "language",
    "captions", "absent",
]
# Tags that do not end a word: text around them is glued as a browser shows it.
INLINE = {"a", "b", "em", "i", "small", "span", "strong"}


class Text(HTMLParser):
    """The text of a page, entities decoded, with a space wherever a block begins or ends."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts = []

    def handle_data(self, data):
        self.parts.append(data)

    def handle_starttag(self, tag, attrs):
        if tag not in INLINE:
            self.parts.append(" ")

    def handle_endtag(self, tag):
        self.handle_starttag(tag, None)


def squeeze(text):
    """White space as single spaces."""
    return " ".join(text.split())


def decode(raw):
    """The page as text: UTF-8 unless the page declares another charset."""
    declared = re.search(rb"charset=[\"']?([\w-]+)", raw[:1024])
    return raw.decode(declared.group(1).decode("ascii") if declared else "utf-8")


def source_text(path):
    """What a reader could see of the source, squeezed."""
    page = decode(path.read_bytes())
    if path.suffix != ".html":
        return squeeze(page)
    parser = Text()
    parser.feed(page)
    parser.close()
    return squeeze("".join(parser.parts))


def problems_of(folder):
    """Yields what is wrong with one case."""
    case = json.loads((folder / "expected.json").read_text("utf-8"))
    expected = (folder / "expected.txt").read_text("utf-8")
    if list(case) != KEYS:
        yield f"keys are {list(case)}, not {KEYS}"
        return
    source = source_text(ROOT / case["source"])
    paragraphs = expected.rstrip("\n").split("\n\n")
    if "\n\n".join(map(squeeze, paragraphs)) + "\n" != expected:
        yield "expected.txt is not paragraphs of single spaces between blank lines"
    at = 0
    for paragraph in paragraphs:
        found = source.find(paragraph, at)
        if found < 0:
            yield f"paragraph not in the source, or out of order: {paragraph[:60]!r}"
        else:
            at = found + len(paragraph)
    for key in ("title", "byline", "agency"):
        if case[key] is not None and case[key] not in source:
            yield f"{key} not in the source: {case[key]!r}"
    for caption in case["captions"]:
        if caption not in source:
            yield f"caption not in the source: {caption!r}"
    body = squeeze(expected)
    for absent in case["absent"]:
        if absent not in source:
            yield f"absent string is nowhere in the source: {absent!r}"
        if absent in body:
            yield f"absent string is in expected.txt: {absent!r}"
    datetime.date.fromisoformat(case["published"])


def main():
    """Checks all cases; returns the exit code."""
    folders = sorted(path for path in HERE.iterdir() if path.is_dir() and path.name != "__pycache__")
    found = [f"{folder.name}: {text}" for folder in folders for text in problems_of(folder)]
    samples = {path.stem for path in (ROOT / "data/samples").iterdir() if path.suffix != ".md"}
    for name in sorted(samples - {folder.name for folder in folders}):
        found.append(f"{name}: a sample without a case")
    for line in found:
        print(line, file=sys.stderr)
    print(f"{len(folders)} cases, {len(found)} problems")
    return 1 if found or not folders else 0


if __name__ == "__main__":
    sys.exit(main())
