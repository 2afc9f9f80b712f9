"""The register: how a centre's records come in and go out (design: one CSV file for each kind of record)."""
