import type {OpenItem, Result, Severity, Status, Verdict} from "./types";

// A sign, a word and a tone for each state: none is told by its colour alone.
export interface Mark {
  sign: string;
  word: string;
  tone: "pass" | "fail" | "open" | "quiet";
}

export const verdictMarks: Record<Verdict, Mark> = {
  eligible: {sign: "✓", word: "eligible", tone: "pass"},
  ineligible: {sign: "✕", word: "ineligible", tone: "fail"},
  undetermined: {sign: "?", word: "undetermined", tone: "open"},
};

export const resultMarks: Record<Result, Mark> = {
  pass: {sign: "✓", word: "pass", tone: "pass"},
  fail: {sign: "✕", word: "fail", tone: "fail"},
  unknown: {sign: "?", word: "open", tone: "open"},
};

export const statusMarks: Record<Status, Mark & {means: string}> = {
  computed: {sign: "●", word: "computed", tone: "pass",
    means: "the rule says all that the sentence says"},
  partial: {sign: "◐", word: "partial", tone: "open",
    means: "a part of the sentence is computed, the rest stays an open question"},
  human: {sign: "☺", word: "human", tone: "quiet",
    means: "a person has to state or judge it"},
  lost: {sign: "∅", word: "lost", tone: "fail",
    means: "the document does not hold the sentence"},
};

export const severityMarks: Record<Severity, Mark> = {
  error: {sign: "✕", word: "error", tone: "fail"},
  warning: {sign: "!", word: "warning", tone: "open"},
  note: {sign: "i", word: "note", tone: "quiet"},
};

export const openKinds: Record<OpenItem["kind"], string> = {
  data: "find the value",
  attestation: "ask and have it stated",
  judgement: "the investigator judges",
  conflict: "the document contradicts itself",
  source: "get the full document",
};

export const formatNames: Record<string, string> = {
  html: "web page (HTML)", pdf: "PDF", csv: "table (CSV)", xlsx: "table (XLSX)",
  md: "Markdown", json: "JSON",
};

export function plural(count: number, one: string, many = one + "s"): string {
  return `${count} ${count === 1 ? one : many}`;
}
