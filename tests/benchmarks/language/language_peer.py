"""The eager PyTorch peer of the language benchmark: a step of adversary-aware DPO, and greedy generation with a cache of keys and values.

Started by the benchmark program as peer.py is, whose models it uses; "adpo_step" and "generate" are answered by their seconds.
"""
import math

import torch
import torch.nn.functional as F

from peer import Bench, rotate, serve


class Cache:
    """Keys and values of every block, written in place."""

    def __init__(self, language, rows, length, kv_heads, size):
        self.keys = [torch.zeros(rows, kv_heads, length, size) for _ in language.blocks]
        self.values = [torch.zeros(rows, kv_heads, length, size) for _ in language.blocks]
        self.length = 0


def attend(attention, x, place, rotary, cache, mask):
    b, t, _ = x.shape
    q = attention.q_proj(x).view(b, t, attention.heads, attention.size).transpose(1, 2)
    k = attention.k_proj(x).view(b, t, attention.kv_heads, attention.size).transpose(1, 2)
    v = attention.v_proj(x).view(b, t, attention.kv_heads, attention.size).transpose(1, 2)
    q, k = rotate(q, *rotary), rotate(k, *rotary)
    begin, end = cache.length, cache.length + t
    cache.keys[place][:, :, begin:end], cache.values[place][:, :, begin:end] = k, v
    repeats = attention.heads // attention.kv_heads
    keys = cache.keys[place][:, :, :end].repeat_interleave(repeats, dim=1)
    values = cache.values[place][:, :, :end].repeat_interleave(repeats, dim=1)
    scores = q @ keys.transpose(-1, -2) / math.sqrt(attention.size)
    y = (scores if mask is None else scores + mask).softmax(-1) @ values
    return attention.out_proj(y.transpose(1, 2).reshape(b, t, -1))


def read(language, x, cache):
    """Logits behind the last position of x, which follows what the cache holds."""
    t = x.shape[1]
    angle = torch.outer(torch.arange(cache.length, cache.length + t), 10000.0 ** (-torch.arange(0, language.size, 2) / language.size)).repeat(1, 2)
    mask = torch.full((t, t), -math.inf).triu(1) if t > 1 else None
    for place, block in enumerate(language.blocks):
        x = x + attend(block.attention, block.norm1(x), place, (angle.cos(), angle.sin()), cache, mask)
        h = block.norm2(x)
        x = x + block.down(F.silu(block.gate(h)) * block.up(h))
    cache.length += t
    return language.head(language.norm(x[:, -1]))


class LanguageBench(Bench):
    def __init__(self, c):
        super().__init__(c)
        self.vision.requires_grad_(False)
        self.language.requires_grad_(True)
        self.reference = type(self.language)(c["language"], c["vision"]["hidden_size"])
        self.reference.load_state_dict(self.language.state_dict())
        self.reference.requires_grad_(False)
        self.optimizer = torch.optim.AdamW(self.language.parameters(), lr=1e-5, weight_decay=1e-4)

    def adpo_step(self):
        with torch.no_grad():
            clean = self.vision.patches(self.clean)
            reference = [self.reference(clean, self.before, self.after, answer).sum(1) for answer in (self.chosen, self.rejected)]
        self.language.requires_grad_(False)
        adversarial = self.worst()
        self.language.requires_grad_(True)
        with torch.no_grad():
            features = self.vision.patches(adversarial)
        chosen, rejected = (self.language(features, self.before, self.after, answer).sum(1) for answer in (self.chosen, self.rejected))
        self.update(-F.logsigmoid(0.1 * ((chosen - reference[0]) - (rejected - reference[1]))).mean())

    def worst(self):
        """Plain sign steps from the clean image towards the rejected answer, each sample's best iterate kept."""
        c = self.c
        delta = torch.zeros_like(self.clean)
        best, kept = torch.full((len(delta),), -math.inf), delta
        for step in range(c["adversary_steps"] + 1):
            delta = delta.detach().requires_grad_(step < c["adversary_steps"])
            likelihood = self.language(self.vision.patches(self.clean + delta), self.before, self.after, self.rejected).mean(1)
            better = likelihood.detach() > best
            best = torch.where(better, likelihood.detach(), best)
            kept = torch.where(better.view(-1, 1, 1, 1), delta.detach(), kept)
            if step < c["adversary_steps"]:
                gradient, = torch.autograd.grad(likelihood.sum(), delta)
                delta = (delta.detach() + c["adversary_step_size"] * gradient.sign()).clamp(-c["adversary_epsilon"], c["adversary_epsilon"])
                delta = (self.clean + delta).clamp(0, 1) - self.clean
        return self.clean + kept

    @torch.no_grad()
    def generate(self):
        language, c = self.language, self.c["language"]
        image = language.second(F.gelu(language.first(self.vision.patches(self.clean))))
        x = torch.cat([language.embedding(self.before), image, language.embedding(self.after)], dim=1)
        cache = Cache(language, len(x), x.shape[1] + self.c["new_tokens"] - 1, c["num_key_value_heads"], language.size)
        tokens = [read(language, x, cache).argmax(1)]
        for _ in range(self.c["new_tokens"] - 1):
            tokens.append(read(language, language.embedding(tokens[-1]).unsqueeze(1), cache).argmax(1))
        return torch.stack(tokens, 1)


if __name__ == "__main__":
    serve(LanguageBench)
