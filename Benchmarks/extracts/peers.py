"""Reads a file of payments as another program reads it: `peers.py PROGRAM FILE [facts]`.

Prints the seconds that reading alone took and the rows; with `facts`, what was read, as extracts-benchmark prints it.
"""

import decimal
import sys
import time

TEXTS = ["payment_id", "supplier_id", "supplier_name", "invoice_no", "kind", "placement_id", "unit"]
DATES = ["period_from", "period_to", "paid_date"]
NUMBERS = {"units": 2, "unit_rate": 4, "net": 2}
COLUMNS = [
    *["payment_id", "supplier_id", "supplier_name", "invoice_no", "kind", "placement_id"],
    *["period_from", "period_to", "paid_date", "unit", "units", "unit_rate", "net"],
]


def timed(read):
    start = time.perf_counter()
    result = read()
    print("seconds", time.perf_counter() - start)
    return result


def report(rows, fact):
    """Prints each column's distinct texts, first and last day, or sum in its smallest unit."""
    print("rows", rows)
    for name in COLUMNS:
        if name in NUMBERS:
            print(name, int(decimal.Decimal(fact("sum", name)).scaleb(NUMBERS[name])))
        elif name in DATES:
            print(name, fact("min", name), fact("max", name))
        else:
            print(name, fact("distinct", name))


def duckdb(path, wants_facts):
    import duckdb

    def sql_type(name):
        if name in NUMBERS:
            return f"DECIMAL(18, {NUMBERS[name]})"
        return "DATE" if name in DATES else "VARCHAR"

    columns = ", ".join(f"'{name}': '{sql_type(name)}'" for name in COLUMNS)
    # Rows in any order is the faster way; two threads are what the machine has.
    base = duckdb.connect(config={"threads": 2, "preserve_insertion_order": False})
    timed(
        lambda: base.execute(
            f"""CREATE TABLE payments AS FROM read_csv('{path}', auto_detect = false, header = true,
            delim = ',', quote = '"', escape = '"', dateformat = '%d/%m/%Y', columns = {{{columns}}})"""
        )
    )

    def one(expression):
        return base.execute(f"SELECT {expression} FROM payments").fetchone()[0]

    if not wants_facts:
        return print("rows", one("count(*)"))
    forms = {"sum": "sum({})", "min": "min({})", "max": "max({})", "distinct": "count(DISTINCT {})"}
    report(one("count(*)"), lambda form, name: one(forms[form].format(name)))


def polars(path, wants_facts):
    import polars

    def column_type(name):
        return polars.Decimal(18, NUMBERS[name]) if name in NUMBERS else polars.String

    def read():
        # Its reader knows ISO dates alone; others are read as text and then as dates, in the same query.
        scan = polars.scan_csv(
            path, schema={name: column_type(name) for name in COLUMNS}
        )
        dates = polars.col(DATES).str.to_date("%d/%m/%Y", cache=False)
        return scan.with_columns(dates).collect(engine="streaming")

    frame = timed(read)
    if not wants_facts:
        return print("rows", frame.height)
    assert frame.null_count().sum_horizontal()[0] == 0
    forms = {
        "sum": lambda column: column.sum(),
        "min": lambda column: column.min(),
        "max": lambda column: column.max(),
        "distinct": lambda column: column.n_unique(),
    }
    report(frame.height, lambda form, name: forms[form](frame[name]))


def calamine(path, wants_facts):
    import datetime

    import python_calamine

    def read():
        book = python_calamine.CalamineWorkbook.from_path(path)
        return book.get_sheet_by_index(0).to_python()

    rows = timed(read)
    print("rows", len(rows))
    print("cells", sum(len(row) for row in rows))
    if not wants_facts:
        return
    epoch = datetime.date(1970, 1, 1)
    texts, days, numbers = set(), 0, 0
    for row in rows:
        for value in row:
            if isinstance(value, str):
                texts.add(value)
            elif isinstance(value, datetime.date):
                days += (value - epoch).days
            else:
                numbers += round(value * 10_000)
    print("texts", len(texts))
    print("days", days)
    print("numbers", numbers)


if __name__ == "__main__":
    readers = {"duckdb": duckdb, "polars": polars, "calamine": calamine}
    readers[sys.argv[1]](sys.argv[2], "facts" in sys.argv)
