#include "omnitrack/rds/engine.hpp"

#include <string>

namespace omnitrack {

namespace {

constexpr std::string_view oracle_names[] = {"oracle-se2", "oracle-ee", "oracle-se2-cdb",
                                             "oracle-ee-cdb"};
constexpr std::string_view sql_server_names[] = {"sqlserver-ex", "sqlserver-web", "sqlserver-se",
                                                 "sqlserver-ee"};

// The first parts of a version.
std::string parts_of(std::string_view version, int count) {
  std::size_t end = 0;
  for (; count > 0 && end != std::string_view::npos; --count) {
    end = version.find('.', end == 0 ? 0 : end + 1);
  }
  return std::string(version.substr(0, end));
}

}  // namespace

DatabaseEngine DatabaseEngine::mariadb(const DatabaseVersion& version) {
  return {Kind::mariadb, "mariadb", version};
}
DatabaseEngine DatabaseEngine::mysql(const DatabaseVersion& version) {
  return {Kind::mysql, "mysql", version};
}
DatabaseEngine DatabaseEngine::postgres(const DatabaseVersion& version) {
  return {Kind::postgres, "postgres", version};
}
DatabaseEngine DatabaseEngine::oracle(OracleEdition edition, const DatabaseVersion& version) {
  return {Kind::oracle, oracle_names[static_cast<std::size_t>(edition)], version};
}
DatabaseEngine DatabaseEngine::sql_server(SqlServerEdition edition,
                                          const DatabaseVersion& version) {
  return {Kind::sql_server, sql_server_names[static_cast<std::size_t>(edition)], version};
}
DatabaseEngine DatabaseEngine::aurora_mysql(const DatabaseVersion& version) {
  return {Kind::mysql, "aurora-mysql", version};
}
DatabaseEngine DatabaseEngine::aurora_postgres(const DatabaseVersion& version) {
  return {Kind::postgres, "aurora-postgresql", version};
}

std::uint16_t DatabaseEngine::port() const {
  switch (kind_) {
    case Kind::mariadb:
    case Kind::mysql:
      return 3306;
    case Kind::oracle:
      return 1521;
    case Kind::postgres:
      return 5432;
    case Kind::sql_server:
      return 1433;
  }
  return 0;
}

// `admin` is a reserved word of PostgreSQL on RDS.
std::string_view DatabaseEngine::admin() const {
  return kind_ == Kind::postgres ? "postgres" : "admin";
}

// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithParamGroups.html
Text DatabaseEngine::major_version() const {
  const std::string_view version = version_.text();
  switch (kind_) {
    case Kind::oracle:
      return parts_of(version, 1);
    case Kind::postgres:
      return parts_of(version, version.starts_with("9.") ? 2 : 1);
    case Kind::mariadb:
    case Kind::mysql:
    case Kind::sql_server:
      break;
  }
  return parts_of(version, 2);
}

Text DatabaseEngine::parameter_family() const {
  std::string major(major_version().text());
  if (major.empty()) return {};
  // The family writes 15.0 where the version has 15.00.
  if (kind_ == Kind::sql_server && major.ends_with(".00")) major.pop_back();
  const bool has_hyphen = kind_ == Kind::oracle || kind_ == Kind::sql_server;
  return std::string(name_) + (has_hyphen ? "-" : "") + major;
}

// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html
std::string_view DatabaseEngine::tls_parameter() const {
  switch (kind_) {
    case Kind::mariadb:
    case Kind::mysql:
      return "require_secure_transport";
    case Kind::postgres:
    case Kind::sql_server:
      return "rds.force_ssl";
    case Kind::oracle:
      break;
  }
  return {};
}

std::string_view DatabaseEngine::tls_value() const { return name_ == "aurora-mysql" ? "ON" : "1"; }

}  // namespace omnitrack
