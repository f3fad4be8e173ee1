"""Frames arrive whole or not at all, and nobody is waited for beyond the deadline."""

import io
import os
import time
from contextlib import contextmanager, suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.read.sandbox.pipes import Gone, Late, Pipes, read_frame, write_frame


@contextmanager
def piped(longest=1 << 20):
    """The parent's side, and the descriptors of the child's: its input, output and error."""
    ends = [os.pipe() for _ in range(3)]
    (child_in, to_child), (from_child, child_out), (errors, child_err) = ends
    try:
        yield Pipes(to_child, from_child, errors, longest), child_in, child_out, child_err
    finally:
        for end in {end for pair in ends for end in pair}:
            with suppress(OSError):  # the test has closed some itself
                os.close(end)


def soon():
    return time.monotonic() + 30


@given(st.lists(st.binary(max_size=5000), max_size=5))
def test_frames_come_as_they_were_sent(frames):
    out = io.BytesIO()
    for frame in frames:
        write_frame(out, frame)
    out.seek(0)
    assert [read_frame(out) for _ in frames] == frames
    assert read_frame(out) is None


def test_the_parent_takes_frames_that_arrive_in_pieces_or_together():
    with piped() as (pipes, _, child_out, _):
        os.write(child_out, b"\0\0\0\3one\0\0\0\0\0\0\0\5th")
        assert [pipes.receive(soon()), pipes.receive(soon())] == [b"one", b""]
        with pytest.raises(Late):
            pipes.receive(time.monotonic() + 0.01)
        os.write(child_out, b"ree")
        assert pipes.receive(soon()) == b"three"


def test_a_pipe_that_is_closed_in_the_middle_of_a_frame_is_no_frame():
    with piped() as (pipes, _, child_out, _):
        os.write(child_out, b"\0\0\0\5th")
        os.close(child_out)
        with pytest.raises(Gone):
            pipes.receive(soon())
    cut = io.BytesIO(b"\0\0\0\5th")
    assert read_frame(cut) is None


def test_a_frame_that_says_to_be_too_long_is_not_waited_for():
    with piped(longest=10) as (pipes, _, child_out, _):
        os.write(child_out, b"\xff\xff\xff\xff")
        with pytest.raises(ValueError, match="4294967295"):
            pipes.receive(soon())


def test_a_child_that_does_not_listen_is_not_waited_for():
    with piped() as (pipes, _, _, _), pytest.raises(Late):
        pipes.send(bytes(1 << 20), time.monotonic() + 0.05)


def test_a_child_that_has_hung_up_is_told_from_one_that_is_late():
    with piped() as (pipes, child_in, _, _):
        os.close(child_in)
        with pytest.raises(Gone):
            pipes.send(b"a job", soon())


def test_the_last_line_of_what_the_child_complained_of_is_kept():
    with piped() as (pipes, _, child_out, child_err):
        os.write(child_err, "much\nbéfore\n  the end \n\n".encode())
        os.write(child_out, b"\0\0\0\3one")
        assert pipes.receive(soon()) == b"one"
        assert pipes.last_words() == "the end"
