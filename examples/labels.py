import sys

import torch
from transformers import AutoModelForTokenClassification, AutoTokenizer

text = "A ministra Maria Exemplo, do Tribunal Superior do Trabalho, citou o art. 114 da Constituição Federal."
name = sys.argv[1] if len(sys.argv) > 1 else "pierreguillou/ner-bert-base-cased-pt-lenerbr"
model, tokenizer = AutoModelForTokenClassification.from_pretrained(name), AutoTokenizer.from_pretrained(name)
inputs = tokenizer(text, max_length=512, truncation=True, return_tensors="pt")
for token, label in zip(inputs.tokens(), torch.argmax(model(**inputs).logits, dim=2)[0].tolist()):
    print((token, model.config.id2label[label]))
