"""The endpoint's client, over real HTTP, against a server that answers in every way it can."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.engines import entailment_endpoint
from bot.engines.entailment_endpoint import EndpointEntailment
from rules.contract import EntailmentError, TextPair
from tests.engines.chat_server import ChatServer, contradiction, verdicts

PAIR = ("The bridge was closed in 1990.", "The bridge was never closed.")
ENOUGH_S = 60.0
KEY = "sk-very-secret"


def client(chat: ChatServer, key: str = "") -> EndpointEntailment:
    return EndpointEntailment(chat.url, "small", key, most_pairs=10, timeout_s=ENOUGH_S)


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entailment_endpoint, "PAUSE_S", 0.0)


def test_a_verdict_with_its_quotes_is_a_judgement(chat: ChatServer) -> None:
    chat.answer = contradiction
    [judgement] = client(chat).score([PAIR], ENOUGH_S)
    assert judgement is not None
    assert judgement.contradict == 0.97
    assert (judgement.first_quote, judgement.second_quote) == (PAIR[0][:20], PAIR[1][-20:])
    assert judgement.entail + judgement.neutral + judgement.contradict == pytest.approx(1)


def test_only_the_sentences_are_sent_with_the_key_in_its_header(chat: ChatServer) -> None:
    client(chat, KEY).score([PAIR], ENOUGH_S)
    [(headers, path, body)] = chat.requests
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == f"Bearer {KEY}"
    assert KEY not in json.dumps(body)
    assert set(body) == {"model", "temperature", "messages"}
    assert body["model"] == "small"
    system, user = body["messages"]
    assert system["content"] == entailment_endpoint.INSTRUCTIONS
    assert json.loads(user["content"]) == {
        "pairs": [{"id": 0, "first": PAIR[0], "second": PAIR[1]}]
    }


def test_without_a_key_there_is_no_header(chat: ChatServer) -> None:
    client(chat).score([PAIR], ENOUGH_S)
    assert "Authorization" not in chat.requests[0][0]


def test_pairs_go_in_batches_and_come_back_in_order(chat: ChatServer) -> None:
    def answer(pairs: list[dict[str, Any]]) -> Any:
        found = verdicts(pairs, "entailment", 0.8)
        found["verdicts"].reverse()
        return found

    chat.answer = answer
    pairs: list[TextPair] = [(f"Sentence number {n} is first.", f"And {n}.") for n in range(30)]
    judged = client(chat).score(pairs, ENOUGH_S)
    assert len(chat.requests) == 3
    assert chat.shown() == pairs
    assert [item.first_quote for item in judged if item] == [pair[0][:20] for pair in pairs]


def changed(**fields: object) -> Any:
    verdict = {
        "id": 0,
        "verdict": "contradiction",
        "probability": 0.99,
        "first_quote": "closed in 1990",
        "second_quote": "never closed",
    }
    return {"verdicts": [verdict | fields]}


@pytest.mark.parametrize(
    "fields",
    [
        {"first_quote": "Closed in 1990"},
        {"first_quote": ""},
        {"first_quote": "  "},
        {"second_quote": "closed in 1990"},
        {"second_quote": "never  closed"},
        {"second_quote": None},
        {"verdict": "CONTRADICTION!"},
        {"probability": 1.5},
        {"probability": "high"},
        {"id": 1},
        {"id": -1},
    ],
)
def test_a_verdict_that_cannot_be_checked_is_dropped(
    chat: ChatServer, fields: dict[str, object]
) -> None:
    chat.answer = lambda _: changed(**fields)
    assert client(chat).score([PAIR], ENOUGH_S) == [None]
    chat.answer = lambda _: changed()
    [judgement] = client(chat).score([PAIR], ENOUGH_S)
    assert judgement is not None


def test_the_first_of_two_verdicts_on_a_pair_counts(chat: ChatServer) -> None:
    both = changed()["verdicts"] + changed(verdict="neutral")["verdicts"]
    chat.answer = lambda _: {"verdicts": both}
    [judgement] = client(chat).score([PAIR], ENOUGH_S)
    assert judgement is not None
    assert judgement.contradict == 0.99


def test_an_answer_in_a_code_fence_is_read(chat: ChatServer) -> None:
    chat.answer = lambda _: f"```json\n{json.dumps(changed())}\n```"
    [judgement] = client(chat).score([PAIR], ENOUGH_S)
    assert judgement is not None


@pytest.mark.parametrize(
    "raw",
    [
        b"no JSON",
        b"[]",
        b"{}",
        b'{"choices": []}',
        b'{"choices": [{"message": {"content": null}}]}',
        b'{"choices": [{"message": {"content": "They contradict each other."}}]}',
        b'{"choices": [{"message": {"content": "{\\"verdicts\\": 3}"}}]}',
        b'"' + b"x" * (entailment_endpoint.LARGEST_ANSWER + 1) + b'"',
    ],
)
def test_answers_that_make_no_sense(chat: ChatServer, raw: bytes) -> None:
    chat.raw = raw
    with pytest.raises(EntailmentError, match=r"small at 127\.0\.0\.1 failed"):
        client(chat).score([PAIR], ENOUGH_S)


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_passing_trouble_is_tried_again(chat: ChatServer, status: int) -> None:
    chat.statuses = [status, status]
    assert client(chat).score([PAIR], ENOUGH_S) != [None]
    assert len(chat.requests) == 3


@pytest.mark.parametrize(("statuses", "requests"), [([500] * 3, 3), ([401], 1), ([404], 1)])
def test_a_lasting_trouble_is_not(chat: ChatServer, statuses: list[int], requests: int) -> None:
    chat.statuses = list(statuses)
    with pytest.raises(EntailmentError, match=f"HTTP status {statuses[0]}"):
        client(chat).score([PAIR], ENOUGH_S)
    assert len(chat.requests) == requests


def test_a_redirect_is_not_followed(chat: ChatServer) -> None:
    chat.statuses = [302]
    chat.location = f"{chat.url}/elsewhere"
    with pytest.raises(EntailmentError, match="HTTP status 302"):
        client(chat, KEY).score([PAIR], ENOUGH_S)
    assert len(chat.requests) == 1


@pytest.mark.parametrize("slowness", [{"delay_s": 3.0}, {"drip_s": 0.1}])
def test_a_slow_endpoint_is_given_up(chat: ChatServer, slowness: dict[str, float]) -> None:
    for name, seconds in slowness.items():
        setattr(chat, name, seconds)
    with pytest.raises(EntailmentError):
        client(chat).score([PAIR], 0.5)


def test_what_was_judged_before_a_failure_is_kept(chat: ChatServer) -> None:
    chat.statuses = [200, 401]
    pairs: list[TextPair] = [(f"It is number {n} here.", "It is another.") for n in range(15)]
    with pytest.raises(EntailmentError) as caught:
        client(chat).score(pairs, ENOUGH_S)
    assert len(caught.value.judged) == entailment_endpoint.PAIRS_AT_ONCE


def test_an_endpoint_that_keeps_failing_is_left_alone_for_a_while(chat: ChatServer) -> None:
    engine = client(chat)
    chat.statuses = [401] * 9
    for _ in range(entailment_endpoint.FAILURES_BORNE):
        with pytest.raises(EntailmentError, match="401"):
            engine.score([PAIR], ENOUGH_S)
    with pytest.raises(EntailmentError, match="left alone"):
        engine.score([PAIR], ENOUGH_S)
    assert len(chat.requests) == entailment_endpoint.FAILURES_BORNE


def test_an_endpoint_that_is_not_there_is_named_without_the_key() -> None:
    server = ChatServer()
    server.close()
    engine = EndpointEntailment(server.url, "small", KEY, most_pairs=1, timeout_s=ENOUGH_S)
    with pytest.raises(EntailmentError, match=r"small at 127\.0\.0\.1 failed") as caught:
        engine.score([PAIR], ENOUGH_S)
    assert KEY not in str(caught.value)
