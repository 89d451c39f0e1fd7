"""What no page of either role may use of a browser. The public process loads nothing of signing in, so this has a file of its own."""

from django.utils.deprecation import MiddlewareMixin

#: What a page could ask a browser for. None of ours needs any of it, but for passkeys at the desk, which are allowed by default.
_REFUSED = (
    "accelerometer", "autoplay", "bluetooth", "browsing-topics", "camera",
    "display-capture", "encrypted-media", "fullscreen", "gamepad", "geolocation", "gyroscope", "hid", "idle-detection",
    "local-fonts", "magnetometer", "microphone", "midi", "payment", "picture-in-picture", "screen-wake-lock",
    "serial", "storage-access", "usb", "web-share", "window-management", "xr-spatial-tracking",
)  # fmt: skip
PERMISSIONS = ", ".join(f"{name}=()" for name in _REFUSED)


class PermissionsPolicyMiddleware(MiddlewareMixin):
    """No page may use a browser's camera, place, payment and the like, whatever got into it.

    A policy is a document's: pictures, fonts and style sheets go without, since each would carry half a kilobyte of it.
    """

    def process_response(self, request, response):
        if not response.headers.get("Content-Type", "").startswith("image/"):
            response.headers["Permissions-Policy"] = PERMISSIONS
        return response
