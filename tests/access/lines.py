"""Who may do what, and what is said of an address in the table of roles."""

from dataclasses import dataclass

ASSISTANT, SOCIAL_WORKER, MANAGER, DIRECTOR = "assistant", "social_worker", "manager", "director"
AUDITOR, ADMIN = "auditor", "admin"
EVERY_ROLE = {ASSISTANT, SOCIAL_WORKER, MANAGER, DIRECTOR, AUDITOR, ADMIN}

# What a user may do: which roles.
WHO = {
    "read families": {ASSISTANT, SOCIAL_WORKER, MANAGER, DIRECTOR},
    "read figures": {ASSISTANT, SOCIAL_WORKER, MANAGER, DIRECTOR},
    "keep figures": {MANAGER},
    "read a diary": {ASSISTANT, MANAGER, DIRECTOR},
    "keep a diary": {ASSISTANT},
    "read assistants": {MANAGER, DIRECTOR},
    "read referrals": {SOCIAL_WORKER, MANAGER, DIRECTOR},
    "refer": {SOCIAL_WORKER, MANAGER},
    "decide": {MANAGER},
    "manage staff": {MANAGER},
    "read workshops": {ASSISTANT, MANAGER, DIRECTOR},
    "keep workshops": {ASSISTANT, MANAGER},
    "read supporting families": {ASSISTANT, MANAGER, DIRECTOR},
    "keep supporting families": {MANAGER},
    "read charges": {MANAGER, DIRECTOR},
    "keep charges": {MANAGER},
    "write casework": {ASSISTANT, MANAGER},
    "read assessments": {ASSISTANT, MANAGER, DIRECTOR},
    "acknowledge assessments": {MANAGER, DIRECTOR},
    "answer persons": {MANAGER},
    "take in a register": {MANAGER},
    "read documents": {MANAGER, DIRECTOR},
    "keep documents": {MANAGER},
    "read a file's history": {ASSISTANT, MANAGER, DIRECTOR},
    "read the log": {AUDITOR},
    "manage accounts": {ADMIN},
    "keep dictionaries": {MANAGER, ADMIN},
    "keep the centre": {MANAGER, ADMIN},
    "keep terms": {MANAGER},
    "merge entries": {MANAGER},
    "confirm accounts": {MANAGER, AUDITOR},
    "own account": EVERY_ROLE,
    "hold a token": EVERY_ROLE,  # signed in or not
    "open to all": EVERY_ROLE,  # without signing in too
}


@dataclass(frozen=True)
class Line:
    """Who may use an address: `may` is a key of WHO, `about` a family, person, assistant or nothing.

    `arguments` fill the places of the route after that of the object. `answer` is the status for those who may use it,
    unless that is success.
    """

    may: str
    about: str = ""
    arguments: tuple = ()
    query: str = ""
    methods: tuple = ("get",)
    answer: int | None = None


GET_AND_POST, POST = ("get", "post"), ("post",)
