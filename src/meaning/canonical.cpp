#include "meaning/canonical.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <vector>

#include "meaning/json_in_text.hpp"
#include "meaning/known.hpp"
#include "meaning/policy_text.hpp"
#include "meaning/text_parts.hpp"
#include "support/letters.hpp"

namespace omnitrack::meaning {

namespace {

using schema::Accepts;
using tmpl::Function;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

bool accepts_only(const ValueSpec& spec, std::uint16_t allowed) {
  return spec.type && spec.type->accepts() != 0 && (spec.type->accepts() & ~allowed) == 0;
}

constexpr std::uint16_t bit(Accepts one) { return static_cast<std::uint16_t>(one); }

/// The scalar as CloudFormation takes it there: numbers and booleans may be written as texts.
std::string scalar_text(const Node& value, const ValueSpec& spec) {
  const std::string_view text = value.text();
  if (accepts_only(spec, bit(Accepts::boolean))) return support::to_lower(text);
  if (accepts_only(spec, bit(Accepts::integer) | bit(Accepts::number))) {
    double number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec == std::errc() && read.ptr == text.data() + text.size() && std::isfinite(number)) {
      return std::to_string(number);
    }
  }
  return std::string(text);
}

/// Whether the kinds of scalars are told apart: in JSON that CloudFormation hands on as it is.
bool is_plain_json(const ValueSpec& spec) {
  if (spec.is_within_json && !spec.type) return true;
  return accepts_only(spec, bit(Accepts::json) | bit(Accepts::string)) &&
         spec.type->accepts() & Accepts::json;
}

/// The JSON of an object or a list that a text holds.
std::unique_ptr<const tmpl::Template> object_or_list_in(const Node& value) {
  auto object = json_in_text(value);
  return object == nullptr ? json_in_text(value, Kind::list) : std::move(object);
}

/// Whether a text may begin an object or a list of JSON, or is put together.
bool may_hold_json(const Node& value) {
  if (!value.is(Kind::string)) return value.is_call();
  const std::size_t first = value.text().find_first_not_of(" \t\r\n");
  return first != std::string_view::npos &&
         (value.text()[first] == '{' || value.text()[first] == '[');
}

/// The JSON that a text holds, such as a policy, which means the same in whatever order and with
/// whatever spaces. A change of a text that replaces its resource does so for a space too.
std::unique_ptr<const tmpl::Template> json_in(const Node& value, const ValueSpec& spec) {
  if (!may_hold_json(value) || spec.update != schema::Update::in_place || !holds_json(spec)) {
    return nullptr;
  }
  return object_or_list_in(value);
}

/// What is known of JSON in a text at a spec.
ValueSpec spec_in_text(const ValueSpec& spec) {
  return {.is_unordered = spec.is_unordered, .is_within_json = true};
}

/// Whether two texts hold the same JSON.
bool holds_same_json(const Node& left, const Node& right, const ValueSpec& spec) {
  const auto one = json_in(left, spec);
  const auto other = one == nullptr ? nullptr : json_in(right, spec);
  return other != nullptr && same_meaning(one->root(), other->root(), spec_in_text(spec));
}

bool same_scalar(const Node& left, const Node& right, const ValueSpec& spec) {
  if (left.is(Kind::null) || right.is(Kind::null)) return left.kind == right.kind;
  if (is_plain_json(spec) && left.kind != right.kind) return false;
  return left.text() == right.text() || scalar_text(left, spec) == scalar_text(right, spec) ||
         holds_same_json(left, right, spec);
}

/// Which texts are read as JSON.
enum class JsonTexts : std::uint8_t { of_services, all };

class Writer {
 public:
  Writer(JsonTexts json_texts, const NameReference& name_reference)
      : json_texts_(json_texts), name_reference_(name_reference) {}

  void write(const Node& value, const ValueSpec& spec, std::string& text) const {
    if (const auto json = json_of(value, spec)) {
      write(json->root(), json_texts_ == JsonTexts::all ? spec : spec_in_text(spec), text);
    } else if (is_text_expression(value)) {
      write_parts(value, spec, text);
    } else if (value.is_scalar()) {
      write_scalar(value, spec, text);
    } else if (value.is(Kind::list)) {
      write_items(value.items(), spec, text);
    } else if (value.is_call() && !value.calls(Function::condition)) {
      write_call(value, spec, text);
    } else if (is_policy_document(value)) {
      text += policy_text(value, [this](const Node& part) {
        std::string written;
        write(part, {}, written);
        return written;
      });
    } else {
      write_members(value, spec, text);
    }
  }

