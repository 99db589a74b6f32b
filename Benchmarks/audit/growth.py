"""Times Vouch's whole audit of worlds of growing size, and writes GROWTH.md.

    growth.py FOLDER [ROUNDS]

The worlds of the benchmark are used where they are there already.
"""

import pathlib
import statistics
import sys

import benchmark

# Weeks and scale of each world, by its name.
# The last takes nine gigabytes on the disk.
WORLDS = {"tiny": ("8", "0.02"), "tenth": ("8", "0.1"), "8": ("8", "1"), "52": ("52", "1"), "156": ("156", "1"), "region": ("156", "5")}

INTRODUCTION = """# How time and memory grow

Written by `make bench-growth`; do not edit.

The worlds are those of [the benchmark](RESULTS.md): invented counties whose home care is billed visit by visit. Each row is the
middle of {rounds} whole audits. Memory is that of the largest process. An audit that does not fit says so
before it reads anything: it is refused where one and a half times its text is not free. Files that the
system does not hold in memory come from the disk, which is part of what reading took.

{machine}

| payment lines | text, MB | read, s | rules, s | workbooks, s | process, s | microseconds a line | memory, MB | memory to text |
|---|---|---|---|---|---|---|---|---|
"""


def lines(path):
    """How many lines a file has beneath its headings."""
    with path.open("rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b"")) - 1


def main(folder, rounds=3):
    folder = pathlib.Path(folder).absolute()
    rows = []
    for name, (weeks, scale) in WORLDS.items():
        world = benchmark.make_world(folder / f"world-{name}", weeks, scale)
        out = folder / "out-growth"
        command = [benchmark.VOUCH, "audit", "--verbose", "--config", world / "audit.yaml", "--out", out]
        runs = [benchmark.run(command) for _ in range(rounds)]
        count = lines(world / "extracts/payments.csv")
        text = sum(path.stat().st_size for path in world.glob("*/*.csv")) / 1e6
        wall = statistics.median(r.wall for r in runs)
        memory = statistics.median(r.memory for r in runs)
        stages = [f"{statistics.median(r.stages[stage] for r in runs):.2f}" for stage in benchmark.STAGES]
        cells = [f"{count:,}", f"{text:.1f}", *stages, f"{wall:.2f}", f"{wall / count * 1e6:.1f}"]
        cells += [f"{memory:.0f}", f"{memory * 1.048576 / text:.1f} ×"]
        rows.append(f"| {' | '.join(cells)} |\n")
        print(rows[-1], end="", flush=True)
    page = INTRODUCTION.format(rounds=rounds, machine=benchmark.machine())
    (benchmark.HERE / "GROWTH.md").write_text(page + "".join(rows))


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:3]))
