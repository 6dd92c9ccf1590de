#include "meaning/exports.hpp"

#include <algorithm>

#include "meaning/known.hpp"
#include "meaning/pattern.hpp"
#include "meaning/references.hpp"
#include "meaning/text_parts.hpp"

namespace omnitrack::meaning {

using tmpl::Function;
using tmpl::Index;
using tmpl::Member;
using tmpl::Node;

namespace {

/// Whether a pseudo parameter is the same in all stacks of one environment.
bool is_same_everywhere(std::string_view name) {
  return name == "AWS::Region" || name == "AWS::AccountId" || name == "AWS::Partition";
}

/// The name of an export that is the same in whichever stack it is evaluated.
std::optional<std::string> sure_name(const Index& index, const Node& value) {
  auto name = export_name(value, index, std::nullopt);
  if (!name || !name->is_certain) return std::nullopt;
  return std::move(name->text);
}

void append_bytes(std::string_view text, Symbols& symbols) {
  for (const char c : text) symbols += static_cast<unsigned char>(c);
}

/// The account in an ARN; empty where there is none.
std::string account_of_arn(std::string_view arn) {
  for (int field = 0; field < 4; ++field) {
    const std::size_t colon = arn.find(':');
    if (colon == std::string_view::npos) return {};
    arn.remove_prefix(colon + 1);
  }
  return std::string(arn.substr(0, arn.find(':')));
}

/// A pattern of all that a value may give.
Symbols pattern_of(const Node& value) {
  Symbols pattern;
  for (const TextPart& part : text_parts(value)) {
    if (part.kind == TextPart::Kind::literal) {
      append_bytes(part.text, pattern);
    } else {
      pattern += any_text;
    }
  }
  return pattern;
}

}  // namespace

std::string_view Export::condition() const {
  const Node* condition = output->value.find("Condition");
  return condition == nullptr ? std::string_view() : condition->text();
}

std::vector<Export> exports_of(const Index& index) {
  std::vector<Export> exports;
  for (const Member& output : index.outputs()) {
    const Node* holder = output.value.find("Export");
    const Node* name = holder == nullptr ? nullptr : holder->find("Name");
    if (name != nullptr) exports.push_back({.from = &index, .output = &output, .name = name});
  }
  return exports;
}

std::optional<ExportName> export_name(const Node& value, const Index& index,
                                      std::optional<std::string_view> stack, OpenParameter open) {
  if (!value.is_scalar() && !is_text_expression(value)) return std::nullopt;
  ExportName name;
  for (const TextPart& part : text_parts(value)) {
    if (part.kind == TextPart::Kind::literal) {
      name.text += part.text;
      continue;
    }
    if (part.kind != TextPart::Kind::reference || !part.attribute.empty()) return std::nullopt;
    if (part.text == "AWS::StackName") {
      if (!stack) return std::nullopt;
      name.text += *stack;
    } else if (is_same_everywhere(part.text)) {
      name.text.append("${").append(part.text).append(1, '}');
    } else {
      const tmpl::ParameterEntry* parameter = index.find_parameter(part.text);
      const auto text = parameter == nullptr ? std::nullopt
                                             : known_text(parameter->member->value.find("Default"));
      const bool is_shown = parameter != nullptr && open == OpenParameter::is_shown;
      if (!text && !is_shown) return std::nullopt;
      name.text += text ? std::string(*text) : "${" + std::string(part.text) + '}';
      name.is_certain = false;
    }
  }
  return name;
}

std::vector<NamedExport> exports_of(const Index& index, std::string_view stack) {
  std::vector<NamedExport> exports;
  for (const Export& each : exports_of(index)) {
    auto name = export_name(*each.name, index, stack, OpenParameter::is_shown);
    if (name) exports.push_back({.name = std::move(*name), .output = each.output});
  }
  return exports;
}

Imports imports_of(const Index& index, std::string_view stack) {
  Imports imports;
  for_each_call(index.source().root(), [&](const Node& call) {
    if (!call.calls(Function::import_value)) return;
    auto name = export_name(call.argument(), index, stack, OpenParameter::is_shown);
    if (!name) return;
    bool& is_certain = imports.try_emplace(std::move(name->text), false).first->second;
    is_certain = is_certain || name->is_certain;
  });
  return imports;
}

bool names_outputs(const Index& index) {
  return index.source().text().find("GetStackOutput") != std::string_view::npos;
}

std::optional<OutputRead> output_read(const Node& call, const Index& index,
                                      std::string_view stack) {
  if (!call.calls(Function::get_stack_output)) return std::nullopt;
  const auto name_at = [&](std::string_view key) -> std::optional<ExportName> {
    const Node* value = call.argument().find(key);
    return value == nullptr ? std::nullopt : export_name(*value, index, stack);
  };
  auto from = name_at("StackName");
  auto output = name_at("OutputName");
  if (!from || !output) return std::nullopt;
  OutputRead read{.stack = std::move(from->text),
                  .output = std::move(output->text),
                  .region = {},
                  .account = {},
                  .is_certain = from->is_certain && output->is_certain};
  if (call.argument().find("Region") != nullptr) {
    auto region = name_at("Region");
    read.is_any_region = !region;
    read.is_certain = read.is_certain && region && region->is_certain;
    if (region) read.region = std::move(region->text);
  }
  if (const Node* role = call.argument().find("RoleArn")) {
    read.account = account_of_arn(known_text(role).value_or(std::string_view()));
  }
  return read;
}

bool reads_from(const OutputRead& read, const Surroundings& reader, const Surroundings& source) {
  const auto may_be_one = [](std::string_view one, std::string_view other) {
    return one.empty() || other.empty() || one == other;
  };
  const std::string& account = read.account.empty() ? reader.account.text : read.account;
  if (!may_be_one(account, source.account.text)) return false;
  const std::string& region = read.region.empty() ? reader.region.text : read.region;
  return read.is_any_region || may_be_one(region, source.region.text);
}

std::vector<OutputRead> outputs_read(const Index& index, std::string_view stack) {
  std::vector<OutputRead> reads;
  if (!names_outputs(index)) return reads;
  for_each_call(index.source().root(), [&](const Node& call) {
    if (auto read = output_read(call, index, stack)) reads.push_back(std::move(*read));
  });
  return reads;
}

bool reads_outputs(const Node& value) {
  bool reads = false;
  for_each_call(value, [&reads](const Node& call) {
    reads = reads || call.calls(Function::get_stack_output);
  });
  return reads;
}

ExportTable::ExportTable(std::span<const Index* const> app) {
  for (const Index* index : app) {
    may_have_unseen_ = may_have_unseen_ || index->may_have_unseen() ||
                       std::ranges::any_of(index->outputs(), [](const Member& each) {
                         return tmpl::is_loop_key(each.key());
                       });
    for (const Export& each : exports_of(*index)) {
      if (auto name = sure_name(*index, *each.name)) {
        places_.try_emplace(std::move(*name), all_.size());
      } else {
        unknown_names_.push_back(each.name);
      }
      all_.push_back(each);
    }
  }
}

const Export* ExportTable::find(const Index& importing, const Node& name) const {
  const auto sure = sure_name(importing, name);
  const auto found = sure ? places_.find(*sure) : places_.end();
  return found == places_.end() ? nullptr : &all_[found->second];
}

bool ExportTable::may_have(std::string_view name) const {
  if (may_have_unseen_) return true;
  Symbols symbols;
  append_bytes(name, symbols);
  return std::ranges::any_of(unknown_names_, [&symbols](const Node* each) {
    return !each->calls(Function::sub) || covers(pattern_of(*each), symbols);
  });
}

}  // namespace omnitrack::meaning
