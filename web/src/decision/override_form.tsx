import type {JSX} from "preact";
import {useEffect, useRef, useState} from "preact/hooks";
import {useSession} from "../session";

// Who overrules writes a name and a reason; both go into the log for good.
export function OverrideForm({trial, patient, criterion, onDone}: {
  trial: string; patient: string; criterion: string; onDone: (stored: boolean) => void;
}): JSX.Element {
  const {api, say, fail} = useSession();
  const [result, setResult] = useState<"pass" | "fail" | "">("");
  const [name, setName] = useState("");
  const [reason, setReason] = useState("");
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const group = `overrule-${criterion}`;

  async function store(event: Event): Promise<void> {
    event.preventDefault();
    if (!result) return;
    try {
      await api.override({trial, patient, criterion, result, name, reason});
      say(`${criterion} overruled as ${result}. The program's result stays beside it.`);
      onDone(true);
    } catch (error) {
      fail(error);
    }
  }
  return <form class="override" aria-label={`Overrule ${criterion}`} onSubmit={store}
    onKeyDown={(event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      onDone(false);
    }}>
    <fieldset>
      <legend>{criterion} for this patient is</legend>
      <label><input ref={first} type="radio" name={group} required checked={result === "pass"}
        onChange={() => setResult("pass")}/> ✓ pass</label>
      <label><input type="radio" name={group} checked={result === "fail"}
        onChange={() => setResult("fail")}/> ✕ fail</label>
    </fieldset>
    <label>Your name
      <input value={name} required maxLength={200} autocomplete="name"
        onInput={(event) => setName(event.currentTarget.value)}/></label>
    <label>Reason
      <textarea value={reason} required rows={2} maxLength={2000}
        onInput={(event) => setReason(event.currentTarget.value)}/></label>
    <div class="actions">
      <button type="submit" class="primary">Write to the log</button>
      <button type="button" onClick={() => onDone(false)}>Cancel</button>
    </div>
  </form>;
}
