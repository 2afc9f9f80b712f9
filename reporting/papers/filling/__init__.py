"""Checking and filling of DOCX templates, which runs in a process of its own (`reporting/papers/sandbox.py`).

It imports nothing of the application: it gets plain data and the bytes of a template.
"""


class TemplateRefused(Exception):
    """The template cannot be used. `problems`: Polish sentences that say what is wrong and where."""

    def __init__(self, *problems):
        super().__init__(*problems)
        self.problems = list(problems)
