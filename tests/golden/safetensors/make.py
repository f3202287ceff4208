#!/usr/bin/env python3
"""Writes the safetensors files of this folder with struct and json only, independently of our writer.

    python3 make.py

typed.safetensors   one tensor per type that torch has; the elements are 0, 1, 2, ... modulo 7
foreign.safetensors types that torch does not have: readable as a listing only
sharded/            two shards and their index
"""
import json
import pathlib
import struct

HERE = pathlib.Path(__file__).parent
ALIGNMENT = {"BOOL": 1, "U8": 1, "I8": 1, "F8_E4M3": 1, "I16": 2, "U16": 2, "F16": 2, "BF16": 2,
             "I32": 4, "F32": 4, "C64": 4, "I64": 8, "F64": 8}
FORMAT = {"BOOL": "?", "U8": "B", "I8": "b", "F8_E4M3": "B", "I16": "h", "U16": "H", "F16": "e",
          "I32": "i", "F32": "f", "I64": "q", "F64": "d"}


def data(dtype, count):
    values = [k % 7 for k in range(count)]
    if dtype == "BF16":  # the upper half of a float32
        return b"".join(struct.pack("<f", v)[2:] for v in values)
    if dtype == "C64":
        return b"".join(struct.pack("<ff", v, -v) for v in values)
    if dtype == "BOOL":
        return bytes(v % 2 for v in values)
    return struct.pack(f"<{count}{FORMAT[dtype]}", *values)


def write(path, tensors, metadata):
    header, body = {"__metadata__": dict(sorted(metadata.items()))}, b""
    for name, (dtype, shape) in sorted(tensors.items(), key=lambda t: (-ALIGNMENT[t[1][0]], t[0].encode())):
        count = 1
        for size in shape:
            count *= size
        begin, body = len(body), body + data(dtype, count)
        header[name] = {"dtype": dtype, "shape": shape, "data_offsets": [begin, len(body)]}
    text = json.dumps(header, separators=(",", ":"), ensure_ascii=False).encode()
    text += b" " * (-len(text) % 8)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(struct.pack("<Q", len(text)) + text + body)


write(HERE / "typed.safetensors", {
    "truth": ("BOOL", [5]), "bytes": ("U8", [2, 3]), "small": ("I8", [3]), "short": ("I16", [3]), "half": ("F16", [2, 2]),
    "brain": ("BF16", [2, 5]), "int": ("I32", [4]), "layer.0.weight": ("F32", [2, 3, 2]), "complex": ("C64", [3]),
    "long": ("I64", [2]), "double": ("F64", [3]), "scalar": ("F32", []), "empty": ("F32", [0, 4]), "größe": ("F32", [1]),
}, {"format": "pt", "run": "a \"quoted\" name", "größe": "klein"})
write(HERE / "foreign.safetensors", {"eight": ("F8_E4M3", [2, 3]), "word": ("U16", [2]), "plain": ("F32", [2])}, {})
write(HERE / "sharded" / "model-00001-of-00002.safetensors", {"a": ("F32", [3]), "b": ("I64", [2])}, {"format": "pt"})
write(HERE / "sharded" / "model-00002-of-00002.safetensors", {"c": ("F32", [2, 2])}, {"format": "pt"})
(HERE / "sharded" / "model.safetensors.index.json").write_text(json.dumps({
    "metadata": {"total_size": 44},
    "weight_map": {"a": "model-00001-of-00002.safetensors", "b": "model-00001-of-00002.safetensors",
                   "c": "model-00002-of-00002.safetensors"}}, indent=2) + "\n")
