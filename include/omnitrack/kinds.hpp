#pragma once

#include <concepts>
#include <string>
#include <type_traits>

#include <omnitrack/bool.hpp>
#include <omnitrack/text.hpp>

namespace omnitrack {

template <class T>
class Value;
template <class T>
class List;
template <class T>
class Map;
template <class T>
struct MapEntry;
class Json;
class Construct;

/// An identifier that may be of any of several kinds, e.g. a KMS key's id or ARN.
template <class... Kinds>
struct AnyOf;

namespace detail {

template <class T>
inline constexpr bool is_any_of_kind = false;
template <class... K>
inline constexpr bool is_any_of_kind<AnyOf<K...>> = true;

// Kinds of identifiers are opaque enumerations over char: complete as soon as they are declared, so
// that headers of different services can each declare the kinds that they name.
template <class T>
consteval bool is_identifier_enum() {
  if constexpr (std::is_enum_v<T>) {
    return std::is_same_v<std::underlying_type_t<T>, char>;
  } else {
    return false;
  }
}

template <class T>
concept IdentifierKind = is_identifier_enum<T>() || is_any_of_kind<T>;

template <class T>
concept EnumKind = std::is_enum_v<T> && !is_identifier_enum<T>();

template <class T>
concept StructKind = std::is_class_v<T> && !std::is_same_v<T, std::string> &&
                     !std::is_same_v<T, Json> && !is_any_of_kind<T>;

template <class From, class To>
inline constexpr bool kind_fits = std::is_same_v<From, To>;
template <class From, class... To>
inline constexpr bool kind_fits<From, AnyOf<To...>> = (std::is_same_v<From, To> || ...);
template <class... From, class... To>
inline constexpr bool kind_fits<AnyOf<From...>, AnyOf<To...>> = (kind_fits<From, AnyOf<To...>> &&
                                                                 ...);

// Which plain C++ value stands for a literal of T. Narrow on purpose: a bool is not a number, a
// number is not a bool, a text is not an enumerator.
template <class T, class A>
concept LiteralOf = ((std::is_same_v<T, std::string> || IdentifierKind<T>)&&TextLike<A>) ||
                    (std::is_same_v<T, bool> &&
                     (std::is_same_v<A, bool> || std::is_same_v<A, Bool>)) ||
                    (std::is_same_v<T, std::int64_t> && std::is_integral_v<A> &&
                     !std::is_same_v<A, bool> && !std::is_same_v<A, char>) ||
                    (std::is_same_v<T, double> && std::is_arithmetic_v<A> &&
                     !std::is_same_v<A, bool> && !std::is_same_v<A, char>) ||
                    (EnumKind<T> && std::is_same_v<T, A>);

template <class A, class T>
concept LiteralOfAnotherThan = !StructKind<T> && !std::is_same_v<T, Json> && !LiteralOf<T, A> &&
                               (std::is_arithmetic_v<A> || std::is_enum_v<A> || TextLike<A>);

// An `Optional` or a `std::optional`, which is not included here, of what makes a T.
template <class O, class T>
concept OptionalOf = requires(const O& optional) {
  { optional.has_value() } -> std::same_as<bool>;
  T(*optional);
};

template <class A>
concept ConstructItself = requires {
  sizeof(A);
}
&&std::is_base_of_v<Construct, A>;

// What to write instead of a construct; the compiler's message shows the name.
struct give_a_value_of_the_construct_such_as_its_arn_or_name;

// What to write instead of a literal of another kind; the compiler's message shows the name.
struct a_whole_number_is_given_without_quotes_and_without_a_fraction;
struct a_number_is_given_without_quotes;
struct a_text_is_given_in_quotes;
struct an_enumerator_is_given_by_its_name_or_another_text_by_as;

template <class T>
struct AdviceFor {
  using Type = a_text_is_given_in_quotes;
};
template <EnumKind T>
struct AdviceFor<T> {
  using Type = an_enumerator_is_given_by_its_name_or_another_text_by_as;
};
template <>
struct AdviceFor<bool> {
  using Type = only_true_or_false_is_a_bool;
};
template <>
struct AdviceFor<std::int64_t> {
  using Type = a_whole_number_is_given_without_quotes_and_without_a_fraction;
};
template <>
struct AdviceFor<double> {
  using Type = a_number_is_given_without_quotes;
};

}  // namespace detail
}  // namespace omnitrack
