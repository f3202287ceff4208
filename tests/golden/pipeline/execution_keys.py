"""Computes execution keys and RFC 8785 texts independently of the C# code. Prints the JSON that stands beside this script."""
import decimal
import hashlib
import json
import struct


def number(value):
    """ECMAScript's Number::toString, from Python's shortest round-trip digits."""
    value = float(value)
    if value == 0:
        return "0"
    sign = "-" if value < 0 else ""
    digits, point = digits_and_point(abs(value))
    if len(digits) <= point <= 21:
        return sign + digits + "0" * (point - len(digits))
    if 0 < point <= 21:
        return sign + digits[:point] + "." + digits[point:]
    if -6 < point <= 0:
        return sign + "0." + "0" * -point + digits
    tail = digits[0] + ("." + digits[1:] if len(digits) > 1 else "")
    return sign + tail + "e" + ("+" if point > 0 else "-") + str(abs(point - 1))


def digits_and_point(value):
    """The value is 0.DIGITS times ten to the power of POINT."""
    sign, digits, exponent = decimal.Decimal(repr(value)).as_tuple()
    text = "".join(map(str, digits))
    return text.rstrip("0"), len(text) + exponent


def canonical(value):
    if isinstance(value, bool) or value is None:
        return json.dumps(value)
    if isinstance(value, (int, float)):
        return number(value)
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
    return "{" + ",".join(canonical(key) + ":" + canonical(value[key]) for key in keys) + "}"


def key(work):
    return hashlib.sha256(canonical({
        "kind": work["kind"],
        "algorithm_version": work["algorithm_version"],
        "parameters": work["parameters"],
        "inputs": [[role, digest] for role, digest in work["inputs"]],
        "seed": str(work["seed"]),
        "numerics": work["numerics"],
    }).encode()).hexdigest()


A, B = "a" * 64, "b" * 64
plain = {"kind": "mining", "algorithm_version": 3, "parameters": {"epsilon": 8 / 255, "steps": 10, "name": "pgd"},
         "inputs": [["model.vision", A], ["data.000.pixels", B]], "seed": 20260101, "numerics": "cpu-float32"}
works = [
    plain,
    {**plain, "inputs": plain["inputs"][::-1]},
    {**plain, "seed": 2**64 - 1},
    {**plain, "numerics": "cpu-bfloat16"},
    {**plain, "parameters": {"z": [], "a": {"é": "ü\n\"\\", "b": None}, "list": [1, 1.0, 1e-7, 1e21, 0.1, True, "😀"], "€": -0.0}},
]
numbers = [0.1, 1e-3, 8 / 255, 1e21, 1e20, 123456789012345680000, 1e-6, 1e-7, 5e-324, 1.7976931348623157e308, -2.5, 100, 333333333.33333329,
           4.35, 0.000001234, 1 / 3, 9007199254740991, 2**-1074, 1e23]
texts = {"keys": {"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\U0001f600": 5, "\u0080": 6, "\u00f6": 7}}
seeds = [[seed, name, int.from_bytes(hashlib.sha256(struct.pack(">Q", seed) + name.encode()).digest()[:8], "big")]
         for seed, name in [(0, "clip"), (20260101, "adpo/2/mine"), (2**64 - 1, "fare")]]

print(json.dumps({
    "works": [{**work, "seed": str(work["seed"]), "key": key(work)} for work in works],
    "numbers": [[struct.pack(">d", value).hex(), number(value)] for value in numbers],
    "objects": [{"value": value, "canonical": canonical(value)} for value in texts.values()],
    "seeds": [[str(seed), name, str(value)] for seed, name, value in seeds],
}, indent=1))
