"""Figures for ApgdClassesTests: APGD on the losses of classifiers, as the paper states it, one image at a time, in float64.

Clean start, first step of two radii. The image kept is one that fools the model before one that does not, and then the one with the largest loss.
Run: python3 apgd_classes.py > apgd_classes.json
"""
import json
import torch
from problems import CLEAN, IMAGES, MODELS, label, wrong_class

ITERATIONS = 25
RADII = {"linf": 0.015, "l2": 0.04}


def dlr(z, y, target):
    top = z.sort(descending=True).values
    others = torch.cat([z[:y], z[y + 1:]])
    return (others.max() - z[y]) / (top[0] - top[2] + 1e-12)


def targeted_dlr(z, y, target):
    top = z.sort(descending=True).values
    return (z[target] - z[y]) / (top[0] - (top[2] + top[3]) / 2 + 1e-12)


LOSSES = {"dlr": (dlr, None), "targeted-1": (targeted_dlr, 1), "targeted-3": (targeted_dlr, 3)}


def project(clean, x, norm, radius):
    change = x - clean
    if norm == "linf":
        change = change.clamp(-radius, radius)
    elif change.norm() > radius:
        change = change * radius / change.norm()
    return (clean + change).clamp(0, 1)


def direction(gradient, norm):
    return gradient.sign() if norm == "linf" else gradient / (gradient.norm() + 1e-12)


def attack(model, loss, target_rank, norm, i):
    clean, radius, y = CLEAN[i], RADII[norm], label(model, i)
    target = wrong_class(model, i, target_rank) if target_rank else None

    def at(x):
        x = x.clone().requires_grad_(True)
        z = MODELS[model](x)
        value = loss(z, y, target)
        return value.item(), torch.autograd.grad(value, x)[0], int(z.argmax()) != y

    x = previous = clean
    value, gradient, fools = at(x)
    path = [value]
    kept, kept_rank = x, (fools, value)
    best, best_value, best_gradient = x, value, gradient
    step, reduced_before, best_before = 2 * radius, True, value
    period, since = max(22 * ITERATIONS // 100, 1), 0
    for k in range(ITERATIONS):
        a = 1.0 if k == 0 else 0.75
        z = project(clean, x + step * direction(gradient, norm), norm, radius)
        following = project(clean, x + a * (z - x) + (1 - a) * (x - previous), norm, radius)
        previous, x = x, following
        value, gradient, fools = at(x)
        path.append(value)
        if (fools, value) > kept_rank:
            kept, kept_rank = x, (fools, value)
        if value > best_value:
            best, best_value, best_gradient = x, value, gradient
        since += 1
        if since == period:
            increases = sum(path[-n] > path[-n - 1] for n in range(1, period + 1))
            reduce = increases <= 0.75 * period or (not reduced_before and best_before >= best_value)
            if reduce:
                step, x, gradient = step / 2, best, best_gradient
            reduced_before, best_before = reduce, best_value
            period, since = max(period - max(3 * ITERATIONS // 100, 1), max(6 * ITERATIONS // 100, 1)), 0
    return {"fools": kept_rank[0], "loss": kept_rank[1], "pixels": kept.tolist()}


print(json.dumps([
    {"model": model, "loss": name, "norm": norm, "images": [attack(model, loss, rank, norm, i) for i in range(IMAGES)]}
    for model in MODELS for name, (loss, rank) in LOSSES.items() for norm in RADII]))
