"""Exports a PyTorch token classifier from a local folder to a model folder, and proves that both give the same logits.

    python -m training.to_onnx <folder> --out <new folder>

The folder is one that Hugging Face's `save_pretrained` wrote (safetensors or `pytorch_model.bin`), of any architecture that
`AutoModelForTokenClassification` knows without remote code. The new folder appears complete, with a graph whose logits are within
1e-4 of PyTorch's, or not at all. `acervo model add <new folder>` takes it.
"""

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from transformers import AutoConfig, AutoModelForTokenClassification, AutoTokenizer, PreTrainedModel

MAX_DIFFERENCE = 1e-4
INPUTS = ("input_ids", "attention_mask")
"""A graph that asks for no token types takes those of a single text, as all of ours are."""
MAX_BYTES_INSIDE = 1_500_000_000
"""Of weights in the graph's own file: protobuf ends at 2 GiB."""
TOKENIZER_FILES = ("vocab.txt", "tokenizer.json")
COMPANION_FILES = (
    "config.json",
    *TOKENIZER_FILES,
    "tokenizer_config.json",
    "special_tokens_map.json",
    "acervo.json",
    "MODEL_CARD.md",
    "README.md",
    "LICENSE",
    "scores.json",
)
FAIRSEQ_POSITIONS = {
    "camembert",
    "data2vec-text",
    "longformer",
    "mpnet",
    "roberta",
    "roberta-prelayernorm",
    "xlm-roberta",
    "xlm-roberta-xl",
    "xmod",
}
"""Models whose first position is `pad_token_id + 1`."""
MAX_TESTED_TOKENS = 512


class LogitsOnly(torch.nn.Module):
    """int64 `[window, token]` for each of `inputs` → float32 `[window, token, label]`."""

    def __init__(self, model: PreTrainedModel, inputs: Sequence[str]) -> None:
        super().__init__()
        self.model = model
        self.inputs = tuple(inputs)

    def forward(self, *tensors: torch.Tensor) -> torch.Tensor:
        return self.model(**dict(zip(self.inputs, tensors))).logits


def export(model: PreTrainedModel, path: Path, inputs: Sequence[str] = INPUTS, external: bool | None = None) -> None:
    """Writes the graph; its weights to `<path>.data` where `external` says so, by default where they are too large for one file."""
    tokens = min(9, max_tokens(model))
    ids = torch.ones(2, tokens, dtype=torch.int64) * 5
    values = {"input_ids": ids, "attention_mask": torch.ones_like(ids), "token_type_ids": torch.zeros_like(ids)}
    axes = {0: torch.export.Dim("window"), 1: torch.export.Dim("token", max=max_tokens(model))}
    if external is None:
        external = sum(parameter.numel() * 4 for parameter in model.parameters()) > MAX_BYTES_INSIDE
    torch.onnx.export(
        LogitsOnly(model, inputs).eval(),
        tuple(values[name] for name in inputs),
        path,
        input_names=list(inputs),
        output_names=["logits"],
        dynamic_shapes=((axes,) * len(inputs),),
        opset_version=18,
        dynamo=True,
        external_data=external,
        verbose=False,
    )
    graph = onnx.load(path, load_external_data=False)
    for part in [*graph.graph.node, *graph.graph.value_info, *graph.graph.initializer, graph.graph, graph]:
        del part.metadata_props[:]  # the exporter writes stack traces there
    onnx.save(graph, path)


def max_tokens(model: PreTrainedModel) -> int:
    """Positions that the model has, special tokens included."""
    config = model.config
    positions = getattr(config, "max_position_embeddings", None) or MAX_TESTED_TOKENS
    return positions - config.pad_token_id - 1 if config.model_type in FAIRSEQ_POSITIONS else positions


