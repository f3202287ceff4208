"""The eager PyTorch peer of the attack benchmark: the same classifier with the same weights, and the attacks as one writes them in PyTorch.

AutoAttack goes the published way: each attack gets what stood before it, gathered into batches, and runs every image of a batch to its end
(Square leaves out what has fallen). Started by the benchmark program with one JSON line; then one line per measurement, answered by its seconds.
"""

import numpy
import torch
import torch.nn.functional as F
from peer import VisionTower, serve


def load(c):
    values, place, tensors = numpy.fromfile(c["file"], dtype=numpy.float32), 0, {}
    for entry in c["tensors"]:
        count = int(numpy.prod(entry["shape"]))
        tensors[entry["name"]] = torch.from_numpy(values[place:place + count].copy()).view(entry["shape"])
        place += count
    return tensors


def tower(c, t):
    width, inner = t["vision_model.embeddings.class_embedding"].numel(), t["vision_model.encoder.layers.0.mlp.fc1.bias"].numel()
    pixels = t["pixels"]
    model = VisionTower({
        "hidden_size": width, "intermediate_size": inner, "num_attention_heads": c["vision"]["heads"], "num_hidden_layers": c["vision"]["layers"],
        "patch_size": c["vision"]["patch"], "image_size": pixels.shape[2], "num_channels": pixels.shape[1], "projection_dim": t["classes"].shape[1]})
    names = {"token": "embeddings.class_embedding", "position": "embeddings.position_embedding.weight", "patch.weight": "embeddings.patch_embedding.weight"}
    for ours, theirs in (("pre", "pre_layrnorm"), ("post", "post_layernorm")):
        names.update({f"{ours}.{part}": f"{theirs}.{part}" for part in ("weight", "bias")})
    parts = {"attention.q_proj": "self_attn.q_proj", "attention.k_proj": "self_attn.k_proj", "attention.v_proj": "self_attn.v_proj",
             "attention.out_proj": "self_attn.out_proj", "norm1": "layer_norm1", "norm2": "layer_norm2", "fc1": "mlp.fc1", "fc2": "mlp.fc2"}
    for layer in range(c["vision"]["layers"]):
        for ours, theirs in parts.items():
            names.update({f"blocks.{layer}.{ours}.{part}": f"encoder.layers.{layer}.{theirs}.{part}" for part in ("weight", "bias")})
    state = {ours: t["vision_model." + theirs] for ours, theirs in names.items()}
    state["projection.weight"] = t["visual_projection.weight"]
    model.load_state_dict(state)
    return model.requires_grad_(False)


def margin(z, y):
    return z.scatter(1, y[:, None], -float("inf")).amax(1) - z.gather(1, y[:, None])[:, 0]


def targeted_dlr(z, y, target):
    top = z.sort(1, descending=True).values
    difference = z.gather(1, target[:, None])[:, 0] - z.gather(1, y[:, None])[:, 0]
    return difference / (top[:, 0] - 0.5 * (top[:, 2] + top[:, 3]) + 1e-12)


def apgd(logits, loss, x, y, epsilon, iterations):
    """Auto-PGD, Linf; the last misclassified image, else the one with the largest loss."""
    column = (-1, 1, 1, 1)

    def project(z):
        return torch.clamp(torch.min(torch.max(z, x - epsilon), x + epsilon), 0, 1)

    def at(z):
        z = z.detach().requires_grad_(True)
        out = logits(z)
        value = loss(out)
        gradient, = torch.autograd.grad(value.sum(), z)
        return value.detach(), gradient, out.detach().argmax(1) != y

    noise = torch.rand_like(x) * 2 - 1
    current = project(x + epsilon * noise / noise.abs().flatten(1).amax(1).view(column))
    value, gradient, fools = at(current)
    best, best_value, best_gradient, adversarial = current.clone(), value.clone(), gradient.clone(), current.clone()
    ever, path, previous = fools.clone(), [value], current
    step = torch.full_like(value, 2 * epsilon)
    reduced_before, best_before = torch.ones_like(fools), value.clone()
    period, since = max(int(0.22 * iterations), 1), 0
    for k in range(iterations):
        with torch.no_grad():
            a = 1.0 if k == 0 else 0.75
            ahead = project(current + step.view(column) * gradient.sign())
            following = project(current + a * (ahead - current) + (1 - a) * (current - previous))
            previous, current = current, following
        value, gradient, fools = at(current)
        path.append(value)
        adversarial[fools] = current[fools]
        ever |= fools
        better = value > best_value
        best[better], best_value[better], best_gradient[better] = current[better], value[better], gradient[better]
        since += 1
        if since == period:
            increases = sum((path[-n] > path[-n - 1]).float() for n in range(1, period + 1))
            reduce = (increases <= 0.75 * period) | (~reduced_before & (best_before >= best_value))
            step[reduce] /= 2
            current, gradient = current.clone(), gradient.clone()
            current[reduce], gradient[reduce] = best[reduce], best_gradient[reduce]
            reduced_before, best_before = reduce, best_value.clone()
            period, since = max(period - max(int(0.03 * iterations), 1), max(int(0.06 * iterations), 1)), 0
    return torch.where(ever.view(column), adversarial, best), ever


