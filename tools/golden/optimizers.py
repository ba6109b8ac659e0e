"""Makes tests/golden/optimizers.json anew: 20 steps of torch.optim's optimizers on a small regression.

    python3 tools/golden/optimizers.py

Needs Node and PyTorch (made with 1.13.1, Debian's python3-torch). The optimizers are made by the very code
that the page gives to take home (optimizers.js prints it).
"""
import json
import pathlib
import subprocess

import torch

root = pathlib.Path(__file__).resolve().parents[2]
target = root / "tests" / "golden" / "optimizers.json"
LAYERS = [8, 10, 6, 3]
SAMPLES, BATCH, EPOCHS = 40, 10, 5


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
    printed = subprocess.run(
        ["node", str(root / "tools" / "golden" / "optimizers.js")], check=True, capture_output=True
    )
    cases = json.loads(printed.stdout)
    for case in cases:
        model = build(weights)
        names = {"model": model}
        exec(case["setup"], names)
        train(model, names["optimizer"], inputs, targets, orders)
        case["weights"] = [numbers(layer.weight.T) for layer in model if hasattr(layer, "weight")]
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
