"""Makes what the tests compare our scores with, from the reference: seqeval (and scikit-learn for the `token` protocol).

    python packages/ner-core/test/make-score-oracles.py      # with seqeval installed

Writes test-data/score-oracles.json, which names the versions.
"""

import json
import random
import warnings
from importlib.metadata import version
from pathlib import Path

from seqeval.metrics import accuracy_score, classification_report
from seqeval.metrics.sequence_labeling import get_entities
from seqeval.scheme import IOB2, Entities
from sklearn.metrics import precision_recall_fscore_support

warnings.filterwarnings("ignore")  # undefined metrics are 0, as ours

PACKAGE = Path(__file__).resolve().parent.parent
TYPES = ["ORGANIZACAO", "PESSOA", "TEMPO", "LOCAL", "LEGISLACAO", "JURISPRUDENCIA"]
SHORT = {"P": "PESSOA", "L": "LOCAL", "T": "TEMPO"}


def labels(text):
    """`B-P I-P O` → labels in full."""
    return [each if each == "O" else f"{each[:2]}{SHORT[each[2:]]}" for each in text.split()]


ADVERSARIAL = {
    "nothing anywhere": [("O O O", "O O O")],
    "nothing predicted": [("B-P I-P O", "O O O")],
    "nothing there": [("O O O", "B-P I-P O")],
    "all right": [("B-P I-P O B-L", "B-P I-P O B-L")],
    "I after O": [("O B-P I-P O", "O I-P I-P O"), ("O I-P I-P", "O I-P I-P")],
    "I at the beginning": [("B-P I-P", "I-P I-P"), ("I-P O", "B-P O")],
    "I of another type": [("B-P I-P O", "B-P I-L O"), ("B-P I-L I-L", "B-P I-L I-L"), ("B-P I-L I-P", "B-P I-P I-P")],
    "I of another type after I": [("B-P I-P I-L I-P", "B-P I-P I-P I-P")],
    "adjacent": [("B-P B-P B-P", "B-P I-P B-P"), ("B-P I-P B-L I-L", "B-P I-P I-P B-L"), ("B-P B-L", "B-P B-L")],
    "adjacent of one type, joined": [("B-P I-P B-P I-P", "B-P I-P I-P I-P")],
    "to the very end": [("O O B-P", "O B-P I-P"), ("O B-T", "O B-T")],
    "one document ends inside, the next begins inside": [("O B-P", "O B-P"), ("I-P O", "I-P O")],
    "wrong type": [("B-P I-P O B-L", "B-L I-L O B-P")],
    "an empty document among others": [("", ""), ("B-P I-P", "B-P O"), ("", "")],
    "one word": [("B-P", "B-P"), ("O", "B-P"), ("B-P", "O")],
}


def invent(random_, any_sequence):
    """Labels of one document: any sequence at all, or one that IOB2 allows."""
    result = []
    for _ in range(random_.randrange(1, 30)):
        previous = result[-1] if result else "O"
        choice = random_.random()
        if choice < 0.4:
            result.append("O")
        elif any_sequence or choice < 0.6 or previous == "O":
            result.append(f"{random_.choice('BI') if any_sequence else 'B'}-{random_.choice(TYPES)}")
        else:
            result.append(f"I-{previous[2:]}")
    return result


def disturb(random_, truth, any_sequence):
    other = iter(invent(random_, any_sequence) + ["O"] * len(truth))
    return [next(other) if random_.random() < 0.3 else label for label in truth]


def report(gold, predicted, **options):
    scores = classification_report(gold, predicted, output_dict=True, zero_division=0, **options)
    rows = {name: row for name, row in scores.items() if name in TYPES}
    rows["micro"] = scores["micro avg"] if "micro avg" in scores else scores["weighted avg"]
    return {
        name: {"precision": float(row["precision"]), "recall": float(row["recall"]), "f1": float(row["f1-score"]), "support": int(row["support"])}
        for name, row in rows.items()
    }


def token_micro(gold, predicted):
    flat = [[label for document in side for label in document] for side in (gold, predicted)]
    names = sorted({label for side in flat for label in side} - {"O"})
    if not names:
        return {"precision": 0.0, "recall": 0.0, "f1": 0.0}
    precision, recall, f1, _ = precision_recall_fscore_support(*flat, labels=names, average="micro", zero_division=0)
    return {"precision": float(precision), "recall": float(recall), "f1": float(f1)}


def spread(documents, tokens):
    return [[label for label, n in zip(*pair) for _ in range(n)] for pair in zip(documents, tokens)]


def case(title, gold, predicted, tokens):
    card = spread(gold, tokens), spread(predicted, tokens)
    return {
        "title": title,
        "gold": gold,
        "predicted": predicted,
        "tokens": tokens,
        "strictEntities": [[[e.tag, e.start, e.end] for e in document] for document in Entities(gold, IOB2).entities],
        "lenientEntities": [[[name, start, end + 1] for name, start, end in get_entities(document)] for document in gold],
        "entity": report(gold, predicted, mode="strict", scheme=IOB2),
        "entityAccuracy": float(accuracy_score(gold, predicted)),
        "token": token_micro(gold, predicted),
        "card": report(*card),
        "cardAccuracy": float(accuracy_score(*card)),
    }


def main():
    random_ = random.Random(7)
    tokens_of = lambda documents: [[random_.choice([1, 1, 1, 2, 3, 5]) for _ in document] for document in documents]  # noqa: E731
    cases = []
    for title, pairs in ADVERSARIAL.items():
        gold, predicted = [labels(pair[0]) for pair in pairs], [labels(pair[1]) for pair in pairs]
        cases.append(case(title, gold, predicted, tokens_of(gold)))
    for number in range(24):
        any_sequence = number % 2 == 0
        gold = [invent(random_, any_sequence) for _ in range(random_.randrange(1, 6))]
        predicted = [disturb(random_, document, any_sequence) for document in gold]
        cases.append(case(f"{'any' if any_sequence else 'legal'} sequences, {number}", gold, predicted, tokens_of(gold)))
    head = json.dumps(
        {
            "madeBy": "packages/ner-core/test/make-score-oracles.py",
            "versions": {"seqeval": version("seqeval"), "scikit-learn": version("scikit-learn")},
            "tokens": "[document][word], sub-words of the word: card repeats its label as often",
            "entity": "classification_report(mode='strict', scheme=IOB2)",
            "token": "precision_recall_fscore_support(average='micro') over all labels but O",
            "card": "classification_report() in its default mode, over sub-words",
        },
        indent=2,
    )
    lines = ",\n".join("  " + json.dumps(each) for each in cases)
    (PACKAGE / "test-data" / "score-oracles.json").write_text(f'{head[:-2]},\n  "cases": [\n{lines}\n]}}\n')


if __name__ == "__main__":
    main()
