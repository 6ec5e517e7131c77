from alembic import op
import sqlalchemy as sa
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Parent(Base):
    __tablename__ = "parents"

    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(20))


class Child(Base):
    __tablename__ = "children"

    id = sa.Column(sa.Integer, primary_key=True)
    parent_id = sa.Column(sa.Integer, sa.ForeignKey("parents.id"))
    name = sa.Column(sa.String(20))


class Toy(Base):
    __tablename__ = "toys"

    id = sa.Column(sa.Integer, primary_key=True)
    child_id = sa.Column(sa.Integer, sa.ForeignKey("children.id"))
    name = sa.Column(sa.String(20))


core = sa.table("core", sa.column("id", sa.Integer), sa.column("name", sa.String))


def where_core_and_class():
    op.execute(sa.select(Parent.id).where(core.c.name == Parent.name, Child.parent_id == Parent.id))


def where_class_and_core():
    op.execute(sa.select(Parent.id).where(Child.parent_id == Parent.id, core.c.name == Parent.name))


def core_where_two_classes():
    op.execute(sa.select(core.c.id).where(Child.parent_id == Parent.id, core.c.name == Parent.name))


def class_from_core():
    op.execute(sa.select(Parent.id).select_from(core))


def core_from_class():
    op.execute(sa.select(core.c.id).select_from(Parent))


def count_from_class_where():
    op.execute(sa.select(sa.func.count()).select_from(Child).where(Parent.id == Child.parent_id))


def from_two():
    op.execute(sa.select(Parent.id).select_from(core, Child))


def from_class_and_core():
    op.execute(sa.select(sa.literal(1)).select_from(Child, core))


def from_core_and_class():
    op.execute(sa.select(sa.literal(1)).select_from(core, Child))


def join_core():
    op.execute(sa.select(Parent.id).join(core, core.c.id == Parent.id))


def join_from_core():
    op.execute(sa.select(core.c.id).join_from(core, Parent, core.c.id == Parent.id))


def both_join():
    op.execute(sa.select(Child.name, Parent.name).join(Parent, Parent.id == Child.parent_id))


def both_join_reversed():
    op.execute(sa.select(Parent.name, Child.name).join(Child, Parent.id == Child.parent_id))


def both_join_second():
    op.execute(sa.select(Parent.name, Child.name).join(Parent, Parent.id == Child.parent_id))


def both_join_without_condition():
    op.execute(sa.select(Parent.name, Child.name).join(Child))


def three_joined():
    op.execute(sa.select(Toy.id, Parent.name).join(Child, Child.id == Toy.child_id).join(Parent, Parent.id == Child.parent_id))


def three_joined_without_conditions():
    op.execute(sa.select(Toy.id).join(Child).join(Parent))


def three_joined_from():
    op.execute(sa.select(Parent.name).select_from(Toy).join(Child).join(Parent))


def outer_joins():
    op.execute(sa.select(Toy.id).outerjoin(Child, Child.id == Toy.child_id).join(Parent, Parent.id == Child.parent_id, full=True))


def join_and_where_other():
    op.execute(sa.select(Toy.id).join(Child, Child.id == Toy.child_id).where(Parent.id == Child.parent_id))


def join_subquery():
    sub = sa.select(Child.parent_id, sa.func.count().label("n")).group_by(Child.parent_id).subquery()
    op.execute(sa.select(Parent.id).join(sub, sub.c.parent_id == Parent.id).where(sub.c.n > 3))


def join_subquery_and_column():
    sub = sa.select(Child.parent_id, sa.func.count().label("n")).group_by(Child.parent_id).subquery()
    op.execute(sa.select(Parent.id, sub.c.n).join(sub, sub.c.parent_id == Parent.id))


def join_entities():
    op.execute(sa.select(Parent, Child).join(Child, Child.parent_id == Parent.id))


def join_entity_second():
    op.execute(sa.select(Child).join(Parent).where(Parent.name == "x"))


def join_table_of_class():
    op.execute(sa.select(Child.id).join(Parent.__table__, Parent.id == Child.parent_id))


def join_function_of_class():
    op.execute(sa.select(sa.func.count(Child.id)).join(Parent, Parent.id == Child.parent_id))


def join_label_of_class():
    op.execute(sa.select(Child.name.label("c"), Parent.name.label("p")).join(Parent, Parent.id == Child.parent_id))


def join_group():
    op.execute(
        sa.select(Parent.name, sa.func.count(Child.id).label("n")).join(Child, Child.parent_id == Parent.id).group_by(Parent.name)
    )


def join_group_reversed():
    op.execute(
        sa.select(sa.func.count(Child.id).label("n"), Parent.name).join(Child, Child.parent_id == Parent.id).group_by(Parent.name)
    )


def update_two_others():
    op.execute(sa.update(Toy).where(Toy.child_id == Child.id, Child.parent_id == Parent.id).values(name=Parent.name))


def update_core_and_class():
    op.execute(sa.update(Toy).where(Toy.child_id == core.c.id, core.c.name == Parent.name).values(name=Child.name))


def delete_two_others():
    op.execute(sa.delete(Toy).where(Toy.child_id == Child.id, Child.parent_id == Parent.id, core.c.id == Toy.id))


def update_joined_subquery():
    op.execute(
        sa.update(Toy).values(
            name=sa.select(Parent.name)
            .join(Child, Child.parent_id == Parent.id)
            .where(Child.id == Toy.child_id)
            .scalar_subquery()
        )
    )


def update_in_joined():
    op.execute(
        sa.update(Toy).where(Toy.id.in_(sa.select(Toy.id).join(Child).where(Child.name == "x"))).values(name="y")
    )


def insert_from_join():
    op.execute(
        sa.insert(Toy).from_select(
            ["child_id", "name"],
            sa.select(Child.id, Parent.name).join(Parent, Parent.id == Child.parent_id).where(Parent.name != "a"),
        )
    )


def exists_joined():
    op.execute(
        sa.delete(Parent).where(
            ~sa.exists(sa.select(Toy.id).join(Child, Child.id == Toy.child_id).where(Child.parent_id == Parent.id))
        )
    )


# refused: an expression of a mapped class and another table
def case_of_two():
    op.execute(
        sa.select(sa.case((Child.name == "a", Parent.name), else_="x"), Toy.id)
        .where(Child.parent_id == Parent.id)
    )


# refused: an expression of a mapped class and another table
def coalesce_of_two():
    op.execute(sa.select(sa.func.coalesce(Child.name, Parent.name), Parent.id))


# refused: to what is not selected
def join_left_behind_where():
    op.execute(sa.select(core.c.id).join(Parent, Parent.id == Child.parent_id).where(Child.id == core.c.id))


def join_left_unknown():
    op.execute(sa.select(Parent.id).join(Parent, Parent.id == Child.parent_id))


# refused: selecting a class beside attributes of it
def column_of_the_table_beside_the_class():
    op.execute(sa.select(Child.__table__.c.name, Child))
