"""The TensorFlow Lite graph of a network, for LiteRT and whatever else reads .tflite files. Builtin operators only.

The same boundary as graph.py: inputs `image` [1, H, W, 3] in 0..1 and `style` [1, R], a mix of the R rows, output
`stylized` [1, H, W, 3]. One convolution of the spec becomes

    [MIRROR_PAD, DEPTHWISE_CONV_2D]           a shift of half of the channels, where the spec says so
    [CONCATENATION, DEPTH_TO_SPACE]           nearest upsampling: four times the same pixel, side by side
    [MIRROR_PAD]  CONV_2D VALID               no padding for a 1x1 kernel; DEPTHWISE_CONV_2D
    MEAN, SUB, MUL, MEAN                      instance statistics over H and W
    FULLY_CONNECTED, RESHAPE x 2              the style's rows, or a mix of them
    ADD, RSQRT, MUL, MUL, ADD [with RELU]     normalization
    [LOGISTIC]  [ADD]                         activation, the residual's input

A file is made for one size, which runtimes that compile a graph want to know. No operator has the size as a constant
(RESIZE_NEAREST_NEIGHBOR would), so a runtime that can resize inputs takes any H and W that are multiples of 4 and at
least 20. Constants that are not float32 go through DEQUANTIZE, so that all is computed in float32.
"""
import json

import numpy as np

import tfliteschema as schema
from model import EPSILON, shift_taps
from modelfile import row_count
from quantize import encode as stored
from spec import convolutions

PRECISIONS = {"float32": "float32", "float16": "float16", "int8": "uint8"}  # to quantize.PRECISIONS
SIDE = 256


class Graph:
    """Operators in the order they run, tensors, and the bytes of constants."""

    def __init__(self, precision):
        self.precision = precision
        self.tensors, self.constants, self.operators = [], [], []
        self.numbers, self.shapes = {}, {}

    def tensor(self, name, shape, dtype="float32", buffer=0, scale=None):
        self.numbers[name], self.shapes[name] = len(self.tensors), tuple(shape)
        self.tensors.append(schema.tensor(name, shape, dtype, buffer, scale))
        return name

    def op(self, name, kind, *inputs, shape, **options):
        """Add an operator. -> its name, which is that of its output of `shape`"""
        reads = [self.numbers[name] for name in inputs]
        self.tensor(name, shape)
        self.operators.append((kind, reads, [self.numbers[name]], schema.options(kind, **options)))
        return name

    def constant(self, name, value):
        """A constant as it is, int32 or float32, shared by all that name it."""
        if name not in self.numbers:
            value = np.asarray(value)
            self.constants.append(value.astype(value.dtype.newbyteorder("<")).tobytes())
            self.tensor(name, value.shape, str(value.dtype), len(self.constants))
        return name

    def weight(self, name, value, axes, normalized=True):
        """A trained constant [k, k, in, out] or [R, C], its axes in this order, stored as quantize.encode stores it."""
        if name in self.numbers:
            return name
        entry, data = stored(name, value, PRECISIONS[self.precision], normalized)
        how = entry.get("quantization", {})
        kind = how.get("dtype", "float32")
        found = np.frombuffer(data, np.dtype(kind).newbyteorder("<")).reshape(value.shape)
        if kind == "uint8":
            found, kind = (found.astype(np.int16) - 128).astype(np.int8), "int8"  # where zero lies, see quantize.py
        found = np.ascontiguousarray(found.transpose(axes))
        self.constants.append(found.tobytes())
        self.tensor(f"{name}/stored" if how else name, found.shape, kind, len(self.constants), how.get("scale"))
        if not how:
            return name
        return self.op(name, "DEQUANTIZE", f"{name}/stored", shape=found.shape)


def mirror_pad(g, name, x, pad):
    n, height, width, channels = g.shapes[x]
    paddings = g.constant(f"pad{pad}", np.int32([[0, 0], [pad, pad], [pad, pad], [0, 0]]))
    return g.op(name, "MIRROR_PAD", x, paddings, shape=(n, height + 2 * pad, width + 2 * pad, channels))


def zeros(g, channels):
    """A bias: some runtimes want one."""
    return g.constant(f"zeros{channels}", np.zeros(channels, np.float32))


def shifted(g, conv, x):
    """See model.shifted."""
    taps = g.constant(f"shift{conv.cin}", shift_taps(conv.cin).permute(1, 2, 3, 0).contiguous().numpy())
    around = mirror_pad(g, f"{conv.name}/near", x, conv.shift)
    return g.op(
        f"{conv.name}/moved", "DEPTHWISE_CONV_2D", around, taps, zeros(g, conv.cin),
        shape=g.shapes[x], dilation=conv.shift,
    )


