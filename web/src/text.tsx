import type {ComponentChildren, JSX} from "preact";
import {plural} from "./words";
import type {Mark} from "./words";

// Controls, and the marks that turn the direction of writing or take no room: a name could hide
// behind them what it is.
const hidden =
  /([\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff])/;

// A text that comes from a document or a record: its direction touches nothing around it, and what
// cannot be seen is written out.
export function Foreign({text}: {text: string}): JSX.Element {
  return <bdi>{shown(text)}</bdi>;
}

function shown(text: string): ComponentChildren {
  const parts = text.split(hidden);
  if (parts.length === 1) return text;
  return parts.map((part, at) => at % 2 === 0 ? part : <HiddenCharacter character={part}/>);
}

function HiddenCharacter({character}: {character: string}): JSX.Element {
  const number = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
  return <span class="hidden-character">U+{number}</span>;
}

// For attributes, where nothing can be marked up.
export function plainText(text: string): string {
  return text.split(hidden).filter((_, at) => at % 2 === 0).join("");
}

export function Badge({mark, children}: {mark: Mark; children?: ComponentChildren}): JSX.Element {
  return <span class={`badge ${mark.tone}`}>
    <span class="sign" aria-hidden="true">{mark.sign}</span> {mark.word}{children}
  </span>;
}

export function Count({of, one, many}: {of: number; one: string; many?: string}): JSX.Element {
  return <span class="count">{plural(of, one, many)}</span>;
}

// Columns of the program count Unicode code points from 1, those of the browser UTF-16 units from 0.
export function offsetOf(text: string, line: number, column: number): number {
  let begin = 0;
  for (let at = 1; at < line; ++at) {
    const end = text.indexOf("\n", begin);
    if (end < 0) return text.length;
    begin = end + 1;
  }
  let offset = begin;
  for (let at = 1; at < column && offset < text.length && text[offset] !== "\n"; ++at) {
    offset += text.codePointAt(offset)! > 0xffff ? 2 : 1;
  }
  return offset;
}
