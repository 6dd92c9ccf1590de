#include <string>

#include "parts.hpp"
#include <omnitrack/codes.hpp>

namespace omnitrack::rds {

namespace {

// Whether a daily window has a minute of a weekly one, on any of the days.
bool shares_a_minute(const detail::MinuteWindow& weekly, const detail::MinuteWindow& daily) {
  const int gap =
      (daily.begin - weekly.begin % detail::minutes_of_a_day + detail::minutes_of_a_day) %
      detail::minutes_of_a_day;
  return gap < weekly.length || gap + daily.length > detail::minutes_of_a_day;
}

}  // namespace

void check_version(const Construct& at, const DatabaseEngine& engine) {
  if (!engine.version().is_broken()) return;
  at.error(codes::OT3523,
           "'" + std::string(engine.version().text()) + "' is not a version of " +
               std::string(engine.name()),
           "write it as RDS does, e.g. 16.4 or 8.0.mysql_aurora.3.08.0");
}

void check_class(const Construct& at, const DatabaseClass& instance_class) {
  if (!instance_class.is_broken()) return;
  at.error(codes::OT3524,
           "'" + std::string(instance_class.text()) + "' is not a class of a database",
           "name one such as db.t4g.medium");
}

void check_identifier(const Construct& at, const DatabaseIdentifier& identifier) {
  if (!identifier.is_broken()) return;
  at.error(
      codes::OT3525, "'" + std::string(identifier.text()) + "' cannot name a database",
      "begin with a letter, then use letters, digits and single hyphens, 63 characters at most");
}

void check_windows(const Construct& at, const DatabaseBackupWindow& backup,
                   const DatabaseMaintenanceWindow& maintenance) {
  if (backup.is_broken()) {
    at.error(codes::OT3526, "'" + std::string(backup.text()) + "' is not a backup window",
             "give half an hour of the day at least, such as 03:00-03:30");
  }
  if (maintenance.is_broken()) {
    at.error(codes::OT3526, "'" + std::string(maintenance.text()) + "' is not a maintenance window",
             "give half an hour of the week at least, such as sun:05:00-sun:05:30");
  }
  const bool are_known =
      backup.is_text() && !backup.is_broken() && maintenance.is_text() && !maintenance.is_broken();
  if (are_known && shares_a_minute(detail::weekly_window(maintenance.text()),
                                   detail::daily_window(backup.text()))) {
    at.error(codes::OT3527,
             "the backup window " + std::string(backup.text()) +
                 " overlaps the maintenance window " + std::string(maintenance.text()),
             "move one of them");
  }
}

std::uint16_t port(const Construct& at, const DatabasePort& given, std::uint16_t usual) {
  if (!given.is_set()) return usual;
  if (!given.is_known()) {
    at.error(codes::OT3528, "the port of a database is a reference",
             "give a number: security groups are opened for it");
  }
  check_number(at, "port", given, "it is 1150 to 65535");
  return static_cast<std::uint16_t>(given.number());
}

void out_of_bounds(const Construct& at, std::string_view name, std::int64_t number,
                   std::string_view bounds) {
  at.error(codes::OT3528,
           std::string(name) + " is " + std::to_string(number) + ", which is out of bounds",
           bounds);
}

}  // namespace omnitrack::rds
