#!/usr/bin/env python3
"""Scores the dates of pages: score_dates.py GOLD.json[.gz] OUT.jsonl

GOLD is {id: {"date": "YYYY-MM-DD", ...}}; OUT has rows with "doc_id" and "published". A page with a date in
the gold is right, wrong (another day) or missed (no day). F is 2 right / (2 right + wrong + missed), as the
benchmark of htmldate has it; accuracy is right / pages with a date.
"""
import gzip
import json
import sys


def opened(path):
    return gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8")


def main():
    with opened(sys.argv[1]) as file:
        gold = json.load(file)
    days = {}
    with opened(sys.argv[2]) as file:
        for line in file:
            row = json.loads(line)
            days[row["doc_id"]] = (row.get("published") or "")[:10]
    right = wrong = missed = 0
    for page, entry in gold.items():
        wanted = entry.get("date")
        if wanted in (None, "", "None"):
            continue
        found = days.get(page, "")
        if found == wanted:
            right += 1
        elif found:
            wrong += 1
        else:
            missed += 1
    total = right + wrong + missed
    f = 2 * right / max(1, 2 * right + wrong + missed)
    print(f"dates: pages {total} right {right} wrong {wrong} missed {missed}")
    print(f"dates: F {f:.3f} accuracy {right / max(1, total):.3f}")


if __name__ == "__main__":
    main()
