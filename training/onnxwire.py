"""ONNX files, byte by byte: the few messages of onnx.proto3 that a network needs.

Written by hand since the `onnx` package is a large thing to install for 80 lines. A message is a row of
fields, each a key (field number and wire type) and a value; the numbers are those of
https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3
"""
import struct

import numpy as np

VARINT, BYTES, FLOAT32 = 0, 2, 5  # wire types
FLOAT, INT64 = 1, 7  # TensorProto.DataType
IR_VERSION, OPSET = 8, 17  # of 2022: any runtime of today reads them


def varint(value):
    """A whole number in groups of 7 bits, the low ones first; negative ones as 64 bits."""
    value &= (1 << 64) - 1
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


def field(number, value):
    """One field: an int, a float, a str, or bytes, which may be a message."""
    if isinstance(value, int):
        return varint(number << 3 | VARINT) + varint(value)
    if isinstance(value, float):
        return varint(number << 3 | FLOAT32) + struct.pack("<f", value)
    data = value.encode() if isinstance(value, str) else value
    return varint(number << 3 | BYTES) + varint(len(data)) + data


def message(*fields):
    """(number, value) pairs; a list as value is a repeated field."""
    return b"".join(
        field(number, item) for number, value in fields for item in (value if isinstance(value, list) else [value])
    )


def tensor(name, value):
    """TensorProto of a float32 or int64 array."""
    kind = {"float32": FLOAT, "int64": INT64}[str(value.dtype)]
    data = np.ascontiguousarray(value, value.dtype.newbyteorder("<")).tobytes()
    return message((1, list(value.shape)), (2, kind), (8, name), (9, data))


def attribute(name, value):
    """AttributeProto of a float, an int, a str or a list of ints."""
    number, kind = {float: (2, 1), int: (3, 2), str: (4, 3), list: (8, 7)}[type(value)]
    return message((1, name), (number, value), (20, kind))


def node(op, inputs, output, **attributes):
    """NodeProto with one output, which it is named after."""
    return message(
        (1, inputs), (2, output), (3, output), (4, op), (5, [attribute(*item) for item in attributes.items()])
    )


def value(name, *sizes):
    """ValueInfoProto of a float32 input or output; a size may be a name where any will do."""
    dims = [message((2 if isinstance(size, str) else 1, size)) for size in sizes]
    shape = message((1, dims))
    return message((1, name), (2, message((1, message((1, FLOAT), (2, shape))))))


def model(name, nodes, tensors, inputs, outputs, metadata):
    """ModelProto: what a .onnx file holds. `metadata`: {key: text}"""
    graph = message((1, nodes), (2, name), (5, tensors), (11, inputs), (12, outputs))
    return message(
        (1, IR_VERSION),
        (2, "brushlite training/export.py"),
        (7, graph),
        (8, message((2, OPSET))),
        (14, [message((1, key), (2, text)) for key, text in metadata.items()]),
    )
