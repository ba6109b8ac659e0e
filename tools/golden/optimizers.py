"""Makes tests/golden/optimizers.json anew: 20 steps of torch.optim's optimizers on a small regression.

    python3 tools/golden/optimizers.py

Needs PyTorch (made with 1.13.1, Debian's python3-torch).
"""
import json
import pathlib

import torch

target = pathlib.Path(__file__).resolve().parents[2] / "tests" / "golden" / "optimizers.json"
LAYERS = [8, 10, 6, 3]
SAMPLES, BATCH, EPOCHS = 40, 10, 5

# What describeRun is told, and what torch.optim is.
CASES = [
    ({"kind": "sgd"}, torch.optim.SGD, {}, 0.5),
    ({"kind": "momentum"}, torch.optim.SGD, {"momentum": 0.9}, 0.1),
    (
        {"kind": "momentum", "momentum": 0.5, "decay": 0.01},
        torch.optim.SGD,
        {"momentum": 0.5, "weight_decay": 0.01},
        0.2,
    ),
    ({"kind": "nesterov"}, torch.optim.SGD, {"momentum": 0.9, "nesterov": True}, 0.1),
    (
        {"kind": "nesterov", "decay": 0.1},
        torch.optim.SGD,
        {"momentum": 0.9, "nesterov": True, "weight_decay": 0.1},
        0.05,
    ),
    ({"kind": "adagrad"}, torch.optim.Adagrad, {}, 0.05),
    (
        {"kind": "adagrad", "epsilon": 1e-6, "decay": 0.01},
        torch.optim.Adagrad,
        {"eps": 1e-6, "weight_decay": 0.01},
        0.1,
    ),
    ({"kind": "rmsprop"}, torch.optim.RMSprop, {}, 0.005),
    (
        {"kind": "rmsprop", "beta2": 0.9, "epsilon": 1e-4, "decay": 0.01},
        torch.optim.RMSprop,
        {"alpha": 0.9, "eps": 1e-4, "weight_decay": 0.01},
        0.01,
    ),
    ({"kind": "adam"}, torch.optim.Adam, {}, 0.01),
    (
        {"kind": "adam", "beta1": 0.8, "beta2": 0.95, "epsilon": 1e-5, "decay": 0.01},
        torch.optim.Adam,
        {"betas": (0.8, 0.95), "eps": 1e-5, "weight_decay": 0.01},
        0.02,
    ),
    ({"kind": "adamw"}, torch.optim.AdamW, {}, 0.01),
    (
        {"kind": "adamw", "decay": 0.3},
        torch.optim.AdamW,
        {"weight_decay": 0.3},
        0.02,
    ),
]


def build(weights):
    """Layers of tanh, sigmoid and the identity, with these weights and biases of 0."""
    layers = [torch.nn.Linear(i, o) for i, o in zip(LAYERS, LAYERS[1:])]
    with torch.no_grad():
        for layer, values in zip(layers, weights):
            layer.weight.copy_(values.T)
            layer.bias.zero_()
    return torch.nn.Sequential(layers[0], torch.nn.Tanh(), layers[1], torch.nn.Sigmoid(), layers[2])


def train(model, optimizer, inputs, targets, orders):
    for order in orders:
        for batch in order.split(BATCH):
            optimizer.zero_grad()
            misses = model(inputs[batch]) - targets[batch]
            (0.5 * misses.square().sum(1).mean()).backward()
            optimizer.step()


def numbers(tensor):
    """Row by row, with as many digits as a float needs."""
    return [float(f"{value:.9g}") for value in tensor.detach().flatten().tolist()]


def main():
    torch.manual_seed(6)
    torch.set_num_threads(1)
    inputs = torch.rand(SAMPLES, LAYERS[0])
    targets = torch.stack([inputs.sum(1) / 4, inputs[:, 0] - inputs[:, 1], inputs[:, 2] ** 2], 1)
    orders = [torch.randperm(SAMPLES) for _ in range(EPOCHS)]
    weights = [
        (2 * torch.rand(i, o) - 1) * (6 / (i + o)) ** 0.5 for i, o in zip(LAYERS, LAYERS[1:])
    ]
    cases = []
    for described, optimizer, settings, rate in CASES:
        model = build(weights)
        train(model, optimizer(model.parameters(), lr=rate, **settings), inputs, targets, orders)
        trained = [numbers(layer.weight.T) for layer in model if hasattr(layer, "weight")]
        cases.append({"optimizer": described, "rate": rate, "weights": trained})
    problem = {
        "torch": torch.__version__,
        "layers": LAYERS,
        "batch": BATCH,
        "inputs": numbers(inputs),
        "targets": numbers(targets),
        "orders": [order.tolist() for order in orders],
        "weights": [numbers(values) for values in weights],
        "cases": cases,
    }
    target.write_text(json.dumps(problem) + "\n")


if __name__ == "__main__":
    main()
