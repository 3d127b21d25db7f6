#!/usr/bin/env python3
"""Draws phrases.tsv from the verb dictionaries of the PETRARCH family.

  python3 data/codebook/draw_phrases.py FOLDER > data/codebook/phrases.tsv

FOLDER holds CAMEO.2.0.txt and CAMEO.verbpatterns.150430.txt (MIT, Open Event Data Alliance 2015).
Only facts are drawn: which verb, with which object noun or particle, means which code. Left out:
patterns of the words before the verb, patterns around an actor in their middle, long ones (leftovers
of single sentences), codes without a PLOVER type, and what triggers.tsv has already.
"""
import csv
import re
import sys
from pathlib import Path

HERE = Path(__file__).parent
MAX_WORDS = 4
MAX_SYNONYMS = 6
FUNCTION_WORDS = set('a an the and or of that said was were been be is are has have had will would'.split())
# Verbs whose bare form says nothing without its object, or is as often a noun or an adjective.
TOO_LIGHT = set(
    'add be become begin bring call can come continue do face fall feel find get give go have hear '
    'hold keep know lead leave let like live look lose make mean move need open pay place play put run '
    'say see seem send set show sit stand start state stay step stick stop take tell think try turn use '
    'wait walk want watch win work'.split())


def table(name):
    with open(HERE / name, encoding='utf-8', newline='') as file:
        return list(csv.DictReader(file, delimiter='\t'))


CODES = {row['code']: row for row in table('cameo.tsv')}


def code_of(cell):
    """The first of several codes, cut to the digits that the code table knows."""
    digits = cell.split(':')[0].strip()
    while digits.isdigit() and len(digits) > 2:
        if 'C' + digits in CODES:
            return 'C' + digits
        digits = digits[:-1]
    return 'C' + digits + '0' if 'C' + digits + '0' in CODES else None


def plover(code):
    """Appeals (02) have no type of their own in the table: they are requests, as demands are."""
    return CODES[code]['plover'] or ('REQUEST' if code.startswith('C02') else '')


def plain(word):
    word = word.strip('_').lower().replace('_', ' ')
    return word if re.fullmatch(r"[a-z][a-z' -]*", word) else None


def singular(word):
    if word.endswith('ies') and len(word) > 4:
        return word[:-3] + 'y'
    if word.endswith('s') and not word.endswith(('ss', 'us', 'is', 'news')) and len(word) > 3:
        return word[:-1]
    return word


def expand(items, synonyms):
    """All word lists of a pattern: a set stands for its first plain words."""
    out = [[]]
    for item in items:
        if item.startswith('&'):
            choices = synonyms.get(item[1:].rstrip('_'), [])[:MAX_SYNONYMS]
        else:
            choices = [plain(item)]
        out = [done + c.split(' ') for done in out for c in choices if c]
    return out


def read(path):
    """(verb, rest of the pattern, code) of every simple pattern."""
    synonyms, current, default, verbs = {}, None, None, []
    for raw in path.read_text(encoding='utf-8', errors='replace').splitlines():
        line, _, note = raw.partition('#')
        line = line.strip()
        if line.startswith('&'):
            current = line[1:].rstrip('_').strip()
            synonyms[current] = []
        elif line.startswith('+') and current is not None and '[' not in line:
            word = plain(line[1:].split('{')[0].strip())
            if word:
                synonyms[current].append(word)
        elif line.startswith('---'):
            current, verbs = None, []
            found = re.search(r'\[([^\]]*)\]', line)
            default = found.group(1) if found else '---'
        elif line.startswith('-') and '*' in line:
            body, _, code = line[1:].rpartition('[')
            origin = re.match(r'\s*([A-Z_]+)', note)
            verb = plain(origin.group(1)) if origin else None
            verb = verb if verb in verbs else (verbs[0] if verbs else None)
            before, _, after = body.partition('*')
            after = re.sub(r'[(){}]', ' ', after).split()
            if before.replace('$', '').strip() or verb is None:
                continue
            while after and after[-1] in '+$^%':
                after.pop()
            if not after or any(w in '+$^%' or w.startswith('%') for w in after):
                continue
            for words in expand(after, synonyms):
                words = [singular(w) for w in words if w not in FUNCTION_WORDS]
                if words and len(words) < MAX_WORDS:
                    yield verb, words, code_of(code.rstrip(']').strip())
        elif line and current is None:
            found = re.match(r'\+?([A-Z_]+)\s*(?:\{[^}]*\})?\s*(?:\[([^\]]*)\])?', line)
            verb = plain(found.group(1)) if found else None
            if verb:
                verbs.append(verb)
                own = found.group(2) or default
                head, *rest = verb.split(' ')
                if rest or head not in TOO_LIGHT:
                    yield head, rest, code_of(own)


def main():
    folder = Path(sys.argv[1])
    own = {row['pattern'] for row in table('triggers.tsv')}
    found = {}
    for name in ('CAMEO.2.0.txt', 'CAMEO.verbpatterns.150430.txt'):
        for verb, rest, code in read(folder / name):
            head, *particles = verb.split(' ')
            words = [head, *particles, *rest]
            pattern = ' '.join(words)
            if code and plover(code) and pattern not in own and len(words) <= MAX_WORDS:
                found.setdefault(pattern, (code, name))
    out = csv.writer(sys.stdout, delimiter='\t', lineterminator='\n')
    out.writerow('pattern pos plover cameo roles source licence'.split())
    for pattern, (code, name) in sorted(found.items()):
        out.writerow([pattern, 'verb', plover(code), code, 'directed', name, 'MIT'])


if __name__ == '__main__':
    main()
