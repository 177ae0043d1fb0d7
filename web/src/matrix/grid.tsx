import {Component} from "preact";
import type {JSX} from "preact";
import {useLayoutEffect, useMemo, useRef, useState} from "preact/hooks";
import {link} from "../route";
import {Foreign, plainText} from "../text";
import type {Cell} from "../types";
import {plural, verdictMarks} from "../words";
import {countVerdicts, openCount} from "./matrix_rows";
import type {MatrixRow} from "./matrix_rows";

interface GridProps {
  trials: string[];
  titles: Map<string, string>;
  columns: number[];
  rows: MatrixRow[];
  selected: {trial: string; patient: string} | null;
  onOpen: (trial: string, patient: string) => void;
}

const step = 500;

// One stop of the Tab key; within it the arrow keys go from cell to cell and Enter opens one.
export function Grid({trials, titles, columns, rows, selected, onOpen}: GridProps): JSX.Element {
  const [place, setPlace] = useState({row: 0, column: 0});
  const [limit, setLimit] = useState(step);
  const moved = useRef(false);
  const grid = useRef<HTMLDivElement>(null);
  const visible = rows.slice(0, limit);
  const row = Math.max(0, Math.min(place.row, visible.length - 1));
  const column = Math.max(0, Math.min(place.column, columns.length - 1));

  const headings = useMemo(() => columns.map((at) => <TrialHeading id={trials[at]!}
    title={titles.get(trials[at]!) ?? ""} counts={countVerdicts(rows, at)}/>),
  [trials, titles, columns, rows]);

  useLayoutEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    const cell = grid.current?.querySelector<HTMLElement>("[role=gridcell][tabindex='0']");
    cell?.focus();
    cell?.scrollIntoView({block: "nearest", inline: "nearest"});
  }, [row, column]);
  useLayoutEffect(() => {
    if (!selected) return undefined;
    // Rows out of sight have no size before the next frame.
    const frame = requestAnimationFrame(() => grid.current
      ?.querySelector("[role=gridcell][aria-selected='true']")
      ?.scrollIntoView({block: "nearest", inline: "nearest"}));
    return () => cancelAnimationFrame(frame);
  }, [selected?.trial, selected?.patient]);
  useLayoutEffect(() => {
    grid.current?.style.setProperty("--columns", String(columns.length));
  }, [columns.length]);

  function onKeyDown(event: KeyboardEvent): void {
    if (!(event.target as HTMLElement).matches("[role=gridcell]")) return;
    const next = target(event, row, column, visible.length, columns.length);
    if (next) {
      event.preventDefault();
      moved.current = next.row !== row || next.column !== column;
      setPlace(next);
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      onOpen(trials[columns[column]!]!, visible[row]!.patient);
    }
  }

  return <>
    <div class="grid-frame">
      <div ref={grid} class="grid" role="grid" aria-label="Verdicts" aria-rowcount={rows.length + 1}
        aria-colcount={columns.length + 1} onKeyDown={onKeyDown}>
        <div role="row" class="row head" aria-rowindex={1}>
          <div role="columnheader" class="corner">Patient</div>
          {headings}
        </div>
        {visible.map((one, at) => <Row key={one.patient} row={one} index={at} trials={trials}
          columns={columns} focus={at === row ? column : -1}
          selected={selected?.patient === one.patient ? selected.trial : ""}
          onOpen={(columnAt) => {
            setPlace({row: at, column: columnAt});
            onOpen(trials[columns[columnAt]!]!, one.patient);
          }}/>)}
      </div>
    </div>
    {rows.length > limit && <button type="button" onClick={() => setLimit(limit + step)}>
      Show {plural(Math.min(step, rows.length - limit), "more patient")}</button>}
    {rows.length === 0 && <p class="hint">No patient fits this filter.</p>}
  </>;
}

function target(
  event: KeyboardEvent, row: number, column: number, rows: number, columns: number,
): {row: number; column: number} | null {
  const far = event.ctrlKey || event.metaKey;
  const within = (at: number, count: number) => Math.max(0, Math.min(at, count - 1));
  switch (event.key) {
    case "ArrowDown": return {row: within(row + 1, rows), column};
    case "ArrowUp": return {row: within(row - 1, rows), column};
    case "ArrowRight": return {row, column: within(column + 1, columns)};
    case "ArrowLeft": return {row, column: within(column - 1, columns)};
    case "PageDown": return {row: within(row + 15, rows), column};
    case "PageUp": return {row: within(row - 15, rows), column};
    case "Home": return {row: far ? 0 : row, column: 0};
    case "End": return {row: far ? rows - 1 : row, column: columns - 1};
    default: return null;
  }
}

function TrialHeading(
  {id, title, counts}: {id: string; title: string; counts: Record<string, number>},
): JSX.Element {
  return <div role="columnheader" class="trial-heading">
    <a href={link("trial", id)} title={plainText(title)}><Foreign text={id}/></a>
    <span class="title"><Foreign text={title}/></span>
    <span class="tally">{Object.entries(verdictMarks).map(([verdict, {sign, word, tone}]) =>
      <span class={`count ${tone}`} title={word}>
        <span aria-hidden="true">{sign}</span><span class="unseen">{word}:</span>
        {" "}{counts[verdict]}</span>)}</span>
  </div>;
}

interface RowProps {
  row: MatrixRow;
  index: number;
  trials: string[];
  columns: number[];
  focus: number;
  selected: string;
  onOpen: (column: number) => void;
}

// Thousands of cells stay as they are while the focus moves from one to the next.
class Row extends Component<RowProps> {
  override shouldComponentUpdate(next: RowProps): boolean {
    const now = this.props;
    return now.row !== next.row || now.columns !== next.columns || now.focus !== next.focus ||
      now.selected !== next.selected || now.index !== next.index;
  }

  override render({row, index, trials, columns, focus, selected, onOpen}: RowProps): JSX.Element {
    return <div role="row" class="row" aria-rowindex={index + 2}>
      <div role="rowheader" class="patient" title={plainText(row.patient)}>
        <Foreign text={row.patient}/></div>
      {columns.map((at, place) => <VerdictCell cell={row.cells[at]!}
        focused={focus === place} selected={selected === trials[at]}
        onOpen={() => onOpen(place)}/>)}
    </div>;
  }
}

function VerdictCell({cell, focused, selected, onOpen}: {
  cell: Cell; focused: boolean; selected: boolean; onOpen: () => void;
}): JSX.Element {
  const {sign, word, tone} = verdictMarks[cell.verdict];
  const open = openCount(cell);
  return <div role="gridcell" class={`cell ${tone}`} tabIndex={focused ? 0 : -1}
    aria-selected={selected} onClick={onOpen}>
    <span class="verdict-word"><span class="sign" aria-hidden="true">{sign}</span>{word}</span>
    <span class="detail">
      {cell.fails.length > 0 && <span>fails {firstFew(cell.fails)}</span>}
      {open > 0 && <span>{open} open</span>}
      {cell.nearMisses > 0 && <span>{cell.nearMisses} near</span>}
    </span>
  </div>;
}

function firstFew(ids: string[]): string {
  return ids.length > 2 ? `${ids.slice(0, 2).join(", ")} +${ids.length - 2}` : ids.join(", ");
}
