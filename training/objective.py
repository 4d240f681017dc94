"""What a step of training minimizes: the loss of photos that are painted in drawn styles."""
from typing import NamedTuple

import numpy as np
import torch

import loss as losses
import stability
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
    rows: torch.Tensor  # [N], the style of each photo
    move: torch.Tensor  # [2], how far the camera of `again` is moved: (dy, dx)
    corner: torch.Tensor  # [2], where the loss network's window begins: (y, x)


class Objective:
    """The loss of `net` by `lossnet`. `grams`: [turn][layer] the Gram matrices [S, C, C] of the paintings.

    `weights`: of its terms, content, style, variation and steady; with `teacher`, a distil.Teacher, teacher, too.
    """

    def __init__(self, net, lossnet, grams, weights, teacher=None):
        self.net, self.lossnet, self.grams, self.weights, self.teacher = net, lossnet, grams, weights, teacher
        net.fast, net.normalize = True, fused(normalize)
        if teacher:
            teacher.net.normalize = net.normalize
        self.content_loss, self.style_loss = fused(losses.content_loss), fused(losses.style_loss)
        self.total_variation, self.taught_loss = fused(losses.total_variation), fused(Teacher.distance)
        # With padding and normalization in one pass; not tried on a CPU, where compiling is for the parts above.
        whole = fused if next(net.parameters()).is_cuda else lambda function: function
        self.paint, self.look = whole(net.forward), whole(self.seen)

    def inputs(self, wide, drawn, random):
        """Photos [N, 3, H + 2 SHIFT, W + 2 SHIFT] and the style row of each -> Inputs on the photos' device."""
        again, move = stability.disturbed(wide[: max(1, len(wide) // 4)], random)
        photo = stability.middle(wide)
        corner = random.integers(0, np.array(photo.shape[2:]) // WINDOW + 1)
        numbers = torch.from_numpy(np.concatenate([drawn, move, corner]))
        if wide.is_cuda:  # from pinned memory, so that nobody waits for the copy
            numbers = numbers.pin_memory().to(wide.device, non_blocking=True)
        photo, again = (x.contiguous(memory_format=torch.channels_last) for x in (photo, again))
        return Inputs(photo, again, *numbers.split([len(drawn), 2, 2]))

    def seen(self, painted, photo, targets):
        """-> (content [N], style [N], the features of the paintings; None without a teacher: unused, they'd cost zeros)"""
        with torch.no_grad():
            wanted = self.lossnet(photo, losses.CONTENT_LAYERS)
        found = self.lossnet(painted)
        return self.content_loss(found, wanted), self.style_loss(found, targets), found if self.teacher else None

    def __call__(self, inputs, turn):
        """-> {term: mean}, of those that have a weight and "total", and each picture's score [N].

        `turn`: the symmetry through which the loss network looks.
        """
        photo, again, rows, move, corner = inputs
        batch, twins = len(photo), len(again)
        with autocast(photo.device):
            one_hot = torch.eye(self.net.styles, device=photo.device)[torch.cat([rows, rows[:twins]])]
            painted, painted_again = self.paint(torch.cat([photo, again]), one_hot).split([batch, twins])
            targets = [layer[rows] for layer in self.grams[turn]]
            content, style, found = self.look(view(painted, corner, turn), view(photo, corner, turn), targets)
            terms = {
                "content": content.mean(),
                "style": style.mean(),
                "variation": self.total_variation(painted).mean(),
                "steady": stability.difference(painted[:twins], painted_again, move).mean(),
            }
            if self.teacher:
                taught = self.taught(photo, one_hot[:batch], corner, turn)
                terms["teacher"] = self.taught_loss(found, taught).mean()
        terms["total"] = sum(self.weights[name] * term for name, term in terms.items())
        return terms, content + losses.STYLE_WEIGHT * style

    @torch.no_grad()
    def taught(self, photo, one_hot, corner, turn):
        return self.lossnet(view(self.teacher.paints(photo, one_hot), corner, turn))


def view(picture, corner, turn):
    """What the loss network sees of [N, C, H, W]: a window from `corner` on, turned."""
    for axis, start in zip((2, 3), corner):
        side = picture.shape[axis]
        picture = picture.index_select(axis, start + torch.arange(side - side // WINDOW, device=picture.device))
    return losses.turned(picture.contiguous(memory_format=torch.channels_last), turn)
