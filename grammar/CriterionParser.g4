// The phrases of criterion sentences, over tokens that engine/compile has tagged: numbers, units,
// signs, times, connectives and the names that the vocabulary holds. What fits no phrase stays a
// word; no sentence is refused. engine/compile/token_kinds.def says what each token is.
parser grammar CriterionParser;

tokens {
  NUMBER, UNIT, TIME_UNIT, AGE_UNIT, TIMES, UPPER_LIMIT, LOWER_LIMIT, NORMAL, LESS, AT_MOST,
  GREATER, AT_LEAST, EQUAL, OR_MORE, OR_LESS, BETWEEN, TO, DASH, AND, OR, AND_OR, BUT, COMMA,
  SEMICOLON, COLON, SLASH, LEFT, RIGHT, MEASURED, CONDITION, MEDICATION, PROCEDURE, EVENT, FACT,
  AGE, MALE, FEMALE, GRADE, WITHIN, LAST, BEFORE, AFTER, AT, SINCE, ANCHOR, ONSET, DURATION,
  NEGATION, EXCEPTION, EXAMPLES, HISTORY, ACTIVE, EXPOSURE, CONDITIONAL, PERMISSION, HUMAN, JUDGEMENT,
  OTHER_PERSON, VERB, NARROWING, FILLER, WORD
}

sentence: phrase* EOF;

// The first alternative that fits counts.
phrase
  : twoSided                     # twoSidedPhrase
  | value                        # valuePhrase
  | window                       # windowPhrase
  | LEFT phrase* RIGHT           # parenthesised
  | single                       # singlePhrase
  ;

// "18 ≤ age ≤ 70", "20=AHI=65", "25 < BMI < 45 kg/m²"
twoSided: quantity comparator subject comparator quantity;
subject: (AGE | MEASURED | WORD | FILLER | FACT | GRADE)+ (LEFT subjectWord+ RIGHT)? FILLER*;
subjectWord: AGE | MEASURED | WORD | FILLER | UNIT | NARROWING | NUMBER;

// A limit or two, and in parentheses the same in another unit.
value: range | limits | listed;

// "18 to 65 years", "between 30 and 60 mL/min", "between the ages of 18 and 65"
range
  : BETWEEN gap* comparator? quantity between=(AND | TO | DASH) comparator? gap* quantity restated?
  | comparator? quantity between=(TO | DASH) comparator? gap* quantity restated?
  | grade between=(TO | DASH) grade
  ;
// "≥ 18 years", "18 years or older", "≥ 7.5 % and < 10 %", "above the upper limit of normal"
limits: limit (joint? limit)? restated?;
joint: AND | BUT | COMMA | COMMA (AND | BUT) | TO | COMMA? AND? FILLER;
limit
  : comparator gap* quantity bound=(OR_MORE | OR_LESS)
  | comparator gap* quantity (SLASH outOf=quantity)?
  | comparator gap* (multiple | grade)
  | quantity bound=(OR_MORE | OR_LESS)
  | grade bound=(OR_MORE | OR_LESS)
  ;
gap: AGE | FILLER;
// "0 or 1", "II, III or IV"; a number that nothing compares
listed
  : quantity (listSign quantity)+
  | grade (listSign grade)*
  | quantity
  ;
listSign: COMMA | OR | AND | SLASH | AND_OR | COMMA (OR | AND);
restated: LEFT FILLER* comparator? quantity ((TO | DASH) quantity)? RIGHT;

quantity: NUMBER unit?;
unit
  : UNIT multiple?
  | TIME_UNIT
  | AGE_UNIT
  | multiple
  ;
multiple
  : TIMES? FILLER* limitName+ (LEFT limitName RIGHT)?
  | TIMES? FILLER* NORMAL (LEFT limitName RIGHT)?
  ;
limitName: UPPER_LIMIT | LOWER_LIMIT;
grade: GRADE;
comparator: LESS | AT_MOST | GREATER | AT_LEAST | EQUAL;

// "within 6 months before enrollment", "in the past 3 years", "6 months prior to screening"
window
  : (WITHIN | AT_MOST | LESS) LAST? FILLER* NUMBER TIME_UNIT ahead?
  | WITHIN LAST FILLER* TIME_UNIT ahead?
  | LAST FILLER* NUMBER TIME_UNIT ahead?
  | WITHIN FILLER* NUMBER TIME_UNIT AFTER FILLER* anchor
  | AT FILLER* anchor
  ;
// What it is before: "prior to enrollment", "of randomization", "from screening".
ahead: FILLER* BEFORE FILLER* anchor? | (FILLER | BETWEEN)+ anchor;
anchor: ANCHOR;

single
  : AND | OR | AND_OR | BUT | COMMA | SEMICOLON | COLON | SLASH | DASH | BETWEEN | TO | TIMES
  | NORMAL | UPPER_LIMIT | LOWER_LIMIT | UNIT | TIME_UNIT | AGE_UNIT | LESS | AT_MOST | GREATER
  | AT_LEAST | EQUAL | OR_MORE | OR_LESS | MEASURED | CONDITION | MEDICATION | PROCEDURE | EVENT
  | FACT | AGE | MALE | FEMALE | WITHIN | LAST | BEFORE | AFTER | AT | SINCE | ANCHOR | ONSET
  | DURATION | NEGATION | EXCEPTION | EXAMPLES | HISTORY | ACTIVE | EXPOSURE | CONDITIONAL | PERMISSION
  | HUMAN | JUDGEMENT | OTHER_PERSON | VERB | NARROWING | FILLER | WORD | NUMBER | GRADE
  ;
