"""The TensorFlow.js graph of a network: the ops that stock `tf.loadGraphModel` runs.

One convolution of the spec becomes

    [Shape, StridedSlice, Mul, ResizeNearestNeighbor]  nearest upsampling, where the spec has it
    [MirrorPad REFLECT]  Conv2D VALID                  no padding for a 1x1 kernel
    Mean, SquaredDifference, Mean, AddV2, Rsqrt        instance statistics over H and W
    MatMul x 2                                         the style's rows, or a mix of them
    Mul, Mul, Sub, Mul, AddV2                          x * gain + (shift - mean * gain)
    [Relu | Sigmoid]  [AddV2]                          activation, the residual's input

Attributes that tfjs doesn't read (T, dtype of a Const) are left out: the JSON is a tenth of the
smallest model.
"""
import base64

import numpy as np

from model import EPSILON
from spec import convolutions

# The TensorFlow that first knew all these ops, as tfjs wants to be told.
VERSIONS = {"producer": 1482, "minConsumer": 12}


def text(value):
    """A string attribute: base64, as protobuf's JSON has it."""
    return {"s": base64.b64encode(value.encode()).decode()}


def ints(*values):
    """A list attribute of int64, which protobuf's JSON writes as strings."""
    return {"list": {"i": [str(v) for v in values]}}


def shape(*sizes):
    """A tensor shape; -1 where any size will do."""
    return {"dim": [{"size": str(size)} for size in sizes]}


class Graph:
    """Nodes in the order they run, and the values of the constants that are no trained weights."""

    def __init__(self):
        self.nodes, self.constants = [], {}

    def op(self, name, kind, *inputs, **attributes):
        """Add a node. -> its name, for the `inputs` of others."""
        node = {"name": name, "op": kind}
        if inputs:
            node["input"] = list(inputs)
        if attributes:
            node["attr"] = attributes
        self.nodes.append(node)
        return name

    def constant(self, name, value):
        """A small int32 or float32 constant, shared by all nodes that name it."""
        if name not in self.constants:
            self.constants[name] = np.asarray(value, None if isinstance(value, np.generic) else np.int32)
            self.op(name, "Const")
        return name

    def placeholder(self, name, *sizes):
        return self.op(name, "Placeholder", shape={"shape": shape(*sizes)}, dtype={"type": "DT_FLOAT"})


def upsample(g, name, x, factor):
    """Nearest neighbour by a whole factor, whatever the size of `x`."""
    size = g.op(f"{name}/shape", "Shape", x)
    size = g.op(
        f"{name}/hw", "StridedSlice", size, g.constant("one", [1]), g.constant("three", [3]), g.constant("one", [1])
    )
    size = g.op(f"{name}/size", "Mul", size, g.constant(f"times{factor}", [factor, factor]))
    return g.op(f"{name}/up", "ResizeNearestNeighbor", x, size)


def convolve(g, conv, x):
    if conv.upsample > 1:
        x = upsample(g, conv.name, x, conv.upsample)
    if pad := conv.kernel // 2:
        paddings = g.constant(f"pad{pad}", [[0, 0], [pad, pad], [pad, pad], [0, 0]])
        x = g.op(f"{conv.name}/pad", "MirrorPad", x, paddings, mode=text("REFLECT"))
    return g.op(
        f"{conv.name}/conv", "Conv2D", x, g.op(f"{conv.name}/weights", "Const"),
        strides=ints(1, conv.stride, conv.stride, 1), dilations=ints(1, 1, 1, 1), padding=text("VALID"),
    )


def normalize(g, conv, x):
    """Conditional instance norm (Ulyanov et al. 2016, Dumoulin et al. 2017), biased variance.

    One gain and one bias a channel, so that applying it is two passes over the map and not four.
    """
    n, axes, keep = conv.name, g.constant("hw", [1, 2]), {"keep_dims": {"b": True}}
    mean = g.op(f"{n}/mean", "Mean", x, axes, **keep)
    variance = g.op(f"{n}/var", "Mean", g.op(f"{n}/sqdiff", "SquaredDifference", x, mean), axes, **keep)
    rsqrt = g.op(f"{n}/rsqrt", "Rsqrt", g.op(f"{n}/vareps", "AddV2", variance, g.constant("epsilon", np.float32(EPSILON))))
    scale = g.op(f"{n}/rowscale", "MatMul", "style", g.op(f"{n}/scale", "Const"))
    shift = g.op(f"{n}/rowshift", "MatMul", "style", g.op(f"{n}/shift", "Const"))
    gain = g.op(f"{n}/gain", "Mul", rsqrt, scale)  # [1, 1, 1, C] * [1, C]
    bias = g.op(f"{n}/bias", "Sub", shift, g.op(f"{n}/meangain", "Mul", mean, gain))
    return g.op(f"{n}/norm", "AddV2", g.op(f"{n}/mul", "Mul", x, gain), bias)


def build(spec, styles):
    """-> Graph of `spec` for `styles` rows. Its weights are Const nodes `<conv>/weights`, `/scale`, `/shift`.

    Inputs image [1, H, W, 3] and style [1, S], output `stylized` [1, H, W, 3], all float32.
    """
    g = Graph()
    x, block_input = g.placeholder("image", 1, -1, -1, spec["input"]), None
    g.placeholder("style", 1, styles)
    convs = convolutions(spec)
    for conv in convs:
        if conv.name.endswith("/conv1"):
            block_input = x
        x = normalize(g, conv, convolve(g, conv, x))
        if conv.activation != "none":
            name = "stylized" if conv is convs[-1] else f"{conv.name}/act"
            x = g.op(name, {"relu": "Relu", "sigmoid": "Sigmoid"}[conv.activation], x)
        if conv.adds:
            x = g.op(f"{conv.adds}/add", "AddV2", x, block_input)
    return g


def topology(graph):
    """-> the `modelTopology` of model.json."""
    return {"node": graph.nodes, "versions": VERSIONS}


def signature(spec, styles):
    """-> the `signature` of model.json: names and shapes of what goes in and comes out."""
    picture = shape(1, -1, -1, spec["input"])
    tensor = lambda name, sizes: {"name": f"{name}:0", "dtype": "DT_FLOAT", "tensorShape": sizes}
    return {
        "inputs": {"image": tensor("image", picture), "style": tensor("style", shape(1, styles))},
        "outputs": {"stylized": tensor("stylized", picture)},
    }
