from __future__ import annotations

from bench.wire import answer, post, take

CHUNKED = b"POST /a?b HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n"


def test_messages_are_cut_off_one_by_one_wherever_the_pieces_end():
    whole = post("h", "/t", "s", b"12345") + CHUNKED + answer(b"{}") + b"GET /x HTTP/1.1\r\nHost: h\r\n\r\n"
    for step in (1, 7, len(whole)):
        buffer, seen = bytearray(), []
        for at in range(0, len(whole), step):
            buffer += whole[at : at + step]
            while (message := take(buffer)) is not None:
                seen.append(message)
        assert [message.body for message in seen] == [b"12345", b"abcde", b"{}", b""]
        assert not buffer
        assert (seen[0].target, seen[1].target, seen[2].status) == ("/t", "/a", 200)
        assert seen[2].content_type == b"application/json"
