"""Figures for tiny CLIP, LLaMA and LLaVA models: the published formulas written out plainly, in float64, one head at a time.

Run with a Python that has torch: python3 models.py > models.json
Weights are not stored: both sides compute them from the parameter's name (see `hashed`)."""
import json
import math

import torch

torch.set_default_dtype(torch.float64)
SHAPES = {}


def hashed(name, shape, low, high):
    """Pseudo-random numbers that any language can repeat: frac(sin(12.9898 (k + 1) + c) * 43758.5453), c the sum of the name's codes."""
    c = sum(map(ord, name))
    values = []
    for k in range(math.prod(shape)):
        s = math.sin(12.9898 * (k + 1) + c) * 43758.5453
        values.append(low + (high - low) * (s - math.floor(s)))
    return torch.tensor(values).view(shape)


def weight(name, *shape):
    SHAPES[name] = list(shape)
    if 'norm' in name and name.endswith('weight'):
        return hashed(name, shape, 0.5, 1.5)
    # Wide token tables, so that generation does not repeat one token.
    wide = 6 if 'embed_tokens' in name else 0.5
    return hashed(name, shape, -wide, wide)


def linear(x, name, out, bias=True):
    y = x @ weight(name + '.weight', out, x.shape[-1]).T
    return y + weight(name + '.bias', out) if bias else y


def layer_norm(x, name, eps=1e-5):
    centred = x - x.mean(-1, keepdim=True)
    return centred / (centred.pow(2).mean(-1, keepdim=True) + eps).sqrt() * weight(name + '.weight', x.shape[-1]) + weight(name + '.bias', x.shape[-1])


def rms_norm(x, name, eps=1e-6):
    return x / (x.pow(2).mean(-1, keepdim=True) + eps).sqrt() * weight(name + '.weight', x.shape[-1])


ACTIVATIONS = {'quick_gelu': lambda x: x / (1 + torch.exp(-1.702 * x)), 'gelu': lambda x: x * 0.5 * (1 + torch.erf(x / math.sqrt(2)))}


def attend(q, k, v, causal):
    """One head of one sequence: [T, d] each."""
    scores = q @ k.T / math.sqrt(q.shape[1])
    if causal:
        for i in range(q.shape[0]):
            for j in range(k.shape[0]):
                if j > i:
                    scores = scores.clone()
                    scores[i, j] = -math.inf
    return torch.softmax(scores, 1) @ v


def clip_layer(x, name, heads, inner, act, causal):
    width = x.shape[-1]
    size = width // heads
    h = layer_norm(x, name + '.layer_norm1')
    q, k, v = (linear(h, f'{name}.self_attn.{p}_proj', width) for p in 'qkv')
    out = torch.stack([torch.cat([attend(*(t[b, :, i * size:(i + 1) * size] for t in (q, k, v)), causal) for i in range(heads)], 1)
                       for b in range(x.shape[0])])
    x = x + linear(out, name + '.self_attn.out_proj', width)
    h = ACTIVATIONS[act](linear(layer_norm(x, name + '.layer_norm2'), name + '.mlp.fc1', inner))
    return x + linear(h, name + '.mlp.fc2', width)


def vision(pixels, c):
    """Hidden states and the projected class token."""
    mean, std = torch.tensor(c['mean']).view(1, -1, 1, 1), torch.tensor(c['std']).view(1, -1, 1, 1)
    v = 'vision_model.'
    kernel = weight(v + 'embeddings.patch_embedding.weight', c['width'], c['channels'], c['patch'], c['patch'])
    patches = torch.nn.functional.conv2d((pixels - mean) / std, kernel, stride=c['patch']).flatten(2).transpose(1, 2)
    first = weight(v + 'embeddings.class_embedding', c['width']).expand(pixels.shape[0], 1, -1)
    x = torch.cat([first, patches], 1)
    x = x + weight(v + 'embeddings.position_embedding.weight', x.shape[1], c['width'])
    states = [layer_norm(x, v + 'pre_layrnorm')]
    for i in range(c['layers']):
        states.append(clip_layer(states[-1], f'{v}encoder.layers.{i}', c['heads'], c['inner'], c['act'], False))
    pooled = layer_norm(states[-1][:, 0], v + 'post_layernorm')
    return states, linear(pooled, 'visual_projection', c['projection'], bias=False)


def text(ids, c):
    t = 'text_model.'
    x = weight(t + 'embeddings.token_embedding.weight', c['vocabulary'], c['width'])[ids]
    x = x + weight(t + 'embeddings.position_embedding.weight', c['positions'], c['width'])[:ids.shape[1]]
    for i in range(c['layers']):
        x = clip_layer(x, f'{t}encoder.layers.{i}', c['heads'], c['inner'], c['act'], True)
    x = layer_norm(x, t + 'final_layer_norm')
    ends = [row.index(c['eos']) for row in ids.tolist()]
    return linear(torch.stack([x[b, e] for b, e in enumerate(ends)]), 'text_projection', c['projection'], bias=False)


