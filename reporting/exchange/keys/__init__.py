"""Records that a register names without an id: accounts by their address, and records that others belong to by the
columns of their own file."""
