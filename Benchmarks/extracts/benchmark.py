"""Times Vouch's readers beside those of DuckDB, Polars and calamine, and writes RESULTS.md.

    benchmark.py FOLDER [ROUNDS [csv] [gz] [xlsx]]

The files are made in FOLDER once, and are always the same. First each program tells what it read, which must be equal;
then whole processes run in turn, A B C A B C, so that whatever else the machine does meets them alike.
"""

import dataclasses
import gzip
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).parent
PROGRAM = HERE / ".build/release/extracts-benchmark"
PAYMENTS, SHEET_ROWS = 10_000_000, 200_000
INTRODUCTION = """# Reading extracts, beside other readers

Written by `make bench-extracts`; do not edit.

The payments are invented and always the same: thirteen columns, dates as dd/mm/yyyy, one cell in a hundred quoted. Each
program reads all columns by their types (text, day, exact decimal) into memory, on two processors, by its fastest
settings that read the file right: DuckDB into a table whose rows need not keep their order, Polars by its streaming
engine. calamine reads a workbook into lists, Vouch row by row. Vouch's figures include the SHA-256 of the file, which it
keeps for its record, a fifth of its work on CSV; the others make none. Before they are timed, all programs tell the rows, the
sum of each number, the first and last day and the distinct texts of each column, which must be equal.

"Reading" is what each program measures around its reader; "process" adds its start and end, to which Python's own belong.
Ratios are of runs that followed one another, ours to theirs: below 1, Vouch is faster.
"""


@dataclasses.dataclass
class Run:
    """What one process took: seconds from start to end, in reading, and of processors, and its most memory in MB."""

    wall: float
    reading: float
    cpu: float
    memory: float


@dataclasses.dataclass
class Contest:
    """Programs that read the same file; ours is first."""

    name: str
    title: str
    rounds: int
    commands: dict[str, list[str]]


def output(command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def run(command):
    """Runs a command once, measured by the system's own account of the finished process."""
    reader, writer = os.pipe()
    start = time.perf_counter()
    process = os.posix_spawn(
        command[0],
        command,
        os.environ,
        file_actions=[(os.POSIX_SPAWN_DUP2, writer, 1), (os.POSIX_SPAWN_CLOSE, reader)],
    )
    os.close(writer)
    _, status, usage = os.wait4(process, 0)
    wall = time.perf_counter() - start
    with open(reader) as pipe:
        lines = dict(line.split(" ", 1) for line in pipe)
    assert status == 0, f"{command} failed"
    return Run(
        wall, float(lines["seconds"]), usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
    )


def prove_equal(contest):
    """Stops unless all programs of a contest read the same rows and values."""
    facts = {}
    for name, command in contest.commands.items():
        lines = output([*command, "facts"]).splitlines()
        facts[name] = [line for line in lines if not line.startswith("seconds ")]
        assert len(facts[name]) > 3, f"{name} tells nothing"
    first, *others = facts.items()
    for name, other in others:
        assert other == first[1], f"{first[0]} and {name} differ:\n{first[1]}\n{other}"
    return first[1]


def middle(values, form="{:.2f}"):
    """The median, and the least and the most."""
    low, most = form.format(min(values)), form.format(max(values))
    return f"{form.format(statistics.median(values))} ({low}–{most})"


def table(contest):
    """Times a contest, and returns its table in Markdown."""
    runs = {name: [] for name in contest.commands}
    for _ in range(contest.rounds):
        for name, command in contest.commands.items():
            runs[name].append(run(command))
    ours, *others = runs
    lines = [
        f"### {contest.title}",
        "",
        f"Median (least–most) of {contest.rounds} rounds.",
        "",
        "| | reading, s | process, s | processors, s | memory, MB | Vouch's reading to its | Vouch's process to its |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, figures in runs.items():
        ratios = ["–", "–"]
        if name in others:
            pairs = list(zip(runs[ours], figures))
            ratios = [
                middle([mine.reading / its.reading for mine, its in pairs]) + " ×",
                middle([mine.wall / its.wall for mine, its in pairs]) + " ×",
            ]
        cells = [
            name,
            middle([figure.reading for figure in figures]),
            middle([figure.wall for figure in figures]),
            middle([figure.cpu for figure in figures]),
            middle([figure.memory for figure in figures], "{:.0f}"),
            *ratios,
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def make_files(folder):
    """Writes the payments, the same ones gzipped, and a workbook of the first of them, where they are missing."""

    def make(name, write):
        path, draft = folder / name, folder / f"draft-{name}"
        if not path.exists():
            write(draft)
            draft.rename(path)
        return path

    def compress(draft):
        with open(table, "rb") as source, gzip.open(draft, "wb", compresslevel=6) as target:
            shutil.copyfileobj(source, target, 1 << 20)

    table = make("payments.csv", lambda draft: output([PROGRAM, "write", str(PAYMENTS), draft]))
    zipped = make("payments.csv.gz", compress)
    writer = [sys.executable, HERE / "workbook.py", table, str(SHEET_ROWS)]
    sheet = make("payments.xlsx", lambda draft: output([*writer, draft]))
    return table, zipped, sheet


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
    folder = pathlib.Path(sys.argv[1])
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 7
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["POLARS_MAX_THREADS"] = "2"
    csv, gz, sheet = make_files(folder)

    def peer(name, path):
        return [sys.executable, str(HERE / "peers.py"), name, str(path)]

    def tables(path):
        return {
            "Vouch": [str(PROGRAM), "table", str(path)],
            "DuckDB": peer("duckdb", path),
            "Polars": peer("polars", path),
        }

    workbooks = {
        "Vouch": [str(PROGRAM), "sheet", str(sheet)],
        "calamine": peer("calamine", sheet),
    }
    size = csv.stat().st_size / 1e9
    contests = [
        Contest(
            "csv",
            f"{PAYMENTS:,} rows of 13 typed columns, {size:.2f} GB of CSV",
            rounds,
            tables(csv),
        ),
        Contest(
            "gz",
            f"The same, gzipped ({gz.stat().st_size / 1e9:.2f} GB)",
            min(rounds, 3),
            tables(gz),
        ),
        Contest(
            "xlsx",
            f"{SHEET_ROWS:,} rows of 12 columns in an .xlsx workbook",
            rounds,
            workbooks,
        ),
    ]
    # Only all of them together are written down.
    wanted = sys.argv[3:] or ["csv", "gz", "xlsx"]
    lines = [INTRODUCTION, machine(), ""]
    for contest in contests:
        if contest.name not in wanted:
            continue
        # This warms the page cache, too.
        facts = prove_equal(contest)
        part = [*table(contest), "", "Read by all alike: " + "; ".join(facts) + ".", ""]
        print("\n".join(part), flush=True)
        lines += part
    if set(wanted) == {contest.name for contest in contests}:
        (HERE / "RESULTS.md").write_text("\n".join(lines))


if __name__ == "__main__":
    main()
