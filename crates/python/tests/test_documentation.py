"""The examples of the documentation run, and the stubs say nothing that is not there."""

import ast
import doctest
import inspect
import pathlib

import pytest
import ua_gazetteer
import ua_gazetteer.spacy
from texts import readme_blocks

GUIDE = pathlib.Path(__file__).parents[3] / "docs/python.md"


def documented():
    yield "ua_gazetteer", ua_gazetteer.__doc__
    yield "ua_gazetteer.spacy", ua_gazetteer.spacy.__doc__
    for name in ua_gazetteer.__all__:
        if name.startswith("_"):
            continue
        item = getattr(ua_gazetteer, name)
        yield name, item.__doc__
        if inspect.isclass(item):
            yield from (
                (f"{name}.{key}", value.__doc__) for key, value in vars(item).items() if not key.startswith("_")
            )


EXAMPLES = [(name, doc) for name, doc in documented() if ">>>" in (doc or "")]


@pytest.mark.parametrize("name", [name for name, _ in documented()])
def test_everything_public_is_documented(name):
    assert dict(documented())[name]


@pytest.mark.parametrize(("name", "doc"), EXAMPLES, ids=[name for name, _ in EXAMPLES])
def test_examples_run(name, doc):
    examples = doctest.DocTestParser().get_doctest(doc, {}, name, None, None)
    assert doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(examples).failed == 0


def test_the_usual_calls_have_examples():
    expected = {
        "ua_gazetteer",
        "Recognizer",
        "Recognizer.recognize",
        "Gazetteer",
        "Gazetteer.lookup",
        "recognize",
        "variants",
    }
    assert expected <= {name for name, _ in EXAMPLES}


@pytest.mark.skipif(not GUIDE.exists(), reason="the guide is not part of the package's source")
def test_the_guide_runs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    results = doctest.testfile(str(GUIDE), module_relative=False, optionflags=doctest.ELLIPSIS, encoding="utf-8")
    assert results.failed == 0 and results.attempted > 20


def test_the_readme_runs(capsys):
    blocks = readme_blocks()
    ran = [exec(block, {}) for block in blocks if "pyspark" not in block]
    printed = capsys.readouterr().out
    assert len(ran) == 2 and all(len(block.strip().splitlines()) < 10 for block in blocks)
    assert printed.startswith("Bakhmut 48.")
    assert "Kherson" in printed and "Суми PLACE UA59080270010036634 50." in printed


def test_the_bases_of_the_stubs_say_nothing_that_is_not_there():
    """stubtest looks at what classes say themselves, and passes over bases that only the stubs have."""
    stubs = pathlib.Path(ua_gazetteer.__file__).with_name("_native.pyi").read_text(encoding="utf-8")
    classes = {node.name: node for node in ast.parse(stubs).body if isinstance(node, ast.ClassDef)}

    def members(name):
        own = {node.name for node in classes[name].body if isinstance(node, ast.FunctionDef)}
        bases = [node.id for base in classes[name].bases for node in ast.walk(base) if isinstance(node, ast.Name)]
        return own.union(*(members(base) for base in bases if base.startswith("_") and base in classes))

    public = [name for name in classes if not name.startswith("_")]
    assert {"to_dict", "id", "lat"} <= members("Alternative") and len(public) == 10
    for name in public:
        assert members(name) <= set(dir(getattr(ua_gazetteer, name)))
