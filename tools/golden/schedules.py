"""Makes tests/golden/schedules.json anew: the rates that the snippets of web/lab/snippets give.

    python3 tools/golden/schedules.py

Needs Node and PyTorch (made with 1.13.1, Debian's python3-torch). PyTorch's snippets are run in PyTorch.
Those of Keras, Optax and Caffe are run against the stand-ins of this folder, which were worked out from
the libraries' sources and compute in double precision; the file labels them "source".
"""
import json
import pathlib
import subprocess
import sys
import types
import warnings

import torch

import stand_ins

root = pathlib.Path(__file__).resolve().parents[2]
target = root / "tests" / "golden" / "schedules.json"
SPARSE = 4  # of a library that was not run every fourth iteration is enough


def run(setup):
    """The names that a snippet defines."""
    model = torch.nn.Linear(1, 1)
    names = {"model": model}
    exec(setup, names)
    return names


def pytorch(case, setup):
    names = run(setup)
    optimizer, scheduler = names["optimizer"], names.get("scheduler")
    rate = lambda: optimizer.param_groups[0]["lr"]
    rates = []
    if "losses" in case:
        for loss in case["losses"]:
            scheduler.step(loss)
            rates.append(rate())
        return rates
    for t in range(case["iterations"] + 1):
        rates.append(rate())
        optimizer.step()
        if scheduler and t < case["iterations"]:
            scheduler.step()
    return rates


def function(case, setup):
    schedule = run(setup)["schedule"]
    if "losses" in case:
        return stand_ins.plateau_rates(schedule, case["schedule"]["rate"], case["losses"])
    at = range(0, case["iterations"] + 1, SPARSE)
    return [float(schedule(t)) if callable(schedule) else schedule for t in at]


def caffe(case, setup):
    return [stand_ins.caffe_rate(setup, t) for t in range(0, case["iterations"] + 1, SPARSE)]


makers = {"pytorch": pytorch, "keras": function, "optax": function, "caffe": caffe}


def fill(case):
    for snippet in case["snippets"]:
        library = snippet["library"]
        dense = library == "pytorch" or "losses" in case
        snippet["every"] = 1 if dense else SPARSE
        snippet["rates"] = makers[library](case, snippet["setup"])
    return case


def main():
    warnings.filterwarnings("ignore")
    stand_ins.install(sys.modules, types.ModuleType)
    printed = subprocess.run(
        ["node", str(root / "tools" / "golden" / "schedules.js")], check=True, capture_output=True
    )
    cases = [fill(case) for case in json.loads(printed.stdout)]
    lines = ",\n".join(json.dumps(case, ensure_ascii=False) for case in cases)
    target.write_text(f'{{"pytorch": "{torch.__version__}", "cases": [\n{lines}\n]}}\n')
    print(f"{target.relative_to(root)}: {len(cases)} schedules")


if __name__ == "__main__":
    main()
