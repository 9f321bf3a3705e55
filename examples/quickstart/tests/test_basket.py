from decimal import Decimal

import attrs
import pytest

from basket import Basket, Item


@pytest.fixture
def basket():
    return Basket()


def test_empty_basket_costs_nothing(basket):
    assert basket.total == 0


@pytest.mark.parametrize("count, total", [(1, "1.25"), (2, "2.50"), (100, "125.00")])
def test_pieces_are_multiplied(basket, count, total):
    basket.add("pen", "1.25", count)
    assert basket.total == Decimal(total)


def test_items_are_summed(basket):
    basket.add("pen", "1.25")
    basket.add("book", "9.90")
    assert basket.total == Decimal("11.15")


def test_count_is_positive():
    with pytest.raises(ValueError):
        Item("pen", "1.25", 0)


def test_items_do_not_change():
    item = Item("pen", "1.25")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        item.count = 2
