#pragma once

#include <omnitrack/checked_text.hpp>
#include <omnitrack/text.hpp>

namespace omnitrack {

namespace detail {

inline void the_version_of_a_database_engine_is_such_as_16_dot_4() {}

struct DatabaseVersionRule {
  static constexpr bool fits(std::string_view version) {
    return !version.empty() && version.size() <= 64 && is_digit(version.front()) &&
           has_only_letters_digits_and("._-", version);
  }
  static constexpr void demand(bool fits) {
    if (!fits) the_version_of_a_database_engine_is_such_as_16_dot_4();
  }
};

}  // namespace detail

/// The version of a database engine as RDS writes it, e.g. `16.4`; its choice where it is left out.
/// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBMaintenance.html
using DatabaseVersion = CheckedText<detail::DatabaseVersionRule>;

/// The editions of SQL Server.
enum class SqlServerEdition : std::uint8_t { express, web, standard, enterprise };
/// The editions of Oracle.
enum class OracleEdition : std::uint8_t { standard_2, enterprise, standard_2_cdb, enterprise_cdb };

/// What kind of database there is, and of which version, e.g. `DatabaseEngine::postgres("16.4")`.
class DatabaseEngine {
 public:
  /// What the engines have in common.
  enum class Kind : std::uint8_t { mariadb, mysql, oracle, postgres, sql_server };

  /// MariaDB.
  static DatabaseEngine mariadb(const DatabaseVersion& version = {});
  /// MySQL.
  static DatabaseEngine mysql(const DatabaseVersion& version = {});
  /// PostgreSQL.
  static DatabaseEngine postgres(const DatabaseVersion& version = {});
  /// Oracle.
  static DatabaseEngine oracle(OracleEdition edition, const DatabaseVersion& version = {});
  /// SQL Server.
  static DatabaseEngine sql_server(SqlServerEdition edition, const DatabaseVersion& version = {});
  /// Aurora with the protocol of MySQL, e.g. `8.0.mysql_aurora.3.08.0`; for clusters.
  static DatabaseEngine aurora_mysql(const DatabaseVersion& version = {});
  /// Aurora with the protocol of PostgreSQL, e.g. `16.4`; for clusters.
  static DatabaseEngine aurora_postgres(const DatabaseVersion& version = {});

  /// What it has in common with others.
  [[nodiscard]] Kind kind() const { return kind_; }
  /// Its name as RDS writes it, e.g. `aurora-postgresql`.
  [[nodiscard]] std::string_view name() const { return name_; }
  /// Its version.
  [[nodiscard]] const DatabaseVersion& version() const { return version_; }
  /// Whether it is for clusters of Aurora.
  [[nodiscard]] bool is_aurora() const { return name_.starts_with("aurora"); }
  /// The port that it listens on where nothing else is said.
  [[nodiscard]] std::uint16_t port() const;
  /// The administrator's name where nothing else is said.
  [[nodiscard]] std::string_view admin() const;
  /// The version without what RDS installs by itself, e.g. `16` or `8.0`; empty where the version
  /// is not known when the app is built.
  [[nodiscard]] Text major_version() const;
  /// The family of its parameter groups, e.g. `postgres16`; empty where the version is not known
  /// when the app is built.
  [[nodiscard]] Text parameter_family() const;
  /// The parameter that demands TLS of clients; empty where there is none.
  [[nodiscard]] std::string_view tls_parameter() const;
  /// The value of that parameter.
  [[nodiscard]] std::string_view tls_value() const;

 private:
  DatabaseEngine(Kind kind, std::string_view name, const DatabaseVersion& version)
      : kind_(kind), name_(name), version_(version) {}
  Kind kind_;
  std::string_view name_;
  DatabaseVersion version_;
};

}  // namespace omnitrack
