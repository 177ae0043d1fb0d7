import type {JSX} from "preact";
import {useEffect, useMemo, useRef, useState} from "preact/hooks";
import {isAborted} from "../api";
import {CodeEditor, jumpTo} from "../code_editor";
import {Diagnostics} from "../diagnostics";
import {saveText} from "../save";
import {link} from "../route";
import {useSession} from "../session";
import {Foreign} from "../text";
import type {Diagnostic, Trial, TrialCriterion} from "../types";
import {plural} from "../words";
import {SentenceRow} from "../trial/sentence";

// What is typed and not kept outlives a look at another view.
const drafts = new Map<string, string>();

export function RuleView({id, line}: {id: string; line: number | null}): JSX.Element {
  const {api, say, fail, refresh} = useSession();
  const [trial, setTrial] = useState<Trial | null>(null);
  const [text, setText] = useState("");
  const [caret, setCaret] = useState(line ?? 1);
  const area = useRef<HTMLTextAreaElement>(null);
  const {diagnostics, checking} = useCheck(id, trial ? text : null, trial?.diagnostics ?? []);
  const errors = diagnostics.filter(({severity}) => severity === "error").length;
  const changed = trial !== null && text !== trial.rule;
  const here = useMemo(() => trial && criterionAt(trial, text, caret), [trial, text, caret]);

  useEffect(() => {
    const aborter = new AbortController();
    api.trial(id, aborter.signal).then((next) => {
      setTrial(next);
      setText(drafts.get(id) ?? next.rule);
    }, fail);
    return () => aborter.abort();
  }, [api, id, fail]);
  useEffect(() => {
    if (trial && line) jumpTo(area.current, {severity: "note", message: "", line, column: 1});
  }, [trial !== null, line]);
  useEffect(() => {
    if (changed) drafts.set(id, text);
    else if (trial) drafts.delete(id);
  }, [id, text, changed, trial]);
  useWarningBeforeLeaving(changed);

  async function keep(): Promise<void> {
    try {
      const {ok, diagnostics: found} = await api.storeRule(id, text);
      if (!ok) {
        say(`Not kept: ${plural(found.length, "problem")} in the rule file.`);
        return;
      }
      setTrial(await api.trial(id));
      await refresh();
      say("The rule is kept, in this session. Download it to have it as a file.");
    } catch (error) {
      fail(error);
    }
  }

  return <article class="rule-view">
    <div class="heading">
      <h1 tabIndex={-1}>Rule of <Foreign text={id}/></h1>
      <div class="actions">
        <a href={link("trial", id)}>Sentences and findings</a>
        <button type="button" onClick={() => saveText(`${id}.eligo`, text)}>
          <span aria-hidden="true">⤓ </span>Download the rule file</button>
        <button type="button" disabled={!changed} onClick={() => setText(trial!.rule)}>
          Discard</button>
        <button type="button" class="primary" disabled={!changed || errors > 0}
          onClick={() => void keep()}>Keep the rule</button>
      </div>
      <p class="summary">{trial && <Foreign text={trial.title}/>}</p>
    </div>
    {trial && <div class="editing">
      <CodeEditor label={`Rule of ${id}`} text={text} onChange={setText} rows={34} area={area}
        diagnostics={diagnostics} describedBy="rule-errors" onCaret={setCaret}/>
      <div class="beside">
        <section aria-labelledby="errors-heading">
          <h2 id="errors-heading">Errors and warnings</h2>
          <p id="rule-errors" role="status" class={errors > 0 ? "problem" : "hint"}>
            {checking ? "Checking …" : errors > 0 ? `✕ ${plural(errors, "error")}`
              : changed ? "✓ no error; not kept yet" : "✓ no error"}</p>
          {diagnostics.length > 0 && <Diagnostics of={diagnostics.slice(0, 50)}
            onJump={(one) => jumpTo(area.current, one)}/>}
        </section>
        {here && <section aria-labelledby="here-heading">
          <h2 id="here-heading">The sentence here</h2>
          <table class="sentences"><tbody><SentenceRow of={here} trial={trial} brief/></tbody></table>
        </section>}
      </div>
    </div>}
    {!trial && <p class="waiting">Asking the program …</p>}
  </article>;
}

const pause = 250;

function useCheck(
  id: string, text: string | null, first: Diagnostic[],
): {diagnostics: Diagnostic[]; checking: boolean} {
  const {api, fail} = useSession();
  const [found, setFound] = useState<Diagnostic[] | null>(null);
  const [checking, setChecking] = useState(false);
  useEffect(() => {
    if (text === null) return;
    setChecking(true);
    const aborter = new AbortController();
    const timer = setTimeout(async () => {
      try {
        setFound((await api.check(id, text, aborter.signal)).diagnostics);
      } catch (error) {
        if (isAborted(error)) return;
        fail(error);
      }
      setChecking(false);
    }, pause);
    return () => {
      clearTimeout(timer);
      aborter.abort();
    };
  }, [api, id, text, fail]);
  return {diagnostics: found ?? first, checking};
}

// The criterion in whose rule the caret stands, by its heading in the text as it is now.
function criterionAt(trial: Trial, text: string, caret: number): TrialCriterion | null {
  const lines = text.split("\n");
  for (let at = Math.min(caret, lines.length) - 1; at >= 0; --at) {
    const found = /^\s*(inclusion|exclusion|registry)\s+(\w+)/.exec(lines[at]!);
    if (!found) continue;
    const [, kind, name] = found;
    const id = kind === "registry" ? `R.${name}` : `${kind![0]!.toUpperCase()}${name}`;
    return trial.criteria.find((one) => one.id === id) ?? null;
  }
  return null;
}

function useWarningBeforeLeaving(changed: boolean): void {
  useEffect(() => {
    if (!changed) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", warn);
    return () => removeEventListener("beforeunload", warn);
  }, [changed]);
}
