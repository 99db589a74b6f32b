"""Times Vouch's whole audit beside DuckDB's and Polars', and writes RESULTS.md.

    benchmark.py FOLDER [ROUNDS [WEEKS ...]]

Worlds are made in FOLDER once, and are always the same. First each program audits each world once, and all must find the
same; then whole processes run in turn, A B C A B C, so that whatever else the machine does meets them alike.
"""

import dataclasses
import os
import pathlib
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import proof
import workbooks

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parents[1]
VOUCH, SAMPLE_WORLD = ROOT / ".build/release/vouch", ROOT / ".build/release/sample-world"
PEERS = {"DuckDB": "peer_duckdb.py", "Polars": "peer_polars.py"}
STAGES = ["read", "rules", "workbooks"]


@dataclasses.dataclass
class Run:
    """What one process took: seconds from start to end, of processors and by stage, and its most memory in MB."""

    wall: float
    cpu: float
    memory: float
    stages: dict[str, float]


def output(command, **options):
    return subprocess.run(list(map(str, command)), check=True, capture_output=True, text=True, **options).stdout


def run(command):
    """Runs a command once, measured by the system's own account of the finished process."""
    command = list(map(str, command))
    with tempfile.TemporaryFile("w+") as said:
        actions = [(os.POSIX_SPAWN_DUP2, said.fileno(), number) for number in (1, 2)]
        start = time.perf_counter()
        process = os.posix_spawn(command[0], command, os.environ, file_actions=actions)
        _, status, usage = os.wait4(process, 0)
        wall = time.perf_counter() - start
        said.seek(0)
        text = said.read()
    assert status == 0, f"{command} failed:\n{text}"
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, stages(text))


def stages(text):
    """Seconds by stage: as the peers print them, or from Vouch's log, whose steps are put together."""
    seconds = {name: float(value) for name, value in re.findall(r"^stage (\S+) (\S+)$", text, re.M)}
    if seconds:
        return {"start": seconds["import"] + seconds["open"], **{stage: seconds[stage] for stage in STAGES}}
    seconds = dict.fromkeys(STAGES, 0.0)
    for step, milliseconds in re.findall(r"\[vouch\] (.+): (\d+) ms$", text, re.M):
        verb = step.split()[0]
        stage = {"reading": "read", "writing": "workbooks", "publishing": "workbooks"}.get(verb, "rules")
        seconds[stage] += int(milliseconds) / 1000
    return seconds


def make_world(folder, weeks, scale="1"):
    """Writes a world where it is missing, and has it audited with the benchmark's rules, too."""
    if not folder.exists():
        draft = folder.with_name(f"draft-{folder.name}")
        shutil.rmtree(draft, ignore_errors=True)
        output([SAMPLE_WORLD, "--scale", scale, "--weeks", weeks, "--lines", "visit", "--plain", draft])
        draft.rename(folder)
    settings = folder / "audit.yaml"
    rules = f"rules: [bundled, {os.path.relpath(HERE / 'rules', folder)}]"
    settings.write_text(re.sub(r"^rules: .*$", rules, settings.read_text(), flags=re.M))
    return folder


def commands(world, layout, out):
    """The commands that audit a world, ours first."""
    all = {"Vouch": [VOUCH, "audit", "--verbose", "--config", world / "audit.yaml", "--out", out / "Vouch"]}
    for name, script in PEERS.items():
        all[name] = [sys.executable, HERE / script, world, layout, out / name]
    return all


def middle(values, form="{:.2f}"):
    """The median, and the least and the most."""
    low, most = form.format(min(values)), form.format(max(values))
    return f"{form.format(statistics.median(values))} ({low}–{most})" if len(values) > 1 else low


