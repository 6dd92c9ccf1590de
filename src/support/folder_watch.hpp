#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

struct inotify_event;

namespace omnitrack::support {

/// Notices which files change, by Linux's inotify. Hidden folders, those of Node's packages and
/// those that CMake builds in are left out, and so are hidden files and the copies of editors.
/// Its functions throw std::system_error, with the error that says which limit was met.
class FolderWatch {
 public:
  FolderWatch();
  FolderWatch(const FolderWatch&) = delete;
  FolderWatch& operator=(const FolderWatch&) = delete;
  ~FolderWatch();

  /// Leaves a folder or a file out. To be called before what it is in is added.
  void leave_out(const std::string& path);
  /// Watches a file, or a folder with all folders in it, those that come later too.
  void add(const std::string& path);
  /// How many folders are watched as a whole.
  [[nodiscard]] std::size_t folder_count() const;

  /// Waits for changes, and then until it was quiet for 50 milliseconds, or for two seconds at
  /// most. Returns the paths that changed, sorted; none where it was interrupted.
  std::vector<std::string> wait(const std::function<bool()>& is_interrupted);

 private:
  struct Folder {
    std::string path;
    bool is_whole = false;
    std::set<std::string, std::less<>> names = {};  // of what is watched of one that is not whole
  };
  using Paths = std::set<std::string, std::less<>>;

  // Adds one folder; the number of its watch, or a negative one where it is gone or closed to us.
  int add_one(const std::string& path, bool is_root);
  // Adds a folder with those in it, and the files that it finds there.
  void add_tree(const std::string& path, bool is_root, Paths& found);
  void forget_tree(const std::string& path);
  [[nodiscard]] bool is_left_out_folder(const std::string& path) const;
  [[nodiscard]] bool is_watched(const Folder& folder, std::string_view name) const;
  [[nodiscard]] bool is_readable_within(int milliseconds) const;
  void read_events(Paths& changed);
  void take(const inotify_event& event, Paths& changed);
  void take_folder(const inotify_event& event, const std::string& path, Paths& changed);
  void begin_anew(Paths& changed);

  int queue_;
  std::map<int, Folder> folders_;  // by the numbers of their watches
  std::vector<std::string> roots_;
  Paths left_out_;
};

}  // namespace omnitrack::support
