// What the server answers. schemas/result.schema.json and audit.schema.json say the same of
// decisions and findings.

export type Verdict = "eligible" | "ineligible" | "undetermined";
export type Result = "pass" | "fail" | "unknown";
export type Status = "computed" | "partial" | "human" | "lost";
export type Severity = "error" | "warning" | "note";
export type Json = null | boolean | number | string | Json[] | {[key: string]: Json};
export type JsonObject = {[key: string]: Json};

export interface TrialSummary {
  id: string;
  title: string;
  document: string | null;
  criteria: number;
  errors: number;
  warnings: number;
}

export interface Rejected {
  input: string;
  path: string;
  why: string;
}

export interface ReportKind {
  kind: string;
  title: string;
  formats: string[];
  needs: ("trial" | "patient")[];
}

export interface State {
  version: string;
  asOf: string | null;
  strict: boolean;
  notice: string;
  log: boolean;
  trials: TrialSummary[];
  patients: {id: string}[];
  rejected: Rejected[];
  reports: ReportKind[];
}

export interface Diagnostic {
  severity: Severity;
  code?: string;
  message: string;
  help?: string;
  line?: number;
  column?: number;
  endLine?: number;
  endColumn?: number;
}

export interface Finding {
  code: string;
  severity: Severity;
  criterion: string;
  message: string;
  line: number;
  column: number;
  length: number;
  suggestion: string;
  acceptedBecause?: string;
}

export interface RuleSpan {
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}

export interface TrialCriterion {
  id: string;
  kind: "inclusion" | "exclusion" | "registry";
  text: string;
  line: number;
  status: Status;
  why: string;
  rule: string;
  ruleSpan?: RuleSpan | null;
  findings: Finding[];
}

export interface Trial {
  id: string;
  title: string;
  rule: string;
  document: {name: string; text: string} | null;
  criteria: TrialCriterion[];
  findings: Finding[];
  diagnostics: Diagnostic[];
}

export interface Cell {
  verdict: Verdict;
  fails: string[];
  open: string[];
  openItems?: number;
  nearMisses: number;
}

export interface Matrix {
  trials: string[];
  patients: string[];
  cells: Cell[][];
}

export interface Evidence {
  path: string;
  name?: string;
  comparator?: string;
  value?: number | string | boolean;
  unit?: string;
  date?: string;
  ageDays?: number;
  as?: {comparator?: string; value: number | string | boolean; unit: string; step?: string};
}

export interface DecidedCriterion {
  id: string;
  kind: "inclusion" | "exclusion" | "registry";
  text: string;
  source: {document: string; line: number; column?: number};
  result: Result;
  why: string;
  evidence: Evidence[];
  assumptions: string[];
  notes?: string[];
  margin?: string;
  turns?: {from: string; result: Result; why: string}[];
  otherReadings?: {rule: string; because: string; result: Result}[];
}

export interface OpenItem {
  criterion: string;
  kind: "data" | "attestation" | "judgement" | "conflict" | "source";
  ask: string;
  with?: string;
  inSmallestSet: boolean;
}

export interface Override {
  trial: string;
  patient: string;
  criterion: string;
  result: "pass" | "fail";
  name: string;
  reason: string;
  time: string;
}

export interface Decision {
  trial: string;
  patient: string;
  asOf: string;
  verdict: Verdict;
  why: string;
  deceased?: {why: string; date?: string; path: string};
  earliest?: {date: string; verdict: Verdict; criteria: string[]};
  hangsOnReadings?: string[];
  criteria: DecidedCriterion[];
  open: OpenItem[];
  assumptions: string[];
  warnings: {severity: Severity; message: string; path?: string; help?: string}[];
  notes?: {why: string; count: number; paths: string[]}[];
  overrides?: Override[];
  // The criteria that pass close to a limit, the closest first.
  near?: string[];
}

// A changed record or rule: the decision, what does not check, or both.
export type Tried = Partial<Decision> & {diagnostics?: Diagnostic[]};

export interface Patient {
  id: string;
  record: JsonObject | null;
  editable: boolean;
}
