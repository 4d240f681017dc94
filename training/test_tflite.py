"""TensorFlow Lite files: a reader of its own finds what was written, and the graph computes what the network does."""
import json
import struct
import tempfile
import unittest
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

import export
import flatbuffer
import modelfile
import tflitegraph
import tfliteschema as schema
from flatbuffer import Data, Table
from quantize import decode, encode
from test_modelfile import STYLES, arrays
from test_network import NETWORKS, random_net

NAMES = {operator.code: kind for kind, operator in schema.OPERATORS.items()}
TYPES = {code: name for name, code in schema.TYPES.items()}


class Reader:
    """A table of a FlatBuffer, read by the slots of its fields."""

    def __init__(self, data, at):
        self.data, self.at = data, at
        self.vtable = at - self.number("i", at)
        self.slots = (self.number("H", self.vtable) - 4) // 2

    @classmethod
    def root(cls, data):
        return cls(data, struct.unpack_from("<I", data)[0])

    def number(self, kind, at):
        size = struct.calcsize(kind)
        assert at % size == 0, f"a number of {size} bytes at {at}"
        return struct.unpack_from(f"<{kind}", self.data, at)[0]

    def place(self, slot):
        """-> where the field lies, or 0"""
        offset = self.number("H", self.vtable + 4 + 2 * slot) if slot < self.slots else 0
        return self.at + offset if offset else 0

    def scalar(self, slot, kind, default=0):
        at = self.place(slot)
        return self.number(kind, at) if at else default

    def target(self, slot):
        at = self.place(slot)
        return at + self.number("I", at) if at else 0

    def table(self, slot):
        return Reader(self.data, self.target(slot))

    def tables(self, slot):
        at = self.target(slot)
        places = range(at + 4, at + 4 + 4 * self.number("I", at), 4) if at else ()
        return [Reader(self.data, place + self.number("I", place)) for place in places]

    def array(self, slot, dtype):
        at = self.target(slot)
        if not at:
            return np.zeros(0, dtype)
        assert (at + 4) % np.dtype(dtype).itemsize == 0
        return np.frombuffer(self.data, np.dtype(dtype).newbyteorder("<"), self.number("I", at), at + 4)

    def text(self, slot):
        return self.array(slot, np.uint8).tobytes().decode()


def relu(options, slot, y):
    return F.relu(y) if options.scalar(slot, "b") == schema.RELU else y


def convolution(options, x, weights, bias, groups=1):
    """`weights` [out, k, k, in], or [1, k, k, channels] in groups."""
    more = int(groups > 1)
    assert options.scalar(0, "b") == schema.VALID
    stride, dilation = options.scalar(1, "i"), options.scalar(4 + more, "i", 1)
    assert (stride, dilation) == (options.scalar(2, "i"), options.scalar(5 + more, "i", 1))
    kernels = weights.permute(3, 0, 1, 2) if more else weights.permute(0, 3, 1, 2)
    y = F.conv2d(x.permute(0, 3, 1, 2), kernels, bias, stride, dilation=dilation, groups=groups)
    return y.permute(0, 2, 3, 1)


