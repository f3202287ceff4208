"""The small classifiers that the figures here speak about: closed formulas, so that the tests can build the same. Everything in float64."""
import torch

torch.set_default_dtype(torch.float64)
IMAGES, PIXELS, HIDDEN, CLASSES = 6, 12, 8, 5


def number(count):
    return torch.arange(count) + 1.0


I, J, H, K = number(IMAGES), number(PIXELS), number(HIDDEN), number(CLASSES)
CLEAN = 0.5 + 0.42 * torch.sin(1.3 * J[None, :] + 0.8 * I[:, None])
WEIGHTS = torch.cos(0.9 * K[:, None] * J[None, :] + K[:, None])
INNER = torch.sin(0.7 * H[:, None] * J[None, :])
OUTER = 3 * torch.cos(1.1 * K[:, None] * H[None, :])


def linear(x):
    return x @ WEIGHTS.T


def curved(x):
    return torch.tanh(x @ INNER.T) @ OUTER.T


MODELS = {"linear": linear, "curved": curved}


def label(model, i):
    return int(MODELS[model](CLEAN[i]).argmax())


def wrong_class(model, i, rank):
    """The rank-th likeliest wrong class on the clean image, 1 being the likeliest."""
    order = MODELS[model](CLEAN[i]).argsort(descending=True).tolist()
    order.remove(label(model, i))
    return order[rank - 1]
