"""What the peers share: the clock that tells stages apart, and the settings of a world."""

import datetime
import pathlib
import re
import time


class Clock:
    """Times stages, one after the other; what is inside a stage may be noted too."""

    def __init__(self, started):
        self.last = self.noted = started
        self.stages, self.notes = [], []
        self.done("import")

    def done(self, stage):
        now = time.perf_counter()
        self.stages.append((stage, now - self.last))
        self.last = self.noted = now

    def note(self, step):
        now = time.perf_counter()
        self.notes.append((step, now - self.noted))
        self.noted = now

    def report(self):
        for step, seconds in self.notes:
            print(f"step {step} {seconds:.3f}")
        for stage, seconds in self.stages:
            print(f"stage {stage} {seconds:.3f}")


def days(world):
    """The day that the audit speaks of, and the days that the payments cover, out of audit.yaml."""
    text = (pathlib.Path(world) / "audit.yaml").read_text()
    as_at = re.search(r"^as_at: (\S+)", text, re.M).group(1)
    first, last = re.search(r"covers: { from: (\S+), to: (\S+) }", text).groups()
    found = {"as_at": as_at, "covers_from": first, "covers_to": last}
    return {name: datetime.date.fromisoformat(day) for name, day in found.items()}
