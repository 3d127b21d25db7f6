#!/usr/bin/env python3
"""Scores texts of articles: score_bodies.py GOLD_DIR OUT.jsonl

GOLD_DIR has NAME.txt for each article with gold; OUT has rows with "doc_id", "title" and "text". Texts without
gold are left out. Prints the mean precision, recall and F1 of 4-grams of words, title and body together.
"""
import collections
import json
import pathlib
import re
import sys

WORD = re.compile(r"\w+", re.UNICODE)


def grams(text):
    words = WORD.findall(text)
    return collections.Counter(tuple(words[i:i + 4]) for i in range(max(1, len(words) - 3)))


def main():
    found = {}
    with open(sys.argv[2], encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            name = pathlib.PurePath(row["doc_id"]).stem
            found[name] = "\n".join(filter(None, [row.get("title"), row.get("text")]))
    rows = []
    paths = sorted(pathlib.Path(sys.argv[1]).glob("*.txt"))
    for path in (p for p in paths if not p.name.endswith(".captions.txt")):
        gold, ours = grams(path.read_text(encoding="utf-8")), grams(found.get(path.stem, ""))
        both = sum((gold & ours).values())
        rows.append((both / max(1, sum(ours.values())), both / max(1, sum(gold.values()))))
    precision = sum(r[0] for r in rows) / len(rows)
    recall = sum(r[1] for r in rows) / len(rows)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    print(f"bodies: articles {len(rows)} P {precision:.3f} R {recall:.3f} F1 {f1:.3f}")


if __name__ == "__main__":
    main()
