"""Figures for models with LoRA adapters: the models of models.py, where adapted linear maps add (alpha / r) (x A') B' beside their product,
and the adapters as a folder in PEFT's layout, written out byte by byte.

Run with a Python that has torch: python3 lora.py (writes lora.json and adapter/ beside itself)"""
import json
import os
import struct

import torch

import models
from models import hashed

RANK, ALPHA = 3, 6.0
HERE = os.path.dirname(os.path.abspath(__file__))
ADAPTERS = {}
plain = models.linear


def is_adapted(name):
    end = name.split('.')[-1]
    in_decoder = name.startswith('language_model.') and end in ('q_proj', 'v_proj', 'o_proj', 'gate_proj', 'down_proj')
    in_tower = name.startswith('vision_model.') and end in ('q_proj', 'k_proj', 'v_proj', 'fc1', 'fc2')
    return in_decoder or in_tower or name == 'multi_modal_projector.linear_1'


def adapted(x, name, out, bias=True):
    y = plain(x, name, out, bias)
    if not is_adapted(name):
        return y
    a = hashed(name + '.lora_A.weight', (RANK, x.shape[-1]), -0.5, 0.5)
    b = hashed(name + '.lora_B.weight', (out, RANK), -0.5, 0.5)
    ADAPTERS[name] = a, b
    return y + ALPHA / RANK * (x @ a.T) @ b.T


def figures():
    vc = dict(width=12, heads=3, inner=20, layers=3, channels=2, size=9, patch=4, act='quick_gelu', projection=7,
              mean=[0.3, 0.6], std=[0.2, 0.4])
    lc = dict(vocabulary=23, width=16, heads=4, kv_heads=2, size=6, inner=20, layers=3, theta=10000.0)
    states, embedding = models.vision(hashed('pixels', (2, 2, 9, 9), 0, 1), vc)
    features = states[-2][:, 1:]
    prompts, answers = [[1, 5, None, 7, 9, 4], [1, 5, None, 8, 6]], [[11, 2], [12, 13, 2]]
    log_probs, greedy = [], []
    for b in range(2):
        out = models.llava(features[b], prompts[b] + answers[b], lc).log_softmax(1)
        start = features.shape[1] + len(prompts[b]) - 1
        log_probs.append([float(out[start - 1 + t, token]) for t, token in enumerate(answers[b])])
        tokens = list(prompts[b])
        while len(tokens) < len(prompts[b]) + 6:
            tokens.append(int(models.llava(features[b], tokens, lc)[-1].argmax()))
        greedy.append(tokens[len(prompts[b]):])
    short = lambda t: [float(f'{v:.9g}') for v in t.flatten().tolist()]
    return dict(features=short(features), embedding=short(embedding), logProbs=log_probs, greedy=greedy)


def write_folder():
    """adapter_model.safetensors: header length (uint64, little endian), JSON header, float32 data."""
    header, data = {'__metadata__': {'format': 'pt'}}, b''
    for name, pair in sorted(ADAPTERS.items()):
        path = 'vision_tower.' + name if name.startswith('vision_model.') else name
        for matrix, tensor in zip(('lora_A', 'lora_B'), pair):
            values = tensor.flatten().tolist()
            header[f'base_model.model.{path}.{matrix}.weight'] = dict(
                dtype='F32', shape=list(tensor.shape), data_offsets=[len(data), len(data) + 4 * len(values)])
            data += struct.pack(f'<{len(values)}f', *values)
    text = json.dumps(header).encode()
    text += b' ' * (-len(text) % 8)
    folder = os.path.join(HERE, 'adapter')
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, 'adapter_model.safetensors'), 'wb') as file:
        file.write(struct.pack('<Q', len(text)) + text + data)
    config = dict(
        alpha_pattern={}, auto_mapping=None, base_model_name_or_path='base', bias='none', fan_in_fan_out=False, inference_mode=True,
        init_lora_weights=True, layers_pattern=None, layers_to_transform=None, lora_alpha=6, lora_dropout=0.0, modules_to_save=None,
        peft_type='LORA', r=RANK, rank_pattern={}, revision=None, target_modules='.*(q_proj|k_proj|...)', task_type='CAUSAL_LM',
        use_dora=False, use_rslora=False)
    with open(os.path.join(folder, 'adapter_config.json'), 'w') as file:
        json.dump(config, file, indent=2)
        file.write('\n')


if __name__ == '__main__':
    models.linear = adapted
    with open(os.path.join(HERE, 'lora.json'), 'w') as file:
        json.dump(figures(), file, indent=1)
        file.write('\n')
    write_folder()
