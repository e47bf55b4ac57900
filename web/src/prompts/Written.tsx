import { Button } from "../ui/Button";
import { copied } from "../ui/copy";
import { tell } from "../ui/toast";

/** A longer text that was sent or came back: folded away, to be read and copied. */
export function Written({ title, text, note }: { title: string; text: string; note?: string }) {
  const copy = () =>
    void copied(text).then((isCopied) =>
      tell(
        isCopied
          ? { title: "Copied" }
          : { title: "Not copied", description: "The browser refuses.", type: "bad" },
      ),
    );
  return (
    <details className="written">
      <summary>
        {title}
        {note && <span className="soft small tabular"> {note}</span>}
      </summary>
      <div className="written-text">
        <Button small icon="copy" aria-label={`Copy: ${title}`} onClick={copy} />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls */}
        <pre tabIndex={0}>{text}</pre>
      </div>
    </details>
  );
}
