"""How a network is opened with onnxruntime: on one thread, so that the same input gives the same bytes."""

from typing import Any


def open_session(network: bytes) -> Any:
    """An `onnxruntime.InferenceSession` on the processor. onnxruntime is imported here, for those alone who ask."""
    import onnxruntime  # noqa: PLC0415 -- half a second that only those pay who ask

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # the same sums in the same order
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])
