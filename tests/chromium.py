"""Starting the browser that the tests and the pictures of docs/ share."""

# Chromium itself without what a window needs, which takes half of the time.
PROGRAM = "/usr/bin/chromium-headless-shell"
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-dev-shm-usage"
)


def launch(playwright):
    """Start Debian's Chromium without a window."""
    return playwright.chromium.launch(executable_path=PROGRAM, chromium_sandbox=False, args=FLAGS.split())
