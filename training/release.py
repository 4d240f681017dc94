#!/usr/bin/env python3
"""Everything that a trained pair of networks ships with: models, thumbnails, goldens, measured quality."""
import argparse
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
CHECKPOINTS = [HERE / "runs" / network / "checkpoint.pt" for network in ("original", "compressed")]


def arguments():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--photos", type=int, default=100, help="held-out photos to measure on")
    return p.parse_args()


def main():
    photos = arguments().photos
    for script, *rest in (
        ("export.py", "--checkpoint", *CHECKPOINTS),
        ("thumbnails.py",),
        ("goldens.py",),
        ("evaluate.py", "--photos", str(photos)),  # last, since it takes longest
    ):
        if subprocess.run([sys.executable, HERE / script, *rest]).returncode:
            raise SystemExit(f"release: {script} stopped; what came before it is written.")


if __name__ == "__main__":
    main()
