import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { Link, useLocation } from "wouter";
import { api, body, type Schemas } from "../api/client";
import { type ApiError, asApiError } from "../api/errors";
import { Button } from "../ui/Button";
import { Failure } from "../ui/Failure";
import { count } from "../ui/format";
import { Progress } from "../ui/Progress";
import { tell } from "../ui/toast";
import { type Parsed, renamed, speakersOf } from "./speakers";
import { upload } from "./upload";

export interface Source {
  readonly key: number;
  /** Of the file, or of how the text came. */
  readonly name: string;
  readonly content: string;
}

type Format = Schemas["TranscriptFormat"];

const FORMATS: readonly (readonly [Format, string])[] = [
  ["auto", "Recognised by itself"],
  ["txt", "Labelled text"],
  ["md", "Markdown"],
  ["json", "JSON"],
  ["jsonl", "JSON lines"],
  ["srt", "SRT"],
  ["vtt", "WebVTT"],
];

/** First lines that are shown of a transcript. */
const SHOWN = 20;

type Sending =
  | { readonly state: "idle" }
  | { readonly state: "sending"; readonly share: number }
  | { readonly state: "done"; readonly id: string; readonly name: string; readonly turns: number }
  /** `isUnknown`: all of it was sent, and no answer came. */
  | { readonly state: "failed"; readonly error: ApiError; readonly isUnknown: boolean };

