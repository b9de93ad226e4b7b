"""Lists that others send as CSV, read strictly; whatever is wrong is placed by row and column.

Spreadsheets write what they like. Read is UTF-8, with or without a byte order mark, and the
Windows-1252 of older ones, which is said; commas or semicolons. Cells are kept as they came, a
formula too: it is neutralised where we write spreadsheets, not where we read them.
"""

import csv
import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from caseload.core.errors import FieldError, ValidationFailed

MOST_ROWS = 1_000
UTF_8, WINDOWS = "utf-8", "windows-1252"
_AT = "/csv"
_MARKS_OF_OTHERS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_SAVE_AS = "Save it as CSV UTF-8 and send it again."
_MOST_FAULTS = 20


@dataclass(frozen=True, slots=True)
class Line:
    """One row as it came: its number in the spreadsheet (the header is 1), its filled cells."""

    number: int
    cells: dict[str, str]
    fault: FieldError | None = None


def text_of(content: bytes) -> tuple[str, str]:
    """The text of a file and the encoding it was in.

    Raises:
        ValidationFailed: it is a workbook, or in an encoding that we do not read.
    """
    if content.startswith(_WORKBOOKS):
        raise _refused("workbook", f"This is a workbook. {_SAVE_AS}")
    if content.startswith(_MARKS_OF_OTHERS) or b"\0" in content:
        raise _refused("encoding", f"This file is in UTF-16, or no text at all. {_SAVE_AS}")
    for encoding, codec in ((UTF_8, "utf-8-sig"), (WINDOWS, "cp1252")):
        try:
            return content.decode(codec), encoding
        except UnicodeDecodeError:
            continue
    raise _refused("encoding", f"The letters of this file cannot be read. {_SAVE_AS}")


def lines_of(text: str, *, columns: Collection[str], needed: Collection[str]) -> list[Line]:
    """The rows of a list under the ``columns`` that its header names; blank rows are left out.

    Raises:
        ValidationFailed: the list as a whole cannot be read: its header, its quotation marks, or
            more rows than fit one list.
    """
    text = text.removeprefix("\ufeff")
    rows = _rows(text)
    header = [cell.strip().lower().replace(" ", "_") for cell in next(rows, [])]
    while header and not header[-1]:
        header.pop()
    _check_header(header, columns=columns, needed=needed)
    lines: list[Line] = []
    for number, row in enumerate(rows, start=2):
        cells = [cell.strip() for cell in row]
        if not any(cells):
            continue
        if len(lines) == MOST_ROWS:
            raise _refused("too_many_rows", f"One list holds at most {MOST_ROWS} rows.")
        lines.append(_line(number, header, cells))
    if not lines:
        raise _refused("no_rows", "There are no rows under the header.")
    return lines


def _rows(text: str) -> Iterator[list[str]]:
    first, _, _ = text.partition("\n")
    delimiter = max(",;", key=first.count)
    number = 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            number += 1
            yield row
    except csv.Error as error:
        raise _refused(
            "quotation_marks",
            f"The quotation marks of row {number + 1} do not pair, or a cell is far too long.",
        ) from error


def _check_header(header: list[str], *, columns: Collection[str], needed: Collection[str]) -> None:
    """What is not known is named by its place: without a header the first row is somebody's."""
    faults = [
        FieldError(_AT, "unknown_column", f"Column {place} has a name that is not known.")
        for place, name in enumerate(header, start=1)
        if name not in columns
    ]
    faults += [
        FieldError(_AT, "column_twice", f"Column {place} is there twice.")
        for place, name in enumerate(header, start=1)
        if name in columns and name in header[: place - 1]
    ]
    faults += [
        FieldError(_AT, "column_needed", f"There is no column {name}.")
        for name in needed
        if name not in header
    ]
    if faults:
        raise ValidationFailed(*faults[:_MOST_FAULTS])


def _line(number: int, header: list[str], cells: list[str]) -> Line:
    while len(cells) > len(header) and not cells[-1]:
        cells.pop()
    if len(cells) != len(header):
        return Line(
            number,
            {},
            FieldError(
                "",
                "cells_differ",
                f"This row has {len(cells)} cells and the header {len(header)}.",
            ),
        )
    return Line(number, {name: cell for name, cell in zip(header, cells, strict=True) if cell})


def _refused(code: str, words: str) -> ValidationFailed:
    return ValidationFailed.at(_AT, code, words)
