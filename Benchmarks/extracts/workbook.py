"""Writes the first rows of a file of payments as a workbook, by XlsxWriter: `workbook.py CSV ROWS XLSX`."""

import csv
import datetime
import itertools
import sys

import xlsxwriter

source, count, target = sys.argv[1], int(sys.argv[2]), sys.argv[3]
# Twelve columns: all but the supplier's name.
with open(source, newline="") as file, xlsxwriter.Workbook(target) as book:
    sheet = book.add_worksheet("Payments")
    date = book.add_format({"num_format": "dd/mm/yyyy"})
    for number, row in enumerate(itertools.islice(csv.reader(file), count)):
        del row[2]
        for column, cell in enumerate(row):
            if number == 0 or column in (0, 1, 2, 3, 4, 8):
                sheet.write_string(number, column, cell)
            elif column in (5, 6, 7):
                sheet.write_datetime(
                    number, column, datetime.datetime.strptime(cell, "%d/%m/%Y"), date
                )
            else:
                sheet.write_number(number, column, float(cell))
