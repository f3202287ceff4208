"""Figures for FabTests: targeted FAB as its paper states it, one image at a time, in float64, with projections by bisection.

Every image that fools the model is a candidate, those at which the boundary is linearised too; the smallest perturbation is kept.
Run: python3 fab.py > fab.json
"""
import json
import torch
from boxed_hyperplane import change
from problems import CLEAN, IMAGES, MODELS, label, wrong_class

ITERATIONS, LARGEST_BIAS, OVERSHOOT, BACKWARD = 15, 0.1, 1.05, 0.9


def size(d, norm):
    return (d.abs().max() if norm == "linf" else d.norm()).item()


def attack(model, norm, rank, i):
    clean, y, target = CLEAN[i], label(model, i), wrong_class(model, i, rank)
    best, best_size = clean, float("inf")

    def offer(x):
        nonlocal best, best_size
        fools = int(MODELS[model](x).argmax()) != y
        if fools and size(x - clean, norm) < best_size:
            best, best_size = x, size(x - clean, norm)
        return fools

    x = clean
    for _ in range(ITERATIONS):
        offer(x)
        variable = x.clone().requires_grad_(True)
        z = MODELS[model](variable)
        difference = z[target] - z[y]
        normal, = torch.autograd.grad(difference, variable)
        own = change(norm, x, normal, -difference.item())
        from_origin = change(norm, clean, normal, (normal @ (x - clean) - difference).item())
        a, b = max(size(own, norm), 1e-8), max(size(from_origin, norm), 1e-8)
        bias = min(a / (a + b), LARGEST_BIAS)
        x = ((x + OVERSHOOT * own) * (1 - bias) + (clean + OVERSHOOT * from_origin) * bias).clamp(0, 1)
        if offer(x):
            x = clean + BACKWARD * (x - clean)
    return {"size": best_size if best_size < float("inf") else None, "pixels": best.tolist()}


print(json.dumps([
    {"model": model, "norm": norm, "rank": rank, "images": [attack(model, norm, rank, i) for i in range(IMAGES)]}
    for model in MODELS for norm in ("linf", "l2") for rank in (1, 3)]))
