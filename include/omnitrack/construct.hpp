#pragma once

#include <concepts>
#include <new>
#include <string_view>
#include <utility>

#include <omnitrack/bool.hpp>
#include <omnitrack/finding_code.hpp>
#include <omnitrack/items.hpp>
#include <omnitrack/json.hpp>
#include <omnitrack/link.hpp>
#include <omnitrack/required.hpp>
#include <omnitrack/tag.hpp>

namespace omnitrack {

class App;
class Resource;

/// A line of the user's code.
struct Source {
  const char* file = "";
  std::uint32_t line = 0;
};

namespace detail {
// The compiler's messages show the names.
struct the_first_member_of_props_is_the_id;
struct hand_it_on_by_std_move;
struct a_construct_is_held_by_reference_as_in_auto_and_or_by_its_address;
}  // namespace detail

/// The name of a construct among its siblings, with the line that gave it. Leaving it out does not
/// compile.
class Id {
 public:
  /// Of no use: it does not compile.
  template <class Property = detail::the_first_member_of_props_is_the_id>
  Id() : Id(detail::a_required_property_is_left_out_or_comes_too_late<Property, Id>()) {}
  /// Any text with at least one letter or digit; these alone make up the logical id.
  template <class S>
    requires(detail::TextLike<S>)
  Id(const S& text, const char* file = __builtin_FILE(), unsigned line = __builtin_LINE())
      : text_(text), source_{file, line} {}
  /// The same, at the line of something else.
  Id(const Text& text, Source source) : text_(text), source_(source) {}

  /// The name.
  [[nodiscard]] const Text& text() const { return text_; }
  /// The line that gave it.
  [[nodiscard]] Source source() const { return source_; }

 private:
  Text text_;
  Source source_;
};

/// The place in a tree that `Construct::add` gives to the construct it makes. Nothing else can make
/// one, so a construct outside of a tree does not compile.
class Attach {
 public:
  Attach(Attach&&) = default;
  Attach(const Attach&) = delete;
  /// A copy; deleted, so that the compiler points at it.
  Attach(Attach& at, detail::hand_it_on_by_std_move* = nullptr) = delete;
  Attach& operator=(const Attach&) = delete;

 private:
  friend class Construct;
  friend class App;
  Attach(Construct* parent, const Id& id) : parent_(parent), id_(id) {}
  Construct* parent_;
  Id id_;
};

/// What a construct is to the synthesizer.
enum class ConstructKind : std::uint8_t {
  group,
  app,
  stack,
  resource,
  parameter,
  mapping,
  condition,
  rule,
  output,
};

/// A node of the tree: owned by the app, made by `add`, never copied or moved.
class Construct {
 public:
  /// A copy; deleted, so that the compiler points at it.
  Construct(const Construct&,
            detail::a_construct_is_held_by_reference_as_in_auto_and_or_by_its_address* = nullptr) =
      delete;
  Construct& operator=(const Construct&) = delete;

  /// Makes a construct of these properties below this one and returns it.
  template <class Props>
  typename Props::Makes& add(const Props& props) {
    using Made = typename Props::Makes;
    void* memory = begin_add(sizeof(Made), alignof(Made));
    auto* made = new (memory) Made(Attach(this, props.id), props);
    if constexpr (!std::is_trivially_destructible_v<Made>) {
      own(made, [](void* object) { static_cast<Made*>(object)->~Made(); });
    }
    return *made;
  }

  /// The name among the siblings.
  [[nodiscard]] std::string_view id() const { return id_; }
  /// The names from the stack down, joined by `/`.
  [[nodiscard]] std::string path() const;
  /// The line of the user's code that made it.
  [[nodiscard]] Source source() const { return source_; }
  /// The construct above; null for the app.
  [[nodiscard]] Construct* parent() const { return parent_; }
  /// The first construct below, in the order of their making; null where there is none.
  [[nodiscard]] Construct* first_child() const { return first_child_; }
  /// The next construct beside; null for the last.
  [[nodiscard]] Construct* next_sibling() const { return next_sibling_; }
  /// What it is to the synthesizer.
  [[nodiscard]] ConstructKind construct_kind() const { return kind_; }
  /// The app that owns it.
  [[nodiscard]] App& app() const;
  /// The stack that it is in; of what is added to the app itself, one that fits any account and
  /// region and is never written.
  [[nodiscard]] Stack& stack() const;

