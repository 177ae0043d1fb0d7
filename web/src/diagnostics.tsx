import type {JSX} from "preact";
import {Foreign} from "./text";
import type {Diagnostic} from "./types";
import {severityMarks} from "./words";

// What was found, where, and what to write instead.
export function Diagnostics({of, onJump}: {
  of: Diagnostic[]; onJump?: (diagnostic: Diagnostic) => void;
}): JSX.Element {
  return <ul class="diagnostics">{of.map((one) => {
    const mark = severityMarks[one.severity];
    const place = one.line ? `line ${one.line}, column ${one.column ?? 1}` : "";
    return <li class={mark.tone}>
      <span class={`severity ${mark.tone}`}><span aria-hidden="true">{mark.sign}</span>
        {" "}{mark.word}</span>{" "}
      {place && (onJump
        ? <button type="button" class="link" onClick={() => onJump(one)}>{place}</button>
        : <span class="place">{place}</span>)}
      <p><Foreign text={one.message}/></p>
      {one.help && <p class="help"><Foreign text={one.help}/></p>}
    </li>;
  })}</ul>;
}
