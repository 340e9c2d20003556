"""Work off what is queued, here or on another machine."""

from __future__ import annotations

import os
import signal
import sys
import threading

import click

from annotator.cli.console import Console, command


@click.command()
@click.option(
    "--threads", type=click.IntRange(1, 64), default=1, show_default=True, metavar="N", help="Jobs at a time."
)
@click.option("--until-closed", is_flag=True, hidden=True, help="Stop when stdin is closed.")
@click.option("--once", is_flag=True, help="Do all that waits now, and leave.")
@command
def worker(console: Console, threads: int, until_closed: bool, once: bool) -> None:
    """Run queued work (γ, large imports, releases) until stopped; `serve` brings a worker of its own.

    A job whose worker is killed is taken again by another after a minute.
    """
    from annotator.jobs.queue import make_consumer, put_back, run_waiting

    with console.store() as store:
        if once:
            count = run_waiting(store, console.workspace())
            console.show({"jobs": count}, f"{count} jobs done.")
            return
        consumer, taken = make_consumer(store, threads, console.workspace())
        if until_closed:
            threading.Thread(target=_follow, daemon=True).start()
        else:
            console.say("Working off what is queued.")
        try:
            consumer.run()
        finally:
            left = set(taken)
            put_back(store, left)
        if left:
            # A thread is still inside the solver, which does not survive an orderly end of the process.
            os._exit(0)


def _follow() -> None:
    """Stop this process when whoever started it has gone."""
    while sys.stdin.buffer.read(1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
