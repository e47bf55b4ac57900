import { type ClipboardEvent, type DragEvent, useRef, useState } from "react";
import { useTitle } from "../app/title";
import { Button } from "../ui/Button";
import { count, whole } from "../ui/format";
import { tell } from "../ui/toast";
import { fileText, NOT_UTF8, SAVE_AS_UTF8 } from "./fileText";
import { ImportItem, type Source } from "./ImportItem";

/** What the server reads at most. */
const MAX_BYTES = 10 * 1024 * 1024;
const ENDINGS = ".txt,.md,.json,.jsonl,.srt,.vtt,text/plain,text/markdown,application/json,text/vtt";

const EXAMPLE = `Lumen: Hello, this is Lumen. Am I speaking with the Head of Marketing at Quick Fit Windows?
User: um yes i'm the vector of marketing at quick fit windows
Lumen: Great. How do you bring in new customers at the moment?
User: mostly book ads and and paper click on google, we have seventy five employees and fifty to a hundred leads per month
`;

/** What is wrong with a file that no transcript can be in, and what to do. */
function problemOf(content: string | null): [problem: string, advice: string] | null {
  if (content === null) {
    return [NOT_UTF8, SAVE_AS_UTF8];
  }
  if (content.trim() === "") {
    return ["is empty", "It was not taken."];
  }
  return content.includes("\0") ? ["is no text file", "It was not taken."] : null;
}

/** Brings transcripts in: dropped, picked or pasted; shown as they were understood before anything is stored. */
export default function ImportPage() {
  useTitle("Import");
  const [sources, setSources] = useState<readonly Source[]>([]);
  const [over, setOver] = useState(false);
  const [pasting, setPasting] = useState("");
  const picker = useRef<HTMLInputElement>(null);
  const keys = useRef(0);

  const [imported, setImported] = useState<ReadonlySet<number>>(new Set());
  /** How often all were told to begin. */
  const [beginnings, setBeginnings] = useState(0);
  const left = sources.filter((one) => !imported.has(one.key)).length;
  const here = useRef<readonly Source[]>([]);

  const hold = (next: readonly Source[]) => {
    here.current = next;
    setSources(next);
  };
  const add = (name: string, content: string) => {
    if (here.current.some((one) => one.name === name && one.content === content)) {
      tell({
        title: `${name} is here already`,
        description: "The same text under the same name was not taken a second time.",
        type: "warn",
      });
      return;
    }
    hold([...here.current, { key: ++keys.current, name, content }]);
  };
  const take = async (files: Iterable<File>) => {
    for (const file of files) {
      if (file.size > MAX_BYTES) {
        tell({
          title: `${file.name} is too large`,
          description: "Lumen reads up to 10 MB. Split the transcript and import its parts.",
          type: "bad",
        });
      } else {
        const content = await fileText(file);
        const wrong = problemOf(content);
        if (wrong) {
          tell({ title: `${file.name} ${wrong[0]}`, description: wrong[1], type: "bad" });
        } else if (content !== null) {
          add(file.name, content);
        }
      }
    }
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take([...event.dataTransfer.files]);
    const text = event.dataTransfer.getData("text/plain");
    if (text !== "") {
      add("Dropped text", text);
    }
  };
  const onPaste = (event: ClipboardEvent) => {
    if (event.clipboardData.files.length > 0) {
      event.preventDefault();
      void take([...event.clipboardData.files]);
    }
  };

  return (
    <div className="stack">
      <div className="page-head">
        <div>
          <h1>Import</h1>
          <p>
            Text, Markdown, JSON, SRT or WebVTT, up to 10 MB and 1,000 turns. You see what was understood
            first.
          </p>
        </div>
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is the fast way; the button inside does the same */}
      <div
        className="drop"
        data-over={over}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        <p>Drop transcripts here, or</p>
        <div className="row">
          <Button kind="primary" icon="import" onClick={() => picker.current?.click()}>
            Choose files
          </Button>
          <Button onClick={() => add("Example call", EXAMPLE)}>Try an example</Button>
        </div>
        <input
          ref={picker}
          hidden
          type="file"
          multiple
          accept={ENDINGS}
          onChange={(event) => {
            void take([...(event.target.files ?? [])]);
            event.target.value = "";
          }}
        />
      </div>
      {left > 1 && (
        <div className="row">
          <p className="grow soft">{count(left, "transcript")}, each a conversation of its own.</p>
          <Button kind="primary" icon="import" onClick={() => setBeginnings((n) => n + 1)}>
            Import all {whole(left)}
          </Button>
        </div>
      )}
      {sources.map((source) => (
        <ImportItem
          key={source.key}
          source={source}
          isOnly={sources.length === 1}
          beginnings={beginnings}
          onDone={() => setImported((before) => new Set(before).add(source.key))}
          onClose={() => hold(here.current.filter((one) => one.key !== source.key))}
        />
      ))}
      <form
        className="field"
        onSubmit={(event) => {
          event.preventDefault();
          if (pasting.trim() !== "") {
            add("Pasted transcript", pasting);
            setPasting("");
          }
        }}
      >
        <label htmlFor="paste">Or paste one</label>
        <textarea
          id="paste"
          className="input"
          rows={5}
          placeholder={"User: what was heard\nLumen: what was answered"}
          value={pasting}
          onChange={(event) => setPasting(event.target.value)}
          onPaste={onPaste}
        />
        <div className="row">
          <Button type="submit" disabled={pasting.trim() === ""}>
            Preview it
          </Button>
        </div>
      </form>
    </div>
  );
}
