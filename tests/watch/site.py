"""The site as the self-probe would ask it, in this process, with leaks that a test puts in."""

import time

from django.test import Client

from releases.watch.asking import Answer, Asker


class Site(Asker):
    """Answers by Django's test client. ``leaks`` adds words to the answers of some paths, ``instead`` replaces answers;
    ``asked`` is every path that was asked for, ``seconds`` what an answer takes longer."""

    def __init__(self, *, is_direct: bool = True):
        super().__init__({"https://ir.example.com": is_direct})
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
        response = Client().get(question.path, headers=dict(question.headers))
        body = response.content
        if question.path in self.leaks:
            body += f"\n{self.leaks[question.path]}".encode()
        headers = tuple(sorted((name.lower(), value) for name, value in response.headers.items()))
        return Answer(status=response.status_code, headers=headers, body=body, received=time.monotonic())
