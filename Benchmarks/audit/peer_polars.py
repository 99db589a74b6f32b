"""The audit as a good engineer would write it with Polars: lazy frames for the rules, XlsxWriter for the workbooks.

    peer_polars.py WORLD LAYOUT OUT

The arguments, what is written and what is printed are those of peer_duckdb.py.
"""

import time

started = time.perf_counter()

import gzip  # noqa: E402
import pathlib  # noqa: E402
import sys  # noqa: E402

import polars as pl  # noqa: E402

import stages  # noqa: E402
import workbooks  # noqa: E402
from polars_rules import RULES, plain  # noqa: E402
from polars_tables import Tables, col, in_words, lit, when  # noqa: E402

FACTS = {
    "finding no.": "number", "importance": "importance", "what was found": "message", "test result": "case", "value at issue": "pounds",
    "counted once": "counted", "value means": "measure", "confidence": "confidence", "law": "law", "source file:line": "key",
    "evidence": "evidence", "record relied on": "relied_on", "rule": "rule", "accepted": "accepted",
}  # fmt: skip
# What a finding's own values are not.
META = [
    "rule", "outcome", "case", "key", "amount", "message", "severity", "importance", "measure", "confidence", "law", "number", "accepted", "counted",
    "pounds", "row",
]  # fmt: skip


class Source:
    """The findings in a frame, as the workbooks want them."""

    def __init__(self, findings, tables):
        self.all, self.tables = findings, tables
        values = [pl.format(name + ": {}", name) for name in findings.columns if name not in META]
        self.written = {"evidence": pl.concat_str(values, separator="\n", ignore_nulls=True), "relied_on": col("relied_on")}
        self.flagged = findings.filter(col("outcome") == "flagged")
        self.open = findings.filter(col("outcome") == "unassessed")

    def expression(self, names):
        """The first of some columns that a finding has, and how a page shows it."""
        if names[0] in self.written:
            return self.written[names[0]], "text"
        schema = self.all.schema
        names = [name if name in schema else name.replace("_", " ") for name in names]
        names = [name for name in names if name in schema]
        if not names:
            return lit(None, pl.String), "text"
        value = pl.coalesce(names)
        if schema[names[0]] == pl.Date:
            # Spreadsheets count days from 30 December 1899.
            return value.cast(pl.Int32) + 25_569, "date"
        if schema[names[0]] in (pl.String, pl.Boolean):
            return value.cast(pl.String), "text"
        return value.cast(pl.Float64), "number"

    @staticmethod
    def filled(frame, kinds):
        columns = iter(frame.iter_columns())
        return [None if kind == "typed" else next(columns).to_list() for kind in kinds]

    def findings(self, rules, columns, limit):
        parts, kinds = [], []
        for column in columns:
            if column["kind"] == "typed":
                kinds.append("typed")
                continue
            names = [FACTS.get(column["of"][0], "nothing")] if column["kind"] == "fact" else column["of"]
            value, kind = self.expression(names)
            parts.append(value.alias(f"c{len(kinds)}"))
            kinds.append(kind)
        chosen = self.flagged.lazy().filter(col("rule").is_in(rules))
        largest = chosen.sort(["amount", "severity", "rule", "key"], descending=[True, True, False, False], nulls_last=True).head(limit)
        order = largest.sort(["severity", "amount", "rule", "key"], descending=[True, True, False, False], nulls_last=True)
        order = order.join(self.placement_texts(), on="placement_id", how="left", maintain_order="left")
        return kinds, self.filled(order.select(parts).collect(engine="in-memory"), kinds)

    def placement_texts(self):
        names = ["placement_id", "provider_id", "service", "lot", "cluster", "band", "start_date", "end_date", "created_date", "delivery"]
        names += ["route_recorded", "reason", "sourced_by", "weekly_cost"]
        days = {name: in_words(col(name)) for name in names if name.endswith("_date")} | {"weekly_cost": col("weekly_cost") / 100}
        values = [pl.format(name + " {}", days.get(name, col(name))) for name in names]
        text = pl.concat_str(values, separator=", ", ignore_nulls=True)
        return self.tables.placements.lazy().select("placement_id", relied_on=pl.format("Placements: {}", text))

    def lines(self, sheet, limit):
        parts, kinds = [], []
        for column in sheet["columns"]:
            kind, of = column["kind"], column["of"]
            value, shown = self.expression(of) if kind in ("from", "earliest", "latest", "stated") else (None, "text")
            if kind == "typed":
                kinds.append("typed")
                continue
            if kind == "fact":
                part, shown = {
                    "line": (lit(0), "count"), "findings": (pl.len(), "count"), "of high importance": ((col("severity") >= 3).sum(), "count"),
                    "test results": (col("case").unique(), "list"), "finding nos": (col("number").head(4), "list"),
                }[of[0]]  # fmt: skip
            elif kind == "value":
                part, shown = col("counted").filter(col("measure") == of[0]).sum(), "number"
            elif kind in ("earliest", "latest"):
                part = value.min() if kind == "earliest" else value.max()
            elif kind == "stated":
                part, shown = pl.format("{} of {}", value.count(), pl.len()), "text"
            elif shown == "text":
                part, shown = value.drop_nulls().unique(), "list"
            else:
                part = value.min()
            parts.append(part.alias(f"c{len(kinds)}"))
            kinds.append(shown)
        by = [self.expression(names)[0].alias(f"by{position}") for position, names in enumerate(sheet["by"])]
        totals = [col("counted").filter(col("measure") == measure).sum().alias(f"m{n}") for n, measure in enumerate(sheet["measures"])]
        lines = (
            self.flagged.lazy().filter(col("rule").is_in(sheet["rules"]), col("accepted").is_null())
            .group_by(by).agg(*parts, *totals)
            .sort([f"m{n}" for n in range(len(totals))] + [f"by{n}" for n in range(len(by))], descending=[True] * len(totals) + [False] * len(by))
            .head(limit).collect(engine="in-memory")
        )  # fmt: skip
        texts = [f"c{n}" for n, kind in enumerate(kinds) if kind == "list"]
        lines = lines.with_columns(col(name).list.sort().list.join(", ") for name in texts)
        lines = lines.select(f"c{n}" for n, kind in enumerate(kinds) if kind != "typed")
        kinds = ["text" if kind == "list" else kind for kind in kinds]
        data = self.filled(lines, kinds)
        for column, cells in enumerate(data):
            if sheet["columns"][column]["of"] == ["line"]:
                data[column] = list(range(1, len(cells) + 1))
        return kinds, data

    def unassessed(self, rules, limit):
        rows = self.open.filter(col("rule").is_in(rules)).sort("rule", "key").head(limit).select("key", "rule", "message")
        return [column.to_list() for column in rows.iter_columns()]

    def reasons(self, rules):
        rows = self.open.filter(col("rule").is_in(rules)).group_by("message", "rule").len()
        return rows.sort("message", "rule").rows()

    def rejected(self):
        files = {"payments.csv": self.tables.rejected_payments, "placements.csv": self.tables.rejected_placements}
        return [(file, 0, row[0], "a day that does not exist") for file, frame in files.items() for row in frame.rows()]

    def totals(self):
        money = {"payments": "net", "placements": "weekly_cost", "frameworks": "advertised_value"}
        frames = {name: frame for name, frame in vars(self.tables).items() if isinstance(frame, pl.DataFrame)}
        skipped = ("accounts", "routes", "paid", "periods", "reversals")
        return [
            (name, frame.height, frame[money[name]].sum() / 100 if name in money else None)
            for name, frame in sorted(frames.items()) if not name.startswith("rejected") and name not in skipped
        ]  # fmt: skip

    def results(self, rules):
        rows = self.flagged.filter(col("rule").is_in(rules)).group_by("case", "measure").agg(pl.len(), col("counted").sum())
        return rows.sort("counted", descending=True).rows()


