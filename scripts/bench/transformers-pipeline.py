"""Tokens per second of the Python transformers pipeline on a BERT folder: prints {"tokens", "words", "seconds", "versions"}.

Usage: python transformers-pipeline.py FOLDER TEXT_FILE
The tokens counted are the tokenizer's for the whole text, overlap not counted twice, as for our side.
"""

import json
import os
import sys
import time

import torch
import transformers
from transformers import AutoModelForTokenClassification, BertTokenizerFast, pipeline

folder, text_file = sys.argv[1:3]
text = open(text_file, encoding="utf-8").read()
torch.set_num_threads(os.cpu_count())
tokenizer = BertTokenizerFast.from_pretrained(folder, do_lower_case=False, strip_accents=False, model_max_length=512)
model = AutoModelForTokenClassification.from_pretrained(folder).eval()
ner = pipeline("token-classification", model=model, tokenizer=tokenizer, aggregation_strategy="first", stride=64)
ner(text[:500])
started = time.perf_counter()
ner(text)
seconds = time.perf_counter() - started
tokens = len(tokenizer(text, add_special_tokens=False, verbose=False)["input_ids"])
print(json.dumps({"tokens": tokens, "words": len(text.split()), "seconds": seconds,
                  "versions": {"torch": torch.__version__, "transformers": transformers.__version__}}))
