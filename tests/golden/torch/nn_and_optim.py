#!/usr/bin/env python3
"""Figures of PyTorch (Debian's python3-torch) for modules, functions, optimizers and schedulers, in float64.

    python3 nn_and_optim.py

Writes nn.json and optim.json beside it: {case: {name: {"shape": [...], "values": [...]} or a number or a list}}.
"""
import json
import math
import pathlib

import torch
import torch.nn.functional as F

HERE = pathlib.Path(__file__).parent
torch.set_default_dtype(torch.float64)
generator = torch.Generator().manual_seed(7)


def some(*shape):
    return torch.randn(*shape, generator=generator)


def plain(value):
    if isinstance(value, torch.Tensor):
        return {"shape": list(value.shape), "values": value.detach().reshape(-1).tolist()}
    return value


def save(name, cases):
    lines = [f"{json.dumps(case)}: {json.dumps({key: plain(value) for key, value in figures.items()})}" for case, figures in cases.items()]
    (HERE / name).write_text("{\n" + ",\n".join(lines) + "\n}\n")


def functions():
    cases = {}
    x, w, b = some(2, 3, 8).requires_grad_(), some(8).requires_grad_(), some(8).requires_grad_()
    y = F.layer_norm(x, [8], w, b, 1e-5)
    g = some(2, 3, 8)
    gx, gw, gb = torch.autograd.grad(y, [x, w, b], g)
    cases["layer_norm"] = dict(x=x, w=w, b=b, y=y, g=g, gx=gx, gw=gw, gb=gb)

    q, k, v, mask = some(2, 2, 5, 4), some(2, 2, 5, 4), some(2, 2, 5, 4), some(5, 5)
    scores = q @ k.transpose(-2, -1) / math.sqrt(4)
    causal = torch.ones(5, 5).tril() == 0
    cases["attention"] = dict(
        q=q, k=k, v=v, mask=mask, full=torch.softmax(scores, -1) @ v, added=torch.softmax(scores + mask, -1) @ v,
        causal=torch.softmax(scores.masked_fill(causal, -math.inf), -1) @ v)

    x, weight = some(6, 5), some(5).abs()
    t = torch.tensor([0, 4, 2, -100, 1, 3])
    cases["cross_entropy"] = dict(
        x=x, weight=weight, t=t, mean=F.cross_entropy(x, t), total=F.cross_entropy(x, t, reduction="sum"),
        each=F.cross_entropy(x, t, reduction="none"), smooth=F.cross_entropy(x, t, label_smoothing=0.1),
        weighted=F.cross_entropy(x, t, weight), ignored=F.cross_entropy(x, t.clamp_min(0), ignore_index=4))

    a, c = some(4, 6), some(4, 6)
    p = torch.softmax(c, -1)
    cases["elementwise"] = dict(
        a=a, c=c, p=p, gelu=F.gelu(a), gelu_tanh=F.gelu(a, approximate="tanh"), silu=F.silu(a), relu=F.relu(a),
        logsigmoid=F.logsigmoid(a), softplus=F.softplus(a), softmax=F.softmax(a, 1), log_softmax=F.log_softmax(a, 1),
        normalize=F.normalize(a, dim=-1), cosine=F.cosine_similarity(a, c, dim=-1))
    cases["losses"] = dict(
        a=a, c=c, p=p, mse=F.mse_loss(a, c), l1=F.l1_loss(a, c), smooth_l1=F.smooth_l1_loss(a, c, beta=0.5),
        huber=F.huber_loss(a, c, delta=0.5), bce=F.binary_cross_entropy_with_logits(a, p),
        kl_log=F.kl_div(F.log_softmax(a, 1), F.log_softmax(c, 1), log_target=True),
        kl_plain=F.kl_div(F.log_softmax(a, 1), p, log_target=False),
        nll=F.nll_loss(F.log_softmax(a, 1), torch.tensor([0, 5, 2, 3])))

    x, w, b = some(2, 4, 6, 6), some(8, 4, 3, 3), some(8)
    grid = some(2, 3, 3, 2).clamp(-1.2, 1.2)
    cases["images"] = dict(
        x=x, w=w, b=b, grid=grid, conv=F.conv2d(x, w, b, stride=2, padding=1),
        group_norm=F.group_norm(x, 2, b[:4], b[4:]), unfold=F.unfold(x, 3, stride=3),
        pad=F.pad(x, (1, 2, 0, 1), value=0.5), reflect=F.pad(x, (1, 1, 1, 1), mode="reflect"),
        nearest=F.interpolate(x, scale_factor=2), bilinear=F.interpolate(x, size=(9, 5), mode="bilinear", align_corners=False),
        bicubic=F.interpolate(x, size=(3, 4), mode="bicubic", align_corners=False),
        smooth=F.interpolate(x, size=(3, 4), mode="bicubic", align_corners=False, antialias=True),
        area=F.interpolate(x, size=(3, 2), mode="area"),
        grid_sample=F.grid_sample(x, grid, align_corners=False),
        grid_border=F.grid_sample(x, grid, padding_mode="border", align_corners=True))
    return cases