def size(folder):
    """What a program wrote, in MB."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and "archive" not in path.parts) / 1e6


def audits(world, layout, out, rounds):
    """Times the audit of a world; the lines of its table in Markdown."""
    runs = {name: [] for name in commands(world, layout, out)}
    for _ in range(rounds):
        for name, command in commands(world, layout, out).items():
            shutil.rmtree(out / name, ignore_errors=True)
            runs[name].append(run(command))
    lines = [
        "| | start, s | read, s | rules, s | workbooks, s | process, s | processors, s | memory, MB | outputs, MB |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for name, mine in runs.items():
        cells = [middle([r.stages[stage] for r in mine]) if stage in mine[0].stages else "–" for stage in ["start", *STAGES]]
        cells += [middle([r.wall for r in mine]), middle([r.cpu for r in mine])]
        cells += [middle([r.memory for r in mine], "{:.0f}"), f"{size(out / name):.1f}"]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    lines += ["", "| ours to theirs | read and rules | workbooks | process | processors | memory |", "|---|---|---|---|---|---|"]
    for name, theirs in runs.items():
        if name == "Vouch":
            continue
        pairs = list(zip(runs["Vouch"], theirs))
        figures = [
            lambda r: r.stages["read"] + r.stages["rules"], lambda r: r.stages["workbooks"],
            lambda r: r.wall, lambda r: r.cpu, lambda r: r.memory,
        ]  # fmt: skip
        cells = [middle([figure(ours) / figure(its) for ours, its in pairs]) + " ×" for figure in figures]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return lines


def starts(folder, rounds):
    """Times the sample audit beside the start of each peer; the lines of its table in Markdown."""
    out = folder / "out-sample"
    sample = {"Vouch audits samples/kent": [VOUCH, "audit", "--config", ROOT / "samples/kent/audit.yaml", "--out", out]}
    for name, script in PEERS.items():
        sample[f"{name} imports its libraries{' and opens its database' if name == 'DuckDB' else ''}"] = [sys.executable, HERE / script]
    runs = {name: [] for name in sample}
    for _ in range(rounds):
        for name, command in sample.items():
            shutil.rmtree(out, ignore_errors=True)
            runs[name].append(run(command).wall)
    lines = ["| | process, s |", "|---|---|"]
    return lines + [f"| {name} | {middle(walls, '{:.3f}')} |" for name, walls in runs.items()]


def machine():
    """The processor, the versions, and the settings, for whoever compares."""
    with open("/proc/cpuinfo") as file:
        model = next(line.split(":")[1].strip() for line in file if line.startswith("model name"))
    swift = output(["swift", "--version"]).splitlines()[0]
    peers = (HERE / "requirements.txt").read_text().split()
    return (
        f"{model}, {os.cpu_count()} processors; {platform.system()}; {swift}; "
        + f"Python {platform.python_version()}; {', '.join(peers).replace('==', ' ')}."
    )


def main():
    folder = pathlib.Path(sys.argv[1]).absolute()
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    weeks = [int(text) for text in sys.argv[3:]] or [52, 156]
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["POLARS_MAX_THREADS"] = "2"
    layout = folder / "layout.json"
    output([sys.executable, HERE / "layout.py", layout])
    lines = [(HERE / "introduction.md").read_text(), machine(), ""]
    for count in weeks:
        world = make_world(folder / f"world-{count}", count)
        output([VOUCH, "rules", "test", "--config", world / "audit.yaml"])
        out = folder / f"out-{count}"
        for name, command in commands(world, layout, out).items():
            shutil.rmtree(out / name, ignore_errors=True)
            run(command)
        found = proof.prove_equal(world, out, ["Vouch", *PEERS], workbooks.load(layout))
        payments = world / "extracts/payments.csv"
        part = [f"## {count} weeks: {found['lines']:,} payment lines, {payments.stat().st_size / 1e9:.2f} GB", ""]
        part += [f"{found['flagged']:,} findings and {found['unassessed']:,} rows that could not be assessed, the same for all.", ""]
        part += [f"Median (least–most) of {rounds} rounds.", "", *audits(world, layout, out, rounds), ""]
        print("\n".join(part), flush=True)
        lines += part
    part = ["## The sample county", "", "Median (least–most) of 11 rounds.", "", *starts(folder, 11), ""]
    print("\n".join(part), flush=True)
    (HERE / "RESULTS.md").write_text("\n".join(lines + part))


if __name__ == "__main__":
    main()
