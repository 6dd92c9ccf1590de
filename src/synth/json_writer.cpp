#include "synth/json_writer.hpp"

#include <array>
#include <charconv>
#include <cstring>

#include "core/tree.hpp"
#include "synth/imports.hpp"

namespace omnitrack::synth {

namespace {

constexpr std::size_t line_width = 100;

constexpr std::array<std::string_view, 24> function_names = {"Fn::And",
                                                             "Fn::Base64",
                                                             "Fn::Cidr",
                                                             "Fn::Join",
                                                             "Condition",
                                                             "Fn::Contains",
                                                             "Fn::EachMemberEquals",
                                                             "Fn::EachMemberIn",
                                                             "Fn::Equals",
                                                             "Fn::FindInMap",
                                                             "Fn::GetAZs",
                                                             "Fn::If",
                                                             "Fn::ImportValue",
                                                             "Fn::Join",
                                                             "Fn::Length",
                                                             "Fn::Not",
                                                             "Fn::Or",
                                                             "Fn::RefAll",
                                                             "Fn::Select",
                                                             "Fn::Split",
                                                             "Fn::Sub",
                                                             "Fn::ToJsonString",
                                                             "Fn::ValueOf",
                                                             "Fn::ValueOfAll"};
static_assert(function_names[static_cast<std::size_t>(Intrinsic::value_of_all)] ==
              "Fn::ValueOfAll");

// Functions whose value is their one argument, and not a list of arguments.
bool takes_one_argument(Intrinsic function) {
  switch (function) {
    case Intrinsic::base64:
    case Intrinsic::condition:
    case Intrinsic::get_azs:
    case Intrinsic::import_value:
    case Intrinsic::length:
    case Intrinsic::ref_all:
    case Intrinsic::to_json_string:
      return true;
    default:
      return false;
  }
}

// Whether JSON needs one of eight bytes escaped: controls, quotes and backslashes.
bool has_escape(std::uint64_t word) {
  constexpr std::uint64_t ones = 0x0101010101010101U;
  constexpr std::uint64_t highs = 0x8080808080808080U;
  const std::uint64_t quotes = word ^ (ones * '"');
  const std::uint64_t backslashes = word ^ (ones * '\\');
  const std::uint64_t found = ((word - ones * 0x20) & ~word) | ((quotes - ones) & ~quotes) |
                              ((backslashes - ones) & ~backslashes);
  return (found & highs) != 0;
}

// Eight bytes from `text` on, of which `count` are read; spaces stand for the others.
std::uint64_t word_at(const char* text, std::size_t count) {
  std::uint64_t word = 0x2020202020202020U;
  std::memcpy(&word, text, count);
  return word;
}

// The number of bytes at the beginning that need no escapes; may stop early.
std::size_t plain_length(std::string_view text) {
  if (text.empty()) return 0;
  std::size_t i = 0;
  for (; i + 8 <= text.size(); i += 8) {
    if (has_escape(word_at(text.data() + i, 8))) return i;
  }
  return has_escape(word_at(text.data() + i, text.size() - i)) ? i : text.size();
}

}  // namespace

std::string_view function_name(Intrinsic function) {
  return function_names[static_cast<std::size_t>(function)];
}

void JsonWriter::newline() {
  if (compact_ || one_line_) return;
  line_start_ = out_.size() + 1;
  out_.append_line(depth_);
}

void JsonWriter::open(char bracket) {
  out_.append(bracket);
  ++depth_;
  is_first_ = true;
}

void JsonWriter::close(char bracket) {
  --depth_;
  if (!is_first_) newline();
  out_.append(bracket);
  is_first_ = false;
}

void JsonWriter::begin_member() {
  if (!is_first_) {
    out_.append(',');
    if (one_line_ && !compact_) out_.append(' ');
  }
  is_first_ = false;
  newline();
}

void JsonWriter::key(std::string_view name) {
  begin_member();
  string(name);
  out_.append(compact_ ? std::string_view(":") : std::string_view(": "));
}

void JsonWriter::plain_key(std::string_view name) {
  begin_member();
  out_.append('"');
  out_.append(name);
  out_.append(compact_ ? std::string_view("\":") : std::string_view("\": "));
}

void JsonWriter::escaped(std::string_view text) {
  constexpr std::string_view hex = "0123456789abcdef";
  const std::size_t plain = plain_length(text);
  out_.append(text.substr(0, plain));
  std::size_t copied = plain;
  for (std::size_t i = plain; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c >= 0x20 && c != '"' && c != '\\') continue;
    out_.append(text.substr(copied, i - copied));
    copied = i + 1;
    switch (c) {
      case '"':
        out_.append(std::string_view("\\\""));
        break;
      case '\\':
        out_.append(std::string_view("\\\\"));
        break;
      case '\n':
        out_.append(std::string_view("\\n"));
        break;
      case '\t':
        out_.append(std::string_view("\\t"));
        break;
      case '\r':
        out_.append(std::string_view("\\r"));
        break;
      default:
        out_.append(std::string_view("\\u00"));
        out_.append(hex[c >> 4]);
        out_.append(hex[c & 15]);
    }
  }
  out_.append(text.substr(copied));
}

