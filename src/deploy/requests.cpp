#include "deploy/requests.hpp"

#include <unistd.h>

#include <atomic>
#include <chrono>

#include "support/hash.hpp"
#include "support/json_writer.hpp"

namespace omnitrack::deploy {

namespace {

using support::JsonLayout;
using support::JsonWriter;

// The shorthand of the AWS CLI cannot hold every text, JSON can.
template <class Write>
std::string json_word(const Write& write) {
  std::string text = support::json_text(JsonLayout::compact, write);
  text.pop_back();  // the line feed
  return text;
}

std::string json_of_parameters(const std::vector<ParameterChoice>& parameters) {
  return json_word([&](JsonWriter& json) {
    json.begin_list();
    for (const ParameterChoice& each : parameters) {
      json.begin_item();
      json.begin_object();
      json.member("ParameterKey", each.name);
      if (each.value) {
        json.member("ParameterValue", *each.value);
      } else {
        json.member("UsePreviousValue", true);
      }
      json.end_object();
    }
    json.end_list();
  });
}

std::string json_of_tags(const std::vector<NamedValue>& tags) {
  return json_word([&](JsonWriter& json) {
    json.begin_list();
    for (const NamedValue& each : tags) {
      json.begin_item();
      json.begin_object();
      json.member("Key", each.name);
      json.member("Value", each.value);
      json.end_object();
    }
    json.end_list();
  });
}

std::string json_of_rollback(const DeploySettings& settings) {
  return json_word([&](JsonWriter& json) {
    json.begin_object();
    json.list("RollbackTriggers", settings.rollback_alarms, [&](const std::string& alarm) {
      json.begin_object();
      json.member("Arn", alarm);
      json.member("Type", "AWS::CloudWatch::Alarm");
      json.end_object();
    });
    if (settings.rollback_minutes) {
      json.plain_key("MonitoringTimeInMinutes");
      json.word(*settings.rollback_minutes);
    }
    json.end_object();
  });
}

// What a deletion takes as well as a change set.
void add_common_settings(const DeploySettings& settings, AwsCli::Words& words) {
  if (settings.role_arn) words.insert(words.end(), {"--role-arn", *settings.role_arn});
  if (settings.express) {
    words.insert(words.end(), {"--deployment-config", R"({"Mode":"EXPRESS"})"});
  }
}

void add_settings(const DeploySettings& settings, AwsCli::Words& words) {
  if (!settings.tags.empty()) {
    words.insert(words.end(), {"--tags", json_of_tags(settings.tags)});
  }
  if (!settings.notification_arns.empty()) {
    words.emplace_back("--notification-arns");
    words.insert(words.end(), settings.notification_arns.begin(), settings.notification_arns.end());
  }
  if (!settings.rollback_alarms.empty()) {
    words.insert(words.end(), {"--rollback-configuration", json_of_rollback(settings)});
  }
  add_common_settings(settings, words);
}

}  // namespace

AwsCli::Words create_change_set_call(const ChangeSetRequest& request,
                                     const DeploySettings& settings) {
  AwsCli::Words words{"cloudformation",
                      "create-change-set",
                      "--stack-name",
                      request.stack,
                      "--change-set-name",
                      request.name,
                      "--change-set-type",
                      request.is_new_stack ? "CREATE" : "UPDATE",
                      request.source.is_url ? "--template-url" : "--template-body",
                      request.source.text};
  if (!request.parameters.empty()) {
    words.insert(words.end(), {"--parameters", json_of_parameters(request.parameters)});
  }
  if (!request.capabilities.empty()) {
    words.emplace_back("--capabilities");
    words.insert(words.end(), request.capabilities.begin(), request.capabilities.end());
  }
  if (request.has_parts) words.emplace_back("--include-nested-stacks");
  add_settings(settings, words);
  return words;
}

AwsCli::Words execute_change_set_call(const std::string& change_set, const std::string& token,
                                      const DeploySettings& settings) {
  AwsCli::Words words{"cloudformation", "execute-change-set",     "--change-set-name",
                      change_set,       "--client-request-token", token};
  if (settings.no_rollback) words.emplace_back("--disable-rollback");
  return words;
}

AwsCli::Words delete_change_set_call(const std::string& change_set, const std::string& stack) {
  return {"cloudformation", "delete-change-set", "--change-set-name",
          change_set,       "--stack-name",      stack};
}

AwsCli::Words delete_stack_call(const std::string& stack, const std::string& token,
                                const DeploySettings& settings) {
  AwsCli::Words words{"cloudformation",         "delete-stack", "--stack-name", stack,
                      "--client-request-token", token};
  add_common_settings(settings, words);
  return words;
}

AwsCli::Words protection_call(const std::string& stack, bool is_protected) {
  return {"cloudformation", "update-termination-protection",
          is_protected ? "--enable-termination-protection" : "--no-enable-termination-protection",
          "--stack-name", stack};
}

std::string new_token() {
  static std::atomic<unsigned> made = 0;
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(now).count();
  const std::string unique =
      std::to_string(now.count()) + '/' + std::to_string(::getpid()) + '/' + std::to_string(++made);
  return std::to_string(seconds) + '-' + support::short_hex(support::fnv1a(unique));
}

std::string change_set_name(const std::string& token) { return "omnitrack-" + token; }

}  // namespace omnitrack::deploy
