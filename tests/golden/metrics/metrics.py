"""Figures for the metric tests: the published definitions written again with the standard library only, the slow and plain way.

Run: python3 metrics.py > metrics.json
"""
import json
import math
import re
from fractions import Fraction

CORPUS = [
    ("a small dog runs on the beach", ["a dog runs along the beach", "a small brown dog is running on the sand", "the dog runs on a beach"]),
    ("a man rides a bike down the street", ["a man riding a bicycle down a street", "a cyclist rides down the road", "someone on a bike"]),
    ("two cats sleep on a red sofa", ["two cats are sleeping on a couch", "a pair of cats on a red sofa", "two cats sleep on a red sofa"]),
    ("a a a a bike", ["a plate of food with broccoli", "food on a white plate", "a meal is served"]),
    ("a child eats an ice cream cone near the sea", ["a child eats ice cream", "a little girl eating an ice cream cone"]),
    ("birds", ["a flock of birds flies over the lake at dawn", "birds fly over water"]),
]


def words(text):
    return re.findall(r"[a-z]+", text.lower())


def grams(tokens, n):
    return [tuple(tokens[i:i + n]) for i in range(len(tokens) - n + 1)]


def cider():
    images = len(CORPUS)

    def idf(gram):
        n = len(gram)
        df = sum(any(gram in grams(words(r), n) for r in refs) for _, refs in CORPUS)
        return math.log(images) - math.log(max(1, df))

    def vector(tokens, n):
        all_grams = grams(tokens, n)
        return {g: all_grams.count(g) * idf(g) for g in set(all_grams)}

    def norm(v):
        return math.sqrt(sum(x * x for x in v.values()))

    scores = []
    for caption, refs in CORPUS:
        total = 0.0
        for ref in refs:
            c, r = words(caption), words(ref)
            gap = len(grams(c, 2)) - len(grams(r, 2))
            damping = math.exp(-gap * gap / (2 * 6.0 ** 2))
            for n in (1, 2, 3, 4):
                vc, vr = vector(c, n), vector(r, n)
                if norm(vc) > 0 and norm(vr) > 0:
                    dot = sum(min(vc[g], vr[g]) * vr[g] for g in vc if g in vr)
                    total += damping * dot / (norm(vc) * norm(vr)) / 4
        scores.append(10 * total / len(refs))
    return scores


def bleu():
    logs, c_len, r_len = [], 0, 0
    for caption, refs in CORPUS:
        c = len(words(caption))
        lengths = sorted(len(words(r)) for r in refs)
        c_len += c
        r_len += min(lengths, key=lambda length: abs(length - c))
    for n in (1, 2, 3, 4):
        hit = total = 0
        for caption, refs in CORPUS:
            own = grams(words(caption), n)
            for g in set(own):
                hit += min(own.count(g), max(grams(words(r), n).count(g) for r in refs))
            total += len(own)
        logs.append(math.log(hit / total))
    penalty = 1.0 if c_len >= r_len else math.exp(1 - r_len / c_len)
    return penalty * math.exp(sum(logs) / 4)


def lcs(a, b):
    if not a or not b:
        return 0
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            table[i + 1][j + 1] = table[i][j] + 1 if x == y else max(table[i][j + 1], table[i + 1][j])
    return table[-1][-1]


def rouge():
    scores = []
    for caption, refs in CORPUS:
        c = words(caption)
        p = max(lcs(c, words(r)) / len(c) for r in refs)
        q = max(lcs(c, words(r)) / len(words(r)) for r in refs)
        scores.append(0.0 if p * q == 0 else (1 + 1.44) * p * q / (q + 1.44 * p))
    return scores


def calibration():
    """40 predictions of 4 classes from closed formulas; exact arithmetic for the bins."""
    rows, labels = [], []
    for i in range(40):
        raw = [1 + (7 * i + 11 * k) % 13 for k in range(4)]
        rows.append([Fraction(x, sum(raw)) for x in raw])
        labels.append((5 * i) % 4)
    bins = 10
    gaps = {}
    for row, label in zip(rows, labels):
        top = max(row)
        index = max(0, math.ceil(top * bins) - 1)
        gaps[index] = gaps.get(index, 0) + (1 if row.index(top) == label else 0) - top
    ece = sum(abs(g) for g in gaps.values()) / 40
    brier = sum(sum((p - (k == label)) ** 2 for k, p in enumerate(row)) for row, label in zip(rows, labels)) / 40
    return {"ece": float(ece), "brier": float(brier)}


def solve(a, b):
    """Gaussian elimination with exact fractions."""
    n = len(a)
    rows = [list(a[i]) + list(b[i]) for i in range(n)]
    for i in range(n):
        pivot = next(r for r in range(i, n) if rows[r][i] != 0)
        rows[i], rows[pivot] = rows[pivot], rows[i]
        rows[i] = [x / rows[i][i] for x in rows[i]]
        for r in range(n):
            if r != i:
                rows[r] = [x - rows[r][i] * y for x, y in zip(rows[r], rows[i])]
    return [row[n:] for row in rows]


def system():
    size = 6
    base = [[Fraction((3 * i + 5 * j * j + 1) % 7 - 3) for j in range(size)] for i in range(size)]
    a = [[sum(base[k][i] * base[k][j] for k in range(size)) + (1 if i == j else 0) for j in range(size)] for i in range(size)]
    b = [[Fraction(i - j, 1 + j) for j in range(2)] for i in range(size)]
    return {
        "matrix": [[float(x) for x in row] for row in a],
        "right": [[float(x) for x in row] for row in b],
        "solution": [[float(x) for x in row] for row in solve(a, b)],
    }


print(json.dumps({
    "captions": [c for c, _ in CORPUS], "references": [r for _, r in CORPUS],
    "cider": cider(), "bleu": bleu(), "rouge": rouge(), "calibration": calibration(), "system": system(),
}, indent=1))
