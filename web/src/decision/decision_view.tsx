import type {JSX} from "preact";
import {useEffect, useMemo, useRef, useState} from "preact/hooks";
import {Download} from "../download";
import {link} from "../route";
import {useSession} from "../session";
import {Foreign} from "../text";
import type {Decision, Diagnostic} from "../types";
import {verdictMarks} from "../words";
import {ChangeBar} from "./change_bar";
import {CriteriaTable} from "./criteria_table";
import {RecordEditor} from "./record_editor";
import {RulePart} from "./rule_part";
import {changedCriteria, useTry} from "./use_try";
import type {Change} from "./use_try";
import {Failures, NearMisses, Remainder, ToDo, VerdictBanner} from "./verdict";

interface Place {
  trial: string;
  patient: string;
}

type Editing = {what: "record"} | {what: "rule"; criterion: string} | null;

export function DecisionView({trial, patient, onClose}: Place & {
  onClose: () => void;
}): JSX.Element {
  const session = useSession();
  const {api, state, say, fail, refresh} = session;
  const [base, setBase] = useDecision(trial, patient);
  const [editing, setEditing] = useState<Editing>(null);
  const [change, setChange] = useState<Change | null>(null);
  const [refused, setRefused] = useState<Diagnostic[]>([]);
  const {outcome, busy} = useTry(trial, patient, change);
  const tried = outcome?.decision ?? null;
  const shown = tried ?? base;
  const heading = useHeadingFocus(base !== null);
  const changed = useMemo(
    () => base && tried ? changedCriteria(base, tried) : new Map<string, string>(), [base, tried]);
  const title = state.trials.find((one) => one.id === trial)?.title ?? "";

  // What closes gives the focus back to what opened it.
  const opener = useRef<Element | null>(null);
  function edit(next: Editing): void {
    if (next) opener.current = document.activeElement;
    else giveBack(opener.current, heading.current);
    setEditing(next);
    setRefused([]);
    setChange(null);
  }
  async function keep(): Promise<void> {
    if (!change) return;
    try {
      if (change.record) await api.storePatient(patient, change.record);
      if (change.rule !== undefined) {
        const {ok, diagnostics} = await api.storeRule(trial, change.rule);
        if (!ok) {
          setRefused(diagnostics);
          return;
        }
      }
      edit(null);
      await refresh();
      say("The change is kept, in this session.");
    } catch (error) {
      fail(error);
    }
  }

  return <section class="decision" aria-labelledby="decision-heading" onKeyDown={(event) => {
    if (event.key === "Escape" && !editing) onClose();
  }}>
    <div class="heading">
      <h2 id="decision-heading" ref={heading} tabIndex={-1}>
        <Foreign text={patient}/> <span class="in">in</span>{" "}
        <a href={link("trial", trial)}><Foreign text={trial}/></a></h2>
      <div class="actions">
        <button type="button" aria-expanded={editing?.what === "record"}
          onClick={() => edit(editing?.what === "record" ? null : {what: "record"})}>
          <span aria-hidden="true">✎ </span>Change values</button>
        <Download label="Download" what={{trial, patient}}/>
        <button type="button" onClick={onClose}>Close</button>
      </div>
      <p class="summary"><Foreign text={title}/>{shown && <> · screened {shown.asOf}</>}</p>
    </div>
    {shown && <VerdictBanner decision={shown} before={tried ? base : null}/>}
    <p role="status" class="unseen">{announcement(base, tried)}</p>
    {change && <ChangeBar busy={busy} outcome={outcome} refused={refused}
      listed={editing?.what !== "rule"}
      changes={changed.size} onKeep={keep} onDiscard={() => edit(null)}/>}
    {editing?.what === "record" && <RecordEditor patient={patient} trial={trial}
      decision={base} changed={change !== null}
      onChange={(record) => setChange(record && {record})} onClose={() => edit(null)}/>}
    {editing?.what === "rule" && <RulePart key={editing.criterion} trial={trial}
      criterion={editing.criterion} onClose={() => edit(null)}
      diagnostics={refused.length > 0 ? refused : outcome?.diagnostics ?? []}
      onChange={(rule) => {
        setRefused([]);
        setChange(rule === null ? null : {rule});
      }}/>}
    {!shown && <p class="waiting">Asking the program …</p>}
    {shown && <>
      <Failures decision={shown}/>
      <NearMisses decision={shown}/>
      <ToDo open={shown.open}/>
      <CriteriaTable decision={shown} changed={changed}
        onChangeRule={(criterion) => edit({what: "rule", criterion})}
        onOverruled={() => void api.decision(trial, patient).then(setBase, fail)}/>
      <Remainder decision={shown}/>
    </>}
  </section>;
}

function useDecision(
  trial: string, patient: string,
): [Decision | null, (next: Decision) => void] {
  const {api, revision, fail} = useSession();
  const [decision, setDecision] = useState<Decision | null>(null);
  useEffect(() => {
    const aborter = new AbortController();
    api.decision(trial, patient, aborter.signal).then(setDecision, fail);
    return () => aborter.abort();
  }, [api, revision, trial, patient, fail]);
  return [decision, setDecision];
}

// Who opens an explanation is taken to it, once.
function useHeadingFocus(ready: boolean) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (ready) heading.current?.focus();
  }, [ready]);
  return heading;
}

function giveBack(opener: Element | null, otherwise: HTMLElement | null): void {
  const target = opener instanceof HTMLElement && opener.isConnected ? opener : otherwise;
  target?.focus();
}

function announcement(base: Decision | null, tried: Decision | null): string {
  if (!base || !tried) return "";
  const now = verdictMarks[tried.verdict].word;
  return base.verdict === tried.verdict ? `With your change the verdict stays ${now}.`
    : `With your change the verdict is ${now}; it was ${verdictMarks[base.verdict].word}.`;
}