def rotate(x, theta):
    """[T, d]: the pair (i, i + d/2) at position p turns by p * theta^(-2i/d)."""
    half = x.shape[1] // 2
    rows = []
    for p in range(x.shape[0]):
        row = [None] * x.shape[1]
        for i in range(half):
            angle = p * theta ** (-2 * i / x.shape[1])
            a, b = x[p, i], x[p, i + half]
            row[i] = a * math.cos(angle) - b * math.sin(angle)
            row[i + half] = b * math.cos(angle) + a * math.sin(angle)
        rows.append(torch.stack(row))
    return torch.stack(rows)


def decoder(x, c):
    """Embeddings [T, width] of one sequence to logits [T, vocabulary]."""
    m = 'language_model.model.'
    group = c['heads'] // c['kv_heads']
    size = c['size']
    for i in range(c['layers']):
        name = f'{m}layers.{i}'
        h = rms_norm(x, name + '.input_layernorm')
        q = linear(h, name + '.self_attn.q_proj', c['heads'] * size, bias=False)
        k = linear(h, name + '.self_attn.k_proj', c['kv_heads'] * size, bias=False)
        v = linear(h, name + '.self_attn.v_proj', c['kv_heads'] * size, bias=False)
        cut = lambda t, j: t[:, j * size:(j + 1) * size]
        out = torch.cat([attend(rotate(cut(q, j), c['theta']), rotate(cut(k, j // group), c['theta']), cut(v, j // group), True)
                         for j in range(c['heads'])], 1)
        x = x + linear(out, name + '.self_attn.o_proj', c['width'], bias=False)
        h = rms_norm(x, name + '.post_attention_layernorm')
        gate = linear(h, name + '.mlp.gate_proj', c['inner'], bias=False)
        up = linear(h, name + '.mlp.up_proj', c['inner'], bias=False)
        x = x + linear(gate / (1 + torch.exp(-gate)) * up, name + '.mlp.down_proj', c['width'], bias=False)
    return linear(rms_norm(x, m + 'norm'), 'language_model.lm_head', c['vocabulary'], bias=False)


def llava(features, tokens, c):
    """Patch features [N, vision] and token ids with one placeholder (None) to logits [T, vocabulary]."""
    h = ACTIVATIONS['gelu'](linear(features, 'multi_modal_projector.linear_1', c['width']))
    image = linear(h, 'multi_modal_projector.linear_2', c['width'])
    table = weight('language_model.model.embed_tokens.weight', c['vocabulary'], c['width'])
    return decoder(torch.cat([image if t is None else table[t].view(1, -1) for t in tokens]), c)


def main():
    vc = dict(width=12, heads=3, inner=20, layers=3, channels=2, size=9, patch=4, act='quick_gelu', projection=7,
              mean=[0.3, 0.6], std=[0.2, 0.4])
    tc = dict(vocabulary=17, width=8, heads=2, inner=16, layers=2, positions=6, act='gelu', projection=7, eos=15)
    lc = dict(vocabulary=23, width=16, heads=4, kv_heads=2, size=6, inner=20, layers=3, theta=10000.0)
    pixels = hashed('pixels', (2, 2, 9, 9), 0, 1).requires_grad_()
    states, embedding = vision(pixels, vc)
    direction = hashed('direction', (2, 7), -1, 1)
    gradient, = torch.autograd.grad((embedding * direction).sum(), pixels, retain_graph=True)
    features = states[-2][:, 1:]
    ids = torch.tensor([[14, 3, 15, 0, 0], [14, 5, 9, 2, 15]])
    texts = text(ids, tc)
    scale = weight('logit_scale')
    logits = torch.exp(scale) * (embedding / embedding.norm(dim=1, keepdim=True)) @ (texts / texts.norm(dim=1, keepdim=True)).T

    prompts = [[1, 5, None, 7, 9, 4], [1, 5, None, 8, 6]]
    answers = [[11, 2], [12, 13, 2]]
    log_probs = []
    total = 0
    for b in range(2):
        tokens = prompts[b] + answers[b]
        out = llava(features[b], tokens, lc).log_softmax(1)
        start = features.shape[1] + len(prompts[b]) - 1  # the image takes the place of one token
        values = [out[start - 1 + t, token] for t, token in enumerate(answers[b])]
        total = total + sum(values)
        log_probs.append([float(v) for v in values])
    answer_gradient, = torch.autograd.grad(total, pixels)

    greedy = []
    for b in range(2):
        tokens = list(prompts[b])
        while len(tokens) < len(prompts[b]) + 6:
            tokens.append(int(llava(features[b].detach(), tokens, lc)[-1].argmax()))
        greedy.append(tokens[len(prompts[b]):])

    round_ = lambda t: [float(f'{v:.9g}') for v in t.flatten().tolist()]
    print(json.dumps(dict(
        shapes=SHAPES, features=round_(features), embedding=round_(embedding), pixelGradient=round_(gradient), texts=round_(texts),
        clipLogits=round_(logits), logProbs=log_probs, answerGradient=round_(answer_gradient), greedy=greedy), indent=1))


if __name__ == '__main__':
    main()