def depth_to_space(options, x):
    block = options.scalar(0, "i")
    n, h, w, c = x.shape
    parts = x.reshape(n, h, w, block, block, c // block**2)
    return parts.permute(0, 1, 3, 2, 4, 5).reshape(n, h * block, w * block, -1)


def mirror_pad(options, x, paddings):
    assert options.scalar(0, "b") == schema.REFLECT
    _, rows, columns, _ = paddings.tolist()
    return F.pad(x.permute(0, 3, 1, 2), [*columns, *rows], mode="reflect").permute(0, 2, 3, 1)


# As the documentation of TensorFlow's operators has them.
OPS = {
    "ADD": lambda o, a, b: relu(o, 0, a + b),
    "CONCATENATION": lambda o, *parts: torch.cat(parts, o.scalar(0, "i")),
    "CONV_2D": convolution,
    "DEPTHWISE_CONV_2D": lambda o, x, *rest: convolution(o, x, *rest, groups=x.shape[3]),
    "DEPTH_TO_SPACE": depth_to_space,
    "DEQUANTIZE": lambda o, x: x,  # the reader has done it
    "FULLY_CONNECTED": lambda o, x, weights, bias: x @ weights.T + bias,
    "LOGISTIC": lambda o, x: torch.sigmoid(x),
    "MUL": lambda o, a, b: relu(o, 0, a * b),
    "RESHAPE": lambda o, x, shape: x.reshape(shape.tolist()),
    "MEAN": lambda o, x, axes: x.mean(axes.tolist(), keepdim=o.scalar(0, "?")),
    "SUB": lambda o, a, b: relu(o, 0, a - b),
    "RSQRT": lambda o, x: torch.rsqrt(x),
    "MIRROR_PAD": mirror_pad,
}


def run(data, **inputs):
    """Runs the only subgraph of a .tflite file. Returns {name: tensor} of all that it computed."""
    root = Reader.root(data)
    graph, buffers = root.tables(2)[0], root.tables(4)
    codes = [NAMES[code.scalar(3, "i")] for code in root.tables(1)]
    tensors, values = graph.tables(0), {}
    names = [tensor.text(3) for tensor in tensors]
    for number, tensor in enumerate(tensors):
        constant = buffers[tensor.scalar(2, "I")].array(0, np.uint8).tobytes()
        if constant:
            found = np.frombuffer(constant, TYPES[tensor.scalar(1, "b")]).reshape(tensor.array(0, np.int32))
            if found.dtype == np.int8:
                quantization = tensor.table(4)
                assert quantization.array(3, np.int64).tolist() == [0]
                found = found.astype(np.float64) * quantization.array(2, np.float32)[0]
            values[number] = torch.from_numpy(found.copy() if found.dtype == np.int32 else found.astype(np.float32))
    values |= {names.index(name): value for name, value in inputs.items()}
    for operator in graph.tables(3):
        found = [values[number] for number in operator.array(1, np.int32)]
        output = operator.array(2, np.int32)[0]
        values[output] = OPS[codes[operator.scalar(0, "I")]](operator.table(4), *found)
    return {names[number]: value for number, value in values.items()}


class FlatBufferTest(unittest.TestCase):
    def test_what_is_written_is_read(self):
        inner = Table({0: "inner", 2: np.uint8(7)})
        root = Table({0: np.int32(-5), 1: None, 2: "é", 3: [inner, Table({})], 4: np.int64([1, -1]), 5: Data(b"abc"), 6: inner})
        data = flatbuffer.encode(root, b"TEST")
        found = Reader.root(data)
        self.assertEqual(data[4:8], b"TEST")
        self.assertEqual((found.scalar(0, "i"), found.scalar(1, "i", 9), found.text(2)), (-5, 9, "é"))
        self.assertEqual([table.text(0) for table in found.tables(3)], ["inner", ""])
        self.assertEqual(found.table(6).scalar(2, "B"), 7)
        self.assertEqual(found.array(4, np.int64).tolist(), [1, -1])
        self.assertEqual(found.array(5, np.uint8).tobytes(), b"abc")
        self.assertEqual((found.target(5) + 4) % flatbuffer.DATA_ALIGNMENT, 0)

    def test_a_text_ends_in_a_zero_which_readers_in_c_count_on(self):
        data = flatbuffer.encode(Table({0: "abcd"}), b"TEST")
        self.assertIn(b"\x04\0\0\0abcd\0", data)


class GraphTest(unittest.TestCase):
    def model(self, network):
        net = random_net(network)
        return net, modelfile.Model(net.spec, STYLES, arrays(net))

    @torch.no_grad()
    def test_equals_the_module_at_the_size_of_the_file_and_at_others(self):
        for network in NETWORKS:
            net, model = self.model(network)
            data, style = tflitegraph.encode(model, "float32", 24, 32), torch.tensor([[0.2, 0.5, 0.3]])
            for height, width in ((24, 32), (36, 20)):
                with self.subTest(network=network, height=height):
                    image = torch.rand(1, 3, height, width)
                    found = run(data, image=image.permute(0, 2, 3, 1), style=style)["stylized"]
                    expected = net(image, style).permute(0, 2, 3, 1)
                    self.assertEqual(found.shape, expected.shape)
                    self.assertLess(float((found - expected).abs().max()), 1e-4)

    @torch.no_grad()
    def test_computes_with_what_a_model_of_the_precision_holds(self):
        net, model = self.model("compressed")
        image, style = torch.rand(1, 3, 24, 32), torch.tensor([[0.2, 0.5, 0.3]])
        for precision, kept in tflitegraph.PRECISIONS.items():
            with self.subTest(precision=precision):
                stored = {name: torch.from_numpy(decode(*encode(name, value, kept)).copy()) for name, value in model.weights.items()}
                net.set_named_weights(stored)
                found = run(tflitegraph.encode(model, precision, 24, 32), image=image.permute(0, 2, 3, 1), style=style)
                self.assertLess(float((found["stylized"] - net(image, style).permute(0, 2, 3, 1)).abs().max()), 1e-4)

    @torch.no_grad()
    def test_the_shapes_in_the_file_are_those_of_its_size(self):
        data = tflitegraph.encode(self.model("compressed")[1], "int8", 24, 32)
        computed = run(data, image=torch.rand(1, 24, 32, 3), style=torch.ones(1, 3) / 3)
        for tensor in Reader.root(data).tables(2)[0].tables(0):
            with self.subTest(name=tensor.text(3)):
                self.assertEqual(tensor.array(0, np.int32).tolist(), list(computed[tensor.text(3)].shape))

    def test_says_what_it_is(self):
        net, model = self.model("compressed")
        root = Reader.root(tflitegraph.encode(model, "float32"))
        buffers, signature = root.tables(4), root.tables(7)[0]
        texts = {entry.text(0): json.loads(buffers[entry.scalar(1, "I")].text(0)) for entry in root.tables(6)}
        self.assertEqual(texts, {"networkSpec": net.spec, "styles": STYLES})
        self.assertEqual((root.scalar(0, "I"), buffers[0].array(0, np.uint8).size), (3, 0))
        graph = root.tables(2)[0]
        names = [tensor.text(3) for tensor in graph.tables(0)]
        for slot, ends in ((0, ["image", "style"]), (1, ["stylized"])):
            self.assertEqual([entry.text(0) for entry in signature.tables(slot)], ends)
            self.assertEqual([names[number] for number in graph.array(slot + 1, np.int32)], ends)


class ExportTest(unittest.TestCase):
    def test_needs_no_checkpoint_and_the_cards_know_the_sizes(self):
        folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        net = random_net("compressed")
        for precision in ("float32", "uint8"):
            modelfile.write(folder / f"compressed-{precision}", net.spec, STYLES, arrays(net), precision)
            (folder / f"compressed-{precision}" / "card.json").write_text('{"version": 1}')
        models = [{"id": f"compressed-{p}", "network": "compressed", "precision": p} for p in ("float32", "uint8")]
        (folder / "manifest.json").write_text(json.dumps({"models": models}))
        export.export_tflite(folder, folder / "tflite")
        found = {path.name: path.stat().st_size for path in (folder / "tflite").iterdir()}
        self.assertEqual(set(found), {f"compressed-{precision}.tflite" for precision in tflitegraph.PRECISIONS})
        for precision, name in (("float32", "float32"), ("uint8", "int8")):
            card = json.loads((folder / f"compressed-{precision}" / "card.json").read_text())
            self.assertEqual(card, {"version": 1, "tfliteBytes": found[f"compressed-{name}.tflite"]})
