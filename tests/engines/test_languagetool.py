"""The LanguageTool client, over real HTTP, against a server that breaks in every way it can."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.engines import languagetool
from bot.engines.languagetool import LanguageToolGrammar
from rules.contract import EngineError, GrammarMatch
from tests.engines.conftest import Server, Start

FAULT = "He could of gone."
ENOUGH_S = 60.0
"""No test waits so long unless something hangs."""

SOON_S = 1.0


def client(server: Server, timeout_s: float = ENOUGH_S) -> LanguageToolGrammar:
    return LanguageToolGrammar(server.url, ["ModalOf", "AnA"], timeout_s)


def found(text: str, match: GrammarMatch) -> tuple[str, str]:
    return match.rule_id, text[match.start : match.end]


def test_sentences_go_in_one_request_and_come_back_with_their_own_matches(
    start_server: Start,
) -> None:
    server = start_server()
    texts = [FAULT, "All is well.", "It was an house, and he should of known."]
    answers = client(server).check(texts)
    assert [[found(t, m) for m in a] for t, a in zip(texts, answers, strict=True)] == [
        [("ModalOf", "could of")],
        [],
        [("AnA", "an"), ("ModalOf", "should of")],
    ]
    assert answers[0][0].replacements == ("could have",)
    asked = server.next_check()
    assert asked["text"].split("\n\n") == texts
    assert set(asked["enabledRules"].split(",")) == {"ModalOf", "AnA"}
    assert asked["enabledOnly"] == "true"
    assert server.checks_begun() == 0


@pytest.mark.parametrize(
    "text",
    [
        "😀 He could of gone.",
        "😀😀 Le cafe\u0301 👩‍👩‍👧 said he could of gone 😀 home.",
        "𝔄𝔟𝔠 naïve: he could of gone.",
        "नमस्ते — he could of gone.",
    ],
)
def test_places_are_code_points_whatever_stands_before(start_server: Start, text: str) -> None:
    grammar = client(start_server())
    first, second = grammar.check([text, f"Then {text}"])
    assert [found(text, m) for m in first] == [("ModalOf", "could of")]
    assert [found(f"Then {text}", m) for m in second] == [("ModalOf", "could of")]


def test_an_emoji_inside_the_marked_place_counts_once(start_server: Start) -> None:
    answer = (
        '{"matches": [{"message": "", "replacements": [], "offset": 3, "length": 4,'
        ' "context": {"text": "", "offset": 0}, "sentence": "",'
        ' "rule": {"id": "X", "issueType": "", "category": {"id": ""}}}]}'
    )
    text = "😀 a😀b c"
    assert client(start_server("--answer", answer)).check([text]) == [
        (GrammarMatch("X", 2, 5, "", ()),)
    ]


def test_many_sentences_are_sent_in_pieces(start_server: Start) -> None:
    server = start_server()
    texts = [f"{FAULT} {'x' * 9_000} {number}." for number in range(5)]
    answers = client(server).check(texts)
    assert [[found(t, m) for m in a] for t, a in zip(texts, answers, strict=True)] == [
        [("ModalOf", "could of")]
    ] * 5
    assert server.checks_begun() == 3


def test_a_server_that_is_not_there(start_server: Start) -> None:
    server = start_server()
    server.kill()
    with pytest.raises(EngineError, match=r"LanguageTool at 127\.0\.0\.1 failed"):
        client(server).connect()


def test_a_connection_that_breaks_off_once_is_tried_again(start_server: Start) -> None:
    server = start_server("--drop", "1")
    [matches] = client(server).check([FAULT])
    assert [found(FAULT, match) for match in matches] == [("ModalOf", "could of")]
    assert server.checks_begun() == 2


def test_a_connection_that_breaks_off_again_is_given_up(start_server: Start) -> None:
    server = start_server("--drop", "2")
    with pytest.raises(EngineError, match="failed"):
        client(server).check([FAULT])
    assert server.checks_begun() == 2


def test_a_server_that_refuses_is_not_tried_again(start_server: Start) -> None:
    server = start_server("--status", "429", "--answer", "Error: too many requests")
    with pytest.raises(EngineError, match="too many requests"):
        client(server).check([FAULT])
    assert server.checks_begun() == 1


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:1",
        "http://name.invalid",
        "http://127.0.0.1:99999",
        "ftp://127.0.0.1",
        "http://",
    ],
)
def test_an_address_where_nothing_is(url: str) -> None:
    with pytest.raises(EngineError, match=r"LanguageTool at .* failed"):
        LanguageToolGrammar(url, ["ModalOf"], ENOUGH_S).connect()


def test_a_password_in_the_address_is_not_told(start_server: Start) -> None:
    server = start_server()
    server.kill()
    url = server.url.replace("://", "://me:secret@")
    with pytest.raises(EngineError) as caught:
        LanguageToolGrammar(url, ["ModalOf"], ENOUGH_S).connect()
    assert "secret" not in str(caught.value)


def test_a_server_killed_while_it_checks(start_server: Start) -> None:
    server = start_server("--delay-s", "600")
    grammar = client(server)
    with ThreadPoolExecutor() as pool:
        answer = pool.submit(grammar.check, [FAULT])
        server.next_check()
        server.kill()
        with pytest.raises(EngineError, match="failed"):
            answer.result()


def test_a_killed_server_that_is_back_is_used_again(start_server: Start) -> None:
    server = start_server()
    grammar = client(server)
    grammar.connect()
    server.kill()
    with pytest.raises(EngineError):
        grammar.check([FAULT])
    start_server("--port", str(server.port))
    assert len(grammar.check([FAULT])[0]) == 1


@pytest.mark.parametrize("slowness", [("--delay-s", "600"), ("--drip",)])
def test_a_slow_server_is_given_up(start_server: Start, slowness: tuple[str, ...]) -> None:
    with pytest.raises(EngineError, match="did not answer within 1 s"):
        client(start_server(*slowness), SOON_S).check([FAULT])


def test_a_server_that_keeps_failing_is_left_alone_for_a_while(
    start_server: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = start_server("--answer", "no JSON")
    grammar = client(server)
    for _ in range(languagetool.FAILURES_BORNE):
        with pytest.raises(EngineError, match="no JSON"):
            grammar.check([FAULT])
    with pytest.raises(EngineError, match="left alone"):
        grammar.check([FAULT])
    assert server.checks_begun() == languagetool.FAILURES_BORNE


@pytest.mark.parametrize(
    "answer",
    [
        "[]",
        "{}",
        '{"matches": [{}]}',
        '{"matches": [{"message": "", "replacements": [], "offset": 5, "length": 999,'
        ' "context": {"text": "", "offset": 0},'
        ' "rule": {"id": "X", "issueType": "", "category": {"id": ""}}}]}',
    ],
)
def test_answers_that_make_no_sense(start_server: Start, answer: str) -> None:
    with pytest.raises(EngineError, match="failed"):
        client(start_server("--answer", answer)).check([FAULT])


def test_what_was_answered_before_a_failure_is_kept(start_server: Start) -> None:
    grammar = client(start_server("--checks", "1"))
    texts = [f"{FAULT} {'x' * 15_000}", f"{FAULT} {'y' * 15_000}"]
    with pytest.raises(EngineError) as caught:
        grammar.check(texts)
    assert [[found(t, m) for m in a] for t, a in zip(texts, caught.value.done, strict=False)] == [
        [("ModalOf", "could of")]
    ]


def test_no_thread_is_left_when_all_went_well(start_server: Start) -> None:
    client(start_server()).check([FAULT])
    assert not [t for t in threading.enumerate() if t.name == "languagetool"]