def optimizers():
    cases = {}
    make = {
        "AdamW": lambda p: torch.optim.AdamW(p, lr=0.01, weight_decay=0.1),
        "AdamW_amsgrad": lambda p: torch.optim.AdamW(p, lr=0.01, weight_decay=0.0, amsgrad=True),
        "Adam": lambda p: torch.optim.Adam(p, lr=0.01, betas=(0.8, 0.95), eps=1e-6, weight_decay=0.1),
        "SGD": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9, weight_decay=0.01, nesterov=True),
    }
    for name, optimizer in make.items():
        p = some(7).requires_grad_()
        start, gradients, steps = p.detach().clone(), [some(7) * 10 ** (i % 3 - 1) for i in range(8)], []
        o = optimizer([p])
        for g in gradients:
            p.grad = g.clone()
            o.step()
            steps.append(p.detach().clone())
        cases[name] = dict(start=start, gradients=torch.stack(gradients), steps=torch.stack(steps))

    S = torch.optim.lr_scheduler
    schedulers = {
        "LambdaLR": lambda o: S.LambdaLR(o, lambda n: 1 / (1 + n)),
        "StepLR": lambda o: S.StepLR(o, 3, 0.5),
        "CosineAnnealingLR": lambda o: S.CosineAnnealingLR(o, 5, 0.01),
        "LinearLR": lambda o: S.LinearLR(o, 0.1, 1.0, 4),
        "OneCycleLR": lambda o: S.OneCycleLR(o, 0.3, total_steps=12),
        "OneCycleLR_three": lambda o: S.OneCycleLR(o, 0.3, total_steps=12, three_phase=True, anneal_strategy="linear"),
        "SequentialLR": lambda o: S.SequentialLR(o, [S.LinearLR(o, 0.1, 1.0, 4), S.CosineAnnealingLR(o, 8)], [4]),
    }
    for name, scheduler in schedulers.items():
        p = torch.zeros(1, requires_grad=True)
        o = torch.optim.AdamW([p], lr=0.2)
        s, rates, betas = scheduler(o), [], []
        for _ in range(12):
            rates.append(o.param_groups[0]["lr"])
            betas.append(o.param_groups[0]["betas"][0])
            o.step()
            if len(rates) < 12:
                s.step()
        cases[name] = dict(rates=torch.tensor(rates), betas=torch.tensor(betas))

    o = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.2)
    s, rates = S.ReduceLROnPlateau(o, factor=0.5, patience=1, cooldown=1), []
    metric = [1.0, 0.9, 0.95, 0.91, 0.92, 0.93, 0.94, 0.5, 0.6, 0.7, 0.8, 0.9]
    for m in metric:
        s.step(m)
        rates.append(o.param_groups[0]["lr"])
    cases["ReduceLROnPlateau"] = dict(metric=torch.tensor(metric), rates=torch.tensor(rates))

    for name, norm, most in (("clip", 2.0, 1.5), ("clip_inf", math.inf, 0.7), ("clip_none", 2.0, 1000.0)):
        a, b = some(3, 4).requires_grad_(), some(5).requires_grad_()
        a.grad, b.grad = some(3, 4), some(5)
        before = (a.grad.clone(), b.grad.clone())
        total = torch.nn.utils.clip_grad_norm_([a, b], most, norm)
        cases[name] = dict(a=before[0], b=before[1], total=total, clipped_a=a.grad, clipped_b=b.grad)
    return cases


save("nn.json", functions())
save("optim.json", optimizers())
