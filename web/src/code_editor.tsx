import type {JSX, RefObject} from "preact";
import {useLayoutEffect, useMemo, useRef} from "preact/hooks";
import {offsetOf} from "./text";
import type {Diagnostic, Severity} from "./types";
import {severityMarks} from "./words";

interface EditorProps {
  label: string;
  text: string;
  onChange: (text: string) => void;
  rows?: number;
  // The number of the first line, where the text is a part of a file.
  firstLine?: number;
  diagnostics?: Diagnostic[];
  describedBy?: string;
  area?: RefObject<HTMLTextAreaElement | null>;
  onCaret?: (line: number) => void;
}

const noDiagnostics: Diagnostic[] = [];

// A plain text field with line numbers, and a sign at each line where something was found. It takes
// the keys that a text field takes: Tab leaves it.
export function CodeEditor({label, text, onChange, rows = 12, firstLine = 1,
  diagnostics = noDiagnostics, describedBy, area, onCaret}: EditorProps): JSX.Element {
  const own = useRef<HTMLTextAreaElement>(null);
  const field = area ?? own;
  const gutter = useRef<HTMLDivElement>(null);
  const count = useMemo(() => text.split("\n").length, [text]);
  const marks = useMemo(() => worstByLine(diagnostics), [diagnostics]);
  const follow = () => {
    if (gutter.current && field.current) gutter.current.scrollTop = field.current.scrollTop;
  };
  useLayoutEffect(follow, [count]);
  const caret = () => {
    if (!onCaret || !field.current) return;
    onCaret(text.slice(0, field.current.selectionStart).split("\n").length);
  };
  return <div class="code-editor">
    <div class="gutter" aria-hidden="true" ref={gutter}>
      {Array.from({length: count}, (_, at) => {
        const severity = marks.get(at + firstLine);
        const mark = severity && severityMarks[severity];
        return <div class={mark ? `number ${mark.tone}` : "number"}>
          {mark ? mark.sign : ""} {at + firstLine}</div>;
      })}
    </div>
    <textarea ref={field} value={text} rows={rows} wrap="off" spellcheck={false} autocomplete="off"
      aria-label={label} aria-describedby={describedBy} aria-invalid={
        [...marks.values()].includes("error")}
      onInput={(event) => onChange(event.currentTarget.value)} onScroll={follow}
      onKeyUp={caret} onClick={caret}/>
  </div>;
}

function worstByLine(diagnostics: Diagnostic[]): Map<number, Severity> {
  const rank = {error: 2, warning: 1, note: 0};
  const worst = new Map<number, Severity>();
  for (const {line, severity} of diagnostics) {
    if (!line) continue;
    const now = worst.get(line);
    if (!now || rank[severity] > rank[now]) worst.set(line, severity);
  }
  return worst;
}

// Selects the place of a diagnostic and brings it into view.
export function jumpTo(
  field: HTMLTextAreaElement | null, {line, column, endLine, endColumn}: Diagnostic, firstLine = 1,
): void {
  if (!field || !line) return;
  const begin = offsetOf(field.value, line - firstLine + 1, column ?? 1);
  const end = endLine && endColumn
    ? offsetOf(field.value, endLine - firstLine + 1, endColumn) : begin;
  field.focus();
  field.setSelectionRange(begin, Math.max(begin, end));
  const height = field.scrollHeight / Math.max(1, field.value.split("\n").length);
  field.scrollTop = Math.max(0, (line - firstLine) * height - field.clientHeight / 2);
}
