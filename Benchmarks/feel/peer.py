"""Runs one other implementation of FEEL for the benchmark: requests come as lines of JSON, answers go as such.

{"text", "variables"} has the expression read and evaluated: the answer is its value, as FEEL writes it, or an error.
{"step", "times"} repeats a step: the answer is the nanoseconds that it took.
"""

import datetime
import importlib.metadata
import json
import logging
import platform
import sys
import time
import warnings


class Bkflow:
    package = "bkflow-feel"

    def __init__(self):
        import bkflow_feel

        self.parser = bkflow_feel.parser
        self.transformer = bkflow_feel.transformer

    def prepare(self, text, variables):
        self.text = text
        self.variables = variables
        self.tree = self.parse()

    def parse(self):
        return self.transformer.transform(self.parser.parse(self.text))

    def evaluate(self):
        return self.tree.evaluate(self.variables)


class PySFeel:
    """Evaluates while it parses: the one step that it has gives the value."""

    package = "pySFeel"

    def __init__(self):
        import pySFeel

        self.parser = pySFeel.SFeelParser()

    def prepare(self, text, variables):
        self.text = text
        self.parser.names = dict(variables)
        errors, _ = self.parser.sFeelParse(text)
        if errors:
            raise ValueError(errors["errors"][0])

    def evaluate(self):
        return self.parser.sFeelParse(self.text)[1]


def variable(entries):
    """A JSON object as Python has it: `{"date": …}` is a date."""
    if list(entries) == ["date"]:
        return datetime.date.fromisoformat(entries["date"])
    return entries


def written(value):
    """A value as FEEL writes it."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, str):
        return json.dumps(value)
    if isinstance(value, datetime.date):
        return f'@"{value.isoformat()}"'
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)}: {written(item)}" for key, item in value.items()) + "}"
    raise ValueError(f"{type(value).__name__} has no form in FEEL")


def answer(peer, request):
    if "text" in request:
        try:
            peer.prepare(request["text"], request["variables"])
            return {"value": written(peer.evaluate())}
        except Exception as error:
            return {"error": f"{error}".splitlines()[0]}
    step = getattr(peer, request["step"])
    start = time.perf_counter_ns()
    for _ in range(request["times"]):
        step()
    return {"nanoseconds": time.perf_counter_ns() - start}


def main():
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    peer = {kind.package: kind for kind in (Bkflow, PySFeel)}[sys.argv[1]]()
    # What the library prints itself goes elsewhere.
    answers, sys.stdout = sys.stdout, sys.stderr

    def say(what):
        print(json.dumps(what), file=answers, flush=True)

    version = importlib.metadata.version(peer.package)
    say({"version": f"{peer.package} {version} on Python {platform.python_version()}"})
    for line in sys.stdin:
        # Numbers are of one type, as in FEEL.
        say(answer(peer, json.loads(line, parse_int=float if '"text"' in line else int, object_hook=variable)))


main()
