"""ONNX files: a reader of its own finds what was written, and the graph computes what the network does."""
import json
import struct
import tempfile
import unittest
from collections import defaultdict
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

import export
import modelfile
import onnxgraph
import onnxwire as wire
from test_modelfile import STYLES, arrays
from test_network import NETWORKS, random_net


def read_varint(data, at):
    value = shift = 0
    while True:
        byte, at = data[at], at + 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7


def read(data):
    """A message -> {field number: [values]}"""
    fields, at = defaultdict(list), 0
    while at < len(data):
        key, at = read_varint(data, at)
        if key & 7 == wire.VARINT:
            value, at = read_varint(data, at)
        else:
            size, at = (4, at) if key & 7 == wire.FLOAT32 else read_varint(data, at)
            value, at = data[at : at + size], at + size
            assert len(value) == size, "a field that goes on behind the end"
        fields[key >> 3].append(value)
    return fields


def read_tensor(data):
    fields = read(data)
    dtype = {wire.FLOAT: "<f4", wire.INT64: "<i8"}[fields[2][0]]
    return fields[8][0].decode(), np.frombuffer(fields[9][0], dtype).reshape(fields[1])


def read_attribute(data):
    fields = read(data)
    decoded = {
        1: lambda: struct.unpack("<f", fields[2][0])[0],
        2: lambda: fields[3][0],
        3: lambda: fields[4][0].decode(),
        7: lambda: fields[8],
    }
    return fields[1][0].decode(), decoded[fields[20][0]]()


def names(values):
    return [value.decode() for value in values]


def pad(attr, x, pads):
    assert attr["mode"] == "reflect"
    _, _, top, left, _, _, bottom, right = pads.tolist()
    return F.pad(x, [left, right, top, bottom], mode="reflect")


OPS = {
    "Transpose": lambda attr, x: x.permute(attr["perm"]),
    "Resize": lambda attr, x, roi, scales: F.interpolate(x, scale_factor=tuple(scales[2:].tolist()), mode="nearest"),
    "Pad": pad,
    "Conv": lambda attr, x, w: F.conv2d(
        x, w, stride=attr.get("strides", 1), groups=attr.get("group", 1), dilation=attr.get("dilations", 1)
    ),
    "MatMul": lambda attr, a, b: a @ b,
    "Reshape": lambda attr, x, shape: x.reshape(shape.tolist()),
    "InstanceNormalization": lambda attr, x, scale, shift: F.instance_norm(
        x, weight=scale, bias=shift, eps=attr["epsilon"]
    ),
    "Relu": lambda attr, x: F.relu(x),
    "Sigmoid": lambda attr, x: torch.sigmoid(x),
    "Add": lambda attr, a, b: a + b,
}


class WireTest(unittest.TestCase):
    def test_varints_are_those_of_protobufs_documentation(self):
        self.assertEqual(wire.varint(1), b"\x01")
        self.assertEqual(wire.varint(150), b"\x96\x01")
        self.assertEqual(wire.varint(-1), b"\xff" * 9 + b"\x01")
        self.assertEqual(wire.field(1, 150), b"\x08\x96\x01")
        self.assertEqual(wire.field(2, "testing"), b"\x12\x07testing")

    def test_tensors(self):
        for value in (np.float32([[1.5, -2], [0, 3]]), np.array([0, -1]), np.arange(6.0, dtype=np.float32).reshape(2, 3).T):
            name, found = read_tensor(wire.tensor("a/b", value))
            self.assertEqual(name, "a/b")
            np.testing.assert_array_equal(found, value)

    def test_attributes(self):
        for value in (1e-5, 3, "reflect", [1, 2]):
            name, found = read_attribute(wire.attribute("x", value))
            self.assertEqual(name, "x")
            self.assertAlmostEqual(found, value) if isinstance(value, float) else self.assertEqual(found, value)

    def test_sizes_are_numbers_or_names(self):
        name, kind = (read(wire.value("image", 1, "height"))[i][0] for i in (1, 2))
        tensor = read(read(kind)[1][0])
        dims = [read(dim) for dim in read(tensor[2][0])[1]]
        self.assertEqual((name, tensor[1]), (b"image", [wire.FLOAT]))
        self.assertEqual([dims[0][1], dims[1][2]], [[1], [b"height"]])


class GraphTest(unittest.TestCase):
    def model(self, network):
        net = random_net(network)
        return net, read(onnxgraph.encode(modelfile.Model(net.spec, STYLES, arrays(net))))

    def run_graph(self, graph, **inputs):
        values = {**inputs, "": None, **{n: torch.from_numpy(v.copy()) for n, v in map(read_tensor, graph[5])}}
        for node in map(read, graph[1]):
            attributes = dict(map(read_attribute, node[5]))
            found = [values[name] for name in names(node[1])]
            values[node[2][0].decode()] = OPS[node[4][0].decode()](attributes, *found)
        return values["stylized"]

    @torch.no_grad()
    def test_equals_the_module(self):
        for network in NETWORKS:
            with self.subTest(network=network):
                net, model = self.model(network)
                image, style = torch.rand(1, 3, 20, 32), torch.tensor([[0.2, 0.5, 0.3]])
                found = self.run_graph(read(model[7][0]), image=image.permute(0, 2, 3, 1), style=style)
                expected = net(image, style).permute(0, 2, 3, 1)
                self.assertEqual(found.shape, expected.shape)
                self.assertLess(float((found - expected).abs().max()), 1e-4)

    def test_says_what_it_is(self):
        net, model = self.model("compressed")
        graph = read(model[7][0])
        self.assertEqual((model[1], read(model[8][0])[2]), ([wire.IR_VERSION], [wire.OPSET]))
        ends = [[read(value)[1][0] for value in graph[number]] for number in (11, 12)]
        self.assertEqual(ends, [[b"image", b"style"], [b"stylized"]])
        metadata = {entry[1][0].decode(): json.loads(entry[2][0]) for entry in map(read, model[14])}
        self.assertEqual(metadata, {"networkSpec": net.spec, "styles": STYLES})


class ExportTest(unittest.TestCase):
    def test_the_float32_models_of_the_manifest_need_no_checkpoint(self):
        folder = Path(self.enterContext(tempfile.TemporaryDirectory())) / "onnx"
        export.export_onnx(export.MODELS, folder)
        found = {path.name for path in folder.iterdir()}
        self.assertEqual(found, {f"{name}.onnx" for name in modelfile.listed(export.MODELS, ("float32",))})
