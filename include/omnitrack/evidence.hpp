#pragma once

#include <concepts>
#include <new>
#include <type_traits>

#include <omnitrack/items.hpp>
#include <omnitrack/json.hpp>
#include <omnitrack/resource.hpp>

namespace omnitrack {

class EvidenceCheck;
class Output;

namespace detail {

// What a piece of evidence looks at.
enum class EvidenceSubject : std::uint8_t {
  construct,  // the one resource that a construct stands for
  every,      // all resources of a type, of which there must be one
  some,       // one of them
  none,       // none of them
  output,     // an output
  exported,   // any output that exports a value
  check       // what a function of the app's own looks at
};

// How what stands there is compared with what should.
enum class Comparison : std::uint8_t {
  exists,  // whatever stands in it
  is,
  is_not,
  is_at_least,
  is_at_most,
  matches,
  contains,
  is_set,
  is_not_set,
  refers_to
};

struct EvidenceForm {
  EvidenceSubject subject = EvidenceSubject::check;
  Comparison comparison = Comparison::exists;
  const Construct* construct = nullptr;  // that is looked at, or that the resources are in
  Text type = {};
  Text pointer = {};  // from the resource or the output
  Node expected = {};
  const Construct* target = nullptr;  // that is referred to
  Text where = {};                    // a pointer from the properties, with the value there
  Node where_value = {};
  Text shows = {};  // what a check shows, in words
  void* object = nullptr;
  void (*run)(void* object, EvidenceCheck& check) = nullptr;
};

}  // namespace detail

/// One thing in the finished templates that shows that a requirement holds; made by the functions
/// of `omnitrack::evidence`.
class Evidence {
 public:
  /// Wraps its form.
  static Evidence from_form(const detail::EvidenceForm& form) { return Evidence(form); }
  /// What it is inside the library.
  [[nodiscard]] const detail::EvidenceForm& form() const { return form_; }

 private:
  explicit Evidence(const detail::EvidenceForm& form) : form_(form) {}
  detail::EvidenceForm form_;
};

/// A value of a template that evidence is about, to be compared.
class EvidenceValue {
 public:
  explicit EvidenceValue(const detail::EvidenceForm& form) : form_(form) {}

  /// It is that value. Numbers and booleans may be written as texts; a list or an object has
  /// exactly these items or members.
  [[nodiscard]] Evidence is(const Value<Json>& value) const {
    return compared(detail::Comparison::is, value.node());
  }
  /// It is surely another value, or is not set.
  [[nodiscard]] Evidence is_not(const Value<Json>& value) const {
    return compared(detail::Comparison::is_not, value.node());
  }
  /// It is that number or a greater one.
  [[nodiscard]] Evidence is_at_least(double number) const {
    return compared(detail::Comparison::is_at_least, detail::make_number(number));
  }
  /// It is that number or a smaller one.
  [[nodiscard]] Evidence is_at_most(double number) const {
    return compared(detail::Comparison::is_at_most, detail::make_number(number));
  }
  /// It is a text in which a regular expression is found, in the dialect of ECMA-262; `^…$` asks
  /// for all of the text.
  [[nodiscard]] Evidence matches(const Text& pattern) const {
    return compared(detail::Comparison::matches, detail::adopt_string(pattern));
  }
  /// It is a list with that item; an object stands for each one that has at least its members.
  [[nodiscard]] Evidence contains(const Value<Json>& item) const {
    return compared(detail::Comparison::contains, item.node());
  }
  /// It is set, to whatever.
  [[nodiscard]] Evidence is_set() const { return compared(detail::Comparison::is_set, {}); }
  /// It is surely not set.
  [[nodiscard]] Evidence is_not_set() const { return compared(detail::Comparison::is_not_set, {}); }
  /// It names something that the construct makes, by a Ref, a GetAtt or within a text.
  [[nodiscard]] Evidence refers_to(const Construct& construct) const {
    detail::EvidenceForm form = form_;
    form.target = &construct;
    form.comparison = detail::Comparison::refers_to;
    return Evidence::from_form(form);
  }

 private:
  [[nodiscard]] Evidence compared(detail::Comparison comparison, const Node& expected) const {
    detail::EvidenceForm form = form_;
    form.comparison = comparison;
    form.expected = expected;
    return Evidence::from_form(form);
  }

  detail::EvidenceForm form_;
};

/// Resources of a type that evidence is about; evidence by itself, that they are there.
class EvidenceResources {
 public:
  explicit EvidenceResources(const detail::EvidenceForm& form) : form_(form) {}

  /// Only those that a construct makes; without it, all in what the requirement was added to.
  [[nodiscard]] EvidenceResources in(const Construct& construct) const {
    detail::EvidenceForm form = form_;
    form.construct = &construct;
    return EvidenceResources(form);
  }
  /// Only those in which that value stands at a JSON pointer into the properties.
  [[nodiscard]] EvidenceResources where(const Text& pointer, const Value<Json>& value) const {
    detail::EvidenceForm form = form_;
    form.where = pointer;
    form.where_value = value.node();
    return EvidenceResources(form);
  }
  /// What stands in them at a JSON pointer into the properties; `*` stands for each item of a list.
  [[nodiscard]] EvidenceValue property(std::string_view pointer) const;
  /// An attribute beside the properties, e.g. `DeletionPolicy`.
  [[nodiscard]] EvidenceValue attribute(std::string_view name) const;
  /// `property(pointer).is(value)`.
  [[nodiscard]] Evidence has(std::string_view pointer, const Value<Json>& value) const {
    return property(pointer).is(value);
  }

  operator Evidence() const { return Evidence::from_form(form_); }

 private:
  detail::EvidenceForm form_;
};

/// What shows that a requirement holds, to be listed in `RequirementProps::evidence`.
namespace evidence {

/// What stands at a JSON pointer (RFC 6901) into the properties of the resource that a construct
/// stands for, e.g. `/Tags/0/Value`; `*` stands for each item of a list.
EvidenceValue property(const Construct& construct, std::string_view pointer);
/// An attribute of that resource beside its properties, e.g. `DeletionPolicy`.
EvidenceValue attribute(const Construct& construct, std::string_view name);

/// All resources of a type, e.g. `AWS::S3::Bucket`, of which there must be one at least.
EvidenceResources every(const Text& type);
/// One resource of a type at least.
EvidenceResources some(const Text& type);
/// No resource of a type.
EvidenceResources none(const Text& type);

/// What stands at a JSON pointer into an output, e.g. `/Value`.
EvidenceValue output(const Output& output, std::string_view pointer);
/// An output that exports exactly that value to other stacks.
Evidence exported(const Value<Json>& value);

namespace internal {
Evidence check(const Text& shows, void* object, void (*run)(void* object, EvidenceCheck& check));
}  // namespace internal

/// What a function of the app's own finds in the finished templates, `void(EvidenceCheck&)`, with
/// what it shows in words, e.g. `each bucket refuses calls without TLS`. It is called once, after
/// the templates are written.
template <class Function>
  requires(std::invocable<Function&, EvidenceCheck&>)
Evidence check(const Text& shows, Function function) {
  static_assert(std::is_trivially_destructible_v<Function>,
                "what an app keeps is never destroyed: capture references or values of the "
                "library in place of std::string or std::vector");
  auto* kept = new (detail::allocate(sizeof(Function), alignof(Function))) Function(function);
  return internal::check(shows, kept, [](void* object, EvidenceCheck& all) {
    (*static_cast<Function*>(object))(all);
  });
}

}  // namespace evidence

}  // namespace omnitrack
