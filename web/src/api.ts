import type {
  Decision, Diagnostic, JsonObject, Matrix, Override, Patient, Rejected, State, Tried, Trial,
} from "./types";

export class ServerError extends Error {
  constructor(message: string, readonly help: string, readonly status: number) {
    super(message);
  }
}

const largestBody = 32 * 1024 * 1024;

export interface Imported {
  trials: string[];
  diagnostics: Diagnostic[];
}

export interface Added {
  added: string[];
  rejected: Rejected[];
  warnings: {message: string; path?: string}[];
}

export class Api {
  constructor(private readonly token: string) {}

  state = () => this.ask<State>("GET", "/api/state");
  options = (asOf: string | null, strict: boolean) =>
    this.ask<State>("PUT", "/api/options", {asOf, strict});
  matrix = () => this.ask<Matrix>("GET", "/api/matrix");
  trial = (id: string, signal?: AbortSignal) =>
    this.ask<Trial>("GET", `/api/trials/${encodeURIComponent(id)}`, undefined, signal);
  storeRule = (id: string, rule: string) =>
    this.ask<{ok: boolean; diagnostics: Diagnostic[]}>(
      "PUT", `/api/trials/${encodeURIComponent(id)}`, {rule});
  removeTrial = (id: string) =>
    this.ask<State>("DELETE", `/api/trials/${encodeURIComponent(id)}`);
  patient = (id: string, signal?: AbortSignal) =>
    this.ask<Patient>("GET", `/api/patients/${encodeURIComponent(id)}`, undefined, signal);
  storePatient = (id: string, record: JsonObject) =>
    this.ask<unknown>("PUT", `/api/patients/${encodeURIComponent(id)}`, {record});
  removePatient = (id: string) =>
    this.ask<State>("DELETE", `/api/patients/${encodeURIComponent(id)}`);
  check = (trial: string, rule: string, signal: AbortSignal) =>
    this.ask<{ok: boolean; diagnostics: Diagnostic[]}>(
      "POST", "/api/check", {trial, rule}, signal);
  decision = (trial: string, patient: string, signal?: AbortSignal) =>
    this.ask<Decision>("GET", `/api/decision?${query({trial, patient})}`, undefined, signal);
  tryChange = (
    change: {trial: string; patient: string; record?: JsonObject; rule?: string},
    signal: AbortSignal,
  ) => this.ask<Tried>("POST", "/api/try", change, signal);
  override = (entry: Omit<Override, "time">) =>
    this.ask<{override: Override}>("POST", "/api/overrides", entry);
  addDocument = async (file: File) => this.ask<Imported>(
    "POST", "/api/documents", {name: file.name, content: await base64(file)});
  addRules = async (file: File) => this.ask<Imported>(
    "POST", "/api/rules", {name: file.name, content: await file.text()});
  addPatients = async (file: File) => this.ask<Added>(
    "POST", "/api/patients", {name: file.name, content: await base64(file)});

  async report(what: Record<string, string>): Promise<{name: string; content: Blob}> {
    const answer = await this.send("GET", `/api/report?${query(what)}`);
    const named = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") ?? "");
    const name = named?.[1] ?? `${what["kind"]}.${what["format"]}`;
    return {name, content: await answer.blob()};
  }

  private async ask<Answer>(
    method: string, path: string, body?: unknown, signal?: AbortSignal,
  ): Promise<Answer> {
    const answer = await this.send(method, path, body, signal);
    return await answer.json() as Answer;
  }

  private async send(
    method: string, path: string, body?: unknown, signal?: AbortSignal,
  ): Promise<Response> {
    const headers: Record<string, string> = {"X-Eligo-Token": this.token};
    const request: RequestInit = {method, headers, cache: "no-store", credentials: "omit"};
    if (signal) request.signal = signal;
    if (body !== undefined) {
      headers["Content-Type"] = "application/json";
      request.body = JSON.stringify(body);
      if (request.body.length > largestBody) {
        throw new ServerError("This is larger than the program takes at once (32 MiB).",
          "Split it into smaller files.", 413);
      }
    }
    let answer: Response;
    try {
      answer = await fetch(path, request);
    } catch (error) {
      if (signal?.aborted) throw error;
      throw new ServerError("The program does not answer.",
        "Is eligo serve still running in its terminal? Open the address that it prints.", 0);
    }
    if (!answer.ok) throw await failure(answer);
    return answer;
  }
}

async function failure(answer: Response): Promise<ServerError> {
  if (answer.status === 403) {
    return new ServerError("The program does not accept this page's token.",
      "Open the address that eligo serve printed when it was started.", 403);
  }
  try {
    const {error} = await answer.json() as {error: {message: string; help?: string}};
    return new ServerError(error.message, error.help ?? "", answer.status);
  } catch {
    return new ServerError(`The program answered ${answer.status}.`, "", answer.status);
  }
}

function query(parts: Record<string, string>): string {
  return Object.entries(parts)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&");
}

async function base64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  // In parts: a call takes only so many arguments.
  for (let begin = 0; begin < bytes.length; begin += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(begin, begin + 0x8000));
  }
  return btoa(text);
}

export function isAborted(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}
