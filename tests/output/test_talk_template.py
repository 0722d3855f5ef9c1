"""Templates of a wiki's own: in place of ours, sandboxed, and each value escaped."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.core.model import Draft
from bot.errors import ConfigurationError
from bot.output.talk_draft import TalkForm, draft
from bot.output.talk_template import NAME, TalkTemplate
from tests.output.linted import CLOSURE, linted


def written(folder: Path, template: str, title: str = "[[A]]") -> Draft:
    (folder / NAME).write_text(template, encoding="utf-8")
    found = draft(linted(CLOSURE, title=title), TalkForm(template=TalkTemplate(str(folder))))
    assert found is not None
    return found


def test_a_wiki_s_own_template_is_the_whole_message(tmp_path: Path) -> None:
    found = written(tmp_path, "== Über {{ title }} ==\nHallo! Siehe {{ diff }}.\n")
    assert found.heading == "Über &#91;&#91;A&#93;&#93;"
    assert found.wikitext == (
        "Hallo! Siehe [[Special:Diff/1276600001|your edit of 19 February 2025]]."
    )


def test_a_template_may_change_parts_of_ours(tmp_path: Path) -> None:
    found = written(
        tmp_path,
        '{% extends "revlint/talk_draft.wikitext.j2" %}\n'
        "{% block closing %}{{ super() }} See [[Project:revlint]].{% endblock %}",
    )
    assert "[[Special:Diff/1276600001|your edit" in found.wikitext
    assert found.wikitext.endswith("Happy editing! See [[Project:revlint]].")


@pytest.mark.parametrize(
    "use",
    [
        "{{ title }}",
        "{{ title | safe }}",
        "{{ title | string | trim }}",
        "{{ diff ~ title }}",
        "{{ diff.replace('your', title) }}",
        "{% set x %}{{ title }}{% endset %}{{ x }}",
        "{% macro m(t) %}{{ t }}{% endmacro %}{{ m(title) }}",
        "{{ ['[', title] | join('[') }}",
        "{{ '%s' | format(title) }}",
        "{% for one in [title] %}{{ one }}{% endfor %}",
        "{% set x %}{{ title }}{% endset %}{{ x | striptags }}",
    ],
)
def test_no_way_leads_past_the_escaper(tmp_path: Path, use: str) -> None:
    body = written(tmp_path, f"== A ==\n{use}").wikitext
    assert "[[A" not in body
    assert "A" in body


@pytest.mark.parametrize(
    ("template", "line", "problem"),
    [
        ("== A ==\n{{ title", 2, "unexpected end of template"),
        ("== A ==\n\n{{ nothing }}", 3, "'nothing' is undefined"),
        ("== A ==\n{{ title.__class__.__mro__ }}", 2, "unsafe"),
        ("== A ==\n{{ '{}'.format(title) }}", 2, "has no attribute 'format'"),
        ("== A ==\n{% filter striptags %}{{ title }}{% endfilter %}", 2, "is not allowed"),
        ("== A ==\n{{ title | shout }}", 2, "No filter named 'shout'"),
        ("== A ==\n{{ 1 // 0 }}", 2, "by zero"),
        ("== A ==\n{% include '../secrets.toml' %}", 2, "secrets.toml"),
    ],
)
def test_a_mistake_is_named_with_its_file_and_line(
    tmp_path: Path, template: str, line: int, problem: str
) -> None:
    with pytest.raises(ConfigurationError) as error:
        written(tmp_path, template)
    assert f"{tmp_path / NAME}:{line}: " in str(error.value)
    assert problem in str(error.value)


@pytest.mark.parametrize("template", ["Hello.", "== A ==", "==  ==\ntext", "= A =\ntext"])
def test_the_first_line_is_the_heading(tmp_path: Path, template: str) -> None:
    with pytest.raises(ConfigurationError, match="must be its heading"):
        written(tmp_path, template)


def test_a_folder_without_the_template_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=f"there is no file .*{NAME}"):
        draft(linted(CLOSURE), TalkForm(template=TalkTemplate(str(tmp_path))))
