"""Check digits and forms of ISBN, ISSN, DOI and ORCID."""

from __future__ import annotations

import pytest

from rules.facts.identifiers import doi_fault, isbn_fault, issn_fault, orcid_fault


@pytest.mark.parametrize(
    "value",
    [
        "0-306-40615-2", "978-0-306-40615-7", "080442957X", "0 306 40615 2", "306406152",
        "979-0-2600-0043-8", "1234567890", "0-000-00000-1", "9780000000000", "N/A", "", "12",
        "978-X-XX-XXXXXX-X", "0-306-40615-2 (hardback)", "123456789X",
    ],
)  # fmt: skip
def test_no_fault_in_an_isbn(value: str) -> None:
    assert isbn_fault(value) is None


@pytest.mark.parametrize(
    ("value", "fix"),
    [
        ("0-306-40615-3", ""),
        ("978-0-306-40615-2", "978-0-306-40615-7"),
        ("978-0-306-40615-1", ""),
        ("978-0-306-4061-7", ""),
        ("877-0-306-40615-7", ""),
        ("ISBN 0-306-40615-2", "0-306-40615-2"),
        ("0-306-40615-2.", "0-306-40615-2"),
        ("0–306–40615–2", "0-306-40615-2"),
    ],
)
def test_the_fault_of_an_isbn(value: str, fix: str) -> None:
    fault = isbn_fault(value)
    assert fault is not None
    assert fault.fix == fix


def test_a_label_is_no_fault_in_plain_text() -> None:
    assert isbn_fault("0–306–40615–2", in_parameter=False) is None


def test_issn() -> None:
    assert issn_fault("0378-5955") is None
    assert issn_fault("2434561X") is None
    assert issn_fault("0000-0000") is None
    assert issn_fault("0378-5954") is not None
    assert issn_fault("0378-595") is not None


@pytest.mark.parametrize(
    ("value", "fix"),
    [
        ("10.5555/12345678", None),
        ("10.1002/(SICI)1097-0258(1998)17:15", None),
        ("10.1000.10/abc", None),
        ("none", None),
        ("https://doi.org/10.5555/abc", "10.5555/abc"),
        ("doi:10.5555/abc", "10.5555/abc"),
        ("10.5555/abc,", "10.5555/abc"),
        ("11.5555/abc", ""),
    ],
)
def test_doi(value: str, fix: str | None) -> None:
    fault = doi_fault(value)
    assert (None if fault is None else fault.fix) == fix


def test_orcid() -> None:
    assert orcid_fault("0000-0002-1825-0097") is None
    assert orcid_fault("https://orcid.org/0000-0002-1694-233X") is None
    assert orcid_fault("0000-0002-1825-0079") is not None
