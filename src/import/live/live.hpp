#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "import/live/asked.hpp"
#include "import/live/fitting.hpp"
#include "template/model.hpp"

namespace omnitrack::importing {

/// Why something that is there cannot be imported.
struct LiveProblem {
  std::string file;
  tmpl::Place place;  ///< zeros where there is none
  std::string path;
  std::string message;
  std::string hint;
};

/// A stack of resources that are there.
struct LiveStack {
  std::string template_text;        ///< JSON
  std::string resources_to_import;  ///< JSON, as CloudFormation takes it
  std::vector<LiveResource> resources;
  std::vector<LiveParameter> parameters;
  std::vector<LiveProblem> problems;  ///< without any, the rest is complete
};

/// Runs the AWS CLI with words and gives what it prints; nothing where that is no answer and
/// `is_needed` is false.
using AskAws = std::function<std::optional<std::string>(const std::vector<std::string>& words,
                                                        bool is_needed)>;

/// Takes up resources that are there.
class LiveReader {
 public:
  /// What a call of the AWS CLI printed, JSON or YAML.
  void read(const std::string& file, std::string text);
  /// A resource that is asked for: by Cloud Control, or by the calls that are known of its type.
  void ask(const std::string& type, const std::string& identifier, const AskAws& ask);
  /// Writes the stack of all that was taken up.
  LiveStack take();

 private:
  struct Source;

  void read_cloud_control(const Source& source, const tmpl::Node& description);
  bool read_described(const Source& source);
  void ask_described(const Source& source, const AskAws& ask);
  void add(const Source& source, std::uint32_t begin, LiveResource resource, const Json& told);
  std::optional<schema::ResourceType> type_of(const Source& source, std::uint32_t begin,
                                              const std::string& name);
  void refuse(const Source& source, std::uint32_t begin, std::string path, std::string message,
              std::string hint);

  LiveStack stack_;
};

}  // namespace omnitrack::importing
