#include "support/folder_watch.hpp"

#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <system_error>

namespace omnitrack::support {

namespace {

namespace fs = std::filesystem;

// A file counts once it is complete: closed after writing, or put into its place.
constexpr std::uint32_t watched_events = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE |
                                         IN_CREATE | IN_ONLYDIR | IN_EXCL_UNLINK;

[[noreturn]] void cannot_watch(const std::string& path) {
  throw std::system_error(errno, std::generic_category(), "cannot watch " + path);
}

bool is_of_an_editor(std::string_view name) {
  return name.starts_with('.') || name.starts_with('#') || name.ends_with('~');
}

std::string path_below(const std::string& folder, std::string_view name) {
  return (fs::path(folder) / name).string();
}

}  // namespace

FolderWatch::FolderWatch() : queue_(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK)) {
  if (queue_ < 0) cannot_watch("files");
}

FolderWatch::~FolderWatch() { ::close(queue_); }

void FolderWatch::leave_out(const std::string& path) {
  left_out_.insert(fs::weakly_canonical(path).string());
}

void FolderWatch::add(const std::string& path) {
  std::error_code error;
  const fs::path whole = fs::canonical(path, error);
  if (error) throw std::system_error(error, "cannot watch " + path);
  if (fs::is_directory(whole)) {
    roots_.push_back(whole.string());
    Paths found;
    add_tree(roots_.back(), true, found);
    return;
  }
  const int watch = add_one(whole.parent_path().string(), true);
  folders_[watch].names.insert(whole.filename().string());
}

std::size_t FolderWatch::folder_count() const {
  return static_cast<std::size_t>(
      std::ranges::count_if(folders_, [](const auto& each) { return each.second.is_whole; }));
}

std::vector<std::string> FolderWatch::wait(const std::function<bool()>& is_interrupted) {
  using Clock = std::chrono::steady_clock;
  constexpr int quiet_milliseconds = 50;
  constexpr int milliseconds_between_looks = 100;
  Paths changed;
  Clock::time_point end;
  while (!is_interrupted()) {
    const bool is_first = changed.empty();
    const bool has_more =
        is_readable_within(is_first ? milliseconds_between_looks : quiet_milliseconds);
    if (has_more) read_events(changed);
    if (is_first) end = Clock::now() + std::chrono::seconds(2);
    if (!changed.empty() && (!has_more || Clock::now() > end)) {
      return {changed.begin(), changed.end()};
    }
  }
  return {};
}

int FolderWatch::add_one(const std::string& path, bool is_root) {
  const int watch = ::inotify_add_watch(queue_, path.c_str(), watched_events);
  if (watch < 0) {
    const bool is_gone = errno == ENOENT || errno == ENOTDIR || errno == EACCES;
    if (is_root || !is_gone) cannot_watch(path);
    return watch;
  }
  folders_[watch].path = path;
  return watch;
}

void FolderWatch::add_tree(const std::string& path, bool is_root, Paths& found) {
  const int watch = add_one(path, is_root);
  if (watch < 0) return;
  folders_[watch].is_whole = true;
  std::error_code error;
  for (fs::directory_iterator each(path, error), end; !error && each != end;
       each.increment(error)) {
    std::error_code gone;
    const std::string below = each->path().string();
    if (each->is_symlink(gone) || !each->is_directory(gone)) {
      if (is_watched(folders_[watch], each->path().filename().string())) found.insert(below);
    } else if (!is_left_out_folder(below)) {
      add_tree(below, false, found);
    }
  }
}

void FolderWatch::forget_tree(const std::string& path) {
  std::erase_if(folders_, [&](const auto& each) {
    const std::string& watched = each.second.path;
    if (watched != path && !watched.starts_with(path + '/')) return false;
    ::inotify_rm_watch(queue_, each.first);
    return true;
  });
}

bool FolderWatch::is_left_out_folder(const std::string& path) const {
  const std::string name = fs::path(path).filename().string();
  std::error_code error;
  return name.starts_with('.') || name == "node_modules" || left_out_.contains(path) ||
         fs::exists(fs::path(path) / "CMakeCache.txt", error);
}

bool FolderWatch::is_watched(const Folder& folder, std::string_view name) const {
  if (folder.names.contains(name)) return true;
  return folder.is_whole && !is_of_an_editor(name) &&
         !left_out_.contains(path_below(folder.path, name));
}

bool FolderWatch::is_readable_within(int milliseconds) const {
  pollfd file{queue_, POLLIN, 0};
  return ::poll(&file, 1, milliseconds) > 0;
}

void FolderWatch::read_events(Paths& changed) {
  alignas(inotify_event) std::array<char, 65536> chunk;
  const ssize_t count = ::read(queue_, chunk.data(), chunk.size());
  for (ssize_t at = 0; at < count;) {
    const auto* event = reinterpret_cast<const inotify_event*>(chunk.data() + at);
    take(*event, changed);
    at += static_cast<ssize_t>(sizeof(inotify_event) + event->len);
  }
  if (folders_.empty()) {
    errno = ENOENT;
    cannot_watch(roots_.empty() ? "files" : roots_.front());
  }
}

void FolderWatch::take(const inotify_event& event, Paths& changed) {
  if ((event.mask & IN_Q_OVERFLOW) != 0) {
    begin_anew(changed);
    return;
  }
  const auto found = folders_.find(event.wd);
  if (found == folders_.end()) return;
  if ((event.mask & IN_IGNORED) != 0) {
    folders_.erase(found);
    return;
  }
  if (event.len == 0) return;
  const std::string_view name(event.name);
  const std::string path = path_below(found->second.path, name);
  if ((event.mask & IN_ISDIR) != 0) {
    if (found->second.is_whole) take_folder(event, path, changed);
  } else if ((event.mask & IN_CREATE) == 0 && is_watched(found->second, name)) {
    changed.insert(path);
  }
}

void FolderWatch::take_folder(const inotify_event& event, const std::string& path, Paths& changed) {
  if (is_left_out_folder(path)) return;
  if ((event.mask & (IN_CREATE | IN_MOVED_TO)) != 0) add_tree(path, false, changed);
  if ((event.mask & IN_MOVED_FROM) == 0) return;
  forget_tree(path);
  changed.insert(path);
}

// After an overflow it is not known what happened: anything may have.
void FolderWatch::begin_anew(Paths& changed) {
  Paths found;
  for (const std::string& root : roots_) {
    add_tree(root, true, found);
    changed.insert(root);
  }
}

}  // namespace omnitrack::support
