"""Proves that programs found the same: findings one by one, rows that could not be assessed, sheets, columns and rows."""

import csv
import gzip

import python_calamine


def findings(path):
    """What a program flagged and could not assess, as sets."""
    flagged, unassessed = set(), set()
    with gzip.open(path, "rt", newline="") as file:
        for row in csv.DictReader(file):
            if row["outcome"] == "flagged":
                flagged.add((row["rule"], row["case"], row["key"], row["amount"], row["message"]))
            else:
                unassessed.add((row["rule"], row["key"]))
    return flagged, unassessed


def tables(path, sheets):
    """The headings and the number of rows of each table that findings fill, by sheet."""
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    result = {"": book.sheet_names}
    for sheet in sheets:
        rows = book.get_sheet_by_name(sheet["sheet"]).to_python()
        if sheet["kind"] in ("findings", "worklist"):
            head = next(number for number, row in enumerate(rows) if row[0] in ("Finding no.", "Line"))
            headings = [text for text in rows[head] if text]
            result[sheet["sheet"]] = headings, sum(1 for row in rows[head + 1 :] if row[0] != "")
        elif sheet["kind"] == "unassessed":
            head = max(number for number, row in enumerate(rows) if row[0] == "Row")
            headings = [text for text in rows[head] if text]
            result[sheet["sheet"]] = headings, sum(1 for row in rows[head + 1 :] if row[0] != "" or row[3] != "")
    return result


def differences(first, other):
    only = [sorted(first - other)[:5], sorted(other - first)[:5]]
    return f"{len(first)} and {len(other)}; only the first has {only[0]}; only the second has {only[1]}"


def found(out, program):
    inner = "restricted/" if program == "Vouch" else ""
    return findings(out / program / f"{inner}findings.csv.gz")


def prove_equal(world, out, programs, layout):
    """Stops unless all programs found the same; gives the numbers."""
    flagged, unassessed = found(out, programs[0])
    assert flagged, "nothing was found"
    shown = {}
    for workbook in layout["workbooks"]:
        name = workbook["audience"]
        shown[name] = tables(out / programs[0] / name / f"{name}.xlsx", workbook["sheets"])
    for program in programs[1:]:
        theirs = found(out, program)
        assert theirs[0] == flagged, f"{programs[0]} and {program} flag {differences(flagged, theirs[0])}"
        assert theirs[1] == unassessed, f"{programs[0]} and {program} do not assess {differences(unassessed, theirs[1])}"
        for workbook in layout["workbooks"]:
            name = workbook["audience"]
            other = tables(out / program / name / f"{name}.xlsx", workbook["sheets"])
            for sheet, table in shown[name].items():
                assert other[sheet] == table, f"{programs[0]} and {program} differ in {name}, {sheet}:\n{table}\n{other[sheet]}"
    with open(world / "extracts/payments.csv", "rb") as file:
        lines = sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b"")) - 1
    return {"flagged": len(flagged), "unassessed": len(unassessed), "lines": lines}