def upsample(g, conv, x):
    """Nearest neighbour by a whole factor: each pixel's channels as often as it has pixels, which then part."""
    n, height, width, channels = g.shapes[x]
    factor = conv.upsample
    same = g.op(f"{conv.name}/same", "CONCATENATION", *[x] * factor**2, shape=(n, height, width, channels * factor**2))
    large = (n, height * factor, width * factor, channels)
    return g.op(f"{conv.name}/up", "DEPTH_TO_SPACE", same, shape=large, block=factor)


def convolve(g, conv, x, weights):
    if conv.shift:
        x = shifted(g, conv, x)
    if conv.upsample > 1:
        x = upsample(g, conv, x)
    n, height, width, _ = g.shapes[x]
    if pad := conv.kernel // 2:
        x = mirror_pad(g, f"{conv.name}/pad", x, pad)
    kernel = g.weight(conv.weights, weights[conv.weights], (3, 0, 1, 2), conv.normalized)
    size = (n, height // conv.stride, width // conv.stride, conv.cout)
    kind = "DEPTHWISE_CONV_2D" if conv.depthwise else "CONV_2D"
    return g.op(f"{conv.name}/conv", kind, x, kernel, zeros(g, conv.cout), shape=size, stride=conv.stride)


def normalize(g, conv, x, weights, name):
    """Conditional instance norm, and the ReLU if there is one. The output is called `name`."""
    n, shape, channels = conv.name, g.shapes[x], (1, 1, 1, conv.cout)

    def row(kind):
        rows = g.weight(f"{n}/{kind}", weights[f"{n}/{kind}"], (1, 0))
        mixed = g.op(f"{n}/row{kind}", "FULLY_CONNECTED", "style", rows, zeros(g, conv.cout), shape=(1, conv.cout))
        return g.op(f"{n}/mixed{kind}", "RESHAPE", mixed, g.constant(f"flat{conv.cout}", np.int32(channels)), shape=channels)

    axes = g.constant("height, width", np.int32([1, 2]))
    centred = g.op(f"{n}/centred", "SUB", x, g.op(f"{n}/mean", "MEAN", x, axes, shape=channels), shape=shape)
    square = g.op(f"{n}/square", "MUL", centred, centred, shape=shape)
    variance = g.op(f"{n}/variance", "MEAN", square, axes, shape=channels)
    plus = g.op(f"{n}/plus", "ADD", variance, g.constant("epsilon", np.float32([EPSILON])), shape=channels)
    gain = g.op(f"{n}/gain", "MUL", g.op(f"{n}/rsqrt", "RSQRT", plus, shape=channels), row("scale"), shape=channels)
    scaled = g.op(f"{n}/scaled", "MUL", centred, gain, shape=shape)
    return g.op(name, "ADD", scaled, row("shift"), shape=shape, relu=conv.activation == "relu")


def build(spec, weights, precision, height=SIDE, width=SIDE):
    """Returns the Graph of `spec` with `weights` {name: float32 array} for pictures of height x width."""
    g = Graph(precision)
    x, block_input = g.tensor("image", (1, height, width, spec["input"])), None
    g.tensor("style", (1, row_count(weights)))
    convs = convolutions(spec)
    for conv in convs:
        if conv.keeps:
            block_input = x
        ends = "stylized" if conv is convs[-1] else f"{conv.name}/norm"
        sigmoid = conv.activation == "sigmoid"
        x = convolve(g, conv, x, weights)
        if not conv.normalized:
            continue
        x = normalize(g, conv, x, weights, f"{conv.name}/norm" if sigmoid else ends)
        if sigmoid:
            x = g.op(ends, "LOGISTIC", x, shape=g.shapes[x])
        if conv.adds:
            x = g.op(f"{conv.adds}/add", "ADD", x, block_input, shape=g.shapes[x])
    return g


def encode(model, precision, height=SIDE, width=SIDE):
    """-> the bytes of a .tflite file of a modelfile.Model, which its metadata describes. precision: of PRECISIONS"""
    g = build(model.spec, model.weights, precision, height, width)
    ends = [[(name, g.numbers[name]) for name in names] for names in (("image", "style"), ("stylized",))]
    texts = {key: json.dumps(part, ensure_ascii=False) for key, part in (("networkSpec", model.spec), ("styles", model.styles))}
    return schema.model(model.spec["id"], g.tensors, g.constants, g.operators, *ends, texts)
