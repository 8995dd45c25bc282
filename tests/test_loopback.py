"""The suite itself reaches no other machine: what tries to is stopped, and its test fails."""

import socket

import pytest


@pytest.mark.parametrize("kind", [socket.SOCK_STREAM, socket.SOCK_DGRAM])
def test_no_test_reaches_another_machine(kind: socket.SocketKind):
    with (
        socket.socket(socket.AF_INET, kind) as asking,
        pytest.raises(PermissionError, match="nothing leave this machine"),
    ):
        asking.connect(("192.0.2.1", 80))


def test_no_test_looks_up_a_name():
    with pytest.raises(PermissionError, match="nothing leave this machine"):
        socket.getaddrinfo("notes.example", 443)
