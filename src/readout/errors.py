"""The errors a caller can act on; each says what, where and what to do."""


class ReadoutError(Exception):
    """The root of every error that Readout raises on purpose."""


class InputError(ReadoutError):
    """One input could not be read; `name` says which, so that a batch reports it and goes on."""

    def __init__(self, name: str, reason: str) -> None:
        """Keep the input's name apart from the reason, for lists of what could not be read."""
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason


class CodebookError(ReadoutError):
    """A codebook file does not say what it must; `file` and `line` (from 1, None when unknown) point at the place."""

    def __init__(self, file: str, line: int | None, reason: str) -> None:
        """Keep the place apart from the reason, so that an editor is led to it."""
        where = file if line is None else f"{file}, line {line}"
        super().__init__(f"{where}: {reason}")
        self.file = file
        self.line = line
        self.reason = reason


class OutputError(ReadoutError):
    """A folder cannot be written: it holds something that is not ours, or the disk refused."""


class TemplateError(ReadoutError):
    """A line's template and its slots do not fit each other."""


class ArchiveError(ReadoutError):
    """The archive cannot be opened, or was asked for what would make it untrue."""


class SpeechError(ReadoutError):
    """Nothing here can speak or record: says which program is missing and how it is installed."""


class DraftError(ReadoutError):
    """What was asked of a draft cannot be done to it as it stands."""
