"""The site as the self-probe would ask it, in this process, with leaks that a test puts in."""

import dataclasses
import time

from django.test import Client

from releases.watch.asking import Answer, Asker


class Site(Asker):
    """Answers by Django's test client. ``leaks`` adds words to the answers of some paths, ``instead`` replaces answers;
    ``asked`` is every path that was asked for, ``seconds`` what an answer takes longer. ``answers`` holds those that were
    given already, for tests that look at one site whose public rows do not change."""

    def __init__(self, *, is_direct: bool = True, answers: dict | None = None):
        super().__init__({"https://ir.example.com": is_direct})
        self._answers = answers
        self.leaks: dict[str, str] = {}
        self.instead: dict[str, Answer] = {}
        self.asked: list[str] = []
        self.seconds = 0.0

    def ask(self, questions):
        return {pair: self._got(pair[1]) for pair in dict.fromkeys(questions)}

    def _got(self, question) -> Answer:
        if self.is_stopped():
            return Answer(failure="It was not asked: the round ended early.")
        time.sleep(self.seconds)
        self.asked.append(question.path)
        if question.path in self.instead:
            return self.instead[question.path]
        answer = self._given(question)
        if question.path in self.leaks:
            answer = dataclasses.replace(answer, body=answer.body + f"\n{self.leaks[question.path]}".encode())
        return dataclasses.replace(answer, received=time.monotonic())

    def _given(self, question) -> Answer:
        if self._answers is None:
            return _answer(question)
        if question not in self._answers:
            self._answers[question] = _answer(question)
        return self._answers[question]


def _answer(question) -> Answer:
    response = Client().get(question.path, headers=dict(question.headers))
    headers = tuple(sorted((name.lower(), value) for name, value in response.headers.items()))
    return Answer(status=response.status_code, headers=headers, body=response.content)
