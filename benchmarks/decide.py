"""How many questions a second one core decides: ready facts, and facts that come in as JSON lines."""

import json
from time import process_time

from reglement.deciding import compile_ruleset, decide
from reglement.facts import Facts
from reglement.facts.examples import EXAMPLES
from reglement.loading import DEMO_CHOICES, law_floor, profile_names, profile_path, read_profile

ROUNDS = 3000


def main() -> None:
    """Print one line per profile and per way of asking."""
    law = law_floor()
    lines = [json.dumps(example) for example in EXAMPLES]
    ready = [Facts.model_validate_json(line) for line in lines]
    for name in profile_names():
        path = profile_path(name)
        version = compile_ruleset(read_profile(path.read_bytes(), file=path.name, choices=DEMO_CHOICES), law)
        for words, questions in (("ready facts", ready), ("JSON lines", lines)):
            started = process_time()
            for _ in range(ROUNDS):
                for question in questions:
                    decide(version, law, question)
            seconds = process_time() - started
            print(f"{name}, {words}: {ROUNDS * len(questions) / seconds:,.0f} decisions per second of one core")
