import type {JSX} from "preact";
import {Diagnostics} from "../diagnostics";
import type {Diagnostic} from "../types";
import {plural} from "../words";
import type {Outcome} from "./use_try";

export function ChangeBar({busy, outcome, refused, listed, changes, onKeep, onDiscard}: {
  busy: boolean; outcome: Outcome | null; refused: Diagnostic[]; changes: number;
  // Whether the problems are shown here; beside an editor they stand at their lines.
  listed: boolean;
  onKeep: () => void; onDiscard: () => void;
}): JSX.Element {
  const undecided = outcome !== null && outcome.decision === null;
  const problems = refused.length > 0 ? refused : outcome?.diagnostics ?? [];
  return <div class="change-bar" role="group" aria-label="Your change">
    <p><strong>Tried, not kept.</strong>{" "}
      {busy ? "Deciding …" : undecided ? "This cannot be decided yet:"
        : changes === 0 ? "No criterion changes." : `${plural(changes, "criterion", "criteria")} changed, marked below.`}</p>
    <div class="actions">
      <button type="button" class="primary" disabled={undecided || busy} onClick={onKeep}>
        Keep the change</button>
      <button type="button" onClick={onDiscard}>Discard</button>
    </div>
    {refused.length > 0 && <p role="alert" class="refused">Not kept: the rule file has to be free
      of errors. An example that no longer comes out has to be changed with the limit.</p>}
    {listed && problems.length > 0 && <Diagnostics of={problems.slice(0, 20)}/>}
  </div>;
}
