// The rule language: one trial's criteria, the document's words beside their reading.
// engine/language/README.md describes it by example. The parser only builds the tree; whether a
// name, a unit or a quote is right is for the checker.
//
// One token of lookahead decides everywhere: that keeps the messages exact (what is expected at a
// place depends on nothing further on) and the parse linear. Headers, bodies and lists are rules of
// their own because the recovery from errors goes by rule.
parser grammar RuleParser;

options { tokenVocab = RuleLexer; }

ruleFile: trials EOF;
trials: trial*;

trial: trialHeader trialBody;
trialHeader: TRIAL (name | identifier=STRING) title=STRING?;
trialBody: LEFT_BRACE trialItems RIGHT_BRACE;
trialItems: trialItem*;
trialItem: documentReference | criterion | conflict | lost | notProvided | accept;

documentReference: DOCUMENT file=STRING SHA256 digest=STRING SEMICOLON;

criterion: criterionHeader criterionBody;
criterionHeader: criterionName quotedLine+;
criterionBody: LEFT_BRACE statements RIGHT_BRACE;
criterionName: (INCLUSION | EXCLUSION) NUMBER | REGISTRY (name | AGE | SEX);
// The column is where a quote begins that does not fill its line.
quotedLine: STRING LINE NUMBER (COLUMN NUMBER)?;

conflict: CONFLICT criterionName COMMA criterionName BECAUSE STRING SEMICOLON;
lost: LOST criterionName LINE NUMBER BECAUSE STRING SEMICOLON;
notProvided: NOT PROVIDED (INCLUSION | EXCLUSION) quotedLine? BECAUSE STRING SEMICOLON;

statements: statement*;
statement: means | otherReading | assume | accept | example;
means: MEANS expression SEMICOLON;
otherReading: OR MEANS expression BECAUSE STRING SEMICOLON;
assume: ASSUME (UNIT unit)? BECAUSE STRING SEMICOLON;
accept: ACCEPT code=STRING BECAUSE reason=STRING SEMICOLON;
example: EXAMPLE datum (COMMA datum)* ARROW result=(PASS | FAIL | UNKNOWN) SEMICOLON;

// One connective at a time: to mix them, write parentheses. `implies` and `xor` take two.
expression: term ((AND term)+ | (OR term)+ | XOR term | IMPLIES term)?;
term: NOT term | assumable assumption*;
assumption: ASSUMING STRING;
assumable
  : LEFT_PARENTHESIS expression RIGHT_PARENTHESIS      # parenthesised
  | groupKind OF LEFT_BRACE member+ RIGHT_BRACE        # group
  | CASE SEX LEFT_BRACE caseArm+ RIGHT_BRACE           # caseSex
  | observed (comparison | range | namedResults)       # observedTest
  | derivedSubject (comparison | range)                # derivedTest
  | SEX IS name                                        # sexIs
  | FACT LEFT_PARENTHESIS name RIGHT_PARENTHESIS       # factHolds
  | recordReference                                    # recordExists
  | ANYONE                                             # anyone
  | JUDGEMENT BY INVESTIGATOR STRING?                  # judgement
  | ATTESTATION STRING?                                # attestation
  | UNREAD STRING                                      # unread
  ;
groupKind: ANY | ALL | AT LEAST NUMBER;
// The last semicolon before the closing brace may be left out: the error strategy supplies it.
member: expression SEMICOLON;
caseArm: name COLON expression SEMICOLON;

comparison: comparator limit;
comparator: LESS | AT_MOST | AT_LEAST | GREATER | EQUAL;
range: FROM limit TO limit;
namedResults: IS STRING (COMMA STRING)*;
// A unit in quotes is one that nobody defined: 3 "finger breadths".
limit: signedNumber (unit | STRING)? | STRING;
signedNumber: MINUS? NUMBER;

observed: qualifier* quantity window?;
// In quotes, what the vocabulary does not know: by the document's own words.
quantity: name | MEASURED STRING;
recordTerm: name | STRING;
qualifier: FASTING | SERUM | PLASMA | BLOOD | URINE;
derivedSubject
  : AGE (AT ONSET OF recordReference)?
  | DURATION OF recordReference
  | DOSE OF recordReference
  ;
recordReference
  : recordKind LEFT_PARENTHESIS (ANY | recordTerm (OR recordTerm)*) recordException*
    RIGHT_PARENTHESIS recordStatus? window?;
recordKind: CONDITION | MEDICATION | PROCEDURE | EVENT | EXPOSURE;
recordStatus: ACTIVE | RESOLVED;
recordException: EXCEPT name (WITH OUTCOME STRING (OR STRING)*)?;
window: WITHIN period BEFORE name | AT name;
period: NUMBER name;

datum
  : qualifier* quantity (MISSING | EQUAL limit high? low? taken?)                   # observationDatum
  | AGE EQUAL limit                                                                 # ageDatum
  | SEX EQUAL name                                                                  # sexDatum
  | NO? recordKind LEFT_PARENTHESIS recordTerm RIGHT_PARENTHESIS recordDetail*      # recordDatum
  | FACT LEFT_PARENTHESIS name RIGHT_PARENTHESIS EQUAL truth                        # factDatum
  | ATTESTED EQUAL truth                                                            # attestedDatum
  ;
high: HIGH signedNumber;
low: LOW signedNumber;
taken: TAKEN period AGO;
truth: TRUE | FALSE;
recordDetail
  : recordStatus           # statusDetail
  | STARTED period AGO     # startedDetail
  | ENDED period AGO       # endedDetail
  | DOSE limit             # doseDetail
  | OUTCOME STRING         # outcomeDetail
  ;

// UCUM, read as the text that it covers, without its spaces: "mg/dL", "10*3/uL", "mm[Hg]", "s-1",
// "mg/24.h", "mL/min/{1.73_m2}", "%".
unit: SLASH? (power | unitSymbol) ((SLASH | DOT) (scaled | unitSymbol))*;
power: NUMBER (STAR | CARET) signedNumber annotation?;
scaled: NUMBER ((STAR | CARET) signedNumber | name)? annotation?;
unitSymbol: (PERCENT | name BRACKETED? | BRACKETED name?) exponent? annotation? | annotation;
exponent: MINUS NUMBER;
annotation: LEFT_BRACE (NUMBER | name)+ RIGHT_BRACE;

name: IDENTIFIER;
