#include "parameters.hpp"

#include <array>
#include <cmath>
#include <string_view>
#include <variant>

#include <nlohmann/json.hpp>
#include <openssl/evp.h>

namespace simulation {

namespace {

using Json = nlohmann::json;

// What a simulation may cost: draws of chance, some seconds of them on Lambda's smaller processors.
constexpr double most_draws = 200e6;

struct Field {
  const char* name;
  std::variant<std::int64_t Parameters::*, double Parameters::*> member;
  double least;
  double most;
};

const std::array<Field, 9>& fields() {
  static const std::array<Field, 9> all{{
      {"seed", &Parameters::seed, 0, 9007199254740991},
      {"runs", &Parameters::runs, 1, 1'000'000},
      {"days", &Parameters::days, 1, 3650},
      {"dailyDemand", &Parameters::daily_demand, 0, 500},
      {"leadTimeDays", &Parameters::lead_time_days, 1, 90},
      {"reorderPoint", &Parameters::reorder_point, 0, 1'000'000},
      {"orderUpTo", &Parameters::order_up_to, 1, 1'000'000},
      {"disruptionsPerYear", &Parameters::disruptions_per_year, 0, 365},
      {"disruptionDays", &Parameters::disruption_days, 1, 365},
  }};
  return all;
}

tl::unexpected<Mistake> mistake(std::string reason, std::string hint) {
  return tl::unexpected<Mistake>({std::move(reason), std::move(hint)});
}

std::string text(double number) { return Json(number).dump(); }

std::string range(const Field& field) {
  const auto whole = [](double limit) { return std::to_string(static_cast<std::int64_t>(limit)); };
  return "it may be from " + whole(field.least) + " to " + whole(field.most);
}

const Field* find(std::string_view name) {
  for (const Field& field : fields()) {
    if (name == field.name) return &field;
  }
  return nullptr;
}

std::string known_names() {
  std::string names;
  for (const Field& field : fields()) names.append(names.empty() ? "" : ", ").append(field.name);
  return names;
}

tl::expected<void, Mistake> read(const Field& field, const Json& value, Parameters& into) {
  const std::string where = std::string("parameters.") + field.name;
  if (!value.is_number()) return mistake(where + " is not a number", range(field));
  const auto number = value.get<double>();
  if (number < field.least || number > field.most) {
    return mistake(where + " is " + value.dump(), range(field));
  }
  if (const auto* const member = std::get_if<double Parameters::*>(&field.member)) {
    into.*(*member) = number;
    return {};
  }
  if (std::trunc(number) != number)
    return mistake(where + " is " + value.dump(), "give a whole number");
  into.*(std::get<std::int64_t Parameters::*>(field.member)) = static_cast<std::int64_t>(number);
  return {};
}

}  // namespace

tl::expected<Parameters, Mistake> parse_parameters(const Json& object) {
  Parameters parameters;
  for (const auto& [name, value] : object.items()) {
    const Field* field = find(name);
    if (field == nullptr) {
      return mistake("parameters has the unknown member '" + name + "'",
                     "there are " + known_names());
    }
    if (auto done = read(*field, value, parameters); !done) {
      return tl::unexpected<Mistake>(std::move(done).error());
    }
  }
  if (parameters.order_up_to <= parameters.reorder_point) {
    return mistake("parameters.orderUpTo is not more than parameters.reorderPoint",
                   "order up to more than what is left when an order is placed");
  }
  const double draws = static_cast<double>(parameters.runs) * static_cast<double>(parameters.days) *
                       (parameters.daily_demand + 2);
  if (draws > most_draws) {
    return mistake("the simulation is too large: runs × days × (dailyDemand + 2) is " + text(draws),
                   "it may be up to " + text(most_draws) + "; take fewer runs");
  }
  return parameters;
}

std::string hash(const Parameters& parameters) {
  Json canonical;
  for (const Field& field : fields()) {
    std::visit([&](auto member) { canonical[field.name] = parameters.*member; }, field.member);
  }
  const std::string text = canonical.dump();
  std::array<unsigned char, 32> digest{};
  EVP_Digest(text.data(), text.size(), digest.data(), nullptr, EVP_sha256(), nullptr);

  std::string hexadecimal;
  for (const unsigned char byte : digest) {
    hexadecimal += "0123456789abcdef"[byte / 16];
    hexadecimal += "0123456789abcdef"[byte % 16];
  }
  return hexadecimal;
}

}  // namespace simulation
