import {useEffect, useState} from "preact/hooks";
import {isAborted} from "../api";
import {useSession} from "../session";
import type {Decision, Diagnostic, JsonObject} from "../types";

export interface Change {
  record?: JsonObject;
  rule?: string;
}

export interface Outcome {
  decision: Decision | null;
  diagnostics: Diagnostic[];
}

const pause = 150;

// What the change would decide, asked again after each pause in typing; the newest answer counts.
export function useTry(
  trial: string, patient: string, change: Change | null,
): {outcome: Outcome | null; busy: boolean} {
  const {api, revision, fail} = useSession();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    if (!change) {
      setOutcome(null);
      setBusy(false);
      return;
    }
    setBusy(true);
    const aborter = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const tried = await api.tryChange({trial, patient, ...change}, aborter.signal);
        setOutcome({
          decision: tried.criteria ? tried as Decision : null,
          diagnostics: tried.diagnostics ?? [],
        });
      } catch (error) {
        if (isAborted(error)) return;
        setOutcome(null);
        fail(error);
      }
      setBusy(false);
    }, pause);
    return () => {
      clearTimeout(timer);
      aborter.abort();
    };
  }, [api, trial, patient, change, revision, fail]);
  return {outcome, busy};
}

// The criteria whose result or reason is another one, with what it was.
export function changedCriteria(base: Decision, tried: Decision): Map<string, string> {
  const before = new Map(base.criteria.map((one) => [one.id, one]));
  const changed = new Map<string, string>();
  for (const one of tried.criteria) {
    const was = before.get(one.id);
    if (!was) changed.set(one.id, "new");
    else if (was.result !== one.result) changed.set(one.id, was.result);
    else if (was.why !== one.why) changed.set(one.id, "why");
  }
  return changed;
}
