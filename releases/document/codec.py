"""Frozen dataclasses to JSON data and back, strictly: an unknown or missing field is an error."""

import dataclasses
import datetime
import functools
import types
import typing

#: Metadata of a field that came after the first sealed documents: it is left out of the data while it has its default,
#: so that what was written without it stays the same bytes. Its default must never change.
SINCE = {"is_left_out_when_default": True}


def to_data(value):
    """Dataclasses become objects, tuples arrays, dates ISO 8601 text."""
    if dataclasses.is_dataclass(value):
        return {
            field.name: to_data(getattr(value, field.name))
            for field in dataclasses.fields(value)
            if not (field.metadata == SINCE and getattr(value, field.name) == field.default)
        }
    if isinstance(value, tuple):
        return [to_data(item) for item in value]
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value


def map_text(value, tidy, name: str = ""):
    """The same value with every text replaced by ``tidy(name of its field, text)``."""
    if dataclasses.is_dataclass(value):
        fields = dataclasses.fields(value)
        return type(value)(**{field.name: map_text(getattr(value, field.name), tidy, field.name) for field in fields})
    if isinstance(value, tuple):
        return tuple(map_text(item, tidy, name) for item in value)
    return tidy(name, value) if isinstance(value, str) else value


def from_data(kind, data, where: str = "document"):
    """Build ``kind`` from JSON data; raises TypeError or ValueError naming the place that does not fit."""
    if dataclasses.is_dataclass(kind):
        return _dataclass(kind, data, where)
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        if data is None:
            return None
        return from_data(next(kind for kind in arguments if kind is not types.NoneType), data, where)
    if origin is tuple:
        _expect(isinstance(data, list), where, "an array", data)
        return tuple(from_data(arguments[0], item, f"{where}[{index}]") for index, item in enumerate(data))
    if kind is datetime.date:
        _expect(isinstance(data, str), where, "a date", data)
        return datetime.date.fromisoformat(data)
    _expect(isinstance(data, kind) and not (kind is int and isinstance(data, bool)), where, kind.__name__, data)
    return data


def _dataclass(kind, data, where: str):
    _expect(isinstance(data, dict), where, "an object", data)
    hints = _hints(kind)
    names = hints.keys()
    if unknown := sorted(data.keys() - names):
        raise TypeError(f"{where} has the unknown field {unknown[0]!r}")
    later = {field.name: field.default for field in dataclasses.fields(kind) if field.metadata == SINCE}
    if missing := sorted(names - data.keys() - later.keys()):
        raise TypeError(f"{where} lacks the field {missing[0]!r}")
    values = {name: from_data(hints[name], data[name], f"{where}.{name}") for name in names if name in data}
    # One document has one sequence of bytes: what is left out when empty may not be written down empty.
    if empty := sorted(name for name, default in later.items() if name in values and values[name] == default):
        raise TypeError(f"{where} holds the field {empty[0]!r} with nothing in it, which is left out")
    return kind(**values)


@functools.cache
def _hints(kind) -> dict[str, type]:
    """The fields of a dataclass and their types, resolved once."""
    resolved = typing.get_type_hints(kind)
    return {field.name: resolved[field.name] for field in dataclasses.fields(kind)}


def _expect(holds: bool, where: str, wanted: str, data) -> None:
    if not holds:
        raise TypeError(f"{where} should be {wanted}, not {data!r:.60}")
