"""A trained network as the teacher of a smaller one.

Hinton et al. 2015, "Distilling the Knowledge in a Neural Network": the small network is told what the large
one paints, too, which is a target that a network can reach, where the paintings' statistics are none.
"""
import torch

import loss as losses


class Teacher:
    """`net`, a StyleNet with the rows of the network that learns; `weight` of its term in the loss."""

    def __init__(self, net, weight):
        self.net, self.weight = net, weight
        self.net.fast = True

    @torch.no_grad()
    def paints(self, photo, mix):
        """[N, 3, H, W], [N, R] -> its paintings [N, 3, H, W]."""
        return self.net(photo, mix)

    @staticmethod
    def distance(found, taught):
        """How far a painting's features in the loss network are from those of the teacher's; [N]."""
        return losses.distance(found, taught, range(len(losses.CONVS_PER_BLOCK)))
