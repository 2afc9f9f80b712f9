"""In real Chromium: what was typed in the last second before a page was left is kept."""

import pytest
from playwright.sync_api import expect

from cases.models import Draft
from tests.browsing import let_in
from tests.diary.people import create_family
from tests.diary.writing import SECRET, note

pytestmark = pytest.mark.browser

SLOW_ENCRYPTION = """
const encrypt = crypto.subtle.encrypt.bind(crypto.subtle);
crypto.subtle.encrypt = async (...what) => {
  await new Promise((enough) => setTimeout(enough, 2000));
  return encrypt(...what);
};
"""


@pytest.fixture
def family(transactional_db, ewa):
    return create_family(ewa, "Wierzbiccy", "R12")


def test_what_was_typed_just_before_a_reload_is_there(page, live_server, ewa, family):
    let_in(page.context, ewa.account, live_server)
    page.add_init_script(SLOW_ENCRYPTION)
    page.goto("/wizyty/nowa/?rodzina=R12")
    note(page).fill(SECRET)
    page.reload()
    for _attempt in range(50):
        if Draft.objects.exists():
            break
        page.wait_for_timeout(100)
    page.goto("/wizyty/nowa/?rodzina=R12")
    expect(page.get_by_role("main")).to_contain_text(SECRET)


def test_typing_without_a_pause_is_saved_too(page, live_server, ewa, family):
    let_in(page.context, ewa.account, live_server)
    page.goto("/wizyty/nowa/?rodzina=R12")
    saved = []
    page.on("response", lambda answer: saved.append(answer.url) if answer.request.method == "POST" else None)
    for letter in "x" * 30:
        note(page).press_sequentially(letter)
        page.wait_for_timeout(100)
    assert [address for address in saved if "szkic" in address]
