import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { Schemas } from "../api/client";
import { fileText, NOT_UTF8, SAVE_AS_UTF8 } from "../transfer/fileText";
import { Button } from "../ui/Button";
import { Modal } from "../ui/Modal";
import { tell, tellFailure } from "../ui/toast";
import { importTerms, type Owner } from "./queries";

/** A table has commas and a heading, or comes from a file that says so. */
export const looksLikeCsv = (text: string, filename = ""): boolean =>
  /\.csv$/i.test(filename) || (/^\s*(term|sounds_like)\s*,/i.test(text) && !filename.endsWith(".txt"));

interface Props {
  owner: Owner;
  onDone: () => void;
  onClose: () => void;
}

/** Takes many words at once, pasted or from a file; lines that cannot be taken are told. */
export function ImportTerms({ owner, onDone, onClose }: Props) {
  const [text, setText] = useState("");
  const [file, setFile] = useState("");
  const [result, setResult] = useState<Schemas["VocabularyImported"] | null>(null);
  const csv = looksLikeCsv(text, file);
  const send = useMutation({
    mutationFn: () => importTerms(owner, text, csv),
    onSuccess: (imported) => {
      setResult(imported);
      onDone();
    },
    onError: (failure) => tellFailure("The words were not imported.", failure),
  });
  const take = async (chosen: File) => {
    const content = await fileText(chosen);
    if (content === null) {
      tell({ title: `${chosen.name} ${NOT_UTF8}`, description: SAVE_AS_UTF8, type: "bad" });
      return;
    }
    setText(content);
    setFile(chosen.name);
    setResult(null);
  };
  return (
    <Modal title="Import words" onClose={onClose}>
      <div className="field">
        <label htmlFor="terms">One word or name a line, or CSV</label>
        <textarea
          id="terms"
          className="input"
          rows={8}
          placeholder={"Kestrova = kestrel over, cast rover\nQuick Fit Windows\n!pay per click"}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setFile("");
            setResult(null);
          }}
        />
      </div>
      <p className="small soft">
        After “=” what it sounds like; “!” before a phrase that is never changed. CSV has the columns term,
        sounds_like (separated by semicolons) and never_change.
      </p>
      <input
        type="file"
        aria-label="A file of words"
        accept=".txt,.csv,text/plain,text/csv"
        onChange={(event) => {
          const chosen = event.target.files?.[0];
          if (chosen) {
            void take(chosen);
          }
        }}
      />
      {result && (
        <div className={result.problems.length > 0 ? "notice" : "notice calm"} role="status">
          <div>
            <strong>
              {result.added} added, {result.updated} changed
            </strong>
            {result.problems.map((problem) => (
              <p key={`${problem.line}-${problem.message}`}>
                Line {problem.line}: {problem.message}
              </p>
            ))}
          </div>
        </div>
      )}
      <div className="dialog-actions">
        <Button onClick={onClose}>{result ? "Done" : "Cancel"}</Button>
        <Button
          kind="primary"
          disabled={text.trim() === ""}
          busy={send.isPending}
          onClick={() => send.mutate()}
        >
          Import {csv ? "as CSV" : "as text"}
        </Button>
      </div>
    </Modal>
  );
}
