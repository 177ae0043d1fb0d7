#include "document/document_format.h"

#include <gtest/gtest.h>

namespace eligo {
namespace {

TEST(DocumentFormat, KnowsText) {
  for (const std::string_view text :
       {"", "  \n", "Inclusion Criteria:\n", "# Study\n* Age", "[Title] of the study", "{draft} 3",
        "< 5 mm lesions", "<", "<3 infarcts", "a <b>bold</b> word", "{", "["}) {
    const bool is_bare_bracket = text == "{" || text == "[";
    EXPECT_EQ(document_format(text), is_bare_bracket ? DocumentFormat::json : DocumentFormat::text)
        << text;
  }
}

TEST(DocumentFormat, KnowsXml) {
  for (const std::string_view text :
       {"<clinical_study>", "<?xml version=\"1.0\"?>\n<clinical_study rank=\"1\">",
        "<!-- a comment with > in it -->\n<a/>", "<?xml", "<!DOCTYPE lolz [", "<clinical_stu"}) {
    EXPECT_EQ(document_format(text), DocumentFormat::xml) << text;
  }
}

TEST(DocumentFormat, KnowsHtml) {
  for (const std::string_view text :
       {"<!DOCTYPE html><html>", "\n <!doctype HTML>", "<html lang=\"en\">", "<HTML>",
        "<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"x\"><html>", "<!-- saved -->\n<html>",
        "<div class=\"criteria\">", "<p>Age</p>", "<br/>"}) {
    EXPECT_EQ(document_format(text), DocumentFormat::html) << text;
  }
}

TEST(DocumentFormat, KnowsJson) {
  for (const std::string_view text : {"{\"studies\": []}", " {\n \"protocolSection\": ",
                                      "[{\"protocolSection\"", "[]", "{}", "[[["}) {
    EXPECT_EQ(document_format(text), DocumentFormat::json) << text;
  }
}

}  // namespace
}  // namespace eligo
