#!/usr/bin/env python3
"""Writes operators.json: inputs and results of operators as eager PyTorch computes them (python3-torch 1.13.1)."""
import json
import pathlib

import torch
import torch.nn.functional as F

torch.manual_seed(7)
x = torch.randn(3, 4)
y = torch.randn(3, 4)
p = torch.rand(3, 4) + 0.5
m = torch.randn(4, 5)
b = torch.randn(2, 3, 4)
i = torch.tensor([[0, 2, 1, 0], [1, 1, 0, 2], [2, 0, 2, 1]])

CASES = {
    "add": (lambda: x + y), "subtract_from": (lambda: 2.5 - x), "multiply": (lambda: x * y), "divide": (lambda: x / p),
    "divide_number": (lambda: 3.0 / p), "remainder": (lambda: x % 0.7), "power": (lambda: p ** 2.5), "power_tensor": (lambda: p ** y),
    "exp": (lambda: x.exp()), "log": (lambda: p.log()), "sqrt": (lambda: p.sqrt()), "rsqrt": (lambda: p.rsqrt()),
    "tanh": (lambda: x.tanh()), "sigmoid": (lambda: x.sigmoid()), "erf": (lambda: x.erf()), "sign": (lambda: x.sign()),
    "gelu": (lambda: F.gelu(x)), "silu": (lambda: F.silu(x)), "softplus": (lambda: F.softplus(x)), "log_sigmoid": (lambda: F.logsigmoid(x)),
    "clamp": (lambda: x.clamp(-0.5, 0.25)), "clamp_below": (lambda: x.clamp(min=0.1)), "lerp": (lambda: torch.lerp(x, y, p)),
    "addcmul": (lambda: torch.addcmul(x, y, p, value=0.5)), "addcdiv": (lambda: torch.addcdiv(x, y, p, value=-2)),
    "maximum": (lambda: torch.maximum(x, y)), "where": (lambda: torch.where(x > 0, x, y)), "nan_to_num": (lambda: (x / 0 * 0).nan_to_num(1.5)),
    "sum": (lambda: x.sum()), "sum_rows": (lambda: x.sum(1)), "mean_columns": (lambda: x.mean([0], True)), "std": (lambda: x.std(1, unbiased=False)),
    "var": (lambda: x.var()), "prod": (lambda: p.prod(0)), "amax": (lambda: b.amax([1, 2])), "min_values": (lambda: x.min(1).values),
    "argmax": (lambda: x.argmax(1)), "topk": (lambda: x.topk(2, 1).values), "sort_indices": (lambda: x.sort(1, True).indices),
    "cumsum": (lambda: x.cumsum(1)), "logsumexp": (lambda: x.logsumexp(1)), "softmax": (lambda: x.softmax(-1)), "log_softmax": (lambda: x.log_softmax(0)),
    "norm": (lambda: x.norm()), "norm_rows": (lambda: x.norm(2, 1)), "norm_one": (lambda: x.norm(1, 1)), "quantile": (lambda: x.quantile(torch.tensor(0.3), 1)),
    "matmul": (lambda: x @ m), "bmm": (lambda: b.bmm(b.transpose(1, 2))), "addmm": (lambda: torch.addmm(y @ m, x, m, beta=0.5, alpha=2)),
    "outer": (lambda: torch.outer(x[0], y[1])), "einsum": (lambda: torch.einsum("bij,kj->bik", b, y)), "cdist": (lambda: torch.cdist(x, y)),
    "gather": (lambda: x.gather(0, i)), "scatter_add": (lambda: x.scatter_add(0, i, y)), "index_select": (lambda: x.index_select(1, torch.tensor([3, 0]))),
    "masked_fill": (lambda: x.masked_fill(y > 0, -9)), "tril": (lambda: x.tril(-1)), "roll": (lambda: x.roll(1, 1)), "flip": (lambda: b.flip(0, 2)),
    "repeat_interleave": (lambda: x.repeat_interleave(2, 1)), "permute": (lambda: b.permute(2, 0, 1).contiguous()), "cat": (lambda: torch.cat([x, y], 1)),
    "stack": (lambda: torch.stack([x, y], 1)), "unfold": (lambda: x.unfold(1, 2, 2)), "linspace": (lambda: torch.linspace(-1, 1, 7)),
    "bfloat16_product": (lambda: (x.bfloat16() @ m.bfloat16()).float()), "one_dimension_sliced": (lambda: x[1:, ::2] * 2),
}


def plain(tensor):
    return {"shape": list(tensor.shape), "values": [float(v) for v in tensor.double().flatten()]}


inputs = {"x": plain(x), "y": plain(y), "p": plain(p), "m": plain(m), "b": plain(b), "i": plain(i)}
results = {name: plain(case()) for name, case in CASES.items()}
target = pathlib.Path(__file__).with_name("operators.json")
target.write_text(json.dumps({"torch": torch.__version__.split("+")[0], "inputs": inputs, "results": results}, indent=1) + "\n")
