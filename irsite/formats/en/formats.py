"""Dates and times as the desk shows them: always with their zone."""

DATETIME_FORMAT = "N j, Y, g:i:s a T"
SHORT_DATETIME_FORMAT = "Y-m-d H:i T"