  /// Makes every resource in this construct wait for every resource in the other. `way_out` is what
  /// the user can do about it, in the words of a hint, where that makes a circle.
  void depends_on(const Construct& other, std::string_view way_out = {});

  /// Gives every taggable resource in this construct a tag; a tag nearer to the resource wins.
  void add_tag(std::string_view key, const Value<std::string>& value);

  /// Says how what is in this construct refers to values of other stacks; the nearest construct
  /// that says it counts, and `weak(value)` or `strong(value)` goes over it.
  void set_reference_strength(ReferenceStrength strength);

  /// Has a function see every resource in this construct, `void(Resource&)`, after the app is built
  /// and before anything is written: it may report mistakes and set properties, but add nothing.
  /// Each sees all resources once, in the order of their making; one that was given earlier goes
  /// first.
  template <class Visitor>
    requires(std::invocable<Visitor&, Resource&>)
  void add_visitor(const Visitor& visitor) {
    auto* kept = new (begin_add(sizeof(Visitor), alignof(Visitor))) Visitor(visitor);
    if constexpr (!std::is_trivially_destructible_v<Visitor>) {
      own(kept, [](void* object) { static_cast<Visitor*>(object)->~Visitor(); });
    }
    keep_visitor(
        kept, [](void* object, Resource& resource) { (*static_cast<Visitor*>(object))(resource); });
  }

  /// Accepts what is found under a code in this construct or below it, for a reason: it is then
  /// told as acknowledged and stops nothing. Any finding of the validation can be (`OT4…`; the
  /// template carries it in its `Metadata`, so that `validate` knows it too), and any warning.
  void acknowledge(AnyCode code, std::string_view reason);

  /// Accepts that a deployment loses data of the resources in this construct, for a reason and up
  /// to and with a day, `YYYY-MM-DD`. The template carries it in its `Metadata`, where `diff` finds
  /// it; what has expired counts as none.
  void accept_loss(std::string_view reason, std::string_view until);

  /// Reports a mistake of the user at this construct's line; the synth then fails after all
  /// mistakes were found. The code is a constant of `omnitrack::codes` or a literal such as
  /// `XX0001`.
  void error(FindingCode<Severity::error> code, std::string_view message,
             std::string_view hint = {}) const;
  /// Reports something that is probably a mistake.
  void warning(FindingCode<Severity::warning> code, std::string_view message,
               std::string_view hint = {}) const;

 protected:
  explicit Construct(Attach at, ConstructKind kind = ConstructKind::group);
  ~Construct() = default;

  /// The id of the one resource that a construct stands for: it shares the construct's path.
  [[nodiscard]] Id primary() const { return {std::string_view{}, source_}; }
  /// An id below this construct whose diagnostics name the line that made this construct.
  [[nodiscard]] Id child(std::string_view text) const { return {text, source_}; }

  /// Called once, after the app is built and before anything is written, in the order of making;
  /// may still add constructs.
  virtual void finish() {}

 private:
  friend class App;
  friend class Stack;
  friend struct TreeAccess;

  [[nodiscard]] void* begin_add(std::size_t size, std::size_t alignment);
  void own(void* object, void (*destroy)(void*));
  void keep_visitor(void* object, void (*visit)(void*, Resource&));

  Construct* parent_;
  Construct* first_child_ = nullptr;
  Construct* last_child_ = nullptr;
  Construct* next_sibling_ = nullptr;
  Construct* next_made_ = nullptr;
  struct TagEntry* tags_ = nullptr;
  struct DependencyEntry* dependencies_ = nullptr;
  Stack* stack_;
  std::string_view id_;
  Source source_;
  ConstructKind kind_;
};

/// A construct that appears in the template under a logical id.
class Element : public Construct {
 public:
  /// Names it in the template; without this, the logical id is made of the path.
  void set_logical_id(std::string_view logical_id);

  /// The logical id; empty before synthesis.
  [[nodiscard]] std::string_view logical_id() const { return logical_id_; }

 protected:
  Element(Attach at, ConstructKind kind) : Construct(std::move(at), kind) {}
  ~Element() = default;

 private:
  friend struct TreeAccess;
  std::string_view logical_id_;
  std::uint32_t index_ = 0;  // the place among the resources of its stack
  bool has_chosen_id_ = false;
};

}  // namespace omnitrack
