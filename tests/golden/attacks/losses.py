"""Figures for ClassLossesTests: the losses of methods, section 8, written out with sorted lists, and their gradients by differences.

Run: python3 losses.py > losses.json
"""
import json
import math

LOGITS = [
    [2.0, -1.0, 0.5, 0.25, -3.0],
    [0.1, 0.2, 0.3, 0.4, 0.5],
    [-7.0, 12.0, 11.5, -2.0, 3.0],
    [60.0, 12.0, -20.0, 11.0, 1.0],
]
LABELS, TARGETS = [0, 1, 2, 0], [2, 4, 1, 4]


def largest(z, k):
    return sorted(z, reverse=True)[k - 1]


def margin(z, y, t):
    return max(value for i, value in enumerate(z) if i != y) - z[y]


def dlr(z, y, t):
    return margin(z, y, t) / (largest(z, 1) - largest(z, 3) + 1e-12)


def targeted_margin(z, y, t):
    return z[t] - z[y]


def targeted_dlr(z, y, t):
    return (z[t] - z[y]) / (largest(z, 1) - (largest(z, 3) + largest(z, 4)) / 2 + 1e-12)


def log_odds(z, y, t):
    return math.log(sum(math.exp(value - z[y]) for i, value in enumerate(z) if i != y))


def gradient(loss, z, y, t, step=1e-5):
    def at(i, change):
        return loss([value + (change if place == i else 0) for place, value in enumerate(z)], y, t)

    return [(at(i, step) - at(i, -step)) / (2 * step) for i in range(len(z))]


print(json.dumps({
    loss.__name__: [
        {"value": loss(z, y, t), "gradient": gradient(loss, z, y, t)} for z, y, t in zip(LOGITS, LABELS, TARGETS)
    ] for loss in (margin, dlr, targeted_margin, targeted_dlr, log_odds)}, indent=1))
