"""The eager PyTorch peer of the benchmark: the same models and steps, written as one writes them in PyTorch.

Started by the benchmark program, which sends one JSON line with the sizes, then one line per measurement ("pgd", "fare" or "adpo");
each is answered by its seconds. Weights are random: only time is compared.
"""
import json
import math
import sys
import time

import torch
import torch.nn.functional as F
from torch import nn


class Attention(nn.Module):
    def __init__(self, width, heads, kv_heads=None, bias=True):
        super().__init__()
        self.heads, self.kv_heads, self.size = heads, kv_heads or heads, width // heads
        self.q_proj = nn.Linear(width, heads * self.size, bias=bias)
        self.k_proj = nn.Linear(width, self.kv_heads * self.size, bias=bias)
        self.v_proj = nn.Linear(width, self.kv_heads * self.size, bias=bias)
        self.out_proj = nn.Linear(heads * self.size, width, bias=bias)

    def forward(self, x, rotary=None, mask=None):
        b, t, _ = x.shape
        q = self.q_proj(x).view(b, t, self.heads, self.size).transpose(1, 2)
        k = self.k_proj(x).view(b, t, self.kv_heads, self.size).transpose(1, 2)
        v = self.v_proj(x).view(b, t, self.kv_heads, self.size).transpose(1, 2)
        if rotary is not None:
            q, k = rotate(q, *rotary), rotate(k, *rotary)
        if self.kv_heads != self.heads:
            k = k.repeat_interleave(self.heads // self.kv_heads, dim=1)
            v = v.repeat_interleave(self.heads // self.kv_heads, dim=1)
        scores = q @ k.transpose(-1, -2) / math.sqrt(self.size)
        if mask is not None:
            scores = scores + mask
        y = scores.softmax(-1) @ v
        return self.out_proj(y.transpose(1, 2).reshape(b, t, -1))


def rotate(x, cos, sin):
    half = x.shape[-1] // 2
    turned = torch.cat([-x[..., half:], x[..., :half]], dim=-1)
    return x * cos + turned * sin


class VisionBlock(nn.Module):
    def __init__(self, width, heads, inner):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.attention = Attention(width, heads)
        self.fc1, self.fc2 = nn.Linear(width, inner), nn.Linear(inner, width)

    def forward(self, x):
        x = x + self.attention(self.norm1(x))
        h = self.fc1(self.norm2(x))
        return x + self.fc2(h * torch.sigmoid(1.702 * h))


class VisionTower(nn.Module):
    def __init__(self, c):
        super().__init__()
        width, patch = c["hidden_size"], c["patch_size"]
        self.patch = nn.Conv2d(c["num_channels"], width, patch, stride=patch, bias=False)
        self.token = nn.Parameter(torch.randn(width) * 0.02)
        self.position = nn.Parameter(torch.randn((c["image_size"] // patch) ** 2 + 1, width) * 0.02)
        self.pre, self.post = nn.LayerNorm(width), nn.LayerNorm(width)
        self.blocks = nn.ModuleList(
            VisionBlock(width, c["num_attention_heads"], c["intermediate_size"]) for _ in range(c["num_hidden_layers"]))
        self.projection = nn.Linear(width, c["projection_dim"], bias=False)

    def forward(self, pixels, last=None):
        x = self.patch((pixels - 0.286) / 0.353).flatten(2).transpose(1, 2)
        x = torch.cat([self.token.expand(x.shape[0], 1, -1), x], dim=1) + self.position
        x = self.pre(x)
        for block in self.blocks[:last]:
            x = block(x)
        return x

    def embed(self, pixels):
        return self.projection(self.post(self(pixels)[:, 0]))

    def patches(self, pixels):
        return self(pixels, last=-1)[:, 1:]


class RmsNorm(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))

    def forward(self, x):
        return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + 1e-5) * self.weight


class DecoderBlock(nn.Module):
    def __init__(self, c):
        super().__init__()
        width, inner = c["hidden_size"], c["intermediate_size"]
        self.norm1, self.norm2 = RmsNorm(width), RmsNorm(width)
        self.attention = Attention(width, c["num_attention_heads"], c["num_key_value_heads"], bias=False)
        self.gate, self.up = nn.Linear(width, inner, bias=False), nn.Linear(width, inner, bias=False)
        self.down = nn.Linear(inner, width, bias=False)

    def forward(self, x, rotary, mask):
        x = x + self.attention(self.norm1(x), rotary, mask)
        h = self.norm2(x)
        return x + self.down(F.silu(self.gate(h)) * self.up(h))


class Language(nn.Module):
    """Projector and decoder; the log-probability of each answer token."""

    def __init__(self, c, vision_width):
        super().__init__()
        width = c["hidden_size"]
        self.first, self.second = nn.Linear(vision_width, width), nn.Linear(width, width)
        self.embedding = nn.Embedding(c["vocab_size"], width)
        self.blocks = nn.ModuleList(DecoderBlock(c) for _ in range(c["num_hidden_layers"]))
        self.norm = RmsNorm(width)
        self.head = nn.Linear(width, c["vocab_size"], bias=False)
        self.size = width // c["num_attention_heads"]

    def forward(self, patches, before, after, answer):
        image = self.second(F.gelu(self.first(patches)))
        x = torch.cat([self.embedding(before), image, self.embedding(torch.cat([after, answer], 1))], dim=1)
        t = x.shape[1]
        angle = torch.outer(torch.arange(t), 10000.0 ** (-torch.arange(0, self.size, 2) / self.size)).repeat(1, 2)
        mask = torch.full((t, t), -math.inf).triu(1)
        for block in self.blocks:
            x = block(x, (angle.cos(), angle.sin()), mask)
        logits = self.head(self.norm(x)[:, -answer.shape[1] - 1:-1])
        return logits.log_softmax(-1).gather(-1, answer.unsqueeze(-1)).squeeze(-1)


def pgd(loss, clean, delta, epsilon, step, steps):
    velocity = torch.zeros_like(delta)
    for _ in range(steps):
        delta.requires_grad_(True)
        gradient, = torch.autograd.grad(loss(clean + delta), delta)
        velocity = (0.9 * velocity + gradient.sign()).sign()
        delta = (delta.detach() + step * velocity).clamp(-epsilon, epsilon)
        delta = (clean + delta).clamp(0, 1) - clean
    return (clean + delta).detach()


class Bench:
    def __init__(self, c):
        torch.manual_seed(1)
        self.c = c
        self.vision, self.origin = VisionTower(c["vision"]), VisionTower(c["vision"])
        self.origin.load_state_dict(self.vision.state_dict())
        self.language = Language(c["language"], c["vision"]["hidden_size"])
        for frozen in (self.origin, self.language):
            frozen.requires_grad_(False)
        self.optimizer = torch.optim.AdamW(self.vision.parameters(), lr=1e-5, weight_decay=1e-4)
        v, b = c["vision"], c["batch"]
        self.clean = torch.rand(b, v["num_channels"], v["image_size"], v["image_size"])
        words = c["language"]["vocab_size"]
        self.before = torch.randint(words, (b, c["before"]))
        self.after = torch.randint(words, (b, c["after"]))
        self.chosen = torch.randint(words, (b, c["answer"]))
        self.rejected = torch.randint(words, (b, c["answer"]))

    def start(self):
        return (torch.rand_like(self.clean) * 2 - 1) * self.c["epsilon"]

    def update(self, loss):
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        self.optimizer.step()
        return loss.item()

    def pgd(self):
        self.vision.requires_grad_(False)
        target = self.origin.embed(self.clean)
        pgd(lambda x: (self.vision.embed(x) - target).pow(2).sum(), self.clean, self.start(), self.c["epsilon"], self.c["step_size"], 10)
        self.vision.requires_grad_(True)

    def fare(self):
        steps, eps = self.c["attack_steps"], self.c["epsilon"]
        with torch.no_grad():
            target, class_target = self.both(self.origin, self.clean)

        def loss(x):
            patches, embedding = self.both(self.vision, x)
            return (patches - target).pow(2).sum((1, 2)) + (embedding - class_target).pow(2).sum(1)

        self.vision.requires_grad_(False)
        adversarial = pgd(lambda x: loss(x).sum(), self.clean, self.start(), eps, self.c["step_size"], steps)
        self.vision.requires_grad_(True)
        self.update(loss(adversarial).mean())

    def both(self, tower, x):
        before_last = tower(x, last=-1)
        return before_last[:, 1:], tower.projection(tower.post(tower.blocks[-1](before_last)[:, 0]))

    def log_p(self, tower, x, answer):
        return self.language(tower.patches(x), self.before, self.after, answer)

    def adpo(self):
        steps, eps = self.c["refine_steps"], self.c["epsilon"]
        self.vision.requires_grad_(False)
        adversarial = pgd(
            lambda x: -self.log_p(self.vision, x, self.chosen).mean(1).sum(), self.clean, self.start(), eps, self.c["step_size"], steps)
        self.vision.requires_grad_(True)
        with torch.no_grad():
            reference_w = self.log_p(self.origin, self.clean, self.chosen).sum(1)
            reference_l = self.log_p(self.origin, adversarial, self.rejected).sum(1)
        policy_w = self.log_p(self.vision, self.clean, self.chosen).sum(1)
        policy_l = self.log_p(self.vision, adversarial, self.rejected).sum(1)
        pio = -F.logsigmoid(0.1 * ((policy_w - reference_w) - (policy_l - reference_l))).mean()
        token = self.log_p(self.vision, adversarial, self.chosen)
        aio = -(token.exp().detach() * token).mean(1).mean()
        self.update(pio + aio)


def serve(bench_of, figures=None):
    """Reads the setting, then a name a line: answers with the seconds that the method of this name took, or, of names in figures, with what the method there returned."""
    torch.set_num_threads(1)
    bench = bench_of(json.loads(sys.stdin.readline()))
    print(json.dumps({"torch": torch.__version__}), flush=True)
    for line in sys.stdin:
        name = line.strip()
        if name in (figures or {}):
            print(getattr(bench, figures[name])(), flush=True)
            continue
        began = time.perf_counter()
        getattr(bench, name)()
        print(time.perf_counter() - began, flush=True)


if __name__ == "__main__":
    serve(Bench)
