"""FlatBuffers, byte by byte: what a .tflite file is made of.

Written by hand, as onnxwire.py is: TensorFlow, which has the converter, is 1.6 GB to install for these lines. The format:
https://flatbuffers.dev/internals

A table is a `Table` of {slot: value}; slots are the places of the fields in the schema. A value is a NumPy scalar, which
lies in the table itself, or something that the table points to: another Table, a str, a one-dimensional array of NumPy, a
list of tables, or `Data`.
"""
import struct

import numpy as np

WORD = 4  # bytes of an offset and of a length
DATA_ALIGNMENT = 16


class Table:
    """The fields of a table, {slot: value}; None leaves a field out."""

    def __init__(self, fields):
        self.fields = {slot: value for slot, value in fields.items() if value is not None}


class Data:
    """Bytes that start at a multiple of 16, since a runtime reads numbers from them in place."""

    def __init__(self, value):
        self.value = value


class Writer:
    """Puts what is pointed to behind what points to it: offsets in a FlatBuffer are never negative."""

    def __init__(self, identifier):
        self.out = bytearray(WORD) + identifier
        self.open = []  # (where an offset is, what it points to)

    def pad(self, multiple, ahead=0):
        """Fill up with zeros, so that what lies `ahead` bytes from there is at a multiple of `multiple`."""
        self.out += bytes(-(len(self.out) + ahead) % multiple)

    def offset(self, value):
        """Leave room for the offset of `value`."""
        self.open.append((len(self.out), value))
        self.out += bytes(WORD)

    def put(self, value):
        """Append a value. -> where it starts"""
        if isinstance(value, Table):
            return self.put_table(value.fields)
        if isinstance(value, list):
            return self.put_vector(len(value), WORD, value)
        if isinstance(value, str):
            encoded = value.encode()
            return self.put_vector(len(encoded), 1, encoded + b"\0")
        if isinstance(value, Data):
            return self.put_vector(len(value.value), DATA_ALIGNMENT, value.value)
        return self.put_vector(len(value), value.itemsize, value.astype(value.dtype.newbyteorder("<")).tobytes())

    def put_vector(self, length, alignment, content):
        self.pad(max(WORD, alignment), ahead=WORD)
        start = len(self.out)
        self.out += struct.pack("<I", length)
        if isinstance(content, list):
            for value in content:
                self.offset(value)
        else:
            self.out += content
        return start

    def put_table(self, fields):
        """A table lies behind its own vtable, which says where each field is."""
        # The large ones first, so that each lies at a multiple of its size.
        ordered = sorted(fields.items(), key=lambda item: -self.size(item[1]))
        places, end = {}, WORD
        for slot, value in ordered:
            places[slot] = end
            end += self.size(value)
        slots = max(fields, default=-1) + 1
        vtable = struct.pack(f"<{slots + 2}H", 2 * (slots + 2), end, *(places.get(slot, 0) for slot in range(slots)))
        self.pad(WORD, ahead=len(vtable))
        self.out += vtable
        start = len(self.out)
        self.out += struct.pack("<i", len(vtable))
        for _, value in ordered:
            if isinstance(value, np.generic):
                self.out += value.tobytes()
            else:
                self.offset(value)
        return start

    @staticmethod
    def size(value):
        return value.itemsize if isinstance(value, np.generic) else WORD


def encode(root, identifier):
    """Returns the bytes of a FlatBuffer file whose root is the Table `root`. identifier: four bytes."""
    writer = Writer(identifier)
    writer.open.append((0, root))
    while writer.open:
        at, value = writer.open.pop(0)
        writer.out[at : at + WORD] = struct.pack("<I", writer.put(value) - at)
    return bytes(writer.out)
