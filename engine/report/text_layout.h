#pragma once

#include <string>
#include <string_view>

#include "report/render_text.h"

namespace eligo {

// "1 sentence", "3 sentences".
std::string counted(std::size_t number, std::string_view one, std::string_view many);

enum class Tone { plain, good, bad, open, faint, strong };

// `text` in a tone where the style has colours. Control characters in it are made visible.
std::string toned(std::string_view text, Tone tone, const TextStyle& style);

// `text` broken between words into lines that fit the style's width, each after `indent` columns;
// the first line starts behind `label`, which is padded to `indent` columns. Ends with a newline.
std::string paragraph(std::string_view label, Tone label_tone, std::size_t indent,
                      std::string_view text, const TextStyle& style, Tone text_tone = Tone::plain);

}  // namespace eligo
