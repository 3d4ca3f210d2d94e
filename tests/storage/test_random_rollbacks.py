"""Random batches with failures at every place, against a model of a dozen lines. On both engines."""

from __future__ import annotations

import asyncio

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.background import Background
from storage.database import Unit, connect
from storage.dialect import ddl
from tests.storage.helpers import CREATE, marks, put

ENDS = ["fine", "error", "statement", "recorded", "record fails"]
UNITS = st.lists(
    st.tuples(
        st.sampled_from(ENDS), st.booleans(), st.lists(st.booleans(), max_size=3), st.sampled_from("ab")
    ),
    min_size=1,
    max_size=12,
)


def make(number, end, stores, inner, key):
    """A unit whose marks are `number` (work), +1 (store), +2 (recorded), +10… (savepoints; True: kept)."""

    def work(tx):
        put(number)(tx)
        for index, keep in enumerate(inner):
            try:
                with tx.savepoint():
                    put(number + 10 + index)(tx)
                    if not keep:
                        raise LookupError
            except LookupError:
                pass
        if end == "statement":
            put(number)(tx)
        if end != "fine":
            raise ValueError(end)
        return number

    def failed(tx, error):
        put(number + 2)(tx)
        if end == "record fails":
            raise error
        return -number

    handler = failed if end.startswith("record") else None
    return Unit(work, store=put(number + 1) if stores else None, failed=handler, key=key)


def expected(number, end, stores, inner):
    """What must be committed, and the result (None: an exception)."""
    kept = {number + 1} if stores and end != "record fails" else set()
    if end == "fine":
        return kept | {number} | {number + 10 + i for i, keep in enumerate(inner) if keep}, number
    return kept | ({number + 2} if end == "recorded" else set()), -number if end == "recorded" else None


async def run(url, plans):
    background = Background()
    database = connect(url, background=background)
    await database.open()
    await database.alter(lambda tx: tx.run("DROP TABLE IF EXISTS mark"))
    await database.alter(lambda tx: tx.run(ddl(CREATE, tx.engine)))
    numbers = [100 * (index + 1) for index in range(len(plans))]
    units = [make(number, *plan) for number, plan in zip(numbers, plans, strict=True)]
    results = await asyncio.gather(*(database.write(unit) for unit in units), return_exceptions=True)
    committed = set(await marks(database))
    await database.close()
    await background.close()
    model = [expected(number, *plan[:3]) for number, plan in zip(numbers, plans, strict=True)]
    assert committed == set().union(*(kept for kept, _ in model))
    for result, (_, wanted) in zip(results, model, strict=True):
        assert result == wanted if wanted is not None else isinstance(result, Exception)


def test_any_batch_leaves_what_the_model_says(empty_url):
    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(plans=UNITS)
    def check(plans):
        asyncio.run(run(empty_url, plans))

    check()
