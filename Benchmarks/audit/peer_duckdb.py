"""The audit as a good engineer would write it with DuckDB: SQL for the rules, XlsxWriter for the workbooks.

    peer_duckdb.py WORLD LAYOUT OUT

WORLD is a folder with audit.yaml, extracts and registers, LAYOUT what layout.py wrote; OUT gets the workbooks and
findings.csv.gz. What each stage took is printed, a line each. Without arguments it opens a database and leaves.
"""

import time

started = time.perf_counter()

import pathlib  # noqa: E402
import sys  # noqa: E402

import duckdb  # noqa: E402
import pyarrow  # noqa: E402, F401

import stages  # noqa: E402
import workbooks  # noqa: E402

HERE = pathlib.Path(__file__).parent / "duckdb"
FACTS = {
    "finding no.": "number", "importance": "importance", "what was found": "message", "test result": "case", "value at issue": "amount",
    "counted once": "counted", "value means": "measure", "confidence": "confidence", "law": "law", "source file:line": "key",
    "evidence": "evidence", "record relied on": "relied_on", "rule": "rule", "accepted": "accepted",
}  # fmt: skip
# What a finding's own values are not.
META = ["rule", "outcome", "case", "key", "amount", "message", "severity", "importance", "measure", "confidence", "law", "number", "accepted", "counted"]


def quoted(name):
    return '"' + name.replace('"', '""') + '"'


def listed(names):
    return "(" + ", ".join("'" + name + "'" for name in names) + ")"


class Source:
    """The findings in a database, as the workbooks want them."""

    def __init__(self, connection):
        self.connection = connection
        self.types = {name: kind for name, kind, *_ in connection.execute("DESCRIBE findings").fetchall()}
        values = [f"'{name}: ' || {quoted(name)}" for name in self.types if name not in META]
        self.written = {
            "evidence": f"concat_ws(chr(10), {', '.join(values)})",
            "relied_on": "(SELECT text FROM placement_texts p WHERE p.placement_id = largest.placement_id)",
        }

    def expression(self, names):
        """The first of some columns that a finding has, and how a page shows it."""
        if names[0] in self.written:
            return self.written[names[0]], "text"
        names = [name if name in self.types else name.replace("_", " ") for name in names]
        names = [name for name in names if name in self.types]
        if not names:
            return "NULL::VARCHAR", "text"
        kind = self.types[names[0]]
        text = f"coalesce({', '.join(quoted(name) for name in names)})"
        if kind == "DATE":
            return f"({text} - DATE '1899-12-30')::DOUBLE", "date"
        if kind in ("VARCHAR", "BOOLEAN"):
            return f"{text}::VARCHAR", "text"
        return f"{text}::DOUBLE", "number"

    def fetched(self, query, kinds):
        table = self.connection.sql(query).to_arrow_table()
        columns = iter(table.columns)
        return [None if kind == "typed" else next(columns).to_pylist() for kind in kinds]

    def findings(self, rules, columns, limit):
        parts, kinds = [], []
        for column in columns:
            if column["kind"] == "typed":
                kinds.append("typed")
                continue
            names = [FACTS.get(column["of"][0], "nothing")] if column["kind"] == "fact" else column["of"]
            text, kind = self.expression(names)
            parts.append(f"{text} AS c{len(kinds)}")
            kinds.append(kind)
        query = f"""WITH largest AS (
            FROM findings WHERE outcome = 'flagged' AND rule IN {listed(rules)} ORDER BY amount DESC NULLS LAST, severity DESC, rule, key LIMIT {limit})
          SELECT {', '.join(parts)} FROM largest ORDER BY severity DESC, amount DESC NULLS LAST, rule, key"""
        return kinds, self.fetched(query, kinds)

    def lines(self, sheet, limit):
        parts, kinds = [], []
        for column in sheet["columns"]:
            kind, of = column["kind"], column["of"]
            expression, shown = self.expression(of) if kind in ("from", "earliest", "latest", "stated") else ("", "")
            if kind == "typed":
                kinds.append("typed")
                continue
            if kind == "fact":
                text, shown = {
                    "line": ("0", "count"), "findings": ("count(*)", "count"), "of high importance": ("count(*) FILTER (severity >= 3)", "count"),
                    "test results": ("string_agg(DISTINCT \"case\", ', ')", "text"), "finding nos": ("array_to_string(list(number)[:4], ', ')", "text"),
                }[of[0]]  # fmt: skip
            elif kind == "value":
                text, shown = f"sum(counted) FILTER (measure = '{of[0]}')::DOUBLE", "number"
            elif kind == "earliest":
                text = f"min({expression})"
            elif kind == "latest":
                text = f"max({expression})"
            elif kind == "stated":
                text, shown = f"count({expression}) || ' of ' || count(*)", "text"
            elif shown == "text":
                text = f"string_agg(DISTINCT {expression}, ', ')"
            else:
                text = f"min({expression})"
            parts.append(f"{text} AS c{len(kinds)}")
            kinds.append(shown)
        by = [self.expression(names)[0] for names in sheet["by"]]
        order = ", ".join(f"sum(counted) FILTER (measure = '{measure}') DESC NULLS LAST" for measure in sheet["measures"])
        query = f"""SELECT {', '.join(parts)} FROM findings WHERE outcome = 'flagged' AND accepted IS NULL AND rule IN {listed(sheet['rules'])}
          GROUP BY {', '.join(by)} ORDER BY {', '.join(filter(None, [order, *by]))} LIMIT {limit}"""
        data = self.fetched(query, kinds)
        for column, cells in enumerate(data):
            if sheet["columns"][column]["of"] == ["line"]:
                data[column] = list(range(1, len(cells) + 1))
        return kinds, data

    def unassessed(self, rules, limit):
        query = f"SELECT key, rule, message FROM findings WHERE outcome = 'unassessed' AND rule IN {listed(rules)} ORDER BY rule, key LIMIT {limit}"
        return self.fetched(query, ["text"] * 3)

    def reasons(self, rules):
        return self.connection.execute(
            f"SELECT message, rule, count(*) FROM findings WHERE outcome = 'unassessed' AND rule IN {listed(rules)} GROUP BY ALL ORDER BY ALL"
        ).fetchall()

    def rejected(self):
        return self.connection.execute("SELECT file_path, line, column_name, error_message FROM rejected ORDER BY ALL").fetchall()

    def totals(self):
        money = {"payments": "net", "placements": "weekly_cost", "frameworks": "advertised_value"}
        tables = [name for (name,) in self.connection.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall()]
        tables = [name for name in tables if not name.startswith(("rule", "findings", "rejected"))]
        query = " UNION ALL ".join(
            f"SELECT '{name}', count(*), {f'sum({money[name]})::DOUBLE' if name in money else 'NULL'} FROM {name}" for name in tables
        )
        return self.connection.execute(query).fetchall()

    def results(self, rules):
        return self.connection.execute(
            f"""SELECT "case", measure, count(*), sum(counted)::DOUBLE FROM findings WHERE outcome = 'flagged' AND rule IN {listed(rules)}
            GROUP BY ALL ORDER BY 4 DESC NULLS LAST"""
        ).fetchall()


