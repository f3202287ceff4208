"""Projection onto a hyperplane inside the box [0, 1]^n, by bisection; used by fab.py. Figures for BoxedHyperplaneTests.

Run: python3 boxed_hyperplane.py > boxed_hyperplane.json
"""
import json
import torch

torch.set_default_dtype(torch.float64)


def change(norm, point, normal, gap):
    """The smallest d with normal * (point + d) = normal * point + gap and 0 <= point + d <= 1; if there is none, the d that comes nearest."""
    if gap < 0:
        return change(norm, point, -normal, -gap)
    room = torch.where(normal > 0, 1 - point, point)
    pace = torch.ones_like(normal) if norm == "linf" else normal.abs()

    def at(reach):
        return normal.sign() * torch.minimum(reach * pace, room)

    low, high = 0.0, 1e6
    if normal @ at(high) < gap:
        return at(high)
    for _ in range(200):
        middle = (low + high) / 2
        if normal @ at(middle) < gap:
            low = middle
        else:
            high = middle
    return at(high)


def cases():
    generator = torch.Generator().manual_seed(3)
    for norm in ("linf", "l2"):
        for n in (1, 2, 7, 40):
            for scale in (0.02, 0.5, 3.0, -0.4, -5.0):
                point = (torch.rand(n, generator=generator) * 1.6 - 0.3).clamp(0, 1)
                normal = torch.randn(n, generator=generator)
                normal[n // 3] = 0 if n > 2 else normal[n // 3]
                gap = scale * normal.abs().sum().item() / 4
                yield {"norm": norm, "point": point.tolist(), "normal": normal.tolist(), "gap": gap,
                       "change": change(norm, point, normal, gap).tolist()}


if __name__ == "__main__":
    print(json.dumps(list(cases())))
