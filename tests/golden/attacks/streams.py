"""The library's random numbers, written again: Philox 4x32-10, one stream per (seed, purpose, index)."""
import hashlib
import struct


class Stream:
    """Random words of one (seed, purpose, index)."""

    def __init__(self, seed, purpose, index):
        text = purpose.encode()
        digest = hashlib.sha256(struct.pack("<QQ", seed, len(text)) + text).digest()
        self.key, self.index, self.block, self.words = struct.unpack("<Q", digest[:8])[0], index, 0, []

    def word(self):
        if not self.words:
            a, b = self.block & 0xFFFFFFFF, self.block >> 32
            c, d = self.index & 0xFFFFFFFF, self.index >> 32
            key_a, key_b = self.key & 0xFFFFFFFF, self.key >> 32
            for _ in range(10):
                first, second = 0xD2511F53 * a, 0xCD9E8D57 * c
                a, b, c, d = (second >> 32) ^ b ^ key_a, second & 0xFFFFFFFF, (first >> 32) ^ d ^ key_b, first & 0xFFFFFFFF
                key_a, key_b = (key_a + 0x9E3779B9) & 0xFFFFFFFF, (key_b + 0xBB67AE85) & 0xFFFFFFFF
            self.words, self.block = [a, b, c, d], self.block + 1
        return self.words.pop(0)

    def below(self, bound):
        product = self.word() * bound
        while product & 0xFFFFFFFF < 2 ** 32 % bound:
            product = self.word() * bound
        return product >> 32
