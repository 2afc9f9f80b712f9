"""CSV files that people open in a spreadsheet."""

import csv
import io


def spreadsheet_csv(head, rows) -> bytes:
    """Return a CSV file that a Polish spreadsheet opens in columns by a double click.

    `head` is a row of texts, `rows` an iterable of such rows. Cells are separated by semicolons, the list separator of
    Polish settings; the text is UTF-8 with a byte order mark; a cell that looks like a formula stays text.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_harmless(str(cell)) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _harmless(cell):
    """Return the text so that a spreadsheet does not take it for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