def main(world, layout, out):
    clock = stages.Clock(started)
    connection = duckdb.connect()
    clock.done("open")
    settings = {name: f"DATE '{day}'" for name, day in stages.days(world).items()} | {"folder": str(world)}
    layout = workbooks.load(layout)

    def script(name):
        text = (HERE / name).read_text()
        for word, value in settings.items():
            text = text.replace("$" + word, value)
        return text

    connection.execute(script("read.sql"))
    clock.done("read")
    connection.execute(script("shared.sql"))
    clock.note("shared")
    names = sorted(path.stem for path in (HERE / "rules").glob("*.sql"))
    for number, name in enumerate(names):
        connection.execute(f"CREATE TABLE rule_{number} AS " + script(f"rules/{name}.sql"))
        clock.note(name)
    parts = " UNION ALL BY NAME ".join(f"SELECT '{name}' AS rule, * FROM rule_{number}" for number, name in enumerate(names))
    connection.execute("CREATE TABLE rules (rule VARCHAR, severity INTEGER, importance VARCHAR, measure VARCHAR, confidence VARCHAR, law VARCHAR)")
    connection.executemany(
        "INSERT INTO rules VALUES (?, ?, ?, ?, ?, ?)",
        [[rule[name] for name in ("rule", "severity", "importance", "measure", "confidence", "law")] for rule in layout["rules"]],
    )
    # An amount counts once for each measure and row, and not where somebody accepted the finding.
    connection.execute(f"""CREATE TABLE findings AS
      SELECT f.*, severity, importance, measure, confidence, law, left(md5(rule || key), 12) AS number, a.acceptance_id AS accepted,
        if(a.acceptance_id IS NULL AND row_number() OVER (PARTITION BY measure, coalesce(payment_id, key) ORDER BY amount DESC, rule) = 1, amount, 0) AS counted
      FROM ({parts}) f JOIN rules USING (rule)
        LEFT JOIN acceptances a ON a.rule = f.rule AND a.finding_key = f.key AND {settings['as_at']} BETWEEN a.valid_from AND a.expires""")
    clock.done("rules")
    connection.execute("""CREATE TABLE placement_texts AS
      SELECT placement_id, 'Placements: ' || concat_ws(', ', 'placement_id ' || placement_id, 'provider_id ' || provider_id, 'service ' || service, 'lot ' || lot,
        'cluster ' || cluster, 'band ' || band, 'start_date ' || in_words(start_date), 'end_date ' || in_words(end_date),
        'created_date ' || in_words(created_date), 'delivery ' || delivery, 'route_recorded ' || route_recorded, 'reason ' || reason,
        'sourced_by ' || sourced_by, 'weekly_cost ' || weekly_cost) AS text
      FROM placements""")
    pathlib.Path(out).mkdir(parents=True, exist_ok=True)
    connection.execute(f"""COPY (
        SELECT rule, "case", outcome, key, importance AS severity, measure, if(outcome = 'flagged', amount, NULL)::DECIMAL(18, 2) AS amount, message FROM findings ORDER BY rule, key)
      TO '{out}/findings.csv.gz' (HEADER, COMPRESSION gzip)""")
    clock.note("findings")
    workbooks.write(out, layout, Source(connection))
    clock.done("workbooks")
    clock.report()


if __name__ == "__main__":
    if len(sys.argv) == 1:
        duckdb.connect()
    else:
        main(*sys.argv[1:])
