"""Counts what is in the real extracts with Python's own readers, to check Vouch's against.

    python3 count.py FOLDER > expected.txt

It shares no code with Vouch: the csv module splits, datetime reads dates, decimal adds pounds, openpyxl opens the
workbook. The figures in expected.txt were reviewed by hand; the tests compare both programs with them.
"""

import csv
import datetime
import decimal
import os
import sys

MONEY, TEXT = "money", "text"


class Kind:
    """A number of so many places, a date of a strptime pattern, a code of a list, or yes and no."""

    def __init__(self, name, detail=None):
        self.name, self.detail = name, detail


def number(places):
    return Kind("number", places)


def date(pattern="%Y-%m-%d"):
    return Kind("date", pattern)


def code(*values):
    return Kind("code", values)


YES_NO = Kind("boolean")

FILES = {
    "gla_2022-P13.csv": dict(
        columns={
            "Vendor ID": TEXT, "Vendor Name": TEXT, "Cost Element": TEXT,
            "Expenditure Account Code Description": TEXT, "Document No": TEXT, "Amount": MONEY,
            "Clearing Date": date(), "Directorate": TEXT, "Service Expenditure Analysis": TEXT,
        },
    ),
    "leeds_2011-12_raw.csv": dict(
        encoding="cp1252",
        required="Transaction number",
        columns={
            "Body": TEXT, "Body name": TEXT, "Service label": TEXT, "Service divison label": TEXT,
            "Expenditure category": TEXT, "Detailed expenses type": TEXT,
            "Detailed expense code": number(0), "Date paid": date("%d/%m/%Y"),
            "Transaction number": TEXT, "Net amount": MONEY, "Capital or revenue": code("C", "R"),
            "Supplier name": TEXT,
        },
    ),
    "newcastle_2022-08.csv": dict(
        # An apostrophe of Windows-1252 was taken for a control character when the file was made.
        blanks=["#N/A", "Redacted Personal Data", "Don\x92t Redact"],
        columns={
            "Directorate": TEXT, "Service Area": TEXT, "Group Description": TEXT, "Paid Date": date(),
            "Supplier Name": TEXT, "Internal Ref": TEXT, "Cap/Rev": code("Capital", "revenue"),
            "Cost Centre": TEXT, "Cost Centre Name": TEXT, "Total (excludes VAT)": MONEY,
        },
    ),
    "nhs_kingston_2020-10.csv": dict(
        encoding="cp1252",
        columns={
            "Month": TEXT, "Department Family": TEXT, "Entity": TEXT, "Date": date("%d-%b-%y"),
            "Expense Type": TEXT, "Supplier": TEXT, "Transaction Number": TEXT,
            "Amount in Sterling £": MONEY,
        },
    ),
    "salford_2022-06_payments.csv": dict(
        columns={
            "Authority Name": TEXT, "Date of Payment": date(), "DocumentNo": TEXT, "Gross": MONEY,
            "VAT": MONEY, "Net": MONEY, "Vendor Name": TEXT, "Service Area": TEXT,
            "GL Description": TEXT,
        },
    ),
    "salford_2022-07_CONTRACTS_REGISTER.csv": dict(
        blanks=["-", "N/A"],
        columns={
            "Directorate Name": TEXT, "Process Used": TEXT, "Purchasing Body": TEXT,
            "Contract Reference": TEXT, "Contract Title": TEXT, "Contract Description": TEXT,
            "Supplier Company Name": TEXT, "Supplier Postcode": TEXT, "Annual Value": MONEY,
            "Total Contract Value (including extensions)": MONEY, "OJEU/FTS?": code("Yes", "No"),
            "Start Date": date(), "End Date": date(), "Contract Duration (months)": number(2),
            "Option to extend (months)": number(0), "How many extensions": number(0),
            "Extension 1 Taken?": YES_NO, "Extension 2 Taken?": YES_NO,
            "Current Expiry Date": date(), "SME Supplier?": code("Yes", "No", "Various"),
            "ProClass Classification": TEXT, "ProClass Description": TEXT, "Company Number": TEXT,
            "Visibility": TEXT,
        },
    ),
    "trafford_care_homes.csv": dict(
        blanks=["NA"],
        columns={
            "name": TEXT, "cqc_id": TEXT, "type": TEXT, "address": TEXT, "postcode": TEXT,
            "telephone": TEXT, "website": TEXT, "provider": TEXT, "inspection_date": date(),
            "cqc_webpage": TEXT, "area_name": TEXT, "area_code": TEXT, "lon": number(6),
            "lat": number(6),
        },
    ),
    "nhs_barts_2020-04.xlsx": dict(
        sheet="Final Review ",
        columns={
            "Department Family": TEXT, "Entity": TEXT, "Payment Number": TEXT, "Invoice Number": TEXT,
            "Payment Date": date(), "Expense Type": TEXT, "Expense Area": TEXT, "Description": TEXT,
            "Supplier": TEXT, "Amount": MONEY,
        },
    ),
}


