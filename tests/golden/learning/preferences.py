"""Figures for preference losses: the published formulas in plain Python, one pair at a time.

Run: python3 preferences.py > preferences.json"""
import json
import math


def log_sigmoid(z):
    return -math.log1p(math.exp(-z)) if z > 0 else z - math.log1p(math.exp(z))


def sigmoid(z):
    return math.exp(log_sigmoid(z))


# log P of policy and reference for the preferred (w) and the rejected (l) answer, with their numbers of tokens.
PAIRS = [
    dict(w=-3.0, l=-5.0, ref_w=-4.0, ref_l=-4.5, len_w=2, len_l=4),
    dict(w=-7.25, l=-2.5, ref_w=-6.0, ref_l=-3.0, len_w=5, len_l=1),
    dict(w=-0.75, l=-9.0, ref_w=-0.5, ref_l=-2.0, len_w=3, len_l=6),
]
BETA, SMOOTHING, MARGIN = 0.4, 0.15, 0.7


def ratios(p):
    return p['w'] - p['ref_w'], p['l'] - p['ref_l']


def cross(z, e):
    return -(1 - e) * log_sigmoid(z) - e * log_sigmoid(-z)


def robust(p):
    h = ratios(p)[0] - ratios(p)[1]
    e = SMOOTHING
    return (-(1 - e) * log_sigmoid(BETA * h) + e * log_sigmoid(-BETA * h)) / (1 - 2 * e)


def orpo(p):
    w, l = p['w'] / p['len_w'], p['l'] / p['len_l']
    logit = lambda logp: math.log(math.exp(logp) / (1 - math.exp(logp)))
    return -w + BETA * -log_sigmoid(logit(w) - logit(l))


def per_token(p):
    r, s = ratios(p)
    return r / p['len_w'] - s / p['len_l']


LOSSES = {
    'sigmoid': lambda p: cross(BETA * (ratios(p)[0] - ratios(p)[1]), SMOOTHING),
    'robust': robust,
    'length-normalised': lambda p: cross(BETA * per_token(p), SMOOTHING),
    'reference-free': lambda p: cross(BETA * (p['w'] - p['l']), SMOOTHING),
    'hinge': lambda p: max(0.0, 1 - BETA * (ratios(p)[0] - ratios(p)[1])),
    'ipo': lambda p: (per_token(p) - 1 / (2 * BETA)) ** 2,
    'sppo-hard': lambda p: (ratios(p)[0] - 1 / (2 * BETA)) ** 2 + (ratios(p)[1] + 1 / (2 * BETA)) ** 2,
    'kto-pair': lambda p: -log_sigmoid(BETA * ratios(p)[0]) - log_sigmoid(-BETA * ratios(p)[1]),
    'nca-pair': lambda p: -log_sigmoid(BETA * ratios(p)[0]) - 0.5 * log_sigmoid(-BETA * ratios(p)[0]) - 0.5 * log_sigmoid(-BETA * ratios(p)[1]),
    'apo-zero': lambda p: 1 - sigmoid(BETA * ratios(p)[0]) + sigmoid(BETA * ratios(p)[1]),
    'apo-down': lambda p: sigmoid(BETA * ratios(p)[0]) + 1 - sigmoid(BETA * (ratios(p)[0] - ratios(p)[1])),
    'simpo': lambda p: -log_sigmoid(BETA * (p['w'] / p['len_w'] - p['l'] / p['len_l']) - MARGIN),
    'orpo': orpo,
}

if __name__ == '__main__':
    print(json.dumps(dict(
        beta=BETA, smoothing=SMOOTHING, margin=MARGIN, pairs=PAIRS,
        losses={name: [loss(p) for p in PAIRS] for name, loss in LOSSES.items()}), indent=1))
