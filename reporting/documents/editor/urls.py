from django.urls import path

from reporting.documents.editor.drafts import views as drafts
from reporting.documents.editor.views import blocks, figures, next_year, outline

DOCUMENT = "dokument/<slug:key>/edytor/"
CHAPTER = f"{DOCUMENT}<int:chapter>/"
BLOCK = f"{CHAPTER}<int:block>/"

urlpatterns = [
    path("dokument/<slug:key>/za-nastepny-rok/", next_year.next_year_document, name="next_year_document"),
    path(DOCUMENT, outline.edit_outline, name="edit_outline"),
    path(f"{DOCUMENT}naglowek/", outline.edit_document_head, name="edit_document_head"),
    path(f"{DOCUMENT}nowy-rozdzial/", outline.edit_chapter, name="new_chapter"),
    path(f"{DOCUMENT}szkic/", drafts.keep_editor_draft, name="keep_editor_draft"),
    path(f"{DOCUMENT}szkic/<int:pk>/odrzuc/", drafts.discard_editor_draft, name="discard_editor_draft"),
    path(f"{DOCUMENT}podglad/", blocks.preview_block, name="preview_block"),
    path(f"{DOCUMENT}liczby/", figures.find_figure, name="find_figure"),
    path(CHAPTER, outline.edit_chapter, name="edit_chapter"),
    path(f"{CHAPTER}usun/", outline.delete_chapter, name="delete_chapter"),
    path(f"{CHAPTER}przenies/", outline.move_part, name="move_chapter"),
    path(f"{CHAPTER}nowy/", blocks.new_block, name="new_block"),
    path(BLOCK, blocks.edit_block, name="edit_block"),
    path(f"{BLOCK}usun/", outline.delete_block, name="delete_block"),
    path(f"{BLOCK}przenies/", outline.move_part, name="move_block"),
    path(f"{BLOCK}przepisz/", blocks.section_to_text, name="section_to_text"),
]
