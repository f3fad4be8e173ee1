"""The mean of the weights of several runs, in equal parts (Wortsman et al. 2022): what each forgot, the others kept.

python -m training.average --runs training/runs/A training/runs/B --out training/runs/NAME
"""

import argparse
from pathlib import Path

import torch


def main() -> None:
    """Write the checkpoint."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--runs", type=Path, nargs="+", required=True)
    options.add_argument("--out", type=Path, required=True)
    given = options.parse_args()
    states = [torch.load(run / "checkpoint.pt", weights_only=True)["average"] for run in given.runs]
    given.out.mkdir(parents=True, exist_ok=True)
    mean = {name: sum(state[name] for state in states) / len(states) for name in states[0]}
    torch.save({"average": mean}, given.out / "checkpoint.pt")


if __name__ == "__main__":
    main()
