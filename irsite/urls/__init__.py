"""Addresses by the role of the process, ``IRSITE_ROLE``."""
