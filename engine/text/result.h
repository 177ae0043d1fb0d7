#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "text/diagnostic.h"

namespace eligo {

// What a stage returns: a value, or the errors that stood in its way; warnings go with either.
template <typename T>
struct Result {
  std::optional<T> value;
  std::vector<Diagnostic> diagnostics;

  explicit operator bool() const { return value.has_value(); }
  const T& operator*() const { return *value; }
  T& operator*() { return *value; }
  const T* operator->() const { return &*value; }
  T* operator->() { return &*value; }

  static Result success(T v, std::vector<Diagnostic> warnings = {}) {
    return {std::move(v), std::move(warnings)};
  }
  static Result failure(std::vector<Diagnostic> errors) {
    return {std::nullopt, std::move(errors)};
  }
  static Result failure(Diagnostic error) {
    Result result;
    result.diagnostics.push_back(std::move(error));
    return result;
  }
};

}  // namespace eligo
