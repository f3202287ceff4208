"""Figures for SquareL2Tests: Square in L2 (algorithm 3 of the paper) on small classifiers, one image at a time, in float64.

The pattern is written as the published code writes it, rectangle by rectangle; a window's budget is taken per channel, as in the paper.
Run: python3 square_l2.py > square_l2.json
"""
import json
import math
import torch
from problems import CLEAN, IMAGES, MODELS, label
from streams import Stream

EPSILON, QUERIES, SEED, FIRST_ID = 0.12, 40, 8, 1000
CHANNELS, HEIGHT, WIDTH = 1, 3, 4
HALVED_AFTER = [10, 50, 200, 500, 1000, 2000, 4000, 6000, 8000]


def rectangles(rows, columns):
    delta = torch.zeros(rows, columns)
    top, left = rows // 2, columns // 2
    for counter in range(max(rows // 2 + 1, columns // 2 + 1)):
        delta[max(top, 0):min(top + 2 * counter + 1, rows), max(left, 0):min(left + 2 * counter + 1, columns)] += 1 / (counter + 1) ** 2
        top, left = top - 1, left - 1
    return delta / delta.square().sum().sqrt()


def pattern(side, turned):
    delta = torch.zeros(side, side)
    if side // 2 > 0:
        delta[:side // 2] = rectangles(side // 2, side)
    delta[side // 2:] = -rectangles(side - side // 2, side)
    delta = delta / delta.square().sum().sqrt()
    return delta.T if turned else delta


def odd_side(iteration):
    share = 0.8 / 2 ** sum(iteration > last for last in HALVED_AFTER)
    side = max(int(round(math.sqrt(share * HEIGHT * WIDTH))), 3)
    side += 1 - side % 2
    largest = min(HEIGHT, WIDTH)
    return min(side, largest - 1 + largest % 2)


def within(clean, change):
    return (clean + change / change.square().sum().sqrt() * EPSILON).clamp(0, 1)


def sign(stream):
    return 1 if stream.below(2) else -1


def start(clean, stream):
    change, side = torch.zeros_like(clean), max(1, min(HEIGHT, WIDTH) // 5)
    for top in range(HEIGHT % side // 2, HEIGHT - side + 1, side):
        for left in range(WIDTH % side // 2, WIDTH - side + 1, side):
            tile = pattern(side, stream.below(2) == 1)
            for channel in range(CHANNELS):
                change[channel, top:top + side, left:left + side] = tile * sign(stream)
    return within(clean, change)


def attack(model, i):
    stream, y = Stream(SEED, "square-l2", FIRST_ID + i), label(model, i)
    clean = CLEAN[i].reshape(CHANNELS, HEIGHT, WIDTH)

    def margin(x):
        z = MODELS[model](x.flatten())
        return (z[y] - max(z[k] for k in range(len(z)) if k != y)).item()

    x = start(clean, stream)
    least, queries = margin(x), 1
    for iteration in range(QUERIES - 1):
        if least <= 0:
            break
        side = odd_side(iteration)
        painted, emptied = torch.zeros(HEIGHT, WIDTH).bool(), torch.zeros(HEIGHT, WIDTH).bool()
        top, left = stream.below(HEIGHT - side + 1), stream.below(WIDTH - side + 1)
        row, column = stream.below(HEIGHT - side + 1), stream.below(WIDTH - side + 1)
        painted[top:top + side, left:left + side] = True
        emptied[row:row + side, column:column + side] = True
        tile = pattern(side, stream.below(2) == 1)
        change = x - clean
        unspent, moved = max(EPSILON ** 2 - change.square().sum().item(), 0) / CHANNELS, change.clone()
        for channel in range(CHANNELS):
            available = math.sqrt(change[channel][painted | emptied].square().sum().item() + unspent)
            kept = change[channel, top:top + side, left:left + side]
            mixed = tile * sign(stream) + kept / (kept.square().sum().sqrt() + 1e-12)
            moved[channel][emptied] = 0
            moved[channel, top:top + side, left:left + side] = mixed / (mixed.square().sum().sqrt() + 1e-12) * available
        proposal = within(clean, moved)
        value, queries = margin(proposal), queries + 1
        if value < least:
            x, least = proposal, value
    return {"margin": least, "queries": queries, "pixels": x.flatten().tolist()}


print(json.dumps({
    "patterns": [{"side": side, "turned": turned, "values": pattern(side, turned).flatten().tolist()} for side in (1, 2, 3, 7) for turned in (False, True)],
    "paths": [{"model": model, "images": [attack(model, i) for i in range(IMAGES)]} for model in MODELS]}))