def together(results, layout, tables, as_at):
    """All findings in one frame, with what their rules say of them; an amount counts once for each measure and row."""
    about = pl.DataFrame([{name: rule[name] for name in ("rule", "severity", "importance", "measure", "confidence", "law")} for rule in layout["rules"]])
    accepted = tables.acceptances.filter(lit(as_at).is_between(col("valid_from"), col("expires")))
    accepted = accepted.select("rule", key="finding_key", accepted="acceptance_id")
    findings = pl.concat(results, how="diagonal_relaxed", rechunk=True).join(about, on="rule").join(accepted, on=["rule", "key"], how="left")
    findings = findings.with_columns(
        amount=when(col("outcome") == "flagged").then("amount"), number=(col("rule") + col("key")).hash().cast(pl.String).str.slice(0, 12),
        row=pl.coalesce("payment_id", "key"),
    )
    is_first = pl.int_range(pl.len()).over("measure", "row", order_by="amount", descending=True) == 0
    counted = when(is_first & col("accepted").is_null()).then("amount").otherwise(0) / 100
    return findings.with_columns(counted=counted, pounds=col("amount") / 100)


def write_findings(findings, path):
    """Writes findings.csv.gz."""
    chosen = findings.lazy().sort("rule", "key").select("rule", "case", "outcome", "key", severity="importance", measure="measure", amount=plain(col("amount")), message="message")
    with gzip.open(path, "wb", compresslevel=6) as file:
        chosen.collect(engine="in-memory").write_csv(file)


def main(world, layout, out):
    clock = stages.Clock(started)
    clock.done("open")
    days = stages.days(world)
    layout = workbooks.load(layout)
    tables = Tables(world, days["as_at"], [days["covers_from"], days["covers_to"]])
    clock.done("read")
    tables.derive()
    clock.note("shared")
    results = []
    for name, rule in RULES.items():
        results.append(rule(tables).collect(engine="in-memory").with_columns(rule=lit(name)))
        clock.note(name)
    findings = together(results, layout, tables, days["as_at"])
    clock.done("rules")
    pathlib.Path(out).mkdir(parents=True, exist_ok=True)
    write_findings(findings, pathlib.Path(out) / "findings.csv.gz")
    clock.note("findings")
    workbooks.write(out, layout, Source(findings, tables))
    clock.done("workbooks")
    clock.report()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(*sys.argv[1:])
