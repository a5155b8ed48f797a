"""Third stage of the reference recipe: README.md, the card of a folder that training.bert_tagger wrote, with the hub's metadata.

    python -m training.bert_card <folder> --licence mit [--name NAME] [--base HUB-ID]

Every figure comes from the folder's own scores.json and training.json. training.to_onnx takes the card along.
"""

import argparse
from pathlib import Path

from huggingface_hub import EvalResult, ModelCardData

from training.bert_loop import read_json
from training.conll import ENTITY_TYPES, LABELS
from training.write_card import interval, percent, score_table

TEMPLATE = Path(__file__).with_name("bert-card.md")
DATASET = "LeNER-Br"
DATASET_ID = "lener_br"
WIDGET = (
    "A Câmara julgou irregulares as contas de João Exemplo, nos termos do art. 16 da Lei 8.443/92.",
    "Em 12 de março de 2019, o Tribunal de Justiça de Exemplópolis negou provimento ao recurso de Maria Modelo.",
    "Conforme o HC 00.000/XX, da relatoria do Ministro Fulano de Tal, a prisão em Vila Inventada foi ilegal.",
)
"""Invented: no person, court or case of these exists."""


def metadata(name: str, licence: str, base: str | None, scores: dict) -> ModelCardData:
    """The card's header. The F1 of the model index is the reference card's: sub-words, seqeval's default mode, on dev."""
    figures = [
        *((kind, f"{kind.capitalize()} (sub-words)", scores["row"][kind]) for kind in ("f1", "precision", "recall", "accuracy")),
        ("loss", "Loss", scores["row"]["loss"]),
        ("f1", "F1 (entities, exact span and type)", scores["dev"]["entity"]["micro"]["f1"]),
    ]
    results = [
        EvalResult(
            task_type="token-classification",
            task_name="Token Classification",
            dataset_type=DATASET_ID,
            dataset_name=DATASET,
            dataset_split="validation",
            metric_type=kind,
            metric_name=label,
            metric_value=value,
        )
        for kind, label, value in figures
    ]
    return ModelCardData(
        language="pt",
        license=licence,
        base_model=base,
        datasets=[DATASET_ID],
        metrics=["f1", "precision", "recall", "accuracy"],
        pipeline_tag="token-classification",
        tags=["legal", "ner", "lener-br"],
        model_name=name,
        eval_results=results,
        widget=[{"text": text} for text in WIDGET],
    )


def evaluation_table(rows: list[dict], kept: int) -> str:
    """The reference card's columns, and entity F1; the kept checkpoint in bold."""
    columns = ("step", "training loss", "validation loss", "precision", "recall", "F1", "accuracy", "entity F1")
    lines = [f"| {' | '.join(columns)} |", "|---" * len(columns) + "|"]
    for row in rows:
        cells = [str(row["step"]), *(f"{value:.4f}" for name, value in row.items() if name != "step")]
        lines.append("| " + " | ".join(f"**{cell}**" if row["step"] == kept else cell for cell in cells) + " |")
    return "\n".join(lines)


def type_table(by_type: dict) -> str:
    lines = ["| type | precision | recall | F1 | sub-word entities |", "|---|---|---|---|---|"]
    for name in (*ENTITY_TYPES, "micro"):
        each = by_type[name]
        lines.append(f"| {name} | {' | '.join(percent(each[key]) for key in ('precision', 'recall', 'f1'))} | {each['support']:,} |")
    return "\n".join(lines)


def settings_table(stages: dict) -> str:
    """What each stage was run with."""
    lines = ["| stage | setting | value |", "|---|---|---|"]
    for stage in ("maskedLanguageModel", "tokenClassification"):
        lines += [f"| {stage} | {name} | {value} |" for name, value in stages.get(stage, {}).items()]
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--name", help="default: the folder's own")
    parser.add_argument("--base", help="hub id of the checkpoint that the recipe started from, where it has one")
    parser.add_argument("--licence", required=True, help="as the hub spells it; the base model's terms bind")
    options = parser.parse_args(arguments)
    scores, stages, config = (read_json(options.folder / f"{name}.json") for name in ("scores", "training", "config"))
    if not scores or not stages:
        parser.error(f"{options.folder} has no scores.json and training.json: training.bert_tagger writes them when it ends")
    name = options.name or options.folder.resolve().name
    header = metadata(name, options.licence, options.base, scores).to_yaml()
    body = TEMPLATE.read_text(encoding="utf-8").format(
        name=name,
        base=options.base or "a local checkpoint",
        domain="masked-LM on Brazilian official acts, then " if "maskedLanguageModel" in stages else "",
        architecture=f"{config['model_type']}, {config['num_hidden_layers']} × {config['hidden_size']}",
        labels=len(LABELS),
        documents=scores["dev"]["documents"],
        by_type=type_table(scores["byType"]),
        scores=score_table(scores["dev"]),
        interval=interval(scores["dev"]["entity"]),
        evaluations=evaluation_table(stages["evaluations"], scores["row"]["step"]),
        settings=settings_table(stages),
    )
    (options.folder / "README.md").write_text(f"---\n{header.strip()}\n---\n\n{body}", encoding="utf-8")


if __name__ == "__main__":
    main()
