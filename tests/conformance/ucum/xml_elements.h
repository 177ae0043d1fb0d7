#pragma once

#include <string>
#include <vector>

// Just as much XML as UCUM's two files need: elements that do not stand within others of their
// name, attributes in double or single quotes, character references.
namespace eligo {

inline std::string utf8_of(unsigned long code_point) {
  if (code_point < 0x80) return {static_cast<char>(code_point)};
  if (code_point < 0x800) {
    return {static_cast<char>(0xC0U | (code_point >> 6U)),
            static_cast<char>(0x80U | (code_point & 0x3FU))};
  }
  return {static_cast<char>(0xE0U | (code_point >> 12U)),
          static_cast<char>(0x80U | ((code_point >> 6U) & 0x3FU)),
          static_cast<char>(0x80U | (code_point & 0x3FU))};
}

// With character references resolved, and a no-break space as a space.
inline std::string decoded(const std::string& text) {
  std::string result;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '&') {
      result += text[at];
      continue;
    }
    const std::size_t end = text.find(';', at);
    const std::string name = text.substr(at + 1, end - at - 1);
    if (name == "quot") result += '"';
    if (name == "apos") result += '\'';
    if (name == "amp") result += '&';
    if (name == "lt") result += '<';
    if (name == "gt") result += '>';
    if (name.starts_with("#x")) result += utf8_of(std::stoul(name.substr(2), nullptr, 16));
    if (name.starts_with('#') && !name.starts_with("#x")) {
      result += name == "#160" ? " " : utf8_of(std::stoul(name.substr(1)));
    }
    at = end;
  }
  return result;
}

// Two of UCUM's cases stand in comments.
inline std::string without_comments(std::string xml) {
  for (std::size_t at = xml.find("<!--"); at != std::string::npos; at = xml.find("<!--", at)) {
    xml.erase(at, xml.find("-->", at) + 3 - at);
  }
  return xml;
}

// Each element of this name: its start tag, and what stands up to its end tag.
inline std::vector<std::string> elements(const std::string& xml, const std::string& name) {
  std::vector<std::string> found;
  const std::string open = "<" + name;
  const std::string close = "</" + name + ">";
  for (std::size_t at = xml.find(open); at != std::string::npos; at = xml.find(open, at)) {
    const std::size_t behind = at + open.size();
    if (std::string(" >\r\n\t").find(xml[behind]) == std::string::npos) {
      at = behind;
      continue;
    }
    const std::size_t tag_end = xml.find('>', at);
    const bool is_empty = xml[tag_end - 1] == '/';
    const std::size_t end = is_empty ? tag_end : xml.find(close, tag_end);
    found.push_back(xml.substr(at, end - at));
    at = end;
  }
  return found;
}

// An attribute of the element's start tag; empty where it has none.
inline std::string attribute(const std::string& element, const std::string& name) {
  for (const char* before : {" ", "\n"}) {
    const std::size_t at = element.find(before + name + "=");
    if (at == std::string::npos) continue;
    const std::size_t quote = at + 1 + name.size() + 1;
    return decoded(element.substr(quote + 1, element.find(element[quote], quote + 1) - quote - 1));
  }
  return {};
}

// What stands in an element that holds text alone.
inline std::string text_of(const std::string& element) {
  return decoded(element.substr(element.find('>') + 1));
}

}  // namespace eligo
