"""Relations between figures that must hold, one module for each subject; `checking.py` looks whether they do."""

from reporting.figures.relations import care, cases, families, work

RELATIONS = tuple(dict.fromkeys(relation for module in (families, cases, care, work) for relation in module.RELATIONS))
