"""Figures for ApgdTests: APGD (Linf, clean start, step 2 eps, 40 iterations) as its paper states it, one image at a time, in float64.

Loss of image i: sum_j a_j x_j - b_ij x_j^2 + 0.02 sin(c_j x_j), with a, b, c given by closed formulas.
Run: python3 apgd.py > apgd.json
"""
import json
import torch

torch.set_default_dtype(torch.float64)
IMAGES, PIXELS, EPS, ITERATIONS = 4, 12, 0.1, 40
j = torch.arange(PIXELS) + 1.0
CLEAN = torch.stack([0.5 + 0.45 * torch.sin(1.7 * j + i) for i in range(IMAGES)])
A = torch.cos(0.9 * j)
B = torch.stack([0.6 + 0.5 * torch.cos(0.35 * j * (i + 1)) for i in range(IMAGES)])
C = 20 + 3 * j


def loss_and_gradient(i, x):
    x = x.clone().requires_grad_(True)
    loss = (A * x - B[i] * x * x + 0.02 * torch.sin(C * x)).sum()
    return loss.item(), torch.autograd.grad(loss, x)[0]


def project(clean, x):
    return torch.clamp(torch.clamp(x, clean - EPS, clean + EPS), 0, 1)


def attack(i):
    clean = CLEAN[i]
    x = previous = clean
    loss, gradient = loss_and_gradient(i, x)
    losses = [loss]
    best, best_loss, best_gradient = x, loss, gradient
    step, reduced_before, best_before = 2 * EPS, True, loss
    period, since = max(int(0.22 * ITERATIONS), 1), 0
    for k in range(ITERATIONS):
        a = 1.0 if k == 0 else 0.75
        z = project(clean, x + step * gradient.sign())
        following = project(clean, x + a * (z - x) + (1 - a) * (x - previous))
        previous, x = x, following
        loss, gradient = loss_and_gradient(i, x)
        losses.append(loss)
        if loss > best_loss:
            best, best_loss, best_gradient = x, loss, gradient
        since += 1
        if since == period:
            increases = sum(losses[-n] > losses[-n - 1] for n in range(1, period + 1))
            reduce = increases <= 0.75 * period or (not reduced_before and best_before >= best_loss)
            if reduce:
                step, x, gradient = step / 2, best, best_gradient
            reduced_before, best_before = reduce, best_loss
            period, since = max(period - max(int(0.03 * ITERATIONS), 1), max(int(0.06 * ITERATIONS), 1)), 0
    return {"best_loss": best_loss, "pixels": best.tolist(), "final_step": step}


print(json.dumps([attack(i) for i in range(IMAGES)]))
