#include "omnitrack/cloudwatch/any_alarm.hpp"

#include <algorithm>

#include "../imported.hpp"

namespace omnitrack {

void AnyAlarm::add_action(AlarmState state, const AlarmActionLink& action) {
  List<std::string>* arns = actions(state);
  if (arns == nullptr) {
    refuse_of_imported(construct(), "an action");
    return;
  }
  if (action.construct() == nullptr) {
    arns->add(action.arn_for(construct(), alarm_arn()));
    return;
  }
  const auto is_same = [&](const Permitted& each) { return each.action == action.construct(); };
  auto known = std::find_if(permitted_.begin(), permitted_.end(), is_same);
  if (known == permitted_.end()) {
    permitted_.push_back({action.construct(), action.arn_for(construct(), alarm_arn())});
    known = permitted_.end() - 1;
  }
  arns->add(known->arn);
}

}  // namespace omnitrack
