"""How far two spellings are apart."""


def distance(one: str, other: str, limit: int) -> int:
    """Damerau–Levenshtein distance (insert, delete, replace, swap neighbours), or ``limit + 1`` when it is more."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before, last = [], list(range(len(other) + 1))
    for row, left in enumerate(one, 1):
        current = [row]
        for column, right in enumerate(other, 1):
            cost = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + (left != right))
            if row > 1 and column > 1 and left == other[column - 2] and one[row - 2] == right:
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        if min(current) > limit:
            return limit + 1
        before, last = last, current
    return last[-1] if last[-1] <= limit else limit + 1


def shortened(word: str) -> set[str]:
    """The word, and the word with any one character left out: two words at distance 1 share one of these."""
    return {word} | {word[:index] + word[index + 1 :] for index in range(len(word))}
