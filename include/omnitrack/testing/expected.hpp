#pragma once

#include <concepts>
#include <cstddef>
#include <functional>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <omnitrack/resource.hpp>

namespace omnitrack::assertions {

struct Member;
struct ExpectedNode;

/// What a value of a template is expected to be. A text, a number or a flag is that scalar, whether
/// the template has `30` or `"30"`; `{{"Key", …}}` is an object that has at least these members; a
/// value of a construct, such as `queue.arn()`, is whatever refers to it. A text that is put
/// together is compared as `Fn::Sub` has it: `"${Queue.Arn}/*"`.
class Expected {
 public:
  /// A text.
  template <class S>
    requires(omnitrack::detail::TextLike<S>)
  Expected(const S& text) : Expected(of_text(omnitrack::detail::view_of(text))) {}
  /// A flag.
  template <std::same_as<bool> B>
  Expected(B flag) : Expected(of_flag(flag)) {}
  /// A number.
  template <class N>
    requires(std::is_arithmetic_v<N> && !std::is_same_v<N, bool>)
  Expected(N number) : Expected(of_number(static_cast<double>(number))) {}
  /// JSON null.
  Expected(std::nullptr_t);
  /// An object that has at least these members.
  Expected(std::initializer_list<Member> members);
  /// What a construct gives, such as `queue.arn()`, or anything that a property takes.
  Expected(const Json& value) : Expected(of_node(value.node())) {}
  template <class T>
  Expected(const Value<T>& value) : Expected(of_node(value.node())) {}
  template <class T>
  Expected(const List<T>& list) : Expected(of_node(list.node())) {}
  template <class T>
  Expected(const Map<T>& map) : Expected(of_node(map.node())) {}
  /// An enumerator of a typed resource.
  template <class E>
    requires(omnitrack::detail::EnumKind<E>)
  Expected(E enumerator) : Expected(of_node(omnitrack::detail::make_literal<E>(enumerator))) {}

  explicit Expected(std::shared_ptr<const ExpectedNode> node) : node_(std::move(node)) {}
  /// The untyped form.
  [[nodiscard]] const ExpectedNode& node() const { return *node_; }

 private:
  static Expected of_text(std::string_view text);
  static Expected of_flag(bool flag);
  static Expected of_number(double number);
  static Expected of_node(const Node& node);

  std::shared_ptr<const ExpectedNode> node_;
};

/// A key of an object with what is expected there.
struct Member {
  std::string key;
  Expected value;
};

/// Any value but null.
Expected any_value();
/// Nothing: the key is not there.
Expected absent();
/// Anything else; where it is absent, that is something else too.
Expected not_(const Expected& unwanted);
/// One of these.
Expected one_of(std::initializer_list<Expected> choices);
/// A list of exactly these items, in their order.
Expected list(std::initializer_list<Expected> items);
/// A list that has an item for each of these, in any order.
Expected list_with(std::initializer_list<Expected> items);
/// A list, which may be empty, whose items are all like this.
Expected list_of(const Expected& item);
/// An object of exactly these members.
Expected exactly(std::initializer_list<Member> members);
/// A text in which a regular expression (ECMAScript) is found.
Expected text_matching(std::string_view pattern);
/// A text that is JSON and, read as that, is as expected: a dashboard's body, an inline definition.
Expected json_text(const Expected& content);
/// A text in Base64 that, decoded, is as expected: the user data of an instance.
Expected base64_text(const Expected& content);
/// A number that is not less.
Expected at_least(double least);
/// A number that is not greater.
Expected at_most(double greatest);
/// A scalar whose text a function accepts; `description` is what a failure calls it.
Expected satisfying(std::string_view description,
                    std::function<bool(std::string_view text)> accepts);

/// Takes what stands where it is given as `capture(name)`, once all around it is as expected.
class Capture {
 public:
  Capture();

  /// Whether anything was taken.
  [[nodiscard]] bool has_value() const { return !all().empty(); }
  /// The text of the scalar that was taken first; empty where none was.
  [[nodiscard]] std::string text() const;
  /// The same as a number; 0 where it is none.
  [[nodiscard]] double number() const;
  /// What was taken first, as JSON without spaces; empty where nothing was.
  [[nodiscard]] std::string json() const { return has_value() ? all().front() : std::string(); }
  /// What was taken, as JSON, in the order of the template: one of each resource that fits.
  [[nodiscard]] const std::vector<std::string>& all() const { return *taken_; }

 private:
  friend Expected capture(const Capture& into, const Expected& expected);
  std::shared_ptr<std::vector<std::string>> taken_;
};

/// What is expected, which is taken where it is there.
Expected capture(const Capture& into, const Expected& expected = any_value());

/// The properties that are set among those of a typed resource, whatever the id.
template <class Props>
  requires(std::derived_from<typename Props::Makes, Resource>)
Expected like(const Props& props) {
  // The properties are the nodes behind the id.
  const auto* const first = reinterpret_cast<const Node*>(&props.id + 1);
  return Json::from_node(omnitrack::detail::make_struct(Props::Makes::type.properties, first));
}

/// What a resource is expected to have: properties, or, by `whole`, all of its attributes.
class Content {
 public:
  /// Anything.
  Content() : expected_(any_value()), is_whole_(true) {}
  /// At least these properties.
  Content(std::initializer_list<Member> properties) : expected_(properties) {}
  /// Properties as these.
  Content(const Expected& properties) : expected_(properties) {}

  /// What is expected.
  [[nodiscard]] const Expected& expected() const { return expected_; }
  /// Whether of the whole resource.
  [[nodiscard]] bool is_whole() const { return is_whole_; }
  /// What is expected, in one line.
  [[nodiscard]] std::string description() const;

 private:
  friend Content whole(std::initializer_list<Member> attributes);
  Content(const Expected& expected, bool is_whole) : expected_(expected), is_whole_(is_whole) {}

  Expected expected_;
  bool is_whole_ = false;
};

/// Attributes of a resource, e.g. `whole({{"DeletionPolicy", "Retain"}})`.
Content whole(std::initializer_list<Member> attributes);

}  // namespace omnitrack::assertions
