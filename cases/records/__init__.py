"""Records in a family's file, except persons, plans and the diary.

Each kind of record is declared next to its form, in the module of its section of the family's page. The views in
`views.py` serve all kinds.
"""
