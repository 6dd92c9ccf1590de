#pragma once

#include <string>

#include <omnitrack/cfn/stepfunctions.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/stepfunctions/state_machine.hpp>

namespace omnitrack::stepfunctions {

/// The encryption of a state machine or an activity; not set where there is no key.
inline Value<cfn::stepfunctions::activity::EncryptionConfiguration> encryption_by(
    const Construct& at, const KeyLink& key, const DataKeyReuse& reuse) {
  using cfn::stepfunctions::activity::EncryptionConfiguration;
  if (reuse.is_broken()) {
    at.error(codes::OT3204,
             "kms_data_key_reuse is " + std::to_string(reuse.number()) + ", which is out of bounds",
             "it is 60 to 900 seconds");
  }
  if (!key.is_set()) return {};
  return EncryptionConfiguration{
      .type = EncryptionConfiguration::Type::customer_managed_kms_key,
      .kms_data_key_reuse_period_seconds = reuse.value(),
      .kms_key_id = key.arn(),
  };
}

}  // namespace omnitrack::stepfunctions
