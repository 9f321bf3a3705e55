"""A shopping basket."""

from decimal import Decimal

import attrs


@attrs.frozen
class Item:
    """Some pieces of one thing."""

    name: str
    price: Decimal = attrs.field(converter=Decimal)
    count: int = attrs.field(default=1, validator=attrs.validators.ge(1))

    @property
    def total(self) -> Decimal:
        return self.price * self.count


@attrs.define
class Basket:
    """What somebody is going to buy."""

    items: list = attrs.field(factory=list)

    def add(self, name: str, price: str, count: int = 1) -> None:
        self.items.append(Item(name, price, count))

    @property
    def total(self) -> Decimal:
        return sum((item.total for item in self.items), Decimal(0))
