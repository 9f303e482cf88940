# SPDX-License-Identifier: MIT
"""Reads PNG files with nothing but the standard library, as their specification (RFC 2083) says."""

import struct
import zlib

SIGNATURE = b"\x89PNG\r\n\x1a\n"
CHANNELS = {0: 1, 2: 3, 4: 2, 6: 4}  # by colour type; palettes are not read


class PngFile:
    """width, height, text (by keyword), and rows: bytes of (red, green, blue) for each pixel."""

    def __init__(self, path):
        data = path.read_bytes()
        if not data.startswith(SIGNATURE):
            raise ValueError(f"{path} is no PNG")
        self.text = {}
        compressed = b""
        for kind, body in chunks(data):
            if kind == b"IHDR":
                self.width, self.height, depth, colour, _, _, interlace = struct.unpack(
                    ">IIBBBBB", body)
                if depth != 8 or interlace or colour not in CHANNELS:
                    raise ValueError(f"{path}: depth {depth}, colour type {colour}")
                self._channels = CHANNELS[colour]
            elif kind == b"IDAT":
                compressed += body
            elif kind == b"tEXt":
                keyword, _, text = body.partition(b"\0")
                self.text[keyword.decode("latin-1")] = text.decode("latin-1")
        self.rows = [self._colours(row) for row in self._unfiltered(zlib.decompress(compressed))]

    def _unfiltered(self, data):
        """The rows of bytes, after each row's filter was undone."""
        size = self.width * self._channels
        before = bytearray(size)
        for y in range(self.height):
            start = y * (size + 1)
            row = bytearray(data[start + 1:start + 1 + size])
            unfilter(data[start], row, before, self._channels)
            yield row
            before = row

    def _colours(self, row):
        step = self._channels
        if step == 3:
            return bytes(row)
        colours = bytearray(3 * self.width)
        for channel in range(3):
            colours[channel::3] = row[channel if step == 4 else 0::step]
        return bytes(colours)


def chunks(data):
    """The chunks of a file as (kind, body), each with the checksum that it says it has."""
    at = len(SIGNATURE)
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        body = data[at + 8:at + 8 + length]
        (checksum,) = struct.unpack(">I", data[at + 8 + length:at + 12 + length])
        if checksum != zlib.crc32(kind + body):
            raise ValueError(f"the checksum of {kind} is wrong")
        yield kind, body
        at += 12 + length


def unfilter(kind, row, before, step):
    if kind == 0:
        return
    if kind == 2:
        row[:] = bytes((a + b) & 255 for a, b in zip(row, before))
        return
    for i, value in enumerate(row):
        left = row[i - step] if i >= step else 0
        above = before[i]
        if kind == 1:
            row[i] = (value + left) & 255
        elif kind == 3:
            row[i] = (value + (left + above) // 2) & 255
        else:
            corner = before[i - step] if i >= step else 0
            row[i] = (value + nearest(left, above, corner)) & 255


def nearest(left, above, corner):
    """Paeth's predictor."""
    guess = left + above - corner
    by_left, by_above, by_corner = abs(guess - left), abs(guess - above), abs(guess - corner)
    if by_left <= by_above and by_left <= by_corner:
        return left
    return above if by_above <= by_corner else corner


def differing(one, other, threshold=96):
    """Which share of the pixels of two pictures of one size differ much in a channel."""
    if (one.width, one.height) != (other.width, other.height):
        raise ValueError(f"{one.width}x{one.height} is compared with {other.width}x{other.height}")
    count = 0
    for mine, theirs in zip(one.rows, other.rows):
        if mine != theirs:
            count += sum(
                1 for x in range(0, len(mine), 3)
                if max(abs(mine[x] - theirs[x]), abs(mine[x + 1] - theirs[x + 1]),
                       abs(mine[x + 2] - theirs[x + 2])) > threshold)
    return count / (one.width * one.height)
