"""How the default model of Acervo is made: one module per stage, run as `python -m training.<stage>` from the repository root."""
