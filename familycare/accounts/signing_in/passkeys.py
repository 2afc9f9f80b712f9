"""What a passkey may do."""

# The key of a stored credential that holds the owner's decision. Whether the key itself can sign in alone
# (`credProps` of WebAuthn) is no decision: many devices make only keys that can.
ALONE = "signs_in_alone"


def signs_in_alone(authenticator):
    """Return whether this passkey (an Authenticator) replaces the password. Keys added before this was noted do not."""
    return authenticator.data["credential"].get(ALONE) is True
