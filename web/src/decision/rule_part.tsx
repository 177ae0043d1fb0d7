import type {JSX} from "preact";
import {useEffect, useMemo, useRef, useState} from "preact/hooks";
import {CodeEditor, jumpTo} from "../code_editor";
import {Diagnostics} from "../diagnostics";
import {link} from "../route";
import {useSession} from "../session";
import {offsetOf} from "../text";
import type {Diagnostic, Trial} from "../types";

// The part of the rule file that stands for one criterion: a limit is changed in it and tried.
export function RulePart({trial, criterion, diagnostics, onChange, onClose}: {
  trial: string; criterion: string; diagnostics: Diagnostic[];
  onChange: (rule: string | null) => void; onClose: () => void;
}): JSX.Element {
  const {api, fail} = useSession();
  const [loaded, setLoaded] = useState<Trial | null>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const part = useMemo(() => loaded && partOf(loaded, criterion), [loaded, criterion]);
  useEffect(() => {
    const aborter = new AbortController();
    api.trial(trial, aborter.signal).then(setLoaded, fail);
    return () => aborter.abort();
  }, [api, trial, fail]);
  useEffect(() => {
    if (!part) return;
    area.current?.focus();
    area.current?.scrollIntoView({block: "center"});
  }, [part]);
  if (!loaded) return <p class="waiting">Asking the program …</p>;
  if (!part) {
    return <p>{criterion} has no place of its own in the rule file.{" "}
      <a href={link("rule", trial)}>Edit the whole file</a></p>;
  }
  const text = typed ?? part.text;
  return <section class="rule-part" aria-labelledby="rule-part-heading" onKeyDown={(event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    onClose();
  }}>
    <div class="heading">
      <h3 id="rule-part-heading">The rule of {criterion}</h3>
      <div class="actions">
        <a href={link("rule", trial, String(part.line))}>Edit the whole file</a>
        <button type="button" class="quiet" onClick={onClose}>Close</button>
      </div>
    </div>
    <CodeEditor label={`The rule of ${criterion}`} text={text} area={area} firstLine={part.line}
      rows={Math.min(14, text.split("\n").length + 1)} diagnostics={diagnostics}
      onChange={(next) => {
        setTyped(next);
        onChange(next === part.text ? null : part.before + next + part.after);
      }}/>
    {diagnostics.length > 0 && <Diagnostics of={diagnostics.slice(0, 20)}
      onJump={(one) => jumpTo(area.current, one, part.line)}/>}
  </section>;
}

function partOf(trial: Trial, criterion: string) {
  const span = trial.criteria.find(({id}) => id === criterion)?.ruleSpan;
  if (!span) return null;
  const begin = offsetOf(trial.rule, span.line, 1);
  const end = offsetOf(trial.rule, span.endLine, span.endColumn);
  return {
    line: span.line,
    before: trial.rule.slice(0, begin),
    text: trial.rule.slice(begin, end),
    after: trial.rule.slice(end),
  };
}
