#include <algorithm>
#include <iterator>
#include <string>

#include <omnitrack/characters.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/lambda/layer_version.hpp>

namespace omnitrack {

void Function::check_code(const FunctionProps& props) const {
  const bool has_runtime = props.runtime.is_set();
  const bool has_handler = props.handler.is_set();
  if (props.code.is_image()) {
    if (has_runtime || has_handler || !props.layers.empty()) {
      error(codes::OT2221, "a function from an image takes no runtime, handler or layers",
            "leave them out: the image holds them");
    }
    return;
  }
  if (!has_runtime || !has_handler) {
    error(codes::OT2222, "a function from an archive or a text needs a runtime and a handler",
          "set e.g. .handler = \"index.handler\", .runtime = Runtime::python3_14");
  }
  const Value<std::string>& text = props.code.text();
  const bool is_empty = text.is_literal_text() && text.literal_text().empty();
  if (props.code.kind() == FunctionCode::Kind::local && is_empty) {
    error(codes::OT2232, "the path of the code is empty",
          "name a folder or a .zip archive: FunctionCode::local(\"build/function\")");
  }
  if (props.code.kind() != FunctionCode::Kind::inline_text) return;
  const std::string_view runtime = as<std::string>(props.runtime).literal_text();
  if (!runtime.empty() && !runtime.starts_with("nodejs") && !runtime.starts_with("python")) {
    error(codes::OT2223,
          "inline code runs on Node.js and Python alone, not on " + std::string(runtime),
          "use FunctionCode::local, or put the code in a bucket and use FunctionCode::s3");
  }
  const std::string_view handler = props.handler.literal_text();
  if (!handler.empty() && !handler.starts_with("index.")) {
    error(codes::OT2224, "the handler '" + std::string(handler) + "' is not in the inline code",
          "begin it with 'index.': CloudFormation puts inline code in a file of that name");
  }
  if (is_empty) {
    error(codes::OT2225, "the inline code is empty",
          "give FunctionCode::inline_text the source text");
  }
}

// https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
void Function::finish() {
  constexpr std::uint64_t most_bytes = std::uint64_t{250} << 20U;
  std::uint64_t bytes = code_bytes_;
  for (const auto& layer : layers_) bytes += layer->bytes();
  if (bytes <= most_bytes) return;
  error(codes::OT4109,
        "the code and its layers are " + std::to_string(bytes) +
            " bytes before they are packed, which is more than 250 MB",
        "leave out what is not needed by `ignore`, or use a container image: FunctionCode::image");
}

void Function::check_limits(const FunctionProps& props) const {
  if (props.function_name.is_broken()) {
    error(codes::OT2226,
          "'" + std::string(props.function_name.text()) + "' is not a name for a function",
          "use 1 to 64 letters, digits, '-' and '_'");
  }
  if (props.vpc.is_set()) {
    if (!props.subnets.is_set() && !props.vpc->inner_subnets().is_set()) {
      error(codes::OT2234, "the VPC has no private or isolated subnets for the function",
            "give the VPC such subnets, or set `subnets`: in public ones a function reaches no "
            "internet");
    }
  } else if (props.subnets.is_set() == props.security_groups.empty()) {
    error(codes::OT2227, "a function in a VPC needs both subnets and security groups",
          "set `vpc`, or `subnets` and `security_groups`, or none of them");
  }
  if (!props.file_systems.empty() && !props.vpc.is_set() && !props.subnets.is_set()) {
    error(codes::OT2235, "a function that mounts a file system must be in a VPC", "set `vpc`");
  }
  for (const FunctionFileSystem& each : props.file_systems) {
    if (!each.mount_path.is_broken()) continue;
    error(codes::OT2236,
          "'" + std::string(each.mount_path.text()) + "' is no path to mount a file system at",
          "use '/mnt/' and letters, digits, '-', '_' and '.'");
  }
  using DeadLetterKind = EventDestination::Kind;
  const DeadLetterKind kind = props.dead_letter.kind();
  if (props.dead_letter.is_set() && kind != DeadLetterKind::queue &&
      kind != DeadLetterKind::topic) {
    error(codes::OT2228, "dead letters go to a queue or a topic",
          "use EventDestination::queue or ::topic, or `on_failure`, which takes every destination");
  }
  const auto check = [this](const auto& number, const std::string& name, const char* bounds) {
    if (!number.is_broken()) return;
    error(codes::OT2229,
          name + " is " + std::to_string(number.number()) + ", which is out of bounds",
          "it is " + std::string(bounds));
  };
  if (props.durable.has_value()) {
    check(props.durable->timeout, "the timeout of durable executions", "1 to 31622400 seconds");
    check(props.durable->retention_days, "retention_days", "1 to 90 days");
  }
  check(props.ephemeral_storage, "ephemeral_storage", "512 to 10240 MB");
  check(props.max_event_age, "max_event_age", "60 to 21600 seconds");
  check(props.memory, "memory", "128 to 10240 MB");
  check(props.retry_attempts, "retry_attempts", "0 to 2");
  check(props.timeout, "timeout", "1 to 900 seconds");
}

// https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
void Function::check_environment_name(std::string_view name_given) const {
  static constexpr std::string_view reserved[] = {
      "AWS_ACCESS_KEY",
      "AWS_ACCESS_KEY_ID",
      "AWS_DEFAULT_REGION",
      "AWS_EXECUTION_ENV",
      "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
      "AWS_LAMBDA_FUNCTION_NAME",
      "AWS_LAMBDA_FUNCTION_VERSION",
      "AWS_LAMBDA_INITIALIZATION_TYPE",
      "AWS_LAMBDA_LOG_GROUP_NAME",
      "AWS_LAMBDA_LOG_STREAM_NAME",
      "AWS_LAMBDA_RUNTIME_API",
      "AWS_REGION",
      "AWS_SECRET_ACCESS_KEY",
      "AWS_SESSION_TOKEN",
      "LAMBDA_RUNTIME_DIR",
      "LAMBDA_TASK_ROOT",
      "_HANDLER",
      "_X_AMZN_TRACE_ID",
  };
  if (std::find(std::begin(reserved), std::end(reserved), name_given) != std::end(reserved)) {
    error(codes::OT2230,
          "the environment variable '" + std::string(name_given) + "' is set by Lambda itself",
          "choose another name");
    return;
  }
  const bool fits = name_given.size() >= 2 && detail::is_letter(name_given.front()) &&
                    detail::has_only_letters_digits_and("_", name_given);
  if (!fits) {
    error(codes::OT2231,
          "'" + std::string(name_given) + "' is not a name for an environment variable",
          "begin with a letter, then one or more letters, digits and '_'");
  }
}

}  // namespace omnitrack
