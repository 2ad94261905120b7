"""Ctrl-C leaves a note that is read between two steps, never an exception inside one."""

import os
import signal

import pytest

from config.embedded.stopping import SIGNALS, StopAsked, Stopping


@pytest.fixture
def stopping():
    before = {number: signal.getsignal(number) for number in SIGNALS}
    yield Stopping()
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_strikes_at_the_next_rest_and_not_before(stopping, number):
    stopping.rest(0)
    os.kill(os.getpid(), number)
    finished = sum(range(1000))  # the step at hand goes on
    assert finished == 499500
    with pytest.raises(StopAsked):
        stopping.rest(60)


def test_a_second_signal_says_that_we_are_stopping(stopping, capfd):
    os.kill(os.getpid(), signal.SIGINT)
    assert capfd.readouterr().out == ""
    os.kill(os.getpid(), signal.SIGINT)
    assert capfd.readouterr().out == "Plumbline is already stopping.\n"
