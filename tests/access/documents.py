"""The addresses of documents and programmes, and who may use them."""

from functools import partial

from tests.access.lines import GET_AND_POST, POST, Line

NO_DOCUMENT = partial(Line, "keep documents", answer=404, methods=GET_AND_POST)  # there is none
OF_DOCUMENTS = {
    "documents": Line("read documents"),
    "new_document": Line("keep documents", methods=GET_AND_POST),
    "upload_definition": Line("keep documents", methods=GET_AND_POST),
    "composed": Line("read documents", arguments=("nic",), answer=404),  # there is none
    **dict.fromkeys(("edit_outline", "find_figure"), NO_DOCUMENT(arguments=("nic",), methods=("get",))),
    "keep_editor_draft": Line("open to all", arguments=("nic",), methods=POST, answer=404),  # no token of a form
    "discard_editor_draft": NO_DOCUMENT(arguments=("nic", 1), methods=POST),
    **dict.fromkeys(("next_year_document", "edit_document_head", "new_chapter"), NO_DOCUMENT(arguments=("nic",))),
    **dict.fromkeys(("preview_block",), NO_DOCUMENT(arguments=("nic",), methods=POST)),
    **dict.fromkeys(("edit_chapter", "delete_chapter", "new_block"), NO_DOCUMENT(arguments=("nic", 1))),
    **dict.fromkeys(("edit_block", "delete_block", "section_to_text"), NO_DOCUMENT(arguments=("nic", 1, 1))),
    **dict.fromkeys(("move_chapter",), NO_DOCUMENT(arguments=("nic", 1), methods=POST)),
    **dict.fromkeys(("move_block",), NO_DOCUMENT(arguments=("nic", 1, 1), methods=POST)),
    "definition_file": Line("read documents", arguments=("nic",), answer=404),
    "delete_document_definition": Line("keep documents", arguments=("nic",), methods=GET_AND_POST, answer=404),
    "download_composed": Line("read documents", arguments=("nic", "pdf"), answer=404),
    "edition": Line("read documents", arguments=("nic", 1), answer=404),
    "send_document": Line("keep documents", arguments=("nic",), query="rok=2025", methods=GET_AND_POST, answer=404),
    "submission": Line("read documents", arguments=("nic", 1), answer=404),
    "approve_document": Line("read documents", arguments=("nic", 1), methods=POST, answer=404),
    "return_document": Line("read documents", arguments=("nic", 1), methods=POST, answer=404),
    "withdraw_document": Line("keep documents", arguments=("nic", 1), methods=POST, answer=404),
    "hand_over_edition": Line("read documents", arguments=("nic", 1), methods=GET_AND_POST, answer=404),
    "changes_after": Line("read documents", arguments=("nic", 1), answer=404),
    "download_edition": Line("read documents", arguments=("nic", 1, "pdf"), answer=404),
    "compare_versions": Line("read documents", arguments=("nic",), answer=404),
    "document_comments": Line("read documents", arguments=("nic",), answer=404),
    "block_comments": Line("read documents", arguments=("nic", 1, 1), methods=GET_AND_POST, answer=404),
    **dict.fromkeys(
        ("reply_to_comment", "settle_comment"), Line("read documents", arguments=("nic", 1), methods=POST, answer=404)
    ),
    "programmes": Line("read documents"),
    "upload_programme": Line("keep documents", methods=GET_AND_POST),
    "programme": Line("read documents", arguments=("nic",), answer=404),
    "programme_file": Line("read documents", arguments=("nic",), answer=404),
    "new_programme": Line("keep documents", methods=GET_AND_POST),
    **dict.fromkeys(("edit_programme", "find_programme_figure"), NO_DOCUMENT(arguments=("nic",), methods=("get",))),
    **dict.fromkeys(("next_programme", "delete_programme"), NO_DOCUMENT(arguments=("nic",))),
    "edit_programme_head": NO_DOCUMENT(arguments=("nic",)),
    "edit_programme_section": NO_DOCUMENT(arguments=("nic", "opis")),
    "new_programme_item": NO_DOCUMENT(arguments=("nic", "goals")),
    **dict.fromkeys(("edit_programme_item", "delete_programme_item"), NO_DOCUMENT(arguments=("nic", "goals/1"))),
    "move_programme_item": NO_DOCUMENT(arguments=("nic", "goals/1"), methods=POST),
    "realise": Line("keep documents", arguments=("nic", 2025, "goals/1"), methods=GET_AND_POST, answer=404),
}
