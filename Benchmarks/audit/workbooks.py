"""Writes the three workbooks of an audit with XlsxWriter, with the sheets and columns of Vouch's.

What fills them comes from a source: an object of the peer that computed the findings, with these methods.

    findings(rules, columns, limit)   kinds and columns of a sheet of findings, the most important first
    lines(sheet, limit)               kinds and columns of a worklist, the largest first
    unassessed(rules, limit)          rows that could not be assessed: key, rule, why
    reasons(rules)                    why, rule and number of rows
    rejected()                        file, line, column and what was wrong
    totals()                          dataset, rows, money
    results(rules)                    test result, findings, money
"""

import datetime
import json
import os
import pathlib

import xlsxwriter

MAXIMUM_ROWS = 100_000
TYPED = "#FFF2CC"


class Book:
    """One workbook as it is being written, from the top of each sheet to its end."""

    def __init__(self, path, title):
        self.book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_urls": False})
        self.book.set_properties({"title": title})
        add = self.book.add_format
        self.title = add({"bold": True, "font_size": 16})
        self.heading = add({"bold": True, "font_color": "white", "bg_color": "#1F3864", "text_wrap": True, "border": 1})
        self.shaded = add({"bg_color": TYPED, "border": 1})
        self.kinds = {
            "text": add({"text_wrap": True, "valign": "top", "border": 1}),
            "number": add({"num_format": "#,##0.00", "valign": "top", "border": 1}),
            "count": add({"num_format": "#,##0", "valign": "top", "border": 1}),
            "date": add({"num_format": "dd/mm/yyyy", "valign": "top", "border": 1}),
        }
        self.lists = {}

    def sheet(self, name, note, widths):
        sheet = self.book.add_worksheet(name[:31])
        for position, width in enumerate(widths):
            sheet.set_column(position, position, width)
        sheet.write_string(0, 0, name, self.title)
        sheet.write_string(1, 0, note)
        return sheet

    def table(self, sheet, row, columns, kinds, data):
        """Writes headings and rows from a row on; gives the row after them."""
        for position, column in enumerate(columns):
            sheet.write_string(row, position, column["heading"], self.heading)
        row += 1
        first, count = row, max((len(column) for column in data if column is not None), default=0)
        writers = []
        for position, (kind, cells) in enumerate(zip(kinds, data)):
            if cells is None:
                # Somebody types here: the cells are empty and shaded.
                if count:
                    writers.append((position, sheet.write_blank, self.shaded, [None] * count))
                continue
            write = sheet.write_string if kind == "text" else sheet.write_number
            writers.append((position, write, self.kinds[kind], cells))
        for number in range(count):
            for position, write, style, cells in writers:
                value = cells[number]
                if value is not None or style is self.shaded:
                    write(row, position, value, style)
            row += 1
        for position, column in enumerate(columns):
            if column.get("choices") and count:
                source = self.choices(column["choices"])
                sheet.data_validation(first, position, row - 1, position, {"validate": "list", "source": source})
        if count:
            sheet.autofilter(first - 1, 0, row - 1, len(columns) - 1)
        return row

    def choices(self, texts):
        letter = chr(ord("A") + self.lists.setdefault(tuple(texts), len(self.lists)))
        return f"=Lists!${letter}$2:${letter}${len(texts) + 1}"

    def close(self):
        sheet = self.book.add_worksheet("Lists")
        longest = max((len(texts) for texts in self.lists), default=0)
        for position in range(len(self.lists)):
            sheet.write_string(0, position, f"List {position + 1}")
        for row in range(longest):
            for position, texts in enumerate(self.lists):
                if row < len(texts):
                    sheet.write_string(row + 1, position, texts[row])
        self.book.close()


def plain(*headings):
    return [{"heading": heading, "width": 24} for heading in headings]


def turned(rows, width):
    """Columns of rows."""
    return [list(column) for column in zip(*rows)] if rows else [[] for _ in range(width)]


def write(out, layout, source):
    """Writes contracts, finance and legal below a folder, side by side: a process each.

    All that they show is gathered first, so that the processes have only Python's own lists to write.
    """
    rules = {rule["rule"]: rule for rule in layout["rules"]}
    gathered = [[GATHERERS[sheet["kind"]](source, sheet, workbook) for sheet in workbook["sheets"]] for workbook in layout["workbooks"]]
    processes = []
    for workbook, data in zip(layout["workbooks"], gathered):
        process = os.fork()
        if process == 0:
            write_one(out, workbook, rules, data)
            os._exit(0)
        processes.append(process)
    for process in processes:
        _, status = os.waitpid(process, 0)
        assert status == 0, "a workbook could not be written"


def write_one(out, workbook, rules, data):
    audience = workbook["audience"]
    folder = pathlib.Path(out) / audience
    folder.mkdir(parents=True, exist_ok=True)
    book = Book(folder / f"{audience}.xlsx", workbook["title"])
    for sheet, shown in zip(workbook["sheets"], data):
        WRITERS[sheet["kind"]](book, sheet, workbook, rules, shown)
    book.close()


