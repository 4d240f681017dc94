"""The ONNX graph of a network, for ONNX Runtime and whatever else reads ONNX.

The same boundary as graph.py: inputs `image` [1, H, W, 3] in 0..1, H and W multiples of 4 and at least 20,
and `style` [1, R], a mix of the R rows, output `stylized` [1, H, W, 3]. Inside it is NCHW, as ONNX's operators are, and one convolution of
the spec becomes

    [Pad reflect, Conv in groups]                a shift of half of the channels, where the spec says so
    [Resize nearest]  [Pad reflect]  Conv        no padding for a 1x1 kernel
    MatMul, Reshape x 2                          the style's rows, or a mix of them
    InstanceNormalization                        with them as scale and shift
    [Relu | Sigmoid]  [Add]                      activation, the residual's input
"""
import json

import numpy as np

import onnxwire as wire
from model import EPSILON, shift_taps
from modelfile import row_count
from spec import convolutions


class Graph:
    """Nodes in the order they run, and constants by name."""

    def __init__(self):
        self.nodes, self.constants = [], {}

    def op(self, name, kind, *inputs, **attributes):
        """Add a node. -> its name, which is that of its output"""
        self.nodes.append(wire.node(kind, list(inputs), name, **attributes))
        return name

    def constant(self, name, value):
        self.constants[name] = np.asarray(value)
        return name


def upsample(g, name, x, factor):
    """Nearest neighbour by a whole factor: output pixel i is input pixel floor(i / factor)."""
    scales = g.constant(f"times{factor}", np.float32([1, 1, factor, factor]))
    how = {"mode": "nearest", "coordinate_transformation_mode": "asymmetric", "nearest_mode": "floor"}
    return g.op(f"{name}/up", "Resize", x, "", scales, **how)


def reflect_pad(g, name, x, pad):
    """Conv itself pads with zeros only."""
    return g.op(name, "Pad", x, g.constant(f"pad{pad}", [0, 0, pad, pad] * 2), mode="reflect")


def shifted(g, conv, x):
    """See model.shifted."""
    taps = g.constant(f"shift{conv.cin}", shift_taps(conv.cin).numpy())
    around = reflect_pad(g, f"{conv.name}/near", x, conv.shift)
    return g.op(f"{conv.name}/moved", "Conv", around, taps, group=conv.cin, dilations=[conv.shift] * 2)


def convolve(g, conv, x, weights):
    if conv.shift:
        x = shifted(g, conv, x)
    if conv.upsample > 1:
        x = upsample(g, conv.name, x, conv.upsample)
    if pad := conv.kernel // 2:
        x = reflect_pad(g, f"{conv.name}/pad", x, pad)
    # [out, in, k, k], of each channel by itself [channels, 1, k, k].
    kernel = g.constant(conv.weights, weights.transpose((2, 3, 0, 1) if conv.depthwise else (3, 2, 0, 1)))
    return g.op(f"{conv.name}/conv", "Conv", x, kernel, strides=[conv.stride] * 2, group=conv.cin if conv.depthwise else 1)


def normalize(g, conv, x, weights):
    """Conditional instance norm: the operator takes one scale and shift a channel, here those of `style`."""
    def row(kind):
        rows = g.constant(f"{conv.name}/{kind}", weights[f"{conv.name}/{kind}"])
        mixed = g.op(f"{conv.name}/row{kind}", "MatMul", "style", rows)
        return g.op(f"{conv.name}/mixed{kind}", "Reshape", mixed, g.constant("flat", [-1]))

    return g.op(f"{conv.name}/norm", "InstanceNormalization", x, row("scale"), row("shift"), epsilon=EPSILON)


def build(spec, weights):
    """-> Graph of `spec` with `weights` {name: float32 array}, as modelfile.read has them."""
    g = Graph()
    x, block_input = g.op("image/nchw", "Transpose", "image", perm=[0, 3, 1, 2]), None
    for conv in convolutions(spec):
        if conv.keeps:
            block_input = x
        x = convolve(g, conv, x, weights[conv.weights])
        if not conv.normalized:
            continue
        x = normalize(g, conv, x, weights)
        if conv.activation != "none":
            x = g.op(f"{conv.name}/act", {"relu": "Relu", "sigmoid": "Sigmoid"}[conv.activation], x)
        if conv.adds:
            x = g.op(f"{conv.adds}/add", "Add", x, block_input)
    g.op("stylized", "Transpose", x, perm=[0, 2, 3, 1])
    return g


def encode(model):
    """-> the bytes of a .onnx file of a modelfile.Model, which its metadata describes"""
    g = build(model.spec, model.weights)
    picture = ("height", "width", model.spec["input"])
    return wire.model(
        model.spec["id"],
        g.nodes,
        [wire.tensor(*item) for item in g.constants.items()],
        [wire.value("image", 1, *picture), wire.value("style", 1, row_count(model.weights))],
        [wire.value("stylized", 1, *picture)],
        {key: json.dumps(part, ensure_ascii=False) for key, part in (("networkSpec", model.spec), ("styles", model.styles))},
    )
