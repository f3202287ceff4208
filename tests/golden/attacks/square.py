"""Figures for SquareTests: the schedule of Square as published, and its path on small classifiers, in float64.

The random numbers are those of the library (streams.py), because a path depends on every one of them.
Run: python3 square.py > square.json
"""
import json
import math
from problems import CLEAN, IMAGES, MODELS, label
from streams import Stream

EPSILON, QUERIES, SEED, FIRST_ID = 0.03, 60, 8, 1000
CHANNELS, HEIGHT, WIDTH = 1, 3, 4
TABLE = {10: 1, 50: 2, 200: 4, 500: 8, 1000: 16, 2000: 32, 4000: 64, 6000: 128, 8000: 256}


def share(p, iteration):
    for last, divisor in TABLE.items():
        if iteration <= last:
            return p / divisor
    return p / 512


def side(p, height, width):
    return min(max(int(round(math.sqrt(p * height * width))), 1), height, width)


def attack(model, i):
    stream, y = Stream(SEED, "square", FIRST_ID + i), label(model, i)
    clean = CLEAN[i].reshape(CHANNELS, HEIGHT, WIDTH)
    lower, upper = (clean - EPSILON).clamp(0, 1), (clean + EPSILON).clamp(0, 1)

    def margin(x):
        z = MODELS[model](x.flatten())
        return (z[y] - max(z[k] for k in range(len(z)) if k != y)).item()

    x = clean.clone()
    for channel in range(CHANNELS):
        for column in range(WIDTH):
            x[channel, :, column] = (upper if stream.below(2) else lower)[channel, :, column]
    least, queries, accepted = margin(x), 1, 0
    for iteration in range(QUERIES - 1):
        if least <= 0:
            break
        length = side(share(0.8, iteration), HEIGHT, WIDTH)
        top, left = stream.below(HEIGHT - length + 1), stream.below(WIDTH - length + 1)
        proposal = x.clone()
        for channel in range(CHANNELS):
            source = upper if stream.below(2) else lower
            proposal[channel, top:top + length, left:left + length] = source[channel, top:top + length, left:left + length]
        value, queries = margin(proposal), queries + 1
        if value < least:
            x, least, accepted = proposal, value, accepted + 1
    return {"margin": least, "queries": queries, "accepted": accepted, "pixels": x.flatten().tolist()}


ITERATIONS = [0, 9, 10, 11, 50, 51, 200, 201, 500, 501, 1000, 1001, 2000, 2001, 4000, 4001, 6000, 6001, 8000, 8001, 9999]
SIZES = [(28, 28), (32, 32), (224, 224), (3, 40)]
print(json.dumps({
    "schedule": [{"iteration": k, "share": share(0.8, k), "sides": [side(share(0.8, k), *size) for size in SIZES]} for k in ITERATIONS],
    "paths": [{"model": model, "images": [attack(model, i) for i in range(IMAGES)]} for model in MODELS]}))
