"""Headers of every answer that neither Django nor the content policy sets."""

HEADERS = {
    # A browser, or a proxy on the way, keeps no copy of a page: the next person at the same computer finds nothing.
    # Static files say for themselves how long they may be kept.
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), midi=(), payment=(), usb=()",
    "X-Robots-Tag": "noindex, nofollow",
}


def headers(get_response):
    """Middleware: sets HEADERS where the view has not said otherwise."""

    def middleware(request):
        response = get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return middleware
