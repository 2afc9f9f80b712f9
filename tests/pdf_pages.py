"""Reads a PDF as a user does."""

import subprocess


def text_of_pdf(answer):
    """The text of the PDF in a response, its lines as they are on paper."""
    assert answer.status_code == 200 and answer["Content-Type"] == "application/pdf"
    command = ["pdftotext", "-layout", "-", "-"]
    return subprocess.run(command, input=answer.content, capture_output=True, check=True).stdout.decode()
