"""The read-only JSON API under ``/api/v1/``; :mod:`releases.api.description` describes it as OpenAPI 3.1."""
