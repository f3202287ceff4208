"""Figures for RgfTests: random gradient-free estimation on small classifiers, one image at a time, in float64, to the end whatever falls.

Run: python3 rgf.py > rgf.json
"""
import json
import torch
from problems import CLEAN, IMAGES, MODELS, PIXELS, label
from streams import Stream

EPSILON, STEPS, DIRECTIONS, REACH, STEP, SEED, FIRST_ID = 0.05, 4, 12, 0.08, 0.02, 8, 1000


def direction(stream):
    word = stream.word()
    return torch.tensor([1.0 if word >> place & 1 else -1.0 for place in range(PIXELS)])


def attack(model, i):
    stream, y = Stream(SEED, "rgf", FIRST_ID + i), label(model, i)

    def loss(x):
        z = MODELS[model](x)
        return (max(z[k] for k in range(len(z)) if k != y) - z[y]).item()

    clean = CLEAN[i]
    x, kept = clean.clone(), clean.clone()
    here = best = loss(x)
    for _ in range(STEPS):
        slope = torch.zeros(PIXELS)
        for _ in range(DIRECTIONS):
            u = direction(stream)
            probe = (x + REACH * u).clamp(0, 1)
            there = loss(probe)
            slope += (there - here) * u / (DIRECTIONS * REACH)
            if (probe - clean).abs().max() <= EPSILON + 1e-6 and there > best:
                kept, best = probe, there
        x = clean + (x + STEP * slope.sign() - clean).clamp(-EPSILON, EPSILON)
        x = x.clamp(0, 1)
        here = loss(x)
        if here > best:
            kept, best = x.clone(), here
    return {"loss": best, "pixels": kept.tolist()}


print(json.dumps([{"model": model, "images": [attack(model, i) for i in range(IMAGES)]} for model in MODELS]))
