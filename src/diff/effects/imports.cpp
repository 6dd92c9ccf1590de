#include "diff/effects/imports.hpp"

#include "diff/text_parts.hpp"
#include "validate/known.hpp"

namespace omnitrack::diff {

namespace {

using tmpl::Function;
using tmpl::Index;
using tmpl::Member;
using tmpl::Node;

bool is_same_everywhere(std::string_view name) {
  return name == "AWS::Region" || name == "AWS::AccountId" || name == "AWS::Partition";
}

class Reader {
 public:
  Reader(const Index& index, std::string_view stack) : index_(index), stack_(stack) {}

  Imports read() {
    visit(index_.source().root());
    return std::move(imports_);
  }

 private:
  void visit(const Node& value) {
    if (value.is_scalar()) return;
    if (value.calls(Function::import_value)) add(value.argument());
    for (const Node& item : value.items()) visit(item);
    for (const Member& member : value.members()) visit(member.value);
  }

  void add(const Node& argument) {
    auto name = export_name(argument, index_, stack_);
    if (!name) return;
    bool& is_certain = imports_.try_emplace(std::move(name->text), false).first->second;
    is_certain = is_certain || name->is_certain;
  }

  const Index& index_;
  std::string_view stack_;
  Imports imports_;
};

}  // namespace

std::optional<ExportName> export_name(const Node& value, const Index& index,
                                      std::string_view stack) {
  if (!value.is_scalar() && !is_text_expression(value)) return std::nullopt;
  ExportName name;
  for (const TextPart& part : text_parts(value)) {
    if (part.kind == TextPart::Kind::literal) {
      name.text += part.text;
      continue;
    }
    if (part.kind != TextPart::Kind::reference || !part.attribute.empty()) return std::nullopt;
    if (part.text == "AWS::StackName") {
      name.text += stack;
    } else if (is_same_everywhere(part.text)) {
      name.text.append("${").append(part.text).append(1, '}');
    } else {
      const tmpl::ParameterEntry* parameter = index.find_parameter(part.text);
      const auto text = parameter == nullptr
                            ? std::nullopt
                            : validate::known_text(parameter->member->value.find("Default"));
      if (!text) return std::nullopt;
      name.text += *text;
      name.is_certain = false;
    }
  }
  return name;
}

std::vector<ExportedOutput> exports_of(const Index& index, std::string_view stack) {
  std::vector<ExportedOutput> exports;
  for (const Member& output : index.outputs()) {
    const Node* holder = output.value.find("Export");
    const Node* value = holder == nullptr ? nullptr : holder->find("Name");
    if (value == nullptr) continue;
    auto name = export_name(*value, index, stack);
    if (name) exports.push_back({.name = std::move(*name), .output = &output});
  }
  return exports;
}

Imports imports_of(const Index& index, std::string_view stack) {
  return Reader(index, stack).read();
}

}  // namespace omnitrack::diff
