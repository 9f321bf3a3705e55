import os

import attr
import click
from click.testing import CliRunner

ENVIRONMENT = os.environ["TOX_ENV_NAME"]


def major(distribution):
    from importlib.metadata import version

    return version(distribution).split(".")[0]


def test_attrs_is_the_version_of_the_environment():
    assert "attrs" + major("attrs") in ENVIRONMENT


def test_click_is_the_version_of_the_environment():
    assert "click" + major("click") in ENVIRONMENT


def test_both_work_together():
    @attr.s
    class Greeting:
        name = attr.ib()

    @click.command()
    @click.argument("name")
    def greet(name):
        click.echo("hello " + Greeting(name).name)

    assert CliRunner().invoke(greet, ["world"]).output == "hello world\n"