def summary(book, sheet, workbook, rules, shown):
    page = book.sheet(sheet["sheet"], workbook["title"], [24] * 12)
    row = 3
    for position, figure in enumerate(sheet["figures"]):
        chosen = [r for r in shown if r[1] == figure["measure"]]
        page.write_string(row, position * 2, figure["label"], book.heading)
        page.write_number(row, position * 2 + 1, sum(r[3] or 0 for r in chosen), book.kinds["number"])
    row = 6
    columns = plain("Test result", "Value means", "Findings", "Value")
    end = book.table(page, row, columns, ["text", "text", "count", "number"], turned(shown, 4))
    chart = book.book.add_chart({"type": "bar"})
    name = sheet["sheet"]
    chart.add_series({"categories": [name, row + 1, 0, end - 1, 0], "values": [name, row + 1, 3, end - 1, 3]})
    page.insert_chart("G7", chart)


def findings(book, sheet, workbook, rules, shown):
    columns = sheet["columns"]
    page = book.sheet(sheet["sheet"], "The most important come first, then the largest.", [c["width"] for c in columns])
    book.table(page, 2, columns, *shown)


def worklist(book, sheet, workbook, rules, shown):
    columns = sheet["columns"]
    page = book.sheet(sheet["sheet"], "The largest come first.", [c["width"] for c in columns])
    book.table(page, 2, columns, *shown)


def unassessed(book, sheet, workbook, rules, shown):
    reasons, (keys, names, whys) = shown
    page = book.sheet(sheet["sheet"], "A row that a rule could not judge is neither a finding nor a pass.", [28, 26, 56, 32, 20, 24, 18])
    groups = [(why, "", why, rule, "", rows, None) for why, rule, rows in reasons]
    columns = plain("Reason", "What could not answer", "Why", "Rules", "Rows of", "Rows", "Value not judged")
    row = book.table(page, 3, columns, ["text"] * 5 + ["count", "number"], turned(groups, 7))
    columns = plain("Row", "Source file:line", "Why", "Rule", "Row of", "Look at", "Value not judged")
    empty = [""] * len(keys)
    page.write_string(row + 1, 0, "Row by row", book.title)
    book.table(page, row + 2, columns, ["text"] * 6 + ["number"], [keys, empty, whys, names, empty, empty, [None] * len(keys)])


def rejected(book, sheet, workbook, rules, shown):
    page = book.sheet(sheet["sheet"], "A row that does not fit what its file declares is refused whole.", [24] * 8)
    columns = plain("Value", "Extract or register", "File", "Line", "Column", "Heading", "Fault", "What was expected")
    rows = [(None, "", str(file), line, None, column, "type-error", what) for file, line, column, what in shown]
    book.table(page, 3, columns, ["number", "text", "text", "count", "count", "text", "text", "text"], turned(rows, 8))


def totals(book, sheet, workbook, rules, shown):
    page = book.sheet(sheet["sheet"], "Rows and money are counted when files are read.", [24] * 4)
    book.table(page, 3, plain("Extract or register", "Loaded", "£ loaded"), ["text", "count", "number"], turned(shown, 3))


def rule_texts(book, sheet, workbook, rules, shown):
    page = book.sheet(sheet["sheet"], "What each rule tests, why, and on what law.", [32, 60, 12, 12, 10, 68])
    mine = [rules[name] for name in workbook["rules"]]
    rows = [(rule["rule"], rule["title"], rule["importance"], rule["status"]) for rule in mine]
    row = book.table(page, 2, plain("Rule", "Title", "Importance", "Status"), ["text"] * 4, turned(rows, 4))
    for rule in mine:
        page.write_string(row + 1, 0, f"{rule['title']} ({rule['rule']})", book.title)
        parts = [(label if n == 0 else "", text) for label, texts in rule["details"] for n, text in enumerate(texts)]
        row = book.table(page, row + 2, plain("Part", "Text"), ["text"] * 2, turned(parts, 2))


def run(book, sheet, workbook, rules, shown):
    page = book.sheet(sheet["sheet"], "What the run was made of.", [30, 34, 14])
    rows = [("Written on", datetime.date.today().isoformat())] + [(dataset, str(count)) for dataset, count, _ in shown]
    book.table(page, 3, plain("The run", ""), ["text"] * 2, turned(rows, 2))


GATHERERS = {
    "summary": lambda source, sheet, workbook: source.results(workbook["rules"]),
    "findings": lambda source, sheet, workbook: source.findings(sheet["rules"], sheet["columns"], MAXIMUM_ROWS),
    "worklist": lambda source, sheet, workbook: source.lines(sheet, MAXIMUM_ROWS),
    "unassessed": lambda source, sheet, workbook: (source.reasons(workbook["rules"]), source.unassessed(workbook["rules"], MAXIMUM_ROWS)),
    "rejected": lambda source, sheet, workbook: source.rejected(),
    "totals": lambda source, sheet, workbook: source.totals(),
    "rules": lambda source, sheet, workbook: None,
    "run": lambda source, sheet, workbook: source.totals(),
}
WRITERS = {
    "summary": summary, "findings": findings, "worklist": worklist, "unassessed": unassessed, "rejected": rejected,
    "totals": totals, "rules": rule_texts, "run": run,
}  # fmt: skip


def load(path):
    return json.loads(pathlib.Path(path).read_text())
