"""What is written into a family's file beside persons, plans and the diary: a kind of record each, declared beside its
form in the module of its section of the family's page, and written by the same pages (`views.py`)."""
