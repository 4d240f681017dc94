"""The tables of a .tflite file that a network needs, as tables of flatbuffer.py.

Slots and numbers are those of https://github.com/google-ai-edge/LiteRT/blob/main/tflite/converter/schema/schema.fbs
"""
from dataclasses import dataclass

import numpy as np

import flatbuffer
from flatbuffer import Data, Table

IDENTIFIER, VERSION = b"TFL3", np.uint32(3)
TYPES = {"float32": 0, "float16": 1, "int32": 2, "int8": 9}
VALID, RELU, REFLECT = 1, 1, 0  # Padding, ActivationFunctionType, MirrorPadMode
SIGNATURE = "serving_default"  # the name that converters give to the only one


@dataclass(frozen=True)
class Operator:
    """A builtin operator: its code, the version that knows what is asked of it, and the kind of its options (0: none)."""

    code: int
    options: int
    version: int = 1


OPERATORS = {
    "ADD": Operator(0, 11),
    "CONCATENATION": Operator(2, 10),
    "CONV_2D": Operator(3, 1),
    "DEPTHWISE_CONV_2D": Operator(4, 2, version=2),  # which knows dilation
    "DEPTH_TO_SPACE": Operator(5, 94),
    "DEQUANTIZE": Operator(6, 38, version=3),  # which knows float16
    "FULLY_CONNECTED": Operator(9, 8),
    "LOGISTIC": Operator(14, 0),
    "MUL": Operator(18, 21),
    "RESHAPE": Operator(22, 17),
    "MEAN": Operator(40, 27),
    "SUB": Operator(41, 28),
    "RSQRT": Operator(76, 0),
    "MIRROR_PAD": Operator(100, 77),
}


def int32s(*values):
    return np.int32(values)


def options(kind, **given):
    """The options table of an operator of `kind`, or None. Fields that are not given have the schema's defaults."""
    activation = np.int8(RELU) if given.get("relu") else None
    if kind in ("CONV_2D", "DEPTHWISE_CONV_2D"):
        dilation, more = np.int32(given.get("dilation", 1)), kind == "DEPTHWISE_CONV_2D"
        stride = np.int32(given.get("stride", 1))
        fields = {0: np.int8(VALID), 1: stride, 2: stride, 4 + more: dilation, 5 + more: dilation}
        return Table(fields | ({3: np.int32(1)} if more else {}))
    fields = {
        "ADD": {0: activation}, "MUL": {}, "SUB": {}, "DEQUANTIZE": {}, "FULLY_CONNECTED": {}, "RESHAPE": {},
        "CONCATENATION": {0: np.int32(3)}, "DEPTH_TO_SPACE": {0: np.int32(given.get("block", 2))},
        "MEAN": {0: np.bool_(True)}, "MIRROR_PAD": {0: np.int8(REFLECT)},
    }
    return Table(fields[kind]) if kind in fields else None


def tensor(name, shape, dtype, buffer, scale=None):
    """A tensor whose constant is the buffer of that number; 0: it is computed. scale: of int8, without a zero point."""
    quantization = None if scale is None else Table({2: np.float32([scale]), 3: np.int64([0])})
    return Table({0: int32s(*shape), 1: np.int8(TYPES[dtype]), 2: np.uint32(buffer), 3: name, 4: quantization})


def named(tensors):
    """[(name, number of the tensor)] -> [TensorMap]"""
    return [Table({0: name, 1: np.uint32(number)}) for name, number in tensors]


def model(name, tensors, constants, operators, inputs, outputs, metadata):
    """Returns the bytes of a .tflite file.

    constants: [bytes], of the buffers 1 and up; operators: [(kind, inputs, outputs, options)], tensors by number;
    inputs and outputs: [(name, number)]; metadata: {key: text}.
    """
    kinds = sorted({kind for kind, *_ in operators})
    numbers = lambda named_tensors: int32s(*(number for _, number in named_tensors))
    codes = [
        Table({0: np.int8(OPERATORS[kind].code), 2: np.int32(OPERATORS[kind].version), 3: np.int32(OPERATORS[kind].code)})
        for kind in kinds
    ]
    steps = [
        Table({
            0: np.uint32(kinds.index(kind)), 1: int32s(*reads), 2: int32s(*writes),
            3: np.uint8(OPERATORS[kind].options) if given else None, 4: given,
        })
        for kind, reads, writes, given in operators
    ]
    # Buffer 0 is empty by convention; texts come last.
    buffers = [Table({})] + [Table({0: Data(value)}) for value in [*constants, *(t.encode() for t in metadata.values())]]
    texts = [Table({0: key, 1: np.uint32(1 + len(constants) + i)}) for i, key in enumerate(metadata)]
    graph = Table({0: tensors, 1: numbers(inputs), 2: numbers(outputs), 3: steps, 4: name})
    signature = Table({0: named(inputs), 1: named(outputs), 2: SIGNATURE, 4: np.uint32(0)})
    root = {0: VERSION, 1: codes, 2: [graph], 3: "brushlite training/export.py", 4: buffers, 6: texts, 7: [signature]}
    return flatbuffer.encode(Table(root), IDENTIFIER)
