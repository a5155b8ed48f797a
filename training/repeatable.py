"""Runs that can be repeated to the bit: seeds, and kernels that add in a fixed order."""

import os

import torch


def make_repeatable(seed: int, threads: int) -> None:
    """Before any other use of torch. On the same kind of device, with the same torch and as many threads, the same command then
    gives the same weights; between kinds of device, sums are rounded differently and training drifts apart."""
    os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")  # cuBLAS asks for it
    torch.use_deterministic_algorithms(True)
    torch.utils.deterministic.fill_uninitialized_memory = False  # a debugging aid that costs time
    import torch._inductor.config as compiler

    compiler.deterministic = True  # no choice of kernels by timing
    torch.set_num_threads(threads)
    torch.manual_seed(seed)
