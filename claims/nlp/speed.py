"""How fast the reader is, beside the bare spaCy pipeline it builds on, in the same run.

CPU time, not the clock's, so that a busy machine slows both alike. Memory is the resident set of
this process, which includes whatever Python has not given back.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import cycle
from pathlib import Path
from statistics import median
from typing import Any

from .pipeline import pieces_of, read, readable

_PAGE = os.sysconf("SC_PAGE_SIZE")
STARTS = 5
_NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"
WARMING = "Warm up: about 5,000 people came on Friday, Ana Ruiz said."


@dataclass(frozen=True, slots=True)
class Speed:
    """Words that one CPU-second reads, bare and whole, over the same words."""

    words: int
    bare: float
    whole: float

    @property
    def ratio(self) -> float:
        return self.whole / self.bare


def speed(texts: Sequence[str], model: str) -> Speed:
    """Read every text twice in turn, once by the bare pipeline, once by the whole reader.

    Raises ``ValueError`` where there is nothing to read or no model to compare with.
    """
    words = sum(len(text.split()) for text in texts)
    if not words:
        raise ValueError("There is not one word to read.")
    if not model:
        raise ValueError("Without a spaCy model there is nothing to compare with.")
    bare = _bare(model)
    _read_bare(bare, WARMING)
    read(WARMING, model=model)
    bare_seconds = whole_seconds = 0.0
    for text in texts:
        bare_seconds += _cpu_seconds(partial(_read_bare, bare, text))
        whole_seconds += _cpu_seconds(partial(read, text, model=model))
    return Speed(words, words / bare_seconds, words / whole_seconds)


def _bare(model: str) -> Any:
    import spacy

    return spacy.load(model)


def _read_bare(bare: Any, text: str) -> None:
    clean = readable(text)
    for start, end in pieces_of(clean):
        with bare.memory_zone():
            bare(clean[start:end])


def _cpu_seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


@dataclass(frozen=True, slots=True)
class Memory:
    """Megabytes in use after a tenth of the sentences, and after all of them."""

    sentences: int
    early: float
    late: float

    @property
    def growth(self) -> float:
        return self.late - self.early


def memory(texts: Sequence[str], model: str, sentences: int) -> Memory:
    """Read the texts over and over until so many sentences were read."""
    done, early = 0, 0.0
    for text in cycle(texts):
        done += len(read(text, model=model).sentences)
        if not early and done >= sentences / 10:
            early = _megabytes()
        if done >= sentences:
            break
    return Memory(done, early, _megabytes())


def _megabytes() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * _PAGE / 1_000_000


@dataclass(frozen=True, slots=True)
class Start:
    """CPU-seconds of a fresh Python until it can read: bare ``spacy.load``, and the reader."""

    bare: float
    whole: float

    @property
    def ratio(self) -> float:
        return self.whole / self.bare


def start(model: str) -> Start:
    """The medians of several fresh starts of each, in turn, after one of each that does not count:
    it leaves both their bytecode and the disk's cache, which spaCy's installation brought along."""
    ways = (f"import spacy; spacy.load({model!r})", f"from claims.nlp import load; load({model!r})")
    for way in ways:
        _fresh(way)
    bare, whole = zip(*([_fresh(way) for way in ways] for _ in range(STARTS)), strict=True)
    return Start(median(bare), median(whole))


def _fresh(code: str) -> float:
    """CPU-seconds of a Python that runs this code."""
    timed = f"{code}; import time; print(time.process_time())"
    surroundings = {name: it for name, it in os.environ.items() if name != _NO_BYTECODE}
    done = subprocess.run(
        [sys.executable, "-c", timed],
        capture_output=True,
        text=True,
        check=True,
        cwd=_root(),
        env=surroundings,
    )
    return float(done.stdout.split()[-1])


def _root() -> Path:
    return Path(__file__).resolve().parents[2]


def texts_of(files: Iterable[Path]) -> Iterator[str]:
    """The texts of files, as UTF-8; whatever is none is replaced."""
    for file in files:
        yield file.read_text(encoding="utf-8", errors="replace")
