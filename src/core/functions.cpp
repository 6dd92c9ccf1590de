#include <charconv>
#include <cmath>
#include <string>
#include <vector>

#include "core/tree.hpp"
#include "omnitrack/fn.hpp"

namespace omnitrack {

namespace detail {

namespace {

std::string shortest_digits(double number) {
  char digits[32];
  return {digits, std::to_chars(digits, digits + sizeof digits, number).ptr};
}

void add_part(std::vector<Node>& parts, std::string& pending, const Node& part) {
  switch (part.kind) {
    case NodeKind::string:
      pending += part.string();
      return;
    case NodeKind::integer:
      pending += std::to_string(part.integer);
      return;
    case NodeKind::number:
      if (!std::isfinite(part.number)) break;
      pending += shortest_digits(part.number);
      return;
    case NodeKind::boolean:
      pending += part.boolean ? "true" : "false";
      return;
    case NodeKind::function:
      if (part.call->function == Intrinsic::concat) {
        for (std::uint32_t i = 0; i < part.call->count; ++i) {
          add_part(parts, pending, part.call->arguments[i]);
        }
        return;
      }
      break;
    default:
      break;
  }
  if (!pending.empty()) parts.push_back(make_string(pending));
  pending.clear();
  parts.push_back(part);
}

}  // namespace

Node concat_parts(const Part* parts, std::size_t count) {
  std::vector<Node> merged;
  std::string pending;
  for (std::size_t i = 0; i < count; ++i) add_part(merged, pending, parts[i].node);
  if (!pending.empty()) merged.push_back(make_string(pending));
  if (merged.empty()) return make_string({});
  // A value that was never set stays in the call, where the synthesizer reports it.
  if (merged.size() == 1 && merged.front().is_set()) return merged.front();
  return make_call(Intrinsic::concat, merged.data(), merged.size());
}

}  // namespace detail

namespace fn {

using detail::call;

namespace {

List<std::string> list_call(Intrinsic function, const auto&... arguments) {
  return List<std::string>::from_node(call(function, arguments...));
}
Value<std::string> text_call(Intrinsic function, const auto&... arguments) {
  return Value<std::string>::from_node(call(function, arguments...));
}
ConditionExpression condition_call(Intrinsic function, const auto&... arguments) {
  return ConditionExpression::from_node(call(function, arguments...));
}

constexpr std::string_view stack_output_names[] = {"StackName", "OutputName", "Region", "RoleArn"};
constexpr StructInfo stack_output_info{stack_output_names, 4};

ConditionExpression combine(Intrinsic function, const Items<ConditionExpression>& conditions) {
  static_assert(sizeof(ConditionExpression) == sizeof(Node));
  return ConditionExpression::from_node(detail::make_call(
      function, reinterpret_cast<const Node*>(conditions.begin()), conditions.size()));
}

}  // namespace

Value<std::string> base64(const Value<std::string>& text) {
  return text_call(Intrinsic::base64, text.node());
}

List<std::string> cidr(const Value<std::string>& block, const Value<std::int64_t>& count,
                       const Value<std::int64_t>& host_bits) {
  return list_call(Intrinsic::cidr, block.node(), count.node(), host_bits.node());
}

List<std::string> get_azs(const Value<std::string>& region) {
  return list_call(Intrinsic::get_azs, region.is_set() ? region.node() : detail::make_string({}));
}

Value<std::string> get_stack_output(const StackOutputReference& output) {
  const Node members[] = {output.stack_name.node(), output.output_name.node(), output.region.node(),
                          output.role_arn.node()};
  return text_call(Intrinsic::get_stack_output, detail::make_struct(stack_output_info, members));
}

Value<std::string> import_value(const Value<std::string>& export_name) {
  return text_call(Intrinsic::import_value, export_name.node());
}

Value<std::string> join(std::string_view separator, const List<std::string>& texts) {
  return text_call(Intrinsic::join, detail::make_string(separator), texts.node());
}

List<std::string> split(std::string_view separator, const Value<std::string>& text) {
  return list_call(Intrinsic::split, detail::make_string(separator), text.node());
}

Value<std::string> sub(std::string_view text, const Map<std::string>& variables) {
  return variables.is_set() ? text_call(Intrinsic::sub, detail::make_string(text), variables.node())
                            : text_call(Intrinsic::sub, detail::make_string(text));
}

Value<std::string> to_json_string(const Json& value) {
  return text_call(Intrinsic::to_json_string, value.node());
}

ConditionExpression equals(const Value<std::string>& left, const Value<std::string>& right) {
  return condition_call(Intrinsic::equals, left.node(), right.node());
}
ConditionExpression and_(const Items<ConditionExpression>& conditions) {
  return combine(Intrinsic::and_, conditions);
}
ConditionExpression or_(const Items<ConditionExpression>& conditions) {
  return combine(Intrinsic::or_, conditions);
}
ConditionExpression not_(const ConditionExpression& condition) {
  return condition_call(Intrinsic::not_, condition.node());
}

ConditionExpression contains(const List<std::string>& texts, const Value<std::string>& text) {
  return condition_call(Intrinsic::contains, texts.node(), text.node());
}
ConditionExpression each_member_equals(const List<std::string>& texts,
                                       const Value<std::string>& text) {
  return condition_call(Intrinsic::each_member_equals, texts.node(), text.node());
}
ConditionExpression each_member_in(const List<std::string>& texts, const List<std::string>& among) {
  return condition_call(Intrinsic::each_member_in, texts.node(), among.node());
}
List<std::string> ref_all(std::string_view parameter_type) {
  return list_call(Intrinsic::ref_all, detail::make_string(parameter_type));
}
Value<std::string> value_of(const Parameter& parameter, std::string_view attribute) {
  return text_call(Intrinsic::value_of, detail::make_logical_id(parameter),
                   detail::make_string(attribute));
}
List<std::string> value_of_all(std::string_view parameter_type, std::string_view attribute) {
  return list_call(Intrinsic::value_of_all, detail::make_string(parameter_type),
                   detail::make_string(attribute));
}

}  // namespace fn

Value<std::string> secret(const SecretReference& props) {
  std::string rest = ":SecretString:" + std::string(props.json_key);
  if (!props.version_stage.empty() || !props.version_id.empty()) {
    rest += ':' + std::string(props.version_stage);
  }
  if (!props.version_id.empty()) rest += ':' + std::string(props.version_id);
  return concat("{{resolve:secretsmanager:", props.secret_id, rest, "}}");
}

namespace {

Value<std::string> ssm(std::string_view service, std::string_view name, unsigned version) {
  const std::string suffix = version == 0 ? "" : ":" + std::to_string(version);
  return concat("{{resolve:", service, ":", name, suffix, "}}");
}

}  // namespace

Value<std::string> ssm_parameter(std::string_view name, unsigned version) {
  return ssm("ssm", name, version);
}
Value<std::string> ssm_secure_parameter(std::string_view name, unsigned version) {
  return ssm("ssm-secure", name, version);
}

}  // namespace omnitrack