def largest_difference(model: PreTrainedModel, path: Path, seed: int = 7) -> float:
    """Between the logits of PyTorch and of ONNX Runtime: random ids, batches of one and of unequal lengths with padding,
    from one token to the longest window (of 512 at most)."""
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    names = [each.name for each in session.get_inputs()]
    generator = np.random.default_rng(seed)
    pad = model.config.pad_token_id or 0
    ordinary = np.setdiff1d(np.arange(model.config.vocab_size), [pad])
    longest = min(MAX_TESTED_TOKENS, max_tokens(model))
    largest = 0.0
    for lengths in ([1], [longest], [min(3, longest)], [min(17, longest), longest, min(2, longest), longest // 2]):
        ids = np.full((len(lengths), max(lengths)), pad, np.int64)
        mask = np.zeros_like(ids)
        for row, length in enumerate(lengths):
            ids[row, :length] = generator.choice(ordinary, length)
            mask[row, :length] = 1
        values = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        got = session.run(["logits"], {name: values[name] for name in names})[0]
        with torch.inference_mode():
            expected = model(input_ids=torch.from_numpy(ids), attention_mask=torch.from_numpy(mask)).logits.numpy()
        difference = np.abs(got - expected)[mask == 1].max()
        if not np.isfinite(difference):
            raise SystemExit("the logits are not finite numbers")
        largest = max(largest, float(difference))
    return largest


def load_classifier(folder: Path) -> PreTrainedModel:
    """The model in float32.
    Stops where the folder holds no token classifier: its last layer would be random."""
    config = AutoConfig.from_pretrained(folder, local_files_only=True)
    if not any(name.endswith("ForTokenClassification") for name in config.architectures or []):
        raise SystemExit(f"config.json names {config.architectures}, which is no ...ForTokenClassification: fine-tune it first")
    model, info = AutoModelForTokenClassification.from_pretrained(
        folder, local_files_only=True, dtype=torch.float32, attn_implementation="eager", output_loading_info=True
    )
    if info["missing_keys"]:
        raise SystemExit(f"the checkpoint lacks weights: {', '.join(sorted(info['missing_keys'])[:5])}")
    return model.eval()


def write_tokenizer(folder: Path, out: Path) -> None:
    """The tokenizer's files as they are, or `tokenizer.json` made of whatever else it comes as (`sentencepiece.bpe.model`,
    `spm.model`, `vocab.json` with `merges.txt`)."""
    for name in COMPANION_FILES:
        if (folder / name).is_file():
            shutil.copyfile(folder / name, out / name)
    if not any((out / name).is_file() for name in TOKENIZER_FILES):
        AutoTokenizer.from_pretrained(folder, local_files_only=True).save_pretrained(out)


def convert(folder: Path, out: Path) -> float:
    """Writes `out` and returns the largest difference of a logit; stops where that is above 1e-4 or `out` exists."""
    if out.exists():
        raise SystemExit(f"{out} exists already: remove it, or choose another name")
    model = load_classifier(folder)
    out.parent.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(dir=out.parent, prefix=".to-onnx-"))
    try:
        write_tokenizer(folder, temporary)
        export(model, temporary / "model.onnx")
        difference = largest_difference(model, temporary / "model.onnx")
        print(f"largest difference of a logit between PyTorch and ONNX Runtime: {difference:.1e}", flush=True)
        if difference > MAX_DIFFERENCE:
            raise SystemExit(f"that is above {MAX_DIFFERENCE:.0e}: nothing was written")
        for path in temporary.iterdir():
            path.chmod(0o644)
        temporary.chmod(0o755)
        temporary.rename(out)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return difference


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    if not (options.folder / "config.json").is_file():
        sys.exit(f"{options.folder} has no config.json: give the folder that save_pretrained wrote")
    convert(options.folder, options.out)
    labels = json.loads((options.out / "config.json").read_text(encoding="utf-8")).get("id2label", {})
    print(f"{options.out}: {len(labels)} labels; now: acervo model add {options.out}")


if __name__ == "__main__":
    main()