def onto_plane(point, normal, gap):
    """The smallest Linf change onto normal * change = gap inside the box, by sorting the room that each coordinate has."""
    toward = normal.sign() * gap.sign()[:, None]
    room, order = torch.where(toward > 0, 1 - point, point).sort(1)
    weight = normal.abs().gather(1, order)
    used, free = (weight * room).cumsum(1) - weight * room, weight.flip(1).cumsum(1).flip(1)
    enough = used + room * free >= gap.abs()[:, None]
    first = torch.where(enough.any(1), enough.float().argmax(1), torch.full_like(enough[:, 0], room.shape[1] - 1, dtype=torch.long))[:, None]
    reach = (gap.abs()[:, None] - used.gather(1, first)) / free.gather(1, first).clamp(min=1e-30)
    return toward * torch.minimum(reach, torch.where(toward > 0, 1 - point, point))


def fab(logits, x, y, target, epsilon, iterations):
    """Targeted FAB, Linf; whether an image inside the ball was found."""
    count, current, best = len(x), x.clone(), torch.full((len(x),), float("inf"))
    for _ in range(iterations):
        here = current.detach().requires_grad_(True)
        z = logits(here)
        difference = z.gather(1, target[:, None])[:, 0] - z.gather(1, y[:, None])[:, 0]
        gradient, = torch.autograd.grad(difference.sum(), here)
        with torch.no_grad():
            normal, gap = gradient.flatten(1), -difference.detach()
            origin_gap = gap + ((current - x).flatten(1) * normal).sum(1)
            changes = onto_plane(torch.cat([current, x]).flatten(1), normal.repeat(2, 1), torch.cat([gap, origin_gap]))
            sizes = changes.abs().amax(1).clamp(min=1e-8)
            own, from_origin = changes[:count].view_as(x), changes[count:].view_as(x)
            alpha = (sizes[:count] / (sizes[:count] + sizes[count:])).clamp(max=0.1).view(-1, 1, 1, 1)
            current = ((current + 1.05 * own) * (1 - alpha) + (x + 1.05 * from_origin) * alpha).clamp(0, 1)
            fools = logits(current).argmax(1) != y
            size = (current - x).abs().flatten(1).amax(1)
            best = torch.where(fools & (size < best), size, best)
            current = torch.where(fools.view(-1, 1, 1, 1), x + 0.9 * (current - x), current)
    return best <= epsilon


def square_side(iteration, height, width):
    p = 0.8
    for last in (10, 50, 200, 500, 1000, 2000, 4000, 6000, 8000):
        p = p / 2 if iteration > last else p
    return min(max(int(round((p * height * width) ** 0.5)), 1), height, width)


@torch.no_grad()
def square(logits, x, y, epsilon, queries, drops):
    """Square, Linf; whether each image fell."""
    n, channels, height, width = x.shape
    best = torch.clamp(x + epsilon * (torch.randint(2, (n, channels, 1, width)) * 2 - 1), 0, 1)
    largest = margin(logits(best), y)
    for iteration in range(queries - 1):
        rows = (largest <= 0).nonzero()[:, 0] if drops else torch.arange(n)
        if len(rows) == 0:
            break
        side = square_side(iteration, height, width)
        top, left = (int(torch.randint(size - side + 1, ())) for size in (height, width))
        change = torch.zeros(channels, height, width)
        change[:, top:top + side, left:left + side] = 2 * epsilon * (torch.randint(2, (channels, 1, 1)) * 2 - 1)
        clean = x[rows]
        proposal = torch.clamp(torch.min(torch.max(best[rows] + change, clean - epsilon), clean + epsilon), 0, 1)
        value = margin(logits(proposal), y[rows])
        better = value > largest[rows]
        largest[rows[better]], best[rows[better]] = value[better], proposal[better]
    return largest > 0


class Bench:
    def __init__(self, c):
        torch.manual_seed(1)
        tensors = load(c)
        self.c, self.vision, self.classes, self.pixels = c, tower(c, tensors), tensors["classes"], tensors["pixels"]
        with torch.no_grad():
            self.labels = self.logits(self.pixels).argmax(1)

    def logits(self, x):
        return 100 * F.normalize(self.vision.embed(x), dim=1) @ self.classes.t()

    def first_batch(self):
        return self.pixels[:self.c["batch"]], self.labels[:self.c["batch"]]

    def apgd(self):
        x, y = self.first_batch()
        apgd(self.logits, lambda z: F.cross_entropy(z, y, reduction="none"), x, y, self.c["epsilon"], self.c["apgd_iterations"])

    def square(self):
        square(self.logits, *self.first_batch(), self.c["epsilon"], self.c["square_queries"], drops=False)

    def autoattack(self):
        a = self.c["autoattack"]
        standing = torch.ones(len(self.pixels), dtype=torch.bool)
        wrong = torch.cat([self.wrong_classes(x, y) for x, y in zip(self.pixels.split(64), self.labels.split(64))])[:, :a["targets"]].unbind(1)

        def run(attack):
            for rows in standing.nonzero()[:, 0].split(self.c["batch"]):
                standing[rows[attack(self.pixels[rows], self.labels[rows], rows)]] = False

        run(lambda x, y, rows: apgd(self.logits, lambda z: F.cross_entropy(z, y, reduction="none"), x, y, a["epsilon"], a["iterations"])[1])
        for target in wrong:
            run(lambda x, y, rows: apgd(self.logits, lambda z: targeted_dlr(z, y, target[rows]), x, y, a["epsilon"], a["iterations"])[1])
        for target in wrong:
            run(lambda x, y, rows: fab(self.logits, x, y, target[rows], a["epsilon"], a["iterations"]))
        run(lambda x, y, rows: square(self.logits, x, y, a["epsilon"], a["queries"], drops=True))
        return int(standing.sum())

    @torch.no_grad()
    def wrong_classes(self, x, y):
        return self.logits(x).scatter(1, y[:, None], -float("inf")).argsort(1, descending=True)


if __name__ == "__main__":
    serve(Bench, figures={"standing": "autoattack"})