void JsonWriter::plain_string(std::string_view text) {
  out_.append('"');
  out_.append(text);
  out_.append('"');
}

void JsonWriter::string(std::string_view text) {
  out_.append('"');
  escaped(text);
  out_.append('"');
}

void JsonWriter::value(const Node& node) {
  switch (node.kind) {
    case NodeKind::absent:
    case NodeKind::null:
      out_.append(std::string_view("null"));
      return;
    case NodeKind::no_value:
      one_field("Ref", detail::make_pseudo("AWS::NoValue"));
      return;
    case NodeKind::boolean:
      out_.append(node.boolean ? std::string_view("true") : std::string_view("false"));
      return;
    case NodeKind::integer:
    case NodeKind::number: {
      char digits[32];
      const auto end = node.kind == NodeKind::integer
                           ? std::to_chars(digits, digits + sizeof digits, node.integer)
                           : std::to_chars(digits, digits + sizeof digits, node.number);
      out_.append(std::string_view(digits, static_cast<std::size_t>(end.ptr - digits)));
      return;
    }
    case NodeKind::string:
      string(node.string());
      return;
    case NodeKind::list:
    case NodeKind::object:
      container(node);
      return;
    case NodeKind::logical_id:
      string(node.element->logical_id());
      return;
    case NodeKind::pseudo:
    case NodeKind::ref:
    case NodeKind::attribute:
      if (is_foreign(node)) {
        import(node);
      } else {
        reference(node);
      }
      return;
    case NodeKind::function:
      on_one_line_if_it_fits([&] { function(*node.call); });
      return;
  }
}

// One column is kept for the comma that may follow.
bool JsonWriter::is_line_full() const { return out_.size() - line_start_ >= line_width; }

template <class Write>
void JsonWriter::on_one_line_if_it_fits(Write&& write) {
  if (!one_line_ && !compact_) {
    const std::size_t start = out_.size();
    const std::size_t depth = depth_;
    one_line_ = true;
    write();
    one_line_ = false;
    if (!is_line_full()) return;
    out_.truncate(start);
    depth_ = depth;
  }
  write();
}

void JsonWriter::container(const Node& node) {
  on_one_line_if_it_fits([&] { members(node); });
}

void JsonWriter::members(const Node& node) {
  if (node.kind == NodeKind::list) {
    array_of(node.items, node.size);
    return;
  }
  open('{');
  for (std::uint32_t i = 0; i < node.size; ++i) {
    if (!node.fields[i].value.is_set()) continue;
    if (one_line_ && is_line_full()) break;  // the attempt has failed
    if (node.has_given_keys) {
      key(node.fields[i].key);
    } else {
      plain_key(node.fields[i].key);
    }
    value(node.fields[i].value);
  }
  close('}');
}

void JsonWriter::array_of(const Node* items, std::size_t count) {
  open('[');
  for (std::size_t i = 0; i < count; ++i) {
    if (one_line_ && is_line_full()) break;
    begin_member();
    value(items[i]);
  }
  close(']');
}

