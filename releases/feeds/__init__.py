"""Feeds: RSS 2.0, Atom and JSON Feed, whole releases each; and the addresses that other newsrooms have had.

How they tell a correction and a withdrawal stands in docs/feeds.md.
"""
