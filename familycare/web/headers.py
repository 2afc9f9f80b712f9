"""Response headers that neither Django nor the content security policy sets."""

HEADERS = {
    # Neither the browser nor a proxy keeps copies of pages, so the next user of a computer finds none. Static files set
    # their own lifetime.
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), midi=(), payment=(), usb=()",
    "X-Robots-Tag": "noindex, nofollow",
}


def headers(get_response):
    """Middleware: set HEADERS unless the view has set them."""

    def middleware(request):
        response = get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return middleware