void JsonWriter::one_field(std::string_view name, const Node& argument) {
  const bool was_one_line = one_line_;
  one_line_ = true;
  open('{');
  plain_key(name);
  string(argument.string());
  close('}');
  one_line_ = was_one_line;
}

bool JsonWriter::is_foreign(const Node& node) const {
  if (imports_ == nullptr) return false;
  if (node.kind == NodeKind::ref) return TreeAccess::stack(*node.element) != stack_;
  if (node.kind == NodeKind::attribute) {
    return TreeAccess::stack(*node.attribute->resource) != stack_;
  }
  return false;
}

void JsonWriter::reference(const Node& node) {
  const bool was_one_line = one_line_;
  one_line_ = true;
  open('{');
  if (node.kind == NodeKind::attribute) {
    plain_key("Fn::GetAtt");
    open('[');
    begin_member();
    string(node.attribute->resource->logical_id());
    begin_member();
    string(node.attribute->name);
    close(']');
  } else {
    plain_key("Ref");
    string(node.kind == NodeKind::ref ? node.element->logical_id() : node.string());
  }
  close('}');
  one_line_ = was_one_line;
}

void JsonWriter::import(const Node& node) {
  const Node name = detail::make_string(imports_->export_name(node));
  const Node imported = detail::make_call(Intrinsic::import_value, &name, 1);
  if (node.kind == NodeKind::attribute && node.attribute->is_list) {
    const Node arguments[] = {detail::make_string(list_separator), imported};
    value(detail::make_call(Intrinsic::split, arguments, 2));
  } else {
    value(imported);
  }
}

void JsonWriter::function(const FunctionCall& call) {
  if (call.function == Intrinsic::concat) {
    concat(call);
    return;
  }
  open('{');
  plain_key(function_name(call.function));
  function_arguments(call);
  close('}');
}

void JsonWriter::function_arguments(const FunctionCall& call) {
  const bool is_single =
      takes_one_argument(call.function) || (call.function == Intrinsic::sub && call.count == 1);
  if (is_single) {
    value(call.arguments[0]);
  } else {
    array_of(call.arguments, call.count);
  }
}

void JsonWriter::concat(const FunctionCall& call) {
  bool fits_sub = true;
  for (std::uint32_t i = 0; i < call.count; ++i) {
    const Node& part = call.arguments[i];
    const bool is_named = part.kind == NodeKind::string || part.kind == NodeKind::pseudo ||
                          part.kind == NodeKind::ref || part.kind == NodeKind::attribute;
    fits_sub = fits_sub && is_named && !is_foreign(part);
  }
  open('{');
  if (fits_sub) {
    plain_key("Fn::Sub");
    sub_text(call);
  } else {
    plain_key("Fn::Join");
    join_parts(call);
  }
  close('}');
}

void JsonWriter::sub_text(const FunctionCall& call) {
  out_.append('"');
  for (std::uint32_t i = 0; i < call.count; ++i) {
    const Node& part = call.arguments[i];
    if (part.kind == NodeKind::string) {
      // A literal "${" is written "${!", which Fn::Sub turns back.
      std::string_view text = part.string();
      for (std::size_t at = text.find("${"); at != std::string_view::npos; at = text.find("${")) {
        escaped(text.substr(0, at + 2));
        out_.append('!');
        text.remove_prefix(at + 2);
      }
      escaped(text);
      continue;
    }
    out_.append(std::string_view("${"));
    if (part.kind == NodeKind::attribute) {
      out_.append(part.attribute->resource->logical_id());
      out_.append('.');
      out_.append(part.attribute->name);
    } else {
      out_.append(part.kind == NodeKind::ref ? part.element->logical_id() : part.string());
    }
    out_.append('}');
  }
  out_.append('"');
}

void JsonWriter::join_parts(const FunctionCall& call) {
  open('[');
  begin_member();
  string({});
  begin_member();
  array_of(call.arguments, call.count);
  close(']');
}

}  // namespace omnitrack::synth
