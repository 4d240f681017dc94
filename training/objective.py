"""What a step of training minimizes: the loss of photos that are painted in drawn styles."""
from typing import NamedTuple

import numpy as np
import torch

import boldness
import loss as losses
import rim
import stability
import strokes
import weave
from distil import Teacher
from fast import autocast, fused
from model import normalize

# The loss network looks at all but a 16th of a picture's height and width, each time at another part: it mirrors what
# is at its border, and a painter who knows where that is paints a frame of dashes, which it sees double.
WINDOW = 16


class Inputs(NamedTuple):
    """All that differs from step to step but for the symmetry, as tensors: a CUDA graph takes nothing else."""

    photo: torch.Tensor  # [N, 3, H, W] in 0..1
    again: torch.Tensor  # [T, 3, H, W], the first T photos disturbed
    styles: torch.Tensor  # [N], the style of each photo
    bold: torch.Tensor  # [N], how boldly it is painted, 0..boldness.SCALE
    move: torch.Tensor  # [2], how far the camera of `again` is moved: (dy, dx)
    corner: torch.Tensor  # [2], where the loss network's window begins: (y, x)


class Objective:
    """The loss of `net`, which has a soft and a bold row for each of S styles (rows.py).

    lossnet, vgg: the two loss networks (loss.py, strokes.py). grams: [turn][layer of strokes.LAYERS], the Gram matrices
    [S, C, C] of the paintings. levels: [S][2], the weight of style against content in soft and in bold paintings.
    weights: of the terms `painted` (content and style), `variation`, `steady`, `rim`, `weave` and, with `teacher`, a
    distil.Teacher, `teacher`. layers: of strokes.LAYERS; balance: see boldness.py; lines: weave.log_ratios of the paintings.
    """

    def __init__(
        self, net, lossnet, vgg, grams, levels, weights, teacher=None,
        layers=strokes.weights(), balance=boldness.BALANCE, lines=None,
    ):
        self.net, self.lossnet, self.vgg, self.grams = net, lossnet, vgg, grams
        self.weights, self.teacher, self.layers, self.balance, self.lines = weights, teacher, layers, balance, lines
        if weights.get("weave") and lines is None:
            raise ValueError("The term weave needs `lines`, those of the paintings.")
        # On the device from the start: a CUDA graph can't copy it there.
        self.levels = torch.tensor(levels, dtype=torch.float32, device=next(net.parameters()).device)
        net.fast, net.normalize = True, fused(normalize)
        if teacher:
            teacher.net.normalize = net.normalize
        self.content_terms = fused(losses.content_terms)
        self.total_variation, self.taught_loss = fused(losses.total_variation), fused(Teacher.distance)
        # With padding and normalization in one pass; not tried on a CPU, where compiling is for the parts above.
        whole = fused if next(net.parameters()).is_cuda else lambda function: function
        self.paint, self.look = whole(net.forward), whole(self.seen)

    def inputs(self, wide, drawn, random):
        """Returns Inputs on the photos' device. wide: photos [N, 3, H + 2 SHIFT, W + 2 SHIFT]; drawn: the style of each."""
        again, move = stability.disturbed(wide[: max(1, len(wide) // 4)], random)
        photo = stability.middle(wide)
        corner = random.integers(0, np.array(photo.shape[2:]) // WINDOW + 1)
        bold = boldness.draw(random, len(drawn))
        numbers = torch.from_numpy(np.concatenate([drawn, bold, move, corner]))
        if wide.is_cuda:  # from pinned memory, so that nobody waits for the copy
            numbers = numbers.pin_memory().to(wide.device, non_blocking=True)
        photo, again = (x.contiguous(memory_format=torch.channels_last) for x in (photo, again))
        return Inputs(photo, again, *numbers.split([len(drawn), len(drawn), 2, 2]))

    def mix(self, styles, bold):
        """Returns the `style` input [N, 2 S]. styles: [N]; bold: [N] in 0..1."""
        eye, bold = torch.eye(self.net.rows, device=styles.device), bold[:, None]
        return eye[styles] * (1 - bold) + eye[styles + self.net.rows // 2] * bold

    def seen(self, painted, photo, targets, bold):
        """Returns (content [N], style [N], the features of the paintings; None without a teacher: unused, they'd cost zeros)"""
        with torch.no_grad():
            wanted = self.lossnet(photo, losses.CONTENT_LAYERS)
        found = self.lossnet(painted)
        style = strokes.style_terms(strokes.features(self.vgg, self.lossnet, painted, found), targets, self.layers)
        return self.content_terms(found, wanted, bold), style, found if self.teacher else None

    def __call__(self, inputs, turn):
        """Returns {term: mean}, with "total", and each picture's score [N], which only tells hard styles from easy ones.

        `turn`: the symmetry through which the loss networks look.
        """
        photo, again, styles, bold, move, corner = inputs
        batch, twins = len(photo), len(again)
        with autocast(photo.device):
            bold = bold / boldness.SCALE
            mix = self.mix(styles, bold)
            twice = torch.cat([mix, mix[:twins]])
            painted, painted_again = self.paint(torch.cat([photo, again]), twice).split([batch, twins])
            targets = [layer[styles] for layer in self.grams[turn]]
            content, style, found = self.look(view(painted, corner, turn), view(photo, corner, turn), targets, bold)
            strength = boldness.strength(self.levels[styles], bold)
            terms = {
                "painted": (boldness.balance(strength, self.balance) * (content + strength * style)).mean(),
                "content": content.mean(),
                "style": style.mean(),
                "variation": self.total_variation(painted).mean(),
                "steady": stability.difference(painted[:twins], painted_again, move).mean(),
            }
            if self.weights.get("rim"):
                half = batch // 2  # of the crops, since a wide one takes longer: 1.6 times for 256 pixels, 2.3 times for 128
                wanted = rim.target(self.net, photo[half:], mix[half:])
                terms["rim"] = rim.difference(painted[half:], wanted).mean()
            if self.weights.get("weave"):
                terms["weave"] = weave.excess(painted, photo, self.lines[styles]).mean()
            if self.teacher:
                taught = self.taught(photo, mix, corner, turn)
                terms["teacher"] = self.taught_loss(found, taught).mean()
        terms["total"] = sum(weight * terms[name] for name, weight in self.weights.items())
        return terms, content + losses.STYLE_WEIGHT * style

    @torch.no_grad()
    def taught(self, photo, mix, corner, turn):
        return self.lossnet(view(self.teacher.paints(photo, mix), corner, turn))


def view(picture, corner, turn):
    """What the loss network sees of [N, C, H, W]: a window from `corner` on, turned."""
    for axis, start in zip((2, 3), corner):
        side = picture.shape[axis]
        picture = picture.index_select(axis, start + torch.arange(side - side // WINDOW, device=picture.device))
    return losses.turned(picture.contiguous(memory_format=torch.channels_last), turn)
