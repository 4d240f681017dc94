"""Which channels of a trained network a narrower one keeps.

A channel matters as much as its norm scales it (Liu et al. 2017, "Learning Efficient Convolutional Networks through
Network Slimming"): the mean over all rows of the magnitude of its scale. Channels that are added to each other, which
are those of the residual blocks' ends and of what comes before them, stay or go together.
"""
import torch


def streams(net):
    """-> {name of a convolution: name of the first one whose channels its own are added to, or its own}"""
    out, before = {}, {}
    previous = ""
    for name, module in net.convs.items():
        if module.conv.keeps:
            before[module.conv.keeps] = previous
        out[name] = before[module.conv.adds] if module.conv.adds else name
        previous = out[name]
    return out


def kept(net, source):
    """-> {name: the channels of `source` that the convolution of `net` has, in their order}, of those that both have"""
    stream_of = streams(net)
    matters, wanted = {}, {}
    for name, module in net.convs.items():
        if name not in source.convs or not source.convs[name].conv.normalized:
            continue
        stream = stream_of[name]
        matters[stream] = matters.get(stream, 0) + source.convs[name].scale.detach().abs().mean(0)
        wanted[stream] = module.conv.cout
    best = {s: torch.sort(m.topk(min(wanted[s], len(m))).indices).values for s, m in matters.items()}
    return {name: best[stream] for name, stream in stream_of.items() if stream in best}