function Speakers({
  parsed,
  names,
  onName,
}: {
  parsed: Parsed;
  names: ReadonlyMap<string, string>;
  onName: (label: string, name: string) => void;
}) {
  return (
    <div className="table-frame">
      <table className="numbers text">
        <caption className="unseen">Who speaks</caption>
        <thead>
          <tr>
            <th scope="col">In the transcript</th>
            <th scope="col">Turns</th>
            <th scope="col">Taken for</th>
          </tr>
        </thead>
        <tbody>
          {speakersOf(parsed).map((row) => (
            <tr key={row.label}>
              <td>{row.label}</td>
              <td>{row.turns}</td>
              <td>
                <input
                  className="input"
                  aria-label={`Name of ${row.label}`}
                  list="speakers"
                  maxLength={100}
                  value={names.get(row.label) ?? row.speaker}
                  onChange={(event) => onName(row.label, event.target.value)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <datalist id="speakers">
        <option value="User" />
        <option value="Lumen" />
      </datalist>
    </div>
  );
}

function FirstLines({ parsed, names }: { parsed: Parsed; names: ReadonlyMap<string, string> }) {
  const turns = parsed.parsed_turns;
  return (
    <div className="table-frame first-lines">
      <table className="numbers text">
        <caption className="unseen">The first turns as they were understood</caption>
        <tbody>
          {turns.slice(0, SHOWN).map((turn) => (
            <tr key={turn.turn_index}>
              <th scope="row">{names.get(turn.original_speaker_label || turn.speaker) ?? turn.speaker}</th>
              <td>{turn.raw_text}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {turns.length > SHOWN && <p className="small soft">and {count(turns.length - SHOWN, "more turn")}</p>}
    </div>
  );
}

interface Props {
  source: Source;
  /** Whether no other waits, so that nothing is lost by going to what was imported. */
  isOnly: boolean;
  /** How often all were told to begin; one more and this one does, as soon as it is understood. */
  beginnings: number;
  onDone: () => void;
  onClose: () => void;
}

/** One transcript on its way in: what was understood of it, who speaks, and the import itself. */
export function ImportItem({ source, isOnly, beginnings, onDone, onClose }: Props) {
  const [format, setFormat] = useState<Format>("auto");
  const [name, setName] = useState(source.name.replace(/\.[a-z]+$/i, ""));
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  const [sending, setSending] = useState<Sending>({ state: "idle" });
  const cancel = useRef<AbortController | null>(null);
  const queries = useQueryClient();
  const [, go] = useLocation();
  const alone = useRef(isOnly);
  alone.current = isOnly;
  useEffect(() => () => cancel.current?.abort(), []);

  const parsed = useQuery({
    queryKey: ["parse", source.key, format],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) =>
      body(
        api.POST("/api/v1/conversations/parse-transcript", {
          signal,
          body: { raw_transcript: source.content, format, filename: source.name },
        }),
      ),
  });

  const start = async () => {
    if (parsed.data === undefined) {
      return;
    }
    const mine = new AbortController();
    cancel.current = mine;
    setSending({ state: "sending", share: 0 });
    let sent = 0;
    const content = renamed(parsed.data, names);
    try {
      const made = await upload(
        {
          content: content ?? source.content,
          format: content === null ? format : "json",
          filename: content === null ? source.name : "renamed.json",
          name: name.trim() || source.name,
        },
        (share) => {
          sent = share;
          setSending({ state: "sending", share });
        },
        mine.signal,
      );
      await queries.invalidateQueries({ queryKey: ["conversations"] });
      const { id, name: called } = made.conversation;
      if (alone.current) {
        tell({ title: "Imported", description: `${called}: ${count(made.turns_imported, "turn")}` });
        onClose();
        go(`/conversations/${id}`);
      } else {
        setSending({ state: "done", id, name: called, turns: made.turns_imported });
        onDone();
      }
    } catch (failure) {
      const error = asApiError(failure);
      setSending(
        mine.signal.aborted
          ? { state: "idle" }
          : { state: "failed", error, isUnknown: error.status === 0 && sent === 1 },
      );
    }
  };

  const begun = useRef(beginnings);
  const isReady = parsed.data !== undefined;
  const isFree = sending.state === "idle" || sending.state === "failed";
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each time that all begin
  useEffect(() => {
    if (beginnings > begun.current && isReady) {
      begun.current = beginnings;
      if (isFree) {
        void start();
      }
    }
  }, [beginnings, isReady]);

  if (sending.state === "done") {
    return (
      <section className="card import-item" aria-label={source.name}>
        <div className="row">
          <p className="grow" role="status">
            <strong>{sending.name}</strong> is imported: {count(sending.turns, "turn")}
          </p>
          <Link className="button primary" href={`/conversations/${sending.id}`}>
            Open
          </Link>
          <Button kind="quiet" small icon="close" aria-label={`Put ${source.name} aside`} onClick={onClose} />
        </div>
      </section>
    );
  }
  return (
    <section className="card import-item" aria-label={source.name}>
      <div className="row">
        <h2 className="grow">{source.name}</h2>
        <Button kind="quiet" small icon="close" aria-label={`Put ${source.name} aside`} onClick={onClose} />
      </div>
      <div className="row">
        <div className="field grow">
          <label htmlFor={`name-${source.key}`}>Name of the conversation</label>
          <input
            id={`name-${source.key}`}
            className="input"
            maxLength={255}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </div>
        <div className="field">
          <label htmlFor={`format-${source.key}`}>Format</label>
          <select
            id={`format-${source.key}`}
            className="input"
            value={format}
            onChange={(event) => setFormat(event.target.value as Format)}
          >
            {FORMATS.map(([value, text]) => (
              <option key={value} value={value}>
                {text}
              </option>
            ))}
          </select>
        </div>
      </div>
      {parsed.isPending && <span className="skeleton" style={{ height: "9rem" }} />}
      {parsed.isError && (
        <Failure
          what="This transcript cannot be read."
          error={parsed.error}
          retry={() => void parsed.refetch()}
        />
      )}
      {parsed.data && (
        <>
          <p className="small soft" role="status">
            {count(parsed.data.stats.total_turns, "turn")}, of which {parsed.data.stats.lumen_turns} by Lumen;{" "}
            {parsed.data.stats.turns_with_noise} with noise marks
          </p>
          {parsed.data.warnings.length > 0 && (
            <ul className="notice warnings">
              {parsed.data.warnings.slice(0, 5).map((warning) => (
                <li key={`${warning.line}-${warning.message}`}>
                  {warning.line > 0 && `Line ${warning.line}: `}
                  {warning.message}
                </li>
              ))}
            </ul>
          )}
          <Speakers
            parsed={parsed.data}
            names={names}
            onName={(label, to) => setNames((before) => new Map(before).set(label, to))}
          />
          <FirstLines parsed={parsed.data} names={names} />
        </>
      )}
      {sending.state === "sending" && (
        <Progress
          label={sending.share < 1 ? "Sending" : "Storing and cleaning"}
          share={sending.share < 1 ? sending.share : null}
        />
      )}
      {sending.state === "failed" && (
        <Failure
          what={
            sending.isUnknown
              ? "It may have been imported: the answer did not come. Try again; it is imported once."
              : "It was not imported; nothing was stored."
          }
          error={sending.error}
        />
      )}
      <div className="dialog-actions">
        {sending.state === "sending" && <Button onClick={() => cancel.current?.abort()}>Cancel</Button>}
        <Button
          kind="primary"
          icon="import"
          disabled={parsed.data === undefined}
          busy={sending.state === "sending"}
          onClick={() => void start()}
        >
          {sending.state === "failed" ? "Try again" : "Import"}
        </Button>
      </div>
    </section>
  );
}
