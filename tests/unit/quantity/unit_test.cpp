#include "quantity/unit.h"

#include <gtest/gtest.h>

#include "../../support/standard_units.h"
#include "quantity/unit_arithmetic.h"
#include "quantity/unit_spelling.h"

namespace eligo {
namespace {

const UnitTable& table() {
  return standard_unit_table();
}

std::optional<Rational> converted(const char* value, const char* from, const char* to) {
  const auto source = table().parse(from);
  const auto target = table().parse(to);
  if (!source || !target) return std::nullopt;
  const auto conversion = conversion_between(*source, *target);
  if (!conversion) return std::nullopt;
  const Rational result = conversion->multiply * parse_decimal(value).value() + conversion->add;
  return result;
}

std::string converted_text(const char* value, const char* from, const char* to) {
  const auto result = converted(value, from, to);
  return result ? decimal_text(*result) : "nothing";
}

bool same(const char* a, const char* b) {
  const auto first = table().parse(a);
  const auto second = table().parse(b);
  return first && second && first->same_as(*second);
}

TEST(Ucum, ReadsExpressions) {
  for (const char* text : {"m",
                           "/m",
                           "m/s",
                           "m.s-1",
                           "10*3/uL",
                           "10^9/L",
                           "10*-7",
                           "10*+3/ul",
                           "m2",
                           "kg/m2",
                           "4.m",
                           "1/min",
                           "/min",
                           "mm[Hg]",
                           "cm[H2O]",
                           "{score}",
                           "mL/min/{1.73_m2}",
                           "kg{body_wt}",
                           "1{c}",
                           "mg/(kg.h)",
                           "mmol/(8.h.kg)",
                           "umol/2.h",
                           "u[IU]/mL",
                           "%",
                           "[pH]",
                           "dyn.s/cm5",
                           "Cel"}) {
    const auto unit = table().parse_ucum(text);
    ASSERT_TRUE(unit) << text;
    EXPECT_EQ(unit->text, text);
    const auto again = table().parse_ucum(unit->ucum);
    ASSERT_TRUE(again) << unit->ucum;
    EXPECT_TRUE(again->same_as(*unit)) << text << " became " << unit->ucum;
  }
}

TEST(Ucum, IsWrittenWithoutParentheses) {
  const auto written = [](const char* text) { return table().parse_ucum(text)->ucum; };
  EXPECT_EQ(written("mg/(kg.h)"), "mg/kg/h");
  EXPECT_EQ(written("mg/(kg/h)"), "mg/kg.h");
  EXPECT_EQ(written("m/(s.(g/(K.mol)))"), "m/s/g.K.mol");
  EXPECT_EQ(written("(m)"), "m");
  EXPECT_EQ(written("/(m.s)"), "/m/s");
  EXPECT_EQ(written("3.(4.m)"), "12.m");  // "3.4" would be a decimal
  EXPECT_EQ(written("m.2.(4.g)"), "4.m.2.g");
  EXPECT_EQ(written("mmol/(8.h.kg)"), "mmol/8/h/kg");
}

TEST(Ucum, RefusesWhatIsNoExpression) {
  for (const char* text :
       {"",       "m/",      "m//s",    ".m",   "m.",          "()",
        "(m",     "m)",      "m^2",     "m 2",  "g/12h",       "{a}rad2",
        "m{",     "m}",      "10+3/ul", "molv", "iU",          "MM",
        "{µ}",    "µm",      "mdl",     "kmin", "m2+",         "m-",
        "m100",   "0",       "m/0",     "1.73", "mL/min/1.73", "mmHg",
        "mg/dl/", "Cel/min", "m.Cel",   "Cel2", "ug(8.h)",     "9999999999999999999"}) {
    EXPECT_FALSE(table().parse_ucum(text)) << text;
  }
  EXPECT_FALSE(table().parse_ucum(std::string(10'000, '(')));
  EXPECT_FALSE(table().parse_ucum(std::string(10'000, 'm')));
}

TEST(Ucum, DividesByOneComponentOnly) {
  EXPECT_TRUE(same("mg/kg.d", "mg.d/kg"));
  EXPECT_FALSE(same("mg/kg.d", "mg/kg/d"));
  EXPECT_TRUE(same("mg/(kg.d)", "mg/kg/d"));
}

TEST(Ucum, TakesAPrefixOnlyOnAMetricAtom) {
  EXPECT_TRUE(table().parse_ucum("kPa"));
  EXPECT_TRUE(table().parse_ucum("dag"));
  EXPECT_FALSE(table().parse_ucum("kmin"));
  EXPECT_FALSE(table().parse_ucum("k%"));
  EXPECT_FALSE(table().parse_ucum("mmm"));
  EXPECT_TRUE(same("cd", "cd"));
  EXPECT_FALSE(conversion_between(*table().parse("cd"), *table().parse("d")));  // no centiday
}

TEST(Ucum, AnnotationsChangeNothingButTheText) {
  EXPECT_TRUE(same("mL/min/{1.73_m2}", "mL/min"));
  EXPECT_TRUE(same("mg/g{creat}", "mg/g"));
  EXPECT_EQ(table().parse("mg/g{creat}")->ucum, "mg/g{creat}");
}

TEST(Conversion, IsExact) {
  EXPECT_EQ(converted_text("1.5", "mg/dL", "g/L"), "0.015");
  EXPECT_EQ(converted_text("1", "d", "h"), "24");
  EXPECT_EQ(converted_text("1", "a", "d"), "365.25");
  EXPECT_EQ(converted_text("2", "mo", "d"), "60.875");
  EXPECT_EQ(converted_text("1", "[lb_av]", "g"), "453.59237");
  EXPECT_EQ(converted_text("1", "[in_i]", "cm"), "2.54");
  EXPECT_EQ(converted_text("760", "mm[Hg]", "kPa"), "101.32472");
  EXPECT_EQ(converted_text("1", "U/L", "nkat/L"), "16.666666666666666667");
  EXPECT_EQ(*converted("1", "U/L", "nkat/L") * 6, Rational(100));
  EXPECT_EQ(converted_text("5", "%", "mg/g"), "50");
}

TEST(Conversion, OfTemperaturesHasAnOffset) {
  EXPECT_EQ(converted_text("37", "Cel", "[degF]"), "98.6");
  EXPECT_EQ(converted_text("98.6", "[degF]", "Cel"), "37");
  EXPECT_EQ(converted_text("0", "Cel", "K"), "273.15");
  EXPECT_EQ(converted_text("-40", "[degF]", "Cel"), "-40");
  EXPECT_EQ(converted_text("37000", "mCel", "Cel"), "37");
}

TEST(Conversion, NeedsOneDimension) {
  EXPECT_EQ(converted_text("1", "mg/dL", "mmol/L"), "nothing");
  EXPECT_EQ(converted_text("1", "mg/dL", "mg"), "nothing");
  EXPECT_EQ(converted_text("1", "U/L", "[IU]/L"), "nothing");
  EXPECT_EQ(converted_text("1", "mmol/L", "10*9/L"), "nothing");  // no count of particles
  EXPECT_EQ(converted_text("1", "meq/L", "mmol/L"), "nothing");
  EXPECT_EQ(converted_text("1", "{cells}/[HPF]", "{cells}/uL"), "nothing");
}

TEST(Conversion, AndBackIsTheIdentity) {
  for (const auto& [from, to] : std::vector<std::pair<const char*, const char*>>{
           {"mg/dL", "g/L"}, {"Cel", "[degF]"}, {"mm[Hg]", "kPa"}, {"K/uL", "10*9/L"}}) {
    const auto there = conversion_between(*table().parse(from), *table().parse(to)).value();
    const auto back = conversion_between(*table().parse(to), *table().parse(from)).value();
    EXPECT_EQ(there.multiply * back.multiply, Rational(1));
    EXPECT_EQ(back.multiply * there.add + back.add, Rational(0));
  }
}

TEST(Conversion, OfSpecialUnitsIsExactOrNone) {
  EXPECT_EQ(converted_text("80", "[degRe]", "Cel"), "100");
  const auto ucum = [](const char* value, const char* from, const char* to) {
    const auto step = conversion_between(*table().parse_ucum(from), *table().parse_ucum(to));
    if (!step) return std::string("nothing");
    return decimal_text(step->multiply * parse_decimal(value).value() + step->add);
  };
  EXPECT_EQ(ucum("1", "B[kW]", "B[W]"), "4");
  EXPECT_EQ(ucum("60", "dB[mV]", "dB[V]"), "0");
  EXPECT_EQ(ucum("1", "B[V]", "B[10.nV]"), "17");
  EXPECT_EQ(ucum("5", "%[slope]", "[p'diop]"), "5");
  EXPECT_EQ(ucum("10", "2.Cel", "Cel"), "20");
  EXPECT_EQ(ucum("7", "[pH]", "mol/l"), "nothing");
  EXPECT_EQ(ucum("1", "B[W]", "W"), "nothing");
  EXPECT_EQ(ucum("1", "B", "Np"), "nothing");
}

TEST(Conversion, SaysWhyThereIsNone) {
  const auto why = [](const char* from, const char* to) {
    return table().why_no_conversion(*table().parse(from), *table().parse(to)).value_or("");
  };
  EXPECT_EQ(why("mg/dL", "g/L"), "");
  EXPECT_EQ(why("mg/dL", "mmol/L"), "\"mg/dL\" and \"mmol/L\" measure different quantities");
  EXPECT_NE(why("[pH]", "mol/L").find("logarithm"), std::string::npos);
  EXPECT_NE(why("mmol/L", "/L").find("count different things"), std::string::npos);
}

TEST(UcumCounts, AreOfferedAndNeverTaken) {
  const auto counts = [](const char* text) {
    return table().as_ucum_counts(*table().parse_ucum(text));
  };
  EXPECT_FALSE(table().parse_ucum("mol")->same_as(*table().parse_ucum("10*23")));
  EXPECT_TRUE(counts("mol").same_as(counts("602214076.10*15")));
  EXPECT_TRUE(counts("meq/L").same_as(counts("mmol/L")));
  EXPECT_TRUE(counts("/[HPF]").same_as(counts("1")));
  EXPECT_TRUE(counts("mg/dL").same_as(*table().parse_ucum("mg/dL")));
  EXPECT_FALSE(counts("[IU]").same_as(counts("1")));  // arbitrary in UCUM too
}

TEST(UnitArithmetic, JoinsUnitsAndTheirCodes) {
  const auto unit = [](const char* text) { return *table().parse_ucum(text); };
  EXPECT_EQ(product_of(unit("g"), unit("m"))->ucum, "g.m");
  EXPECT_EQ(quotient_of(unit("mg"), unit("kg.d"))->ucum, "mg/kg/d");
  EXPECT_EQ(quotient_of(unit("mg"), unit("/d"))->ucum, "mg.d");
  EXPECT_EQ(product_of(unit("1"), unit("g"))->ucum, "g");
  EXPECT_EQ(product_of(unit("2"), unit("3"))->ucum, "6");
  EXPECT_EQ(product_of(unit("g/2"), unit("3"))->ucum, "3.g/2");
  EXPECT_TRUE(product_of(unit("Cel"), unit("2")));
  EXPECT_FALSE(product_of(unit("Cel"), unit("m")));
  EXPECT_FALSE(quotient_of(unit("m"), unit("Cel")));
  EXPECT_FALSE(product_of(unit("[pH]"), unit("[pH]")));
}

TEST(DisplayName, SpellsOutWhatIsUcum) {
  EXPECT_EQ(table().display_name("mg/dL"), "(milligram) / (deciliter)");
  EXPECT_EQ(table().display_name("mg/(kg.d)"), "(milligram) / (kilogram) / (day)");
  EXPECT_EQ(table().display_name("/min"), "1 / (minute)");
  EXPECT_EQ(table().display_name("mg/g{creat}"), "(milligram) / (gram {creat})");
  EXPECT_EQ(table().display_name("{cells}/uL"), "{cells} / (microliter)");
  EXPECT_EQ(table().display_name("1"), "(unity)");
  EXPECT_FALSE(table().display_name("mg/dl/"));
  EXPECT_FALSE(table().display_name("mmHg"));
}

struct Refusal {
  const char* text;
  std::size_t begin;
  std::size_t size;
  const char* message;
  const char* help;
};

TEST(Ucum, SaysWhatIsWrongAndWhere) {
  for (const Refusal& expected : {
           Refusal{"", 0, 0, "there is no unit", ""},
           Refusal{"m/", 1, 1, "\"/\" is not followed by a unit", ""},
           Refusal{"mg/molv", 3, 4, "\"molv\" is no unit of UCUM", ""},
           Refusal{"iU", 0, 2, "\"iU\" is no unit of UCUM", "UCUM writes \"[IU]\""},
           Refusal{"[BETH'U]", 0, 8, "\"[BETH'U]\" is no unit of UCUM",
                   "UCUM writes \"[beth'U]\", Bethesda unit"},
           Refusal{"mmHg", 0, 4, "\"mmHg\" is no unit of UCUM", "UCUM writes \"mm[Hg]\""},
           Refusal{"g/12h", 4, 1, "\".\" is missing between a number and a unit",
                   "UCUM writes \"g/12/h\""},
           Refusal{"{a}rad2", 3, 1,
                   "an annotation stands behind its unit: \".\" or \"/\" is missing here", ""},
           Refusal{"ug(8.h)", 2, 1, "\".\" or \"/\" is missing before \"(\"", ""},
           Refusal{"g/(m.s", 2, 1, "\"(\" is not closed", ""},
           Refusal{"m)", 1, 1, "\")\" has no \"(\" before it", ""},
           Refusal{"m{a", 1, 1, "\"{\" is not closed", ""},
           Refusal{"m[H2O", 1, 1, "\"[\" is not closed", ""},
           Refusal{"µmol", 0, 2, "UCUM has ASCII characters only", "UCUM writes \"umol\""},
           Refusal{"10+3/ul", 2, 1, "\"+\" cannot stand here", ""},
           Refusal{"1.73", 2, 2, "UCUM has no decimals: \".\" multiplies", ""},
           Refusal{"Cel/m", 4, 1,
                   "a unit on a scale of its own (Cel, [pH], dB) combines with numbers only", ""},
           Refusal{"m100", 1, 3, "an exponent is a whole number of at most 99", ""},
       }) {
    const auto read = table().read_ucum(expected.text);
    const auto* fault = std::get_if<UnitFault>(&read);
    ASSERT_NE(fault, nullptr) << expected.text;
    EXPECT_EQ(fault->message, expected.message) << expected.text;
    EXPECT_EQ(fault->begin, expected.begin) << expected.text;
    EXPECT_EQ(fault->size, expected.size) << expected.text;
    EXPECT_EQ(fault->help, expected.help) << expected.text;
  }
  EXPECT_TRUE(std::holds_alternative<Unit>(table().read_ucum("mg/dL")));
}

TEST(Parse, WritesWhatARuleReadsBack) {
  const auto written = [](const char* text) { return table().parse(text)->ucum; };
  EXPECT_EQ(written("g/24h"), "g/d");
  EXPECT_EQ(written("ug/24 hr"), "ug/d");
  EXPECT_EQ(written("U/1h"), "U/h");
  EXPECT_EQ(written("g/12h"), "g/12/h");
  EXPECT_EQ(written("mg/(kg·day)"), "mg/kg/d");
}

TEST(Parse, LeavesTheUnclearUnknown) {
  for (const char* text : {"EU/mL", "EU", "MU/L", "MM/L", "10^ 9/L", "10* 3/uL", "BAU/mL",
                           "log10 copies/mL", "ng/mL DDU", "mL/min/1,73m2", "10 9/L", "mg-dL"}) {
    const auto unit = table().parse(text);
    EXPECT_FALSE(unit) << text << " was read as " << unit->ucum;
  }
  EXPECT_TRUE(table().parse_ucum("EU/mL"));  // an exaunit, to UCUM
}

// What UCUM calls so, laboratories do not.
TEST(Parse, TakesNoGaussForAGram) {
  EXPECT_TRUE(same("MG/L", "mg/L"));
  EXPECT_TRUE(same("PG/ML", "pg/mL"));
  EXPECT_TRUE(same("MG/H", "mg/h"));
  EXPECT_TRUE(same("AU/mL", "[arb'U]/mL"));
  EXPECT_TRUE(same("Mil/uL", "10*6/uL"));  // no mebilitre
  EXPECT_TRUE(same("u/L", "U/L"));         // no dalton
  EXPECT_TRUE(same("mM/L", "mmol/L"));     // no millimetre
  EXPECT_TRUE(same("G", "g"));
  EXPECT_FALSE(table().parse_ucum("G")->same_as(*table().parse_ucum("g")));
  EXPECT_FALSE(table().parse("Gb"));  // gilbert
  EXPECT_TRUE(table().parse_ucum("Gb"));
}

struct Spelling {
  const char* written;
  const char* ucum;
};

class Spellings : public testing::TestWithParam<Spelling> {};

TEST_P(Spellings, MeanWhatTheyMean) {
  const auto unit = table().parse(GetParam().written);
  const auto meant = table().parse_ucum(GetParam().ucum);
  ASSERT_TRUE(meant) << GetParam().ucum;
  ASSERT_TRUE(unit) << GetParam().written;
  EXPECT_TRUE(unit->same_as(*meant)) << GetParam().written << " was read as " << unit->ucum;
  EXPECT_EQ(unit->text, GetParam().written);
  const auto again = table().parse_ucum(unit->ucum);
  ASSERT_TRUE(again) << unit->ucum;
  EXPECT_TRUE(again->same_as(*unit));
}

constexpr Spelling counts[] = {
    {"K/uL", "10*9/L"},         {"K/µL", "10*9/L"},
    {"k/ul", "10*9/L"},         {"K/mcL", "10*9/L"},
    {"K/mm3", "10*9/L"},        {"x10E3/uL", "10*9/L"},
    {"x10E9/L", "10*9/L"},      {"10^9/L", "10*9/L"},
    {"10e9/L", "10*9/L"},       {"10E9/L", "10*9/L"},
    {"x10^9/L", "10*9/L"},      {"×10^9/L", "10*9/L"},
    {"x 10^9/L", "10*9/L"},     {"X 10^9 / L", "10*9/L"},
    {"10³/µL", "10*9/L"},       {"10⁹/L", "10*9/L"},
    {"×10⁹/L", "10*9/L"},       {"10*3/uL", "10*9/L"},
    {"10x3/uL", "10*9/L"},      {"x 109/L", "10*9/L"},
    {"thou/uL", "10*9/L"},      {"Thousand/uL", "10*9/L"},
    {"G/L", "10*9/L"},          {"T/L", "10*12/L"},
    {"mill/uL", "10*12/L"},     {"M/uL", "10*12/L"},
    {"million/mm3", "10*12/L"}, {"/mm3", "/uL"},
    {"/mm^3", "/uL"},           {"/mm³", "/uL"},
    {"/cumm", "/uL"},           {"/mcL", "/uL"},
    {"cells/uL", "/uL"},        {"cells/mm3", "/uL"},
    {"CELLS/MM3", "/uL"},       {"copies/mL", "/mL"},
    {"/hpf", "/[HPF]"},         {"/HPF", "/[HPF]"},
    {"per hpf", "/[HPF]"},      {"cells/hpf", "/[HPF]"},
    {"x 10^9/Liter", "10*9/L"}, {"K/UL", "10*9/L"},
    {"THOU/UL", "10*9/L"},      {"thous/mcL", "10*9/L"},
    {"Gpt/L", "10*9/L"},        {"Tpt/L", "10*12/L"},
    {"Giga/L", "10*9/L"},       {"#/uL", "/uL"},
    {"M/UL", "10*12/L"},        {"Thou/cmm", "10*9/L"},
};
constexpr Spelling concentrations[] = {
    {"mg/dl", "mg/dL"},
    {"MG/DL", "mg/dL"},
    {"mg/dL", "mg/dL"},
    {"mg / dL", "mg/dL"},
    {"mg per dL", "mg/dL"},
    {"mg%", "mg/dL"},
    {"gm/dL", "g/dL"},
    {"gr/dL", "g/dL"},
    {"G/DL", "g/dL"},
    {"gram/deciliter", "g/dL"},
    {"mcg/L", "ug/L"},
    {"mcg/mL", "ug/mL"},
    {"µg/L", "ug/L"},
    {"μg/L", "ug/L"},
    {"ug/mL", "ug/mL"},
    {"UG/ML", "ug/mL"},
    {"PG/ML", "pg/mL"},
    {"NG/ML", "ng/mL"},
    {"pg/ml", "pg/mL"},
    {"ng/dl", "ng/dL"},
    {"MMOL/L", "mmol/L"},
    {"nmol/l", "nmol/L"},
    {"pmol/l", "pmol/L"},
    {"umol/l", "umol/L"},
    {"μmol/L", "umol/L"},
    {"µmol/L", "umol/L"},
    {"mmol/mol", "mmol/mol"},
    {"mmol L⁻¹", "mmol/L"},
    {"mM", "mmol/L"},
    {"uM", "umol/L"},
    {"nM", "nmol/L"},
    {"mEq/L", "meq/L"},
    {"MEQ/L", "meq/L"},
    {"mOsm/kg", "mosm/kg"},
    {"IU/L", "[IU]/L"},
    {"IU/mL", "[IU]/mL"},
    {"mIU/L", "m[IU]/L"},
    {"mIU/mL", "m[IU]/mL"},
    {"uIU/mL", "u[IU]/mL"},
    {"µIU/mL", "u[IU]/mL"},
    {"U/ML", "U/mL"},
    {"units/L", "U/L"},
    {"mg/g creatinine", "mg/g"},
    {"mg/mmol creat", "mg/mmol"},
    {"mcg/mg Creat", "ug/mg"},
    {"mmol/mol Cr", "mmol/mol"},
    {"U/g Hb", "U/g"},
    {"mOsm/kg H2O", "mosm/kg"},
    {"ug/mL FEU", "ug/mL"},
    {"mcg FEU/mL", "ug/mL"},
    {"I.U./L", "[IU]/L"},
    {"international units per liter", "[IU]/L"},
    {"IE/L", "[IU]/L"},
    {"u/L", "U/L"},
    {"mM/L", "mmol/L"},
    {"kUA/L", "kU/L"},
};
constexpr Spelling rates[] = {
    {"mL/min/1.73m2", "mL/min"},
    {"mL/min/1.73 m^2", "mL/min"},
    {"ml/min per 1.73 m2", "mL/min"},
    {"mL/min/1.73 m²", "mL/min"},
    {"mL/min/1.73", "mL/min"},
    {"ml/min/(1.73m2)", "mL/min"},
    {"ML/MIN", "mL/min"},
    {"mL min-1", "mL/min"},
    {"U/day", "U/d"},
    {"IU/day", "[IU]/d"},
    {"units/day", "U/d"},
    {"units per day", "U/d"},
    {"U/24h", "U/d"},
    {"mg/24h", "mg/d"},
    {"mg/24 hours", "mg/d"},
    {"mg/day", "mg/d"},
    {"g/day", "g/d"},
    {"g/24 h", "g/d"},
    {"g/24h", "g/d"},
    {"IU/kg/day", "[IU]/kg/d"},
    {"mcg/kg/min", "ug/kg/min"},
    {"beats/min", "/min"},
    {"bpm", "/min"},
    {"breaths/min", "/min"},
    {"mm/hr", "mm/h"},
    {"cc/min", "mL/min"},
    {"mL/min/1.73 sq. m", "mL/min"},
    {"mL/min/1.73_m2", "mL/min"},
    {"mL/min/[1.73_m2]", "mL/min"},
    {"cc/min/1.73m2", "mL/min"},
    {"mm/1st hour", "mm/h"},
    {"mEq/24h", "meq/d"},
    {"respirations/min", "/min"},
    {"LPM", "L/min"},
    {"dynes.sec/cm5", "dyn.s/cm5"},
};
constexpr Spelling others[] = {
    {"mmHg", "mm[Hg]"},  {"mm Hg", "mm[Hg]"},  {"mmhg", "mm[Hg]"},   {"MMHG", "mm[Hg]"},
    {"kg/m^2", "kg/m2"}, {"kg/m²", "kg/m2"},   {"kg / m2", "kg/m2"}, {"KG/M2", "kg/m2"},
    {"sec", "s"},        {"secs", "s"},        {"seconds", "s"},     {"second", "s"},
    {"years", "a"},      {"year", "a"},        {"yr", "a"},          {"yrs", "a"},
    {"weeks", "wk"},     {"months", "mo"},     {"days", "d"},        {"day", "d"},
    {"hours", "h"},      {"hour", "h"},        {"minutes", "min"},   {"lbs", "[lb_av]"},
    {"lb", "[lb_av]"},   {"inches", "[in_i]"}, {"in", "[in_i]"},     {"ft", "[ft_i]"},
    {"cm", "cm"},        {"CM", "cm"},         {"MM", "mm"},         {"KG", "kg"},
    {"°C", "Cel"},       {"degC", "Cel"},      {"°F", "[degF]"},     {"percent", "%"},
    {"ratio", "1"},      {"{ratio}", "1"},     {"1", "1"},           {"pH", "[pH]"},
    {" mg ", "mg"},      {"fl", "fL"},
};

INSTANTIATE_TEST_SUITE_P(Counts, Spellings, testing::ValuesIn(counts));
INSTANTIATE_TEST_SUITE_P(Concentrations, Spellings, testing::ValuesIn(concentrations));
INSTANTIATE_TEST_SUITE_P(Rates, Spellings, testing::ValuesIn(rates));
INSTANTIATE_TEST_SUITE_P(Others, Spellings, testing::ValuesIn(others));

TEST(Parse, NeverTakesOneUnitForAnother) {
  EXPECT_FALSE(table().parse("M"));  // neither metre nor molar
  EXPECT_FALSE(same("mM", "mm"));
  EXPECT_FALSE(same("Mg/dL", "mg/dL"));  // megagram, as UCUM has it
  EXPECT_FALSE(same("K", "10*3"));       // kelvin
  EXPECT_TRUE(same("K", "K"));
  EXPECT_FALSE(same("C", "Cel"));  // coulomb
  EXPECT_FALSE(same("U/L", "IU/L"));
  EXPECT_FALSE(same("copies/mL", "log10 copies/mL"));
}

TEST(Parse, KnowsNothingOfWhatIsNoUnit) {
  for (const char* text : {"", " ", "bananas", "mg/dLx", "mg//dL", "mg/kg day", "xULN", "%%", "m/0",
                           "1.73", "7,2", "mg/", "x10", "10", "\xFF", "糖"}) {
    const auto unit = table().parse(text);
    if (std::string_view(text) == "10") {
      EXPECT_TRUE(unit);  // the number ten is a UCUM unit
    } else {
      EXPECT_FALSE(unit) << text << " was read as " << unit->ucum;
    }
  }
}

TEST(Nearest, SuggestsWhatIsNear) {
  const auto contains = [](const std::vector<std::string>& names, const char* name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  EXPECT_TRUE(contains(table().nearest("mg/dLL"), "mg/dL"));
  EXPECT_TRUE(contains(table().nearest("mmoll/L"), "mmol/L"));
  EXPECT_LE(table().nearest("mg/dLL", 2).size(), 2U);
  EXPECT_TRUE(table().nearest("participants").empty());
  EXPECT_TRUE(table().nearest(std::string(100'000, 'x')).empty());
}

TEST(FoldedUnit, IsAscii) {
  EXPECT_EQ(folded_unit("  µg  /\u00A0L "), "ug / L");
  EXPECT_EQ(folded_unit("×10⁹·L⁻¹"), "x10^9.L^-1");
  EXPECT_EQ(laboratory_expression("x 10 E9 / L"), "x 10 E9/L");
  EXPECT_EQ(laboratory_expression("x10E9 / L"), "10*9/L");
  EXPECT_EQ(laboratory_expression("10(3)/uL"), "10*3/uL");
  EXPECT_EQ(caseless_unit_key("mL / min per 1.73 m^2"), "ml/min/1.73m2");
}

}  // namespace
}  // namespace eligo
