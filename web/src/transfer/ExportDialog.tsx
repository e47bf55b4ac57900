import { useMemo, useState } from "react";
import type { Conversation, Turn } from "../api/client";
import type { Unread } from "../conversation/logState";
import { Button } from "../ui/Button";
import { copied } from "../ui/copy";
import { count, whole } from "../ui/format";
import { Modal } from "../ui/Modal";
import { Segments } from "../ui/Segments";
import { tell, tellFailure } from "../ui/toast";
import { type Choice, exported, type Format, fileName, type Text, TYPES, withoutLumen } from "./export";
import { save } from "./save";
import { WordPreview } from "./WordPreview";

const TEXTS: readonly (readonly [Text, string])[] = [
  ["clean", "Clean"],
  ["marked", "Marked up"],
  ["raw", "Raw"],
];

const FORMATS: readonly (readonly [Format, string])[] = [
  ["txt", "Text"],
  ["md", "Markdown"],
  ["docx", "Word"],
  ["srt", "SRT"],
  ["vtt", "WebVTT"],
  ["json", "JSON"],
];

const PREVIEWED = 3000;

interface Props {
  conversation: Conversation;
  turns: readonly Turn[];
  /** Set while not all turns are read: a part would pass for the whole. */
  unread: Unread | null;
  onReadRest: () => void;
  onClose: () => void;
}

/** Chooses what leaves, shows it, and saves or copies it. It is made here; nothing is sent anywhere. */
export function ExportDialog({ conversation, turns, unread, onReadRest, onClose }: Props) {
  const [choice, setChoice] = useState<Choice>({
    text: "clean",
    format: "txt",
    speakers: true,
    times: false,
  });
  const [lumen, setLumen] = useState(true);
  const chosen = useMemo(() => (lumen ? turns : withoutLumen(turns)), [turns, lumen]);
  const text = useMemo(() => exported(conversation, chosen, choice), [conversation, chosen, choice]);
  const change = (part: Partial<Choice>) => setChoice((before) => ({ ...before, ...part }));
  const timed = choice.format !== "srt" && choice.format !== "vtt";

  const download = async () => {
    try {
      const content =
        choice.format === "docx"
          ? await (await import("./docx")).docx(conversation, chosen, choice)
          : new Blob([text], { type: `${TYPES[choice.format]};charset=utf-8` });
      save(content, fileName(conversation.name, choice));
    } catch (failure) {
      tellFailure("The file was not made.", failure);
    }
  };
  const copy = async () => {
    tell(
      (await copied(text))
        ? { title: "Copied", description: count(chosen.length, "turn") }
        : { title: "Not copied", description: "The browser refuses; save the file instead.", type: "bad" },
    );
  };

  return (
    <Modal title="Export" wide onClose={onClose}>
      <div className="row">
        <Segments
          label="Which text"
          value={choice.text}
          options={TEXTS}
          onChange={(value) => change({ text: value })}
        />
        <Segments
          label="Format"
          value={choice.format}
          options={FORMATS}
          onChange={(format) => change({ format })}
        />
      </div>
      <div className="row">
        <label className="switch">
          <input
            type="checkbox"
            checked={choice.speakers}
            onChange={(event) => change({ speakers: event.target.checked })}
          />
          Speakers
        </label>
        {timed && (
          <label className="switch">
            <input
              type="checkbox"
              checked={choice.times}
              onChange={(event) => change({ times: event.target.checked })}
            />
            Times
          </label>
        )}
        <label className="switch">
          <input type="checkbox" checked={lumen} onChange={(event) => setLumen(event.target.checked)} />
          Lumen’s turns
        </label>
      </div>
      {choice.format === "docx" && choice.text === "marked" && (
        <p className="small soft">
          In Word every correction is a tracked change that can be accepted or rejected.
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls */}
      <section className="preview" tabIndex={0} aria-label="Preview">
        {choice.format === "docx" ? (
          <WordPreview title={conversation} turns={chosen} choice={choice} />
        ) : (
          <pre>{text.length > PREVIEWED ? `${text.slice(0, PREVIEWED)}\n…` : text}</pre>
        )}
      </section>
      {unread && (
        <div className="row">
          <p className="grow" role="status">
            {unread.isStuck
              ? `Only ${whole(unread.read)} of ${whole(unread.total)} turns could be read.`
              : `${whole(unread.read)} of ${whole(unread.total)} turns are read; it can be saved when all are.`}
          </p>
          {unread.isStuck && (
            <Button small onClick={onReadRest}>
              Read the rest
            </Button>
          )}
        </div>
      )}
      <div className="dialog-actions">
        {choice.format !== "docx" && (
          <Button icon="copy" disabled={unread !== null} onClick={() => void copy()}>
            Copy
          </Button>
        )}
        <Button kind="primary" icon="export" disabled={unread !== null} onClick={() => void download()}>
          Save as {choice.format}
        </Button>
      </div>
    </Modal>
  );
}
