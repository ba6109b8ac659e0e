"""NumPy and PyTorch on one thread: peers.py STYLE DATA TASK BATCH RATE COUNT JUDGE prints one JSON line."""

import json
import sys
import time

import numpy as np

style, data, task = sys.argv[1:4]
batch, rate, count, judge = int(sys.argv[4]), float(sys.argv[5]), int(sys.argv[6]), int(sys.argv[7])

images = np.fromfile(f"{data}/train-images-idx3-ubyte", np.uint8)[16:].reshape(-1, 784)
labels = np.fromfile(f"{data}/train-labels-idx1-ubyte", np.uint8)[8:].astype(np.int64)
order = np.fromfile(f"{task}/order.u32", np.uint32).astype(np.int64)
validation, order = order[:5000], order[5000 : 5000 + count]
flat = np.fromfile(f"{task}/weights.f32", np.float32)
inputs = images.astype(np.float32) / np.float32(255)

weights, at = [], 0
for rows, columns in ((784, 64), (64, 16), (16, 10)):
    weights.append(flat[at : at + rows * columns].reshape(rows, columns).copy())
    at += rows * columns
    weights.append(flat[at : at + columns].copy())
    at += columns


def numpy_steps():
    w1, b1, w2, b2, w3, b3 = weights
    for start in range(0, count, batch):
        chosen = order[start : start + batch]
        x, y = inputs[chosen], labels[chosen]
        a1 = 1 / (1 + np.exp(-(x @ w1 + b1)))
        a2 = np.tanh(a1 @ w2 + b2)
        z = a2 @ w3 + b3
        p = np.exp(z - z.max(1, keepdims=True))
        d3 = p / p.sum(1, keepdims=True)
        d3[np.arange(len(y)), y] -= 1
        d3 *= np.float32(-rate / len(y))
        d2 = (d3 @ w3.T) * (1 - a2 * a2)
        d1 = (d2 @ w2.T) * (a1 * (1 - a1))
        w3 += a2.T @ d3
        w2 += a1.T @ d2
        w1 += x.T @ d1
        b3 += d3.sum(0)
        b2 += d2.sum(0)
        b1 += d1.sum(0)


def torch_by_hand():
    import torch

    w1, b1, w2, b2, w3, b3 = (torch.from_numpy(value) for value in weights)
    x_all, y_all, places = map(torch.from_numpy, (inputs, labels, order))

    def steps():
        with torch.no_grad():
            for start in range(0, count, batch):
                chosen = places[start : start + batch]
                x, y = x_all[chosen], y_all[chosen]
                a1 = torch.sigmoid(torch.addmm(b1, x, w1))
                a2 = torch.tanh(torch.addmm(b2, a1, w2))
                d3 = torch.softmax(torch.addmm(b3, a2, w3), 1)
                d3[torch.arange(len(y)), y] -= 1
                d2 = (d3 @ w3.T).mul_(1 - a2 * a2)
                d1 = (d2 @ w2.T).mul_(a1 * (1 - a1))
                factor = -rate / len(y)
                w3.addmm_(a2.T, d3, alpha=factor)
                w2.addmm_(a1.T, d2, alpha=factor)
                w1.addmm_(x.T, d1, alpha=factor)
                b3.add_(d3.sum(0), alpha=factor)
                b2.add_(d2.sum(0), alpha=factor)
                b1.add_(d1.sum(0), alpha=factor)

    return steps


def torch_sequential():
    import torch
    from torch import nn

    model = nn.Sequential(
        nn.Linear(784, 64), nn.Sigmoid(), nn.Linear(64, 16), nn.Tanh(), nn.Linear(16, 10)
    )
    parameters = list(model.parameters())
    with torch.no_grad():
        for parameter, value in zip(parameters, weights):
            parameter.copy_(torch.from_numpy(value.T.copy() if value.ndim == 2 else value))
    optimizer = torch.optim.SGD(parameters, lr=rate)
    criterion = nn.CrossEntropyLoss()
    x_all, y_all, places = map(torch.from_numpy, (inputs, labels, order))

    def steps():
        for start in range(0, count, batch):
            chosen = places[start : start + batch]
            optimizer.zero_grad()
            criterion(model(x_all[chosen]), y_all[chosen]).backward()
            optimizer.step()
        for parameter, value in zip(parameters, weights):
            array = parameter.detach().numpy()
            value[:] = array.T if value.ndim == 2 else array

    return steps


def accuracy():
    w1, b1, w2, b2, w3, b3 = weights
    a1 = 1 / (1 + np.exp(-(inputs[validation] @ w1 + b1)))
    z = np.tanh(a1 @ w2 + b2) @ w3 + b3
    return float((z.argmax(1) == labels[validation]).mean())


if style.startswith("torch"):
    import torch

    torch.set_num_threads(1)
    steps = torch_by_hand() if style == "torch-hand" else torch_sequential()
else:
    steps = numpy_steps
started = time.perf_counter()
steps()
seconds = time.perf_counter() - started
print(json.dumps({"seconds": seconds, "accuracy": accuracy() if judge else None}))