 private:
  [[nodiscard]] std::unique_ptr<const tmpl::Template> json_of(const Node& value,
                                                              const ValueSpec& spec) const {
    if (json_texts_ == JsonTexts::of_services) return json_in(value, spec);
    return spec.update == schema::Update::in_place ? object_or_list_in(value) : nullptr;
  }

  static void write_literal(std::string_view literal, std::string& text) {
    // The length keeps texts apart that hold what separates them.
    text.append(std::to_string(literal.size())).append(1, '"').append(literal);
  }

  static void write_scalar(const Node& value, const ValueSpec& spec, std::string& text) {
    if (value.is(Kind::null)) {
      text += "null";
      return;
    }
    if (is_plain_json(spec) && !value.is(Kind::string)) text += '#';
    write_literal(scalar_text(value, spec), text);
  }

  void write_parts(const Node& value, const ValueSpec& spec, std::string& text) const {
    const std::vector<TextPart> parts = text_parts(value);
    if (parts.empty()) return write_literal({}, text);
    if (parts.size() == 1) return write_part(parts.front(), spec, text);
    text += "cat(";
    for (const TextPart& part : parts) write_part(part, {}, text);
    text += ')';
  }

  void write_part(const TextPart& part, const ValueSpec& spec, std::string& text) const {
    switch (part.kind) {
      case TextPart::Kind::literal: {
        const Node literal{.kind = Kind::string,
                           .count = static_cast<std::uint32_t>(part.text.size()),
                           .characters = part.text.data()};
        return write_literal(scalar_text(literal, spec), text);
      }
      case TextPart::Kind::reference:
        text += "ref(";
        if (name_reference_) {
          name_reference_(part.text, part.attribute, text);
        } else {
          text.append(part.text).append(1, '.').append(part.attribute);
        }
        text += ')';
        return;
      case TextPart::Kind::other:
        return write(*part.value, {}, text);
    }
  }

  void write_items(std::span<const Node> items, const ValueSpec& spec, std::string& text) const {
    const ValueSpec item = item_spec(spec);
    std::vector<std::string> written;
    for (const Node& each : items) {
      if (is_no_value(each)) continue;
      write(each, item, written.emplace_back());
    }
    if (spec.is_unordered) std::ranges::sort(written);
    text += '[';
    for (const std::string& each : written) text.append(each).append(1, ',');
    text += ']';
  }

  void write_members(const Node& map, const ValueSpec& spec, std::string& text) const {
    std::vector<const Member*> members;
    for (const Member& each : map.members()) {
      if (!is_no_value(each.value)) members.push_back(&each);
    }
    std::ranges::sort(members, {}, [](const Member* each) { return each->key(); });
    text += '{';
    for (const Member* each : members) {
      write_literal(each->key(), text);
      text += ':';
      write(each->value, member_spec(spec, each->key()), text);
      text += ',';
    }
    text += '}';
  }

  /// A block of `Fn::Cidr` is the same however many there are behind it.
  /// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-cidr.html
  [[nodiscard]] bool write_one_block(const Node& call, std::string& text) const {
    const auto items = call.argument().items();
    if (!call.calls(Function::select) || items.size() != 2) return false;
    const auto place = known_integer(items.data());
    const auto blocks =
        items[1].calls(Function::cidr) ? items[1].argument().items() : std::span<const Node>();
    const auto count = blocks.size() > 1 ? known_integer(&blocks[1]) : std::nullopt;
    if (!place || !count || *place < 0 || *place >= *count) return false;
    text.append("block(").append(std::to_string(*place)).append(1, ',');
    for (const Node& each : blocks) {
      if (&each == &blocks[1]) continue;
      write(each, {}, text);
      text += ',';
    }
    text += ')';
    return true;
  }

  /// What is joined and split again by one separator is as it was.
  [[nodiscard]] bool write_split_again(const Node& call, std::string& text) const {
    const auto items = call.argument().items();
    if (!call.calls(Function::split) || items.size() != 2 || !items[1].calls(Function::join)) {
      return false;
    }
    const auto joined = items[1].argument().items();
    const auto separator = known_text(items.data());
    if (joined.size() != 2 || !separator || known_text(joined.data()) != separator) return false;
    if (!joined[1].is_call()) return false;
    write(joined[1], {}, text);
    return true;
  }

