"""How long anybody may keep a public answer: a constant that no schedule moves.

A lifetime that shrank towards an embargo instant would announce it, and a longer one would make the news late. So what
is public may be kept for a second and is compared by its bytes afterwards; what is not there may not be kept at all.
"""

PUBLIC = "public, max-age=1"
MISSING = "no-store"
#: A file's address holds a random key that is drawn anew for other bytes; withdrawal must reach it within a second too.
FILE = PUBLIC
