#include <algorithm>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "support/utf8.hpp"
#include "template/builder.hpp"
#include "template/short_forms.hpp"
#include "template/yaml_events.hpp"
#include "template/yaml_scalar.hpp"

namespace omnitrack::tmpl {

namespace {

constexpr std::string_view standard_tags = "tag:yaml.org,2002:";
// A chain of aliases can stand for more values than any machine can walk through.
constexpr std::size_t most_values = 1'000'000;

std::string_view view(const yaml_char_t* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

std::string text_of(const yaml_char_t* text) { return std::string(view(text)); }

/// A node and what its container needs to know of it.
struct Composed {
  Node node;
  std::uint32_t end = 0;   ///< in the text; an alias ends elsewhere than its node
  std::size_t values = 1;  ///< that a walk through the node meets
  int height = 0;          ///< levels below the node
};

/// What stands before a value.
struct Properties {
  std::string anchor;
  std::string tag;
  std::uint32_t begin = 0;  ///< of the properties, or of the value where it has none

  [[nodiscard]] int count() const { return (anchor.empty() ? 0 : 1) + (tag.empty() ? 0 : 1); }
};

class Composer {
 public:
  explicit Composer(Builder& builder) : builder_(builder), events_(builder.source()) {}

  Node document() {
    events_.next();  // the stream's begin
    if (events_.next().type == YAML_STREAM_END_EVENT) fail(0, "the file is empty");
    events_.next();
    const Node root = compose(0).node;
    if (root.is(Kind::null)) fail(0, "the file is empty");
    events_.next();  // the document's end
    if (events_.next().type != YAML_STREAM_END_EVENT) {
      throw TextProblem{TextProblem::Kind::second_document, events_.begin(),
                        "a second document begins here", "a template is one document"};
    }
    return root;
  }

 private:
  [[noreturn]] static void fail(std::uint32_t at, std::string reason, std::string hint = {}) {
    throw TextProblem{TextProblem::Kind::syntax, at, std::move(reason), std::move(hint)};
  }

  // The value that the current event begins.
  Composed compose(int depth) {
    check_depth(depth);
    switch (events_.current().type) {
      case YAML_ALIAS_EVENT:
        return alias(depth);
      case YAML_SCALAR_EVENT:
        return scalar();
      case YAML_SEQUENCE_START_EVENT:
        return sequence(depth);
      default:
        return mapping(depth);
    }
  }

  void check_depth(int depth) const {
    if (depth <= deepest_nesting) return;
    throw TextProblem{TextProblem::Kind::too_deep, events_.begin(),
                      "the value is nested too deeply",
                      std::to_string(deepest_nesting) + " levels are allowed"};
  }

  Composed alias(int depth) {
    const std::string name = text_of(events_.current().data.alias.anchor);
    const auto found = anchors_.find(name);
    if (found == anchors_.end()) {
      fail(events_.begin(), "the alias '*" + name + "' names no anchor before it",
           "put the value in quotes if it is a text that begins with '*'");
    }
    Composed composed = found->second;
    composed.end = events_.end();
    check_depth(depth + composed.height);
    values_of_aliases_ += composed.values;
    if (values_of_aliases_ > most_values) {
      fail(events_.begin(), "the aliases stand for more than a million values");
    }
    return composed;
  }

  // What is made of a value by its properties.
  Composed finished(Composed value, const Properties& properties) {
    const std::string& tag = properties.tag;
    if (tag.starts_with(standard_tags)) {
      check_standard_tag(std::string_view(tag).substr(standard_tags.size()), properties.begin);
    } else if (!tag.empty() && tag != "!") {
      as_call(value, properties);
    }
    if (!properties.anchor.empty()) anchors_.insert_or_assign(properties.anchor, value);
    return value;
  }

  // `!!Ref` is written for `!Ref`, and names a type that YAML does not have.
  void check_standard_tag(std::string_view name, std::uint32_t at) {
    if (is_standard_type(name)) return;
    const std::string meant = '!' + std::string(name);
    const bool is_function = function_of_tag(meant) != Function::none;
    builder_.report(TextProblem::Kind::unknown_tag, at, "'!" + meant + "' is not a type of YAML",
                    is_function ? "write '" + meant + "'" : hint_for_tag(meant));
  }

  void as_call(Composed& value, const Properties& properties) {
    const Function function = function_of_tag(properties.tag);
    const bool is_other = function == Function::none;
    if (is_other && builder_.other_tags() == OtherTags::refused) {
      builder_.report(TextProblem::Kind::unknown_tag, properties.begin,
                      '\'' + properties.tag + "' is not a short form of a function",
                      hint_for_tag(properties.tag));
      return;
    }
    const bool is_split = function == Function::get_att && value.node.is(Kind::string);
    const std::string_view key = is_other ? builder_.keep(properties.tag) : name_of(function);
    const Member call =
        Builder::member(key, properties.begin, is_split ? split_attribute(value.node) : value.node);
    value.node = builder_.map(std::span(&call, 1), properties.begin, value.end);
    value.node.is_short_form = true;
    ++value.values;
    ++value.height;
  }

  // `!GetAtt Resource.Attribute.Part` names the resource before the first point.
  Node split_attribute(const Node& value) {
    const std::string_view text = value.text();
    const std::size_t point = text.find('.');
    if (point == std::string_view::npos) return value;
    const std::uint32_t quote = value.is_plain ? 0 : 1;
    const std::uint32_t last = value.end - quote;
    const std::uint32_t begin = value.begin + quote;
    const std::uint32_t middle = std::min(begin + static_cast<std::uint32_t>(point), last);
    const Node parts[] = {
        Builder::scalar(Kind::string, text.substr(0, point), begin, middle),
        Builder::scalar(Kind::string, text.substr(point + 1), std::min(middle + 1, last), last)};
    return builder_.list(parts, value.begin, value.end);
  }

  Composed scalar() {
    const auto& data = events_.current().data.scalar;
    const Properties properties{text_of(data.anchor), text_of(data.tag), events_.begin()};
    return finished(composed_scalar(scalar_node(properties)), properties);
  }

  // A value as CloudFormation reads it: `yes` as `true`, `010` as `8`. Its place says how it is
  // written.
  Composed composed_scalar(Node node) {
    std::string_view read = node.text();
    if (node.is(Kind::boolean)) read = canonical_boolean(read);
    if (node.is(Kind::number)) {
      if (const std::string number = number_read_from(read); !number.empty()) {
        read = builder_.keep(number);
      }
    }
    node.characters = read.data();
    node.count = static_cast<std::uint32_t>(read.size());
    return {.node = node, .end = node.end};
  }

  Node scalar_node(const Properties& properties) {
    const auto& data = events_.current().data.scalar;
    const std::string_view text =
        builder_.keep({reinterpret_cast<const char*>(data.value), data.length});
    std::uint32_t end = events_.end();
    const std::uint32_t begin = begin_behind(properties, end);
    const bool is_block =
        data.style == YAML_LITERAL_SCALAR_STYLE || data.style == YAML_FOLDED_SCALAR_STYLE;
    if (is_block) end = events_.without_blanks(begin, end);
    Node node = Builder::scalar(Kind::string, text, begin, end);
    node.is_plain = data.style == YAML_PLAIN_SCALAR_STYLE;
    if (node.is_plain && properties.tag.empty()) node.kind = kind_of_plain_scalar(text);
    if (properties.tag.starts_with(standard_tags)) {
      node.kind = kind_of_tagged_scalar(
          std::string_view(properties.tag).substr(standard_tags.size()), text);
    }
    return node;
  }

  // A line may end by what ends none here, such as U+2028, so that no place is behind the end.
  [[nodiscard]] std::uint32_t begin_behind(const Properties& properties, std::uint32_t end) const {
    return std::min(events_.after_properties(properties.begin, properties.count()), end);
  }

  Composed sequence(int depth) {
    const auto& data = events_.current().data.sequence_start;
    const Properties properties{text_of(data.anchor), text_of(data.tag), events_.begin()};
    const std::size_t first = items_.size();
    Composed made{.node = {}, .end = events_.end()};
    while (events_.next().type != YAML_SEQUENCE_END_EVENT) {
      const Composed item = compose(depth + 1);
      items_.push_back(item.node);
      include(item, made);
    }
    take_closing_bracket(made);
    made.node = builder_.list(std::span(items_).subspan(first), begin_behind(properties, made.end),
                              made.end);
    items_.resize(first);
    return finished(made, properties);
  }

  Composed mapping(int depth) {
    const auto& data = events_.current().data.mapping_start;
    const Properties properties{text_of(data.anchor), text_of(data.tag), events_.begin()};
    const std::size_t first = members_.size();
    Composed made{.node = {}, .end = events_.end()};
    std::vector<Node> merged;
    while (events_.next().type != YAML_MAPPING_END_EVENT) {
      const Key key = this->key();
      events_.next();
      const Composed value = compose(depth + 1);
      include(value, made);
      if (key.is_merge) {
        add_merged(value.node, key.begin, merged);
      } else {
        members_.push_back(Builder::member(key.text, key.begin, value.node));
      }
    }
    take_closing_bracket(made);
    members_.resize(first + builder_.settle_keys(std::span(members_).subspan(first)));
    if (!merged.empty()) merge(merged, first);
    made.node = builder_.map(std::span(members_).subspan(first), begin_behind(properties, made.end),
                             made.end);
    members_.resize(first);
    return finished(made, properties);
  }

  static void include(const Composed& child, Composed& parent) {
    parent.end = child.end;
    parent.values += child.values;
    parent.height = std::max(parent.height, child.height + 1);
  }

  // A block has none: it ends with its last value.
  void take_closing_bracket(Composed& container) const {
    if (events_.end() > events_.begin()) container.end = events_.end();
  }

  struct Key {
    std::string_view text;
    std::uint32_t begin;
    bool is_merge;
  };

  Key key() {
    const std::uint32_t begin = events_.begin();
    switch (events_.current().type) {
      case YAML_ALIAS_EVENT: {
        const Node node = alias(0).node;
        if (!node.is_scalar()) break;
        return {node.text(), begin, false};
      }
      case YAML_SCALAR_EVENT: {
        const auto& data = events_.current().data.scalar;
        const Properties properties{text_of(data.anchor), text_of(data.tag), begin};
        const Node node = scalar_node(properties);
        if (node.is(Kind::null)) fail(begin, "the key is empty", "a text is expected before ':'");
        if (!finished(composed_scalar(node), properties).node.is_scalar()) break;
        if (node.is(Kind::number)) {
          builder_.report(TextProblem::Kind::number_as_key, node.begin,
                          "the key " + std::string(node.text()) + " is a number, not a text",
                          "put it in quotes: '" + std::string(node.text()) + "'");
        }
        // `Yes` may well be somebody's name, so a key stays as it is written.
        return {node.text(), node.begin, node.is_plain && node.text() == "<<"};
      }
      default:
        break;
    }
    fail(begin, "a key must be a text", "put it in quotes if it is one");
  }

  // https://yaml.org/type/merge.html
  static void add_merged(const Node& value, std::uint32_t at, std::vector<Node>& merged) {
    const auto is_map = [](const Node& node) { return node.is(Kind::map) && !node.is_short_form; };
    const std::span<const Node> maps = value.is(Kind::list) ? value.items() : std::span(&value, 1);
    if (!std::all_of(maps.begin(), maps.end(), is_map)) {
      fail(at, "'<<' takes a map or a list of maps", "e.g. <<: *defaults");
    }
    merged.insert(merged.end(), maps.begin(), maps.end());
  }

  // A key of the map itself wins over a merged one, and an earlier merged one over a later.
  void merge(std::span<const Node> merged, std::size_t first) {
    const auto name_at = [&](std::size_t i) { return members_[first + i].key(); };
    std::size_t most = members_.size() - first;
    for (const Node& map : merged) most += map.count;
    names_.reset(most);
    for (std::size_t i = first; i < members_.size(); ++i) {
      names_.add(members_[i].key(), i - first, name_at);
    }
    for (const Node& map : merged) {
      for (const Member& member : map.members()) {
        if (names_.find(member.key(), name_at) != NameTable::none) continue;
        members_.push_back(member);
        names_.add(member.key(), members_.size() - 1 - first, name_at);
      }
    }
  }

  Builder& builder_;
  YamlEvents events_;
  std::unordered_map<std::string, Composed> anchors_;
  std::size_t values_of_aliases_ = 0;
  NameTable names_;
  // The values of the lists and maps that are being read, innermost last.
  std::vector<Node> items_;
  std::vector<Member> members_;
};

}  // namespace

void read_yaml(Builder& builder) {
  const std::size_t invalid = support::find_invalid_utf8(builder.source());
  if (invalid != std::string_view::npos) {
    builder.report(TextProblem::Kind::not_utf8, static_cast<std::uint32_t>(invalid),
                   "the text is not UTF-8", "save the file as UTF-8");
    return;
  }
  try {
    builder.set_root(Composer(builder).document());
  } catch (TextProblem& problem) {
    builder.report(problem.kind, problem.begin, std::move(problem.message),
                   std::move(problem.hint));
  }
}

}  // namespace omnitrack::tmpl
