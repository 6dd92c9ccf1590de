"""C++ names for CloudFormation's names."""

import re

# Keywords, alternative tokens, and macros of the C library and of GNU modes that are written in
# lower case.
RESERVED = frozenset("""
    alignas alignof and and_eq asm auto bitand bitor bool break case catch char char8_t char16_t char32_t
    class compl concept const consteval constexpr constinit const_cast continue co_await co_return co_yield
    decltype default delete do double dynamic_cast else enum explicit export extern false float for friend
    goto if inline int long mutable namespace new noexcept not not_eq nullptr operator or or_eq private
    protected public register reinterpret_cast requires return short signed sizeof static static_assert
    static_cast struct switch template this thread_local throw true try typedef typeid typename union
    unsigned using virtual void volatile wchar_t while xor xor_eq
    assert errno i386 linux offsetof stderr stdin stdout unix
""".split())

# Words whose capitals would otherwise be torn apart.
WORDS = [("GraphQL", "Graphql"), ("IPv4", "Ipv4"), ("IPv6", "Ipv6"), ("IoT", "Iot"), ("MySQL", "Mysql"),
         ("OAuth", "Oauth"), ("PostgreSQL", "Postgresql"), ("SaaS", "Saas")]

SYMBOLS = {"*": "any", "+": "plus", "-": "minus", "<": "less", ">": "greater", "=": "equals", "": "empty"}


def snake_case(name):
    """`DBInstanceClass` as `db_instance_class`; not yet checked against keywords."""
    for word, plain in WORDS:
        name = name.replace(word, plain)
    name = re.sub(r"([A-Z])([A-Z]+)s(?=[A-Z]|$|[^A-Za-z])", lambda m: m[1] + m[2].lower() + "s", name)
    name = re.sub(r"([A-Z]{2,})v(?=\d)", r"\1_v", name)
    name = re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1_\2", name)
    name = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name)
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")


def member_name(name, taken=()):
    """The name of a struct's member."""
    text = snake_case(name)
    if text[:1].isdigit():
        text = "v" + text
    return text + "_" if text in RESERVED or text in taken else text


def enumerator_names(values):
    """A distinct enumerator for each text, or None where one of them has no sane name."""
    names = []
    for value in values:
        name = member_name(SYMBOLS.get(value, value))
        if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
            return None
        base, count = name.rstrip("_"), 2
        while name in names:
            name, count = f"{base}_{count}", count + 1
        names.append(name)
    return names


def distinct(names):
    """The names with a number at those that came before."""
    seen, result = {}, []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        result.append(name if seen[name] == 1 else f"{name}_{seen[name]}")
    return result
