"""The TensorFlow.js graph of a network: the ops that stock `tf.loadGraphModel` runs.

One convolution of the spec becomes

    [MirrorPad REFLECT, DepthwiseConv2dNative]         a shift of half of the channels, where the spec says so
    [Shape, StridedSlice, Mul, ResizeNearestNeighbor]  nearest upsampling, where the spec has it
    [MirrorPad REFLECT]  Conv2D VALID                  no padding for a 1x1 kernel; DepthwiseConv2dNative
    Mean, SquaredDifference, Mean                      instance statistics over H and W
    MatMul, Reshape x 2                                the style's rows, or a mix of them
    FusedBatchNormV3                                   (x - mean) * scale / sqrt(variance + epsilon) + shift
    [Relu | Sigmoid]  [AddV2]                          activation, the residual's input

and weights that are stored with two a byte are unpacked by RealDiv, Floor, Mul, Sub, ConcatV2, Sub, Mul.

Attributes that tfjs doesn't read (T, dtype of a Const) are left out: the JSON is a tenth of the
smallest model.
"""
import base64

import numpy as np

from model import EPSILON, shift_taps
from quantize import LEVELS, ZERO
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
    """Nodes in the order they run, and the values of the constants that are no trained weights.

    packed: names of the weights that are stored with two a byte.
    """

    def __init__(self, packed=()):
        self.nodes, self.constants, self.packed = [], {}, packed

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
        """A small constant, shared by all nodes that name it: lists are int32, numbers and arrays of NumPy what they are."""
        if name not in self.constants:
            self.constants[name] = np.asarray(value, np.int32 if isinstance(value, list) else None)
            self.op(name, "Const")
        return name

    def weights(self, name):
        """Trained weights, shared by all convolutions that name them."""
        if any(node["name"] == name for node in self.nodes):
            return name
        return unpacked(self, name) if name in self.packed else self.op(name, "Const")

    def placeholder(self, name, *sizes):
        return self.op(name, "Placeholder", shape={"shape": shape(*sizes)}, dtype={"type": "DT_FLOAT"})


def unpacked(g, weights):
    """See quantize.unpack."""
    stem = weights.removesuffix("/weights")
    packed, sixteen = g.op(f"{stem}/packed", "Const"), g.constant("sixteen", np.float32(LEVELS))
    high = g.op(f"{stem}/high", "Floor", g.op(f"{stem}/sixteenths", "RealDiv", packed, sixteen))
    low = g.op(f"{stem}/low", "Sub", packed, g.op(f"{stem}/highs", "Mul", high, sixteen))
    numbers = g.op(f"{stem}/numbers", "ConcatV2", high, low, g.constant("outputs", np.int32(3)))
    signed = g.op(f"{stem}/signed", "Sub", numbers, g.constant("zero", np.float32(ZERO)))
    return g.op(weights, "Mul", signed, g.op(f"{stem}/step", "Const"))


def upsample(g, name, x, factor):
    """Nearest neighbour by a whole factor, whatever the size of `x`."""
    size = g.op(f"{name}/shape", "Shape", x)
    size = g.op(
        f"{name}/hw", "StridedSlice", size, g.constant("one", [1]), g.constant("three", [3]), g.constant("one", [1])
    )
    size = g.op(f"{name}/size", "Mul", size, g.constant(f"times{factor}", [factor, factor]))
    return g.op(f"{name}/up", "ResizeNearestNeighbor", x, size)


def mirror_pad(g, name, x, pad):
    paddings = g.constant(f"pad{pad}", [[0, 0], [pad, pad], [pad, pad], [0, 0]])
    return g.op(name, "MirrorPad", x, paddings, mode=text("REFLECT"))


def shifted(g, conv, x):
    """See model.shifted. Its kernels hold zeros and ones, for which a byte each will do."""
    taps = shift_taps(conv.cin).permute(2, 3, 0, 1).numpy().astype(np.uint8)
    return g.op(
        f"{conv.name}/moved", "DepthwiseConv2dNative",
        mirror_pad(g, f"{conv.name}/near", x, conv.shift), g.constant(f"shift{conv.cin}", taps),
        strides=ints(1, 1, 1, 1), dilations=ints(1, conv.shift, conv.shift, 1), padding=text("VALID"),
    )


def convolve(g, conv, x):
    if conv.shift:
        x = shifted(g, conv, x)
    if conv.upsample > 1:
        x = upsample(g, conv.name, x, conv.upsample)
    if pad := conv.kernel // 2:
        x = mirror_pad(g, f"{conv.name}/pad", x, pad)
    return g.op(
        f"{conv.name}/conv", "DepthwiseConv2dNative" if conv.depthwise else "Conv2D", x, g.weights(conv.weights),
        strides=ints(1, conv.stride, conv.stride, 1), dilations=ints(1, 1, 1, 1), padding=text("VALID"),
    )


def normalize(g, conv, x):
    """Conditional instance norm (Ulyanov et al. 2016, Dumoulin et al. 2017), biased variance.

    As batch normalization of one picture by its own statistics, which is an op: four nodes less than its parts. (Its
    attribute is_training is left out: either way it is the same.)
    """
    n, axes, flat = conv.name, g.constant("nhw", [0, 1, 2]), g.constant("flat", [-1])
    mean = g.op(f"{n}/mean", "Mean", x, axes)
    variance = g.op(f"{n}/var", "Mean", g.op(f"{n}/sqdiff", "SquaredDifference", x, mean), axes)
    rows = []
    for kind in ("scale", "shift"):
        row = g.op(f"{n}/row{kind}", "MatMul", "style", g.op(f"{n}/{kind}", "Const"))  # [1, C]
        rows.append(g.op(f"{n}/mixed{kind}", "Reshape", row, flat))
    return g.op(f"{n}/norm", "FusedBatchNormV3", x, *rows, mean, variance, epsilon={"f": EPSILON})


def build(spec, rows, packed=()):
    """Returns the Graph of `spec` for `rows` rows. Its weights are Const nodes, `Conv.weights`, `<conv>/scale` and `/shift`.

    Of the weights that `packed` names, `<conv>/packed` and `<conv>/step` are.

    Inputs image [1, H, W, 3], H and W multiples of 4 and at least 20, and style [1, rows], output `stylized` [1, H, W, 3], all float32.
    """
    g = Graph(packed)
    x, block_input = g.placeholder("image", 1, -1, -1, spec["input"]), None
    g.placeholder("style", 1, rows)
    convs = convolutions(spec)
    for conv in convs:
        if conv.keeps:
            block_input = x
        x = convolve(g, conv, x)
        if not conv.normalized:
            continue
        x = normalize(g, conv, x)
        if conv.activation != "none":
            name = "stylized" if conv is convs[-1] else f"{conv.name}/act"
            x = g.op(name, {"relu": "Relu", "sigmoid": "Sigmoid"}[conv.activation], x)
        if conv.adds:
            x = g.op(f"{conv.adds}/add", "AddV2", x, block_input)
    return g


def topology(graph):
    """-> the `modelTopology` of model.json."""
    return {"node": graph.nodes, "versions": VERSIONS}


def signature(spec, rows):
    """-> the `signature` of model.json: names and shapes of what goes in and comes out."""
    picture = shape(1, -1, -1, spec["input"])
    tensor = lambda name, sizes: {"name": f"{name}:0", "dtype": "DT_FLOAT", "tensorShape": sizes}
    return {
        "inputs": {"image": tensor("image", picture), "style": tensor("style", shape(1, rows))},
        "outputs": {"stylized": tensor("stylized", picture)},
    }