class Fault(Exception):
    pass


def read(text, kind, blanks):
    """The value of a cell; None where it is blank."""
    text = text.strip()
    if text == "" or text in blanks:
        return None
    if kind == TEXT:
        return text
    if kind == MONEY or kind.name == "number":
        places = 2 if kind == MONEY else kind.detail
        bare = text.replace("£", "").replace(",", "")
        if bare.startswith("(") and bare.endswith(")"):
            bare = "-" + bare[1:-1]
        try:
            value = decimal.Decimal(bare)
        except decimal.InvalidOperation:
            raise Fault("type-error")
        if value != round(value, places):
            raise Fault("type-error")
        return value
    if kind.name == "date":
        try:
            return datetime.datetime.strptime(text, kind.detail).date()
        except ValueError:
            raise Fault("type-error")
    if kind.name == "code":
        if text not in kind.detail:
            raise Fault("constraint-error")
        return text
    words = {"yes": True, "no": False, "1": True, "0": False}
    if text.lower() not in words:
        raise Fault("type-error")
    return words[text.lower()]


def csv_rows(path, encoding):
    """The records of a file, each with the line that it starts on."""
    with open(path, encoding=encoding, newline="") as file:
        reader = csv.reader(file)
        line = 1
        for row in reader:
            yield line, row
            line = reader.line_num + 1


def sheet_rows(path, sheet):
    """The rows of a sheet as texts."""
    import openpyxl

    for line, row in enumerate(
        openpyxl.load_workbook(path, data_only=True)[sheet].iter_rows(values_only=True), 1
    ):
        yield line, [text(cell) for cell in row]


def text(cell):
    if cell is None:
        return ""
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    if isinstance(cell, float):
        # What a person sees: a spreadsheet shows fifteen digits of its binary numbers.
        return format(cell, ".15g")
    return str(cell)


def count(path, name, columns, encoding="utf-8", blanks=(), required=None, sheet=None):
    rows = sheet_rows(path, sheet) if sheet else csv_rows(path, encoding)
    _, header = next(rows)
    header = [heading.removeprefix("\u00ef\u00bb\u00bf").strip() for heading in header]
    width = max(index for index, heading in enumerate(header) if heading) + 1
    places = {heading: header.index(heading) for heading in columns}
    values = {heading: [] for heading in columns}
    loaded, rejected = 0, []
    for line, row in rows:
        if all(cell.strip() == "" for cell in row):
            continue
        fault = None
        cells = {}
        if len(row) < width:
            fault = "missing-cell"
        elif any(cell.strip() not in ("", *blanks) for cell in row[width:]):
            fault = "extra-cell"
        else:
            for heading, kind in columns.items():
                try:
                    cells[heading] = read(row[places[heading]], kind, blanks)
                    if heading == required and cells[heading] is None:
                        raise Fault("constraint-required")
                except Fault as found:
                    fault = fault or f"{heading}: {found}"
        if fault:
            rejected.append((line, fault))
            continue
        loaded += 1
        for heading, value in cells.items():
            if value is not None:
                values[heading].append(value)
    print(f"{name}: {loaded} loaded, {len(rejected)} rejected")
    for line, fault in rejected:
        print(f"  line {line}: {fault}")
    for heading, kind in columns.items():
        print(f"  {heading}: {describe(values[heading], kind)}")


def describe(values, kind):
    summary = f"{len(values)} filled"
    if not values:
        return summary
    if kind == MONEY or kind != TEXT and kind.name == "number":
        places = 2 if kind == MONEY else kind.detail
        return f"{summary}, sum {sum(values):.{places}f}, {min(values):.{places}f} to {max(values):.{places}f}"
    if kind != TEXT and kind.name == "date":
        days = sum((value - datetime.date(1970, 1, 1)).days for value in values)
        return f"{summary}, {min(values)} to {max(values)}, {days} days since 1970 in all"
    if kind == YES_NO:
        return f"{summary}, {sum(values)} true"
    return f"{summary}, {len(set(values))} different"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    for name, settings in FILES.items():
        count(os.path.join(sys.argv[1], name), name, **settings)
