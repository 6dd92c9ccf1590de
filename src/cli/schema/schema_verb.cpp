#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>

#include "cli/exit_code.hpp"
#include "cli/failure.hpp"
#include "cli/schema/schema_json.hpp"
#include "cli/schema/schema_search.hpp"
#include "cli/schema/schema_text.hpp"
#include "cli/session.hpp"
#include "cli/verbs.hpp"

namespace omnitrack::cli {

namespace {

std::size_t width_of_stdout() {
  constexpr std::size_t usual = 80;
  constexpr std::size_t least = 40;
  constexpr std::size_t most = 100;
  winsize size = {};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return usual;
  return std::clamp<std::size_t>(size.ws_col, least, most);
}

class SchemaVerb final : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "schema"; }
  [[nodiscard]] std::string_view summary() const override {
    return "Say what CloudFormation knows of a resource type or a property";
  }
  [[nodiscard]] std::vector<Example> examples() const override {
    return {
        {"schema AWS::S3::Bucket", "a resource type with its properties and attributes"},
        {"schema AWS::S3::Bucket.LifecycleConfiguration.Rules", "a property and what is in it"},
        {"schema AWS::SQS::Queue --json", "the same for a program"},
        {"schema --search lifecycle", "the types and properties that have a word in their name"},
        {"schema", "the services"}};
  }

  Options options() override {
    return {
        {.long_name = "TYPE",
         .help =
             "a resource type, maybe with properties below it, joined by dots, or a service for "
             "its types; the services are listed where none is named",
         .target = &type_,
         .completes = Completes::resource_type},
        {.long_name = "--json", .help = "all of that as JSON", .target = &json_},
        {.long_name = "--search",
         .value_name = "WORD",
         .help = "list the types and the properties that have the word in their names",
         .target = &word_},
        {.long_name = "--types", .help = "list the names of all types", .target = &types_}};
  }

  int run(Session& session) override {
    if (int{type_.has_value()} + int{word_.has_value()} + int{types_} > 1) {
      throw UsageError("a type, --search and --types exclude each other");
    }
    if (json_ && !type_) throw UsageError("--json is for a type", "name one: schema TYPE --json");
    const Console& console = session.console;
    if (const std::string types = type_ && !json_ ? types_of_service(*type_) : ""; !types.empty()) {
      console.print(types);
    } else if (type_) {
      const SchemaTarget target = find_target(*type_);
      console.print(json_ ? schema_json(target)
                          : schema_text(target, width_of_stdout(), console.artefact_colors()));
    } else if (word_) {
      console.print(found(*word_));
    } else if (types_) {
      console.print(schema_types());
    } else {
      console.print(schema_services());
      console.say(std::to_string(schema::type_count()) + " types, from " +
                  std::string(schema::origin()) + "; name one, or look for it by --search WORD");
    }
    return ExitCode::done;
  }

 private:
  static std::string found(const std::string& word) {
    std::string found = search_schema(word);
    if (!found.empty()) return found;
    throw Failure("no type and no property has '" + word + "' in its name",
                  "a shorter part of the name finds more");
  }

  std::optional<std::string> type_;
  std::optional<std::string> word_;
  bool json_ = false;
  bool types_ = false;
};

}  // namespace

std::unique_ptr<Verb> make_schema_verb() { return std::make_unique<SchemaVerb>(); }

}  // namespace omnitrack::cli
