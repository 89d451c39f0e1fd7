"""Signing in at the desk: django-allauth, fitted to the admin. docs/decisions/0007-signing-in.md says why."""
