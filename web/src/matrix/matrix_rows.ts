import type {Cell, Matrix, Verdict} from "../types";

export interface MatrixRow {
  patient: string;
  cells: Cell[];
}

export interface Selection {
  verdict: Verdict | "";
  trial: string;
  words: string;
  order: "listed" | "open" | "name";
}

export const everything: Selection = {verdict: "", trial: "", words: "", order: "listed"};

export function openCount(cell: Cell): number {
  return cell.openItems ?? cell.open.length;
}

// The columns and rows that the selection leaves, in its order.
export function select(
  matrix: Matrix, {verdict, trial, words, order}: Selection,
): {columns: number[]; rows: MatrixRow[]} {
  const columns = matrix.trials.map((_, at) => at)
    .filter((at) => !trial || matrix.trials[at] === trial);
  const sought = words.trim().toLowerCase();
  const rows: MatrixRow[] = [];
  matrix.patients.forEach((patient, at) => {
    const cells = matrix.cells[at]!;
    if (sought && !patient.toLowerCase().includes(sought)) return;
    if (verdict && !columns.some((column) => cells[column]!.verdict === verdict)) return;
    rows.push({patient, cells});
  });
  if (order === "name") {
    rows.sort((a, b) => a.patient.localeCompare(b.patient, "en", {numeric: true}));
  } else if (order === "open") {
    const ranks = new Map(rows.map((row) => [row, fewestOpen(row, columns)]));
    rows.sort((a, b) => ranks.get(a)! - ranks.get(b)!);
  }
  return {columns, rows};
}

// Over the trials where nothing fails: who needs least to be settled comes first, who fails
// everywhere last.
function fewestOpen({cells}: MatrixRow, columns: number[]): number {
  return Math.min(...columns.map((column) => {
    const cell = cells[column]!;
    return cell.verdict === "ineligible" ? Infinity : openCount(cell);
  }), Number.MAX_SAFE_INTEGER);
}

export function countVerdicts(rows: MatrixRow[], column: number): Record<Verdict, number> {
  const counts = {eligible: 0, ineligible: 0, undetermined: 0};
  for (const {cells} of rows) ++counts[cells[column]!.verdict];
  return counts;
}
