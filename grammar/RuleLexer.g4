// The words and signs of the rule language. Every character of a file belongs to some token, so
// the lexer itself never fails: what fits nowhere becomes OTHER, and the parser says so.
lexer grammar RuleLexer;

channels { COMMENTS }

TRIAL: 'trial';
DOCUMENT: 'document';
SHA256: 'sha256';
INCLUSION: 'inclusion';
EXCLUSION: 'exclusion';
REGISTRY: 'registry';
LINE: 'line';
COLUMN: 'column';
CONFLICT: 'conflict';
BECAUSE: 'because';
LOST: 'lost';
NOT: 'not';
PROVIDED: 'provided';
MEANS: 'means';
ASSUME: 'assume';
UNIT: 'unit';
ACCEPT: 'accept';
EXAMPLE: 'example';
PASS: 'pass';
FAIL: 'fail';
UNKNOWN: 'unknown';
AND: 'and';
OR: 'or';
XOR: 'xor';
IMPLIES: 'implies';
ASSUMING: 'assuming';
ANY: 'any';
ALL: 'all';
AT: 'at';
LEAST: 'least';
OF: 'of';
CASE: 'case';
SEX: 'sex';
FROM: 'from';
TO: 'to';
IS: 'is';
FACT: 'fact';
ANYONE: 'anyone';
JUDGEMENT: 'judgement';
BY: 'by';
INVESTIGATOR: 'investigator';
ATTESTATION: 'attestation';
ATTESTED: 'attested';
UNREAD: 'unread';
MEASURED: 'measured';
AGE: 'age';
ONSET: 'onset';
DURATION: 'duration';
DOSE: 'dose';
FASTING: 'fasting';
SERUM: 'serum';
PLASMA: 'plasma';
BLOOD: 'blood';
URINE: 'urine';
CONDITION: 'condition';
MEDICATION: 'medication';
PROCEDURE: 'procedure';
EVENT: 'event';
EXPOSURE: 'exposure';
EXCEPT: 'except';
WITH: 'with';
OUTCOME: 'outcome';
ACTIVE: 'active';
RESOLVED: 'resolved';
WITHIN: 'within';
BEFORE: 'before';
MISSING: 'missing';
HIGH: 'high';
LOW: 'low';
TAKEN: 'taken';
AGO: 'ago';
NO: 'no';
STARTED: 'started';
ENDED: 'ended';
TRUE: 'true';
FALSE: 'false';

ARROW: '->';
AT_MOST: '<=';
AT_LEAST: '>=';
LESS: '<';
GREATER: '>';
EQUAL: '=';
LEFT_PARENTHESIS: '(';
RIGHT_PARENTHESIS: ')';
LEFT_BRACE: '{';
RIGHT_BRACE: '}';
COMMA: ',';
SEMICOLON: ';';
COLON: ':';
SLASH: '/';
DOT: '.';
STAR: '*';
CARET: '^';
PERCENT: '%';
MINUS: '-';

// Micro is written with either of its two signs; the degree sign begins a unit.
IDENTIFIER: [A-Za-z_\u00B0\u00B5\u03BC] [A-Za-z0-9_\u00B0\u00B5\u03BC]*;
NUMBER: [0-9]+ ('.' [0-9]+)?;
// "7,5" and "1,000": no number of this language. Reported, then read on as a number.
NUMBER_WITH_COMMA: [0-9]+ (',' [0-9]+)+ ('.' [0-9]+)?;
// A part of a unit: the "[IU]" of "m[IU]/L".
BRACKETED: '[' ~[[\]{}"; \t\r\n]* ']';

STRING: '"' STRING_PART* '"';
// Ends with its line. Reported, then read on as a string.
UNTERMINATED_STRING: '"' STRING_PART* '\\'?;
fragment STRING_PART: ~["\\\r\n] | '\\' ~[\r\n];

COMMENT: '//' ~[\r\n]* -> channel(COMMENTS);
WHITESPACE: [ \t\r\n]+ -> skip;
// Control and bidirectional characters are reported from the text, wherever they stand.
CONTROL:
  [\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]
  -> skip;
OTHER: .;