  void write_call(const Node& call, const ValueSpec& spec, std::string& text) const {
    if (write_one_block(call, text) || write_split_again(call, text)) return;
    const Node& argument = call.argument();
    text.append(call.members().front().key()).append(1, '(');
    const bool is_empty = argument.is(Kind::null) || (argument.is_scalar() && argument.count == 0);
    if (call.calls(Function::get_azs) && is_empty) {
      // No region stands for the stack's own.
      text += "ref(AWS::Region.)";
    } else if (argument.is(Kind::list)) {
      // `AWS::NoValue` counts here: it may be what a branch gives.
      const ValueSpec branch = call.calls(Function::if_) ? spec : ValueSpec{};
      for (const Node& each : argument.items()) {
        write(each, &each == argument.items().data() ? ValueSpec{} : branch, text);
        text += ',';
      }
    } else {
      write(argument, {}, text);
    }
    text += ')';
  }

  JsonTexts json_texts_;
  const NameReference& name_reference_;
};

bool same_canonically(const Node& left, const Node& right, const ValueSpec& spec) {
  return canonical_text(left, spec) == canonical_text(right, spec);
}

/// Whether the canonical text of a map or a list is those of its parts, one behind the other: then
/// it differs where one of them does.
bool is_written_by_parts(const Node& value, const ValueSpec& spec) {
  if (value.is(Kind::list)) {
    return (!spec.is_unordered || value.items().size() < 2) &&
           std::ranges::none_of(value.items(), is_no_value);
  }
  return value.is(Kind::map) && !value.is_call() && !is_policy_document(value) &&
         std::ranges::none_of(value.members(), is_no_value, &Member::value);
}

bool same_members(const Node& left, const Node& right, const ValueSpec& spec) {
  const auto left_members = left.members();
  const auto right_members = right.members();
  if (left_members.size() != right_members.size()) return false;
  for (std::size_t i = 0; i < left_members.size(); ++i) {
    const Member& one = left_members[i];
    const Node* other =
        right_members[i].key() == one.key() ? &right_members[i].value : right.find(one.key());
    if (other == nullptr) return false;
    if (!same_meaning(one.value, *other, member_spec(spec, one.key()))) return false;
  }
  return true;
}

bool same_items(const Node& left, const Node& right, const ValueSpec& spec) {
  if (left.items().size() != right.items().size()) return false;
  const ValueSpec item = item_spec(spec);
  return std::ranges::equal(left.items(), right.items(), [&](const Node& one, const Node& other) {
    return same_meaning(one, other, item);
  });
}

/// `AWS::NoValue` counts among the arguments of a call: it may be what a branch gives.
bool same_arguments(const Node& left, const Node& right) {
  const Node& one = left.argument();
  const Node& other = right.argument();
  const bool are_lists = one.is(Kind::list) && other.is(Kind::list);
  return are_lists ? same_items(one, other, {}) : same_meaning(one, other, {});
}

}  // namespace

bool is_policy_document(const Node& value) {
  if (!value.is(Kind::map) || value.is_call()) return false;
  const Node* statements = value.find("Statement");
  if (statements == nullptr) return false;
  const auto is_statement = [](const Node& each) {
    return each.is_call() || each.find("Effect") != nullptr;
  };
  return statements->is(Kind::list) ? std::ranges::all_of(statements->items(), is_statement)
                                    : is_statement(*statements);
}

// Values that are written alike are recognised first, without a canonical text.
bool same_meaning(const Node& left, const Node& right, const ValueSpec& spec) {
  if (left.is_scalar() && right.is_scalar()) return same_scalar(left, right, spec);
  if (left.kind == right.kind && left.function == right.function) {
    if (left.is(Kind::list)) {
      if (same_items(left, right, spec)) return true;
    } else if (left.is_call()) {
      if (same_arguments(left, right)) return true;
    } else if (left.is(Kind::map)) {
      if (same_members(left, right, spec)) return true;
    }
    if (is_written_by_parts(left, spec) && is_written_by_parts(right, spec)) return false;
  }
  return same_canonically(left, right, spec);
}

std::string canonical_text(const Node& value, const ValueSpec& spec) {
  const NameReference as_written;
  std::string text;
  Writer(JsonTexts::of_services, as_written).write(value, spec, text);
  return text;
}

std::string likeness_text(const Node& value, const ValueSpec& spec,
                          const NameReference& name_reference) {
  std::string text;
  Writer(JsonTexts::all, name_reference).write(value, spec, text);
  return text;
}

std::string canonical_statement(const Node& statement) {
  return statement_text(statement, [](const Node& part) { return canonical_text(part, {}); });
}

}  // namespace omnitrack::meaning
