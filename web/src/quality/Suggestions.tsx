import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../ui/Button";
import { count } from "../ui/format";
import { tell, tellFailure } from "../ui/toast";
import { add, remove, vocabularyKey } from "../vocabulary/queries";
import type { Analytics } from "./analytics";

type Suggestion = Analytics["vocabulary_suggestions"][number];

const keyOf = (one: Suggestion): string => `${one.term} ${one.never_change}`;

/** Words that would have spared people their decisions; one press adds one to the account's vocabulary. */
export function Suggestions({ suggestions }: { suggestions: readonly Suggestion[] }) {
  const queries = useQueryClient();
  // Gone at once when it is added, and back when the server refuses or it is undone.
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set());
  const mark = (one: Suggestion, gone: boolean) =>
    setTaken((before) => {
      const next = new Set(before);
      if (gone) {
        next.add(keyOf(one));
      } else {
        next.delete(keyOf(one));
      }
      return next;
    });
  const again = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: vocabularyKey(null) }),
      queries.invalidateQueries({ queryKey: ["analytics", "all"] }),
    ]);
  const undo = async (one: Suggestion, id: string) => {
    try {
      await remove(null, id);
      mark(one, false);
      await again();
    } catch (failure) {
      tellFailure(`“${one.term}” was not taken out again.`, failure);
    }
  };
  const take = useMutation({
    mutationFn: (one: Suggestion) =>
      add(null, { term: one.term, sounds_like: one.sounds_like, never_change: one.never_change }),
    onMutate: (one) => mark(one, true),
    onSuccess: (term, one) => {
      tell({
        title: `“${term.term}” is in the vocabulary`,
        description: "The next turns of all conversations are cleaned with it.",
        action: { label: "Undo", run: () => void undo(one, term.id) },
      });
      return again();
    },
    onError: (failure, one) => {
      mark(one, false);
      tellFailure(`“${one.term}” was not added.`, failure);
    },
  });
  const shown = suggestions.filter((one) => !taken.has(keyOf(one)));
  return (
    <section className="card stack" aria-labelledby="suggestions-title">
      <h2 id="suggestions-title">Words for the vocabulary</h2>
      {shown.length === 0 ? (
        <p className="soft">
          None now. They come from what people write, accept and reject while they review conversations.
        </p>
      ) : (
        <ul className="terms" aria-label="Suggested words">
          {shown.map((one) => (
            <li key={keyOf(one)} className="setting">
              <span>
                <strong>{one.term}</strong> {one.never_change && <span className="chip">leave alone</span>}
                {one.sounds_like.length > 0 && (
                  <span className="small soft term-sounds">sounds like {one.sounds_like.join(", ")}</span>
                )}
                <span className="small soft term-sounds">
                  {one.reason.replace(/\.$/, "")}; {count(one.evidence, "time")} in{" "}
                  {count(one.conversations, "conversation")}
                </span>
              </span>
              <Button small icon="plus" aria-label={`Add ${one.term}`} onClick={() => take.mutate(one)}>
                Add
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
